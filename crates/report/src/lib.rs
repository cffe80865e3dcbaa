//! One self-contained HTML page that shows every claim in its text.

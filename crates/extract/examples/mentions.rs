//! Prints every mention of a text read from standard input:
//!
//! ```text
//! echo "Police cracked 441,000 fraud cases in 2021." | cargo run -p tallysheet-extract --example mentions
//! ```

use std::io::{Read, Write};

use tallysheet_catalog::Catalog;
use tallysheet_extract::Extractor;
use tallysheet_model::MentionKind;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let annotated = Extractor::new(&Catalog::embedded())?.annotate_text(&text);
    let mut out = std::io::stdout().lock();
    for mention in &annotated.mentions {
        let surface = mention.span.slice(&annotated.document.text);
        match &mention.kind {
            MentionKind::Quantity(q) => {
                let counted = q.counted.map_or("", |span| span.slice(&annotated.document.text));
                write!(out, "figure  {surface:24} {} {} {}", q.bound, q.value, q.unit)?;
                write!(
                    out,
                    " {} {:?} {:?} counts “{counted}”",
                    q.measure,
                    q.change.map(|c| (c.direction, c.basis)),
                    q.per
                )?;
                writeln!(out, " in “{}” {:?}", q.clause.slice(&annotated.document.text), q.exclusion)?;
            }
            MentionKind::Timex(t) => writeln!(
                out,
                "time    {surface:24} {:?} {:?} {:?} leading {} dateline {}",
                t.role, t.from, t.to, t.leading, t.dateline
            )?,
            MentionKind::Cue(c) => writeln!(out, "cue     {surface:24} {:?} {}", c.kind, c.id)?,
        }
    }
    Ok(())
}

//! Rows of cells, aligned.

use std::io::{self, Write};

use super::text_width;

/// Rows whose cells are padded to the widest of their column.
#[derive(Debug, Default)]
pub struct Columns {
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
}

impl Columns {
    /// No rows yet; the columns in `right` are aligned to the right.
    pub fn new(right: &[usize]) -> Self {
        Self { rows: Vec::new(), right: right.to_vec() }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Writes the rows, each behind `indent`, without blanks at their ends.
    pub fn write(&self, indent: &str, out: &mut impl Write) -> io::Result<()> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; count];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell_width(cell).max(*width);
            }
        }
        for row in &self.rows {
            let mut line = indent.to_owned();
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - cell_width(cell));
                let (before, after) =
                    if self.right.contains(&column) { (pad, String::new()) } else { (String::new(), pad) };
                line.push_str(&format!("{before}{cell}{after}  "));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The columns of a cell, its colours not counted.
fn cell_width(cell: &str) -> usize {
    text_width(&console::strip_ansi_codes(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_align() {
        let mut columns = Columns::new(&[1]);
        columns.row(["案件", "1", "x"]);
        columns.row(["ab", "1,000", "y"]);
        let mut out = Vec::new();
        columns.write("  ", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "  案件      1  x\n  ab    1,000  y\n");
    }
}

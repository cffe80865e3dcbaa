#[cfg(feature = "csv")]
use csv_core::ReadRecordResult;

use crate::format::Format;

/// Finds where the records of a container end, so that it can be read in blocks. It is shown the same bytes again and
/// again, each time with more behind them, until it has found a place to cut.
pub(crate) enum Cutter {
    /// Every line is a record.
    Lines,
    /// A record may have line breaks within quotes.
    #[cfg(feature = "csv")]
    Table { reader: Box<csv_core::Reader>, seen: usize, records: u64 },
}

impl Cutter {
    pub fn new(format: Format) -> Self {
        match format {
            #[cfg(feature = "csv")]
            Format::Csv { delimiter } => {
                let reader = Box::new(csv_core::ReaderBuilder::new().delimiter(delimiter).build());
                Self::Table { reader, seen: 0, records: 0 }
            }
            _ => Self::Lines,
        }
    }

    /// Where the first record ends that ends behind `least` bytes, and how many records stand before that; `None` where
    /// more bytes are needed to tell. What follows a cut is shown from its start.
    pub fn cut(&mut self, bytes: &[u8], least: usize) -> Option<(usize, u64)> {
        match self {
            Self::Lines => {
                let from = least.saturating_sub(1).min(bytes.len());
                let end = from + memchr::memchr(b'\n', &bytes[from..])? + 1;
                Some((end, memchr::memchr_iter(b'\n', &bytes[..end]).count() as u64))
            }
            #[cfg(feature = "csv")]
            Self::Table { reader, seen, records } => {
                let (mut fields, mut ends) = ([0; 4096], [0; 64]);
                while *seen < bytes.len() {
                    let (found, read, ..) = reader.read_record(&bytes[*seen..], &mut fields, &mut ends);
                    *seen += read;
                    if found == ReadRecordResult::Record {
                        *records += 1;
                        if *seen >= least {
                            return Some((std::mem::take(seen), std::mem::take(records)));
                        }
                    }
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts `text`, shown byte by byte, after every record.
    fn pieces(format: Format, text: &str) -> Vec<&str> {
        let (mut cutter, mut start, mut pieces) = (Cutter::new(format), 0, Vec::new());
        for end in 1..=text.len() {
            while let Some((cut, 1)) = cutter.cut(&text.as_bytes()[start..end], 1) {
                pieces.push(&text[start..start + cut]);
                start += cut;
            }
        }
        pieces.push(&text[start..]);
        pieces
    }

    #[test]
    fn lines_end_at_line_breaks() {
        assert_eq!(pieces(Format::Text, "a\r\n\nb\nc"), ["a\r\n", "\n", "b\n", "c"]);
    }

    #[cfg(feature = "csv")]
    #[test]
    fn a_line_break_in_quotes_ends_no_record() {
        let text = "1,\"a\n\"\"b\"\"\n\"\n2,a \" b\n\n3,c";
        assert_eq!(pieces(Format::Csv { delimiter: b',' }, text), ["1,\"a\n\"\"b\"\"\n\"\n", "2,a \" b\n", "\n3,c"]);
    }

    #[test]
    fn a_cut_lies_behind_what_is_asked_for() {
        assert_eq!(Cutter::Lines.cut(b"a\nb\nc\nd", 3), Some((4, 2)));
        assert_eq!(Cutter::Lines.cut(b"a\nb\nc\nd", 4), Some((4, 2)));
        assert_eq!(Cutter::Lines.cut(b"a\nb\nc\nd", 7), None);
    }
}

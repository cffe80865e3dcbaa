use std::sync::Arc;

/// What decided a claim, for people: a line for each cue. Claims that the same decided share it.
///
/// ```
/// use tallysheet_model::Evidence;
///
/// let evidence: Evidence = ["verb crack: cracked", "noun case: cases"].into_iter().collect();
/// assert_eq!(evidence.lines().last(), Some("noun case: cases"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence(Arc<str>);

impl Evidence {
    /// Whether nothing decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split_terminator('\n')
    }
}

impl From<&str> for Evidence {
    /// Takes a text each of whose lines ends in a line feed.
    fn from(lines: &str) -> Self {
        Self(lines.into())
    }
}

impl<S: AsRef<str>> FromIterator<S> for Evidence {
    /// Takes the lines; a line feed within one becomes a blank.
    fn from_iter<I: IntoIterator<Item = S>>(lines: I) -> Self {
        let mut text = String::new();
        for line in lines {
            text.extend(line.as_ref().chars().map(|c| if c == '\n' { ' ' } else { c }));
            text.push('\n');
        }
        Self(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        for lines in [&[][..], &[""], &["", ""], &["a"], &["a", "", "b c"]] {
            let evidence: Evidence = lines.iter().collect();
            assert_eq!(evidence.lines().collect::<Vec<_>>(), lines);
            assert_eq!(evidence.is_empty(), lines.is_empty());
        }
        let evidence: Evidence = ["a\nb", "c"].into_iter().collect();
        assert_eq!(evidence.lines().collect::<Vec<_>>(), ["a b", "c"]);
        assert_eq!(Evidence::from("a\nb\n"), ["a", "b"].into_iter().collect());
    }
}

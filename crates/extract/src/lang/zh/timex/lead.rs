//! Where a time expression stands: at the head of its sentence, in a dateline.

use tallysheet_model::{CalendarDate, Span, TimePoint};

use super::super::words::skip_blanks;
use super::{Reader, Times};

impl Times {
    /// Whether nothing but connectives, reporting clauses and a dateline stands before `at` in its sentence.
    pub(in super::super) fn leads(&self, text: &str, sentence: Span, at: usize) -> bool {
        if at == sentence.start {
            return true;
        }
        let before = &text[sentence.start..at];
        let is_blank = |c: char| match c {
            '\0'..='\x7f' => c.is_ascii_whitespace() || c == '\x0b' || "\"'()[]-:,.0123456789".contains(c),
            '\u{4e00}'..='\u{9fff}' => false,
            _ => c.is_whitespace() || "“”‘’（）【】《》—－：、，．".contains(c),
        };
        let (clauses, own) = match before.rfind(['，', ',', '：', ':', '）', ')']) {
            Some(comma) => before.split_at(comma),
            None => ("", before),
        };
        let own = own.trim_matches(is_blank);
        let known = |clause: &str| {
            let clause = clause.trim_matches(is_blank);
            clause.is_empty()
                || is_marker(clause)
                || self.connectives.iter().any(|word| word == clause)
                || self.reporting.iter().any(|word| clause.ends_with(word.as_str()))
                || clause.contains("记者")
        };
        (own.is_empty() || is_marker(own) || self.connectives.iter().any(|word| word == own))
            && clauses.split(['，', ',', '：', ':', '）', ')', '（', '(']).all(known)
    }
}

/// `二`, `二是`, `第二`: the number of an item.
fn is_marker(clause: &str) -> bool {
    let number = clause.trim_start_matches('第').trim_end_matches('是');
    !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
}

impl Reader<'_> {
    /// `新华社北京4月9日电`: a day near the start of its sentence, nothing but a name before it.
    pub(super) fn is_dateline(&self, span: Span, from: &TimePoint) -> bool {
        let TimePoint::Calendar(CalendarDate { day: Some(_), .. }) = from else { return false };
        let after = skip_blanks(self.text, span.end, self.end);
        let name = &self.text[self.sentence.start..span.start];
        self.times.dateline.at(self.text, after, self.end).is_some()
            && name.chars().count() <= 24
            && !name.contains(['，', '。', '；', ','])
    }
}

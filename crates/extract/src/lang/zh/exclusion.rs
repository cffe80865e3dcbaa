//! Numbers that report nothing.
//!
//! *What it matches*: codes and names (`96110`, `A202107`, `尾号6688`, `90后`, a number within a name of the catalog), list markers (`1.`,
//! `（一）`, `二是`), places in a row (`十四届`), bare years, set phrases in quotes (`“1、3、5分钟”`), limits of rules (`1000万元以上的`), terms of imprisonment (`五年有期徒刑`), vague magnitudes
//! (`数十万`, `上百`), damaged digits, bare characters below ten (`三个`).
//!
//! *What it leaves alone*: a Latin word that is counted (`APP32万款`); ordinals and numbers within a word of the catalog (`两卡`), which are no mention at all.
//!
//! *Normalizes to*: the reason, the first that holds in this order.

use tallysheet_model::{Decimal, Dimension, Exclusion};

use super::class::Class;
use super::cue::Hit;
use super::numeral::{Script, arabic};
use super::punctuation::JOINTS;
use super::quantity::Figure;
use super::words::{char_at, char_before, skip_blanks};
use super::{Chinese, Context};

/// The longest text in quotes that is a set phrase, in bytes.
const SET_PHRASE: usize = 48;

impl Chinese {
    /// `term` tells that the figure is the term of a sentence.
    pub(super) fn exclusion(&self, context: &Context<'_>, figure: &Figure, term: bool) -> Option<Exclusion> {
        let plain = figure.dimension == Dimension::Count && figure.classifier.is_none();
        let digits = figure.numeral.script == Script::Digits;
        let bare = plain && figure.numeral.magnitude == 0 && !figure.numeral.measured && figure.high.is_none();
        if figure.numeral.damaged {
            return Some(Exclusion::Damaged);
        }
        if self.in_name(context, figure) || self.in_token(context, figure) || (plain && self.is_code(context, figure)) {
            return Some(Exclusion::Name);
        }
        if figure.numeral.script == Script::Characters
            && self.grammar.excluded.ordinal_after.at(context.text, figure.span.end, context.sentence.end).is_some()
        {
            return Some(Exclusion::Ordinal);
        }
        if bare && self.is_marker(context, figure) {
            return Some(Exclusion::Marker);
        }
        if bare && figure.numeral.digits == 4 && is_year(figure) {
            return Some(Exclusion::Year);
        }
        if figure.numeral.vague {
            return Some(Exclusion::Vague);
        }
        if figure.numeral.more && !digits && figure.span.slice(context.text).contains(['几', '数']) {
            return Some(Exclusion::Vague);
        }
        let small = figure.value < Decimal::from(10) && figure.numeral.magnitude == 0 && figure.high.is_none();
        if in_quotes(context, figure, small) {
            return Some(Exclusion::SetPhrase);
        }
        if (figure.bound_after && self.is_threshold(context, figure)) || term {
            return Some(Exclusion::Threshold);
        }
        let character = figure.numeral.script == Script::Characters && !figure.numeral.measured;
        (small && character && figure.dimension == Dimension::Count).then_some(Exclusion::SmallWord)
    }

    /// A name of the catalog by itself: `12381`.
    fn in_name(&self, context: &Context<'_>, figure: &Figure) -> bool {
        context.hits.around_number(context.text, figure.numeral.span).any(Hit::is_name)
    }

    /// A number without unit beside a word such as 热线, or too long for a number.
    fn is_code(&self, context: &Context<'_>, figure: &Figure) -> bool {
        let (text, numeral) = (context.text, &figure.numeral);
        if !matches!(numeral.script, Script::Digits | Script::Row) || numeral.measured || numeral.magnitude > 0 {
            return false;
        }
        let (excluded, span, end) = (&self.grammar.excluded, figure.span, context.sentence.end);
        let digit = |at: usize| text.as_bytes()[..end].get(at).is_some_and(u8::is_ascii_digit);
        let leading_zero =
            || numeral.digits > 1 && matches!(char_at(text, numeral.span.start, end), Some('0' | '〇' | '零'));
        let hyphened = || {
            text.is(span.end, Class::HYPHEN) && digit(span.end + 1)
                || numeral.digits >= 3 && text.is_before(span.start, Class::HYPHEN)
        };
        let word_after = || {
            let after = skip_closing(text, skip_blanks(text, span.end, end), end);
            excluded.code_after.at(text, after, end).is_some()
        };
        let generation = || numeral.digits == 2 && excluded.generation.at(text, numeral.span.end, end).is_some();
        numeral.digits > 9
            || (numeral.script == Script::Row && numeral.digits != 4)
            || leading_zero()
            || generation()
            || hyphened()
            || (numeral.digits >= 3 && word_after())
            || (context.has_code_word(self) && self.after_code_word(context, span.start))
    }

    /// Whether a word such as 拨打 stands before `at`, or before the list of codes that the one at `at` is in.
    fn after_code_word(&self, context: &Context<'_>, at: usize) -> bool {
        let excluded = &self.grammar.excluded;
        let (text, from) = (context.text, context.sentence.start);
        let trimmed = |mut at: usize| {
            while text.is_before(at, Class::OPENS_CODE) {
                at = text.previous(at);
            }
            at
        };
        let before = trimmed(at);
        let first = if text.is_before(before, Class::JOINT) { list_start(context, before) } else { before };
        let follows = |end: usize| excluded.code_before.before(text, from, end).is_some();
        let between = excluded.code_between.before(text, from, first);
        follows(first) || between.is_some_and(|(start, ())| follows(trimmed(start)))
    }

    /// Beside a Latin letter, or within an address: `A202107`, `5G`, `?id=305`.
    fn in_token(&self, context: &Context<'_>, figure: &Figure) -> bool {
        let (text, span) = (context.text.as_bytes(), figure.span);
        let leading = &text[context.sentence.start..span.start];
        // A classifier or magnitude keeps them apart in `175万款APP`.
        let after = || text[..context.sentence.end].get(figure.unit_end).is_some_and(u8::is_ascii_alphabetic);
        let touches = text[span.start..figure.unit_end].last().is_some_and(u8::is_ascii_alphanumeric);
        touches && after() || leading.last().is_some_and(u8::is_ascii_graphic) && self.goes_on(context, figure, leading)
    }

    /// Whether a figure is the end of a token that the text before begins.
    fn goes_on(&self, context: &Context<'_>, figure: &Figure, leading: &[u8]) -> bool {
        let numeral_first = figure.numeral.span.start == figure.span.start;
        let letters = leading.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let lettered = letters > 0 && !self.counts_latin_word(context, figure, letters);
        let hyphened = matches!(leading, [.., letter, b'-' | b'_'] if letter.is_ascii_alphabetic());
        let dotted = figure.numeral.digits > 0
            && !figure.numeral.measured
            && matches!(leading, [.., digit, b'.'] if digit.is_ascii_digit());
        let in_address =
            || context.has_address() && in_address(&context.text[context.sentence.start..figure.span.start]);
        (numeral_first && (lettered || hyphened)) || dotted || in_address()
    }

    /// Whether a number after so many Latin letters counts what they name: `APP32万款`, `APP1260款`.
    fn counts_latin_word(&self, context: &Context<'_>, figure: &Figure, letters: usize) -> bool {
        let at = skip_blanks(context.text, figure.numeral.span.end, context.sentence.end);
        let of_codes = self.grammar.excluded.code_classifiers.at(context.text, at, context.sentence.end).is_some();
        figure.numeral.magnitude > 0 || (letters > 1 && figure.classifier.is_some() && !of_codes)
    }

    /// `1.`, `（一）`, `二是` at the beginning of a clause.
    fn is_marker(&self, context: &Context<'_>, figure: &Figure) -> bool {
        let (text, start) = (context.text, context.sentence.start);
        let mut at = figure.span.start;
        while text.is_before(at, Class::WHITE) {
            at = text.previous(at);
        }
        figure.value <= Decimal::from(99)
            && (at == start || text.is_before(at, Class::OPENS_ITEM))
            && self.grammar.excluded.marker_after.at(text, figure.span.end, context.sentence.end).is_some()
    }

    /// `五年有期徒刑`, `三年以上有期徒刑`, `有期徒刑十年六个月`: what a court may give or gave; `goes_on` tells that the figure
    /// before is one.
    pub(super) fn is_term(&self, context: &Context<'_>, index: usize, goes_on: bool) -> bool {
        let figure = &context.figures[index];
        let terms = &self.grammar.excluded.terms;
        figure.dimension == Dimension::Time
            && (terms.at(context.text, figure.end, context.sentence.end).is_some()
                || terms.before(context.text, context.sentence.start, figure.start).is_some()
                || goes_on && context.figures[index - 1].end == figure.start)
    }

    /// `1000万元以上的`: a limit and not a count.
    fn is_threshold(&self, context: &Context<'_>, figure: &Figure) -> bool {
        self.grammar.excluded.threshold_after.at(context.text, figure.end, context.sentence.end).is_some()
    }
}

/// Whether what is before goes on with an address.
fn in_address(leading: &str) -> bool {
    has_address(leading.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or_default())
}

/// Whether there is an address in the text.
pub(super) fn has_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b"://"))
        || memchr::memchr_iter(b'w', bytes).any(|at| bytes[at..].starts_with(b"www."))
}

fn skip_closing(text: &str, at: usize, end: usize) -> usize {
    char_at(text, at, end).filter(|c| matches!(c, '”' | '」' | '"' | '》')).map_or(at, |c| at + c.len_utf8())
}

/// Where the list of codes begins that goes on to `end`.
fn list_start(context: &Context<'_>, end: usize) -> usize {
    let in_list = |c: &char| {
        let mark = matches!(c, ' ' | '-' | '—' | '–' | '“' | '”' | '「' | '」' | '"' | '：' | ':' | '《' | '》');
        arabic(*c).is_some() || JOINTS.contains(*c) || mark
    };
    // The list that the last code is in may go on to this one: it is not walked again.
    let (known_end, known_start) = context.list.get();
    let mut at = end;
    while at != known_end
        && let Some(c) = char_before(context.text, context.sentence.start, at).filter(in_list)
    {
        at -= c.len_utf8();
    }
    let start = if at == known_end { known_start } else { at };
    context.list.set((end, start));
    start
}

fn is_year(figure: &Figure) -> bool {
    let digits = matches!(figure.numeral.script, Script::Digits | Script::Row);
    digits && figure.value >= Decimal::from(1900) && figure.value <= Decimal::from(2100)
}

/// In a short quote that begins with a number, or a small number anywhere in one.
fn in_quotes(context: &Context<'_>, figure: &Figure, small: bool) -> bool {
    let (text, sentence, span) = (context.text, context.sentence, figure.span);
    let farthest = span.start.saturating_sub(SET_PHRASE + '“'.len_utf8()).max(sentence.start);
    let quote = text.find_last(Class::OPENS_QUOTE | Class::CLOSES_QUOTE, farthest, span.start);
    let Some(open) = quote.filter(|at| text.is(*at, Class::OPENS_QUOTE)) else { return false };
    let farthest = (span.end + SET_PHRASE + 1).min(sentence.end);
    let Some(close) = text.find(Class::CLOSES_QUOTE, span.end, farthest) else { return false };
    let start = text.next(open);
    let length = close - start;
    let starts_quote = text[start..span.start].chars().all(|c| c.is_ascii_digit() || "、，".contains(c));
    let mut inside = text[start..span.start].chars().chain(text[span.end..close].chars());
    let pointed = inside.any(|c| matches!(c, '，' | '。'));
    let money = matches!(figure.dimension, Dimension::Money | Dimension::Proportion);
    length <= SET_PHRASE && !pointed && !money && figure.numeral.magnitude < 4 && (starts_quote || small)
}

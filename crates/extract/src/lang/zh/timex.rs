//! Time expressions.
//!
//! *What it matches*: dates and parts of the year (`2021年6月17日`, `去年12月`, `上半年`, `第三季度`, `前5个月`), ranges
//! of them (`1至5月`, `2021年1月至5月`), stretches up to the document's date (`五年来`, `过去一年`), holidays of the
//! catalog, words (`今年`, `目前`, `近日`, `同期`), years of the Republic and glosses of them (`民國113年`, `今（114）年`), with the words that give them a role (`截至11月底`, `自2020年以来`,
//! `较4月`).
//!
//! *What it leaves alone*: durations (`连续9个月`, `3天`), which are quantities; times of day, which nothing reports.
//!
//! *Normalizes to*: calendar fields as the text has them; an end of a range takes the year and month that only its
//! beginning says. `截至` and `为止` make a total up to the end, `以来` and `自…起` a total since the beginning, `较` and
//! `同期` what a change is measured against.

mod clock;
mod lead;
mod lexicon;
mod point;
mod range;
mod stretch;

use tallysheet_model::{CalendarDate, Rule, SmolStr, Span, TimePoint, TimeUnit, Timex, TimexRole};

use super::alphabet::Letter;
use super::class::{Class, Tables};
use super::numeral::{Numeral, Numerals};
use super::text::Text;
use super::words::{Words, skip_blanks};
use point::edge;

/// The words of time.
#[derive(Debug)]
pub(super) struct Times {
    /// How a time expression without a number in front may begin.
    starts: Words<Head>,
    /// The tables of the words that a point of time without a number in front may begin with.
    points: Tables,
    /// The tables of the words before the number of a field.
    prefixes: Tables,
    /// What follows a number in a time expression.
    follows: Words<()>,
    fixed: Words<Fixed>,
    holidays: Words<SmolStr>,
    before: Words<Before>,
    past_after: Words<()>,
    after: Words<After>,
    tells: Words<()>,
    fields: Words<Field>,
    ordinal: Words<()>,
    republic: Words<()>,
    first: Words<()>,
    edges: Words<bool>,
    connectors: Words<()>,
    clock: Words<bool>,
    clock_parts: Words<()>,
    stretches: Words<TimeUnit>,
    half_year: String,
    dateline: Words<()>,
    connectives: Vec<String>,
    reporting: Vec<String>,
}

/// A time expression and where it stands.
#[derive(Debug)]
pub(super) struct Time {
    pub(super) span: Span,
    pub(super) timex: Timex,
    pub(super) rule: Rule,
}

impl Time {
    /// A named day: the number in `五一` is part of the name.
    pub(super) fn is_holiday(&self) -> bool {
        matches!(self.timex.from, TimePoint::Holiday { .. })
    }
}

/// What may stand where a time expression may start.
#[derive(Debug)]
pub(super) enum Read {
    /// A time expression.
    Time(Time),
    /// A time of day, up to here.
    Clock(usize),
}

#[derive(Clone, Copy, Debug)]
enum Fixed {
    Now,
    SoFar,
    Unknown,
    Anaphor,
    YearBefore,
    Half(i8),
    FirstQuarter,
    Relative(TimeUnit, i16),
    /// The beginning of another word.
    None,
}

impl Fixed {
    /// The part of a year that the word is.
    fn part_of_year(self) -> Option<CalendarDate> {
        match self {
            Self::Half(half) => Some(CalendarDate { half: Some(half), ..CalendarDate::default() }),
            Self::FirstQuarter => Some(CalendarDate { quarter: Some(1), ..CalendarDate::default() }),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Until,
    UntilEnd,
    Since,
    Against,
    /// Compares only with 相比 or 同期 after it.
    With,
    Past,
    Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Since,
    SinceFrom,
    Until,
    Against,
    Empty,
}

/// What the word is that stands where a time expression may start, with all shorter ones that it begins with.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// A time expression may begin with it.
    opens: bool,
    /// How many bytes the longest fixed word has that it begins with, and which it is.
    fixed: Option<(u8, Fixed)>,
    /// The same for words before a time expression.
    before: Option<(u8, Before)>,
}

/// A field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Year,
    Month,
    Day,
    Quarter,
}

/// A point with where it ends, and what it takes from an earlier point.
struct Point {
    point: TimePoint,
    end: usize,
    rule: Rule,
}

const CALENDAR: Rule = Rule::ZhCalendar;
const RELATIVE: Rule = Rule::ZhRelative;

impl Times {
    /// The time expression that starts at `at`, with a character of this class and maybe with a numeral.
    pub(super) fn read<'a>(
        &'a self,
        numerals: &'a Numerals,
        text: &'a Text<'a>,
        sentence: Span,
        at: usize,
        class: Class,
        numeral: Option<&Numeral>,
    ) -> Option<Read> {
        let reader = Reader { times: self, numerals, text, sentence, end: sentence.end };
        reader.read(at, class, numeral)
    }

    /// Whether a time expression without a number in front may start with these two letters.
    #[inline]
    pub(super) fn may_begin(&self, text: &Text<'_>, letters: [Letter; 2]) -> bool {
        self.starts.may_begin(letters) || text.class_of(letters[1]).is(Class::BRACKET)
    }

    /// What stretches of time are counted in.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &str> {
        self.stretches.iter().map(|(word, _)| word)
    }

    /// The stretch of time named at `at`, after a number: where it ends, and the unit's id.
    pub(super) fn duration(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(usize, &'static str)> {
        let (to, unit) = self.stretches.at(text, at, end)?;
        let id = match unit {
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Quarter => "quarter",
            TimeUnit::Half => return None,
            TimeUnit::Year => "year",
        };
        Some((to, id))
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    times: &'a Times,
    numerals: &'a Numerals,
    text: &'a Text<'a>,
    sentence: Span,
    end: usize,
}

impl Reader<'_> {
    fn read(&self, at: usize, class: Class, numeral: Option<&Numeral>) -> Option<Read> {
        // A word first: `五一` is a holiday and no number.
        let head = if class.is(Class::TIME) { self.times.starts.at(self.text, at, self.end) } else { None };
        let head = head.map(|(_, head)| head).filter(|head| head.opens);
        match head {
            Some(head) => {
                // `截至目前` is one word, and begins like `截至11月`.
                if let Some((length, fixed)) = head.fixed
                    && let Some(time) = self.fixed_word(Span::new(at, at + usize::from(length)), fixed)
                {
                    return time.map(Read::Time);
                }
                if let Some((length, before)) = head.before {
                    let next = skip_blanks(self.text, at + usize::from(length), self.end);
                    return self.after_word(at, next, before).map(Read::Time);
                }
            }
            None if numeral.is_some_and(|numeral| self.is_of_time(numeral)) || self.glossed(at).is_some() => {}
            None => return None,
        }
        if self.is_duration(at) {
            return None;
        }
        let number = numeral.filter(|numeral| is_exact(numeral));
        if let Some(time) = self.stretch(at, at, number, false) {
            return Some(Read::Time(time));
        }
        // Nothing but a stretch goes on after a number so.
        if head.is_none() && number.is_some_and(|number| self.is_more(number.span.end)) {
            return None;
        }
        match self.expression(at, at, None) {
            Some(time) => Some(Read::Time(time)),
            None => self.clock(at).map(Read::Clock),
        }
    }

    /// Whether a number is followed by what time is counted in, or joined to another number.
    fn is_of_time(&self, numeral: &Numeral) -> bool {
        let after = skip_blanks(self.text, numeral.span.end, self.end);
        let sign = matches!(self.text.as_bytes()[..self.end].get(after), Some(b':' | b'/' | b'.'));
        sign || self.is_more(after) || self.times.follows.at(self.text, after, self.end).is_some()
    }

    /// Whether a number at `at` may begin a point of time, or a range of points.
    fn number_of_point(&self, at: usize) -> bool {
        let Some(numeral) = self.numerals.read(self.text, at, self.end) else { return false };
        let after = skip_blanks(self.text, numeral.span.end, self.end);
        self.times.follows.may_start(self.text, after)
            || matches!(self.text.as_bytes()[..self.end].get(after), Some(b'-' | b'/' | b'.'))
    }

    /// `余` or `多`.
    fn is_more(&self, at: usize) -> bool {
        at < self.end && self.numerals.is_more(self.text, at)
    }

    /// A word that says all by itself; `Some(None)` for one that only looks like it.
    fn fixed_word(&self, span: Span, fixed: Fixed) -> Option<Option<Time>> {
        let (point, role) = match fixed {
            Fixed::Now => (TimePoint::Now, TimexRole::At),
            Fixed::SoFar => (TimePoint::Now, TimexRole::Until),
            Fixed::Unknown => (TimePoint::Now, TimexRole::Unknown),
            Fixed::None => return Some(None),
            Fixed::Anaphor | Fixed::YearBefore | Fixed::Half(_) | Fixed::FirstQuarter | Fixed::Relative(..) => {
                return None;
            }
        };
        Some(Some(self.time(span, point, None, role, RELATIVE)))
    }

    fn time(&self, span: Span, from: TimePoint, to: Option<TimePoint>, role: TimexRole, rule: Rule) -> Time {
        let leading = self.times.leads(self.text, self.sentence, span.start);
        let dateline = self.is_dateline(span, &from);
        Time { span, timex: Timex { from, to, role, leading, dateline }, rule }
    }

    /// A time expression after a word that gives it its role.
    fn after_word(&self, start: usize, at: usize, before: Before) -> Option<Time> {
        match before {
            Before::Past if self.is_duration(start) => None,
            Before::Past => self.stretch(start, at, self.number(at).as_ref(), true),
            Before::Duration => None,
            _ => self.expression(start, at, Some(before)),
        }
    }

    /// One point or a range, with the words after it.
    fn expression(&self, start: usize, at: usize, before: Option<Before>) -> Option<Time> {
        if !(self.text.may_start(at, self.times.points) || self.number_of_point(at)) {
            return None;
        }
        let (mut from, to, mut end, rule) = self.points(at)?;
        let mut role = match before {
            Some(Before::Until) => TimexRole::Until,
            Some(Before::UntilEnd) => {
                let last = to.as_ref().unwrap_or(&from);
                if edge(last) != Some(true) {
                    return None;
                }
                TimexRole::Until
            }
            // `从1月到5月` is a range.
            Some(Before::Since) if to.is_none() => TimexRole::Since,
            Some(Before::Against) => TimexRole::Against,
            _ => TimexRole::During,
        };
        while let Some((next, after)) = self.times.after.at(self.text, end, self.end) {
            match after {
                After::Since => role = TimexRole::Since,
                After::SinceFrom if before == Some(Before::Since) => role = TimexRole::Since,
                After::SinceFrom => break,
                After::Until => role = TimexRole::Until,
                After::Against => role = TimexRole::Against,
                After::Empty => {}
            }
            end = next;
        }
        if role == TimexRole::Against && is_year_before(&from) && self.tells_figure(end) {
            (from, role) = (TimePoint::YearBefore, TimexRole::During);
        }
        let start = match before {
            Some(Before::With) if role != TimexRole::Against => at,
            Some(Before::Since) if role == TimexRole::During && to.is_none() => at,
            _ => start,
        };
        Some(self.time(Span::new(start, end), from, to, role, rule))
    }

    /// `的3万起` after `去年同期`: what is compared with is told, and told of that time.
    fn tells_figure(&self, at: usize) -> bool {
        let at = skip_blanks(self.text, at, self.end);
        let told = self.times.tells.at(self.text, at, self.end).map_or(at, |(to, ())| to);
        self.number(told).is_some()
    }

    fn number(&self, at: usize) -> Option<Numeral> {
        let numeral = self.numerals.read(self.text, at, self.end)?;
        is_exact(&numeral).then_some(numeral)
    }
}

fn is_exact(numeral: &Numeral) -> bool {
    !numeral.vague && !numeral.pair && !numeral.damaged
}

fn is_year_before(point: &TimePoint) -> bool {
    matches!(point, TimePoint::YearBefore | TimePoint::Relative { unit: TimeUnit::Year, offset: -1, within: None })
}

//! Time expressions.
//!
//! *What it matches*: dates and parts of the year (`2021年6月17日`, `去年12月`, `上半年`, `第三季度`, `前5个月`), ranges
//! of them (`1至5月`, `2021年1月至5月`), stretches up to the document's date (`五年来`, `过去一年`), holidays of the
//! catalog, words (`今年`, `目前`, `近日`, `同期`), with the words that give them a role (`截至11月底`, `自2020年以来`,
//! `较4月`).
//!
//! *What it leaves alone*: durations (`连续9个月`, `3天`), which are quantities; times of day, which nothing reports.
//!
//! *Normalizes to*: calendar fields as the text has them; an end of a range takes the year and month that only its
//! beginning says. `截至` and `为止` make a total up to the end, `以来` and `自…起` a total since the beginning, `较` and
//! `同期` what a change is measured against.

use serde::Deserialize;
use tallysheet_catalog::Catalog;
use tallysheet_model::{CalendarDate, Decimal, SmolStr, Span, TimePoint, TimeUnit, Timex, TimexRole};

use super::grammar::tagged;
use super::lexicon;
use super::numeral::{Numeral, Numerals, Script, arabic};
use super::words::{Words, char_at, char_before, skip_blanks};
use crate::BuildError;

/// The words of time.
#[derive(Debug)]
pub(super) struct Times {
    /// How a time expression without a number in front may begin.
    starts: Words<()>,
    /// What follows a number in a time expression.
    follows: Words<()>,
    fixed: Words<Fixed>,
    holidays: Words<SmolStr>,
    before: Words<Before>,
    past_after: Words<()>,
    after: Words<After>,
    fields: Words<Field>,
    ordinal: Words<()>,
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
    pub(super) rule: &'static str,
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
    Half(i8),
    Relative(TimeUnit, i16),
    /// The beginning of another word.
    None,
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
    rule: &'static str,
}

const CALENDAR: &str = "zh/timex/calendar";
const RELATIVE: &str = "zh/timex/relative";

impl Times {
    pub(super) fn new(catalog: &Catalog) -> Result<Self, BuildError> {
        let file: File = lexicon::read("timex.toml", include_str!("timex.toml"))?;
        let (w, b, a, f) = (file.words, file.before, file.after, file.fields);
        let mut fixed: Vec<(String, Fixed)> = Vec::new();
        let lists = [
            (w.now, Fixed::Now),
            (w.so_far, Fixed::SoFar),
            (w.unknown, Fixed::Unknown),
            (w.anaphor, Fixed::Anaphor),
            (w.not_now, Fixed::None),
        ];
        for (words, tag) in lists {
            fixed.extend(words.into_iter().map(|word| (word, tag)));
        }
        fixed.extend(w.halves.into_iter().zip([1, 2]).map(|(word, half)| (word, Fixed::Half(half))));
        for relative in file.relative {
            let tag = Fixed::Relative(relative.unit.into(), relative.offset);
            fixed.extend(relative.words.into_iter().map(|word| (word, tag)));
        }
        let follows = [&f.year, &f.month, &f.day, &f.quarter, &f.connectors, &f.clock].into_iter().flatten();
        let follows = follows.chain(file.stretch.iter().flat_map(|s| &s.words)).map(|word| (word.clone(), ()));
        let follows = Words::new(follows)?;
        let stretches = file.stretch.into_iter().flat_map(|s| {
            let unit = TimeUnit::from(s.unit);
            s.words.into_iter().map(move |word| (word, unit))
        });
        let holidays = catalog.holidays().iter().flat_map(|h| h.zh.iter().map(|name| (name.clone(), h.id.clone())));
        let holidays: Vec<(String, SmolStr)> = holidays.collect();
        let first = f
            .first
            .iter()
            .chain(&f.ordinal)
            .chain([&b.until, &b.until_end, &b.since, &b.against, &b.with, &b.past].into_iter().flatten());
        let starts = first.chain(holidays.iter().map(|(name, _)| name)).chain(fixed.iter().map(|(word, _)| word));
        Ok(Self {
            starts: Words::new(starts.chain([&w.half_year]).map(|word| (word.clone(), ())).collect::<Vec<_>>())?,
            half_year: w.half_year,
            follows,
            fixed: Words::new(fixed)?,
            holidays: Words::new(holidays)?,
            before: tagged([
                (b.until, Before::Until),
                (b.until_end, Before::UntilEnd),
                (b.since, Before::Since),
                (b.against, Before::Against),
                (b.with, Before::With),
                (b.past, Before::Past),
                (b.duration, Before::Duration),
            ])?,
            past_after: tagged([(a.past, ())])?,
            after: tagged([
                (a.since, After::Since),
                (a.since_from, After::SinceFrom),
                (a.until, After::Until),
                (a.against, After::Against),
                (w.same_period, After::Against),
                (a.empty, After::Empty),
            ])?,
            fields: tagged([
                (f.year, Field::Year),
                (f.month, Field::Month),
                (f.day, Field::Day),
                (f.quarter, Field::Quarter),
            ])?,
            ordinal: tagged([(f.ordinal, ())])?,
            first: tagged([(f.first, ())])?,
            edges: tagged([(f.beginning, false), (f.ending, true)])?,
            connectors: tagged([(f.connectors, ())])?,
            clock: tagged([(f.clock, true), (f.not_clock, false)])?,
            clock_parts: tagged([(f.clock_parts, ())])?,
            stretches: Words::new(stretches)?,
            dateline: tagged([(a.dateline, ())])?,
            connectives: file.leading.connectives,
            reporting: file.leading.reporting,
        })
    }

    /// The time expression that starts at `at`.
    pub(super) fn read(&self, numerals: &Numerals, text: &str, sentence: Span, at: usize) -> Option<Read> {
        let reader = Reader { times: self, numerals, text, sentence, end: sentence.end };
        reader.read(at)
    }

    /// The stretch of time named at `at`, after a number: where it ends, and the unit's id.
    pub(super) fn duration(&self, text: &str, at: usize, end: usize) -> Option<(usize, &'static str)> {
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

    /// Whether nothing but connectives, reporting clauses and a dateline stands before `at` in its sentence.
    fn leads(&self, text: &str, sentence: Span, at: usize) -> bool {
        let before = &text[sentence.start..at];
        let is_blank = |c: char| c.is_whitespace() || "“”‘’\"'（）()【】[]《》—-－:：、，,.．0123456789".contains(c);
        let (clauses, own) = match before.rfind(['，', ',', '：', ':', '）', ')']) {
            Some(comma) => before.split_at(comma),
            None => ("", before),
        };
        let own = own.trim_matches(is_blank);
        let known = |clause: &str| {
            let clause = clause.trim_matches(is_blank);
            clause.is_empty()
                || self.connectives.iter().any(|word| word == clause)
                || self.reporting.iter().any(|word| clause.ends_with(word.as_str()))
                || clause.contains("记者")
        };
        (own.is_empty() || self.connectives.iter().any(|word| word == own))
            && clauses.split(['，', ',', '：', ':', '）', ')', '（', '(']).all(known)
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    times: &'a Times,
    numerals: &'a Numerals,
    text: &'a str,
    sentence: Span,
    end: usize,
}

impl Reader<'_> {
    fn read(&self, at: usize) -> Option<Read> {
        let numeral = char_at(self.text, at, self.end).is_some_and(|c| self.numerals.opens(c));
        // A word first: `五一` is a holiday and no number.
        if self.times.starts.at(self.text, at, self.end).is_none() && !(numeral && self.number_of_time(at)) {
            return None;
        }
        // `截至目前` is one word, and begins like `截至11月`.
        if let Some(time) = self.fixed_word(at) {
            return time.map(Read::Time);
        }
        if let Some((to, before)) = self.times.before.at(self.text, at, self.end) {
            return self.after_word(at, skip_blanks(self.text, to, self.end), *before).map(Read::Time);
        }
        if self.is_duration(at) {
            return None;
        }
        if let Some(time) = self.stretch(at, at, false).or_else(|| self.expression(at, at, None)) {
            return Some(Read::Time(time));
        }
        self.clock(at).map(Read::Clock)
    }

    /// Whether a number at `at` is followed by what time is counted in, or joined to another number.
    fn number_of_time(&self, at: usize) -> bool {
        let Some(numeral) = self.numerals.read(self.text, at, self.end) else { return false };
        let after = skip_blanks(self.text, numeral.span.end, self.end);
        let sign =
            char_at(self.text, after, self.end).is_some_and(|c| matches!(c, ':' | '/' | '.' | '多' | '余' | '餘'));
        sign || self.times.follows.at(self.text, after, self.end).is_some()
    }

    /// A word that says all by itself; `Some(None)` for one that only looks like it.
    fn fixed_word(&self, at: usize) -> Option<Option<Time>> {
        let (end, fixed) = self.times.fixed.at(self.text, at, self.end)?;
        let (point, role) = match fixed {
            Fixed::Now => (TimePoint::Now, TimexRole::At),
            Fixed::SoFar => (TimePoint::Now, TimexRole::Until),
            Fixed::Unknown => (TimePoint::Now, TimexRole::Unknown),
            Fixed::None => return Some(None),
            Fixed::Anaphor | Fixed::Half(_) | Fixed::Relative(..) => return None,
        };
        Some(Some(self.time(Span::new(at, end), point, None, role, RELATIVE)))
    }

    fn time(&self, span: Span, from: TimePoint, to: Option<TimePoint>, role: TimexRole, rule: &'static str) -> Time {
        let leading = self.times.leads(self.text, self.sentence, span.start);
        let dateline = self.is_dateline(span, &from);
        Time { span, timex: Timex { from, to, role, leading, dateline }, rule }
    }

    /// `新华社北京4月9日电`: a day near the start of its sentence, nothing but a name before it.
    fn is_dateline(&self, span: Span, from: &TimePoint) -> bool {
        let TimePoint::Calendar(CalendarDate { day: Some(_), .. }) = from else { return false };
        let after = skip_blanks(self.text, span.end, self.end);
        let name = &self.text[self.sentence.start..span.start];
        self.times.dateline.at(self.text, after, self.end).is_some()
            && name.chars().count() <= 24
            && !name.contains(['，', '。', '；', ','])
    }

    /// A time expression after a word that gives it its role.
    fn after_word(&self, start: usize, at: usize, before: Before) -> Option<Time> {
        match before {
            Before::Past => self.stretch(start, at, true),
            Before::Duration => None,
            _ => self.expression(start, at, Some(before)),
        }
    }

    /// Whether a word such as 连续 stands before.
    fn is_duration(&self, at: usize) -> bool {
        matches!(self.times.before.before(self.text, self.sentence.start, at), Some((_, Before::Duration)))
    }

    /// `过去五年`, `近一年来`, `五年来`.
    fn stretch(&self, start: usize, at: usize, introduced: bool) -> Option<Time> {
        if self.is_duration(start) {
            return None;
        }
        let numeral = self.number(at);
        let (count, to) = match numeral {
            Some(n) => (whole(&n)?, n.span.end),
            // `半年来`
            None => return self.half_year(start, at, introduced),
        };
        let to = if matches!(char_at(self.text, to, self.end), Some('多' | '余' | '餘')) {
            to + '多'.len_utf8()
        } else {
            to
        };
        let (mut end, unit) = self.times.stretches.at(self.text, skip_blanks(self.text, to, self.end), self.end)?;
        if matches!(char_at(self.text, end, self.end), Some('多' | '余')) {
            end += '多'.len_utf8();
        }
        let closing = self.times.past_after.at(self.text, end, self.end).map(|(to, ())| to);
        let ends_in_come = closing.is_some_and(|to| matches!(self.text.get(end..to), Some("来" | "以来")));
        let year_number = *unit == TimeUnit::Year && numeral.is_some_and(|n| n.digits == 4 || n.script == Script::Row);
        if year_number || !(introduced || ends_in_come) {
            return None;
        }
        let count = u16::try_from(count).ok().filter(|count| *count > 0)?;
        let span = Span::new(start, closing.unwrap_or(end));
        Some(self.time(span, TimePoint::Past { unit: *unit, count }, None, TimexRole::During, "zh/timex/past"))
    }

    fn half_year(&self, start: usize, at: usize, introduced: bool) -> Option<Time> {
        let half = self.times.half_year.as_str();
        if !self.text.get(at..self.end)?.starts_with(half) {
            return None;
        }
        let end = at + half.len();
        let closing = self.times.past_after.at(self.text, end, self.end).map(|(to, ())| to);
        if !introduced && !closing.is_some_and(|to| self.text[end..to].ends_with('来')) {
            return None;
        }
        let past = TimePoint::Past { unit: TimeUnit::Month, count: 6 };
        Some(self.time(Span::new(start, closing.unwrap_or(end)), past, None, TimexRole::During, "zh/timex/past"))
    }

    /// One point or a range, with the words after it.
    fn expression(&self, start: usize, at: usize, before: Option<Before>) -> Option<Time> {
        let (from, to, mut end, rule) = self.points(at)?;
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
        let start = match before {
            Some(Before::With) if role != TimexRole::Against => at,
            Some(Before::Since) if role == TimexRole::During && to.is_none() => at,
            _ => start,
        };
        Some(self.time(Span::new(start, end), from, to, role, rule))
    }

    fn points(&self, at: usize) -> Option<(TimePoint, Option<TimePoint>, usize, &'static str)> {
        if let Some(range) = self.short_range(at) {
            return Some(range);
        }
        let from = self.point(at)?;
        if let TimePoint::Relative { unit: TimeUnit::Year, offset, within: None } = from.point
            && let Some((low, Some(high), end, _)) = self.short_range(skip_blanks(self.text, from.end, self.end))
        {
            // `去年1至5月`
            return Some((narrowed(offset, low), Some(narrowed(offset, high)), end, RELATIVE));
        }
        if let Some(connected) = self.connector(from.end)
            && let Some(to) = self.point(connected)
            && matches!(to.point, TimePoint::Calendar(_) | TimePoint::Relative { .. })
        {
            let point = completed(&from.point, to.point);
            return Some((from.point, Some(point), to.end, from.rule));
        }
        Some((from.point, None, from.end, from.rule))
    }

    fn connector(&self, at: usize) -> Option<usize> {
        let (to, ()) = self.times.connectors.at(self.text, skip_blanks(self.text, at, self.end), self.end)?;
        Some(skip_blanks(self.text, to, self.end))
    }

    /// `1至5月`, `2021年1—5月`, `2016至2020年`, `前三季度`, `前5个月`, `6月17至19日`.
    fn short_range(&self, at: usize) -> Option<(TimePoint, Option<TimePoint>, usize, &'static str)> {
        let mut head = CalendarDate::default();
        let mut at = at;
        // Fields that both ends share.
        while let Some((field, value, to)) = self.field(at) {
            match field {
                Field::Year if head == CalendarDate::default() => head.year = i16::try_from(value).ok(),
                Field::Month if head.month.is_none() => head.month = i8::try_from(value).ok(),
                _ => return None,
            }
            at = skip_blanks(self.text, to, self.end);
        }
        if head.month.is_none()
            && let Some((low, high, end)) = self.first_part(at)
        {
            let with = |part: CalendarDate| TimePoint::Calendar(CalendarDate { year: head.year, ..part });
            return Some((with(low), Some(with(high)), end, CALENDAR));
        }
        let low = self.number(at)?;
        let connected = self.connector(low.span.end)?;
        let (field, high, end) = self.field(connected)?;
        let low = whole(&low).filter(|low| *low < high && in_field(field, *low))?;
        let with = |value: i64| -> Option<TimePoint> {
            let mut date = head;
            set(&mut date, field, value)?;
            Some(TimePoint::Calendar(date))
        };
        Some((with(low)?, Some(with(high)?), end, CALENDAR))
    }

    /// `前三季度`, `前5个月`: from the first of the year.
    fn first_part(&self, at: usize) -> Option<(CalendarDate, CalendarDate, usize)> {
        let (to, ()) = self.times.first.at(self.text, at, self.end)?;
        let numeral = self.number(to)?;
        let count = i8::try_from(whole(&numeral)?).ok()?;
        let after = numeral.span.end;
        let end = match self.times.stretches.at(self.text, after, self.end) {
            Some((end, TimeUnit::Month)) if (2..=12).contains(&count) => end,
            Some((end, TimeUnit::Quarter)) if (2..=4).contains(&count) => return Some(quarters(count, end)),
            Some(_) => return None,
            None => match self.times.fields.at(self.text, after, self.end)? {
                (end, Field::Quarter) if (2..=4).contains(&count) => return Some(quarters(count, end)),
                (end, Field::Month) if (2..=12).contains(&count) => end,
                _ => return None,
            },
        };
        let month = |month| CalendarDate { month: Some(month), ..CalendarDate::default() };
        Some((month(1), month(count), end))
    }

    /// One point of time.
    fn point(&self, at: usize) -> Option<Point> {
        if let Some((end, fixed)) = self.times.fixed.at(self.text, at, self.end) {
            return match *fixed {
                Fixed::Relative(unit, offset) => Some(self.relative(unit, offset, end)),
                Fixed::Half(half) => {
                    let date = CalendarDate { half: Some(half), ..CalendarDate::default() };
                    Some(Point { point: TimePoint::Calendar(date), end, rule: CALENDAR })
                }
                Fixed::Anaphor => Some(Point { point: TimePoint::Anaphor, end, rule: RELATIVE }),
                Fixed::Now | Fixed::SoFar => Some(Point { point: TimePoint::Now, end, rule: RELATIVE }),
                Fixed::Unknown | Fixed::None => None,
            };
        }
        if let Some((end, id)) = self.times.holidays.at(self.text, at, self.end) {
            let point = TimePoint::Holiday { id: id.clone(), year: None };
            return Some(Point { point, end, rule: "zh/timex/holiday" });
        }
        let (mut date, mut end) = self.numeric_date(at).or_else(|| self.date(at, false))?;
        if date.month.is_none() && date.day.is_none() && date.half.is_none() && date.quarter.is_none() {
            let next = skip_blanks(self.text, end, self.end);
            if let Some((to, id)) = self.times.holidays.at(self.text, next, self.end) {
                let point = TimePoint::Holiday { id: id.clone(), year: date.year };
                return Some(Point { point, end: to, rule: "zh/timex/holiday" });
            }
        }
        if date.day.is_none()
            && let Some((to, edge)) = self.times.edges.at(self.text, end, self.end)
        {
            (date.edge, end) = (Some(*edge), to);
        }
        Some(Point { point: TimePoint::Calendar(date), end, rule: CALENDAR })
    }

    /// `去年12月`, `今年上半年`, `去年底`.
    fn relative(&self, unit: TimeUnit, offset: i16, end: usize) -> Point {
        let plain = |end| Point { point: TimePoint::Relative { unit, offset, within: None }, end, rule: RELATIVE };
        let next = skip_blanks(self.text, end, self.end);
        if !matches!(unit, TimeUnit::Year | TimeUnit::Month) {
            return plain(end);
        }
        let inner = if unit == TimeUnit::Year { self.date(next, true) } else { self.day_of_month(next) };
        let (mut date, mut to) = inner.unwrap_or((CalendarDate::default(), end));
        if unit == TimeUnit::Year && date == CalendarDate::default() {
            if let Some((holiday_end, id)) = self.times.holidays.at(self.text, next, self.end) {
                let point = TimePoint::Holiday { id: id.clone(), year: None };
                return Point { point, end: holiday_end, rule: "zh/timex/holiday" };
            }
            if let Some((half_end, Fixed::Half(half))) = self.times.fixed.at(self.text, next, self.end) {
                (date.half, to) = (Some(*half), half_end);
            }
        }
        if date.day.is_none()
            && let Some((edge_end, edge)) = self.times.edges.at(self.text, to, self.end)
        {
            (date.edge, to) = (Some(*edge), edge_end);
        }
        if date == CalendarDate::default() {
            return plain(end);
        }
        Point { point: TimePoint::Relative { unit, offset, within: Some(date) }, end: to, rule: RELATIVE }
    }

    fn day_of_month(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (field, value, end) = self.field(at)?;
        let day = i8::try_from(value).ok().filter(|_| field == Field::Day)?;
        Some((CalendarDate { day: Some(day), ..CalendarDate::default() }, end))
    }

    /// Fields from the greatest down, as many as there are.
    fn date(&self, at: usize, within_year: bool) -> Option<(CalendarDate, usize)> {
        let mut date = CalendarDate::default();
        let (mut at, mut end) = (at, None);
        let mut last = within_year.then_some(Field::Year);
        while let Some((field, value, to)) = self.field(at) {
            let descends = matches!(
                (last, field),
                (None, _) | (Some(Field::Year), Field::Month | Field::Quarter) | (Some(Field::Month), Field::Day)
            );
            if !descends || (field == Field::Day && last.is_none() && !self.stands_as_day(at, to)) {
                break;
            }
            set(&mut date, field, value)?;
            (last, end) = (Some(field), Some(to));
            at = skip_blanks(self.text, to, self.end);
        }
        if last == Some(Field::Year)
            && date.quarter.is_none()
            && let Some((to, Fixed::Half(half))) = self.times.fixed.at(self.text, at, self.end)
        {
            (date.half, end) = (Some(*half), Some(to));
        }
        Some((date, end?))
    }

    /// `17日` alone is a day of the month; `17号楼` and `3日内` are not.
    fn stands_as_day(&self, at: usize, to: usize) -> bool {
        let sign = char_before(self.text, at, to);
        let stretch = self.times.past_after.at(self.text, to, self.end).is_some();
        sign == Some('日') && !stretch && !matches!(char_at(self.text, to, self.end), Some('元' | '均' | '后' | '圆'))
    }

    /// A number with the field it fills: `2021年`, `第三季度`.
    fn field(&self, at: usize) -> Option<(Field, i64, usize)> {
        let number_at = self.times.ordinal.at(self.text, at, self.end).map_or(at, |(to, ())| to);
        let numeral = self.number(number_at)?;
        let value = whole(&numeral)?;
        let (end, field) =
            self.times.fields.at(self.text, skip_blanks(self.text, numeral.span.end, self.end), self.end)?;
        let ordinal = number_at > at;
        if ordinal && *field != Field::Quarter {
            return None;
        }
        let year = *field == Field::Year;
        let value = if year && self.is_short_year(&numeral, end) { 2000 + value } else { value };
        let four = numeral.digits == 4 && matches!(numeral.script, Script::Digits | Script::Row);
        (in_field(*field, value) && (!year || four || value >= 2000)).then_some((*field, value, end))
    }

    /// `21年6月`: a year of two digits needs its month.
    fn is_short_year(&self, numeral: &Numeral, end: usize) -> bool {
        let two = numeral.digits == 2 && numeral.script == Script::Digits && whole(numeral).is_some_and(|n| n < 50);
        let month = self.number(end).and_then(|n| self.times.fields.at(self.text, n.span.end, self.end));
        two && matches!(month, Some((_, Field::Month)))
    }

    /// `2021-06-17`, `2021/6/17`, `2021.6.17`.
    fn numeric_date(&self, at: usize) -> Option<(CalendarDate, usize)> {
        if char_before(self.text, self.sentence.start, at).is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let (year, to) = self.digits(at, 4..=4)?;
        let separator = char_at(self.text, to, self.end).filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (month, to) = self.digits(to + 1, 1..=2)?;
        let to = (char_at(self.text, to, self.end) == Some(separator)).then_some(to + 1)?;
        let (day, to) = self.digits(to, 1..=2)?;
        let date = CalendarDate {
            year: Some(i16::try_from(year).ok().filter(|_| in_field(Field::Year, year))?),
            month: Some(i8::try_from(month).ok().filter(|_| in_field(Field::Month, month))?),
            day: Some(i8::try_from(day).ok().filter(|_| in_field(Field::Day, day))?),
            ..CalendarDate::default()
        };
        Some((date, to))
    }

    fn digits(&self, at: usize, count: std::ops::RangeInclusive<usize>) -> Option<(i64, usize)> {
        let run = self.text.get(at..self.end)?.bytes().take_while(u8::is_ascii_digit).count();
        let value = self.text[at..at + run].parse().ok().filter(|_| count.contains(&run))?;
        Some((value, at + run))
    }

    /// `14时30分`, `20点`: passed over.
    fn clock(&self, at: usize) -> Option<usize> {
        let numeral = self.number(at)?;
        let hour = whole(&numeral).filter(|hour| *hour <= 24 && !numeral.measured);
        if hour.is_some()
            && char_at(self.text, numeral.span.end, self.end) == Some(':')
            && let Some((_, mut to)) = self.digits(numeral.span.end + 1, 2..=2)
        {
            while char_at(self.text, to, self.end) == Some(':') {
                to = self.digits(to + 1, 2..=2)?.1;
            }
            return Some(to);
        }
        let (mut to, clock) = hour.and_then(|_| self.times.clock.at(self.text, numeral.span.end, self.end))?;
        if !clock {
            return None;
        }
        let point = matches!(self.text.get(numeral.span.end..to), Some("点" | "點"));
        let mut parts = 0;
        loop {
            let number_end = self.number(to).map_or(to, |n| n.span.end);
            let Some((next, ())) = self.times.clock_parts.at(self.text, number_end, self.end) else { break };
            (to, parts) = (next, parts + 1);
        }
        let digits = char_at(self.text, at, self.end).is_some_and(|c| arabic(c).is_some());
        let day_before = char_before(self.text, self.sentence.start, at)
            .is_some_and(|c| matches!(c, '日' | '午' | '晨' | '晚' | '间' | '夜' | '早'));
        (!point || parts > 0 || day_before || (digits && self.ends_clause(to))).then_some(to)
    }

    fn ends_clause(&self, at: usize) -> bool {
        char_at(self.text, at, self.end).is_none_or(|c| "，。：；、：".contains(c))
    }

    fn number(&self, at: usize) -> Option<Numeral> {
        let numeral = self.numerals.read(self.text, at, self.end)?;
        (!numeral.vague && numeral.high.is_none() && !numeral.damaged).then_some(numeral)
    }
}

fn quarters(count: i8, end: usize) -> (CalendarDate, CalendarDate, usize) {
    let quarter = |quarter| CalendarDate { quarter: Some(quarter), ..CalendarDate::default() };
    (quarter(1), quarter(count), end)
}

fn whole(numeral: &Numeral) -> Option<i64> {
    let number = numeral.value;
    let small = number.is_whole() && number >= Decimal::ZERO && number <= Decimal::from(9999);
    small.then(|| i64::try_from(number.units() / Decimal::ONE.units()).ok())?
}

fn in_field(field: Field, value: i64) -> bool {
    match field {
        Field::Year => (1900..=2100).contains(&value),
        Field::Quarter => (1..=4).contains(&value),
        Field::Month => (1..=12).contains(&value),
        Field::Day => (1..=31).contains(&value),
    }
}

fn set(date: &mut CalendarDate, field: Field, value: i64) -> Option<()> {
    let small = i8::try_from(value).ok();
    match field {
        Field::Year => date.year = i16::try_from(value).ok(),
        Field::Quarter => date.quarter = Some(small?),
        Field::Month => date.month = Some(small?),
        Field::Day => date.day = Some(small?),
    }
    Some(())
}

fn edge(point: &TimePoint) -> Option<bool> {
    match point {
        TimePoint::Calendar(date) => date.edge,
        TimePoint::Relative { within, .. } => within.and_then(|date| date.edge),
        _ => None,
    }
}

fn narrowed(offset: i16, point: TimePoint) -> TimePoint {
    match point {
        TimePoint::Calendar(date) => TimePoint::Relative { unit: TimeUnit::Year, offset, within: Some(date) },
        other => other,
    }
}

/// The end of a range with the greater fields that only its beginning says: `2021年1月至5月`.
fn completed(from: &TimePoint, to: TimePoint) -> TimePoint {
    let TimePoint::Calendar(mut end) = to else { return to };
    let begin = match from {
        TimePoint::Calendar(date) => *date,
        TimePoint::Relative { within: Some(date), .. } => *date,
        _ => CalendarDate::default(),
    };
    if end.year.is_none() {
        end.year = begin.year;
        if end.month.is_none() && end.quarter.is_none() && end.half.is_none() {
            end.month = begin.month;
        }
        if let TimePoint::Relative { unit: TimeUnit::Year, offset, .. } = from {
            return TimePoint::Relative { unit: TimeUnit::Year, offset: *offset, within: Some(end) };
        }
    }
    TimePoint::Calendar(end)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: WordLists,
    before: BeforeLists,
    after: AfterLists,
    fields: FieldLists,
    relative: Vec<Relative>,
    stretch: Vec<Stretch>,
    leading: LeadingLists,
}

type List = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    now: List,
    not_now: List,
    so_far: List,
    unknown: List,
    anaphor: List,
    same_period: List,
    halves: List,
    half_year: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeforeLists {
    until: List,
    until_end: List,
    since: List,
    against: List,
    with: List,
    past: List,
    duration: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterLists {
    since: List,
    since_from: List,
    until: List,
    past: List,
    against: List,
    empty: List,
    dateline: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldLists {
    year: List,
    month: List,
    day: List,
    quarter: List,
    ordinal: List,
    first: List,
    beginning: List,
    ending: List,
    connectors: List,
    clock: List,
    not_clock: List,
    clock_parts: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    unit: Unit,
    offset: i16,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    unit: Unit,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadingLists {
    connectives: List,
    reporting: List,
}

/// A unit of the calendar as the lexicon writes it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<Unit> for TimeUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
        }
    }
}

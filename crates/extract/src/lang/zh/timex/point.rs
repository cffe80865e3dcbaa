//! One point of the calendar: `2021年6月17日`, `去年12月`, `第三季度`, `2021-06-17`, a holiday, `年底`.

use tallysheet_model::{CalendarDate, Decimal, Rule, TimePoint, TimeUnit};

use super::super::class::Class;
use super::super::numeral::{Numeral, Script};
use super::super::words::{char_at, char_before, skip_blanks};
use super::{CALENDAR, Field, Fixed, Point, RELATIVE, Reader};

/// A field of a date, what fills it, and where it ends.
type Filled = (Field, i64, usize);

/// Fields that follow each other: a date has no more, nor does a range begin with more.
pub(super) type Fields = [Option<Filled>; 3];

impl Reader<'_> {
    /// One point of time, with the fields at `at`.
    pub(super) fn point(&self, at: usize, fields: &Fields) -> Option<Point> {
        if let Some((unit, offset, end)) = self.glossed(at) {
            return Some(self.relative(unit, offset, end));
        }
        if let Some((end, fixed)) = self.times.fixed.at(self.text, at, self.end) {
            return match *fixed {
                Fixed::Relative(unit, offset) => Some(self.relative(unit, offset, end)),
                Fixed::Half(_) | Fixed::FirstQuarter => {
                    Some(Point { point: TimePoint::Calendar(fixed.part_of_year()?), end, rule: CALENDAR })
                }
                Fixed::YearBefore => Some(Point { point: TimePoint::YearBefore, end, rule: RELATIVE }),
                Fixed::Anaphor => Some(Point { point: TimePoint::Anaphor, end, rule: RELATIVE }),
                Fixed::Now | Fixed::SoFar => Some(Point { point: TimePoint::Now, end, rule: RELATIVE }),
                Fixed::Unknown | Fixed::None => None,
            };
        }
        if let Some((end, id)) = self.times.holidays.at(self.text, at, self.end) {
            let point = TimePoint::Holiday { id: id.clone(), year: None };
            return Some(Point { point, end, rule: Rule::ZhHoliday });
        }
        let (mut date, mut end) = self.numeric_date(at).or_else(|| self.date(at, fields, false))?;
        if date.month.is_none() && date.day.is_none() && date.half.is_none() && date.quarter.is_none() {
            let next = skip_blanks(self.text, end, self.end);
            if let Some((to, id)) = self.times.holidays.at(self.text, next, self.end) {
                let point = TimePoint::Holiday { id: id.clone(), year: date.year };
                return Some(Point { point, end: to, rule: Rule::ZhHoliday });
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
    pub(super) fn relative(&self, unit: TimeUnit, offset: i16, end: usize) -> Point {
        let plain = |end| Point { point: TimePoint::Relative { unit, offset, within: None }, end, rule: RELATIVE };
        let next = skip_blanks(self.text, end, self.end);
        if !matches!(unit, TimeUnit::Year | TimeUnit::Month) {
            return plain(end);
        }
        let inner =
            if unit == TimeUnit::Year { self.date(next, &self.fields(next), true) } else { self.day_of_month(next) };
        let (mut date, mut to) = inner.unwrap_or((CalendarDate::default(), end));
        if unit == TimeUnit::Year && date == CalendarDate::default() {
            if let Some((holiday_end, id)) = self.times.holidays.at(self.text, next, self.end) {
                let point = TimePoint::Holiday { id: id.clone(), year: None };
                return Point { point, end: holiday_end, rule: Rule::ZhHoliday };
            }
            if let Some((part_end, part)) = self.part_of_year(next) {
                (date, to) = (part, part_end);
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

    /// `今（114）年`, `昨（29）日`: a word that a gloss in brackets parts, and where it ends.
    #[inline]
    pub(super) fn glossed(&self, at: usize) -> Option<(TimeUnit, i16, usize)> {
        if self.text.is(self.text.next(at), Class::BRACKET) { self.gloss(at) } else { None }
    }

    #[inline(never)]
    fn gloss(&self, at: usize) -> Option<(TimeUnit, i16, usize)> {
        let mut chars = self.text.get(at..self.end)?.chars();
        let (head, bracket) = (chars.next()?, chars.next().filter(|c| matches!(c, '（' | '('))?);
        let (_, closing) = self.digits(at + head.len_utf8() + bracket.len_utf8(), 1..=4)?;
        let mut chars = self.text.get(closing..self.end)?.chars();
        let bracket = chars.next().filter(|c| matches!(c, '）' | ')'))?;
        let tail = chars.next()?;
        let word = String::from_iter([head, tail]);
        match self.times.fixed.get(&word)? {
            Fixed::Relative(unit, offset) => Some((*unit, *offset, closing + bracket.len_utf8() + tail.len_utf8())),
            _ => None,
        }
    }

    /// `上半年`, `首季`: where the word ends, and what part of a year it is.
    fn part_of_year(&self, at: usize) -> Option<(usize, CalendarDate)> {
        let (end, fixed) = self.times.fixed.at(self.text, at, self.end)?;
        Some((end, fixed.part_of_year()?))
    }

    pub(super) fn day_of_month(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (field, value, end) = self.field(at)?;
        let day = i8::try_from(value).ok().filter(|_| field == Field::Day)?;
        Some((CalendarDate { day: Some(day), ..CalendarDate::default() }, end))
    }

    /// The fields that follow each other from `at` on.
    pub(super) fn fields(&self, mut at: usize) -> Fields {
        let mut fields = Fields::default();
        for field in &mut fields {
            *field = self.field(at);
            let Some((_, _, to)) = field else { break };
            at = skip_blanks(self.text, *to, self.end);
        }
        fields
    }

    /// Fields at `at` from the greatest down, as many as there are.
    fn date(&self, at: usize, fields: &Fields, within_year: bool) -> Option<(CalendarDate, usize)> {
        let mut date = CalendarDate::default();
        let (mut at, mut end) = (at, None);
        let mut last = within_year.then_some(Field::Year);
        for (field, value, to) in fields.iter().flatten().copied() {
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
            && let Some((to, part)) = self.part_of_year(at)
        {
            (date, end) = (CalendarDate { year: date.year, ..part }, Some(to));
        }
        Some((date, end?))
    }

    /// `17日` alone is a day of the month; `17号楼` and `3日内` are not.
    pub(super) fn stands_as_day(&self, at: usize, to: usize) -> bool {
        let sign = char_before(self.text, at, to);
        let stretch = self.times.past_after.at(self.text, to, self.end).is_some();
        sign == Some('日') && !stretch && !matches!(char_at(self.text, to, self.end), Some('元' | '均' | '后' | '圆'))
    }

    /// A number with the field it fills: `2021年`, `第三季度`.
    #[inline]
    pub(super) fn field(&self, at: usize) -> Option<Filled> {
        let may_be = self.numerals.opens(self.text, at) || self.text.may_start(at, self.times.prefixes);
        if may_be { self.filled(at) } else { None }
    }

    fn filled(&self, at: usize) -> Option<Filled> {
        let republic = self.times.republic.at(self.text, at, self.end).map(|(to, ())| to);
        let number_at = republic.or(self.times.ordinal.at(self.text, at, self.end).map(|(to, ())| to)).unwrap_or(at);
        let numeral = self.number(number_at)?;
        let value = whole(&numeral)?;
        let (end, field) =
            self.times.fields.at(self.text, skip_blanks(self.text, numeral.span.end, self.end), self.end)?;
        let ordinal = number_at > at && republic.is_none();
        let year = *field == Field::Year;
        if (ordinal && *field != Field::Quarter) || (republic.is_some() && !year) {
            return None;
        }
        let value = if year && self.is_short_year(&numeral, end) {
            2000 + value
        } else if year && (republic.is_some() || self.is_year_of_republic(at, &numeral, end)) {
            1911 + value
        } else {
            value
        };
        let four = numeral.digits == 4 && matches!(numeral.script, Script::Digits | Script::Row);
        (in_field(*field, value) && (!year || four || value >= 2000)).then_some((*field, value, end))
    }

    /// `21年6月`: a year of two digits needs its month.
    pub(super) fn is_short_year(&self, numeral: &Numeral, end: usize) -> bool {
        let two = numeral.digits == 2 && numeral.script == Script::Digits && whole(numeral).is_some_and(|n| n < 50);
        let month = || self.number(end).and_then(|n| self.times.fields.at(self.text, n.span.end, self.end));
        two && matches!(month(), Some((_, Field::Month)))
    }

    /// `113年6月`, `113年度`, `較111年的3万件`: three digits, and a part of the year after them or an edge before.
    fn is_year_of_republic(&self, at: usize, numeral: &Numeral, end: usize) -> bool {
        let three = numeral.digits == 3 && numeral.script == Script::Digits;
        if !three || !whole(numeral).is_some_and(|n| (101..150).contains(&n)) {
            return false;
        }
        let month =
            || self.number(end).is_some_and(|n| self.times.fields.at(self.text, n.span.end, self.end).is_some());
        let part = || self.text[..end].ends_with('度') || self.part_of_year(end).is_some();
        // `120年前`, `连续110年` are stretches of time.
        let opens =
            || char_before(self.text, self.sentence.start, at).is_none_or(|c| "，；、（(〕】 较比至到".contains(c));
        let stretch = || char_at(self.text, end, self.end).is_some_and(|c| "前后来里间中的历".contains(c));
        let compared = || char_before(self.text, self.sentence.start, at).is_some_and(|c| "较比".contains(c));
        month() || part() || compared() || (opens() && !stretch())
    }

    /// `2021-06-17`, `2021/6/17`, `2021.6.17`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<(CalendarDate, usize)> {
        if !matches!(self.text.as_bytes()[..self.end].get(at + 4), Some(b'-' | b'/' | b'.'))
            || char_before(self.text, self.sentence.start, at).is_some_and(|c| c.is_ascii_alphanumeric())
        {
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

    pub(super) fn digits(&self, at: usize, count: std::ops::RangeInclusive<usize>) -> Option<(i64, usize)> {
        let run = self.text.get(at..self.end)?.bytes().take_while(u8::is_ascii_digit).count();
        let value = self.text[at..at + run].parse().ok().filter(|_| count.contains(&run))?;
        Some((value, at + run))
    }
}

pub(super) fn whole(numeral: &Numeral) -> Option<i64> {
    const GREATEST: i64 = 9999;
    let one = i64::try_from(Decimal::ONE.units()).ok()?;
    let units = i64::try_from(numeral.value.units()).ok()?;
    (units % one == 0 && (0..=GREATEST * one).contains(&units)).then(|| units / one)
}

pub(super) fn in_field(field: Field, value: i64) -> bool {
    match field {
        Field::Year => (1900..=2100).contains(&value),
        Field::Quarter => (1..=4).contains(&value),
        Field::Month => (1..=12).contains(&value),
        Field::Day => (1..=31).contains(&value),
    }
}

pub(super) fn set(date: &mut CalendarDate, field: Field, value: i64) -> Option<()> {
    let small = i8::try_from(value).ok();
    match field {
        Field::Year => date.year = i16::try_from(value).ok(),
        Field::Quarter => date.quarter = Some(small?),
        Field::Month => date.month = Some(small?),
        Field::Day => date.day = Some(small?),
    }
    Some(())
}

pub(super) fn edge(point: &TimePoint) -> Option<bool> {
    match point {
        TimePoint::Calendar(date) => date.edge,
        TimePoint::Relative { within, .. } => within.and_then(|date| date.edge),
        _ => None,
    }
}

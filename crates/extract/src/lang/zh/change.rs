//! Level, change, share or rate: what the words before a figure make of it.
//!
//! *What it matches*: growth and decline (`同比上升28.5%`, `降幅达30%`, `较上年减少5亿元`) and the further items of its
//! list (`分别上升60.4%、80.6%和146.5%`); parts of a whole (`占…60%`, `80%的案件`, `三成`); amounts per time (`日均5.2万次`,
//! `300起/天`).
//!
//! *What it leaves alone*: a level reached (`上升到30%`), new things (`新增3000户`).
//!
//! *Normalizes to*: the measure; for a change its direction and what it is measured against: 同比 the year before, 环比
//! the month before, a year or month named by itself the one before (`较2023年`, `较4月`), any other comparison `other`; for
//! a rate the time unit.

use tallysheet_model::{Basis, Change, Decimal, Dimension, Direction, Measure, Per, TimexRole};

use super::class::Class;
use super::text::Text;
use super::words::trimmed_before;
use super::{Chinese, Context};
use crate::lang::basis::basis_against;

/// What a figure is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) measure: Measure,
    pub(super) change: Option<Change>,
    pub(super) per: Option<Per>,
    /// Where the words of change or share begin: the noun stands before.
    pub(super) head: usize,
    /// Which item of a list of changes it is.
    pub(super) item: usize,
    /// For a list after `同比、环比分别`: what each item is measured against.
    bases: [Option<Basis>; 2],
}

impl Chinese {
    /// What figure `index` is, after those before it.
    pub(super) fn reading(&self, context: &Context<'_>, index: usize) -> Reading {
        let last = context.readings.last();
        let figure = &context.figures[index];
        let plain =
            Reading { measure: Measure::Level, change: None, per: None, head: figure.start, item: 0, bases: [None; 2] };
        if !self.may_tell(context, index, last) {
            return plain;
        }
        if let Some(listed) = last.and_then(|last| self.listed(context, index, last)) {
            return listed;
        }
        if let Some(change) = self.change(context, index, last) {
            return change;
        }
        if let Some(rate) = last.and_then(|last| goes_on(context, index, last)) {
            return Reading { head: figure.start, ..rate };
        }
        let from = context.clauses[index].start;
        let proportion = figure.dimension == Dimension::Proportion || figure.dimension == Dimension::Multiple;
        let mut share_at = None;
        self.grammar.shares.before.each_in(context.text, from, figure.start, |at, _, ()| share_at = Some(at));
        if proportion && figure.unit != "percentage_point" {
            if let Some(head) = share_at {
                return Reading { measure: Measure::Share, head, ..plain };
            }
            if figure.part || self.grammar.shares.after.at(context.text, figure.end, context.sentence.end).is_some() {
                return Reading { measure: Measure::Share, ..plain };
            }
        }
        let mut rate = None;
        self.grammar.rates.each_in(context.text, from, figure.start, |_, _, per| rate = Some(*per));
        let after = self.grammar.rates_after.at(context.text, figure.end, context.sentence.end).map(|(_, per)| *per);
        match after.or(rate).filter(|_| !proportion) {
            Some(per) => Reading { measure: Measure::Rate, per, ..plain },
            None => plain,
        }
    }

    /// Whether anything around figure `index` or in it may tell that it is no level.
    fn may_tell(&self, context: &Context<'_>, index: usize, last: Option<&Reading>) -> bool {
        let (text, figure, changes) = (context.text, &context.figures[index], &self.grammar.changes);
        let floor = index.checked_sub(1).map_or(context.sentence.start, |i| context.figures[i].end);
        let (shares, rates) = (&self.grammar.shares, &self.grammar.rates);
        let before = changes.before.table() | changes.between.table();
        let after = changes.after.table() | shares.after.table() | self.grammar.rates_after.table();
        figure.growth.is_some()
            || figure.part
            || last.is_some_and(|last| last.measure != Measure::Level)
            || text.may_start(figure.end, after)
            || text.may_end(trimmed_before(text, floor, figure.start), before)
            || text.has_mark(shares.before.table() | rates.table())
                && text.marks(context.clauses[index].start, figure.start).next().is_some()
    }

    /// The next item of a list of changes or shares.
    fn listed(&self, context: &Context<'_>, index: usize, last: &Reading) -> Option<Reading> {
        let (before, figure) = (&context.figures[index.checked_sub(1)?], &context.figures[index]);
        if last.measure == Measure::Level || figure.growth.is_some() || before.unit != figure.unit {
            return None;
        }
        let gap = context.text.get(before.end..figure.start)?.trim();
        if !matches!(gap, "、" | "和" | "与" | "及" | "以及" | "," | "，" | "、和" | "跟") {
            return None;
        }
        let item = last.item + 1;
        let change = last
            .change
            .map(|change| Change { basis: last.bases.get(item).copied().flatten().or(change.basis), ..change });
        Some(Reading { item, change, ..*last })
    }

    fn change(&self, context: &Context<'_>, index: usize, last: Option<&Reading>) -> Option<Reading> {
        let (text, figure) = (context.text, &context.figures[index]);
        let floor = index.checked_sub(1).map_or(context.sentence.start, |i| context.figures[i].end);
        let changes = &self.grammar.changes;
        let (at, direction) = if let Some(direction) = figure.growth {
            (figure.start, direction)
        } else if let Some((_, direction)) = changes.after.at(text, figure.end, context.sentence.end) {
            (figure.start, *direction)
        } else {
            self.direction_before(text, floor, figure.start)?
        };
        let direction = if figure.value < Decimal::ZERO { Direction::Down } else { direction };
        let mut head = at;
        let mut bases = [None; 2];
        let mut basis = None;
        changes.bases.each_in(text, floor, at, |start, _, found| {
            let Some(found) = *found else { return };
            if start >= context.clauses[index].start {
                head = head.min(start);
            }
            bases = if basis.is_some() { [basis, Some(found)] } else { [Some(found), None] };
            basis = Some(found);
        });
        if basis.is_none() {
            // `较去年同期的2.8万宗上升10.7%`: said before the figure that is compared with.
            let start = context.sentence.start;
            let clause = text.find_last(Class::STOP, start, at).unwrap_or(start);
            changes.bases.each_in(text, clause, floor, |_, _, found| basis = found.or(basis));
        }
        if matches!(basis, None | Some(Basis::Other)) {
            let mut named = context.times_before(at).rev().take_while(|time| time.span.start >= floor);
            let time = named.find(|time| time.timex.role == TimexRole::Against);
            basis = time.map(|time| basis_against(&time.timex.from)).or(basis);
        }
        let listed = bases[1].is_some() && self.has_respectively(text, floor, figure.start);
        if listed {
            basis = bases[0];
        }
        let proportion = matches!(figure.dimension, Dimension::Proportion | Dimension::Multiple);
        let by_itself = || {
            let at = trimmed_before(text, floor, figure.start);
            changes.by_itself.before(text, floor, at).is_some()
        };
        if !proportion && basis.is_none() && !by_itself() {
            return None;
        }
        // `案件同比上升10%，损失上升5%`: a comparison goes on until another is named.
        let inherited = last.and_then(|last| last.change).and_then(|change| change.basis);
        let change = Change { direction, basis: basis.or(inherited) };
        let bases = if listed { bases } else { [None; 2] };
        Some(Reading { measure: Measure::Change, change: Some(change), per: None, head, item: 0, bases })
    }

    fn has_respectively(&self, text: &Text<'_>, from: usize, to: usize) -> bool {
        let mut found = false;
        self.grammar.nouns.respectively.each_in(text, from, to, |_, _, ()| found = true);
        found
    }

    /// A word of growth or decline that governs the number at `at`: where it starts.
    fn direction_before(&self, text: &Text<'_>, floor: usize, at: usize) -> Option<(usize, Direction)> {
        let changes = &self.grammar.changes;
        let (mut at, mut reached) = (at, false);
        for _ in 0..4 {
            at = trimmed_before(text, floor, at);
            if let Some((start, direction)) = changes.before.before(text, floor, at) {
                let grows = !reached || changes.rates.before(text, floor, at).is_some();
                return direction.filter(|_| grows).map(|direction| (start, direction));
            }
            reached |= changes.reached.before(text, floor, at).is_some();
            at = changes.between.before(text, floor, at)?.0;
        }
        None
    }
}

/// `日均受理案件470件、财损2.2亿元`: an amount per time covers the items that only `、` parts from it.
fn goes_on(context: &Context<'_>, index: usize, last: &Reading) -> Option<Reading> {
    if last.measure != Measure::Rate {
        return None;
    }
    let (before, figure) = (&context.figures[index.checked_sub(1)?], &context.figures[index]);
    let gap = context.text.get(before.end..figure.start)?;
    let listed = gap.starts_with('、') && !gap.contains(['，', '；', '：', '（']);
    let amount = !matches!(figure.dimension, Dimension::Proportion | Dimension::Multiple | Dimension::Time);
    (listed && amount).then_some(*last)
}

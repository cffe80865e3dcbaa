//! The noun that a number counts, and the clause that speaks of it.
//!
//! *What it matches*: the noun after the classifier (`63.4万名犯罪嫌疑人`), else the one before the number
//! (`破获电信网络诈骗案件39.4万起`); for a change or share, what changed or is shared (`立案数同比下降17.3%`); for a list
//! after 分别, the item of the same place; a verb that holds its object (`全省发案103起`) where no noun is near.
//!
//! *What it leaves alone*: verbs of the catalog, adverbs before the number, what a conjunction adds, the place or authority
//! before the noun (`新加坡诈骗案`), what becomes of it (`群众上当受骗`), a gloss in brackets. A change that names nothing has no noun of its own.
//!
//! *Normalizes to*: the span of the noun phrase; a clause that runs from the punctuation or figure before to the
//! punctuation or figure after, so that no two clauses overlap.

use tallysheet_model::{Dimension, Measure, Span};

use super::change::Reading;
use super::class::Class;
use super::cue::Hit;
use super::edges::Edge;
use super::grammar::Classifier;
use super::punctuation::{NAMES, QUOTES, STOPS};
use super::quantity::Figure;
use super::text::Text;
use super::words::{char_at, skip_blanks};
use super::{Chinese, Context, Finds};

/// The longest noun phrase taken, in characters.
const LONGEST: usize = 24;

impl Chinese {
    /// The clause of figure `index`, after those of the figures before: they are in order and disjoint.
    pub(super) fn clause(&self, context: &Context<'_>, index: usize) -> Span {
        let figure = &context.figures[index];
        let floor = context.clauses.last().map_or(context.sentence.start, |clause| clause.end);
        let start = clause_start(context.text, floor.min(figure.start), figure.start, index > 0);
        let ceiling = context.figures.get(index + 1).map_or(context.sentence.end, |next| next.start);
        Span::new(start, self.clause_end(context, figure, ceiling.max(figure.end), index))
    }

    fn clause_end(&self, context: &Context<'_>, figure: &Figure, ceiling: usize, index: usize) -> usize {
        let more = index + 1 < context.figures.len();
        let stop = context.text.find(Class::STOP, figure.end, ceiling);
        let pause = || context.text.find(Class::PAUSE, figure.end, ceiling).filter(|_| more);
        match stop.or_else(pause) {
            Some(at) => at,
            None if !more => ceiling,
            None => self.noun_after(context, figure, ceiling).map_or(figure.end, |noun| noun.end),
        }
    }

    /// What figure `index` counts, after those before it. A change or share that names nothing has none: it tells of a
    /// figure before it.
    pub(super) fn counted(&self, context: &Context<'_>, index: usize) -> Option<Span> {
        let Finds { clauses, readings, .. } = &*context.finds;
        let (figure, reading, clause) = (&context.figures[index], &readings[index], clauses[index]);
        match reading.measure {
            Measure::Change | Measure::Share
                if reading.item > 0 || readings.get(index + 1).is_some_and(|r| r.item > 0) =>
            {
                self.list_item(context, index)
            }
            Measure::Change | Measure::Share => {
                let after = self.grammar.shares.after.at(context.text, figure.end, clause.end);
                if let Some((to, ())) =
                    after.filter(|_| reading.measure == Measure::Share && reading.head == figure.start)
                {
                    return self.noun_from(context, to, clause.end, false);
                }
                let noun = self.noun_before(context, clause.start, reading.head);
                noun.or_else(|| figure.part.then(|| self.noun_after(context, figure, clause.end))?)
            }
            Measure::Level | Measure::Rate if figure.dimension == Dimension::Proportion => {
                self.noun_before(context, clause.start, figure.start)
            }
            Measure::Level | Measure::Rate => self
                .noun_after(context, figure, clause.end)
                .or_else(|| self.persons_of_deed(context, figure, clause))
                .or_else(|| self.noun_before(context, clause.start, figure.start))
                .or_else(|| self.classifier_as_noun(context, figure))
                .or_else(|| counted_as_before(context, index)),
        }
    }

    /// `人` in `起诉诈骗犯罪3000人`: the classifier counts persons, the noun before says what they did.
    fn persons_of_deed(&self, context: &Context<'_>, figure: &Figure, clause: Span) -> Option<Span> {
        let noun = self.classifier_as_noun(context, figure)?;
        let before = self.noun_before(context, clause.start, figure.start)?;
        self.grammar.nouns.deeds.before(context.text, before.start, before.end).map(|_| noun)
    }

    /// `人` in `5人`.
    fn classifier_as_noun(&self, context: &Context<'_>, figure: &Figure) -> Option<Span> {
        figure.classifier.filter(|classifier| *classifier == Classifier::Noun)?;
        let start = figure.numeral.span.end;
        let marked = self.grammar.bounds.directly.at(context.text, start, figure.unit_end).map_or(start, |(to, _)| to);
        let start = skip_blanks(context.text, marked, figure.unit_end);
        (start < figure.unit_end).then(|| Span::new(start, figure.unit_end))
    }

    /// The item of the list before 分别 at the place of this figure, else the whole noun phrase before the list.
    fn list_item(&self, context: &Context<'_>, index: usize) -> Option<Span> {
        let Finds { clauses, readings, .. } = &*context.finds;
        let (first, length) = list_of(readings, index)?;
        let whole = self.noun_before(context, clauses[first].start, readings[first].head)?;
        let is_joint = |c: char| matches!(c, '、' | '和' | '及' | '与');
        let phrase = whole.slice(context.text);
        if phrase.split(is_joint).filter(|item| !item.is_empty()).count() != length {
            return Some(whole);
        }
        let item = phrase.split(is_joint).filter(|item| !item.is_empty()).nth(readings[index].item)?;
        let start = whole.start + (item.as_ptr() as usize - phrase.as_ptr() as usize);
        Some(Span::new(start, start + item.len()))
    }

    /// The noun after the number's classifier.
    fn noun_after(&self, context: &Context<'_>, figure: &Figure, ceiling: usize) -> Option<Span> {
        let counts = matches!(figure.dimension, Dimension::Count | Dimension::Money) || figure.part;
        let rate = self.grammar.rates_after.at(context.text, figure.end, ceiling.max(figure.end)).is_some();
        if !counts || rate || figure.classifier == Some(Classifier::Noun) {
            return None;
        }
        let after_classifier = figure.classifier.is_some() || figure.dimension == Dimension::Money;
        self.noun_from(context, figure.end, ceiling, after_classifier)
            .or_else(|| figure.classifier.and_then(|_| self.noun_after_clause(context, figure.end, ceiling)))
    }

    /// The noun with the clause before it that tells which one: `涉及诈骗的人士` in `3名涉及诈骗的人士`.
    fn noun_after_clause(&self, context: &Context<'_>, at: usize, ceiling: usize) -> Option<Span> {
        let rest = context.text.get(at..ceiling)?;
        let clause = &rest[..rest.find(STOPS).unwrap_or(rest.len())];
        let (joint, of) = clause.match_indices('的').next()?;
        let end = at + joint + of.len();
        let head = self.noun_from(context, end, at + clause.len(), true)?;
        let phrase = Span::new(at, head.end);
        (joint > 0 && head.start == end && phrase.slice(context.text).chars().count() <= LONGEST).then_some(phrase)
    }

    /// The noun phrase that starts at `at`. A verb there begins it only where no classifier calls for a noun.
    fn noun_from(&self, context: &Context<'_>, at: usize, ceiling: usize, after_classifier: bool) -> Option<Span> {
        let text = context.text;
        let ceiling = ceiling.max(at);
        let at = skip_blanks(text, at, ceiling);
        if at == ceiling || text.is(at, Class::ENDS_PHRASE) && context.hits.starting(at).next().is_none() {
            return None;
        }
        let mut to = at;
        let mut length = 0;
        while let Some(c) = char_at(text, to, ceiling) {
            if text.is(to, Class::OPENS_NAME)
                && let Some(end) = quote_end(text, to, ceiling)
            {
                (to, length) = (end, length + text[to..end].chars().count());
                continue;
            }
            let verb = context.edges.is(to, Edge::VERB_STARTS);
            let time = context.edges.is(to, Edge::TIME_STARTS);
            let ends = self.grammar.nouns.ends.at(text, to, ceiling);
            // A word of the catalog that begins like an end of phrases, and is longer.
            let longer = |hit: &Hit| ends.is_none_or(|(end, _)| hit.span.end > end);
            let noun_ahead = || context.hits.starting(to).any(|hit| !hit.is_verb() && longer(hit));
            let changes = matches!(
                self.grammar.changes.before.at(text, to, ceiling), Some((end, Some(_))) if end - to > '增'.len_utf8());
            if c == '\u{3000}'
                || time
                || changes
                || (verb && (to > at || after_classifier))
                || follows_noun(context, to)
            {
                break;
            }
            match ends {
                // Inside a noun phrase 的 goes on, unless it stands first.
                Some((end, true)) if to > at && text.get(to..end) == Some("的") => to = end,
                Some((_, true)) if !noun_ahead() => break,
                Some((end, false)) => to = end,
                _ => to += c.len_utf8(),
            }
            length += 1;
            if length > LONGEST {
                return None;
            }
        }
        let phrase = text.get(at..to)?.trim_start_matches(QUOTES);
        let at = to - phrase.len();
        let phrase = phrase.trim_end_matches(['的', '了', ' ']).trim_end_matches(QUOTES);
        (!phrase.is_empty() && phrase.chars().any(crate::segment::is_han) || is_word(phrase))
            .then(|| Span::new(at, at + phrase.len()))
    }

    /// Where a word begins that ends at `end` and is no part of a noun phrase: an adverb, a word of a rate or of a change.
    #[inline]
    fn skipped_before(&self, context: &Context<'_>, floor: usize, end: usize) -> Option<usize> {
        let (text, adverbs) = (context.text, &self.grammar.nouns.adverbs);
        let (rates, changes) = (&self.grammar.rates, &self.grammar.changes.before);
        if !text.may_end(end, adverbs.table() | rates.table() | changes.table()) {
            return None;
        }
        let in_longer =
            |start: usize| context.hits.around(Span::new(start, end)).any(|hit| hit.span.len() > end - start);
        let adverb = adverbs.before(text, floor, end).map(|(start, ())| start).filter(|start| !in_longer(*start));
        let rate = || rates.before(text, floor, end).map(|(start, _)| start);
        let change = || match changes.before(text, floor, end) {
            Some((start, Some(_))) if floor < start && end - start > '增'.len_utf8() => Some(start),
            _ => None,
        };
        adverb.or_else(rate).or_else(change)
    }

    /// The noun phrase that ends before `to`, adverbs between skipped.
    fn noun_before(&self, context: &Context<'_>, floor: usize, to: usize) -> Option<Span> {
        if floor >= to {
            return None;
        }
        let text = context.text;
        let mut end = to;
        let mut held = None;
        // Adverbs, then a verb that stands between noun and number, then adverbs again.
        for _ in 0..8 {
            while end > floor && text.is_before(end, Class::PADDING) {
                end = text.previous(end);
            }
            if text.is_before(end, Class::BRACKET) {
                end = before_gloss(text, floor, end);
            }
            if let Some(start) = self.skipped_before(context, floor, end) {
                end = start;
            } else if let Some(verb) = verb_before(context, floor, end) {
                let holds = self.grammar.nouns.with_object.at(text, verb.span.start, end);
                held = held.or(holds.filter(|(to, ())| *to == end).map(|_| verb.span));
                end = verb.span.start;
            } else {
                break;
            }
        }
        let is_noun_tail = |at: usize| matches!(text.get(at..end), Some("数" | "量" | "率" | "数量" | "人数"));
        let edge = |to: usize| context.edges.last(Edge::VERB_ENDS | Edge::TIME_ENDS, floor, to);
        let mut limit = edge(end);
        while let Some(at) = limit.filter(|at| is_noun_tail(*at)) {
            limit = if at > floor { edge(at - 1) } else { None };
        }
        let mut start = limit.unwrap_or(floor);
        if let Some(stop) = text.find_last(Class::STOP | Class::BRACKET, start, end) {
            start = text.next(stop);
        }
        while start < end {
            if let Some((to, ())) = self.grammar.nouns.openers.at(text, start, end)
                && to < end
                && !context.hits.starting(start).any(|hit| hit.span.end > to)
            {
                start = to;
            } else if text.is(start, Class::WHITE | Class::PAUSE | Class::QUOTE) {
                start = text.next(start);
            } else if let Some(name) = context.hits.starting(start).find(|hit| hit.is_name())
                && name.span.end < end
            {
                start = name.span.end;
            } else {
                break;
            }
        }
        let whole = text.get(start..end)?;
        let phrase = match text.is_before(end, Class::LOOSE) {
            true => whole.trim_end_matches([' ', '的']).trim_end_matches(QUOTES),
            false => whole,
        };
        // `张某等12人`: who they are, and not what they are.
        let names = phrase.ends_with('等') && end == to;
        let opener_alone = self.grammar.nouns.openers.at(text, start, end).is_some_and(|(to, ())| to == end);
        if phrase.is_empty() || opener_alone || names {
            return held;
        }
        (phrase.len() <= LONGEST || phrase.chars().count() <= LONGEST).then(|| Span::new(start, start + phrase.len()))
    }
}

/// `骗案3.1万宗，较去年的2.8万宗`: a number with a classifier and no noun counts what the last one with the same classifier
/// does.
fn counted_as_before(context: &Context<'_>, index: usize) -> Option<Span> {
    let classifier = |figure: &Figure| {
        figure.classifier.map(|_| context.text[figure.span.end..figure.unit_end].trim_start_matches(['余', '多', ' ']))
    };
    let own = classifier(&context.figures[index])?;
    let alike = |figure: &Figure| classifier(figure) == Some(own);
    context.verdicts[context.figures[..index].iter().rposition(alike)?].noun
}

/// The first figure of the list that figure `index` is in, and how many there are.
fn list_of(readings: &[Reading], index: usize) -> Option<(usize, usize)> {
    let first = index.checked_sub(readings[index].item)?;
    Some((first, 1 + readings[first + 1..].iter().take_while(|reading| reading.item > 0).count()))
}

/// The verb that ends at `end`, not before `floor`.
fn verb_before<'a>(context: &'a Context<'_>, floor: usize, end: usize) -> Option<&'a Hit> {
    let here = |hit: &&Hit| hit.is_verb() && hit.span.end == end && hit.span.start >= floor;
    context.edges.is(end, Edge::VERB_ENDS).then(|| context.hits.reaching(end).find(here))?
}

/// Where the word that brackets explain ends, for `end` after them: `居民消费价格（CPI）`.
fn before_gloss(text: &str, floor: usize, end: usize) -> usize {
    let stretch = &text[floor..end];
    let opening = stretch.strip_suffix(['）', ')']).and_then(|inside| inside.rfind(['（', '(']));
    let Some(opening) = opening else { return end };
    let explains = stretch[..opening].chars().next_back().is_some_and(char::is_alphanumeric);
    let short = stretch[opening..].chars().count() <= LONGEST / 2;
    if explains && short { floor + opening } else { end }
}

/// Where the name in quotes that starts at `at` ends: `“两卡”` in `1.2万个“两卡”团伙`.
fn quote_end(text: &str, at: usize, ceiling: usize) -> Option<usize> {
    let opening = char_at(text, at, ceiling)?;
    let (_, closing) = NAMES.into_iter().find(|(open, _)| *open == opening)?;
    let inside = text.get(at..ceiling)?.find(closing)?;
    let name = &text[at..at + inside];
    (!name.contains(STOPS) && name.chars().count() <= LONGEST / 2).then_some(at + inside + closing.len_utf8())
}

/// Whether a noun ends at `at` and a word begins that tells of it: `群众` before `上当受骗`.
fn follows_noun(context: &Context<'_>, at: usize) -> bool {
    context.edges.is(at, Edge::NOUN_ENDS) && context.edges.is(at, Edge::MODIFIER_STARTS)
}

fn is_word(phrase: &str) -> bool {
    phrase.chars().filter(char::is_ascii_alphabetic).count() >= 2
}

/// Where the clause of the figure at `to` begins, not before `floor`.
fn clause_start(text: &Text<'_>, floor: usize, to: usize, listed: bool) -> usize {
    let stop = text.find_last(Class::STOP, floor, to);
    let stop = stop.or_else(|| text.find_last(Class::PAUSE, floor, to).filter(|_| listed));
    let start = stop.map_or(floor, |stop| text.next(stop));
    let is_edge = |at: &usize| *at < to && text.is(*at, Class::CLOSES | Class::WHITE);
    let next = |at: &usize| Some(text.next(*at)).filter(|_| is_edge(at));
    std::iter::successors(Some(start), next).last().unwrap_or(start)
}

//! What narrows a figure to less than the whole of its indicator: the `scope` of its claim.
//!
//! *What it decides*, the first that holds:
//!
//! 1. [`Claim::CASE`]: the sentence tells of one gang, case or round-up (`the gang`, 该团伙).
//! 2. A kind: the qualifier in the counted phrase, else the only one of the figure's clause (`two-card gangs`, 两卡), else
//!    the only one of the sentence where it opens it (`Ransomware: 2,825 complaints`).
//! 3. [`Claim::PART`]: `of which` or 其中 stands between the figure and one of the same indicator before it.
//! 4. The scope of the figure that it tells of again: a change takes that of its level.
//! 5. The programme credited, but for a body that reports for the whole nation (`Lexeme::whole`).
//! 6. [`Claim::PART`]: the document tells, for the same days or fewer, more than twice as much of the same thing.
//!
//! *What it leaves alone*: several kinds listed together, which as often illustrate the whole as narrow it; and by rule 6
//! a figure that is another with its magnitude mistaken (`44.1万` beside `44.1亿`), which is a slip and no part.

use std::{collections::HashSet, sync::Arc};

use rustc_hash::FxBuildHasher;
use tallysheet_catalog::Catalog;
use tallysheet_model::{Claim, CueKind, Date, Decimal, Measure, PeriodKind, SmolStr, Span};

use crate::{
    context::Credits,
    scene::{CueAt, Figure, Scene},
    sentence::Decided,
};

/// The rules, with what they need of the catalog.
#[derive(Clone, Debug)]
pub(crate) struct Scopes {
    /// Programmes that narrow nothing.
    whole: HashSet<SmolStr, FxBuildHasher>,
}

impl Scopes {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let programmes = catalog.lexemes().iter().filter(|l| l.kind == CueKind::Programme && l.whole);
        Self { whole: programmes.map(|l| l.id.clone()).collect() }
    }

    /// The scope of each figure of a sentence, by rules 1 to 5.
    pub(crate) fn of_sentence<'a>(
        &self,
        scene: &Scene<'a>,
        decided: &[Decided<'_>],
        credits: &Credits,
        scopes: &mut Vec<Option<&'a str>>,
    ) {
        scopes.clear();
        if scene.qualifiers.is_empty() && scene.programmes.is_empty() {
            scopes.resize(scene.figures.len(), None);
            return;
        }
        let one_case = scene.qualifiers.iter().any(|c| c.cue.id == Claim::CASE);
        for (at, figure) in scene.figures.iter().enumerate() {
            let scope = if one_case {
                Some(Claim::CASE)
            } else if let Some(kind) = kind(scene, at, decided[at].counted) {
                Some(kind.as_str())
            } else if is_part(scene, at, decided) {
                Some(Claim::PART)
            } else if let Some(same) = decided[at].same_as {
                scopes[same]
            } else {
                let credited = credits.of(scene, *figure).map(|c| &c.cue.id);
                credited.filter(|id| !self.whole.contains(*id)).map(SmolStr::as_str)
            };
            scopes.push(scope);
        }
    }
}

/// The kind that the counted phrase names, else the figure's clause. Several kinds listed together narrow it to none.
fn kind<'a>(scene: &Scene<'a>, at: usize, counted: Option<Span>) -> Option<&'a SmolStr> {
    if scene.qualifiers.is_empty() {
        return None;
    }
    let named = |span: Span| only(scene.qualifiers_touching(scene.figures[at], span));
    if let Some(own) = counted.and_then(named) {
        return Some(own);
    }
    // A list of kinds reaches back over the commas that bound the clause, as far as the figure before.
    let Figure { span, quantity, .. } = scene.figures[at];
    let before = scene.figures[..at].iter().rfind(|f| f.span.end <= span.start);
    let floor = before.map_or(scene.span.start, |f| f.span.end).min(quantity.clause.start);
    let listed = named(Span::new(floor, quantity.clause.end));
    named(quantity.clause).filter(|id| listed == Some(id)).or_else(|| opens(scene).then(|| only(&scene.qualifiers))?)
}

/// The kind that these qualifiers name, if they name one alone.
fn only<'a>(qualifiers: &[CueAt<'a>]) -> Option<&'a SmolStr> {
    let mut kinds = qualifiers.iter().map(|c| &c.cue.id).filter(|id| *id != Claim::CASE && *id != Claim::PART);
    let first = kinds.next()?;
    kinds.all(|id| id == first).then_some(first)
}

/// Whether the sentence opens with a kind, the mark of a list aside: it is what the sentence is about.
fn opens(scene: &Scene<'_>) -> bool {
    const MARK: usize = 4;
    scene.qualifiers.first().is_some_and(|c| c.span.start <= scene.span.start + MARK)
}

/// Whether the figure is said to be counted within the one before it.
fn is_part(scene: &Scene<'_>, at: usize, decided: &[Decided<'_>]) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let indicator = |at: usize| decided[at].indicator();
    let gap = Span::new(scene.figures[before].span.end, scene.figures[at].span.start);
    let said = || {
        scene
            .qualifiers_touching(scene.figures[at], gap)
            .iter()
            .any(|c| c.cue.id == Claim::PART && gap.contains(c.span))
    };
    indicator(at).is_some() && indicator(at) == indicator(before) && said()
}

/// Rule 6, over the claims of one document.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The claims that may be a part of another, or another a part of them, with their indicators.
    wholes: Vec<(usize, usize)>,
    /// The claims that tell of another again, with that one.
    again: Vec<(usize, usize)>,
}

impl Parts {
    /// Takes up the claim that stands at `at` of its document.
    pub(crate) fn read(&mut self, at: usize, claim: &Claim, indicator: Option<usize>, same_as: Option<usize>) {
        if let Some(indicator) = indicator.filter(|_| is_whole(claim)) {
            self.wholes.push((indicator, at));
        }
        self.again.extend(same_as.map(|level| (at, level)));
    }

    pub(crate) fn set_apart(mut self, claims: &mut [Claim]) {
        self.wholes.sort_unstable();
        let mut parts = Vec::new();
        for alike in self.wholes.chunk_by(|(one, _), (other, _)| one == other).filter(|alike| alike.len() > 1) {
            find_parts(claims, alike.iter().map(|&(_, at)| at), &mut parts);
        }
        parts.sort_unstable();
        let told_again = self.again.into_iter().filter(|(_, level)| parts.binary_search(level).is_ok());
        let told_again: Vec<usize> = told_again.map(|(at, _)| at).filter(|&at| claims[at].scope.is_none()).collect();
        let part = Arc::new(SmolStr::new_static(Claim::PART));
        for at in parts.into_iter().chain(told_again) {
            claims[at].scope = Some(Arc::clone(&part));
        }
    }
}

/// Those of the wholes of one indicator that are parts of another.
fn find_parts(claims: &[Claim], alike: impl Iterator<Item = usize> + Clone, parts: &mut Vec<usize>) {
    // The greatest of each subject and days, sorted.
    let whole = |at: usize| (days(&claims[at]), subject(&claims[at]), claims[at].value);
    let mut wholes: Vec<_> = alike.clone().map(whole).collect();
    wholes.sort_unstable();
    wholes.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            *kept = *next;
        }
        same
    });
    let is_part = |at: &usize| {
        let ((start, end), subject, value) = whole(*at);
        let twice = value.units().saturating_mul(2);
        let exceeds = |other: Decimal| twice <= other.units() && !is_slip(value, other);
        // What begins after the last of these days does not lie within them.
        let begun = &wholes[wholes.partition_point(|&((from, _), ..)| from < start)..];
        let mut begun = begun.iter().take_while(|((from, _), ..)| Some(*from) <= end);
        begun.any(|&((_, to), of, other)| to <= end && exceeds(other) && of == subject)
    };
    parts.extend(alike.filter(is_part));
}

/// First and last day, the first of all where a total is counted from no day that is told.
type Days = (Date, Option<Date>);

fn days(claim: &Claim) -> Days {
    (claim.period_start.unwrap_or(Date::MIN), claim.period_end)
}

/// What two claims of one indicator must share for one to be a part of the other.
fn subject(claim: &Claim) -> (&SmolStr, Option<&SmolStr>) {
    (&claim.unit, claim.place.as_deref())
}

fn is_whole(claim: &Claim) -> bool {
    let dated = claim.period_end.is_some() && claim.period_kind != Some(PeriodKind::Instant);
    claim.measure == Measure::Level && claim.scope.is_none() && dated
}

/// Whether the numbers have the same digits and differ in magnitude alone.
fn is_slip(one: Decimal, other: Decimal) -> bool {
    let (one, other) = (one.units(), other.units());
    let (mut lesser, greater) = if one.unsigned_abs() < other.unsigned_abs() { (one, other) } else { (other, one) };
    while lesser != 0 && lesser.unsigned_abs() < greater.unsigned_abs() {
        lesser = lesser.saturating_mul(10);
    }
    lesser == greater
}

#[cfg(test)]
mod tests {
    use tallysheet_extract::Extractor;

    use super::*;
    use crate::Normalizer;

    /// The surface and the scope of each claim with an indicator, `-` for the whole.
    fn check(text: &str, expected: &[&str]) {
        let catalog = Catalog::embedded();
        let mut annotated = Extractor::new(&catalog).unwrap().annotate_text(text);
        annotated.document.published = Some(Date::constant(2022, 4, 14));
        let claims = Normalizer::new(catalog).normalize(annotated).claims;
        let told = claims.iter().filter(|c| c.indicator.is_some());
        let told: Vec<String> =
            told.map(|c| format!("{} {}", c.surface, c.scope.as_deref().map_or("-", SmolStr::as_str))).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn one_case_is_no_total() {
        check(
            "In 2021 police arrested 690,000 suspects. In May 2021 Dongshan police broke up a fraud gang and arrested 340 suspects.",
            &["690,000 -", "340 case"],
        );
        check(
            "2021年，全国抓获犯罪嫌疑人69万名。2021年5月，警方打掉一个诈骗团伙，抓获犯罪嫌疑人340名。",
            &["69万 -", "340 case"],
        );
        check("In 2021 police dismantled 39,000 criminal gangs.", &["39,000 -"]);
    }

    #[test]
    fn a_kind_is_named_beside_the_figure() {
        check("In 2021 police destroyed 15,000 “two-card” criminal gangs.", &["15,000 two_card"]);
        check("2021年，打掉“两卡”犯罪团伙1.5万个。", &["1.5万 two_card"]);
        check("In 2021 police arrested 452 suspects returning from overseas dens.", &["452 returnees"]);
        check(
            "In 2021 losses came to $9 million.\n\n- Ransomware: 2,825 complaints and losses of $6 million",
            &["$9 million -", "2,825 ransomware", "$6 million ransomware"],
        );
        check("In 2021 police arrested 14 fugitives and 690,000 suspects.", &["14 fugitives", "690,000 -"]);
    }

    #[test]
    fn a_part_is_counted_within_the_figure_before() {
        check(
            "In 2021 police cracked 441,000 cases, of which 300,000 cases were cracked in cities.",
            &["441,000 -", "300,000 part"],
        );
        check("2021年，破获案件44.1万起，其中破获城区案件30万起。", &["44.1万 -", "30万 part"]);
        check(
            "In 2021 police cracked 441,000 cases and arrested 690,000 suspects, including 3,000 suspects abroad.",
            &["441,000 -", "690,000 -", "3,000 overseas"],
        );
    }

    #[test]
    fn a_change_has_the_scope_of_its_level() {
        check(
            "In 2021 police destroyed 15,000 “two-card” gangs, up 12% year on year.",
            &["15,000 two_card", "12% two_card"],
        );
    }

    #[test]
    fn a_campaign_narrows_and_a_national_centre_does_not() {
        check("In 2021 the “broken card” operation seized 3.2 million phone cards.", &["3.2 million broken_card"]);
        check("In 2021 the National Anti-Fraud Center blocked 1.55 billion fraudulent calls.", &["1.55 billion -"]);
        check("2021年，国家反诈中心拦截诈骗电话15.5亿次。", &["15.5亿 -"]);
    }

    #[test]
    fn far_less_of_the_same_is_a_part() {
        check(
            "From January to May 2021, 114,000 cases were cracked, up 60.4% year on year. Officers then cracked 881 cases, up 160.5% year on year.",
            &["114,000 -", "60.4% -", "881 part", "160.5% part"],
        );
        check("2021年1至5月，破获案件11.4万起。破获千万元以上案件881起。", &["11.4万 -", "881 part"]);
        check(
            "In 2020 police cracked 100,000 cases. In 2021 police cracked 441,000 cases.",
            &["100,000 -", "441,000 -"],
        );
        check(
            "In 2021 police cracked 441,000 cases. In 2021 police cracked 394,000 cases.",
            &["441,000 -", "394,000 -"],
        );
    }

    #[test]
    fn a_mistaken_magnitude_is_no_part() {
        check("2021年，破获案件44.1万起。2021年，破获案件44.1亿起。", &["44.1万 -", "44.1亿 -"]);
    }
}

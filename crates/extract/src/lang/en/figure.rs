//! Figures: an amount or a range with the bound before it.
//!
//! What it matches: `320 billion yuan`, `14.3%`, `9 consecutive months` (see [`super::amount`]), `3 to 5 million`, `20-30%`
//! (see [`super::range`]), `doubled` (see [`super::multiple`]), each with the bound before it (`more than`, `nearly`, `>`).
//!
//! What it leaves alone: what the time expressions have taken; ordinals; codes; digits damaged beyond a safe reading.
//!
//! Normalizes to: value and high end in the unit, magnitudes multiplied out. The span covers the number, its magnitude,
//! and its currency or percent sign; other units stay outside, as annotators read them.
//!
//! Examples: `more than 12 billion yuan` is 12000000000 CNY, `more_than`; `20-30%` is a range of percent.

use std::iter;

use tallysheet_catalog::Catalog;
use tallysheet_model::{Bound, Decimal, Dimension, Direction, SmolStr, Span};

use super::{
    English,
    amount::{self, Amount, COUNT, PERCENT, amount},
    lexicon::{Class, Lexicon},
    multiple::multiple,
    numeral::{self, Form},
    opens::Opens,
    range::{Range, places, range},
    rule_word::{word, words},
    token::{Token, TokenKind, Tokens},
    unit_words::UnitAt,
    vocabulary::{Facts, Word},
};

/// A figure and the tokens that it covers.
#[derive(Clone, Debug)]
pub(super) struct Figure<'e> {
    /// First token: the currency before the number, if there is one.
    pub(super) first: usize,
    /// The token after the number and its unit.
    pub(super) next: usize,
    /// First token of the bound before it, else `first`.
    pub(super) lead: usize,
    pub(super) span: Span,
    pub(super) value: Decimal,
    pub(super) high: Option<Decimal>,
    pub(super) bound: Bound,
    pub(super) unit: &'e SmolStr,
    pub(super) dimension: Dimension,
    pub(super) unit_open: bool,
    pub(super) kind: FigureKind,
}

/// What its numbers are made of, as far as it tells whether they report anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FigureKind {
    Number,
    /// Words only, and no magnitude multiplies them.
    BareWord,
    /// A part of one.
    Fraction,
    /// Digits with a decimal comma and nothing that says so.
    Comma,
    /// Places in an order.
    Ordinals,
    /// Growth or decline in one word.
    Growth(Direction),
}

/// Notes the words that may begin a figure: number words, signs in words, multiples, and currencies.
pub(super) fn note_openings(lexicon: &mut Lexicon, catalog: &Catalog) {
    let mut openings: Vec<(Word, Opens)> = Vec::new();
    for Facts { word, class, .. } in lexicon.vocabulary.words() {
        match class {
            Class::Cardinal(_) | Class::Magnitude(_) | Class::Dozen | Class::Half | Class::Ordinal(_) => {
                openings.push((word, Opens::FIGURE));
            }
            Class::Magnitudes(_) | Class::Dozens => openings.push((word, Opens::VAGUE)),
            _ => {}
        }
    }
    openings.extend(words!["a", "an"].map(|article| (article, Opens::FIGURE_LEAD)));
    openings.extend(words!["quarter", "minus", "negative"].map(|word| (word, Opens::FIGURE)));
    openings.extend(lexicon.multiples.first_words().map(|word| (word, Opens::FIGURE)));
    for unit in catalog.units().iter().flat_map(|unit| &unit.en_before) {
        let letters = unit.find(|c: char| !c.is_alphanumeric()).unwrap_or(unit.len());
        // Glued to its number, `US$` is one token.
        openings.push((lexicon.vocabulary.intern(&unit[..letters]), Opens::FIGURE));
        openings.push((lexicon.vocabulary.intern(unit), Opens::FIGURE));
    }
    let links = words!["to", "in", "out", "over", "plus", "but"];
    openings.extend(numeral::multiplying(lexicon).into_iter().chain(links).map(|word| (word, Opens::GOES_ON)));
    openings.into_iter().for_each(|(word, opens)| lexicon.vocabulary.note(word, |facts| facts.opens |= opens));
}

/// Whether a figure may begin at the token.
pub(super) fn may_open(tokens: &Tokens<'_>, at: usize) -> bool {
    let opens = tokens.opens(at);
    if opens.any(Opens::FIGURE_LEAD) {
        // `a dozen`, `a third`, `a quarter`; `A $5`.
        use Class::{Cardinal, Dozen, Half, Magnitude, Ordinal, TimeUnit};
        let part = matches!(
            tokens.class(at + 1),
            Cardinal(_) | Magnitude(_) | Dozen | Half | Ordinal(_) | TimeUnit(tallysheet_model::TimeUnit::Quarter)
        );
        return part || opens.any(Opens::FIGURE) && tokens.kind(at + 1) == Some(TokenKind::Mark);
    }
    opens.any(Opens::FIGURE) && (!tokens.is_mark(at, '-') || amount::is_minus(tokens, at))
}

/// Adds the figure that starts at token `at`, its currency included, if one does.
pub(super) fn add<'f, 'e>(
    english: &'e English,
    tokens: &Tokens<'_>,
    at: usize,
    figures: &'f mut Vec<Figure<'e>>,
) -> Option<&'f Figure<'e>> {
    if add_plain(english, tokens, at, figures).is_none() {
        figures.push(any(english, tokens, at)?);
    }
    figures.last()
}

/// Digits, a magnitude and a unit of one word that nothing goes on with: most figures are such, and need no other rule.
// A figure is large: it is made among the others and not moved there.
fn add_plain<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize, figures: &mut Vec<Figure<'e>>) -> Option<()> {
    let number = tokens.list.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let (mut span, mut next, mut value) = (number.span, at + 1, tokens.value(at)?);
    if let Class::Magnitude(exponent) = tokens.class(next) {
        value = value.scale_by_ten(i32::from(exponent))?;
        span.end = tokens.list[next].span.end;
        next += 1;
    }
    let (mut unit, mut dimension, mut unit_open) = (&COUNT, Dimension::Count, false);
    let goes_on = |at: usize| tokens.opens(at).any(Opens::GOES_ON);
    let after_number = next;
    match english.units.word(tokens, next) {
        UnitAt::Word(form) if form.dimension != Dimension::Multiple && !goes_on(next) => {
            (unit, dimension, unit_open) = (&form.id, form.dimension, form.open);
            if matches!(dimension, Dimension::Money | Dimension::Proportion) {
                span.end = tokens.list[next].span.end;
            }
            next += 1;
        }
        UnitAt::None => {}
        UnitAt::Open if matches!(tokens.mark(next), ',' | '.' | ';' | ':' | ')') => {}
        UnitAt::Open if next == tokens.list.len() => {}
        _ => return None,
    }
    // `4 out of 10` is a ratio; `4% over 2021` is none.
    let link = next > after_number && tokens.is_any(next, &words!["in", "out", "over"]);
    match tokens.list.get(next) {
        None => {}
        Some(_) if goes_on(next) && !link || numeral::may_open(tokens, next) => return None,
        // `MUSD` is four capital letters.
        Some(Token { kind: TokenKind::Word, span, .. }) if span.len() != 4 || !tokens.is_capitalized(next) => {}
        Some(Token { mark: ',' | '.' | ';' | ':' | ')', .. }) => {}
        Some(_) => return None,
    }
    let (lead, bound) = bound_before(english, tokens, at).unwrap_or((at, Bound::Exact));
    // `more than 20, less than 35` is a range.
    if bound != Bound::Exact && tokens.is_mark(next, ',') {
        return None;
    }
    let kind = FigureKind::Number;
    let figure = || Figure { first: at, next, lead, span, value, high: None, bound, unit, dimension, unit_open, kind };
    figures.extend(iter::once_with(figure));
    Some(())
}

/// The bound that ends before token `at`: its first token, and what it is.
fn bound_before(english: &English, tokens: &Tokens<'_>, at: usize) -> Option<(usize, Bound)> {
    english.lexicon.bound_before.ending(tokens, at).filter(|(lead, _)| !is_particle(tokens, *lead))
}

fn any<'e>(english: &'e English, tokens: &Tokens<'_>, at: usize) -> Option<Figure<'e>> {
    if let Some(places) = places(english, tokens, at) {
        return Some(ordinals(tokens, at, places));
    }
    if let Some(multiple) = multiple(english, tokens, at) {
        return Some(multiple);
    }
    let amount = amount(english, tokens, at)?;
    let (lead, before) =
        bound_before(english, tokens, amount.first).map_or((amount.first, None), |(lead, bound)| (lead, Some(bound)));
    let (last, value, high) = match range(english, tokens, &amount, before) {
        Some(Range { last, low, high }) => (last, low, Some(high)),
        None => {
            let value = amount.value;
            (amount, value, None)
        }
    };
    let people =
        tokens.is(last.next, word!("of")) || tokens.is_word(last.next) && tokens.class(last.next) == Class::Other;
    if last.numeral.form == Form::Ratio && high.is_none() && people {
        return share(tokens, &last, lead, before.unwrap_or(Bound::Exact));
    }
    let kind = match last.numeral.form {
        Form::Fraction | Form::Ratio => FigureKind::Fraction,
        Form::Comma if !last.numeral.multiplied => FigureKind::Comma,
        _ if last.numeral.in_words && !last.numeral.multiplied => FigureKind::BareWord,
        _ => FigureKind::Number,
    };
    let (unit, dimension, unit_open) = match last.unit {
        Some(unit) => (unit.id, unit.dimension, unit.open),
        None => (&COUNT, Dimension::Count, false),
    };
    Some(Figure {
        first: at,
        next: last.next,
        lead,
        span: Span::new(tokens.list[at].span.start, last.end),
        value,
        high,
        bound: if high.is_some() { Bound::Range } else { before.unwrap_or(Bound::Exact) },
        unit,
        dimension,
        unit_open,
        kind,
    })
}

/// `one in five adults`, `4 out of 10 victims`: a share of those named after it, in percent.
fn share(tokens: &Tokens<'_>, ratio: &Amount<'_>, lead: usize, bound: Bound) -> Option<Figure<'static>> {
    Some(Figure {
        first: ratio.first,
        next: ratio.next,
        lead,
        span: Span::new(tokens.list[ratio.first].span.start, ratio.end),
        value: ratio.value.scale_by_ten(2)?,
        high: None,
        bound,
        unit: &PERCENT,
        dimension: Dimension::Proportion,
        unit_open: false,
        kind: FigureKind::Number,
    })
}

fn ordinals(tokens: &Tokens<'_>, at: usize, (low, high, next): (Decimal, Decimal, usize)) -> Figure<'static> {
    Figure {
        first: at,
        next,
        lead: at,
        span: tokens.span(at, next - 1),
        value: low,
        high: Some(high),
        bound: Bound::Range,
        unit: &COUNT,
        dimension: Dimension::Count,
        unit_open: false,
        kind: FigureKind::Ordinals,
    }
}

/// `handed over 31,000 suspects`: the particle of a verb, no bound; nor is `the past 6 months`.
fn is_particle(tokens: &Tokens<'_>, at: usize) -> bool {
    const VERBS: &[Word] =
        &words!["hand", "hands", "handed", "handing", "turn", "turns", "turned", "turning", "took", "taken"];
    // `in the past 6 months`.
    let stretch = at > 0 && tokens.is(at, word!("past")) && tokens.class(at - 1) == Class::Determiner;
    stretch || tokens.is(at, word!("over")) && at > 0 && tokens.is_any(at - 1, VERBS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::with_tokens, *};
    use crate::testing::figures;

    /// Numbers in digits with what may stand around them.
    fn amounts() -> impl Strategy<Value = String> {
        let words: Vec<&str> = "1 2.5 20 300 1,234 2021 3,2016 1,3 5th ½ million billion hundred dozen thousands k m bn mn \
            percent % points per cent pct yuan dollars euros cents cent MUSD Yuan km kg kilograms feet in inches metres \
            square cubic hours days year year's times as more than over about at least less fewer between and or to from \
            plus minus out of every but cases people Cases Rose consecutive half quarter one five a an the tall , . ; : ( ) \
            - – / \" ± £ $ US$ RMB"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![4 => Just(" "), 1 => Just("")];
        let piece = (prop::sample::select(words), gap).prop_map(|(word, gap)| format!("{word}{gap}"));
        prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_read_at_once_is_what_every_rule_reads(text in amounts()) {
            with_tokens(&text, |english, tokens| {
                for at in 0..tokens.list.len() {
                    let mut plain = Vec::new();
                    if add_plain(english, tokens, at, &mut plain).is_some() {
                        let read = Vec::from_iter(super::any(english, tokens, at));
                        prop_assert_eq!(format!("{plain:?}"), format!("{read:?}"), "{} in {}", at, text);
                    }
                }
                Ok(())
            })?;
        }
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn spans_and_units() {
        check("more than 12 billion yuan of funds", &["12 billion yuan = 12000000000 CNY more_than"]);
        check("more than €10m (£8.6m)", &["€10m = 10000000 EUR more_than", "£8.6m = 8600000 GBP more_than"]);
        check("It accounts for 14.3% of cases.", &["14.3% = 14.3 percent share"]);
    }

    #[test]
    fn ratios_of_somebody_are_shares() {
        check("One in five adults lost money.", &["One in five = 20 percent share"]);
        check("nearly 4 out of 10 victims", &["4 out of 10 = 40 percent about share"]);
        check("a chance of 1 in 5", &["[1 in 5 Fraction]"]);
    }

    #[test]
    fn bounds() {
        check("nearly 300 cases", &["300 = 300 about"]);
        check("300 cases or more", &["300 = 300 at_least"]);
        check("300 or more cases, 500-plus cards", &["300 = 300 at_least", "500 = 500 more_than"]);
        check(
            "18,000 more than people, 2 million yuan and more",
            &["18,000 = 18000 more_than", "2 million yuan = 2000000 CNY more_than"],
        );
        check("18,000 more than in May", &["18,000 = 18000 change up mom"]);
        check("300-odd points", &["300 = 300 more_than"]);
        check("about 300 or fewer", &["300 = 300 at_most"]);
        check("300 or more than 200 cases", &["300 = 300", "200 = 200 more_than"]);
        check("handed over 300 suspects", &["300 = 300"]);
        check("no fewer than 300 cases", &["300 = 300 at_least"]);
        check("fewer than 300 cases", &["300 = 300 less_than"]);
        check("greater than or equal to 300 cases", &["300 = 300 at_least"]);
        check("readings <= -30 points", &["-30 = -30 at_most"]);
        check("as many as 300 cases", &["300 = 300"]);
    }
}

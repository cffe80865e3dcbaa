//! Fractions and ratios.
//!
//! What it matches: parts in words (`a third`, `two-thirds`, `three quarters`, `five and a half`), in signs (`¾`, `1/4`), as
//! a quotient (`one over three`), as a ratio (`one in five`, `4 out of 10`).
//!
//! What it leaves alone: a quarter of a year (`for three quarters`, `three quarters in a row`), ordinals (`a third suspect`),
//! dates (`5/17/2018`), scores and rates (`8 in 5`, `two in 10 days`), digits before a part in words (`100 millionths`).
//!
//! Normalizes to: the quotient, to nine digits.
//!
//! Examples: `two and fifty-four hundredths` is 2.54, `one in five` is 0.2, `three twenty-firsts` is 0.142857143.

use tallysheet_model::Decimal;

use super::{
    English,
    lexicon::{Class, Lexicon, Rank},
    numeral::{Form, Numeral, numeral},
    rule_word::word,
    token::{TokenKind, Tokens},
    words::whole,
};

/// The fraction that starts at token `at`.
pub(super) fn fraction(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize) -> Option<Numeral> {
    in_signs(tokens, at).or_else(|| in_words(tokens, lexicon, at))
}

/// `¾`, `1/4`.
pub(super) fn in_signs(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if tokens.get(at)?.kind == TokenKind::Fraction {
        return Some(part(tokens.value(at)?, at + 1));
    }
    let glued_slash = |at: usize| tokens.is_mark(at, '/') && tokens.is_glued(at);
    let among_slashes = glued_slash(at + 3) || (at > 0 && glued_slash(at - 1));
    if !glued_slash(at + 1) || among_slashes || !tokens.get(at + 2)?.glued {
        return None;
    }
    let (numerator, denominator) = (small(tokens, at)?, small(tokens, at + 2)?);
    (numerator < denominator).then(|| Decimal::ratio(numerator, denominator))?.map(|value| part(value, at + 3))
}

/// A fraction below one behind the `and` at token `at`, which completes the number before it; `of` after it makes it a
/// part of something else.
pub(super) fn after_and(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize) -> Option<Numeral> {
    if !tokens.is(at, word!("and")) {
        return None;
    }
    let part = fraction(tokens, lexicon, at + 1)?;
    (part.value? < Decimal::ONE && !tokens.is(part.next, word!("of"))).then_some(part)
}

/// The ratio or quotient that the number begins: `one in five`, `4 out of every 10`, `one over twenty`.
pub(super) fn ratio(english: &English, tokens: &Tokens<'_>, number: &Numeral) -> Option<Numeral> {
    let (link, at) = link(tokens, number.next)?;
    let whole = numeral(tokens, &english.lexicon, at, false)?;
    let (numerator, denominator) = (number.value?, whole.value?);
    let counts = |n: &Numeral| n.form == Form::Plain && n.value.is_some_and(|v| v.is_whole() && v > Decimal::ZERO);
    let has_unit = matches!(tokens.mark(whole.next), '%' | '/' | ':')
        || tokens.is_word(whole.next) && english.units.at(tokens, whole.next).is_some();
    let fits = match link {
        Link::Over => !tokens.is_word(whole.next) && !is_year(tokens, at),
        Link::OutOf => numerator < denominator,
        Link::In => numerator < denominator && !number.multiplied && (numerator == Decimal::ONE || round(&whole)),
    };
    if !(fits && counts(number) && counts(&whole)) || has_unit || is_year(tokens, at) {
        return None;
    }
    let value = divided(numerator, denominator)?;
    let form = if link == Link::Over { Form::Fraction } else { Form::Ratio };
    Some(Numeral { in_words: number.in_words && whole.in_words, form, ..part(value, whole.next) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    In,
    OutOf,
    Over,
}

/// The words between the two numbers of a ratio, and the token after them.
fn link(tokens: &Tokens<'_>, at: usize) -> Option<(Link, usize)> {
    let (link, next) = if tokens.is(at, word!("in")) {
        (Link::In, at + 1)
    } else if tokens.is(at, word!("out")) && tokens.is(at + 1, word!("of")) {
        (Link::OutOf, at + 2)
    } else if tokens.is(at, word!("over")) {
        (Link::Over, at + 1)
    } else {
        return None;
    };
    Some((link, next + usize::from(tokens.is(next, word!("every")))))
}

/// Wholes that ratios are told of: up to ten, a power of ten, or in words.
fn round(whole: &Numeral) -> bool {
    let power = |value: Decimal| (2..9).any(|exponent| Decimal::ONE.scale_by_ten(exponent) == Some(value));
    whole.in_words || whole.value.is_some_and(|value| value <= Decimal::from(10) || power(value))
}

fn is_year(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.text(at).is_some_and(|t| t.len() == 4 && (t.starts_with("19") || t.starts_with("20")))
}

/// `a third`, `two-thirds`, `three quarters`, `a half`, `twenty-three fifths`, `a hundredth`.
fn in_words(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize) -> Option<Numeral> {
    if !tokens.is_word(at) {
        return None;
    }
    if tokens.class(at) == Class::Half {
        let half_of = tokens.is(at + 1, word!("of")) && !(at > 0 && is_of_time(tokens, at - 1));
        return half_of.then(|| Decimal::ratio(1, 2))?.map(|half| worded(half, at + 1));
    }
    let article = tokens.is(at, word!("a")) || tokens.is(at, word!("an"));
    let number = if article { Numeral::new(Some(Decimal::ONE), at + 1) } else { whole(tokens, at)? };
    let number = match number {
        // `a hundred thousandths` is no thousandth.
        _ if article && matches!(tokens.class(at + 1), Class::Magnitude(_)) => whole(tokens, at)?,
        number => number,
    };
    let joint = number.next + usize::from(tokens.is_mark(number.next, '-'));
    let one = number.value? == Decimal::ONE;
    if tokens.class(joint) == Class::Half {
        return one.then(|| Decimal::ratio(1, 2))?.map(|half| worded(half, joint + 1));
    }
    if let Some(value) = quarters(tokens, lexicon, at, number.value?, joint) {
        return Some(worded(value, joint + 1));
    }
    let (numerator, denominator, next) = denominator(tokens, at, &number, joint)?;
    if one && (tokens.is(at.wrapping_sub(1), word!("the")) || names_a_thing(tokens, next)) {
        return None;
    }
    Some(worded(divided(numerator, denominator)?, next))
}

/// `the second half of`, `this half of`.
fn is_of_time(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.class(at), Class::Determiner | Class::Ordinal(_))
        || tokens.is(at, word!("last"))
        || tokens.is(at, word!("next"))
}

/// One quarter or three, where nothing around them speaks of time.
fn quarters(tokens: &Tokens<'_>, lexicon: &Lexicon, at: usize, number: Decimal, quarter: usize) -> Option<Decimal> {
    let three = number == Decimal::from(3) && tokens.is(quarter, word!("quarters"));
    let one = number == Decimal::ONE && tokens.is(quarter, word!("quarter"));
    let time = lexicon.quarter_before.ending(tokens, at).is_some()
        || lexicon.quarter_after.starting(tokens, quarter + 1).is_some();
    ((one || three) && !time).then(|| number.checked_mul(Decimal::ratio(1, 4)?))?
}

/// The denominator at token `joint`: numerator, denominator, and the token after it. One part is an ordinal, several are
/// its plural.
fn denominator(tokens: &Tokens<'_>, at: usize, number: &Numeral, joint: usize) -> Option<(Decimal, Decimal, usize)> {
    let numerator = number.value?;
    let (start, cardinal, last) = match whole(tokens, joint) {
        Some(cardinal) if joint < tokens.list.len() => (joint, cardinal.value?, cardinal.next),
        _ => (joint, Decimal::ZERO, joint),
    };
    let last = last + usize::from(last > start && tokens.is_mark(last, '-'));
    let (rank, plural) = match tokens.class(last) {
        Class::Ordinal(rank) => (rank, false),
        Class::Parts(rank) => (rank, true),
        _ => return None,
    };
    // `one hundred thirty fifths` are thirty-fifths, `twenty fifths` are not.
    let tens = tens_before(tokens, at, number.next).filter(|_| cardinal == Decimal::ZERO && joint == number.next);
    let (numerator, cardinal) = match (tens, rank) {
        (Some(tens), Rank::Unit(1..10)) => (numerator.checked_add(-tens)?, tens),
        _ => (numerator, cardinal),
    };
    let denominator = match rank {
        Rank::Unit(unit) => cardinal.checked_add(Decimal::from(i64::from(unit)))?,
        Rank::Power(exponent) if cardinal == Decimal::ZERO => Decimal::ONE.scale_by_ten(i32::from(exponent))?,
        Rank::Power(exponent) => cardinal.scale_by_ten(i32::from(exponent))?,
    };
    let agrees = plural == (numerator != Decimal::ONE);
    (agrees && denominator > Decimal::from(2)).then_some((numerator, denominator, last + 1))
}

/// The tens that end the number `at..next`, where a number stands before them and no `and` or hyphen does.
fn tens_before(tokens: &Tokens<'_>, at: usize, next: usize) -> Option<Decimal> {
    let Class::Cardinal(tens @ 20..) = tokens.class(next.checked_sub(1)?) else { return None };
    let number_before = next >= at + 2 && matches!(tokens.class(next - 2), Class::Cardinal(_) | Class::Magnitude(_));
    (tens % 10 == 0 && number_before).then(|| Decimal::from(i64::from(tens)))
}

/// A noun or verb after an ordinal: `a third suspect`, `a third was`. `a third of`, `a third less` and plurals go on.
fn names_a_thing(tokens: &Tokens<'_>, at: usize) -> bool {
    let plural = tokens.text(at).is_some_and(|word| word.ends_with('s'));
    let noun = matches!(
        tokens.class(at),
        Class::Other | Class::TimeUnit(_) | Class::Be | Class::Have | Class::Modal | Class::Cardinal(_)
    );
    (tokens.is_word(at) && noun && !plural) || tokens.is_mark(at, '-')
}

fn divided(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    let units = numerator.units().checked_mul(Decimal::ONE.units())?.checked_div(denominator.units())?;
    Decimal::from_units(units).filter(|value| *value > Decimal::ZERO)
}

fn small(tokens: &Tokens<'_>, at: usize) -> Option<i64> {
    let text = tokens.text(at).filter(|text| text.len() <= 3 && !text.starts_with('0'))?;
    text.parse().ok()
}

fn part(value: Decimal, next: usize) -> Numeral {
    Numeral { form: Form::Fraction, ..Numeral::new(Some(value), next) }
}

fn worded(value: Decimal, next: usize) -> Numeral {
    Numeral { in_words: true, ..part(value, next) }
}

#[cfg(test)]
mod tests {
    use crate::testing::{annotate, figures};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(figures(text), expected, "{text}");
    }

    /// The value of the text's only figure.
    fn value(text: &str, expected: &str) {
        let annotated = annotate(text);
        let values: Vec<String> =
            annotated.mentions.iter().filter_map(|m| m.quantity()).map(|q| q.value.to_string()).collect();
        assert_eq!(values, [expected], "{text}");
    }

    #[test]
    fn parts_in_words() {
        check("a third of the cards", &["[a third Fraction]"]);
        value("two-thirds of them", "0.666666666");
        value("three quarters of them", "0.75");
        value("half of them", "0.5");
        value("a hundredth of it", "0.01");
        value("twenty-three fifths", "4.6");
        value("two and fifty-four hundredths", "2.54");
        value("seven thirty-firsts", "0.225806451");
        value("one over twenty", "0.05");
    }

    #[test]
    fn parts_in_signs() {
        value("about ¾ of it", "0.75");
        check("1/4 mile", &["1/4 = 0.25 mile"]);
        check("on 5/17/2018", &["[5 Name]", "[17 Name]", "[2018 Name]"]);
    }

    #[test]
    fn ratios() {
        value("a chance of one in five", "0.2");
        value("4 out of 10", "0.4");
        value("1 in every 40", "0.025");
        check("a rate of 8 in 5", &["8 = 8", "5 = 5"]);
        check("3 raids in 20 villages, 3 in 20 villages", &["3 = 3", "20 = 20", "3 = 3", "20 = 20"]);
        check("a rate of 8 in 10 days", &["8 = 8", "10 = 10 day"]);
    }

    #[test]
    fn times_and_ordinals() {
        check("for three quarters", &["three = 3 quarter"]);
        check("three quarters in a row", &["three = 3 quarter"]);
        check("a third suspect in the second half of it", &[]);
    }
}

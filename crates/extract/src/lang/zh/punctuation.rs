//! Punctuation, and what it is to the rules.

use super::alphabet::Alphabet;
use super::class::Class;

/// Ends a clause.
pub(super) const STOPS: [char; 11] = ['，', '；', '：', '。', '！', '？', ',', ';', '\n', '!', '?'];
/// What opens and closes the name of something.
pub(super) const NAMES: [(char, char); 3] = [('“', '”'), ('「', '」'), ('《', '》')];
/// Around names, within noun phrases and at their edges.
pub(super) const QUOTES: [char; 9] = ['“', '”', '"', '《', '》', '「', '」', '『', '』'];
/// Joins the codes of a list: `96110、110`.
pub(super) const JOINTS: &str = "、或和与及/";

/// Tells the alphabet what the rules look for of punctuation.
pub(super) fn mark(alphabet: &mut Alphabet) {
    let mut each = |chars: &mut dyn Iterator<Item = char>, class| chars.for_each(|c| alphabet.mark(c, class));
    each(&mut STOPS.into_iter(), Class::STOP);
    each(&mut QUOTES.into_iter(), Class::QUOTE | Class::LOOSE);
    each(&mut NAMES.into_iter().map(|(opening, _)| opening), Class::OPENS_NAME);
    each(&mut ('\0'..='\u{ffff}').filter(|c| c.is_whitespace()), Class::WHITE);
    for (chars, class) in [
        ("、", Class::PAUSE),
        (" “「\"（(", Class::PADDING),
        ("（）()】", Class::BRACKET),
        ("“「", Class::OPENS_QUOTE),
        ("”」", Class::CLOSES_QUOTE),
        (" “「\"：:《", Class::OPENS_CODE),
        (JOINTS, Class::JOINT),
        ("-—–", Class::HYPHEN),
        ("，；：。（(,;:", Class::OPENS_ITEM),
        ("”）)》、", Class::CLOSES),
        (" 的", Class::LOOSE),
    ] {
        each(&mut chars.chars(), class);
    }
}

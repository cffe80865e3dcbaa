//! English inflection: the written forms of a verb or noun of the catalog.
//!
//! A regular word is given by its dictionary form and inflected by spelling rules; an irregular one writes all of its
//! forms with bars between them, verbs as `base|third person|past|participle|gerund`, nouns as `singular|plural`. In a
//! phrase the verb inflects its first word (`dig into`: *dug into*) and the noun its last (`text message`), or the
//! word before `of` (`type of fraud`: *types of fraud*).

use crate::{Form, Inflection};

/// Every form of an English verb.
pub(crate) fn verb(entry: &str) -> Vec<Form> {
    if entry.contains('|') {
        let order = [Inflection::Base, Inflection::S, Inflection::Past, Inflection::Past, Inflection::Ing];
        return unique(entry.split('|').zip(order).map(|(text, i)| form(text, i)));
    }
    let (head, tail) = entry.split_at(entry.find(' ').unwrap_or(entry.len()));
    let inflected = [
        (head.to_owned(), Inflection::Base),
        (with_s(head), Inflection::S),
        (with_ending(head, "ed"), Inflection::Past),
        (with_ending(head, "ing"), Inflection::Ing),
    ];
    unique(inflected.map(|(word, i)| form(&(word + tail), i)))
}

/// Both forms of an English noun.
pub(crate) fn noun(entry: &str) -> Vec<Form> {
    if let Some((singular, plural)) = entry.split_once('|') {
        return unique([form(singular, Inflection::Base), form(plural, Inflection::S)]);
    }
    let (head, tail) = match entry.find(" of ") {
        Some(at) => entry.split_at(at),
        None => (entry, ""),
    };
    unique([form(entry, Inflection::Base), form(&(with_s(head) + tail), Inflection::S)])
}

/// A word that is not inflected.
pub(crate) fn fixed(entry: &str) -> Form {
    form(entry, Inflection::Base)
}

fn form(text: &str, inflection: Inflection) -> Form {
    Form { text: text.trim().to_owned(), inflection }
}

fn unique(forms: impl IntoIterator<Item = Form>) -> Vec<Form> {
    let mut kept: Vec<Form> = Vec::new();
    for form in forms {
        if !(form.text.is_empty() || kept.contains(&form)) {
            kept.push(form);
        }
    }
    kept
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|s| !ends_with_vowel(s)) {
        return [stem, "ies"].concat();
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    [word, if hissing { "es" } else { "s" }].concat()
}

fn with_ending(word: &str, ending: &str) -> String {
    if let Some(stem) = word.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])) {
        return [stem, ending].concat();
    }
    if ending == "ed" {
        if word.ends_with('e') {
            return [word, "d"].concat();
        }
        if let Some(stem) = word.strip_suffix('y').filter(|s| !ends_with_vowel(s)) {
            return [stem, "ied"].concat();
        }
    }
    match word.chars().next_back() {
        Some(last) if doubles(word) => format!("{word}{last}{ending}"),
        _ => [word, ending].concat(),
    }
}

/// One syllable, ending in consonant, vowel, consonant (`stop`, `cut`): the last letter doubles.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let vowel = |c: char| "aeiou".contains(c);
    let [.., a, b, c] = letters[..] else { return false };
    let syllables = letters.windows(2).filter(|w| vowel(w[0]) && !vowel(w[1])).count();
    !vowel(a) && vowel(b) && !vowel(c) && !"wxy".contains(c) && syllables == 1
}

fn ends_with_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(forms: Vec<Form>) -> String {
        forms.into_iter().map(|f| f.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn regular_verbs() {
        assert_eq!(texts(verb("crack")), "crack cracks cracked cracking");
        assert_eq!(texts(verb("seize")), "seize seizes seized seizing");
        assert_eq!(texts(verb("notify")), "notify notifies notified notifying");
        assert_eq!(texts(verb("stop")), "stop stops stopped stopping");
        assert_eq!(texts(verb("clear")), "clear clears cleared clearing");
        assert_eq!(texts(verb("free")), "free frees freed freeing");
        assert_eq!(texts(verb("persuade to return")).split(" to return").nth(2), Some(" persuaded"));
    }

    #[test]
    fn irregular_verbs_write_their_forms() {
        let forms = verb("find|finds|found|found|finding");
        assert_eq!(forms[2], Form { text: "found".into(), inflection: Inflection::Past });
        assert_eq!(forms.len(), 4);
    }

    #[test]
    fn a_form_may_be_base_and_past() {
        let forms = verb("put in|puts in|put in|put in|putting in");
        let put: Vec<Inflection> = forms.iter().filter(|f| f.text == "put in").map(|f| f.inflection).collect();
        assert_eq!(put, [Inflection::Base, Inflection::Past]);
    }

    #[test]
    fn nouns() {
        assert_eq!(texts(noun("case")), "case cases");
        assert_eq!(texts(noun("person|people")), "person people");
        assert_eq!(texts(noun("penalty")), "penalty penalties");
        assert_eq!(texts(noun("text message")), "text message text messages");
        assert_eq!(texts(noun("type of fraud")), "type of fraud types of fraud");
        assert_eq!(texts(noun("branch")), "branch branches");
    }
}

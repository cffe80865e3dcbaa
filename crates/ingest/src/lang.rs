use tallysheet_model::{Lang, SmolStr};

/// The language of `text`, from its script and, in Latin script, from its function words: `en`, `zh`, `ja`, `ko`, `ru`
/// or `ar`, and `und` (undetermined) for everything else. One pass over the text.
///
/// Statistical detectors waver on short press notes and on Chinese full of Latin names. The pipeline needs one
/// decision, English or Chinese or neither, and for that the share of Han letters and a short list of words suffice.
pub fn detect_lang(text: &str) -> Lang {
    Tally::of(text).decide()
}

/// Letters by script, and Latin words by what they tell.
#[derive(Default)]
struct Tally {
    letters: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    arabic: usize,
    latin: usize,
    words: usize,
    english: usize,
    foreign: usize,
}

impl Tally {
    fn of(text: &str) -> Self {
        let mut tally = Self::default();
        let mut word = String::new();
        for letter in text.chars() {
            if is_latin(letter) {
                tally.latin += 1;
                word.extend(letter.to_lowercase());
                continue;
            }
            tally.end_word(&mut word);
            match letter {
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => tally.han += 1,
                '\u{20000}'..='\u{323af}' => tally.han += 1,
                // Chinese uses the middle dot and the long mark of this block too, so they are left out.
                '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => tally.kana += 1,
                '\u{ac00}'..='\u{d7a3}' => tally.hangul += 1,
                '\u{0400}'..='\u{052f}' => tally.cyrillic += 1,
                '\u{0620}'..='\u{064a}' | '\u{066e}'..='\u{06d3}' => tally.arabic += 1,
                _ if letter.is_alphabetic() => {}
                _ => continue,
            }
            tally.letters += 1;
        }
        tally.end_word(&mut word);
        tally.letters += tally.latin;
        tally
    }

    fn end_word(&mut self, word: &mut String) {
        if word.is_empty() {
            return;
        }
        self.words += 1;
        self.english += usize::from(ENGLISH.contains(&word.as_str()));
        self.foreign += usize::from(FOREIGN.contains(&word.as_str()));
        word.clear();
    }

    fn decide(&self) -> Lang {
        let east_asian = self.han + self.kana + self.hangul;
        // A fifth: one Han letter carries about as much as five Latin ones, and names and units stay in Latin script.
        if self.letters > 0 && east_asian * 5 >= self.letters {
            return match () {
                () if self.hangul * 2 >= east_asian => tag("ko"),
                () if self.kana * 5 >= east_asian => tag("ja"),
                () => Lang::Zh,
            };
        }
        match self.letters {
            0 => tag("und"),
            all if self.cyrillic * 2 > all => tag("ru"),
            all if self.arabic * 2 > all => tag("ar"),
            all if self.latin * 2 > all && self.is_english() => Lang::En,
            _ => tag("und"),
        }
    }

    /// Running English has a function word from the list among four words or so; a headline may have none.
    fn is_english(&self) -> bool {
        let headline = self.words < 20 && self.foreign == 0;
        headline || (self.english > self.foreign && self.english * 25 >= self.words)
    }
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && letter.is_alphabetic()
}

fn tag(tag: &'static str) -> Lang {
    Lang::Other(SmolStr::new_static(tag))
}

/// Words that are frequent in English and rare in the languages of [`FOREIGN`].
const ENGLISH: &[&str] = &[
    "and", "are", "at", "been", "by", "for", "from", "had", "has", "have", "it", "its", "of", "said", "that", "the",
    "this", "to", "was", "were", "which", "with",
];

/// Words that are frequent in Spanish, Portuguese, French, Italian, German, Dutch, the Scandinavian languages, Polish,
/// Turkish, Vietnamese, Indonesian or Malay, and are no English words.
const FOREIGN: &[&str] = &[
    "aan", "af", "als", "au", "aux", "av", "avec", "bir", "che", "como", "con", "là", "các", "cho", "của", "da", "dan",
    "dans", "das", "de", "dei", "del", "della", "der", "des", "di", "dos", "du", "een", "ein", "eine", "el", "em",
    "en", "es", "est", "et", "för", "het", "il", "ile", "ist", "jest", "la", "las", "le", "les", "los", "med", "mit",
    "na", "nie", "og", "os", "para", "pada", "pour", "que", "się", "som", "sur", "til", "två", "um", "una", "und",
    "une", "untuk", "van", "ve", "von", "và", "voor", "yang", "zu",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(detect_lang(text).as_str(), expected, "{text}");
    }

    #[test]
    fn scripts() {
        check("全国公安机关共破获案件44.1万起。", "zh");
        check("全國公安機關共破獲案件四十四萬起", "zh");
        check("警察は昨年、4万件の事件を検挙したと発表した。", "ja");
        check("경찰은 지난해 사건 4만 건을 해결했다고 밝혔다.", "ko");
        check("Полиция раскрыла 44 тысячи дел.", "ru");
        check("كشفت الشرطة عن 44 ألف قضية", "ar");
    }

    #[test]
    fn chinese_with_latin_names_and_english_with_chinese_ones() {
        check("华为HUAWEI Mate 60 Pro手机销量增长", "zh");
        check("The campaign (断卡行动) led to the arrest of 1,200 people.", "en");
    }

    #[test]
    fn english_by_its_function_words() {
        check("The ministry said that 441,000 cases were cracked across the country in the past year.", "en");
        check("Revenue 3.5 billion", "en");
        check("Output up 12.5%", "en");
    }

    #[test]
    fn other_languages_in_latin_script_are_undetermined() {
        check("La policía detuvo a 1.200 personas en el marco de la operación contra las estafas.", "und");
        check("Die Polizei hat im vergangenen Jahr und in allen Ländern 441.000 Fälle aufgeklärt.", "und");
        check("La police a arrêté 1 200 personnes dans le cadre de l'opération.", "und");
    }

    #[test]
    fn no_letters_no_language() {
        check("", "und");
        check("2021: 441,000 (+28.5%)", "und");
    }
}

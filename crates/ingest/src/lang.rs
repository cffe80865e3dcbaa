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
        let mut word = Word::default();
        for letter in text.chars() {
            if is_latin(letter) {
                tally.latin += 1;
                word.push(letter);
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

    fn end_word(&mut self, word: &mut Word) {
        let Word { bytes, number } = std::mem::take(word);
        if bytes == 0 {
            return;
        }
        self.words += 1;
        if bytes <= LONGEST {
            self.english += usize::from(ENGLISH.binary_search(&number).is_ok());
            self.foreign += usize::from(FOREIGN.binary_search(&number).is_ok());
        }
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

/// A word in lower case as one number, of its last eight bytes.
#[derive(Default)]
struct Word {
    bytes: usize,
    number: u64,
}

impl Word {
    fn push(&mut self, letter: char) {
        if letter.is_ascii() {
            self.push_byte(letter.to_ascii_lowercase() as u8);
        } else {
            let mut buffer = [0; 4];
            let lower = letter.to_lowercase();
            lower.for_each(|letter| letter.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push_byte(byte)));
        }
    }

    fn push_byte(&mut self, byte: u8) {
        self.bytes += 1;
        self.number = self.number << 8 | u64::from(byte);
    }
}

/// Words as numbers, in order.
const fn numbers<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut numbers = [0; N];
    let mut count = 0;
    while count < N {
        let (word, mut number, mut at) = (words[count].as_bytes(), 0, 0);
        assert!(word.len() <= LONGEST);
        while at < word.len() {
            number = number << 8 | word[at] as u64;
            at += 1;
        }
        let mut place = count;
        while place > 0 && numbers[place - 1] > number {
            numbers[place] = numbers[place - 1];
            place -= 1;
        }
        numbers[place] = number;
        count += 1;
    }
    numbers
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && letter.is_alphabetic()
}

fn tag(tag: &'static str) -> Lang {
    Lang::Other(SmolStr::new_static(tag))
}

/// Bytes of the longest word of both lists.
const LONGEST: usize = 5;

/// Words that are frequent in English and rare in the languages of [`FOREIGN`].
const ENGLISH: [u64; 22] = numbers([
    "and", "are", "at", "been", "by", "for", "from", "had", "has", "have", "it", "its", "of", "said", "that", "the",
    "this", "to", "was", "were", "which", "with",
]);

/// Words that are frequent in Spanish, Portuguese, French, Italian, German, Dutch, the Scandinavian languages, Polish,
/// Turkish, Vietnamese, Indonesian or Malay, and are no English words.
const FOREIGN: [u64; 75] = numbers([
    "aan", "af", "als", "au", "aux", "av", "avec", "bir", "che", "cho", "como", "con", "các", "của", "da", "dan",
    "dans", "das", "de", "dei", "del", "della", "der", "des", "di", "dos", "du", "een", "ein", "eine", "el", "em",
    "en", "es", "est", "et", "för", "het", "il", "ile", "ist", "jest", "la", "las", "le", "les", "los", "là", "med",
    "mit", "na", "nie", "og", "os", "pada", "para", "pour", "que", "się", "som", "sur", "til", "två", "um", "una",
    "und", "une", "untuk", "van", "ve", "von", "voor", "và", "yang", "zu",
]);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(detect_lang(text).as_str(), expected, "{text}");
    }

    #[test]
    fn words_are_found_by_their_numbers() {
        let number = |text: &str| {
            let mut word = Word::default();
            text.chars().for_each(|letter| word.push(letter));
            word.number
        };
        assert!(["and", "AND", "with"].iter().all(|word| ENGLISH.contains(&number(word))));
        assert!(["aan", "För", "của", "zu"].iter().all(|word| FOREIGN.contains(&number(word))));
        assert!(ENGLISH.is_sorted() && FOREIGN.is_sorted() && !ENGLISH.contains(&number("land")));
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

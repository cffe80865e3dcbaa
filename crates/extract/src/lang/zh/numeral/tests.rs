//! Numerals, read alone.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::fold::Folding;
use super::super::letters::Letters;
use super::*;

static FOLDING: LazyLock<Folding> = LazyLock::new(Folding::new);
static NUMERALS: LazyLock<(Numerals, Alphabet)> = LazyLock::new(|| {
    let mut alphabet = Alphabet::new();
    (Numerals::new(&mut alphabet).unwrap(), alphabet)
});

/// What `read` makes of a text.
fn with<T>(text: &str, read: impl FnOnce(&Numerals, &Text<'_>) -> T) -> T {
    let (numerals, alphabet) = &*NUMERALS;
    let mut letters = Letters::default();
    read(numerals, &Text::read(alphabet, &mut letters, text, Span::new(0, text.len())))
}

fn read(text: &str) -> Option<Numeral> {
    with(text, |numerals, text| numerals.read(text, 0, text.len()))
}

/// `span = value`, with a `-` and the high end of a range, `+` for more.
fn check(text: &str, expected: &str) {
    let numeral = read(text).map_or(String::from("none"), |n| {
        let high = with(text, |numerals, text| numerals.greater(text, &n, text.len()));
        let high = high.map_or(String::new(), |h| format!("-{h}"));
        let marks = format!("{}{}", if n.more { "+" } else { "" }, if n.vague { "?" } else { "" });
        format!("{} = {}{high}{marks}", n.span.slice(text), n.value)
    });
    assert_eq!(numeral, expected, "{text}");
}

#[test]
fn digits() {
    check("3291亿元", "3291亿 = 329100000000");
    check("122.7万起", "122.7万 = 1227000");
    check("1，234.5", "1，234.5 = 1234.5");
    check("1,234,567人", "1,234,567 = 1234567");
    check("1, 234", "1 = 1");
    check("1200，300人", "1200 = 1200");
    check(".5", ".5 = 0.5");
    check("3,2016名", "3,2016 = 32016");
    check("192.168.1.1", "192 = 192");
    check("2e5", "2e5 = 200000");
    check("40k", "40k = 40000");
    check("40km", "40 = 40");
    check("99999999999999999999999999999999", "none");
}

#[test]
fn digits_and_characters() {
    check("3亿2000万元", "3亿2000万 = 320000000");
    check("2千3百", "2千3百 = 2300");
    check("5亿1万4千6百", "5亿1万4千6百 = 500014600");
    check("3万4000", "3万4000 = 34000");
    check("7万 5千 4百", "7万 5千 4百 = 75400");
    check("3万 4000", "3万 = 30000");
    check("4.78万亿", "4.78万亿 = 4780000000000");
    check("1千零20", "1千零20 = 1020");
}

#[test]
fn characters() {
    check("三百二十万", "三百二十万 = 3200000");
    check("一百零三", "一百零三 = 103");
    check("十", "十 = 10");
    check("廿三", "廿三 = 23");
    check("二十亿", "二十亿 = 2000000000");
    check("两千三百五", "两千三百五 = 2350");
    check("一万零十二", "一万零十二 = 10012");
    check("五十五兆一十二亿四万五千二", "五十五兆一十二亿四万五千二 = 55001200045200");
    check("四万万", "四万万 = 400000000");
    check("一百零十万", "一百零十万 = 1100000");
    check("三万五万", "三万 = 30000");
    check("三点五亿", "三点五亿 = 350000000");
    check("四百亿点零五零", "四百亿点零五零 = 40000000000.05");
    check("两千三点一", "两千三点一 = 2300.1");
    check("三点五十分", "三 = 3");
    check("二〇二一", "二〇二一 = 2021");
    check("三千 八百 九十六 万 四千", "三千 八百 九十六 万 四千 = 38964000");
}

#[test]
fn formal() {
    check("壹仟贰佰叁拾肆", "壹仟贰佰叁拾肆 = 1234");
    check("壹千两百三十四万", "壹千两百三十四万 = 12340000");
    check("拾六万零五百零六", "拾六万零五百零六 = 160506");
    check("陆军", "none");
    check("肆无忌惮", "none");
}

#[test]
fn more_and_several() {
    check("300多亿元", "300多亿 = 30000000000+");
    check("十 余 万", "十 余 万 = 100000+");
    check("37万余起", "37万 = 370000");
    check("十几万", "十几万 = 100000+");
    check("一千五百零几万", "一千五百零几万 = 15000000+");
    check("数十万", "数十万 = 100000+?");
    check("几百", "几百 = 100+?");
    check("几个", "none");
    check("三五万", "三五万 = 30000-50000");
    check("十七八", "十七八 = 17-18");
    check("七八十", "七八十 = 70-80");
}

#[test]
fn nothing_to_read() {
    for text in ["", "万", "万万", "点", "百姓", "余", "."] {
        check(text, "none");
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// `三千零五万`.
    Simplified,
    /// `三千零五萬`, with 萬 of 億 (`二萬零三億`).
    Traditional,
    /// `叁仟零伍万`, as on cheques.
    Formal,
    /// `叄仟零伍萬`.
    FormalTraditional,
    /// `两千万`: 两 for a two before 百, 千, 万 and 亿.
    Spoken,
    /// `3005万`: each section in digits.
    Mixed,
    /// `３００５万`.
    FullWidth,
}

const FORMS: [Form; 7] = [
    Form::Simplified,
    Form::Traditional,
    Form::Formal,
    Form::FormalTraditional,
    Form::Spoken,
    Form::Mixed,
    Form::FullWidth,
];

impl Form {
    fn digits(self) -> [&'static str; 10] {
        match self {
            Self::Formal => ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
            Self::FormalTraditional => ["零", "壹", "貳", "叄", "肆", "伍", "陸", "柒", "捌", "玖"],
            _ => ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
        }
    }

    /// Names of a thousand, a hundred, ten and one.
    fn small(self) -> [&'static str; 4] {
        match self {
            Self::Formal | Self::FormalTraditional => ["仟", "佰", "拾", ""],
            _ => ["千", "百", "十", ""],
        }
    }

    /// The powers of ten that close sections, with their names.
    fn great(self) -> &'static [(u64, &'static str)] {
        match self {
            Self::Traditional | Self::FormalTraditional => &[(100_000_000, "億"), (10_000, "萬"), (1, "")],
            _ => &[(1_000_000_000_000, "兆"), (100_000_000, "亿"), (10_000, "万"), (1, "")],
        }
    }

    /// A section of up to four digits.
    fn section(self, number: u64) -> String {
        match self {
            Self::Mixed => return number.to_string(),
            Self::FullWidth => return number.to_string().chars().map(full_width).collect(),
            _ => {}
        }
        let (mut text, mut rest, mut gap) = (String::new(), number, false);
        for (name, unit) in self.small().into_iter().zip([1000, 100, 10, 1]) {
            let digit = usize::try_from(rest / unit).unwrap();
            rest %= unit;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            let pair = self == Self::Spoken && digit == 2 && unit >= 100;
            text.push_str(if pair { "两" } else { self.digits()[digit] });
            text.push_str(name);
        }
        text
    }

    /// The number, as it is read aloud.
    fn spell(self, number: u64) -> String {
        let figures = matches!(self, Self::Mixed | Self::FullWidth);
        if number == 0 {
            return if figures { self.section(0) } else { self.digits()[0].to_owned() };
        }
        let (mut text, mut rest) = (String::new(), number);
        for (unit, name) in self.great() {
            let part = rest / unit;
            rest %= unit;
            if part == 0 {
                continue;
            }
            if !text.is_empty() && part < 1000 {
                text.push('零');
            }
            let pair = self == Self::Spoken && !name.is_empty();
            text.push_str(&match part {
                2 if pair => "两".to_owned(),
                10_000.. => self.spell(part),
                _ => self.section(part),
            });
            text.push_str(name);
        }
        text
    }
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) + u32::from('０') - u32::from('0')).unwrap()
}

#[test]
fn spelling() {
    let check = |form: Form, number: u64, text: &str| assert_eq!(form.spell(number), text);
    check(Form::Simplified, 2_000_300_000_012, "二兆零三亿零一十二");
    check(Form::Traditional, 2_000_300_000_012, "二萬零三億零一十二");
    check(Form::Formal, 30_056_400, "叁仟零伍万陆仟肆佰");
    check(Form::Spoken, 2_002_200, "两百万两千两百");
    check(Form::Mixed, 320_005_000, "3亿2000万5000");
    check(Form::FullWidth, 20_000, "２万");
}

proptest! {
    #[test]
    fn most_numbers_are_read_at_once_as_part_by_part(
        text in "[0-9]{1,6}(\\.[0-9]{0,4})?(,[0-9]{3})?[十百千万亿余]{0,2}[0-9起，、. k-]{0,2}",
    ) {
        with(&text, |numerals, read| {
            let parser = || Parser::new(numerals, read, Span::new(0, text.len()), false);
            if let Some(at_once) = parser().simple() {
                prop_assert_eq!(Some(at_once), parser().part_by_part(), "{}", &text);
            }
            Ok(())
        })?;
    }

    #[test]
    fn reads_back_every_number_written_in_any_form(
        number in prop_oneof![0_u64..100_000, 0_u64..1_000_000_000, 0_u64..=1_000_000_000_000_000],
    ) {
        for form in FORMS {
            let text = form.spell(number);
            let folded = FOLDING.folded(&text).text;
            let whole = Span::new(0, folded.len());
            let numeral = with(&folded, |numerals, text| numerals.read_expected(text, 0, folded.len())).unwrap();
            prop_assert_eq!(numeral.span, whole, "{}", &text);
            prop_assert_eq!(numeral.value.to_string(), number.to_string(), "{}", &text);
            prop_assert!(!numeral.pair && !numeral.more && !numeral.vague, "{}", &text);
        }
    }

    #[test]
    fn reads_back_every_decimal_of_a_magnitude(units in 1_u64..10_000, scale in 0_u32..4, great in 0_usize..3) {
        let (power, name) = [(4, "万"), (8, "亿"), (12, "万亿")][great];
        let number = Decimal::from(i64::try_from(units).unwrap()).scale_by_ten(-i32::try_from(scale).unwrap()).unwrap();
        let text = format!("{number}{name}");
        let numeral = read(&text).unwrap();
        prop_assert_eq!(numeral.span.slice(&text), text.as_str());
        prop_assert_eq!(Some(numeral.value), number.scale_by_ten(power));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9.,，点零一二三十百千万亿兆几多余两壹拾 ek-]{0,24}") {
        if let Some(numeral) = read(&text) {
            prop_assert!(text.is_char_boundary(numeral.span.end) && !numeral.span.is_empty());
        }
    }
}

/// Stretches of a text that holds numerals, dates and other words.
fn stretches() -> impl Strategy<Value = (String, usize)> {
    let pieces: Vec<&str> =
        "2021 5 12 3. ,234 十 一 二 三 五 零 万 亿 百 两 几 多 余 点 半 年 月 日 号 季度 至 - ， 一起 一方面 起"
            .split_whitespace()
            .chain([" "])
            .collect();
    let texts = prop::collection::vec(prop::sample::select(pieces), 1..9).prop_map(|pieces| pieces.concat());
    texts.prop_flat_map(|text| {
        let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        (Just(text), prop::sample::select(ends))
    })
}

proptest! {
    #[test]
    fn a_numeral_within_a_stretch_is_read_as_if_nothing_followed((text, end) in stretches()) {
        with(&text, |numerals, text| {
            for (at, _) in text[..end].char_indices() {
                assert_eq!(numerals.read_within(text, at, end), numerals.read(text, at, end), "{} {at} {end}", &**text);
            }
        });
    }
}

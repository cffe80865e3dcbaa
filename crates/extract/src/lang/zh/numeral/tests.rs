//! Numerals, read alone.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static NUMERALS: LazyLock<Numerals> = LazyLock::new(|| Numerals::new().unwrap());

fn read(text: &str) -> Option<Numeral> {
    NUMERALS.read(text, 0, text.len())
}

/// `span = value`, with a `-` and the high end of a range, `+` for more.
fn check(text: &str, expected: &str) {
    let numeral = read(text).map_or(String::from("none"), |n| {
        let high = n.high.map_or(String::new(), |h| format!("-{h}"));
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

/// The number in characters, as it is read aloud.
fn spell(number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    fn section(mut n: u64, text: &mut String) {
        let mut gap = false;
        for (name, unit) in [("千", 1000), ("百", 100), ("十", 10), ("", 1)] {
            let digit = usize::try_from(n / unit).unwrap();
            n %= unit;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.push_str(DIGITS[digit]);
            text.push_str(name);
        }
    }
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let (mut text, mut rest) = (String::new(), number);
    for (name, unit) in [("兆", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000), ("", 1)] {
        let part = rest / unit;
        rest %= unit;
        if part == 0 {
            continue;
        }
        let mut written = String::new();
        section(part, &mut written);
        if !text.is_empty() && part < 1000 {
            text.push('零');
        }
        text.push_str(&written);
        text.push_str(name);
    }
    text
}

#[test]
fn spelling() {
    assert_eq!(spell(2_000_300_000_012), "二兆零三亿零一十二");
}

proptest! {
    #[test]
    fn reads_back_every_number_written_in_characters(
        number in prop_oneof![0_u64..100_000, 0_u64..1_000_000_000, 0_u64..1_000_000_000_000_000],
    ) {
        let text = spell(number);
        let numeral = read(&text).unwrap();
        prop_assert_eq!(numeral.span.slice(&text), text.as_str());
        prop_assert_eq!(numeral.value.to_string(), number.to_string());
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9.,，点零一二三十百千万亿兆几多余两壹拾 ek-]{0,24}") {
        if let Some(numeral) = read(&text) {
            prop_assert!(text.is_char_boundary(numeral.span.end) && !numeral.span.is_empty());
        }
    }
}

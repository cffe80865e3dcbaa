//! Numerals that report nothing by themselves, told by the word that they are in.
//!
//! *What it matches*: one of something that is no unit (`一次`, `一名`), ordinals (`第三`).
//!
//! *What it leaves alone*: one of a unit (`一元`, `一个月`), and every other numeral, which may be the end of a range
//! (`三个至五个`).

use super::grammar::{Classifier, Grammar};

const ONE: char = '一';
const DIGITS: &str = "一二三四五六七八九";

/// Such words (`true`), and longer ones that begin so and are figures: `一个月` beside `一个`. `units` are the words of all
/// units.
pub(super) fn words(grammar: &Grammar, units: &[&str]) -> Vec<(String, bool)> {
    let is_unit = |word: &&str| units.contains(word);
    let classifiers = grammar.classifiers.iter().filter(|(_, classifier)| **classifier != Classifier::None);
    let classifiers: Vec<&str> = classifiers.map(|(word, _)| word).filter(|word| !is_unit(word)).collect();
    let begins_so = |unit: &&&str| classifiers.iter().any(|classifier| unit.starts_with(classifier));
    let ordinals =
        grammar.ordinal.iter().flat_map(|(word, ())| DIGITS.chars().map(move |digit| format!("{word}{digit}")));
    let one_of = classifiers.iter().map(|classifier| format!("{ONE}{classifier}"));
    let of_unit = units.iter().filter(begins_so).map(|unit| (format!("{ONE}{unit}"), false));
    ordinals.chain(one_of).map(|word| (word, true)).chain(of_unit).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tallysheet_catalog::Catalog;
    use tallysheet_model::{Annotated, Quantity};

    use crate::Extractor;

    thread_local! {
        static EXTRACTOR: Extractor = Extractor::new(&Catalog::embedded()).unwrap();
    }

    fn check(text: &str, expected: &[&str]) {
        let seeds = EXTRACTOR.with(|extractor| extractor.zh.seeds(text));
        let found: Vec<&str> = seeds.seeds.iter().map(|seed| &text[seed.at..seed.end]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn alone() {
        check("再一次，一名，一個，第三名", &[]);
        check("一个月，一个百分点，一元", &["一", "一", "百", "一"]);
        check("一个至三个，一两个", &["三", "一", "两"]);
    }

    /// Numerals of which none reports anything by itself, with what may stand beside them.
    fn lone_numerals() -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = "一个 一个 一名 一次 一人 一岁 一级 一元 一成 一年 第一 第三 个 名 次 起 部门 案件 半 三 两 点 多 余 来 又 \
            分之 百分点 成 折 打 倍 元 块 角 港元 % 公里 年 月 个月 天 小时 至 到 和 之间 不足 以上 以下 左右 约 增长 下降 每 / - ， 。 、 （ ） “ ”"
            .split_whitespace()
            .collect();
        let gap = prop_oneof![9 => Just(""), 1 => Just(" ")];
        let piece = (prop::sample::select(pieces), gap).prop_map(|(piece, gap)| format!("{piece}{gap}"));
        prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_left_alone_is_in_no_figure(text in lone_numerals()) {
            let figures = |annotated: &Annotated| -> Vec<Quantity> {
                let figures = annotated.mentions.iter().filter_map(|m| m.quantity().cloned());
                figures.filter(|figure| figure.exclusion.is_none()).collect()
            };
            let (near, all) = EXTRACTOR.with(|e| (e.annotate_text(&text), e.annotate_all(&text)));
            prop_assert_eq!(figures(&near), figures(&all), "{}", text);
        }
    }
}

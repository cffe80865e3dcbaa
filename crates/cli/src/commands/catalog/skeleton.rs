//! The text of a new entry: every key explained, with an example that works once its lines are taken out of comment.
//!
//! A comment is `# ` and words, an example line `#` and TOML, so that the two can be told apart.

use crate::args::IndicatorUnit;

/// What the example of a unit shows.
struct Sample {
    unit: &'static str,
    words: &'static [&'static str],
    frame: &'static str,
    examples: [&'static str; 2],
    counterexample: &'static str,
}

const COUNT: Sample = Sample {
    unit: "count",
    words: &[
        "[[verb]]",
        r#"id = "plant""#,
        r#"en = ["plant"]"#,
        r#"zh = ["种植"]"#,
        "[[noun]]",
        r#"id = "tree""#,
        r#"en = ["tree"]"#,
        r#"zh = ["树木"]"#,
    ],
    frame: r#"{ verbs = ["plant"], nouns = ["tree"] }"#,
    examples: ["Volunteers planted «1,200» trees in March.", "志愿者种植树木«1200»棵。"],
    counterexample: "Volunteers watered «300» trees in March.",
};

const MONEY: Sample = Sample {
    unit: "CNY",
    words: &["[[verb]]", r#"id = "donate""#, r#"en = ["donate"]"#, r#"zh = ["捐款"]"#],
    frame: r#"{ verbs = ["donate"] }"#,
    examples: ["Residents donated «3.5 million yuan» to the school.", "居民向学校捐款«350万元»。"],
    counterexample: "The school spent «3.5 million yuan» on books.",
};

const PERCENT: Sample = Sample {
    unit: "percent",
    words: &[
        "[[verb]]",
        r#"id = "recycle""#,
        r#"en = ["recycle"]"#,
        r#"zh = ["回收"]"#,
        "[[noun]]",
        r#"id = "waste""#,
        r#"en = ["waste|waste"]"#,
        r#"zh = ["垃圾"]"#,
    ],
    frame: r#"{ verbs = ["recycle"], nouns = ["waste"] }"#,
    examples: ["The city recycled «42%» of its waste.", "回收的垃圾占全部垃圾的«42%»。"],
    counterexample: "The city burned «31%» of its waste.",
};

const MONTH: Sample = Sample {
    unit: "month",
    words: &[
        "[[verb]]",
        r#"id = "last""#,
        r#"en = ["last"]"#,
        r#"zh = ["持续"]"#,
        "[[noun]]",
        r#"id = "drought""#,
        r#"en = ["drought"]"#,
        r#"zh = ["干旱"]"#,
    ],
    frame: r#"{ verbs = ["last"], nouns = ["drought"] }"#,
    examples: ["The drought lasted «7» months.", "干旱持续«7»个月。"],
    counterexample: "The harvest lasted «2» months.",
};

/// The entry, ready to be filled in.
pub fn skeleton(id: &str, unit: IndicatorUnit, group: &str) -> String {
    let sample = match unit {
        IndicatorUnit::Count => COUNT,
        IndicatorUnit::Money => MONEY,
        IndicatorUnit::Percent => PERCENT,
        IndicatorUnit::Month => MONTH,
    };
    let words: String = sample.words.iter().map(|line| format!("#{line}\n")).collect();
    let (group, unit, frame) = (toml::Value::from(group), sample.unit, sample.frame);
    let (label, [english, chinese], counterexample) = (label(id), sample.examples, sample.counterexample);
    format!(
        r##"# Fill in, take the lines you need out of comment, and test: tally catalog check --catalog DIR
# Lines that begin with `#` and no blank are an example that works as it stands.

# Words that the catalog does not have yet, one idea an entry, under `verb`, `noun` or `modifier`. `id` is what frames
# name; `en` holds English words in their dictionary form, irregular ones written out ("steal|steals|stole|stolen|stealing",
# "person|people"); `zh` holds Chinese words in simplified characters. A phrase stands in one entry of its kind only.
{words}
[[indicator]]
# What claims carry. Keep it: tables that are written name it.
id = "{id}"
# What it is counted in: count, percent, month, or CNY for money of any currency.
unit = "{unit}"
# The heading it is listed under.
group = {group}
# A short name, for charts.
label = "{label}"
# What it counts, in one line.
meaning = "{label_lower}"
# How a sentence tells it: any one frame suffices. In a frame each list is met by one of its words, which are ids:
# `verbs` govern the figure, `nouns` are what it counts, `with` stand in its clause, `without` do not.
frames = [
#{frame},
]
# Sentences of your own whose figure, between « and », is this indicator. They are the tests of the frames.
examples = [
#"{english}",
#"{chinese}",
]
# Sentences whose figure is something else: what a careless reader would mistake for it.
counterexamples = [
#"{counterexample}",
]
"##,
        label_lower = label.to_lowercase(),
    )
}

/// `bikes_stolen` as `Bikes stolen`.
fn label(id: &str) -> String {
    let words = id.replace('_', " ");
    let (first, rest) = words.split_at(words.len().min(1));
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use tallysheet_catalog::Catalog;

    use super::*;

    fn read(text: &str) -> Catalog {
        Catalog::from_sources([("new.toml", text)]).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn it_parses_as_it_is() {
        let catalog = read(&skeleton("bikes_stolen", IndicatorUnit::Count, r#"my "own" group"#));
        let entry = catalog.indicator("bikes_stolen").expect("the entry");
        assert_eq!((entry.unit.as_str(), entry.label.as_str()), ("count", "Bikes stolen"));
        assert_eq!(entry.group, r#"my "own" group"#);
        assert!(catalog.lexemes().is_empty() && entry.frames.is_empty() && entry.examples.is_empty());
    }

    #[test]
    fn it_parses_out_of_comment() {
        for unit in [IndicatorUnit::Count, IndicatorUnit::Money, IndicatorUnit::Percent, IndicatorUnit::Month] {
            let text = skeleton("x", unit, "other");
            let open = |line| str::strip_prefix(line, '#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line);
            let lines: Vec<&str> = text.lines().map(open).collect();
            let catalog = read(&lines.join("\n"));
            let entry = catalog.indicator("x").expect("the entry");
            assert_eq!((entry.frames.len(), entry.examples.len(), entry.counterexamples.len()), (1, 2, 1));
        }
    }
}

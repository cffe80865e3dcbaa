//! Sentences of English releases.

use tallysheet_model::{Bound, Measure, Per};

use crate::{
    amount::{Amount, count, push_digits, push_grouped, push_scaled, push_tenths, tenths},
    draft::{Draft, Figure, Period},
    period::Said,
    random::Random,
    topic::{FIELDS, Field, Topic},
};

/// Headlines; they hold no figure.
pub const TITLES: &[&str] = &[
    "Police report on the fight against telecom fraud",
    "Authorities publish results of the campaign",
    "Ministry briefs reporters on fraud and prevention",
    "City looks back on a year of work",
];

/// Appends a sentence that reports figures.
pub fn reporting(draft: &mut Draft<'_>) {
    match draft.random.between(1, 16) {
        1..=5 => list(draft),
        6..=8 => list_with_changes(draft),
        9 => passive(draft),
        10 => registered(draft),
        11 => share(draft),
        12 => range(draft),
        13 => rate(draft),
        14 => streak(draft),
        15 => losses(draft),
        _ => {
            list(draft);
            follow_up(draft);
        }
    }
}

/// In 2021, police cracked 441,000 telecom fraud cases and arrested more than 690,000 criminal suspects.
fn list(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = opening(draft, &field);
    let items = draft.random.between(1, 4) as usize;
    itemize(draft, &field, items, said.period);
    draft.say(".");
}

/// …, up 28.5% and 76.6% year-on-year respectively.
fn list_with_changes(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = loop {
        let said = Said::draw(draft.random, draft.release.published);
        if said.is_during() {
            break said;
        }
    };
    open(draft, &field, &said);
    let first = draft.release.figures.len();
    let items = draft.random.between(1, 3) as usize;
    itemize(draft, &field, items, said.period);
    let rises = draft.random.one_in(2);
    draft.say(if rises { ", up " } else { ", down " });
    let percent = if draft.random.one_in(3) { " percent" } else { "%" };
    for i in 0..items {
        joint(draft, i, items);
        let tenths = tenths(draft.random);
        let change = Figure::change(if rises { tenths } else { -tenths }, &draft.release.figures[first + i]);
        draft.report(change, |text| {
            push_tenths(text, tenths as u64);
            text.push_str(percent);
        });
    }
    draft.say(if items > 1 { " year-on-year respectively." } else { " year-on-year." });
}

/// A total of 441,000 telecom fraud cases were cracked in 2021.
fn passive(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = Said::draw(draft.random, draft.release.published);
    let plain = |topic: &&Topic| topic.unit == "count" && topic.en[1][1..] == *topic.en[2];
    let topics: Vec<&Topic> = field.topics.iter().filter(plain).collect();
    let topic = draft.random.pick(&topics);
    draft.say("A total of ");
    let value = count(draft.random, topic.size);
    let figure = about(topic, value, &Field { programme: None, ..field }, said.period);
    report_number(draft, figure, value);
    draft.say(topic.en[1]);
    draft.say(if said.is_during() { " were " } else { " had been " });
    draft.say(topic.en[0]);
    draft.say(" ");
    said.english(&mut draft.release.text, false);
    draft.say(".");
}

/// In May 2021, 84,600 telecom fraud cases were filed nationwide, down 14.3% year-on-year.
fn registered(draft: &mut Draft<'_>) {
    let said = Said::draw_months(draft.random, draft.release.published).0;
    said.english(&mut draft.release.text, true);
    draft.say(", ");
    let value = count(draft.random, (3, 6));
    let counted = "telecom fraud cases";
    let level = Figure {
        indicator: Some("cases_registered"),
        counted: Some(counted),
        ..Figure::level(value, "count", said.period)
    };
    report_number(draft, level.clone(), value);
    draft.say(" telecom fraud cases were filed nationwide, down ");
    let fall = tenths(draft.random);
    draft.report(Figure::change(-fall, &level), |text| {
        push_tenths(text, fall as u64);
        text.push('%');
    });
    draft.say(" year-on-year.");
}

/// In 2022, fake investment schemes accounted for nearly 23.5% of all cases.
fn share(draft: &mut Draft<'_>) {
    const KINDS: &[&str] = &["fake investment schemes", "rebate scams", "fake online loans", "romance scams"];
    let said = Said::draw(draft.random, draft.release.published);
    said.english(&mut draft.release.text, true);
    draft.say(", ");
    let kind = draft.random.pick(KINDS);
    draft.say(kind);
    draft.say(if said.is_during() { " accounted for " } else { " have accounted for " });
    let bound = bound(draft);
    let part = tenths(draft.random);
    let figure = Figure {
        value: Amount::Tenths(part),
        bound,
        measure: Measure::Share,
        indicator: Some("fraud_share"),
        counted: Some(kind),
        ..Figure::level(0, "percent", said.period)
    };
    draft.report(figure, |text| {
        push_tenths(text, part as u64);
        text.push('%');
    });
    draft.say(" of all cases.");
}

/// In 2021, police seized 3,000 to 4,500 bank cards.
fn range(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = opening(draft, &field);
    let counts: Vec<&Topic> = field.topics.iter().filter(|topic| topic.unit == "count").collect();
    let topic = draft.random.pick(&counts);
    draft.say(topic.en[0]);
    draft.say(" ");
    let low = draft.random.between(2, 90) * 100;
    let high = low + draft.random.between(1, 90) * 100;
    let figure = Figure {
        high: Some(Amount::Whole(high as i64)),
        bound: Bound::Range,
        ..about(topic, low, &field, said.period)
    };
    draft.report(figure, |text| {
        push_grouped(text, low);
        text.push_str(" to ");
        push_grouped(text, high);
    });
    draft.say(topic.en[1]);
    draft.say(".");
}

/// In 2021, the National Anti-Fraud Center issued 52,000 early warning instructions a day.
fn rate(draft: &mut Draft<'_>) {
    let field = *FIELDS.iter().find(|field| field.programme.is_some()).expect("one field credits a centre");
    let topic = &field.topics[0];
    let said = opening(draft, &field);
    draft.say(topic.en[0]);
    draft.say(" ");
    let value = count(draft.random, (3, 6));
    let figure = Figure { measure: Measure::Rate, per: Some(Per::Day), ..about(topic, value, &field, said.period) };
    report_number(draft, figure, value);
    draft.say(topic.en[1]);
    draft.say(" a day.");
}

/// From June to December 2021, the number of telecom fraud cases filed fell year-on-year for 7 consecutive months.
fn streak(draft: &mut Draft<'_>) {
    let (said, months) = Said::draw_months(draft.random, draft.release.published);
    said.english(&mut draft.release.text, true);
    draft.say(", the number of telecom fraud cases filed fell year-on-year for ");
    let figure = Figure { indicator: Some("decline_streak"), ..Figure::level(months, "month", said.period) };
    draft.report(figure, |text| push_digits(text, months));
    draft.say(" consecutive months.");
}

/// In 2023, victims lost more than US$651.8 million to scams.
fn losses(draft: &mut Draft<'_>) {
    const MONEY: &[(&str, &str)] = &[("US$", "USD"), ("S$", "SGD"), ("HK$", "HKD"), ("£", "GBP"), ("€", "EUR")];
    let said = Said::draw(draft.random, draft.release.published);
    said.english(&mut draft.release.text, true);
    draft.say(if said.is_during() { ", victims lost " } else { ", victims have lost " });
    let bound = bound(draft);
    let (sign, unit) = draft.random.pick(MONEY);
    let value = count(draft.random, (5, 11));
    let figure = Figure { bound, indicator: Some("losses_reported"), ..Figure::level(value, unit, said.period) };
    draft.report(figure, |text| {
        text.push_str(sign);
        push_number(text, value);
    });
    draft.say(" to scams.");
}

/// They also seized 3,000 bank cards.
fn follow_up(draft: &mut Draft<'_>) {
    let before = draft.release.figures.last().expect("a list stands before").period;
    let field = draft.random.pick(FIELDS);
    draft.say(" They also ");
    let field = Field { programme: None, ..field };
    itemize(draft, &field, 1, Period { open: true, ..before });
    draft.say(".");
}

/// Opens a sentence with a period and who reports.
fn opening(draft: &mut Draft<'_>, field: &Field) -> Said {
    let said = Said::draw(draft.random, draft.release.published);
    open(draft, field, &said);
    said
}

fn open(draft: &mut Draft<'_>, field: &Field, said: &Said) {
    said.english(&mut draft.release.text, true);
    draft.say(", ");
    let (who, have) = draft.random.pick(field.en);
    draft.say(who);
    draft.say(" ");
    if !said.is_during() {
        draft.say(have);
        draft.say(" ");
    }
}

/// Appends a list of things done, each another topic of the field.
fn itemize(draft: &mut Draft<'_>, field: &Field, items: usize, period: Period) {
    let first = draft.random.between(0, field.topics.len() as u64 - 1) as usize;
    for i in 0..items {
        joint(draft, i, items);
        let topic = &field.topics[(first + i) % field.topics.len()];
        draft.say(topic.en[0]);
        draft.say(" ");
        let bound = bound(draft);
        let value = count(draft.random, topic.size);
        report_number(draft, Figure { bound, ..about(topic, value, field, period) }, value);
        draft.say(topic.en[1]);
    }
}

fn joint(draft: &mut Draft<'_>, i: usize, items: usize) {
    if i > 0 {
        draft.say(if i + 1 == items { " and " } else { ", " });
    }
}

fn about(topic: &Topic, value: u64, field: &Field, period: Period) -> Figure {
    Figure {
        indicator: topic.indicator,
        counted: Some(topic.en[2]),
        programme: field.programme.map(|(en, _)| en),
        ..Figure::level(value, topic.unit, period)
    }
}

/// Appends a word that bounds the figure after it, more often none.
fn bound(draft: &mut Draft<'_>) -> Bound {
    const WORDS: &[(&str, Bound)] = &[
        ("more than ", Bound::MoreThan),
        ("over ", Bound::MoreThan),
        ("nearly ", Bound::About),
        ("about ", Bound::About),
        ("at least ", Bound::AtLeast),
    ];
    if !draft.random.one_in(4) {
        return Bound::Exact;
    }
    let (word, bound) = draft.random.pick(WORDS);
    draft.say(word);
    bound
}

/// Appends the figure as a number in its unit; `km` and the like are written as they are.
fn report_number(draft: &mut Draft<'_>, figure: Figure, value: u64) {
    let after = match figure.unit {
        "CNY" => " yuan",
        "km" => " km",
        _ => "",
    };
    draft.report(figure, |text| {
        push_number(text, value);
        text.push_str(after);
    });
}

/// `441,000`, `64.41 million`, `1.2 billion`.
fn push_number(text: &mut String, value: u64) {
    match value {
        0..1_000_000 => push_grouped(text, value),
        1_000_000..1_000_000_000 => {
            push_scaled(text, value, 1_000_000);
            text.push_str(" million");
        }
        _ => {
            push_scaled(text, value, 1_000_000_000);
            text.push_str(" billion");
        }
    }
}

/// Appends a sentence without a figure, put together of three parts.
pub fn prose(text: &mut String, random: &mut Random) {
    const WHO: &[&str] = &[
        "The spokesman",
        "A teacher at the school",
        "Residents of the old quarter",
        "The deputy head of the bureau",
        "Shopkeepers along the river",
        "An officer on duty",
        "The first speaker",
        "Many of the older people",
        "One of the farmers",
        "Both sides",
        "The committee",
        "People in the market",
    ];
    const DID: &[&str] = &[
        "said that trust had to be earned again",
        "asked everyone to stay calm and to keep an eye on their neighbours",
        "explained how the calls usually begin and why they sound so real",
        "spoke about the long road that lies ahead",
        "thanked the volunteers who had come in spite of the rain",
        "remembered a time when nobody locked the door",
        "promised to look into the matter without delay",
        "welcomed the new rules but wished that they had come earlier",
        "went from door to door with leaflets and good advice",
        "agreed that the work was far from done",
        "pointed to a second reason that is often forgotten",
        "wondered whether one more meeting would change anything",
    ];
    const HOW: &[&str] = &[
        ".",
        ", while the children played in the yard.",
        ", as the mayor had hoped.",
        " and that the courts would decide in the end.",
        ", although the weather had turned cold by then.",
        ", and nobody in the hall objected.",
        " during a visit to the village on Monday.",
        ", according to people who were there.",
        ", once again.",
        " in a letter to the local newspaper.",
    ];
    text.push_str(random.pick(WHO));
    text.push(' ');
    text.push_str(random.pick(DID));
    text.push_str(random.pick(HOW));
}

//! Sentences of Chinese releases.

use tallysheet_model::{Bound, Measure, Per};

use crate::{
    amount::{Amount, count, push_digits, push_scaled, push_tenths, tenths},
    draft::{Draft, Figure, Period},
    period::Said,
    random::Random,
    topic::{FIELDS, Field, Topic},
};

/// Headlines; they hold no figure.
pub const TITLES: &[&str] =
    &["公安机关通报打击治理成效", "有关部门介绍反诈工作进展", "各地持续推进宣传防范", "全市年度工作回顾"];

/// Appends a sentence that reports figures.
pub fn reporting(draft: &mut Draft<'_>) {
    match draft.random.between(1, 16) {
        1..=6 => list(draft),
        7..=9 => list_with_changes(draft),
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

/// 2021年，全国公安机关破获电信网络诈骗案件44.1万起，抓获犯罪嫌疑人69万余名。
fn list(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = Said::draw(draft.random, draft.release.published);
    open(draft, &field, &said);
    let items = draft.random.between(1, 4) as usize;
    itemize(draft, &field, items, said.period);
    draft.say("。");
}

/// …，同比分别上升28.5%和76.6%。
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
    draft.say(if items > 1 { "，同比分别" } else { "，同比" });
    draft.say_one(if rises { &["上升", "增长"] } else { &["下降", "减少"] });
    for i in 0..items {
        if i > 0 {
            draft.say(if i + 1 == items { "和" } else { "、" });
        }
        let tenths = tenths(draft.random);
        let change = Figure::change(if rises { tenths } else { -tenths }, &draft.release.figures[first + i]);
        draft.report(change, |text| push_percent(text, tenths));
    }
    draft.say("。");
}

/// 2021年1月至5月，全国电信网络诈骗案件立案8.46万起，同比下降14.3%。
fn registered(draft: &mut Draft<'_>) {
    let said = Said::draw_months(draft.random, draft.release.published).0;
    said.chinese(&mut draft.release.text);
    draft.say("，全国电信网络诈骗案件立案");
    let value = count(draft.random, (3, 6));
    let level = Figure {
        indicator: Some("cases_registered"),
        counted: Some("电信网络诈骗案件"),
        ..Figure::level(value, "count", said.period)
    };
    draft.report(level.clone(), |text| push_number(text, value, ""));
    draft.say("起，同比下降");
    let fall = tenths(draft.random);
    draft.report(Figure::change(-fall, &level), |text| push_percent(text, fall));
    draft.say("。");
}

/// 2022年，刷单返利类诈骗占全部案件的近23.5%。
fn share(draft: &mut Draft<'_>) {
    const KINDS: &[&str] = &["刷单返利类诈骗", "虚假投资理财诈骗", "虚假网络贷款诈骗", "冒充客服诈骗"];
    let said = Said::draw(draft.random, draft.release.published);
    said.chinese(&mut draft.release.text);
    draft.say("，");
    let kind = draft.random.pick(KINDS);
    draft.say(kind);
    draft.say("占全部案件的");
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
    draft.report(figure, |text| push_percent(text, part));
    draft.say("。");
}

/// 2021年，警方缴获银行卡3000至4500张。
fn range(draft: &mut Draft<'_>) {
    let field = draft.random.pick(FIELDS);
    let said = Said::draw(draft.random, draft.release.published);
    open(draft, &field, &said);
    let counts: Vec<&Topic> = field.topics.iter().filter(|topic| topic.unit == "count").collect();
    let topic = draft.random.pick(&counts);
    draft.say(topic.zh[0]);
    let low = draft.random.between(2, 90) * 100;
    let high = low + draft.random.between(1, 90) * 100;
    let figure = Figure {
        high: Some(Amount::Whole(high as i64)),
        bound: Bound::Range,
        ..about(topic, low, &field, said.period)
    };
    draft.report(figure, |text| {
        push_digits(text, low);
        text.push('至');
        push_digits(text, high);
    });
    draft.say(topic.zh[1]);
    draft.say("。");
}

/// 2021年，国家反诈中心平均每天下发预警指令5.2万条。
fn rate(draft: &mut Draft<'_>) {
    let field = *FIELDS.iter().find(|field| field.programme.is_some()).expect("one field credits a centre");
    let topic = &field.topics[0];
    let said = Said::draw(draft.random, draft.release.published);
    open(draft, &field, &said);
    draft.say("平均每天");
    draft.say(topic.zh[0]);
    let value = count(draft.random, (3, 6));
    let figure = Figure { measure: Measure::Rate, per: Some(Per::Day), ..about(topic, value, &field, said.period) };
    draft.report(figure, |text| push_number(text, value, ""));
    draft.say(topic.zh[1]);
    draft.say("。");
}

/// 2021年6月至12月，电信网络诈骗立案数连续7个月同比下降。
fn streak(draft: &mut Draft<'_>) {
    let (said, months) = Said::draw_months(draft.random, draft.release.published);
    said.chinese(&mut draft.release.text);
    draft.say("，电信网络诈骗立案数连续");
    let figure = Figure { indicator: Some("decline_streak"), ..Figure::level(months, "month", said.period) };
    draft.report(figure, |text| push_digits(text, months));
    draft.say("个月同比下降。");
}

/// 2023年，群众因诈骗损失金额超过6.518亿美元。
fn losses(draft: &mut Draft<'_>) {
    const MONEY: &[(&str, &str)] =
        &[("美元", "USD"), ("新元", "SGD"), ("港元", "HKD"), ("英镑", "GBP"), ("欧元", "EUR")];
    let said = Said::draw(draft.random, draft.release.published);
    said.chinese(&mut draft.release.text);
    draft.say("，群众因诈骗损失金额");
    let bound = bound(draft);
    let (name, unit) = draft.random.pick(MONEY);
    let value = count(draft.random, (5, 11));
    let figure = Figure {
        bound,
        indicator: Some("losses_reported"),
        counted: Some("损失金额"),
        ..Figure::level(value, unit, said.period)
    };
    draft.report(figure, |text| {
        push_number(text, value, "");
        text.push_str(name);
    });
    draft.say("。");
}

/// 同时，缴获银行卡3000张。
fn follow_up(draft: &mut Draft<'_>) {
    let before = draft.release.figures.last().expect("a list stands before").period;
    let field = draft.random.pick(FIELDS);
    draft.say("同时，");
    let field = Field { programme: None, ..field };
    itemize(draft, &field, 1, Period { open: true, ..before });
    draft.say("。");
}

fn open(draft: &mut Draft<'_>, field: &Field, said: &Said) {
    said.chinese(&mut draft.release.text);
    draft.say("，");
    draft.say_one(field.zh);
}

/// Appends a list of things done, each another topic of the field.
fn itemize(draft: &mut Draft<'_>, field: &Field, items: usize, period: Period) {
    let first = draft.random.between(0, field.topics.len() as u64 - 1) as usize;
    for i in 0..items {
        if i > 0 {
            draft.say("，");
        }
        let topic = &field.topics[(first + i) % field.topics.len()];
        draft.say(topic.zh[0]);
        let mut bound = bound(draft);
        let value = count(draft.random, topic.size);
        // 余 stands after a magnitude or a round number; beside 超过 it would say the same again.
        let more =
            if bound == Bound::Exact && value.is_multiple_of(10_000) && draft.random.one_in(4) { "余" } else { "" };
        if !more.is_empty() {
            bound = Bound::MoreThan;
        }
        let after = match topic.unit {
            "CNY" => "元",
            "km" => "公里",
            _ => "",
        };
        draft.report(Figure { bound, ..about(topic, value, field, period) }, |text| {
            push_number(text, value, more);
            text.push_str(after);
        });
        draft.say(topic.zh[1]);
    }
}

fn about(topic: &Topic, value: u64, field: &Field, period: Period) -> Figure {
    Figure {
        indicator: topic.indicator,
        counted: Some(topic.zh[2]),
        programme: field.programme.map(|(_, zh)| zh),
        ..Figure::level(value, topic.unit, period)
    }
}

/// Appends a word that bounds the figure after it, more often none.
fn bound(draft: &mut Draft<'_>) -> Bound {
    const WORDS: &[(&str, Bound)] =
        &[("超过", Bound::MoreThan), ("近", Bound::About), ("约", Bound::About), ("至少", Bound::AtLeast)];
    if !draft.random.one_in(5) {
        return Bound::Exact;
    }
    let (word, bound) = draft.random.pick(WORDS);
    draft.say(word);
    bound
}

fn push_percent(text: &mut String, tenths: i64) {
    push_tenths(text, tenths as u64);
    text.push('%');
}

/// `1207`, `44.1万`, `15.5亿`; `more` stands before a magnitude after a whole number, and after it otherwise: `2800余万`,
/// `44.1万余`.
fn push_number(text: &mut String, value: u64, more: &str) {
    let (unit, magnitude) = match value {
        0..10_000 => return push_digits(text, value),
        10_000..100_000_000 => (10_000, "万"),
        _ => (100_000_000, "亿"),
    };
    push_scaled(text, value, unit);
    let whole = value.is_multiple_of(unit * 10);
    text.push_str(if whole { more } else { "" });
    text.push_str(magnitude);
    text.push_str(if whole { "" } else { more });
}

/// Appends a sentence without a figure, put together of three parts.
pub fn prose(text: &mut String, random: &mut Random) {
    const WHO: &[&str] = &[
        "发言人",
        "一些老师",
        "街道干部",
        "社区里的老人们",
        "有关负责人",
        "值班民警",
        "沿河的店主们",
        "参加会议的代表",
        "不少家长",
        "当地农民",
    ];
    const DID: &[&str] = &[
        "表示，要进一步提高警惕，切实保护群众利益",
        "说，这项工作十分重要，万万不可大意",
        "一致认为，应当千方百计堵住漏洞",
        "回忆起当年夜不闭户的日子，感慨万千",
        "挨家挨户上门讲解，耐心回答大家的问题",
        "指出，一方面要加强宣传，一方面要严格管理",
        "希望统一标准，让办事更加方便",
        "感谢冒雨赶来的志愿者，并同他们一起打扫了院子",
        "介绍了骗子常用的手法，提醒大家不要轻信陌生来电",
        "对新的规定表示欢迎，认为来得正是时候",
    ];
    const HOW: &[&str] = &[
        "。",
        "，会场上响起了掌声。",
        "，孩子们在院子里玩耍。",
        "，大家都表示赞同。",
        "，天色渐渐暗了下来。",
        "，这再一次说明了问题。",
    ];
    text.push_str(random.pick(WHO));
    text.push_str(random.pick(DID));
    text.push_str(random.pick(HOW));
}

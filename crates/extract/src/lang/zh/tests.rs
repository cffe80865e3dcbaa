//! Sentences and all that is found in them, with a small catalog of the tests' own.

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use tallysheet_model::{
    Bound, CalendarDate, CueKind, Mention, MentionKind, Quantity, Rule, Sentence, TimePoint, Timex,
};

use super::*;
use crate::reach::Reach;

const CATALOG: &str = r#"
verb = [
    { id = "solve", zh = ["破获", "侦破", "破案"] },
    { id = "arrest", zh = ["抓获"] },
    { id = "seize", zh = ["缴获"] },
    { id = "stop", zh = ["止付", "拦截"] },
    { id = "dismantle", zh = ["打掉"] },
    { id = "send", zh = ["发送"] },
    { id = "inspect", zh = ["检测"] },
    { id = "accept", zh = ["接到", "受理"] },
    { id = "report", zh = ["举报"] },
    { id = "occur", zh = ["发案"] },
]
noun = [
    { id = "case", zh = ["案件", "案"] },
    { id = "case_filed", zh = ["立案"] },
    { id = "suspect", zh = ["犯罪嫌疑人", "嫌疑人"] },
    { id = "member_of_public", zh = ["群众"] },
    { id = "two_cards", zh = ["两卡"] },
    { id = "app", zh = ["APP"] },
    { id = "complaint", zh = ["举报"] },
    { id = "clue", zh = ["举报线索"] },
]
modifier = [{ id = "fraud", zh = ["诈骗"] }, { id = "deceived", zh = ["受骗"] }]
programme = [{ id = "hotline_96110", zh = ["96110"] }, { id = "cloud_sword", zh = ["云剑", "云剑-2021"] }]
place = [{ id = "CN-BJ", zh = ["北京"] }]
speaker = [{ id = "police_bj", zh = ["北京市公安局"] }]
unit = [
    { id = "CNY", dimension = "money", zh = ["元", "元人民币", "人民币"], zh_before = ["人民币", "￥"], open = ["元", "￥"] },
    { id = "USD", dimension = "money", zh = ["美元"], zh_before = ["US$"] },
    { id = "percent", dimension = "proportion", zh = ["%", "％"] },
    { id = "times", dimension = "multiple", zh = ["倍"] },
    { id = "month", dimension = "time", zh = ["个月"] },
    { id = "day", dimension = "time", zh = ["天"] },
    { id = "minute", dimension = "time", zh = ["分钟"] },
    { id = "hour", dimension = "time", zh = ["小时", "个小时"] },
    { id = "km", dimension = "physical", zh = ["公里"] },
]

[[holiday]]
id = "spring_festival"
zh = ["春节"]
"#;

static CHINESE: LazyLock<Chinese> = LazyLock::new(|| {
    let catalog = Catalog::from_sources([("catalog.toml", CATALOG)]).unwrap();
    Chinese::new(&catalog).unwrap()
});

fn found(text: &str) -> Vec<Mention> {
    let (mut mentions, mut sentences) = (Vec::new(), Vec::new());
    let near: Vec<Near> = crate::segment::sentences(text, true).into_iter().map(near).collect();
    let mut layers = Layers { mentions: &mut mentions, sentences: &mut sentences };
    CHINESE.read(text, &near, &mut Scratch::default(), &mut layers);
    mentions
}

fn near(sentence: Sentence) -> Near {
    Near { sentence, reach: Reach::Near(true) }
}

/// `span | value[-high] bound unit measure … <counted> !exclusion`, level and exact left out.
fn describe(text: &str, span: Span, q: &Quantity) -> String {
    let mut line = format!("{} | {}", span.slice(text), q.value);
    let _ = q.high.map(|high| write!(line, "-{high}"));
    if q.bound != Bound::Exact && q.bound != Bound::Range {
        let _ = write!(line, " {}", q.bound);
    }
    let _ = write!(line, " {}{}", q.unit, if q.unit_open { "?" } else { "" });
    if q.measure != tallysheet_model::Measure::Level {
        let _ = write!(line, " {}", q.measure);
    }
    if let Some(change) = q.change {
        let _ = write!(line, " {}", change.direction);
        let _ = change.basis.map(|basis| write!(line, " {basis}"));
    }
    let _ = q.per.map(|per| write!(line, " {per}"));
    let _ = q.counted.map(|counted| write!(line, " <{}>", counted.slice(text)));
    let _ = q.exclusion.map(|exclusion| write!(line, " !{exclusion:?}"));
    line
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_quantities(text, expected, |rule| rule != Rule::ZhAside);
}

/// The numbers of dates and orders.
#[track_caller]
fn check_asides(text: &str, expected: &[&str]) {
    check_quantities(text, expected, |rule| rule == Rule::ZhAside);
}

#[track_caller]
fn check_quantities(text: &str, expected: &[&str], of_rule: impl Fn(Rule) -> bool) {
    let lines: Vec<String> = found(text)
        .iter()
        .filter(|f| of_rule(f.rule))
        .filter_map(|f| match &f.kind {
            MentionKind::Quantity(q) => Some(describe(text, f.span, q)),
            _ => None,
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
}

fn date(d: &CalendarDate) -> String {
    let mut fields = Vec::new();
    let _ = d.year.map(|v| fields.push(format!("y{v}")));
    let _ = d.half.map(|v| fields.push(format!("h{v}")));
    let _ = d.quarter.map(|v| fields.push(format!("q{v}")));
    let _ = d.month.map(|v| fields.push(format!("m{v}")));
    let _ = d.day.map(|v| fields.push(format!("d{v}")));
    let _ = d.edge.map(|v| fields.push(if v { "end".into() } else { "begin".into() }));
    fields.join(" ")
}

fn point(p: &TimePoint) -> String {
    match p {
        TimePoint::Calendar(d) => date(d),
        TimePoint::Relative { unit, offset, within } => {
            let within = within.as_ref().map_or(String::new(), |d| format!(" {}", date(d)));
            format!("{unit:?}{offset:+}{within}")
        }
        TimePoint::Past { unit, count } => format!("past {count} {unit:?}"),
        TimePoint::YearBefore => "year before".to_owned(),
        TimePoint::Anaphor => "anaphor".into(),
        TimePoint::Now => "now".into(),
        TimePoint::Around { unit, edge } => format!("that {unit:?} {edge:?}"),
        TimePoint::Weekday { day } => format!("weekday {day}"),
        TimePoint::SameIn { year } => format!("same in {year}"),
        TimePoint::Holiday { id, year } => format!("{id} {year:?}"),
    }
}

fn describe_time(text: &str, span: Span, t: &Timex) -> String {
    let mut line = format!("{} | {}", span.slice(text), point(&t.from));
    let _ = t.to.as_ref().map(|to| write!(line, " .. {}", point(to)));
    let _ = write!(line, " {:?}", t.role);
    if t.leading {
        line.push_str(" leading");
    }
    if t.dateline {
        line.push_str(" dateline");
    }
    line
}

#[track_caller]
fn check_times(text: &str, expected: &[&str]) {
    let lines: Vec<String> = found(text)
        .iter()
        .filter_map(|f| match &f.kind {
            MentionKind::Timex(t) => Some(describe_time(text, f.span, t)),
            _ => None,
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
}

#[track_caller]
fn check_cues(text: &str, expected: &[(&str, CueKind, &str)]) {
    let found = found(text);
    let cues: Vec<(&str, CueKind, &str)> = found
        .iter()
        .filter_map(|f| match &f.kind {
            MentionKind::Cue(cue) => Some((f.span.slice(text), cue.kind, cue.id.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(cues, expected, "{text}");
}

#[test]
fn counts_with_the_noun_on_either_side() {
    check("破获电信网络诈骗案件39.4万起", &["39.4万 | 394000 count <电信网络诈骗案件>"]);
    check("抓获63.4万名犯罪嫌疑人。", &["63.4万 | 634000 count <犯罪嫌疑人>"]);
    check(
        "各地破获电信网络诈骗案件37万余起，抓获嫌疑人54.9万余名。",
        &["37万 | 370000 more_than count <电信网络诈骗案件>", "54.9万 | 549000 more_than count <嫌疑人>"],
    );
    check(
        "缴获手机卡328.6万张、银行卡19.1万张。",
        &["328.6万 | 3286000 count <手机卡>", "19.1万 | 191000 count <银行卡>"],
    );
    check("共有5000人参加。", &["5000 | 5000 count <人>"]);
    check("打掉团伙1.2万个，累计发送短信２０亿条", &["1.2万 | 12000 count <团伙>", "２０亿 | 2000000000 count <短信>"]);
    check("打掉“两卡”团伙1.2万个", &["1.2万 | 12000 count <两卡”团伙>"]);
    check("打掉1.2万个“两卡”团伙。", &["1.2万 | 12000 count <两卡”团伙>"]);
    check("公布300个“黑名单”。", &["300 | 300 count <黑名单>"]);
    check("避免30万名群众受骗", &["30万 | 300000 count <群众>"]);
    check("北京共有诈骗案件300起", &["300 | 300 count <诈骗案件>"]);
    check("犯罪嫌疑人被抓获3000人", &["3000 | 3000 count <犯罪嫌疑人>"]);
    check("起诉诈骗犯罪3000人", &["3000 | 3000 count <人>"]);
    check("侦破案件3万起", &["3万 | 30000 count <案件>"]);
    check("骗案3万宗，较去年的2万宗上升", &["3万 | 30000 count <骗案>", "2万 | 20000 count <骗案>"]);
    check("张某等12人", &["12 | 12 count <人>"]);
    check("拘捕3名涉及诈骗的人士", &["3 | 3 count <涉及诈骗的人士>"]);
    check("居民消费价格（CPI）上涨3%", &["3% | 3 percent change up <居民消费价格>"]);
    check("案件3万起最多", &["3万 | 30000 count <案件>"]);
    check("案件3万起　涉款五亿元", &["3万 | 30000 count <案件>", "五亿元 | 500000000 CNY? <涉款>"]);
}

#[test]
fn counts_with_a_noun_in_latin_letters() {
    check("检测APP32万款", &["32万 | 320000 count <APP>"]);
    check("通报违规APP1260款", &["1260 | 1260 count <通报违规APP>"]);
    check("存在问题的App107款", &["107 | 107 count <存在问题的App>"]);
    check("完成175万款APP的开发", &["175万 | 1750000 count <APP的开发>"]);
    check("缴获5.6万张SIM卡", &["5.6万 | 56000 count <SIM卡>"]);
    check("缴获GOIP设备1.2万台", &["1.2万 | 12000 count <GOIP设备>"]);
    check("CA1234次航班，AA2级", &["1234 | 1234 count !Name", "2 | 2 count !Name"]);
    check("B2层，G20峰会", &["2 | 2 count !Name", "20 | 20 count !Name"]);
}

#[test]
fn a_verb_after_a_verb_is_the_noun_of_the_number() {
    check("平台接到举报47万条", &["47万 | 470000 count <举报>"]);
    check("平台接到举报共47万条", &["47万 | 470000 count <举报>"]);
    check("受理群众举报线索820万条", &["820万 | 8200000 count <群众举报线索>"]);
    check_cues("接到举报4条", &[("接到", CueKind::Verb, "accept"), ("举报", CueKind::Noun, "complaint")]);
}

#[test]
fn traditional_and_full_width() {
    check("共抓獲犯罪嫌疑人３.２萬餘名", &["３.２萬 | 32000 more_than count <犯罪嫌疑人>"]);
    check(
        "錄得案件兩萬多宗，較去年減少２０％",
        &["兩萬 | 20000 more_than count <案件>", "２０％ | 20 percent change down yoy"],
    );
    check("損失１，２３４．５萬元", &["１，２３４．５萬元 | 12345000 CNY? <損失>"]);
    check("佔全部案件的兩成", &["兩成 | 20 percent share"]);
    check("受騙者有數十萬人", &["數十萬 | 100000 more_than count <受騙者> !Vague"]);
    check("９６１１０熱線，５Ｇ", &["９６１１０ | 96110 count !Name", "５ | 5 count !Name"]);
    check_times("截至１１月底，去年上半年", &["截至１１月底 | m11 end Until leading", "去年上半年 | Year-1 h1 During"]);
    check_times("過去兩年，警方", &["過去兩年 | past 2 Year During leading"]);
    check_cues("緝獲嫌疑人，發送", &[("嫌疑人", CueKind::Noun, "suspect"), ("發送", CueKind::Verb, "send")]);
}

#[test]
fn the_words_are_what_texts_are_folded_to() {
    let folding = Folding::new();
    for file in [include_str!("cues.toml"), include_str!("numerals.toml"), include_str!("timex.toml")] {
        for line in file.lines() {
            assert_eq!(folding.folded(line).text, line);
        }
    }
    // A form of the catalog that is not is there in its simplified twin too.
    let catalog = Catalog::embedded();
    let forms = |l: &tallysheet_catalog::Lexeme| l.zh.iter().map(|form| form.text.clone()).collect::<Vec<_>>();
    let units = catalog.units().iter().flat_map(|u| [u.zh.clone(), u.zh_before.clone()]);
    for words in catalog.lexemes().iter().map(forms).chain(units) {
        for folded in words.iter().map(|word| folding.folded(word)) {
            assert!(words.contains(&folded.text), "{}", folded.text);
        }
    }
}

#[test]
fn money() {
    check("紧急止付涉案资金3291亿元。", &["3291亿元 | 329100000000 CNY? <涉案资金>"]);
    check("拦截资金300多亿元", &["300多亿元 | 30000000000 more_than CNY? <资金>"]);
    check("挽回3亿2000万元经济损失", &["3亿2000万元 | 320000000 CNY? <经济损失>"]);
    check("罚款人民币50元", &["50元 | 50 CNY <罚款>"]);
    check("高达14亿美元（约合人民币90亿元）", &["14亿美元 | 1400000000 USD", "90亿元 | 9000000000 CNY"]);
    check("价值8亿元人民币", &["8亿元人民币 | 800000000 CNY <价值>"]);
    check("损失US$2.5万", &["US$2.5万 | 25000 USD <损失>"]);
    check("损失￥500", &["￥500 | 500 CNY? <损失>"]);
    check("收费50元6角三分", &["50元6角三分 | 50.63 CNY? <收费>"]);
    check("损失3—5万元", &["3—5万元 | 30000-50000 CNY? <损失>"]);
}

#[test]
fn proportions() {
    check("占全部案件的60%", &["60% | 60 percent share"]);
    check("刷单类诈骗占发案的三成", &["三成 | 30 percent share <刷单类诈骗>"]);
    check("80%的案件", &["80% | 80 percent share <案件>"]);
    check("百分之三十", &["百分之三十 | 30 percent"]);
    check("千分之一", &["千分之一 | 0.1 percent"]);
    check("四成多是学生", &["四成 | 40 more_than percent share"]);
    check("三成多的案件", &["三成 | 30 more_than percent share <案件>"]);
    check("刷单返利类占34.6%，位居第一", &["34.6% | 34.6 percent share <刷单返利类>"]);
    check("3成6", &["3成6 | 36 percent share"]);
    check("三成半", &["三成半 | 35 percent share"]);
    check("提高12个百分点", &["12个百分点 | 12 percentage_point change up"]);
    check("20%—30%", &["20%—30% | 20-30 percent"]);
    check("增长20至30%", &["20至30% | 20-30 percent change up"]);
    check("二十分之一", &["二十分之一 | 0.05 times share"]);
    check("过半案件", &["过半 | 50 more_than percent share <案件>"]);
    check("建成3成品", &["3 | 3 count <成品>"]);
}

#[test]
fn bounds() {
    check("超过300人", &["300 | 300 more_than count <人>"]);
    check("不少于20起", &["20 | 20 at_least count"]);
    check("不足5000起", &["5000 | 5000 less_than count"]);
    check("近30万起", &["30万 | 300000 about count"]);
    check("高达30万起", &["30万 | 300000 count"]);
    check("30万起左右", &["30万 | 300000 about count"]);
    check("100起以上", &["100 | 100 at_least count"]);
    check("两千余", &["两千 | 2000 more_than count"]);
    check("经过20", &["20 | 20 count <经过>"]);
    check("三十来个", &["三十 | 30 about count"]);
    check("大于10小于20", &["10小于20 | 10-20 count"]);
    check("1000以上，1500以下", &["1000以上，1500 | 1000-1500 count"]);
    check("20和30之间", &["20和30 | 20-30 count"]);
    check("三至五万名", &["三至五万 | 30000-50000 count"]);
    check("三五万人", &["三五万 | 30000-50000 count <人>"]);
}

#[test]
fn changes() {
    check("立案数同比下降17.3%", &["17.3% | 17.3 percent change down yoy <立案数>"]);
    check(
        "破获案件39.4万起，同比上升28.5%，环比增长3%",
        &["39.4万 | 394000 count <案件>", "28.5% | 28.5 percent change up yoy", "3% | 3 percent change up mom"],
    );
    check(
        "案件数、团伙数和人数同比分别上升60.4%、80.6%和146.5%",
        &[
            "60.4% | 60.4 percent change up yoy <案件数>",
            "80.6% | 80.6 percent change up yoy <团伙数>",
            "146.5% | 146.5 percent change up yoy <人数>",
        ],
    );
    check(
        "发案数同比、环比分别下降17.3%、5.5%",
        &["17.3% | 17.3 percent change down yoy <发案数>", "5.5% | 5.5 percent change down mom <发案数>"],
    );
    check(
        "破获案件3万起、抓获嫌疑人5万名，同比分别上升2%和4%",
        &[
            "3万 | 30000 count <案件>",
            "5万 | 50000 count <嫌疑人>",
            "2% | 2 percent change up yoy",
            "4% | 4 percent change up yoy",
        ],
    );
    check("损失上升到30%", &["30% | 30 percent <损失>"]);
    check("降幅为30%", &["30% | 30 percent change down"]);
    check("价格增长为30%", &["30% | 30 percent <价格>"]);
    check("降幅达30%", &["30% | 30 percent change down"]);
    check("发案同比减少3000起", &["3000 | 3000 count change down yoy <发案>"]);
    check("新增3000户", &["3000 | 3000 count <新增>"]);
    check("产值翻一番", &["翻一番 | 100 percent change up <产值>"]);
    check("产值翻了两番", &["翻了两番 | 300 percent change up <产值>"]);
    check("比2022年上升42.6%", &["42.6% | 42.6 percent change up yoy"]);
    check("案件较4月下降14.3%", &["14.3% | 14.3 percent change down mom <案件>"]);
    check("较2021年5月下降3%", &["3% | 3 percent change down other"]);
    check("损失较上年减少5亿元", &["5亿元 | 500000000 CNY? change down yoy <损失>"]);
    check("实现30%的增长", &["30% | 30 percent change up <实现>"]);
    check("增长2.5倍", &["2.5 | 2.5 times change up"]);
    check("较前年增加3%，较对上一年增加4%", &["3% | 3 percent change up yoy", "4% | 4 percent change up yoy"]);
    check("贷款同比少增5亿元", &["5亿元 | 500000000 CNY? change down yoy <贷款>"]);
    check("案件按年下跌3%", &["3% | 3 percent change down yoy <案件>"]);
    check("骗案多了300宗，少了5%", &["300 | 300 count change up <骗案>", "5% | 5 percent change down"]);
    check("案件3万起，同比+5%", &["3万 | 30000 count <案件>", "5% | 5 percent change up yoy"]);
    check("资金30亿元（同比↑5%）", &["30亿元 | 3000000000 CNY? <资金>", "5% | 5 percent change up yoy"]);
    check(
        "增速比上月末低0.8个和5.1个百分点",
        &[
            "0.8 | 0.8 percentage_point change down mom <增速>",
            "5.1个百分点 | 5.1 percentage_point change down mom <增速>",
        ],
    );
    check("增长-3.5%", &["-3.5% | 3.5 percent change down"]);
}

#[test]
fn rates() {
    check("日均拦截5.2万次", &["5.2万 | 52000 count rate day"]);
    check("每月发送短信300万条", &["300万 | 3000000 count rate month <短信>"]);
    check("全省日均发案103起，较5月减少18起", &["103 | 103 count rate day <发案>", "18 | 18 count change down mom"]);
    check("全省日均破获103起", &["103 | 103 count rate day"]);
    check("日均发案103起、损失5亿元", &["103 | 103 count rate day <发案>", "5亿元 | 500000000 CNY? rate day <损失>"]);
    check("每小时拦截20次", &["20 | 20 count rate"]);
    check("拦截电话300万次/天", &["300万 | 3000000 count rate day <电话>"]);
    check("发送短信3亿条每月", &["3亿 | 300000000 count rate month <短信>"]);
}

#[test]
fn durations_are_quantities() {
    check("发案数连续9个月下降", &["9 | 9 month <发案数>"]);
    check("连续5年", &["5 | 5 year"]);
    check("历时3天", &["3 | 3 day"]);
    check("72小时内", &["72 | 72 at_most hour"]);
    check("8分钟内赶到", &["8 | 8 at_most minute"]);
    check("3天以内追回", &["3 | 3 at_most day"]);
    check("3天内部调查", &["3 | 3 day"]);
    check("全长30公里", &["30 | 30 km <全长>"]);
}

#[test]
fn excluded() {
    check("拨打96110热线", &["96110 | 96110 count !Name"]);
    check("拨打96110、110咨询", &["96110 | 96110 count !Name", "110 | 110 count !Name"]);
    check("致电110或12381", &["110 | 110 count !Name", "12381 | 12381 count !Name"]);
    check("尾号6688，尾号为7799", &["6688 | 6688 count !Name", "7799 | 7799 count !Name"]);
    check("热线12381，请拨打110", &["12381 | 12381 count !Name", "110 | 110 count !Name"]);
    check("电话010-66262222", &["010-66262222 | 10-66262222 count !Name"]);
    check("接到电话5000次，开通专线12条", &["5000 | 5000 count <电话>", "12 | 12 count <开通专线>"]);
    check("他的QQ 123456被盗", &["123456 | 123456 count !Name"]);
    check("加qq 88776655后", &["88776655 | 88776655 count !Name"]);
    check("订单号A2021073可用", &["2021073 | 2021073 count !Name"]);
    check("5G基站", &["5 | 5 count !Name"]);
    check("“云剑-2021”行动，打击两卡犯罪", &[]);
    check("三个团伙", &["三 | 3 count <团伙> !SmallWord"]);
    check("1.加强宣传。", &["1 | 1 count !Marker"]);
    check("一是加强宣传，二是严打", &["一 | 1 count !Marker", "二 | 2 count !Marker"]);
    check("数十万人", &["数十万 | 100000 more_than count <人> !Vague"]);
    check("上百名群众", &["百 | 100 more_than count <群众> !Vague"]);
    check("“1、3、5分钟”机制", &["1 | 1 count !SetPhrase", "3 | 3 count !SetPhrase", "5 | 5 minute !SetPhrase"]);
    check("抓获3,2016名", &["3,2016 | 32016 count !Damaged"]);
    check("涉案1000万元以上的案件", &["1000万元 | 10000000 at_least CNY? !Threshold"]);
    check("第二名和第100次", &[]);
    check("四川统一部署，十分重要", &[]);
    check("五年有期徒刑", &["五 | 5 year !Threshold"]);
    check("有期徒刑十年六个月", &["十 | 10 year !Threshold", "六 | 6 month !Threshold"]);
    check("十四届全国人大", &["十四 | 14 count !Ordinal"]);
    check("多为90后", &["90 | 90 count !Name"]);
    check("浏览次数：130", &["130 | 130 count !Name"]);
}

#[test]
fn asides() {
    check_asides("2021年3月5日破获3起", &["2021 | 2021 count !Date", "3 | 3 count !Date", "5 | 5 count !Date"]);
    check_asides("昨晚20点30分", &["20 | 20 count !Date", "30 | 30 count !Date"]);
    check_asides("第三批，第100次", &["三 | 3 count !Ordinal", "100 | 100 count !Ordinal"]);
    check_asides("五一期间，一段时间以来，近日", &[]);
}

#[test]
fn calendar_times() {
    check_times("2021年，案件下降。", &["2021年 | y2021 During leading"]);
    check_times("2021年6月17日上午9时30分", &["2021年6月17日 | y2021 m6 d17 During leading"]);
    check_times("民警于17日抓获5人", &["17日 | d17 During"]);
    check_times("去年12月", &["去年12月 | Year-1 m12 During leading"]);
    check_times("今年上半年", &["今年上半年 | Year+0 h1 During leading"]);
    check_times("第三季度", &["第三季度 | q3 During leading"]);
    check_times("2021年前三季度", &["2021年前三季度 | y2021 q1 .. y2021 q3 During leading"]);
    check_times("前5个月", &["前5个月 | m1 .. m5 During leading"]);
    check_times("1至5月", &["1至5月 | m1 .. m5 During leading"]);
    check_times("2021年1-5月", &["2021年1-5月 | y2021 m1 .. y2021 m5 During leading"]);
    check_times("2021年1月至5月", &["2021年1月至5月 | y2021 m1 .. y2021 m5 During leading"]);
    check_times("今年1至5月", &["今年1至5月 | Year+0 m1 .. Year+0 m5 During leading"]);
    check_times("6月17日至19日", &["6月17日至19日 | m6 d17 .. m6 d19 During leading"]);
    check_times("二〇二一年五月", &["二〇二一年五月 | y2021 m5 During leading"]);
    check_times("2021-06-17", &["2021-06-17 | y2021 m6 d17 During leading"]);
    check_times("今年首季", &["今年首季 | Year+0 q1 During leading"]);
    check_times("首三季", &["首三季 | q1 .. q3 During leading"]);
    check_times("民国113年6月", &["民国113年6月 | y2024 m6 During leading"]);
    check_times("113年度", &["113年度 | y2024 During leading"]);
    check_times("较111年的3万件", &["较111年 | y2022 Against leading"]);
    check_times("建校已120年，110年来", &["110年来 | past 110 Year During"]);
    check_times("今（114）年11月", &["今（114）年11月 | Year+0 m11 During leading"]);
    check_times("昨（29）日", &["昨（29）日 | Day-1 During leading"]);
    check_times("2022年春节期间", &["2022年春节期间 | spring_festival Some(2022) During leading"]);
    check("2021年6月17日9时，1至5月", &[]);
}

#[test]
fn times_with_a_role() {
    check_times("截至11月底", &["截至11月底 | m11 end Until leading"]);
    check_times("截至目前，", &["截至目前 | now Until leading"]);
    check_times("目前，", &["目前 | now At leading"]);
    check_times("自2020年10月以来", &["自2020年10月以来 | y2020 m10 Since leading"]);
    check_times("自2020年起", &["自2020年起 | y2020 Since leading"]);
    check_times("今年以来", &["今年以来 | Year+0 Since leading"]);
    check_times("五年来", &["五年来 | past 5 Year During leading"]);
    check_times("过去一年，", &["过去一年 | past 1 Year During leading"]);
    check_times("近三个月来", &["近三个月来 | past 3 Month During leading"]);
    check_times("半年来", &["半年来 | past 6 Month During leading"]);
    check_times("较4月下降5%", &["较4月 | m4 Against leading"]);
    check_times("与去年同期相比", &["与去年同期相比 | Year-1 Against leading"]);
    check_times("比去年同期的3万起增长5%", &["比去年同期 | year before During leading"]);
    check_times("去年同期为3万起", &["去年同期 | year before During leading"]);
    check_times("近日，", &["近日 | now Unknown leading"]);
    check_times("全年破获3起", &["全年 | anaphor During leading"]);
    check_times("从1月到5月", &["从1月到5月 | m1 .. m5 During leading"]);
    check_times("到去年底", &["到去年底 | Year-1 end Until leading"]);
}

#[test]
fn datelines_and_leads() {
    check_times(
        "新华社北京4月9日电 记者获悉，今年以来破获3起",
        &["4月9日 | m4 d9 During dateline", "今年以来 | Year+0 Since leading"],
    );
    check_times("据悉，2021年破获3起", &["2021年 | y2021 During leading"]);
    check_times("（二）今年以来，", &["今年以来 | Year+0 Since leading"]);
    check_times("二是2021年破获3起", &["2021年 | y2021 During leading"]);
    check_times("北京市公安局今年以来破获3起", &["今年以来 | Year+0 Since leading"]);
    check_times("张某2021年破获3起", &["2021年 | y2021 During"]);
    check_times("警方破获3起，其中2021年2起", &["2021年 | y2021 During"]);
}

#[test]
fn cues() {
    use CueKind::{Noun, PassiveVerb, Place, Respectively, Speaker, Verb};
    check_cues("破获案件", &[("破获", Verb, "solve"), ("案件", Noun, "case")]);
    check_cues("嫌疑人被警方抓获", &[("嫌疑人", Noun, "suspect"), ("抓获", PassiveVerb, "arrest")]);
    check_cues("未抓获，附条件不侦破", &[("未抓获", Verb, "not_done"), ("不侦破", Verb, "not_done")]);
    check_cues("立案分别", &[("立案", Noun, "case_filed"), ("分别", Respectively, "respectively")]);
    check_cues("北京市公安局", &[("北京市公安局", Speaker, "police_bj"), ("北京", Place, "CN-BJ")]);
}

#[test]
fn clauses_are_disjoint() {
    let text = "破获案件3万起，抓获嫌疑人5万名，缴获手机卡6张、银行卡7张";
    let clauses: Vec<&str> = found(text)
        .iter()
        .filter_map(|f| match &f.kind {
            MentionKind::Quantity(q) => Some(q.clause.slice(text)),
            _ => None,
        })
        .collect();
    assert_eq!(clauses, ["破获案件3万起", "抓获嫌疑人5万名", "缴获手机卡6张", "银行卡7张"]);
}

#[test]
fn texts_without_figures() {
    check("", &[]);
    check("全国公安机关开展行动。", &[]);
}

proptest! {
    #[test]
    fn any_text_gives_sliceable_mentions(
        text in "[0-9０-９，、。；“”%％.元亿万千百十零一二三两几余多年月日至—自截至起以来同比上升下降占的破获案件名个成分之又负打翻番半到和比大 \n-]{0,60}",
    ) {
        let (mut found, mut sentences, mut scratch) = (Vec::new(), Vec::new(), Scratch::default());
        for sentence in crate::segment::sentences(&text, true) {
            found.clear();
            let mut layers = Layers { mentions: &mut found, sentences: &mut sentences };
            CHINESE.read(&text, &[near(sentence)], &mut scratch, &mut layers);
            let place = |f: &Mention| (f.span.start, std::cmp::Reverse(f.span.end), f.rule);
            prop_assert!(found.is_sorted_by_key(place));
            let mut clause_end = sentence.span.start;
            for f in &found {
                prop_assert!(sentence.span.contains(f.span) && !f.span.is_empty());
                prop_assert!(text.get(f.span.start..f.span.end).is_some());
                if let MentionKind::Quantity(q) = &f.kind && f.rule != Rule::ZhAside {
                    prop_assert!(text.get(q.clause.start..q.clause.end).is_some());
                    prop_assert!(q.clause.contains(f.span) && q.clause.start >= clause_end);
                    clause_end = q.clause.end;
                    if let Some(noun) = q.counted {
                        prop_assert!(text.get(noun.start..noun.end).is_some() && !noun.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn arbitrary_text_does_not_panic(text in "\\PC{0,60}") {
        found(&text);
    }
}

//! What releases report, English and Chinese side by side.

/// One thing that is reported, with the words of a clause around its figure.
#[derive(Debug)]
pub struct Topic {
    /// An id of the catalog, where one fits.
    pub indicator: Option<&'static str>,
    /// `count`, `CNY` or another unit.
    pub unit: &'static str,
    /// Usual values, as powers of ten.
    pub size: (u32, u32),
    /// Verb (past tense and participle alike), words after the figure, and what is counted.
    pub en: [&'static str; 3],
    /// Words before the figure, the classifier after it, and what is counted.
    pub zh: [&'static str; 3],
}

/// The topics of one kind of body.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Who reports, in English, with the verb that agrees.
    pub en: &'static [(&'static str, &'static str)],
    /// Who reports, in Chinese.
    pub zh: &'static [&'static str],
    /// The centre that this credits, English and Chinese.
    pub programme: Option<(&'static str, &'static str)>,
    /// What it reports.
    pub topics: &'static [Topic],
}

const fn topic(
    indicator: &'static str,
    unit: &'static str,
    size: (u32, u32),
    en: [&'static str; 3],
    zh: [&'static str; 3],
) -> Topic {
    let indicator = if indicator.is_empty() { None } else { Some(indicator) };
    Topic { indicator, unit, size, en, zh }
}

/// All fields.
pub const FIELDS: &[Field] = &[POLICE, REGULATOR, CENTRE, CAMPAIGN, TOWN];

const POLICE: Field = Field {
    en: &[("police across the country", "have"), ("public security organs", "have"), ("the task force", "has")],
    zh: &["全国公安机关", "各地公安机关", "公安机关", "警方"],
    programme: None,
    topics: &[
        topic(
            "cases_solved",
            "count",
            (3, 6),
            ["cracked", " telecom fraud cases", "telecom fraud cases"],
            ["破获电信网络诈骗案件", "起", "电信网络诈骗案件"],
        ),
        topic(
            "suspects_arrested",
            "count",
            (2, 6),
            ["arrested", " criminal suspects", "criminal suspects"],
            ["抓获犯罪嫌疑人", "名", "犯罪嫌疑人"],
        ),
        topic(
            "gangs_dismantled",
            "count",
            (2, 5),
            ["destroyed", " criminal gangs", "criminal gangs"],
            ["打掉犯罪团伙", "个", "犯罪团伙"],
        ),
        topic(
            "dens_destroyed",
            "count",
            (2, 5),
            ["destroyed", " fraud dens", "fraud dens"],
            ["捣毁诈骗窝点", "个", "诈骗窝点"],
        ),
        topic(
            "phone_cards_seized",
            "count",
            (3, 7),
            ["seized", " mobile phone cards", "mobile phone cards"],
            ["缴获手机卡", "张", "手机卡"],
        ),
        topic(
            "bank_cards_seized",
            "count",
            (3, 6),
            ["seized", " bank cards", "bank cards"],
            ["缴获银行卡", "张", "银行卡"],
        ),
        topic(
            "losses_recovered",
            "CNY",
            (7, 12),
            ["recovered", " of economic losses", "economic losses"],
            ["挽回经济损失", "", "经济损失"],
        ),
    ],
};

const REGULATOR: Field = Field {
    en: &[("the regulators", "have"), ("carriers and banks", "have"), ("the ministry", "has")],
    zh: &["监管部门", "通信管理部门", "工信部"],
    programme: None,
    topics: &[
        topic(
            "calls_intercepted",
            "count",
            (6, 10),
            ["intercepted", " fraudulent calls", "fraudulent calls"],
            ["拦截诈骗电话", "次", "诈骗电话"],
        ),
        topic(
            "sms_intercepted",
            "count",
            (6, 10),
            ["intercepted", " fraudulent text messages", "fraudulent text messages"],
            ["拦截诈骗短信", "条", "诈骗短信"],
        ),
        topic(
            "websites_blocked",
            "count",
            (4, 7),
            ["blocked", " fraudulent websites", "fraudulent websites"],
            ["封堵诈骗网站", "个", "诈骗网站"],
        ),
        topic(
            "phone_cards_cleared",
            "count",
            (5, 8),
            ["shut down", " high-risk phone cards", "high-risk phone cards"],
            ["清理高风险电话卡", "张", "高风险电话卡"],
        ),
        topic(
            "accounts_cleared",
            "count",
            (5, 9),
            ["cleared", " risky accounts", "risky accounts"],
            ["清理风险账户", "个", "风险账户"],
        ),
        topic(
            "transactions_rejected",
            "count",
            (5, 8),
            ["rejected", " suspicious transactions", "suspicious transactions"],
            ["拒绝可疑交易", "笔", "可疑交易"],
        ),
        topic("apps_inspected", "count", (4, 7), ["inspected", " apps", "apps"], ["检测APP", "款", "APP"]),
    ],
};

const CENTRE: Field = Field {
    en: &[("the National Anti-Fraud Center", "has")],
    zh: &["国家反诈中心"],
    programme: Some(("National Anti-Fraud Center", "国家反诈中心")),
    topics: &[
        topic(
            "warnings_issued",
            "count",
            (5, 9),
            ["issued", " early warning instructions", "early warning instructions"],
            ["下发预警指令", "条", "预警指令"],
        ),
        topic(
            "people_protected",
            "count",
            (4, 8),
            ["prevented", " people from being deceived", "people"],
            ["劝阻群众", "人", "群众"],
        ),
        topic(
            "funds_stopped",
            "CNY",
            (8, 12),
            ["urgently stopped", " of funds involved in fraud", "funds involved in fraud"],
            ["紧急止付涉案资金", "", "涉案资金"],
        ),
        topic(
            "funds_returned",
            "CNY",
            (7, 11),
            ["returned", " of defrauded funds to the public", "defrauded funds"],
            ["向群众返还被骗资金", "", "被骗资金"],
        ),
        topic(
            "clues_received",
            "count",
            (4, 7),
            ["received", " clues from the public", "clues"],
            ["受理群众举报线索", "条", "举报线索"],
        ),
    ],
};

const CAMPAIGN: Field = Field {
    en: &[("local forces", "have"), ("volunteers and officers", "have"), ("schools", "have")],
    zh: &["各地", "社区民警", "宣传部门"],
    programme: None,
    topics: &[
        topic(
            "publicity_events",
            "count",
            (2, 5),
            ["held", " publicity sessions", "publicity sessions"],
            ["开展主题宣传活动", "场次", "主题宣传活动"],
        ),
        topic(
            "publicity_materials",
            "count",
            (4, 8),
            ["distributed", " publicity materials", "publicity materials"],
            ["发放宣传资料", "份", "宣传资料"],
        ),
        topic(
            "publicity_sms",
            "count",
            (6, 10),
            ["sent", " public welfare text messages", "public welfare text messages"],
            ["发送公益短信", "条", "公益短信"],
        ),
        topic(
            "videos_released",
            "count",
            (2, 4),
            ["released", " short videos", "short videos"],
            ["发布短视频", "条", "短视频"],
        ),
    ],
};

const TOWN: Field = Field {
    en: &[("the city", "has"), ("the province", "has"), ("the county", "has")],
    zh: &["全市", "全省", "全县"],
    programme: None,
    topics: &[
        topic("", "count", (3, 7), ["planted", " trees", "trees"], ["栽种树木", "棵", "树木"]),
        topic("", "km", (2, 5), ["built", " of rural roads", "rural roads"], ["新建农村公路", "", "农村公路"]),
        topic("", "count", (3, 6), ["trained", " farmers", "farmers"], ["培训农民", "人", "农民"]),
        topic(
            "",
            "CNY",
            (7, 11),
            ["invested", " in school buildings", "school buildings"],
            ["投入校舍建设资金", "", "校舍建设资金"],
        ),
    ],
};

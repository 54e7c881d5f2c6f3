//! What a heading of somebody else's form asks for, in the words that offices use.

use crate::domain::Attribute;
use crate::text::{Lang, fold_width};

/// What a column is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The number of the row.
    Number,
    /// What the ledger knows of an entry.
    Of(Attribute),
    /// The first and the last year of building.
    Years,
    /// What is planned to be invested in a year.
    PlannedIn(i32),
    /// What was invested in a year.
    DoneIn(i32),
}

/// How surely a heading says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    /// It holds a word for it among others.
    Likely,
    /// It is a word for it.
    Sure,
    /// A person says so.
    Told,
}

use Asked::{DoneIn, Number, Of, PlannedIn, Years};
use Attribute as A;

/// The words of forms that the ledger does not use itself.
const FAMILIES: &[(Asked, &[&str])] = &[
    (Number, &["序号", "项目序号", "任务序号", "NO", "NO."]),
    (
        Of(A::Title),
        &[
            "项目名称",
            "任务名称",
            "工作任务",
            "重点任务",
            "主要任务",
            "目标任务",
            "任务",
            "工作事项",
            "重点事项",
            "事项名称",
            "重点工作",
            "任务事项",
            "督办事项",
            "工作名称",
            "名称",
            "项目",
            "具体任务",
            "任务分解",
        ],
    ),
    (
        Of(A::Summary),
        &[
            "主要内容",
            "工作内容",
            "任务内容",
            "建设内容",
            "建设内容及规模",
            "建设规模及内容",
            "主要建设内容",
            "建设规模及主要建设内容",
            "具体内容",
            "具体措施",
            "工作措施",
            "建设规模",
            "工作要求",
        ],
    ),
    (Of(A::Reference), &["方案编号", "条款", "所在条款"]),
    (Of(A::Plan), &["文件依据", "任务来源", "所属方案", "来源文件", "事项来源"]),
    (
        Of(A::Lead),
        &["牵头部门", "牵头责任单位", "牵头责任部门", "主责单位", "主责部门", "责任单位", "责任部门", "主办单位", "承办单位", "主管部门"],
    ),
    (Of(A::With), &["配合部门", "协办单位", "参与单位", "配合责任单位", "协同单位", "协作单位", "参加单位"]),
    (Of(A::Deadline), &["时限", "完成时间", "办结时限", "截止时间", "完成期限", "计划完成时间", "时间节点", "预计完成时间", "时间要求"]),
    (Of(A::Status), &["进展状态", "完成状态", "工作状态", "当前状态", "办理状态", "任务状态", "是否完成"]),
    (Of(A::Percent), &["完成率", "完成进度", "完成百分比", "总体进度", "工作进度", "进度", "完成度", "任务完成率"]),
    (
        Of(A::Progress),
        &[
            "进展情况",
            "工作进展",
            "工作进展情况",
            "推进情况",
            "工作推进情况",
            "完成情况",
            "工作完成情况",
            "落实情况",
            "工作落实情况",
            "形象进度",
            "目前进展",
            "开展情况",
            "工作开展情况",
            "进展",
            "主要进展",
            "取得成效",
            "办理情况",
            "任务进展",
            "项目进展",
            "项目进展情况",
            "工程进度",
        ],
    ),
    (
        Of(A::Problems),
        &[
            "存在问题",
            "存在的问题",
            "问题",
            "存在困难",
            "存在的困难和问题",
            "困难问题",
            "存在的主要问题",
            "困难和问题",
            "主要问题",
            "存在问题及困难",
            "存在的困难",
        ],
    ),
    (
        Of(A::Next),
        &[
            "下一步",
            "下一步工作",
            "下一步打算",
            "下一步计划",
            "下一步措施",
            "下步打算",
            "下步工作",
            "下步计划",
            "下步措施",
            "下一步工作计划",
            "下一步工作打算",
            "下一步工作安排",
            "下一步安排",
            "下步工作打算",
        ],
    ),
    (Of(A::Cause), &["问题类别", "问题类型", "原因分类"]),
    (
        Of(A::Region),
        &["建设地点", "所在地", "建设地址", "属地", "项目地点", "所属地区", "区域", "所在县区", "县区", "县(市区)", "所在县(市区)", "地区"],
    ),
    (
        Of(A::Enterprise),
        &["项目单位", "建设单位", "项目业主", "业主单位", "业主", "企业名称", "实施主体", "投资主体", "建设主体", "项目法人", "实施企业"],
    ),
    (Of(A::Investment), &["总投资", "计划总投资", "投资总额", "项目总投资", "投资额", "投资规模", "估算总投资"]),
    (Of(A::PlannedYear), &["年度计划投资", "本年度计划投资", "当年计划投资", "年度投资计划", "今年计划投资", "年计划投资", "计划投资"]),
    (Of(A::DoneYear), &["本年度完成投资", "当年完成投资", "年度完成投资", "今年完成投资", "年初以来完成投资", "年完成投资", "完成投资"]),
    (Of(A::Invested), &["累计完成投资", "开工以来完成投资", "开工以来累计完成投资", "累计投资", "已完成投资"]),
    (Of(A::Stage), &["项目阶段", "建设阶段", "所处阶段", "前期进展阶段"]),
    (Of(A::Nature), &["建设性质", "项目性质"]),
    (Of(A::Statistics), &["入统", "是否入统", "是否纳统", "纳统情况", "入库纳统"]),
    (Of(A::Start), &["开工年份", "开工时间", "计划开工时间", "建设起始年份"]),
    (Of(A::End), &["完工年份", "竣工时间", "完工时间", "建成时间", "计划竣工时间", "投产时间"]),
    (Years, &["起止年限", "建设年限", "建设周期", "起止时间", "建设期限", "起止年月", "建设起止年限", "建设工期"]),
    (Of(A::Person), &["责任人", "联系人", "项目负责人", "包保领导", "分管领导", "责任领导"]),
    (Of(A::Sector), &["领域", "所属行业", "行业", "所属领域", "产业类别"]),
    (Of(A::Completed), &["实际完成时间", "办结时间", "办结日期"]),
    (Of(A::Report), &["填报日期", "最近更新"]),
    (Of(A::FundsCentral), &["中央资金", "中央预算内资金", "中央财政资金"]),
    (Of(A::FundsProvince), &["省级资金", "省级财政资金"]),
    (Of(A::FundsLocal), &["市县资金", "地方资金", "地方财政资金"]),
    (Of(A::FundsPrivate), &["社会资本", "社会资金", "企业自筹"]),
    (Of(A::FundsBonds), &["专项债", "专项债券", "地方政府专项债券"]),
];

/// What stands before the words that count.
const SPANS: &[&str] = &[
    "截至目前",
    "截止目前",
    "本季度",
    "本年度",
    "上半年",
    "下半年",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "全年",
    "本期",
    "本月",
    "目前",
    "当前",
    "最新",
    "主要",
    "是否",
];

/// What is no word of the ledger for itself: a remark of the ledger is none of the form.
const NOT_ASKED: &[Attribute] = &[A::Remark, A::Attachments, A::Doubts, A::Quote, A::CarriesOut, A::SameAs, A::Dept, A::Is, A::Awaits];

/// What a heading asks for.
pub(super) fn asked(heading: &str) -> Option<(Asked, Trust)> {
    let plain = plain(heading);
    if plain.is_empty() || plain.chars().count() > 24 {
        return None;
    }
    let year = year_in(&plain);
    let bare = without_span(&plain);
    let whole = [plain.as_str(), bare.as_str()].into_iter().find_map(exactly).map(|asked| (asked, Trust::Sure));
    let (asked, trust) = whole.or_else(|| holding(&bare).map(|asked| (asked, Trust::Likely)))?;
    Some((of_year(asked, year), trust))
}

/// What a person writes for what a column is filled with: a name of an attribute, or a word of forms.
pub(crate) fn meant(word: &str) -> Option<Asked> {
    exactly(&plain(word)).or_else(|| attribute(word))
}

impl Asked {
    pub(crate) fn name(self, lang: Lang) -> String {
        match self {
            Number => lang.pick("序号", "row number").to_owned(),
            Of(attribute) => attribute.name(lang).to_owned(),
            Years => lang.pick("起止年限", "years of building").to_owned(),
            PlannedIn(year) => lang.pick(format!("{year} 年计划投资"), format!("planned in {year}")),
            DoneIn(year) => lang.pick(format!("{year} 年完成投资"), format!("invested in {year}")),
        }
    }

    /// Whether it is 万元.
    pub(super) fn is_money(self) -> bool {
        match self {
            PlannedIn(_) | DoneIn(_) => true,
            Of(attribute) => attribute.holds() == crate::domain::Holds::Money,
            _ => false,
        }
    }
}

/// Without blanks, and without what only says the unit.
fn plain(heading: &str) -> String {
    let text: String = fold_width(heading).chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '*' | '"' | ',' | '/')).collect();
    let text = text.to_uppercase();
    let Some((before, rest)) = text.split_once('(') else { return text };
    let Some((inside, after)) = rest.rsplit_once(')') else { return text };
    let is_unit = ["元", "%", "亩", "年", "月", "填", "注", "字", "如"].iter().any(|w| inside.contains(w));
    let is_place = inside.contains('市') || inside.contains('区');
    if is_unit && !is_place { format!("{before}{after}") } else { text }
}

/// The year that a heading names.
fn year_in(heading: &str) -> Option<i32> {
    let at = heading.find('年')?;
    let digits = heading[..at].chars().rev().take_while(char::is_ascii_digit).count();
    (digits == 4).then(|| heading[at - 4..at].parse().ok()).flatten().filter(|year| (1990..2100).contains(year))
}

/// Without the time that stands before it: `2026年计划投资`, `1-9月完成投资`, `截至9月底完成投资`.
fn without_span(heading: &str) -> String {
    let mut rest = heading;
    loop {
        let before = rest;
        for word in SPANS {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        rest = rest.strip_prefix("截至").or_else(|| rest.strip_prefix("截止")).unwrap_or(rest);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '~' | '至' | '.')).len();
        if digits > 0
            && let Some(unit) = ["年度", "年", "月份", "月底", "月", "日", "季度"].iter().find(|u| rest[digits..].starts_with(**u))
        {
            rest = &rest[digits + unit.len()..];
        }
        if rest == before {
            return rest.to_owned();
        }
    }
}

fn exactly(word: &str) -> Option<Asked> {
    let of_forms = FAMILIES.iter().find(|(_, names)| names.contains(&word)).map(|(asked, _)| *asked);
    of_forms.or_else(|| attribute(word).filter(|asked| !matches!(asked, Of(a) if NOT_ASKED.contains(a))))
}

/// An attribute by one of its names, or by what forms and lists call it.
fn attribute(word: &str) -> Option<Asked> {
    let named = Attribute::named(word, Attribute::ALL.iter().copied());
    let labelled = || Attribute::ALL.iter().copied().find(|a| plain(a.label(Lang::Zh)) == word || a.head(Lang::Zh) == word);
    named.or_else(labelled).map(Of)
}

/// The longest word for something with which a heading ends, or that it holds.
fn holding(heading: &str) -> Option<Asked> {
    let of_forms = FAMILIES.iter().flat_map(|(asked, names)| names.iter().map(move |name| (*asked, *name)));
    let own = Attribute::ALL.iter().filter(|a| !NOT_ASKED.contains(a)).map(|a| (Of(*a), a.names()[0]));
    let fits = |name: &str| match name.chars().count() {
        0 | 1 => false,
        2 => heading.ends_with(name),
        _ => heading.contains(name),
    };
    let weight = |name: &str| name.chars().count() * 2 + usize::from(heading.ends_with(name));
    of_forms.chain(own).filter(|(_, name)| fits(name)).max_by_key(|(_, name)| weight(name)).map(|(asked, _)| asked)
}

fn of_year(asked: Asked, year: Option<i32>) -> Asked {
    match (asked, year) {
        (Of(A::PlannedYear), Some(year)) => PlannedIn(year),
        (Of(A::DoneYear), Some(year)) => DoneIn(year),
        _ => asked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_forms_say_what_they_ask_for() {
        use Trust::{Likely, Sure};
        for (heading, wanted) in [
            ("序号", Some((Number, Sure))),
            ("项目名称", Some((Of(A::Title), Sure))),
            ("总投资\n（万元）", Some((Of(A::Investment), Sure))),
            ("2026年计划投资（亿元）", Some((PlannedIn(2026), Sure))),
            ("2026年1-9月完成投资", Some((DoneIn(2026), Sure))),
            ("本季度工作进展情况", Some((Of(A::Progress), Sure))),
            ("截至9月底进展情况", Some((Of(A::Progress), Sure))),
            ("完成比例（%）", Some((Of(A::Percent), Sure))),
            ("存在的困难和问题", Some((Of(A::Problems), Sure))),
            ("需省里协调解决的主要问题", Some((Of(A::Problems), Likely))),
            ("下一步工作打算", Some((Of(A::Next), Sure))),
            ("所在县（市、区）", Some((Of(A::Region), Sure))),
            ("起止年限", Some((Years, Sure))),
            ("牵头单位", Some((Of(A::Lead), Sure))),
            ("完成时限", Some((Of(A::Deadline), Sure))),
            ("项目状态", Some((Of(A::Status), Likely))),
            ("备注", None),
            ("联系电话", None),
        ] {
            assert_eq!(asked(heading), wanted, "{heading}");
        }
        assert_eq!([meant("进展"), meant("备注"), meant("天气")], [Some(Of(A::Progress)), Some(Of(A::Remark)), None]);
    }

    #[test]
    fn no_word_of_forms_means_two_things() {
        let all: Vec<&str> = FAMILIES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let distinct: std::collections::HashSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
    }
}

//! What a column of a table holds, by its heading.

use crate::import::label::{Label, label_word};
use crate::import::money::unit;
use crate::import::words::{Words, find};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holds {
    Number,
    Category,
    Task,
    Content,
    Bodies(BodiesOf),
    Deadline,
    Span,
    Person,
    /// The total investment, in so many 万元 a unit; none where no unit is said.
    Investment,
    Place,
    Owner,
    /// What is kept as it is: progress, remarks.
    Other,
}

/// Whose names a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BodiesOf {
    Lead,
    Main,
    Responsible,
    Cooperates,
    Implements,
}

/// Families of column names; the first that fits holds.
const FAMILIES: &[(Holds, &[&str])] = &[
    (Holds::Number, &["序号", "编号", "No.", "NO", "项目序号", "任务编号"]),
    (Holds::Investment, &["总投资", "计划总投资", "投资总额", "投资额", "投资规模", "估算投资", "项目投资"]),
    (
        Holds::Span,
        &["起止年限", "建设年限", "建设周期", "建设起止", "起止时间", "建设期限", "实施年限", "起止年月", "建设时间", "实施期限"],
    ),
    (
        Holds::Other,
        &[
            "年度投资",
            "年投资",
            "计划投资",
            "累计完成",
            "资金来源",
            "建设性质",
            "进展情况",
            "完成情况",
            "存在问题",
            "下一步",
            "备注",
            "完成投资",
            "形象进度",
            "推进情况",
            "工作进展",
            "考核",
            "依据",
            "电话",
            "联系方式",
        ],
    ),
    (Holds::Place, &["建设地点", "所在地", "建设地址", "属地", "项目地点", "所属地区", "地区", "区域"]),
    (Holds::Owner, &["项目业主", "业主单位", "建设单位", "项目单位", "投资主体", "投资方", "建设主体", "企业名称", "申报单位", "实施企业"]),
    (
        Holds::Category,
        &[
            "领域",
            "类别",
            "分类",
            "一级",
            "板块",
            "专栏",
            "任务类别",
            "项目类型",
            "类型",
            "工作类别",
            "方面",
            "行业",
            "重点领域",
            "所属领域",
            "任务分类",
        ],
    ),
    (
        Holds::Task,
        &[
            "重点任务",
            "工作任务",
            "任务内容",
            "具体举措",
            "实施路径",
            "目标任务",
            "主要任务",
            "工作要点",
            "事项",
            "目标与任务",
            "任务",
            "工作内容",
            "具体任务",
            "工作举措",
            "主要举措",
            "重点工作",
            "项目名称",
            "名称",
            "工作事项",
            "改革任务",
            "具体措施",
            "工作措施",
            "措施",
            "目标",
            "任务名称",
            "重点事项",
            "工作目标",
            "举措",
            "整改措施",
            "任务分解",
            "数据集",
            "项目",
            "行动",
            "指标",
        ],
    ),
    (
        Holds::Content,
        &[
            "建设内容",
            "建设规模",
            "主要内容",
            "简要描述",
            "内容",
            "描述",
            "应用场景",
            "建设规模及内容",
            "工作要求",
            "说明",
            "成果形式",
            "预期成果",
            "阶段目标",
        ],
    ),
];

/// What a heading says of its column.
pub(crate) fn holds(heading: &Words) -> Option<Holds> {
    let chars: Vec<char> = heading.chars.iter().copied().filter(|c| !c.is_whitespace()).collect();
    if chars.is_empty() || chars.len() > 24 || chars.iter().any(|c| matches!(c, '，' | '。' | '；')) {
        return None;
    }
    if let Some((label, len)) = label_word(&chars).or_else(|| anywhere(&chars))
        && len + 8 >= chars.len()
        && let Some(holds) = of_label(label)
    {
        return Some(holds);
    }
    if find(&chars, "牵头").is_some() && chars.len() <= 6 {
        return Some(Holds::Bodies(BodiesOf::Lead));
    }
    if find(&chars, "配合").is_some() && chars.len() <= 6 {
        return Some(Holds::Bodies(BodiesOf::Cooperates));
    }
    if chars.ends_with(&['时', '间']) || chars.ends_with(&['时', '限']) || chars.ends_with(&['期', '限']) {
        return family(&chars).or(Some(Holds::Deadline));
    }
    family(&chars)
}

/// The longest family name that a heading holds; what it ends with before what stands in it.
fn family(chars: &[char]) -> Option<Holds> {
    let text: String = chars.iter().collect();
    let mut best: Option<(usize, Holds)> = None;
    for (holds, names) in FAMILIES {
        for name in *names {
            let len = name.chars().count();
            let exact = text == **name || text.starts_with(&format!("{name}（")) || text.starts_with(&format!("{name}("));
            let fits = exact || (len >= 2 && text.contains(name));
            let weight = len + if exact { 20 } else { 0 };
            if fits && best.is_none_or(|(longest, _)| weight > longest) {
                best = Some((weight, *holds));
            }
        }
    }
    best.map(|(_, holds)| holds)
}

/// A label that stands behind other words: `市级牵头单位`.
fn anywhere(chars: &[char]) -> Option<(Label, usize)> {
    (1..chars.len().min(8)).find_map(|at| label_word(&chars[at..]).filter(|(l, _)| *l != Label::Other).map(|(l, len)| (l, len + at)))
}

fn of_label(label: Label) -> Option<Holds> {
    match label {
        Label::Lead => Some(Holds::Bodies(BodiesOf::Lead)),
        Label::Main => Some(Holds::Bodies(BodiesOf::Main)),
        Label::Responsible => Some(Holds::Bodies(BodiesOf::Responsible)),
        Label::Cooperates => Some(Holds::Bodies(BodiesOf::Cooperates)),
        Label::Implements => Some(Holds::Bodies(BodiesOf::Implements)),
        Label::Deadline => Some(Holds::Deadline),
        Label::Person => Some(Holds::Person),
        Label::Other => None,
    }
}

/// The unit of money that words say: `（亿元）`, `单位：万元`.
pub(super) fn unit_in(words: &Words) -> Option<f64> {
    let chars = &words.chars;
    (0..chars.len()).filter(|&at| at == 0 || !chars[at - 1].is_ascii_digit()).find_map(|at| {
        let money = ["亿元", "万元"].iter().any(|w| crate::import::words::begins(&chars[at..], w));
        money.then(|| unit(&chars[at..]).map(|(factor, _)| factor)).flatten()
    })
}

/// `一`, `十二`.
pub(super) fn is_numeral(words: &Words) -> bool {
    !words.is_empty() && words.len() <= 3 && words.chars.iter().all(|c| "一二三四五六七八九十".contains(*c))
}

impl BodiesOf {
    /// The label that stands for it in a clause.
    pub fn label(self) -> &'static str {
        match self {
            BodiesOf::Lead => "牵头单位：",
            BodiesOf::Main => "主责单位：",
            BodiesOf::Responsible => "责任单位：",
            BodiesOf::Cooperates => "配合单位：",
            BodiesOf::Implements => "落实单位：",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_columns_say_what_stands_beneath() {
        let of = |text: &str| {
            let mut words = Words::default();
            text.chars().for_each(|c| words.push(c, 0));
            holds(&words)
        };
        use BodiesOf::*;
        for (text, wanted) in [
            ("序号", Holds::Number),
            ("重点任务", Holds::Task),
            ("牵头责任单位", Holds::Bodies(Lead)),
            ("责任单位", Holds::Bodies(Responsible)),
            ("配合部门", Holds::Bodies(Cooperates)),
            ("完成时限", Holds::Deadline),
            ("预期完成时间", Holds::Deadline),
            ("分 管 县领导", Holds::Person),
            ("总投资（万元）", Holds::Investment),
            ("项目名称", Holds::Task),
            ("起止年限", Holds::Span),
            ("项目业主", Holds::Owner),
            ("2026年计划投资", Holds::Other),
            ("备注", Holds::Other),
            ("牵头", Holds::Bodies(Lead)),
            ("市级牵头单位", Holds::Bodies(Lead)),
        ] {
            assert_eq!(of(text), Some(wanted), "{text}");
        }
    }
}

//! Words before a colon, or over a column, that say what follows: who leads, who cooperates, by when.

use super::words::begins;

/// What a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    /// 牵头单位.
    Lead,
    /// 主要责任单位: leads, whatever stands beside it.
    Main,
    /// 责任单位: leads alone or beside those who cooperate, shares below a lead.
    Responsible,
    /// 配合单位.
    Cooperates,
    /// 落实单位.
    Implements,
    /// 完成时限.
    Deadline,
    /// 责任人: persons.
    Person,
    /// 适用范围, 备注: nothing of a clause.
    Other,
}

const LABELS: [(Label, &[&str]); 8] = [
    (
        Label::Lead,
        &[
            "牵头单位",
            "牵头",
            "牵头部门",
            "牵头责任单位",
            "牵头责任部门",
            "牵头（责任）单位",
            "总牵头单位",
            "省级牵头单位",
            "市级牵头单位",
            "牵头处室",
            "牵头科室",
            "牵头地区",
            "牵头主体",
            "责任牵头单位",
        ],
    ),
    (
        Label::Main,
        &[
            "主要责任单位",
            "主责单位",
            "主责部门",
            "主要责任部门",
            "主办单位",
            "第一责任单位",
            "主要负责单位",
            "首要责任单位",
            "主体责任单位",
            "主管单位",
            "主管部门",
        ],
    ),
    (
        Label::Responsible,
        &[
            "责任单位",
            "责任部门",
            "责任主体",
            "负责单位",
            "负责部门",
            "承办单位",
            "承办部门",
            "责任分工",
            "任务分工",
            "职责分工",
            "责任地区",
            "责任单位及责任人",
            "分工单位",
            "责任处室",
            "责任科室",
            "责任单位（部门）",
            "工作分工",
            "部门分工",
            "牵头单位及责任单位",
            "牵头和责任单位",
            "牵头及配合单位",
        ],
    ),
    (
        Label::Cooperates,
        &[
            "配合单位",
            "配合",
            "协办",
            "参与",
            "配合部门",
            "协办单位",
            "参与单位",
            "参与部门",
            "协同单位",
            "协同部门",
            "参加单位",
            "协助单位",
            "其他责任单位",
            "配合责任单位",
            "会办单位",
            "协作单位",
            "责任配合单位",
            "协同配合单位",
            "参加部门",
            "协助部门",
            "配合责任部门",
            "协办部门",
            "协同责任单位",
            "相关单位",
            "相关责任单位",
        ],
    ),
    (Label::Implements, &["落实单位", "实施单位", "具体落实单位", "组织实施单位", "实施主体", "推进单位", "落实主体", "具体实施单位"]),
    (
        Label::Deadline,
        &[
            "完成时限",
            "时限要求",
            "完成时间",
            "时间节点",
            "进度安排",
            "时间进度",
            "预期完成时间",
            "办结时限",
            "时限",
            "计划完成时间",
            "完成期限",
            "工作时限",
            "推进时间",
            "时间要求",
            "时间安排",
        ],
    ),
    (
        Label::Person,
        &[
            "牵头领导",
            "分管领导",
            "责任领导",
            "责任人",
            "负责人",
            "联系人",
            "包保领导",
            "县领导",
            "市领导",
            "区领导",
            "省领导",
            "分管县领导",
            "分管市领导",
            "分管区领导",
            "挂钩领导",
            "联系领导",
            "包联领导",
            "牵头县领导",
            "牵头市领导",
            "牵头区领导",
            "分管负责人",
            "责任人员",
            "牵头省领导",
        ],
    ),
    (
        Label::Other,
        &[
            "适用范围",
            "备注",
            "联系电话",
            "电话",
            "工作目标",
            "目标任务",
            "主要任务",
            "工作措施",
            "工作要求",
            "年度目标",
            "具体措施",
            "重点工作",
            "工作内容",
        ],
    ),
];

/// The label with which characters begin, and how many it takes, blanks in it left out of account.
pub(crate) fn label_word(chars: &[char]) -> Option<(Label, usize)> {
    let mut best: Option<(Label, usize)> = None;
    for (label, words) in LABELS {
        for word in words {
            if let Some(len) = taken(chars, word)
                && best.is_none_or(|(_, longest)| len > longest)
            {
                best = Some((label, len));
            }
        }
    }
    best
}

/// How many characters a word takes with which they begin; blanks may stand in it.
fn taken(chars: &[char], word: &str) -> Option<usize> {
    let mut at = 0;
    for c in word.chars() {
        while at > 0 && chars.get(at) == Some(&' ') {
            at += 1;
        }
        if chars.get(at) != Some(&c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A label with its colon at the beginning, and how many characters both take.
pub(crate) fn label(chars: &[char]) -> Option<(Label, usize)> {
    with_colon(chars, label_word(chars)?)
}

/// The same where the label may have lost a letter at the edge of a page.
pub(crate) fn label_or_clipped(chars: &[char]) -> Option<(Label, usize)> {
    label(chars).or_else(|| with_colon(chars, clipped(chars)?))
}

fn with_colon(chars: &[char], (label, len): (Label, usize)) -> Option<(Label, usize)> {
    let blanks = chars[len..].iter().take_while(|c| **c == ' ').count();
    match chars.get(len + blanks) {
        Some(':' | '：' | '﹕') => Some((label, len + blanks + 1)),
        Some(c) if super::words::is_close(*c) && begins(&chars[len + blanks + 1..], "：") => Some((label, len + blanks + 2)),
        _ => None,
    }
}

/// A label that lost a letter at the edge of a page: `责任位：`.
fn clipped(chars: &[char]) -> Option<(Label, usize)> {
    const WHOLE: [(Label, &str); 6] = [
        (Label::Lead, "牵头单位"),
        (Label::Responsible, "责任单位"),
        (Label::Cooperates, "配合单位"),
        (Label::Lead, "牵头部门"),
        (Label::Responsible, "责任部门"),
        (Label::Responsible, "负责单位"),
    ];
    if !matches!(chars.get(3), Some(':' | '：')) {
        return None;
    }
    let lacks_one =
        |word: &str| (0..4).any(|out| word.chars().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| c).eq(chars[..3].iter().copied()));
    WHOLE.iter().find(|(_, word)| lacks_one(word)).map(|(label, _)| (*label, 3))
}

impl Label {
    /// Whether bodies follow.
    pub fn names_bodies(self) -> bool {
        matches!(self, Label::Lead | Label::Main | Label::Responsible | Label::Cooperates | Label::Implements)
    }
}

//! Chapters that say nothing of what is to be done.

use super::words::{Words, find};

/// Titles of chapters that are no work.
const NO_WORK: &[&str] = &[
    "指导思想",
    "基本原则",
    "工作原则",
    "总体原则",
    "发展目标",
    "主要目标",
    "总体目标",
    "工作目标",
    "目标任务",
    "行动目标",
    "建设目标",
    "预期目标",
    "总体要求",
    "工作思路",
    "总体思路",
    "基本思路",
    "发展思路",
    "基础现状",
    "发展基础",
    "现状基础",
    "面临形势",
    "形势分析",
    "发展形势",
    "发展现状",
    "基本情况",
    "现实基础",
    "发展环境",
    "编制依据",
    "起草背景",
    "起草说明",
    "起草过程",
    "政策解读",
    "背景",
    "重要意义",
    "必要性",
    "附则",
    "适用范围",
    "定义",
    "术语",
    "名词解释",
    "有效期",
    "实施期限",
    "施行日期",
    "战略定位",
    "发展定位",
    "区域布局",
    "目标定位",
    "存在问题",
    "存在的问题",
    "机遇与挑战",
    "主要成效",
    "工作基础",
    "目标要求",
    "规划背景",
    "阶段目标",
    "具体目标",
    "量化目标",
];

/// Endings of titles that say how things stand.
const STANDING: &[&str] = &["基础和形势", "基础与形势", "现状与形势", "现状和问题", "发展基础和形势", "基础及形势"];

/// Whether a chapter under this title is no work.
pub(crate) fn is_no_work(title: &Words) -> bool {
    let chars: Vec<char> = title.chars.iter().copied().filter(|c| !c.is_whitespace()).collect();
    chars.len() <= 16
        && (NO_WORK
            .iter()
            .any(|w| find(&chars, w).is_some_and(|at| at + w.chars().count() == chars.len() || chars.len() <= w.chars().count() + 3))
            || STANDING.iter().any(|w| find(&chars, w).is_some()))
}

/// Titles of what is said of one industry: where, in which direction, how far.
const ASPECTS: &[&str] = &["重点方向", "发展重点", "主攻方向", "发展方向", "重点领域", "区域布局", "发展布局"];

/// Whether a heading names a side of what the heading above it names.
pub(crate) fn is_aspect(title: &Words) -> bool {
    ASPECTS.iter().any(|w| title.to_string() == *w)
}

/// Whether its parts are safeguards.
pub(crate) fn is_safeguards(title: &Words) -> bool {
    ["保障措施", "组织保障", "保障机制", "工作要求", "组织实施", "有关要求", "强化保障", "工作保障", "支撑保障", "保障"]
        .iter()
        .any(|w| title.ends_with(w))
}

/// What a plan says of itself at its end: who explains it, from when on it holds.
pub(crate) fn is_closing(text: &Words) -> bool {
    let says =
        ["负责解释", "自印发之日起", "自发布之日起", "自公布之日起", "起施行", "起实施", "参照执行"].iter().any(|w| text.contains(w));
    says && text.len() <= 160
}

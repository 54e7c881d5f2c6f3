//! Words of duty: `牵头`, `按职责分工负责`, `配合`, `具体落实`, and the groups of names before them.

use super::words::{Words, begins, depths, ends, find};

/// What a group of bodies has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Duty {
    Leads,
    Shares,
    Cooperates,
    Implements,
}

/// Names with the words of duty behind them.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub names: Words,
    pub duty: Option<Duty>,
    /// The words of duty, as they stand.
    pub operative: String,
}

/// Words that together make what is said behind a list of names.
const VERBAL: &[&str] = &[
    "按职责分工",
    "按照职责分工",
    "按职能分工",
    "按照职能分工",
    "按各自职责分工",
    "按照各自职责",
    "按各自职责",
    "根据职责分工",
    "根据各自职责",
    "依职责分工",
    "依据职责分工",
    "依照职责分工",
    "按职责",
    "按照职责",
    "按分工",
    "按照分工",
    "职责分工",
    "分工",
    "分别",
    "共同",
    "联合",
    "具体",
    "组织",
    "牵头",
    "负责",
    "配合",
    "参与",
    "参加",
    "协助",
    "协同",
    "支持",
    "落实",
    "实施",
    "推进",
    "推动",
    "指导",
    "结合实际",
    "结合各自实际",
    "结合职责",
    "抓好",
    "抓",
    "做好",
    "承担",
    "积极",
    "各负其责",
    "各司其职",
    "统筹",
    "协调",
    "督促",
    "协办",
    "主办",
    "承办",
    "双",
    "总",
    "为主",
    "开展",
    "执行",
    "完成",
    "认真",
    "加强",
    "予以",
    "做",
    "双牵头",
    "工作",
    "等工作",
    "相关工作",
    "持续推进",
    "持续",
    "长期",
    "组成",
    "为牵头单位",
    "为责任单位",
    "为配合单位",
    "任务",
    "依",
    "按",
    "抓落实",
    "密切",
];

impl Duty {
    /// Behind a name in tests and lists.
    #[cfg(test)]
    pub fn mark(self) -> &'static str {
        match self {
            Duty::Leads => "（并列）",
            Duty::Shares => "",
            Duty::Cooperates => "（配合）",
            Duty::Implements => "（落实）",
        }
    }

    /// What words of duty mean.
    fn of(words: &[char]) -> Option<Duty> {
        let has = |list: &[&str]| list.iter().any(|w| find(words, w).is_some());
        if has(&["牵头", "主办"]) {
            Some(Duty::Leads)
        } else if has(&["配合", "参与", "参加", "协助", "协同", "协办", "支持"]) {
            Some(Duty::Cooperates)
        } else if has(&["负责", "职责", "职能", "分工", "分别", "指导", "承办", "各司其职", "责任单位"]) && !has(&["具体负责落实"])
        {
            Some(Duty::Shares)
        } else if has(&["落实", "实施", "推进", "执行", "结合"]) {
            Some(Duty::Implements)
        } else if words.is_empty() {
            None
        } else {
            Some(Duty::Shares)
        }
    }
}

/// How many characters at the end are words of duty.
fn verbal(chars: &[char]) -> usize {
    let mut end = chars.len();
    while let Some(word) = VERBAL.iter().filter(|w| ends(&chars[..end], w)).max_by_key(|w| w.len()) {
        end -= word.chars().count();
        while end > 0 && chars[end - 1] == ' ' {
            end -= 1;
        }
    }
    let rest = &chars[..end];
    // A name may end with a word of duty: the office for what is pushed on is none of the words behind it.
    let verbs = &chars[end..];
    let said = [
        "负责",
        "牵头",
        "配合",
        "参与",
        "参加",
        "落实",
        "实施",
        "推进",
        "协助",
        "协同",
        "支持",
        "分工",
        "指导",
        "协办",
        "主办",
        "承办",
        "各负其责",
        "各司其职",
        "执行",
        "职责",
    ];
    if rest.is_empty() || said.iter().any(|s| find(verbs, s).is_some()) { chars.len() - end } else { 0 }
}

/// The groups of a clause without labels.
pub(crate) fn groups(words: &Words) -> Vec<Group> {
    let depths = depths(&words.chars);
    let ends_duty = |at: usize| ["牵头", "负责", "配合", "参与", "落实", "实施", "推进"].iter().any(|w| ends(&words.chars[..at], w));
    let marks: Vec<usize> = (0..words.len())
        .filter(|&at| {
            depths[at] == 0
                && match words.chars[at] {
                    '，' | ',' | '；' | ';' | '。' | ':' | '：' => true,
                    '、' | ' ' | '\n' => ends_duty(at),
                    _ => false,
                }
        })
        .collect();
    let mut groups: Vec<Group> = Vec::new();
    for piece in words.cut_at(&marks) {
        let piece = piece.trimmed_of(|c| matches!(c, ' ' | '\n' | '。' | '.'));
        if !piece.is_empty() {
            take(&mut groups, piece);
        }
    }
    hand_back(&mut groups);
    groups
}

fn take(groups: &mut Vec<Group>, piece: Words) {
    let piece = if begins(&piece.chars, "由") && piece.len() > 3 { piece.slice(1..piece.len()) } else { piece };
    let at = piece.len() - verbal(&piece.chars);
    let (names, verbs) = (piece.slice(0..at).trimmed(), piece.slice(at..piece.len()));
    let duty = Duty::of(&verbs.chars);
    if names.is_empty() {
        for open in groups.iter_mut().rev().take_while(|g| g.duty.is_none()) {
            open.duty = duty;
            open.operative = verbs.to_string();
        }
        return;
    }
    match names.find("会同") {
        Some(0) => groups.push(Group { names: names.slice(2..names.len()), duty: Some(Duty::Cooperates), operative: verbs.to_string() }),
        Some(at) => {
            groups.push(Group { names: names.slice(0..at), duty: duty.or(Some(Duty::Shares)), operative: verbs.to_string() });
            groups.push(Group { names: names.slice(at + 2..names.len()), duty: Some(Duty::Cooperates), operative: String::new() });
        }
        None => groups.push(Group { names, duty, operative: verbs.to_string() }),
    }
}

/// A group without words of duty has those of the next; the last ones have what those before share.
fn hand_back(groups: &mut [Group]) {
    let mut next: Option<Duty> = None;
    for group in groups.iter_mut().rev() {
        match group.duty {
            // Who stands before one that only helps or carries out is no helper for that.
            Some(duty) => next = Some(duty),
            None => group.duty = next,
        }
    }
}

use super::matcher::{Matcher, folded};
use crate::domain::{Kind, Level, Light, Status};
use crate::text::Lang;

/// Something that is true of an entry or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// Open, and nobody reported on the present quarter (未反馈).
    Unreported,
    /// A value waits for a ruling (待裁定).
    Contested,
    /// Nobody leads (未明确).
    Unassigned,
    /// Open, and past its deadline (逾期).
    Overdue,
    /// Open, and its deadline is near (临期).
    DueSoon,
    /// Neither done nor given up (在办).
    Open,
}

impl Flag {
    /// All flags, in the order of the help.
    pub const ALL: [Flag; 6] = [Flag::Unreported, Flag::Contested, Flag::Unassigned, Flag::Overdue, Flag::DueSoon, Flag::Open];

    /// The word in a filter.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Flag::Unreported => lang.pick("未反馈", "unreported"),
            Flag::Contested => lang.pick("待裁定", "contested"),
            Flag::Unassigned => lang.pick("未明确", "unassigned"),
            Flag::Overdue => lang.pick("逾期", "overdue"),
            Flag::DueSoon => lang.pick("临期", "duesoon"),
            Flag::Open => lang.pick("在办", "open"),
        }
    }
}

/// A value with the names that it may be called by; the first is Chinese, the second English.
pub(crate) type Choice<T> = (T, Vec<&'static str>);

/// The statuses, and the absence of any.
pub(crate) fn statuses() -> Vec<Choice<Option<Status>>> {
    let known = Status::ALL.map(|s| (Some(s), vec![s.label(Lang::Zh), s.word(), s.label(Lang::En)]));
    let more = |s: Option<Status>| match s {
        Some(Status::NotStarted) => vec!["未开始"],
        Some(Status::Underway) => vec!["进行中"],
        Some(Status::Done) => vec!["完成"],
        Some(Status::Suspended) => vec!["暂停"],
        Some(Status::Cancelled) => vec!["终止", "取消", "canceled"],
        _ => Vec::new(),
    };
    let mut all: Vec<_> = known.into_iter().map(|(s, names)| (s, [names, more(s)].concat())).collect();
    all.push((None, vec!["未反馈", "not_reported", "unreported", "none"]));
    all
}

/// The lights.
pub(crate) fn lights() -> Vec<Choice<Light>> {
    let lamp = |l| match l {
        Light::Red => "红灯",
        Light::Yellow => "黄灯",
        Light::Green => "绿灯",
        Light::Blue => "蓝灯",
        Light::Gray => "灰灯",
    };
    let mut all: Vec<_> = Light::ALL.map(|l| (l, vec![l.label(Lang::Zh), l.word(), l.label(Lang::En), lamp(l)])).to_vec();
    all.iter_mut().filter(|(l, _)| *l == Light::Gray).for_each(|(_, names)| names.push("grey"));
    all
}

/// The kinds.
pub(crate) fn kinds() -> Vec<Choice<Kind>> {
    let long = |k| match k {
        Kind::Programme => "专项行动",
        Kind::Task => "重点任务",
        Kind::Project => "工程项目",
        Kind::Safeguard => "保障措施",
    };
    Kind::ALL.map(|k| (k, vec![k.label(Lang::Zh), k.word(), long(k)])).to_vec()
}

/// The levels.
pub(crate) fn levels() -> Vec<Choice<Level>> {
    let mut all: Vec<_> = Level::ALL.map(|l| (l, vec![l.label(Lang::Zh), l.word()])).to_vec();
    for (level, names) in &mut all {
        match level {
            Level::County => names.push("区级"),
            Level::Township => names.push("镇级"),
            Level::Province | Level::City => {}
        }
    }
    all
}

/// The flags.
pub(crate) fn flags() -> Vec<Choice<Flag>> {
    let mut all: Vec<_> = Flag::ALL.map(|f| (f, vec![f.label(Lang::Zh), f.label(Lang::En)])).to_vec();
    for (flag, names) in &mut all {
        match flag {
            Flag::Overdue => names.extend(["已逾期", "late"]),
            Flag::DueSoon => names.extend(["due_soon", "due-soon"]),
            _ => {}
        }
    }
    all
}

/// The values that a word means: the one of that name, else all whose names begin with it, else all whose names
/// hold it, by letters or by pinyin.
pub(crate) fn choose<T: Copy>(word: &str, all: &[Choice<T>]) -> Vec<T> {
    let loose = |s: &str| s.trim().chars().map(folded).map(|c| if matches!(c, '-' | ' ') { '_' } else { c }).collect::<String>();
    let wanted = loose(word);
    let matcher = Matcher::new(&wanted);
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&|name| loose(name) == wanted, &|name| loose(name).starts_with(&wanted), &|name| matcher.finds(name)];
    for test in tests {
        let hits: Vec<T> = all.iter().filter(|(_, names)| names.iter().any(|n| test(n))).map(|(value, _)| *value).collect();
        if !hits.is_empty() {
            return hits;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_found_by_name_beginning_or_pinyin() {
        assert_eq!(choose("推进中", &statuses()), [Some(Status::Underway)]);
        assert_eq!(choose("推", &statuses()), [Some(Status::Underway)]);
        assert_eq!(choose("tjz", &statuses()), [Some(Status::Underway)]);
        assert_eq!(choose("not started", &statuses()), [Some(Status::NotStarted)]);
        assert_eq!(choose("未反馈", &statuses()), [None]);
        assert_eq!(choose("红灯", &lights()), [Light::Red]);
        assert_eq!(choose("ＲＥＤ", &lights()), [Light::Red]);
        assert_eq!(choose("县", &levels()), [Level::County]);
        assert_eq!(choose("工程项目", &kinds()), [Kind::Project]);
        assert_eq!(choose("due-soon", &flags()), [Flag::DueSoon]);
        assert!(choose("紫", &lights()).is_empty());
    }

    #[test]
    fn no_name_stands_for_two_values() {
        fn lone<T: Copy>(all: &[Choice<T>]) {
            for (_, names) in all {
                for name in names {
                    assert_eq!(choose(name, all).len(), 1, "{name}");
                }
            }
        }
        lone(&statuses());
        lone(&lights());
        lone(&kinds());
        lone(&levels());
        lone(&flags());
    }
}

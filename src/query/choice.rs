use super::matcher::Matcher;
use crate::domain::{Term, loose, vocabulary};

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

vocabulary!(Flag {
    Unreported = "未反馈", "unreported", "unreported", [];
    Contested = "待裁定", "contested", "contested", [];
    Unassigned = "未明确", "unassigned", "unassigned", [];
    Overdue = "逾期", "overdue", "overdue", ["已逾期", "late"];
    DueSoon = "临期", "duesoon", "duesoon", ["due_soon"];
    Open = "在办", "open", "open", [];
});

/// The places of the values that a word means: the one of that name, else all whose names begin with it, else all
/// whose names hold it, by letters or by pinyin.
pub(crate) fn choose(word: &str, terms: &[Term]) -> Vec<usize> {
    let wanted = loose(word);
    let matcher = Matcher::new(&wanted);
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&|name| loose(name) == wanted, &|name| loose(name).starts_with(&wanted), &|name| matcher.finds(name)];
    let hits = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        terms.iter().enumerate().filter(|(_, t)| t.names().any(test)).map(|(rank, _)| rank).collect()
    };
    tests.into_iter().map(hits).find(|hits| !hits.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Level, Light, Status};

    #[test]
    fn a_choice_is_found_by_name_beginning_or_pinyin() {
        let status = |word| choose(word, &Status::TERMS).into_iter().map(|i| Status::ALL[i]).collect::<Vec<_>>();
        for word in ["推进中", "推", "tjz", "underway"] {
            assert_eq!(status(word), [Status::Underway], "{word}");
        }
        assert_eq!(status("not started"), [Status::NotStarted]);
        assert_eq!(status("办结了"), [Status::Done]);
        let first = |word, terms| choose(word, terms);
        assert_eq!(first("红灯", &Light::TERMS), [Light::Red.rank()]);
        assert_eq!(first("ＲＥＤ", &Light::TERMS), [Light::Red.rank()]);
        assert_eq!(first("县", &Level::TERMS), [Level::County.rank()]);
        assert_eq!(first("工程项目", &Kind::TERMS), [Kind::Project.rank()]);
        assert_eq!(first("due-soon", &Flag::TERMS), [Flag::DueSoon.rank()]);
        assert!(choose("紫", &Light::TERMS).is_empty());
    }
}

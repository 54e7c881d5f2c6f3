use super::matcher::Matcher;
use crate::domain::{Term, loose};

/// The places of the values that a word means: the one of that name, else all whose names begin with it, else all
/// whose names hold it, by letters or by pinyin.
pub(crate) fn choose(word: &str, terms: &[Term]) -> Vec<usize> {
    let wanted = loose(word);
    let matcher = Matcher::new(&wanted);
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&|name| loose(name) == wanted, &|name| loose(name).starts_with(&wanted), &|name| matcher.finds(name)];
    let hits = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        terms.iter().enumerate().filter(|(_, t)| t.names().chain(t.once.iter().copied()).any(test)).map(|(rank, _)| rank).collect()
    };
    tests.into_iter().map(hits).find(|hits| !hits.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Flag, Kind, Level, Light, Status};

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

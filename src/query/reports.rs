//! The words of reports, laid out for search: of all that still count, whenever they were made.

use super::index::{Index, Span, cut, span};
use super::matcher::Matcher;
use super::names::fold_onto;
use crate::domain::{Attribute, Entry, Fact, corrected};

/// What a line of the buffer begins with: of which attribute its words are.
const KINDS: [(Attribute, u8); 3] = [(Attribute::Progress, 1), (Attribute::Problems, 2), (Attribute::Next, 3)];

impl Index {
    /// Lays out the words of an entry's reports, a line each.
    pub(super) fn lay_reports(&mut self, entry: &Entry) -> Span {
        let start = self.told.len();
        if !entry.updates.is_empty() {
            let dead = corrected(entry.updates.iter());
            for fact in entry.updates.iter().filter(|u| !dead.contains(&u.id)).flat_map(|u| &u.says) {
                let (kind, words) = match fact {
                    Fact::Progress(words) => (1, words),
                    Fact::Problems(words) => (2, words),
                    Fact::Next(words) => (3, words),
                    _ => continue,
                };
                self.told.push(kind);
                fold_onto(&mut self.told, words);
                self.told.push(b'\n');
            }
        }
        span(start, self.told.len())
    }

    /// In which words of its reports an entry holds a word literally: of one attribute, or of any.
    pub(crate) fn tells(&self, at: usize, matcher: &Matcher, of: Option<Attribute>) -> Option<Attribute> {
        let told = cut(&self.told, self.told_of(at));
        if told.is_empty() || !matcher.finds_literally(told) {
            return None;
        }
        let kind = |line: &[u8]| KINDS.iter().find(|(_, sign)| line.first() == Some(sign)).map(|(attribute, _)| *attribute);
        let lines = told.split(|b| *b == b'\n').filter(|line| matcher.finds_literally(line));
        lines.filter_map(kind).find(|found| of.is_none_or(|of| of == *found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Kind, Ledger, Standings};
    use crate::query::Filter;
    use crate::query::sample::says;

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "粮食安全");
        let words = |progress: &str, problems: &str, next: &str| {
            vec![Fact::Progress(progress.into()), Fact::Problems(problems.into()), Fact::Next(next.into())]
        };
        entry.updates = vec![
            says("a", "2025-03-01", &[], words("粮库主体完工", "征地没有批复", "协调ＡＢＣ公司")),
            says("b", "2025-06-01", &["a"], words("设备进场", "资金未到位", "调试")),
            says("c", "2025-06-02", &["b"], vec![Fact::Progress("写错了地方".into())]),
            says("d", "2025-06-03", &["c"], vec![Fact::Corrects { update: "c".repeat(13).as_str().into(), reason: String::new() }]),
        ];
        ledger.insert(0, entry);
        ledger.insert(1, Entry::new(EntryId::of("p", "二"), Kind::Task, "资金监管"));
        ledger
    }

    fn found(text: &str) -> (Vec<usize>, Option<Attribute>) {
        let (ledger, day) = (ledger(), "2025-07-01".parse().unwrap());
        let (index, standings) = (Index::new(&ledger), Standings::new(&ledger, day));
        let query = Filter::parse(text).unwrap().compile(&ledger, &index, day);
        (query.select(&index, &ledger, &standings), query.told(&index, 0))
    }

    #[test]
    fn words_of_reports_are_found_and_say_where() {
        for (text, places, told) in [
            ("主体完工", vec![0], Some(Attribute::Progress)),
            ("资金", vec![0, 1], Some(Attribute::Problems)),
            ("粮食", vec![0], None),
            ("进展:设备", vec![0], Some(Attribute::Progress)),
            ("进展:资金", vec![], None),
            ("问题:资金,征地", vec![0], Some(Attribute::Problems)),
            ("下一步:abc", vec![0], Some(Attribute::Next)),
            ("next:调试 problems:征地", vec![0], Some(Attribute::Next)),
            ("!问题:资金", vec![1], None),
        ] {
            assert_eq!(found(text), (places, told), "{text}");
        }
    }

    #[test]
    fn what_was_taken_back_is_not_found_and_what_is_added_is() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        let word = Matcher::new("竣工");
        assert_eq!(index.tells(1, &word, None), None);
        ledger.get_mut(&"p/二".into()).unwrap().updates = vec![says("x", "2025-06-01", &[], vec![Fact::Progress("已经竣工".into())])];
        index.renew(&ledger, 1);
        assert_eq!(index.tells(1, &word, None), Some(Attribute::Progress));
    }
}

//! Which enterprise a word means, and who names one.

use super::enterprise::Enterprise;
use super::entry::Entry;
use super::ledger::Ledger;
use super::liaison::Liaison;
use crate::text::fold_width;

impl Ledger {
    /// The one enterprise that a word means, by its name before all aliases; none where several are called so.
    pub(crate) fn enterprise_meant(&self, word: &str) -> Option<&Enterprise> {
        if let Some(named) = self.enterprises.by_id(&word.trim().into()) {
            return Some(named);
        }
        let mut all = self.enterprises.iter().filter(|one| one.is_called(word));
        all.next().filter(|_| all.next().is_none()).map(AsRef::as_ref)
    }

    /// The entries that name an enterprise, themselves or in a step.
    pub(crate) fn entries_of_enterprise<'a>(&'a self, enterprise: &'a Enterprise) -> impl Iterator<Item = &'a Entry> {
        let named = |all: &[String]| all.iter().any(|word| enterprise.is_called(word));
        let names = move |entry: &Entry| named(&entry.enterprises) || self.steps_of(&entry.id).any(|step| named(&step.enterprises));
        self.entries().iter().map(AsRef::as_ref).filter(move |entry| names(entry))
    }

    /// Whether an entry, or a step of one, names an enterprise by a word.
    pub(crate) fn names_enterprise(&self, word: &str) -> bool {
        let word = fold_width(word.trim());
        let names = |all: &[String]| all.iter().any(|name| fold_width(name.trim()) == word);
        self.entries().iter().any(|entry| names(&entry.enterprises)) || self.steps.iter().any(|step| names(&step.enterprises))
    }

    /// The liaisons in which somebody looks after it.
    pub(crate) fn liaisons_of_enterprise<'a>(&'a self, enterprise: &'a Enterprise) -> impl Iterator<Item = &'a Liaison> {
        let names = |one: &Liaison| one.enterprises.iter().any(|word| enterprise.is_called(word));
        self.liaisons.iter().map(AsRef::as_ref).filter(move |one| names(one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{EntryId, FindingKind, Kind, Unsound};

    #[test]
    fn whoever_looks_after_an_enterprise_names_one_that_the_ledger_knows() {
        let mut ledger = ledger_of_2025();
        let entry = Entry { enterprises: vec!["甲食品".into()], ..Entry::new(EntryId::of("p", "一"), Kind::Project, "题") };
        ledger.insert(0, entry);
        ledger.enterprises = vec![Enterprise { name: "乙公司".into(), aliases: vec!["乙".into()], ..Enterprise::default() }].into();
        let looks_after = |name: &str| Liaison { leader: "李四".into(), enterprises: vec![name.into()], ..Liaison::default() };
        let sound = |name: &str| ledger.sound(None, &looks_after(name));
        assert_eq!((sound("甲食品"), sound("乙"), sound("乙公司")), (Ok(()), Ok(()), Ok(())));
        assert_eq!(sound("无此公司"), Err(Unsound::Found(FindingKind::UnknownEnterprise, "无此公司".into())));
        let was = looks_after("无此公司");
        assert_eq!(ledger.sound(Some(&was), &Liaison { position: "副市长".into(), ..was.clone() }), Ok(()), "what was so may stay");
    }

    #[test]
    fn an_enterprise_is_meant_by_name_and_alias_and_none_is_where_two_are_called_so() {
        let mut ledger = ledger_of_2025();
        let one = |name: &str, alias: &str| Enterprise { name: name.into(), aliases: vec![alias.into()], ..Enterprise::default() };
        ledger.enterprises = vec![one("甲食品有限公司", "甲食品"), one("乙食品有限公司", "食品厂"), one("丙公司", "食品厂")].into();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Project, "题");
        entry.enterprises = vec!["甲食品".into()];
        ledger.insert(0, entry);
        let meant = |word: &str| ledger.enterprise_meant(word).map(|one| one.name.to_string());
        assert_eq!(meant("甲食品"), meant("甲食品有限公司"));
        assert_eq!((meant("食品厂"), meant("丁")), (None, None));
        let found = |word: &str| ledger.entries_of_enterprise(ledger.enterprise_meant(word).unwrap()).count();
        assert_eq!((found("甲食品有限公司"), found("丙公司")), (1, 0));
    }
}

use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::entry::Entry;
use super::id::{EnterpriseId, PlaceId};
use super::ledger::Ledger;
use super::liaison::Liaison;
use super::list::{List, Listed};
use super::records::{Flaw, Record, refers_by};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};
use crate::text::fold_width;

/// How large an enterprise is, as statistics divide them (大中小微).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Size {
    /// 大型.
    Large,
    /// 中型.
    Medium,
    /// 小型.
    Small,
    /// 微型.
    Micro,
}

vocabulary!(Size {
    Large = "大型", "large", "large", ["大"];
    Medium = "中型", "medium", "medium", ["中"];
    Small = "小型", "small", "small", ["小"];
    Micro = "微型", "micro", "micro", ["微"];
});

in_words! {
    Size => |s, _names, lang| s.label(lang).into(), reads Asks::Choice(&Size::TERMS), |text, _reader| Size::from_word(text);
}

/// An enterprise (企业), which entries, steps and liaisons name by its name or an alias.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enterprise {
    /// Its full name.
    pub name: EnterpriseId,
    /// What else it is called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// In which field it works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sector: String,
    /// How large it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// Whether it is monitored (监测企业).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub monitored: bool,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

claims!(EnterpriseClaim, "A value of a field of an enterprise.", enterprise_facts for Enterprise {
    Place(Option<PlaceId>) = place, "place", "所在地区", "place";
    Sector(String) = sector, "sector", "行业", "sector";
    Size(Option<Size>) = size, "size", "规模", "size";
    Monitored(bool) = monitored, "monitored", "监测企业", "monitored";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    aliases, "别名", "aliases";
});

enterprise_facts!();

impl Record for Enterprise {
    type Id = EnterpriseId;

    fn id(&self) -> EnterpriseId {
        self.name.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    refers_by!(place);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("name", &self.name).into_iter().collect()
    }
}

impl Enterprise {
    /// Every name by which it is known.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a word is one of its names.
    pub(crate) fn is_called(&self, word: &str) -> bool {
        let word = fold_width(word.trim());
        self.names().any(|name| fold_width(name.trim()) == word)
    }
}

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
    use crate::domain::{EntryId, Kind};

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

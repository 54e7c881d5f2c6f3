use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::entry::Entry;
use super::fold::lead_of;
use super::id::{DeptId, EntryId, PersonId};
use super::ledger::Ledger;
use super::records::{Flaw, Record, Reference};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};
use crate::text::Lang;

/// For what a person of a body is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Charge {
    /// 责任人: answers for the work.
    Answers,
    /// 分管领导: is the leader in whose field it lies.
    Heads,
    /// 联系人: is asked about it.
    Contact,
}

vocabulary!(Charge {
    Answers = "责任人", "responsible", "responsible", ["负责人"];
    Heads = "分管领导", "in charge", "in-charge", ["分管"];
    Contact = "联系人", "contact", "contact", ["联络员", "联络人"];
});

in_words! {
    Charge => |c, _names, lang| c.label(lang).into(), reads Asks::Choice(&Charge::TERMS), |text, _reader| Charge::from_word(text);
}

/// A person of a body, for one entry or for all of its work. No more is kept than what somebody types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What the person is called.
    pub name: String,
    /// Of which body.
    pub body: DeptId,
    /// For what.
    pub charge: Charge,
    /// For which entry; absent for all that the body has to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// What the person is in the body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) position: String,
    /// Under which number to be reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) phone: String,
    /// The first day, where somebody says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<NaiveDate>,
    /// The last day, where it has ended or will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<NaiveDate>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) remark: String,
}

impl Person {
    /// A person of whom nothing but the identity is known.
    pub fn new(name: &str, body: DeptId, charge: Charge, entry: Option<EntryId>) -> Person {
        let (position, phone, remark) = Default::default();
        Person { name: name.trim().to_owned(), body, charge, entry, position, phone, from: None, until: None, remark }
    }

    /// Whether it is so on a day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Name and position.
    pub(crate) fn titled(&self, lang: Lang) -> String {
        if self.position.is_empty() { self.name.clone() } else { format!("{}{}", self.name, lang.bracketed(&self.position)) }
    }

    /// Name, position and number, as far as they were typed.
    pub(crate) fn reached(&self, lang: Lang) -> String {
        let phone = if self.phone.is_empty() { String::new() } else { format!("{}{}", lang.pick("，电话", ", phone "), self.phone) };
        format!("{}{phone}", self.titled(lang))
    }
}

claims!(PersonClaim, "A value of a field of a person.", person_facts for Person {
    Position(String) = position, "position", "职务", "position";
    Phone(String) = phone, "phone", "电话", "phone";
    From(Option<NaiveDate>) = from, "from", "起", "from";
    Until(Option<NaiveDate>) = until, "until", "止", "until";
    Remark(String) = remark, "remark", "备注", "remark";
});

person_facts!();

impl Record for Person {
    type Id = PersonId;

    fn id(&self) -> PersonId {
        PersonId::of(&self.body, &self.name, self.charge.label(Lang::Zh), self.entry.as_ref())
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn refers(&self) -> Vec<Reference> {
        let entry = self.entry.iter().cloned().map(Reference::Entry);
        std::iter::once(Reference::Department(self.body.clone())).chain(entry).collect()
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let nameless = self.name.trim().is_empty().then(|| (Flaw::Value, "name".to_owned()));
        let days = [self.from, self.until].into_iter().flatten().filter_map(Flaw::of_day);
        let turned = self.from.zip(self.until).filter(|(from, until)| from > until);
        nameless.into_iter().chain(days).chain(turned.map(|(from, until)| (Flaw::Date, format!("{from} > {until}")))).collect()
    }
}

impl Ledger {
    /// The persons that are named for a body's work as a whole, on the day whose duties it has.
    pub(crate) fn persons_of<'a>(&'a self, body: &'a DeptId) -> impl Iterator<Item = &'a Person> {
        let day = self.day();
        self.persons.iter().map(AsRef::as_ref).filter(move |p| p.body == *body && p.entry.is_none() && p.holds_on(day))
    }

    /// The same, charge by charge, in words: `责任人 张三（局长）`.
    pub(crate) fn persons_told(&self, body: &DeptId, lang: Lang) -> Vec<String> {
        let of = |charge: Charge| {
            let named: Vec<String> = self.persons_of(body).filter(|p| p.charge == charge).map(|p| p.titled(lang)).collect();
            (!named.is_empty()).then(|| format!("{} {}", charge.label(lang), named.join(lang.pick("、", ", "))))
        };
        Charge::ALL.into_iter().filter_map(of).collect()
    }

    /// Who is asked about a body's work, with what is known of how to reach him; empty where nobody is named.
    pub(crate) fn contacts_of(&self, body: &DeptId, lang: Lang) -> String {
        let named = self.persons_of(body).filter(|p| p.charge == Charge::Contact);
        named.map(|p| p.reached(lang)).collect::<Vec<_>>().join(lang.pick("；", "; "))
    }

    /// The persons that are named for an entry on the day whose duties it has: those for it alone, and those for all that a body with a
    /// part in it has to do; of the body that leads first.
    pub(crate) fn persons_for<'a>(&'a self, entry: &'a Entry) -> Vec<&'a Person> {
        let (day, lead) = (self.day(), lead_of(self, entry, None));
        let bodies: Vec<DeptId> =
            if self.persons.is_empty() { Vec::new() } else { self.duties(entry, lead.as_ref()).map(|(body, _)| body.clone()).collect() };
        let place = |body: &DeptId| bodies.iter().position(|other| other == body);
        let meant = |p: &&Person| p.holds_on(day) && p.entry.as_ref().map_or_else(|| place(&p.body).is_some(), |id| *id == entry.id);
        let mut all: Vec<&Person> = self.persons.iter().map(AsRef::as_ref).filter(meant).collect();
        all.sort_by_key(|p| (place(&p.body).unwrap_or(usize::MAX), p.entry.is_none(), p.charge));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cooperation, Department, Kind, Lead};

    #[test]
    fn an_entry_has_the_persons_of_those_with_a_part_in_it_while_they_are_named() {
        let mut ledger = Ledger::default();
        ledger.departments = ["甲局", "乙局", "丙局"].map(Department::new).to_vec().into();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        (entry.lead, entry.cooperating) = (Lead::Stated("甲局".into()), vec![Cooperation::Cooperates("乙局".into())]);
        ledger.insert(0, entry);
        let named = |name: &str, body: &str, entry: Option<&str>| Person::new(name, body.into(), Charge::Answers, entry.map(Into::into));
        let until = Person { until: "2025-12-31".parse().ok(), ..named("旧人", "甲局", None) };
        ledger.persons = vec![
            named("丙人", "丙局", None),
            named("乙人", "乙局", None),
            named("甲人", "甲局", None),
            named("专人", "甲局", Some("p/一")),
            until,
        ]
        .into();
        let told = |day: &str| {
            let mut then = ledger.clone();
            then.call_on(day.parse().unwrap());
            then.persons_for(&then.entries()[0]).iter().map(|p| p.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(told("2025-12-31"), ["专人", "甲人", "旧人", "乙人"]);
        assert_eq!(told("2026-01-01"), ["专人", "甲人", "乙人"]);
        let ids: Vec<String> = ledger.persons.iter().map(|p| Record::id(p.as_ref()).to_string()).collect();
        assert_eq!((ids[0].as_str(), ids[3].as_str()), ("丙局·丙人·责任人", "甲局·专人·责任人·p/一"));
    }
}

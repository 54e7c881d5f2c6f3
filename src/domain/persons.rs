//! Who is named for an entry, and for all that a body has to do.

use super::entry::Entry;
use super::fold::lead_of;
use super::id::DeptId;
use super::ledger::Ledger;
use super::person::{Charge, Person};
use crate::text::Lang;

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
    use crate::domain::{Cooperation, Department, EntryId, Kind, Lead, Record};

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

//! What names what: whether the ledger holds what a record names, and which records name one.

use super::carried;
use super::kinds::{Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::log::in_force;
use super::records::Reference;
use super::update::{Fact, Update, Voice};

impl Ledger {
    /// Whether it holds what is named.
    pub(crate) fn knows(&self, reference: &Reference) -> bool {
        match reference {
            Reference::Spelled(plan, word) => word.is_empty() || self.places.is_empty() || self.places.resolve(word, plan).is_some(),
            Reference::Called(word) => self.enterprise_meant(word).is_some() || self.names_enterprise(word),
            by_id => self.meant_by(by_id).is_some(),
        }
    }

    /// Whether it holds a record.
    pub(crate) fn holds(&self, subject: &Subject) -> bool {
        by_kind!(Subject subject, (id) => R::records(self).by_id(id).is_some(); Subject::Ledger => true)
    }

    /// The records that name one or stand under it, in the file's order: by what they state, or in their logs.
    pub(crate) fn users_of(&self, subject: &Subject) -> Vec<Subject> {
        let mut users = Vec::new();
        for section in Section::ALL {
            by_kind!(Section section, => self.users::<R>(subject, &mut users));
        }
        // Entries name enterprises in words, which need not be registered.
        if let Some(enterprise) = if let Subject::Enterprise(id) = subject { self.enterprises.by_id(id) } else { None } {
            users.extend(self.entries_of_enterprise(enterprise).map(|entry| Subject::Entry(entry.id.clone())));
        }
        users
    }

    /// What a record names, and under what it stands.
    pub(crate) fn named_by(&self, subject: &Subject) -> Vec<Reference> {
        by_kind!(Subject subject, (id) => R::records(self).by_id(id).map(|r| names(r.as_ref())).unwrap_or_default(); Subject::Ledger => Vec::new())
    }

    /// The same, with what it would name were one of its rival values chosen.
    pub(crate) fn may_be_named_by<R: Kept>(&self, record: &R) -> Vec<Reference> {
        let mut all = names(record);
        for rival in self.rivals_of(record) {
            let mut other = record.clone();
            other.state(rival);
            all.extend(other.refers().into_iter().chain(other.under()));
        }
        all
    }

    /// The record that is named, where there is one.
    pub(crate) fn meant_by(&self, reference: &Reference) -> Option<Subject> {
        self.means(reference).filter(|subject| self.holds(subject))
    }

    fn users<R: Kept>(&self, subject: &Subject, users: &mut Vec<Subject>) {
        for record in R::records(self) {
            let means = |reference: &Reference| self.means(reference).as_ref() == Some(subject);
            let own = R::subject(record.id());
            if own != *subject && names(record.as_ref()).iter().any(means) {
                users.push(own);
            }
        }
    }

    fn means(&self, reference: &Reference) -> Option<Subject> {
        match reference {
            Reference::Spelled(plan, word) => self.places.resolve(word, plan).map(|place| Subject::Place(place.id.clone())),
            Reference::Called(word) => self.enterprise_meant(word).map(|one| Subject::Enterprise(one.name.clone())),
            by_id => by_id.by_id(),
        }
    }
}

impl Reference {
    /// What it names by its id; nothing where it is a word.
    pub(crate) fn by_id(&self) -> Option<Subject> {
        match self {
            Reference::Plan(code) => Some(Subject::Plan(code.clone())),
            Reference::Department(id) => Some(Subject::Department(id.clone())),
            Reference::Entry(id) => Some(Subject::Entry(id.clone())),
            Reference::Indicator(id) => Some(Subject::Indicator(id.clone())),
            Reference::Place(id) => Some(Subject::Place(id.clone())),
            Reference::Matter(id) => Some(Subject::Matter(id.clone())),
            Reference::Inspection(id) => Some(Subject::Inspection(id.clone())),
            Reference::Liaison(id) => Some(Subject::Liaison(id.clone())),
            Reference::Criterion(id) => Some(Subject::Criterion(id.clone())),
            Reference::Spelled(..) | Reference::Called(_) => None,
        }
    }
}

fn names<R: Kept>(record: &R) -> Vec<Reference> {
    record.refers().into_iter().chain(record.under()).chain(named_in(record.log())).collect()
}

/// What a log names: the bodies of its authors and of whose part they tell, and what the facts name that no correction takes back.
pub(super) fn named_in(log: &[Update]) -> Vec<Reference> {
    let part = |update: &'_ Update| if let Voice::Part(body) = &update.about { Some(body.clone()) } else { None };
    let bodies = log.iter().flat_map(|update| update.by.dept.clone().into_iter().chain(part(update))).map(Reference::Department);
    let facts = in_force(log).into_iter().flat_map(|update| &update.says);
    let into = |fact: &Fact| if let Fact::CarriedInto { to, .. } = fact { carried::read(to) } else { Vec::new() };
    bodies.chain(facts.flat_map(|fact| fact.refers().into_iter().chain(into(fact).into_iter().map(Reference::Entry)))).collect()
}

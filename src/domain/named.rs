//! What names what: whether the ledger holds what a record names, and which records name one.

use super::carried;
use super::kinds::{Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::records::Reference;
use super::update::{Fact, Update, Voice};

impl Ledger {
    /// Whether it holds what is named; how it is named.
    pub(crate) fn knows<'a>(&self, reference: &'a Reference) -> (bool, &'a str) {
        match reference {
            Reference::Plan(code) => (self.plan(code).is_some(), code),
            Reference::Department(id) => (self.departments.get(id).is_some(), id),
            Reference::Entry(id) => (self.get(id).is_some(), id),
            Reference::Indicator(id) => (self.indicators.by_id(id).is_some(), id),
            Reference::Place(id) => (self.places.get(id).is_some(), id),
            Reference::Matter(id) => (self.matters.by_id(id).is_some(), id),
            Reference::Inspection(id) => (self.inspections.by_id(id).is_some(), id),
            Reference::Liaison(id) => (self.liaisons.by_id(id).is_some(), id),
            Reference::Spelled(plan, word) => {
                (word.is_empty() || self.places.is_empty() || self.places.resolve(word, plan).is_some(), word)
            }
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
            Reference::Spelled(..) => None,
        }
    }
}

fn names<R: Kept>(record: &R) -> Vec<Reference> {
    record.refers().into_iter().chain(record.under()).chain(record.log().iter().flat_map(named_in)).collect()
}

/// What an update names: its author's body, the body of whose part it tells, and what its facts name.
pub(super) fn named_in(update: &Update) -> Vec<Reference> {
    let of = if let Voice::Part(body) = &update.about { Some(body) } else { None };
    let bodies = update.by.dept.iter().chain(of).cloned().map(Reference::Department);
    let into = |fact: &Fact| if let Fact::CarriedInto { to, .. } = fact { carried::read(to) } else { Vec::new() };
    let entries = update.says.iter().flat_map(into).map(Reference::Entry);
    bodies.chain(update.says.iter().flat_map(|fact| fact.refers())).chain(entries).collect()
}

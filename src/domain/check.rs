//! What is wrong with a ledger, or waits to be settled.

use std::any::Any;
use std::collections::{HashMap, HashSet};

use super::across::across;
use super::department::Department;
use super::dispute::{Dispute, disputes};
use super::doubt::{Doubt, doubts};
use super::entry::Entry;
use super::fact::Value;
use super::finding::{Detail, Finding, FindingKind};
use super::fold::fold;
use super::id::{DeptId, EntryId};
use super::kinds::{Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::log::in_force;
use super::named::named_in;
use super::point::Point;
use super::recorded::WrongClock;
use super::records::{Flaw, Reference};
use super::stated::Lead;
use super::update::{Fact, Update};
use crate::text::{Say, fold_width};

/// Looks for everything in the ledger that is wrong or waits to be settled, in the order of the rules.
pub fn check(ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Findings { ledger, found: Vec::new() };
    for section in Section::ALL {
        by_kind!(Section section, => findings.records::<R>());
    }
    findings.settings();
    findings.contested();
    findings.letters();
    findings.aliases();
    findings.names();
    findings.places();
    findings.doubts();
    let mut found = findings.found;
    found.extend(across(ledger));
    found.sort_by_key(|f| f.kind);
    found
}

/// Records whose time is not believed ([`Ledger::believe_until`]).
pub(crate) fn far_clocks(ledger: &Ledger) -> Vec<Finding> {
    fn of<R: Kept>(findings: &mut Findings<'_>) {
        for record in R::records(findings.ledger) {
            for (update, clock) in record.log().iter().filter_map(|u| Some((u, u.wrong_clock()?))) {
                let doubt = if clock == WrongClock::Unknown { "?" } else { "" };
                let days = format!("{}: {} → {}{doubt}", update.id, update.at.written().date_naive(), update.day());
                findings.add(FindingKind::FarClock, R::subject(record.id()), days);
            }
        }
    }
    let mut findings = Findings { ledger, found: Vec::new() };
    for section in Section::ALL {
        by_kind!(Section section, => of::<R>(&mut findings));
    }
    findings.found
}

struct Findings<'a> {
    ledger: &'a Ledger,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, kind: FindingKind, subject: Subject, detail: impl Into<String>) {
        self.found.push(Finding::named(kind, subject, detail));
    }

    fn records<R: Kept>(&mut self) {
        let mut seen = HashSet::with_capacity(R::records(self.ledger).len());
        for record in R::records(self.ledger) {
            let subject = || R::subject(record.id());
            if !seen.insert(record.id()) {
                self.add(FindingKind::DuplicateId, subject(), record.id().to_string());
            }
            for reference in record.refers() {
                self.refers(&reference, subject);
            }
            for (flaw, detail) in record.flaws() {
                self.add(flaw.into(), subject(), detail);
            }
            let any: &dyn Any = record.as_ref();
            if let Some(entry) = any.downcast_ref() {
                self.entry(entry);
            }
            self.log(record.log(), subject);
        }
    }

    /// Whom the ledger's own settings name.
    fn settings(&mut self) {
        for body in &self.ledger.settings.office {
            self.refers(&Reference::Department(body.clone()), || Subject::Ledger);
        }
    }

    fn refers(&mut self, reference: &Reference, subject: impl Fn() -> Subject) {
        if !self.ledger.knows(reference) {
            self.add(reference.into(), subject(), reference.to_string());
        }
    }

    /// What can be seen of an entry only beside others.
    fn entry(&mut self, entry: &Entry) {
        let subject = || Subject::Entry(entry.id.clone());
        // Parents that are missing, or stand in a ring, lead to no top.
        let top = self.ledger.upward(entry).last().and_then(|top| top.parent.as_ref());
        if let (Some(parent), Some(above)) = (&entry.parent, top) {
            let kind = if self.ledger.get(above).is_some() { FindingKind::ParentRing } else { FindingKind::UnknownEntry };
            self.add(kind, subject(), parent.as_str());
        }
        if entry.lead == Lead::Inherited && self.ledger.clause_holder(entry).is_none() {
            let parent = entry.parent.as_ref().map_or("–", EntryId::as_str);
            self.add(FindingKind::NothingToInherit, subject(), parent);
        }
        let begins = self.ledger.plan(entry.id.plan()).map(|p| p.start);
        if let Some(day) = self.ledger.planned_deadline(entry).filter(|d| Flaw::of_day(*d).is_some() || begins.is_some_and(|b| *d < b)) {
            self.add(FindingKind::ImpossibleDate, subject(), day.to_string());
        }
        let may_be_named = entry.updates.is_empty() && entry.lead != Lead::Unassigned;
        if !may_be_named && fold(self.ledger, entry, None).lead.value.is_none() {
            self.add(FindingKind::Unassigned, subject(), &entry.title);
        }
    }

    fn log(&mut self, updates: &[Update], subject: impl Fn() -> Subject) {
        let ids: HashSet<_> = updates.iter().map(|u| &u.id).collect();
        if ids.len() < updates.len() {
            self.add(FindingKind::DuplicateId, subject(), "updates");
        }
        for update in updates {
            let named = update.says.iter().filter_map(Fact::names);
            for missing in update.after.iter().chain(named).filter(|id| !ids.contains(id)) {
                self.add(FindingKind::UnknownUpdate, subject(), format!("{} → {missing}", update.id));
            }
        }
        for reference in named_in(updates) {
            self.refers(&reference, &subject);
        }
        for update in in_force(updates) {
            for (flaw, detail) in update.says.iter().filter_map(Fact::flaw) {
                self.add(flaw.into(), subject(), detail);
            }
            for odd in self.ledger.odd_days(&subject(), update) {
                self.found.push(Finding { kind: FindingKind::Doubtful, subject: subject(), detail: Detail::of(|lang| odd.say(lang)) });
            }
        }
    }

    /// One letter may ask for several entries; another one has another number.
    fn letters(&mut self) {
        let mut first = HashMap::new();
        let entries = self.ledger.entries().iter().map(|entry| (Subject::Entry(entry.id.clone()), &entry.updates));
        let findings = self.ledger.rectifications.iter().map(|one| (Subject::Rectification(one.id.clone()), &one.updates));
        for (subject, log) in entries.chain(findings) {
            for (update, fact) in in_force(log).into_iter().flat_map(|u| u.says.iter().map(move |f| (u, f))) {
                let Fact::Urged { level, number, to } = fact else { continue };
                let letter = (level, to, &update.by, update.at.written().date_naive());
                if *first.entry(number).or_insert(letter) != letter {
                    self.add(FindingKind::SameNumber, subject.clone(), number);
                }
            }
        }
    }

    fn aliases(&mut self) {
        let mut first = HashMap::new();
        for body in self.ledger.departments.iter() {
            for alias in &body.aliases {
                let holder = first.entry((&alias.plan, &alias.name)).or_insert(&body.id);
                if **holder != body.id {
                    self.add(FindingKind::SameAlias, Subject::Department(body.id.clone()), format!("{} = {holder}", alias.name));
                }
            }
        }
    }

    fn names(&mut self) {
        let mut first: HashMap<String, &DeptId> = HashMap::new();
        for body in self.ledger.departments.iter() {
            let holder = *first.entry(fold_width(body.name())).or_insert(&body.id);
            if *holder != body.id {
                self.add(FindingKind::SameName, Subject::Department(body.id.clone()), format!("{} = {holder}", body.name()));
            }
            let next = |at: &&Department| self.ledger.departments.get(at.successor.as_ref()?);
            let mut heirs = std::iter::successors(next(&&**body), next).take(self.ledger.departments.len());
            if let Some(heir) = body.successor.as_ref().filter(|_| heirs.any(|heir| heir.id == body.id)) {
                self.add(FindingKind::HeirRing, Subject::Department(body.id.clone()), heir.as_str());
            }
        }
    }

    fn places(&mut self) {
        for place in self.ledger.places.iter().filter(|place| self.ledger.places.is_in_itself(&place.id)) {
            let above = place.within.as_ref().map_or("", |within| within.as_str());
            self.add(FindingKind::PlaceInItself, Subject::Place(place.id.clone()), above);
        }
    }

    fn doubts(&mut self) {
        doubts(self.ledger, &mut |entry, asked| {
            let between = matches!(asked.doubt, Doubt::OpenBelow(_) | Doubt::SilentAbove(_));
            let kind = if between { FindingKind::ParentAndParts } else { FindingKind::Doubtful };
            self.found.push(Finding { kind, subject: Subject::Entry(entry.id.clone()), detail: Detail::of(|lang| asked.say(lang)) });
        });
    }

    /// One finding a contested field, with all its values.
    fn contested(&mut self) {
        // What was handed over twice is a finding of its own.
        let is_handed = |dispute: &Dispute| matches!(dispute.shown, Value::Point(Point::Handed(_)));
        for dispute in disputes(self.ledger).into_iter().filter(|dispute| !is_handed(dispute)) {
            let values = |lang| dispute.rivals.iter().map(|r| r.value.in_words(self.ledger, lang)).collect::<Vec<_>>().join(" | ");
            let detail = Detail::of(|lang| format!("{}: {}", dispute.shown.word(), values(lang)));
            self.found.push(Finding { kind: FindingKind::Contested, subject: dispute.subject, detail });
        }
    }
}

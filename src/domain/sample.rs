//! What the tests of several rooms begin from.

use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::deadline::Deadline;
use super::department::Department;
use super::entry::Entry;
use super::id::EntryId;
use super::intent::Intent;
use super::ledger::Ledger;
use super::level::Level;
use super::list::Cooperation;
use super::plan::Plan;
use super::record::Recorder;
use super::stated::{Kind, Lead};
use super::status::Status;
use super::update::Author;

/// A plan that lasts through 2025 and of which nothing else is known.
pub(crate) fn plan(code: &str) -> Plan {
    Plan { start: "2025-01-01".parse().unwrap(), end: "2025-12-31".parse().unwrap(), ..Plan::new(code) }
}

/// A body of which nothing else is known.
pub(crate) fn body(id: &str, level: Level) -> Department {
    Department { level, ..Department::new(id) }
}

/// A ledger of one plan, `p`, that lasts through 2025.
pub(crate) fn ledger_of_2025() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.plans.push(plan("p"));
    ledger
}

/// The bodies of [`any_tree`]: a group with two members, one that ended with its heir, and others.
pub(crate) const BODIES: [&str; 7] = ["组", "甲", "乙", "丙", "旧局", "承接局", "丁"];

/// Writes in nobody's name, with ids that are never the same.
pub(crate) fn recorder() -> Recorder {
    static IDS: AtomicU64 = AtomicU64::new(1);
    Recorder {
        by: Author::default(),
        clock: Arc::new(|| "2025-10-20T09:00:00+08:00".parse().unwrap()),
        entropy: Arc::new(|| IDS.fetch_add(1, Ordering::Relaxed)),
    }
}

/// A plan with entries that hang under one another, led and shared by any of [`BODIES`], some by what stands above, and with some
/// history.
pub(crate) fn any_tree() -> impl Strategy<Value = Ledger> {
    let body = || 0..BODIES.len();
    let log = proptest::collection::vec((0..4usize, body()), 0..3);
    let entry = (
        proptest::option::of(0..12usize),
        (0..4usize, any::<bool>()),
        body(),
        proptest::collection::vec((body(), any::<bool>()), 0..3),
        log,
    );
    proptest::collection::vec(entry, 1..9).prop_map(|all| {
        let mut ledger = ledger_of_2025();
        let mut group = Department::new(BODIES[0]);
        (group.group, group.members) = (true, vec![BODIES[1].into(), BODIES[2].into()]);
        let mut old = Department::new(BODIES[4]);
        old.successor = Some(BODIES[5].into());
        let others = [1, 2, 3, 5, 6].map(|at| Department::new(BODIES[at]));
        ledger.departments = [group, old].into_iter().chain(others).collect::<Vec<_>>().into();
        let recorder = recorder();
        for (n, (parent, (lead, open), body, others, log)) in all.into_iter().enumerate() {
            let mut new = Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, &format!("事{n}"));
            new.parent = parent.filter(|p| *p < n).map(|p| EntryId::of("p", &p.to_string()));
            let inherits = new.parent.as_ref().and_then(|p| ledger.get(p)).is_some_and(|above| ledger.clause_holder(above).is_some());
            new.lead = match lead {
                0 => Lead::Stated(BODIES[body].into()),
                1 => Lead::FirstNamed(BODIES[body].into()),
                2 if inherits => Lead::Inherited,
                _ => Lead::Unassigned,
            };
            if new.lead.named().is_some() {
                let role = |(b, only): (usize, bool)| {
                    if only { Cooperation::Implements(BODIES[b].into()) } else { Cooperation::Cooperates(BODIES[b].into()) }
                };
                (new.cooperating, new.open) = (others.into_iter().map(role).collect(), open);
            }
            new.regions = vec![format!("某县{}", n % 3)];
            new.deadline = Some(Deadline::PLAN_PERIOD);
            let id = new.id.clone();
            ledger.insert(usize::MAX, new);
            for (what, body) in log {
                let intent = match what {
                    0 => Intent::Lead { to: BODIES[body].into(), reason: "文".to_owned() },
                    1 => Intent::Deadline { to: "2025-11-30".parse().unwrap(), reason: "文".to_owned() },
                    2 => Intent::Status(Status::Underway),
                    _ => Intent::Status(Status::Done),
                };
                let entry = ledger.get(&id).cloned();
                let change = entry.and_then(|entry| recorder.record(&ledger, &entry, &intent, None).ok());
                change.into_iter().for_each(|change| drop(change.apply(&mut ledger).unwrap()));
            }
        }
        ledger
    })
}

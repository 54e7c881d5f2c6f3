//! Who answers for a body in an entry: of a group only those members whose places meet the entry's, where it names any.

use std::sync::Arc;

use super::department::{Department, Register};
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::place::Place;

/// Those who answer for a body, one after another; itself first.
#[derive(Clone, Debug)]
pub(crate) struct Answering<'a> {
    all: All<'a>,
    next: usize,
}

#[derive(Clone, Debug)]
enum All<'a> {
    /// Everybody who may.
    Whole(&'a [DeptId]),
    /// Of a group not all.
    Narrowed(Arc<[&'a DeptId]>),
}

impl<'a> Answering<'a> {
    fn whole(all: &'a [DeptId]) -> Answering<'a> {
        Answering { all: All::Whole(all), next: 0 }
    }

    /// Nobody at all.
    pub(crate) fn nobody() -> Answering<'a> {
        Answering::whole(&[])
    }

    /// Whether some of a group are left out.
    pub(crate) fn is_narrowed(&self) -> bool {
        matches!(self.all, All::Narrowed(_))
    }
}

impl<'a> Iterator for Answering<'a> {
    type Item = &'a DeptId;

    fn next(&mut self) -> Option<&'a DeptId> {
        let found = match &self.all {
            All::Whole(all) => all.get(self.next),
            All::Narrowed(all) => all.get(self.next).copied(),
        };
        self.next += 1;
        found
    }
}

impl Ledger {
    /// Everybody who answers for what an entry lays on a body ([`Register::answering`]). The members of a group whose places meet none
    /// that the entry names have no part in it; where that would leave none of them, or nobody knows a place, all have.
    pub(crate) fn answering<'a>(&'a self, entry: &Entry, id: &'a DeptId) -> Answering<'a> {
        let register: &Register = &self.departments;
        let all = register.answering(id);
        let is_group = || all.iter().any(|body| register.get(body).is_some_and(|body| !body.members.is_empty()));
        if entry.regions.is_empty() || all.len() == 1 || !is_group() {
            return Answering::whole(all);
        }
        let places = entry.regions.iter().map(|region| self.places.resolve(region, entry.id.plan())).collect::<Option<Vec<_>>>();
        let Some(places) = places else { return Answering::whole(all) };
        let some = register.reached(id, |member| self.meets(member, &places));
        if some.len() == all.len() { Answering::whole(all) } else { Answering { all: All::Narrowed(some.into()), next: 0 } }
    }

    /// Those of a group who answer for its part in an entry, each for its own; none of a body that is no group.
    pub(crate) fn members_in<'a>(&'a self, entry: &Entry, group: &'a DeptId) -> Vec<&'a DeptId> {
        let register: &Register = &self.departments;
        let heirs: Vec<&DeptId> = register.heirs(group).collect();
        self.answering(entry, group).filter(|body| !heirs.contains(body) && register.answers_itself(body)).collect()
    }

    /// Whether a body is of one of some places: its own place lies in one of them, or one of them in its own.
    fn meets(&self, body: &Department, places: &[&Place]) -> bool {
        let Some(own) = self.places.resolve(&body.place, "") else { return true };
        let lies_in = |one: &Place, other: &Place| self.places.upward(one).any(|place| place.id == other.id);
        places.iter().any(|place| lies_in(own, place) || lies_in(place, own))
    }
}

impl Register {
    /// A body, the one that has its duties by now, and the members of a group that are wanted, all of them where none is; and so on.
    pub(super) fn reached<'a>(&'a self, id: &'a DeptId, wanted: impl Fn(&Department) -> bool) -> Vec<&'a DeptId> {
        let mut reached = vec![id];
        let mut next = 0;
        while let Some(at) = reached.get(next).and_then(|id| self.get(id)) {
            let is_wanted = |member: &&DeptId| self.get(member).is_some_and(&wanted);
            let none = !at.members.iter().any(|member| is_wanted(&member));
            let members = at.members.iter().filter(|member| none || is_wanted(member));
            for id in members.chain(at.heir_on(self.day())) {
                if self.get(id).is_some() && !reached.contains(&id) {
                    reached.push(id);
                }
            }
            next += 1;
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::domain::{Cooperation, Duty, EntryId, Kind, Lead, Level, Period, Standings};

    /// Each place with the one in which it lies.
    const PLACES: [(&str, &str); 7] =
        [("省", ""), ("甲市", "省"), ("乙市", "省"), ("甲县", "甲市"), ("乙县", "甲市"), ("丙县", "乙市"), ("甲镇", "甲县")];
    const GROUP: &str = "各县政府";
    /// Each body with its place.
    const BODIES: [(&str, &str); 5] =
        [("甲县政府", "甲县"), ("乙县政府", "乙县"), ("丙县政府", "丙县"), ("无处政府", ""), ("财政局", "甲市")];

    fn ledger(members: &[usize], entries: &[(bool, Vec<usize>, bool)]) -> Ledger {
        let mut ledger = crate::domain::sample::ledger_of_2025();
        let place = |(id, within): (&str, &str)| Place { within: (!within.is_empty()).then(|| within.into()), ..Place::new(id) };
        ledger.places = PLACES.map(place).to_vec().into();
        let body = |(id, place): (&str, &str)| Department { level: Level::County, place: place.to_owned(), ..Department::new(id) };
        let members = members.iter().map(|n| BODIES[*n].0.into()).collect();
        let group = Department { group: true, members, ..body((GROUP, "甲市")) };
        ledger.departments = BODIES.map(body).into_iter().chain([group]).collect::<Vec<_>>().into();
        for (n, (leads, regions, astray)) in entries.iter().enumerate() {
            let mut entry = Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, "题");
            let (lead, other) = if *leads { (GROUP, "财政局") } else { ("财政局", GROUP) };
            (entry.lead, entry.cooperating) = (Lead::Stated(lead.into()), vec![Cooperation::Cooperates(other.into())]);
            entry.regions = regions.iter().map(|n| PLACES[*n].0.to_owned()).chain(astray.then(|| "某地".to_owned())).collect();
            ledger.insert(usize::MAX, entry);
        }
        ledger
    }

    fn above(place: &str) -> Vec<&str> {
        let up = |at: &&str| PLACES.iter().find(|(id, _)| id == at).map(|(_, within)| *within);
        std::iter::successors(Some(place), up).filter(|at| !at.is_empty()).collect()
    }

    fn meet(one: &str, other: &str) -> bool {
        above(one).contains(&other) || above(other).contains(&one)
    }

    proptest! {
        #[test]
        fn a_member_has_a_part_and_owes_only_where_its_place_meets_the_entrys(
            members in prop::collection::btree_set(0..4_usize, 1..4),
            entries in prop::collection::vec((any::<bool>(), prop::collection::vec(0..7_usize, 0..3), prop::bool::weighted(0.2)), 1..12),
        ) {
            let members: Vec<usize> = members.into_iter().collect();
            let ledger = ledger(&members, &entries);
            let standings = Standings::new(&ledger, "2025-12-20".parse().unwrap());
            for (at, (leads, regions, astray)) in entries.iter().enumerate() {
                let (entry, standing) = (&ledger.entries()[at], &standings.all()[at]);
                let meets = |n: usize| BODIES[n].1.is_empty() || regions.iter().any(|r| meet(PLACES[*r].0, BODIES[n].1));
                let all = regions.is_empty() || *astray || !members.iter().any(|n| meets(*n));
                let owing: Vec<String> = ledger.owing(entry, standing, Period::Quarter(2025, 4)).map(|o| o.body.to_string()).collect();
                for (n, (name, ..)) in BODIES.iter().enumerate().take(4) {
                    let body = DeptId::from(*name);
                    let wanted = members.contains(&n) && (all || meets(n));
                    let duty = ledger.duty(&body, entry, standing.state.lead.value.as_ref());
                    prop_assert_eq!(duty.is_some(), wanted, "{} in {:?}", body, entry.regions);
                    prop_assert_eq!(duty.is_some_and(|d| d == Duty::Leads), wanted && *leads);
                    prop_assert_eq!(owing.iter().any(|one| *one == *body), wanted && *leads, "who helps is asked once the plan is taken up");
                    prop_assert_eq!(ledger.members_in(entry, &GROUP.into()).contains(&&body), wanted);
                }
                prop_assert!(ledger.duty(&GROUP.into(), entry, standing.state.lead.value.as_ref()).is_some(), "the group has its part");
                prop_assert!(members.iter().any(|n| ledger.members_in(entry, &GROUP.into()).contains(&&BODIES[*n].0.into())), "somebody answers");
            }
        }
    }

    #[test]
    fn a_group_stands_as_those_of_its_members_whom_the_entry_concerns() {
        let mut ledger = ledger(&[0, 1, 2], &[(true, vec![6], false)]);
        let done = "[(id: \"a\", at: \"2025-08-01T08:00:00+08:00\", about: Part(\"甲县政府\"), says: [Status(to: Done)])]";
        ledger.get_mut(&"p/0".into()).unwrap().updates = ron::from_str(done).unwrap();
        let state = crate::domain::fold(&ledger, &ledger.entries()[0], None);
        assert!(state.is_done(), "甲镇 lies in 甲县, and in none of the other counties");
        ledger.get_mut(&"p/0".into()).unwrap().regions.clear();
        assert!(!crate::domain::fold(&ledger, &ledger.entries()[0], None).is_done());
    }
}

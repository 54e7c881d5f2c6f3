//! Many clones and one place where they meet at random moments, each merge with its own base.

use duban::domain::*;
use duban::merge::merge;
use duban::store::canonical;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

use super::history::{Act, Person, any_work, first_ledger};

/// A clone that meets the hub now and then.
struct Clone {
    person: Person,
    /// What it last had in common with the hub.
    base: Ledger,
    /// Which of all titles ever given it has seen.
    seen: BTreeSet<usize>,
}

/// The hub, and a bookkeeper who knows of every title who had seen which others when he gave it.
struct World {
    hub: Ledger,
    seen: BTreeSet<usize>,
    clones: Vec<Clone>,
    titles: Vec<(EntryId, String)>,
    overtaken: BTreeSet<usize>,
    recorded: BTreeSet<(EntryId, UpdateId)>,
}

impl World {
    fn new(clones: usize) -> World {
        let hub = first_ledger();
        let clone = |n| Clone { person: Person::new(n as u64, &hub), base: hub.clone(), seen: BTreeSet::new() };
        let clones = (0..clones).map(clone).collect();
        World { clones, hub, seen: BTreeSet::new(), titles: Vec::new(), overtaken: BTreeSet::new(), recorded: BTreeSet::new() }
    }

    fn sync(&mut self, n: usize) {
        let clone = &mut self.clones[n];
        let merged = merge(Some(&clone.base), &clone.person.ledger, &self.hub).ledger;
        clone.person.ledger = merged.clone();
        clone.base = merged.clone();
        self.hub = merged;
        self.seen.extend(&clone.seen);
        clone.seen.extend(&self.seen);
    }

    fn act(&mut self, n: usize, act: &Act) {
        let clone = &mut self.clones[n];
        if let Some(Change::Record { subject: Subject::Entry(entry), update, .. }) = clone.person.act(act) {
            self.recorded.insert((entry, update.id));
        }
    }

    /// Gives an entry a title that nobody ever gave.
    fn entitle(&mut self, n: usize, which: usize) {
        let number = self.titles.len();
        let title = format!("题{number:04}");
        let clone = &mut self.clones[n];
        let ids = ["p/一", "p/二", "q/一"];
        let id = EntryId::from(ids[which % ids.len()]);
        let mut entry = clone.person.ledger.get(&id).unwrap().as_ref().clone();
        entry.title = title.clone();
        Change::amend(entry).apply(&mut clone.person.ledger).unwrap();
        self.overtaken.extend(clone.seen.iter().filter(|s| self.titles[**s].0 == id));
        self.titles.push((id, title));
        clone.seen.insert(number);
    }
}

#[derive(Clone, Debug)]
enum Step {
    Act(usize, Box<Act>),
    Entitle(usize, usize),
    Sync(usize),
}

const CLONES: usize = 6;

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..CLONES, any_work().prop_filter("titles are given by the bookkeeper", |a| !matches!(a, Act::Fact(_, EntryClaim::Title(_)))))
            .prop_map(|(n, act)| Step::Act(n, Box::new(act))),
        3 => (0..CLONES, 0..3usize).prop_map(|(n, which)| Step::Entitle(n, which)),
        3 => (0..CLONES).prop_map(Step::Sync),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn all_converge_and_exactly_the_unseen_values_are_contested(steps in proptest::collection::vec(step(), 0..120)) {
        let mut world = World::new(CLONES);
        for step in &steps {
            match step {
                Step::Act(n, act) => world.act(*n, act.as_ref()),
                Step::Entitle(n, which) => world.entitle(*n, *which),
                Step::Sync(n) => world.sync(*n),
            }
        }
        for _ in 0..2 {
            (0..CLONES).for_each(|n| world.sync(n));
        }
        let text = canonical(&world.hub).unwrap();
        for clone in &world.clones {
            prop_assert_eq!(&canonical(&clone.person.ledger).unwrap(), &text);
        }
        for (entry, update) in &world.recorded {
            prop_assert!(world.hub.get(entry).unwrap().updates.iter().any(|u| u.id == *update));
        }
        let mut expected: BTreeMap<&EntryId, BTreeSet<&String>> = BTreeMap::new();
        for (n, (id, title)) in world.titles.iter().enumerate() {
            if world.overtaken.contains(&n) {
                continue;
            }
            expected.entry(id).or_default().insert(title);
        }
        for (id, titles) in expected {
            let entry = world.hub.get(id).unwrap();
            let rivals = standing(entry.as_ref(), &entry.contested);
            let mut now: BTreeSet<&String> = rivals.iter().filter_map(|c| if let EntryClaim::Title(t) = c { Some(t) } else { None }).collect();
            now.insert(&entry.title);
            prop_assert_eq!(now, titles);
        }
    }
}

//! Ten clones of one repository, each with fifty changes, that share at random moments in four manners.

use duban::demo;
use duban::domain::*;
use duban::store::canonical;
use duban::text::Lang;
use fastrand::Rng;
use std::collections::{BTreeMap, BTreeSet};

use crate::office::{Hub, Office, fine, git};
use crate::patience::steps;

/// How an office shares.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// `duban sync`, with the driver registered.
    SyncWithDriver,
    /// `duban sync` in a clone that nobody set up.
    Sync,
    /// `git pull` and `git push`; git merges by the driver.
    PullWithDriver,
    /// `git pull` and `git push`; git merges the text, and `duban resolve` mends what conflicts.
    PullAsText,
}

const CLONES: usize = 10;
const CHANGES: usize = 50;

/// Everything that was ever said, with a bookkeeper who knows who had seen what when he said it.
struct World {
    hub: Hub,
    offices: Vec<(Office, Manner)>,
    rng: Rng,
    /// Entry, field and value.
    said: Vec<(EntryId, String, String)>,
    seen: Vec<BTreeSet<usize>>,
    seen_by_hub: BTreeSet<usize>,
    /// What somebody said again having seen it.
    overtaken: BTreeSet<usize>,
    updates: BTreeSet<(EntryId, UpdateId)>,
    added: BTreeSet<EntryId>,
    merges: usize,
    conflicts: usize,
}

impl World {
    fn new(seed: u64, manners: &[Manner]) -> World {
        let ledger = demo::ledger(50, 7, "2025-11-20".parse().unwrap());
        assert_eq!(disputes(&ledger), Vec::new());
        let hub = Hub::new(&canonical(&ledger).unwrap());
        let office = |n: usize| {
            let (office, manner) = (hub.office(&format!("第{n}办"), n as u64), manners[n % manners.len()]);
            if matches!(manner, Manner::SyncWithDriver | Manner::PullWithDriver) {
                office.register();
            }
            (office, manner)
        };
        let offices = (0..CLONES).map(office).collect();
        World {
            offices,
            hub,
            rng: Rng::with_seed(seed),
            said: Vec::new(),
            seen: vec![BTreeSet::new(); CLONES],
            seen_by_hub: BTreeSet::new(),
            overtaken: BTreeSet::new(),
            updates: BTreeSet::new(),
            added: BTreeSet::new(),
            merges: 0,
            conflicts: 0,
        }
    }

    /// All of it: changes and sharing at random moments, then two rounds so that all have everything.
    fn run(&mut self) {
        let mut left = [CHANGES; CLONES];
        for _ in steps(CHANGES * CLONES * 1000, "the last change") {
            if left.iter().all(|l| *l == 0) {
                break;
            }
            let n = self.rng.usize(..CLONES);
            if left[n] > 0 {
                left[n] -= 1;
                self.change(n);
            }
            if self.rng.usize(..12) == 0 {
                self.share(n);
            }
        }
        for _ in 0..2 {
            (0..CLONES).for_each(|n| self.share(n));
        }
    }

    fn share(&mut self, n: usize) {
        let (office, manner) = &self.offices[n];
        match manner {
            Manner::Sync | Manner::SyncWithDriver => {
                office.sync().unwrap();
            }
            Manner::PullWithDriver | Manner::PullAsText => {
                let (conflict, merged) = office.pull_and_push();
                assert!(!(conflict && *manner == Manner::PullWithDriver), "the driver leaves no conflict");
                self.conflicts += usize::from(conflict);
                self.merges += usize::from(merged);
            }
        }
        self.seen_by_hub.extend(&self.seen[n]);
        self.seen[n].extend(&self.seen_by_hub);
    }

    /// A change in one clone; half of them on the same few entries.
    fn change(&mut self, n: usize) {
        let seed = self.rng.u64(..);
        let change = self.offices[n].0.change(|recorder, ledger| {
            let mut rng = Rng::with_seed(seed);
            (0..20).find_map(|_| drawn(&mut rng, recorder, ledger))
        });
        match change.expect("one of twenty is possible") {
            Change::Record { subject: Subject::Entry(entry), update, .. } => {
                self.updates.insert((entry.clone(), update.id.clone()));
                let values = update.says.iter().filter_map(value).collect::<Vec<_>>();
                values.into_iter().for_each(|v| self.said(n, &entry, v.word(), &v));
            }
            Change::Amend(AnyRecord::Entry(entry)) => {
                let title = Value::Stated(Contested::Entry(entry.id.clone(), EntryClaim::Title(entry.title.clone())));
                self.said(n, &entry.id, "title".into(), &title);
            }
            Change::Put { record: AnyRecord::Entry(entry), .. } => {
                self.added.insert(entry.id);
            }
            other => panic!("{other:?}"),
        }
    }

    fn said(&mut self, n: usize, entry: &EntryId, field: String, value: &Value) {
        let number = self.said.len();
        let same = |s: &usize| self.said[*s].0 == *entry && self.said[*s].1 == field;
        let overtaken: Vec<usize> = self.seen[n].iter().copied().filter(same).collect();
        self.overtaken.extend(overtaken);
        self.said.push((entry.clone(), field, value.in_words(&Ledger::default(), Lang::Zh)));
        self.seen[n].insert(number);
    }

    /// Every field in which two values stand that nobody overtook.
    fn contested(&self) -> BTreeMap<(EntryId, String), BTreeSet<String>> {
        let mut all: BTreeMap<(EntryId, String), BTreeSet<String>> = BTreeMap::new();
        for (number, (entry, field, value)) in self.said.iter().enumerate() {
            if !self.overtaken.contains(&number) {
                all.entry((entry.clone(), field.clone())).or_default().insert(value.clone());
            }
        }
        all.retain(|_, values| values.len() > 1);
        all
    }
}

/// A random change; none where it would say nothing.
fn drawn(rng: &mut Rng, recorder: &Recorder, ledger: &Ledger) -> Option<Change> {
    let all = ledger.entries();
    let entry = &all[if rng.bool() { rng.usize(..6) } else { rng.usize(..all.len()) }];
    let record = |intent: Intent| recorder.record(ledger, entry, &intent, None).ok();
    match rng.usize(..11) {
        0..=2 => record(Intent::Status(Status::ALL[rng.usize(..Status::ALL.len())])),
        3..=5 => {
            let progress = format!("第{}次", rng.u16(..));
            record(Intent::Report(Report { progress, percent: Some(rng.u8(..=100)), ..Report::default() }))
        }
        6 => {
            let to = chrono::NaiveDate::from_ymd_opt(2026, 1, 1)? + chrono::Days::new(rng.u64(..300));
            record(Intent::Deadline { to, reason: "天气".into() })
        }
        7 => {
            let bodies: Vec<&DeptId> = ledger.departments.iter().map(|d| &d.id).collect();
            record(Intent::Lead { to: bodies[rng.usize(..bodies.len())].clone(), reason: "会议".into() })
        }
        8 | 9 => {
            let mut entry = entry.as_ref().clone();
            entry.title = format!("题{}", rng.u32(..));
            entry.updates = Vec::new();
            Some(Change::amend(entry))
        }
        _ => {
            let id = EntryId::mint(entry.id.plan(), (recorder.entropy)());
            let at = rng.usize(..=all.len());
            Some(Change::put(at, Entry::new(id, Kind::Task, "新增")))
        }
    }
}

/// The value that a fact sets, if two people can set it differently.
fn value(fact: &Fact) -> Option<Value> {
    match fact {
        Fact::Status { to, .. } => Some(Value::Status(*to)),
        Fact::Percent { to, .. } => Some(Value::Percent(*to)),
        Fact::Deadline { to, .. } => Some(Value::Deadline(*to)),
        Fact::Lead { to, .. } => Some(Value::Lead(to.clone())),
        _ => None,
    }
}

#[test]
fn ten_clones_with_fifty_changes_each_end_with_one_ledger_that_holds_them_all() {
    let mut world = World::new(7, &[Manner::SyncWithDriver, Manner::PullAsText, Manner::Sync, Manner::PullWithDriver]);
    world.run();
    let texts: BTreeSet<String> = world.offices.iter().map(|(office, _)| office.text()).collect();
    assert_eq!(texts.len(), 1, "all have the same bytes");
    for (office, _) in &world.offices {
        assert_eq!(office.git(&["status", "--porcelain"]), "");
    }
    let ledger = world.offices[0].0.open().1;
    for (entry, update) in &world.updates {
        assert!(ledger.get(entry).unwrap().updates.iter().any(|u| u.id == *update), "{update} of {entry} is lost");
    }
    assert!(world.added.iter().all(|id| ledger.get(id).is_some()));
    // No marker was ever committed by anybody.
    let commits = fine(git(&world.hub.path(), &["rev-list", "--all"]));
    let mut args = vec!["grep", "-lE", "^(<<<<<<<|=======|>>>>>>>)"];
    args.extend(commits.lines());
    assert_eq!(git(&world.hub.path(), &args).status.code(), Some(1));
    // What is contested is exactly what two set without seeing each other.
    let mut listed: BTreeMap<(EntryId, String), BTreeSet<String>> = BTreeMap::new();
    for dispute in disputes(&ledger) {
        let Subject::Entry(id) = &dispute.subject else { panic!("{dispute:?}") };
        let values = dispute.rivals.iter().map(|r| r.value.in_words(&Ledger::default(), Lang::Zh)).collect();
        listed.insert((id.clone(), dispute.shown.word()), values);
    }
    assert_eq!(listed, world.contested());
    assert!(listed.len() > 10 && world.conflicts > 0, "{} contested, {} conflicts", listed.len(), world.conflicts);
}

/// Not a test of ours: what the same ten clones meet with nothing but git. The numbers stand in docs/performance.md.
#[test]
#[ignore = "measures plain git: cargo test --test main plain_git -- --ignored --nocapture"]
fn plain_git_conflicts_where_the_merge_does_not() {
    let (mut merges, mut conflicts) = (0, 0);
    for seed in 0..5 {
        let mut world = World::new(seed, &[Manner::PullAsText]);
        world.run();
        println!("seed {seed}: {} merges, {} conflicts", world.merges, world.conflicts);
        merges += world.merges;
        conflicts += world.conflicts;
    }
    println!("in all: {merges} merges, {conflicts} conflicts");
    assert!(conflicts > 0);
}

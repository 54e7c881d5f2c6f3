//! The journal: whatever happens, an edit that was made is in the ledger or in a journal, and comes back from there.

use super::sim::{Kind, Sim, Trouble};
use crate::patience::steps;
use duban::domain::{Author, Change, Entry, EntryId, FindingKind, Intent, Kind as EntryKind, Ledger, Recorder, Status, Touched, check};
use duban::progress::Progress;
use duban::store::{Folders, Journal, LedgerFile, canonical, leftovers_on, parse_text};
use proptest::prelude::*;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TEXT: &str = include_str!("../tui/small.ron");
const KIND: Kind = Kind { exchanges: true, links: true, locks: true };

fn home() -> Folders {
    Folders::under(Path::new("/no-such-home"))
}

fn path() -> PathBuf {
    PathBuf::from("/no-such-desk/tasks.ron")
}

fn sim() -> Sim {
    let sim = Sim::new(KIND);
    sim.place(&path(), TEXT.as_bytes());
    sim
}

fn small() -> Ledger {
    parse_text("tasks.ron", TEXT).unwrap()
}

fn on_disk(sim: &Sim) -> Ledger {
    parse_text("tasks.ron", std::str::from_utf8(&sim.content(&path()).unwrap()).unwrap()).unwrap()
}

/// The ledger's file with all that journals hold besides.
fn everything(sim: &Sim) -> Ledger {
    let ledger = on_disk(sim);
    leftovers_on(sim, &ledger, &path(), &home()).iter().fold(ledger, |ledger, left| left.recovered(&ledger))
}

fn status(ledger: &Ledger, n: usize, by: &str, to: Status) -> Change {
    let by = Author { dept: None, person: by.into() };
    let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
    let recorder = Recorder { by, clock, entropy: Arc::new(|| fastrand::u64(..)) };
    recorder.record(ledger, &ledger.entries()[n].clone(), &Intent::Status(to), None).unwrap()
}

/// Makes a change, in the ledger and in its journal.
fn edit(ledger: &mut Ledger, journal: &mut Journal, change: Change) -> (Touched, std::io::Result<()>) {
    let touched = change.touched();
    change.apply(ledger).unwrap();
    let written = journal.edited(ledger.clone(), &touched);
    (touched, written)
}

fn holds(ledger: &Ledger, n: usize, by: &str) -> bool {
    ledger.entries()[n].updates.iter().any(|u| u.by.person == by)
}

#[test]
fn whenever_the_power_goes_an_edit_is_in_the_ledger_or_in_a_journal() {
    let mut calls = 0;
    for n in steps(1000, "the last call") {
        let sim = sim();
        let (mut file, mut ledger) = LedgerFile::open_on(Arc::new(sim.clone()), &path(), &home(), &Progress::default()).unwrap();
        let mut journal = Journal::on(Arc::new(sim.clone()), ledger.clone(), &path(), &home());
        sim.trouble(n, Trouble::PowerLoss);
        let change = status(&ledger, 0, "张三", Status::Blocked);
        let (touched, first) = edit(&mut ledger, &mut journal, change);
        let saved = file.save(&ledger, &touched).map(|_| journal.saved(1));
        let change = status(&ledger, 1, "李四", Status::Blocked);
        let (_, second) = edit(&mut ledger, &mut journal, change);
        for left in sim.survivors() {
            let after = Sim::new(KIND);
            left.iter().for_each(|(path, bytes)| after.place(path, bytes));
            let all = everything(&after);
            assert!(first.is_err() && saved.is_err() || holds(&all, 0, "张三"), "call {n}: the first edit is lost");
            assert!(second.is_err() || holds(&all, 1, "李四"), "call {n}: the second edit is lost");
        }
        if n > sim.calls() {
            break;
        }
        calls = n;
    }
    assert!(calls > 10, "the power went at {calls} calls only");
}

#[test]
fn a_journal_that_cannot_be_written_is_told_and_the_next_edit_begins_another() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::Interrupted, ErrorKind::PermissionDenied, ErrorKind::Other];
    let troubles = kinds.map(Trouble::Fails).into_iter().chain([Trouble::WritesHalf]);
    for (n, trouble) in (0..24).flat_map(|n| troubles.clone().map(move |t| (n, t))) {
        let sim = sim();
        let mut ledger = small();
        let mut journal = Journal::on(Arc::new(sim.clone()), ledger.clone(), &path(), &home());
        sim.trouble(n, trouble.clone());
        let mut written = Vec::new();
        for (entry, by) in [(0, "张三"), (1, "李四"), (2, "王五")] {
            let change = status(&ledger, entry, by, Status::NotStarted);
            written.push((entry, by, edit(&mut ledger, &mut journal, change).1.is_ok()));
        }
        sim.mend();
        drop(journal);
        assert!(written.iter().filter(|w| w.2).count() >= 2, "{trouble:?} at {n}: {written:?}");
        let all = everything(&sim);
        for (entry, by, _) in written.iter().filter(|w| w.2) {
            assert!(holds(&all, *entry, by), "{trouble:?} at {n}: the edit of {by} is lost");
        }
    }
}

#[test]
fn what_the_file_holds_is_not_offered_and_the_journal_of_a_living_program_is_left_alone() {
    let sim = sim();
    let (mut file, mut ledger) = LedgerFile::open_on(Arc::new(sim.clone()), &path(), &home(), &Progress::default()).unwrap();
    let mut journal = Journal::on(Arc::new(sim.clone()), ledger.clone(), &path(), &home());
    let change = status(&ledger, 0, "张三", Status::Blocked);
    let (mut touched, _) = edit(&mut ledger, &mut journal, change);
    assert_eq!(leftovers_on(&sim, &small(), &path(), &home()).len(), 0, "its program lives");
    let _ = file.save(&ledger, &touched).unwrap();
    // Somebody else goes on from what was saved.
    let mut other = on_disk(&sim);
    let theirs = status(&other, 0, "赵六", Status::Done);
    let others = theirs.touched();
    theirs.apply(&mut other).unwrap();
    let (mut elsewhere, _) = LedgerFile::open_on(Arc::new(sim.clone()), &path(), &home(), &Progress::default()).unwrap();
    let _ = elsewhere.save(&other, &others).unwrap();
    // Our next edit comes before we hear that the first is saved, and is never saved itself.
    let change = status(&ledger, 1, "张三", Status::Blocked);
    touched.extend(edit(&mut ledger, &mut journal, change).0);
    journal.saved(1);
    drop(journal);
    let all = everything(&sim);
    assert!(holds(&all, 0, "赵六") && holds(&all, 1, "张三"));
    assert_eq!(duban::domain::disputes(&all), duban::domain::disputes(&small()), "what was saved is not said again");
    // Once the file holds it, it is offered no more, and its file goes.
    let (mut file, read) = LedgerFile::open_on(Arc::new(sim.clone()), &path(), &home(), &Progress::default()).unwrap();
    let mut now = read.clone();
    let back = leftovers_on(&sim, &read, &path(), &home());
    let update = back[0].recovered(&read).entries()[1].updates.last().unwrap().clone();
    let id = read.entries()[1].id.clone();
    let put = Change::Record { subject: id.into(), at: None, update: Box::new(update) };
    let touched = put.touched();
    put.apply(&mut now).unwrap();
    let _ = file.save(&now, &touched).unwrap();
    drop(back);
    assert_eq!(leftovers_on(&sim, &on_disk(&sim), &path(), &home()).len(), 0);
    assert!(!sim.names().iter().any(|p| p.extension().is_some_and(|e| e == "journal")), "{:?}", sim.names());
}

#[test]
fn a_journal_that_is_cut_or_spoiled_anywhere_gives_what_is_whole() {
    let sim = sim();
    let mut ledger = small();
    let mut journal = Journal::on(Arc::new(sim.clone()), ledger.clone(), &path(), &home());
    let mut lengths = Vec::new();
    let name = |sim: &Sim| sim.names().into_iter().find(|p| p.extension().is_some_and(|e| e == "journal")).unwrap();
    for (entry, by) in [(0, "张三"), (1, "李四")] {
        let change = status(&ledger, entry, by, Status::NotStarted);
        edit(&mut ledger, &mut journal, change).1.unwrap();
        lengths.push(sim.content(&name(&sim)).unwrap().len());
    }
    let (file, whole) = (name(&sim), sim.content(&name(&sim)).unwrap());
    for cut in (0..whole.len()).step_by(7).chain(lengths.clone()) {
        let after = Sim::new(KIND);
        after.place(&path(), TEXT.as_bytes());
        after.place(&file, &whole[..cut]);
        let all = everything(&after);
        assert_eq!((holds(&all, 0, "张三"), holds(&all, 1, "李四")), (cut >= lengths[0], cut >= lengths[1]), "cut at {cut}");
        let mut spoiled = whole.clone();
        spoiled[cut.min(whole.len() - 1)] ^= 0x20;
        let after = Sim::new(KIND);
        after.place(&path(), TEXT.as_bytes());
        after.place(&file, &spoiled);
        assert!(cut < lengths[0] || holds(&everything(&after), 0, "张三"), "spoiled at {cut}");
    }
}

fn any_change() -> impl Strategy<Value = (u8, usize, usize)> {
    (0..5_u8, 0..12_usize, 0..12_usize)
}

fn leaves_a_name_for_nothing(ledger: &Ledger, take: &Change) -> bool {
    let dangling =
        |ledger: &Ledger| check(ledger).iter().filter(|f| matches!(f.kind, FindingKind::UnknownEntry | FindingKind::ParentRing)).count();
    let mut without = ledger.clone();
    take.clone().apply(&mut without).unwrap();
    dangling(&without) > dangling(ledger)
}

fn change(ledger: &Ledger, (what, n, m): (u8, usize, usize)) -> Option<Change> {
    let entries = ledger.entries();
    let entry = entries.get(n % entries.len().max(1))?;
    Some(match what {
        0 | 1 => {
            let to = Status::ALL[m % Status::ALL.len()];
            let by = Author { dept: None, person: "张三".into() };
            let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
            let recorder = Recorder { by, clock, entropy: Arc::new(|| fastrand::u64(..)) };
            recorder.record(ledger, entry, &Intent::Status(to), None).ok()?
        }
        2 => {
            let mut amended = entry.as_ref().clone();
            amended.title = format!("题{m}");
            Change::amend(amended)
        }
        3 => Change::put(m, Entry::new(EntryId::of("p", &n.to_string()), EntryKind::Task, &format!("新{n}"))),
        // What something names is not taken out.
        _ => return Some(Change::take(entry.id.clone())).filter(|take| !leaves_a_name_for_nothing(ledger, take)),
    })
}

proptest! {
    #[test]
    fn a_journal_of_any_edits_gives_back_the_ledger(wishes in proptest::collection::vec(any_change(), 1..20)) {
        let sim = sim();
        let mut ledger = small();
        let mut journal = Journal::on(Arc::new(sim.clone()), ledger.clone(), &path(), &home());
        for wish in wishes {
            let Some(change) = change(&ledger, wish) else { continue };
            let touched = change.touched();
            if change.apply(&mut ledger).is_ok() {
                journal.edited(ledger.clone(), &touched).unwrap();
            }
        }
        drop(journal);
        prop_assert_eq!(canonical(&everything(&sim)).unwrap(), canonical(&ledger).unwrap());
    }
}

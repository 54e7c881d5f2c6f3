//! Every call of a save fails once at every place, the power goes at every place, and somebody else writes at every place:
//! afterwards the ledger is whole, and what was said to be saved is in it.

use super::sim::{Kind, Midst, Sim, Trouble};
use duban::domain::{Author, Change, Entry, EntryId, Intent, Ledger, Recorder, Status, Touched, fold};
use duban::progress::Progress;
use duban::store::{Folders, KEPT, LedgerFile, Saved, StoreError, parse_text};
use duban::text::Lang;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TEXT: &str = include_str!("../tui/small.ron");

const KINDS: [Kind; 3] = [
    Kind { exchanges: true, links: true, locks: true },
    Kind { exchanges: false, links: false, locks: true },
    Kind { exchanges: false, links: true, locks: false },
];

struct Desk {
    sim: Sim,
    path: PathBuf,
    folders: Folders,
}

impl Desk {
    fn new(kind: Kind) -> Desk {
        let (sim, path) = (Sim::new(kind), PathBuf::from("/no-such-desk/tasks.ron"));
        sim.place(&path, TEXT.as_bytes());
        Desk { sim, path, folders: Folders::under(Path::new("/no-such-home")) }
    }

    /// On which so much was saved that no more versions are kept.
    fn full(kind: Kind) -> Desk {
        let desk = Desk::new(kind);
        let (mut file, mut ledger) = desk.open();
        for _ in 0..KEPT + 2 {
            let touched = report(&mut ledger, &ids().0, "王五");
            let _ = file.save_step(&ledger, &touched).unwrap();
        }
        desk
    }

    fn copy(&self) -> Desk {
        Desk { sim: self.sim.copy(), path: self.path.clone(), folders: self.folders.clone() }
    }

    /// How many versions are kept; each is whole.
    fn versions(&self) -> usize {
        let is_version = |path: &PathBuf| {
            path.extension().is_some_and(|e| e == "ron") && path.parent().is_some_and(|p| p.to_string_lossy().contains("/versions/"))
        };
        let all: Vec<PathBuf> = self.sim.names().into_iter().filter(is_version).collect();
        all.iter().for_each(|path| drop(ledger(&self.sim.content(path).unwrap())));
        all.len()
    }

    fn open(&self) -> (LedgerFile, Ledger) {
        LedgerFile::open_on(Arc::new(self.sim.clone()), &self.path, &self.folders, &Progress::default()).unwrap()
    }

    fn ledger(&self) -> Ledger {
        ledger(&self.sim.content(&self.path).expect("the ledger is there"))
    }
}

fn ledger(bytes: &[u8]) -> Ledger {
    parse_text("tasks.ron", std::str::from_utf8(bytes).expect("text")).expect("the ledger is whole")
}

fn ids() -> (EntryId, EntryId) {
    let ledger = ledger(TEXT.as_bytes());
    (ledger.entries()[0].id.clone(), ledger.entries()[1].id.clone())
}

fn report(ledger: &mut Ledger, id: &EntryId, by: &str) -> Touched {
    let by = Author { dept: None, person: by.into() };
    let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
    let recorder = Recorder { by, clock, entropy: Arc::new(|| fastrand::u64(..)) };
    let entry = ledger.get(id).unwrap().clone();
    let now = if fold(ledger, &entry, None).status.value == Some(Status::Underway) { Status::Blocked } else { Status::Underway };
    let change = recorder.record(ledger, &entry, &Intent::Status(now), None).unwrap();
    let touched = change.touched();
    change.apply(ledger).unwrap();
    touched
}

fn holds(ledger: &Ledger, id: &EntryId, by: &str) -> bool {
    ledger.get(id).unwrap().updates.iter().any(|u| u.by.person == by)
}

/// How many calls a save makes on a file system of a kind.
fn calls(kind: Kind) -> usize {
    let desk = Desk::full(kind);
    let (mut file, mut ledger) = desk.open();
    let touched = report(&mut ledger, &ids().0, "张三");
    desk.sim.trouble(usize::MAX, Trouble::PowerLoss);
    let _ = file.save_step(&ledger, &touched).unwrap();
    desk.sim.calls()
}

#[test]
fn whatever_call_fails_the_ledger_is_whole_and_the_next_save_holds_everything() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::Interrupted, ErrorKind::PermissionDenied, ErrorKind::Other];
    let troubles = kinds.into_iter().flat_map(|k| [Trouble::Fails(k), Trouble::FailsFromNowOn(k)]).chain([Trouble::WritesHalf]);
    for (kind, trouble) in KINDS.into_iter().flat_map(|k| troubles.clone().map(move |t| (k, t))) {
        let full = Desk::full(kind);
        let steps = full.open().0.steps().len();
        for n in 0..calls(kind) + 3 {
            let what = format!("{kind:?}, {trouble:?} at {n}");
            let (desk, (first, second)) = (full.copy(), ids());
            let (mut file, mut ledger) = desk.open();
            let touched = report(&mut ledger, &first, "张三");
            desk.sim.trouble(n, trouble.clone());
            let saved = file.save_step(&ledger, &touched);
            desk.sim.mend();
            assert!(desk.versions() >= KEPT, "{what}: no good version goes for one that is not kept");
            if let Ok(saved) = &saved {
                is_the_last_step_or_told(&file, saved, (steps, &first), &what);
            }
            match saved {
                Ok(_) => assert!(holds(&desk.ledger(), &first, "张三"), "{what}"),
                Err(StoreError::NotSaved { rescue: Some(rescue), .. }) => {
                    let rescued = self::ledger(&desk.sim.content(&rescue).expect("the rescue is there"));
                    assert!(holds(&rescued, &first, "张三"), "{what}");
                }
                Err(_) => drop(desk.ledger()),
            }
            let mut touched = touched;
            touched.extend(report(&mut ledger, &second, "张三"));
            let _ = file.save_step(&ledger, &touched).unwrap_or_else(|e| panic!("{what}: {e}"));
            let now = desk.ledger();
            assert!(holds(&now, &first, "张三") && holds(&now, &second, "张三"), "{what}");
            let left: Vec<PathBuf> = desk.sim.names().into_iter().filter(|p| p.to_string_lossy().contains("unsaved")).collect();
            assert_eq!(left, Vec::<PathBuf>::new(), "{what}: what is in the ledger need not lie beside it");
        }
    }
}

/// What would be taken back next is what was done last, or it is told that it cannot be.
fn is_the_last_step_or_told(file: &LedgerFile, saved: &Saved, (before, id): (usize, &EntryId), what: &str) {
    let steps = file.steps();
    let told = saved.sentences(Lang::Zh).iter().any(|s| s.contains("这一步没有记下"));
    let is_last = || steps.first().and_then(|step| step.both.as_ref()).is_some_and(|(_, after)| holds(after, id, "张三"));
    assert!(told || is_last(), "{what}: {} steps, {before} before", steps.len());
}

/// Undoing takes an update out of the file: whatever fails, what others said stays, and what was taken out comes back only with a word.
#[test]
fn whatever_call_fails_while_something_is_undone_nothing_else_goes_and_nothing_comes_back_silently() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::PermissionDenied];
    let troubles = kinds.into_iter().flat_map(|k| [Trouble::Fails(k), Trouble::FailsFromNowOn(k)]).chain([Trouble::WritesHalf]);
    for (kind, trouble) in KINDS.into_iter().flat_map(|k| troubles.clone().map(move |t| (k, t))) {
        for n in 0..calls(kind) + 12 {
            let what = format!("{kind:?}, {trouble:?} at {n}");
            let (desk, (first, second)) = (Desk::new(kind), ids());
            let (mut file, mut ledger) = desk.open();
            let before: Entry = ledger.get(&first).unwrap().as_ref().clone();
            let touched = report(&mut ledger, &first, "张三");
            let _ = file.save_step(&ledger, &touched).unwrap();
            let touched = report(&mut ledger, &second, "李四");
            let _ = file.save_step(&ledger, &touched).unwrap();
            let (mut other, theirs) = desk.open();
            let undo = Change::All(vec![Change::take(first.clone()), Change::put(0, before)]);
            let touched = undo.touched();
            undo.apply(&mut ledger).unwrap();
            desk.sim.trouble(n, trouble.clone());
            let undone = file.save_step(&ledger, &touched);
            desk.sim.mend();
            assert!(holds(&desk.ledger(), &second, "李四"), "{what}");
            assert!(undone.is_err() || !holds(&desk.ledger(), &first, "张三"), "{what}");
            // Another program of the same person saves what it has.
            let mut theirs = theirs;
            let touched = report(&mut theirs, &second, "王五");
            let saved = other.save_step(&theirs, &touched).unwrap_or_else(|e| panic!("{what}: {e}"));
            let now = desk.ledger();
            assert!(holds(&now, &second, "李四") && holds(&now, &second, "王五"), "{what}");
            let told = saved.sentences(Lang::Zh).iter().any(|s| s.contains("已放回"));
            assert!(undone.is_err() || told || !holds(&now, &first, "张三"), "{what}: it came back silently");
        }
    }
}

#[test]
fn when_the_power_goes_the_ledger_is_whole_and_what_was_said_to_be_saved_is_in_it() {
    for kind in KINDS {
        let full = Desk::full(kind);
        full.sim.settle();
        for n in 0..calls(kind) + 1 {
            let (desk, (first, _)) = (full.copy(), ids());
            let (mut file, mut ledger) = desk.open();
            let touched = report(&mut ledger, &first, "张三");
            desk.sim.trouble(n, Trouble::PowerLoss);
            let saved = file.save_step(&ledger, &touched).is_ok();
            for left in desk.sim.survivors() {
                let there = self::ledger(left.get(&desk.path).unwrap_or_else(|| panic!("{kind:?} at {n}: the ledger is gone")));
                assert!(!saved || holds(&there, &first, "张三"), "{kind:?} at {n}: said to be saved, and lost");
            }
        }
    }
}

#[test]
fn what_others_write_in_the_middle_of_a_save_stays() {
    let theirs = {
        let (mut ledger, (_, second)) = (ledger(TEXT.as_bytes()), ids());
        report(&mut ledger, &second, "李四");
        duban::store::canonical(&ledger).unwrap().into_bytes()
    };
    // Without an exchange there is one instant, between the last look and the renaming, that nothing can guard.
    let kind = KINDS[0];
    for n in 0..calls(kind) {
        for in_place in [true, false] {
            let (desk, (first, second)) = (Desk::new(kind), ids());
            let (mut file, mut ledger) = desk.open();
            let touched = report(&mut ledger, &first, "张三");
            let write = if in_place { Trouble::WrittenInPlace } else { Trouble::Replaced };
            desk.sim.trouble(n, write(desk.path.clone(), theirs.clone()));
            let _ = file.save(&ledger, &touched).unwrap_or_else(|e| panic!("at {n}: {e}"));
            if desk.sim.calls() <= n {
                return;
            }
            let now = desk.ledger();
            assert!(holds(&now, &second, "李四"), "at {n}, in place {in_place}: theirs is lost");
            assert!(holds(&now, &first, "张三"), "at {n}, in place {in_place}: ours is lost");
        }
    }
}

/// Seen over sshfs: 87 of 200 saves were refused because the file was half there, or gone, in the moment in which it was read.
#[test]
fn a_file_that_is_read_while_somebody_replaces_it_is_read_again_before_anything_is_refused() {
    let theirs = {
        let (mut ledger, (_, second)) = (ledger(TEXT.as_bytes()), ids());
        report(&mut ledger, &second, "李四");
        duban::store::canonical(&ledger).unwrap().into_bytes()
    };
    // While he is at it nobody else is: where the two exchange files, or he holds the lock, a save does not fall into the middle of another.
    for (midst, calls) in [(Midst::Half, 1..8), (Midst::Gone, 1..5)].into_iter().flat_map(|(m, calls)| calls.map(move |n| (m, n))) {
        for n in 0..4 {
            let what = format!("{midst:?} for {calls} calls from call {n} on");
            let (desk, (first, second)) = (Desk::new(KINDS[0]), ids());
            let (mut file, mut ledger) = desk.open();
            let touched = report(&mut ledger, &first, "张三");
            let trouble = Trouble::Midst(desk.path.clone(), theirs.clone(), midst, calls);
            desk.sim.trouble(n, trouble.clone());
            let _ = file.save(&ledger, &touched).unwrap_or_else(|e| panic!("{what}: {e}"));
            let now = desk.ledger();
            assert!(holds(&now, &first, "张三") && holds(&now, &second, "李四"), "{what}");

            let desk = Desk::new(KINDS[0]);
            let (mut file, mut shown) = desk.open();
            desk.sim.trouble(n, trouble.clone());
            for _ in 0..2 {
                let news = file.take_in(&shown).unwrap_or_else(|e| panic!("{what}, while it is looked at: {e}"));
                let _ = news.map(|news| news.adopt(&mut shown));
            }
            assert!(holds(&shown, &second, "李四"), "{what}, while it is looked at");

            let desk = Desk::new(KINDS[0]);
            desk.sim.trouble(n, trouble);
            let _ = LedgerFile::open_on(Arc::new(desk.sim.clone()), &desk.path, &desk.folders, &Progress::default())
                .unwrap_or_else(|e| panic!("{what}, while it is opened: {e}"));
        }
    }
}

#[test]
fn a_file_that_stays_half_is_told_of_after_a_bounded_number_of_looks() {
    let desk = Desk::new(KINDS[0]);
    desk.sim.place(&desk.path, &TEXT.as_bytes()[..TEXT.len() / 2]);
    desk.sim.trouble(usize::MAX, Trouble::PowerLoss);
    let opened = LedgerFile::open_on(Arc::new(desk.sim.clone()), &desk.path, &desk.folders, &Progress::default());
    assert!(matches!(opened, Err(StoreError::Syntax(..) | StoreError::NotUtf8(_))));
    assert!(desk.sim.calls() < 60, "{}", desk.sim.calls());
}

/// Seen over SMB where holders of the lock were killed between removing the old file and renaming the new one: one of seventy saves was
/// refused. Whoever finds the file gone puts it back, where there are no second names too, and another may be faster.
#[test]
fn a_file_that_a_killed_program_left_gone_is_put_back_though_another_is_faster() {
    for kind in KINDS {
        let theirs = {
            let (mut ledger, (_, second)) = (ledger(TEXT.as_bytes()), ids());
            report(&mut ledger, &second, "李四");
            duban::store::canonical(&ledger).unwrap().into_bytes()
        };
        for calls in 1..40 {
            let (desk, (first, second)) = (Desk::new(kind), ids());
            let (mut file, mut ledger) = desk.open();
            let touched = report(&mut ledger, &first, "张三");
            desk.sim.trouble(2, Trouble::Midst(desk.path.clone(), theirs.clone(), Midst::Gone, calls));
            let saved = file.save(&ledger, &touched);
            let _ = saved.unwrap_or_else(|e| panic!("{kind:?}, gone for {calls} calls: {e}"));
            let now = desk.ledger();
            assert!(holds(&now, &first, "张三"), "{kind:?}, gone for {calls} calls");
            // Without an exchange nothing can tell whether he came in the last instant.
            assert!(holds(&now, &second, "李四") || !kind.exchanges, "{kind:?}, gone for {calls} calls");
        }
    }
}

#[test]
fn a_renaming_that_a_share_refuses_for_a_moment_is_tried_again() {
    use ErrorKind::{AlreadyExists, ExecutableFileBusy, Interrupted, NotFound, ResourceBusy};
    for why in [AlreadyExists, ExecutableFileBusy, Interrupted, NotFound, ResourceBusy] {
        let (desk, first) = (Desk::new(Kind { exchanges: false, links: true, locks: true }), ids().0);
        let (mut file, mut ledger) = desk.open();
        let touched = report(&mut ledger, &first, "张三");
        desk.sim.refuse_renaming(why);
        let _ = file.save(&ledger, &touched).unwrap_or_else(|e| panic!("{why:?}: {e}"));
        assert!(holds(&desk.ledger(), &first, "张三"), "{why:?}");
    }
}

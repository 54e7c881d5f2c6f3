//! Locks that other machines have left: whether their makers live is never read from the number of a process, which another machine's is not.

use super::sharing::{Program, desk};
use super::sim::{Kind, Sim};
use duban::domain::{Change, Entry, Status};
use duban::progress::Progress;
use duban::store::{Folders, LedgerFile};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

const TEXT: &str = include_str!("../tui/small.ron");

/// Who left a lock: on another machine, under the number of a process that lives here, and of one that does not.
fn left_behind(process: u32) -> String {
    format!("王五\t三楼\t2025-10-15T09:00:00+08:00\t{process}\n")
}

/// The system's own lock on the file says nothing where another machine made it: many a share shows that lock to none but him. What has
/// stayed as it is for long, by the clock of the share, is taken over at once.
#[test]
fn a_lock_that_another_machine_left_long_ago_is_taken_over_at_once_whatever_process_it_names() {
    for process in [1, std::process::id(), 3_999_999] {
        let desk = desk();
        let lock = desk.path.with_file_name(".tasks.ron.lock");
        fs::write(&lock, left_behind(process)).unwrap();
        fs::File::options().write(true).open(&lock).unwrap().set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
        let mut program = Program::at(&desk, "张三");
        let touched = program.set("p/一", Status::Done);
        let begun = Instant::now();
        assert_eq!(program.save(&touched), Vec::<String>::new());
        assert!(begun.elapsed() < Duration::from_secs(10) && !lock.exists(), "{:?}", begun.elapsed());
    }
}

/// Two mounts of one share do not see each other's locks: whoever made the lock's file elsewhere a moment ago may be in the midst of it.
#[test]
fn a_fresh_lock_of_another_machine_is_waited_for_though_nobody_here_holds_it() {
    for says in [left_behind(1), left_behind(1).replace('\n', "\tanother-kernel:1\n"), String::new()] {
        let desk = desk();
        let lock = desk.path.with_file_name(".tasks.ron.lock");
        fs::write(&lock, &says).unwrap();
        let mut program = Program::at(&desk, "张三");
        let touched = program.set("p/一", Status::Done);
        let saving = thread::spawn(move || program.save(&touched));
        thread::sleep(Duration::from_secs(2));
        assert!(!saving.is_finished() && fs::read_to_string(&lock).unwrap() == says);
        fs::remove_file(&lock).unwrap();
        assert_eq!(saving.join().unwrap(), Vec::<String>::new());
    }
}

/// How long a save waits on a share without locks whose lock file was left behind; `changes` says for how long somebody goes on writing it.
fn waits(process: u32, changes: Duration) -> Duration {
    let (sim, path) = (Sim::new(Kind { exchanges: false, links: false, locks: true }), PathBuf::from("/no-such-desk/tasks.ron"));
    let lock = path.with_file_name(".tasks.ron.lock");
    sim.place(&path, TEXT.as_bytes());
    sim.place(&lock, left_behind(process).as_bytes());
    let (mut file, mut ledger) =
        LedgerFile::open_on(Arc::new(sim.clone()), &path, &Folders::under(Path::new("/no-such-home")), &Progress::default()).unwrap();
    let change = Change::put(0, Entry::new("hulin/九".into(), duban::domain::Kind::Task, "新的事"));
    let touched = change.touched();
    change.apply(&mut ledger).unwrap();
    let begun = Instant::now();
    let saving = thread::spawn(move || file.save(&ledger, &touched).map(|_| begun.elapsed()).unwrap());
    while begun.elapsed() < changes {
        sim.place(&lock, format!("{}{}", left_behind(process), begun.elapsed().as_millis()).as_bytes());
        thread::sleep(Duration::from_secs(2));
    }
    let waited = saving.join().unwrap();
    assert!(String::from_utf8(sim.content(&path).unwrap()).unwrap().contains("新的事"));
    waited
}

/// It takes its half minute, which is what is tested.
#[test]
fn on_a_share_without_locks_a_lock_that_does_not_change_for_half_a_minute_is_taken_over_and_one_that_changes_is_waited_for() {
    let (half_a_minute, later) = (Duration::from_secs(30), Duration::from_secs(8));
    let still: Vec<_> = [1, std::process::id(), 3_999_999].map(|p| thread::spawn(move || waits(p, Duration::ZERO))).into_iter().collect();
    let moving = thread::spawn(move || waits(1, later));
    for waiting in still {
        let waited = waiting.join().unwrap();
        assert!(waited >= half_a_minute && waited < half_a_minute * 2, "{waited:?}");
    }
    assert!(moving.join().unwrap() >= half_a_minute + Duration::from_secs(6));
}

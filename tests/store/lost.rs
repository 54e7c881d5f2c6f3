//! Records that left the file: by accident they come back, on purpose they stay away.

use super::sharing::{Desk, Program, TEXT, desk, on_disk, status};
use super::sim::{Kind as Can, Sim, Trouble};
use duban::domain::*;
use duban::progress::Progress;
use duban::store::{Answer, Folders, LedgerFile, Lost, parse_text};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A ledger into which 张三 has saved a status, a title and a new entry; gives what the file held before.
fn worked_on() -> (Desk, Ledger) {
    let desk = desk();
    let mut a = Program::at(&desk, "张三");
    let touched = a.set("p/一", Status::Done);
    a.save(&touched);
    let mut amended = a.ledger.get(&"p/二".into()).unwrap().as_ref().clone();
    amended.title = "乙事（改）".into();
    let change = Change::All(vec![Change::amend(amended), Change::put(3, Entry::new("p/四".into(), Kind::Task, "丁事"))]);
    let touched = a.apply(change);
    a.save(&touched);
    (desk, a.ledger)
}

#[test]
fn an_older_copy_that_was_laid_over_the_file_while_nothing_was_open_is_noticed_by_the_next_save() {
    let (desk, saved) = worked_on();
    fs::write(&desk.path, TEXT).unwrap();
    let mut b = Program::at(&desk, "李四");
    let touched = b.set("p/三", Status::Blocked);
    let said = b.save(&touched).join("\n");
    assert!(said.contains("张三 1 条") && said.contains("旧的一份"), "{said}");
    let disk = on_disk(&desk);
    assert_eq!((status(&disk, "p/一"), status(&disk, "p/三")), (Some(Status::Done), Some(Status::Blocked)));
    assert_eq!(disk.get(&"p/二".into()), saved.get(&"p/二".into()));
    assert!(disk.get(&"p/四".into()).is_some());
    assert_eq!(disk, b.ledger);
    let touched = b.set("p/三", Status::Underway);
    assert_eq!(b.save(&touched), Vec::<String>::new(), "it is told once");
}

#[test]
fn of_an_older_copy_that_somebody_went_on_writing_the_records_come_back_and_his_words_stay() {
    let (desk, _) = worked_on();
    fs::write(&desk.path, TEXT.replace("乙事", "乙事（手改）")).unwrap();
    let mut b = Program::at(&desk, "李四");
    let touched = b.set("p/三", Status::Blocked);
    let said = b.save(&touched).join("\n");
    assert!(said.contains("张三 1 条") && !said.contains("旧的一份"), "{said}");
    let disk = on_disk(&desk);
    assert_eq!(status(&disk, "p/一"), Some(Status::Done));
    assert_eq!(disk.get(&"p/二".into()).unwrap().title, "乙事（手改）");
}

/// Another account saves; a pull brings more: what was saved here is still in the file.
#[test]
fn where_no_record_was_lost_nothing_is_said() {
    let (desk, _) = worked_on();
    let elsewhere = Desk { folders: Folders::under(&desk.path.with_file_name("elsewhere")), ..desk };
    let mut other = Program::at(&elsewhere, "王五");
    let touched = other.set("p/二", Status::Underway);
    assert_eq!(other.save(&touched), Vec::<String>::new());
    let desk = Desk { folders: Folders::under(&elsewhere.path.with_file_name("home")), ..elsewhere };
    let mut b = Program::at(&desk, "李四");
    assert!(b.file.take_in(&b.ledger).unwrap().is_none_or(|t| t.notes.is_empty() && t.differences.is_empty()));
    let touched = b.set("p/三", Status::Blocked);
    assert_eq!(b.save(&touched), Vec::<String>::new());
    assert_eq!(status(&on_disk(&desk), "p/二"), Some(Status::Underway));
}

#[test]
fn another_ledger_in_the_same_place_is_no_loss() {
    let (desk, _) = worked_on();
    fs::write(&desk.path, TEXT.replace("p/", "q/").replace("\"p\"", "\"q\"")).unwrap();
    let mut b = Program::at(&desk, "李四");
    let touched = b.set("q/三", Status::Blocked);
    assert_eq!(b.save(&touched), Vec::<String>::new());
    assert!(on_disk(&desk).entries().iter().all(|e| e.id.plan() == "q"));
}

/// The first entry as it was or will be, with its log.
fn again(entry: &Entry) -> Change {
    Change::All(vec![Change::take(entry.id.clone()), Change::put(0, entry.clone())])
}

/// Undo before anybody built on it, and a restored version: another program of the same user does not defeat it.
#[test]
fn what_was_taken_out_on_purpose_stays_away_and_comes_back_when_it_is_done_again() {
    let desk = desk();
    let (mut a, mut b) = (Program::at(&desk, "张三"), Program::at(&desk, "李四"));
    let before = a.ledger.clone();
    let touched = a.set("p/一", Status::Done);
    a.save(&touched);
    let after = a.ledger.clone();
    let look = |b: &mut Program| {
        let taken = b.file.take_in(&b.ledger).unwrap().expect("the file has changed");
        taken.adopt(&mut b.ledger);
        assert!(taken.notes.is_empty() && taken.missing.is_none(), "{:?}", taken.notes);
    };
    look(&mut b);
    let touched = b.set("p/二", Status::Blocked);
    b.save(&touched);
    let taken = a.file.take_in(&a.ledger).unwrap().unwrap();
    taken.adopt(&mut a.ledger);
    for (from, to, there) in [(&after, &before, None), (&before, &after, Some(Status::Done))] {
        let (from, to) = (from.get(&"p/一".into()).unwrap(), to.get(&"p/一".into()).unwrap());
        assert_ne!(from, to);
        let touched = a.apply(again(to));
        assert_eq!(a.save(&touched), Vec::<String>::new());
        look(&mut b);
        let touched = b.set("p/三", if there.is_some() { Status::Done } else { Status::Underway });
        assert_eq!(b.save(&touched), Vec::<String>::new());
        let taken = a.file.take_in(&a.ledger).unwrap().unwrap();
        taken.adopt(&mut a.ledger);
        assert_eq!((status(&on_disk(&desk), "p/一"), status(&b.ledger, "p/一")), (there, there));
    }
    // A third, opened afterwards, knows it too.
    let mut c = Program::at(&desk, "王五");
    let touched = c.apply(again(before.get(&"p/一".into()).unwrap()));
    c.save(&touched);
    look(&mut b);
    assert_eq!(status(&b.ledger, "p/一"), None);
}

/// A program at which a person sits, and the file an older copy by now.
fn covered(desk: &Desk) -> Program {
    let mut screen = Program::at(desk, "李四");
    screen.file.lost = Lost::Ask;
    fs::write(&desk.path, TEXT).unwrap();
    screen
}

/// What the file holds of the status, the title and the entry that 张三 saved.
fn there(desk: &Desk) -> [bool; 3] {
    let disk = on_disk(desk);
    [
        status(&disk, "p/一") == Some(Status::Done),
        disk.get(&"p/二".into()).unwrap().title == "乙事（改）",
        disk.get(&"p/四".into()).is_some(),
    ]
}

#[test]
fn who_can_ask_is_given_what_was_lost_and_the_file_has_it_when_he_says_so() {
    for answer in [Answer::PutBack, Answer::LeaveOut] {
        let (desk, saved) = worked_on();
        let mut screen = covered(&desk);
        let taken = screen.file.take_in(&screen.ledger).unwrap().expect("it is noticed");
        taken.adopt(&mut screen.ledger);
        let missing = taken.missing.as_ref().expect("a person is to be asked");
        assert_eq!((missing.whose.as_slice(), missing.updates.len()), ([("甲局 张三".to_owned(), 1)].as_slice(), 1));
        assert_eq!(missing.put_back(&screen.ledger), saved);
        // Before the answer other work is saved, and what waits for it is not.
        let mut touched = screen.set("p/三", Status::Blocked);
        assert_eq!(screen.save(&touched), Vec::<String>::new());
        assert_eq!((there(&desk), status(&on_disk(&desk), "p/三")), ([false; 3], Some(Status::Blocked)));
        screen.file.answer(answer, &missing.updates);
        if answer == Answer::PutBack {
            touched.extend(screen.becomes(missing.put_back(&screen.ledger)));
            assert_eq!(screen.save(&touched), Vec::<String>::new());
        }
        let mut later = Program::at(&desk, "王五");
        later.file.lost = Lost::Ask;
        let asked = later.file.take_in(&later.ledger).unwrap();
        assert!(asked.is_none_or(|taken| taken.missing.is_none()), "nobody asks again");
        let touched = later.set("p/二", Status::Underway);
        assert_eq!(later.save(&touched), Vec::<String>::new());
        assert_eq!(there(&desk), [answer == Answer::PutBack; 3]);
    }
}

/// A kill, or an end without an answer; also after further work was saved.
#[test]
fn what_nobody_answered_for_comes_back_at_the_end_and_with_the_next_program_after_a_kill() {
    for (killed, works) in [(true, false), (true, true), (false, false), (false, true)] {
        let (desk, _) = worked_on();
        let mut screen = covered(&desk);
        let taken = screen.file.take_in(&screen.ledger).unwrap().expect("it is noticed");
        taken.adopt(&mut screen.ledger);
        if works {
            let touched = screen.set("p/三", Status::Blocked);
            assert_eq!(screen.save(&touched), Vec::<String>::new());
        }
        if killed {
            drop(screen);
            let mut later = Program::at(&desk, "王五");
            let touched = later.set("p/二", Status::Underway);
            let said = later.save(&touched).join("");
            assert!(said.contains("张三 1 条"), "{said}");
        } else {
            screen.file.put_back_unanswered().unwrap();
        }
        assert_eq!(there(&desk), [true; 3], "killed: {killed}, works: {works}");
        assert_eq!(status(&on_disk(&desk), "p/三"), works.then_some(Status::Blocked));
    }
}

/// One ledger and the programs of two accounts, each with a data folder of its own; the second one asks about what is missing.
fn two_accounts() -> (Desk, Program, Program) {
    let desk = desk();
    let a = Program::at(&desk, "张三");
    let elsewhere = Desk { folders: Folders::under(&desk.path.with_file_name("elsewhere")), ..desk };
    let mut b = Program::at(&elsewhere, "李四");
    b.file.lost = Lost::Ask;
    (elsewhere, a, b)
}

/// The marks of what was taken out lie in each user's own folder: the other one asks, and does not reverse it by itself.
#[test]
fn what_another_account_undid_is_asked_about_and_stays_undone_until_the_answer() {
    for answer in [Answer::PutBack, Answer::LeaveOut] {
        let (desk, mut a, mut b) = two_accounts();
        let before = a.ledger.clone();
        let touched = a.set("p/一", Status::Done);
        a.save(&touched);
        let touched = b.set("p/二", Status::Blocked);
        assert_eq!(b.save(&touched).len(), 1);
        a.file.take_in(&a.ledger).unwrap().unwrap().adopt(&mut a.ledger);
        let touched = a.apply(again(before.get(&"p/一".into()).unwrap()));
        assert_eq!(a.save(&touched), Vec::<String>::new());
        // 李四 saves, and then is told.
        let touched = b.set("p/三", Status::Underway);
        let saved = b.file.save(&b.ledger, &touched).unwrap();
        let taken = saved.taken_in.expect("it is noticed");
        taken.adopt(&mut b.ledger);
        let missing = taken.missing.as_ref().expect("it is asked");
        assert_eq!(missing.updates.len(), 1);
        let disk = on_disk(&desk);
        assert_eq!((status(&disk, "p/一"), status(&disk, "p/三")), (None, Some(Status::Underway)));
        b.file.answer(answer, &missing.updates);
        if answer == Answer::PutBack {
            let touched = b.becomes(missing.put_back(&b.ledger));
            b.save(&touched);
        }
        let touched = b.set("p/二", Status::Underway);
        b.save(&touched);
        assert_eq!(status(&on_disk(&desk), "p/一"), (answer == Answer::PutBack).then_some(Status::Done));
    }
}

#[test]
fn what_somebody_left_out_and_another_account_saves_again_stays() {
    let (desk, mut a, mut b) = two_accounts();
    let before = a.ledger.clone();
    let touched = a.set("p/一", Status::Done);
    a.save(&touched);
    let done = a.ledger.clone();
    // What both have saved is a version that the other one keeps when he goes on.
    for now in [Status::Blocked, Status::Underway, Status::Blocked] {
        let touched = b.set("p/二", now);
        b.save(&touched);
    }
    a.file.take_in(&a.ledger).unwrap().unwrap().adopt(&mut a.ledger);
    let touched = a.apply(again(before.get(&"p/一".into()).unwrap()));
    a.save(&touched);
    let taken = b.file.take_in(&b.ledger).unwrap().expect("it is noticed");
    taken.adopt(&mut b.ledger);
    b.file.answer(Answer::LeaveOut, &taken.missing.as_ref().expect("it is asked").updates);
    // The file is now what it was before the undoing, which to the other one looks like an older copy.
    let touched = a.apply(again(done.get(&"p/一".into()).unwrap()));
    a.save(&touched);
    if let Some(taken) = b.file.take_in(&b.ledger).unwrap() {
        taken.adopt(&mut b.ledger);
    }
    b.file.put_back_unanswered().unwrap();
    let mut later = Program::at(&desk, "王五");
    let touched = later.set("p/三", Status::Underway);
    later.save(&touched);
    let disk = on_disk(&desk);
    let kept = ["p/一", "p/二", "p/三"].map(|id| status(&disk, id));
    assert_eq!(kept, [Some(Status::Done), Some(Status::Blocked), Some(Status::Underway)]);
}

/// Whatever call fails in the save that finds an older copy: the next one puts everything back.
#[test]
fn whatever_fails_what_an_older_copy_has_covered_comes_back() {
    for can in [Can { exchanges: true, links: true, locks: true }, Can { exchanges: false, links: false, locks: true }] {
        for n in 0..60 {
            let (sim, path) = (Sim::new(can), PathBuf::from("/no-such-desk/tasks.ron"));
            let folders = Folders::under(Path::new("/no-such-home"));
            sim.place(&path, TEXT.as_bytes());
            let open = || LedgerFile::open_on(Arc::new(sim.clone()), &path, &folders, &Progress::default()).unwrap();
            let report = |ledger: &mut Ledger, id: &str| {
                let by = Author { dept: None, person: "张三".into() };
                let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
                let recorder = Recorder { by, clock, entropy: Arc::new(|| fastrand::u64(..)) };
                let entry = ledger.get(&id.into()).unwrap().clone();
                let change = recorder.record(ledger, &entry, &Intent::Status(Status::Done), None).unwrap();
                let touched = change.touched();
                change.apply(ledger).unwrap();
                touched
            };
            let (mut file, mut ledger) = open();
            let touched = report(&mut ledger, "p/一");
            let _ = file.save(&ledger, &touched).unwrap();
            sim.place(&path, TEXT.as_bytes());
            let (mut file, mut ledger) = open();
            let touched = report(&mut ledger, "p/二");
            sim.trouble(n, Trouble::Fails(std::io::ErrorKind::StorageFull));
            let _ = file.save(&ledger, &touched);
            sim.mend();
            let _ = file.save(&ledger, &touched).unwrap();
            let (mut file, mut ledger) = open();
            let touched = report(&mut ledger, "p/三");
            let _ = file.save(&ledger, &touched).unwrap();
            let disk = parse_text("", std::str::from_utf8(&sim.content(&path).unwrap()).unwrap()).unwrap();
            assert!(["p/一", "p/二", "p/三"].iter().all(|id| status(&disk, id).is_some()), "{can:?} at {n}");
        }
    }
}

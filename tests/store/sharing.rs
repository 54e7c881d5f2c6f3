//! Two programs at one file: both people's work is there at the end, and each hears of the other's.

use duban::domain::*;
use duban::merge::What;
use duban::progress::Progress;
use duban::store::{Folders, LedgerFile, StoreError, canonical, parse_text};
use duban::text::{Lang, Say};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) const TEXT: &str = r#"#![enable(implicit_some)]
// 专班办公室维护
Ledger(
    format: 1,
    title: "台账",
    plans: [
        Plan(code: "p", title: "方案", short: "方", issuer: "市", place: "市", start: "2025-01-01", end: "2025-12-31"),
    ],
    departments: [
        Department(id: "甲局", level: City, place: "市"),
    ],
    entries: [
        // 先办这一条
        Entry(id: "p/一", kind: Task, title: "甲事", lead: Stated("甲局")),
        Entry(id: "p/二", kind: Task, title: "乙事", lead: Stated("甲局")), // 乙的注
        Entry(id: "p/三", kind: Task, title: "丙事", lead: Stated("甲局")),
    ],
)
"#;

pub(super) struct Desk {
    pub(super) _home: tempfile::TempDir,
    pub(super) path: PathBuf,
    pub(super) folders: Folders,
}

pub(super) fn desk() -> Desk {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("tasks.ron");
    fs::write(&path, TEXT).unwrap();
    let folders = Folders::under(&home.path().join("home"));
    Desk { path, folders, _home: home }
}

/// One program with the ledger open.
pub(super) struct Program {
    pub(super) file: LedgerFile,
    pub(super) ledger: Ledger,
    recorder: Recorder,
}

impl Program {
    pub(super) fn at(desk: &Desk, person: &str) -> Program {
        let (file, ledger) = LedgerFile::open(&desk.path, &desk.folders, &Progress::default()).unwrap();
        let by = Author { dept: Some("甲局".into()), person: person.into() };
        let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
        Program { file, ledger, recorder: Recorder { by, clock, entropy: Arc::new(|| fastrand::u64(..)) } }
    }

    pub(super) fn set(&mut self, id: &str, status: Status) -> Touched {
        self.record(id, &Intent::Status(status))
    }

    pub(super) fn record(&mut self, id: &str, intent: &Intent) -> Touched {
        let entry = self.ledger.get(&id.into()).unwrap().clone();
        self.apply(self.recorder.record(&self.ledger, &entry, intent, None).unwrap())
    }

    pub(super) fn apply(&mut self, change: Change) -> Touched {
        let touched = change.touched();
        change.apply(&mut self.ledger).unwrap();
        touched
    }

    /// Saves, takes in what others wrote, and gives what it says of it.
    pub(super) fn save(&mut self, touched: &Touched) -> Vec<String> {
        let saved = self.file.save(&self.ledger, touched).unwrap();
        if let Some(came) = &saved.taken_in {
            came.adopt(&mut self.ledger);
        }
        saved.sentences(Lang::Zh)
    }
}

pub(super) fn on_disk(desk: &Desk) -> Ledger {
    parse_text("tasks.ron", &fs::read_to_string(&desk.path).unwrap()).unwrap()
}

pub(super) fn status(ledger: &Ledger, id: &str) -> Option<Status> {
    fold(ledger, ledger.get(&id.into()).unwrap(), None).status.value
}

#[test]
fn a_save_that_finds_the_file_changed_holds_both_and_says_whose_and_what() {
    let desk = desk();
    let (mut a, mut b) = (Program::at(&desk, "张三"), Program::at(&desk, "李四"));
    let touched = a.set("p/一", Status::Done);
    assert_eq!(a.save(&touched), Vec::<String>::new());
    let touched = b.set("p/二", Status::Blocked);
    assert_eq!(b.save(&touched), ["甲局 张三：p/一 甲事：状态 — → 已完成"]);
    let disk = on_disk(&desk);
    assert_eq!(disk, b.ledger);
    assert_eq!((status(&disk, "p/一"), status(&disk, "p/二")), (Some(Status::Done), Some(Status::Blocked)));
    let text = fs::read_to_string(&desk.path).unwrap();
    for words in
        ["// 专班办公室维护", "// 先办这一条", "// 乙的注", r#"Entry(id: "p/三", kind: Task, title: "丙事", lead: Stated("甲局"))"#]
    {
        assert!(text.contains(words), "{text}");
    }
    // From now on the two go on as usual.
    let touched = b.set("p/三", Status::Underway);
    assert_eq!(b.save(&touched), Vec::<String>::new());
    let touched = a.set("p/三", Status::NotStarted);
    let said = a.save(&touched);
    assert!(said.iter().any(|s| s.contains("李四") && s.contains("p/二")), "{said:?}");
    let state = fold(&a.ledger, a.ledger.get(&"p/三".into()).unwrap(), None);
    assert_eq!(state.status.contest.unwrap().claims.len(), 2);
}

#[test]
fn a_program_that_does_not_adopt_what_came_in_still_loses_nothing() {
    let desk = desk();
    let (mut a, mut b) = (Program::at(&desk, "张三"), Program::at(&desk, "李四"));
    let touched = a.set("p/一", Status::Done);
    a.save(&touched);
    for status in [Status::Underway, Status::Blocked] {
        let touched = b.set("p/一", status);
        let _ = b.file.save(&b.ledger, &touched).unwrap();
    }
    let touched = b.apply(Change::take(EntryId::from("p/三")));
    let _ = b.file.save(&b.ledger, &touched).unwrap();
    let disk = on_disk(&desk);
    assert_eq!(disk.get(&"p/一".into()).unwrap().updates.len(), 3);
    assert!(disk.get(&"p/三".into()).is_none());
}

#[test]
fn work_done_while_a_save_was_under_way_is_kept_when_what_came_in_is_adopted() {
    let desk = desk();
    let (mut a, mut b) = (Program::at(&desk, "张三"), Program::at(&desk, "李四"));
    let touched = a.set("p/一", Status::Done);
    a.save(&touched);
    let touched = b.set("p/二", Status::Done);
    let first = b.file.save(&b.ledger, &touched).unwrap();
    let later = b.set("p/三", Status::Done);
    // The second save is under way before the first is adopted.
    let second = b.file.save(&b.ledger, &later).unwrap();
    first.taken_in.unwrap().adopt(&mut b.ledger);
    second.taken_in.unwrap().adopt(&mut b.ledger);
    assert_eq!(b.ledger, on_disk(&desk));
    let touched = b.set("p/三", Status::Underway);
    assert!(b.save(&touched).is_empty());
    assert!(["p/一", "p/二", "p/三"].iter().all(|id| status(&on_disk(&desk), id).is_some()));
}

#[test]
fn what_a_pull_brings_is_taken_in_and_unsaved_work_stays() {
    let desk = desk();
    let mut screen = Program::at(&desk, "张三");
    let unsaved = screen.set("p/一", Status::Done);
    assert!(screen.file.take_in(&screen.ledger).unwrap().is_none());
    let pulled = TEXT.replace("丙事", "丙大事").replace("    plans: [", "    settings: (red_gap: 40),\n    plans: [");
    fs::write(&desk.path, pulled).unwrap();
    let came = screen.file.take_in(&screen.ledger).unwrap().unwrap();
    assert!(came.differences.iter().any(|d| matches!(&d.what, What::Stated { to, .. } if to.word() == "title")));
    came.adopt(&mut screen.ledger);
    assert_eq!(screen.ledger.settings.red_gap, 40);
    assert!(screen.file.take_in(&screen.ledger).unwrap().is_none());
    assert!(screen.save(&unsaved).is_empty());
    assert_eq!(on_disk(&desk), screen.ledger);
    assert_eq!(status(&screen.ledger, "p/一"), Some(Status::Done));
}

#[test]
fn a_file_that_was_changed_beyond_reading_is_left_alone_and_the_work_is_put_beside_it() {
    let desk = desk();
    let mut a = Program::at(&desk, "张三");
    let touched = a.set("p/一", Status::Done);
    fs::write(&desk.path, "Ledger(format: 1, entries: [").unwrap();
    let error = a.file.save(&a.ledger, &touched).unwrap_err();
    let StoreError::ChangedOnDisk { rescue, .. } = &error else { panic!("{error}") };
    assert_eq!(fs::read_to_string(rescue).unwrap(), canonical(&a.ledger).unwrap());
    assert_eq!(fs::read_to_string(&desk.path).unwrap(), "Ledger(format: 1, entries: [");
    // Once the file is mended, the next save merges.
    fs::write(&desk.path, TEXT).unwrap();
    a.save(&touched);
    assert_eq!(status(&on_disk(&desk), "p/一"), Some(Status::Done));
}

#[test]
fn two_who_write_at_the_same_moment_both_get_through() {
    let desk = desk();
    std::thread::scope(|scope| {
        for person in ["张三", "李四", "王五"] {
            let desk = &desk;
            scope.spawn(move || {
                let mut program = Program::at(desk, person);
                for n in 0..12 {
                    let report = Report { progress: format!("{person}第{n}次"), ..Report::default() };
                    let touched = program.record(["p/一", "p/二", "p/三"][n % 3], &Intent::Report(report));
                    program.save(&touched);
                }
            });
        }
    });
    let all: usize = on_disk(&desk).entries().iter().map(|e| e.updates.len()).sum();
    assert_eq!(all, 36);
}

#[test]
fn contested_values_of_plans_and_settings_are_spelled_where_they_belong() {
    let desk = desk();
    let (mut a, mut b) = (Program::at(&desk, "张三"), Program::at(&desk, "李四"));
    for (program, end, gap) in [(&mut a, "2026-03-31", 35), (&mut b, "2026-06-30", 40)] {
        let claims = [Contested::Plan("p".into(), PlanClaim::End(end.parse().unwrap())), Contested::Head(HeadClaim::RedGap(gap))];
        let mut all = Touched::default();
        for claim in claims {
            all.extend(program.apply(Change::Restate { claim: Box::new(claim), contested: Vec::new() }));
        }
        program.save(&all);
    }
    let text = fs::read_to_string(&desk.path).unwrap();
    let expected = r#"    title: "台账",
    settings: (
        due_soon_days: 30,
        yellow_gap: 10,
        red_gap: 35,
        silent_quarters: 2,
        on_schedule_gap: 5,
        grace_days: 10,
    ),
    contested: [
        Head(RedGap(35)),
        Head(RedGap(40)),
        Plan("p", End("2026-03-31")),
        Plan("p", End("2026-06-30")),
    ],
    plans: ["#;
    assert!(text.contains(expected), "{text}");
    assert_eq!(on_disk(&desk), b.ledger);
    let dispute = disputes(&b.ledger).remove(0);
    let change = b.recorder.rule(&b.ledger, &dispute.subject, &dispute.rivals[1].value, "").unwrap();
    let touched = b.apply(change);
    b.save(&touched);
    assert_eq!(on_disk(&desk).settings.red_gap, 40);
    assert_eq!(disputes(&on_disk(&desk)).len(), 1);
}

/// What a program has saved comes back from it when somebody puts an older copy over the file or takes the file away: facts of the log, plan
/// facts, and whole records.
#[test]
fn an_older_copy_over_the_file_and_a_file_that_is_gone_lose_nothing_that_was_saved_here() {
    for gone in [true, false] {
        for told in [true, false] {
            let desk = desk();
            let mut a = Program::at(&desk, "张三");
            let touched = a.set("p/一", Status::Done);
            a.save(&touched);
            let mut amended = a.ledger.get(&"p/二".into()).unwrap().as_ref().clone();
            amended.title = "乙事（改）".into();
            let change = Change::All(vec![Change::amend(amended), Change::put(3, Entry::new("p/四".into(), Kind::Task, "丁事"))]);
            let mut touched = change.touched();
            let undo = change.apply(&mut a.ledger).unwrap();
            a.save(&touched);
            let saved = a.ledger.clone();
            if gone { fs::remove_file(&desk.path) } else { fs::write(&desk.path, TEXT) }.unwrap();
            let said = if told {
                assert!(a.file.looks_changed());
                let taken = a.file.take_in(&a.ledger).unwrap().expect("it is told");
                taken.adopt(&mut a.ledger);
                touched = a.set("p/三", Status::Blocked);
                touched.extend(taken.put_back.touched.clone());
                let mut said: Vec<String> = taken.notes.iter().map(|n| n.say(Lang::Zh)).collect();
                said.extend(a.save(&touched));
                said
            } else {
                touched = a.set("p/三", Status::Blocked);
                a.save(&touched)
            };
            assert!(said.iter().any(|s| s.contains(if gone { "不见了" } else { "旧的一份" })), "{said:?}");
            let disk = on_disk(&desk);
            assert_eq!(disk, a.ledger);
            assert_eq!(status(&disk, "p/一"), Some(Status::Done));
            assert_eq!(disk.get(&"p/二".into()), saved.get(&"p/二".into()));
            assert!(disk.get(&"p/四".into()).is_some() && fs::read_to_string(&desk.path).unwrap().contains("// 先办这一条"));
            // The steps can be undone as if nothing had been.
            undo.apply(&mut a.ledger).unwrap();
        }
    }
}

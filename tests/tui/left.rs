//! Records that left the ledger's file by accident, or by another account's undoing: a person is asked.

use super::stage::{SMALL, Stage};
use super::terminal::{Terminal, is_blocked_anew, run_git};
use duban::domain::*;
use duban::progress::Progress;
use duban::store::{Answer, Folders, LedgerFile, Lost, parse_text};
use duban::text::Lang;
use duban::tui::{Effect, Message};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// A screen on a file that has just lost what 李四 had recorded on three entries.
fn after_a_loss() -> (tempfile::TempDir, Stage) {
    let home = tempfile::tempdir().unwrap();
    let (path, folders) = (home.path().join("tasks.ron"), Folders::under(&home.path().join("home")));
    fs::write(&path, SMALL).unwrap();
    let open = || LedgerFile::open(&path, &folders, &Progress::default()).unwrap();
    let (mut file, mut ledger) = open();
    let clock = Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap());
    let recorder = Recorder { by: Author { dept: None, person: "李四".into() }, clock, entropy: Arc::new(|| fastrand::u64(..)) };
    for place in 0..3 {
        let entry = ledger.entries()[place].clone();
        let intent = Intent::Report(Report { progress: "李四说的".into(), ..Report::default() });
        let change = recorder.record(&ledger, &entry, &intent, None).unwrap();
        let touched = change.touched();
        change.apply(&mut ledger).unwrap();
        assert!(file.save(&ledger, &touched).unwrap().taken_in.is_none());
    }
    let (mut file, ledger) = open();
    file.lost = Lost::Ask;
    fs::write(&path, SMALL).unwrap();
    let taken = file.take_in(&ledger).unwrap();
    let mut stage = Stage::with(ledger, Lang::Zh);
    stage.press("/菌<enter>").send(Message::TakenIn(Ok(taken)));
    (home, stage)
}

fn answers(stage: &Stage) -> Vec<(Answer, usize)> {
    stage.effects.iter().filter_map(|e| if let Effect::Answer(answer, ids) = e { Some((*answer, ids.len())) } else { None }).collect()
}

/// Beyond what the ledger held from the first.
fn said_by_li(stage: &Stage) -> usize {
    let count = |ledger: &Ledger| ledger.entries().iter().flat_map(|e| &e.updates).filter(|u| u.by.person == "李四").count();
    count(stage.model.ledger()) - count(&parse_text("small.ron", SMALL).unwrap())
}

#[test]
fn the_question_says_how_many_whose_and_where_and_enter_puts_them_back() {
    for keys in ["<enter>", "y", "<esc>"] {
        let (_home, mut stage) = after_a_loss();
        let screen = stage.screen(100, 30);
        for words in ["少了 3 条记录", "李四 3 条", "李四说的", "y 放回（回车）", "n 不放回"] {
            assert!(screen.contains(words), "{words} in\n{screen}");
        }
        assert_eq!(said_by_li(&stage), 0);
        stage.press(keys);
        assert_eq!((answers(&stage), said_by_li(&stage)), (vec![(Answer::PutBack, 0)], 3), "{keys}");
        assert!(
            stage
                .effects
                .iter()
                .any(|e| matches!(e, Effect::Save(ledger, touched, _) if ledger.entries().len() > 3 && touched.0.len() == 3))
        );
        assert!(stage.model.dialog.is_none() && stage.notice().contains("放回离开的记录"));
    }
}

#[test]
fn what_is_left_out_is_no_edit_and_a_step_back_puts_it_back() {
    let (_home, mut stage) = after_a_loss();
    stage.press("n");
    assert_eq!((answers(&stage), said_by_li(&stage)), (vec![(Answer::LeaveOut, 3)], 0));
    assert!(!stage.effects.iter().any(|e| matches!(e, Effect::Save(..))));
    stage.press("u");
    assert_eq!(said_by_li(&stage), 3);
    assert!(stage.effects.iter().any(|e| matches!(e, Effect::Save(..))));
}

/// It waits for what is open, and is there again when something else has taken its place.
#[test]
fn the_question_waits_until_a_form_is_closed() {
    let (_home, mut stage) = after_a_loss();
    stage.model.dialog = None;
    stage.press("<esc>");
    assert!(stage.screen(100, 30).contains("少了 3 条记录"));
    stage.model.dialog = None;
    stage.press("a").press("写了一半");
    assert!(!stage.screen(100, 30).contains("少了"));
    stage.press("<esc>");
    assert!(stage.screen(100, 30).contains("少了 3 条记录"));
    assert_eq!(answers(&stage), []);
}

fn note(terminal: &Terminal, home: &str, words: &[&str]) -> String {
    duban(terminal.folder(), &terminal.home().join(home), words)
}

fn duban(folder: &Path, home: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(words).args(["--today", "2025-10-15", "--lang", "zh"]).current_dir(folder);
    let output = crate::patience::output(command.env("DUBAN_HOME", home).stdin(std::process::Stdio::null()));
    assert!(output.status.success());
    String::from_utf8(output.stderr).expect("text")
}

/// A screen whose person has blocked an entry, and the older copy laid over that.
fn covered() -> Terminal {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    terminal.press("sb");
    terminal.wait("the edit in the file", |_| is_blocked(&terminal));
    // What is written in the midst of a save is no older copy: the save goes on from it.
    std::thread::sleep(Duration::from_secs(1));
    fs::write(terminal.folder().join("tasks.ron"), SMALL).expect("write");
    terminal.wait_for("少了 1 条记录");
    terminal
}

fn is_blocked(terminal: &Terminal) -> bool {
    is_blocked_anew(&terminal.ledger())
}

#[test]
fn an_older_copy_laid_over_the_open_ledger_is_asked_about_and_enter_puts_back_what_it_lacks() {
    let mut terminal = covered();
    assert_eq!(terminal.ledger(), SMALL, "nothing is written before the answer");
    terminal.press("\r");
    terminal.wait("the edit in the file again", |_| is_blocked(&terminal));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn what_was_left_out_stays_away_and_nobody_asks_again() {
    let mut terminal = covered();
    terminal.press("n");
    terminal.wait_for("没有放回");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    let said = note(&terminal, "home", &["note", "hulin/五（一）", "说一句"]);
    assert!(!said.contains("放回") && !is_blocked(&terminal), "{said}");
}

#[test]
fn a_kill_before_the_answer_and_an_end_without_one_lose_nothing() {
    let mut terminal = covered();
    terminal.kill();
    let said = note(&terminal, "home", &["note", "hulin/五（一）", "说一句"]);
    assert!(said.contains("已放回") && is_blocked(&terminal), "{said}");
    let mut terminal = covered();
    terminal.asks_to_end();
    assert!(is_blocked(&terminal));
}

/// A command asks as the screen does where somebody sits at it; what he wrote himself is in the file before he answers.
#[test]
fn a_command_at_a_terminal_asks_before_it_puts_back() {
    let words = ["note", "hulin/五（一）", "说一句"];
    for (keys, back, told) in [("\r", true, "已放回"), ("n\r", false, "没有放回"), ("什么\r\r", true, "已放回")] {
        let mut terminal = Terminal::calling(&words, |folder| {
            fs::write(folder.join("tasks.ron"), SMALL).expect("write");
            duban(folder, &folder.with_file_name("home"), &["set", "jixi/二", "--status", "受阻"]);
            assert!(is_blocked_anew(&fs::read_to_string(folder.join("tasks.ron")).expect("ledger")));
            fs::write(folder.join("tasks.ron"), SMALL).expect("write");
        });
        terminal.wait_for("少了 1 条记录");
        terminal.wait_for("回车 放回 / n 不放回");
        assert!(terminal.ledger().contains("说一句") && !is_blocked(&terminal));
        terminal.press(keys);
        assert_eq!(terminal.ends(), 0);
        terminal.wait_for(told);
        assert_eq!((is_blocked(&terminal), terminal.ledger().contains("说一句")), (back, true), "{keys}");
        // It is asked once.
        let said = note(&terminal, "home", &["note", "hulin/五（一）", "再说一句"]);
        assert!(!said.contains("放回") && is_blocked(&terminal) == back, "{said}");
    }
}

#[test]
fn a_command_that_is_killed_while_it_asks_loses_nothing() {
    let mut terminal = Terminal::calling(&["note", "hulin/五（一）", "说一句"], |folder| {
        fs::write(folder.join("tasks.ron"), SMALL).expect("write");
        duban(folder, &folder.with_file_name("home"), &["set", "jixi/二", "--status", "受阻"]);
        fs::write(folder.join("tasks.ron"), SMALL).expect("write");
    });
    terminal.wait_for("少了 1 条记录");
    terminal.kill();
    let said = note(&terminal, "home", &["note", "hulin/五（一）", "再说一句"]);
    assert!(said.contains("已放回") && is_blocked(&terminal) && terminal.ledger().contains("\"说一句"), "{said}");
}

/// Two accounts at one shared file: what one undoes the other is asked about.
#[test]
fn what_another_account_has_undone_is_not_reversed_without_an_answer() {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    note(&terminal, "other", &["note", "hulin/五（一）", "别的账户说的"]);
    terminal.wait_for("已并入别处的改动");
    // What its screen would write after an undo.
    let path = terminal.folder().join("tasks.ron");
    fs::write(&path, SMALL).expect("write");
    terminal.wait_for("少了 1 条记录");
    terminal.press("n");
    terminal.wait_for("没有放回");
    terminal.press("sb");
    terminal.wait("the edit in the file", |_| is_blocked(&terminal));
    assert!(!terminal.ledger().contains("别的账户说的"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

/// What was committed by another account is not in the file when this one opens and commits it.
#[test]
fn a_commit_from_the_screen_asks_about_committed_records_that_it_would_drop() {
    for (answer, back, told) in [("\r", true, "没有要提交的改动"), ("n", false, "没有放回")] {
        let mut terminal = Terminal::prepared(|folder| {
            fs::write(folder.join("tasks.ron"), SMALL).expect("write");
            run_git(folder, &["init", "-q"]);
            duban(folder, &folder.with_file_name("other"), &["note", "hulin/五（一）", "别的账户说的"]);
            run_git(folder, &["add", "-A"]);
            run_git(folder, &["commit", "-qm", "一"]);
            fs::write(folder.join("tasks.ron"), SMALL).expect("write");
        });
        terminal.wait_for("精深加工企业");
        terminal.press(":commit\r");
        terminal.wait_for("1 条记录（未署名 1 条）离开了台账");
        terminal.wait_for("未署名：hulin/五（一）");
        terminal.wait_for("别的账户说的");
        terminal.press(answer);
        terminal.wait_for(told);
        assert_eq!(terminal.ledger().contains("别的账户说的"), back);
        terminal.press("q");
        assert_eq!(terminal.ends(), 0);
    }
}

/// What was left out when the file lacked it is not asked about again when that is committed.
#[test]
fn what_was_left_out_is_committed_without_another_question() {
    let mut terminal = Terminal::prepared(|folder| {
        fs::write(folder.join("tasks.ron"), SMALL).expect("write");
        run_git(folder, &["init", "-q"]);
        duban(folder, &folder.with_file_name("other"), &["note", "hulin/五（一）", "别的账户说的"]);
        run_git(folder, &["add", "-A"]);
        run_git(folder, &["commit", "-qm", "一"]);
    });
    terminal.wait_for("精深加工企业");
    fs::write(terminal.folder().join("tasks.ron"), SMALL).expect("write");
    terminal.wait_for("少了 1 条记录");
    terminal.press("n");
    terminal.wait_for("没有放回");
    terminal.press(":commit\r");
    terminal.wait_for("已提交");
    assert!(!terminal.ledger().contains("别的账户说的"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

//! The ledger's file is gone or cannot be read while the screen shows it: the head does not say saved, and what to do fits.

use super::stage::{SMALL, Stage};
use super::terminal::{Terminal, is_blocked_anew};
use duban::store::StoreError;
use duban::text::Lang;
use duban::tui::Message;
use std::fs;
use std::time::Duration;

fn away() -> Message {
    let source = std::io::ErrorKind::NotFound.into();
    let rescue = Some("/家/tasks.unsaved.ron".into());
    Message::TakenIn(Err(Box::new(StoreError::Away { path: "tasks.ron".into(), rescue, source })))
}

#[test]
fn the_head_says_that_what_is_shown_is_not_in_the_file_until_the_file_is_there_again() {
    let mut stage = Stage::new(Lang::Zh);
    let head = |stage: &mut Stage| stage.screen(160, 30).lines().next().unwrap().to_owned();
    assert!(head(&mut stage).contains("已保存"));
    stage.send(away());
    assert!(head(&mut stage).contains("未保存!"), "{}", head(&mut stage));
    assert!(
        stage.notice().contains("不见了") && stage.notice().contains("共享盘") && !stage.notice().contains("腾出空间"),
        "{}",
        stage.notice()
    );
    // It is no moment to share, and leaving wants a word.
    stage.press(":commit<enter>");
    assert!(stage.notice().contains("没有存好"), "{}", stage.notice());
    stage.press("q");
    let screen = stage.screen(120, 30);
    assert!(!stage.model.quit && screen.contains("不在文件里") && screen.contains("tasks.unsaved.ron"), "{screen}");
    stage.press("<esc>");
    stage.send(Message::TakenIn(Ok(None)));
    assert!(head(&mut stage).contains("已保存"));
    stage.press("q");
    assert!(stage.model.quit);
}

#[test]
fn a_file_that_somebody_empties_is_not_called_saved_and_a_mended_one_is() {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    terminal.wait_for("已保存");
    std::thread::sleep(Duration::from_millis(1200));
    fs::write(terminal.folder().join("tasks.ron"), "").expect("write");
    terminal.wait_for("未保存!");
    fs::write(terminal.folder().join("tasks.ron"), SMALL).expect("write");
    terminal.wait("the head", |text| text.contains("已保存") && !text.contains("未保存!"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    let beside: Vec<_> = fs::read_dir(terminal.folder()).expect("folder").flatten().map(|f| f.file_name()).collect();
    assert_eq!(beside, ["tasks.ron"], "what could not be saved is in the file");
}

#[test]
fn a_folder_that_is_taken_away_is_told_and_all_is_saved_when_it_is_back() {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    let elsewhere = terminal.folder().with_file_name("elsewhere");
    fs::rename(terminal.folder(), &elsewhere).expect("move");
    terminal.wait_for("未保存!");
    terminal.press("sb");
    terminal.wait_for("不见了");
    assert!(!terminal.text().contains("腾出空间") && !terminal.text().contains("完好"), "{}", terminal.text());
    fs::rename(&elsewhere, terminal.folder()).expect("move back");
    terminal.wait("the edit in the file", |_| fs::read_to_string(terminal.folder().join("tasks.ron")).is_ok_and(|t| is_blocked_anew(&t)));
    terminal.wait_for("已保存");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

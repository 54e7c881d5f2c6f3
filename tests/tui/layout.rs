//! How the tables are set out comes back at the next start, for each person and ledger.

use super::stage::{SMALL, Stage};
use super::terminal::Terminal;
use duban::text::Lang;
use std::fs;
use std::path::PathBuf;

/// Where the layout of the only ledger of a home is kept.
fn file(terminal: &Terminal) -> PathBuf {
    let folder = terminal.home().join("home").join("data").join("layouts");
    fs::read_dir(folder).expect("layouts").next().expect("a file").expect("a file").path()
}

/// Where columns stand in the head of the list.
fn head(text: &str) -> String {
    text.lines().find(|l| l.contains("事项") && l.contains("灯")).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn after_a_restart_the_tables_stand_as_they_were_left() {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    // Sorted by the deadline, which is wider; another column goes; a smaller pane; no groups, then a fold in another table.
    terminal.press("lll]>>>>");
    terminal.wait("the order", |text| head(text).contains("时限↓"));
    terminal.press("l-");
    terminal.wait("one column fewer", |text| !head(text).contains("状态"));
    terminal.press("g1");
    terminal.wait("no groups", |text| !text.contains("鸡西试验  3"));
    terminal.press("2o4");
    terminal.wait_for("逾期↓");
    terminal.press("4g");
    terminal.wait("no plans", |text| text.contains("指标") && !text.contains("鸡西试验方案"));
    terminal.press("3+");
    terminal.wait_for("10月");
    terminal.press("1");
    terminal.wait("the list", |text| head(text).contains("时限↓"));
    let before = head(&terminal.text());
    terminal.press("q");
    let mut terminal = terminal.again();
    terminal.wait("the list as it was", |text| head(text) == before && !text.contains("鸡西试验  3"));
    terminal.press("2");
    terminal.wait_for("逾期↓");
    terminal.press("4");
    terminal.wait("no plans", |text| text.contains("指标") && !text.contains("鸡西试验方案"));
    terminal.press("3");
    terminal.wait_for("10月");
    // As it is shipped, and so at the next start.
    terminal.press("1:复原版面\r");
    terminal.wait("the shipped list", |text| head(text).contains("状态") && text.contains("鸡西试验  3") && !head(text).contains('↓'));
    terminal.press("q");
    let mut terminal = terminal.again();
    terminal.wait("the shipped list", |text| head(text).contains("状态") && text.contains("鸡西试验  3"));
    terminal.press("2");
    terminal.wait("the shipped departments", |text| text.contains("逾期") && !text.contains("逾期↓"));
    // A file that nobody understands does no harm.
    terminal.press("q");
    terminal.ends();
    fs::write(file(&terminal), "(kind: 1, persons: [").expect("write");
    let mut terminal = terminal.again();
    terminal.wait("the shipped list", |text| head(text).contains("状态") && text.contains("鸡西试验  3"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn the_layout_is_reset_by_its_command_in_both_languages() {
    for (lang, line) in [(Lang::Zh, ":复原版面<enter>"), (Lang::En, ":reset-layout<enter>")] {
        let mut stage = Stage::new(lang);
        let shipped = stage.screen(120, 36);
        stage.press("lll]>>-g12o41i");
        assert_ne!(stage.screen(120, 36), shipped);
        stage.press(line).press("1<home>");
        stage.model.notice = None;
        let body = |screen: &str| screen.lines().skip(2).take(6).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(body(&stage.screen(120, 36)), body(&shipped));
    }
}

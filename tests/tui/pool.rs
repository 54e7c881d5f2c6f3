//! The project pool on the screen: its list narrowed, sorted and divided, a stage told, an investment entered, both undone.

use super::picture::pinned;
use super::stage::Stage;
use duban::domain::{Entry, Kind, Ledger};
use duban::store::parse_text;
use duban::text::Lang;

fn project(reference: &str, title: &str, county: &str, wan: &str) -> String {
    format!(
        "        Entry(\n            id: \"jixi/{reference}\",\n            kind: Project,\n            title: \"{title}\",\n            \
         lead: Stated(\"鸡西市农业农村局\"),\n            regions: [\"{county}\"],\n            investment_wan: {wan},\n            \
         invest_plan: {{ 2025: 4000 }},\n        ),\n"
    )
}

/// The small ledger with three projects.
fn ledger() -> Ledger {
    let more = [("项一", "万头牧场", "密山市", "10000"), ("项二", "稻米加工", "虎林市", "2000"), ("项三", "浆果饮料", "密山市", "6000")];
    let more: String = more.map(|(r, t, c, w)| project(r, t, c, w)).concat();
    let text = super::stage::SMALL.replacen("    entries: [\n", &format!("    entries: [\n{more}"), 1);
    parse_text("small.ron", &text).expect("a ledger")
}

fn stage() -> Stage {
    let mut stage = Stage::with(ledger(), Lang::Zh);
    stage.press("7");
    stage
}

fn state_of(stage: &Stage, title: &str) -> duban::domain::State {
    let entry: &Entry = stage.model.ledger().entries().iter().find(|e| e.title == title).expect("an entry");
    duban::domain::fold(stage.model.ledger(), entry, None)
}

#[test]
fn a_stage_is_told_and_an_investment_entered_from_the_pool_and_taken_back() {
    let mut stage = stage();
    let before = stage.bytes();
    assert_eq!(stage.model.current().map(|e| e.title.clone()).as_deref(), Some("万头牧场"));
    stage.press("m储备<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(100, 40));
    assert_eq!(state_of(&stage, "万头牧场").stage.value.map(|told| told.stage), Some(duban::domain::Stage::Reserved));
    stage.press("m开工<c-s>");
    let asked = stage.screen(100, 40);
    assert!(asked.contains("还没有报落实") && asked.contains("还要落实"), "{asked}");
    stage.press("<c-s>");
    assert!(stage.model.dialog.is_none(), "the second time it is taken: {}", stage.screen(100, 40));
    stage.press("M1500<c-s>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("开工率 100.0%（1/1）") && screen.contains("年度投资完成率 12.5%（1500/12000）"), "{screen}");
    stage.press("w");
    assert!(stage.screen(120, 36).contains("1500 ÷ 12000 万元＝12.5%"), "{}", stage.screen(120, 36));
    stage.press("<esc>uuu");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn the_pool_is_narrowed_by_number_and_place_sorted_divided_and_marked() {
    let mut stage = stage();
    stage.press("/投资>5000 地区:密山<enter>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("万头牧场") && screen.contains("浆果饮料") && !screen.contains("稻米加工"), "{screen}");
    assert!(screen.contains("项目 3 个"), "the figures are of what is listed: {screen}");
    stage.press("<esc><space>j<space>m前期<c-s>");
    assert!(stage.screen(120, 36).contains("2 条"), "{}", stage.screen(120, 36));
    stage.press("y");
    assert_eq!(state_of(&stage, "浆果饮料").stage.value.map(|told| told.stage), Some(duban::domain::Stage::Preparing));
    stage.press("gg");
    assert!(stage.screen(120, 36).contains("2025年"), "{}", stage.screen(120, 36));
    stage.press("<enter>");
    assert!(stage.model.view == duban::tui::View::List, "Enter opens the entry");
}

#[test]
fn a_report_on_a_project_asks_for_stage_and_investment_and_one_on_a_task_does_not() {
    let mut stage = stage();
    stage.press("a");
    assert!(stage.screen(120, 40).contains("完成投资"), "{}", stage.screen(120, 40));
    stage.press("<esc>1");
    stage.press("/类型:任务<enter>a");
    assert_eq!(stage.model.current().map(|e| e.kind), Some(Kind::Task));
    assert!(!stage.screen(120, 40).contains("完成投资"), "{}", stage.screen(120, 40));
}

#[test]
fn what_the_pool_shows() {
    for (lang, width, height) in [(Lang::Zh, 80, 24), (Lang::Zh, 120, 36), (Lang::En, 80, 24), (Lang::Zh, 200, 60)] {
        let mut stage = Stage::with(ledger(), lang);
        stage.press("7m").press(if lang == Lang::Zh { "在建" } else { "being built" }).press("<c-s><c-s>M1500<c-s>");
        pinned(&format!("the_project_pool-{lang:?}-{width}x{height}"), stage.picture(width, height, &[]));
    }
}

#[test]
fn on_the_smallest_screens_nothing_breaks() {
    let mut stage = stage();
    for (width, height) in [(1, 1), (4, 3), (20, 6), (40, 12), (80, 16)] {
        stage.screen(width, height);
    }
}

//! Bodies that are split, and duties that go to another body, in forms.

use super::stage::Stage;
use duban::domain::lead_of;
use duban::text::Lang;

fn stage() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.model.recorder.by.dept = None;
    stage
}

#[test]
fn a_body_is_split_by_one_question_an_entry_and_one_step_takes_it_back() {
    let mut stage = stage();
    let before = stage.bytes();
    let body = stage.model.ledger().departments.resolve("虎林市农业农村局").expect("a body").id.clone();
    stage.press("2<home>");
    let at = stage.model.matrix.table.rows.iter().position(|row| row.name == "虎林市农业农村局").expect("a row");
    for _ in 0..at {
        stage.press("j");
    }
    stage.press("B").press("鸡西市农业局<enter>鸡西市畜牧局").press("<c-s>");
    let asked = stage.screen(120, 36);
    assert!(asked.contains("归谁（1/") && asked.contains("鸡西市畜牧局"), "{asked}");
    stage.press("2");
    if stage.model.dialog.is_some() {
        stage.press("=");
    }
    assert!(stage.model.dialog.is_none() && stage.notice().contains("分设"), "{}", stage.screen(120, 36));
    let ledger = stage.model.ledger();
    assert_eq!(ledger.departments.iter().find(|d| d.id == body).and_then(|d| d.successor.clone()), Some("鸡西市农业局".into()));
    assert!(stage.bytes().contains("to: \"鸡西市畜牧局\""), "one entry goes elsewhere");
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn duties_of_an_entry_are_handed_over_from_a_day_on() {
    let mut stage = stage();
    stage.press("1");
    let before = stage.bytes();
    let entry = stage.model.current().expect("an entry").id.clone();
    stage.press(":划转<enter>").press("市工信局<tab>").press("<c-s>");
    assert!(stage.model.dialog.is_none() && stage.notice().contains("职责划转"), "{}", stage.screen(120, 36));
    let ledger = stage.model.ledger();
    let lead = lead_of(ledger, ledger.get(&entry).unwrap(), None);
    assert_eq!(lead.as_ref(), Some(&ledger.departments.resolve("市工信局").unwrap().id));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

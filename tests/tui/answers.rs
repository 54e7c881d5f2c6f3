//! What an office answers on the screen: completions confirmed or returned, proposals taken or declined.

use super::stage::{SMALL, Stage};
use super::today::update;
use duban::domain::{Author, EntryId, Fact, Status, Voice};
use duban::store::parse_text;
use duban::text::Lang;

const DONE: &str = "jixi/二";

/// On the entry that is done.
fn on_done() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    // The office speaks, and nobody who has a duty in it.
    stage.model.us = None;
    stage.model.recorder.by = Author { dept: None, person: "张三".into() };
    stage.press(&format!("1:转到 {DONE}<enter>"));
    stage
}

fn status(stage: &Stage) -> Option<Status> {
    let place = stage.model.ledger().entries().iter().position(|e| e.id.as_str() == DONE).expect("there");
    stage.model.standing(place).state.status.value
}

#[test]
fn a_completion_is_confirmed_with_its_ground_and_that_is_undone() {
    let mut stage = on_done();
    let before = stage.bytes();
    stage.press(":销号<enter>");
    assert!(stage.screen(120, 36).contains("销号"), "{}", stage.screen(120, 36));
    stage.press("现场核查记录<enter>");
    assert!(stage.bytes().contains("Confirmed") && stage.bytes().contains("现场核查记录"), "{}", stage.screen(120, 36));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn a_completion_is_returned_only_with_a_reason() {
    let mut stage = on_done();
    let before = stage.bytes();
    stage.press(":退回<enter><enter>");
    assert!(stage.bytes() == before && stage.model.dialog.is_some(), "it asks for the reason");
    stage.press("没有验收材料<enter>");
    assert_eq!(status(&stage), Some(Status::Underway), "{}", stage.screen(120, 36));
    assert!(stage.bytes().contains("没有验收材料"));
}

/// On an entry whose deadline a body that shares in it would move.
fn with_proposal() -> Stage {
    let mut ledger = parse_text("small.ron", SMALL).expect("ledger");
    let id = EntryId::from(DONE);
    let to = "2026-01-31".parse().expect("a day");
    let mut proposal = update(77, "2025-10-14T09:00:00+08:00", vec![Fact::Deadline { from: None, to, reason: "设备到货晚".into() }]);
    proposal.by = Author { dept: Some("鸡西市农业农村局".into()), person: "李四".into() };
    proposal.about = Voice::Proposed;
    ledger.get_mut(&id).expect("there").updates.push(proposal);
    let mut stage = Stage::with(ledger, Lang::Zh);
    stage.model.us = None;
    stage.model.recorder.by = Author { dept: None, person: "张三".into() };
    stage.press(&format!("1:转到 {DONE}<enter>"));
    stage
}

fn deadline(stage: &Stage) -> String {
    let place = stage.model.ledger().entries().iter().position(|e| e.id.as_str() == DONE).expect("there");
    stage.model.standing(place).state.deadline.value.map(|d| d.to_string()).unwrap_or_default()
}

#[test]
fn a_proposal_is_taken_with_enter() {
    let mut stage = with_proposal();
    assert_eq!(deadline(&stage), "2025-12-31");
    stage.press(":建议<enter>");
    assert!(stage.screen(120, 36).contains("设备到货晚"), "{}", stage.screen(120, 36));
    stage.press("<enter>");
    assert_eq!(deadline(&stage), "2026-01-31");
    stage.press(":建议<enter>");
    assert!(stage.notice().contains("没有等待答复的建议"), "{}", stage.notice());
}

#[test]
fn a_proposal_is_declined_with_a_reason() {
    let mut stage = with_proposal();
    stage.press(":建议<enter><del>");
    if stage.model.dialog.is_some() {
        stage.press("以纪要为准<enter>");
    }
    assert!(stage.bytes().contains("以纪要为准"), "{}", stage.screen(120, 36));
    assert_eq!(deadline(&stage), "2025-12-31");
    stage.press(":建议<enter>");
    assert!(stage.notice().contains("没有等待答复的建议"), "{}", stage.notice());
}

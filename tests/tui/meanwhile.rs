//! What others write while a form or a question is open was not seen by whoever answers it.

use super::stage::Stage;
use duban::domain::{Author, Change, Entry, EntryId, Intent, Recorder, Report, Status};
use duban::text::Lang;
use std::sync::Arc;

/// Somebody else reports on an entry, and that comes in.
fn somebody_reports(stage: &mut Stage, id: &EntryId, report: Report) {
    let by = Author { dept: None, person: "王五".into() };
    let them = Recorder { entropy: Arc::new(|| 77_777), by, ..stage.model.recorder.clone() };
    let ledger = stage.model.ledger();
    let change = them.record(ledger, ledger.get(id).expect("entry"), &Intent::Report(report), None).expect("change");
    let _ = stage.model.apply(change).expect("applied");
}

fn status(stage: &Stage, id: &EntryId) -> (Option<Status>, Option<u8>) {
    let at = stage.model.ledger().index_of(id).expect("entry");
    let state = &stage.model.standing(at).state;
    (state.status.value, state.percent.value)
}

#[test]
fn an_entry_on_which_somebody_reports_is_not_withdrawn_by_an_answer_from_before() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("n").press("登记错的<c-s>");
    let id = stage.model.current().expect("entry").id.clone();
    assert!(id.as_str().contains("/+"), "{}", stage.screen(120, 36));
    stage.press("<del>");
    somebody_reports(&mut stage, &id, Report { progress: "其实在办".into(), ..Report::default() });
    stage.press("y");
    let entry = stage.model.ledger().get(&id).expect("it stays");
    assert!(format!("{:?}", entry.updates).contains("其实在办") && !entry.contested.is_empty(), "whether it stays is contested: {entry:?}");
    stage.press("u");
    assert!(stage.model.ledger().get(&id).is_some_and(|entry| entry.contested.is_empty() && entry.updates.len() == 1));
}

#[test]
fn what_a_form_proposes_takes_nothing_back_that_others_have_set_since() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("G");
    let id = stage.model.current().expect("entry").id.clone();
    let before = status(&stage, &id);
    stage.press("a进展顺利");
    let done = Report { status: Some(Status::Done), percent: Some(100), basis: "验收单".into(), ..Report::default() };
    somebody_reports(&mut stage, &id, done);
    assert_ne!(status(&stage, &id), before);
    stage.press("<c-s>");
    let entry = stage.model.ledger().get(&id).expect("entry");
    assert!(format!("{:?}", entry.updates).contains("进展顺利"), "{}", stage.notice());
    assert_eq!(status(&stage, &id), (Some(Status::Done), Some(100)));
}

/// Somebody else amends an entry, and that comes in.
fn somebody_amends(stage: &mut Stage, id: &EntryId, amend: impl FnOnce(&mut Entry)) {
    let mut ledger = stage.model.ledger().clone();
    let mut entry = ledger.get(id).expect("entry").as_ref().clone();
    amend(&mut entry);
    let _ = Change::amend(entry).apply(&mut ledger).expect("amended");
    stage.replace(ledger);
}

fn stated(stage: &Stage, id: &EntryId) -> (String, String) {
    let entry = stage.model.ledger().get(id).expect("entry");
    (entry.title.clone(), entry.summary.clone())
}

/// The screen with the last entry's title amended, its id and its title before.
fn after_an_amendment() -> (Stage, EntryId, String) {
    let mut stage = Stage::new(Lang::Zh).of_the_office();
    stage.press("G");
    let id = stage.model.current().expect("entry").id.clone();
    let (before, _) = stated(&stage, &id);
    stage.press("e").press("改过的<c-s>");
    assert!(stated(&stage, &id).0.contains("改过的"), "{}", stage.screen(120, 36));
    (stage, id, before)
}

#[test]
fn what_others_changed_since_stays_when_a_step_is_undone_and_done_again() {
    let (mut stage, id, before) = after_an_amendment();
    let amended = stated(&stage, &id).0;
    somebody_amends(&mut stage, &id, |entry| entry.summary = "别人写的".into());
    stage.press("u");
    assert_eq!(stated(&stage, &id), (before, "别人写的".to_owned()), "{}", stage.notice());
    somebody_amends(&mut stage, &id, |entry| entry.summary = "又改了".into());
    stage.press("<c-r>");
    assert_eq!(stated(&stage, &id), (amended, "又改了".to_owned()), "{}", stage.notice());
}

#[test]
fn a_step_whose_field_others_have_set_since_is_not_taken_back_and_that_is_said() {
    let (mut stage, id, before) = after_an_amendment();
    somebody_amends(&mut stage, &id, |entry| entry.title = "别人改的".into());
    stage.press("u");
    assert_eq!(stated(&stage, &id).0, "别人改的");
    assert!(stage.notice().contains("之后又改过"), "{}", stage.notice());
    somebody_amends(&mut stage, &id, |entry| entry.title = before);
}

fn somebody_reports_on_the_step(stage: &mut Stage) {
    let by = Author { dept: None, person: "王五".into() };
    let them = Recorder { entropy: Arc::new(|| 77_778), by, ..stage.model.recorder.clone() };
    let ledger = stage.model.ledger();
    let step = ledger.steps.last().expect("a step").clone();
    let report = Report { progress: "已在办".into(), ..Report::default() };
    let change = them.report_on_step(ledger, &step, &report, Some("2025Q4".parse().unwrap())).expect("change");
    let _ = stage.model.apply(change).expect("applied");
}

#[test]
fn a_step_of_work_on_which_others_report_is_neither_withdrawn_nor_undone_away() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1bn").press("完成选址<tab>2025年四季度<c-s>");
    somebody_reports_on_the_step(&mut stage);
    stage.press("u");
    assert_eq!(stage.model.ledger().steps[0].updates.len(), 1, "{}", stage.notice());
    assert!(stage.notice().contains("之后已有记录"), "{}", stage.notice());
}

#[test]
fn undoing_a_withdrawal_that_others_have_stopped_leaves_what_they_did() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1bn").press("完成选址<tab>2025年四季度<c-s>");
    stage.press("b1<del>");
    let asked = stage.model.dialog.is_some();
    somebody_reports_on_the_step(&mut stage);
    stage.press("<enter>");
    assert!(asked && stage.model.ledger().steps[0].updates.len() == 1, "{}", stage.notice());
    stage.press("u");
    assert!(stage.model.ledger().steps[0].updates.len() == 1, "{}", stage.notice());
    assert!(!stage.notice().contains("已有步骤"), "{}", stage.notice());
}

#[test]
fn two_values_of_a_step_wait_for_a_ruling_at_once_and_are_counted_where_the_day_begins() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1bn").press("完成选址<tab>2025年四季度<c-s>");
    stage.press("b1e").press("及批复");
    let mut ledger = stage.model.ledger().clone();
    let mut step = ledger.steps[0].as_ref().clone();
    step.what = "别人改的".into();
    let _ = Change::amend(step).apply(&mut ledger).expect("amended");
    stage.replace(ledger);
    stage.press("<c-s>");
    assert!(stage.notice().contains("待裁定"), "{}", stage.notice());
    stage.press("0");
    let screen = stage.screen(120, 50);
    let waiting = screen.lines().find(|line| line.trim_start().starts_with("待裁定"));
    assert!(waiting.is_some_and(|line| line.contains(" 1")), "{screen}");
}

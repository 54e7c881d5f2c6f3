//! What others write while a form or a question is open was not seen by whoever answers it.

use super::stage::Stage;
use duban::domain::{Author, EntryId, Intent, Recorder, Report, Status};
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

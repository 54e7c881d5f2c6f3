//! What others write while a form, a menu or a question is open was not seen by whoever hands it in: it is met as another clone's
//! change would be.

use super::stage::Stage;
use duban::domain::*;
use duban::text::Lang;
use std::collections::BTreeSet;
use std::sync::Arc;

fn them(stage: &Stage) -> Recorder {
    let by = Author { dept: None, person: "王五".into() };
    Recorder { by, entropy: Arc::new(|| fastrand::u64(..)), ..stage.model.recorder.clone() }
}

/// Others record something on the first entry.
fn they_record(stage: &mut Stage, intent: &Intent) {
    let mut ledger = stage.model.ledger().clone();
    let change = them(stage).record(&ledger, &ledger.entries()[0], intent, None).expect("a change");
    change.apply(&mut ledger).expect("applied");
    stage.replace(ledger);
}

fn they_amend(stage: &mut Stage, amend: impl Fn(&mut Entry)) {
    let mut ledger = stage.model.ledger().clone();
    let mut entry = ledger.entries()[0].as_ref().clone();
    amend(&mut entry);
    Change::amend(entry).apply(&mut ledger).expect("applied");
    stage.replace(ledger);
}

/// What is contested of the first entry.
fn contested(stage: &Stage) -> BTreeSet<String> {
    let first = Subject::Entry(stage.model.ledger().entries()[0].id.clone());
    disputes_of(stage.model.ledger(), &first, None).iter().map(|d| d.shown.word()).collect()
}

fn zh() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    // Who writes for no body speaks of the whole.
    stage.model.recorder.by.dept = None;
    stage
}

/// Says yes where something is asked about what was handed in.
fn stand_by(stage: &mut Stage) {
    if stage.screen(120, 36).contains("确定吗") {
        stage.press("y");
    }
}

#[test]
fn what_is_typed_into_a_form_has_not_seen_what_came_in_meanwhile() {
    let percent = Intent::Report(Report { percent: Some(60), ..Report::default() });
    let deadline = Intent::Deadline { to: "2026-06-30".parse().unwrap(), reason: "文".into() };
    let forms = [
        ("a<tab><tab><tab>", "<c-u>75<c-s>", percent, "percent"),
        ("d明年3月底<tab>", "设备到货晚<c-s>", deadline, "deadline"),
        ("s", "d", Intent::Status(Status::Blocked), "status"),
    ];
    for (opens, hands_in, theirs, field) in forms {
        let mut stage = zh();
        stage.press(opens);
        they_record(&mut stage, &theirs);
        stage.press(hands_in);
        stand_by(&mut stage);
        assert_eq!(contested(&stage), BTreeSet::from([field.to_owned()]), "{opens}");
        assert!(stage.notice().contains("待裁定"), "it is said at once: {}", stage.notice());
        stage.press("<esc><esc>u");
        assert_eq!(contested(&stage), BTreeSet::new(), "one step back: {opens}");
        assert!(stage.bytes().contains("王五"), "what others wrote stays");
        // What came in before the form was opened was seen.
        let mut stage = zh();
        they_record(&mut stage, &theirs);
        stage.press(opens).press(hands_in);
        stand_by(&mut stage);
        assert_eq!(contested(&stage), BTreeSet::new(), "{opens}");
    }
}

#[test]
fn of_facts_only_what_both_touched_is_contested() {
    for both in [true, false] {
        let mut stage = zh();
        stage.press("e");
        they_amend(&mut stage, |entry| if both { entry.title = "他们写的".into() } else { entry.summary = "他们写的".into() });
        stage.press("<end>（修订）<c-s>");
        let text = stage.bytes();
        assert!(text.contains("（修订）") && text.contains("他们写的"), "{}", stage.notice());
        let expected = if both { BTreeSet::from(["title".to_owned()]) } else { BTreeSet::new() };
        assert_eq!(contested(&stage), expected);
    }
}

#[test]
fn a_refused_form_goes_on_by_what_it_showed_and_the_next_one_shows_what_is_there() {
    let mut stage = zh();
    stage.press("d明年3月底<tab>");
    they_record(&mut stage, &Intent::Deadline { to: "2026-06-30".parse().unwrap(), reason: "文".into() });
    stage.press("<c-s>");
    assert!(stage.model.dialog.is_some(), "a reason is wanted");
    stage.press("设备到货晚<c-s>");
    assert_eq!(contested(&stage), BTreeSet::from(["deadline".to_owned()]));
    stage.press("d2026-09-30<tab>两家商定<c-s>");
    assert_eq!(contested(&stage), BTreeSet::new(), "who has seen both has settled it: {}", stage.notice());
}

#[test]
fn a_report_on_a_step_has_not_seen_what_came_in_meanwhile() {
    let mut stage = zh();
    stage.press("1bn完成选址<c-s>").press("b1a<tab><tab><tab>");
    let mut ledger = stage.model.ledger().clone();
    let step = ledger.steps[0].as_ref().clone();
    let report = Report { percent: Some(60), ..Report::default() };
    let change = them(&stage).report_on_step(&ledger, &step, &report, None).expect("a change");
    change.apply(&mut ledger).expect("applied");
    stage.replace(ledger);
    stage.press("<c-u>75<c-s>");
    let rivals = disputes_of(stage.model.ledger(), &Subject::Step(step.id), None);
    assert_eq!(rivals.len(), 1, "{}\n{}", stage.notice(), stage.screen(120, 40));
    assert!(stage.notice().contains("待裁定"), "it is said at once: {}", stage.notice());
}

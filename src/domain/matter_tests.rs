use super::*;
use crate::domain::sample::{body, ledger_of_2025};
use crate::domain::{Author, Change, Handling, NothingToRecord, Recorder, Register, Step, Subject, disputes_of};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn recorder() -> Recorder {
    let ids = AtomicU64::new(1);
    Recorder {
        by: Author::default(),
        clock: Arc::new(|| "2025-10-20T09:00:00+08:00".parse().unwrap()),
        entropy: Arc::new(move || ids.fetch_add(1, Ordering::Relaxed)),
    }
}

fn ledger() -> Ledger {
    let mut ledger = ledger_of_2025();
    let mut group = body("各县政府", Level::County);
    (group.group, group.members) = (true, vec!["甲县政府".into()]);
    ledger.departments = Register::from(vec![body("甲县政府", Level::County), body("财政局", Level::City), group]);
    ledger.insert(0, crate::domain::Entry::new(EntryId::of("p", "一"), crate::domain::Kind::Task, "题"));
    let matter = Matter {
        id: "m-1".into(),
        problem: "缺地".into(),
        raised_on: day("2025-09-01"),
        entries: vec![EntryId::of("p", "一")],
        needs: vec!["各县政府".into()],
        level: Some(Level::County),
        grade: Some(Grade::Serious),
        ..Matter::default()
    };
    ledger.matters.push(matter);
    ledger
}

fn met(on: &str) -> Handling {
    Handling::Met { on: day(on), came: vec!["甲县政府".into()], words: String::new() }
}

fn settled(on: &str, decided: &str) -> Handling {
    Handling::Settled { on: day(on), minutes: "纪要3号".into(), decided: decided.into() }
}

fn up(to: Option<Level>) -> Handling {
    Handling::PassedUp { on: day("2025-09-20"), to, reason: String::new() }
}

fn again(on: &str) -> Handling {
    Handling::Reopened { on: day(on), reason: "未落实".into() }
}

/// What became of it step by step: its stage and its level.
fn course(ledger: &mut Ledger, acts: &[Handling]) -> Vec<(MatterStage, Option<Level>)> {
    let recorder = recorder();
    let mut course = Vec::new();
    for act in acts {
        recorder.handle(ledger, &ledger.matters[0].clone(), act).unwrap().apply(ledger).unwrap();
        let standing = ledger.judge_matter(&ledger.matters[0], day("2025-10-20"), None);
        course.push((standing.stage, standing.level));
    }
    course
}

#[test]
fn a_matter_is_met_on_passed_up_settled_and_reopened() {
    let acts = [met("2025-09-10"), up(None), met("2025-09-25"), settled("2025-10-01", "调剂"), again("2025-10-10"), met("2025-10-11")];
    let (county, city) = (Some(Level::County), Some(Level::City));
    let wanted = [
        (MatterStage::Consulting, county),
        (MatterStage::PassedUp, city),
        (MatterStage::Consulting, city),
        (MatterStage::Settled, county),
        (MatterStage::Raised, county),
        (MatterStage::Consulting, county),
    ];
    assert_eq!(course(&mut ledger(), &acts).iter().map(|(stage, _)| *stage).collect::<Vec<_>>(), wanted.map(|(stage, _)| stage));
    assert_eq!(course(&mut ledger(), &acts[..3]), wanted[..3]);
}

#[test]
fn it_is_late_by_its_own_day_or_by_its_grade() {
    let mut ledger = ledger();
    let late = |ledger: &Ledger, on: &str| ledger.judge_matter(&ledger.matters[0], day(on), None).late;
    assert!(!late(&ledger, "2026-09-01"), "nobody said in how many days");
    ledger.settings.serious_days = Some(30);
    assert!(!late(&ledger, "2025-10-01") && late(&ledger, "2025-10-02"));
    let own = Matter { due: Some(day("2025-09-05")), ..ledger.matters[0].as_ref().clone() };
    Change::amend(own).apply(&mut ledger).unwrap();
    assert!(late(&ledger, "2025-09-06"));
    course(&mut ledger, &[settled("2025-10-01", "调剂")]);
    let standing = ledger.judge_matter(&ledger.matters[0], day("2026-01-01"), None);
    assert_eq!((standing.late, standing.age, standing.settled_on()), (false, 30, Some(day("2025-10-01"))));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut ledger = ledger();
    let told = |ledger: &Ledger, act: &Handling| recorder().handle(ledger, &ledger.matters[0], act).unwrap_err();
    assert_eq!(told(&ledger, &settled("2025-10-01", " ")), NothingToRecord::NoDecision);
    assert_eq!(told(&ledger, &again("2025-10-01")), NothingToRecord::NotSettled);
    assert_eq!(told(&ledger, &up(Some(Level::Township))), NothingToRecord::NotAbove(Level::Township));
    course(&mut ledger, &[settled("2025-10-01", "调剂")]);
    assert_eq!(told(&ledger, &met("2025-10-02")), NothingToRecord::IsSettled);
    assert_eq!(told(&ledger, &settled("2025-10-02", "另议")), NothingToRecord::IsSettled);
}

#[test]
fn two_who_did_not_see_each_other_settle_it_differently_and_one_rules() {
    let (base, mut here, recorder) = (ledger(), ledger(), recorder());
    let other = recorder.handle(&base, &base.matters[0], &up(None)).unwrap();
    recorder.handle(&base, &base.matters[0], &settled("2025-10-01", "调剂")).unwrap().apply(&mut here).unwrap();
    other.apply(&mut here).unwrap();
    let subject = Subject::Matter("m-1".into());
    let disputes = disputes_of(&here, &subject, None);
    assert_eq!((disputes.len(), disputes[0].rivals.len(), disputes[0].shown.word().as_str()), (1, 2, "outcome"));
    let wins = disputes[0].rivals.iter().find(|r| r.value.in_words(&here, crate::text::Lang::Zh).contains("调剂")).unwrap().value.clone();
    recorder.rule(&here, &subject, &wins, "").unwrap().apply(&mut here).unwrap();
    assert!(disputes_of(&here, &subject, None).is_empty());
    assert_eq!(here.judge_matter(&here.matters[0], day("2025-10-20"), None).stage, MatterStage::Settled);
}

#[test]
fn whom_a_matter_concerns_are_those_of_whom_a_group_consists_too() {
    let ledger = ledger();
    assert!(ledger.is_party(&"甲县政府".into(), &ledger.matters[0]) && !ledger.is_party(&"财政局".into(), &ledger.matters[0]));
}

#[test]
fn a_step_that_is_laid_down_names_its_matter_which_then_stays() {
    let mut ledger = ledger();
    let matter = ledger.matters[0].clone();
    let step = |text: &str| ledger.laid_down(&matter, text, day("2025-10-20"), 7);
    let made: Step = step("办理手续@财政局@2025-12-31").unwrap();
    assert_eq!((made.entry.as_str(), made.what.as_str(), &made.decided_by), ("p/一", "办理手续", &Some("m-1".into())));
    assert_eq!(step("p/一@办理手续@财政局@2025-12-31").unwrap(), made);
    for wrong in ["办理手续", "p/九@办理手续@财政局@2025-12-31", "办理手续@无此局@", "办理手续@财政局@不久", "@财政局@2025-12-31"]
    {
        assert!(step(wrong).is_err(), "{wrong}");
    }
    Change::put(0, made).apply(&mut ledger).unwrap();
    let subject = Subject::Matter("m-1".into());
    assert_eq!(ledger.users_of(&subject).len(), 1);
    assert!(ledger.taking_out(&subject).is_err());
}

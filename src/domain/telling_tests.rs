use super::*;
use crate::domain::{
    Author, Cause, Change, Cooperation, Deadline, Department, Doubt, EntryId, Intent, Kind, Level, Moment, NothingToRecord, Period,
    Recorder, Register, Report, Update, UpdateId, doubts_in, sample,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// 甲局 leads 一, helped by 乙局; 各县 leads 二, with 甲县 and 乙县 as members; 专班 is the office.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let group = Department { group: true, members: vec!["甲县".into(), "乙县".into()], ..sample::body("各县", Level::County) };
    let bodies = ["甲局", "乙局", "甲县", "乙县", "专班", "旁人"].map(|id| sample::body(id, Level::City));
    ledger.departments = Register::from(bodies.into_iter().chain([group]).collect::<Vec<_>>());
    ledger.settings.office = vec!["专班".into()];
    let entry = |id: &str, lead: &str, with: &[&str]| {
        let mut entry = Entry::new(EntryId::of("p", id), Kind::Task, id);
        entry.lead = Lead::Stated(lead.into());
        entry.cooperating = with.iter().map(|b| Cooperation::Cooperates((*b).into())).collect();
        entry.deadline = Some(Deadline::Stated("2025-09-30".parse().unwrap()));
        Arc::new(entry)
    };
    ledger.set_entries(vec![entry("一", "甲局", &["乙局"]), entry("二", "各县", &[])]);
    ledger
}

/// A ledger to which people write one after another, each seeing all before, an hour apart from 2025-10-01.
struct Desk(Ledger, Arc<AtomicU64>);

impl Desk {
    fn new() -> Desk {
        Desk(ledger(), Arc::new(AtomicU64::new(0)))
    }

    fn recorder(&self, by: &str) -> Recorder {
        let (hours, ids) = (self.1.clone(), self.1.clone());
        let start: chrono::DateTime<chrono::FixedOffset> = "2025-10-01T09:00:00+08:00".parse().unwrap();
        Recorder {
            by: Author { dept: (!by.is_empty()).then(|| by.into()), person: String::new() },
            clock: Arc::new(move || start + chrono::Duration::hours(hours.fetch_add(1, Ordering::Relaxed) as i64)),
            entropy: Arc::new(move || ids.fetch_add(1, Ordering::Relaxed)),
        }
    }

    fn try_to(&mut self, by: &str, id: &str, intent: &Intent, period: Option<Period>) -> Result<UpdateId, NothingToRecord> {
        let id = EntryId::of("p", id);
        let change = self.recorder(by).record(&self.0, self.0.get(&id).unwrap(), intent, period)?;
        change.apply(&mut self.0).unwrap();
        Ok(self.0.get(&id).unwrap().updates.last().unwrap().id.clone())
    }

    fn says(&mut self, by: &str, id: &str, intent: &Intent) -> UpdateId {
        self.try_to(by, id, intent, Some(Period::Quarter(2025, 3))).unwrap()
    }

    fn reports(&mut self, by: &str, id: &str, report: Report) -> UpdateId {
        self.says(by, id, &Intent::Report(report))
    }

    fn state(&self, id: &str) -> State {
        fold(&self.0, self.0.get(&EntryId::of("p", id)).unwrap(), None)
    }

    fn why(&self, id: &str) -> String {
        let entry = self.0.get(&EntryId::of("p", id)).unwrap();
        let state = fold(&self.0, entry, None);
        let verdict = super::super::light::judge(
            &self.0,
            entry,
            &state,
            Moment::During("2025-12-01".parse().unwrap()),
            &crate::domain::PlansInUse::default(),
        );
        verdict.reason.sentence(crate::text::Lang::Zh)
    }
}

fn status(status: Status) -> Report {
    Report { status: Some(status), ..Report::default() }
}

fn troubled(words: &str) -> Report {
    Report { problems: words.into(), ..Report::default() }
}

#[test]
fn a_completion_has_its_own_day_and_is_late_by_it() {
    let mut desk = Desk::new();
    desk.reports("甲局", "一", Report { on: "2025-09-28".parse().ok(), basis: "验收意见3号".into(), ..status(Status::Done) });
    let state = desk.state("一");
    assert_eq!(state.done_on, "2025-09-28".parse().ok());
    assert_eq!(state.ground.unwrap().basis, "验收意见3号");
    assert!(desk.why("一").contains("2025-09-28 完成，时限 2025-09-30，按期完成"), "{}", desk.why("一"));
    desk.reports("甲局", "一", Report { on: "2025-10-12".parse().ok(), ..status(Status::Done) });
    assert!(desk.why("一").contains("逾期 12 天完成"), "{}", desk.why("一"));
}

#[test]
fn what_is_reported_done_for_a_period_that_is_over_was_done_in_it() {
    let mut desk = Desk::new();
    desk.reports("甲局", "一", status(Status::Done));
    assert!(desk.why("一").contains("2025-09-30 完成，时限 2025-09-30，按期完成"), "{}", desk.why("一"));
    let mut desk = Desk::new();
    desk.try_to("甲局", "一", &Intent::Report(status(Status::Done)), Some(Period::Quarter(2025, 4))).unwrap();
    assert_eq!(desk.state("一").done_on, "2025-10-01".parse().ok(), "not before it is over");
}

#[test]
fn nothing_is_put_off_or_given_up_without_a_reason() {
    let mut desk = Desk::new();
    for to in [Status::Suspended, Status::Cancelled] {
        assert_eq!(desk.try_to("甲局", "一", &Intent::Status(to), None), Err(NothingToRecord::NoReasonFor(to)));
    }
    desk.reports("甲局", "一", Report { reason: "企业退出".into(), ..status(Status::Cancelled) });
    assert_eq!(desk.state("一").ground.unwrap().reason, "企业退出");
}

#[test]
fn a_confirmation_holds_for_the_completion_that_it_saw() {
    let mut desk = Desk::new();
    desk.0.settings.confirmation = true;
    let confirm = || Intent::Confirm { basis: "现场核实".into() };
    assert_eq!(desk.try_to("专班", "一", &confirm(), None), Err(NothingToRecord::NotDone));
    desk.reports("甲局", "一", status(Status::Done));
    assert!(desk.why("一").contains("待核实"));
    desk.says("专班", "一", &Intent::Return { reason: "没有验收材料".into() });
    let state = desk.state("一");
    assert_eq!((state.status.value, state.returned.unwrap().words.as_str()), (Some(Status::Underway), "没有验收材料"));
    assert_eq!(state.reports.len(), 1, "who returns it reports nothing");
    desk.reports("甲局", "一", status(Status::Done));
    let state = desk.state("一");
    assert!(state.returned.is_none() && state.confirmed.is_none());
    desk.says("专班", "一", &confirm());
    assert!(desk.state("一").confirmed.is_some() && desk.why("一").contains("已销号"));
    desk.reports("甲局", "一", status(Status::Underway));
    desk.reports("甲局", "一", status(Status::Done));
    assert!(desk.state("一").confirmed.is_none());
}

#[test]
fn a_problem_is_a_cause_until_a_report_leaves_it_out_and_open_until_it_is_ended() {
    let mut desk = Desk::new();
    let cause = Some(crate::domain::Cause::Funds);
    let money = desk.reports("甲局", "一", Report { cause, ..troubled("资金未到位") });
    desk.reports("甲局", "一", Report { percent: Some(40), ..Report::default() });
    assert_eq!(desk.state("一").causes().map(|p| p.words.as_str()).collect::<Vec<_>>(), ["资金未到位"]);
    let q4 = Some(Period::Quarter(2025, 4));
    let next = Intent::Report(Report { progress: "主体完工".into(), ..Report::default() });
    desk.try_to("甲局", "一", &next, q4).unwrap();
    let state = desk.state("一");
    assert_eq!((state.causes().count(), state.problems.len()), (0, 1));
    assert_eq!(state.problems[0].told(crate::text::Lang::Zh), "资金未到位（2025年第三季度反映，此后未再提及）");
    let still = Intent::Report(Report { still: vec![money.clone()], ..Report::default() });
    desk.try_to("甲局", "一", &still, q4).unwrap();
    assert_eq!(desk.state("一").problems[0].told(crate::text::Lang::Zh), "资金未到位（资金，自2025年第三季度）");
    desk.reports("甲局", "一", Report { solved: vec![money], ..Report::default() });
    assert!(desk.state("一").problems.is_empty());
}

#[test]
fn only_a_report_on_a_later_period_leaves_a_problem_unmentioned() {
    let (q3, q4) = (Some(Period::Quarter(2025, 3)), Some(Period::Quarter(2025, 4)));
    let mut desk = Desk::new();
    let words = |progress: &str| Report { progress: progress.into(), ..Report::default() };
    let says = |desk: &mut Desk, report, period| desk.try_to("甲局", "一", &Intent::Report(report), period).unwrap();
    let causes = |desk: &Desk| desk.state("一").causes().map(|p| p.words.to_string()).collect::<Vec<_>>();
    says(&mut desk, troubled("资金未到位"), q4);
    says(&mut desk, troubled("土地未批"), q4);
    // Late words on the quarter before, and more words on the same quarter.
    says(&mut desk, words("推进三"), q3);
    says(&mut desk, words("推进四"), q4);
    assert_eq!(causes(&desk), ["资金未到位", "土地未批"]);
    // That one of them is still there says nothing of the other, and what is said of before takes nothing back.
    let money = desk.state("一").problems[0].raised.clone();
    let still = || Report { still: vec![money.clone()], ..Report::default() };
    says(&mut desk, still(), q4);
    says(&mut desk, still(), q3);
    says(&mut desk, words("推进五"), q4);
    assert_eq!(causes(&desk), ["资金未到位", "土地未批"]);
    says(&mut desk, still(), Some(Period::Quarter(2026, 1)));
    assert_eq!(causes(&desk), ["资金未到位"]);
}

#[test]
fn a_group_that_helps_stands_as_its_members_do_before_them() {
    let mut desk = Desk::new();
    let mut entry = desk.0.get(&EntryId::of("p", "一")).unwrap().as_ref().clone();
    entry.cooperating = vec![Cooperation::Cooperates("各县".into())];
    desk.0.set_entries(vec![entry.into()]);
    let stands = |desk: &Desk| {
        let state = desk.state("一");
        let all = state.parts.iter().map(|p| format!("{} {:?} {:?}", p.body, p.state.status.value, p.state.percent_done()));
        all.collect::<Vec<_>>()
    };
    desk.reports("各县", "一", Report { percent: Some(10), ..Report::default() });
    assert_eq!(stands(&desk), ["各县 None Some(10)"], "as long as no member has told anything");
    desk.reports("甲县", "一", Report { percent: Some(100), ..status(Status::Done) });
    assert_eq!(stands(&desk), ["各县 Some(Underway) Some(50)", "甲县 Some(Done) Some(100)"]);
    desk.reports("乙县", "一", Report { on: "2025-09-28".parse().ok(), ..status(Status::Done) });
    assert_eq!(stands(&desk)[0], "各县 Some(Done) Some(100)");
    let state = desk.state("一");
    assert!(state.part(&"各县".into()).unwrap().done_on.is_some() && state.status.value.is_none(), "the lead has said nothing");
}

#[test]
fn words_that_mean_none_end_the_problems_of_their_author_alone() {
    let mut desk = Desk::new();
    desk.reports("甲局", "一", troubled("资金未到位"));
    desk.reports("专班", "一", troubled("土地未批"));
    for none in ["无", "暂无。", "没有"] {
        desk.reports("甲局", "一", troubled(none));
    }
    let words: Vec<_> = desk.state("一").problems.into_iter().map(|p| p.words).collect();
    assert_eq!(words, ["土地未批"]);
    desk.reports("甲局", "一", status(Status::Done));
    desk.reports("甲局", "一", status(Status::Underway));
    assert!(desk.state("一").problems.is_empty(), "what is done has no problems, and does not get them back");
}

#[test]
fn a_kind_of_cause_is_that_of_the_problems_that_come_with_it() {
    let mut desk = Desk::new();
    let money = desk.reports("甲局", "一", Report { cause: Some(Cause::Funds), ..troubled("缺资金") });
    let both = Report { still: vec![money.clone()], cause: Some(Cause::Approval), ..troubled("缺审批") };
    desk.reports("甲局", "一", both);
    let causes = |desk: &Desk| desk.state("一").problems.iter().map(|p| p.cause).collect::<Vec<_>>();
    assert_eq!(causes(&desk), [Some(Cause::Funds), Some(Cause::Approval)]);
    desk.reports("甲局", "一", Report { still: vec![money], cause: Some(Cause::Land), ..Report::default() });
    assert_eq!(causes(&desk)[0], Some(Cause::Land), "without a new one it is that of the old");
}

#[test]
fn of_two_who_did_not_see_each_other_the_one_who_still_sees_the_problem_is_heard() {
    let mut desk = Desk::new();
    let money = desk.reports("甲局", "一", troubled("资金未到位"));
    let id = EntryId::of("p", "一");
    let mut blind = desk.0.clone();
    desk.reports("甲局", "一", Report { solved: vec![money.clone()], ..Report::default() });
    let still = Intent::Report(Report { still: vec![money], ..Report::default() });
    let change = desk.recorder("甲局").record(&blind, blind.get(&id).unwrap(), &still, None).unwrap();
    change.apply(&mut blind).unwrap();
    let other = blind.get(&id).unwrap().updates.last().unwrap().clone();
    desk.0.get_mut(&id).unwrap().updates.push(other);
    assert_eq!(desk.state("一").causes().count(), 1);
    desk.0.get_mut(&id).unwrap().updates.reverse();
    assert_eq!(desk.state("一").causes().count(), 1);
}

#[test]
fn a_body_that_cooperates_reports_its_part_and_leaves_the_whole_alone() {
    let mut desk = Desk::new();
    desk.reports("甲局", "一", Report { percent: Some(30), ..status(Status::Underway) });
    desk.reports("乙局", "一", Report { percent: Some(90), progress: "证照办齐".into(), ..status(Status::Done) });
    let state = desk.state("一");
    assert_eq!((state.status.value, state.percent.value, state.reports.len()), (Some(Status::Underway), Some(30), 1));
    assert!(state.progress.is_none());
    let part = state.part(&"乙局".into()).unwrap();
    assert_eq!((part.status.value, part.percent_done(), part.reports.len()), (Some(Status::Done), Some(100), 1));
    desk.reports("专班", "一", Report { percent: Some(35), ..Report::default() });
    assert_eq!(desk.state("一").percent.value, Some(35), "the office writes for the lead");
}

#[test]
fn a_group_follows_its_members_where_nobody_set_it() {
    let mut desk = Desk::new();
    desk.reports("甲县", "二", Report { percent: Some(60), ..status(Status::Done) });
    let state = desk.state("二");
    assert_eq!((state.status.value, state.percent.value, &state.follows), (Some(Status::Underway), Some(50), &Follows::Members));
    desk.reports("乙县", "二", status(Status::Done));
    let state = desk.state("二");
    assert_eq!((state.status.value, state.percent_done(), state.done_on.is_some()), (Some(Status::Done), Some(100), true));
    desk.reports("专班", "二", status(Status::Blocked));
    assert_eq!(desk.state("二").status.value, Some(Status::Blocked));
}

#[test]
fn who_leads_takes_no_verdict_that_he_proposed() {
    let mut desk = Desk::new();
    desk.0.settings.confirmation = true;
    desk.says("甲局", "一", &Intent::Status(Status::Done));
    let proposed = desk.says("甲局", "一", &Intent::Confirm { basis: "验收单".into() });
    assert_eq!(desk.state("一").proposals, std::slice::from_ref(&proposed));
    let take = Intent::Accept(proposed);
    assert_eq!(desk.try_to("甲局", "一", &take, None), Err(NothingToRecord::NotTheirsToConfirm));
    assert!(desk.state("一").confirmed.is_none());
    desk.says("专班", "一", &take);
    assert!(desk.state("一").confirmed.is_some() && desk.state("一").proposals.is_empty());
}

#[test]
fn what_is_told_to_be_done_on_a_day_to_come_is_asked_about() {
    let mut desk = Desk::new();
    let done = |on: &str| Report { status: Some(Status::Done), on: on.parse().ok(), ..Report::default() };
    desk.reports("甲局", "一", done("2027-01-01"));
    let entry = desk.0.get(&"p/一".into()).unwrap();
    let ahead = Doubt::Ahead { on: "2027-01-01".parse().unwrap() };
    assert!(doubts_in(&desk.0, entry, &desk.state("一"), None).iter().any(|of| of.doubt == ahead));
}

#[test]
fn what_others_would_change_is_proposed_and_changes_nothing_until_it_is_taken() {
    let mut desk = Desk::new();
    let day = "2025-12-31".parse().unwrap();
    let later = Intent::Deadline { to: day, reason: "设备晚到".into() };
    let first = desk.says("乙局", "一", &later);
    assert_eq!(desk.state("一").proposals, std::slice::from_ref(&first));
    assert_eq!(desk.state("一").deadline.value, "2025-09-30".parse().ok());
    assert_eq!(desk.try_to("乙局", "一", &Intent::Accept(first.clone()), None), Err(NothingToRecord::NotTheirs));
    desk.says("甲局", "一", &Intent::Accept(first));
    let state = desk.state("一");
    assert_eq!((state.deadline.value, state.proposals.len()), (Some(day), 0));
    let second = desk.says("旁人", "一", &Intent::Status(Status::Done));
    let refused = Intent::Decline { update: second.clone(), reason: String::new() };
    assert_eq!(desk.try_to("专班", "一", &refused, None), Err(NothingToRecord::NoReasonToSendBack));
    desk.says("专班", "一", &Intent::Decline { update: second, reason: "不属实".into() });
    let state = desk.state("一");
    assert_eq!((state.status.value, state.proposals.len()), (None, 0));
}

#[test]
fn who_has_no_part_only_proposes_until_the_ledger_names_him_as_the_office() {
    let mut desk = Desk::new();
    desk.0.settings.office.clear();
    assert!(desk.0.may_be_office(&"旁人".into()) && !desk.0.may_be_office(&"乙局".into()));
    desk.says("旁人", "一", &Intent::Status(Status::Underway));
    assert_eq!((desk.state("一").status.value, desk.state("一").proposals.len()), (None, 1));
    let proposed = Change::record(EntryId::of("p", "一"), desk.0.get(&EntryId::of("p", "一")).unwrap().updates[0].clone());
    assert!(desk.0.lacks_office(&proposed));
    let before = desk.0.naming_office(vec!["旁人".into()]).apply(&mut desk.0).unwrap();
    assert!(desk.0.is_office(&"旁人".into()) && !desk.0.lacks_office(&proposed));
    desk.says("旁人", "一", &Intent::Status(Status::Underway));
    assert_eq!(desk.state("一").status.value, Some(Status::Underway));
    before.apply(&mut desk.0).unwrap();
    assert_eq!(desk.0.settings.office, []);
}

#[test]
fn the_order_of_the_file_does_not_matter_for_parts_problems_and_completions_either() {
    let mut desk = Desk::new();
    let money = desk.reports("甲局", "一", troubled("资金未到位"));
    desk.reports("乙局", "一", status(Status::Underway));
    desk.reports("甲局", "一", Report { still: vec![money], ..status(Status::Done) });
    desk.says("专班", "一", &Intent::Return { reason: "未完".into() });
    desk.says("旁人", "一", &Intent::Status(Status::Blocked));
    let expected = desk.state("一");
    let id = EntryId::of("p", "一");
    for turn in 1..5 {
        desk.0.get_mut(&id).unwrap().updates.rotate_left(turn);
        assert_eq!(desk.state("一"), expected);
    }
}

#[test]
fn what_says_nothing_new_is_written_as_it_always_was() {
    let mut desk = Desk::new();
    desk.says("甲局", "一", &Intent::Status(Status::Done));
    let update: &Update = &desk.0.get(&EntryId::of("p", "一")).unwrap().updates[0];
    let written = serde_json::to_value(update).unwrap();
    assert_eq!(written["says"][0], serde_json::json!({ "Status": { "to": "Done" } }));
    assert!(written.get("about").is_none());
    let settings = serde_json::to_value(crate::domain::Settings::default()).unwrap();
    assert!(settings.get("office").is_none() && settings.get("confirmation").is_none());
}

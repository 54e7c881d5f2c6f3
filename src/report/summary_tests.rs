use super::*;
use crate::domain::{Doubt, EntryId, Fact, Kind, Lead, Level, Light, OfPart, Register, Status};
use crate::report::markdown::text;
use crate::report::samples::{Q3, Q4, date, entry, ledger, percent, progress, status, tell};
use crate::report::{About, Flaw, bulletin};

fn build(ledger: &Ledger) -> Summary {
    Summary::of(ledger, Q4, Summary::default_cutoff(Q4, &ledger.settings, date("2026-02-01")), Audience::Ledger)
}

fn find<'a>(summary: &'a Summary, id: &str) -> &'a Row {
    summary.rows.iter().find(|r| r.id.as_str() == id).unwrap()
}

fn ids(summary: &Summary, places: &[usize]) -> Vec<String> {
    places.iter().map(|i| summary.row(*i).id.as_str().to_owned()).collect()
}

#[test]
fn the_cut_off_is_the_end_of_the_period_and_the_days_of_grace() {
    let s = build(&ledger());
    assert_eq!((s.cutoff, s.day), (date("2026-01-10"), date("2025-12-31")));
    assert_eq!(s.change.cutoff, date("2025-10-10"));
    for today in ["2025-12-20", "2025-12-31", "2026-01-05"].map(date) {
        assert_eq!(Summary::default_cutoff(Q4, &ledger().settings, today), today, "no day to come");
    }
}

#[test]
fn every_entry_is_in_the_bucket_that_its_log_gives() {
    let s = build(&ledger());
    let buckets: Vec<(&str, Bucket)> = s.rows.iter().map(|r| (r.id.as_str(), r.bucket)).collect();
    assert_eq!(
        buckets,
        [
            ("jia/一", Bucket::OnSchedule),
            ("jia/一@甲加工厂", Bucket::Behind),
            ("jia/二", Bucket::Done),
            ("jia/三", Bucket::Unreported),
            ("yi/一", Bucket::Behind),
            ("yi/二", Bucket::SetAside),
            ("yi/+k3v9x2m7qa", Bucket::OnSchedule),
        ]
    );
    assert_eq!(s.tally.total(), 7);
    assert_eq!(s.tally.shares().iter().sum::<u32>(), 1000);
}

#[test]
fn what_is_recorded_after_the_cut_off_changes_no_byte() {
    let mut l = ledger();
    let before = build(&l);
    for id in ["jia/一", "jia/三", "yi/一"] {
        let e = l.get_mut(&EntryId::from(id)).unwrap();
        let moved = Fact::Deadline { from: None, to: date("2027-12-31"), reason: "后来".into() };
        tell(e, "2026-01-11", Q4, vec![status(Status::Done), percent(100), progress("后来的话"), moved]);
        let wrong = e.updates[0].id.clone();
        tell(e, "2026-02-01", Q4, vec![Fact::Corrects { update: wrong, reason: String::new() }]);
    }
    let mut late = entry("yi/+9999999999", Kind::Task, "后来新增", Lead::Unassigned, "2026-12-31");
    tell(&mut late, "2026-01-15", Q4, vec![status(Status::Underway)]);
    l.insert(2, late);
    let after = build(&l);
    assert_eq!(before, after);
    assert_eq!(text(&bulletin(&before)), text(&bulletin(&after)));
    assert_ne!(before.fingerprint, Summary::of(&l, Q4, date("2026-03-01"), Audience::Ledger).fingerprint);
}

#[test]
fn the_order_in_which_a_merge_wrote_the_log_changes_no_byte() {
    let mut l = ledger();
    let before = build(&l);
    l.get_mut(&EntryId::from("yi/一")).unwrap().updates.reverse();
    assert_eq!(build(&l), before);
}

#[test]
fn the_period_before_is_judged_by_its_own_cut_off() {
    let s = build(&ledger());
    let past = |id| find(&s, id).past.as_ref().unwrap();
    assert_eq!(past("jia/一").bucket, Bucket::Behind);
    assert_eq!((past("jia/一").percent, find(&s, "jia/一").percent), (Some(40), Some(66)));
    assert_eq!(past("jia/三").bucket, Bucket::Unreported);
    assert_eq!(s.change.tally.count(Bucket::Unreported), 2);
    assert_eq!(s.change.change(&s.tally, Bucket::Unreported), -1);
    assert_eq!(ids(&s, &s.change.recovered), ["jia/一"]);
    assert_eq!(ids(&s, &s.change.newly_late), ["yi/一"]);
    assert_eq!(s.change.flows()[&(Bucket::Behind, Bucket::OnSchedule)], 1);
}

#[test]
fn an_entry_added_later_is_new_in_its_first_bulletin_and_in_none_before() {
    let l = ledger();
    let s = build(&l);
    assert_eq!(ids(&s, &s.change.added), ["yi/+k3v9x2m7qa"]);
    assert_eq!(Summary::of(&l, Q3, date("2025-10-10"), Audience::Ledger).rows.len(), 6);
}

#[test]
fn a_deadline_moved_stands_in_one_bulletin_with_from_to_and_reason() {
    let l = ledger();
    let moves = build(&l).change.deadlines;
    assert_eq!(moves.len(), 1);
    assert_eq!((moves[0].from, moves[0].to), (Some(date("2025-12-31")), date("2026-03-31")));
    assert_eq!(moves[0].reason, "冬季不能施工");
    let next = Summary::of(&l, Q4.next(), date("2026-04-10"), Audience::Ledger);
    assert!(next.change.deadlines.is_empty());
}

#[test]
fn what_is_late_at_the_close_of_its_due_day_is_red_on_it() {
    let mut l = ledger();
    let entry = l.get_mut(&EntryId::from("yi/+k3v9x2m7qa")).unwrap();
    entry.deadline = Some(crate::domain::Deadline::Stated(date("2025-12-31")));
    let s = build(&l);
    let row = find(&s, "yi/+k3v9x2m7qa");
    assert_eq!((row.bucket, row.light, row.late.and_then(|l| l.days)), (Bucket::Behind, Light::Red, Some(0)));
}

#[test]
fn the_late_list_has_the_gravest_first_with_its_cause_and_what_is_contested() {
    let s = build(&ledger());
    assert_eq!(ids(&s, &s.late), ["jia/一@甲加工厂", "yi/一"]);
    let plant = find(&s, "jia/一@甲加工厂");
    assert_eq!((plant.late.unwrap().days, plant.late.unwrap().gap), (Some(184), Some(40)));
    assert_eq!(plant.problems, None, "a later report left it unmentioned");
    assert_eq!(plant.lead_name, "甲市工业和信息化局");
    let rivals: Vec<_> = find(&s, "yi/一").contested.iter().map(|r| (r.word.as_str(), r.claims.clone())).collect();
    assert_eq!(rivals, [("status", vec!["blocked".to_owned(), "not started".to_owned()])]);
}

#[test]
fn a_cause_is_never_older_than_the_last_report_that_could_have_ended_it() {
    let mut l = ledger();
    let cause = |l: &Ledger| find(&build(l), "jia/一@甲加工厂").problems.as_ref().map(|p| (p.text.to_string(), p.reported.period));
    let plant = |l: &mut Ledger| l.get_mut(&EntryId::from("jia/一@甲加工厂")).cloned().unwrap();
    let said = plant(&mut l).updates.pop().unwrap();
    l.get_mut(&EntryId::from("jia/一@甲加工厂")).unwrap().updates.pop();
    assert_eq!(cause(&l), Some(("资金未到位".into(), Q3)), "nobody has reported since");
    l.get_mut(&EntryId::from("jia/一@甲加工厂")).unwrap().updates.push(said);
    assert_eq!(cause(&l), None, "the next quarter's report could have ended it");
    let raised = plant(&mut l).updates[0].id.clone();
    tell(l.get_mut(&EntryId::from("jia/一@甲加工厂")).unwrap(), "2026-01-06", Q4, vec![Fact::Still(raised)]);
    assert_eq!(cause(&l), Some(("资金未到位".into(), Q4)));
    tell(l.get_mut(&EntryId::from("jia/一@甲加工厂")).unwrap(), "2026-01-07", Q4, vec![Fact::Problems("无".into())]);
    assert_eq!(cause(&l), None);
}

#[test]
fn next_steps_are_those_of_the_period() {
    let mut l = ledger();
    let next = |l: &Ledger| find(&build(l), "jia/一").next.as_ref().map(|n| n.text.to_string());
    let entry = |l: &mut Ledger, day: &str, period| {
        tell(l.get_mut(&EntryId::from("jia/一")).unwrap(), day, period, vec![Fact::Next("验收".into())])
    };
    entry(&mut l, "2025-10-09", Q3);
    assert_eq!(next(&l), None);
    entry(&mut l, "2025-12-29", Q4);
    assert_eq!(next(&l), Some("验收".into()));
}

#[test]
fn an_unreported_entry_stays_in_its_bucket_and_comes_into_the_late_list_when_due() {
    let l = ledger();
    let s = Summary::of(&l, Period::Quarter(2026, 4), date("2027-01-10"), Audience::Ledger);
    let fund = find(&s, "jia/三");
    assert_eq!(fund.bucket, Bucket::Unreported);
    assert_eq!(fund.late.unwrap().days, Some(0));
    assert!(s.late.iter().any(|i| s.row(*i).id == fund.id));
}

#[test]
fn what_falls_due_next_is_open_and_in_the_next_period() {
    let s = build(&ledger());
    assert_eq!(ids(&s, &s.due_next), ["yi/+k3v9x2m7qa", "yi/一"]);
    assert_eq!(ids(&s, &s.unassigned), ["jia/三"]);
    assert_eq!(s.unreported.iter().map(|(name, p)| (name.as_str(), p.len())).collect::<Vec<_>>(), [("未明确牵头单位", 1)]);
}

#[test]
fn bodies_are_counted_by_what_they_lead_and_where_they_help() {
    let s = build(&ledger());
    let body = |name: &str| s.bodies.iter().find(|b| b.name == name).unwrap();
    let lead = body("甲市工业和信息化局");
    assert_eq!((lead.leads.total(), lead.late, lead.last_report), (2, 1, Some(date("2026-01-05"))));
    // The plant inherits its parent's clause, and so the bodies beside the lead.
    assert_eq!((body("甲市财政局").leads.total(), body("甲市财政局").cooperates), (0, 2));
    assert_eq!(s.bodies.last().unwrap().id, None);
}

#[test]
fn projects_sum_their_investment_by_bucket() {
    let p = build(&ledger()).projects;
    assert_eq!((p.rows.len(), p.priced, p.investment_wan), (2, 2, 20800.0));
    assert_eq!((p.investment(Bucket::Behind), p.investment(Bucket::SetAside)), (20000.0, 800.0));
}

#[test]
fn an_indicator_shows_the_last_value_known_by_the_cut_off_against_the_years_goal() {
    let l = ledger();
    let goal = build(&l).goals.remove(0);
    assert_eq!(goal.target.map(|t| t.0), Some(2025));
    assert_eq!(goal.measured, Some((Q4, 190.0)));
    assert_eq!((goal.share, goal.met, goal.scheduled), (Some(950), Some(false), Some(100)));
    let q3 = Summary::of(&l, Q3, date("2025-10-10"), Audience::Ledger).goals.remove(0);
    assert_eq!((q3.measured, q3.scheduled), (Some((Q3, 120.0)), Some(75)));
}

#[test]
fn a_plans_bulletin_holds_its_entries_alone_and_a_bodys_its_duties() {
    let l = ledger();
    let of = |audience| Summary::of(&l, Q4, date("2026-01-10"), audience);
    assert_eq!(of(Audience::Plans(vec!["yi".into()])).rows.len(), 3);
    let county = of(Audience::Department("乙县人民政府".into()));
    let led: Vec<(&str, bool)> = county.rows.iter().map(|r| (r.id.as_str(), r.led())).collect();
    // Through the group of all counties it also implements the cluster and, by inheritance, the plant.
    assert_eq!(led, [("jia/一", false), ("jia/一@甲加工厂", false), ("yi/一", true), ("yi/二", true), ("yi/+k3v9x2m7qa", true)]);
    assert!(of(Audience::Department("无此单位".into())).rows.is_empty());
    for s in [of(Audience::Plans(vec!["yi".into()])), county] {
        assert!(!s.verify().iter().any(Flaw::is_arithmetic));
    }
}

#[test]
fn the_year_and_any_two_dates_can_be_reported_on() {
    let l = ledger();
    let year = Summary::of(&l, Period::Year(2025), date("2026-01-10"), Audience::Ledger);
    assert!(year.is_yearly());
    assert_eq!(year.tally, build(&l).tally);
    let days = Summary::of(&l, Period::Days(date("2025-04-01"), date("2025-08-31")), date("2025-09-10"), Audience::Ledger);
    assert_eq!(days.tally.count(Bucket::Unreported), 6);
    assert!(!days.verify().iter().any(Flaw::is_arithmetic));
}

#[test]
fn a_draft_before_the_period_ends_is_judged_on_its_own_day() {
    let l = ledger();
    let s = Summary::of(&l, Q4, date("2025-11-15"), Audience::Ledger);
    assert_eq!(s.day, date("2025-11-15"));
    assert_eq!(find(&s, "jia/二").bucket, Bucket::Unreported);
    assert!(s.change.cutoff <= s.cutoff);
}

#[test]
fn an_empty_ledger_gives_an_empty_bulletin_without_flaws() {
    let s = build(&Ledger::default());
    assert!(s.rows.is_empty() && s.verify().is_empty());
    assert!(text(&bulletin(&s)).contains("台账中没有纳入本通报的事项。"));
}

fn about(ledger: &Ledger, id: &str) -> About {
    let entry = ledger.get(&EntryId::from(id)).unwrap();
    About { id: entry.id.clone(), title: entry.title.as_str().into() }
}

#[test]
fn the_editor_is_told_of_what_to_ask_about() {
    let mut l = ledger();
    let e = l.get_mut(&EntryId::from("jia/一")).unwrap();
    tell(e, "2025-12-30", Q4, vec![percent(30), progress(" 完成规划编制 ")]);
    let e = l.get_mut(&EntryId::from("jia/二")).unwrap();
    e.updates[1].says = vec![status(Status::Done), percent(90)];
    let flaws = build(&l).verify();
    let id = |id: &str| about(&l, id);
    assert_eq!(
        flaws,
        [
            Flaw::SameWords(id("jia/一")),
            Flaw::NoCause(id("jia/一")),
            Flaw::Fell { entry: id("jia/一"), from: 40, to: 30 },
            Flaw::NoCause(id("jia/一@甲加工厂")),
            Flaw::DoneWithoutWords(id("jia/二")),
            Flaw::DoneBelowWhole { entry: id("jia/二"), percent: 90 },
            Flaw::NoCause(id("yi/一")),
            Flaw::Fell { entry: id("yi/一"), from: 80, to: 60 },
            Flaw::Doubtful {
                entry: id("yi/一"),
                asked: OfPart { part: None, doubt: Doubt::Against { status: Status::NotStarted, percent: 60 } }
            },
            Flaw::Missing { body: "甲市财政局".into(), led: 0, parts: 2 },
            Flaw::Missing { body: "未明确牵头单位".into(), led: 1, parts: 0 },
        ]
    );
}

#[test]
fn figures_that_were_tampered_with_are_found() {
    let mut s = build(&ledger());
    s.tally.add(Bucket::Done);
    assert!(s.verify().iter().any(Flaw::is_arithmetic));
    let mut s = build(&ledger());
    s.late.pop();
    assert!(s.verify().contains(&Flaw::List { entry: about(&ledger(), "yi/一"), list: "未达序时和逾期清单" }));
    let mut s = build(&ledger());
    s.rows.push(s.rows[0].clone());
    assert!(s.verify().contains(&Flaw::Twice(about(&ledger(), "jia/一"))));
}

mod laws {
    use super::*;
    use crate::report::samples::{body, plan};
    use proptest::prelude::*;

    fn fact() -> impl Strategy<Value = Fact> {
        prop_oneof![
            (0usize..6).prop_map(|i| status(Status::ALL[i])),
            (0u8..=100).prop_map(percent),
            (0u8..3).prop_map(|i| progress(["甲", "乙", "丙"][usize::from(i)])),
            (1u32..28, 1u32..13).prop_map(|(d, m)| Fact::Deadline {
                from: None,
                to: NaiveDate::from_ymd_opt(2025, m, d).unwrap(),
                reason: "因故".into()
            }),
            (0u8..3)
                .prop_map(|i| Fact::Lead { from: None, to: ["甲局", "乙局", "丙局"][usize::from(i)].into(), reason: String::new() }),
        ]
    }

    type Told = (u32, u32, u8, bool, Vec<Fact>);

    fn history() -> impl Strategy<Value = Vec<(usize, Vec<Told>)>> {
        let update = (1u32..13, 1u32..28, 1u8..5, any::<bool>(), proptest::collection::vec(fact(), 1..4));
        proptest::collection::vec((0usize..4, proptest::collection::vec(update, 0..6)), 0..8)
    }

    fn made(history: &[(usize, Vec<Told>)]) -> Ledger {
        let mut l = Ledger::default();
        l.plans = vec![plan("p", "方案", "2025-01-01", "2025-12-31")].into();
        l.departments = Register::from(["甲局", "乙局"].map(|d| body(d, Level::City)).to_vec());
        for (n, (kind, log)) in history.iter().enumerate() {
            let lead = if n % 3 == 0 { Lead::Unassigned } else { Lead::Stated("甲局".into()) };
            let id = if n % 4 == 3 { format!("p/+{n}") } else { format!("p/{n}") };
            let mut e = entry(&id, Kind::ALL[*kind], "题", lead, "2025-12-31");
            for (month, day, quarter, saw, says) in log {
                let day = format!("2025-{month:02}-{day:02}");
                let seen: Vec<String> = if *saw { e.updates.iter().map(|u| u.id.to_string()).collect() } else { Vec::new() };
                let after: Vec<&str> = seen.iter().map(String::as_str).collect();
                crate::report::samples::tell_after(&mut e, &day, Period::Quarter(2025, *quarter), &after, says.clone());
            }
            l.insert(usize::MAX, e);
        }
        l
    }

    proptest! {
        #[test]
        fn the_figures_of_any_history_agree(history in history(), quarter in 1u8..5, dept in any::<bool>()) {
            let l = made(&history);
            let period = Period::Quarter(2025, quarter);
            let audience = if dept { Audience::Department("甲局".into()) } else { Audience::Ledger };
            let s = Summary::of(&l, period, Summary::default_cutoff(period, &l.settings, NaiveDate::MAX), audience);
            let wrong: Vec<Flaw> = s.verify().into_iter().filter(Flaw::is_arithmetic).collect();
            prop_assert_eq!(wrong, vec![]);
        }

        #[test]
        fn a_bulletin_sees_nothing_that_came_after_its_cut_off(history in history(), quarter in 1u8..5) {
            let period = Period::Quarter(2025, quarter);
            let full = made(&history);
            let cutoff = Summary::default_cutoff(period, &full.settings, NaiveDate::MAX);
            let mut then = full.clone();
            let mut kept = Vec::new();
            for e in full.entries() {
                let mut e = e.as_ref().clone();
                let any = !e.updates.is_empty();
                e.updates = crate::domain::known(&e.updates, Some(cutoff)).into_iter().cloned().collect();
                if !(e.id.is_minted() && any && e.updates.is_empty()) {
                    kept.push(e.into());
                }
            }
            then.set_entries(kept);
            prop_assert_eq!(
                Summary::of(&full, period, cutoff, Audience::Ledger),
                Summary::of(&then, period, cutoff, Audience::Ledger)
            );
        }
    }
}

#[test]
fn a_bulletin_of_any_two_dates_counts_what_was_recorded_between_them() {
    let days = |from, to| Period::Days(date(from), date(to));
    let silent = |period| Summary::of(&ledger(), period, date("2026-01-10"), Audience::Ledger).tally.count(Bucket::Unreported);
    assert_eq!(silent(Q4), 1);
    // Reports on the quarter came on 1 November and 5 January too.
    assert_eq!(silent(days("2025-11-15", "2026-01-04")), 3);
    assert_eq!(silent(days("2025-11-01", "2026-01-05")), 1);
    assert_eq!(silent(days("2025-11-02", "2025-11-30")), silent(Q4));
}

#[test]
fn a_thing_that_two_entries_name_is_counted_once_and_stands_in_both_lists() {
    let mut l = ledger();
    let again = EntryId::from("yi/二");
    let (first, priced) = (EntryId::from("jia/一@甲加工厂"), l.get(&again).unwrap().investment_wan);
    l.get_mut(&again).unwrap().same_as = vec![first];
    let (apart, s) = (build(&ledger()), build(&l));
    assert_eq!((s.rows.len(), s.tally.total(), s.named_again()), (apart.rows.len(), apart.tally.total() - 1, 1));
    assert_eq!(s.projects.investment_wan, apart.projects.investment_wan - priced.unwrap());
    for parts in [&s.by_plan, &s.by_kind, &s.by_level, &s.by_region] {
        assert_eq!(parts.iter().map(|g| g.tally.total()).sum::<usize>(), s.tally.total());
    }
    assert!(s.verify().iter().all(|flaw| !flaw.is_arithmetic()), "{:?}", s.verify());
    let grid = crate::report::grid::ledger(&s, None);
    let sums = grid.sums().into_iter().flatten().map(|sum| sum.words(crate::text::Lang::Zh)).collect::<Vec<_>>();
    assert!(sums.contains(&crate::domain::number(s.projects.investment_wan)), "{sums:?}");
    let only = Summary::of(&l, Q4, date("2026-01-10"), Audience::Plans(vec!["yi".into()]));
    assert_eq!(only.named_again(), 0, "who reads of one plan has it counted there");
}

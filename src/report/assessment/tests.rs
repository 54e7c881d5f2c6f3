use super::*;
use crate::domain::{Author, Entry, EntryId, Kind, Lead, Recorder, Status, Verdicts};
use crate::report::bucket::Bucket;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn assessed(ledger: &Ledger) -> Assessment {
    Assessment::build(ledger, Period::Year(2025), day("2026-01-10"), &Progress::default()).unwrap()
}

fn recorder() -> Recorder {
    let ids = std::sync::atomic::AtomicU64::new(1);
    Recorder {
        by: Author::default(),
        clock: Arc::new(|| "2026-01-05T09:00:00+08:00".parse().unwrap()),
        entropy: Arc::new(move || ids.fetch_add(1, std::sync::atomic::Ordering::Relaxed)),
    }
}

/// Ledgers made by chance, with the demo's rules; of several sizes.
fn ledgers() -> impl Iterator<Item = Ledger> {
    (1..=6).map(|seed| crate::demo::ledger(usize::try_from(seed).unwrap() * 40, seed, day("2026-01-10")))
}

#[test]
fn the_points_of_the_lines_add_up_and_each_goes_by_what_it_names() {
    let mut seen = [0usize; Measure::ALL.len()];
    for ledger in ledgers() {
        let updates: std::collections::HashSet<_> = ledger
            .entries()
            .iter()
            .flat_map(|e| &e.updates)
            .chain(ledger.indicators.iter().flat_map(|i| &i.updates))
            .chain(ledger.rectifications.iter().flat_map(|r| &r.updates))
            .chain(ledger.steps.iter().flat_map(|step| &step.updates))
            .map(|u| u.id.clone())
            .collect();
        for score in assessed(&ledger).scores {
            let whole: i64 = ledger.criteria.iter().map(|rule| i64::from(rule.points_for(score.level)) * 100).sum();
            let applies: f64 = score.lines.iter().map(|line| points_of(&ledger, line, score.level)).sum();
            let mut sum = 0;
            for line in &score.lines {
                let (good, of) = line.share();
                assert!(of > 0 && good <= of, "{line:?}");
                // Reckoned a second time, in another way.
                let again = points_of(&ledger, line, score.level) / applies * whole as f64 * good as f64 / of as f64;
                assert!((line.points as f64 - again).abs() <= 0.5 + 1e-6, "{} {again} {}", score.name, line.points);
                assert!(line.why.iter().flat_map(|why| &why.updates).all(|id| updates.contains(id)));
                sum += line.points;
                seen[line.counts.unwrap().rank()] += 1;
            }
            assert_eq!(score.total(), sum);
            assert!(sum <= whole + score.lines.len() as i64, "{} {sum}", score.name);
        }
    }
    assert!(seen.iter().filter(|count| **count > 0).count() >= 5, "{seen:?}");
}

fn points_of(ledger: &Ledger, line: &Line, level: Level) -> f64 {
    f64::from(ledger.criteria.by_id(&line.name.as_str().into()).unwrap().points_for(level))
}

#[test]
fn a_body_with_two_items_and_one_with_sixty_can_reach_the_same() {
    let ledger = ledgers().last().unwrap();
    for score in assessed(&ledger).scores {
        let most: i64 = score.lines.iter().map(|line| line.most).sum();
        assert!((most - 10_000).abs() <= score.lines.len() as i64, "{} {most}", score.name);
    }
}

#[test]
fn an_adjustment_and_an_objection_stand_in_the_score_and_a_later_cutoff_changes_no_earlier_one() {
    let mut ledger = ledgers().nth(2).unwrap();
    let before = assessed(&ledger);
    let body = before.scores[0].body.clone();
    let (recorder, of) = (recorder(), (&body, Period::Year(2025)));
    for what in [
        Verdicts::Adjust { points: -1.5, reason: "迟报瞒报".into() },
        Verdicts::Adjust { points: 3.0, reason: "典型经验".into() },
        Verdicts::Object { criterion: "反馈及时".into(), reason: "系统停用".into() },
    ] {
        recorder.appraise(&ledger, of, &what).unwrap().apply(&mut ledger).unwrap();
    }
    let after = assessed(&ledger);
    let (then, now) = (before.of_body(&body).unwrap(), after.of_body(&body).unwrap());
    assert_eq!((now.total() - then.total(), now.objections.len()), (150, 1));
    assert!(now.objections[0].contains("反馈及时：系统停用"), "{:?}", now.objections);
    assert!(recorder.appraise(&ledger, of, &Verdicts::Adjust { points: 1.0, reason: " ".into() }).is_err());
    let build = |ledger: &Ledger| Assessment::build(ledger, Period::Year(2025), day("2026-01-04"), &Progress::default()).unwrap();
    let counted = build(&ledger).of_body(&body).unwrap().lines.iter().filter(|line| line.counts.is_none()).count();
    assert_eq!(counted, 2, "what is recorded of a period counts whenever it is entered");
    let earlier = build(&ledger.as_of(day("2026-01-04")));
    assert!(earlier.of_body(&body).unwrap().lines.iter().all(|line| line.counts.is_some()), "it was not recorded yet");
    assert_eq!(ledger.appraisals.len(), 1);
}

#[test]
fn a_rule_counts_for_a_level_what_that_level_is_given() {
    let mut ledger = ledgers().nth(1).unwrap();
    ledger.criteria =
        vec![Criterion { name: "反馈".into(), counts: Measure::Reporting, points: 40, county: Some(0), ..Criterion::default() }].into();
    let scores = assessed(&ledger).scores;
    assert!(!scores.is_empty() && scores.iter().all(|score| score.level != Level::County));
    assert!(scores.iter().all(|score| score.lines[0].most == 4000));
    for score in &scores {
        let better = scores.iter().filter(|s| s.level == score.level && s.total() > score.total()).count();
        let tells = scores.iter().any(|s| s.level == score.level && s.total() > 0);
        assert_eq!(score.rank, tells.then_some(better + 1));
    }
}

/// One body, whose findings are counted, with one that is due on 20 December.
fn with_finding(updates: &str) -> Ledger {
    let known = "id: \"r-aaaaaaaa\", inspection: \"i-aaaaaaaa\", body: \"甲县政府\", problem: \"台账不实\"";
    let finding = format!("({known}, due: Some(\"2025-12-20\"), updates: {updates})");
    let mut ledger = crate::domain::sample::ledger_of_2025();
    ledger.departments = vec![crate::domain::sample::body("甲县政府", Level::County)].into();
    ledger.criteria = vec![Criterion { name: "整改".into(), counts: Measure::Mending, points: 40, ..Criterion::default() }].into();
    ledger.rectifications = vec![ron::from_str::<crate::domain::Rectification>(&finding).unwrap()].into();
    ledger
}

#[test]
fn where_nobody_has_a_point_nobody_is_first() {
    let scores = assessed(&with_finding("[]")).scores;
    assert_eq!(scores.iter().map(|score| (score.total(), score.rank)).collect::<Vec<_>>(), [(0, None)]);
}

#[test]
fn what_was_done_ahead_of_its_day_is_credited_before_the_day_has_come() {
    let ledger = with_finding("[(id: \"a\", at: \"2025-09-20T08:00:00+08:00\", says: [Status(to: Done)])]");
    let share = |period, on| {
        let assessment = Assessment::build(&ledger, period, day(on), &Progress::default()).unwrap();
        assessment.scores.first().map(|score| score.lines[0].share())
    };
    assert_eq!(share(Period::Year(2025), "2025-09-30"), Some((1, 1)), "it was mended before its day");
    assert_eq!(share(Period::Quarter(2025, 3), "2025-10-10"), Some((1, 1)), "in the period in which it was mended");
    assert_eq!(share(Period::Quarter(2025, 4), "2025-10-20"), Some((1, 1)), "and in that of its day");
    assert_eq!(share(Period::Year(2025), "2025-08-30"), None, "not before it was");
    assert_eq!(share(Period::Quarter(2025, 2), "2025-07-10"), None);
}

#[test]
fn what_nobody_has_told_earns_nothing_and_what_cannot_be_known_is_left_out() {
    for ledger in ledgers() {
        let cutoff = day("2026-01-10");
        let summary = Summary::build(&ledger, Period::Year(2025), cutoff, Audience::Ledger, &Progress::default()).unwrap();
        for score in assessed(&ledger).scores {
            for line in score.lines.iter().chain(&score.left_out) {
                for why in line.why.iter().filter(|_| matches!(line.counts, Some(Measure::OnSchedule | Measure::NotOverdue))) {
                    let row = summary.rows.iter().find(|row| why.what == format!("{} {}", row.id, row.title)).unwrap();
                    let silent = matches!(row.bucket, Bucket::Unreported | Bucket::Unverified);
                    assert!(!(silent && why.counts == Counted::For), "{} {why:?}", line.name);
                    if line.counts == Some(Measure::OnSchedule) && why.counts == Counted::For {
                        assert!(row.percent.is_some() && row.scheduled.is_some() || row.status == Some(Status::NotStarted), "{why:?}");
                    }
                    assert!(why.counts != Counted::LeftOut || why.words.contains("不计"), "{why:?}");
                }
            }
            let named = score.lines.iter().chain(&score.left_out).filter(|line| line.counts.is_some()).count();
            assert_eq!(named, ledger.criteria.len(), "each rule is named");
            assert!(score.left_out.iter().all(|line| line.share().1 == 0 && line.most == 0 && line.points == 0));
            assert!(!score.lines.is_empty(), "{} is ranked by nothing", score.name);
        }
    }
}

/// Two entries led by a county and by its city, with a rule; what has a deadline of its own is carried out by the county.
fn with_entries(counts: Measure, county: &str, city: &str) -> Ledger {
    let mut ledger = crate::domain::sample::ledger_of_2025();
    ledger.departments =
        vec![crate::domain::sample::body("甲县政府", Level::County), crate::domain::sample::body("乙市政府", Level::City)].into();
    ledger.criteria = vec![Criterion { name: "规则".into(), counts, points: 40, ..Criterion::default() }].into();
    for (at, (reference, lead, updates)) in [("一", "甲县政府", county), ("二", "乙市政府", city)].into_iter().enumerate() {
        let mut entry = Entry::new(EntryId::of("p", reference), Kind::Task, "题");
        entry.lead = Lead::Stated(lead.into());
        entry.deadline = Some(crate::domain::Deadline::Stated(day("2025-12-20"))).filter(|_| counts == Measure::InTime);
        entry.updates = ron::from_str(updates).unwrap();
        if counts == Measure::InTime && at == 0 {
            entry.carries_out = vec![EntryId::of("p", "二")];
        }
        ledger.insert(at, entry);
    }
    ledger
}

/// How each thing that is counted of a body stands at a cut-off.
fn counted(ledger: &Ledger, body: &str, cutoff: &str) -> Vec<Counted> {
    let assessment = Assessment::build(ledger, Period::Year(2025), day(cutoff), &Progress::default()).unwrap();
    let score = assessment.of_body(&body.into());
    score.into_iter().flat_map(|score| &score.lines).flat_map(|line| &line.why).map(|why| why.counts).collect()
}

#[test]
fn a_report_is_late_when_the_days_of_grace_are_over_and_not_before() {
    use Counted::{For, LeftOut, Not};
    let told = |quarter: u8, on: &str| {
        format!("(id: \"q{quarter}\", at: \"{on}T08:00:00+08:00\", period: Some(\"2025Q{quarter}\"), says: [Progress(\"在办\")])")
    };
    let first = told(1, "2025-03-20");
    let ledger = with_entries(Measure::Reporting, &format!("[{first}]"), "[]");
    let end = Period::Quarter(2025, 4).grace_end(ledger.settings.grace_days);
    assert!(end > day("2026-01-02"));
    assert_eq!(counted(&ledger, "甲县政府", "2026-01-02"), [For, Not, Not, LeftOut]);
    assert_eq!(counted(&ledger, "甲县政府", &end.to_string()), [For, Not, Not, Not]);
    assert_eq!(counted(&ledger, "甲县政府", "2025-09-30"), [For, Not, LeftOut], "the third is collected until its own days are over");
    let ahead = with_entries(Measure::Reporting, &format!("[{first}, {}]", told(4, "2026-01-02")), "[]");
    assert_eq!(counted(&ahead, "甲县政府", "2026-01-02"), [For, Not, Not, For], "what is there counts at once");
}

#[test]
fn of_a_plan_that_waits_to_be_verified_no_quarter_is_counted() {
    let ledger = with_entries(Measure::Reporting, "[]", "[]");
    assert!(counted(&ledger, "甲县政府", "2025-10-20").contains(&Counted::Not), "as long as it runs, reports are asked for");
    assert_eq!(counted(&ledger, "甲县政府", "2026-01-20"), []);
}

#[test]
fn who_reports_late_on_what_waited_to_be_verified_is_not_liable_for_the_quarters_before() {
    let late = "[(id: \"a\", at: \"2026-01-08T08:00:00+08:00\", period: Some(\"2025Q4\"), says: [Progress(\"在办\")])]";
    let alone = |ledger: &mut Ledger| {
        // Of so many entries a single report takes no plan up.
        for n in 0..20 {
            ledger.insert(9, Entry::new(EntryId::of("p", &format!("三{n}")), Kind::Task, "题"));
        }
    };
    let mut ledger = with_entries(Measure::Reporting, late, "[]");
    alone(&mut ledger);
    assert_eq!(counted(&ledger, "甲县政府", "2026-01-20"), [Counted::For]);
    assert_eq!(counted(&ledger, "乙市政府", "2026-01-20"), [], "who has told nothing fares no better");
}

#[test]
fn what_waits_to_be_verified_is_neither_done_nor_not() {
    for counts in [Measure::OnSchedule, Measure::NotOverdue] {
        let ledger = with_entries(counts, "[]", "[]");
        let assessment = Assessment::build(&ledger, Period::Year(2025), day("2026-01-20"), &Progress::default()).unwrap();
        assert!(assessment.scores.is_empty(), "{counts:?}: there is nothing to count");
    }
}

#[test]
fn what_others_have_done_earns_nothing_without_a_report() {
    let done = "(id: \"a\", at: \"2025-11-01T08:00:00+08:00\", period: Some(\"2025Q4\"), says: [Status(to: Done)])";
    let says = "[(id: \"b\", at: \"2025-11-02T08:00:00+08:00\", period: Some(\"2025Q4\"), says: [Progress(\"已汇总\")])]";
    for (city, earns) in [("[]", Counted::Not), (says, Counted::For)] {
        let ledger = with_entries(Measure::InTime, &format!("[{done}]"), city);
        assert_eq!(counted(&ledger, "甲县政府", "2026-01-20"), [Counted::For]);
        assert_eq!(counted(&ledger, "乙市政府", "2026-01-20"), [earns]);
        let assessment = Assessment::build(&ledger, Period::Year(2025), day("2026-01-20"), &Progress::default()).unwrap();
        let why = &assessment.of_body(&"乙市政府".into()).unwrap().lines[0].why[0];
        assert!(why.updates.contains(&"a".into()), "{why:?}");
    }
}

//! Two who did not see each other: for every fact that takes the place of something, both are kept until somebody rules.

use std::collections::BTreeSet;

use super::sample::ledger_of_2025;
use super::update::{Author, Fact, Update, Voice};
use super::{
    Cause, Condition, Entry, EntryId, Indicator, Kind, Ledger, Outcome, Period, Recorder, Stage, Staged, Status, Subject, disputes_of, fold,
};

/// What both saw, what each said, and the fields that are contested by it.
struct Sample {
    fields: &'static [&'static str],
    base: Vec<Fact>,
    left: Vec<Fact>,
    right: Vec<Fact>,
}

fn done(on: &str, reason: &str, basis: &str) -> Fact {
    Fact::Status { from: None, to: Status::Done, on: on.parse().ok(), reason: reason.into(), basis: basis.into() }
}

fn stage(stage: Stage, on: &str) -> Fact {
    Fact::Stage { from: None, to: Staged { stage, on: on.parse().unwrap(), basis: String::new() }, reason: String::new() }
}

fn met(on: &str) -> Fact {
    Fact::Met { condition: Condition::Land, on: on.parse().unwrap(), basis: String::new() }
}

fn invested(quarter: u8, to: f64) -> Fact {
    Fact::Invested { period: Period::Quarter(2025, quarter), from: None, to }
}

fn settled(decided: &str) -> Outcome {
    Outcome::Settled { on: "2025-11-01".parse().unwrap(), minutes: String::new(), decided: decided.into() }
}

fn samples() -> Vec<Sample> {
    let sample = |fields, base, left, right| Sample { fields, base, left: vec![left], right: vec![right] };
    let reason = |r: &str| r.to_owned();
    let problem = || vec![Fact::Problems("缺钱".into())];
    let cause = |c| vec![Fact::Still("base".into()), Fact::Cause(c)];
    let back = |why: &str| vec![Fact::status(Some(Status::Done), Status::Underway), Fact::Returned { reason: why.into() }];
    let all = vec![
        sample(&["status"], vec![], Fact::status(None, Status::Blocked), Fact::status(None, Status::Underway)),
        sample(&["status_on"], vec![], done("2025-09-01", "", ""), done("2025-10-09", "", "")),
        sample(&["status_reason"], vec![], done("", "甲", ""), done("", "乙", "")),
        sample(&["status_basis"], vec![], done("", "", "甲"), done("", "", "乙")),
        sample(&["confirmed"], vec![done("", "", "")], Fact::Confirmed { basis: "甲".into() }, Fact::Confirmed { basis: "乙".into() }),
        Sample { fields: &["returned"], base: vec![done("", "", "")], left: back("甲"), right: back("乙") },
        Sample {
            fields: &["status"], base: vec![done("", "", "")], left: vec![Fact::Confirmed { basis: "甲".into() }], right: back("乙")
        },
        sample(&["percent"], vec![], Fact::Percent { from: None, to: 10 }, Fact::Percent { from: None, to: 60 }),
        Sample { fields: &["cause"], base: problem(), left: cause(Cause::Land), right: cause(Cause::Funds) },
        sample(&["problem"], problem(), Fact::Solved("base".into()), Fact::Still("base".into())),
        sample(&["problem"], problem(), Fact::Problems("无".into()), Fact::Still("base".into())),
        sample(
            &["deadline"],
            vec![],
            Fact::Deadline { from: None, to: "2025-11-01".parse().unwrap(), reason: reason("甲") },
            Fact::Deadline { from: None, to: "2025-12-01".parse().unwrap(), reason: reason("乙") },
        ),
        sample(
            &["lead"],
            vec![],
            Fact::Lead { from: None, to: "甲局".into(), reason: reason("") },
            Fact::Lead { from: None, to: "乙局".into(), reason: reason("") },
        ),
        sample(
            &["carried_into"],
            vec![Fact::status(None, Status::CarriedOver)],
            Fact::CarriedInto { from: None, to: "p".into() },
            Fact::CarriedInto { from: None, to: "下一轮方案".into() },
        ),
        Sample {
            fields: &["proposal"],
            base: vec![Fact::Percent { from: None, to: 50 }],
            left: vec![Fact::Takes("base".into()), Fact::Percent { from: None, to: 50 }],
            right: vec![Fact::Declines { update: "base".into(), reason: "不合".into() }],
        },
    ];
    all.into_iter().chain(more_samples()).collect()
}

/// The same of projects and of matters for coordination.
fn more_samples() -> Vec<Sample> {
    let sample = |fields, base, left, right| Sample { fields, base, left: vec![left], right: vec![right] };
    vec![
        sample(&["stage"], vec![], stage(Stage::Begun, "2025-09-01"), stage(Stage::Begun, "2025-10-01")),
        sample(
            &["stage"],
            vec![stage(Stage::Building, "2025-03-01")],
            stage(Stage::Working, "2025-09-01"),
            stage(Stage::Halted, "2025-09-01"),
        ),
        sample(&["condition"], vec![], met("2025-09-01"), met("2025-09-02")),
        sample(
            &["condition"],
            vec![met("2025-09-01")],
            Fact::Unmet { condition: Condition::Land, reason: "收回".into() },
            met("2025-09-03"),
        ),
        sample(&["invested"], vec![invested(1, 5.0)], invested(2, 10.0), invested(2, 20.0)),
        sample(
            &["outcome"],
            vec![],
            Fact::Outcome { from: None, to: Box::new(settled("甲")) },
            Fact::Outcome { from: None, to: Box::new(settled("乙")) },
        ),
    ]
}

fn update(id: &str, day: u32, after: &[&str], says: Vec<Fact>) -> Update {
    let at = format!("2025-10-{day:02}T09:00:00+08:00").parse().unwrap();
    let after = after.iter().map(|a| (*a).into()).collect();
    Update { id: id.into(), at, by: Author::default(), period: None, after, about: Voice::Whole, says }
}

fn recorder() -> Recorder {
    Recorder {
        by: Author::default(),
        clock: std::sync::Arc::new(|| "2025-10-20T09:00:00+08:00".parse().unwrap()),
        entropy: std::sync::Arc::new(|| 7),
    }
}

fn entry() -> Entry {
    Entry::new(EntryId::of("p", "一"), Kind::Task, "题")
}

fn with(log: Vec<Update>) -> (Ledger, Subject) {
    let mut ledger = ledger_of_2025();
    let mut entry = entry();
    entry.updates = log;
    let subject = Subject::Entry(entry.id.clone());
    ledger.insert(0, entry);
    (ledger, subject)
}

/// The log of a sample, of the whole or of a part of it.
fn log(sample: &Sample, about: &Voice) -> Vec<Update> {
    let mut log: Vec<Update> = Vec::new();
    if !sample.base.is_empty() {
        log.push(Update { about: about.clone(), ..update("base", 1, &[], sample.base.clone()) });
    }
    let after: Vec<&str> = log.iter().map(|_| "base").collect();
    let (left, right) = (update("left", 2, &after, sample.left.clone()), update("right", 3, &after, sample.right.clone()));
    log.extend([left, right].map(|u| Update { about: about.clone(), ..u }));
    if sample.fields == ["proposal"] {
        log[0].about = Voice::Proposed;
    }
    log
}

/// Every rival of every contested field can be ruled to hold, and then that field waits for nothing more.
fn each_ruling_settles(log: &[Update], fields: &[&str]) {
    let (ledger, subject) = with(log.to_vec());
    let found = disputes_of(&ledger, &subject, None);
    let of = |word: &str| word.split(['.', '@']).next().unwrap_or_default().to_owned();
    let words: Vec<String> = found.iter().map(|d| of(&d.shown.word())).collect();
    assert_eq!(words, fields, "{log:?}");
    for dispute in &found {
        assert!(dispute.rivals.iter().any(|r| r.value == dispute.shown));
        for rival in &dispute.rivals {
            let mut after = ledger.clone();
            let change = recorder().rule(&after, &subject, &rival.value, "裁定").unwrap_or_else(|e| panic!("{rival:?}: {e:?}"));
            change.apply(&mut after).unwrap();
            let left: Vec<_> = disputes_of(&after, &subject, None);
            assert!(left.iter().all(|d| d.shown.word() != rival.value.word()), "{rival:?} leaves {left:?}");
        }
    }
}

#[test]
fn whatever_fact_sets_a_value_two_who_did_not_see_each_other_contest_it_and_a_ruling_settles_it() {
    for sample in samples() {
        each_ruling_settles(&log(&sample, &Voice::Whole), sample.fields);
        let (left, right) = (sample.left.clone(), sample.right.clone());
        let alike = Sample { left: left.clone(), right: left, ..sample };
        let (ledger, subject) = with(log(&alike, &Voice::Whole));
        assert_eq!(disputes_of(&ledger, &subject, None), [], "the same said twice is no contest");
        assert_ne!(alike.right, right);
    }
}

#[test]
fn what_is_contested_within_a_part_waits_for_a_ruling_like_all_else() {
    let part = Voice::Part("乙局".into());
    for sample in samples().iter().filter(|s| s.fields != ["proposal"]) {
        let log = log(sample, &part);
        each_ruling_settles(&log, sample.fields);
        let (ledger, _) = with(log);
        assert!(fold(&ledger, &ledger.entries()[0], None).is_contested());
    }
}

#[test]
fn no_fact_forgets_what_becomes_of_two_of_it() {
    let sampled: BTreeSet<&str> = samples().iter().flat_map(|s| s.fields).copied().chain(["measured"]).collect();
    for (word, fields, adds) in Fact::rows() {
        assert_ne!(fields.is_empty(), adds.is_none(), "the row of {word} says which fields it contests, or why it contests none");
        assert!(fields.iter().all(|field| sampled.contains(field)), "{word}: {fields:?} have a sample");
    }
}

#[test]
fn two_measurements_of_one_period_are_contested() {
    let measured = |id: &str, to| update(id, 2, &[], vec![Fact::Measured { from: None, to }]);
    let mut ledger = ledger_of_2025();
    let mut indicator: Indicator =
        ron::from_str("(plan: \"p\", reference: \"一\", name: \"产量\", unit: \"吨\", scope: \"\", targets: {})").unwrap();
    indicator.updates = vec![measured("a", 1.0), measured("b", 2.0)];
    let subject = Subject::Indicator(super::Record::id(&indicator));
    ledger.indicators.push(indicator);
    let found = disputes_of(&ledger, &subject, None);
    assert_eq!(found.len(), 1);
    recorder().rule(&ledger, &subject, &found[0].rivals[0].value, "").unwrap().apply(&mut ledger).unwrap();
    assert_eq!(disputes_of(&ledger, &subject, None), []);
}

#[test]
fn a_ruling_for_a_confirmation_confirms_and_one_against_what_was_taken_takes_it_back() {
    let of = |fields: &[&str], base: usize| samples().into_iter().find(|s| s.fields == fields && s.base.len() == base).unwrap();
    let (mut ledger, subject) = with(log(&of(&["status"], 1), &Voice::Whole));
    recorder().rule(&ledger, &subject, &super::Value::Status(Status::Done), "").unwrap().apply(&mut ledger).unwrap();
    let state = fold(&ledger, &ledger.entries()[0], None);
    assert_eq!((state.status.value, state.confirmed.map(|c| c.words)), (Some(Status::Done), Some("甲".into())));

    let (mut ledger, subject) = with(log(&of(&["proposal"], 1), &Voice::Whole));
    let declined = disputes_of(&ledger, &subject, None)[0].rivals[1].value.clone();
    recorder().rule(&ledger, &subject, &declined, "").unwrap().apply(&mut ledger).unwrap();
    let state = fold(&ledger, &ledger.entries()[0], None);
    assert_eq!((state.percent.value, state.proposals.len()), (None, 0));
}

#[test]
fn a_ruling_on_the_status_leaves_two_days_of_completion_for_a_ruling_of_their_own() {
    let says = [vec![done("2025-09-01", "", "")], vec![done("2025-10-09", "", "")], vec![Fact::status(None, Status::Blocked)]];
    let all = says.into_iter().zip(["a", "b", "c"]).map(|(says, id)| update(id, 2, &[], says)).collect();
    let (mut ledger, subject) = with(all);
    recorder().rule(&ledger, &subject, &super::Value::Status(Status::Done), "裁定").unwrap().apply(&mut ledger).unwrap();
    let words: Vec<String> = disputes_of(&ledger, &subject, None).iter().map(|d| d.shown.word()).collect();
    assert_eq!(words, ["status_on"]);
}

//! Random histories: what several people do to their clones of one ledger.

use duban::domain::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One person at one clone.
#[derive(Clone)]
pub struct Person {
    pub ledger: Ledger,
    pub recorder: Recorder,
}

impl Person {
    /// The person of a number, before a clone of the ledger. No two persons mint the same ids or say the same words.
    pub fn new(number: u64, ledger: &Ledger) -> Person {
        let minted = Arc::new(AtomicU64::new(0));
        let ticked = Arc::new(AtomicU64::new(number));
        let recorder = Recorder {
            // One writes for nobody, the others each for a body, some of which lead or help somewhere.
            by: Author { dept: BODIES.get(number as usize % 5).map(|b| DeptId::from(*b)), person: format!("第{number}人") },
            // The clocks of different people run differently, and now and then show the same moment.
            clock: Arc::new(move || {
                let minutes = ticked.fetch_add(1 + number % 3, Ordering::Relaxed);
                let start: chrono::DateTime<chrono::FixedOffset> = "2025-10-01T09:00:00+08:00".parse().unwrap();
                start + chrono::Duration::minutes(minutes as i64)
            }),
            entropy: Arc::new(move || (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ minted.fetch_add(1, Ordering::Relaxed)),
        };
        Person { ledger: ledger.clone(), recorder }
    }

    /// Does something; what cannot be done is left undone. Gives the change that was applied.
    pub fn act(&mut self, act: &Act) -> Option<Change> {
        let change = self.change(act)?;
        change.clone().apply(&mut self.ledger).ok()?;
        Some(change)
    }

    fn entry(&self, n: usize) -> Option<&Entry> {
        let all = self.ledger.entries();
        (!all.is_empty()).then(|| all[n % all.len()].as_ref())
    }

    fn amended(&self, n: usize, amend: impl Fn(&mut Entry)) -> Option<Change> {
        let mut entry = self.entry(n)?.clone();
        amend(&mut entry);
        Some(Change::amend(entry))
    }

    /// Takes out a body or a plan, as the commands do: not while anything names it here.
    fn dismissed(&self, n: usize) -> Option<Change> {
        let all = [Subject::Department(SPARE_BODY.into()), Subject::Plan(SPARE_PLAN.into())];
        let change = Change::take(all[n % all.len()].clone());
        let mut without = self.ledger.clone();
        change.clone().apply(&mut without).ok()?;
        (dangling(&without) == dangling(&self.ledger)).then_some(change)
    }

    /// That a problem is solved or still there, or that a proposal is taken or declined: whichever says anything.
    fn answer(&self, n: usize, which: usize) -> Option<Change> {
        let entry = self.entry(n)?;
        let open: Vec<UpdateId> = entry.updates.iter().map(|u| u.id.clone()).collect();
        let id = open.get(which % open.len().max(1))?.clone();
        let report = |solved: Vec<UpdateId>, still: Vec<UpdateId>| {
            let cause = Some(Cause::ALL[which % Cause::ALL.len()]);
            Intent::Report(Report { solved, still, cause, ..Report::default() })
        };
        let intents = [
            report(vec![id.clone()], Vec::new()),
            report(Vec::new(), vec![id.clone()]),
            Intent::Accept(id.clone()),
            Intent::Decline { update: id, reason: "不妥".into() },
        ];
        let mut turned = intents.iter().cycle().skip((n + which) % intents.len()).take(intents.len());
        turned.find_map(|intent| self.recorder.record(&self.ledger, entry, intent, None).ok())
    }

    /// What is done with steps.
    fn of_steps(&self, act: &Act) -> Option<Change> {
        match *act {
            Act::AddStep(n, at, due) => {
                let step = Step::new(self.entry(n)?.id.clone(), (self.recorder.entropy)());
                Some(Change::put(at, Step { what: step.id.to_string(), due: Some(Due::from(day(due))), ..step }))
            }
            Act::TellStep(n, ref report) => {
                let step = self.ledger.steps.get(n % self.ledger.steps.len().max(1))?;
                self.recorder.report_on_step(&self.ledger, step, report, None).ok()
            }
            _ => None,
        }
    }

    /// What is done with matters for coordination, and with what inspections found.
    fn of_matters(&self, act: &Act) -> Option<Change> {
        match *act {
            Act::Raise(n, on) => {
                let entropy = (self.recorder.entropy)();
                let id = duban::domain::MatterId::mint(entropy);
                let (problem, entries) = (id.to_string(), vec![self.entry(n)?.id.clone()]);
                let matter = Matter { id, problem, entries, raised_on: day(on), level: Some(Level::County), ..Matter::default() };
                Some(Change::put(usize::MAX, matter))
            }
            Act::Handle(n, ref handling) => {
                let matter = self.ledger.matters.get(n % self.ledger.matters.len().max(1))?;
                self.recorder.handle(&self.ledger, matter, handling).ok()
            }
            Act::Find(n, body) => {
                let id = RectificationId::mint((self.recorder.entropy)());
                let (problem, entry) = (id.to_string(), Some(self.entry(n)?.id.clone()));
                let finding = Rectification {
                    id,
                    problem,
                    entry,
                    inspection: inspection().id,
                    body: BODIES[body % 4].into(),
                    ..Rectification::default()
                };
                Some(Change::put(usize::MAX, finding))
            }
            Act::Mend(n, ref intent) => {
                let finding = self.ledger.rectifications.get(n % self.ledger.rectifications.len().max(1))?;
                self.recorder.mend(&self.ledger, finding, intent).ok()
            }
            Act::Visit(on) => self.recorder.visit(self.ledger.liaisons.first()?, day(on), "听取意见").ok(),
            Act::Appraise(body, ref what) => {
                self.recorder.appraise(&self.ledger, (&BODIES[body % 4].into(), Period::Year(2025)), what).ok()
            }
            _ => None,
        }
    }

    fn handed(&self, n: usize, (from, to): (usize, usize), months: u64) -> Option<Change> {
        self.amended(n, |e| {
            let one = Handover { on: day(30 * months), from: BODIES[from].into(), to: BODIES[to].into(), basis: String::new() };
            if !e.handed.contains(&one) {
                e.handed.push(one);
                e.handed.sort();
            }
        })
    }

    fn urged(&self, n: usize, level: usize) -> Option<Change> {
        let (entry, level) = (self.entry(n)?, ReminderLevel::ALL[level % ReminderLevel::ALL.len()]);
        let number = format!("〔2025〕{}号", (self.recorder.entropy)());
        let letter = Fact::Urged { level, number, to: BODIES[n % 4].into() };
        Some(self.recorder.urge(entry, letter, Voice::Whole))
    }

    fn change(&self, act: &Act) -> Option<Change> {
        let number = |list: usize, n: usize| format!("{list}#{n:03}");
        match *act {
            Act::Record(n, ref intent) => self.recorder.record(&self.ledger, self.entry(n)?, intent, None).ok(),
            Act::Answer(n, which) => self.answer(n, which),
            Act::Fact(n, ref claim) => self.amended(n, |e| e.state(claim.clone())),
            Act::Put(n, list, v) => self.amended(n, |e| {
                let words = number(list, v);
                let list = list_of(e, list);
                let at = list.partition_point(|w| *w < words);
                if !list.contains(&words) {
                    list.insert(at, words);
                }
            }),
            Act::Take(n, list, v) => self.amended(n, |e| {
                let list = list_of(e, list);
                if !list.is_empty() {
                    list.remove(v % list.len());
                }
            }),
            Act::Suggest(n, v) => self.amended(n, |e| suggest(e, v)),
            Act::Object(n, body) => Some(self.recorder.urge(self.entry(n)?, objects(body), Voice::Proposed)),
            Act::Add(at, plan) => {
                let id = EntryId::mint(["p", "q", SPARE_PLAN][plan % 3], (self.recorder.entropy)());
                let entry = Entry::new(id.clone(), Kind::Task, id.as_str());
                Some(Change::put(at, entry))
            }
            Act::AddReference(at, n) => {
                let entry = Entry::new(EntryId::of("p", &format!("十{n}")), Kind::Project, "同一条");
                Some(Change::put(at, entry))
            }
            Act::Hand(n, from, to, on) => self.handed(n, (from, to), on),
            Act::Remove(n) => Some(Change::take(self.entry(n)?.id.clone())),
            Act::Dismiss(n) => self.dismissed(n),
            Act::Urge(n, level) => self.urged(n, level),
            Act::Measure(quarter, value) => {
                self.recorder.measure(&self.ledger, &self.ledger.indicators.first()?.id(), Period::Quarter(2025, quarter), f64::from(value))
            }
            Act::AddStep(..) | Act::TellStep(..) => self.of_steps(act),
            Act::Raise(..) | Act::Handle(..) | Act::Find(..) | Act::Mend(..) | Act::Appraise(..) | Act::Visit(_) => self.of_matters(act),
            Act::Restate(ref claim) => {
                let same = |c: &Contested| c.subject() == claim.subject() && c.field() == claim.field();
                let contested = self.ledger.contested.iter().filter(|c| !same(c)).cloned().collect();
                Some(Change::Restate { claim: Box::new(claim.clone()), contested })
            }
            Act::Rule(n, which) => {
                let all = disputes(&self.ledger);
                let dispute = all.get(n % all.len().max(1))?;
                let rival = &dispute.rivals[which % dispute.rivals.len()];
                self.recorder.rule(&self.ledger, &dispute.subject, &rival.value, "议定").ok()
            }
            Act::Correct(n, which) => {
                let entry = self.entry(n)?;
                let update = entry.updates.get(which % entry.updates.len().max(1))?;
                self.recorder.correct(&self.ledger, &entry.id.clone().into(), &update.id, "记错").ok()
            }
        }
    }
}

/// A body does not agree to lead.
fn objects(body: usize) -> Fact {
    Fact::Objects { lead: BODIES[body % 4].into(), reason: "不是本单位职责".into() }
}

/// Suggests that a body leads, or no longer does.
fn suggest(entry: &mut Entry, v: usize) {
    let one = ProposedLead { lead: BODIES[v % 4].into(), ground: format!("据{}", v % 3) };
    match entry.proposed.binary_search(&one) {
        Ok(at) => drop(entry.proposed.remove(at)),
        Err(at) => entry.proposed.insert(at, one),
    }
}

fn list_of(entry: &mut Entry, list: usize) -> &mut Vec<String> {
    match list % 4 {
        0 => &mut entry.regions,
        1 => &mut entry.enterprises,
        2 => &mut entry.partners,
        _ => &mut entry.figures,
    }
}

/// Something that a person does.
#[derive(Clone, Debug)]
pub enum Act {
    Record(usize, Intent),
    /// Says of a problem that it is solved or still there, or takes or declines a proposal.
    Answer(usize, usize),
    Fact(usize, EntryClaim),
    Put(usize, usize, usize),
    Take(usize, usize, usize),
    /// Suggests that a body leads, or no longer does.
    Suggest(usize, usize),
    /// A body that was asked does not agree to lead.
    Object(usize, usize),
    Add(usize, usize),
    AddReference(usize, usize),
    /// Hands over what a body has to do in an entry to another, from a day on.
    Hand(usize, usize, usize, u64),
    Remove(usize),
    /// Takes out a body or a plan.
    Dismiss(usize),
    Urge(usize, usize),
    Measure(u8, u8),
    AddStep(usize, usize, u64),
    TellStep(usize, Box<Report>),
    /// Raises a matter for coordination on an entry.
    Raise(usize, u64),
    Handle(usize, Handling),
    /// An inspection finds something on an entry that a body is to mend.
    Find(usize, usize),
    Mend(usize, Intent),
    /// A leader comes to what he looks after.
    Visit(u64),
    /// A score is adjusted, or objected to.
    Appraise(usize, Verdicts),
    Restate(Contested),
    Rule(usize, usize),
    Correct(usize, usize),
}

fn day(n: u64) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(n)
}

fn reported() -> impl Strategy<Value = Act> {
    let status = proptest::sample::select(Status::ALL.to_vec());
    let report = (proptest::option::of(0..=100u8), "[甲乙丙]{0,2}", "[缺无]{0,1}", "[丁]{0,1}")
        .prop_map(|(percent, progress, problems, next)| Intent::Report(Report { percent, progress, problems, next, ..Report::default() }));
    let grounded = (status.clone(), proptest::option::of(0..400u64)).prop_map(|(status, on)| {
        let (reason, basis) = ("因故".into(), "纪要".into());
        Intent::Report(Report { status: Some(status), on: on.map(day), reason, basis, ..Report::default() })
    });
    let intent = prop_oneof![
        2 => status.prop_map(Intent::Status),
        2 => grounded,
        1 => "[甲乙]".prop_map(|into| {
            Intent::Report(Report { status: Some(Status::CarriedOver), reason: "续建".into(), into, ..Report::default() })
        }),
        1 => project().prop_map(Intent::Project),
        1 => Just(Intent::Confirm { basis: "核实".into() }),
        1 => Just(Intent::Return { reason: "未见材料".into() }),
        3 => report,
        2 => (0..400u64).prop_map(|n| Intent::Deadline { to: day(n), reason: "因故".into() }),
        2 => (0..4usize).prop_map(|n| Intent::Lead { to: DeptId::from(BODIES[n]), reason: String::new() }),
    ];
    prop_oneof![
        8 => (0..6usize, intent).prop_map(|(n, intent)| Act::Record(n, intent)),
        4 => (0..6usize, 0..9usize).prop_map(|(n, which)| Act::Answer(n, which)),
        1 => (0..6usize, 0..3usize).prop_map(|(n, level)| Act::Urge(n, level)),
    ]
}

/// What is new of a project.
fn project() -> impl Strategy<Value = News> {
    let stage = proptest::option::of(proptest::sample::select(Stage::ALL.to_vec()));
    let conditions = || proptest::collection::vec(proptest::sample::select(Condition::ALL.to_vec()), 0..2);
    let invested = proptest::option::of((1..5u8, 0..9u8));
    (stage, 0..400u64, conditions(), conditions(), invested).prop_map(|(stage, on, met, unmet, invested)| {
        let invested = invested.map(|(q, wan)| Done { period: Period::Quarter(2025, q), wan: f64::from(wan) });
        News { stage, met, unmet, invested, ..News::on(day(on)) }
    })
}

fn handled() -> impl Strategy<Value = Handling> {
    prop_oneof![
        (0..400u64, 0..4usize).prop_map(|(on, n)| Handling::Met { on: day(on), came: vec![BODIES[n].into()], words: String::new() }),
        (0..400u64, "[甲乙]").prop_map(|(on, decided)| Handling::Settled { on: day(on), minutes: "纪要".into(), decided }),
        (0..400u64).prop_map(|on| Handling::PassedUp { on: day(on), to: None, reason: String::new() }),
        (0..400u64).prop_map(|on| Handling::Reopened { on: day(on), reason: "未落实".into() }),
    ]
}

fn claim() -> impl Strategy<Value = EntryClaim> {
    prop_oneof![
        "[a-d]{1,2}".prop_map(EntryClaim::Title),
        "[a-d]{0,2}".prop_map(EntryClaim::Summary),
        proptest::option::of(1..9u32).prop_map(|n| EntryClaim::Investment(n.map(f64::from))),
        proptest::option::of(2020..2026i32).prop_map(EntryClaim::StartYear),
        proptest::option::of(1..9u32).prop_map(|n| EntryClaim::FundsBonds(n.map(f64::from))),
        (2024..2026i32, proptest::option::of(1..9u32)).prop_map(|(year, n)| EntryClaim::InvestPlan(year, n.map(f64::from))),
        (0..40u64).prop_map(|n| EntryClaim::Deadline(Some(Deadline::Stated(day(n))))),
        (0..4usize).prop_map(|n| EntryClaim::Lead(Lead::Stated(DeptId::from(BODIES[n])))),
        proptest::sample::select(Kind::ALL.to_vec()).prop_map(EntryClaim::Kind),
        Just(EntryClaim::Parent(Some(EntryId::of("p", "一")))),
        Just(EntryClaim::Lead(Lead::Stated(SPARE_BODY.into()))),
    ]
}

fn elsewhere() -> impl Strategy<Value = Contested> {
    prop_oneof![
        "[a-d]{1,2}".prop_map(|s| Contested::Head(HeadClaim::Title(s))),
        (1..90u8).prop_map(|n| Contested::Head(HeadClaim::RedGap(n))),
        "[a-d]{1,2}".prop_map(|s| Contested::Plan("q".into(), PlanClaim::Short(s))),
        (0..40u64).prop_map(|n| Contested::Plan("p".into(), PlanClaim::End(day(n)))),
        "[a-d]{0,2}".prop_map(|s| Contested::Department(BODIES[1].into(), DepartmentClaim::Name(s))),
        proptest::option::of(2..4usize)
            .prop_map(|n| Contested::Department(BODIES[1].into(), DepartmentClaim::Successor(n.map(|n| BODIES[n].into())))),
        "[1-3]{0,2}".prop_map(|s| Contested::Person(person().id(), PersonClaim::Phone(s))),
        proptest::option::of(0..40u64).prop_map(|n| Contested::Person(person().id(), PersonClaim::Until(n.map(day)))),
        "[a-d]{0,2}".prop_map(|s| Contested::Place("市".into(), PlaceClaim::Name(s))),
        "[a-d]{0,2}".prop_map(|s| Contested::Place("市".into(), PlaceClaim::Remark(s))),
        proptest::option::of(0..4usize).prop_map(|n| Contested::Place("县".into(), PlaceClaim::Level(n.map(|n| Level::ALL[n])))),
        proptest::option::of(0..2usize).prop_map(|n| Contested::Place("县".into(), PlaceClaim::Within(n.map(|n| ["市", "省"][n].into())))),
        "[a-d]{1,2}".prop_map(|s| Contested::Enterprise(enterprise().name, EnterpriseClaim::Sector(s))),
        any::<bool>().prop_map(|b| Contested::Enterprise(enterprise().name, EnterpriseClaim::Monitored(b))),
        "[a-d]{1,2}".prop_map(|s| Contested::Step(step().id, StepClaim::What(s))),
        proptest::option::of(0..=100u8).prop_map(|n| Contested::Step(step().id, StepClaim::Percent(n))),
        "[a-d]{1,2}".prop_map(|s| Contested::Liaison(liaison().id, LiaisonClaim::Position(s))),
        (1..90u32).prop_map(|n| Contested::Criterion(criterion().name, CriterionClaim::Points(n))),
        "[a-d]{1,2}".prop_map(|s| Contested::Appraisal(appraisal().id(), AppraisalClaim::Remark(s))),
        (2023..2026i32, 1..9u8).prop_map(|(year, n)| Contested::Indicator(
            indicator().id(),
            IndicatorClaim::Target(year, Some(Target::AtLeast(f64::from(n))))
        )),
        "[a-d]{1,2}".prop_map(|s| Contested::Inspection(inspection().id, InspectionClaim::What(s))),
        "[a-d]{1,2}".prop_map(|s| Contested::Rectification(finding().id, RectificationClaim::Wanted(s))),
        (0..4usize).prop_map(|n| Contested::Rectification(finding().id, RectificationClaim::Body(BODIES[n].into()))),
        "[a-d]{1,2}".prop_map(|s| Contested::Matter(matter().id, MatterClaim::Problem(s))),
        proptest::option::of(0..4usize).prop_map(|n| Contested::Matter(matter().id, MatterClaim::RaisedBy(n.map(|n| BODIES[n].into())))),
        (2023..2026i32, proptest::option::of(1..9u8)).prop_map(|(year, n)| Contested::Indicator(
            indicator().id(),
            IndicatorClaim::Target(year, n.map(|n| Target::AtLeast(f64::from(n))))
        )),
    ]
}

/// Anything but removals and rulings.
pub fn any_work() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => reported(),
        4 => (0..6usize, claim()).prop_map(|(n, claim)| Act::Fact(n, claim)),
        2 => (0..6usize, 0..4usize, 0..9usize).prop_map(|(n, list, v)| Act::Put(n, list, v)),
        1 => (0..6usize, 0..4usize, 0..9usize).prop_map(|(n, list, v)| Act::Take(n, list, v)),
        1 => (0..6usize, 0..4usize, 0..4usize, 0..3u64).prop_map(|(n, from, to, on)| Act::Hand(n, from, to, on)),
        2 => (0..6usize, 0..12usize).prop_map(|(n, v)| Act::Suggest(n, v)),
        1 => (0..6usize, 0..4usize).prop_map(|(n, body)| Act::Object(n, body)),
        2 => (0..9usize, 0..3usize).prop_map(|(at, plan)| Act::Add(at, plan)),
        2 => (1..5u8, any::<u8>()).prop_map(|(quarter, value)| Act::Measure(quarter, value)),
        1 => (0..6usize, 0..3usize, 0..400u64).prop_map(|(n, at, due)| Act::AddStep(n, at, due)),
        2 => (0..3usize, 0..=100u8, 0..7usize).prop_map(|(n, percent, status)| {
            let status = Some(Status::ALL[status]);
            Act::TellStep(n, Report { percent: Some(percent), status, reason: "因故".into(), ..Report::default() }.into())
        }),
        1 => (0..6usize, 0..400u64).prop_map(|(n, on)| Act::Raise(n, on)),
        2 => (0..3usize, handled()).prop_map(|(n, handling)| Act::Handle(n, handling)),
        1 => (0..6usize, 0..4usize).prop_map(|(n, body)| Act::Find(n, body)),
        1 => (0..3usize, proptest::sample::select(vec![
            Intent::Status(Status::Done),
            Intent::Status(Status::Underway),
            Intent::Confirm { basis: "复查".into() },
            Intent::Return { reason: "未改".into() },
        ])).prop_map(|(n, intent)| Act::Mend(n, intent)),
        1 => (0..4usize, any::<bool>()).prop_map(|(body, adjusts)| {
            let reason = "因故".to_owned();
            let what = if adjusts { Verdicts::Adjust { points: 1.5, reason } } else { Verdicts::Object { criterion: String::new(), reason } };
            Act::Appraise(body, what)
        }),
        1 => (0..400u64).prop_map(Act::Visit),
        4 => elsewhere().prop_map(Act::Restate),
        1 => (0..6usize, 0..4usize).prop_map(|(n, which)| Act::Correct(n, which)),
    ]
}

/// Anything.
pub fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => any_work(),
        1 => (0..6usize).prop_map(Act::Remove),
        1 => (0..2usize).prop_map(Act::Dismiss),
        1 => (99..100usize, 0..2usize).prop_map(|(at, n)| Act::AddReference(at, n)),
        2 => (0..9usize, 0..3usize).prop_map(|(n, which)| Act::Rule(n, which)),
    ]
}

/// Pairs of long histories, the same ones each time.
pub fn made_by_chance(count: usize) -> Vec<(Vec<Act>, Vec<Act>)> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let long = || proptest::collection::vec(any_act(), 20..30);
    (0..count).map(|_| (long(), long()).new_tree(&mut runner).expect("a history").current()).collect()
}

const BODIES: [&str; 4] = ["甲局", "乙局", "丙局", "丁局"];
/// What nothing names at first.
const SPARE_BODY: &str = "戊局";
const SPARE_PLAN: &str = "r";

/// How often something is named that is not there.
pub fn dangling(ledger: &Ledger) -> usize {
    let kinds = [FindingKind::UnknownPlan, FindingKind::UnknownDepartment, FindingKind::UnknownEntry, FindingKind::ParentRing];
    check(ledger).iter().filter(|finding| kinds.contains(&finding.kind)).count()
}

fn person() -> duban::domain::Person {
    duban::domain::Person::new("张三", BODIES[0].into(), Charge::Contact, None)
}

fn indicator() -> Indicator {
    Indicator {
        plan: "p".into(),
        reference: "二".into(),
        name: "产值".into(),
        unit: "亿元".into(),
        scope: "全市".into(),
        baseline: Some(Baseline { year: 2022, value: 1.5 }),
        targets: [(2025, Target::AtLeast(2.5))].into(),
        ..Indicator::default()
    }
}

fn step() -> Step {
    Step { what: "选址".into(), due: "2025Q2".parse().ok(), percent: Some(30), ..Step::new("p/二".into(), 5) }
}

fn matter() -> Matter {
    let level = Some(Level::County);
    Matter { id: "m-0".into(), problem: "缺地".into(), raised_on: day(3), entries: vec!["p/二".into()], level, ..Matter::default() }
}

fn inspection() -> Inspection {
    Inspection { id: "i-0".into(), what: "督导".into(), on: day(4), ..Inspection::default() }
}

fn finding() -> Rectification {
    let (inspection, body) = (inspection().id, BODIES[0].into());
    Rectification { id: "r-0".into(), inspection, body, problem: "台账不全".into(), due: Some(day(30)), ..Rectification::default() }
}

fn liaison() -> Liaison {
    Liaison { id: "l-0".into(), leader: "李四".into(), entries: vec!["p/二".into()], ..Liaison::default() }
}

fn enterprise() -> Enterprise {
    Enterprise { name: "甲公司".into(), aliases: vec!["甲".into()], ..Enterprise::default() }
}

fn criterion() -> Criterion {
    Criterion { name: "按期".into(), points: 40, ..Criterion::default() }
}

fn appraisal() -> Appraisal {
    Appraisal { period: Period::Year(2025), body: BODIES[3].into(), remark: String::new(), updates: Vec::new() }
}

/// The ledger from which all clones begin: some of it reported on, and with something contested in it already.
pub fn first_ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.title = "台账".into();
    for code in ["p", "q", SPARE_PLAN] {
        let mut plan = Plan::new(code);
        (plan.title, plan.short, plan.issuer, plan.place) = (format!("方案{code}"), code.into(), "市".into(), "市".into());
        (plan.start, plan.end) = (day(0), day(364));
        ledger.plans.push(plan);
    }
    let body = |id: &&str| {
        let mut body = Department::new(*id);
        body.place = "市".into();
        body
    };
    ledger.departments = Register::from(BODIES.iter().chain([&SPARE_BODY]).map(body).collect::<Vec<_>>());
    ledger.places = Gazetteer::from(["市", "县", "省"].map(Place::new).to_vec());
    ledger.persons.push(Arc::new(person()));
    ledger.indicators.push(Arc::new(indicator()));
    ledger.steps.push(step());
    ledger.matters.push(Arc::new(matter()));
    ledger.inspections.push(Arc::new(inspection()));
    ledger.rectifications.push(finding());
    ledger.liaisons.push(liaison());
    ledger.criteria.push(criterion());
    ledger.enterprises.push(enterprise());
    ledger.appraisals.push(appraisal());
    let ids = ["p/一", "p/二", "p/三", "q/一", "q/二"];
    let entry = |(n, id): (usize, &&str)| {
        let mut entry = Entry::new((**id).into(), Kind::Task, id);
        if n % 2 == 0 {
            entry.lead = Lead::Stated(BODIES[n % 4].into());
            entry.cooperating = vec![Cooperation::Cooperates(BODIES[(n + 1) % 4].into())];
        }
        Arc::new(entry)
    };
    ledger.set_entries(ids.iter().enumerate().map(entry).collect());
    let contested = vec![EntryClaim::Remark("旧甲".into()), EntryClaim::Remark("旧乙".into())];
    let entry = ledger.get_mut(&"p/二".into()).unwrap();
    entry.remark = "旧甲".into();
    entry.contested = contested;
    let mut first = Person::new(1000, &ledger);
    for n in 0..3 {
        first.act(&Act::Record(n, Intent::Status(Status::Underway)));
        first.act(&Act::Put(n, n, 5));
    }
    // What is proposed by one is for others to take or to decline.
    let mut second = Person::new(1001, &first.ledger);
    for n in [0, 4] {
        second.act(&Act::Record(n, Intent::Deadline { to: day(380), reason: "因故".into() }));
    }
    second.ledger
}

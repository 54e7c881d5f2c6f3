//! What is asked about before a change is made: it may be right, and looks wrong.

use chrono::NaiveDate;
use ecow::EcoString;
use std::collections::BTreeMap;

use super::below::Below;
use super::change::Change;
use super::deadline::Deadline;
use super::doubt::{Doubt, OfPart, doubts_in};
use super::entry::Entry;
use super::fold::fold;
use super::id::{DeptId, EntryId};
use super::into_use::IntoUse;
use super::kinds::{AnyRecord, Subject};
use super::ledger::Ledger;
use super::odd_day::OddDay;
use super::period::Period;
use super::pool::{Condition, is_of_project};
use super::problem::Problem;
use super::state::State;
use super::stated::Kind;
use super::status::Status;
use super::update::{Fact, Update};
use crate::text::{Lang, Say};

/// Something to ask about before a change is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Concern {
    /// How the entry, or a part of it, stands then.
    Doubtful(OfPart<EcoString>),
    /// A deadline that is over when it is set.
    Past(NaiveDate),
    /// A period on which is reported before it begins.
    Early(Period),
    /// It is done, on a period that is over, and nobody says on which day: it counts as of the period's last.
    Undated(NaiveDate),
    /// Words that look like keys which were meant for something else.
    Stray(EcoString),
    /// A problem of before of which the report says nothing, so that it is no cause any more.
    Unmentioned(EcoString),
    /// Something that is told of projects is told of what is none; of what kind it is.
    NoProject(Kind),
    /// A day on which that cannot well have been.
    OddDay(OddDay),
    /// A project comes to a stage before what that needs is settled.
    Unsettled(Vec<Condition>),
    /// More was invested in a project, in 万元, than it is to cost.
    Overspent {
        /// How much, since it began.
        done: i64,
        /// The whole.
        whole: i64,
    },
    /// What was invested in a year is told although it was told by quarters, which it takes the place of.
    OverQuarters(Period),
    /// A plan of which nothing was judged by its end is in use from then on.
    IntoUse(IntoUse),
    /// The ledger's facts are changed by a body that neither leads the entry nor is the office.
    NotTheirs {
        /// The body.
        by: EcoString,
        /// Who leads.
        lead: Option<EcoString>,
    },
}

impl Concern {
    /// So many letters alone are no report.
    const KEYS: usize = 3;

    /// Whether somebody has to agree, also where nobody can be asked; what is left out or falls is often so, and is only told there.
    pub(crate) fn is_grave(&self) -> bool {
        let light = |doubt: &Doubt| matches!(doubt, Doubt::Unsaid | Doubt::Fell { .. });
        match self {
            Concern::Doubtful(of) => !light(&of.doubt),
            Concern::Unmentioned(_) | Concern::Undated(_) | Concern::Stray(_) | Concern::IntoUse(_) => false,
            Concern::Past(_) | Concern::Early(_) | Concern::Unsettled(_) | Concern::NotTheirs { .. } => true,
            Concern::NoProject(_) | Concern::OddDay(_) | Concern::Overspent { .. } | Concern::OverQuarters(_) => true,
        }
    }
}

impl Say for Concern {
    fn say(&self, lang: Lang) -> String {
        match self {
            Concern::Doubtful(of) => of.say(lang),
            Concern::Past(day) => lang.pick(format!("时限 {day} 已过"), format!("the deadline {day} is over already")),
            Concern::Early(period) => {
                let period = period.label(lang);
                lang.pick(format!("{period}还没有开始"), format!("{period} has not begun"))
            }
            Concern::Undated(end) => lang.pick(
                format!("没有写完成日期，会按期末 {end} 完成算"),
                format!("no day of completion is given: it counts as done on {end}"),
            ),
            Concern::Stray(words) => lang.pick(
                format!("只写了 `{words}`，像是误按的键"),
                format!("`{words}` is all that is said, and looks like keys meant otherwise"),
            ),
            Concern::Unmentioned(words) => lang.pick(
                format!("先前的问题 `{words}` 没有说已解决还是仍在，此后不再算有问题"),
                format!(
                    "of the earlier problem `{words}` it is not said whether it is solved or still there; it counts as no problem then"
                ),
            ),
            Concern::NoProject(kind) => {
                let kind = kind.label(lang);
                lang.pick(
                    format!("这一条是{kind}，不是项目；阶段、前期条件和投资是项目的，项目库不收它"),
                    format!("this is a {kind} and no project: stages, conditions and investment are told of projects, and the pool leaves it out"),
                )
            }
            Concern::OddDay(odd) => odd.say(lang),
            Concern::IntoUse(plan) => plan.say(lang),
            Concern::Unsettled(conditions) => {
                let names = conditions.iter().map(|c| c.label(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
                lang.pick(format!("{names}还没有报落实"), format!("not told to be settled yet: {names}"))
            }
            Concern::Overspent { done, whole } => lang.pick(
                format!("累计完成投资 {done} 万元，超过总投资 {whole} 万元（单位是万元）"),
                format!("{done} 万元 invested in all, more than the whole of {whole} 万元"),
            ),
            Concern::OverQuarters(year) => {
                let year = year.label(lang);
                lang.pick(
                    format!("{year}已按季度报过，全年数会代替各季度的数"),
                    format!("{year} was told by quarters, of which this takes the place"),
                )
            }
            Concern::NotTheirs { by, lead } => {
                let who = lead.as_ref().map(|lead| lang.pick(format!("{lead}或"), format!("{lead} or "))).unwrap_or_default();
                lang.pick(
                    format!("台账所载内容由{who}专班办公室修改，{by}既不牵头也不是办公室"),
                    format!("the ledger's facts are for {who}the office to change, and {by} neither leads nor is the office"),
                )
            }
        }
    }
}

/// Something to ask about, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Concerned {
    pub(crate) subject: Subject,
    pub(crate) what: Concern,
}

impl Concerned {
    /// In words; which one it is where several are meant.
    pub(crate) fn told(&self, ledger: &Ledger, of: usize, lang: Lang) -> String {
        let words = self.what.say(lang);
        let name = match &self.subject {
            Subject::Entry(id) => ledger.get(id).map(|entry| entry.heading()),
            other => ledger.name_of_subject(other).map(str::to_owned),
        };
        name.filter(|_| of > 1).map_or_else(|| words.clone(), |name| format!("{name}{}{words}", lang.pick("：", ": ")))
    }
}

/// An entry as it is to be, with what makes it so.
#[derive(Debug, Default)]
struct Made<'a> {
    recorded: Vec<&'a Update>,
    stated: Option<&'a Entry>,
}

/// The entries that a change touches, each with what it does to it.
fn made<'a>(change: &'a Change, all: &mut BTreeMap<&'a EntryId, Made<'a>>) {
    match change {
        Change::All(several) => several.iter().for_each(|one| made(one, all)),
        Change::Record { subject: Subject::Entry(id), update, .. } => all.entry(id).or_default().recorded.push(update),
        Change::Put { record: AnyRecord::Entry(entry), .. } | Change::Amend(AnyRecord::Entry(entry)) => {
            all.entry(&entry.id).or_default().stated = Some(entry);
        }
        _ => {}
    }
}

/// An entry before a change and after it.
struct Case<'a> {
    ledger: &'a Ledger,
    before: Option<&'a Entry>,
    after: Entry,
}

impl Ledger {
    /// What is to be asked about before a body makes a change on a day: what the change brings about, and nothing that was so before.
    pub(crate) fn concerns(&self, change: &Change, by: Option<&DeptId>, today: NaiveDate) -> Vec<Concerned> {
        let mut all = BTreeMap::new();
        made(change, &mut all);
        let mut after: BTreeMap<&EntryId, State> = BTreeMap::new();
        let mut concerns = self.told_of_odd_days(change);
        let mut done = Vec::new();
        for (id, made) in &all {
            let Some(case) = Case::of(self, id, made) else { continue };
            let state = fold(self, &case.after, None);
            let mut of_entry: Vec<Concern> = case.stated(made, by, today);
            of_entry.extend(made.recorded.iter().flat_map(|update| told_early(update, today).chain(told_thinly(update))));
            let speaks_of_project = made.recorded.iter().flat_map(|u| &u.says).any(is_of_project);
            of_entry.extend((speaks_of_project && case.after.kind != Kind::Project).then_some(Concern::NoProject(case.after.kind)));
            of_entry.extend(made.recorded.iter().filter_map(|update| unsettled(update, &state)));
            of_entry.extend(made.recorded.iter().flat_map(|update| invested(update, &case.after, &state)));
            // Who returns a completion knows that not all of it is done.
            let returns = made.recorded.iter().flat_map(|u| &u.says).any(|fact| matches!(fact, Fact::Returned { .. }));
            if !made.recorded.is_empty() && !returns {
                of_entry.extend(case.recorded(&state));
            }
            concerns.extend(of_entry.into_iter().map(|what| Concerned { subject: (*id).clone().into(), what }));
            if made.recorded.iter().any(|u| u.about.is_whole() && sets_done(u)) {
                done.push(*id);
            }
            after.insert(id, state);
        }
        concerns.extend(self.open_below(&done, &after));
        let into_use = self.brought_into_use(change).into_iter();
        concerns.extend(into_use.map(|(plan, what)| Concerned { subject: plan.code.clone().into(), what: Concern::IntoUse(what) }));
        concerns
    }

    /// The odd days of what a change records of matters, findings and liaisons.
    fn told_of_odd_days(&self, change: &Change) -> Vec<Concerned> {
        match change {
            Change::All(several) => several.iter().flat_map(|one| self.told_of_odd_days(one)).collect(),
            Change::Record { subject, update, .. } => {
                let concerned = |odd| Concerned { subject: subject.clone(), what: Concern::OddDay(odd) };
                self.odd_days(subject, update).into_iter().map(concerned).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What is done while entries under it stay open, by how those stand after the change.
    fn open_below(&self, done: &[&EntryId], after: &BTreeMap<&EntryId, State>) -> Vec<Concerned> {
        let mut below: BTreeMap<&EntryId, Below> = done.iter().map(|id| (*id, Below::default())).collect();
        if below.is_empty() {
            return Vec::new();
        }
        for entry in self.entries() {
            let Some(counted) = entry.parent.as_ref().and_then(|parent| below.get_mut(parent)) else { continue };
            let own = (!after.contains_key(&entry.id)).then(|| fold(self, entry, None));
            if let Some(state) = own.as_ref().or_else(|| after.get(&entry.id)) {
                counted.add(state.status.value, state.percent.value);
            }
        }
        let open = below.into_iter().filter_map(|(id, below)| Some((id, below.doubt(Some(Status::Done))?)));
        open.map(|(id, doubt)| Concerned { subject: id.clone().into(), what: Concern::Doubtful(OfPart { part: None, doubt }) }).collect()
    }
}

fn sets_done(update: &Update) -> bool {
    update.says.iter().any(|fact| matches!(fact, Fact::Status { to: Status::Done, .. }))
}

/// A deadline that is over, and a period that has not begun.
fn told_early(update: &Update, today: NaiveDate) -> impl Iterator<Item = Concern> {
    let past = update.says.iter().find_map(|fact| if let Fact::Deadline { to, .. } = fact { Some(*to) } else { None });
    let past = past.filter(|day| *day < today).map(Concern::Past);
    let period = update.reported().and(update.period).filter(|period| period.start() > today);
    past.into_iter().chain(period.map(Concern::Early))
}

/// A completion without its day on a period that is over, and words that are a few letters alone.
fn told_thinly(update: &Update) -> impl Iterator<Item = Concern> {
    let undated = update.says.iter().any(|fact| matches!(fact, Fact::Status { to: Status::Done, on: None, .. }));
    let undated = Some(update.told_of()).filter(|end| undated && *end < update.day()).map(Concern::Undated);
    let is_stray = |words: &&EcoString| words.chars().count() <= Concern::KEYS && words.chars().all(|c| c.is_ascii_alphabetic());
    let words = update.says.iter().filter_map(|fact| match fact {
        Fact::Progress(words) | Fact::Problems(words) | Fact::Next(words) => Some(words),
        _ => None,
    });
    undated.into_iter().chain(words.filter(is_stray).cloned().map(Concern::Stray))
}

/// What the stage to which an update brings a project needs, and is not settled.
fn unsettled(update: &Update, after: &State) -> Option<Concern> {
    let to = update.says.iter().find_map(|fact| if let Fact::Stage { to, .. } = fact { Some(to) } else { None })?;
    let lacks = after.project.as_ref()?.lacks(to);
    (update.about.is_whole() && !lacks.is_empty()).then_some(Concern::Unsettled(lacks))
}

/// What an update tells of money that cannot well be so.
fn invested(update: &Update, entry: &Entry, after: &State) -> Vec<Concern> {
    let told: Vec<Period> =
        update.says.iter().filter_map(|fact| if let Fact::Invested { period, .. } = fact { Some(*period) } else { None }).collect();
    let Some(course) = after.project.as_ref().filter(|_| !told.is_empty()) else { return Vec::new() };
    let by_quarters =
        |year: &Period| course.invested.keys().any(|part| part != year && year.contains(part.end()) && year.contains(part.start()));
    let years = told.iter().filter(|period| by_quarters(period)).map(|year| Concern::OverQuarters(*year));
    let done = course.invested_in(None, update.day()).map(|wan| wan.round() as i64);
    let whole = entry.investment_wan.map(|wan| wan.round() as i64);
    let over = done.zip(whole).filter(|(done, whole)| done > whole).map(|(done, whole)| Concern::Overspent { done, whole });
    years.chain(over).collect()
}

impl<'a> Case<'a> {
    fn of(ledger: &'a Ledger, id: &EntryId, made: &Made<'_>) -> Option<Case<'a>> {
        let before = ledger.get(id).map(AsRef::as_ref);
        let log = before.map(|entry| entry.updates.clone()).unwrap_or_default();
        let mut after = made.stated.or(before)?.clone();
        after.updates = log;
        after.updates.extend(made.recorded.iter().map(|update| (*update).clone()));
        Some(Case { ledger, before, after })
    }

    /// What is asked about where the ledger's facts are to be others.
    fn stated(&self, made: &Made<'_>, by: Option<&DeptId>, today: NaiveDate) -> Vec<Concern> {
        let Some(stated) = made.stated else { return Vec::new() };
        let due = stated.deadline.filter(|due| self.before.is_none_or(|before| before.deadline != Some(*due)));
        let past = due.and_then(|due| if let Deadline::Stated(day) = due { Some(day) } else { None }).filter(|day| *day < today);
        let stranger = self.before.zip(by).and_then(|(before, by)| self.stranger(before, by));
        past.map(Concern::Past).into_iter().chain(stranger).collect()
    }

    /// A body that has no say in what is stated of an entry.
    fn stranger(&self, before: &Entry, by: &DeptId) -> Option<Concern> {
        let lead = fold(self.ledger, before, None).lead.value;
        let may = self.ledger.speaker(Some(by), before, lead.as_ref()).may_judge();
        let name = |body: &DeptId| EcoString::from(self.ledger.departments.name(body));
        (!may).then(|| Concern::NotTheirs { by: name(by), lead: lead.as_ref().map(name) })
    }

    /// What looks wrong about how it stands after what is recorded, and did not before.
    fn recorded(&self, after: &State) -> Vec<Concern> {
        let doubts = doubts_in(self.ledger, &self.after, after, None);
        let current = |state: &State| -> Vec<Problem> { all_problems(state).filter(|p| p.current).cloned().collect() };
        let is_left = |p: &Problem| all_problems(after).any(|other| other.raised == p.raised && !other.current);
        let speaks = self.after.updates.iter().flat_map(|u| &u.says).any(|f| matches!(f, Fact::Problems(_)));
        if doubts.is_empty() && !speaks {
            return Vec::new();
        }
        let before = self.before.map(|entry| fold(self.ledger, entry, None)).unwrap_or_default();
        let known = self.before.map(|entry| doubts_in(self.ledger, entry, &before, None)).unwrap_or_default();
        let doubts = doubts.into_iter().filter(|doubt| !known.contains(doubt));
        let doubts = doubts.map(|of| Concern::Doubtful(OfPart { part: of.part.map(EcoString::from), doubt: of.doubt }));
        let left = current(&before).into_iter().filter(is_left).map(|p| Concern::Unmentioned(p.words.trim().into()));
        doubts.chain(left).collect()
    }
}

/// Those of the whole, and of all parts.
fn all_problems(state: &State) -> impl Iterator<Item = &Problem> {
    state.problems.iter().chain(state.parts.iter().flat_map(|part| &part.state.problems))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{body, ledger_of_2025};
    use crate::domain::{Author, Intent, Kind, Lead, Level, Recorder, Register, Report};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn ledger() -> Ledger {
        let mut ledger = ledger_of_2025();
        ledger.departments = Register::from(["甲局", "乙局", "专班"].map(|id| body(id, Level::City)).to_vec());
        ledger.settings.office = vec!["专班".into()];
        let mut top = Entry::new(EntryId::of("p", "一"), Kind::Task, "总");
        top.lead = Lead::Stated("甲局".into());
        let below =
            |id: &str| Entry { parent: Some(top.id.clone()), lead: Lead::Inherited, ..Entry::new(EntryId::of("p", id), Kind::Task, id) };
        let (one, two) = (below("一1"), below("一2"));
        [top, one, two].into_iter().for_each(|entry| ledger.insert(usize::MAX, entry));
        ledger
    }

    fn today() -> NaiveDate {
        "2025-12-20".parse().unwrap()
    }

    struct Desk(Ledger, Arc<AtomicU64>);

    impl Desk {
        fn change(&self, id: &str, intent: &Intent, period: Option<Period>) -> Change {
            let (ids, at) = (self.1.clone(), "2025-12-20T09:00:00+08:00".parse().unwrap());
            let by = Author { dept: Some("甲局".into()), person: String::new() };
            let entropy = Arc::new(move || ids.fetch_add(1, Ordering::Relaxed));
            let recorder = Recorder { by, clock: Arc::new(move || at), entropy };
            recorder.record(&self.0, self.0.get(&EntryId::of("p", id)).unwrap(), intent, period).unwrap()
        }

        fn asked(&self, change: &Change, by: &str) -> Vec<String> {
            self.0.concerns(change, Some(&by.into()), today()).iter().map(|c| c.told(&self.0, 1, Lang::Zh)).collect()
        }

        fn report(&mut self, id: &str, report: Report) -> Vec<String> {
            let change = self.change(id, &Intent::Report(report), None);
            let asked = self.asked(&change, "甲局");
            change.apply(&mut self.0).unwrap();
            asked
        }
    }

    fn desk() -> Desk {
        Desk(ledger(), Arc::new(AtomicU64::new(0)))
    }

    fn at(status: Option<Status>, percent: Option<u8>) -> Report {
        Report { status, percent, ..Report::default() }
    }

    #[test]
    fn a_deadline_that_is_over_is_asked_about_however_it_is_set() {
        let desk = desk();
        let moved = |to: &str| desk.change("一", &Intent::Deadline { to: to.parse().unwrap(), reason: "晚".into() }, None);
        assert_eq!(desk.asked(&moved("2025-09-30"), "甲局"), ["时限 2025-09-30 已过"]);
        assert!(desk.asked(&moved("2025-12-20"), "甲局").is_empty(), "today is not over");
        let new = |day: &str| {
            let deadline = Some(Deadline::Stated(day.parse().unwrap()));
            Change::put(usize::MAX, Entry { deadline, ..Entry::new(EntryId::of("p", "新"), Kind::Task, "新") })
        };
        assert_eq!(desk.asked(&new("2024-09-30"), "乙局"), ["时限 2024-09-30 已过"]);
        assert!(desk.asked(&new("2026-09-30"), "乙局").is_empty());
    }

    #[test]
    fn a_completion_on_a_period_that_is_over_wants_its_day_and_a_few_letters_are_asked_about() {
        let desk = desk();
        let asked = |report: Report, period: &str| {
            let change = desk.change("一1", &Intent::Report(report), period.parse().ok());
            desk.asked(&change, "甲局")
        };
        let done = || at(Some(Status::Done), None);
        assert_eq!(asked(done(), "2025Q3"), ["没有写完成日期，会按期末 2025-09-30 完成算"]);
        assert!(asked(Report { on: "2025-08-20".parse().ok(), ..done() }, "2025Q3").is_empty());
        assert!(asked(done(), "2025Q4").is_empty(), "what is told while the period runs is told as it happens");
        let said = |words: &str| asked(Report { progress: words.into(), ..Report::default() }, "2025Q4");
        assert_eq!(said("ja"), ["只写了 `ja`，像是误按的键"]);
        assert!(said("开会").is_empty() && said("5G").is_empty() && said("done").is_empty());
    }

    #[test]
    fn what_goes_against_what_was_said_is_asked_about_once() {
        let mut desk = desk();
        assert!(desk.report("一1", at(Some(Status::Underway), Some(60))).is_empty());
        assert_eq!(desk.report("一1", at(None, Some(40))), ["完成比例由 60% 降为 40%"]);
        assert_eq!(desk.report("一1", at(Some(Status::NotStarted), None)), ["状态未启动，所报比例却是 40%"]);
        assert!(desk.report("一1", Report { progress: "开会".into(), ..Report::default() }).is_empty(), "it was asked before");
        assert!(desk.report("一1", at(Some(Status::Done), None)).is_empty(), "what is done is wholly done");
        assert_eq!(desk.report("一1", at(None, Some(30))).last().unwrap(), "状态已完成，所报比例却是 30%");
        assert_eq!(desk.report("一", at(Some(Status::Done), None)), ["已完成，下级还有 1 项没有完成"]);
    }

    #[test]
    fn what_is_told_of_projects_is_asked_about_where_there_is_none() {
        let mut desk = desk();
        let told = crate::domain::News { met: vec![Condition::Land], ..crate::domain::News::on(today()) };
        let told = desk.change("一1", &Intent::Project(told), None);
        assert!(desk.asked(&told, "甲局")[0].contains("是任务，不是项目"));
        desk.0.get_mut(&EntryId::of("p", "一1")).unwrap().kind = Kind::Project;
        assert!(desk.asked(&told, "甲局").is_empty());
    }

    #[test]
    fn who_ends_all_below_with_the_whole_is_not_asked_about_them() {
        let desk = desk();
        let done = |id: &str| desk.change(id, &Intent::Status(Status::Done), None);
        assert!(desk.asked(&Change::All(vec![done("一"), done("一1"), done("一2")]), "甲局").is_empty());
    }

    #[test]
    fn a_problem_that_a_later_report_leaves_out_and_a_period_to_come_are_asked_about() {
        let mut desk = desk();
        let q3 = Some(Period::Quarter(2025, 3));
        let problems = Report { problems: "资金不到位".into(), ..Report::default() };
        desk.change("一1", &Intent::Report(problems), q3).apply(&mut desk.0).unwrap();
        let words = |period| desk.change("一1", &Intent::Report(Report { progress: "推进".into(), ..Report::default() }), period);
        assert!(desk.asked(&words(q3), "甲局").is_empty());
        assert!(desk.asked(&words(Some(Period::Quarter(2025, 4))), "甲局")[0].contains("`资金不到位` 没有说已解决还是仍在"));
        assert_eq!(desk.asked(&words(Some(Period::Quarter(2026, 2))), "甲局")[0], "2026年第二季度还没有开始");
    }

    #[test]
    fn the_facts_of_an_entry_are_for_its_lead_and_the_office() {
        let desk = desk();
        let renamed = Entry { title: "新名".into(), ..desk.0.entries()[1].as_ref().clone() };
        let change = Change::amend(renamed);
        assert_eq!(desk.asked(&change, "乙局"), ["台账所载内容由甲局或专班办公室修改，乙局既不牵头也不是办公室"]);
        assert!(desk.asked(&change, "甲局").is_empty() && desk.asked(&change, "专班").is_empty());
        assert!(desk.0.concerns(&change, None, today()).is_empty(), "nobody is named");
    }

    #[test]
    fn what_is_often_so_is_no_grave_thing() {
        let of = |doubt| Concern::Doubtful(OfPart { part: None, doubt });
        assert!(!of(Doubt::Fell { from: 60, to: 40 }).is_grave() && !Concern::Unmentioned("缺钱".into()).is_grave());
        assert!(of(Doubt::OpenBelow(2)).is_grave() && Concern::Past(today()).is_grave());
    }
}

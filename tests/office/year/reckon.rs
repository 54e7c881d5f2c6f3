//! The second reckoning: all figures of a period from what the file says, by the rules as docs/file-format.md and the help state them.

use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

use super::file::{
    About, Condition, Cooperation, Deadline, Entry, Fact, File, Finding, Kind, Lead, Level, Matter, Outcome, Stage, Status, Update,
};
use super::script::day;

/// A period that is over, with its cut-off.
#[derive(Clone)]
pub struct Term {
    pub name: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Term {
    pub fn quarter(q: usize) -> Term {
        let (first, last) = super::script::quarter(q);
        Term { name: format!("2025Q{q}"), first, last }
    }

    pub fn year() -> Term {
        Term { name: "2025".into(), first: day("2025-01-01"), last: day("2025-12-31") }
    }

    pub fn cutoff(&self) -> NaiveDate {
        self.last + Days::new(10)
    }

    pub fn holds(&self, on: NaiveDate) -> bool {
        self.first <= on && on <= self.last
    }

    /// Whether a report is on it.
    fn is_told(&self, update: &Update) -> bool {
        let reports = |fact: &Fact| !matches!(fact, Fact::Returned {} | Fact::Confirmed {});
        let of = update.period.clone().unwrap_or_else(|| {
            let on = update.day();
            (1..=4).map(Term::quarter).find(|q| q.holds(on)).map_or("2026Q1".into(), |q| q.name)
        });
        let returns = update.says.iter().any(|fact| matches!(fact, Fact::Returned {}));
        !returns && update.says.iter().any(reports) && (of == self.name || self.name == "2025" && of.starts_with("2025Q"))
    }
}

/// An entry at the close of a term.
pub struct Row<'a> {
    pub entry: &'a Entry,
    pub lead: &'a str,
    pub bucket: &'static str,
    pub late: bool,
    pub overdue: bool,
    pub due: NaiveDate,
    pub percent: Option<u8>,
    pub done_on: Option<NaiveDate>,
    /// Who owes a report, and whether it is there.
    pub owing: Vec<(&'a str, bool)>,
}

impl Row<'_> {
    pub fn is_open(&self) -> bool {
        !matches!(self.bucket, "done" | "set_aside")
    }
}

pub fn rows<'a>(file: &'a File, term: &Term) -> Vec<Row<'a>> {
    file.entries.iter().map(|entry| row(entry, term)).collect()
}

fn row<'a>(entry: &'a Entry, term: &Term) -> Row<'a> {
    let known = Update::by(&entry.updates, term.cutoff());
    let (mut status, mut percent, mut done_on, mut finished) = (None, None, None, None);
    for update in known.iter().filter(|update| update.about == About::Whole) {
        let end = |name: &str| super::script::quarter(name[5..].parse().unwrap()).1;
        for fact in &update.says {
            match fact {
                Fact::Status { to, on } => {
                    finished = Some(*update).filter(|_| *to == Status::Done && status != Some(Status::Done)).or(finished);
                    status = Some(*to);
                    let told = update.period.as_ref().map_or(update.day(), |name| end(name).min(update.day()));
                    done_on = (*to == Status::Done).then(|| on.unwrap_or(told));
                }
                Fact::Percent { to } => percent = Some(*to),
                _ => {}
            }
        }
    }
    let (Deadline::Stated(due) | Deadline::PlanPeriod(due)) = entry.deadline;
    let Lead::Stated(lead) = &entry.lead;
    let is_done = status == Some(Status::Done);
    let told = |about: &About| known.iter().any(|update| update.about == *about && term.is_told(update));
    let reported = told(&About::Whole);
    let overdue = !is_done && due <= term.last;
    let (gone, whole) = ((term.last - day("2025-01-01")).num_days() + 1, (due - day("2025-01-01")).num_days() + 1);
    let scheduled = (gone.min(whole) * 200 + whole) / (whole * 2);
    let gap = percent.map_or(0, |percent: u8| i64::from(percent) - scheduled);
    let bucket = match status {
        Some(Status::Done) => "done",
        Some(Status::Suspended) => "set_aside",
        _ if !reported => "unreported",
        _ if overdue || status == Some(Status::Blocked) || gap < -5 => "behind",
        _ if gap > 5 => "ahead",
        _ => "on_schedule",
    };
    let helps = entry.cooperating.iter().map(|Cooperation::Cooperates(body)| (body.as_str(), told(&About::Part(body.clone()))));
    // Whose report finished it was asked for that one.
    let is_owed = |said: bool| match bucket {
        "done" => said && finished.is_some_and(|update| term.is_told(update)),
        other => other != "set_aside",
    };
    let owing = std::iter::once((lead.as_str(), reported)).chain(helps).filter(|(_, said)| is_owed(*said));
    let late = !matches!(bucket, "done" | "set_aside") && (bucket == "behind" || overdue);
    Row { entry, lead, bucket, late, overdue, due, percent, done_on, owing: owing.collect() }
}

/// How many are in each bucket.
pub fn tally<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> BTreeMap<&'static str, usize> {
    rows.fold(BTreeMap::new(), |mut all, row| {
        *all.entry(row.bucket).or_default() += 1;
        all
    })
}

/// The project pool on the last day of a term.
#[derive(Debug, Default, PartialEq)]
pub struct Pool {
    pub stages: BTreeMap<&'static str, usize>,
    pub untold: usize,
    pub begun: usize,
    pub finished: usize,
    pub counted: usize,
    pub planned: f64,
    pub of_planned: f64,
    pub whole: f64,
    pub of_whole: f64,
    pub done: f64,
    pub came: usize,
    pub left: usize,
}

impl Pool {
    pub fn of(file: &File, term: &Term) -> Pool {
        let mut pool = Pool::default();
        file.entries.iter().filter(|entry| entry.kind == Kind::Project).for_each(|entry| pool.add(entry, term));
        pool
    }

    pub fn in_pool(&self) -> usize {
        self.stages.iter().filter(|(stage, _)| **stage != "withdrawn").map(|(_, count)| count).sum()
    }

    fn add(&mut self, entry: &Entry, term: &Term) {
        let known = Update::by(&entry.updates, term.cutoff());
        let facts = || known.iter().flat_map(|update| &update.says);
        let mut stages: Vec<(NaiveDate, Stage)> =
            facts().filter_map(|fact| if let Fact::Stage { to } = fact { Some((to.on, to.stage)) } else { None }).collect();
        stages.sort_by_key(|(on, _)| *on);
        let entered = stages.iter().find(|(_, stage)| *stage != Stage::Withdrawn);
        self.came += usize::from(entered.is_some_and(|(on, _)| term.holds(*on)));
        self.left += usize::from(stages.iter().any(|(on, stage)| *stage == Stage::Withdrawn && term.holds(*on)));
        stages.retain(|(on, _)| *on <= term.last);
        let now = stages.last().map(|(_, stage)| *stage);
        match now {
            None => self.untold += 1,
            Some(now) => *self.stages.entry(Stage::ALL.iter().find(|(stage, _)| *stage == now).unwrap().1).or_default() += 1,
        }
        let begun = stages.iter().any(|(_, stage)| matches!(stage, Stage::Begun | Stage::Building | Stage::Working | Stage::Halted));
        if now.is_some() && now != Some(Stage::Withdrawn) && begun {
            self.begun += 1;
            self.finished += usize::from(now == Some(Stage::Working));
            self.counted += usize::from(facts().any(|fact| matches!(fact, Fact::Met { condition: Condition::Statistics })));
        }
        if now != Some(Stage::Withdrawn) {
            let invested: BTreeMap<&str, f64> = facts()
                .filter_map(|fact| if let Fact::Invested { period, to } = fact { Some((period.as_str(), *to)) } else { None })
                .collect();
            let done: f64 = invested.values().sum();
            self.done += done;
            if let Some(planned) = entry.invest_plan.get(&2025) {
                (self.planned, self.of_planned) = (self.planned + planned, self.of_planned + done);
            }
            if let Some(whole) = entry.investment_wan {
                (self.whole, self.of_whole) = (self.whole + whole, self.of_whole + done);
            }
        }
    }
}

/// A matter at the close of a term.
pub struct Standing<'a> {
    pub matter: &'a Matter,
    pub level: Level,
    pub settled_on: Option<NaiveDate>,
    pub days: i64,
    pub late: bool,
}

pub fn matters<'a>(file: &'a File, term: &Term) -> Vec<Standing<'a>> {
    let raised = file.matters.iter().filter(|matter| matter.raised_on <= term.last);
    let standing = |matter: &'a Matter| {
        let known = Update::by(&matter.updates, term.cutoff());
        let outcomes =
            known.iter().flat_map(|update| &update.says).filter_map(|fact| if let Fact::Outcome { to } = fact { Some(to) } else { None });
        let (mut level, mut settled_on) = (matter.level, None);
        for outcome in outcomes {
            (level, settled_on) = match outcome {
                Outcome::Settled { on } => (matter.level, Some(*on)),
                Outcome::PassedUp { to } => (*to, None),
                Outcome::Reopened {} => (matter.level, None),
            };
        }
        let days = (settled_on.unwrap_or(term.last) - matter.raised_on).num_days();
        let late = settled_on.is_none() && matter.due.is_some_and(|due| due < term.last);
        Standing { matter, level, settled_on, days, late }
    };
    raised.map(standing).collect()
}

/// In the middle of so many days; between two of them where there are as many on both sides.
pub fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    match days.len() {
        0 => None,
        n if n % 2 == 1 => Some(days[middle] as f64),
        _ => Some((days[middle - 1] + days[middle]) as f64 / 2.0),
    }
}

/// When a finding was mended, as far as is known at the cut-off of a term.
pub fn mended(finding: &Finding, term: &Term) -> Option<NaiveDate> {
    let known = Update::by(&finding.updates, term.cutoff());
    known.iter().flat_map(|update| update.says.iter().map(|fact| (update.day(), fact))).fold(None, |done, (told, fact)| match fact {
        Fact::Status { to: Status::Done, on } => Some(on.unwrap_or(told)),
        Fact::Status { .. } => None,
        _ => done,
    })
}

pub fn found_on(file: &File, finding: &Finding) -> NaiveDate {
    file.inspections.iter().find(|one| one.id == finding.inspection).unwrap().on
}

/// Which of those who look after something came in a term.
pub fn visits(file: &File, term: &Term) -> BTreeMap<String, usize> {
    let came =
        |log: &[Update]| log.iter().flat_map(|u| &u.says).filter(|fact| matches!(fact, Fact::Visited { on } if term.holds(*on))).count();
    file.liaisons.iter().map(|one| (one.id.clone(), came(&one.updates))).collect()
}

/// The bodies that lead, help or are named.
pub fn bodies<'a>(rows: &'a [Row<'a>]) -> BTreeSet<&'a str> {
    rows.iter()
        .flat_map(|row| std::iter::once(row.lead).chain(row.entry.cooperating.iter().map(|Cooperation::Cooperates(body)| body.as_str())))
        .collect()
}

use chrono::NaiveDate;
use std::sync::Arc;

use super::audience::Audience;
use super::body::{Body, bodies};
use super::bucket::{Bucket, Tally};
use super::comparison::{self, Comparison};
use super::coordination::Coordination;
use super::error::RenderError;
use super::fingerprint::fingerprint;
use super::goal::{Goal, goals};
use super::group::{self, Group, Projects};
use super::handout::Handed;
use super::reading::Reading;
use super::row::{Row, counted};
use super::supervision::Supervision;
use super::trend::{Point, trend};
use crate::domain::{Ledger, Period, Plan, Pooled, Settings, Tally as PoolTally};
use crate::progress::Progress;
use crate::text::Lang;

/// Every figure and list of a dispatch bulletin, as the log stood at the cut-off. The same ledger, period, cut-off and
/// audience give the same value, whatever was recorded after the cut-off.
///
/// All lists of places point into `rows`.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub(crate) period: Period,
    /// Reports recorded by this day count.
    pub(crate) cutoff: NaiveDate,
    /// The day at whose close entries are judged: the end of the period, or the cut-off when that comes first.
    pub(crate) day: NaiveDate,
    pub(crate) audience: Audience,
    /// The titles of the plans, or the body's name; none for the whole ledger.
    pub(crate) audience_names: Vec<String>,
    pub(crate) ledger_title: String,
    /// The numbers of the rules.
    pub(crate) rules: Settings,
    /// Changes when a fact that the cut-off sees changes.
    pub(crate) fingerprint: String,
    pub(crate) plans: Vec<Arc<Plan>>,
    /// All entries, in the ledger's order.
    pub rows: Vec<Row>,
    /// Of one body the persons that are named for all of its work.
    pub(crate) persons: Vec<String>,
    pub(crate) tally: Tally,
    pub(crate) change: Comparison,
    pub(crate) trend: Vec<Point>,
    /// By plan; every entry is in one.
    pub(crate) by_plan: Vec<Group>,
    /// By kind; every entry is in one.
    pub(crate) by_kind: Vec<Group>,
    /// By the level of the lead; every entry is in one.
    pub(crate) by_level: Vec<Group>,
    /// By the place to which each entry belongs; every entry is in one.
    pub(crate) by_region: Vec<Group>,
    /// By body, those that only cooperate included.
    pub bodies: Vec<Body>,
    pub(crate) projects: Projects,
    /// What the projects come to as a pool.
    pub(crate) pool: PoolTally,
    /// What offices settle together.
    pub(crate) coordination: Coordination,
    /// What inspections found.
    pub(crate) supervision: Supervision,
    pub(crate) goals: Vec<Goal>,
    /// Late entries, the gravest first: most days, then largest gap, then the ledger's order.
    pub(crate) late: Vec<usize>,
    /// Open entries whose deadline comes after the day of judgement, up to the end of the next period, by deadline.
    pub(crate) due_next: Vec<usize>,
    /// Unreported entries by the bodies that lead them, in the order of `bodies`.
    pub(crate) unreported: Vec<(String, Vec<usize>)>,
    /// Entries with a value that waits for a ruling.
    pub(crate) contested: Vec<usize>,
    /// Open entries that nobody leads.
    pub(crate) unassigned: Vec<usize>,
}

impl Summary {
    /// The cut-off when none is given: the end of the period and the ledger's days of grace; as long as that is to come, today.
    pub(crate) fn default_cutoff(period: Period, settings: &Settings, today: NaiveDate) -> NaiveDate {
        today.min(period.grace_end(settings.grace_days))
    }

    /// What of it goes out to its audience.
    pub(crate) fn handed(&self, ending: &'static str) -> Handed {
        Handed {
            to: self.audience_names.concat(),
            ending,
            entries: self.rows.iter().map(|row| row.id.clone()).collect(),
            titles: self.rows.iter().map(|row| format!("{} {}", row.reference, row.title)).collect(),
            note: String::new(),
        }
    }

    /// How many of those that nobody leads somebody is suggested to lead.
    pub(super) fn proposed(&self) -> usize {
        self.unassigned.iter().filter(|at| !self.rows[**at].proposed.is_empty()).count()
    }

    /// Whether the period goes on after the day of judgement, so that its figures are not final.
    pub(crate) fn is_running(&self) -> bool {
        self.day < self.period.end()
    }

    /// The buckets of its tables: those of plans that are over only where they hold something.
    pub(super) fn buckets(&self) -> Vec<Bucket> {
        let held =
            |b: Bucket| [&self.tally, &self.change.tally].iter().any(|t| t.count(b) > 0) || self.trend.iter().any(|p| p.tally.count(b) > 0);
        Bucket::ALL.into_iter().filter(|b| !matches!(b, Bucket::Unverified | Bucket::CarriedOver) || held(*b)).collect()
    }

    /// Reckons everything, saying how far it is. An audience that the ledger does not know gives a bulletin without
    /// entries.
    pub fn build(
        ledger: &Ledger,
        period: Period,
        cutoff: NaiveDate,
        audience: Audience,
        progress: &Progress,
    ) -> Result<Summary, RenderError> {
        let print = fingerprint(ledger, cutoff);
        let called = ledger.called_on(period.end().min(cutoff));
        let ledger = called.as_ref();
        let reading = Reading::new(ledger, period, cutoff, &audience);
        let (rows, change) = comparison::read(&reading, progress);
        let trend = trend(&reading, &rows, &change, progress);
        progress.check()?;
        let bodies = bodies(ledger, &rows);
        Ok(Summary {
            period,
            cutoff,
            day: reading.day(),
            audience_names: audience.names(ledger),
            ledger_title: ledger.title.clone(),
            rules: ledger.settings.clone(),
            fingerprint: print,
            plans: plans(ledger, &rows),
            persons: audience.body().map(|body| ledger.persons_told(body, Lang::Zh)).unwrap_or_default(),
            tally: counted(&rows).map(|r| r.bucket).collect(),
            trend,
            by_plan: group::by_plan(ledger, &rows),
            by_kind: group::by_kind(&rows),
            by_level: group::by_level(ledger, &rows),
            by_region: group::by_region(ledger, &rows),
            projects: Projects::of(&rows),
            pool: pool(&rows),
            coordination: Coordination::of(&reading, &audience),
            supervision: Supervision::of(&reading, &audience),
            goals: goals(&reading, &audience, &rows),
            late: late(&rows),
            due_next: due_next(&rows, reading.day(), period.next().end()),
            unreported: unreported(&bodies),
            contested: places(&rows, |r| !r.contested.is_empty()),
            unassigned: places(&rows, |r| r.lead.is_none() && r.bucket.is_open()),
            bodies,
            change,
            rows,
            audience,
        })
    }

    /// The same where nobody waits, for tests.
    #[cfg(test)]
    pub(super) fn of(ledger: &Ledger, period: Period, cutoff: NaiveDate, audience: Audience) -> Summary {
        Summary::build(ledger, period, cutoff, audience, &Progress::default()).unwrap()
    }

    /// The ledger's name, or those of the plans or the body for whom it is written.
    pub(super) fn title(&self) -> String {
        if self.audience_names.is_empty() { self.ledger_title.clone() } else { self.audience_names.join("、") }
    }

    /// Which bulletin it is, whatever the day on which it is made: period and audience.
    pub(crate) fn paper(&self) -> String {
        Summary::paper_of(self.period, &self.audience)
    }

    /// The same of one that is not built.
    pub(crate) fn paper_of(period: Period, audience: &Audience) -> String {
        format!("{period}{}", audience.mark())
    }

    pub(crate) fn row(&self, place: usize) -> &Row {
        &self.rows[place]
    }

    /// How many rows name the same thing as one before them: totals leave them out.
    pub(crate) fn named_again(&self) -> usize {
        self.rows.iter().filter(|row| row.again).count()
    }

    /// Whether the period is a whole year, so that the bulletin is the year's report.
    pub(crate) fn is_yearly(&self) -> bool {
        matches!(self.period, Period::Year(_))
    }

    /// The bodies whose own parts are missing, with their entries.
    pub(crate) fn parts_missing(&self) -> impl Iterator<Item = &Body> {
        self.bodies.iter().filter(|b| !b.parts_missing.is_empty())
    }

    /// The bodies that have not reported all that they owe, with the entries: what they lead, and their parts.
    pub fn missing(&self) -> impl Iterator<Item = (&Body, Vec<usize>)> {
        let all = self.bodies.iter().filter(|b| b.missing() > 0);
        all.map(|b| (b, b.silent.iter().chain(&b.parts_missing).copied().collect()))
    }

    /// Whether an entry counts for several bodies that lead it: a group and its members, a body and its successor.
    pub(crate) fn leads_overlap(&self) -> bool {
        self.bodies.iter().map(|b| b.leads.total()).sum::<usize>() > self.rows.len()
    }
}

fn plans(ledger: &Ledger, rows: &[Row]) -> Vec<Arc<Plan>> {
    ledger.plans.iter().filter(|p| rows.iter().any(|r| p.code == r.plan())).cloned().collect()
}

/// The projects of the pool, each thing once.
fn pool(rows: &[Row]) -> PoolTally {
    let all = rows.iter().filter_map(|row| Some(Pooled { again: row.again, ..row.pool.as_ref()?.pooled.clone() }));
    all.collect::<Vec<_>>().iter().collect()
}

fn places(rows: &[Row], test: impl Fn(&Row) -> bool) -> Vec<usize> {
    (0..rows.len()).filter(|i| test(&rows[*i])).collect()
}

fn late(rows: &[Row]) -> Vec<usize> {
    let mut late = places(rows, |r| r.late.is_some());
    late.sort_by_key(|i| std::cmp::Reverse(rows[*i].late.map(|l| (l.days, l.gap))));
    late
}

fn due_next(rows: &[Row], day: NaiveDate, until: NaiveDate) -> Vec<usize> {
    let mut due = places(rows, |r| r.bucket.is_open() && r.deadline.is_some_and(|d| day < d && d <= until));
    due.sort_by_key(|i| rows[*i].deadline);
    due
}

fn unreported(bodies: &[Body]) -> Vec<(String, Vec<usize>)> {
    bodies.iter().filter(|b| !b.silent.is_empty()).map(|b| (b.name.clone(), b.silent.clone())).collect()
}

#[cfg(test)]
#[path = "summary_tests.rs"]
mod tests;

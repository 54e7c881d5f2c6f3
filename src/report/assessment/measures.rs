//! What the rules of the assessment count of each body, thing by thing, with the updates on which each rests.

use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

use super::score::{Counted, Why};
use crate::domain::{
    DeptId, Entry, EntryId, Fact, Follows, Ground, Keeping, Ledger, Measure, MendingStanding, Moment, Pace, Period, PlansInUse, Status,
    Update, UpdateId, ValueOwed, fold, known, long_date,
};
use crate::progress::Progress;
use crate::report::audience::Audience;
use crate::report::bucket::Bucket;
use crate::report::error::RenderError;
use crate::report::row::Row;
use crate::report::summary::Summary;
use crate::text::Lang;

/// All that is counted, for any body.
pub(super) struct Measures<'a> {
    ledger: &'a Ledger,
    summary: &'a Summary,
    /// The quarters of the period that are over, each as its own bulletin has it.
    quarters: Vec<Summary>,
    led: HashMap<DeptId, Vec<usize>>,
    findings: Vec<MendingStanding<'a>>,
    /// The plans on which somebody had reported by the cut-off.
    used: PlansInUse,
    /// What waits to be verified.
    waiting: HashSet<&'a EntryId>,
}

impl<'a> Measures<'a> {
    pub(super) fn new(ledger: &'a Ledger, summary: &'a Summary, progress: &Progress) -> Result<Measures<'a>, RenderError> {
        let mut quarters = Vec::new();
        for quarter in quarters_of(summary.period).into_iter().filter(|quarter| quarter.end() <= summary.day) {
            let cutoff = quarter.grace_end(ledger.settings.grace_days).min(summary.cutoff);
            quarters.push(Summary::build(ledger, quarter, cutoff, Audience::Ledger, progress)?);
        }
        let led = summary.bodies.iter().filter_map(|body| {
            let rows = body.led.iter().copied().filter(|at| !summary.rows[*at].again).collect();
            Some((body.id.clone()?, rows))
        });
        let findings = ledger.findings_on(Moment::CloseOf(summary.day), Some(summary.cutoff)).collect();
        let waiting = summary.rows.iter().filter(|row| row.bucket == Bucket::Unverified).map(|row| &row.id).collect();
        let used = PlansInUse::known(ledger, Some(summary.cutoff));
        Ok(Measures { ledger, summary, quarters, led: led.collect(), findings, used, waiting })
    }

    /// How many entries a body leads.
    pub(super) fn led(&self, body: &DeptId) -> usize {
        self.led.get(body).map_or(0, Vec::len)
    }

    /// What a rule counts of a body.
    pub(super) fn of(&self, body: &DeptId, counts: Measure) -> Vec<Why> {
        match counts {
            Measure::InTime => self.rows(body).filter_map(|row| self.in_time(row)).collect(),
            Measure::OnSchedule => self.rows(body).filter(|row| row.bucket.is_open()).map(|row| self.on_schedule(row)).collect(),
            Measure::NotOverdue => self.rows(body).filter(|row| row.bucket.is_open()).map(|row| self.not_overdue(row)).collect(),
            Measure::NotReturned => self.rows(body).filter_map(|row| self.not_returned(row)).collect(),
            Measure::Reporting => self.quarters.iter().flat_map(|quarter| self.reporting(body, quarter)).collect(),
            Measure::Mending => self.findings.iter().filter_map(|one| self.mending(body, one)).collect(),
            Measure::Goals => self.goals(body),
        }
    }

    fn rows(&self, body: &DeptId) -> impl Iterator<Item = &'a Row> + use<'a, '_> {
        let summary = self.summary;
        self.led.get(body).into_iter().flatten().map(move |at| &summary.rows[*at])
    }

    /// The updates of a log that the cut-off sees and that say such a thing.
    fn saying(&self, log: &[Update], cutoff: NaiveDate, says: impl Fn(&Update, &Fact) -> bool) -> Vec<UpdateId> {
        known(log, Some(cutoff)).into_iter().filter(|u| u.says.iter().any(|fact| says(u, fact))).map(|u| u.id.clone()).collect()
    }

    fn log(&self, id: &EntryId) -> &'a [Update] {
        self.ledger.get(id).map_or(&[], |entry: &std::sync::Arc<Entry>| entry.updates.as_slice())
    }

    /// The logs by which an entry stands: its own, and those of the entries whose standing it follows.
    fn logs(&self, row: &Row) -> Vec<&'a [Update]> {
        let others: Vec<&EntryId> = match &row.follows {
            Follows::Own | Follows::Members => Vec::new(),
            Follows::Carriers => self.ledger.carriers(&row.id).map(|carrier| &carrier.id).collect(),
            Follows::Same(id) => vec![id],
        };
        std::iter::once(&row.id).chain(others).map(|id| self.log(id)).collect()
    }

    /// Whether an entry stands as it does by the reports of those alone who carry it out: who leads it has told nothing.
    fn is_others_word(&self, row: &Row) -> bool {
        let tells = |update: &Update, fact: &Fact| update.about.is_whole() && fact.is_report();
        row.follows == Follows::Carriers && self.saying(self.log(&row.id), self.summary.cutoff, tells).is_empty()
    }

    /// What a row earns; nothing by the word of others.
    fn told(&self, row: &Row, (counts, words): (Counted, String), says: impl Fn(&Update, &Fact) -> bool) -> Why {
        let (counts, words) = match counts {
            Counted::For if self.is_others_word(row) => (Counted::Not, format!("{words}（随承接事项，牵头单位没有报告，不得分）")),
            counts => (counts, words),
        };
        let updates = self.logs(row).into_iter().flat_map(|log| self.saying(log, self.summary.cutoff, &says)).collect();
        Why { what: format!("{} {}", row.id, row.title), counts, words, updates }
    }

    /// Whether a period reckons what is due on a day: the day came in it, or the thing was done ahead, for this day or in this period.
    fn reckons(&self, due: NaiveDate, done: Option<NaiveDate>) -> bool {
        let within = |day: NaiveDate| self.summary.period.contains(day) && day <= self.summary.day;
        within(due) || done.is_some_and(|on| on <= due && (within(on) || self.summary.period.contains(due)))
    }

    /// Whether it is of a plan that is over and that nobody took up, and has no deadline of its own: it waits to be verified until somebody
    /// reports on it, and is asked for since then.
    fn waits_for_a_report(&self, row: &Row) -> bool {
        let plan = self.ledger.plan(row.plan());
        let is_over = plan.is_some_and(|plan| plan.end <= self.summary.day && !plan.is_in_use_on(self.summary.day));
        let own = |entry: &std::sync::Arc<Entry>| {
            let state = fold(self.ledger, entry, Some(self.summary.cutoff));
            Ground::of(entry, &state).is_some_and(Ground::is_own)
        };
        is_over && !self.used.holds(row.plan()) && !self.ledger.get(&row.id).is_some_and(own)
    }

    /// What waits to be verified is left out: nobody knows whether it is done.
    fn unverified(row: &Row) -> Option<(Counted, String)> {
        let words = || row.deadline.map_or_else(String::new, |due| format!("时限 {due}，"));
        (row.bucket == Bucket::Unverified).then(|| (Counted::LeftOut, format!("{}{}，不计", words(), row.bucket.label(Lang::Zh))))
    }

    /// What fell due in the period or was done ahead, and whether it was done by its day; nothing of what was put off, given up or carried over.
    fn in_time(&self, row: &Row) -> Option<Why> {
        if matches!(row.bucket, Bucket::SetAside | Bucket::CarriedOver) {
            return None;
        }
        let done = row.completion.and_then(|done| done.on);
        let due = row.deadline.filter(|due| self.reckons(*due, done))?;
        let counts = done.is_some_and(|on| on <= due);
        let said = match done {
            Some(on) if counts => format!("{on} 完成，时限 {due}，按期"),
            Some(on) => format!("{on} 完成，时限 {due}，逾期 {} 天", (on - due).num_days()),
            None => format!("时限 {due}，没有完成"),
        };
        let says = |_: &Update, fact: &Fact| matches!(fact, Fact::Status { .. } | Fact::Confirmed { .. } | Fact::Deadline { .. });
        Some(self.told(row, Self::unverified(row).unwrap_or((Counted::whether(counts), said)), says))
    }

    /// What nobody has told earns nothing; what has no schedule is left out.
    fn on_schedule(&self, row: &Row) -> Why {
        let says = |_: &Update, fact: &Fact| matches!(fact, Fact::Percent { .. } | Fact::Status { .. });
        if let Some(waits) = Self::unverified(row) {
            return self.told(row, waits, says);
        }
        let keeps = matches!(row.bucket, Bucket::Ahead | Bucket::OnSchedule);
        let percent = |value: Option<u8>| value.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"));
        let (counts, more) = match (row.status, row.percent, row.scheduled) {
            (status, ..) if !keeps || status == Some(Status::NotStarted) => (Counted::whether(keeps), ""),
            (_, _, None) => (Counted::LeftOut, "，没有序时进度可比，不计"),
            (_, None, _) => (Counted::Not, "，没有报完成比例，不得分"),
            _ => (Counted::For, ""),
        };
        let bucket = row.bucket.label(Lang::Zh);
        let words = format!("{bucket}，完成 {}，序时 {}{more}", percent(row.percent), percent(row.scheduled));
        self.told(row, (counts, words), says)
    }

    /// What nobody has told earns nothing; what has no deadline is left out.
    fn not_overdue(&self, row: &Row) -> Why {
        let says = |_: &Update, fact: &Fact| matches!(fact, Fact::Deadline { .. } | Fact::Status { .. });
        if let Some(waits) = Self::unverified(row) {
            return self.told(row, waits, says);
        }
        let due = row.deadline.map_or_else(|| "没有时限".to_owned(), |due| format!("时限 {due}"));
        let (counts, words) = match row.late.and_then(|late| late.days) {
            Some(days) => (Counted::Not, format!("逾期 {days} 天")),
            None if row.deadline.is_none() => (Counted::LeftOut, "不计".to_owned()),
            None if row.bucket == Bucket::Unreported => (Counted::Not, format!("{}，不得分", row.bucket.label(Lang::Zh))),
            None => (Counted::For, "未逾期".to_owned()),
        };
        self.told(row, (counts, format!("{due}，{words}")), says)
    }

    /// What was said to be done in the period, and whether that was sent back.
    fn not_returned(&self, row: &Row) -> Option<Why> {
        let period = self.summary.period;
        let all: Vec<&Update> = known(self.log(&row.id), Some(self.summary.cutoff)).into_iter().filter(|u| u.about.is_whole()).collect();
        let in_period = |u: &&Update| period.contains(u.day());
        let claimed = |u: &&Update| u.says.iter().any(|fact| matches!(fact, Fact::Status { to, .. } if *to == Status::Done));
        let returned = |u: &&Update| u.says.iter().any(|fact| matches!(fact, Fact::Returned { .. }));
        let (claims, returns): (Vec<&&Update>, Vec<&&Update>) =
            (all.iter().filter(|u| in_period(u) && claimed(u)).collect(), all.iter().filter(|u| in_period(u) && returned(u)).collect());
        if claims.is_empty() && returns.is_empty() {
            return None;
        }
        let counts = returns.is_empty();
        let words = if counts { "报告完成，没有退回".to_owned() } else { format!("报告完成后退回 {} 次", returns.len()) };
        let updates = claims.into_iter().chain(returns).map(|u| u.id.clone()).collect();
        Some(Why { what: format!("{} {}", row.id, row.title), counts: Counted::whether(counts), words, updates })
    }

    /// The reports on a quarter that it was asked for; none on what waits to be verified when all is assessed, or waited until its first
    /// report: who reports late is not liable for the quarters before.
    fn reporting(&self, body: &DeptId, quarter: &Summary) -> Vec<Why> {
        let period = quarter.period;
        let waits = |row: &Row| self.waiting.contains(&row.id) || row.last_report.is_none() && self.waits_for_a_report(row);
        let asked = quarter.rows.iter().filter(|row| !row.again && !waits(row));
        let owed = asked.filter_map(|row| Some((row, row.owing_of(body)?)));
        let why = |(row, owing): (&Row, &crate::domain::Owing)| {
            let on = |u: &Update, _: &Fact| u.reported().is_some_and(|report| report.counts_for(period));
            let same = self.ledger.named_again(&row.id).map(|other| &other.id);
            let of_steps = |id| self.ledger.steps_of(id).map(|step| step.updates.as_slice());
            let logs = std::iter::once(&row.id).chain(same).flat_map(|id| std::iter::once(self.log(id)).chain(of_steps(id)));
            let updates = logs.filter(|_| owing.said).flat_map(|log| self.saying(log, quarter.cutoff, on)).collect();
            let (counts, words) = self.collected(quarter, (owing.said, period), "反馈");
            Why { what: format!("{} {}", row.id, row.title), counts, words, updates }
        };
        owed.map(why).chain(self.values(body, quarter)).collect()
    }

    /// What was asked for with a quarter: in time once it is there; what is not there is late when the days of grace are over.
    fn collected(&self, quarter: &Summary, (said, period): (bool, Period), what: &str) -> (Counted, String) {
        let until = quarter.period.grace_end(self.ledger.settings.grace_days);
        let (counts, words) = match said {
            true => (Counted::For, format!("按时{what}")),
            false if quarter.cutoff < until => (Counted::LeftOut, format!("尚未{what}，{}前仍可补报，不计", long_date(until))),
            false => (Counted::Not, format!("没有按时{what}")),
        };
        (counts, format!("{}{words}（截至{}）", period.label(Lang::Zh), long_date(quarter.cutoff)))
    }

    /// The values of indicators that it was asked for with a quarter; none of a plan that is over and that nobody took up.
    fn values(&self, body: &DeptId, quarter: &Summary) -> Vec<Why> {
        let cutoff = quarter.cutoff;
        let is_over = |code: &str| self.ledger.plan(code).is_some_and(|plan| plan.end <= self.summary.day);
        let waits = |one: &ValueOwed<'_>| is_over(&one.indicator.plan) && !self.used.holds(&one.indicator.plan);
        let owed = self.ledger.values_owed(quarter.period, Some(cutoff)).filter(|one| one.bodies.contains(body) && !waits(one));
        let why = |one: ValueOwed<'_>| {
            let on = |u: &Update, fact: &Fact| {
                matches!(fact, Fact::Measured { .. }) && u.period.is_some_and(|told| told.end() == one.period.end())
            };
            let updates = self.saying(&one.indicator.updates, cutoff, on);
            let (counts, words) = self.collected(quarter, (one.said, one.period), "填报实测值");
            Why { what: format!("{} {}", one.indicator.scope, one.indicator.name), counts, words, updates }
        };
        owed.map(why).collect()
    }

    /// A finding that was to be mended in the period, or was mended ahead.
    fn mending(&self, body: &DeptId, one: &MendingStanding<'_>) -> Option<Why> {
        let done = one.state.done_on.filter(|_| one.state.is_done());
        let due = one.state.deadline.value.filter(|due| self.reckons(*due, done))?;
        if !self.ledger.mends(body, one.finding) {
            return None;
        }
        let counts = one.in_time == Some(true);
        let words = match done {
            Some(on) => format!("{on} 整改完成，时限 {due}"),
            None => format!("时限 {due}，没有整改"),
        };
        let says = |_: &Update, fact: &Fact| matches!(fact, Fact::Status { .. } | Fact::Confirmed { .. } | Fact::Returned { .. });
        let updates = self.saying(&one.finding.updates, self.summary.cutoff, says);
        Some(Why { what: format!("{} {}", one.finding.id, one.finding.problem), counts: Counted::whether(counts), words, updates })
    }

    /// The goals for which it answers: by name, or because it leads the entry that they measure.
    fn goals(&self, body: &DeptId) -> Vec<Why> {
        let (day, cutoff) = (self.summary.day, self.summary.cutoff);
        let leads = |entry: &crate::domain::EntryId| self.rows(body).any(|row| row.id == *entry);
        let answers = |i: &crate::domain::Indicator| match &i.responsible {
            Some(named) => self.ledger.departments.answering(named).contains(body),
            None => i.entry.as_ref().is_some_and(&leads),
        };
        let all = self.ledger.indicators.iter().filter(|i| answers(i));
        let why = |i: &std::sync::Arc<crate::domain::Indicator>| {
            let pace = Pace::known_at(self.ledger, i, day, cutoff);
            pace.target?;
            let counts = matches!(pace.keeping, Keeping::Met | Keeping::OnSchedule);
            let updates = self.saying(&i.updates, cutoff, |_, fact| matches!(fact, Fact::Measured { .. }));
            let words = format!("{}：{}", pace.keeping.label(Lang::Zh), pace.sentence(&i.unit, Lang::Zh));
            Some(Why { what: format!("{} {}", i.scope, i.name), counts: Counted::whether(counts), words, updates })
        };
        all.filter_map(why).collect()
    }
}

/// The quarters of a period; of one that is shorter or crosses them, none but itself.
fn quarters_of(period: Period) -> Vec<Period> {
    let mut quarter = Period::quarter_of(period.start());
    let mut all = Vec::new();
    while quarter.start() <= period.end() && all.len() < QUARTERS {
        if period.start() <= quarter.start() && quarter.end() <= period.end() {
            all.push(quarter);
        }
        quarter = quarter.next();
    }
    if all.is_empty() { vec![period] } else { all }
}

/// No period that is assessed has more quarters.
const QUARTERS: usize = 40;

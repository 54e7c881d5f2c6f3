use chrono::{Datelike, NaiveDate};

use super::entry::Entry;
use super::ground::Ground;
use super::ledger::Ledger;
use super::period::Period;
use super::plans_in_use::PlansInUse;
use super::schedule::{Moment, Schedule};
use super::settings::Settings;
use super::state::State;
use super::status::Status;
use super::urge::{ReminderLevel, Urge};
use super::vocabulary::vocabulary;
use crate::text::Lang;

/// The light of an entry: a word and a colour, derived and never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Light {
    /// 红: late, or far behind.
    Red,
    /// 黄: due soon, behind, blocked or silent.
    Yellow,
    /// 绿: on its way.
    Green,
    /// 蓝: done.
    Blue,
    /// 灰: nothing to judge by, or put off or given up by decision.
    Gray,
    /// 期满待核: its plan is over, was not in use while it ran, and nobody reported on it, so that nobody knows.
    Unverified,
}

vocabulary!(Light {
    Red = "红", "red", "red", ["红灯"];
    Yellow = "黄", "yel", "yellow", ["黄灯"];
    Green = "绿", "grn", "green", ["绿灯"];
    Blue = "蓝", "blu", "blue", ["蓝灯"];
    Gray = "灰", "gry", "gray", ["灰灯", "grey"];
    Unverified = "期满待核", "unverified", "unverified", ["待核", "核", "unv"];
});

impl Light {
    /// The word where there is room for one character, or three letters.
    pub(crate) fn mark(self, lang: Lang) -> &'static str {
        match self {
            Light::Unverified => lang.pick("核", "unv"),
            other => other.label(lang),
        }
    }
}

/// The rule that gave a light, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Done: on which day, in or after its time, and whether that waits to be confirmed.
    Done(Completion),
    /// All of it was reported, and nobody set a status.
    Whole,
    /// Given up by decision.
    Cancelled,
    /// The status is carried over.
    CarriedOver,
    /// Put off by decision.
    Suspended,
    /// The plan is over, was not in use, and nobody ever reported on this.
    Unverified {
        /// The last day of the plan.
        end: NaiveDate,
    },
    /// A deadline that was stated or set for this entry is over; whether anybody ever reported.
    Overdue {
        /// Days since the deadline; 0 at the close of the deadline itself.
        days: i64,
        deadline: NaiveDate,
        reported: bool,
    },
    /// A letter was not answered.
    Unanswered { level: ReminderLevel, on: NaiveDate, days: i64 },
    /// The plan's period, which is all that the entry has for a deadline, is over.
    PlanOver { days: i64, deadline: NaiveDate },
    /// Behind scheduled progress by more than a limit.
    Behind {
        percent: u8,
        scheduled: u8,
        /// The limit that was passed, in points.
        limit: u8,
    },
    /// Reported as blocked.
    Blocked,
    /// The deadline is near.
    DueSoon {
        days: i64,
        /// Days at which the rule begins.
        limit: u32,
    },
    /// No report for so many quarters.
    Silent {
        /// Whole quarters after that of the last report.
        quarters: i32,
        /// Quarters at which the rule begins.
        limit: u8,
    },
    /// Nobody has ever reported, and the deadline is not near.
    NeverReported,
    /// The same of who leads, where others have told of their parts.
    OnlyParts,
    /// A percent that keeps up with the schedule.
    OnSchedule { percent: u8, scheduled: u8 },
    /// Reported, without numbers that could be behind.
    Reported,
    /// A step of an entry that is closed.
    WholeClosed,
    /// What an inspection found on it is not mended by its day.
    Unmended { due: NaiveDate, days: i64 },
}

impl Reason {
    /// One sentence with the numbers and the rule.
    pub(crate) fn sentence(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(self) -> String {
        match self {
            Reason::Done(done) => format!("{}（规则：状态为已完成）", done.zh()),
            Reason::Whole => "报告 100%，未报状态（规则：视同完成，请补报状态）".into(),
            Reason::Unverified { end } => {
                format!("方案 {end} 期满，从来没有反馈，等待核实（规则：方案在期内没有启用过，条目报了才判断；给方案填启用日期后逐项判断）")
            }
            Reason::Unanswered { level, on, days } => {
                let (level, limit) = (level.label(Lang::Zh), Urge::REPLY_DAYS);
                format!("{on} 的{level}函已 {days} 天没有答复（规则：发函后 {limit} 天内没有反馈）")
            }
            Reason::PlanOver { days, deadline } => {
                let over = if days == 0 { String::new() } else { format!(" {days} 天") };
                format!("方案期满未完成：期末 {deadline} 已过{over}（规则：条目没有写明或另定时限，期满未完成为黄灯）")
            }
            Reason::Cancelled => "已终止，不再要求（规则：状态为已终止）".into(),
            Reason::CarriedOver => "已结转，到别处接着办，这里不再判断（规则：状态为已结转）".into(),
            Reason::Suspended => "经决定暂缓（规则：状态为暂缓）".into(),
            Reason::Overdue { days, deadline, reported } => {
                let never = if reported { "" } else { "，从未反馈" };
                let late = if days == 0 { "到期未完成".to_owned() } else { format!("已逾期 {days} 天") };
                format!("时限 {deadline}，{late}{never}（规则：过了写明或另定的时限且未完成）")
            }
            Reason::Behind { percent, scheduled, limit } => {
                let gap = scheduled.saturating_sub(percent);
                format!("完成 {percent}%，序时 {scheduled}%，差 {gap} 个百分点（规则：差 > {limit}）")
            }
            Reason::Blocked => "报告受阻（规则：状态为受阻）".into(),
            Reason::DueSoon { days, limit } => format!("距时限 {days} 天（规则：≤ {limit} 天）"),
            Reason::Silent { quarters, limit } => format!("已 {quarters} 个季度未反馈（规则：≥ {limit} 个季度）"),
            Reason::NeverReported => "从未反馈，尚未到期（规则：没有反馈不作判断）".into(),
            Reason::OnlyParts => "只有承担部分的单位反馈过，牵头单位从未反馈，尚未到期（规则：没有反馈不作判断）".into(),
            Reason::OnSchedule { percent, scheduled } => format!("完成 {percent}%，序时 {scheduled}%（规则：未落后于序时）"),
            Reason::WholeClosed => "所属条目已办结、终止、暂缓或结转，步骤不再要求（规则：步骤随条目）".into(),
            Reason::Unmended { due, days } => format!("督导发现的问题应于 {due} 前整改，已过 {days} 天（规则：过了整改时限未整改）"),
            Reason::Reported => "有反馈，未到期，未报百分比（规则：无落后依据）".into(),
        }
    }

    fn en(self) -> String {
        match self {
            Reason::Done(done) => format!("{} (rule: status is done)", done.en()),
            Reason::Whole => "reported at 100%, status not set (rule: counts as done; set the status)".into(),
            Reason::Unverified { end } => {
                format!(
                    "the plan ended {end} and nobody ever reported (rule: of a plan that was not in use while it ran an entry is judged once it is reported on; a day in the plan's `in use since` has all judged)"
                )
            }
            Reason::Unanswered { level, on, days } => {
                let (level, limit) = (level.label(Lang::En), Urge::REPLY_DAYS);
                format!("{level} of {on} not answered for {days} days (rule: no report within {limit} days of a letter)")
            }
            Reason::PlanOver { days, deadline } => {
                format!(
                    "the plan ended {deadline}, {days} days ago, and it is not done (rule: yellow where only the plan's end is the deadline)"
                )
            }
            Reason::Cancelled => "given up by decision (rule: status is cancelled)".into(),
            Reason::CarriedOver => "carried over, goes on elsewhere and is judged there (rule: status is carried over)".into(),
            Reason::Suspended => "put off by decision (rule: status is suspended)".into(),
            Reason::Overdue { days, deadline, reported } => {
                let never = if reported { "" } else { ", never reported" };
                format!("due {deadline}, {days} days late{never} (rule: past a stated or set deadline and not done)")
            }
            Reason::Behind { percent, scheduled, limit } => {
                let gap = scheduled.saturating_sub(percent);
                format!("{percent}% done, {scheduled}% scheduled, {gap} points behind (rule: gap > {limit})")
            }
            Reason::Blocked => "reported as blocked (rule: status is blocked)".into(),
            Reason::DueSoon { days, limit } => format!("due in {days} days (rule: <= {limit} days)"),
            Reason::Silent { quarters, limit } => format!("no report for {quarters} quarters (rule: >= {limit})"),
            Reason::NeverReported => "never reported, not yet due (rule: no report, no verdict)".into(),
            Reason::OnlyParts => "only parts were reported on, never the whole, not yet due (rule: no report, no verdict)".into(),
            Reason::OnSchedule { percent, scheduled } => format!("{percent}% done, {scheduled}% scheduled (rule: not behind)"),
            Reason::WholeClosed => "the entry is closed or put off, and no step of it is asked for (rule: steps go by their entry)".into(),
            Reason::Unmended { due, days } => {
                format!("what an inspection found was to be mended by {due}, {days} days ago (rule: past its day and not mended)")
            }
            Reason::Reported => "reported, not due, no percent given (rule: nothing says it is behind)".into(),
        }
    }
}

/// How something that is done was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Completion {
    /// The day on which it came true, where it is known.
    pub(crate) on: Option<NaiveDate>,
    /// The deadline in force, and the days after it: none is late up to 0.
    pub(crate) deadline: Option<NaiveDate>,
    /// Whether the office confirmed it (销号).
    pub(crate) confirmed: bool,
    /// Whether the ledger wants it confirmed, and nobody has (待核实).
    pub(crate) awaited: bool,
}

impl Completion {
    fn of(rules: &Settings, state: &State) -> Option<Completion> {
        let confirmed = state.confirmed.is_some();
        let done = Completion { on: state.done_on, deadline: state.deadline.value, confirmed, awaited: rules.confirmation && !confirmed };
        (state.status.value == Some(Status::Done)).then_some(done)
    }

    /// Days after the deadline in force; not above 0 when it was done in time.
    pub(crate) fn days_late(self) -> Option<i64> {
        Some((self.on? - self.deadline?).num_days())
    }

    /// What the office says of it, if it has a say.
    fn said(self, confirmed: &'static str, awaited: &'static str) -> &'static str {
        match self {
            Completion { confirmed: true, .. } => confirmed,
            Completion { awaited: true, .. } => awaited,
            _ => "",
        }
    }

    fn zh(self) -> String {
        let day = self.on.map_or_else(|| "已完成".to_owned(), |day| format!("{day} 完成"));
        let late = match (self.deadline, self.days_late()) {
            (Some(deadline), Some(days)) if days > 0 => format!("，时限 {deadline}，逾期 {days} 天完成"),
            (Some(deadline), Some(_)) => format!("，时限 {deadline}，按期完成"),
            _ => String::new(),
        };
        format!("{day}{late}{}", self.said("，已销号", "，待核实"))
    }

    fn en(self) -> String {
        let day = self.on.map_or_else(|| "done".to_owned(), |day| format!("done on {day}"));
        let late = match (self.deadline, self.days_late()) {
            (Some(deadline), Some(days)) if days > 0 => format!(", due {deadline}, {days} days late"),
            (Some(deadline), Some(_)) => format!(", due {deadline}, in time"),
            _ => String::new(),
        };
        format!("{day}{late}{}", self.said(", confirmed", ", to be confirmed"))
    }
}

/// What the rules say of an entry on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub(crate) light: Light,
    /// Why.
    pub(crate) reason: Reason,
    /// Scheduled progress (序时进度) in percent, where start and deadline are known.
    pub(crate) scheduled: Option<u8>,
    /// Days to the deadline; negative when it has passed.
    pub(crate) days_left: Option<i64>,
    /// Open, and the deadline is over (逾期).
    pub overdue: bool,
    /// Open, and the deadline is not over and near by the ledger's rules (临期).
    pub(crate) due_soon: bool,
    /// Whether a report on the period that is being collected on the day is owed ([`Verdict::owes`]; 未反馈).
    pub(crate) unreported: bool,
    /// Whether it was reported on or its plan is taken up ([`PlansInUse`]): then who helps is asked for its part too.
    pub(crate) in_use: bool,
    /// Whether its plan is archived (归档).
    pub(crate) archived: bool,
    /// How it was done, if it is.
    pub(crate) completion: Option<Completion>,
}

impl Verdict {
    /// Whether its plan is over and was not in use, and nobody reported on it (期满待核): then it is neither 逾期 nor 临期.
    pub(crate) fn is_unverified(&self) -> bool {
        self.light == Light::Unverified
    }

    /// Whether reports on an entry that stands so are asked for: work on it is wanted and was not put off, and it does not wait to
    /// be verified, and its plan is not archived.
    pub(crate) fn is_asked(&self, state: &State) -> bool {
        state.is_open() && state.status.value != Some(Status::Suspended) && !self.is_unverified() && !self.archived
    }

    /// Whether a report on a period is owed by whoever leads an entry that stands so (未反馈): one is asked for, and nobody has
    /// reported on the period. Who owes what besides, each for its own part, [`Ledger::owing`] says.
    pub(crate) fn owes(&self, state: &State, period: Period) -> bool {
        self.is_asked(state) && !state.reported_in(period)
    }
}

impl Verdict {
    /// The same of an entry on which something that an inspection found should have been mended by a day: red, where work on it is wanted.
    pub(super) fn marred(mut self, state: &State, due: NaiveDate, day: NaiveDate) -> Verdict {
        let wanted = state.is_open() && state.status.value != Some(Status::Suspended) && !self.is_unverified();
        if wanted && self.light != Light::Red {
            (self.light, self.reason) = (Light::Red, Reason::Unmended { due, days: (day - due).num_days() });
        }
        self
    }
}

/// What is judged: an entry, or a step of one.
pub(super) struct Case<'a> {
    pub(super) plan: &'a str,
    /// Whether its deadline was stated or set for it.
    pub(super) own: bool,
    /// Whether somebody reported on it, or on what it belongs to.
    pub(super) told: bool,
    pub(super) schedule: Option<Schedule>,
}

/// Judges an entry by the ledger's rules.
pub(crate) fn judge(ledger: &Ledger, entry: &Entry, state: &State, when: Moment, used: &PlansInUse) -> Verdict {
    let own = Ground::of(entry, state).is_some_and(Ground::is_own);
    let case = Case { plan: entry.id.plan(), own, told: state.is_told(), schedule: ledger.schedule(entry, state.deadline.value) };
    judged(ledger, &case, state, when, used)
}

/// Judges whatever is reported on by the ledger's rules.
pub(super) fn judged(ledger: &Ledger, case: &Case<'_>, state: &State, when: Moment, used: &PlansInUse) -> Verdict {
    let (deadline, day, own) = (state.deadline.value, when.day(), case.own);
    let scheduled = case.schedule.as_ref().map(|s| s.percent_on(day));
    let days_left = deadline.map(|d| (d - day).num_days());
    let open = state.is_open();
    let plan = ledger.plan(case.plan);
    let in_use = case.told || used.holds(case.plan) || plan.is_some_and(|plan| plan.is_in_use_on(day));
    let unknown = || !own && state.ignored(day).is_none() && !in_use;
    let archived = plan.is_some_and(|plan| plan.is_archived_on(day));
    let unverified = plan.map(|plan| plan.end).filter(|end| open && when.is_past(*end) && unknown());
    let overdue = open && unverified.is_none() && deadline.is_some_and(|d| when.is_past(d));
    let near = i64::from(ledger.settings.due_soon_days);
    let due_soon = open && unverified.is_none() && !overdue && days_left.is_some_and(|left| left <= near);
    let completion = Completion::of(&ledger.settings, state);
    let (light, reason) = (Light::Gray, Reason::NeverReported);
    let mut verdict = Verdict { light, reason, scheduled, days_left, overdue, due_soon, unreported: false, in_use, archived, completion };
    (verdict.light, verdict.reason) = match unverified {
        Some(end) => (Light::Unverified, Reason::Unverified { end }),
        None => rule(&ledger.settings, state, &verdict, Standpoint { day, own }),
    };
    verdict.unreported = verdict.owes(state, ledger.collecting(day));
    verdict
}

/// From where the rules look.
struct Standpoint {
    day: NaiveDate,
    /// Whether the deadline was stated or set for this entry.
    own: bool,
}

fn rule(rules: &Settings, state: &State, verdict: &Verdict, Standpoint { day, own }: Standpoint) -> (Light, Reason) {
    if let Some(done) = verdict.completion {
        return (Light::Blue, Reason::Done(done));
    }
    match state.status.value {
        Some(Status::Cancelled) => return (Light::Gray, Reason::Cancelled),
        Some(Status::CarriedOver) => return (Light::Gray, Reason::CarriedOver),
        Some(Status::Suspended) => return (Light::Gray, Reason::Suspended),
        _ if state.is_done() => return (Light::Blue, Reason::Whole),
        _ => {}
    }
    let days = verdict.days_left.unwrap_or_default();
    let over = state.deadline.value.filter(|_| verdict.overdue);
    if let Some(deadline) = over.filter(|_| own) {
        return (Light::Red, Reason::Overdue { days: -days, deadline, reported: state.is_told() });
    }
    if let Some(urge) = state.ignored(day) {
        return (Light::Red, Reason::Unanswered { level: urge.level, on: urge.on, days: (day - urge.on).num_days() });
    }
    let gap = state.percent.value.zip(verdict.scheduled).map(|(p, s)| (p, s, s.saturating_sub(p)));
    // Red only where a deadline was promised: what goes by the plan's end alone is behind, and yellow.
    if let Some((percent, scheduled, _)) = gap.filter(|g| own && g.2 > rules.red_gap) {
        return (Light::Red, Reason::Behind { percent, scheduled, limit: rules.red_gap });
    }
    if let Some(deadline) = over {
        return (Light::Yellow, Reason::PlanOver { days: -days, deadline });
    }
    if state.status.value == Some(Status::Blocked) {
        return (Light::Yellow, Reason::Blocked);
    }
    if let Some((percent, scheduled, _)) = gap.filter(|g| g.2 > rules.yellow_gap) {
        return (Light::Yellow, Reason::Behind { percent, scheduled, limit: rules.yellow_gap });
    }
    if verdict.due_soon {
        return (Light::Yellow, Reason::DueSoon { days, limit: rules.due_soon_days });
    }
    let Some(last) = state.last_report else {
        return (Light::Gray, if state.is_told() { Reason::OnlyParts } else { Reason::NeverReported });
    };
    let told = state.reports.iter().map(|r| r.period.end()).max();
    let quarters = quarter_number(day) - quarter_number(told.map_or(last, |end| end.max(last).min(day))) - 1;
    if quarters >= i32::from(rules.silent_quarters) {
        return (Light::Yellow, Reason::Silent { quarters, limit: rules.silent_quarters });
    }
    match gap {
        Some((percent, scheduled, _)) => (Light::Green, Reason::OnSchedule { percent, scheduled }),
        None => (Light::Green, Reason::Reported),
    }
}

fn quarter_number(day: NaiveDate) -> i32 {
    day.year() * 4 + day.month0() as i32 / 3
}

#[cfg(test)]
#[path = "light_tests.rs"]
mod tests;

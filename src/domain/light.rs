use chrono::{Datelike, NaiveDate};

use super::entry::Entry;
use super::ledger::Ledger;
use super::period::Period;
use super::schedule::Moment;
use super::settings::Settings;
use super::state::State;
use super::status::Status;
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
}

vocabulary!(Light {
    Red = "红", "red", "red", ["红灯"];
    Yellow = "黄", "yel", "yellow", ["黄灯"];
    Green = "绿", "grn", "green", ["绿灯"];
    Blue = "蓝", "blu", "blue", ["蓝灯"];
    Gray = "灰", "gry", "gray", ["灰灯", "grey"];
});

/// The rule that gave a light, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Done: on which day, in or after its time, and whether that waits to be confirmed.
    Done(Completion),
    /// Given up by decision.
    Cancelled,
    /// Put off by decision.
    Suspended,
    /// The deadline is over; whether anybody ever reported.
    Overdue {
        /// Days since the deadline; 0 at the close of the deadline itself.
        days: i64,
        deadline: NaiveDate,
        reported: bool,
    },
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
    /// A percent that keeps up with the schedule.
    OnSchedule { percent: u8, scheduled: u8 },
    /// Reported, without numbers that could be behind.
    Reported,
}

impl Reason {
    /// One sentence with the numbers and the rule, for `w` and `--why`.
    pub(crate) fn sentence(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(self) -> String {
        match self {
            Reason::Done(done) => format!("{}（规则：状态为已完成）", done.zh()),
            Reason::Cancelled => "已终止，不再要求（规则：状态为已终止）".into(),
            Reason::Suspended => "经决定暂缓（规则：状态为暂缓）".into(),
            Reason::Overdue { days, deadline, reported } => {
                let never = if reported { "" } else { "，从未反馈" };
                let late = if days == 0 { "到期未完成".to_owned() } else { format!("已逾期 {days} 天") };
                format!("时限 {deadline}，{late}{never}（规则：过时限且未完成）")
            }
            Reason::Behind { percent, scheduled, limit } => {
                let gap = scheduled.saturating_sub(percent);
                format!("完成 {percent}%，序时 {scheduled}%，差 {gap} 个百分点（规则：差 > {limit}）")
            }
            Reason::Blocked => "报告受阻（规则：状态为受阻）".into(),
            Reason::DueSoon { days, limit } => format!("距时限 {days} 天（规则：≤ {limit} 天）"),
            Reason::Silent { quarters, limit } => format!("已 {quarters} 个季度未反馈（规则：≥ {limit} 个季度）"),
            Reason::NeverReported => "从未反馈，尚未到期（规则：没有反馈不作判断）".into(),
            Reason::OnSchedule { percent, scheduled } => format!("完成 {percent}%，序时 {scheduled}%（规则：未落后于序时）"),
            Reason::Reported => "有反馈，未到期，未报百分比（规则：无落后依据）".into(),
        }
    }

    fn en(self) -> String {
        match self {
            Reason::Done(done) => format!("{} (rule: status is done)", done.en()),
            Reason::Cancelled => "given up by decision (rule: status is cancelled)".into(),
            Reason::Suspended => "put off by decision (rule: status is suspended)".into(),
            Reason::Overdue { days, deadline, reported } => {
                let never = if reported { "" } else { ", never reported" };
                format!("due {deadline}, {days} days late{never} (rule: past the deadline and not done)")
            }
            Reason::Behind { percent, scheduled, limit } => {
                let gap = scheduled.saturating_sub(percent);
                format!("{percent}% done, {scheduled}% scheduled, {gap} points behind (rule: gap > {limit})")
            }
            Reason::Blocked => "reported as blocked (rule: status is blocked)".into(),
            Reason::DueSoon { days, limit } => format!("due in {days} days (rule: <= {limit} days)"),
            Reason::Silent { quarters, limit } => format!("no report for {quarters} quarters (rule: >= {limit})"),
            Reason::NeverReported => "never reported, not yet due (rule: no report, no verdict)".into(),
            Reason::OnSchedule { percent, scheduled } => format!("{percent}% done, {scheduled}% scheduled (rule: not behind)"),
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

    fn zh(self) -> String {
        let day = self.on.map_or_else(|| "已完成".to_owned(), |day| format!("{day} 报告完成"));
        let late = match (self.deadline, self.days_late()) {
            (Some(deadline), Some(days)) if days > 0 => format!("，时限 {deadline}，逾期 {days} 天完成"),
            (Some(deadline), Some(_)) => format!("，时限 {deadline}，按期完成"),
            _ => String::new(),
        };
        format!(
            "{day}{late}{}",
            if self.confirmed {
                "，已销号"
            } else if self.awaited {
                "，待核实"
            } else {
                ""
            }
        )
    }

    fn en(self) -> String {
        let day = self.on.map_or_else(|| "done".to_owned(), |day| format!("reported done on {day}"));
        let late = match (self.deadline, self.days_late()) {
            (Some(deadline), Some(days)) if days > 0 => format!(", due {deadline}, {days} days late"),
            (Some(deadline), Some(_)) => format!(", due {deadline}, in time"),
            _ => String::new(),
        };
        format!(
            "{day}{late}{}",
            if self.confirmed {
                ", confirmed"
            } else if self.awaited {
                ", to be confirmed"
            } else {
                ""
            }
        )
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
    /// Open, and nobody has reported on the quarter of the day (未反馈).
    pub(crate) unreported: bool,
    /// How it was done, if it is.
    pub(crate) completion: Option<Completion>,
}

/// Judges an entry by the ledger's rules.
pub(crate) fn judge(ledger: &Ledger, entry: &Entry, state: &State, when: Moment) -> Verdict {
    let (deadline, day) = (state.deadline.value, when.day());
    let scheduled = ledger.schedule(entry, deadline).map(|s| s.percent_on(day));
    let days_left = deadline.map(|d| (d - day).num_days());
    let open = state.is_open();
    let overdue = open && deadline.is_some_and(|d| when.is_past(d));
    let near = i64::from(ledger.settings.due_soon_days);
    let due_soon = open && !overdue && days_left.is_some_and(|left| left <= near);
    let unreported = open && !state.reported_in(Period::quarter_of(day));
    let completion = Completion::of(&ledger.settings, state);
    let (light, reason) = (Light::Gray, Reason::NeverReported);
    let mut verdict = Verdict { light, reason, scheduled, days_left, overdue, due_soon, unreported, completion };
    (verdict.light, verdict.reason) = rule(&ledger.settings, state, &verdict, day);
    verdict
}

fn rule(rules: &Settings, state: &State, verdict: &Verdict, day: NaiveDate) -> (Light, Reason) {
    if let Some(done) = verdict.completion {
        return (Light::Blue, Reason::Done(done));
    }
    match state.status.value {
        Some(Status::Cancelled) => return (Light::Gray, Reason::Cancelled),
        Some(Status::Suspended) => return (Light::Gray, Reason::Suspended),
        _ => {}
    }
    let days = verdict.days_left.unwrap_or_default();
    if let Some(deadline) = state.deadline.value.filter(|_| verdict.overdue) {
        return (Light::Red, Reason::Overdue { days: -days, deadline, reported: state.last_report.is_some() });
    }
    let gap = state.percent.value.zip(verdict.scheduled).map(|(p, s)| (p, s, s.saturating_sub(p)));
    if let Some((percent, scheduled, _)) = gap.filter(|g| g.2 > rules.red_gap) {
        return (Light::Red, Reason::Behind { percent, scheduled, limit: rules.red_gap });
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
    let Some(last) = state.last_report else { return (Light::Gray, Reason::NeverReported) };
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
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{Deadline, EntryId, Kind, Reported};

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    fn verdict(set: impl Fn(&mut State), day: &str) -> Verdict {
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.deadline = Some(Deadline::PlanPeriod(date("2025-12-31")));
        let mut state = State::default();
        state.deadline.value = Some(date("2025-12-31"));
        set(&mut state);
        judge(&ledger_of_2025(), &entry, &state, Moment::During(date(day)))
    }

    fn reported(state: &mut State, day: &str) {
        state.status.value = Some(Status::Underway);
        state.last_report = Some(date(day));
        state.reports.push(Reported { on: date(day), period: Period::quarter_of(date(day)) });
    }

    #[test]
    fn a_wide_gap_is_red_and_says_its_numbers() {
        for (percent, light) in [(35, Light::Red), (45, Light::Yellow), (65, Light::Green)] {
            let set = |s: &mut State| {
                reported(s, "2025-09-20");
                s.percent.value = Some(percent);
            };
            let v = verdict(set, "2025-09-30");
            assert_eq!((v.light, v.scheduled), (light, Some(75)));
        }
        let reason = Reason::Behind { percent: 35, scheduled: 75, limit: 30 };
        assert_eq!(reason.sentence(Lang::Zh), "完成 35%，序时 75%，差 40 个百分点（规则：差 > 30）");
    }

    #[test]
    fn past_the_deadline_is_red_until_done_or_given_up() {
        assert_eq!(verdict(|_| (), "2026-01-01").light, Light::Red);
        assert_eq!(verdict(|_| (), "2025-12-31").light, Light::Yellow);
        assert_eq!(verdict(|s| s.status.value = Some(Status::Done), "2026-01-01").light, Light::Blue);
        assert_eq!(verdict(|s| s.status.value = Some(Status::Cancelled), "2026-01-01").light, Light::Gray);
    }

    #[test]
    fn never_reported_is_grey_and_unreported() {
        let v = verdict(|_| (), "2025-05-01");
        assert_eq!((v.light, v.unreported), (Light::Gray, true));
    }

    #[test]
    fn silence_turns_yellow_after_two_whole_quarters() {
        assert_eq!(verdict(|s| reported(s, "2025-03-31"), "2025-09-30").light, Light::Green);
        let v = verdict(|s| reported(s, "2025-03-31"), "2025-10-01");
        assert_eq!(v.reason, Reason::Silent { quarters: 2, limit: 2 });
    }
}

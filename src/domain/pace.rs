use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

use super::dispute::disputes_of;
use super::indicator::{Indicator, Target};
use super::kinds::Subject;
use super::ledger::Ledger;
use super::light::Light;
use super::number::number;
use super::period::Period;
use super::schedule::Schedule;
use super::settings::Settings;
use crate::text::Lang;

/// Whether an indicator keeps up with its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Keeping {
    /// 未达序时: behind by more points than the ledger's rules allow.
    Behind,
    /// 达序时: behind by no more than that.
    OnSchedule,
    /// 已达标: the goal is met.
    Met,
    /// 未测: nothing was measured yet.
    Unmeasured,
}

impl Keeping {
    /// All words in the order of summaries.
    pub const ALL: [Keeping; 4] = [Keeping::Met, Keeping::OnSchedule, Keeping::Behind, Keeping::Unmeasured];

    /// The word on screen and paper.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            Keeping::Met => lang.pick("已达标", "met"),
            Keeping::OnSchedule => lang.pick("达序时", "on schedule"),
            Keeping::Behind => lang.pick("未达序时", "behind"),
            Keeping::Unmeasured => lang.pick("未测", "no value"),
        }
    }
}

/// How an indicator stands against its goal of the year. Its schedule leads from the value before (the goal of an
/// earlier year, else the baseline, else nothing at the plan's first day) to the goal at the end of its year.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// The goal of the year; when the year has none the next later one, else the last; with its year.
    pub(crate) target: Option<(i32, Target)>,
    /// The value of the latest period that had begun.
    pub(crate) measured: Option<(Period, f64)>,
    /// The measured value in percent of the goal; none for a goal that must not be exceeded.
    pub(crate) share: Option<f64>,
    /// The day for which it is judged: the day asked for; but no value is called late for what only a later period
    /// can show, so that it is the end of the last period like the measured one that was over by then.
    pub(crate) day: NaiveDate,
    /// How much of the way to the goal should be behind it on that day, in percent.
    pub scheduled: Option<u8>,
    /// The value that it should have on that day.
    pub(crate) expected: Option<f64>,
    /// How much of the way is behind it, in percent; without a value before it is the share of the goal.
    pub(crate) progress: Option<f64>,
    /// Whether it keeps up.
    pub(crate) keeping: Keeping,
    /// Whether a value of it, or what is stated of it, waits for a ruling.
    pub(crate) contested: bool,
    red: bool,
}

impl Pace {
    /// Judges an indicator on a day, with its whole log known.
    pub fn of(ledger: &Ledger, indicator: &Indicator, day: NaiveDate) -> Pace {
        Pace::judged((ledger, None), indicator, &indicator.measured(), day)
    }

    /// Judges it on a day by what was recorded up to the cut-off.
    pub(crate) fn known_at(ledger: &Ledger, indicator: &Indicator, day: NaiveDate, cutoff: NaiveDate) -> Pace {
        Pace::judged((ledger, Some(cutoff)), indicator, &indicator.measured_by(cutoff), day)
    }

    fn judged(
        (ledger, as_of): (&Ledger, Option<NaiveDate>),
        indicator: &Indicator,
        values: &BTreeMap<Period, f64>,
        asked: NaiveDate,
    ) -> Pace {
        let target = goal_of(indicator, asked.year());
        let begun = values.iter().filter(|(p, _)| p.start() <= asked);
        let measured = begun.max_by_key(|(p, _)| (p.end(), p.start())).map(|(p, v)| (*p, *v));
        let day = measured.map_or(asked, |(period, _)| last_like(period, asked));
        let way = target.and_then(|(year, goal)| Way::to(ledger, indicator, (year, goal)));
        let scheduled = way.as_ref().map(|w| w.schedule.percent_on(day));
        let expected = way.as_ref().zip(scheduled).and_then(|(w, s)| w.expected(s));
        let value = measured.map(|(_, v)| v);
        let progress = way.as_ref().zip(value).and_then(|(w, v)| w.progress(v));
        let gap = lag(scheduled, progress);
        let share = target.zip(value).and_then(|((_, t), v)| share(t, v));
        let met = target.zip(value).map(|((_, t), v)| t.is_met_by(v));
        let keeping = keeping(&ledger.settings, met, gap);
        let red = gap.is_some_and(|g| g > f64::from(ledger.settings.red_gap));
        let contested = !disputes_of(ledger, &Subject::Indicator(indicator.id()), as_of).is_empty();
        Pace { target, measured, share, day, scheduled, expected, progress, keeping, contested, red }
    }

    /// Whether the measured value meets the goal; none where nothing is measured.
    pub fn met(&self) -> Option<bool> {
        self.target.zip(self.measured).map(|((_, target), (_, value))| target.is_met_by(value))
    }

    /// By how many points of the way it lags; negative when it leads.
    pub(crate) fn gap(&self) -> Option<f64> {
        lag(self.scheduled, self.progress)
    }

    /// The light by the rules for entries: red when far behind, yellow when behind.
    pub(crate) fn light(&self) -> Light {
        match self.keeping {
            Keeping::Met => Light::Blue,
            Keeping::OnSchedule => Light::Green,
            Keeping::Behind if self.red => Light::Red,
            Keeping::Behind => Light::Yellow,
            Keeping::Unmeasured => Light::Gray,
        }
    }

    /// One sentence with the numbers: `2025Q2 实测 160 亿元；至 2025-06-30 序时 50%，应达 178 亿元：未达序时`.
    pub(crate) fn sentence(&self, unit: &str, lang: Lang) -> String {
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        let mut parts = Vec::new();
        if let Some((period, value)) = self.measured {
            parts.push(lang.pick(format!("{period} 实测 {}{unit}", number(value)), format!("{period}: {}{unit}", number(value))));
        }
        if let Some(scheduled) = self.scheduled {
            let day = self.day;
            let should = self.expected.map(|e| format!("{}{unit}", number(round(e))));
            let should = should.map(|e| lang.pick(format!("，应达 {e}"), format!(", should be {e}"))).unwrap_or_default();
            parts.push(lang.pick(format!("至 {day} 序时 {scheduled}%{should}"), format!("by {day} scheduled {scheduled}%{should}")));
        }
        let facts = parts.join(lang.pick("；", "; "));
        format!("{facts}{}{}", lang.pick("：", ": "), self.keeping_words(lang))
    }

    /// Whether it keeps up, and whether what that goes by waits for a ruling.
    pub(crate) fn keeping_words(&self, lang: Lang) -> String {
        let contested = if self.contested { lang.pick(" 待裁定", " contested") } else { "" };
        format!("{}{contested}", self.keeping.label(lang))
    }
}

fn lag(scheduled: Option<u8>, progress: Option<f64>) -> Option<f64> {
    scheduled.zip(progress).map(|(s, p)| f64::from(s) - p)
}

fn keeping(rules: &Settings, met: Option<bool>, gap: Option<f64>) -> Keeping {
    match (met, gap) {
        (None, _) => Keeping::Unmeasured,
        (Some(true), _) => Keeping::Met,
        (Some(false), Some(gap)) if gap <= f64::from(rules.on_schedule_gap) => Keeping::OnSchedule,
        (Some(false), _) => Keeping::Behind,
    }
}

/// The end of the last period like this one that was over on a day; the day itself while the period runs.
fn last_like(mut period: Period, asked: NaiveDate) -> NaiveDate {
    while period.next().end() <= asked && period.next().end() > period.end() {
        period = period.next();
    }
    period.end().min(asked)
}

fn goal_of(indicator: &Indicator, year: i32) -> Option<(i32, Target)> {
    let next = indicator.targets.range(year..).next();
    next.or_else(|| indicator.targets.last_key_value()).map(|(year, target)| (*year, *target))
}

/// A number without digits that nobody measured.
fn round(value: f64) -> f64 {
    let whole = (value * 100.0).round() / 100.0;
    if whole.is_finite() { whole } else { value }
}

fn share(target: Target, value: f64) -> Option<f64> {
    let whole = target.reference();
    let share = value / whole * 100.0;
    (!matches!(target, Target::AtMost(_)) && whole > 0.0 && value >= 0.0 && share.is_finite()).then_some(share)
}

/// The way to a goal.
struct Way {
    schedule: Schedule,
    from: Option<f64>,
    to: f64,
}

impl Way {
    fn to(ledger: &Ledger, indicator: &Indicator, (year, goal): (i32, Target)) -> Option<Way> {
        let earlier = indicator.targets.range(..year).next_back().map(|(y, t)| (*y, t.reference()));
        let baseline = indicator.baseline.filter(|b| b.year < year).map(|b| (b.year, b.value));
        let (start, from) = match earlier.or(baseline) {
            Some((before, value)) => (NaiveDate::from_ymd_opt(before + 1, 1, 1)?, Some(value)),
            // What must not be exceeded does not grow from nothing.
            None if matches!(goal, Target::AtMost(_)) => (ledger.plan(&indicator.plan)?.start, None),
            None => (ledger.plan(&indicator.plan)?.start, Some(0.0)),
        };
        let schedule = Schedule::Linear { start, end: NaiveDate::from_ymd_opt(year, 12, 31)? };
        Some(Way { schedule, from, to: goal.reference() })
    }

    fn expected(&self, scheduled: u8) -> Option<f64> {
        self.from.map(|from| from + (self.to - from) * f64::from(scheduled) / 100.0)
    }

    fn progress(&self, value: f64) -> Option<f64> {
        let gone = (value - self.from?) / (self.to - self.from?) * 100.0;
        gone.is_finite().then_some(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{Author, Baseline, Fact, Update, UpdateId};

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    fn goal(baseline: Option<f64>, target: Target, measured: Option<f64>) -> Pace {
        goal_on("2025-08-20", baseline, target, measured)
    }

    fn goal_on(asked: &str, baseline: Option<f64>, target: Target, measured: Option<f64>) -> Pace {
        let update = measured.map(|to| Update {
            id: UpdateId::mint(1),
            at: "2025-07-05T09:00:00+08:00".parse().unwrap(),
            by: Author::default(),
            period: Some(Period::Quarter(2025, 2)),
            after: Vec::new(),
            about: Default::default(),
            says: vec![Fact::Measured { from: None, to }],
        });
        let indicator = Indicator {
            unit: "亿元".into(),
            baseline: baseline.map(|value| Baseline { year: 2024, value }),
            targets: [(2025, target)].into(),
            updates: update.into_iter().collect(),
            ..Indicator::new("p".into(), "", "", "")
        };
        Pace::of(&ledger_of_2025(), &indicator, day(asked))
    }

    #[test]
    fn the_way_from_the_baseline_to_the_goal_is_straight() {
        let pace = goal(Some(156.0), Target::AtLeast(200.0), Some(160.0));
        assert_eq!((pace.scheduled, pace.expected), (Some(50), Some(178.0)));
        assert_eq!((pace.keeping, pace.light()), (Keeping::Behind, Light::Red));
        assert_eq!(pace.sentence("亿元", Lang::Zh), "2025Q2 实测 160 亿元；至 2025-06-30 序时 50%，应达 178 亿元：未达序时");
        assert_eq!(goal(Some(156.0), Target::AtLeast(200.0), Some(177.0)).keeping, Keeping::OnSchedule);
        assert_eq!(goal(Some(156.0), Target::AtLeast(200.0), Some(201.0)).keeping, Keeping::Met);
    }

    #[test]
    fn a_goal_without_a_baseline_begins_with_nothing_at_the_plans_first_day() {
        assert_eq!(goal(None, Target::Reach(10.0), Some(4.0)).light(), Light::Yellow);
        assert_eq!(goal(None, Target::Reach(10.0), Some(5.0)).keeping, Keeping::OnSchedule);
        assert_eq!(goal(None, Target::Reach(10.0), Some(5.0)).share, Some(50.0));
    }

    #[test]
    fn what_must_not_be_exceeded_sinks_to_its_goal_or_stays_below_it() {
        assert_eq!(goal(Some(20.0), Target::AtMost(10.0), Some(15.0)).keeping, Keeping::OnSchedule);
        assert_eq!(goal(Some(20.0), Target::AtMost(10.0), Some(19.0)).keeping, Keeping::Behind);
        assert_eq!(goal(None, Target::AtMost(10.0), Some(12.0)).keeping, Keeping::Behind);
        assert_eq!(goal(None, Target::AtMost(10.0), Some(9.0)).share, None);
    }

    #[test]
    fn nothing_measured_is_judged_for_the_day_itself() {
        let pace = goal(Some(156.0), Target::AtLeast(200.0), None);
        assert_eq!((pace.keeping, pace.day), (Keeping::Unmeasured, day("2025-08-20")));
        assert_eq!(pace.scheduled, Some(64));
    }

    #[test]
    fn a_value_is_late_for_what_its_own_period_shows_and_not_for_silence_before_the_next_is_over() {
        let on = |asked| goal_on(asked, Some(156.0), Target::AtLeast(200.0), Some(177.0));
        assert_eq!((on("2025-09-29").day, on("2025-09-29").keeping), (day("2025-06-30"), Keeping::OnSchedule));
        assert_eq!((on("2025-09-30").day, on("2025-09-30").keeping), (day("2025-09-30"), Keeping::Behind));
        assert_eq!((on("2025-05-20").day, on("2025-05-20").scheduled), (day("2025-05-20"), Some(38)));
        assert_eq!(on("2025-03-20").measured, None);
    }
}

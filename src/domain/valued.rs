//! Which measured values are asked for (指标填报): of each indicator that is filled in at intervals, those of its periods that end in the
//! one that is collected; who answers for them, and whether they are there.

use chrono::NaiveDate;

use super::change::Change;
use super::fold::fold;
use super::id::DeptId;
use super::indicator::Indicator;
use super::ledger::Ledger;
use super::period::Period;
use super::record::Recorder;
use super::update::Fact;

/// A value that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ValueOwed<'a> {
    pub(crate) indicator: &'a Indicator,
    /// For which period of its own: a quarter, a half, a year.
    pub(crate) period: Period,
    /// Who answers for it; nobody where neither the indicator names a body nor its entry has a lead.
    pub(crate) bodies: Vec<DeptId>,
    /// Whether a value is there for it, or for another period that ends with it.
    pub(crate) said: bool,
}

impl Ledger {
    /// All values that are asked for with a period, by what was recorded up to a day (`None`: all of it).
    pub(crate) fn values_owed(&self, period: Period, as_of: Option<NaiveDate>) -> impl Iterator<Item = ValueOwed<'_>> {
        self.indicators.iter().flat_map(move |indicator| self.values_of(indicator, period, as_of))
    }

    /// The same of one indicator. Nothing is asked for of a plan that is archived, or outside of its years.
    pub(crate) fn values_of<'a>(&'a self, indicator: &'a Indicator, period: Period, as_of: Option<NaiveDate>) -> Vec<ValueOwed<'a>> {
        let plan = self.plan(&indicator.plan);
        let Some(rhythm) = indicator.every.filter(|_| plan.is_none_or(|plan| !plan.is_archived_on(self.day()))) else { return Vec::new() };
        let is_of_plan = |own: &Period| plan.is_none_or(|plan| own.end() >= plan.start && own.start() <= plan.end);
        let values = as_of.map_or_else(|| indicator.measured(), |day| indicator.measured_by(day));
        let bodies = self.answering_for(indicator, as_of);
        let owed = |own: Period| {
            let said = values.keys().any(|told| told.end() == own.end());
            ValueOwed { indicator, period: own, bodies: bodies.clone(), said }
        };
        let own = rhythm.periods(period.start(), period.end()).filter(|own| own.end() <= period.end());
        own.filter(is_of_plan).map(owed).collect()
    }

    /// Who answers for an indicator: the body that it names, else who leads its entry; each of a group, and who has their duties.
    pub(crate) fn answering_for(&self, indicator: &Indicator, as_of: Option<NaiveDate>) -> Vec<DeptId> {
        let entry = indicator.entry.as_ref().and_then(|id| self.get(id));
        let lead = || fold(self, entry?, as_of).lead.value;
        let Some(named) = indicator.responsible.clone().or_else(lead) else { return Vec::new() };
        self.departments.answering(&named).iter().filter(|body| self.departments.answers_itself(body)).cloned().collect()
    }
}

impl Recorder {
    /// The change that records that a letter asked for a value.
    pub(crate) fn ask_value(&self, indicator: &Indicator, letter: Fact) -> Change {
        Change::record(indicator.id(), self.update(&indicator.updates, vec![letter], None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{body, ledger_of_2025};
    use crate::domain::{Level, Rhythm, Update};

    fn ledger(every: Rhythm, updates: &str) -> Ledger {
        let mut ledger = ledger_of_2025();
        let mut group = body("各县政府", Level::County);
        (group.group, group.members) = (true, vec!["甲县政府".into(), "乙县政府".into()]);
        ledger.departments = vec![body("甲县政府", Level::County), body("乙县政府", Level::County), group].into();
        let updates = ron::from_str::<Vec<Update>>(updates).unwrap();
        let goal = Indicator::new("p".into(), "一", "产值", "全县");
        ledger.indicators = vec![Indicator { responsible: Some("各县政府".into()), every: Some(every), updates, ..goal }].into();
        ledger
    }

    fn told(ledger: &Ledger, period: Period, as_of: Option<&str>) -> Vec<String> {
        let all = ledger.values_owed(period, as_of.map(|day| day.parse().unwrap()));
        all.map(|one| format!("{} {} {}", one.period, one.bodies.len(), one.said)).collect()
    }

    #[test]
    fn a_value_is_asked_for_when_a_period_of_its_own_ends_with_the_one_collected() {
        let q = |n| Period::Quarter(2025, n);
        let none = "[]";
        assert_eq!(told(&ledger(Rhythm::Quarterly, none), q(3), None), ["2025Q3 2 false"]);
        assert_eq!(told(&ledger(Rhythm::HalfYearly, none), q(1), None), [""; 0]);
        assert_eq!(told(&ledger(Rhythm::HalfYearly, none), q(2), None), ["2025H1 2 false"]);
        assert_eq!(told(&ledger(Rhythm::Yearly, none), q(4), None), ["2025 2 false"]);
        assert_eq!(told(&ledger(Rhythm::Quarterly, none), Period::Year(2025), None).len(), 4);
        assert_eq!(told(&ledger(Rhythm::Monthly, none), q(1), None).len(), 3);
        assert_eq!(told(&ledger(Rhythm::Quarterly, none), Period::Quarter(2031, 1), None), [""; 0], "the plan is over");
    }

    #[test]
    fn a_value_that_ends_with_the_period_is_there_from_the_day_on_which_it_was_recorded() {
        let one = "[(id: \"a\", at: \"2026-01-08T08:00:00+08:00\", period: Some(\"2025Q4\"), says: [Measured(to: 3)])]";
        let yearly = ledger(Rhythm::Yearly, one);
        assert_eq!(told(&yearly, Period::Quarter(2025, 4), None), ["2025 2 true"]);
        assert_eq!(told(&yearly, Period::Quarter(2025, 4), Some("2026-01-07")), ["2025 2 false"]);
        assert_eq!(told(&ledger(Rhythm::Quarterly, one), Period::Quarter(2025, 3), None), ["2025Q3 2 false"]);
    }
}

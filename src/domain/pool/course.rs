//! What the log says of a project, as it stands on a day.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::stage::{Condition, InStatistics, Stage, Staged};
use crate::domain::period::Period;
use crate::domain::update::Fact;
use crate::text::Lang;

/// That something is settled, or is said not to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What.
    pub(crate) condition: Condition,
    /// Since when it is; none where it is not.
    pub(crate) on: Option<NaiveDate>,
    /// By which document it is, or why it is not.
    pub(crate) words: String,
}

impl Settled {
    /// As readers see it: `用地已落实（2025-03-01）`.
    pub(crate) fn in_words(&self, lang: Lang) -> String {
        let is = if self.on.is_some() { lang.pick("已落实", " settled") } else { lang.pick("未落实", " not settled") };
        let more: Vec<String> =
            self.on.map(|on| on.to_string()).into_iter().chain(Some(self.words.clone()).filter(|w| !w.is_empty())).collect();
        let more = if more.is_empty() { String::new() } else { lang.bracketed(&more.join(lang.pick("，", ", "))) };
        format!("{}{is}{more}", self.condition.label(lang))
    }

    /// The fact that says it.
    pub(in crate::domain) fn fact(&self) -> Fact {
        let (condition, words) = (self.condition, self.words.clone());
        match self.on {
            Some(on) => Fact::Met { condition, on, basis: words },
            None => Fact::Unmet { condition, reason: words },
        }
    }
}

/// What was told of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Course {
    /// The stages to which it came, by their days; each stay once.
    pub(crate) stages: Vec<Staged>,
    /// What is settled, and what is said not to be, in the order of the table.
    pub(crate) settled: Vec<Settled>,
    /// What was invested in each period, in 万元.
    pub(crate) invested: BTreeMap<Period, f64>,
}

impl Course {
    /// Takes in that it came to a stage. What was said before of the same stay holds no more.
    pub(crate) fn come_to(&mut self, staged: &Staged) {
        let at = |all: &[Staged]| all.iter().take_while(|one| one.on <= staged.on).count();
        let place = at(&self.stages);
        let is_same = |one: &Staged| one.stage == staged.stage;
        if self.stages.get(place).is_some_and(is_same) {
            self.stages.remove(place);
        } else if let Some(before) = place.checked_sub(1).filter(|before| self.stages.get(*before).is_some_and(is_same)) {
            self.stages.remove(before);
        }
        let place = at(&self.stages);
        self.stages.insert(place, staged.clone());
    }

    /// Takes in what was told of the same project elsewhere, and later.
    pub(in crate::domain) fn go_on_with(&mut self, later: Course) {
        later.stages.iter().for_each(|staged| self.come_to(staged));
        self.settled.retain(|one| later.settled.iter().all(|other| other.condition != one.condition));
        self.settled.extend(later.settled);
        self.settled.sort_by_key(|one| one.condition);
        self.invested.extend(later.invested);
    }

    /// The stage in which it was at the end of a day.
    pub(crate) fn stage_on(&self, day: NaiveDate) -> Option<&Staged> {
        self.stages.iter().rfind(|one| one.on <= day)
    }

    /// Since when a condition is settled, as far as a day.
    pub(crate) fn is_settled(&self, condition: Condition, day: NaiveDate) -> bool {
        self.settled.iter().any(|one| one.condition == condition && one.on.is_some_and(|on| on <= day))
    }

    /// What a stage wants settled and is not.
    pub(crate) fn lacks(&self, to: &Staged) -> Vec<Condition> {
        to.stage.needs().iter().copied().filter(|c| !self.settled.iter().any(|one| one.condition == *c && one.on.is_some())).collect()
    }

    /// Whether the statistics count it; none where nobody said so.
    pub(crate) fn in_statistics(&self, day: NaiveDate) -> Option<InStatistics> {
        let told = self.settled.iter().any(|one| one.condition == Condition::Statistics);
        told.then(|| if self.is_settled(Condition::Statistics, day) { InStatistics::Yes } else { InStatistics::No })
    }

    /// What was invested in all periods that lie within one and had begun by a day; a longer one stands for those in it.
    pub(crate) fn invested_in(&self, whole: Option<Period>, day: NaiveDate) -> Option<f64> {
        let within = |period: &Period| period.start() <= day && whole.is_none_or(|whole| whole.covers(*period));
        let stands = |period: &Period| !self.invested.keys().any(|other| other != period && within(other) && other.covers(*period));
        let mut all = self.invested.iter().filter(|(period, _)| within(period) && stands(period)).map(|(_, wan)| *wan).peekable();
        all.peek().is_some().then(|| all.sum())
    }

    /// Whether it has been begun by a day: it came to a stage that says so.
    pub(crate) fn is_begun(&self, day: NaiveDate) -> bool {
        self.stages.iter().any(|one| one.on <= day && (one.stage.is_begun() || one.stage == Stage::Halted))
    }

    /// Since when it is in the pool.
    pub(crate) fn entered_on(&self) -> Option<NaiveDate> {
        self.stages.iter().find(|one| one.stage != Stage::Withdrawn).map(|one| one.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course(all: &[(Stage, &str)]) -> Course {
        let mut course = Course::default();
        for (stage, on) in all {
            course.come_to(&Staged { stage: *stage, on: day(on), basis: String::new() });
        }
        course
    }

    fn days(course: &Course) -> Vec<(Stage, String)> {
        course.stages.iter().map(|one| (one.stage, one.on.to_string())).collect()
    }

    #[test]
    fn a_stay_has_one_day_and_one_that_was_left_can_come_again() {
        let begun = (Stage::Begun, "2025-03-01");
        let corrected = course(&[begun, (Stage::Begun, "2025-04-01"), (Stage::Building, "2025-06-01")]);
        assert_eq!(days(&corrected), [(Stage::Begun, "2025-04-01".into()), (Stage::Building, "2025-06-01".into())]);
        let earlier = course(&[(Stage::Begun, "2025-04-01"), begun]);
        assert_eq!(days(&earlier), [(Stage::Begun, "2025-03-01".into())]);
        let resumed = course(&[(Stage::Building, "2025-03-01"), (Stage::Halted, "2025-05-01"), (Stage::Building, "2025-08-01")]);
        assert_eq!(resumed.stages.len(), 3);
        let on = |text: &str| resumed.stage_on(day(text)).map(|one| one.stage);
        assert_eq!(
            ["2025-02-28", "2025-03-01", "2025-06-30", "2025-08-02"].map(on),
            [None, Some(Stage::Building), Some(Stage::Halted), Some(Stage::Building)]
        );
    }

    #[test]
    fn what_is_told_later_of_an_earlier_day_stands_before() {
        let told = course(&[(Stage::Building, "2024-06-01"), (Stage::Begun, "2024-03-01"), (Stage::Building, "2024-06-01")]);
        assert_eq!(days(&told), [(Stage::Begun, "2024-03-01".into()), (Stage::Building, "2024-06-01".into())]);
        assert!(!told.is_begun(day("2024-02-29")) && told.is_begun(day("2024-03-01")));
        assert_eq!(told.entered_on(), Some(day("2024-03-01")));
    }

    #[test]
    fn a_longer_period_stands_for_those_in_it() {
        let invested = [
            (Period::Year(2024), 900.0),
            (Period::Quarter(2024, 4), 100.0),
            (Period::Quarter(2025, 1), 50.0),
            (Period::Quarter(2025, 2), 70.0),
        ];
        let course = Course { invested: invested.into_iter().collect(), ..Course::default() };
        let all = |text: &str| course.invested_in(None, day(text));
        assert_eq!((all("2025-12-31"), all("2025-03-31"), all("2023-12-31")), (Some(1020.0), Some(950.0), None));
        assert_eq!(course.invested_in(Some(Period::Year(2025)), day("2025-12-31")), Some(120.0));
        assert_eq!(course.invested_in(Some(Period::Quarter(2024, 4)), day("2025-12-31")), Some(100.0));
    }
}

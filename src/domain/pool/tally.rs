//! Projects of the pool added up: how many stand where, what is planned and done, what came in and what left.

use chrono::{Datelike, NaiveDate};

use super::course::Course;
use super::rate::{Rate, RateOf, rounded};
use super::stage::{InStatistics, Stage};
use crate::domain::entry::Entry;
use crate::domain::period::Period;
use crate::domain::state::State;

/// A project as it stood on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pooled {
    pub(crate) stage: Option<Stage>,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) is_begun: bool,
    pub(crate) in_statistics: Option<InStatistics>,
    /// In 万元: the whole, what is planned for the day's year, what was done in that, and since the start.
    pub(crate) whole: Option<f64>,
    pub(crate) planned: Option<f64>,
    pub(crate) done_year: Option<f64>,
    pub(crate) done: Option<f64>,
    /// Whether another that stands before it names the same thing: it adds nothing.
    pub(crate) again: bool,
}

impl Pooled {
    pub(crate) fn of(entry: &Entry, state: &State, day: NaiveDate) -> Pooled {
        let nothing = Course::default();
        let course = state.project.as_deref().unwrap_or(&nothing);
        let stage = state.stage_on(day);
        let year = Period::Year(day.year());
        Pooled {
            stage: stage.map(|one| one.stage),
            since: stage.map(|one| one.on),
            is_begun: course.is_begun(day),
            in_statistics: course.in_statistics(day),
            whole: entry.investment_wan,
            planned: entry.invest_plan.get(&day.year()).copied(),
            done_year: course.invested_in(Some(year), day),
            done: course.invested_in(None, day),
            again: false,
        }
    }

    /// Whether it is in the pool: a stage was told, and it has not left.
    pub(crate) fn is_in(&self) -> bool {
        self.stage.is_some_and(|stage| stage != Stage::Withdrawn)
    }

    /// What is done of the year's plan, in tenths of a percent.
    pub(crate) fn year_share(&self) -> Option<u32> {
        let planned = self.planned?;
        Rate { of: RateOf::Year, part: self.done_year.unwrap_or(0.0), whole: planned }.tenths()
    }
}

/// Projects added up, each thing once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// How many stand at each stage, in the order of the table.
    stages: [usize; Stage::ALL.len()],
    pub(crate) untold: usize,
    begun: usize,
    finished: usize,
    counted: usize,
    /// 万元 of those that have not left the pool: the whole with what is done of it, the year's plan with what is done of that.
    whole: f64,
    done_of_whole: f64,
    pub(crate) planned: f64,
    done_of_plan: f64,
    /// All that was done this year, and since the start, whether a plan or a whole is stated or not.
    pub(crate) done_year: f64,
    pub(crate) done: f64,
    /// How many name the same thing as one before them.
    pub(crate) again: usize,
}

impl Tally {
    /// How many stand at a stage.
    pub(crate) fn at(&self, stage: Stage) -> usize {
        self.stages[stage.rank()]
    }

    /// How many are in the pool.
    pub(crate) fn in_pool(&self) -> usize {
        self.stages.iter().sum::<usize>() - self.at(Stage::Withdrawn)
    }

    /// How many projects were added up.
    pub(crate) fn all(&self) -> usize {
        self.stages.iter().sum::<usize>() + self.untold
    }

    /// Whether anything was told of a stage or of investment.
    pub(crate) fn is_told(&self) -> bool {
        self.untold < self.all() || self.done > 0.0
    }

    pub(crate) fn rate(&self, of: RateOf) -> Rate {
        let count = |n: usize| n as f64;
        let (part, whole) = match of {
            RateOf::Begun => (count(self.begun), count(self.in_pool())),
            RateOf::Year => (self.done_of_plan, self.planned),
            RateOf::Whole => (self.done_of_whole, self.whole),
            RateOf::Finished => (count(self.finished), count(self.begun)),
            RateOf::Counted => (count(self.counted), count(self.begun)),
        };
        Rate { of, part: rounded(part), whole: rounded(whole) }
    }

    fn add(&mut self, one: &Pooled) {
        if one.again {
            self.again += 1;
            return;
        }
        match one.stage {
            None => self.untold += 1,
            Some(stage) => self.stages[stage.rank()] += 1,
        }
        if one.is_in() {
            self.begun += usize::from(one.is_begun);
            self.finished += usize::from(one.stage.is_some_and(Stage::is_finished));
            self.counted += usize::from(one.is_begun && one.in_statistics == Some(InStatistics::Yes));
        }
        if one.stage != Some(Stage::Withdrawn) {
            self.invest(one);
        }
    }

    fn invest(&mut self, one: &Pooled) {
        let (done_year, done) = (one.done_year.unwrap_or(0.0), one.done.unwrap_or(0.0));
        self.done_year += done_year;
        self.done += done;
        if let Some(planned) = one.planned {
            self.planned += planned;
            self.done_of_plan += done_year;
        }
        if let Some(whole) = one.whole {
            self.whole += whole;
            self.done_of_whole += done;
        }
    }
}

impl<'a> FromIterator<&'a Pooled> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Pooled>>(all: I) -> Tally {
        let mut tally = Tally::default();
        all.into_iter().for_each(|one| tally.add(one));
        tally
    }
}

/// Whether a project came into the pool in a period, and whether it left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moves {
    pub(crate) came: bool,
    pub(crate) left: bool,
}

impl Moves {
    pub(crate) fn of(state: &State, period: Period) -> Moves {
        let Some(course) = &state.project else { return Moves::default() };
        let left = |one: &&super::stage::Staged| one.stage == Stage::Withdrawn && period.contains(one.on);
        let came = course.entered_on().is_some_and(|on| period.contains(on));
        Moves { came, left: course.stages.iter().find(left).is_some() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pooled(stage: Stage) -> Pooled {
        Pooled { stage: Some(stage), is_begun: stage.is_begun(), ..Pooled::default() }
    }

    #[test]
    fn rates_are_of_what_is_in_the_pool_and_each_thing_counts_once() {
        let all = [
            Pooled {
                in_statistics: Some(InStatistics::Yes),
                planned: Some(100.0),
                done_year: Some(40.0),
                done: Some(90.0),
                whole: Some(300.0),
                ..pooled(Stage::Building)
            },
            Pooled { in_statistics: Some(InStatistics::No), done_year: Some(7.0), done: Some(7.0), ..pooled(Stage::Working) },
            Pooled { again: true, planned: Some(100.0), ..pooled(Stage::Building) },
            pooled(Stage::Reserved),
            Pooled { is_begun: true, whole: Some(50.0), ..pooled(Stage::Withdrawn) },
            Pooled { whole: Some(50.0), ..Pooled::default() },
        ];
        let tally: Tally = all.iter().collect();
        let rate = |of| (tally.rate(of).part, tally.rate(of).whole);
        assert_eq!((tally.all(), tally.in_pool(), tally.untold, tally.again), (5, 3, 1, 1));
        assert_eq!(RateOf::ALL.map(rate), [(2.0, 3.0), (40.0, 100.0), (90.0, 350.0), (1.0, 2.0), (1.0, 2.0)]);
        assert_eq!((tally.done_year, tally.done), (47.0, 97.0));
    }
}

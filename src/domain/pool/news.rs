//! What a person has to tell of a project, and what is recorded of it.

use chrono::NaiveDate;

use super::course::Course;
use super::stage::{Condition, Stage, Staged};
use crate::domain::number::number;
use crate::domain::period::Period;
use crate::domain::state::State;
use crate::domain::update::Fact;
use crate::text::Lang;

/// What was invested in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Done {
    /// Which.
    pub period: Period,
    /// In 万元.
    pub wan: f64,
}

/// What is new of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// To which stage it came.
    pub stage: Option<Stage>,
    /// The day of that, and of what is settled with it.
    pub on: NaiveDate,
    /// By which document.
    pub basis: String,
    /// Why, where it went back, stopped or left.
    pub reason: String,
    /// What is settled.
    pub met: Vec<Condition>,
    /// What is not, or no longer.
    pub unmet: Vec<Condition>,
    /// What was invested.
    pub invested: Option<Done>,
}

impl News {
    /// Nothing yet, of a day.
    pub fn on(day: NaiveDate) -> News {
        let (basis, reason) = (String::new(), String::new());
        News { stage: None, on: day, basis, reason, met: Vec::new(), unmet: Vec::new(), invested: None }
    }

    /// What a step of undo calls it: `项目阶段：开工`, `完成投资：2026Q1 3500 万元`.
    pub(crate) fn label(&self, lang: Lang) -> String {
        let colon = lang.pick("：", ": ");
        let stage = self.stage.map(|stage| format!("{}{colon}{}", lang.pick("项目阶段", "stage"), stage.label(lang)));
        let done =
            self.invested.map(|done| format!("{}{colon}{} {} 万元", lang.pick("完成投资", "invested"), done.period, number(done.wan)));
        let conditions = lang.pick("前期条件", "conditions").to_owned();
        let said: Vec<String> = stage.into_iter().chain(done).collect();
        if said.is_empty() { conditions } else { said.join(lang.pick("，", ", ")) }
    }

    /// The facts that say it to a log of this state; what is so already is left out. What is told of a day before the present stage stands
    /// before that, which is said again behind it.
    pub(crate) fn facts(&self, state: &State) -> Vec<Fact> {
        let nothing = Course::default();
        let course = state.project.as_deref().unwrap_or(&nothing);
        let (basis, reason) = (self.basis.trim(), self.reason.trim());
        let mut says = self.of_stage(state);
        for condition in &self.met {
            let is = |fact: &&Condition| course.settled.iter().any(|one| one.condition == **fact && one.on.is_some());
            let known = is(&condition) && basis.is_empty() && course.is_settled(*condition, self.on);
            says.extend((!known).then(|| Fact::Met { condition: *condition, on: self.on, basis: basis.to_owned() }));
        }
        for condition in &self.unmet {
            let known = course.settled.iter().any(|one| one.condition == *condition && one.on.is_none() && one.words == reason);
            says.extend((!known).then(|| Fact::Unmet { condition: *condition, reason: reason.to_owned() }));
        }
        if let Some(Done { period, wan }) = self.invested {
            let from = course.invested.get(&period).copied();
            says.extend((from != Some(wan)).then_some(Fact::Invested { period, from, to: wan }));
        }
        says
    }

    fn of_stage(&self, state: &State) -> Vec<Fact> {
        let Some(stage) = self.stage else { return Vec::new() };
        let to = Staged { stage, on: self.on, basis: self.basis.trim().to_owned() };
        let now = state.stage.value.as_ref();
        if state.stage.contest.is_none() && now == Some(&to) {
            return Vec::new();
        }
        let earlier = now.filter(|now| now.stage != stage && to.on < now.on);
        let again = earlier.map(|now| Fact::Stage { from: Some(stage), to: now.clone(), reason: String::new() });
        let from = now.map(|now| now.stage);
        std::iter::once(Fact::Stage { from, to, reason: self.reason.trim().to_owned() }).chain(again).collect()
    }
}

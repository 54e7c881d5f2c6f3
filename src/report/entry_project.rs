//! What was told of a project, on the page of its entry.

use super::entry_page::EntryPage;
use crate::domain::{Condition, State, number};

impl EntryPage<'_> {
    /// The stages to which it came, what is settled and what is still wanted, what was invested.
    pub(super) fn project(&mut self, state: &State) {
        let Some(course) = state.project.as_deref() else { return };
        let (lang, comma) = (self.lang, self.lang.pick("、", ", "));
        let stages: Vec<String> = course.stages.iter().map(|told| told.in_words(lang)).collect();
        self.fact(("阶段", "Stages"), &stages.join(lang.pick(" → ", " → ")));
        let settled: Vec<String> = course.settled.iter().map(|one| one.in_words(lang)).collect();
        self.fact(("前期条件", "Conditions"), &settled.join(comma));
        let lacks: Vec<Condition> = state.stage.value.iter().flat_map(|told| course.lacks(told)).collect();
        self.fact(("还要落实", "Wanted"), &lacks.iter().map(|c| c.label(lang)).collect::<Vec<_>>().join(comma));
        let mut periods: Vec<_> = course.invested.iter().collect();
        periods.sort_by_key(|(period, _)| (period.end(), period.start()));
        let invested: Vec<String> = periods.into_iter().map(|(period, wan)| format!("{} {}", period.label(lang), number(*wan))).collect();
        if let Some(all) = course.invested_in(None, chrono::NaiveDate::MAX) {
            let all = lang.pick(format!("累计 {} 万元：", number(all)), format!("{} 万元 in all: ", number(all)));
            self.fact(("完成投资", "Invested"), &format!("{all}{}", invested.join(comma)));
        }
    }
}

//! What reports on made-up projects tell besides: the stages to which they came, what is settled of what they need, what was invested.

use chrono::{Datelike, NaiveDate};

use crate::domain::{Condition, Entry, Fact, Kind, Period, Stage, Staged};

/// A project in the making.
pub(super) struct Building {
    whole: f64,
    stage: Option<Stage>,
    done: f64,
}

impl Building {
    pub(super) fn of(entry: &Entry) -> Option<Building> {
        let whole = entry.investment_wan.filter(|_| entry.kind == Kind::Project)?;
        Some(Building { whole, stage: None, done: 0.0 })
    }

    /// What a report of a day tells, by how much is done.
    pub(super) fn tell(&mut self, day: NaiveDate, percent: u8) -> Vec<Fact> {
        let mut says = Vec::new();
        let to = match percent {
            0..=4 => Stage::Preparing,
            5..=15 => Stage::Begun,
            16..=99 => Stage::Building,
            _ => Stage::Working,
        };
        if self.stage != Some(to) {
            if self.stage.is_none_or(|stage| stage.needs().is_empty()) {
                // Some go on without the review of their energy: the office is to ask.
                let settled = to.needs().iter().filter(|c| **c != Condition::Energy || day.day().is_multiple_of(2));
                says.extend(settled.map(|condition| Fact::Met { condition: *condition, on: day, basis: String::new() }));
                let counted = !to.needs().is_empty() && !day.day().is_multiple_of(3);
                says.extend(counted.then(|| Fact::Met { condition: Condition::Statistics, on: day, basis: String::new() }));
            }
            says.push(Fact::Stage { from: self.stage, to: Staged { stage: to, on: day, basis: String::new() }, reason: String::new() });
            self.stage = Some(to);
        }
        let wan = (self.whole * f64::from(percent) / 100.0 - self.done).round();
        if wan > 0.0 {
            says.push(Fact::Invested { period: Period::quarter_of(day), from: None, to: wan });
            self.done += wan;
        }
        says
    }
}

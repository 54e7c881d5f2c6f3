use chrono::NaiveDate;

use super::bodies::Bodies;
use super::words::Theme;
use crate::domain::{Entry, Plan};

/// What an entry of a plan is drawn from.
pub(super) struct Scene<'a> {
    pub(super) plan: &'a Plan,
    pub(super) theme: &'a Theme,
    pub(super) bodies: &'a Bodies,
    pub(super) today: NaiveDate,
}

impl Scene<'_> {
    /// The day on which an entry begins.
    pub(super) fn start_of(&self, entry: &Entry) -> NaiveDate {
        entry.start_year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).unwrap_or(self.plan.start)
    }
}

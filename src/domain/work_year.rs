//! Which days of a year are worked (年历): a year with its days off and its make-up working days (调休). Saturdays and Sundays are off besides.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::YearId;
use super::list::{List, Listed};
use super::records::{Flaw, Record, known_by};

/// A year as the State Council's office arranges it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkYear {
    /// The year in figures.
    pub year: YearId,
    /// Days off, Saturdays and Sundays among them or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<NaiveDate>,
    /// Saturdays and Sundays that are worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<NaiveDate>,
    /// The notice that says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl WorkYear {
    /// A year of which nothing is known but its number.
    pub fn new(year: &str) -> WorkYear {
        WorkYear { year: year.trim().trim_end_matches('年').into(), ..WorkYear::default() }
    }

    /// Whether a day of it is worked.
    pub(super) fn works(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if weekend { self.work.contains(&day) } else { !self.off.contains(&day) }
    }
}

claims!(WorkYearClaim, "A value of a field of a calendar year.", work_year_facts for WorkYear {
    Source(String) = source, "source", "来源", "source";
} lists {
    off, "放假", "days off";
    work, "调休上班", "make-up working days";
});

work_year_facts!();

impl Record for WorkYear {
    known_by!(year: YearId, year);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let Some(year) = self.year.parse::<i32>().ok().filter(|year| Flaw::of_year(*year).is_none()) else {
            return vec![(Flaw::Date, self.year.to_string())];
        };
        let days = || self.off.iter().chain(&self.work);
        let elsewhere = days().filter(|day| day.year() != year).map(|day| (Flaw::Date, format!("{day} ∉ {year}")));
        let both = self.off.iter().filter(|day| self.work.contains(day)).map(|day| (Flaw::Value, format!("off, work: {day}")));
        elsewhere.chain(both).collect()
    }
}

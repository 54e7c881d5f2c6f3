use chrono::{Datelike, NaiveDate};

use super::audience::Audience;
use super::bucket::Bucket;
use super::reading::Reading;
use super::row::Row;
use crate::domain::{DeptId, EntryId, Ledger, Moment, Period, ReminderLevel, Urge, fold, next_letter};

/// What one letter asks of one body: every open entry that it leads and that is late, or on which it has not reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Urging {
    pub(crate) level: ReminderLevel,
    pub(crate) number: String,
    pub(crate) to: DeptId,
    pub(crate) to_name: String,
    /// The period on which reports are owed.
    pub(crate) period: Period,
    /// The day on which the letter is written; lateness is counted to this day.
    pub(crate) day: NaiveDate,
    /// Titles of the plans of its entries.
    pub(crate) plans: Vec<String>,
    /// How many entries the body leads.
    pub leads: usize,
    /// What is asked for, the gravest first.
    pub(crate) rows: Vec<Row>,
    /// The earlier letters about these entries, each once, the oldest first.
    pub(crate) earlier: Vec<Urge>,
}

/// The wishes of whoever writes a letter.
#[derive(Clone, Debug)]
pub struct UrgeWish {
    /// To which body.
    pub to: DeptId,
    /// How firmly.
    pub level: ReminderLevel,
    /// The period on which reports are owed; the last quarter that has ended when none is named.
    pub period: Option<Period>,
    /// Only these entries, when any are named.
    pub only: Option<Vec<EntryId>>,
}

impl Urging {
    /// Gathers what a letter of this day would ask for, by all that is recorded.
    pub fn build(ledger: &Ledger, wish: &UrgeWish, today: NaiveDate) -> Urging {
        let period = wish.period.unwrap_or_else(|| Period::quarter_of(today).previous());
        let audience = Audience::Department(wish.to.clone());
        let mut reading = Reading::new(ledger, period, today, &audience);
        reading.when = Moment::During(today);
        let led: Vec<Row> = ledger.entries().iter().filter_map(|e| reading.row(e)).filter(|r| r.led).collect();
        let leads = led.len();
        let wanted = |r: &Row| wish.only.as_ref().is_none_or(|only| only.contains(&r.id));
        let owes = |r: &Row| r.bucket.is_open() && (r.late.is_some() || matches!(r.bucket, Bucket::Unreported | Bucket::Unverified));
        let mut rows: Vec<Row> = led.into_iter().filter(|r| wanted(r) && owes(r)).collect();
        rows.sort_by_key(|r| std::cmp::Reverse(r.late.map(|l| (l.days, l.gap))));
        let plans = ledger.plans.iter().filter(|p| rows.iter().any(|r| p.code == r.plan())).map(|p| p.title.clone()).collect();
        Urging {
            level: wish.level,
            number: next_letter(ledger, today.year()),
            to_name: ledger.departments.name(&wish.to).to_owned(),
            to: wish.to.clone(),
            earlier: earlier(ledger, &rows, &wish.to),
            period,
            day: today,
            plans,
            leads,
            rows,
        }
    }

    /// How many are past their deadline.
    pub(crate) fn overdue(&self) -> usize {
        self.count(|r| r.late.is_some_and(|l| l.days.is_some()))
    }

    /// How many are behind schedule before their deadline.
    pub(crate) fn behind(&self) -> usize {
        self.count(|r| r.late.is_some_and(|l| l.days.is_none()))
    }

    pub(crate) fn unreported(&self) -> usize {
        self.count(|r| r.bucket == Bucket::Unreported)
    }

    /// How many are of a plan that is over and on which nobody ever reported.
    pub(crate) fn unverified(&self) -> usize {
        self.count(|r| r.bucket == Bucket::Unverified)
    }

    fn count(&self, test: fn(&Row) -> bool) -> usize {
        self.rows.iter().filter(|r| test(r)).count()
    }
}

fn earlier(ledger: &Ledger, rows: &[Row], to: &DeptId) -> Vec<Urge> {
    let entries = rows.iter().filter_map(|r| ledger.get(&r.id));
    let mut all: Vec<Urge> = entries.flat_map(|e| fold(ledger, e, None).urges).filter(|u| u.to == *to).collect();
    all.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
    all.dedup_by(|a, b| a.number == b.number);
    all
}

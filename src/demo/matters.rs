//! Matters for coordination: some of the problems that were reported, raised, met on, and mostly settled.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::chance::{chance, one};
use super::history::tell;
use super::words::DECISIONS;
use crate::domain::{Author, Entry, Fact, Grade, Ledger, Level, Matter, MatterId, Outcome};

/// At most so many are drawn, however large the ledger is.
const MOST: usize = 400;

/// Draws matters of the problems that entries report.
pub(super) fn draw(ledger: &Ledger, rng: &mut Rng, today: NaiveDate) -> Vec<Matter> {
    let mut all = Vec::new();
    for entry in ledger.entries() {
        let Some((problem, day, by)) = reported(entry).filter(|_| all.len() < MOST && chance(rng, 25)) else { continue };
        let raised_on = later(day, rng.u64(1..20), today);
        let needs = ledger.cooperating(entry).iter().map(|one| one.dept().clone()).collect();
        let matter = Matter {
            id: MatterId::mint(rng.u64(..)),
            problem,
            raised_on,
            raised_by: by.dept.clone(),
            entries: vec![entry.id.clone()],
            needs,
            level: Some(if chance(rng, 60) { Level::City } else { Level::County }),
            grade: Some(Grade::ALL[rng.usize(0..Grade::ALL.len())]),
            ..Matter::default()
        };
        all.push(course(rng, matter, (by, today)));
    }
    all
}

/// The last problem that an entry reports, the day, and by whom.
fn reported(entry: &Entry) -> Option<(String, NaiveDate, Author)> {
    entry.updates.iter().rev().find_map(|update| {
        let words = update.says.iter().find_map(|fact| if let Fact::Problems(words) = fact { Some(words) } else { None })?;
        Some((words.trim_end_matches('。').to_owned(), update.day(), update.by.clone()))
    })
}

fn later(day: NaiveDate, days: u64, today: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(days)).map_or(today, |later| later.min(today))
}

/// What is done with it: most are met on, some are passed up, many are settled.
fn course(rng: &mut Rng, mut matter: Matter, (by, today): (Author, NaiveDate)) -> Matter {
    let mut day = matter.raised_on;
    let mut from = None;
    let mut says = Vec::new();
    if chance(rng, 80) {
        day = later(day, rng.u64(3..25), today);
        says.push((day, Fact::Consulted { on: day, came: matter.needs.clone(), words: String::new() }));
    }
    if chance(rng, 25) {
        day = later(day, rng.u64(1..10), today);
        let to = if matter.level == Some(Level::County) { Level::City } else { Level::Province };
        let up = Box::new(Outcome::PassedUp { on: day, to, reason: "本级无权限。".into() });
        says.push((day, Fact::Outcome { from: from.replace(up.clone()), to: up }));
    }
    if chance(rng, 55) {
        day = later(day, rng.u64(5..40), today);
        let minutes = format!("望演纪要{}号", rng.u32(1..60));
        let settled = Box::new(Outcome::Settled { on: day, minutes, decided: one(rng, &DECISIONS).into() });
        says.push((day, Fact::Outcome { from: from.replace(settled.clone()), to: settled }));
    }
    for (day, fact) in says {
        tell(rng, &mut matter.updates, (by.clone(), day), fact);
    }
    matter
}

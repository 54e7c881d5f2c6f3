//! Who looks after which entries, with a visit a quarter for most.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::chance::{chance, one};
use super::history::tell;
use super::words::{GIVEN, SURNAMES};
use crate::domain::{Author, EntryId, Fact, Ledger, Level, Liaison, LiaisonId};

/// So many leaders, each with so many entries.
const LEADERS: usize = 8;
const EACH: usize = 3;
/// About so many days lie between two visits.
const BETWEEN: u64 = 80;

pub(super) fn draw(ledger: &mut Ledger, rng: &mut Rng, today: NaiveDate) {
    let all: Vec<EntryId> = ledger.entries().iter().map(|entry| entry.id.clone()).collect();
    for at in 0..LEADERS.min(all.len()) {
        let mut entries: Vec<EntryId> = (0..EACH).map(|_| all[rng.usize(0..all.len())].clone()).collect();
        entries.sort();
        entries.dedup();
        let leader = format!("{}{}{}", one(rng, &SURNAMES), one(rng, &GIVEN), at + 1);
        let level = Some([Level::Province, Level::City, Level::County][at % 3]);
        let mut liaison =
            Liaison {
                id: LiaisonId::mint(rng.u64(..)), leader, level, entries, position: "副职领导（演示）".into(), ..Liaison::default()
            };
        for back in (0..4u64).rev() {
            let day = today.checked_sub_days(Days::new(back * BETWEEN + rng.u64(0..20))).filter(|_| chance(rng, 75));
            let Some(on) = day else { continue };
            let visited = Fact::Visited { on, heard: "实地了解进展，听取意见。".into() };
            tell(rng, &mut liaison.updates, (Author::default(), on), visited);
        }
        ledger.liaisons.push(liaison);
    }
}

//! Inspections, a few a year, and what they found: most of it mended, some re-checked, some late.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::chance::{chance, one};
use super::history::tell;
use super::words::FOUND;
use crate::domain::{Author, EntryId, Fact, Inspection, InspectionId, Ledger, Rectification, RectificationId, Status};

/// The days before today on which there were inspections.
const AGO: [u64; 4] = [300, 190, 95, 20];
/// Each looks at so many entries.
const LOOKED_AT: usize = 6;

/// Draws inspections of entries that somebody leads.
pub(super) fn draw(ledger: &mut Ledger, rng: &mut Rng, today: NaiveDate) {
    let led: Vec<EntryId> = ledger.entries().iter().filter(|e| e.lead.named().is_some()).map(|e| e.id.clone()).collect();
    if led.is_empty() {
        return;
    }
    let days = AGO.iter().filter_map(|ago| today.checked_sub_days(Days::new(*ago)));
    for (at, on) in days.enumerate() {
        let mut looked: Vec<EntryId> = (0..LOOKED_AT).map(|_| led[rng.usize(0..led.len())].clone()).collect();
        looked.sort();
        looked.dedup();
        let inspection = Inspection {
            id: InspectionId::mint(rng.u64(..)),
            what: format!("第{}次重点任务督导检查（演示）", at + 1),
            on,
            entries: looked.clone(),
            source: "望演督〔演示〕号".into(),
            ..Inspection::default()
        };
        for entry in looked {
            let Some(body) = ledger.get(&entry).and_then(|e| e.lead.named()).cloned() else { continue };
            let (problem, wanted) = FOUND[rng.usize(0..FOUND.len())];
            let due = on.checked_add_days(Days::new(rng.u64(15..40)));
            let id = RectificationId::mint(rng.u64(..));
            let (problem, wanted, inspection) = (problem.to_owned(), wanted.to_owned(), inspection.id.clone());
            let finding = Rectification { id, inspection, body, problem, wanted, due, entry: Some(entry), ..Rectification::default() };
            let finding = mended(rng, finding, (on, today));
            ledger.rectifications.push(finding);
        }
        ledger.inspections.push(inspection);
    }
}

/// Most are mended, and many of these re-checked.
fn mended(rng: &mut Rng, mut finding: Rectification, (on, today): (NaiveDate, NaiveDate)) -> Rectification {
    let by = Author { dept: Some(finding.body.clone()), person: String::new() };
    let done = on.checked_add_days(Days::new(rng.u64(8..60))).filter(|day| *day <= today && chance(rng, 75));
    let Some(done) = done else { return finding };
    let status = Fact::Status {
        from: None,
        to: Status::Done,
        on: Some(done),
        reason: String::new(),
        basis: one(rng, &["整改报告", "整改情况说明"]).into(),
    };
    tell(rng, &mut finding.updates, (by, done), status);
    if let Some(day) = done.checked_add_days(Days::new(10)).filter(|day| *day <= today && chance(rng, 60)) {
        tell(rng, &mut finding.updates, (Author::default(), day), Fact::Confirmed { basis: "现场复查".into() });
    }
    finding
}

use std::collections::HashMap;

use super::snapshot::Snapshot;
use crate::domain::{DeptId, Duty, Standing, Workload};
use crate::text::Lang;

/// One row for each body that has to do with any of the entries at some places, or with any whose plan is not archived: first those that
/// nobody leads, then by level and as the register has them.
pub(crate) fn workloads(stock: &Snapshot<'_>, among: Option<&[usize]>, lang: Lang) -> Vec<Workload> {
    let Snapshot { ledger, standings, index } = *stock;
    let mut wanted: Vec<bool> = standings.all().iter().map(|s| among.is_none() && !s.verdict.archived).collect();
    for at in among.into_iter().flatten() {
        if let Some(wanted) = wanted.get_mut(*at) {
            *wanted = true;
        }
    }
    let mut tally = Tally::new(stock, lang);
    for (i, standing) in standings.all().iter().enumerate().filter(|(i, _)| wanted[*i]) {
        if !index.is_led(i) {
            tally.rows[NOBODY].lead(standing);
            tally.rows[NOBODY].owes += usize::from(standing.verdict.is_asked(&standing.state));
            tally.rows[NOBODY].owed += usize::from(standing.verdict.unreported);
        }
        index.duties(i).for_each(|(body, duty)| tally.add(body, duty, (i, standing)));
    }
    let mut rows = tally.rows;
    for (row, owed) in rows[NOBODY + 1..].iter_mut().zip(stock.owed_on(|i| wanted[i])) {
        (row.owes, row.owed, row.owed_parts) = (owed.all, owed.missing, owed.parts);
    }
    let place: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    // What is counted of a body that ended counts for the one that has its duties.
    rows.retain(|r| r.leads + r.cooperates > 0 && r.dept.as_ref().is_none_or(|id| !ledger.departments.has_ended(id)));
    rows.sort_by_cached_key(|r| {
        let dept = r.dept.as_ref();
        let level = dept.and_then(|d| ledger.departments.get(d)).map(|d| d.level);
        (dept.is_some(), level, dept.and_then(|d| place.get(d).copied()), r.name.clone())
    });
    rows
}

/// What the row of entries that nobody leads is called.
pub(crate) fn nobody(lang: Lang) -> &'static str {
    lang.pick("（未明确牵头）", "(nobody leads)")
}

/// The row of entries that nobody leads.
const NOBODY: usize = 0;

/// Rows that are being counted: that of nobody, then one for each body of the index, by its number.
struct Tally {
    rows: Vec<Workload>,
    /// The last entry in which a row was seen to share.
    seen: Vec<usize>,
}

impl Tally {
    fn new(stock: &Snapshot<'_>, lang: Lang) -> Tally {
        let blank = |dept: Option<DeptId>, name: String| Workload { dept, name, ..Workload::default() };
        let body = |id: DeptId| {
            let register = &stock.ledger.departments;
            let name = register.name(&id).to_owned();
            let also = register.get(&id).map(|d| d.names().collect::<Vec<_>>().join("\n")).unwrap_or_default();
            Workload { also, ..blank(Some(id), name) }
        };
        let nobody = blank(None, nobody(lang).to_owned());
        let rows: Vec<_> = std::iter::once(nobody).chain(stock.index.bodies.iter().map(DeptId::from).map(body)).collect();
        Tally { seen: vec![usize::MAX; rows.len()], rows }
    }

    fn add(&mut self, body: u32, duty: Duty<()>, (entry, standing): (usize, &Standing)) {
        let row = body as usize + 1;
        if duty == Duty::Leads {
            self.rows[row].lead(standing);
        } else if std::mem::replace(&mut self.seen[row], entry) != entry {
            // A body that shares in an entry in two ways shares in it once.
            self.rows[row].cooperates += 1;
        }
    }
}

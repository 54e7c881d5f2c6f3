use std::collections::HashMap;

use crate::domain::{DeptId, Ledger, Light, Standings, Status};
use crate::text::Lang;

/// One department's line in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentRow {
    /// The body; none for entries that nobody leads.
    pub dept: Option<DeptId>,
    /// Its name.
    pub name: String,
    /// Entries that it leads, by status: 未反馈 first, then [`Status::ALL`].
    pub by_status: [usize; 7],
    /// Entries that it leads.
    pub leads: usize,
    /// Entries in which it cooperates, through its groups too.
    pub cooperates: usize,
    /// Led entries that are past their deadline and open.
    pub late: usize,
    /// Led entries whose light is red.
    pub red: usize,
    /// The day of the last report on an entry that it leads.
    pub last: Option<chrono::NaiveDate>,
}

/// The state of the department view.
#[derive(Debug, Default)]
pub struct Matrix {
    /// One row a body, by level and register order; those that nobody leads come first.
    pub rows: Vec<DepartmentRow>,
    /// The row under the cursor.
    pub cursor: usize,
    ready: bool,
}

impl Matrix {
    /// What it shows no longer holds.
    pub fn forget(&mut self) {
        self.ready = false;
    }

    /// Counts, once.
    pub fn prepare(&mut self, ledger: &Ledger, standings: &Standings, lang: Lang) {
        if self.ready {
            return;
        }
        self.rows = count(ledger, standings, lang);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.ready = true;
    }

    /// Moves the cursor by rows.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }
}

fn count(ledger: &Ledger, standings: &Standings, lang: Lang) -> Vec<DepartmentRow> {
    let mut rows: HashMap<Option<DeptId>, DepartmentRow> = HashMap::new();
    let blank = |dept: Option<DeptId>| {
        let name = match &dept {
            Some(id) => ledger.departments.name(id).to_owned(),
            None => lang.pick("（未明确牵头）", "(nobody leads)").to_owned(),
        };
        DepartmentRow { dept, name, by_status: [0; 7], leads: 0, cooperates: 0, late: 0, red: 0, last: None }
    };
    for (entry, standing) in ledger.entries().iter().zip(standings.all()) {
        let lead = standing.state.lead.value.clone();
        let row = rows.entry(lead.clone()).or_insert_with(|| blank(lead));
        row.leads += 1;
        let column = standing.state.status.value.map_or(0, |s| 1 + Status::ALL.iter().position(|a| *a == s).unwrap_or(0));
        row.by_status[column] += 1;
        let open = !standing.state.status.value.is_some_and(Status::is_closed);
        row.late += usize::from(open && standing.verdict.days_left.is_some_and(|d| d < 0));
        row.red += usize::from(standing.verdict.light == Light::Red);
        row.last = row.last.max(standing.state.last_report);
        for with in ledger.cooperating(entry) {
            let dept = Some(with.dept().clone());
            rows.entry(dept.clone()).or_insert_with(|| blank(dept)).cooperates += 1;
        }
    }
    add_members(ledger, &mut rows, blank);
    let mut rows: Vec<DepartmentRow> = rows.into_values().collect();
    let place: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    rows.sort_by_key(|r| {
        let dept = r.dept.as_ref();
        let level = dept.and_then(|d| ledger.departments.get(d)).map(|d| d.level);
        (dept.is_some(), level, dept.and_then(|d| place.get(d).copied()), r.name.clone())
    });
    rows
}

/// A member of a group cooperates in what the group must do.
fn add_members(ledger: &Ledger, rows: &mut HashMap<Option<DeptId>, DepartmentRow>, blank: impl Fn(Option<DeptId>) -> DepartmentRow) {
    let direct: HashMap<DeptId, usize> =
        rows.values().filter_map(|r| r.dept.clone().map(|d| (d, r.cooperates + r.leads))).filter(|(_, n)| *n > 0).collect();
    for dept in ledger.departments.iter().filter(|d| !d.group) {
        let through: usize =
            ledger.departments.duties_of(&dept.id).iter().filter(|id| **id != dept.id).filter_map(|id| direct.get(id)).sum();
        if through > 0 {
            let id = Some(dept.id.clone());
            rows.entry(id.clone()).or_insert_with(|| blank(id)).cooperates += through;
        }
    }
}

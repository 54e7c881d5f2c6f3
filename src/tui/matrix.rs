use std::collections::{BTreeSet, HashMap};

use super::department::Page;
use crate::domain::{DeptId, Ledger, Light, Standings, Status, status_label};
use crate::query::{Field, Flag, is_overdue};
use crate::text::Lang;

/// A column of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The body.
    #[default]
    Name,
    /// Entries that it leads.
    Leads,
    /// Entries in which it cooperates.
    Shares,
    /// Led entries that are past their deadline.
    Late,
    /// Led entries with a red light.
    Red,
    /// Led entries of a status, or without any.
    Status(Option<Status>),
}

impl Column {
    /// All columns from the left.
    pub fn all() -> impl Iterator<Item = Column> {
        let before = [Column::Name, Column::Leads, Column::Shares, Column::Late, Column::Red, Column::Status(None)];
        before.into_iter().chain(Status::ALL.map(|s| Column::Status(Some(s))))
    }

    /// What stands above it.
    pub fn head(self, lang: Lang) -> &'static str {
        match self {
            Column::Name => lang.pick("单位", "Body"),
            Column::Leads => lang.pick("牵头", "leads"),
            Column::Shares => lang.pick("配合", "shares"),
            Column::Late => lang.pick("逾期", "late"),
            Column::Red => lang.pick("红灯", "red"),
            Column::Status(status) => status_label(status, lang),
        }
    }

    /// The count of a row; none for the name.
    pub fn count(self, row: &DepartmentRow) -> Option<usize> {
        Some(match self {
            Column::Name => return None,
            Column::Leads => row.leads,
            Column::Shares => row.cooperates,
            Column::Late => row.late,
            Column::Red => row.red,
            Column::Status(status) => row.by_status[column_of(status)],
        })
    }

    /// The filter that shows in the list what a cell counts.
    pub fn filter(self, ledger: &Ledger, dept: Option<&DeptId>, lang: Lang) -> String {
        let (lead, with, dept_field) = (Field::Lead.label(lang), Field::With.label(lang), Field::Dept.label(lang));
        let is = |flag: Flag| format!("{}:{}", Field::Is.label(lang), flag.label(lang));
        let led = match dept {
            Some(dept) => format!("{lead}:\"{}\"", ledger.departments.name(dept)),
            None => is(Flag::Unassigned),
        };
        let name = dept.map(|d| ledger.departments.name(d)).unwrap_or_default();
        match self {
            Column::Name if dept.is_some() => format!("{dept_field}:\"{name}\""),
            Column::Name | Column::Leads => led,
            Column::Shares => format!("{with}:\"{name}\""),
            Column::Late => format!("{led} {}", is(Flag::Overdue)),
            Column::Red => format!("{led} {}:{}", Field::Light.label(lang), Light::Red.label(lang)),
            Column::Status(status) => {
                let word = status.map_or(lang.pick("未反馈", "not_reported"), |s| lang.pick(s.label(Lang::Zh), s.word()));
                format!("{led} {}:{word}", Field::Status.label(lang))
            }
        }
    }
}

fn column_of(status: Option<Status>) -> usize {
    status.map_or(0, |s| 1 + Status::ALL.iter().position(|a| *a == s).unwrap_or(0))
}

/// One department's line in the matrix. As in the scopes 我牵头 and 我配合, the duties of a group are those of its
/// members, and the duties of a body are those of its successor.
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
    /// Entries in which it cooperates.
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
    /// The column under the cursor.
    pub column: Column,
    /// The page of one body, when it is open.
    pub page: Option<Page>,
    ready: bool,
}

impl Matrix {
    /// What it shows no longer holds.
    pub fn forget(&mut self) {
        self.ready = false;
    }

    /// Counts, once; the cursor stays on its body.
    pub fn prepare(&mut self, ledger: &Ledger, standings: &Standings, lang: Lang) {
        if self.ready {
            return;
        }
        let here = self.rows.get(self.cursor).map(|r| r.dept.clone());
        self.rows = count(ledger, standings, lang);
        let found = here.and_then(|dept| self.rows.iter().position(|r| r.dept == dept));
        self.cursor = found.unwrap_or_else(|| self.cursor.min(self.rows.len().saturating_sub(1)));
        if let Some(page) = &mut self.page {
            page.renew(ledger, standings);
        }
        self.ready = true;
    }

    /// Moves the cursor by rows: of the page, when it is open.
    pub fn step(&mut self, by: isize) {
        match &mut self.page {
            Some(page) => page.step(by),
            None => self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1)),
        }
    }

    /// Moves the cursor to the next column; false at the end.
    pub fn turn(&mut self, right: bool) -> bool {
        let all: Vec<Column> = Column::all().collect();
        let at = all.iter().position(|c| *c == self.column).unwrap_or(0);
        let to = if right { at + 1 } else { at.wrapping_sub(1) };
        let found = all.get(to).copied();
        self.column = found.unwrap_or(self.column);
        found.is_some()
    }

    /// Opens the page of the body under the cursor.
    pub fn open(&mut self, ledger: &Ledger, standings: &Standings) {
        if let Some(row) = self.rows.get(self.cursor) {
            self.page = Some(Page::new(row.dept.clone(), ledger, standings));
        }
    }
}

fn count(ledger: &Ledger, standings: &Standings, lang: Lang) -> Vec<DepartmentRow> {
    let holders = holders(ledger);
    let mut rows: HashMap<Option<DeptId>, DepartmentRow> = HashMap::new();
    let blank = |dept: &Option<DeptId>| {
        let name = match dept {
            Some(id) => ledger.departments.name(id).to_owned(),
            None => lang.pick("（未明确牵头）", "(nobody leads)").to_owned(),
        };
        DepartmentRow { dept: dept.clone(), name, by_status: [0; 7], leads: 0, cooperates: 0, late: 0, red: 0, last: None }
    };
    for (entry, standing) in ledger.entries().iter().zip(standings.all()) {
        let lead = standing.state.lead.value.as_ref();
        for dept in lead.map_or_else(|| vec![None], |lead| all_of(&holders, lead).into_iter().map(Some).collect()) {
            let row = rows.entry(dept.clone()).or_insert_with(|| blank(&dept));
            row.leads += 1;
            row.by_status[column_of(standing.state.status.value)] += 1;
            row.late += usize::from(is_overdue(standing));
            row.red += usize::from(standing.verdict.light == Light::Red);
            row.last = row.last.max(standing.state.last_report);
        }
        let with: BTreeSet<DeptId> = ledger.cooperating(entry).iter().flat_map(|c| all_of(&holders, c.dept())).collect();
        for dept in with.into_iter().map(Some) {
            rows.entry(dept.clone()).or_insert_with(|| blank(&dept)).cooperates += 1;
        }
    }
    let mut rows: Vec<DepartmentRow> = rows.into_values().collect();
    let place: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    rows.sort_by_cached_key(|r| {
        let dept = r.dept.as_ref();
        let level = dept.and_then(|d| ledger.departments.get(d)).map(|d| d.level);
        (dept.is_some(), level, dept.and_then(|d| place.get(d).copied()), r.name.clone())
    });
    rows
}

type Holders = HashMap<DeptId, Vec<DeptId>>;

/// Whose duties those of a body are: its own, its members', its successors'.
fn holders(ledger: &Ledger) -> Holders {
    let mut holders: Holders = HashMap::new();
    for dept in ledger.departments.iter() {
        for duty in ledger.departments.duties_of(&dept.id) {
            holders.entry(duty).or_default().push(dept.id.clone());
        }
    }
    holders
}

fn all_of(holders: &Holders, dept: &DeptId) -> Vec<DeptId> {
    holders.get(dept).cloned().unwrap_or_else(|| vec![dept.clone()])
}

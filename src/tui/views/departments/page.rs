//! The page of one body: what is late, what it leads, in what it cooperates.

use crate::domain::{DeptId, Duty};
use crate::query::Snapshot;
use crate::tui::table::{Line, Table};

/// The headings: led, open and past the deadline; led otherwise; shared in.
const SECTIONS: [(&str, &str); 3] = [("牵头，已逾期", "leads, overdue"), ("牵头", "leads"), ("配合", "cooperates")];

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading with the number of entries under it.
    Heading((&'static str, &'static str), usize),
    /// An entry, by its place in the ledger.
    Entry(usize),
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        matches!(self, Row::Heading(..))
    }
}

/// The page of one body.
#[derive(Debug)]
pub struct Page {
    /// The body; none for entries that nobody leads.
    pub(crate) dept: Option<DeptId>,
    pub table: Table<Row>,
}

impl Page {
    pub(crate) fn new(dept: Option<DeptId>, stock: &Snapshot<'_>) -> Page {
        let mut page = Page { dept, table: Table::default() };
        page.renew(stock);
        page
    }

    /// Gathers anew; the cursor stays on its entry, when it is still there.
    pub(crate) fn renew(&mut self, stock: &Snapshot<'_>) {
        let body = self.dept.as_ref().map(|d| stock.index.bodies.find(d.as_str()));
        let mut parts: [Vec<usize>; 3] = Default::default();
        for (i, standing) in stock.standings.all().iter().enumerate() {
            let duty = match body {
                None => (!stock.index.is_led(i)).then_some(Duty::Leads),
                Some(number) => number.and_then(|n| stock.index.duty(i, n)),
            };
            match duty {
                Some(Duty::Leads) if standing.verdict.overdue => parts[0].push(i),
                Some(Duty::Leads) => parts[1].push(i),
                Some(Duty::Shares(())) => parts[2].push(i),
                None => {}
            }
        }
        let mut rows = Vec::new();
        for (section, part) in SECTIONS.into_iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
            rows.push(Row::Heading(section, part.len()));
            rows.extend(part.into_iter().map(Row::Entry));
        }
        self.table.renew(rows, |old, new| old == new);
    }

    /// The entry under the cursor, by its place in the ledger.
    pub fn current(&self) -> Option<usize> {
        match self.table.current() {
            Some(Row::Entry(index)) => Some(*index),
            _ => None,
        }
    }
}

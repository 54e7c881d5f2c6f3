pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;

use crossterm::event::KeyCode;

use crate::domain::{Dispute, Subject, Value};
use crate::query::Book;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::{ch, key};
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::{Line, Table};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    /// For the value under the cursor.
    Here,
    Choose,
    For(Ruling),
}

own! {
    Contested Rule:
    "rule", [ch('R'), key(KeyCode::Enter)], Row, Here, "采用" / "rule", "裁定：采用光标所在的值" / "rule for the value under the cursor";
    "rule-menu", [ch('r')], Row, Choose, "按号选" / "by number", "裁定：按号选一个值" / "rule: choose the value by its number";
}

/// A row of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// What is contested, by its place among the disputes.
    Contest(usize),
    /// One of the rivals: of which dispute, and which, from 0.
    Claim(usize, usize),
}

impl Row {
    pub(crate) fn dispute(self) -> usize {
        match self {
            Row::Contest(at) | Row::Claim(at, _) => at,
        }
    }
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        matches!(self, Row::Contest(_))
    }
}

/// The state of the view of contested values.
#[derive(Debug, Default)]
pub struct Contested {
    /// What waits for a ruling: first what is about no entry, then by entry in the ledger's order.
    pub(crate) disputes: Vec<Dispute>,
    pub(crate) table: Table<Row>,
}

impl Contested {
    /// Puts the cursor on the first rival about a subject, if there is any.
    pub(crate) fn go_to(&mut self, subject: &Subject) {
        let disputes = &self.disputes;
        self.table.go_to(|r| !r.is_heading() && disputes[r.dispute()].subject == *subject);
    }

    /// The dispute under the cursor, and which of its rivals.
    pub(crate) fn current(&self) -> Option<(&Dispute, usize)> {
        let row = self.table.current()?;
        let nth = if let Row::Claim(_, nth) = row { *nth } else { 0 };
        self.disputes.get(row.dispute()).map(|d| (d, nth))
    }
}

impl Tab for Contested {
    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.table.cursor)
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        self.table.step(rows);
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.table.rows.is_empty().then_some(("没有要裁定的值", "nothing waits for a ruling"))
    }

    /// For an indicator's, the one that it measures.
    fn entry(&self, book: &Book) -> Option<usize> {
        let ledger = book.ledger();
        match &self.current()?.0.subject {
            Subject::Entry(id) => ledger.index_of(id),
            Subject::Indicator(id) => ledger.index_of(ledger.indicators.by_id(id)?.entry.as_ref()?),
            _ => None,
        }
    }

    fn prepare(&mut self, book: &Book, _: Lang) {
        self.disputes = book.disputes().iter().cloned().collect();
        let rows = |(at, dispute): (usize, &Dispute)| {
            std::iter::once(Row::Contest(at)).chain((0..dispute.rivals.len()).map(move |nth| Row::Claim(at, nth)))
        };
        self.table.rows = self.disputes.iter().enumerate().flat_map(rows).collect();
        self.table.step(0);
    }
}

/// A value chosen for what is contested.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruling {
    pub(crate) subject: Subject,
    pub(crate) value: Value,
}

use super::seen::Seen;
use super::tab::{Tab, settled};
use crate::domain::{Dispute, Subject, Value};
use crate::query::Book;
use crate::text::Lang;

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

    fn is_claim(self) -> bool {
        matches!(self, Row::Claim(..))
    }
}

/// The state of the view of contested values.
#[derive(Debug, Default)]
pub struct Contested {
    /// What waits for a ruling: first what is about no entry, then by entry in the ledger's order.
    pub(crate) disputes: Vec<Dispute>,
    /// Rows: each dispute, then its rivals.
    pub(crate) rows: Vec<Row>,
    /// The row under the cursor; always a rival, when there is one.
    pub(crate) cursor: usize,
    ready: bool,
}

impl Contested {
    /// Moves the cursor by rows, over headings.
    pub(crate) fn step(&mut self, by: isize) {
        self.cursor = settled(&self.rows, self.cursor, by, |r| !r.is_claim());
    }

    /// Puts the cursor on the first rival about a subject, if there is any.
    pub(crate) fn go_to(&mut self, subject: &Subject) {
        let about = |r: &Row| r.is_claim() && self.disputes[r.dispute()].subject == *subject;
        if let Some(row) = self.rows.iter().position(about) {
            self.cursor = row;
        }
    }

    /// The dispute under the cursor, and which of its rivals.
    pub(crate) fn current(&self) -> Option<(&Dispute, usize)> {
        let row = self.rows.get(self.cursor)?;
        let nth = if let Row::Claim(_, nth) = row { *nth } else { 0 };
        self.disputes.get(row.dispute()).map(|d| (d, nth))
    }
}

impl Tab for Contested {
    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        self.step(rows);
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.rows.is_empty().then_some(("没有要裁定的值", "nothing waits for a ruling"))
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

    fn forget(&mut self) {
        self.ready = false;
    }

    fn prepare(&mut self, book: &Book, _: Lang) {
        if self.ready {
            return;
        }
        self.disputes = book.disputes().iter().cloned().collect();
        self.rows.clear();
        for (at, dispute) in self.disputes.iter().enumerate() {
            self.rows.push(Row::Contest(at));
            self.rows.extend((0..dispute.rivals.len()).map(|nth| Row::Claim(at, nth)));
        }
        self.ready = true;
        self.step(0);
    }
}

/// A value chosen for what is contested.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruling {
    pub(crate) subject: Subject,
    pub(crate) value: Value,
}

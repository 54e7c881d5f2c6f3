use crate::domain::{Dispute, Subject, Value};
use crate::query::Disputes;

/// A row of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// What is contested, by its place among the disputes.
    Contest(usize),
    /// One of the rivals: of which dispute, and which, from 0.
    Claim(usize, usize),
}

impl Row {
    /// The dispute's place.
    pub fn dispute(self) -> usize {
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
    pub disputes: Vec<Dispute>,
    /// Rows: each dispute, then its rivals.
    pub rows: Vec<Row>,
    /// The row under the cursor; always a rival, when there is one.
    pub cursor: usize,
    ready: bool,
}

impl Contested {
    /// What it shows no longer holds.
    pub fn forget(&mut self) {
        self.ready = false;
    }

    /// Makes the rows, once.
    pub fn prepare(&mut self, disputes: &Disputes) {
        if self.ready {
            return;
        }
        self.disputes = disputes.iter().cloned().collect();
        self.rows.clear();
        for (at, dispute) in self.disputes.iter().enumerate() {
            self.rows.push(Row::Contest(at));
            self.rows.extend((0..dispute.rivals.len()).map(|nth| Row::Claim(at, nth)));
        }
        self.ready = true;
        self.step(0);
    }

    /// Moves the cursor by rows, over headings.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        let up = self.rows.iter().take(self.cursor + 1).rposition(|r| r.is_claim());
        let down = self.rows.iter().skip(self.cursor).position(|r| r.is_claim()).map(|n| n + self.cursor);
        let found = if by < 0 { up.or(down) } else { down.or(up) };
        self.cursor = found.unwrap_or(0);
    }

    /// Puts the cursor on the first rival about a subject, if there is any.
    pub fn go_to(&mut self, subject: &Subject) {
        let about = |r: &Row| r.is_claim() && self.disputes[r.dispute()].subject == *subject;
        if let Some(row) = self.rows.iter().position(about) {
            self.cursor = row;
        }
    }

    /// The dispute under the cursor, and which of its rivals.
    pub fn current(&self) -> Option<(&Dispute, usize)> {
        let row = self.rows.get(self.cursor)?;
        let nth = if let Row::Claim(_, nth) = row { *nth } else { 0 };
        self.disputes.get(row.dispute()).map(|d| (d, nth))
    }
}

/// A value chosen for what is contested.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Of what.
    pub subject: Subject,
    /// The value.
    pub value: Value,
}

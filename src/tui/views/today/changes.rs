//! The list of what has changed.

use chrono::NaiveDate;

use crate::domain::{EntryId, Ledger, Subject};
use crate::merge::{By, Difference, told};
use crate::text::Lang;
use crate::tui::table::{Line, Table};

/// Since when changes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// Since the person looked last.
    Last,
    /// Since the end of a day.
    Day(NaiveDate),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeRow {
    /// What the lines below are in, or who leads that.
    Heading(String),
    /// One difference, with what it is in.
    Line(Subject, String),
}

impl Line for ChangeRow {
    fn is_heading(&self) -> bool {
        matches!(self, ChangeRow::Heading(_))
    }
}

/// What has changed since then.
#[derive(Debug)]
pub struct Changes {
    since: Since,
    all: Vec<Difference>,
    by: By,
    pub(crate) table: Table<ChangeRow>,
}

impl Changes {
    pub(crate) fn new(since: Since, all: Vec<Difference>, ledger: &Ledger, lang: Lang) -> Changes {
        let mut changes = Changes { since, all, by: By::Thing, table: Table::default() };
        changes.lay_out(ledger, lang);
        changes
    }

    pub(crate) fn lay_out(&mut self, ledger: &Ledger, lang: Lang) {
        let mut rows = Vec::new();
        for part in told(&self.all, ledger, self.by, lang) {
            let count = part.lines.len();
            rows.push(ChangeRow::Heading(if self.by == By::Body { format!("{}  {count}", part.heading) } else { part.heading }));
            rows.extend(part.lines.into_iter().map(|(subject, line)| ChangeRow::Line(subject, line)));
        }
        self.table.renew(rows, |old, new| old == new);
    }

    /// Headings of the other kind.
    pub(crate) fn turn(&mut self, ledger: &Ledger, lang: Lang) {
        self.by = if self.by == By::Thing { By::Body } else { By::Thing };
        self.lay_out(ledger, lang);
    }

    /// The entry in which the change under the cursor is.
    pub(crate) fn entry(&self) -> Option<&EntryId> {
        match self.table.current()? {
            ChangeRow::Line(Subject::Entry(id), _) => Some(id),
            _ => None,
        }
    }

    pub(crate) fn title(&self, lang: Lang) -> String {
        let since = match self.since {
            Since::Last => lang.pick("上次看过以来", "since you looked last").to_owned(),
            Since::Day(day) => lang.pick(format!("{day} 以来（按记录）"), format!("since {day}, by the logs")),
        };
        let count = self.all.len();
        lang.pick(format!("{since}，改动 {count} 处；g 按条目或按单位"), format!("{count} changes {since}; g turns to bodies and back"))
    }
}

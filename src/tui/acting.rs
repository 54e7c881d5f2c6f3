//! On what commands act: the entries that are meant, and what must be there.

use std::sync::Arc;

use super::model::Model;
use super::tab::Need;
use super::views::View;
use crate::domain::{Entry, EntryId};

impl Model {
    /// The entry under the cursor: the list's, or that of a view whose rows are entries too.
    pub fn current(&self) -> Option<&Arc<Entry>> {
        let place = self.tab().chosen().map_or_else(|| self.list.current(), |chosen| chosen.cursor);
        self.ledger().entries().get(place?)
    }

    /// What an action on “these” means: the marked entries, else the one under the cursor.
    pub fn targets(&self) -> Vec<EntryId> {
        let marked: Vec<usize> = self.tab().chosen().map_or_else(|| self.list.marks.places().collect(), |chosen| chosen.marked);
        if marked.is_empty() {
            return self.current().map(|e| e.id.clone()).into_iter().collect();
        }
        marked.into_iter().filter_map(|i| self.ledger().entries().get(i)).map(|e| e.id.clone()).collect()
    }

    /// What is missing for a command that needs something.
    pub(crate) fn lack(&self, need: Need) -> Option<&'static str> {
        let (zh, en) = match need {
            Need::Nothing => None,
            Need::Open if self.view == View::List && !self.list.rows.is_empty() => None,
            Need::Row | Need::Open => self.tab().lack(),
            Need::Table if self.view.has_rows_of_list() || self.tab().listing().is_some() => None,
            Need::Shown if self.lack(Need::Table).is_none() || self.tab().sheet(self.lang).is_some() => None,
            Need::Table | Need::Shown => Some(("这一页不是表格", "this page is no table")),
            Need::Marks if self.view == View::Today && !self.can_mark() => Some((
                "这里不标记；到“欠报的单位”按 Enter，在那张表里标记、写函",
                "nothing is marked here; Enter on the bodies that owe a report opens the table in which they are",
            )),
            Need::Marks => (!self.can_mark()).then_some(("这里没有可以标记的行", "no row can be marked here")),
            Need::Page => (!self.tab().has_page()).then_some(("先打开一个：光标上去按 Enter", "open one first: Enter on it")),
            Need::Step if self.view == View::Import && self.import.fresh > 0 => None,
            Need::Step => self.history.done.is_empty().then_some((
                "打开以来没有可撤销的；以前做的退出后用 duban undo 撤回",
                "nothing to undo since it was opened; `duban undo` takes back what was done before",
            )),
        }?;
        Some(self.lang.pick(zh, en))
    }

    fn can_mark(&self) -> bool {
        match self.tab().listing() {
            Some(listing) => listing.key(self.tab().at()).is_some() || !listing.arrangement().marks.is_empty(),
            None => self.view.has_rows_of_list() && (self.list.current().is_some() || !self.list.marks.is_empty()),
        }
    }
}

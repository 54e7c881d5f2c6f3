//! What offices settle together, and what they look after: matters for coordination (会商), inspections (督导), what these found.

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod sheet;

use chrono::NaiveDate;
use crossterm::event::KeyCode;

pub(crate) use self::sheet::{Kind, Sheet};
use crate::domain::Subject;
use crate::profile::KeptTable;
use crate::query::Book;
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::{ch, key};
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::Pane;

/// What is done with whichever kind is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meet {
    /// The next kind.
    Next,
    /// One more of the kind.
    New,
    Amend,
    /// A meeting on a matter, or how a finding is mended.
    Report,
    /// A matter is settled, or a finding was re-checked.
    Settle,
    /// A matter is open again, or a finding is not mended after all.
    Again,
    /// Out again what was entered by mistake.
    Withdraw,
}

own! {
    Coordination Meet:
    "next-sheet", [key(KeyCode::Tab)], Nothing, Next, "换" / "kind", "换一种：会商事项、督导检查、整改问题、包联" / "the next kind: matters, inspections, findings, liaison";
    "new-in-sheet", [ch('n'), key(KeyCode::Insert)], Nothing, New, "新" / "new", "新会商事项、新督导检查、新整改问题、新包联" / "a new matter, inspection, finding or liaison";
    "amend-in-sheet", [ch('e'), key(KeyCode::F(2))], Row, Amend, "" / "", "修改光标所在的一个" / "change the one under the cursor";
    "report-in-sheet", [ch('a'), key(KeyCode::F(6))], Row, Report, "填报" / "report", "会商记一次会，督导登记查出的问题，整改问题填报整改，包联记一次走访" / "a meeting on the matter, what the inspection found, how the finding is mended, a visit";
    "settle-in-sheet", [ch('s'), key(KeyCode::F(4))], Row, Settle, "办结" / "settle", "议定会商事项；整改问题复查销号" / "settle the matter; the finding was re-checked";
    "again-in-sheet", [ch('r')], Row, Again, "重办" / "again", "会商事项重新提出；整改问题复查退回" / "reopen the matter; send the finding back";
    "withdraw-in-sheet", [key(KeyCode::Delete)], Row, Withdraw, "" / "", "撤回登记错的；已有记录的不能撤回" / "withdraw what was entered by mistake; not what has a log";
}

/// The state of the view.
#[derive(Debug)]
pub struct Council {
    sheets: Vec<Sheet>,
    /// Which of them is shown.
    at: usize,
    /// Whether one thing fills the screen.
    pub zoomed: bool,
    /// How far that one is scrolled.
    pub(crate) scroll: u16,
    pub(crate) lang: Lang,
    pub(crate) day: NaiveDate,
}

impl Default for Council {
    fn default() -> Council {
        let sheets = Kind::ALL.into_iter().map(Sheet::new).collect();
        Council { sheets, at: 0, zoomed: false, scroll: 0, lang: Lang::default(), day: NaiveDate::default() }
    }
}

impl Council {
    pub(crate) fn sheet(&self) -> &Sheet {
        &self.sheets[self.at]
    }

    /// The kinds that are not shown.
    pub(crate) fn others(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(|sheet| sheet.kind != self.sheet().kind)
    }

    fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheets[self.at]
    }

    /// Shows the next kind.
    pub(crate) fn turn(&mut self) {
        (self.at, self.zoomed) = ((self.at + 1) % self.sheets.len(), false);
    }

    /// What the row under the cursor is about.
    pub(crate) fn current(&self) -> Option<&Subject> {
        self.sheet().table.current().map(|row| &row.subject)
    }

    /// The cursor goes to a thing, in the sheet that has it.
    pub(crate) fn go_to(&mut self, subject: &Subject) {
        self.sheets.iter_mut().any(|sheet| sheet.table.go_to(|row| row.subject == *subject));
    }

    /// Shows the sheet of a kind, narrowed by words.
    pub(crate) fn narrow(&mut self, kind: Kind, words: &str, book: &Book) {
        self.at = self.sheets.iter().position(|sheet| sheet.kind == kind).unwrap_or(0);
        self.zoomed = false;
        self.sheet_mut().arrangement.filter.input.set(words);
        self.refit(book);
    }

    /// How many rows of a kind such words find.
    pub(crate) fn count(kind: Kind, words: &str, book: &Book, lang: Lang) -> usize {
        let mut sheet = Sheet::new(kind);
        sheet.arrangement.filter.input.set(words);
        sheet.read(book, lang);
        sheet.table.rows.len()
    }
}

impl Tab for Council {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(&self.sheet().table)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(&mut self.sheet_mut().table)
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        if self.zoomed {
            self.scroll = self.scroll.saturating_add_signed(rows.clamp(-20, 20) as i16);
        } else {
            self.sheet_mut().table.step(rows);
        }
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.sheet().table.rows.is_empty().then_some(("这里还没有", "there is none here"))
    }

    /// The first entry that it is about.
    fn entry(&self, book: &Book) -> Option<usize> {
        let entry = Kind::entry(book.ledger(), self.current()?)?;
        book.ledger().index_of(&entry)
    }

    fn listing(&self) -> Option<&dyn Listing> {
        if self.zoomed { None } else { Some(self.sheet()) }
    }

    fn is_typing(&self) -> bool {
        self.sheet().arrangement.filter.typing
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        Some(&mut self.sheet_mut().arrangement)
    }

    /// It is typed over the table, not over the page of one.
    fn refit(&mut self, _: &Book) {
        self.zoomed = false;
        let lang = self.lang;
        self.sheet_mut().arrange(lang);
    }

    fn has_page(&self) -> bool {
        self.zoomed
    }

    fn close(&mut self, book: &Book) -> bool {
        if std::mem::take(&mut self.zoomed) {
            return true;
        }
        let closed = self.sheet_mut().arrangement.close();
        if closed {
            self.refit(book);
        }
        closed
    }

    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        self.sheets.iter().map(|sheet| (sheet.kind.word(), sheet.arrangement.kept(&sheet.heads(Lang::Zh)))).collect()
    }

    fn set_out(&mut self, name: &str, kept: &KeptTable) {
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.kind.word() == name) {
            let heads = sheet.heads(Lang::Zh);
            sheet.arrangement.set_out(&heads, kept);
        }
    }

    fn prepare(&mut self, book: &Book, lang: Lang) {
        (self.lang, self.day) = (lang, book.standings().day());
        self.sheets.iter_mut().for_each(|sheet| sheet.read(book, lang));
    }
}

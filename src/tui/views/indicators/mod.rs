pub(in crate::tui) mod columns;
pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_page;

use chrono::NaiveDate;

use self::columns::Subject;
use crate::domain::{Indicator, IndicatorId, Keeping, Ledger, Pace};
use crate::profile::KeptTable;
use crate::query::Book;
use crate::report::{Cell, Head};
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::{Line, Pane, Table};

/// It has no commands of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goals {}

own! { Indicators Goals: }

/// How it is kept that they stand in one row of all plans.
const FLAT: &str = "flat";

/// A row of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A plan with the number of its indicators, which are not shown when it is folded.
    Plan { label: String, count: usize, folded: bool },
    Indicator {
        index: usize,
        /// Its identity, which outlives its place.
        id: IndicatorId,
    },
}

impl Row {
    fn id(&self) -> Option<&IndicatorId> {
        match self {
            Row::Plan { .. } => None,
            Row::Indicator { id, .. } => Some(id),
        }
    }
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        matches!(self, Row::Plan { folded: false, .. })
    }
}

/// The state of the view of indicators.
#[derive(Debug, Default)]
pub struct Indicators {
    pub arrangement: Arrangement,
    /// Whether they stand in one row of all plans.
    pub(crate) flat: bool,
    pub(crate) table: Table<Row>,
    /// How many indicators it holds.
    pub count: usize,
    /// Whether one indicator fills the screen.
    pub zoomed: bool,
    /// How far that one is scrolled.
    pub(crate) scroll: u16,
    paces: Vec<Pace>,
    cells: Vec<Vec<Cell>>,
    lang: Lang,
    day: NaiveDate,
}

impl Indicators {
    /// Makes the rows anew from filter and order.
    pub(crate) fn refresh(&mut self, ledger: &Ledger) {
        let mut chosen = self.chosen(ledger);
        self.arrangement.sort(&mut chosen, &self.cells);
        self.count = chosen.len();
        let row = |index: usize| Row::Indicator { index, id: ledger.indicators[index].id() };
        let rows = if self.flat {
            chosen.into_iter().map(row).collect()
        } else {
            by_plan(ledger, &chosen)
                .into_iter()
                .flat_map(|(label, part)| {
                    let (folded, count) = (self.arrangement.turned.contains(&label), part.len());
                    std::iter::once(Row::Plan { label, count, folded }).chain(part.into_iter().filter(move |_| !folded).map(row))
                })
                .collect()
        };
        self.table.renew(rows, |old, new| old.id().is_some() && old.id() == new.id());
    }

    fn chosen(&self, ledger: &Ledger) -> Vec<usize> {
        let wanted = self.arrangement.conditions(&self.heads(self.lang));
        let archived = |i: usize| ledger.plan(&ledger.indicators[i].plan).is_some_and(|plan| plan.is_archived_on(self.day));
        let asked = !self.arrangement.filter.input.text().trim().is_empty();
        let fits =
            |i: &usize| (asked || !archived(*i)) && wanted.hold(&[&self.cells[*i]], &searched(ledger, &ledger.indicators[*i]), self.lang);
        (0..self.cells.len().min(ledger.indicators.len())).filter(fits).collect()
    }

    /// Shows what a filter finds, in the table.
    pub(crate) fn narrow(&mut self, words: &str, ledger: &Ledger) {
        self.zoomed = false;
        self.arrangement.filter.input.set(words);
        self.refresh(ledger);
    }

    /// How many a filter finds.
    pub(crate) fn count(words: &str, book: &Book, lang: Lang) -> usize {
        let mut view = Indicators::default();
        view.arrangement.filter.input.set(words);
        view.prepare(book, lang);
        view.count
    }

    pub(crate) fn pace(&self, index: usize) -> Option<&Pace> {
        self.paces.get(index)
    }

    /// How many stand so, of all.
    pub(crate) fn tally(&self, keeping: Keeping) -> usize {
        self.paces.iter().filter(|p| p.keeping == keeping).count()
    }

    /// The indicator under the cursor, by its place in the ledger.
    pub(crate) fn current(&self) -> Option<usize> {
        match self.table.current() {
            Some(Row::Indicator { index, .. }) => Some(*index),
            _ => None,
        }
    }

    pub(crate) fn go_to(&mut self, id: &IndicatorId) {
        self.table.go_to(|row| row.id() == Some(id));
    }

    /// Moves the cursor by rows, over headings; in the page of one indicator it scrolls.
    pub(crate) fn step(&mut self, by: isize) {
        if self.zoomed {
            self.scroll = self.scroll.saturating_add_signed(by.clamp(-20, 20) as i16);
            return;
        }
        self.table.step(by);
    }
}

impl Tab for Indicators {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(&self.table)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(&mut self.table)
    }

    fn move_by(&mut self, rows: isize, _: &Seen) {
        self.step(rows);
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.table.rows.is_empty().then_some(("这里没有指标", "there is no indicator here"))
    }

    fn entry(&self, book: &Book) -> Option<usize> {
        let indicator = book.ledger().indicators.get(self.current()?)?;
        book.ledger().index_of(indicator.entry.as_ref()?)
    }

    fn listing(&self) -> Option<&dyn Listing> {
        if self.zoomed { None } else { Some(self) }
    }

    fn is_typing(&self) -> bool {
        self.arrangement.filter.typing
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        Some(&mut self.arrangement)
    }

    /// It is typed over the table, not over one indicator's page.
    fn refit(&mut self, book: &Book) {
        self.zoomed = false;
        self.refresh(book.ledger());
    }

    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        let kept = self.arrangement.kept(&self.heads(Lang::Zh));
        vec![("indicators", KeptTable { shape: if self.flat { FLAT.to_owned() } else { String::new() }, ..kept })]
    }

    fn set_out(&mut self, name: &str, kept: &KeptTable) {
        if name == "indicators" {
            let heads = self.heads(Lang::Zh);
            self.arrangement.set_out(&heads, kept);
            self.flat = kept.shape == FLAT;
        }
    }

    fn has_page(&self) -> bool {
        self.zoomed
    }

    fn close(&mut self, book: &Book) -> bool {
        if std::mem::take(&mut self.zoomed) {
            return true;
        }
        let closed = self.arrangement.close();
        if closed {
            self.refresh(book.ledger());
        }
        closed
    }

    /// The cursor stays on its indicator.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let ledger = book.ledger();
        self.paces = ledger.indicators.iter().map(|i| Pace::of(ledger, i, book.standings().day())).collect();
        (self.lang, self.day) = (lang, book.standings().day());
        let subjects =
            ledger.indicators.iter().zip(&self.paces).map(|(indicator, pace)| Subject { ledger, indicator, pace, lang, day: self.day });
        self.cells = subjects.map(|one| columns::listed().map(|(column, _)| one.listed(column.what)).collect()).collect();
        self.refresh(ledger);
    }
}

impl Listing for Indicators {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("指标", "Indicators")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        columns::listed().map(|(column, most)| Head::new(lang.pick(column.head.0, column.head.1), most)).collect()
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        match self.table.rows.get(row)? {
            Row::Plan { .. } => None,
            Row::Indicator { index, .. } => self.cells.get(*index).cloned(),
        }
    }

    fn key(&self, row: usize) -> Option<String> {
        self.table.rows.get(row)?.id().map(ToString::to_string)
    }

    fn heading(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Plan { label, .. } => Some(label.clone()),
            Row::Indicator { .. } => None,
        }
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }
}

/// The texts in which the filter looks.
fn searched<'a>(ledger: &'a Ledger, indicator: &'a Indicator) -> Vec<&'a str> {
    let plan = ledger.plan(&indicator.plan);
    let mut texts = vec![indicator.name.as_str(), &indicator.scope, &indicator.plan, &indicator.reference];
    texts.extend(plan.iter().flat_map(|p| [p.title.as_str(), &p.short, &p.place]));
    texts
}

/// The plans that have any, in the ledger's order, each with its own.
fn by_plan(ledger: &Ledger, chosen: &[usize]) -> Vec<(String, Vec<usize>)> {
    let mut parts: Vec<(&str, Vec<usize>)> = ledger.plans.iter().map(|p| (p.code.as_str(), Vec::new())).collect();
    for &index in chosen {
        let code = ledger.indicators[index].plan.as_str();
        match parts.iter_mut().find(|(c, _)| *c == code) {
            Some((_, part)) => part.push(index),
            None => parts.push((code, vec![index])),
        }
    }
    let title = |code: &str| ledger.plan(code).map_or_else(|| code.to_owned(), |p| p.title.clone());
    parts.into_iter().filter(|(_, part)| !part.is_empty()).map(|(code, part)| (title(code), part)).collect()
}

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_page;

use std::cmp::Ordering;

use crate::domain::{Indicator, IndicatorId, Keeping, Ledger, Pace};
use crate::query::{Book, Matcher};
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::tab::{Seen, Tab, Words};
use crate::tui::table::{Line, Table};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goals {
    SortBy(IndicatorOrder),
}

own! { Indicators Goals: }

/// The order of indicators within their plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum IndicatorOrder {
    #[default]
    Plan,
    /// Those that lag most first.
    Lag,
    /// Those nearest to their goal first.
    Share,
    /// Those measured longest ago first; those never measured before them.
    Measured,
}

impl IndicatorOrder {
    pub const ALL: [IndicatorOrder; 4] = [IndicatorOrder::Plan, IndicatorOrder::Lag, IndicatorOrder::Share, IndicatorOrder::Measured];

    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            IndicatorOrder::Plan => lang.pick("方案顺序", "the plan's order"),
            IndicatorOrder::Lag => lang.pick("落后在前", "most behind first"),
            IndicatorOrder::Share => lang.pick("完成率高在前", "highest share first"),
            IndicatorOrder::Measured => lang.pick("久未填报在前", "longest unmeasured first"),
        }
    }

    fn compare(self, a: &Pace, b: &Pace) -> Ordering {
        let descending = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        match self {
            IndicatorOrder::Plan => Ordering::Equal,
            IndicatorOrder::Lag => a.keeping.cmp(&b.keeping).then_with(|| descending(a.gap(), b.gap())),
            IndicatorOrder::Share => descending(a.share, b.share),
            IndicatorOrder::Measured => a.measured.map(|(p, _)| p.end()).cmp(&b.measured.map(|(p, _)| p.end())),
        }
    }
}

/// A row of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A plan with the number of its indicators shown.
    Plan { label: String, count: usize },
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
        matches!(self, Row::Plan { .. })
    }
}

/// The state of the view of indicators.
#[derive(Debug, Default)]
pub struct Indicators {
    pub filter: Words,
    pub(crate) order: IndicatorOrder,
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
}

impl Indicators {
    /// Makes the rows anew from filter and order.
    pub(crate) fn refresh(&mut self, ledger: &Ledger) {
        let mut chosen = self.chosen(ledger);
        chosen.sort_by(|a, b| self.order.compare(&self.paces[*a], &self.paces[*b]));
        self.count = chosen.len();
        let row = |index: usize| Row::Indicator { index, id: ledger.indicators[index].id() };
        let rows = if self.flat {
            chosen.into_iter().map(row).collect()
        } else {
            by_plan(ledger, &chosen)
                .into_iter()
                .flat_map(|(label, part)| std::iter::once(Row::Plan { label, count: part.len() }).chain(part.into_iter().map(row)))
                .collect()
        };
        self.table.renew(rows, |old, new| old.id().is_some() && old.id() == new.id());
    }

    fn chosen(&self, ledger: &Ledger) -> Vec<usize> {
        let words: Vec<Matcher> = self.filter.input.value().split_whitespace().map(Matcher::new).collect();
        let fits = |i: &Indicator| words.iter().all(|w| searched(ledger, i).iter().any(|text| w.finds(text)));
        (0..self.paces.len().min(ledger.indicators.len())).filter(|i| words.is_empty() || fits(&ledger.indicators[*i])).collect()
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
    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.table.cursor)
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
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

    fn is_typing(&self) -> bool {
        self.filter.typing
    }

    fn filter(&mut self) -> Option<&mut Words> {
        Some(&mut self.filter)
    }

    /// It is typed over the table, not over one indicator's page.
    fn refit(&mut self, book: &Book) {
        self.zoomed = false;
        self.refresh(book.ledger());
    }

    fn close(&mut self, book: &Book) -> bool {
        if std::mem::take(&mut self.zoomed) {
            return true;
        }
        let has_filter = !self.filter.input.value().is_empty();
        if has_filter {
            self.filter.input.set("");
            self.refresh(book.ledger());
        }
        has_filter
    }

    /// The cursor stays on its indicator.
    fn prepare(&mut self, book: &Book, _: Lang) {
        let ledger = book.ledger();
        self.paces = ledger.indicators.iter().map(|i| Pace::of(ledger, i, book.standings().day())).collect();
        self.refresh(ledger);
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

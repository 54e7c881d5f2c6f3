//! What every table of a view has beside its rows and its cursor: heads, an order by any of its columns, words that narrow it, marks.
//! A view says its columns and what stands in a row; sorting, narrowing, marking, copying and exporting are common to all.

use std::collections::BTreeSet;

use super::condition::Conditions;
use super::field::Editor;
use crate::report::{Cell, Grid, Head};
use crate::text::Lang;

/// A filter of words, as a view may have of its own.
#[derive(Debug, Default)]
pub struct Words {
    pub(crate) input: Editor,
    pub typing: bool,
}

/// How a person has arranged a table.
#[derive(Debug, Default)]
pub struct Arrangement {
    pub filter: Words,
    /// The column that orders it, and whether downwards; none is the order that the view gives.
    pub(crate) order: Option<(usize, bool)>,
    /// The rows that are marked, by what they are called for good.
    pub(crate) marks: BTreeSet<String>,
    /// The headings whose rows are hidden, or shown, other than is usual in the table.
    pub(crate) turned: BTreeSet<String>,
}

/// What folds: the rows of a heading are hidden, or shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// What the cursor is in.
    Here,
    All,
}

impl Arrangement {
    /// What its words ask for.
    pub(crate) fn conditions(&self, heads: &[Head]) -> Conditions {
        Conditions::read(self.filter.input.value(), heads)
    }

    /// The places of those rows that its words find, in its order.
    pub(crate) fn arrange(&self, heads: &[Head], rows: &[Vec<Cell>], lang: Lang) -> Vec<usize> {
        let wanted = self.conditions(heads);
        let mut places: Vec<usize> = (0..rows.len()).filter(|i| wanted.hold(&[&rows[*i]], &[], lang)).collect();
        self.sort(&mut places, rows);
        places
    }

    /// Turns what the cursor is in; or turns all, and where any is turned none.
    pub(crate) fn fold(&mut self, fold: Fold, here: Option<String>, all: Vec<String>) {
        match (fold, here) {
            (Fold::Here, Some(key)) => {
                if !self.turned.remove(&key) {
                    self.turned.insert(key);
                }
            }
            (Fold::Here, None) => {}
            (Fold::All, _) if self.turned.is_empty() => self.turned.extend(all),
            (Fold::All, _) => self.turned.clear(),
        }
    }

    /// Puts places of rows in its order.
    pub(crate) fn sort(&self, places: &mut [usize], rows: &[Vec<Cell>]) {
        let Some((column, descending)) = self.order else { return };
        let cell = |i: usize| rows.get(i).and_then(|row| row.get(column)).unwrap_or(&Cell::Empty);
        places.sort_by(|a, b| {
            let order = cell(*a).compare(cell(*b));
            if descending { order.reverse() } else { order }
        });
    }

    /// Lifts the marks, or the filter; false where there is neither.
    pub(crate) fn close(&mut self) -> bool {
        if !self.marks.is_empty() {
            self.marks.clear();
            return true;
        }
        let had_filter = !self.filter.input.value().is_empty();
        self.filter.input.set("");
        had_filter
    }

    pub(crate) fn toggle(&mut self, key: String) {
        if !self.marks.remove(&key) {
            self.marks.insert(key);
        }
    }

    /// To order by a column: of numbers and days the greatest first; again, the other way round; and then as the view gives it.
    pub(crate) fn order_by(&mut self, column: usize, greatest_first: bool) {
        self.order = match self.order {
            Some((at, descending)) if at == column && descending == greatest_first => Some((column, !greatest_first)),
            Some((at, _)) if at == column => None,
            _ => Some((column, greatest_first)),
        };
    }
}

/// A table of a view, as far as it is like all others.
pub(crate) trait Listing {
    /// What is exported of it is called so.
    fn title(&self, lang: Lang) -> &'static str;
    /// All its columns; those of no width are for what is exported.
    fn heads(&self, lang: Lang) -> Vec<Head>;
    /// How many rows there are, with headings.
    fn len(&self) -> usize;
    /// What stands in a row; none for a heading.
    fn cells(&self, row: usize) -> Option<Vec<Cell>>;
    /// What a row is called for good; none for one that cannot be marked.
    fn key(&self, row: usize) -> Option<String>;
    fn arrangement(&self) -> &Arrangement;
    /// What a heading is called for good; none for other rows.
    fn heading(&self, _: usize) -> Option<String> {
        None
    }
    /// The column under its cursor, where it has such a cursor.
    fn column(&self) -> Option<usize> {
        None
    }
    /// Why its numbers are not added up, where that must be said.
    fn unsummed(&self, _: Lang) -> &'static str {
        ""
    }
    /// Of whom or of when it is, where its title does not say that.
    fn about(&self, _: Lang) -> Option<String> {
        None
    }

    /// What it shows, for a file or the clipboard: the marked rows, or all.
    fn grid(&self, lang: Lang, only_marked: bool) -> Grid {
        let marks = &self.arrangement().marks;
        let wanted = |row: &usize| !only_marked || self.key(*row).is_some_and(|key| marks.contains(&key));
        let rows = (0..self.len()).filter(wanted).filter_map(|row| self.cells(row)).collect();
        Grid::of(self.title(lang), "shown", (self.heads(lang), rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ordered_by_what_they_are_and_narrowed_by_words_and_initials() {
        let row = |name: &str, n: Option<usize>| vec![Cell::text(name), n.map_or(Cell::Empty, Cell::count)];
        let rows = [row("市工信局", Some(9)), row("市农业农村局", Some(10)), row("市林草局", None)];
        let heads = [Head::new("单位", 20), Head::new("逾期", 8)];
        let mut arrangement = Arrangement::default();
        assert_eq!(arrangement.arrange(&heads, &rows, Lang::Zh), [0, 1, 2]);
        arrangement.order_by(1, true);
        assert_eq!(arrangement.arrange(&heads, &rows, Lang::Zh), [1, 0, 2]);
        arrangement.order_by(1, true);
        assert_eq!(arrangement.arrange(&heads, &rows, Lang::Zh), [2, 0, 1]);
        arrangement.order_by(1, true);
        assert_eq!(arrangement.order, None);
        arrangement.filter.input.set("nyncj");
        assert_eq!(arrangement.arrange(&heads, &rows, Lang::Zh), [1]);
        assert!(arrangement.close() && !arrangement.close());
    }
}

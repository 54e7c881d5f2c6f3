use super::document::{Column, Table};
use ecow::EcoString;

/// What a column shows of a row of this number.
type Show<'a, T, C> = Box<dyn Fn(usize, &T) -> C + 'a>;

/// The columns of a table in the making, each with what it shows of an item and of the item's number, counted from 1.
pub(super) struct Columns<'a, T, H, C> {
    heads: Vec<H>,
    cells: Vec<Show<'a, T, C>>,
}

impl<'a, T: 'a, H, C: 'a> Columns<'a, T, H, C> {
    pub(super) fn new() -> Self {
        Columns { heads: Vec::new(), cells: Vec::new() }
    }

    /// A column that counts the items.
    pub(super) fn numbered(mut self, head: H, cell: fn(usize) -> C) -> Self {
        self.heads.push(head);
        self.cells.push(Box::new(move |number, _| cell(number)));
        self
    }

    pub(super) fn with(mut self, head: H, cell: impl Fn(&T) -> C + 'a) -> Self {
        self.heads.push(head);
        self.cells.push(Box::new(move |_, item| cell(item)));
        self
    }

    /// One column for each of several things.
    pub(super) fn each<X: Copy + 'a>(self, all: impl IntoIterator<Item = X>, head: impl Fn(X) -> H, cell: fn(X, &T) -> C) -> Self {
        all.into_iter().fold(self, |columns, x| columns.with(head(x), move |item| cell(x, item)))
    }

    /// The heads, and a row for each item.
    pub(super) fn filled<'t>(self, items: impl IntoIterator<Item = &'t T>) -> (Vec<H>, Vec<Vec<C>>)
    where
        T: 't,
    {
        let row = |(number, item)| self.cells.iter().map(|cell| cell(number, item)).collect();
        let rows = (1..).zip(items).map(row).collect();
        (self.heads, rows)
    }
}

impl<'a, T: 'a> Columns<'a, T, Column, EcoString> {
    pub(super) fn table<'t>(self, items: impl IntoIterator<Item = &'t T>) -> Table
    where
        T: 't,
    {
        let (columns, rows) = self.filled(items);
        Table { columns, rows }
    }
}

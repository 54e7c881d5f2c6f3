//! Rows with a cursor, as every view has them: where the cursor comes to rest, and which rows are in sight.

use std::cell::Cell;

/// A row of a table.
pub trait Line {
    /// Whether it heads the rows below it, so that the cursor passes over it.
    fn is_heading(&self) -> bool {
        false
    }
}

/// Rows, and the cursor among them; it rests on no heading where there is anything else.
#[derive(Debug)]
pub struct Table<R> {
    pub rows: Vec<R>,
    pub cursor: usize,
    /// The first row in sight. Only drawing writes it.
    first: Cell<usize>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Table { rows: Vec::new(), cursor: 0, first: Cell::default() }
    }
}

/// A table, whatever its rows are.
pub(crate) trait Pane {
    fn cursor(&self) -> usize;
    fn cursor_mut(&mut self) -> &mut usize;
    /// How many rows there are.
    fn len(&self) -> usize;
    /// Moves the cursor by rows, over headings.
    fn step(&mut self, by: isize);
}

impl<R: Line> Pane for Table<R> {
    fn cursor(&self) -> usize {
        self.cursor
    }

    fn cursor_mut(&mut self) -> &mut usize {
        &mut self.cursor
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn step(&mut self, by: isize) {
        self.cursor = settled(&self.rows, self.cursor, by);
    }
}

impl<R: Line> Table<R> {
    pub(crate) fn current(&self) -> Option<&R> {
        self.rows.get(self.cursor)
    }

    /// Puts the cursor on the first row that is wanted; false when there is none.
    pub(crate) fn go_to(&mut self, wanted: impl Fn(&R) -> bool) -> bool {
        let found = self.rows.iter().position(wanted);
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Takes other rows; the cursor stays on the same one, or as near as can be.
    pub(crate) fn renew(&mut self, rows: Vec<R>, is_same: impl Fn(&R, &R) -> bool) {
        let before = std::mem::replace(&mut self.rows, rows);
        if !before.get(self.cursor).is_some_and(|here| self.go_to(|row| is_same(here, row))) {
            self.step(0);
        }
    }

    /// The first row to show in so many lines.
    pub(crate) fn first_in_sight(&self, height: usize) -> usize {
        first_in_sight(&self.rows, self.cursor, &self.first, height)
    }
}

/// Where a cursor comes to rest after so many rows: on the next row in its direction that is no heading, else on the last
/// before it.
pub(crate) fn settled<R: Line>(rows: &[R], cursor: usize, by: isize) -> usize {
    let at = cursor.saturating_add_signed(by).min(rows.len().saturating_sub(1));
    let up = rows.iter().take(at + 1).rposition(|r| !r.is_heading());
    let down = rows.iter().skip(at).position(|r| !r.is_heading()).map(|n| n + at);
    let found = if by < 0 { up.or(down) } else { down.or(up) };
    found.unwrap_or(0)
}

/// The first row to show, which is remembered; a heading stays in sight with the first row below it.
pub(crate) fn first_in_sight<R: Line>(rows: &[R], cursor: usize, first: &Cell<usize>, height: usize) -> usize {
    let at = scrolled(first.get(), cursor, height, rows.len());
    let is_headed = height > 1 && cursor == at && at.checked_sub(1).is_some_and(|i| rows.get(i).is_some_and(Line::is_heading));
    first.set(at - usize::from(is_headed));
    first.get()
}

/// The first row to show so that the cursor is in sight, moving as little as can be.
pub(crate) fn scrolled(first: usize, cursor: usize, height: usize, rows: usize) -> usize {
    let first = first.min(rows.saturating_sub(height));
    match height {
        0 => 0,
        _ if cursor < first => cursor,
        _ => first.max((cursor + 1).saturating_sub(height)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_in_sight() {
        for ((first, cursor, height, rows), wanted) in
            [((0, 5, 10, 100), 0), ((0, 12, 10, 100), 3), ((50, 12, 10, 100), 12), ((95, 99, 10, 100), 90), ((7, 3, 0, 10), 0)]
        {
            assert_eq!(scrolled(first, cursor, height, rows), wanted);
        }
    }
}

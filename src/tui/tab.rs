use super::field::Editor;
use super::seen::Seen;
use crate::query::Book;
use crate::text::Lang;

/// What the screen asks of the view that is shown, whichever it is.
pub(crate) trait Tab {
    /// The row under the cursor; none where nothing is chosen.
    fn cursor(&mut self) -> Option<&mut usize>;
    /// Moves the cursor by rows, or scrolls.
    fn move_by(&mut self, rows: isize, seen: &Seen);
    /// What is said where no row is there to act on.
    fn lack(&self) -> Option<(&'static str, &'static str)> {
        None
    }
    /// The entry that the row under the cursor is about, by its place in the ledger.
    fn entry(&self, _: &Book) -> Option<usize> {
        None
    }
    /// Whether its filter is being typed.
    fn is_typing(&self) -> bool {
        false
    }
    /// Its filter.
    fn input(&mut self) -> Option<&mut Editor> {
        None
    }
    /// Closes its page, or clears its filter; false where there is neither.
    fn close(&mut self, _: &Book) -> bool {
        false
    }
    /// What it shows no longer holds.
    fn forget(&mut self) {}
    /// Works out what it shows, once.
    fn prepare(&mut self, _: &Book, _: Lang) {}
}

/// Where a cursor comes to rest after so many rows, of which some are headings: on the next row in its direction, else on
/// the last before it.
pub(crate) fn settled<R>(rows: &[R], cursor: usize, by: isize, is_heading: impl Fn(&R) -> bool) -> usize {
    let at = cursor.saturating_add_signed(by).min(rows.len().saturating_sub(1));
    let up = rows.iter().take(at + 1).rposition(|r| !is_heading(r));
    let down = rows.iter().skip(at).position(|r| !is_heading(r)).map(|n| n + at);
    let found = if by < 0 { up.or(down) } else { down.or(up) };
    found.unwrap_or(0)
}

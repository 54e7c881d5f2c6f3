//! Which of the forms that came back is next, and what one is to tell instead.

use super::Row;
use crate::domain::Report;
use crate::packet::{BatchRow, Verdict};
use crate::tui::model::Model;

/// A row tells this from now on, and is accepted.
pub(crate) fn reword(model: &mut Model, at: usize, report: &Report) {
    let (ledger, editor) = (model.book.ledger(), model.recorder.by.label(model.book.ledger()));
    if let Some(row) = model.import.back.as_mut().and_then(|back| back.rows.get_mut(at)) {
        row.amend(ledger, (report, &editor));
    }
    seek(model, false);
}

/// The cursor goes to the next row of which nothing was said.
pub(super) fn seek(model: &mut Model, back: bool) {
    let open: Vec<bool> = model.import.back.iter().flat_map(|batch| &batch.rows).map(|row| waits(row, model)).collect();
    let is_open = |row: &Row| matches!(row, Row::Back(at) if open.get(*at).copied().unwrap_or_default());
    if open.contains(&true) {
        model.import.seek_row(back, is_open);
    } else {
        super::saying::nothing_left(model);
    }
}

fn waits(row: &BatchRow, model: &Model) -> bool {
    row.verdict == Verdict::Open && !row.is_in(model.ledger())
}

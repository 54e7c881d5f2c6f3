//! Forms that came back: each row is accepted or not, and what is accepted comes into the ledger in one step.

use super::reworded::seek;
use super::{Review, Row};
use crate::domain::Change;
use crate::packet::{Batch, BatchRow, Verdict};
use crate::tui::command::Ask;
use crate::tui::form::About;
use crate::tui::importing::{Back, Drafted};
use crate::tui::model::Model;
use crate::tui::update::{ask_of, bulk};

/// Does what is asked for where it is about such rows; false where it is about something else.
pub(super) fn run(model: &mut Model, what: &Review) -> bool {
    match what {
        Review::Next => seek(model, false),
        Review::Previous => seek(model, true),
        Review::Accept => decide(model, Verdict::Accepted),
        Review::Reject => decide(model, Verdict::Rejected),
        Review::AcceptSure => accept_sure(model),
        Review::Amend => amend(model),
        Review::TakeIn => take_in(model),
        Review::Read(_) | Review::TakeBack(_) | Review::Open(_) => return false,
        _ => model.notify(model.lang.pick("交回的填报表没有这一步", "forms that came back have no such step")),
    }
    true
}

/// Something was read.
pub(super) fn brought(model: &mut Model, back: Back) {
    let at = (model.recorder.clock)();
    let mut batch = Batch::of(&back.files, model.ledger(), (at, model.lang));
    batch.told.splice(0..0, back.told);
    (model.import.opened, model.notice) = (None, None);
    model.import.back = Some(Box::new(batch));
    model.import.table.cursor = 0;
    model.import.refresh();
}

/// Of a row that is decided otherwise, what was said is taken back.
pub(super) fn open(model: &mut Model) {
    decide(model, Verdict::Open);
}

fn decide(model: &mut Model, verdict: Verdict) {
    let lang = model.lang;
    let Some(Row::Back(at)) = model.import.table.current().copied() else {
        return model.notify(lang.pick("这一处没有采用：改好表格再读", "this was not taken: mend the form and read it anew"));
    };
    let is_in = model.import.back.as_ref().and_then(|back| back.rows.get(at)).is_some_and(|row| row.is_in(model.ledger()));
    if is_in {
        return model.notify(lang.pick("已在台账里", "the ledger has it already"));
    }
    if let Some(row) = model.import.back.as_mut().and_then(|back| back.rows.get_mut(at)) {
        row.verdict = verdict;
    }
    if verdict != Verdict::Open {
        seek(model, false);
    }
}

fn accept_sure(model: &mut Model) {
    let lang = model.lang;
    let ledger = model.book.ledger();
    let count = model.import.back.as_mut().map(|back| back.accept_sure(ledger)).unwrap_or_default();
    if count == 0 {
        return model.notify(lang.pick("没有既无疑问又待定的行", "no row is both open and without a doubt"));
    }
    seek(model, false);
    model.notify(lang.pick(format!("接受了没有疑问的 {count} 行"), format!("{count} rows without a doubt accepted")));
}

fn take_in(model: &mut Model) {
    let lang = model.lang;
    let changes = model.import.back.as_ref().map(|back| back.changes(model.ledger())).unwrap_or_default();
    if changes.is_empty() {
        let (one, sure) = (model.keymap.label(Review::Accept), model.keymap.label(Review::AcceptSure));
        let zh = format!("还没有接受的行：{one} 接受一行，{sure} 接受所有没有疑问的");
        return model.notify(lang.pick(zh, format!("nothing is accepted yet: {one} takes one row, {sure} all without a doubt")));
    }
    let label = lang.pick(format!("填报表记入 {} 条", changes.len()), format!("{} rows of forms taken in", changes.len()));
    bulk::make(model, Change::All(changes), label);
}

/// Asks what the row under the cursor is to tell.
fn amend(model: &mut Model) {
    let lang = model.lang;
    let Some(Row::Back(at)) = model.import.table.current().copied() else { return decide(model, Verdict::Open) };
    let row = model.import.back.as_ref().and_then(|back| back.rows.get(at)).filter(|row| !row.is_in(model.ledger()));
    let Some(report) = row.and_then(BatchRow::told) else {
        return model.notify(lang.pick("这一行改不了：改好表格再读", "this row is not amended here: mend the form and read it anew"));
    };
    let status = report.status.map(|status| status.label(lang).to_owned()).unwrap_or_default();
    let percent = report.percent.map(|percent| percent.to_string()).unwrap_or_default();
    let drafted = Drafted { row: (at, [status, percent, report.progress, report.problems, report.next]), ..Drafted::default() };
    ask_of(model, Ask::AmendBack, About::Draft(Box::new(drafted)));
}

//! Records that have left the ledger without a correction that names them: a person is asked whether they come back. Until he answers nothing
//! is lost, and at the end they come back.

use crate::store::{Answer, Missing};
use crate::tui::command::Restore;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::restoring::Left;

/// The file has lost something.
pub(crate) fn from_file(model: &mut Model, missing: &Missing) {
    let left = Left::File(Box::new(missing.clone()));
    match model.restoring.left.iter_mut().find(|left| matches!(left, Left::File(_))) {
        Some(before) => *before = left,
        None => model.restoring.left.push_back(left),
    }
    ask_anew(model);
}

/// What came in may hold what was missing: then there is nothing to ask any more.
pub(crate) fn look(model: &mut Model) {
    let is_back = |left: &Left| matches!(left, Left::File(missing) if missing.differences(model.book.ledger()).is_empty());
    let Some(at) = model.restoring.left.iter().position(is_back) else { return };
    model.restoring.left.remove(at);
    model.effects.push(Effect::Answer(Answer::PutBack, Vec::new()));
    ask_anew(model);
}

/// A round of sharing asks, or is over.
pub(crate) fn from_round(model: &mut Model, asks: Option<Left>) {
    if asks.is_none() && !model.restoring.left.iter().any(|left| matches!(left, Left::Round { .. })) {
        return;
    }
    model.restoring.left.retain(|left| matches!(left, Left::File(_)));
    model.restoring.left.extend(asks);
    ask_anew(model);
}

/// The question that stands there is about something else by now.
fn ask_anew(model: &mut Model) {
    if std::mem::take(&mut model.restoring.asks) {
        model.dialog = None;
    }
}

/// Asks as soon as nothing else is open.
pub(crate) fn settle(model: &mut Model) {
    model.restoring.asks &= matches!(model.dialog, Some(Dialog::Question(_)));
    if model.quit && model.restoring.left.iter().any(|left| matches!(left, Left::File(_))) {
        let text = model.lang.pick("离开台账的记录没有人说不要，已放回", "what had left the ledger was put back: nobody left it out");
        model.farewell.push(text.to_owned());
    }
    let is_busy = model.dialog.is_some() || model.is_typing() || model.leaving != crate::tui::Leaving::No || model.quit;
    let Some(left) = model.restoring.left.front().filter(|_| !is_busy) else { return };
    let text = match left {
        Left::File(missing) => missing.departed(model.ledger(), model.lang).question(model.lang),
        Left::Round { departed, .. } => departed.question(model.lang),
    };
    let answers = model.lang.pick(["放回", "不放回"], ["put back", "leave out"]);
    let question = Question::new(text, Restore::Answer(Answer::PutBack)).or(Restore::Answer(Answer::LeaveOut), answers);
    model.dialog = Some(Dialog::Question(question));
    model.restoring.asks = true;
}

//! Records that have left the ledger without a correction that names them: a person is asked whether they come back. Until he answers nothing
//! is lost, and at the end they come back.

use crate::merge::{count_of, in_words};
use crate::store::{Answer, Missing};
use crate::text::Lang;
use crate::tui::command::Restore;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::restoring::Left;

/// How many sentences the question holds.
const SENTENCES: usize = 6;

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
    let text = words(left, model);
    let answers = model.lang.pick(["放回", "不放回"], ["put back", "leave out"]);
    let question = Question::new(text, Restore::Answer(Answer::PutBack)).or(Restore::Answer(Answer::LeaveOut), answers);
    model.dialog = Some(Dialog::Question(question));
    model.restoring.asks = true;
}

/// Whose records have left, and how many; the first of them in a sentence each.
fn words(left: &Left, model: &Model) -> Vec<String> {
    let lang = model.lang;
    let (first, lines, more) = match left {
        Left::File(missing) => {
            let all = missing.differences(model.ledger());
            let whole = missing.put_back(model.ledger());
            let lines: Vec<String> = all.iter().take(SENTENCES).map(|d| d.line(&whole, lang)).collect();
            (of_file(missing, all.len(), lang), lines, all.len().saturating_sub(SENTENCES))
        }
        Left::Round { whose, lines, .. } => {
            let (count, whose) = (count_of(whose), in_words(whose, lang));
            let text = lang.pick(
                format!("{count} 条记录离开了台账：{whose}。放回再提交吗？不放回，就会从大家那里消失。"),
                format!(
                    "{count} records have left the ledger: {whose}. Put them back before it is committed? Else they vanish for everybody."
                ),
            );
            (text, lines.iter().take(SENTENCES).cloned().collect(), lines.len().saturating_sub(SENTENCES))
        }
    };
    let rest = (more > 0).then(|| lang.pick(format!("……另有 {more} 处"), format!("… and {more} more")));
    std::iter::once(first).chain(lines).chain(rest).collect()
}

fn of_file(missing: &Missing, differences: usize, lang: Lang) -> String {
    let (count, whose) = (count_of(&missing.whose), in_words(&missing.whose, lang));
    if count == 0 {
        return lang.pick(
            format!("台账文件被旧的一份盖住，{differences} 处改动不在了。放回吗？"),
            format!("An older copy was put over the ledger: {differences} changes are gone. Put them back?"),
        );
    }
    lang.pick(
        format!("台账文件里少了 {count} 条记录：{whose}。放回吗？不放回，就当作有意拿掉，不再问。"),
        format!("{count} records are gone from the ledger's file: {whose}. Put them back? Left out they count as taken out on purpose."),
    )
}

//! What is said of drafts is kept, taken back, and comes into the ledger.

use chrono::NaiveDate;

use super::{Review, Row};
use crate::import::{Act, Fate, Of, Said, Taken, take};
use crate::profile::KeptImport;
use crate::text::Say;
use crate::tui::command::Steps;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::importing::{Job, Opened};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::update::bulk;
use crate::tui::views::View;

pub(crate) fn nothing_left(model: &mut Model) {
    let key = model.keymap.label(Review::TakeIn);
    let zh = format!("没有待定的了；{key} 把已接受的记入台账");
    model.notify(model.lang.pick(zh, format!("nothing is left to be said; {key} takes in what is accepted")));
}

/// Says something, keeps it, and shows what came of it; false where it cannot be said.
pub(crate) fn say(model: &mut Model, act: Act) -> bool {
    let lang = model.lang;
    let Some(opened) = &mut model.import.opened else { return false };
    if let Err(why) = opened.review.say(act) {
        model.complain(why.say(lang));
        return false;
    }
    model.import.fresh += 1;
    keep(model);
    true
}

/// Keeps what was said.
pub(crate) fn keep(model: &mut Model) {
    let Some(opened) = &mut model.import.opened else { return };
    opened.kept.take(&opened.review);
    let kept = Box::new(opened.kept.clone());
    model.import.kept.iter_mut().filter(|one| one.key == kept.key).for_each(|one| one.clone_from(&kept));
    model.effects.push(Effect::Import(Job::Keep(kept)));
    model.import.refresh();
    show_on_desk(model);
}

/// The first view shows what is left of each document that is kept.
pub(crate) fn show_on_desk(model: &mut Model) {
    model.desk.imports.clone_from(&model.import.kept);
    model.renew_view(View::Today);
}

/// Takes back what was said last since something came into the ledger; false where nothing was.
pub(crate) fn take_back(model: &mut Model) -> bool {
    let Some(opened) = model.import.opened.as_mut().filter(|_| model.import.fresh > 0 && model.view == View::Import) else { return false };
    opened.review.take_back();
    model.import.fresh -= 1;
    keep(model);
    model.notify(model.lang.pick("已退回上一步", "taken back"));
    true
}

/// Says something of the draft under the cursor and goes on to what waits next; a draft whose last doubt is answered so is accepted.
pub(crate) fn answer(model: &mut Model, mut act: Act) {
    let answers = |of: &Of| {
        act.iter().any(|(_, said)| match said {
            Said::Right(right) => right == of,
            Said::Amend(values) => values.iter().any(|(amended, _)| amended == of),
            _ => false,
        })
    };
    let doubts = model.import.item().map(|item| &item.draft.doubts[..]).unwrap_or_default();
    if let Some((spot, _)) = act.first().filter(|_| !doubts.is_empty() && doubts.iter().all(|doubt| answers(&doubt.of))) {
        let spot = *spot;
        act.push((spot, Said::Accept));
    }
    // Its other rows may go with their doubts.
    if let Some(at) = model.import.table.current().and_then(|row| row.item()) {
        model.import.table.go_to(|row| *row == Row::Item(at));
    }
    if say(model, act) && !model.import.go_on(false) {
        nothing_left(model);
    }
}

/// Accepted drafts come into the ledger, in one step: under a plan with this code, of this place and these years where the document
/// does not say them.
pub(crate) fn take_in(model: &mut Model, (code, place, period): (String, Option<String>, Option<(NaiveDate, NaiveDate)>)) {
    let lang = model.lang;
    let Some(Opened { review, kept }) = model.import.opened.as_deref_mut() else { return };
    (review.answers.code, review.answers.place, review.answers.period) = (code, place, period);
    let (accepted, wanted, name) = (review.accepted(), review.wanted(), kept.name.clone());
    let Taken { change, entries, bodies, known, .. } = match take(model.seen(), &accepted, &wanted) {
        Ok(taken) => taken,
        Err(why) => return model.complain(why.say(lang)),
    };
    keep(model);
    if entries.is_empty() {
        return model
            .notify(lang.pick(format!("已接受的 {known} 条都已在台账里"), format!("all {known} accepted are in the ledger already")));
    }
    let label = lang.pick(
        format!("导入 {} 条，新登记单位 {} 个：{name}", entries.len(), bodies.len()),
        format!("took in {} entries and {} new bodies: {name}", entries.len(), bodies.len()),
    );
    bulk::make(model, change, label);
    model.import.fresh = 0;
    let is_done = model.import.review().is_some_and(|review| review.count(|fate| *fate == Fate::Open) == 0);
    if is_done && model.notice.as_ref().is_none_or(|notice| !notice.bad) {
        let undo = model.keymap.label(Steps::Undo(1));
        let zh =
            format!("草稿里的条目都有了结论，已接受的都在台账里。草稿不再保留？不保留的，以后 {undo} 只撤台账里的条目，审阅的结论不回来。");
        let en = format!(
            "All that was read is decided, and what is accepted is in the ledger. Drop the document? \
             {undo} takes back the entries then, and what was said of the document is gone."
        );
        let text = lang.pick(zh, en);
        let told = model.notice.as_ref().map(|notice| notice.text.clone());
        ask_for_drop(model, told.into_iter().chain([text]).collect());
    }
}

pub(crate) fn ask_for_drop(model: &mut Model, text: Vec<String>) {
    let Some(KeptImport { key, .. }) = model.import.meant().cloned() else { return };
    model.dialog = Some(Dialog::Question(Question::new(text, Review::DropFor(key)).careful()));
}

//! What is said of drafts is kept, taken back, and comes into the ledger.

use chrono::NaiveDate;

use super::{Review, Row};
use crate::domain::Change;
use crate::import::{Act, Fate, Of, Said, Taken, take};
use crate::text::Say;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::importing::Job;
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

/// What would come in: of the accepted drafts those that are not in the ledger yet.
pub(crate) fn taken(model: &Model) -> Option<Result<Taken, String>> {
    let review = model.import.review()?;
    let (lang, accepted) = (model.lang, review.accepted());
    if accepted.drafts.is_empty() {
        let (one, sure) = (model.keymap.label(Review::Accept), model.keymap.label(Review::AcceptSure));
        let zh = format!("还没有接受的条目：{one} 接受一条，{sure} 接受所有没有疑点的");
        return Some(Err(lang.pick(zh, format!("nothing is accepted yet: {one} takes one, {sure} all without a doubt"))));
    }
    Some(take(model.seen(), &accepted, &review.wanted()).map_err(|why| why.say(lang)))
}

/// Accepted drafts come into the ledger, in one step: under a plan with this code, of this place and these years where the document
/// does not say them.
pub(crate) fn take_in(model: &mut Model, (code, place, period): (String, Option<String>, Option<(NaiveDate, NaiveDate)>)) {
    let lang = model.lang;
    if let Some(opened) = &mut model.import.opened {
        let answers = &mut opened.review.answers;
        (answers.code, answers.place, answers.period) = (code, place, period);
    }
    let taken = match taken(model) {
        Some(Ok(taken)) => taken,
        Some(Err(why)) => return model.complain(why),
        None => return,
    };
    keep(model);
    let Taken { change, entries, bodies, known, .. } = taken;
    if matches!(&change, Change::All(all) if all.is_empty()) || entries.is_empty() {
        return model
            .notify(lang.pick(format!("已接受的 {known} 条都已在台账里"), format!("all {known} accepted are in the ledger already")));
    }
    let name = model.import.opened.as_ref().map(|opened| opened.kept.name.clone()).unwrap_or_default();
    let label = lang.pick(
        format!("导入 {} 条，新登记单位 {} 个：{name}", entries.len(), bodies.len()),
        format!("took in {} entries and {} new bodies: {name}", entries.len(), bodies.len()),
    );
    bulk::make(model, change, label);
    model.import.fresh = 0;
    let is_done = model.import.review().is_some_and(|review| review.count(|fate| *fate == Fate::Open) == 0);
    if is_done && model.notice.as_ref().is_none_or(|notice| !notice.bad) {
        let text = lang.pick(
            "草稿里的条目都有了结论，已接受的都在台账里。草稿不再保留？",
            "All that was read is decided, and what is accepted is in the ledger. Drop the document?",
        );
        let told = model.notice.as_ref().map(|notice| notice.text.clone());
        ask_for_drop(model, told.into_iter().chain([text.to_owned()]).collect());
    }
}

pub(crate) fn ask_for_drop(model: &mut Model, text: Vec<String>) {
    let key = match (&model.import.opened, model.import.table.current()) {
        (Some(opened), _) => Some(opened.kept.key.clone()),
        (None, Some(Row::Kept(at))) => model.import.kept.get(*at).map(|kept| kept.key.clone()),
        _ => None,
    };
    let Some(key) = key else { return };
    model.dialog = Some(Dialog::Question(Question::new(text, Review::DropFor(key)).careful()));
}

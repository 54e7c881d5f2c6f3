//! What is said of what was read, and how it comes into the ledger.

use chrono::NaiveDate;

use super::{Review, Row};
use crate::domain::Change;
use crate::import::{Act, Fate, Of, Said, Taken, take};
use crate::text::Say;
use crate::tui::command::{Ask, Steps};
use crate::tui::dialog::{Dialog, Item, Menu, Question, item_keys};
use crate::tui::form::{About, Drafted};
use crate::tui::importing::{Brought, Job};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::update::going::go;
use crate::tui::update::{ask_of, bulk};
use crate::tui::views::View;

pub(crate) fn run(model: &mut Model, what: Review) {
    match what {
        Review::Read(path) => read(model, path),
        Review::Open(at) => resume(model, at),
        Review::Drop => ask_to_drop(model),
        Review::DropFor(key) => drop_for(model, key),
        what => match model.import.opened.is_some() {
            true => of_opened(model, what),
            false => model.notify(model.lang.pick("先打开一份草稿：光标上去按 Enter", "open a document first: Enter on it")),
        },
    }
}

fn of_opened(model: &mut Model, what: Review) {
    match what {
        Review::Next => seek(model, false),
        Review::Previous => seek(model, true),
        Review::Accept => accept(model),
        Review::AcceptSure => accept_sure(model),
        Review::Amend => form(model, Ask::AmendDraft),
        Review::Reject => form(model, Ask::RejectDraft),
        Review::Split => form(model, Ask::SplitDraft),
        Review::Join => {
            let spot = model.import.item().map(|item| item.spot);
            spot.into_iter().for_each(|spot| answer(model, vec![(spot, Said::Join)]));
        }
        Review::Rules => rules(model),
        Review::Switch(rule) => switch(model, rule),
        Review::TakeIn => form(model, Ask::TakeDrafts),
        Review::Choose(spot, of, value) => answer(model, vec![(spot, Said::Amend(vec![(of, value)]))]),
        _ => {}
    }
}

/// A kept document, or the choices of a doubt, or what was read to be amended.
pub(crate) fn open(model: &mut Model) {
    match model.import.table.current().copied() {
        Some(Row::Kept(at)) => resume(model, at),
        Some(Row::Doubt(..)) => choose(model),
        Some(_) => run(model, Review::Amend),
        None => {}
    }
}

fn read(model: &mut Model, path: String) {
    let lang = model.lang;
    go(model, View::Import);
    model.notify(lang.pick(format!("正在读 {path} …"), format!("reading {path} …")));
    model.effects.push(Effect::Import(Job::Read(path, lang)));
}

fn resume(model: &mut Model, at: usize) {
    let lang = model.lang;
    go(model, View::Import);
    if let Some(kept) = model.import.kept.get(at).cloned() {
        model.effects.push(Effect::Import(Job::Resume(Box::new(kept), lang)));
    }
}

/// Something was read, or is kept.
pub(crate) fn brought(model: &mut Model, what: Brought) {
    match what {
        Brought::Kept(kept, wrong) => {
            model.import.kept = kept;
            wrong.into_iter().for_each(|why| model.complain(why));
            model.desk.imports = model.import.kept.iter().map(|one| (one.name.clone(), one.open, one.doubts)).collect();
            model.renew_view(View::Today);
        }
        Brought::Opened(opened) => {
            (model.import.opened, model.import.fresh, model.notice) = (Some(opened), 0, None);
            model.import.table.cursor = 0;
            model.import.refresh();
            if !matches!(model.import.table.current(), Some(Row::Doubt(..))) {
                model.import.seek(false);
            }
        }
        Brought::Failed(why) => model.complain(why),
    }
    if model.import.opened.is_none() {
        model.import.refresh();
    }
}

fn seek(model: &mut Model, back: bool) {
    if !model.import.seek(back) {
        nothing_left(model);
    }
}

fn nothing_left(model: &mut Model) {
    let key = model.keymap.label(Review::TakeIn);
    let zh = format!("没有待定的了；{key} 把已接受的记入台账");
    model.notify(model.lang.pick(zh, format!("nothing is left to be said; {key} takes in what is accepted")));
}

/// Says something, keeps it, and shows what came of it; false where it cannot be said.
fn say(model: &mut Model, act: Act) -> bool {
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
fn keep(model: &mut Model) {
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

/// Of a doubt that it was read right; with the last one the draft is accepted. Of all else the draft.
fn accept(model: &mut Model) {
    let Some(spot) = model.import.item().map(|item| item.spot) else { return };
    let said = model.import.doubt().map_or(Said::Accept, |doubt| Said::Right(doubt.of));
    answer(model, vec![(spot, said)]);
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

fn accept_sure(model: &mut Model) {
    let lang = model.lang;
    let act = model.import.review().map(|review| review.sure()).unwrap_or_default();
    let count = act.len();
    if count == 0 {
        return model.notify(lang.pick("没有既无疑点又待定的条目", "no entry is both open and without a doubt"));
    }
    let undo = model.keymap.label(Steps::Undo(1));
    if say(model, act) {
        model.import.seek(false);
        let zh = format!("接受了没有疑点的 {count} 条；{undo} 退回");
        model.notify(lang.pick(zh, format!("{count} entries without a doubt accepted; {undo} takes that back")));
    }
}

/// What may be chosen of a doubt.
fn choose(model: &mut Model) {
    let (Some(item), Some(doubt)) = (model.import.item(), model.import.doubt()) else { return };
    let pick =
        |(key, choice): (char, &String)| Item::new(key, choice, Review::Choose(item.spot, doubt.of, item.draft.answered(doubt, choice)));
    let items: Vec<Item> = item_keys().zip(&doubt.choices).map(pick).collect();
    if items.is_empty() {
        return run(model, Review::Amend);
    }
    let title = format!("{}  {}", doubt.of.label(model.lang), doubt.say(model.lang));
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

fn form(model: &mut Model, ask: Ask) {
    let drafted = if ask == Ask::TakeDrafts { Drafted::of_plan(model) } else { model.import.item().map(Drafted::of_item) };
    if let Some(drafted) = drafted {
        ask_of(model, ask, About::Draft(Box::new(drafted)));
    }
}

fn rules(model: &mut Model) {
    let lang = model.lang;
    let Some(review) = model.import.review() else { return };
    let item = |(key, (at, rule)): (char, (usize, &crate::import::PlanRule))| {
        let state = if rule.off { lang.pick("关", "off") } else { lang.pick("开", "on ") };
        Item::new(key, format!("{state}  {}  {}", rule.words, rule.place.say(lang)), Review::Switch(at))
    };
    let items: Vec<Item> = item_keys().zip(review.reading.rules.iter().enumerate()).map(item).collect();
    if items.is_empty() {
        return model.notify(lang.pick("这份文件没有通用规则", "the document has no rule for the whole plan"));
    }
    let title = lang.pick("通用规则（回车开、关，重读）", "Rules for the whole plan (Enter switches, and reads anew)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

fn switch(model: &mut Model, rule: usize) {
    if let Some(opened) = &mut model.import.opened {
        opened.review.switch(rule);
    }
    keep(model);
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

fn ask_to_drop(model: &mut Model) {
    let key_name = match (&model.import.opened, model.import.table.current()) {
        (Some(opened), _) => Some(opened.kept.name.clone()),
        (None, Some(Row::Kept(at))) => model.import.kept.get(*at).map(|kept| kept.name.clone()),
        _ => None,
    };
    let Some(name) = key_name else { return };
    let text = model.lang.pick(
        format!("丢掉导入草稿 {name}？已记入台账的不动，其余的结论不再保留。"),
        format!("Drop the document {name}? What is in the ledger stays; what was said of the rest is gone."),
    );
    ask_for_drop(model, vec![text]);
}

fn ask_for_drop(model: &mut Model, text: Vec<String>) {
    let key = match (&model.import.opened, model.import.table.current()) {
        (Some(opened), _) => Some(opened.kept.key.clone()),
        (None, Some(Row::Kept(at))) => model.import.kept.get(*at).map(|kept| kept.key.clone()),
        _ => None,
    };
    let Some(key) = key else { return };
    model.dialog = Some(Dialog::Question(Question::new(text, Review::DropFor(key)).careful()));
}

fn drop_for(model: &mut Model, key: String) {
    model.import.opened = None;
    model.import.kept.retain(|kept| kept.key != key);
    model.import.refresh();
    model.effects.push(Effect::Import(Job::Drop(key)));
    model.notify(model.lang.pick("草稿已丢掉", "the document is dropped"));
}

//! What is asked of a document that is taken in.

use super::returned;
use super::saying::{answer, ask_for_drop, keep, nothing_left, say, show_on_desk};
use super::{Review, Row};
use crate::import::{Fate, Review as Reviewed, Said, plan_of};
use crate::profile::KeptImport;
use crate::text::{Say, os_error};
use crate::tui::command::{Ask, Steps};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::form::About;
use crate::tui::importing::{Brought, Drafted, Job};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::update::ask_of;
use crate::tui::update::going::go;
use crate::tui::views::View;

pub(crate) fn run(model: &mut Model, what: Review) {
    if model.import.back.is_some() && returned::run(model, &what) {
        return;
    }
    match what {
        Review::TakeBack(path) => take_back(model, path),
        Review::Read(path) => read(model, path),
        Review::Open(at) => resume(model, at),
        Review::Drop => ask_to_drop(model),
        Review::DropFor(key) => drop_for(model, key),
        Review::Next => seek(model, false),
        Review::Previous => seek(model, true),
        Review::Accept => accept(model),
        Review::AcceptSure => accept_sure(model),
        Review::Amend => form(model, Ask::AmendDraft, model.import.item().map(Drafted::of_item)),
        Review::Reject => form(model, Ask::RejectDraft, model.import.item().map(Drafted::of_item)),
        Review::Split => form(model, Ask::SplitDraft, model.import.item().map(Drafted::of_item)),
        Review::Join => {
            let spot = model.import.item().map(|item| item.spot);
            spot.into_iter().for_each(|spot| answer(model, vec![(spot, Said::Join)]));
        }
        Review::Rules => rules(model),
        Review::Switch(rule) => switch(model, rule),
        Review::TakeIn => take_in(model),
        Review::Choose(spot, of, value) => answer(model, vec![(spot, Said::Amend(vec![(of, value)]))]),
    }
}

/// A kept document, or the choices of a doubt, or what was read to be amended.
pub(crate) fn open(model: &mut Model) {
    match model.import.table.current().copied() {
        Some(Row::Kept(at)) => resume(model, at),
        Some(Row::Back(_) | Row::Told(_)) => returned::open(model),
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

fn take_back(model: &mut Model, path: String) {
    let lang = model.lang;
    go(model, View::Import);
    model.notify(lang.pick(format!("正在读 {path} …"), format!("reading {path} …")));
    model.effects.push(Effect::Import(Job::TakeBack(path, lang)));
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
            wrong.into_iter().for_each(|e| model.complain(e.say(model.lang)));
            show_on_desk(model);
        }
        Brought::Opened(opened) => {
            (model.import.opened, model.import.fresh, model.notice) = (Some(opened), 0, None);
            model.import.back = None;
            model.import.table.cursor = 0;
            model.import.refresh();
            if !matches!(model.import.table.current(), Some(Row::Doubt(..))) {
                model.import.seek(false);
            }
        }
        Brought::Back(back) => return returned::brought(model, back),
        Brought::Failed(why) => model.complain(why),
        Brought::NotKept(e) => {
            let why = os_error(&e, model.lang);
            model
                .complain(model.lang.pick(format!("导入草稿没有留存：{why}"), format!("what was said of the document is not kept: {why}")));
        }
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

/// Of a doubt that it was read right; with the last one the draft is accepted. Of all else the draft.
fn accept(model: &mut Model) {
    let Some(spot) = model.import.item().map(|item| item.spot) else { return };
    let said = model.import.doubt().map_or(Said::Accept, |doubt| Said::Right(doubt.of));
    answer(model, vec![(spot, said)]);
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

fn form(model: &mut Model, ask: Ask, drafted: Option<Drafted>) {
    if let Some(drafted) = drafted {
        ask_of(model, ask, About::Draft(Box::new(drafted)));
    }
}

fn take_in(model: &mut Model) {
    if model.import.review().is_some_and(|review| review.accepted().drafts.is_empty()) {
        let (one, sure) = (model.keymap.label(Review::Accept), model.keymap.label(Review::AcceptSure));
        let zh = format!("还没有接受的条目：{one} 接受一条，{sure} 接受所有没有疑点的");
        return model.notify(model.lang.pick(zh, format!("nothing is accepted yet: {one} takes one, {sure} all without a doubt")));
    }
    form(model, Ask::TakeDrafts, plan(model));
}

/// The plan under which the open document comes in: as it was said before, or the one that it is.
fn plan(model: &Model) -> Option<Drafted> {
    let (review, lang) = (model.import.review()?, model.lang);
    let Reviewed { answers, reading, .. } = review;
    let known = plan_of(model.ledger(), &reading.head);
    let code = if answers.code.is_empty() { known.map(|plan| plan.code.to_string()).unwrap_or_default() } else { answers.code.clone() };
    let span = answers.period.map(|(from, to)| format!("{}-{}", from.format("%Y"), to.format("%Y"))).unwrap_or_default();
    let (accepted, open) = (review.count(|f| *f == Fate::Accepted), review.count(|f| *f == Fate::Open));
    let told = vec![
        reading.head.title.clone(),
        lang.pick(format!("接受 {accepted} 条，待定 {open} 条"), format!("{accepted} accepted, {open} open")),
    ];
    Some(Drafted { plan: [code, answers.place.clone().unwrap_or_default(), span], told, ..Drafted::default() })
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

fn ask_to_drop(model: &mut Model) {
    let Some(KeptImport { name, .. }) = model.import.meant() else { return };
    let text = model.lang.pick(
        format!("丢掉导入草稿 {name}？已记入台账的不动，其余的结论不再保留。"),
        format!("Drop the document {name}? What is in the ledger stays; what was said of the rest is gone."),
    );
    ask_for_drop(model, vec![text]);
}

fn drop_for(model: &mut Model, key: String) {
    model.import.opened = None;
    model.import.kept.retain(|kept| kept.key != key);
    model.import.refresh();
    show_on_desk(model);
    model.effects.push(Effect::Import(Job::Drop(key)));
    model.notify(model.lang.pick("草稿已丢掉", "the document is dropped"));
}

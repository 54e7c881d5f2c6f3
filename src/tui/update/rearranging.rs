//! Entries are put elsewhere, split, joined, a plan is closed: one step each.

use std::sync::Arc;

use super::bulk;
use crate::domain::{BodySplit, Change, Decree, DeptId, DutiesAre, Entry, EntryId, Parts, PlanClosing, PlanCode, Rest, Split};
use crate::text::Say;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::edit::{BodySplitting, Edit, EntrySplitting, Rearrangement};
use crate::tui::model::Model;

pub(crate) fn carry_out(model: &mut Model, wanted: &Rearrangement) {
    match wanted {
        Rearrangement::Move { entries, under, inherits } => moving(model, entries, under.as_ref(), *inherits),
        Rearrangement::Split(split) => split_entry(model, split),
        Rearrangement::Join { entries, into, basis } => join(model, entries, (into, basis)),
        Rearrangement::SplitBody(split) => split_body(model, split),
        Rearrangement::ClosePlan { plan, into, each, reason, basis } => {
            close(model, (plan, into.as_ref(), *each), (reason, basis));
        }
    }
}

fn gone(model: &mut Model) {
    model.complain(model.lang.pick("已不在台账里", "it is gone").to_owned())
}

fn made(model: &mut Model, change: Result<Change, String>, label: String) {
    match change {
        Ok(change) => bulk::make(model, change, label),
        Err(why) => model.complain(why),
    }
}

fn moving(model: &mut Model, entries: &[EntryId], under: Option<&EntryId>, inherits: bool) {
    let duties = if inherits { DutiesAre::FromAbove } else { DutiesAre::Kept };
    let to: Vec<_> = entries.iter().map(|id| (id.clone(), under.cloned())).collect();
    let moved = model.recorder.moving_all(model.seen(), &to, duties).map_err(|why| why.say(model.lang));
    let (change, names) = (moved, titles(model, entries));
    let label = format!("{}{names}", model.lang.pick("移动：", "put elsewhere: "));
    made(model, change, label)
}

/// What one is called, or how many they are.
fn titles(model: &Model, entries: &[EntryId]) -> String {
    match entries {
        [one] => model.seen().get(one).map_or_else(String::new, |entry| entry.heading()),
        many => model.lang.pick(format!("共 {} 条", many.len()), format!("{} entries", many.len())),
    }
}

fn join(model: &mut Model, entries: &[EntryId], (into, basis): (&EntryId, &str)) {
    let ledger = model.seen();
    let ended: Vec<Arc<Entry>> = entries.iter().filter_map(|id| ledger.get(id)).cloned().collect();
    let Some(goes_on) = ledger.get(into).cloned().filter(|_| !ended.is_empty()) else { return gone(model) };
    let change = model.recorder.join(ledger, &ended, &goes_on, basis).map_err(|why| why.say(model.lang));
    let label = format!("{}{}", model.lang.pick("并入：", "joined in: "), goes_on.heading());
    made(model, change, label)
}

/// Asks of one step after another to which of the new entries it goes, the first being proposed; then splits the entry.
fn split_entry(model: &mut Model, split: &EntrySplitting) {
    let (lang, ledger) = (model.lang, model.seen());
    let EntrySplitting { entry, titles, below, basis, given, left } = split;
    let Some(entry) = ledger.get(entry).cloned() else { return gone(model) };
    let Some((next, after)) = left.split_first().filter(|_| titles.len() > 1) else {
        let split = Split { titles, parts: if *below { Parts::Below } else { Parts::Beside }, steps: given, basis };
        let change = model.recorder.split(ledger, &entry, &split).map_err(|why| why.say(lang));
        let label = format!("{}{}", lang.pick("分解：", "split: "), entry.heading());
        return made(model, change, label);
    };
    let all = given.len() + left.len();
    let what = ledger.steps.by_id(next).map_or("", |step| step.what.as_str());
    let title = lang
        .pick(format!("步骤归哪一条（{}/{all}）· {what}", given.len() + 1), format!("to which entry ({}/{all}) · {what}", given.len() + 1));
    let rearrange = |split| Edit::Rearrange(Box::new(Rearrangement::Split(split)));
    let chosen = |to: &String| {
        let given = given.iter().cloned().chain([(next.clone(), to.clone())]).collect();
        rearrange(EntrySplitting { given, left: after.to_vec(), ..split.clone() })
    };
    let each = item_keys().zip(titles).map(|(key, to)| Item::new(key, to, chosen(to)));
    let rest = lang.pick(format!("余下 {} 个都归第一条", left.len()), format!("all {} that are left: the first", left.len()));
    let others = Item::new('=', &rest, rearrange(EntrySplitting { left: Vec::new(), ..split.clone() }));
    let items = each.chain([others]).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// Asks of one entry after another to whom it goes, the one that was named first being proposed; then splits the body.
fn split_body(model: &mut Model, split: &BodySplitting) {
    let (lang, ledger) = (model.lang, model.seen());
    let BodySplitting { body, into, rest, from, basis, given, left } = split;
    let Some((next, after)) = left.split_first() else {
        let decree = Decree { from: *from, basis };
        let change = ledger.splitting(&BodySplit { body, into, rest, given, decree }).map_err(|why| why.say(lang));
        let names = into.iter().map(DeptId::as_str).collect::<Vec<_>>().join("、");
        let label = format!("{}{} → {names}", lang.pick("分设：", "split: "), ledger.departments.name(body));
        return made(model, change, label);
    };
    let all = given.len() + left.len();
    let title = ledger.get(next).map_or_else(String::new, |entry| entry.heading());
    let title = lang.pick(format!("归谁（{}/{all}）· {title}", given.len() + 1), format!("to whom ({}/{all}) · {title}", given.len() + 1));
    let chosen = |to: &DeptId, split: BodySplitting| {
        let given = given.iter().cloned().chain([(next.clone(), to.clone())]).collect();
        Edit::Rearrange(Box::new(Rearrangement::SplitBody(BodySplitting { given, left: after.to_vec(), ..split })))
    };
    let each = item_keys().zip(into).map(|(key, to)| Item::new(key, to.as_str(), chosen(to, split.clone())));
    let others = Edit::Rearrange(Box::new(Rearrangement::SplitBody(BodySplitting { left: Vec::new(), ..split.clone() })));
    let rest = lang.pick(format!("余下 {} 条都归{rest}", left.len()), format!("all {} that are left: {rest}", left.len()));
    let items = each.chain([Item::new('=', &rest, others)]).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// Asks before it closes a plan of which something is unfinished.
fn close(model: &mut Model, (plan, into, each): (&PlanCode, Option<&PlanCode>, bool), (reason, basis): (&str, &str)) {
    let (ledger, lang) = (model.seen(), model.lang);
    let Some(closed) = ledger.plan(plan).cloned() else { return gone(model) };
    let rest = match into.and_then(|code| ledger.plan(code)) {
        Some(into) if each => Rest::EnteredIn(into),
        Some(into) => Rest::CarriedOver(into),
        None => Rest::GivenUp,
    };
    let names: Vec<String> = ledger.unfinished(&closed).map(|(entry, _)| entry.heading()).collect();
    let change = model.recorder.close_plan(ledger, &closed, &PlanClosing { rest, reason, basis });
    let what = match rest {
        _ if names.is_empty() => String::new(),
        Rest::CarriedOver(into) | Rest::EnteredIn(into) => lang
            .pick(format!("，{} 条结转到{}", names.len(), into.short_name()), format!(", {} go on in {}", names.len(), into.short_name())),
        Rest::GivenUp => lang.pick(format!("，{} 条终止", names.len()), format!(", {} are given up", names.len())),
    };
    let label = format!("{}{}{what}", closed.short_name(), lang.pick("归档", " is archived"));
    match change {
        Ok(change) if !names.is_empty() => bulk::ask(model, label, &names, 0, change),
        change => made(model, change.map_err(|why| why.say(lang)), label),
    }
}

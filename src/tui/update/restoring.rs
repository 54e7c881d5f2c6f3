//! Restoring: versions before each save, work that could not be saved, and edits of a program that was killed. What would
//! change is said in sentences first; it is a step like any other, and can be undone.

use std::sync::Arc;

use super::bulk;
use crate::domain::{Change, Ledger};
use crate::merge::differences;
use crate::store::{After, Answer, Backup, BackupKind, Missing, StoreError};
use crate::text::{Say, sanitize};
use crate::tui::command::Restore;
use crate::tui::dialog::{Dialog, Item, Menu, Question};
use crate::tui::history::Step;
use crate::tui::journal::Entry;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::restoring::Left;

/// How many sentences a question holds.
const SENTENCES: usize = 12;

pub(crate) fn run(model: &mut Model, restore: Restore) {
    match restore {
        Restore::List => model.effects.push(Effect::ListBackups(Box::new(model.book.ledger().clone()), model.lang)),
        Restore::Look(at) => {
            let chosen = model.restoring.all.get(at).cloned().into_iter().collect();
            model.effects.push(Effect::ReadBackups(chosen, Box::new(model.book.ledger().clone())));
        }
        Restore::Take => take(model),
        Restore::Answer(answer) => answered(model, answer),
    }
}

/// Offers what there is, the newest first, each with what was changed after it.
pub(crate) fn listed(model: &mut Model, all: Vec<Backup>, after: &[After]) {
    let lang = model.lang;
    if all.is_empty() {
        return model.notify(lang.pick("还没有留下版本", "no versions are kept yet"));
    }
    // Letters move the cursor.
    let keys = ('1'..='9').chain(std::iter::repeat(' '));
    let label = |b: &Backup, at: usize| {
        let after = after.get(at).map(|after| after.words.as_str()).filter(|words| !words.is_empty());
        let after = after.map(|words| format!("  {}{}", lang.pick("此后 ", "then "), sanitize(words, false))).unwrap_or_default();
        format!("{}  {}{after}", b.at.format("%Y-%m-%d %H:%M:%S"), b.kind.label(lang))
    };
    let items = keys.zip(&all).enumerate().map(|(at, (key, backup))| Item::new(key, label(backup, at), Restore::Look(at))).collect();
    let title = lang.pick("恢复哪一份（先看会变什么；此后：后来改了什么）", "Restore which one (what changes is shown first)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
    model.restoring.all = all.into_iter().map(Arc::new).collect();
}

/// What was chosen is read: says what would change, and asks.
pub(crate) fn read(model: &mut Model, backups: Vec<Arc<Backup>>, restored: Result<Box<Ledger>, StoreError>) {
    let lang = model.lang;
    let ledger = match restored {
        Ok(ledger) => ledger,
        Err(e) => return model.complain(format!("{}  {}", e.say(lang), e.hint(lang))),
    };
    let all = differences(model.ledger(), &ledger);
    let Some(first) = backups.first().filter(|_| !all.is_empty()) else {
        return model.notify(lang.pick("和现在没有不同", "nothing differs from what is there now"));
    };
    let (count, when) = (all.len(), first.at.format("%Y-%m-%d %H:%M:%S"));
    let mut text = vec![match first.kind {
        BackupKind::Journal(_) => lang.pick(
            format!("{when} 起有 {count} 处改动没有存进台账，取回来吗？"),
            format!("{count} edits since {when} are not in the ledger. Take them back?"),
        ),
        _ => lang
            .pick(format!("恢复 {when} 的内容，会变 {count} 处，确定吗？"), format!("Restore what is from {when}? {count} things change:")),
    }];
    text.extend(all.iter().take(SENTENCES).map(|d| d.line(&ledger, lang)));
    if count > SENTENCES {
        text.push(lang.pick(format!("……另有 {} 处", count - SENTENCES), format!("… and {} more", count - SENTENCES)));
    }
    text.push(lang.pick("恢复后可以撤销；不恢复也会留着（:版本）。", "It can be undone; if not taken it is kept (:versions).").to_owned());
    model.restoring.chosen = Some((backups, ledger));
    model.dialog = Some(Dialog::Question(Question::new(text, Restore::Take).careful()));
}

fn take(model: &mut Model) {
    let Some((backups, ledger)) = model.restoring.chosen.take() else { return };
    let when = backups.first().map(|b| b.at.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default();
    let change = Change::between(model.ledger(), &ledger);
    let label = format!("{}{when}", model.lang.pick("恢复：", "restored: "));
    bulk::apply(model, change, label);
    model.restoring.all.clear();
    model.effects.push(Effect::Journal(Entry::Settle(backups)));
}

/// A person has answered the question about records that have left.
fn answered(model: &mut Model, answer: Answer) {
    model.restoring.asks = false;
    match model.restoring.left.pop_front() {
        Some(Left::File(missing)) => of_records(model, &missing, answer),
        Some(Left::Round { answer: waiting, .. }) => drop(waiting.send(answer)),
        None => {}
    }
}

fn of_records(model: &mut Model, missing: &Missing, answer: Answer) {
    let lang = model.lang;
    let change = Change::between(model.ledger(), &missing.put_back(model.ledger()));
    let count = change.touched().0.len();
    match answer {
        Answer::PutBack => {
            model.effects.push(Effect::Answer(answer, Vec::new()));
            bulk::apply(
                model,
                change,
                lang.pick(format!("放回离开的记录，共 {count} 处"), format!("put back what had left, {count} in all")),
            );
        }
        Answer::LeaveOut => {
            model.effects.push(Effect::Answer(answer, missing.left_out_of(model.ledger())));
            let label = lang.pick(format!("没有放回离开的记录，共 {count} 处"), format!("left out what had left, {count} in all"));
            model.notify(label.clone());
            let step = Step::new(label, change, model.ledger());
            model.history.did(step);
        }
    }
}

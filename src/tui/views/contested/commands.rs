//! Rulings: one of the rival values is set again by somebody who has seen them all.

use super::{Row, Rule, Ruling};
use crate::domain::{Dispute, Ledger, Rival, Subject};
use crate::text::Say;
use crate::tui::command::Tables;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::listing::Fold;
use crate::tui::model::Model;
use crate::tui::update::{bulk, tables};

pub(crate) fn run(model: &mut Model, rule: Rule) {
    match rule {
        // Nobody rules for what he does not see.
        Rule::Here if matches!(model.contested.table.current(), Some(Row::Folded(_))) => tables::run(model, Tables::Fold(Fold::Here)),
        Rule::Here => {
            let chosen = model.contested.current().and_then(|(dispute, nth)| Some(ruling(dispute, dispute.rivals.get(nth)?)));
            chosen.map(|ruling| settle(model, &ruling)).unwrap_or_default()
        }
        Rule::Choose => {
            open(model);
        }
        Rule::For(ruling) => settle(model, &ruling),
    }
}

fn ruling(dispute: &Dispute, rival: &Rival) -> Ruling {
    Ruling { subject: dispute.subject.clone(), value: rival.value.clone() }
}

/// Offers the rivals by number: a ruling is worth a question.
pub(crate) fn open(model: &mut Model) {
    let lang = model.lang;
    let Some((dispute, nth)) = model.contested.current() else { return };
    let label = |r: &Rival| format!("{}  {}", r.value.in_words(model.ledger(), lang), source(model, dispute, r));
    let item = |(key, rival): (char, &Rival)| Item::new(key, label(rival), Rule::For(ruling(dispute, rival)));
    let items: Vec<Item> = item_keys().zip(&dispute.rivals).map(item).collect();
    let what = dispute.shown.label(lang);
    let title = format!("{} · {} {what}", lang.pick("裁定", "Rule"), name(model.ledger(), &dispute.subject));
    let cursor = nth.min(items.len().saturating_sub(1));
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Who set a value, and when; nothing where that is not known.
fn source(model: &Model, dispute: &Dispute, rival: &Rival) -> String {
    let update = dispute.update(model.ledger(), rival);
    update.map(|u| format!("{} {}", u.by.label(model.ledger()), u.time().format("%Y-%m-%d"))).unwrap_or_default()
}

/// A short name of what a dispute is about.
fn name(ledger: &Ledger, subject: &Subject) -> String {
    ledger.name_of_subject(subject).map_or_else(|| subject.to_string(), str::to_owned)
}

/// Records the value chosen as a fact that has seen all rivals.
fn settle(model: &mut Model, ruling: &Ruling) {
    let lang = model.lang;
    let found = model.contested.disputes.iter().find(|d| d.subject == ruling.subject && d.rivals.iter().any(|r| r.value == ruling.value));
    let Some(dispute) = found else { return };
    let rival = dispute.rivals.iter().find(|r| r.value == ruling.value);
    let by = rival.map(|r| source(model, dispute, r)).unwrap_or_default();
    let reason = match by.is_empty() {
        true => lang.pick("裁定", "ruling").to_owned(),
        false => lang.pick(format!("裁定，采用 {by} 所填"), format!("ruling: as set by {by}")),
    };
    match model.recorder.rule(model.seen(), &ruling.subject, &ruling.value, &reason) {
        Ok(change) => {
            let (value, what) = (ruling.value.in_words(model.ledger(), lang), ruling.value.label(lang));
            let label = format!("{}{} {what} {value}", lang.pick("裁定：", "ruling: "), name(model.ledger(), &ruling.subject));
            bulk::make(model, change, label)
        }
        Err(e) => model.complain(e.say(lang)),
    }
}

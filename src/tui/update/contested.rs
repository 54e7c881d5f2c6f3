//! Rulings: one of the rival values is set again by somebody who has seen them all.

use super::bulk;
use crate::domain::{EntryId, UpdateId};
use crate::text::Say;
use crate::tui::contested::{Claim, Disputed, Row, Ruling};
use crate::tui::dialog::{Choice, Dialog, Menu};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Rules for the value under the cursor.
pub(super) fn rule(model: &mut Model) -> Vec<Effect> {
    let Some((entry, what, claims, nth)) = under_cursor(model) else {
        model.tell(model.lang.pick("没有要裁定的值", "nothing waits for a ruling"));
        return Vec::new();
    };
    match claims.get(nth) {
        Some(claim) => settle(model, &Ruling { entry, what, update: claim.update.clone() }),
        None => Vec::new(),
    }
}

fn under_cursor(model: &Model) -> Option<(EntryId, Disputed, Vec<Claim>, usize)> {
    let row = model.contested.rows.get(model.contested.cursor)?;
    let (index, what) = row.contest();
    let nth = if let Row::Claim { nth, .. } = row { *nth } else { 0 };
    let entry = model.ledger.entries().get(index)?;
    Some((entry.id.clone(), what, what.claims(&model.standing(index).state), nth))
}

/// Offers the rivals by number.
pub(super) fn menu(model: &mut Model) {
    let lang = model.lang;
    let Some((id, what, claims, nth)) = under_cursor(model) else {
        model.tell(lang.pick("没有要裁定的值", "nothing waits for a ruling"));
        return;
    };
    let item = |c: &Claim| format!("{}  {}", c.value.label(&model.ledger, lang), source(model, &id, &c.update));
    let items: Vec<_> = ('1'..='9')
        .zip(&claims)
        .map(|(key, c)| (key, item(c), Choice::Rule(Ruling { entry: id.clone(), what, update: c.update.clone() })))
        .collect();
    let title = format!("{} · {} {}", lang.pick("裁定", "Rule"), id.reference(), what.label(lang));
    let cursor = nth.min(items.len().saturating_sub(1));
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Who set a value, and when.
fn source(model: &Model, id: &EntryId, update: &UpdateId) -> String {
    let update = model.ledger.get(id).and_then(|e| e.updates.iter().find(|u| u.id == *update));
    update.map(|u| format!("{} {}", u.by.label(&model.ledger), u.at.format("%Y-%m-%d"))).unwrap_or_default()
}

/// Records the value chosen as a fact that has seen all rivals.
pub(super) fn settle(model: &mut Model, ruling: &Ruling) -> Vec<Effect> {
    let lang = model.lang;
    let Some(index) = model.ledger.index_of(&ruling.entry) else { return Vec::new() };
    let entry = model.ledger.entries()[index].clone();
    let claims = ruling.what.claims(&model.standing(index).state);
    let Some(claim) = claims.into_iter().find(|c| c.update == ruling.update) else { return Vec::new() };
    let chosen = source(model, &ruling.entry, &ruling.update);
    let reason = lang.pick(format!("裁定，采用 {chosen} 所填"), format!("ruling: as set by {chosen}"));
    let period = entry.updates.iter().find(|u| u.id == ruling.update).and_then(|u| u.period);
    match model.recorder.record(&model.ledger, &entry, &claim.value.intent(reason), period) {
        Ok(change) => {
            let value = claim.value.label(&model.ledger, lang);
            let label = format!("{}{} {} {value}", lang.pick("裁定：", "ruling: "), entry.title, ruling.what.label(lang));
            bulk::apply(model, change, label)
        }
        Err(e) => {
            model.complain(e.say(lang));
            Vec::new()
        }
    }
}

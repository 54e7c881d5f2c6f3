//! Carries out what forms, menus and confirmations ask for.

use super::{bulk, saved, who};
use crate::domain::{Change, Entry, IndicatorId, Period, number};
use crate::tui::edit::Edit;
use crate::tui::model::Model;

pub(crate) fn carry_out(model: &mut Model, edit: Edit) {
    match edit {
        Edit::Record { entries, intent, period } => bulk::record(model, &entries, &intent, period),
        Edit::Amend(entry) => amend(model, entry),
        Edit::Measure { indicator, period, value } => measure(model, &indicator, period, value),
        Edit::Us { us, person } => who::be(model, us, person),
        Edit::KeepView(name) => saved::keep(model, &name),
        Edit::Apply(change, label) => bulk::apply(model, *change, label),
    }
}

fn amend(model: &mut Model, entry: Box<Entry>) {
    let lang = model.lang;
    if model.ledger().get(&entry.id).is_some_and(|old| **old == *entry) {
        return model.notify(lang.pick("没有改动", "nothing was changed"));
    }
    let label = format!("{}{}", lang.pick("修改：", "amended: "), entry.heading());
    bulk::apply(model, Change::amend(*entry), label)
}

fn measure(model: &mut Model, id: &IndicatorId, period: Period, value: f64) {
    let Some(indicator) = model.ledger().indicators.by_id(id) else { return };
    let Some(change) = model.recorder.measure(model.ledger(), id, period, value) else { return };
    let what = model.lang.pick("填报实测值：", "measured value: ");
    let label = format!("{what}{} {period} {}{}", indicator.name, number(value), indicator.unit);
    bulk::apply(model, change, label)
}

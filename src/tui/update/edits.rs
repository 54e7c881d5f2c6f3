//! Carries out what forms, menus and confirmations ask for.

use super::{attaching, bulk, going, rearranging, saved, who};
use crate::domain::{
    AnyRecord, Change, Concerned, EntryId, Handling, IndicatorId, Intent, Kept, Matter, NothingToRecord, Period, Record, by_kind, number,
};
use crate::text::Say;
use crate::tui::edit::{Edit, Heed};
use crate::tui::model::Model;
use crate::tui::views::import;

pub(crate) fn carry_out(model: &mut Model, edit: Edit) {
    run(model, edit, Heed::Ask);
}

/// Carries out what somebody stands by who was asked about what looks wrong.
pub(super) fn carry_out_asked(model: &mut Model, edit: Edit) {
    run(model, edit, Heed::Asked);
}

/// What looks wrong about what is to be done, and may be right.
pub(super) fn concerns(model: &Model, edit: &Edit) -> Vec<Concerned> {
    let ledger = model.seen();
    let record = |entries: &[EntryId], intent: &Intent, period| {
        let entries = entries.iter().filter_map(|id| ledger.get(id));
        Change::All(entries.filter_map(|entry| model.recorder.record(ledger, entry, intent, period).ok()).collect())
    };
    match edit {
        Edit::Record { entries, intent, period } => bulk::concerns(model, &record(entries, intent, *period)),
        Edit::Amend(record) => bulk::concerns(model, &Change::Amend(record.clone())),
        Edit::Enter(change, _) => bulk::concerns(model, change),
        other => logged(model, other).and_then(|(_, made)| made.ok()).map_or_else(Vec::new, |change| bulk::concerns(model, &change)),
    }
}

fn run(model: &mut Model, edit: Edit, heed: Heed) {
    match edit {
        Edit::Record { entries, intent, period } => bulk::record(model, &entries, (&intent, period), heed),
        Edit::Amend(record) => {
            let files = attaching::unsealed(&record, model.seen());
            amend(model, record, heed);
            files.into_iter().for_each(|(entry, name)| attaching::look_for(model, vec![entry], name));
        }
        Edit::Attach { entries, what } => attaching::look_for(model, entries, what),
        Edit::Enter(change, label) => enter(model, *change, label, heed),
        Edit::Measure { indicator, period, value } => measure(model, &indicator, period, value),
        edit @ (Edit::TellStep { .. } | Edit::Handle { .. } | Edit::Visit { .. } | Edit::Mend { .. }) => log(model, &edit, heed),
        Edit::Us { us, person } => who::be(model, us, person),
        Edit::Rearrange(wanted) => rearranging::carry_out(model, &wanted),
        Edit::Review(act) => import::saying::answer(model, act),
        Edit::TakeDrafts { code, place, period } => import::saying::take_in(model, (code, place, period)),
        Edit::Reword(at, report) => import::reworded::reword(model, at, &report),
        Edit::KeepView(name) => saved::keep(model, &name),
        Edit::Apply(agreed) => bulk::carry_out(model, *agreed),
    }
}

fn amend(model: &mut Model, record: AnyRecord, heed: Heed) {
    let lang = model.lang;
    let (is_same, name) = by_kind!(AnyRecord &record, (new) => {
        (R::records(model.seen()).by_id(&Record::id(new.as_ref())).is_some_and(|old| **old == **new), called(new.as_ref()))
    });
    if is_same {
        return model.notify(lang.pick("没有改动", "nothing was changed"));
    }
    let label = format!("{}{name}", lang.pick("修改：", "amended: "));
    bulk::venture(model, Change::Amend(record), label, heed)
}

/// What readers call a record, with where it stands.
fn called<R: Record>(record: &R) -> String {
    format!("{} {}", record.stands().1, record.name()).trim_start().to_owned()
}

/// Enters what is new; the cursor stands on it, where it is an entry.
fn enter(model: &mut Model, change: Change, label: String, heed: Heed) {
    let touched = change.touched();
    let new: Option<EntryId> = touched.entries().next().cloned();
    bulk::venture(model, change, label, heed);
    touched.0.iter().for_each(|subject| model.council.go_to(subject));
    if let Some(at) = new.and_then(|id| model.ledger().index_of(&id)) {
        let place = model.list.row_of(at);
        if place.is_some() { model.list.go_to(at) } else { going::show(model, at) }
    }
}

fn measure(model: &mut Model, id: &IndicatorId, period: Period, value: f64) {
    let Some(indicator) = model.seen().indicators.by_id(id) else { return };
    let Some(change) = model.recorder.measure(model.seen(), id, period, value) else { return };
    let what = model.lang.pick("填报实测值：", "measured value: ");
    let label = format!("{what}{} {period} {}{}", indicator.name, number(value), indicator.unit);
    bulk::make(model, change, label)
}

/// What is recorded in the log of something that is no entry, with what follows from it; and what such a step is called. None where that
/// is gone, or the edit is another.
fn logged(model: &Model, edit: &Edit) -> Option<(String, Result<Change, NothingToRecord>)> {
    let (ledger, recorder) = (model.seen(), &model.recorder);
    let label = |zh, en, name: &str| format!("{}{name}", model.lang.pick(zh, en));
    let with = |change: Change, follows: Vec<Change>| Change::All(std::iter::once(change).chain(follows).collect());
    Some(match edit {
        Edit::TellStep { step, report, period } => {
            let step = ledger.steps.by_id(step)?;
            (label("填报步骤：", "step reported: ", &step.what), recorder.report_on_step(ledger, step, report, Some(*period)))
        }
        Edit::Handle { matter, handling, follows } => {
            let matter = ledger.matters.by_id(matter)?;
            let made = recorder.handle(ledger, matter, handling).map(|change| with(change, follows.clone()));
            let (zh, en) = match &**handling {
                Handling::Met { .. } => ("会商：", "met on: "),
                Handling::Settled { .. } => ("议定：", "settled: "),
                Handling::PassedUp { .. } => ("上报：", "passed up: "),
                Handling::Reopened { .. } => ("重新提出：", "reopened: "),
            };
            (label(zh, en, &matter.problem), made)
        }
        Edit::Visit { liaison, on, heard, raised } => {
            let liaison = ledger.liaisons.by_id(liaison)?;
            let raised = raised.iter().map(|matter| Change::put(usize::MAX, Matter::clone(matter))).collect();
            (label("走访：", "visit: ", &liaison.leader), recorder.visit(liaison, *on, heard).map(|change| with(change, raised)))
        }
        Edit::Mend { finding, intent } => {
            let finding = ledger.rectifications.by_id(finding)?;
            let (zh, en) = match &**intent {
                Intent::Confirm { .. } => ("复查销号：", "re-checked: "),
                Intent::Return { .. } => ("退回整改：", "sent back: "),
                _ => ("整改：", "mending: "),
            };
            (label(zh, en, &finding.problem), recorder.mend(ledger, finding, intent))
        }
        _ => return None,
    })
}

fn log(model: &mut Model, edit: &Edit, heed: Heed) {
    match logged(model, edit) {
        Some((label, Ok(change))) => bulk::venture(model, change, label, heed),
        Some((_, Err(nothing))) => model.complain(nothing.say(model.lang)),
        None => {}
    }
}

//! Carries out what forms, menus and confirmations ask for.

use chrono::NaiveDate;

use super::{attaching, bulk, going, rearranging, saved, who};
use crate::domain::{
    AnyRecord, Change, Concerned, EntryId, Handling, IndicatorId, Intent, Kept, LiaisonId, Matter, MatterId, NothingToRecord, Period,
    Record, RectificationId, Report, StepId, by_kind, number,
};
use crate::text::Say;
use crate::tui::edit::{Edit, Heed};
use crate::tui::model::Model;

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
        _ => Vec::new(),
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
        Edit::TellStep { step, report, period } => tell_step(model, &step, &report, period),
        Edit::Handle { matter, handling, follows } => handle(model, &matter, (&handling, follows)),
        Edit::Visit { liaison, on, heard, raised } => visit(model, &liaison, (on, &heard), raised),
        Edit::Mend { finding, intent } => mend(model, &finding, &intent),
        Edit::Us { us, person } => who::be(model, us, person),
        Edit::Rearrange(wanted) => rearranging::carry_out(model, &wanted),
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

fn tell_step(model: &mut Model, id: &StepId, report: &Report, period: Period) {
    let Some(step) = model.seen().steps.by_id(id) else { return };
    let label = format!("{}{}", model.lang.pick("填报步骤：", "step reported: "), step.what);
    recorded(model, model.recorder.report_on_step(model.seen(), step, report, Some(period)), label, Vec::new())
}

/// What was done with a matter, as one step with what follows from it.
fn handle(model: &mut Model, id: &MatterId, (handling, follows): (&Handling, Vec<Change>)) {
    let Some(matter) = model.seen().matters.by_id(id) else { return };
    let (zh, en) = match handling {
        Handling::Met { .. } => ("会商：", "met on: "),
        Handling::Settled { .. } => ("议定：", "settled: "),
        Handling::PassedUp { .. } => ("上报：", "passed up: "),
        Handling::Reopened { .. } => ("重新提出：", "reopened: "),
    };
    let label = format!("{}{}", model.lang.pick(zh, en), matter.problem);
    recorded(model, model.recorder.handle(model.seen(), matter, handling), label, follows)
}

/// What is said of a finding of an inspection.
fn mend(model: &mut Model, id: &RectificationId, intent: &Intent) {
    let Some(finding) = model.seen().rectifications.by_id(id) else { return };
    let (zh, en) = match intent {
        Intent::Confirm { .. } => ("复查销号：", "re-checked: "),
        Intent::Return { .. } => ("退回整改：", "sent back: "),
        _ => ("整改：", "mending: "),
    };
    let label = format!("{}{}", model.lang.pick(zh, en), finding.problem);
    recorded(model, model.recorder.mend(model.seen(), finding, intent), label, Vec::new())
}

/// A visit, as one step with the matter that is raised of it.
fn visit(model: &mut Model, id: &LiaisonId, (on, heard): (NaiveDate, &str), raised: Option<Box<Matter>>) {
    let Some(liaison) = model.seen().liaisons.by_id(id) else { return };
    let label = format!("{}{}", model.lang.pick("走访：", "visit: "), liaison.leader);
    let raised = raised.map(|matter| Change::put(usize::MAX, *matter)).into_iter().collect();
    recorded(model, model.recorder.visit(liaison, on, heard), label, raised)
}

/// Makes what was recorded, as one step with what follows from it; or says why nothing was.
fn recorded(model: &mut Model, change: Result<Change, NothingToRecord>, label: String, follows: Vec<Change>) {
    match change {
        Ok(change) if follows.is_empty() => bulk::make(model, change, label),
        Ok(change) => bulk::make(model, Change::All(std::iter::once(change).chain(follows).collect()), label),
        Err(nothing) => model.complain(nothing.say(model.lang)),
    }
}

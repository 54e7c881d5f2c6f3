//! The steps of the entry under the cursor: a menu of them, a menu of what can be done with one, and what that does.

use super::{bulk, form};
use crate::domain::{Moment, Period, PlansInUse, Report, Step, StepId, StepStanding, Subject};
use crate::report::{standing_words, step_when};
use crate::text::{Say, pad, width};
use crate::tui::command::{Ask, OfSteps};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::form::About;
use crate::tui::model::Model;

pub(super) fn run(model: &mut Model, what: OfSteps) {
    match what {
        OfSteps::Choose => choose(model),
        OfSteps::Open(step) => open(model, &step),
        OfSteps::Ask(ask, step) => form::open(model, ask, About::Facts(Subject::Step(step))),
        OfSteps::Withdraw(step) => withdraw(model, &step),
    }
}

/// The steps of the entry, each with when it is due and how it stands, and at the end to add one.
fn choose(model: &mut Model) {
    let lang = model.lang;
    let Some(place) = model.list.current() else { return };
    let (ledger, entry, standing) = (model.ledger(), &model.ledger().entries()[place], model.standing(place));
    let used = PlansInUse::of_one(entry.id.plan(), standing.verdict.in_use);
    let all = ledger.judge_steps(entry, &standing.state, (Moment::During(model.today), None), &used);
    let cells = all.iter().map(|one| width(&one.step.what)).max().unwrap_or(0).min(30);
    let label = |one: &StepStanding<'_>| {
        let light = one.verdict.light.label(lang);
        let told = [pad(&one.step.what, cells), step_when(one.step, lang), standing_words(one, lang), light.to_owned()];
        told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    };
    let item = |(key, one): (char, &StepStanding<'_>)| {
        let id = &one.step.id;
        Item::new(key, label(one), OfSteps::Open(id.clone())).with_delete(OfSteps::Withdraw(id.clone()))
    };
    let new = Item::new('n', lang.pick("新步骤…", "new step…"), Ask::NewStep);
    let items: Vec<Item> = item_keys().filter(|key| *key != 'n').zip(&all).map(item).chain([new]).collect();
    let title = format!("{} · {}", lang.pick("步骤：回车打开，Delete 撤回", "Steps: Enter opens, Delete withdraws"), entry.heading());
    // On the first that is open, so that Enter goes on with it.
    let cursor = all.iter().position(|one| one.state.is_open()).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

fn open(model: &mut Model, id: &StepId) {
    let lang = model.lang;
    let Some(step) = model.ledger().steps.by_id(id) else { return };
    let ask = |ask| OfSteps::Ask(ask, id.clone());
    let items = vec![
        Item::new('a', lang.pick("填报", "report"), ask(Ask::TellStep)),
        Item::new('e', lang.pick("修改", "change"), ask(Ask::AmendStep)),
        Item::new('d', lang.pick("撤回登记错的", "withdraw what was entered by mistake"), OfSteps::Withdraw(id.clone())),
    ];
    let title = format!("{} · {}", lang.pick("步骤", "Step"), step.what);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// What a step of nothing recorded is called in the steps of undoing.
fn label(model: &Model, (zh, en): (&str, &str), step: &Step) -> String {
    format!("{}{}{}", model.lang.pick(zh, en), model.lang.pick("：", ": "), step.what)
}

fn withdraw(model: &mut Model, id: &StepId) {
    let Some(step) = model.ledger().steps.by_id(id).cloned() else { return };
    match model.ledger().taking_out(&Subject::Step(id.clone())) {
        Ok(change) => bulk::apply(model, change, label(model, ("撤回步骤", "step withdrawn"), &step)),
        Err(why) => {
            let why = why.say(model.lang);
            let instead = model.lang.pick("；可以填报为已终止", "; it can be reported as given up");
            model.complain(format!("{}{}{why}{instead}", step.what, model.lang.pick("：", ": ")))
        }
    }
}

/// Records a report on a step.
pub(super) fn tell(model: &mut Model, id: &StepId, report: &Report, period: Period) {
    let Some(step) = model.ledger().steps.by_id(id).cloned() else { return };
    match model.recorder.report_on_step(model.ledger(), &step, report, Some(period)) {
        Ok(change) => bulk::apply(model, change, label(model, ("填报步骤", "step reported"), &step)),
        Err(nothing) => model.complain(nothing.say(model.lang)),
    }
}

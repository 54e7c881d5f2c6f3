//! The steps of the entry under the cursor: a menu of them, a menu of what can be done with one, and what that does.

use super::{bulk, form};
use crate::domain::{StepId, StepStanding, Subject};
use crate::report::{standing_words, step_when, steps_standing};
use crate::text::{Say, pad, width};
use crate::tui::command::{Ask, OfSteps};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::form::About;
use crate::tui::model::Model;

pub(super) fn run(model: &mut Model, what: OfSteps) {
    match what {
        OfSteps::Choose => choose(model),
        OfSteps::Open(step) => open(model, &step),
        OfSteps::Report(step) => form::open(model, Ask::TellStep, About::Facts(Subject::Step(step))),
        OfSteps::Amend(step) => form::open(model, Ask::AmendStep, About::Facts(Subject::Step(step))),
        OfSteps::Withdraw(step) => withdraw(model, &step),
    }
}

/// The steps of the entry, each with when it is due and how it stands, and at the end to add one.
fn choose(model: &mut Model) {
    let lang = model.lang;
    let Some(place) = model.list.current() else { return };
    let (ledger, entry, standing) = (model.ledger(), &model.ledger().entries()[place], model.standing(place));
    let all = steps_standing((ledger, entry), standing, model.today);
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
    let items = vec![
        Item::new('a', lang.pick("填报", "report"), OfSteps::Report(id.clone())),
        Item::new('e', lang.pick("修改", "change"), OfSteps::Amend(id.clone())),
        Item::new('d', lang.pick("撤回登记错的", "withdraw what was entered by mistake"), OfSteps::Withdraw(id.clone())),
    ];
    let title = format!("{} · {}", lang.pick("步骤", "Step"), step.what);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

fn withdraw(model: &mut Model, id: &StepId) {
    let Some(step) = model.seen().steps.by_id(id).cloned() else { return };
    match model.seen().taking_out(&Subject::Step(id.clone())) {
        Ok(change) => {
            let label = format!("{}{}", model.lang.pick("撤回步骤：", "step withdrawn: "), step.what);
            bulk::make(model, change, label)
        }
        Err(why) => {
            let why = why.say(model.lang);
            let instead = model.lang.pick("；可以填报为已终止", "; it can be reported as given up");
            model.complain(format!("{}{}{why}{instead}", step.what, model.lang.pick("：", ": ")))
        }
    }
}

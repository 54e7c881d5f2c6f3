//! What is done in the view: its forms go by the kind that is shown.

use super::{Kind, Meet};
use crate::text::Say;
use crate::tui::command::Ask;
use crate::tui::model::Model;
use crate::tui::update::{ask, bulk};

pub(crate) fn run(model: &mut Model, what: Meet) {
    let kind = model.council.sheet().kind;
    match (what, kind) {
        (Meet::Next, _) => model.council.turn(),
        (Meet::Withdraw, _) => withdraw(model),
        (Meet::New, Kind::Matters) => ask(model, Ask::NewMatter),
        (Meet::New, Kind::Inspections) => ask(model, Ask::NewInspection),
        (Meet::New, Kind::Findings) => ask(model, Ask::NewFinding),
        (Meet::Amend, Kind::Matters) => ask(model, Ask::AmendMatter),
        (Meet::Amend, Kind::Inspections) => ask(model, Ask::AmendInspection),
        (Meet::Amend, Kind::Findings) => ask(model, Ask::AmendFinding),
        (Meet::Report, Kind::Matters) => ask(model, Ask::Consult),
        (Meet::Report, Kind::Inspections) => ask(model, Ask::NewFinding),
        (Meet::Report, Kind::Findings) => ask(model, Ask::Mend),
        (Meet::Settle, Kind::Matters) => ask(model, Ask::Settle),
        (Meet::Settle, Kind::Findings) => ask(model, Ask::Recheck),
        (Meet::Again, Kind::Matters) => ask(model, Ask::Reopen),
        (Meet::Again, Kind::Findings) => ask(model, Ask::SendBack),
        (Meet::New, Kind::Liaisons) => ask(model, Ask::NewLiaison),
        (Meet::Amend, Kind::Liaisons) => ask(model, Ask::AmendLiaison),
        (Meet::Report, Kind::Liaisons) => ask(model, Ask::Visit),
        (Meet::Settle | Meet::Again, Kind::Liaisons) => {
            model.notify(model.lang.pick("走访反映的问题，换到“会商事项”里办", "what was heard on visits is settled among the matters"));
        }
        (Meet::Settle | Meet::Again, Kind::Inspections) => {
            model.notify(model.lang.pick("督导查出的问题，换到“整改问题”里复查", "what was found is re-checked among the findings"));
        }
    }
}

/// The page of what is under the cursor, or back to all.
pub(crate) fn open(model: &mut Model) {
    model.council.zoomed = !model.council.zoomed && model.council.current().is_some();
    model.council.scroll = 0;
}

fn withdraw(model: &mut Model) {
    let Some(subject) = model.council.current().cloned() else { return };
    let name = model.seen().name_of_subject(&subject).unwrap_or_default().to_owned();
    match model.seen().taking_out(&subject) {
        Ok(change) => {
            let label = format!("{}{name}", model.lang.pick("撤回：", "withdrawn: "));
            bulk::make(model, change, label)
        }
        Err(why) => {
            let why = why.say(model.lang);
            model.complain(format!("{name}{}{why}", model.lang.pick("：", ": ")))
        }
    }
}

//! What is done in the view beside forms: the page of one, and taking one out.

use super::Meet;
use crate::text::Say;
use crate::tui::model::Model;
use crate::tui::update::bulk;

pub(crate) fn run(model: &mut Model, what: Meet) {
    match what {
        Meet::Withdraw => withdraw(model),
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

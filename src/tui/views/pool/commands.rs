//! The project pool: by what it is divided, how its rates are reckoned, and from a project to its entry.

use super::Funnel;
use crate::domain::{RateOf, Stage};
use crate::tui::dialog::{Dialog, Page};
use crate::tui::model::Model;
use crate::tui::update::going::show_entry;

pub(crate) fn run(model: &mut Model, command: Funnel) {
    match command {
        Funnel::By => {
            model.pool.turn(&model.book);
            let by = model.pool.by.label(model.lang);
            model.notify(format!("{}{by}", model.lang.pick("按", "by ")));
        }
        Funnel::Hide => model.pool.hides = !model.pool.hides,
        Funnel::Why => why(model),
    }
}

/// The entry of a project.
pub(crate) fn open(model: &mut Model) {
    show_entry(model)
}

fn why(model: &mut Model) {
    let (lang, tally) = (model.lang, &model.pool.tally);
    let stages: Vec<String> = Stage::ALL.iter().map(|stage| format!("{} {}", stage.label(lang), tally.at(*stage))).collect();
    let counts = lang.pick(
        format!("所列项目 {} 个：{}、{} {}", tally.all(), stages.join("、"), Stage::NONE.label(lang), tally.untold),
        format!("{} projects listed: {}, {} {}", tally.all(), stages.join(", "), Stage::NONE.label(lang), tally.untold),
    );
    let mut text = vec![counts, String::new()];
    for of in RateOf::ALL {
        text.extend([tally.rate(of).explained(lang), String::new()]);
    }
    if tally.again > 0 {
        text.extend(crate::domain::told_once(tally.again, lang));
    }
    let title = lang.pick("各率怎样算（按所列项目）", "How the rates are reckoned (of what is listed)").to_owned();
    model.dialog = Some(Dialog::Page(Page::new(title, text)));
}

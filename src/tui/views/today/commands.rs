//! From what waits to where it is done.

use super::changes::Changes;
use super::{Desk, Jump, Since};
use crate::merge::differences;
use crate::tui::command::Ask;
use crate::tui::model::Model;
use crate::tui::update::going::{go, list_of, show_entry};
use crate::tui::update::{ask, saw_news};
use crate::tui::views::View;

pub(crate) fn run(model: &mut Model, what: Desk) {
    match what {
        Desk::Since(since) => open_changes(model, since),
        Desk::Turn => {
            let (ledger, lang) = (model.book.ledger(), model.lang);
            if let Some(page) = &mut model.desk.page {
                page.turn(ledger, lang);
            }
        }
    }
}

/// Follows the line under the cursor.
pub(crate) fn open(model: &mut Model) {
    if model.desk.page.is_some() {
        return show_entry(model);
    }
    match model.desk.current().map(|item| item.leads.clone()) {
        Some(Jump::List(filter)) => list_of(model, &filter),
        Some(Jump::Changes) => open_changes(model, Since::Last),
        Some(Jump::Who) => ask(model, Ask::Us),
        None => {}
    }
}

fn open_changes(model: &mut Model, since: Since) {
    go(model, View::Today);
    let all = match since {
        Since::Last => {
            saw_news(model);
            model.desk.news.clone().unwrap_or_default()
        }
        Since::Day(day) => differences(&model.ledger().as_of(day), model.ledger()),
    };
    if all.is_empty() {
        model.desk.page = None;
        return model.notify(model.lang.pick("没有改动", "nothing has changed"));
    }
    model.desk.page = Some(Changes::new(since, all, model.book.ledger(), model.lang));
}

//! From what waits to where it is done.

use super::changes::{ChangeRow, Changes, Compared, Comparison};
use super::{Desk, Jump};
use crate::domain::Since;
use crate::merge::Difference;
use crate::tui::command::{Ask, Review, Tables};
use crate::tui::listing::Fold;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::update::going::{go, list_of, show, show_entry};
use crate::tui::update::{ask, give_up_draft, open_draft, saw_news, tables};
use crate::tui::views::{View, import};

pub(crate) fn run(model: &mut Model, what: Desk) {
    match what {
        Desk::Since(since) => ask_for_changes(model, since),
        Desk::Keep => {}
        Desk::GiveUp(draft) => give_up_draft(model, &draft),
        Desk::Turn => {
            let (ledger, lang) = (model.book.ledger(), model.lang);
            match &mut model.desk.page {
                Some(page) => page.turn(ledger, lang),
                None => model.notify(lang.pick(
                    "先打开改动：光标到“改动”那一行按 Enter，或 :变化 上季度",
                    "open the changes first: Enter on their line, or :changes 2025Q3",
                )),
            }
        }
    }
}

/// Follows the line under the cursor.
pub(crate) fn open(model: &mut Model) {
    if let Some(page) = &model.desk.page {
        return match page.table.current() {
            Some(ChangeRow::Heading { .. }) => tables::run(model, Tables::Fold(Fold::Here)),
            _ => show_entry(model),
        };
    }
    match model.desk.current().map(|item| item.leads.clone()) {
        Some(Jump::List(filter)) => list_of(model, &filter),
        Some(Jump::Sheet(kind, words)) => {
            go(model, View::Coordination);
            model.council.narrow(kind, &words, &model.book);
        }
        Some(Jump::Goals(words)) => {
            go(model, View::Indicators);
            model.indicators.narrow(&words, model.book.ledger());
        }
        Some(Jump::Bodies(words)) => {
            go(model, View::Departments);
            model.matrix.narrow(&words);
        }
        Some(Jump::Changes) => ask_for_changes(model, Since::Last),
        Some(Jump::Who) => ask(model, Ask::Us),
        Some(Jump::Entry(id)) => {
            if let Some(at) = model.book.ledger().index_of(&id) {
                show(model, at);
            }
        }
        Some(Jump::Draft(at)) => open_draft(model, at),
        Some(Jump::Import(at)) => import::commands::run(model, Review::Open(at)),
        None => {}
    }
}

/// What is new is known; anything else is compared apart from the frame.
fn ask_for_changes(model: &mut Model, since: Since) {
    if since == Since::Last {
        saw_news(model);
        let news = model.desk.news.clone().unwrap_or_default();
        return show_changes(model, since, news);
    }
    let comparison = Comparison::new(since, model.book.ledger(), model.lang);
    model.effects.push(Effect::Compare(Box::new(comparison)));
}

/// What has changed is known, or why that cannot be said.
pub(crate) fn compared(model: &mut Model, compared: Compared) {
    match compared.found {
        Ok(all) => show_changes(model, compared.since, all),
        Err(text) => model.complain(text),
    }
}

fn show_changes(model: &mut Model, since: Since, all: Vec<Difference>) {
    go(model, View::Today);
    if all.is_empty() {
        model.desk.page = None;
        return model.notify(model.lang.pick("没有改动", "nothing has changed"));
    }
    model.desk.page = Some(Changes::new(since, all, model.book.ledger(), model.lang));
}

//! The command line: typing, completion, and carrying out.

use crossterm::event::{KeyCode, KeyEvent};

use super::offers;
use super::{command, dialog, dispatch, filter, given, places, saved, typing};
use crate::domain::{Period, parse_period};
use crate::query::{self, Filter, GroupBy, Scope};
use crate::report::BULLETIN;
use crate::text::{Lang, Say, fold_width, nearest};
use crate::tui::action::Action;
use crate::tui::dialog::Dialog;
use crate::tui::keymap::BINDINGS;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::orders::{Order, Prompt, divided};
use crate::tui::theme::Theme;
use crate::tui::trail::View;

/// What a line means.
enum Deed {
    Act(Action),
    Edit(given::Given),
    Filter(String),
    Sort(query::Order),
    Group(GroupBy),
    Tab(View),
    Named(String),
    Scope(Scope),
    Period(Period),
    Export(&'static str),
    Goto(usize),
    Theme(Option<Box<Theme>>),
    Lang(Lang),
}

/// Opens the command line.
pub(super) fn open(model: &mut Model) {
    model.dialog = Some(Dialog::Prompt(Prompt::default()));
    renew(model);
}

/// A key on the command line.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Prompt(prompt)) = &mut model.dialog else { return Vec::new() };
    let last = prompt.offers.len().checked_sub(1);
    let at = prompt.chosen;
    match event.code {
        KeyCode::Esc => model.dialog = None,
        KeyCode::Backspace if prompt.input.value().is_empty() => model.dialog = None,
        KeyCode::Up => prompt.chosen = at.map(|i| i.saturating_sub(1)),
        KeyCode::Down => prompt.chosen = last.map(|last| at.map_or(0, |i| (i + 1).min(last))),
        KeyCode::PageUp => prompt.chosen = at.map(|i| i.saturating_sub(10)),
        KeyCode::PageDown => prompt.chosen = last.map(|last| (at.unwrap_or(0) + 10).min(last)),
        KeyCode::Tab => complete(model, at.unwrap_or(0)),
        KeyCode::Enter => return enter(model, at),
        _ => return typing::key(model, event),
    }
    Vec::new()
}

/// Works out anew what fits; the first offer is chosen where the line means nothing as it stands.
pub(super) fn renew(model: &mut Model) {
    let Some(Dialog::Prompt(prompt)) = &model.dialog else { return };
    let line = prompt.input.value().to_owned();
    let offers = offers::for_line(model, &line);
    let open = !line.trim().is_empty() && meaning(model, &line).is_err();
    if let Some(Dialog::Prompt(prompt)) = &mut model.dialog {
        prompt.chosen = (open && !offers.is_empty()).then_some(0);
        prompt.offers = offers;
    }
}

/// Puts an offer into the line.
fn complete(model: &mut Model, at: usize) {
    let Some(Dialog::Prompt(prompt)) = &mut model.dialog else { return };
    let Some(offer) = prompt.offers.get(at) else { return };
    let line = offer.line.clone();
    prompt.input.set(&line);
    renew(model);
}

/// Carries out the offer chosen, else the line.
pub(super) fn enter(model: &mut Model, at: Option<usize>) -> Vec<Effect> {
    let Some(Dialog::Prompt(prompt)) = &model.dialog else { return Vec::new() };
    let line = match at.and_then(|i| prompt.offers.get(i)) {
        Some(offer) if !offer.whole => {
            complete(model, at.unwrap_or(0));
            return Vec::new();
        }
        Some(offer) => match offer.action {
            Some(action) => {
                model.dialog = None;
                return dialog::run(model, action);
            }
            None => offer.line.clone(),
        },
        None => prompt.input.value().to_owned(),
    };
    if divided(&line).0.is_empty() {
        model.dialog = None;
        return Vec::new();
    }
    match meaning(model, &line) {
        Ok(deed) => {
            model.dialog = None;
            carry_out(model, deed)
        }
        Err(wrong) => {
            model.complain(wrong);
            Vec::new()
        }
    }
}

/// What a line means; what is wrong with it, in words.
fn meaning(model: &Model, line: &str) -> Result<Deed, String> {
    let (name, argument) = divided(line);
    let argument = argument.trim();
    match Order::from_name(name) {
        Some(order) if argument.is_empty() => order.asks().map(Deed::Act).ok_or_else(|| order.label(model.lang).to_owned()),
        Some(order) => ordered(model, order, argument),
        None if argument.is_empty() => named(model, name).map(Deed::Act).ok_or_else(|| unknown(model, name)),
        None => Err(unknown(model, name)),
    }
}

/// The action of a name: where two have it, the one that means something in the view.
fn named(model: &Model, name: &str) -> Option<Action> {
    let word = fold_width(name);
    if matches!(word.as_str(), "q" | "q!" | "wq" | "exit") {
        return Some(Action::Quit);
    }
    let lone = |here: bool| {
        let fits = BINDINGS.iter().filter(|b| b.is_named(&word) && (!here || b.is_for(model.view)));
        let mut actions: Vec<Action> = fits.map(|b| b.action).collect();
        actions.dedup();
        if let [one] = actions.as_slice() { Some(*one) } else { None }
    };
    let own = BINDINGS.iter().find(|b| b.word() == word).map(|b| b.action);
    own.or_else(|| lone(true)).or_else(|| lone(false))
}

fn unknown(model: &Model, name: &str) -> String {
    let word = fold_width(name);
    let words: Vec<String> = BINDINGS.iter().flat_map(|b| [b.word(), b.short().to_owned()]).collect();
    let orders = Order::all().flat_map(|o| o.names()).copied();
    let near = nearest(&word, orders.chain(words.iter().map(String::as_str)));
    let near = near.map(|n| model.lang.pick(format!("，是不是 `{n}`"), format!("; did you mean `{n}`"))).unwrap_or_default();
    model.lang.pick(format!("没有 `{name}` 这个命令{near}"), format!("no command is called `{name}`{near}"))
}

fn ordered(model: &Model, order: Order, argument: &str) -> Result<Deed, String> {
    let lang = model.lang;
    let none = || {
        let known: Vec<String> = offers::values(model, order, "").into_iter().map(|(name, _)| name).take(12).collect();
        let known = known.join(lang.pick("、", ", "));
        lang.pick(format!("没有 `{argument}`，可写 {known}"), format!("`{argument}` is none of {known}"))
    };
    match order {
        Order::Status => given::status(model, argument).map(Deed::Edit),
        Order::Deadline => given::deadline(model, argument).map(Deed::Edit),
        Order::Lead => given::lead(model, argument).map(Deed::Edit),
        Order::Cooperate => given::cooperation(model, argument).map(Deed::Edit),
        Order::Progress => given::progress(model, argument).map(Deed::Edit),
        Order::Us => given::us(model, argument).map(Deed::Edit),
        Order::Filter => Filter::parse(argument).map(|_| Deed::Filter(argument.to_owned())).map_err(|e| e.say(lang)),
        Order::Sort => argument.parse().map(Deed::Sort).map_err(|e: query::UnknownKey| e.say(lang)),
        Order::Group => GroupBy::from_word(argument).map(Deed::Group).ok_or_else(none),
        Order::View => {
            let saved = || model.desk.iter().flat_map(|d| &d.views).find(|v| v.name == argument).map(|v| Deed::Named(v.name.clone()));
            View::from_word(argument).map(Deed::Tab).or_else(saved).ok_or_else(none)
        }
        Order::Scope => Scope::from_word(argument).map(Deed::Scope).ok_or_else(none),
        Order::Period => parse_period(argument, model.today).map(Deed::Period).map_err(|e| e.say(lang)),
        Order::Export => BULLETIN.format(argument).map(|(f, _)| Deed::Export(f.word)).ok_or_else(none),
        Order::Goto => {
            let found = model.ledger().find(argument).map_err(|e| e.say(lang))?;
            model.ledger().index_of(&found.id).map(Deed::Goto).ok_or_else(none)
        }
        Order::Lang => fold_width(argument).parse().map(Deed::Lang).map_err(|_: String| none()),
        Order::Theme => {
            let chosen = Theme::named(argument, model.surface).ok_or_else(none)?;
            Ok(Deed::Theme(Some(Box::new(chosen)).filter(|_| !Theme::is_auto(argument))))
        }
    }
}

fn carry_out(model: &mut Model, deed: Deed) -> Vec<Effect> {
    match deed {
        Deed::Act(action) => return dialog::run(model, action),
        Deed::Edit(edit) => return given::carry_out(model, edit),
        Deed::Filter(text) => {
            to_rows(model);
            filter::set(model, &text);
            filter::remember(model);
            return filter::kept(model);
        }
        Deed::Sort(order) => {
            to_rows(model);
            model.list.order = order;
            model.refresh_list();
        }
        Deed::Group(by) => {
            to_rows(model);
            model.list.group = by;
            model.refresh_list();
        }
        Deed::Tab(view) => places::go(model, view),
        Deed::Named(name) => {
            places::go(model, View::List);
            saved::take(model, &name);
        }
        Deed::Scope(scope) => {
            to_rows(model);
            command::set_scope(model, scope);
        }
        Deed::Period(period) => {
            model.dispatch.go(period);
            places::go(model, View::Dispatch);
        }
        Deed::Export(word) => return dispatch::export(model, word),
        Deed::Goto(index) => places::show(model, index),
        Deed::Theme(theme) => model.set_theme(theme.map(|t| *t)),
        Deed::Lang(lang) => model.speak(lang),
    }
    Vec::new()
}

/// To a view that shows the list's rows.
fn to_rows(model: &mut Model) {
    if !model.view.has_rows_of_list() {
        places::go(model, View::List);
    }
    model.list.zoomed = false;
}

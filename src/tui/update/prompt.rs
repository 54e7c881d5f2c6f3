//! The command line: typing, completion, and what a line means.

use crossterm::event::{KeyCode, KeyEvent};

use super::arguments;
use super::input::Input;
use crate::text::{fold_width, nearest};
use crate::tui::command::{BINDINGS, Command};
use crate::tui::dialog::Dialog;
use crate::tui::model::Model;
use crate::tui::orders::{Offer, Order, Prompt, divided};

pub(crate) fn open(model: &mut Model) {
    model.dialog = Some(Dialog::Prompt(Prompt::default()));
    renew(model);
}

/// The command line with the name of a command: what stands behind it is still to be typed.
pub(crate) fn open_with(model: &mut Model, name: &str) {
    let mut prompt = Prompt::default();
    prompt.input.set(&format!("{name} "));
    model.dialog = Some(Dialog::Prompt(prompt));
    renew(model);
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Prompt(prompt)) = &mut model.dialog else { return Input::Taken };
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
        _ => return Input::Type(event),
    }
    Input::Taken
}

/// Works out anew what fits; the first offer is chosen where the line means nothing as it stands.
pub(crate) fn renew(model: &mut Model) {
    let Some(Dialog::Prompt(prompt)) = &model.dialog else { return };
    let line = prompt.input.value().to_owned();
    let offers = arguments::offers(model, &line);
    let open = !line.trim().is_empty() && meaning(model, &line).is_err();
    if let Some(Dialog::Prompt(prompt)) = &mut model.dialog {
        prompt.chosen = (open && !offers.is_empty()).then_some(0);
        prompt.offers = offers;
    }
}

fn complete(model: &mut Model, at: usize) {
    let Some(Dialog::Prompt(prompt)) = &mut model.dialog else { return };
    let Some(offer) = prompt.offers.get(at) else { return };
    let line = offer.line.clone();
    prompt.input.set(&line);
    renew(model);
}

/// Carries out the offer chosen, else the line.
pub(crate) fn enter(model: &mut Model, at: Option<usize>) -> Input {
    let Some(Dialog::Prompt(prompt)) = &model.dialog else { return Input::Taken };
    let offer = at.and_then(|i| prompt.offers.get(i));
    let meant = match offer {
        Some(offer) if !offer.whole => {
            complete(model, at.unwrap_or(0));
            return Input::Taken;
        }
        Some(Offer { binding: Some(binding), .. }) => Ok(binding.command.clone()),
        _ => {
            let line = offer.map_or(prompt.input.value(), |o| &o.line);
            if divided(line).0.is_empty() {
                model.dialog = None;
                return Input::Taken;
            }
            meaning(model, line)
        }
    };
    match meant {
        Ok(command) => {
            model.dialog = None;
            Input::Seek(command)
        }
        Err(wrong) => {
            model.complain(wrong);
            Input::Taken
        }
    }
}

/// What a line means; what is wrong with it, in words.
fn meaning(model: &Model, line: &str) -> Result<Command, String> {
    let (name, argument) = divided(line);
    let argument = argument.trim();
    match Order::meant(name) {
        Some(order) if argument.is_empty() => order.asks().ok_or_else(|| order.label(model.lang).to_owned()),
        Some(order) => arguments::read(model, order, argument),
        None if argument.is_empty() => named(model, name).cloned().ok_or_else(|| unknown(model, name)),
        None if named(model, name).is_some() => Err(model
            .lang
            .pick(format!("`{name}` 后面不写别的，回车后再填"), format!("`{name}` takes nothing behind it; Enter asks for the rest"))),
        None => Err(unknown(model, name)),
    }
}

/// The command of a name: where two have it, the one that means something in the view.
fn named(model: &Model, name: &str) -> Option<&'static Command> {
    let word = match fold_width(name) {
        leave if matches!(leave.as_str(), "q" | "q!" | "wq" | "exit") => "quit".to_owned(),
        word => word,
    };
    let lone = |here: bool| {
        let fits = BINDINGS.iter().filter(|b| b.is_named(&word) && (!here || b.is_for(model.view)));
        let mut commands: Vec<&Command> = fits.map(|b| &b.command).collect();
        commands.dedup();
        if let [one] = commands.as_slice() { Some(*one) } else { None }
    };
    let own = BINDINGS.iter().find(|b| b.word == word).map(|b| &b.command);
    own.or_else(|| lone(true)).or_else(|| lone(false))
}

fn unknown(model: &Model, name: &str) -> String {
    let word = fold_width(name);
    let orders = Order::ALL.iter().flat_map(|o| o.names()).copied();
    let near = nearest(&word, orders.chain(BINDINGS.iter().flat_map(|b| [b.word, b.short()])));
    let near = near.map(|n| model.lang.pick(format!("，是不是 `{n}`"), format!("; did you mean `{n}`"))).unwrap_or_default();
    model.lang.pick(format!("没有 `{name}` 这个命令{near}"), format!("no command is called `{name}`{near}"))
}

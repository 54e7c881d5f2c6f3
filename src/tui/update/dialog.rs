//! Keys while something stands before the view.

use crossterm::event::{KeyCode, KeyEvent};

use super::{bulk, columns, command, form, leaving, places, prompt, saved, sharing, typing};
use crate::query::match_text;
use crate::text::fold_char;
use crate::tui::action::Action;
use crate::tui::dialog::{Choice, Dialog, Finder, Menu, Yes};
use crate::tui::field::Editor;
use crate::tui::keymap::{Binding, Key};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// A key goes to the dialog. Where nothing is typed, full-width characters count as their half-width keys.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match &model.dialog {
        Some(Dialog::Form(_)) => form::key(model, event).unwrap_or_else(|| typing::key(model, event)),
        Some(Dialog::Menu(_)) => menu(model, half_width(event)),
        Some(Dialog::Finder(_)) => finder(model, event),
        Some(Dialog::Prompt(_)) => prompt::key(model, event),
        Some(Dialog::Page(_)) => read(model, half_width(event)),
        Some(Dialog::Question(_)) => question(model, half_width(event)),
        None => Vec::new(),
    }
}

fn half_width(event: KeyEvent) -> KeyEvent {
    match event.code {
        KeyCode::Char(c) => KeyEvent { code: KeyCode::Char(fold_char(c)), ..event },
        _ => event,
    }
}

/// The wheel moves in what can be chosen from, or read.
pub(super) fn wheel(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match &mut model.dialog {
        Some(Dialog::Menu(_) | Dialog::Finder(_) | Dialog::Prompt(_)) => key(model, event),
        Some(Dialog::Form(form)) => {
            form.wheel(event);
            Vec::new()
        }
        Some(Dialog::Page(page)) => {
            page.turn(if event.code == KeyCode::Down { 3 } else { -3 });
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// A page that is longer than the screen is turned; any other key closes it.
fn read(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Page(page)) = &mut model.dialog else { return Vec::new() };
    match event.code {
        KeyCode::Down | KeyCode::Char('j') if model.seen.longer => page.turn(1),
        KeyCode::Up | KeyCode::Char('k') if model.seen.longer => page.turn(-1),
        KeyCode::PageDown | KeyCode::Char(' ') if model.seen.longer => page.turn(10),
        KeyCode::PageUp if model.seen.longer => page.turn(-10),
        code => {
            let passes = page.passes && !matches!(code, KeyCode::Esc | KeyCode::Enter | KeyCode::Char(' '));
            model.dialog = None;
            if passes {
                return super::key(model, event);
            }
        }
    }
    Vec::new()
}

fn menu(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Menu(menu)) = &mut model.dialog else { return Vec::new() };
    let last = menu.items.len().saturating_sub(1);
    match event.code {
        KeyCode::Esc => model.dialog = None,
        KeyCode::Up => menu.cursor = menu.cursor.saturating_sub(1),
        KeyCode::Down => menu.cursor = (menu.cursor + 1).min(last),
        KeyCode::Home => menu.cursor = 0,
        KeyCode::End => menu.cursor = last,
        KeyCode::Enter => return pick(model, None),
        KeyCode::Delete => forget(model),
        KeyCode::Char(' ') => further(model),
        KeyCode::Char(c) => {
            let c = c.to_ascii_lowercase();
            match (menu.items.iter().position(|i| i.0 == c && c != ' '), c) {
                (Some(at), _) => return pick(model, Some(at)),
                (None, 'j') => menu.cursor = (menu.cursor + 1).min(last),
                (None, 'k') => menu.cursor = menu.cursor.saturating_sub(1),
                (None, 'q') => model.dialog = None,
                (None, _) if !c.is_ascii() => to_label(menu, c),
                _ => {}
            }
        }
        _ => {}
    }
    Vec::new()
}

/// A hanzi goes to the next item that has it in its words: an input method is on, and no item has a hanzi as key.
fn to_label(menu: &mut Menu, c: char) {
    let count = menu.items.len();
    let found = (1..=count).map(|n| (menu.cursor + n) % count).find(|i| menu.items[*i].1.contains(c));
    menu.cursor = found.unwrap_or(menu.cursor);
}

/// The blank adds what the cursor is on to what is chosen already, in menus where several can be.
fn further(model: &mut Model) {
    let Some(Dialog::Menu(menu)) = &model.dialog else { return };
    match menu.items.get(menu.cursor).map(|i| i.2.clone()) {
        Some(Choice::Sort(key)) => columns::add_key(model, key),
        Some(Choice::Column(column)) => columns::toggle(model, column),
        _ => {}
    }
}

/// A named view can be deleted from its menu, after a question.
fn forget(model: &mut Model) {
    let Some(Dialog::Menu(menu)) = &model.dialog else { return };
    if let Some((_, _, Choice::View(name))) = menu.items.get(menu.cursor) {
        saved::ask_to_forget(model, name.clone());
    }
}

fn pick(model: &mut Model, at: Option<usize>) -> Vec<Effect> {
    let Some(Dialog::Menu(menu)) = model.dialog.take() else { return Vec::new() };
    match menu.items.into_iter().nth(at.unwrap_or(menu.cursor)) {
        Some((_, _, choice)) => command::choose(model, &choice),
        None => Vec::new(),
    }
}

/// A click on an item of the menu or finder.
pub(super) fn click(model: &mut Model, at: usize) -> Vec<Effect> {
    match &mut model.dialog {
        Some(Dialog::Menu(_)) => pick(model, Some(at)),
        Some(Dialog::Prompt(_)) => prompt::enter(model, Some(at)),
        Some(Dialog::Form(_)) => {
            form::choose(model, at);
            Vec::new()
        }
        Some(Dialog::Finder(finder)) => {
            let action = finder.fits.get(at).copied();
            model.dialog = None;
            action.map(|a| run(model, a)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Runs an action that was found, where it means something. A ruling is not made for what one has not seen.
pub(super) fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    let moved = places::go_for(model, action);
    if moved && action == Action::Rule { Vec::new() } else { command::act(model, action) }
}

/// Opens help: every action, narrowed by what is typed.
pub(super) fn open_finder(model: &mut Model) {
    model.dialog = Some(Dialog::Finder(Finder { input: Editor::default(), fits: Vec::new(), cursor: 0 }));
    refit(model);
}

/// Narrows the finder to what is typed: Chinese, pinyin, English, or a key.
pub(super) fn refit(model: &mut Model) {
    let Some(Dialog::Finder(finder)) = &model.dialog else { return };
    let fits = fitting(model, finder.input.value());
    let Some(Dialog::Finder(finder)) = &mut model.dialog else { return };
    finder.cursor = finder.cursor.min(fits.len().saturating_sub(1));
    finder.fits = fits;
}

/// The actions that a text may mean, by Chinese, pinyin, English or a key; first those that mean something in the view.
pub(super) fn fitting(model: &Model, text: &str) -> Vec<Action> {
    let text = text.trim();
    let half: String = text.chars().map(fold_char).collect();
    let named = |b: &Binding| [b.label.0, b.label.1, &b.word()].iter().any(|label| match_text(label, text).is_some());
    let pressed = |keys: &[Key]| keys.iter().any(|k| k.label() == half || half.chars().count() > 1 && Key::parse(&half) == Some(*k));
    let fits = || model.keymap.rows().filter(|(b, keys)| text.is_empty() || pressed(keys) || named(b));
    // A key that is typed as it is means its action before all else.
    let here = |(b, _): &(&Binding, &[Key])| b.is_for(model.view);
    let sorted = fits().filter(here).filter(|(_, keys)| pressed(keys)).chain(fits().filter(here)).chain(fits());
    let mut actions: Vec<Action> = Vec::new();
    for (binding, _) in sorted {
        if !actions.contains(&binding.action) {
            actions.push(binding.action);
        }
    }
    actions
}

fn finder(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Finder(finder)) = &mut model.dialog else { return Vec::new() };
    let last = finder.fits.len().saturating_sub(1);
    match event.code {
        KeyCode::Esc => model.dialog = None,
        KeyCode::Up => finder.cursor = finder.cursor.saturating_sub(1),
        KeyCode::Down => finder.cursor = (finder.cursor + 1).min(last),
        KeyCode::PageUp => finder.cursor = finder.cursor.saturating_sub(10),
        KeyCode::PageDown => finder.cursor = (finder.cursor + 10).min(last),
        KeyCode::Enter => {
            let action = finder.fits.get(finder.cursor).copied();
            model.dialog = None;
            return action.map(|a| run(model, a)).unwrap_or_default();
        }
        _ => return typing::key(model, event),
    }
    Vec::new()
}

fn question(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let yes = match event.code {
        KeyCode::Enter => true,
        KeyCode::Char(c) => match c.to_ascii_lowercase() {
            'y' | '是' => true,
            'n' | '否' | 'q' => false,
            _ => return Vec::new(),
        },
        KeyCode::Esc => false,
        _ => return Vec::new(),
    };
    let Some(Dialog::Question(question)) = model.dialog.take() else { return Vec::new() };
    match question.yes {
        Yes::Apply(change, label) if yes => bulk::apply(model, *change, label),
        Yes::Share(round) if yes => sharing::begin(model, round),
        Yes::ForgetView(name) if yes => saved::forget(model, &name),
        Yes::Quit if yes => {
            leaving::drop_unsaved(model);
            Vec::new()
        }
        _ => {
            model.tell(model.lang.pick("没有改动", "nothing was changed"));
            Vec::new()
        }
    }
}

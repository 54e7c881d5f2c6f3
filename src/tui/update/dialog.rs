//! Keys in menus, pages and questions. Full-width characters count as their half-width keys.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use crate::text::fold_char;
use crate::tui::dialog::{Dialog, Enter, Menu, Question};
use crate::tui::model::Model;

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let event = match event.code {
        KeyCode::Char(c) => KeyEvent { code: KeyCode::Char(fold_char(c)), ..event },
        _ => event,
    };
    match &model.dialog {
        Some(Dialog::Menu(_)) => menu(model, event),
        Some(Dialog::Page(_)) => read(model, event),
        Some(Dialog::Question(_)) => question(model, event),
        _ => Input::Taken,
    }
}

/// A page that is longer than the screen is turned; any other key closes it.
fn read(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Page(page)) = &mut model.dialog else { return Input::Taken };
    match event.code {
        KeyCode::Down | KeyCode::Char('j') if model.seen.longer => page.turn(1),
        KeyCode::Up | KeyCode::Char('k') if model.seen.longer => page.turn(-1),
        KeyCode::PageDown | KeyCode::Char(' ') if model.seen.longer => page.turn(10),
        KeyCode::PageUp if model.seen.longer => page.turn(-10),
        code => {
            // A hanzi is no command: somebody reads on with his input method on, and means no filter.
            let is_hanzi = matches!(code, KeyCode::Char(c) if !c.is_ascii());
            let passes = page.passes && !is_hanzi && !matches!(code, KeyCode::Esc | KeyCode::Enter | KeyCode::Char(' '));
            model.dialog = None;
            if passes {
                return Input::Pass(event);
            }
        }
    }
    Input::Taken
}

fn menu(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Menu(menu)) = &mut model.dialog else { return Input::Taken };
    let (at, last) = (menu.cursor, menu.items.len().saturating_sub(1));
    let further = |command: Option<_>| command.map_or(Input::Taken, Input::Run);
    match event.code {
        KeyCode::Esc => model.dialog = None,
        KeyCode::Up => menu.cursor = at.saturating_sub(1),
        KeyCode::Down => menu.cursor = (at + 1).min(last),
        KeyCode::Home => menu.cursor = 0,
        KeyCode::End => menu.cursor = last,
        KeyCode::Enter => return choose(model, at),
        KeyCode::Delete => return further(menu.items.get(at).and_then(|i| i.delete.clone())),
        KeyCode::Char(' ') => return further(menu.items.get(at).and_then(|i| i.space.clone())),
        KeyCode::Char(c) => {
            let c = c.to_ascii_lowercase();
            match (menu.items.iter().position(|i| i.is_by(c)), c) {
                (Some(at), _) => return choose(model, at),
                (None, 'j') => menu.cursor = (at + 1).min(last),
                (None, 'k') => menu.cursor = at.saturating_sub(1),
                (None, 'q') => model.dialog = None,
                (None, _) if !c.is_ascii() => to_label(menu, c),
                _ => {}
            }
        }
        _ => {}
    }
    Input::Taken
}

/// A hanzi goes to the next item that has it in its words: an input method is on, and no item has a hanzi as key.
fn to_label(menu: &mut Menu, c: char) {
    let count = menu.items.len();
    let found = (1..=count).map(|n| (menu.cursor + n) % count).find(|i| menu.items[*i].label.contains(c));
    menu.cursor = found.unwrap_or(menu.cursor);
}

pub(crate) fn choose(model: &mut Model, at: usize) -> Input {
    let Some(Dialog::Menu(menu)) = model.dialog.take() else { return Input::Taken };
    let Some(item) = menu.items.into_iter().nth(at) else { return Input::Taken };
    Input::Run(item.enter)
}

fn question(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Question(open)) = &model.dialog else { return Input::Taken };
    let yes = match event.code {
        KeyCode::Enter => open.enter == Enter::Yes,
        KeyCode::Char('y' | 'Y' | '是') => true,
        KeyCode::Esc | KeyCode::Char('q' | 'Q') if open.no.is_some() => true,
        KeyCode::Esc | KeyCode::Char('n' | 'N' | 'q' | 'Q' | '否') => false,
        _ => return Input::Taken,
    };
    match model.dialog.take() {
        Some(Dialog::Question(question)) if yes => Input::Run(*question.yes),
        Some(Dialog::Question(Question { no: Some(no), .. })) => Input::Run(no.0),
        _ => {
            model.notify(model.lang.pick("没有改动", "nothing was changed"));
            Input::Taken
        }
    }
}

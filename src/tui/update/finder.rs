//! Help: every command, narrowed by what is typed.

use crossterm::event::{KeyCode, KeyEvent};

use super::input::Input;
use crate::query::match_text;
use crate::text::fold_char;
use crate::tui::command::{Binding, Show};
use crate::tui::dialog::{Dialog, Finder, Fit};
use crate::tui::field::Editor;
use crate::tui::orders::Order;
use crate::tui::{Key, Model};

pub(crate) fn open(model: &mut Model) {
    model.dialog = Some(Dialog::Finder(Finder { input: Editor::default(), fits: Vec::new(), cursor: 0 }));
    refit(model);
}

/// Narrows the finder to what is typed: Chinese, pinyin, English, or a key.
pub(crate) fn refit(model: &mut Model) {
    let Some(Dialog::Finder(finder)) = &model.dialog else { return };
    let text = finder.input.value();
    let whole = fitting(model, text).into_iter().map(Fit::Whole);
    let fits: Vec<Fit> = whole.chain(orders(text).map(Fit::Order)).collect();
    let Some(Dialog::Finder(finder)) = &mut model.dialog else { return };
    finder.cursor = finder.cursor.min(fits.len().saturating_sub(1));
    finder.fits = fits;
}

/// The commands with an argument that a text may mean, by Chinese, pinyin or English.
fn orders(text: &str) -> impl Iterator<Item = Order> + use<'_> {
    let named = move |order: &Order| order.names().iter().any(|name| match_text(name, text.trim()).is_some());
    Order::ALL.iter().copied().filter(named)
}

/// The commands that a text may mean, by Chinese, pinyin, English or a key; first those that mean something in the view.
pub(crate) fn fitting(model: &Model, text: &str) -> Vec<&'static Binding> {
    let text = text.trim();
    let half: String = text.chars().map(fold_char).collect();
    let named = |b: &Binding| [b.label.0, b.label.1, b.hint.0, b.hint.1, b.word].iter().any(|label| match_text(label, text).is_some());
    let pressed = |keys: &[Key]| keys.iter().any(|k| k.label() == half || half.chars().count() > 1 && Key::parse(&half) == Some(*k));
    let fits = || model.keymap.rows().filter(|(b, keys)| text.is_empty() || pressed(keys) || named(b));
    // A key that is typed as it is means its command before all else.
    let here = |(b, _): &(&Binding, &[Key])| b.is_for(model.view);
    let sorted = fits().filter(here).filter(|(_, keys)| pressed(keys)).chain(fits().filter(here)).chain(fits());
    let mut found: Vec<&Binding> = Vec::new();
    for (binding, _) in sorted {
        if found.iter().all(|b| b.command != binding.command) {
            found.push(binding);
        }
    }
    found
}

pub(crate) fn choose(model: &mut Model, at: usize) -> Input {
    let Some(Dialog::Finder(finder)) = model.dialog.take() else { return Input::Taken };
    match finder.fits.get(at) {
        Some(Fit::Whole(binding)) => Input::Seek(binding.command.clone()),
        Some(Fit::Order(order)) => Input::Seek(Show::LineWith(order.name(model.lang)).into()),
        None => Input::Taken,
    }
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Finder(finder)) = &mut model.dialog else { return Input::Taken };
    let last = finder.fits.len().saturating_sub(1);
    match event.code {
        KeyCode::Esc => model.dialog = None,
        KeyCode::Up => finder.cursor = finder.cursor.saturating_sub(1),
        KeyCode::Down => finder.cursor = (finder.cursor + 1).min(last),
        KeyCode::PageUp => finder.cursor = finder.cursor.saturating_sub(10),
        KeyCode::PageDown => finder.cursor = (finder.cursor + 10).min(last),
        KeyCode::Enter => {
            let at = finder.cursor;
            return choose(model, at);
        }
        _ => return Input::Type(event),
    }
    Input::Taken
}

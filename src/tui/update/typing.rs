//! Typing: one way into every field, whichever line or form holds the caret.

use crossterm::event::KeyEvent;

use super::{filtering, finder, form, prompt};
use crate::tui::dialog::Dialog;
use crate::tui::field::{Editor, Typed};
use crate::tui::{Effect, Model};

/// The field with the caret; none where nothing is typed.
fn field(model: &mut Model) -> Option<&mut Editor> {
    if model.dialog.is_none() {
        let (tab, _) = model.tab_mut();
        return if tab.is_typing() { tab.input() } else { None };
    }
    match &mut model.dialog {
        Some(Dialog::Form(form)) => form.editor_mut(),
        Some(Dialog::Finder(finder)) => Some(&mut finder.input),
        Some(Dialog::Prompt(prompt)) => Some(&mut prompt.input),
        _ => None,
    }
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) {
    let mut clipboard = std::mem::take(&mut model.clipboard);
    let typed = field(model).map(|f| f.key(event, &mut clipboard)).unwrap_or_default();
    model.clipboard = clipboard;
    let Typed { changed, copied } = typed;
    settle(model, changed);
    model.effects.extend(copied.map(Effect::Copy));
}

/// The most characters that are pasted into a line. Nobody means more: to look for tens of thousands of words takes
/// longer than anybody waits.
const LONGEST: usize = 2_000;

/// A pasted text goes into the field; where there is none it is a filter. A line does not take what is long beyond use.
pub(crate) fn paste(model: &mut Model, text: &str) {
    let begins = model.dialog.is_none() && !model.is_typing();
    let count = text.chars().count();
    if count > LONGEST && (begins || field(model).is_some_and(|f| f.is_single())) {
        let zh = format!("没有粘贴：有 {count} 字，一行最多 {LONGEST} 字");
        let en = format!("not pasted: {count} characters, a line takes {LONGEST}");
        model.complain(model.lang.pick(zh, en));
        return;
    }
    if begins {
        filtering::begin(model);
    }
    if let Some(field) = field(model) {
        field.paste(text);
        settle(model, true);
    }
}

/// The mouse puts the caret into a field of what is open, in cells from the field's left end and top; with the button
/// held it selects.
pub(crate) fn point(model: &mut Model, at: usize, place: (usize, usize), held: bool) {
    if model.dialog.is_none() && !model.is_typing() {
        filtering::begin(model);
    }
    match &mut model.dialog {
        Some(Dialog::Form(form)) if held && form.focus != at => return,
        Some(Dialog::Form(form)) => form.go_to(at),
        _ => {}
    }
    if let Some(field) = field(model) {
        field.point(place, held);
        settle(model, false);
    }
}

/// What follows from the text, or from where the caret is.
fn settle(model: &mut Model, changed: bool) {
    match &model.dialog {
        Some(Dialog::Form(_)) => form::check(model),
        Some(Dialog::Finder(_)) => finder::refit(model),
        Some(Dialog::Prompt(_)) if changed => prompt::renew(model),
        Some(_) => {}
        None => filtering::renew(model, changed),
    }
}

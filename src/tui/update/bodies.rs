//! Fields for bodies: how they are written and read, and those that fit what is typed, by hanzi or pinyin.

use std::ops::Range;

use crate::domain::{Cooperation, DeptId, EntryId, Ledger, Register};
use crate::query::match_text;
use crate::text::{Lang, Say, list_pieces};
use crate::tui::dialog::{Dialog, Field, Takes};
use crate::tui::model::Model;

/// How many bodies a field offers.
const OFFERED: usize = 6;

/// The bodies of a text; names that the entry's plan uses count first.
pub(super) fn read(text: &str, register: &Register, entry: Option<&EntryId>, lang: Lang) -> Result<Vec<Cooperation>, String> {
    Cooperation::read_list(text, register, entry.map(EntryId::plan)).map_err(|e| e.say(lang))
}

/// The bodies that a typed text fits, by any of their names, hanzi or pinyin.
pub(super) fn fitting(ledger: &Ledger, text: &str) -> Vec<DeptId> {
    let exact = ledger.departments.resolve(text).ok().map(|d| d.id.clone());
    let fit = ledger.departments.iter().filter(|d| d.names().any(|n| match_text(n, text).is_some())).map(|d| d.id.clone());
    let mut all: Vec<DeptId> = exact.into_iter().chain(fit).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|d| seen.insert(d.clone()));
    all.truncate(OFFERED);
    all
}

/// Works out anew what a field offers: for a list of bodies, what fits the one at the caret as long as it is none.
pub(super) fn renew(field: &mut Field, ledger: &Ledger, entry: Option<&EntryId>) {
    let text = field.editor.text();
    let (_, part) = part_at(&text, field.editor.caret());
    match &mut field.takes {
        Takes::Department { fits, chosen } => {
            *fits = fitting(ledger, &text);
            *chosen = (*chosen).min(fits.len().saturating_sub(1));
        }
        Takes::Departments { fits, chosen } => {
            let is_one = ledger.departments.resolve_in(part, entry.map(EntryId::plan)).is_ok();
            *fits = if part.is_empty() || is_one { Vec::new() } else { fitting(ledger, part) };
            *chosen = (*chosen).min(fits.len().saturating_sub(1));
        }
        _ => {}
    }
}

/// Takes the offered body into the field with the caret; false when none is offered.
pub(super) fn take(model: &mut Model) -> bool {
    let Some(Dialog::Form(form)) = &mut model.dialog else { return false };
    let focus = form.focus;
    let Some(field) = form.fields.get_mut(focus) else { return false };
    let (Takes::Department { fits, chosen } | Takes::Departments { fits, chosen }) = &field.takes else { return false };
    let Some(name) = fits.get(*chosen).map(|id| model.book.ledger().departments.name(id).to_owned()) else { return false };
    let text = field.editor.text();
    if text.is_empty() {
        return false;
    }
    if matches!(field.takes, Takes::Department { .. }) {
        field.editor.set(&name);
        return true;
    }
    let (piece, _) = part_at(&text, field.editor.caret());
    let before = format!("{}{name}", &text[..piece.start]);
    field.editor.set_at(&format!("{before}{}", &text[piece.end..]), before.chars().count());
    true
}

/// The piece of a list at the caret, which counts characters: where it stands, and its text.
fn part_at(text: &str, caret: usize) -> (Range<usize>, &str) {
    let caret = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    let piece = list_pieces(text).into_iter().rev().find(|p| p.start <= caret).unwrap_or(0..text.len());
    (piece.clone(), text[piece].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_at_the_caret_ends_at_its_dividers() {
        assert_eq!(part_at("甲局、乙 ，丙", 4), (9..13, "乙"));
        assert_eq!(part_at("甲局、乙，丙", 0), (0..6, "甲局"));
        assert_eq!(part_at("甲局、", 3), (9..9, ""));
    }
}

//! Opening forms, keys in them, and what follows when one is handed in.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::edits;
use crate::tui::action::Action;
use crate::tui::dialog::Dialog;
use crate::tui::form::{Amend, Context, Deadline, Form, Lead, Measure, Report, Us};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// The form that an action opens; nothing where there is nothing for it to be about.
fn blank(model: &Model, action: Action) -> Option<Form> {
    let at = &model.context();
    let entries = || Some(model.targets()).filter(|t| !t.is_empty());
    Some(match action {
        Action::Report => Form::new(Report::new(entries()?, at), at),
        Action::MoveDeadline => Form::new(Deadline::new(entries()?), at),
        Action::AssignLead => Form::new(Lead::new(entries()?), at),
        Action::Amend => Form::new(Amend::new(model.current()?, at), at),
        Action::ChooseUs => Form::new(Us::new(), at),
        Action::Measure => Form::new(Measure::new(model.ledger().indicators[model.indicators.current()?].id(), at), at).at_last(),
        _ => return None,
    })
}

/// Opens the form of an action, with what was typed into it when it was put aside.
pub(super) fn open(model: &mut Model, action: Action) {
    let Some(mut form) = blank(model, action) else {
        return match action {
            Action::Measure => model.tell(model.lang.pick("这里没有指标", "there is no indicator here")),
            _ => model.tell_of_nothing(),
        };
    };
    if let Some(at) = model.drafts.iter().position(|d| d.is_same(&form)) {
        form.resume(model.drafts.swap_remove(at));
    }
    show(model, form);
}

/// Opens a form as it is.
pub(super) fn show(model: &mut Model, form: Form) {
    model.dialog = Some(Dialog::Form(Box::new(form)));
    check(model);
}

/// Hands in a form that was filled in elsewhere. One that is not taken stays open, with the caret where something is missing.
pub(super) fn hand_in(model: &mut Model, form: Form) -> Vec<Effect> {
    show(model, form.at_gap());
    submit(model)
}

/// Closes the form; words typed into it are kept until the same form is opened again.
fn put_aside(model: &mut Model) {
    if let Some(Dialog::Form(form)) = model.dialog.take()
        && form.has_words()
    {
        let zh = "已收起；再打开同一表单，写过的字还在";
        model.tell(model.lang.pick(zh, "put aside; the words are still there when the same form is opened again"));
        model.drafts.push(*form);
    }
}

/// Asks something of the open form.
fn with<T>(model: &mut Model, act: impl FnOnce(&mut Form, &Context<'_>) -> T) -> Option<T> {
    let mut open = model.dialog.take();
    let told = if let Some(Dialog::Form(form)) = &mut open { Some(act(form, &model.context())) } else { None };
    model.dialog = open;
    told
}

/// A key while a form is open; nothing where it is to be typed.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Option<Vec<Effect>> {
    let Some(Dialog::Form(form)) = &mut model.dialog else { return None };
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let is_line = !form.takes_lines();
    match event.code {
        KeyCode::Esc => put_aside(model),
        KeyCode::Char('s') | KeyCode::Enter if control => return Some(submit(model)),
        KeyCode::Enter if is_line && form.is_at_end() => return Some(submit(model)),
        KeyCode::Tab => onward(model),
        KeyCode::Enter if is_line => onward(model),
        KeyCode::BackTab => form.back(),
        KeyCode::Up | KeyCode::Down => form.arrow(event),
        _ => return None,
    }
    check(model);
    Some(Vec::new())
}

fn onward(model: &mut Model) {
    with(model, Form::onward);
}

/// Takes an offer by its number.
pub(super) fn choose(model: &mut Model, offer: usize) {
    with(model, |form, at| form.choose(offer, at));
    check(model);
}

/// Says beside each field what its text means, or what is wrong with it.
pub(super) fn check(model: &mut Model) {
    with(model, Form::check);
}

/// Does what the form asks for; a mistake keeps it open and says where.
fn submit(model: &mut Model) -> Vec<Effect> {
    let Some(edit) = with(model, Form::submit).flatten() else { return Vec::new() };
    let form = model.dialog.take();
    let effects = edits::carry_out(model, edit);
    if let (None, Some(Dialog::Form(mut form))) = (&model.dialog, form)
        && let Some(notice) = model.notice.take_if(|n| n.bad)
    {
        form.refuse(notice.text);
        model.dialog = Some(Dialog::Form(form));
    }
    effects
}

//! Opening forms, keys in them, and what follows when one is handed in.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::edits;
use super::input::Input;
use crate::domain::{Intent, Period, Status};
use crate::profile::Draft;
use crate::tui::command::Ask;
use crate::tui::dialog::{Dialog, Item, Menu};
use crate::tui::edit::Edit;
use crate::tui::form::{self as forms, About, Context, Form, each_form};
use crate::tui::journal::Entry;
use crate::tui::message::Effect;
use crate::tui::model::Model;

macro_rules! forms {
    ($($file:ident::$Form:ident $about:ident $row:tt;)*) => {
        /// The form that asks for something; none where there is nothing that it could be about.
        fn asking(model: &Model, ask: Ask) -> Option<Form> {
            let about = match ask {
                Ask::Status => None,
                $(Ask::$Form => $about(model),)*
            }?;
            let at = Context { about: &about, ..model.context() };
            match ask {
                Ask::Status => None,
                $(Ask::$Form => Some(Form::new(forms::$Form::new(&at), &at)),)*
            }
        }
    };
}

each_form!(forms);

/// Opens the form, or the menu, that asks for something; a form with what was typed into it when it was put aside.
pub(crate) fn run(model: &mut Model, ask: Ask) {
    if ask == Ask::Status {
        return status_menu(model);
    }
    let Some(mut form) = asking(model, ask) else { return model.notify_of_nothing() };
    if let Some(at) = model.drafts.iter().position(|d| form.is_of(d)) {
        form.resume(&model.drafts.remove(at));
    }
    show(model, form);
}

fn entries(model: &Model) -> Option<About> {
    Some(model.targets()).filter(|entries| !entries.is_empty()).map(About::Entries)
}

fn facts(model: &Model) -> Option<About> {
    model.current().map(|entry| About::Facts(entry.id.clone()))
}

fn indicator(model: &Model) -> Option<About> {
    model.indicators.current().map(|i| About::Indicator(model.ledger().indicators[i].id()))
}

fn session(_: &Model) -> Option<About> {
    Some(About::Session)
}

/// On the status in force, so that Enter alone changes nothing.
fn status_menu(model: &mut Model) {
    let (lang, entries) = (model.lang, model.targets());
    let title = Context { about: &About::Entries(entries.clone()), ..model.context() }.title(("设置状态", "Set the status"));
    let period = Some(Period::quarter_of(model.today));
    let record = |s: Status| Edit::Record { entries: entries.clone(), intent: Intent::Status(s), period };
    // English letters, initials of the pinyin where no English one has them, and numbers.
    let keys = "nubdsc".chars().zip(["w1", "t2", "z3", "y4", "h5", "6"]);
    let item = |((key, others), s): ((char, &'static str), Status)| Item::new(key, s.label(lang), record(s)).or_by(others);
    let items = keys.zip(Status::ALL).map(item).collect();
    let now = model.list.current().filter(|_| model.list.marks.is_empty()).and_then(|i| model.standing(i).state.status.value);
    let cursor = now.and_then(|now| Status::ALL.iter().position(|s| *s == now)).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

fn show(model: &mut Model, form: Form) {
    model.dialog = Some(Dialog::Form(Box::new(form)));
    check(model);
}

/// Hands in a form with texts in its first fields. One that is not taken stays open, with the caret where something is
/// missing; one put aside before stays aside.
pub(crate) fn hand_in(model: &mut Model, ask: Ask, texts: &[String]) {
    let Some(form) = asking(model, ask) else { return model.notify_of_nothing() };
    show(model, form.filled(texts));
    submit(model);
}

/// Closes the form; words typed into it are kept until the same form is opened again.
fn put_aside(model: &mut Model) {
    if let Some(Dialog::Form(form)) = model.dialog.take()
        && let Some(draft) = form.draft()
    {
        let zh = "已收起；再打开同一表单，写过的字还在";
        model.notify(model.lang.pick(zh, "put aside; the words are still there when the same form is opened again"));
        model.drafts.push(draft);
    }
}

/// Keeps what is typed into forms, the open one too, where that has changed.
pub(crate) fn keep(model: &mut Model) {
    let open = if let Some(Dialog::Form(form)) = &model.dialog { form.draft() } else { None };
    if open.is_none() && model.drafts == model.kept_drafts {
        return;
    }
    let drafts: Vec<Draft> = model.drafts.iter().cloned().chain(open).collect();
    if drafts != model.kept_drafts {
        model.kept_drafts.clone_from(&drafts);
        model.effects.push(Effect::Journal(Entry::Drafts(drafts)));
    }
}

/// Asks something of the open form.
fn with<T>(model: &mut Model, act: impl FnOnce(&mut Form, &Context<'_>) -> T) -> Option<T> {
    let mut open = model.dialog.take();
    let given = if let Some(Dialog::Form(form)) = &mut open { Some(act(form, &model.context())) } else { None };
    model.dialog = open;
    given
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Form(form)) = &mut model.dialog else { return Input::Taken };
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let is_line = !form.takes_lines();
    match event.code {
        KeyCode::Char('s') | KeyCode::Enter if control => return submit(model),
        KeyCode::Enter if is_line && form.is_at_end() => return submit(model),
        KeyCode::Esc => put_aside(model),
        KeyCode::Tab => onward(model),
        KeyCode::Enter if is_line => onward(model),
        KeyCode::BackTab => form.back(),
        KeyCode::Up | KeyCode::Down => form.arrow(event),
        _ => return Input::Type(event),
    }
    check(model);
    Input::Taken
}

fn onward(model: &mut Model) {
    with(model, Form::onward);
}

pub(crate) fn choose(model: &mut Model, offer: usize) {
    with(model, |form, at| form.choose(offer, at));
    check(model);
}

/// Says beside each field what its text means, or what is wrong with it.
pub(crate) fn check(model: &mut Model) {
    with(model, Form::check);
}

/// Does what the form asks for; a mistake keeps it open and says where.
fn submit(model: &mut Model) -> Input {
    let Some(edit) = with(model, Form::submit).flatten() else { return Input::Taken };
    let form = model.dialog.take();
    edits::carry_out(model, edit);
    if let (None, Some(Dialog::Form(mut form))) = (&model.dialog, form)
        && let Some(notice) = model.notice.take_if(|n| n.bad)
    {
        form.refuse(notice.text);
        model.dialog = Some(Dialog::Form(form));
    }
    Input::Taken
}

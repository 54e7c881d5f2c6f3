//! Forms that were begun and not handed in: what is kept of them, and the way back to each.

use crate::domain::DeptId;
use crate::profile::Draft;
use crate::tui::dialog::{Dialog, Page, Question};
use crate::tui::form::{self as forms, About, Context, Form, each_form};
use crate::tui::journal::Entry;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::views::View;
use crate::tui::views::today::{Desk, Unfinished};

macro_rules! reopened {
    ($($file:ident::$Form:ident $about:ident $row:tt;)*) => {
        /// The form of a draft, as it opens; none where what it was about is not in the ledger any more.
        fn reopened(model: &Model, draft: &Draft) -> Option<Form> {
            $(if let Some(about) = About::again(stringify!($about), &draft.about, model.ledger()) {
                let at = Context { about: &about, ..model.context() };
                let form = Form::new(forms::$Form::new(&at), &at);
                if form.is_of(draft) {
                    return Some(form);
                }
            })*
            None
        }
    };
}

each_form!(reopened);

/// Lets a form go on where it was left, where it was.
pub(super) fn resume(model: &mut Model, form: &mut Form) {
    if let Some(at) = model.drafts.iter().position(|draft| form.is_of(draft)) {
        form.resume(&model.drafts.remove(at), model.lang);
    }
}

/// The form of a draft; of one whose entry is gone, what was typed.
pub(super) fn again(model: &mut Model, at: usize) -> Option<Dialog> {
    let draft = model.drafts.get(at)?;
    if let Some(mut form) = reopened(model, draft) {
        form.resume(&model.drafts.remove(at), model.lang);
        return Some(Dialog::Form(Box::new(form)));
    }
    let typed = draft.fields.iter().filter(|(_, text)| !text.trim().is_empty());
    let lines = typed.map(|(label, text)| format!("{label}{}{text}", model.lang.pick("：", ": "))).collect();
    Some(Dialog::Page(Page::new(label_of_lost(draft, model), lines)))
}

fn label_of_lost(draft: &Draft, model: &Model) -> String {
    let gone = model.lang.pick("已不在台账里", "no longer in the ledger");
    format!("{} · {} {}", draft.form, draft.about, model.lang.bracketed(gone))
}

/// Those of the body that sits here, each with its place.
fn ours(model: &Model) -> impl Iterator<Item = (usize, &Draft)> {
    let us = model.us.as_ref().map(DeptId::as_str);
    model.drafts.iter().enumerate().filter(move |(_, draft)| draft.is_of(us))
}

/// What the first view lists of them.
pub(crate) fn list(model: &mut Model) {
    let line = |(at, draft): (usize, &Draft)| Unfinished {
        at,
        label: reopened(model, draft).map_or_else(|| label_of_lost(draft, model), |form| form.title),
        typed: draft.fields.iter().map(|(_, text)| text.trim()).find(|text| !text.is_empty()).unwrap_or_default().replace('\n', " "),
    };
    let unfinished: Vec<Unfinished> = ours(model).map(line).collect();
    if unfinished != model.desk.unfinished {
        model.desk.unfinished = unfinished;
        model.renew_view(View::Today);
    }
}

/// Closes the form; words typed into it are kept until the same form is opened again. Those that stand as they were found are asked
/// about: who leaves them may not want them.
pub(super) fn put_aside(model: &mut Model) {
    let Some(Dialog::Form(mut form)) = model.dialog.take() else { return };
    model.dialog = form.back_to(false).map(Dialog::Form);
    let Some(draft) = form.draft() else { return };
    model.drafts.push(draft.clone());
    if form.is_as_resumed() && model.dialog.is_none() {
        let zh = "这张表单还留着吗？留着的，再打开同一张就接着写。";
        let text = model.lang.pick(zh, "Keep what is written here? It goes on when the same form is opened again.").to_owned();
        let names = model.lang.pick(["留着", "不要了"], ["keep it", "give it up"]);
        let question = Question::new(vec![form.title.clone(), text], Desk::Keep).or(Desk::GiveUp(Box::new(draft)), names);
        model.dialog = Some(Dialog::Question(question));
        return;
    }
    let zh = "已收起；再打开同一表单，写过的字还在";
    model.notify(model.lang.pick(zh, "put aside; the words are still there when the same form is opened again"));
}

pub(crate) fn give_up(model: &mut Model, draft: &Draft) {
    model.drafts.retain(|kept| kept != draft);
    model.notify(model.lang.pick("已放弃上次没写完的", "what was written last time is given up"));
}

/// Keeps what is typed into forms, the open one too, where that has changed.
pub(crate) fn keep(model: &mut Model) {
    // What they are about may be renamed or gone meanwhile, which matters where it is seen.
    if model.view == View::Today || model.desk.unfinished.len() != ours(model).count() {
        list(model);
    }
    let open = if let Some(Dialog::Form(form)) = &model.dialog { form.drafts() } else { Vec::new() };
    if open.is_empty() && model.drafts == model.kept_drafts {
        return;
    }
    let drafts: Vec<Draft> = model.drafts.iter().cloned().chain(open).collect();
    if drafts != model.kept_drafts {
        model.kept_drafts.clone_from(&drafts);
        model.effects.push(Effect::Journal(Entry::Drafts(drafts)));
    }
}

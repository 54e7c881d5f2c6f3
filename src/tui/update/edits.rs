//! Commands that change entries. Each fills in the form of its key and hands it in, so that what is asked, checked and
//! recorded is the same; what is missing is asked for by the form, which then stays open.

use super::{bodies, bulk, form, places};
use crate::domain::{Change, Cooperation, DeptId, Entry, Status, parse_date};
use crate::text::{Say, fold_width};
use crate::tui::dialog::Dialog;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::trail::View;

/// What a command asks for the entries, or of the session, when it is about who we are.
pub(super) enum Edit {
    Status(Status),
    Deadline { when: String, reason: String },
    Lead { to: String, reason: String },
    Cooperate { bodies: Vec<Cooperation>, out: bool },
    Progress { percent: String, words: String },
    Us(String),
}

type Read = Result<Edit, String>;

/// The status of a word.
pub(super) fn status(model: &Model, argument: &str) -> Read {
    Status::from_word(argument).map(Edit::Status).ok_or_else(|| no_status(model, argument))
}

/// A day, and the reason behind it.
pub(super) fn deadline(model: &Model, argument: &str) -> Read {
    let (when, reason) = first_word(argument);
    parse_date(when, model.today).map_err(|e| e.say(model.lang))?;
    Ok(Edit::Deadline { when: when.to_owned(), reason: reason.to_owned() })
}

/// A body, and the ground behind it.
pub(super) fn lead(model: &Model, argument: &str) -> Read {
    let (name, reason) = first_word(argument);
    body(model, name).map(|to| Edit::Lead { to, reason: reason.to_owned() })
}

/// Bodies that come in, or go out where a minus stands before them.
pub(super) fn cooperation(model: &Model, argument: &str) -> Read {
    let out = argument.starts_with(['-', '－', '−']);
    let entry = model.current().map(|e| e.id.clone());
    let names = argument.trim_start_matches(['-', '－', '−', '+', '＋']);
    bodies::read(names, &model.ledger().departments, entry.as_ref(), model.lang).map(|bodies| Edit::Cooperate { bodies, out })
}

/// Who we are.
pub(super) fn us(model: &Model, argument: &str) -> Read {
    body(model, argument).map(Edit::Us)
}

/// The first word of an argument, and what is behind it.
pub(super) fn first_word(argument: &str) -> (&str, &str) {
    argument.split_once([' ', '\u{3000}']).map_or((argument, ""), |(first, rest)| (first, rest.trim()))
}

fn no_status(model: &Model, word: &str) -> String {
    let all = Status::ALL.map(|s| s.label(model.lang)).join(model.lang.pick("、", ", "));
    model.lang.pick(format!("没有 `{word}` 这个状态，可写 {all}"), format!("no status is called `{word}`; write {all}"))
}

/// A number is the percent, and what is behind it the progress; anything else is the progress.
pub(super) fn progress(model: &Model, argument: &str) -> Read {
    let (first, rest) = first_word(argument);
    let folded = fold_width(first);
    let is_number = folded.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    if !is_number {
        return Ok(Edit::Progress { percent: String::new(), words: argument.to_owned() });
    }
    form::percent(first, model.lang).map(|_| Edit::Progress { percent: first.to_owned(), words: rest.to_owned() })
}

/// The full name of the one body that a word means: one of its names, or the only one that the word fits by pinyin.
fn body(model: &Model, word: &str) -> Result<String, String> {
    let register = &model.ledger().departments;
    let plan = model.current().map(|e| e.id.plan().to_owned());
    let wrong = match register.resolve_in(word, plan.as_deref()) {
        Ok(dept) => return Ok(dept.name().to_owned()),
        Err(e) => e.say(model.lang),
    };
    match bodies::fitting(model.ledger(), word).as_slice() {
        [one] => Ok(register.name(one).to_owned()),
        [] => Err(wrong),
        many => {
            let names: Vec<&str> = many.iter().map(|d| register.name(d)).collect();
            let names = names.join(model.lang.pick("、", ", "));
            Err(model.lang.pick(format!("`{word}` 可能是 {names}：请写全"), format!("`{word}` may be {names}: write it out")))
        }
    }
}

/// Carries a command out for the marked entries, else for the one under the cursor. Where these are not in sight, it
/// only shows them.
pub(super) fn carry_out(model: &mut Model, edit: Edit) -> Vec<Effect> {
    let lang = model.lang;
    if !model.view.has_rows_of_list() && !matches!(edit, Edit::Us(_)) {
        places::go(model, View::List);
        let text = lang
            .pick("命令改的是清单里的条目：请看清光标在哪一条，再写一遍", "this changes entries of the list: see which, then say it again");
        model.tell(text);
        return Vec::new();
    }
    match edit {
        Edit::Status(status) => bulk::set_status(model, status),
        Edit::Deadline { when, reason } => fill_in(model, form::open_deadline, &[(0, &when), (1, &reason)]),
        Edit::Lead { to, reason } => fill_in(model, form::open_lead, &[(0, &to), (1, &reason)]),
        Edit::Progress { percent, words } if percent.is_empty() => fill_in(model, form::open_report, &[(0, &words)]),
        Edit::Progress { percent, words } => fill_in(model, form::open_report, &[(3, &percent), (0, &words)]),
        Edit::Cooperate { bodies, out } => cooperate(model, &bodies, out),
        Edit::Us(name) => fill_in(model, form::open_us, &[(0, &name)]),
    }
}

/// Opens a form, fills fields in and hands it in; one that is not taken stays open, with the caret in the last of them.
/// A form put aside before stays aside.
fn fill_in(model: &mut Model, open: fn(&mut Model), texts: &[(usize, &str)]) -> Vec<Effect> {
    let aside = model.draft.take();
    open(model);
    model.draft = aside;
    let Some(Dialog::Form(form)) = &mut model.dialog else { return Vec::new() };
    for (at, text) in texts {
        if let Some(field) = form.fields.get_mut(*at) {
            field.editor.set(text);
            form.focus = *at;
        }
    }
    form::check(model);
    form::submit(model)
}

/// Adds cooperating bodies, or takes them out.
fn cooperate(model: &mut Model, bodies: &[Cooperation], out: bool) -> Vec<Effect> {
    let lang = model.lang;
    let named: Vec<&DeptId> = bodies.iter().map(Cooperation::dept).collect();
    let with = |entry: &Entry| {
        let mut entry = entry.clone();
        if out {
            entry.cooperating.retain(|c| !named.contains(&c.dept()));
        } else {
            let new = bodies.iter().filter(|b| entry.cooperating.iter().all(|c| c.dept() != b.dept())).cloned();
            let new: Vec<Cooperation> = new.collect();
            entry.cooperating.extend(new);
        }
        entry
    };
    let targets = model.targets();
    let changes = targets.iter().filter_map(|id| model.ledger().get(id)).filter_map(|old| {
        let new = with(old);
        (new != **old).then(|| (Change::Amend(Box::new(new)), old.heading()))
    });
    let changes: Vec<(Change, String)> = changes.collect();
    if changes.is_empty() {
        model.tell(lang.pick("没有改动：已经是这样", "nothing was changed: it is so already"));
        return Vec::new();
    }
    let names: Vec<&str> = named.iter().map(|d| model.ledger().departments.name(d)).collect();
    let names = names.join("、");
    let what = if out { lang.pick("去掉配合单位", "cooperating, out: ") } else { lang.pick("增加配合单位", "cooperating: ") };
    bulk::propose(model, changes, targets.len(), &format!("{what}{names}"))
}

//! How the session looks, and its end: not before all that was asked for is written, unless the person insists.

use crossterm::event::KeyEvent;

use super::saving;
use crate::tui::command::{Command, Session};
use crate::tui::dialog::{Dialog, Question};
use crate::tui::{Key, Leaving, Model};

pub(crate) fn run(model: &mut Model, session: Session) {
    match session {
        Session::Theme(theme) => model.set_theme(theme.map(|t| *t)),
        Session::Lang(lang) => {
            model.lang = lang;
            model.refresh_list();
            model.renew_views();
        }
        Session::Save => saving::ask(model),
        Session::Quit => quit(model),
        // What could not be saved is dropped; an export under way is waited for all the same.
        Session::Leave => wait(model, Leaving::WhenExported),
    }
}

fn quit(model: &mut Model) {
    if model.saving.is_troubled() {
        let first = match model.saving.astray {
            true => model.lang.pick(
                "台账文件不见了或读不了，这里显示的不在文件里。",
                "The ledger's file is gone or cannot be read: what is shown is not in it.",
            ),
            false => model.lang.pick("还有改动没有存进文件。", "Some changes are not in the file."),
        };
        let text = vec![first.to_owned(), where_they_are(model)];
        model.dialog = Some(Dialog::Question(Question::new(text, Session::Leave).careful()));
    } else {
        wait(model, Leaving::WhenWritten);
    }
    saving::save(model);
}

/// Where the changes are that are not in the file; and that they are nowhere, where that is so.
fn where_they_are(model: &Model) -> String {
    match &model.saving.rescue {
        Some(rescue) if model.saving.astray => model.lang.pick(
            format!("整本内容放在 {}，台账修好以后可以取回（:版本）。要退出吗？", rescue.display()),
            format!("The whole ledger is in {}, and can be taken back once the file is mended (:versions). Leave?", rescue.display()),
        ),
        None if model.saving.astray => model
            .lang
            .pick(
                "这里显示的也没能放到别处；最后存过的在留下的版本里（:版本）。要退出吗？",
                "It could not be put anywhere else; what was saved last is among the versions (:versions). Leave?",
            )
            .into(),
        _ if !model.saving.unjournalled => model
            .lang
            .pick(
                "它们留在日志里，下次打开会问要不要取回。要退出吗？",
                "They stay in the journal and are offered when the ledger is opened again. Leave?",
            )
            .into(),
        Some(rescue) => model.lang.pick(
            format!("日志也写不了；整本内容放在 {}（:版本 可取回）。要退出吗？", rescue.display()),
            format!("The journal cannot be written either; the whole ledger is in {} (:versions takes it back). Leave?", rescue.display()),
        ),
        None => model
            .lang
            .pick(
                "日志和别处也都写不了：现在退出，它们就没有了。还要退出吗？",
                "Neither the journal nor any other place can be written: who leaves now loses them. Leave all the same?",
            )
            .into(),
    }
}

/// A key while the end is waited for: the key for leaving insists, any other stays.
pub(crate) fn key(model: &mut Model, event: KeyEvent) {
    let binding = model.keymap.binding_of(Key::of(event), model.view);
    if binding.is_none_or(|b| b.command != Command::Session(Session::Quit)) {
        model.leaving = Leaving::No;
        model.notify(model.lang.pick("不退出了，继续工作", "staying"));
    } else if model.saving.is_clean() || model.leaving == Leaving::WhenExported {
        model.quit = true;
    } else {
        wait(model, model.leaving);
    }
}

/// Ends the program when all is written; a save that failed keeps the person here, who must know.
pub(crate) fn settle(model: &mut Model) {
    let exported = model.exports.is_empty();
    match model.leaving {
        Leaving::WhenWritten if model.saving.is_troubled() => model.leaving = Leaving::No,
        Leaving::WhenWritten => model.quit |= exported && model.saving.is_clean(),
        Leaving::WhenExported => model.quit |= exported,
        Leaving::No => {}
    }
}

fn wait(model: &mut Model, leaving: Leaving) {
    model.leaving = leaving;
    let lang = model.lang;
    let what = match model.exports.names().join(lang.pick("、", ", ")) {
        names if names.is_empty() => lang.pick("保存", "the save").to_owned(),
        names => names,
    };
    let key = model.keymap.label(Session::Quit);
    model.notify(lang.pick(
        format!("正在等 {what} 写完，写完即退出；再按 {key} 立即退出（放弃导出），按别的键不退出"),
        format!("leaving when {what} is written; {key} again leaves now (the export is dropped), any other key stays"),
    ));
}

//! The history of undo, in sight: what was done, what was undone, and the way to any step.

use super::bulk;
use crate::tui::command::Steps;
use crate::tui::dialog::{Dialog, Item, Menu};
use crate::tui::model::Model;
use crate::tui::views::import;

pub(crate) fn run(model: &mut Model, way: Steps) {
    match way {
        Steps::Undo(1) if import::saying::take_back(model) => {}
        Steps::Undo(count) => in_turn(model, count, bulk::undo),
        Steps::Redo(count) => in_turn(model, count, bulk::redo),
        Steps::Choose => menu(model),
    }
}

/// Step by step, until one is refused.
fn in_turn(model: &mut Model, count: usize, one: fn(&mut Model)) {
    for _ in 0..count {
        one(model);
        if model.notice.as_ref().is_some_and(|notice| notice.bad) {
            return;
        }
    }
}

/// Shows the steps, the newest first; those above the cursor's first place were undone.
fn menu(model: &mut Model) {
    let lang = model.lang;
    let history = &model.history;
    if history.done.is_empty() && history.undone.is_empty() {
        return model.notify(lang.pick("本次还没有改动", "nothing was changed in this session"));
    }
    let undone = history.undone.iter().enumerate().map(|(i, step)| {
        let count = history.undone.len() - i;
        Item::new(' ', format!("{}  {}", lang.pick("已撤销", "undone"), step.label), Steps::Redo(count))
    });
    let done = history.done.iter().rev().enumerate().map(|(i, step)| {
        let sign = if i == 0 { lang.pick("当前  ", "now   ") } else { "      " };
        Item::new(' ', format!("{sign}  {}", step.label), Steps::Undo(i))
    });
    let start = Item::new(' ', format!("        {}", lang.pick("打开时", "as it was opened")), Steps::Undo(history.done.len()));
    let cursor = history.undone.len();
    let items = undone.chain(done).chain(Some(start)).collect();
    let title = lang.pick("改动记录（回车回到这一步之后）", "What was done (Enter goes to after that step)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

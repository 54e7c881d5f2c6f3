//! The history of undo, in sight: what was done, what was undone, and the way to any step.

use super::bulk;
use crate::tui::dialog::{Choice, Dialog, Menu};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Shows the steps, the newest first; those above the cursor's first place were undone.
pub(super) fn menu(model: &mut Model) {
    let lang = model.lang;
    let history = &model.history;
    if history.done.is_empty() && history.undone.is_empty() {
        return model.tell(lang.pick("本次还没有改动", "nothing was changed in this session"));
    }
    let undone = history.undone.iter().enumerate().map(|(i, step)| {
        let count = history.undone.len() - i;
        (' ', format!("{}  {}", lang.pick("已撤销", "undone"), step.label), Choice::Steps { back: false, count })
    });
    let done = history.done.iter().rev().enumerate().map(|(i, step)| {
        let sign = if i == 0 { lang.pick("当前  ", "now   ") } else { "      " };
        (' ', format!("{sign}  {}", step.label), Choice::Steps { back: true, count: i })
    });
    let start =
        (' ', format!("        {}", lang.pick("打开时", "as it was opened")), Choice::Steps { back: true, count: history.done.len() });
    let cursor = history.undone.len();
    let items = undone.chain(done).chain(Some(start)).collect();
    let title = lang.pick("改动记录（回车回到这一步之后）", "What was done (Enter goes to after that step)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Goes so many steps back or forward.
pub(super) fn travel(model: &mut Model, back: bool, count: usize) -> Vec<Effect> {
    (0..count).flat_map(|_| if back { bulk::undo(model) } else { bulk::redo(model) }).collect()
}

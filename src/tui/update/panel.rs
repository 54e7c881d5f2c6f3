//! All commands of the view by number, for whoever has an input method on: F9, a number, a number.

use crate::tui::command::{BINDINGS, Binding, Command, Rows, Show, Tables};
use crate::tui::dialog::{Dialog, Item, Menu};
use crate::tui::model::Model;
use crate::tui::views::dispatch::Bulletin;

/// The headings, each with what belongs there.
const GROUPS: [(&str, &str); 8] = [
    ("填报和修改", "report and change"),
    ("查找、范围、分组", "find, scope, group"),
    ("列和排序", "columns and order"),
    ("标记、复制、导出、写函", "mark, copy, export, letters"),
    ("撤销、重做、恢复", "undo, redo, restore"),
    ("换视图、打开、返回", "views, open, back"),
    ("这个视图自己的", "this view's own"),
    ("保存、共用、帮助、退出", "save, share, help, quit"),
];

fn group(command: &Command) -> usize {
    match command {
        Command::Edit(_) | Command::Ask(_) | Command::Given(_) | Command::OfSteps(_) => 0,
        Command::Rows(Rows::Sort | Rows::Reverse) | Command::Columns(_) | Command::Tables(Tables::SortBy(_) | Tables::Reverse) => 2,
        Command::Rows(_) => 1,
        Command::Bulletin(Bulletin::Again | Bulletin::Print) => 3,
        Command::Mark(_) | Command::Tables(_) | Command::Urge(_) | Command::Closing(_) | Command::Show(Show::Copy | Show::CopyCell) => 3,
        Command::Steps(_) | Command::Restore(_) => 4,
        Command::Go(_) | Command::Move(_) | Command::Views(_) => 5,
        Command::Share(_) | Command::Session(_) | Command::Show(_) => 7,
        _ => 6,
    }
}

/// The commands of a group that mean something here.
fn members(model: &Model, wanted: usize) -> Vec<&'static Binding> {
    let here = |b: &&Binding| b.is_for(model.view) && group(&b.command) == wanted && model.lack(b.need).is_none();
    let mut found: Vec<&'static Binding> = Vec::new();
    for binding in BINDINGS.iter().filter(here) {
        if !found.iter().any(|b| b.command == binding.command) && !matches!(binding.command, Command::Show(Show::Panel | Show::PanelOf(..)))
        {
            found.push(binding);
        }
    }
    found
}

/// So many commands are on a page: the number after the last turns to the next one.
const PAGE: usize = 8;

pub(crate) fn open(model: &mut Model) {
    let lang = model.lang;
    let filled = GROUPS.iter().enumerate().filter(|(at, _)| !members(model, *at).is_empty());
    let items = ('1'..='9').zip(filled).map(|(key, (at, (zh, en)))| Item::new(key, lang.pick(*zh, *en), Show::PanelOf(at, 0))).collect();
    let title = lang.pick("命令（按数字选）", "Commands (by number)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// The page of a group that begins with this command.
pub(crate) fn open_group(model: &mut Model, at: usize, first: usize) {
    let lang = model.lang;
    let item = |(key, b): (char, &Binding)| {
        let shortcut = model.keymap.label(b.command.clone());
        let shortcut = if shortcut.is_empty() { String::new() } else { format!("  [{shortcut}]") };
        Item::new(key, format!("{}{shortcut}", b.label(lang)), b.command.clone())
    };
    let all = members(model, at);
    let fits = all.len() <= first + PAGE + 1;
    let shown = all.iter().skip(first).take(if fits { PAGE + 1 } else { PAGE });
    let mut items: Vec<Item> = ('1'..='9').zip(shown.copied()).map(item).collect();
    if !fits {
        items.push(Item::new('9', lang.pick("其余……", "the rest…"), Show::PanelOf(at, first + PAGE)));
    }
    let (zh, en) = GROUPS.get(at).copied().unwrap_or_default();
    model.dialog = Some(Dialog::Menu(Menu { title: lang.pick(zh, en).to_owned(), items, cursor: 0 }));
}

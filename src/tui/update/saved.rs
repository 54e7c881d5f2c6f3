//! Named views of the list: filter, columns, order and grouping under a name.

use super::{filter, going, layout};
use crate::profile::SavedView;
use crate::query::{GroupBy, Scope};
use crate::tui::columns::Columns;
use crate::tui::command::{Ask, Views};
use crate::tui::dialog::{Dialog, Item, Menu, Question};
use crate::tui::{Model, View};

pub(crate) fn run(model: &mut Model, views: Views) {
    match views {
        Views::Choose => menu(model),
        Views::Take(name) => {
            going::go(model, View::List);
            take(model, &name);
        }
        Views::Drop(name) => ask_to_forget(model, name),
        Views::Forget(name) => forget(model, &name),
        Views::Reset => layout::reset(model),
    }
}

/// Offers the views by name, and to keep the present one.
fn menu(model: &mut Model) {
    let lang = model.lang;
    let Some(user_state) = &model.user_state else {
        let text = lang.pick("views.ron 有错，先改正它再用命名视图", "views.ron has a mistake in it; mend it before using named views");
        return model.complain(text);
    };
    let name = |v: &SavedView| v.name.clone();
    let item = |(key, v): (char, &SavedView)| Item::new(key, name(v), Views::Take(name(v))).with_delete(Views::Drop(name(v)));
    let mut items: Vec<Item> = ('1'..='9').chain(std::iter::repeat(' ')).zip(&user_state.views).map(item).collect();
    items.push(Item::new('s', lang.pick("把现在的样子存为……", "keep the list as it is …"), Ask::ViewName));
    let title = lang.pick("命名视图（Del 删除）", "Named views (Del deletes)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// Keeps the list as it is under a name.
pub(crate) fn keep(model: &mut Model, name: &str) {
    let view = present(model, name.to_owned());
    let Some(user_state) = &mut model.user_state else { return };
    user_state.keep(view);
    model.keep_user_state();
    model.notify(format!("{}{name}", model.lang.pick("已存为命名视图：", "kept as view: ")));
}

fn present(model: &Model, name: String) -> SavedView {
    let list = &model.list;
    let usual = Columns::default().words() == list.columns.words();
    SavedView {
        name,
        filter: list.input.value().trim().to_owned(),
        scope: if list.scope == Scope::default() { String::new() } else { list.scope.word() },
        columns: if usual { Vec::new() } else { list.columns.words() },
        sort: list.order.words(),
        group: if list.group == GroupBy::NONE { String::new() } else { list.group.word().to_owned() },
        tree: list.tree,
        wrap: list.columns.wrap,
    }
}

/// Takes a view: the list looks as it did when the view was kept. What its file says wrongly counts as not said.
pub(crate) fn take(model: &mut Model, name: &str) {
    let Some(view) = model.user_state.as_ref().and_then(|d| d.views.iter().find(|v| v.name == name)).cloned() else { return };
    let list = &mut model.list;
    list.columns = Columns::from_words(&view.columns);
    list.columns.wrap = view.wrap;
    list.scope = Scope::from_word(&view.scope).unwrap_or_default();
    list.order = view.sort.parse().unwrap_or_default();
    list.group = GroupBy::from_word(&view.group).unwrap_or_default();
    list.tree = view.tree;
    list.zoomed = false;
    filter::set(model, &view.filter);
    model.notify(format!("{}{name}", model.lang.pick("视图：", "view: ")));
}

/// Asks before a view is forgotten.
fn ask_to_forget(model: &mut Model, name: String) {
    let text = model.lang.pick(format!("删除命名视图“{name}”吗？"), format!("Delete the view “{name}”?"));
    model.dialog = Some(Dialog::Question(Question::new(vec![text], Views::Forget(name)).careful()));
}

fn forget(model: &mut Model, name: &str) {
    let Some(user_state) = &mut model.user_state else { return };
    user_state.forget(name);
    model.keep_user_state();
    model.notify(format!("{}{name}", model.lang.pick("已删除命名视图：", "deleted the view ")));
}

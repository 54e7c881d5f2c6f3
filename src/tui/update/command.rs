//! What each action does.

use super::{bulk, dialog, dispatch, filter, form, saving};
use crate::domain::{Status, long_date};
use crate::query::{Filter, GroupBy, Order, SortKey};
use crate::tui::action::Action;
use crate::tui::dialog::{Choice, Dialog, Menu, Page, Question, Yes};
use crate::tui::message::Effect;
use crate::tui::model::{Model, View};

/// Rows that a page key moves when the height of the list is not known yet.
const PAGE: isize = 15;

/// Carries out an action.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Down => step(model, 1),
        Action::Up => step(model, -1),
        Action::PageDown => step(model, PAGE),
        Action::PageUp => step(model, -PAGE),
        Action::First => step(model, isize::MIN / 2),
        Action::Last => step(model, isize::MAX / 2),
        Action::DetailDown => model.list.detail_scroll = model.list.detail_scroll.saturating_add(3),
        Action::DetailUp => model.list.detail_scroll = model.list.detail_scroll.saturating_sub(3),
        Action::Open => open(model),
        Action::Back => back(model),
        Action::Filter => filter::begin(model),
        Action::NextScope => set_scope(model, model.list.scope.next()),
        Action::PreviousScope => set_scope(model, model.list.scope.previous()),
        Action::Mark | Action::MarkRange | Action::MarkAll => mark(model, action),
        Action::SetStatus => status_menu(model),
        Action::Report => form::open_report(model),
        Action::MoveDeadline => form::open_deadline(model),
        Action::AssignLead => form::open_lead(model),
        Action::ChooseUs => form::open_us(model),
        Action::Why => why(model),
        Action::Sort => sort_menu(model),
        Action::Group => group_menu(model),
        Action::Reverse | Action::Tree | Action::Refresh => arrange(model, action),
        Action::Detail => model.list.detail = !model.list.detail,
        Action::Undo => return bulk::undo(model),
        Action::Redo => return bulk::redo(model),
        Action::Copy => return copy(model),
        Action::Help | Action::Palette => dialog::open_finder(model),
        Action::ListView => go(model, View::List),
        Action::DepartmentView => go(model, View::Departments),
        Action::DispatchView => go(model, View::Dispatch),
        Action::EarlierPeriod => dispatch::period(model, false),
        Action::LaterPeriod => dispatch::period(model, true),
        Action::NextLeaf => model.dispatch.turn(),
        Action::Export => dispatch::choose_format(model),
        Action::Quit => return quit(model),
    }
    Vec::new()
}

fn step(model: &mut Model, by: isize) {
    match model.view {
        View::List if model.list.zoomed => {
            model.list.detail_scroll = model.list.detail_scroll.saturating_add_signed(by.clamp(-20, 20) as i16)
        }
        View::List => {
            model.list.step(by);
            extend_range(model);
        }
        View::Departments => model.matrix.step(by),
        View::Dispatch => model.dispatch.scroll = model.dispatch.scroll.saturating_add_signed(by),
    }
}

fn extend_range(model: &mut Model) {
    for index in model.list.range() {
        model.list.marks.insert(model.ledger.entries()[index].id.clone());
    }
}

/// Goes to a view and remembers the way back.
fn go(model: &mut Model, view: View) {
    if model.view != view {
        model.trail.push(model.view);
        model.view = view;
    }
    model.prepare_view();
}

fn open(model: &mut Model) {
    match model.view {
        View::List => model.list.zoomed = !model.list.zoomed && model.current().is_some(),
        View::Departments => drill_down(model),
        View::Dispatch => {}
    }
}

/// From a department's row to the list of what it leads or shares in.
fn drill_down(model: &mut Model) {
    let Some(row) = model.matrix.rows.get(model.matrix.cursor) else { return };
    let text = match &row.dept {
        Some(dept) => format!("部门:\"{}\"", model.ledger.departments.name(dept)),
        None => "是:未明确".to_owned(),
    };
    go(model, View::List);
    filter::set(model, &text);
}

fn back(model: &mut Model) {
    if model.list.zoomed {
        model.list.zoomed = false;
    } else if model.view == View::List && model.list.anchor.take().is_some() {
        model.tell(model.lang.pick("连续标记结束", "range ended"));
    } else if let Some(view) = model.trail.pop() {
        if model.view == View::List {
            filter::set(model, "");
        }
        model.view = view;
        model.prepare_view();
    } else if model.view == View::List && !model.list.marks.is_empty() {
        model.list.marks.clear();
    } else if model.view == View::List && !model.list.input.value().is_empty() {
        filter::set(model, "");
    }
}

fn set_scope(model: &mut Model, scope: crate::query::Scope) {
    model.list.scope = scope;
    if scope.needs_us() && model.us.is_none() {
        model.tell(model.lang.pick("还没有设定本单位：按 U 设定，或用 --as 启动", "we are nobody yet: press U, or start with --as"));
    }
    model.refresh_list();
}

fn mark(model: &mut Model, action: Action) {
    match action {
        Action::Mark => {
            if let Some(id) = model.current().map(|e| e.id.clone()) {
                if !model.list.marks.remove(&id) {
                    model.list.marks.insert(id);
                }
                model.list.step(1);
            }
        }
        Action::MarkRange => {
            model.list.anchor = if model.list.anchor.is_some() { None } else { Some(model.list.cursor) };
            extend_range(model);
        }
        _ => {
            let shown: Vec<_> = model
                .list
                .rows
                .iter()
                .filter_map(|r| if let crate::tui::list::Row::Entry { index, .. } = r { Some(*index) } else { None })
                .collect();
            let ids: Vec<_> = shown.iter().map(|i| model.ledger.entries()[*i].id.clone()).collect();
            if ids.iter().all(|id| model.list.marks.contains(id)) {
                model.list.marks.clear();
            } else {
                model.list.marks.extend(ids);
            }
        }
    }
}

fn status_menu(model: &mut Model) {
    let Some(title) = bulk::title(model, model.lang.pick("设置状态", "Set the status")) else { return };
    let letters = ['n', 'u', 'b', 'd', 's', 'c'];
    let items = letters.into_iter().zip(Status::ALL).map(|(c, s)| (c, s.label(model.lang).to_owned(), Choice::Status(s))).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

fn sort_menu(model: &mut Model) {
    let items = letters(SortKey::ALL.iter().map(|k| (k.label(model.lang).to_owned(), Choice::Sort(*k))));
    model.dialog = Some(Dialog::Menu(Menu { title: model.lang.pick("排序", "Sort by").to_owned(), items, cursor: 0 }));
}

fn group_menu(model: &mut Model) {
    let items = letters(GroupBy::ALL.iter().map(|g| (g.label(model.lang).to_owned(), Choice::Group(*g))));
    model.dialog = Some(Dialog::Menu(Menu { title: model.lang.pick("分组", "Group by").to_owned(), items, cursor: 0 }));
}

fn letters(items: impl Iterator<Item = (String, Choice)>) -> Vec<(char, String, Choice)> {
    ('1'..='9').chain('a'..='z').zip(items).map(|(c, (label, choice))| (c, label, choice)).collect()
}

fn arrange(model: &mut Model, action: Action) {
    match action {
        Action::Reverse => model.list.order = model.list.order.reversed(),
        Action::Tree => {
            model.list.tree = !model.list.tree;
            if model.list.tree {
                model.list.order = Order::default();
            }
        }
        _ => {}
    }
    model.refresh_list();
}

fn why(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let lang = model.lang;
    let entry = &model.ledger.entries()[index];
    let verdict = &model.standing(index).verdict;
    let mut text = vec![format!("{}{}{}", verdict.light.label(lang), lang.pick("：", ": "), verdict.reason.sentence(lang))];
    if let Some(scheduled) = verdict.scheduled {
        let start = model.ledger.start_of(entry).map(long_date).unwrap_or_default();
        let end = model.standing(index).state.deadline.value.map(long_date).unwrap_or_default();
        text.push(lang.pick(
            format!("序时进度 {scheduled}%：{start}至{end}按天匀速计算。"),
            format!("Scheduled progress {scheduled}%: even from {start} to {end}."),
        ));
    }
    if verdict.unreported {
        text.push(lang.pick("本季度还没有反馈。", "Nobody has reported this quarter.").to_owned());
    }
    let title = format!("{} {}", entry.id.reference(), entry.title);
    model.dialog = Some(Dialog::Page(Page { title, text }));
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(index) = model.list.current() else { return Vec::new() };
    let entry = &model.ledger.entries()[index];
    let state = &model.standing(index).state;
    let lead = state.lead.value.as_ref().map_or("", |d| model.ledger.departments.name(d));
    let deadline = state.deadline.value.map(|d| d.to_string()).unwrap_or_default();
    let line = [entry.id.as_str(), &entry.title, lead, &deadline].join("\t");
    model.tell(model.lang.pick("已复制", "copied"));
    vec![Effect::Copy(crate::text::sanitize(&line.replace('\t', "  "), false))]
}

fn quit(model: &mut Model) -> Vec<Effect> {
    if model.saving.is_clean() {
        model.quit = true;
        return Vec::new();
    }
    if model.saving.failed {
        let text = vec![
            model.lang.pick("还有改动没有存进文件。", "Some changes are not in the file.").to_owned(),
            model
                .lang
                .pick("退出就丢开它们（程序已在旁边留了一份）。要退出吗？", "Leaving drops them (a copy was put beside the file). Leave?")
                .to_owned(),
        ];
        model.dialog = Some(Dialog::Question(Question { text, yes: Yes::Quit }));
        return saving::retry(model);
    }
    model.quit = true;
    saving::save(model)
}

/// What a menu's choice does.
pub(super) fn choose(model: &mut Model, choice: &Choice) -> Vec<Effect> {
    match choice {
        Choice::Status(status) => return bulk::set_status(model, *status),
        Choice::Sort(SortKey::Plan) => model.list.order = Order::default(),
        Choice::Sort(key) => model.list.order = Order::by(*key),
        Choice::Group(by) => model.list.group = *by,
        Choice::Export(word) => return dispatch::export(model, word),
    }
    model.refresh_list();
    Vec::new()
}

/// A filter that holds everything.
pub(super) fn no_filter() -> Filter {
    Filter::default()
}

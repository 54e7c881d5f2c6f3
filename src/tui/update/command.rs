//! What each action does.

use chrono::NaiveDate;

use super::{
    bulk, columns, contested, dialog, dispatch, filter, form, indicators, leaving, places, prompt, saved, saving, sharing, steps, timeline,
    tour, values,
};
use crate::domain::{Status, long_date};
use crate::query::{Filter, GroupBy, Order, SortKey};
use crate::tui::action::Action;
use crate::tui::dialog::{Choice, Dialog, Menu, Page};
use crate::tui::form::{About, Form, ViewName};
use crate::tui::list::Row;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::sharing::Round;
use crate::tui::trail::View;

/// Rows that a page key moves before anything was drawn.
const PAGE: isize = 15;

/// Carries out an action.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Undo => return bulk::undo(model),
        Action::Redo => return bulk::redo(model),
        Action::Copy => return values::copy_rows(model),
        Action::CopyCell => return values::copy_cell(model),
        Action::SameValue => {
            values::same(model);
            return filter::kept(model);
        }
        Action::Rule => return contested::rule(model),
        Action::Commit => return sharing::begin(model, Round::Commit),
        Action::Sync => return sharing::sync(model),
        Action::Save => return saving::ask(model),
        Action::Quit => return leaving::quit(model),
        _ => match action.view() {
            Some(view) => places::go(model, view),
            None => turn(model, action),
        },
    }
    Vec::new()
}

/// Carries out an action that asks nothing of the world.
fn turn(model: &mut Model, action: Action) {
    match action {
        Action::Down => step(model, 1),
        Action::Up => step(model, -1),
        Action::PageDown => step(model, page(model)),
        Action::PageUp => step(model, -page(model)),
        Action::First => step(model, isize::MIN / 2),
        Action::Last => step(model, isize::MAX / 2),
        Action::DetailDown => scroll_detail(model, 3),
        Action::DetailUp => scroll_detail(model, -3),
        Action::Open => places::open(model),
        Action::Back => places::back(model),
        Action::Forward => places::travel(model, false),
        Action::ShowEntry => places::show_entry(model),
        Action::ListOfBody => places::list_of_body(model),
        Action::Filter => filter::begin(model),
        Action::NextScope => set_scope(model, model.list.scope.next()),
        Action::PreviousScope => set_scope(model, model.list.scope.previous()),
        Action::Mark | Action::MarkRange | Action::MarkAll => mark(model, action),
        Action::SetStatus => status_menu(model),
        Action::Report | Action::MoveDeadline | Action::Amend | Action::AssignLead | Action::ChooseUs | Action::Measure => {
            form::open(model, action)
        }
        Action::Why => why(model),
        Action::Sort => sort_menu(model),
        Action::Group => group_menu(model),
        Action::Reverse | Action::Tree | Action::Refresh => arrange(model, action),
        Action::Detail => model.list.detail = !model.list.detail,
        Action::Frequency => values::count(model),
        Action::Views => saved::menu(model),
        Action::Steps => steps::menu(model),
        Action::Help => dialog::open_finder(model),
        Action::Palette => prompt::open(model),
        Action::Tour => tour::open(model),
        Action::ZoomIn | Action::ZoomOut | Action::TimeEarlier | Action::TimeLater | Action::Today => timeline::act(model, action),
        Action::RuleMenu => contested::menu(model),
        Action::EarlierPeriod => dispatch::period(model, false),
        Action::LaterPeriod => dispatch::period(model, true),
        Action::NextLeaf => model.dispatch.turn(),
        Action::Export => dispatch::choose_format(model),
        _ => columns::act(model, action),
    }
}

/// Scrolls the detail, no further than there is something to see.
fn scroll_detail(model: &mut Model, by: i16) {
    let list = &mut model.list;
    list.detail_scroll = list.detail_scroll.saturating_add_signed(by).min(model.seen.detail);
}

/// Rows that a page key moves: a page less one, so that a row of the last page stays in sight.
fn page(model: &Model) -> isize {
    match isize::try_from(model.seen.page) {
        Ok(0) | Err(_) => PAGE,
        Ok(rows) => (rows - 1).max(1),
    }
}

/// Moves the cursor of the view by rows.
pub(super) fn step(model: &mut Model, by: isize) {
    match model.view {
        View::List if model.list.zoomed => scroll_detail(model, by.clamp(-20, 20) as i16),
        View::List | View::Timeline => {
            model.list.step(by);
            extend_range(model);
        }
        View::Departments => model.matrix.step(by),
        View::Indicators => model.indicators.step(by),
        View::Contested => model.contested.step(by),
        View::Dispatch => model.dispatch.step(by, model.seen.end),
    }
}

fn extend_range(model: &mut Model) {
    let range = model.list.range();
    model.list.marks.extend(range);
}

pub(super) fn set_scope(model: &mut Model, scope: crate::query::Scope) {
    model.list.scope = scope;
    model.list.let_go();
    if scope.needs_us() && model.us.is_none() {
        let key = model.keymap.label(Action::ChooseUs);
        let zh = format!("还没有设定本单位：按 {key} 设定，或用 --as 启动");
        model.tell(model.lang.pick(zh, format!("we are nobody yet: press {key}, or start with --as")));
    }
    model.refresh_list();
}

fn mark(model: &mut Model, action: Action) {
    match action {
        Action::Mark => {
            if let Some(place) = model.list.current() {
                if !model.list.marks.remove(place) {
                    model.list.marks.insert(place);
                }
                model.list.step(1);
            }
        }
        Action::MarkRange => {
            model.list.anchor = if model.list.anchor.is_some() { None } else { Some(model.list.cursor) };
            extend_range(model);
        }
        _ => {
            let shown: Vec<usize> = model.list.rows.iter().filter_map(Row::place).collect();
            if shown.iter().all(|place| model.list.marks.contains(*place)) {
                model.list.marks.clear();
            } else {
                model.list.marks.extend(shown);
            }
        }
    }
}

fn status_menu(model: &mut Model) {
    let targets = model.targets();
    if targets.is_empty() {
        return model.tell_of_nothing();
    }
    let title = model.context().title(("设置状态", "Set the status"), About::Entries(&targets));
    let letters = ['n', 'u', 'b', 'd', 's', 'c'];
    let items = letters.into_iter().zip(Status::ALL).map(|(c, s)| (c, s.label(model.lang).to_owned(), Choice::Status(s))).collect();
    // On the status in force, so that Enter alone changes nothing.
    let now = model.list.current().filter(|_| model.list.marks.is_empty()).and_then(|i| model.standing(i).state.status.value);
    let cursor = now.and_then(|now| Status::ALL.iter().position(|s| *s == now)).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

fn sort_menu(model: &mut Model) {
    if model.view == View::Indicators {
        return indicators::sort_menu(model);
    }
    columns::sort_menu(model, 0);
}

fn group_menu(model: &mut Model) {
    if model.view == View::Indicators {
        return indicators::toggle_group(model);
    }
    let cursor = GroupBy::ALL.iter().position(|g| *g == model.list.group).unwrap_or(0);
    let items = letters(GroupBy::ALL.iter().map(|g| (g.label(model.lang).to_owned(), Choice::Group(*g))));
    model.dialog = Some(Dialog::Menu(Menu { title: model.lang.pick("分组", "Group by").to_owned(), items, cursor }));
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
        _ => model.list.let_go(),
    }
    model.refresh_list();
}

fn why(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let lang = model.lang;
    let entry = &model.ledger().entries()[index];
    let verdict = &model.standing(index).verdict;
    let mut text = vec![format!("{}{}{}", verdict.light.label(lang), lang.pick("：", ": "), verdict.reason.sentence(lang))];
    if let Some(scheduled) = verdict.scheduled {
        let day = |day: Option<NaiveDate>| day.map(|d| lang.pick(long_date(d), d.to_string())).unwrap_or_default();
        let (start, end) = (day(model.ledger().start_of(entry)), day(model.standing(index).state.deadline.value));
        text.push(lang.pick(
            format!("序时进度 {scheduled}%：{start}至{end}按天匀速计算。"),
            format!("Scheduled progress {scheduled}%: even from {start} to {end}."),
        ));
    }
    if verdict.unreported {
        text.push(lang.pick("本季度还没有反馈。", "Nobody has reported this quarter.").to_owned());
    }
    let title = entry.heading();
    model.dialog = Some(Dialog::Page(Page::new(title, text)));
}

/// What a menu's choice does.
pub(super) fn choose(model: &mut Model, choice: &Choice) -> Vec<Effect> {
    match choice {
        Choice::Status(status) => return bulk::set_status(model, *status),
        Choice::Sort(SortKey::Plan) => model.list.order = Order::default(),
        Choice::Sort(key) => model.list.order = Order::by(*key),
        Choice::Group(by) => model.list.group = *by,
        Choice::Indicators(order) => indicators::sort(model, *order),
        Choice::Rule(ruling) => return contested::settle(model, ruling),
        Choice::Column(column) => {
            columns::toggle(model, *column);
            return Vec::new();
        }
        Choice::Narrow(term) => {
            values::narrow(model, term.as_deref());
            return filter::kept(model);
        }
        Choice::View(name) => {
            saved::take(model, name);
            return Vec::new();
        }
        Choice::KeepView => {
            let form = Form::new(ViewName::new(), &model.context());
            form::show(model, form);
            return Vec::new();
        }
        Choice::Steps { back, count } => return steps::travel(model, *back, *count),
        Choice::Export(word) => return dispatch::export(model, word),
        Choice::CallOffExports => {
            dispatch::call_off(model);
            return Vec::new();
        }
    }
    model.refresh_list();
    Vec::new()
}

/// A filter that holds everything.
pub(super) fn no_filter() -> Filter {
    Filter::default()
}

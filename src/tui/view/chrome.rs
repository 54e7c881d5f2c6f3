//! The last line of the screen: what just happened, or the keys that matter here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::text::{sanitize, width, wrap};
use crate::tui::command::{Ask, Binding, Command, Go, Rows, Session, Show};
use crate::tui::dialog::{Dialog, Menu};
use crate::tui::key::Key as Pressed;
use crate::tui::model::Notice;
use crate::tui::{Hit, Model, View, Viewports};

/// What a notice says, in the lines that it wants: what was told at the end of a long one must not be lost. It takes a sixth of the
/// screen at most; what went wrong takes up to a third, for it must be read whole.
fn told(notice: &Notice, area: Rect) -> Vec<String> {
    let part = if notice.bad { area.height / 3 } else { (area.height / 6).min(3) };
    let most = usize::from(part.max(1));
    let mut lines = wrap(&sanitize(&notice.text, false), usize::from(area.width));
    if lines.len() > most {
        // The rest goes into the last line, which is cut with a sign.
        let rest = lines.split_off(most - 1).concat();
        lines.push(rest);
    }
    lines
}

/// How many lines the foot of the screen takes.
pub(crate) fn foot_lines(area: Rect, model: &Model) -> u16 {
    model.notice.as_ref().map_or(1, |notice| told(notice, area).len().max(1) as u16)
}

/// What just happened, or the keys that matter here.
pub(crate) fn foot(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let theme = &model.theme;
    if let Some(notice) = &model.notice {
        let style = if notice.bad { theme.error } else { theme.good };
        for (line, y) in told(notice, buf.area).iter().zip(area.top()..area.bottom()) {
            pen::text(buf, (area.x, y, area.width), line, style);
        }
        return;
    }
    if let Some((percent, snapshot)) = model.exports.slowest().filter(|_| model.view == View::Dispatch && model.dialog.is_none()) {
        let (lang, names) = (model.lang, model.exports.names().join(model.lang.pick("、", ", ")));
        let step = snapshot.step.map_or_else(String::new, |s| format!("  {}{}", s.label(lang), snapshot.numbers()));
        let off = model.calling_off();
        let text = format!("{} {names}  {percent}%{off}{step}", lang.pick("正在导出", "exporting"));
        pen::text(buf, (area.x, area.y, area.width), &text, theme.accent);
        return;
    }
    let (always, others): (Vec<Hint>, Vec<Hint>) = hints(model).into_iter().partition(
        |h| matches!(h.2, Some(Hit::Binding(b)) if matches!(b.command, Command::Show(Show::Help) | Command::Session(Session::Quit))),
    );
    let always: Vec<Hint> = back(model).into_iter().chain(always).collect();
    let cells = |h: &Hint| (width(&h.0) + width(h.1) + 3) as u16;
    let kept: u16 = always.iter().map(cells).sum();
    let mut x = area.x;
    for hint in others {
        if x + cells(&hint) + kept > area.right() {
            break;
        }
        x = put_hint(buf, (x, area.y), hint, model, viewports);
    }
    let mut x = x.max(area.right().saturating_sub(kept));
    for hint in always {
        x = put_hint(buf, (x, area.y), hint, model, viewports);
    }
}

/// What a step back ends in the view: it is always said, for it is the same key for all.
fn back(model: &Model) -> Option<Hint> {
    let closing = model.closing().filter(|_| model.dialog.is_none() && !model.is_typing())?;
    let binding = Binding::of(&Go::Back.into())?;
    Some((model.keymap.label(Go::Back), closing.label(model.lang), Some(Hit::Binding(binding))))
}

fn put_hint(buf: &mut Buffer, (x, y): (u16, u16), (key, label, hit): Hint, model: &Model, viewports: &mut Viewports) -> u16 {
    let cells = (width(&key) + width(label) + 1) as u16;
    let used = pen::text(buf, (x, y, cells), &key, model.theme.accent);
    pen::text(buf, (x + used + 1, y, cells - used - 1), label, model.theme.dim);
    if let Some(hit) = hit {
        viewports.put(Rect { x, y, width: cells, height: 1 }, hit);
    }
    x + cells + 2
}

type Key = (&'static str, (&'static str, &'static str));

/// The keys of a menu: letters only where items have them.
fn menu_keys(menu: &Menu) -> &'static [Key] {
    const ALL: &[Key] = &[("a-z", ("直接选", "choose")), ("Enter", ("选定", "take")), ("Esc", ("取消", "cancel"))];
    const DIGITS: &[Key] = &[("1-9", ("直接选", "choose")), ("Enter", ("选定", "take")), ("Esc", ("取消", "cancel"))];
    const EITHER: &[Key] = &[
        ("1-9", ("或字母：直接选", "or the letter: choose")),
        ("Up/Down", ("选择", "move")),
        ("Enter", ("选定", "take")),
        ("Esc", ("取消", "cancel")),
    ];
    const NONE: &[Key] = &[("Up/Down", ("选择", "move")), ("Enter", ("选定", "take")), ("Esc", ("取消", "cancel"))];
    const TICKS: &[Key] = &[("Space", ("显示或隐藏", "show or hide")), ("Esc", ("完成", "done"))];
    const KEYS: &[Key] = &[
        ("1-9", ("直接选", "choose")),
        ("Enter", ("只按这一列", "by this alone")),
        ("Space", ("加为下一级", "as a further key")),
        ("Esc", ("完成", "done")),
    ];
    const VIEWS: &[Key] = &[("Enter", ("选定", "take")), ("Del", ("删除", "delete")), ("Esc", ("取消", "cancel"))];
    match menu.items.first() {
        Some(item) if item.delete.is_some() => return VIEWS,
        Some(item) if item.space.as_ref() == Some(&item.enter) => return TICKS,
        Some(item) if item.space.is_some() => return KEYS,
        _ => {}
    }
    let mut keys = menu.items.iter().map(|i| i.key).filter(|k| *k != ' ');
    match (keys.clone().next(), keys.all(|k| k.is_ascii_digit())) {
        (None, _) => NONE,
        (_, true) if menu.items.iter().any(|i| !i.others.is_empty()) => EITHER,
        (_, true) => DIGITS,
        _ => ALL,
    }
}

type Hint = (String, &'static str, Option<Hit>);

/// The hints of the mode: a dialog's own keys, the filter's, or the view's from the table.
fn hints(model: &Model) -> Vec<Hint> {
    let lang = model.lang;
    let one = |(k, l): &(&str, (&'static str, &'static str))| ((*k).to_owned(), lang.pick(l.0, l.1), Pressed::parse(k).map(Hit::Key));
    let own = |pairs: &[(&str, (&'static str, &'static str))]| pairs.iter().map(one).collect();
    match &model.dialog {
        Some(Dialog::Form(form)) => {
            let mut keys = vec![("Ctrl-S", ("提交", "save"))];
            if form.fields().len() > 1 {
                keys.extend([("Tab", ("下一栏", "next field")), ("S-Tab", ("上一栏", "previous"))]);
            }
            keys.push(("Esc", ("收起", "put aside")));
            own(&keys)
        }
        Some(Dialog::Menu(menu)) => own(menu_keys(menu)),
        Some(Dialog::Finder(_)) => own(&[("Enter", ("执行", "run")), ("Up/Down", ("选择", "move")), ("Esc", ("关闭", "close"))]),
        Some(Dialog::Prompt(prompt)) => own(prompt_keys(prompt.offers.len())),
        Some(Dialog::Page(_)) => own(&[("Esc", ("关闭", "close"))]),
        Some(Dialog::Question(open)) => {
            let [yes, no] = open.names(lang);
            own(&[("y", (yes, yes)), ("n", (no, no))])
        }
        None if model.is_typing() => own(&typing_keys(model)),
        None => {
            let rows = model.keymap.rows().filter(|(b, _)| b.is_for(model.view) && !b.hint(lang).is_empty() && !is_idle(b, model));
            let named = |(b, keys): (&'static Binding, &[Pressed])| Some((keys.first()?.label(), b.hint(lang), Some(Hit::Binding(b))));
            rows.filter_map(named).collect()
        }
    }
}

/// The keys of the command line, as far as so many offers give them something to do.
fn prompt_keys(offers: usize) -> &'static [Key] {
    const NONE: &[Key] = &[("Enter", ("执行", "run")), ("Esc", ("关闭", "close"))];
    const ALL: &[Key] =
        &[("Enter", ("执行", "run")), ("Tab", ("补全", "complete")), ("Up/Down", ("选择", "choose")), ("Esc", ("关闭", "close"))];
    if offers == 0 { NONE } else { ALL }
}

/// The keys while a filter is typed: with only one thing to choose there is nothing to move.
fn typing_keys(model: &Model) -> Vec<Key> {
    const MOVE: Key = ("Up/Down", ("移动", "move"));
    const CHOOSE: Key = ("Up/Down", ("选择", "choose"));
    const KEEP: Key = ("Enter", ("留住筛选", "keep"));
    const CLEAR: Key = ("Esc", ("清除", "clear"));
    let list = &model.list;
    let several = |n: usize, key: Key| Some(key).filter(|_| n > 1);
    let keys = if !model.view.has_rows_of_list() {
        vec![Some(KEEP), Some(CLEAR), several(model.tab().rows(), MOVE)]
    } else if list.offers.any() {
        let choose = several(list.offers.completion.offers.len(), CHOOSE);
        vec![Some(("Tab", ("补全", "complete"))), choose, Some(KEEP), Some(CLEAR)]
    } else {
        let used = model.user_state.as_ref().is_some_and(|d| d.filters.iter().any(|f| f != list.input.value()));
        let used = Some(("Ctrl-P", ("用过的", "used before"))).filter(|_| used);
        vec![Some(KEEP), Some(CLEAR), several(list.count, MOVE), Some(("Tab", ("范围", "scope"))), used]
    };
    keys.into_iter().flatten().collect()
}

/// Whether a command has nothing to act on.
fn is_idle(binding: &Binding, model: &Model) -> bool {
    let has_no_group = model.view == View::Indicators && (model.indicators.zoomed || model.tab().rows() == 0);
    // In lists of all entries the keys of projects are known, and not in the way of those of all.
    let is_of_projects = matches!(binding.command, Command::Ask(Ask::Staging | Ask::Investing)) && model.view != View::Pool;
    let is_of_no_entry =
        binding.command == Command::Go(Go::ShowEntry) && !model.view.has_rows_of_list() && model.tab().entry(&model.book).is_none();
    is_of_projects || is_of_no_entry || model.lack(binding.need).is_some() || binding.command == Command::Rows(Rows::Group) && has_no_group
}

//! The first and the last line of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::text::{Say, cut_middle, sanitize, width, wrap};
use crate::tui::command::{Binding, Command, Rows, Session, Show};
use crate::tui::dialog::{Dialog, Menu};
use crate::tui::key::Key as Pressed;
use crate::tui::{Hit, Model, View, Viewports};

/// Name, tabs, who we are, where the ledger is and whether it is saved.
pub(crate) fn head(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let theme = &model.theme;
    let x = tabs(buf, area, model, viewports);
    let saved = match (&model.saving.failed, model.saving.is_clean()) {
        (true, _) => model.lang.pick("未保存!", "UNSAVED!"),
        (false, true) => model.lang.pick("已保存", "saved"),
        (false, false) => model.lang.pick("保存中", "saving"),
    };
    let exporting = model.exports.slowest().map_or_else(String::new, |(n, _)| format!("{} {n}%  ", model.lang.pick("导出", "export")));
    let saved = &format!("{exporting}{saved}");
    let us = model
        .us
        .as_ref()
        .map(|d| format!("{}{}  ", model.lang.pick("我：", "we: "), model.ledger().departments.name(d)))
        .unwrap_or_default();
    let room = usize::from(area.right().saturating_sub(x + 2));
    let path = model.path.display().to_string();
    let shared = Some(model.shared.label(model.lang)).filter(|s| !s.is_empty()).map(|s| format!("{s}  ")).unwrap_or_default();
    let fixed = width(&us) + width(&shared) + width(saved) + 2;
    let path = if room > fixed + 8 { format!("{}  ", cut_middle(&path, room - fixed)) } else { String::new() };
    let wishes = match model.moment {
        // What is shown must not be taken for what is not: that comes before all else.
        Some(moment) => {
            let (moment, saved) = (moment.say(model.lang), if moment.is_past() { model.lang.pick("只看", "read only") } else { saved });
            [format!("{moment}  {us}{saved}"), format!("{moment}  {saved}"), moment]
        }
        None => [format!("{us}{path}{shared}{saved}"), format!("{us}{shared}{saved}"), format!("{shared}{saved}")],
    };
    let right = wishes.into_iter().find(|w| width(w) <= room).unwrap_or_else(|| saved.to_owned());
    let at = area.right().saturating_sub(width(&right) as u16);
    if at > x {
        pen::text(buf, (at, area.y, area.right() - at), &right, if model.saving.failed { theme.error } else { theme.dim });
    }
}

/// Cells that the right end of the first line wants beside the tabs.
const RIGHT: u16 = 8;

/// The name of the program and the tabs; where there is no room, tabs that are not open show only their keys.
fn tabs(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> u16 {
    let theme = &model.theme;
    let named = |view: View| format!("{} {}", model.keymap.tab(view), view.name(model.lang)).trim_start().to_owned();
    let full = |view: View| match (view, model.book.disputes().count()) {
        (View::Contested, n) if n > 0 => format!(" {} {n} ", named(view)),
        _ => format!(" {} ", named(view)),
    };
    let short = |view: View| match (view, model.book.disputes().count()) {
        _ if view == model.view => full(view),
        (View::Contested, n) if n > 0 => format!(" {}!", model.keymap.tab(view)),
        _ => format!(" {} ", model.keymap.tab(view)),
    };
    let name = model.lang.pick("督办 ", "duban ");
    let cells: usize = View::ALL.iter().map(|v| width(&full(*v))).sum();
    let right = model.moment.map_or(RIGHT, |moment| width(&moment.say(model.lang)) as u16 + 1);
    let room = usize::from(area.width.saturating_sub(right));
    let mut x = area.x;
    if width(name) + cells <= room || cells > room {
        x += pen::text(buf, (x, area.y, area.width), name, theme.accent);
    }
    for view in View::ALL {
        let label = if cells <= room { full(view) } else { short(view) };
        let style = if view == model.view { theme.cursor.patch(theme.accent) } else { theme.dim };
        let used = pen::text(buf, (x, area.y, area.right().saturating_sub(x)), &label, style);
        viewports.put(Rect { x, width: used, ..area }, Hit::View(view));
        x += used;
    }
    x
}

/// A notice takes so many lines at most.
const NOTICE: usize = 3;

/// What a notice says, in the lines that it wants: what was told at the end of a long one must not be lost.
fn told(notice: &str, area: Rect) -> Vec<String> {
    let most = NOTICE.min(usize::from(area.height / 6)).max(1);
    let mut lines = wrap(&sanitize(notice, false), usize::from(area.width));
    if lines.len() > most {
        // The rest goes into the last line, which is cut with a sign.
        let rest = lines.split_off(most - 1).concat();
        lines.push(rest);
    }
    lines
}

/// How many lines the foot of the screen takes.
pub(crate) fn foot_lines(area: Rect, model: &Model) -> u16 {
    model.notice.as_ref().map_or(1, |notice| told(&notice.text, area).len().max(1) as u16)
}

/// What just happened, or the keys that matter here.
pub(crate) fn foot(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let theme = &model.theme;
    if let Some(notice) = &model.notice {
        let style = if notice.bad { theme.error } else { theme.good };
        for (line, y) in told(&notice.text, buf.area).iter().zip(area.top()..area.bottom()) {
            pen::text(buf, (area.x, y, area.width), line, style);
        }
        return;
    }
    if let Some((percent, snapshot)) = model.exports.slowest().filter(|_| model.view == View::Dispatch && model.dialog.is_none()) {
        let (lang, names) = (model.lang, model.exports.names().join(model.lang.pick("、", ", ")));
        let step = snapshot.step.map_or_else(String::new, |s| format!("  {}{}", s.label(lang), snapshot.numbers()));
        let off = lang.pick("（Esc 中止）", " (Esc calls it off)");
        let text = format!("{} {names}  {percent}%{off}{step}", lang.pick("正在导出", "exporting"));
        pen::text(buf, (area.x, area.y, area.width), &text, theme.accent);
        return;
    }
    let (always, others): (Vec<Hint>, Vec<Hint>) = hints(model).into_iter().partition(
        |h| matches!(h.2, Some(Hit::Binding(b)) if matches!(b.command, Command::Show(Show::Help) | Command::Session(Session::Quit))),
    );
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
        Some(Dialog::Question(_)) => own(&[("y", ("是", "yes")), ("n", ("否", "no"))]),
        None if model.is_typing() => own(&typing_keys(model)),
        None => model
            .keymap
            .rows()
            .filter(|(b, _)| b.is_for(model.view) && !b.hint(lang).is_empty() && !is_idle(b, model))
            .filter_map(|(b, keys)| keys.first().map(|k| (k.label(), b.hint(lang), Some(Hit::Binding(b)))))
            .collect(),
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
    model.lack(binding.need).is_some() || binding.command == Command::Rows(Rows::Group) && has_no_group
}

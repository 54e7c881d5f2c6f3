//! The first line of the screen: the tabs, who we are, where the ledger is, and what of it is neither saved nor committed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use crate::text::{Say, cut, cut_middle, width};
use crate::tui::{Hit, Model, View, Viewports};

/// Tabs, and what stands at the right end of the line. Where room is short the tabs give way, then the path, then long names.
pub(crate) fn head(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let end = End::of(model);
    let x = tabs(buf, area, end.wanted(area.width), model, viewports);
    let right = end.within(usize::from(area.right().saturating_sub(x + 1)));
    let at = area.right().saturating_sub(width(&right) as u16);
    let style = if model.saving.is_troubled() { model.theme.error } else { model.theme.dim };
    pen::text(buf, (at, area.y, area.right() - at), &right, style);
}

/// From this width the tabs leave room for all that is said of the day that is shown.
const WIDE: u16 = 112;
/// Cells of the words that say how the file stands.
const STATE: usize = 7;

/// What the right end of the line may say, in many words and in few.
struct End {
    moment: [String; 2],
    us: [String; 2],
    path: String,
    exporting: String,
    shared: [String; 2],
    saved: &'static str,
    /// Whether that must be said before all else of the file: what is not saved is not committed either.
    is_at_risk: bool,
}

impl End {
    fn of(model: &Model) -> End {
        let lang = model.lang;
        let us = who(model).map(|name| format!("{}{name}", lang.pick("我：", "we: ")));
        let is_past = model.is_past();
        let shared = if is_past { Default::default() } else { [model.shared.label(lang), model.shared.brief(lang)] };
        let saved = match (is_past, model.saving.is_troubled(), model.saving.is_clean()) {
            (true, ..) => lang.pick("只看", "read only"),
            (_, true, _) => lang.pick("未保存!", "UNSAVED!"),
            (_, _, true) => lang.pick("已保存", "saved"),
            (_, _, false) => lang.pick("保存中", "saving"),
        };
        End {
            moment: model.moment.map(|moment| [moment.say(lang), moment.brief(lang)]).unwrap_or_default(),
            us,
            path: model.path.display().to_string(),
            exporting: model.exports.slowest().map_or_else(String::new, |(n, _)| format!("{} {n}%", lang.pick("导出", "export"))),
            is_at_risk: is_past || model.saving.is_troubled() || !model.saving.is_clean(),
            shared,
            saved,
        }
    }

    /// What is at risk, in few words.
    fn state(&self) -> String {
        let file = if self.is_at_risk || self.shared[1].is_empty() { self.saved } else { &self.shared[1] };
        joined(&[&self.exporting, file])
    }

    /// Cells that it wants in any case: no fewer while something is saved than before, so that the tabs stay where they are.
    fn wanted(&self, total: u16) -> u16 {
        let us = width(&joined(&[&self.moment[usize::from(total < WIDE)], &self.us[1]]));
        (us + 2 + width(&self.state()).max(STATE)) as u16
    }

    /// What must stand there. What is shown must not be taken for what is not: that comes before all else.
    fn least(&self) -> String {
        joined(&[&self.moment[1], &self.us[1], &self.state()])
    }

    fn within(&self, room: usize) -> String {
        let End { moment, us, path, exporting, shared, saved, .. } = self;
        let all = |us: &str, path: &str| joined(&[&moment[0], us, path, exporting, &shared[0], saved]);
        let fixed = width(&all(&us[0], "")) + 2;
        if moment[0].is_empty() && room > fixed + 8 {
            return all(&us[0], &cut_middle(path, room - fixed));
        }
        let mut wishes = vec![all(&us[0], ""), all(&us[1], ""), self.least()];
        // Who we are is cut rather than what is at risk.
        let left = room.saturating_sub(width(&joined(&[&moment[1], &self.state()])) + 2);
        if left >= 6 {
            wishes.push(joined(&[&moment[1], &cut(&us[1], left), &self.state()]));
        }
        wishes.extend([joined(&[&moment[1], &self.state()]), moment[1].clone()].into_iter().filter(|w| !w.is_empty()));
        wishes.into_iter().find(|w| width(w) <= room).unwrap_or_else(|| cut(&self.state(), room))
    }
}

/// What is not empty, with two blanks between.
fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("  ")
}

/// Who sits here, by the whole name and by the shortest: a body, else a person, for somebody always records.
fn who(model: &Model) -> [String; 2] {
    let Some(us) = &model.us else {
        let person = Some(model.recorder.by.person.clone()).filter(|p| !p.is_empty());
        let person = person.unwrap_or_else(|| model.lang.pick("未说明", "not said").to_owned());
        return [person.clone(), person];
    };
    let register = &model.ledger().departments;
    [register.name(us), register.shortest_name(us)].map(str::to_owned)
}

/// The name of the program and the tabs, as far as the right end leaves them room: all names; names that stand close, those of the last
/// tabs given up for their keys one after another; only the keys of those that are not open. Gives where they end.
fn tabs(buf: &mut Buffer, area: Rect, right: u16, model: &Model, viewports: &mut Viewports) -> u16 {
    let theme = &model.theme;
    let disputes = model.book.disputes().count();
    let count = |view: View| Some(disputes).filter(|n| view == View::Contested && *n > 0);
    let label = |view: View, close: bool| {
        let (key, name) = (model.keymap.tab(view), view.name(model.lang));
        let name = if close { format!("{key}{name}") } else { format!("{key} {name}") };
        let name = count(view).map_or_else(|| name.trim_start().to_owned(), |n| format!("{} {n}", name.trim_start()));
        if close { format!("{name} ") } else { format!(" {name} ") }
    };
    let full = |view: View| label(view, false);
    let close = |view: View| label(view, true);
    let short = |view: View| match count(view) {
        _ if view == model.view => full(view),
        Some(_) => format!(" {}!", model.keymap.tab(view)),
        None => format!(" {} ", model.keymap.tab(view)),
    };
    let name = model.lang.pick("督办 ", "duban ");
    let room = usize::from(area.width.saturating_sub(right + 1));
    let all = |label: &dyn Fn(View) -> String| model.tabs().map(|view| (view, label(view))).collect::<Vec<_>>();
    let fewer = (1..model.tabs().count()).rev().map(|named| {
        let label = |(at, view)| (view, if at < named || view == model.view { close(view) } else { format!("{} ", short(view).trim()) });
        ("", model.tabs().enumerate().map(label).collect())
    });
    let mut wishes = [(name, all(&full)), ("", all(&full)), ("", all(&close))].into_iter().chain(fewer).chain([(name, all(&short))]);
    let fits = |(name, tabs): &(&str, Vec<(View, String)>)| width(name) + tabs.iter().map(|(_, label)| width(label)).sum::<usize>() <= room;
    let (name, tabs) = wishes.find(fits).unwrap_or_else(|| ("", all(&short)));
    let mut x = area.x + pen::text(buf, (area.x, area.y, area.width), name, theme.accent);
    for (view, label) in tabs {
        let style = if view == model.view { theme.cursor.patch(theme.accent) } else { theme.dim };
        let used = pen::text(buf, (x, area.y, area.right().saturating_sub(x)), &label, style);
        viewports.put(Rect { x, width: used, ..area }, Hit::View(view));
        x += used;
    }
    x
}

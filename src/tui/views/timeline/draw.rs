//! The list's entries in time.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::axis::{Axis, Label};
use crate::domain::{Entry, Light, Standing};
use crate::text::{Lang, width};
use crate::tui::view::{filter_line, pen, rows};
use crate::tui::views::list::Row;
use crate::tui::views::timeline::former_deadlines;
use crate::tui::{Hit, Model, Viewports};

/// From this height two lines at the foot tell of the entry under the cursor, and what the signs mean.
const FOOTED: u16 = 12;

/// Where things stand.
struct Plan {
    light: u16,
    title: u16,
    deadline: u16,
    chart: Rect,
    axis: Axis,
}

impl Plan {
    fn new(area: Rect, model: &Model) -> Plan {
        let light = model.lang.pick(2, 3);
        let deadline = if area.width >= 100 { 11 } else { 0 };
        let title = match area.width {
            0..44 => 9,
            44..100 => (area.width / 3).min(26),
            100..150 => 34,
            _ => 52,
        };
        let left = (2 + light + 1 + title + 1 + deadline).min(area.width);
        let chart = Rect { x: area.x + left, width: area.width - left, ..area };
        Plan { light, title, deadline, chart, axis: Axis::new(&model.timeline, chart.width) }
    }
}

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let below = filter_line::filter_line(frame, Rect { height: 1, ..area }, model, viewports);
    let foot = if area.height >= FOOTED { 2 } else { 0 };
    let rest = Rect { y: area.y + 1, height: area.height - 1 - foot, ..area };
    let plan = Plan::new(rest, model);
    let buf = frame.buffer_mut();
    head(buf, rest, &plan, model);
    let body = Rect { y: rest.y + 2, height: rest.height.saturating_sub(2), ..rest };
    rows(buf, body, &plan, model, viewports);
    if foot > 0 {
        about(buf, Rect { y: rest.bottom(), height: 1, ..area }, model);
        legend(buf, Rect { y: rest.bottom() + 1, height: 1, ..area }, model);
    }
    filter_line::under(buf, area, &below, model, viewports);
}

fn head(buf: &mut Buffer, area: Rect, plan: &Plan, model: &Model) {
    let (theme, lang) = (&model.theme, model.lang);
    let mut x = area.x + 2;
    let titles = [
        (lang.pick("灯", "lt"), plan.light),
        (lang.pick("事项", "Title"), plan.title),
        (lang.pick("时限", "Due"), plan.deadline.saturating_sub(1)),
    ];
    for (text, cells) in titles {
        if area.height > 1 {
            pen::cell(buf, (x, area.y + 1, cells.min(area.right().saturating_sub(x))), text, (theme.head, false));
        }
        x += cells + 1;
    }
    for (line, labels) in [plan.axis.upper(lang), plan.axis.lower(lang)].iter().enumerate() {
        let y = area.y + line as u16;
        for label in labels.iter().filter(|_| y < area.bottom()) {
            let style = if label.holds(model.today) { theme.accent } else { theme.head };
            put_label(buf, (plan.chart.x, y), label, style);
        }
    }
}

/// A label is shown whole or not at all.
fn put_label(buf: &mut Buffer, (x, y): (u16, u16), label: &Label, style: Style) {
    if width(&label.text) <= usize::from(label.cells) {
        pen::text(buf, (x + label.at, y, label.cells), &label.text, style);
    }
}

fn rows(buf: &mut Buffer, area: Rect, plan: &Plan, model: &Model, viewports: &mut Viewports) {
    let height = usize::from(area.height);
    let first = rows::first_row(viewports, model, height);
    if model.list.rows.is_empty() {
        rows::empty(buf, area, model);
        return;
    }
    for line in 0..area.height {
        let place = Rect { y: area.y + line, height: 1, ..area };
        let at = first + usize::from(line);
        let strip = match model.list.rows.get(at) {
            Some(Row::Group(heading)) => {
                let room = plan.chart.x - place.x;
                pen::text(buf, (place.x, place.y, room), &format!("{}  {}", heading.label, heading.count), model.theme.head);
                Strip::new(plan.axis, model)
            }
            Some(Row::Entry { index, depth }) => {
                words(buf, place, plan, model, (*index, *depth));
                viewports.put(place, Hit::Row(at));
                Strip::of(plan.axis, model, *index)
            }
            None => Strip::new(plan.axis, model),
        };
        strip.draw(buf, (plan.chart.x, place.y));
        if at == model.list.cursor {
            pen::cursor(buf, place.intersection(buf.area), &model.theme);
        }
    }
}

/// Marks, light, title and deadline to the left of the chart.
fn words(buf: &mut Buffer, line: Rect, plan: &Plan, model: &Model, (index, depth): (usize, u8)) {
    let theme = &model.theme;
    let (entry, standing) = (&model.ledger().entries()[index], model.standing(index));
    let base = rows::gutter(buf, line, model, index);
    let light = standing.verdict.light;
    let mut x = line.x + 2;
    pen::cell(buf, (x, line.y, plan.light), light.label(model.lang), (theme.light_of(light), false));
    x += plan.light + 1;
    let indent = u16::from(depth).min(4) * 2;
    let place = Rect { x: x + indent, width: plan.title.saturating_sub(indent), ..line }.intersection(line);
    pen::highlighted(buf, place, &entry.title, &model.list.query.highlights(&entry.title), (base, theme.matched));
    x += plan.title + 1;
    if plan.deadline > 0 {
        let day = standing.state.deadline.value.map(|d| d.to_string()).unwrap_or_default();
        pen::cell(buf, (x, line.y, plan.deadline - 1), &day, (base, false));
    }
}

/// One line of the chart.
struct Strip<'a> {
    axis: Axis,
    model: &'a Model,
    cells: Vec<(&'static str, Style)>,
    mark: Option<(u16, String, Style)>,
}

impl<'a> Strip<'a> {
    /// A line with nothing but the years and today.
    fn new(axis: Axis, model: &'a Model) -> Strip<'a> {
        let mut strip = Strip { axis, model, cells: vec![(" ", Style::new()); usize::from(axis.width)], mark: None };
        let grid = if model.ascii { ":" } else { "┊" };
        for day in axis.years() {
            strip.point(day, grid, model.theme.border);
        }
        strip.today();
        strip
    }

    fn of(axis: Axis, model: &'a Model, index: usize) -> Strip<'a> {
        let (entry, standing) = (&model.ledger().entries()[index], model.standing(index));
        let mut strip = Strip::new(axis, model);
        strip.stretches(entry, standing);
        strip.deadlines(entry, standing);
        strip
    }

    /// From the plan's start to the deadline, calmly; the years of building over it.
    fn stretches(&mut self, entry: &Entry, standing: &Standing) {
        let (theme, ascii) = (&self.model.theme, self.model.ascii);
        let deadline = standing.state.deadline.value;
        let start = self.model.ledger().start_of(entry);
        if let (Some(from), Some(to)) = (start, deadline) {
            self.line(from, to, if ascii { "-" } else { "─" }, theme.border);
        }
        let years = (entry.start_year.is_some() || entry.end_year.is_some()).then_some(());
        let from = entry.start_year.and_then(|y| NaiveDate::from_ymd_opt(y, 1, 1)).or(start);
        let to = entry.end_year.and_then(|y| NaiveDate::from_ymd_opt(y, 12, 31)).or(deadline);
        if let (Some(()), Some(from), Some(to)) = (years, from, to) {
            self.line(from, to, if ascii { "=" } else { "━" }, theme.light_of(standing.verdict.light));
        }
        self.today();
    }

    /// The deadline by its light; deadlines that it had before, and the way from them.
    fn deadlines(&mut self, entry: &Entry, standing: &Standing) {
        let Some(deadline) = standing.state.deadline.value else { return };
        let (theme, light) = (&self.model.theme, standing.verdict.light);
        let former = former_deadlines(self.model.ledger(), entry, Some(deadline));
        for old in &former {
            let (from, to) = (*old.min(&deadline), *old.max(&deadline));
            self.line(from, to, if self.model.ascii { "." } else { "┄" }, theme.mark);
        }
        for old in &former {
            self.point(*old, "x", theme.mark.add_modifier(Modifier::BOLD));
        }
        let style = theme.light_of(light).add_modifier(Modifier::BOLD);
        let last = self.axis.width.saturating_sub(1);
        match self.axis.inside(deadline) {
            Some(cell) => {
                let word = mark(light, self.model.lang);
                let at = (cell + 1).saturating_sub(width(word) as u16);
                self.mark = Some((at, word.to_owned(), style));
            }
            None if self.axis.cell(deadline) < 0 => self.mark = Some((0, "<".to_owned(), style)),
            None => self.mark = Some((last, ">".to_owned(), style)),
        }
    }

    fn today(&mut self) {
        self.point(self.model.today, if self.model.ascii { "|" } else { "│" }, self.model.theme.accent);
    }

    fn point(&mut self, day: NaiveDate, symbol: &'static str, style: Style) {
        if let Some(cell) = self.axis.inside(day) {
            self.cells[usize::from(cell)] = (symbol, style);
        }
    }

    fn line(&mut self, from: NaiveDate, to: NaiveDate, symbol: &'static str, style: Style) {
        let most = i32::from(self.axis.width);
        let (from, to) = (self.axis.cell(from).clamp(0, most), (self.axis.cell(to) + 1).clamp(0, most));
        for cell in from..to {
            self.cells[cell as usize] = (symbol, style);
        }
    }

    fn draw(&self, buf: &mut Buffer, (x, y): (u16, u16)) {
        for (i, (symbol, style)) in self.cells.iter().enumerate().filter(|(_, c)| c.0 != " ") {
            pen::text(buf, (x + i as u16, y, 1), symbol, *style);
        }
        if let Some((at, word, style)) = &self.mark {
            pen::text(buf, (x + at, y, self.axis.width - at), word, *style);
        }
    }
}

/// The sign of a deadline: the light's word, or in English a letter.
fn mark(light: Light, lang: Lang) -> &'static str {
    let letter = match light {
        Light::Red => "R",
        Light::Yellow => "Y",
        Light::Green => "G",
        Light::Blue => "B",
        Light::Gray => "o",
        Light::Unverified => "?",
    };
    lang.pick(light.mark(Lang::Zh), letter)
}

/// What the chart says of the entry under the cursor, in words.
fn about(buf: &mut Buffer, line: Rect, model: &Model) {
    let Some(index) = model.list.current() else { return };
    let lang = model.lang;
    let (entry, standing) = (&model.ledger().entries()[index], model.standing(index));
    let mut parts = vec![entry.title.clone()];
    if let Some(deadline) = standing.state.deadline.value {
        let days: Vec<String> =
            former_deadlines(model.ledger(), entry, Some(deadline)).into_iter().chain(Some(deadline)).map(|d| d.to_string()).collect();
        parts.push(format!("{} {}", lang.pick("时限", "due"), days.join(" -> ")));
    }
    let years = [entry.start_year, entry.end_year].map(|y| y.map(|y| y.to_string()).unwrap_or_default());
    if years.iter().any(|y| !y.is_empty()) {
        parts.push(format!("{} {}", lang.pick("建设", "building"), years.join("-")));
    }
    let verdict = &standing.verdict;
    parts.push(format!("{}{}{}", verdict.light.label(lang), lang.pick("：", ": "), verdict.reason.sentence(lang)));
    pen::text(buf, (line.x + 2, line.y, line.width.saturating_sub(2)), &parts.join("  "), model.theme.text);
}

fn legend(buf: &mut Buffer, line: Rect, model: &Model) {
    let signs = if model.ascii { ["--", "==", "|"] } else { ["──", "━━", "│"] };
    let ([plan, work, today], lang) = (signs, model.lang);
    let signs: [(&str, String); 6] = [
        (today, format!("{} {}", lang.pick("今天", "today"), model.today)),
        (plan, lang.pick("至时限", "to the deadline").to_owned()),
        (work, lang.pick("建设年限", "building").to_owned()),
        (lang.pick("红黄绿蓝灰", "R Y G B o"), lang.pick("时限（按灯）", "deadline by its light").to_owned()),
        ("x", lang.pick("原时限", "deadline before").to_owned()),
        ("< >", lang.pick("时限在画面外", "deadline out of sight").to_owned()),
    ];
    let mut x = line.x + 2;
    for (sign, meaning) in &signs {
        let text = format!("{sign} {meaning}");
        if usize::from(line.right().saturating_sub(x)) < width(&text) {
            break;
        }
        x += pen::text(buf, (x, line.y, line.right() - x), &text, model.theme.dim) + 2;
    }
}

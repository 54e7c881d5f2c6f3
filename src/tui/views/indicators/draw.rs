//! Goals against measured values.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw_page;
use crate::domain::{Indicator, Keeping, Pace, number};
use crate::text::{Lang, width};
use crate::tui::command::Go;
use crate::tui::table::Line;
use crate::tui::view::gauge::{gauge, sparkline};
use crate::tui::view::{filter_line, listing, pen, rows};
use crate::tui::views::indicators::{HEADS, Row};
use crate::tui::{Hit, Model, Viewports};

/// From this height a line at the foot says in words how the indicator under the cursor stands.
const FOOTED: u16 = 10;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    top(frame, Rect { height: 1, ..area }, model, viewports);
    let foot = u16::from(area.height >= FOOTED);
    let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let buf = frame.buffer_mut();
    if model.indicators.zoomed {
        draw_page::draw_page(buf, rest, model);
        return;
    }
    let place = Rect { height: rest.height - foot, ..rest };
    table(buf, place, model, viewports);
    if foot > 0 {
        about(buf, Rect { y: place.bottom(), height: 1, ..area }, model);
    }
}

/// How many stand how, and the filter.
fn top(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (view, lang) = (&model.indicators, model.lang);
    let all = model.ledger().indicators.len();
    let count = if view.count == all { all.to_string() } else { format!("{}/{all}", view.count) };
    let tally = Keeping::ALL.map(|k| format!("{} {}", k.label(lang), view.tally(k))).join("  ");
    let text = format!("{} {count}  {tally}", lang.pick("指标", "indicators"));
    let filter = &view.arrangement.filter;
    let filtering = filter.typing || !filter.input.value().is_empty();
    let marks = match view.arrangement.marks.len() {
        0 => String::new(),
        n => lang.pick(format!("已标 {n}  "), format!("{n} marked  ")),
    };
    let rows = || view.table.rows.iter().filter(|r| !r.is_heading());
    let at = view.table.rows.iter().take(view.table.cursor).filter(|r| !r.is_heading()).count();
    let right = if view.zoomed { String::new() } else { format!("{marks}{}", listing::place(at, rows().count(), 0, model)) };
    let end = area.right().saturating_sub(width(&right) as u16 + 1);
    pen::text(frame.buffer_mut(), (end, area.y, area.right() - end), &right, model.theme.head);
    let room = if filtering { area.width / 2 } else { end.saturating_sub(area.x + 1) };
    let used = pen::text(frame.buffer_mut(), (area.x + 1, area.y, room), &text, model.theme.head);
    let x = area.x + 1 + used + 2;
    let place = Rect { x, width: end.saturating_sub(x + 1), ..area };
    filter_line::input_line(frame, place, (&filter.input, filter.typing, None), model, viewports);
}

macro_rules! columns {
    ($($What:ident $zh:literal $en:literal $numeric:literal $cells:expr, $from:literal;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq)]
        enum What {
            $($What,)*
        }

        const COLUMNS: &[Column] = &[$(Column { what: What::$What, head: ($zh, $en), numeric: $numeric, cells: $cells, from: $from },)*];
    };
}

struct Column {
    what: What,
    head: (&'static str, &'static str),
    numeric: bool,
    cells: Cells,
    /// From which width of the screen it is shown.
    from: u16,
}

enum Cells {
    /// In Chinese and in English.
    By(u16, u16),
    /// Where there is little room, and where there is much.
    Room(u16, u16),
}

/// From this width columns are wider than they need be.
const ROOMY: u16 = 150;

columns! {
    Light "灯" "lt" false Cells::By(2, 3), 50;
    Name "指标" "Indicator" false Cells::By(0, 0), 0;
    Scope "范围" "Scope" false Cells::Room(8, 14), 76;
    Unit "单位" "Unit" false Cells::Room(6, 14), 64;
    Baseline "基数" "Baseline" true Cells::Room(8, 10), 106;
    Target "目标" "Goal" true Cells::By(9, 9), 0;
    Measured "实测" "Measured" true Cells::By(8, 8), 34;
    Period "期间" "Period" false Cells::Room(6, 8), 118;
    Share "完成率" "Share" true Cells::By(6, 6), 58;
    Gauge "进程" "Progress" false Cells::Room(8, 20), 100;
    Scheduled "序时" "Sched" true Cells::By(5, 5), 92;
    Spark "走势" "Trend" false Cells::Room(6, 12), 112;
    Keeping "进度" "Pace" false Cells::By(8, 11), 44;
}

/// The columns that a width allows, with their cells; the name takes what is left.
fn columns(total: u16, lang: Lang) -> Vec<(&'static Column, u16)> {
    let cells = |column: &Column| match column.cells {
        Cells::By(zh, en) => lang.pick(zh, en),
        Cells::Room(tight, roomy) => {
            if total >= ROOMY {
                roomy
            } else {
                tight
            }
        }
    };
    let mut shown: Vec<_> = COLUMNS.iter().filter(|c| total >= c.from).map(|c| (c, cells(c))).collect();
    let fixed: u16 = shown.iter().map(|(_, cells)| cells + 1).sum();
    for (_, cells) in shown.iter_mut().filter(|(column, _)| column.what == What::Name) {
        *cells = total.saturating_sub(fixed + 1).max(4);
    }
    shown
}

fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (view, theme) = (&model.indicators, &model.theme);
    let columns = columns(area.width, model.lang);
    let mut x = area.x + 1;
    for (column, cells) in &columns {
        let at = HEADS.iter().position(|(zh, ..)| *zh == column.head.0);
        let sign = at.map_or("", |at| listing::sign(view, at, model.ascii));
        let label = format!("{}{sign}", model.lang.pick(column.head.0, column.head.1));
        pen::cell(buf, (x, area.y, *cells), &label, (theme.head, column.numeric));
        if let Some(at) = at {
            viewports.put(Rect { x, width: *cells, height: 1, ..area }.intersection(area), Hit::Head(at));
        }
        x += cells + 1;
    }
    if columns.len() < COLUMNS.len() {
        pen::text(buf, (area.right().saturating_sub(1), area.y, 1), ">", theme.accent);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if view.table.rows.is_empty() {
        empty(buf, body, model);
    }
    for (i, row, line) in rows::in_sight(&view.table, body, viewports) {
        match row {
            Row::Plan { label, count, folded } => {
                let sign = if *folded { "+ " } else { "" };
                pen::text(buf, (line.x, line.y, line.width), &format!("{sign}{label}  {count}"), theme.head);
            }
            Row::Indicator { index, .. } => {
                if let (Some(indicator), Some(pace)) = (model.ledger().indicators.get(*index), view.pace(*index)) {
                    indicator_row(buf, line, &columns, model, (indicator, pace));
                }
            }
        }
        listing::mark(buf, line, view, i, model);
        if i == view.table.cursor {
            pen::cursor(buf, line, theme);
        }
    }
}

fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let lang = model.lang;
    let back = model.keymap.label(Go::Back);
    let text = match model.ledger().indicators.is_empty() {
        true => lang
            .pick(
                "台账里没有指标：在 tasks.ron 的 indicators 里写上。",
                "The ledger holds no indicator: they stand in `indicators` of tasks.ron.",
            )
            .to_owned(),
        false => lang.pick(format!("没有符合的指标。{back} 清除筛选。"), format!("Nothing matches. {back} clears the filter.")),
    };
    pen::text(buf, (area.x + 2, area.y + 1, area.width.saturating_sub(2)), &text, model.theme.dim);
}

fn indicator_row(buf: &mut Buffer, line: Rect, columns: &[(&Column, u16)], model: &Model, (indicator, pace): (&Indicator, &Pace)) {
    let theme = &model.theme;
    let light = theme.light_of(pace.light());
    let mut x = line.x + 1;
    for (Column { what, numeric, .. }, cells) in columns {
        let place = Rect { x, y: line.y, width: *cells, height: 1 }.intersection(line);
        let style: Style = match what {
            What::Light | What::Keeping | What::Gauge => light,
            What::Scope | What::Unit | What::Baseline | What::Period | What::Spark => theme.dim,
            _ => theme.text,
        };
        let text = cell(*what, model, (indicator, pace), usize::from(place.width));
        if *what == What::Name {
            pen::highlighted(buf, place, &text, &found(model, &text), (style, theme.matched));
        } else {
            pen::cell(buf, (place.x, place.y, place.width), &text, (style, *numeric));
        }
        x += cells + 1;
    }
}

/// Where the filter's words are.
fn found(model: &Model, text: &str) -> Vec<std::ops::Range<usize>> {
    model.indicators.arrangement.filter.input.value().split_whitespace().flat_map(|w| crate::query::Matcher::new(w).ranges(text)).collect()
}

fn cell(what: What, model: &Model, (indicator, pace): (&Indicator, &Pace), cells: usize) -> String {
    let (lang, ascii) = (model.lang, model.ascii);
    match what {
        What::Light => pace.light().label(lang).to_owned(),
        What::Name => indicator.name.clone(),
        What::Scope => indicator.scope.clone(),
        What::Unit => indicator.unit.clone(),
        What::Baseline => indicator.baseline.map(|b| number(b.value)).unwrap_or_default(),
        What::Target => goal(pace, cells, model.today, lang),
        What::Measured => pace.measured.map_or_else(|| "-".to_owned(), |(_, v)| number(v)),
        What::Period => pace.measured.map(|(p, _)| p.to_string()).unwrap_or_default(),
        What::Share => pace.share.map(|s| format!("{s:.0}%")).unwrap_or_default(),
        What::Gauge => pace.progress.map(|p| gauge(p, pace.scheduled, cells, ascii)).unwrap_or_default(),
        What::Scheduled => pace.scheduled.map(|s| format!("{s}%")).unwrap_or_default(),
        What::Spark => sparkline(&indicator.measured().into_values().collect::<Vec<_>>(), cells, ascii),
        What::Keeping => pace.keeping.label(lang).to_owned(),
    }
}

/// The goal with its sense; a goal of another year says which. Dashes that may be two cells wide stay out.
fn goal(pace: &Pace, cells: usize, today: chrono::NaiveDate, lang: Lang) -> String {
    use chrono::Datelike;
    let Some((year, target)) = pace.target else { return String::new() };
    let label = target.label(lang).replace('–', "-");
    let dated = format!("{:02}:{label}", year.rem_euclid(100));
    if year != today.year() && width(&dated) <= cells { dated } else { label }
}

/// How the indicator under the cursor stands, in a sentence.
fn about(buf: &mut Buffer, line: Rect, model: &Model) {
    let view = &model.indicators;
    let Some((indicator, pace)) = view.current().and_then(|i| model.ledger().indicators.get(i).zip(view.pace(i))) else { return };
    let year = pace.target.map(|(y, t)| format!("{y} {} {}", model.lang.pick("目标", "goal"), t.label(model.lang))).unwrap_or_default();
    let text = format!("{} {}  {year}  {}", indicator.scope, indicator.name, pace.sentence(&indicator.unit, model.lang));
    pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &text, model.theme.dim);
}

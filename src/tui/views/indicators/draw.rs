//! Goals against measured values.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw_page;
use crate::domain::{Indicator, Keeping, Pace, number};
use crate::text::{Lang, width};
use crate::tui::command::Go;
use crate::tui::model::Model;
use crate::tui::view::gauge::{gauge, sparkline};
use crate::tui::view::{filter_line, pen, rows};
use crate::tui::viewports::Viewports;
use crate::tui::views::indicators::Row;

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
    let filtering = view.filter.typing || !view.filter.input.value().is_empty();
    let room = if filtering { area.width / 2 } else { area.width.saturating_sub(1) };
    let used = pen::text(frame.buffer_mut(), (area.x + 1, area.y, room), &text, model.theme.head);
    let x = area.x + 1 + used + 2;
    let place = Rect { x, width: area.right().saturating_sub(x), ..area };
    filter_line::input_line(frame, place, (&view.filter.input, view.filter.typing, None), model, viewports);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Light,
    Name,
    Scope,
    Unit,
    Baseline,
    Target,
    Measured,
    Period,
    Share,
    Gauge,
    Scheduled,
    Spark,
    Keeping,
}

impl What {
    fn head(self, lang: Lang) -> &'static str {
        match self {
            What::Light => lang.pick("灯", "lt"),
            What::Name => lang.pick("指标", "Indicator"),
            What::Scope => lang.pick("范围", "Scope"),
            What::Unit => lang.pick("单位", "Unit"),
            What::Baseline => lang.pick("基数", "Baseline"),
            What::Target => lang.pick("目标", "Goal"),
            What::Measured => lang.pick("实测", "Measured"),
            What::Period => lang.pick("期间", "Period"),
            What::Share => lang.pick("完成率", "Share"),
            What::Gauge => lang.pick("进程", "Progress"),
            What::Scheduled => lang.pick("序时", "Sched"),
            What::Spark => lang.pick("走势", "Trend"),
            What::Keeping => lang.pick("进度", "Pace"),
        }
    }

    fn is_number(self) -> bool {
        matches!(self, What::Baseline | What::Target | What::Measured | What::Share | What::Scheduled)
    }

    /// Its cells on a screen of a width, and from which width it is shown.
    fn size(self, total: u16, lang: Lang) -> (u16, u16) {
        let by_room = |tight, roomy| if total >= ROOMY { roomy } else { tight };
        match self {
            What::Light => (lang.pick(2, 3), 50),
            What::Name => (0, 0),
            What::Scope => (by_room(8, 14), 76),
            What::Unit => (by_room(6, 14), 64),
            What::Baseline => (by_room(8, 10), 106),
            What::Target => (9, 0),
            What::Measured => (8, 34),
            What::Period => (by_room(6, 8), 118),
            What::Share => (6, 58),
            What::Gauge => (by_room(8, 20), 100),
            What::Scheduled => (5, 92),
            What::Spark => (by_room(6, 12), 112),
            What::Keeping => (lang.pick(8, 11), 44),
        }
    }
}

/// From this width columns are wider than they need be.
const ROOMY: u16 = 150;

const COLUMNS: [What; 13] = [
    What::Light,
    What::Name,
    What::Scope,
    What::Unit,
    What::Baseline,
    What::Target,
    What::Measured,
    What::Period,
    What::Share,
    What::Gauge,
    What::Scheduled,
    What::Spark,
    What::Keeping,
];

/// The columns that a width allows; the name takes what is left.
fn columns(total: u16, lang: Lang) -> Vec<(What, u16)> {
    let shown: Vec<(What, u16)> =
        COLUMNS.iter().map(|w| (*w, w.size(total, lang))).filter(|(_, (_, from))| total >= *from).map(|(w, s)| (w, s.0)).collect();
    let fixed: u16 = shown.iter().map(|(_, cells)| cells + 1).sum();
    let name = total.saturating_sub(fixed + 1).max(4);
    shown.into_iter().map(|(w, cells)| (w, if w == What::Name { name } else { cells })).collect()
}

fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (view, theme) = (&model.indicators, &model.theme);
    let columns = columns(area.width, model.lang);
    let mut x = area.x + 1;
    for (what, cells) in &columns {
        pen::cell(buf, (x, area.y, *cells), what.head(model.lang), (theme.head, what.is_number()));
        x += cells + 1;
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if view.table.rows.is_empty() {
        empty(buf, body, model);
    }
    for (i, row, line) in rows::in_sight(&view.table, body, viewports) {
        match row {
            Row::Plan { label, count } => {
                pen::text(buf, (line.x, line.y, line.width), &format!("{label}  {count}"), theme.head);
            }
            Row::Indicator { index, .. } => {
                if let (Some(indicator), Some(pace)) = (model.ledger().indicators.get(*index), view.pace(*index)) {
                    indicator_row(buf, line, &columns, model, (indicator, pace));
                }
            }
        }
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

fn indicator_row(buf: &mut Buffer, line: Rect, columns: &[(What, u16)], model: &Model, (indicator, pace): (&Indicator, &Pace)) {
    let theme = &model.theme;
    let light = theme.light_of(pace.light());
    let mut x = line.x + 1;
    for (what, cells) in columns {
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
            pen::cell(buf, (place.x, place.y, place.width), &text, (style, what.is_number()));
        }
        x += cells + 1;
    }
}

/// Where the filter's words are.
fn found(model: &Model, text: &str) -> Vec<std::ops::Range<usize>> {
    model.indicators.filter.input.value().split_whitespace().flat_map(|w| crate::query::Matcher::new(w).ranges(text)).collect()
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

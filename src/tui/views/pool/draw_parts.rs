//! Above the list: the rates, how many projects stand at which stage, and what is done of what was planned.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{RateOf, Stage, number};
use crate::query::PoolPart;
use crate::text::{pad, pad_left, width};
use crate::tui::Model;
use crate::tui::view::gauge::gauge;
use crate::tui::view::pen;

/// How many cells the funnel has of the screen at most.
const LEFT: u16 = 40;

/// How many there are and the rates, in lines of so many cells.
pub(super) fn rates(model: &Model, cells: usize) -> Vec<String> {
    let (lang, tally) = (model.lang, &model.pool.tally);
    let counts = lang.pick(
        format!("项目 {} 个，在库 {} 个", tally.all(), tally.in_pool()),
        format!("{} projects, {} in the pool", tally.all(), tally.in_pool()),
    );
    let rate = |of: RateOf| format!("{} {}", of.label(lang), tally.rate(of).short(lang));
    let mut lines = vec![counts];
    for part in RateOf::ALL.map(rate) {
        let line = lines.last_mut().filter(|line| width(line) + 2 + width(&part) <= cells);
        match line {
            Some(line) => line.push_str(&format!("  {part}")),
            None => lines.push(part),
        }
    }
    lines
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, model: &Model) {
    let left = (area.width / 2).min(LEFT);
    funnel(buf, Rect { width: left, ..area }, model);
    let rule = Rect { x: area.x + left, width: 1, ..area };
    pen::rule(buf, rule, model.theme.border, model.ascii);
    bars(buf, Rect { x: rule.x + 1, width: area.width.saturating_sub(left + 1), ..area }, model);
}

/// How many stand at which stage, a line each.
fn funnel(buf: &mut Buffer, area: Rect, model: &Model) {
    let (lang, tally, theme) = (model.lang, &model.pool.tally, &model.theme);
    let counts: Vec<(&str, usize)> =
        Stage::ALL.iter().map(|s| (s.label(lang), tally.at(*s))).chain([(Stage::NONE.label(lang), tally.untold)]).collect();
    let names = counts.iter().map(|(name, _)| width(name)).max().unwrap_or(0).min(usize::from(area.width / 2));
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let room = usize::from(area.width).saturating_sub(names + 8);
    let full = if model.ascii { "#" } else { "█" };
    for (y, (name, n)) in (area.top()..area.bottom()).zip(counts) {
        let cells = if n == 0 { 0 } else { (n * room / most).max(1) };
        let text = format!("{} {} {}", pad(name, names), pad_left(&n.to_string(), 4), full.repeat(cells));
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &text, if n == 0 { theme.dim } else { theme.text });
    }
}

/// What is done of what was planned, a line a part, those with the largest plans first.
fn bars(buf: &mut Buffer, area: Rect, model: &Model) {
    let (lang, view, theme) = (model.lang, &model.pool, &model.theme);
    let mut lines = area.top()..area.bottom();
    let Some(y) = lines.next() else { return };
    let title = format!("{}{}", lang.pick("按", "by "), view.by.label(lang));
    let what = lang.pick("完成/计划（万元）", "done/planned (万元)");
    pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &format!("{title}  {what}"), theme.head);
    let names = view.parts.iter().map(|part| width(&part.label)).max().unwrap_or(0).min(usize::from(area.width / 3));
    let told = |part: &PoolPart| format!("{}/{}", number(part.done.round()), number(part.planned.round()));
    let figures = view.parts.iter().map(|part| width(&told(part))).max().unwrap_or(0);
    let room = usize::from(area.width).saturating_sub(names + figures + 4).min(40);
    let fits = usize::from(area.height.saturating_sub(1));
    let shown = if view.parts.len() > fits { fits.saturating_sub(1) } else { fits };
    for part in view.parts.iter().take(shown) {
        let Some(y) = lines.next() else { return };
        let bar = part.share.map_or_else(|| " ".repeat(room), |tenths| gauge(f64::from(tenths) / 10.0, None, room, model.ascii));
        let text = format!("{} {} {bar}", pad(&part.label, names), pad_left(&told(part), figures));
        let style = if part.planned + part.done > 0.0 { theme.text } else { theme.dim };
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &text, style);
    }
    if let Some(y) = lines.next().filter(|_| view.parts.len() > shown) {
        let more = view.parts.len() - shown;
        let text = lang.pick(format!("还有 {more} 个"), format!("{more} more"));
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &text, theme.dim);
    }
}

//! A table of the bulletin view: its heads, its rows, and a line at the foot.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::leaf::{Leaf, Row};
use crate::report::{Cell, Head};
use crate::text::width;
use crate::tui::listing::Listing;
use crate::tui::view::{listing, pen, rows};
use crate::tui::{Hit, Model, Viewports};

/// The column that takes what is left keeps so many cells; rather another is left out.
const LEAST: u16 = 16;

/// The columns that a width allows, with where each begins and how many cells it has.
fn fit(heads: &[Head], widest: usize, area: Rect) -> Vec<(usize, Rect)> {
    let cells = |at: usize| {
        let least = width(heads[at].title) as u16 + 1;
        let most = if area.width < 100 { heads[at].most * 3 / 4 } else { heads[at].most };
        if heads[at].sum { least.max(5) } else { most.max(least) }
    };
    let mut shown: Vec<usize> = (0..heads.len()).collect();
    let taken = |shown: &[usize]| shown.iter().filter(|at| **at != widest).map(|at| cells(*at) + 1).sum::<u16>();
    while area.width < taken(&shown) + LEAST + 3 && shown.len() > 1 {
        let Some(last) = shown.iter().rposition(|at| *at != widest && *at > 0).or_else(|| shown.iter().rposition(|at| *at != widest))
        else {
            break;
        };
        shown.remove(last);
    }
    let rest = area.width.saturating_sub(taken(&shown) + 3);
    let mut x = area.x + 2;
    let place = |at: usize| {
        let width = if at == widest { rest } else { cells(at) };
        let place = Rect { x, width, height: 1, ..area }.intersection(area);
        x = x.saturating_add(width + 1);
        (at, place)
    };
    shown.into_iter().map(place).collect()
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, leaf: &Leaf, model: &Model, viewports: &mut Viewports) {
    let (theme, lang) = (&model.theme, model.lang);
    let heads = leaf.heads(lang);
    let columns = fit(&heads, leaf.widest(), area);
    let numeric = |at: usize| heads[at].sum || (0..leaf.len()).find_map(|row| leaf.cells(row)).is_some_and(|cells| cells[at].is_number());
    let numbers: Vec<bool> = (0..heads.len()).map(numeric).collect();
    let buf = frame.buffer_mut();
    for (at, place) in &columns {
        let label = format!("{}{}", heads[*at].title, listing::sign(leaf, *at, model.ascii));
        pen::cell(buf, (place.x, area.y, place.width), &label, (theme.head, numbers[*at]));
        viewports.put(Rect { y: area.y, ..*place }, Hit::Head(*at));
    }
    if columns.len() < heads.len() {
        pen::text(buf, (area.right().saturating_sub(1), area.y, 1), ">", theme.accent);
    }
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    if leaf.table.rows.is_empty() {
        let text = leaf.nothing(lang);
        pen::text(buf, (body.x + 2, body.y + 1, body.width.saturating_sub(2)), text, theme.dim);
    }
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&leaf.table, body, viewports) {
        last = i + 1;
        match row {
            Row::Item(_) => {
                for ((at, place), cell) in columns.iter().filter_map(|c| Some((c, leaf.cells(i)?.into_iter().nth(c.0)?))) {
                    let text = if cell == Cell::Empty { "-".to_owned() } else { cell.words(lang) };
                    pen::cell(buf, (place.x, line.y, place.width), &text, (theme.text, numbers[*at]));
                }
            }
            Row::Part(at, nth) => {
                let title = leaf.item(*at).and_then(|item| item.parts.get(*nth)).map_or("", |(_, title)| title.as_str());
                pen::text(buf, (line.x + 6, line.y, line.width.saturating_sub(7)), title, theme.dim);
            }
        }
        listing::mark(buf, line, leaf, i, model);
        if i == leaf.table.cursor {
            pen::cursor(buf, line, theme);
        }
    }
    let foot = Rect { y: body.bottom(), height: 1, ..area }.intersection(area);
    if foot.height > 0 {
        listing::foot(frame, foot, leaf.table.rows.len().saturating_sub(last), model, viewports);
    }
}

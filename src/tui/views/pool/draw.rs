//! The project pool: the funnel and the bars above, the list below.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Row, draw_parts};
use crate::domain::Stage;
use crate::report::ProjectColumn;
use crate::text::Lang;
use crate::tui::command::Go;
use crate::tui::view::listing::{self, Column, Drawn};
use crate::tui::view::pen;
use crate::tui::{Model, Viewports};

/// From this height funnel and bars stand above the list.
const TALL: u16 = 16;
/// The rows of the funnel: the stages, and those of which none was told.
const FUNNEL: u16 = Stage::ALL.len() as u16 + 1;

/// The columns of the list on the screen: their cells, and from which width of the screen each is shown; the name takes what is left.
const COLUMNS: [(ProjectColumn, u16, u16); 13] = [
    (ProjectColumn::Title, 0, 0),
    (ProjectColumn::Region, 8, 60),
    (ProjectColumn::Stage, 6, 0),
    (ProjectColumn::Since, 10, 104),
    (ProjectColumn::Whole, 9, 48),
    (ProjectColumn::Planned, 8, 70),
    (ProjectColumn::DoneYear, 8, 34),
    (ProjectColumn::YearShare, 10, 76),
    (ProjectColumn::Done, 9, 92),
    (ProjectColumn::Statistics, 6, 112),
    (ProjectColumn::Lead, 14, 128),
    (ProjectColumn::Builder, 18, 150),
    (ProjectColumn::Sector, 12, 170),
];

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    let rates = draw_parts::rates(model, usize::from(area.width.saturating_sub(2)));
    let mut top = area.y;
    for line in rates.iter().take(usize::from(area.height / 4).max(1)) {
        pen::text(buf, (area.x + 1, top, area.width.saturating_sub(1)), line, model.theme.head);
        top += 1;
    }
    if area.height >= TALL && !model.pool.hides {
        draw_parts::draw(buf, Rect { y: top, height: FUNNEL, ..area }, model);
        top += FUNNEL;
    }
    let foot = u16::from(area.height >= 6);
    let table = Rect { y: top, height: area.bottom().saturating_sub(top + foot), ..area };
    let last = list(buf, table, model, viewports);
    if foot > 0 {
        let below = model.pool.table.rows.len().saturating_sub(last);
        listing::foot(frame, Rect { y: area.bottom() - 1, height: 1, ..area }, below, model, viewports);
    }
}

/// The columns that have room; what takes the rest is the name.
fn fitting(total: u16, lang: Lang) -> Vec<Column> {
    let cells = |column: ProjectColumn, cells: u16| match column {
        // English words for stages are longer.
        ProjectColumn::Stage | ProjectColumn::Statistics => lang.pick(cells, 2 * cells + 2),
        _ => cells,
    };
    let fits = || COLUMNS.into_iter().filter(|(_, _, from)| total >= *from);
    let fixed: u16 = fits().map(|(column, wanted, _)| cells(column, wanted) + 1).sum();
    let rest = total.saturating_sub(fixed + 1).max(4);
    let shown = |(column, wanted, _): (ProjectColumn, u16, u16)| {
        let cells = if column == ProjectColumn::Title { rest } else { cells(column, wanted) };
        Column { at: place(column), cells, is_number: is_numeric(column) }
    };
    fits().map(shown).collect()
}

fn is_numeric(column: ProjectColumn) -> bool {
    use ProjectColumn::{Done, DoneYear, Planned, Whole, YearShare};
    matches!(column, Whole | Planned | DoneYear | YearShare | Done)
}

/// Where a column stands among those of the listing.
fn place(column: ProjectColumn) -> usize {
    ProjectColumn::ALL.iter().position(|other| *other == column).unwrap_or(0)
}

/// Heads and rows; gives the row behind the last in sight.
fn list(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> usize {
    let (view, theme, columns) = (&model.pool, &model.theme, fitting(area.width, model.lang));
    if view.table.rows.is_empty() {
        empty(buf, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, model);
    }
    let drawn = Drawn { listing: view, table: &view.table, hides: columns.len() < COLUMNS.len(), columns };
    let is_dim = |row: &Row| view.project(row).is_none_or(|project| project.pooled.stage.is_none() || project.pooled.again);
    drawn.draw(buf, area, (model, viewports), |row, _| if is_dim(row) { theme.dim } else { theme.text })
}

fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let (lang, back) = (model.lang, model.keymap.label(Go::Back));
    let text = match model.pool.arrangement.filter.input.value().is_empty() {
        true => lang.pick("台账里没有项目。".to_owned(), "The ledger holds no project.".to_owned()),
        false => lang.pick(format!("没有符合的项目。{back} 清除筛选。"), format!("No project matches. {back} clears the filter.")),
    };
    pen::text(buf, (area.x + 2, area.y + 1, area.width.saturating_sub(2)), &text, model.theme.dim);
}

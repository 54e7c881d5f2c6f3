//! Draws the model. Nothing is changed here but scroll positions.

mod chrome;
pub(super) mod columns;
pub(super) mod detail;
mod dialog;
pub(super) mod filter_line;
mod form;
pub(super) mod gauge;
mod line;
pub(super) mod listing;
mod opening;
pub(super) mod pen;
mod popup;
pub(super) mod rows;
pub(super) mod sheet;
pub(super) mod table;

pub use opening::{Waiting, view_opening};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::model::Model;
use super::theme::Theme;
use super::viewports::Viewports;
use super::views::{View, each_view};
use crate::text::set_ambiguous_wide;

/// Below this the screen only says that it is too small.
const SMALLEST: (u16, u16) = (24, 6);

/// Draws one frame.
pub fn view(frame: &mut Frame<'_>, model: &Model, viewports: &mut Viewports) {
    viewports.begin();
    set_ambiguous_wide(model.ascii);
    draw(frame, model, viewports);
    finish(frame.buffer_mut(), &model.theme, model.ascii);
}

/// What every frame needs when it is drawn: the theme's ground, and columns that stay straight.
fn finish(buf: &mut Buffer, theme: &Theme, ascii: bool) {
    if theme.text.fg.is_some() || theme.text.bg.is_some() {
        pen::ground(buf, theme.text);
    }
    if ascii {
        pen::settle_ambiguous(buf);
    }
    pen::mark_second_cells(buf);
}

fn draw(frame: &mut Frame<'_>, model: &Model, viewports: &mut Viewports) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        pen::text(frame.buffer_mut(), (area.x, area.y, area.width), model.lang.pick("窗口太小", "too small"), model.theme.text);
        return;
    }
    let head = Rect { height: 1, ..area };
    let lines = chrome::foot_lines(area, model);
    let foot = Rect { y: area.bottom() - lines, height: lines, ..area };
    let body = Rect { y: area.y + 1, height: area.height - 1 - lines, ..area };
    chrome::head(frame.buffer_mut(), head, model, viewports);
    body_of_view(frame, body, model, viewports);
    chrome::foot(frame.buffer_mut(), foot, model, viewports);
    if let Some(open) = &model.dialog {
        dialog::dialog(frame, body, open, model, viewports);
    }
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $View:ident $tab:tt $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        /// What stands between the first and the last line.
        fn body_of_view(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
            match model.view { $(View::$View => super::views::$folder::draw::draw(frame, area, model, viewports),)* }
        }
    };
}

each_view!(bodies);

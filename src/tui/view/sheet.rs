//! A page of facts, wrapped to its width: labels on the left, what does not fit hangs under the content.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{listing, pen};
use crate::domain::Update;
use crate::text::{pad, sanitize, width, wrap};
use crate::tui::model::Model;

pub(crate) type Line = (String, Style);

/// Lines that are being written.
pub(crate) struct Sheet<'a> {
    pub(crate) model: &'a Model,
    cells: usize,
    pub(crate) lines: Vec<Line>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet of a width.
    pub(crate) fn new(model: &'a Model, cells: usize) -> Sheet<'a> {
        Sheet { model, cells, lines: Vec::new() }
    }

    pub(crate) fn blank(&mut self) {
        self.lines.push((String::new(), self.model.theme.text));
    }

    pub(crate) fn wrapped(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.lines.extend(wrap(&sanitize(text, true), self.cells).into_iter().map(|l| (l, style)));
        }
    }

    /// A paragraph that stands in by two cells, in all of its lines.
    fn hanging(&mut self, text: &str, style: Style) {
        let lines = wrap(&sanitize(text, true), self.cells.saturating_sub(2));
        self.lines.extend(lines.into_iter().map(|l| (format!("  {l}"), style)));
    }

    /// `名称  内容`, with what does not fit hanging under the content.
    pub(crate) fn fact(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let indent = self.model.lang.pick(6, 12).max(width(label) + 1);
        let label = pad(label, indent);
        for (i, line) in wrap(&sanitize(text, true), self.cells.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if i == 0 { label.clone() } else { " ".repeat(indent) };
            self.lines.push((lead + &line, self.model.theme.text));
        }
    }

    /// A log with its sentences, the newest first.
    pub(crate) fn updates(&mut self, log: &[Update], by: impl Fn(&Update) -> String, sentences: impl Fn(&Update) -> Vec<String>) {
        for update in log.iter().rev() {
            let period = update.period.map(|p| format!(" {p}")).unwrap_or_default();
            let clock = update.clock_remark(self.model.lang).unwrap_or_default();
            let head = format!("{}{clock}{period} {}", update.at.written().format("%Y-%m-%d"), by(update));
            self.wrapped(&head, self.model.theme.dim);
            for sentence in sentences(update) {
                self.hanging(&sentence, self.model.theme.text);
            }
        }
    }
}

/// Draws lines with a margin of one cell, scrolled so far that half a page stays in sight; gives how far that is. How many follow is said
/// at the foot.
pub(crate) fn draw(buf: &mut Buffer, area: Rect, lines: &[Line], (scroll, model): (u16, &Model)) -> u16 {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let most = lines.len().saturating_sub(usize::from(inner.height) / 2);
    let skip = usize::from(scroll).min(most);
    let goes_on = lines.len() > skip + usize::from(inner.height) && inner.height > 2;
    let shown = usize::from(inner.height) - usize::from(goes_on);
    for (i, (text, style)) in lines.iter().skip(skip).take(shown).enumerate() {
        pen::text(buf, (inner.x, inner.y + i as u16, inner.width), text, *style);
    }
    if goes_on {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        listing::more(buf, last, lines.len() - skip - shown, model);
    }
    u16::try_from(most).unwrap_or(u16::MAX)
}

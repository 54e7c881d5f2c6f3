//! What is seen while a ledger is opened, when that takes longer than a moment.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::path::PathBuf;

use super::{SMALLEST, finish, gauge, pen};
use crate::progress::{Progress, Snapshot, Step};
use crate::text::{Lang, cut_middle, set_ambiguous_wide, width};
use crate::tui::Theme;

/// What the screen shows while a ledger is opened.
#[derive(Debug)]
pub struct Waiting {
    /// The ledger's file.
    pub path: PathBuf,
    /// How far it is.
    pub progress: Progress,
    /// Language.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Frames from ASCII.
    pub ascii: bool,
}

/// The widest line.
const WIDEST: u16 = 60;
/// How many lines it takes.
const LINES: u16 = 9;

/// Draws how far the opening is.
pub fn view_opening(frame: &mut Frame<'_>, waiting: &Waiting) {
    set_ambiguous_wide(waiting.ascii);
    let area = frame.area();
    draw(frame.buffer_mut(), area, waiting);
    finish(frame.buffer_mut(), &waiting.theme, waiting.ascii);
}

fn draw(buf: &mut Buffer, area: Rect, waiting: &Waiting) {
    let snapshot = waiting.progress.snapshot();
    let percent = snapshot.percent(Step::OPENING);
    let (theme, lang) = (&waiting.theme, waiting.lang);
    let title = lang.pick("正在打开台账", "opening the ledger");
    if area.width < SMALLEST.0 || area.height < LINES {
        pen::text(buf, (area.x, area.y, area.width), &format!("{title} {percent}%"), theme.text);
        return;
    }
    let cells = area.width.saturating_sub(4).min(WIDEST);
    let at = Rect { x: area.x + (area.width - cells) / 2, y: area.y + (area.height - LINES) / 3, width: cells, height: LINES };
    let mut y = at.y;
    let mut line = |text: &str, style: Style| {
        pen::text(buf, (at.x, y, at.width), text, style);
        y += 1;
    };
    line(title, theme.accent);
    line(&cut_middle(&waiting.path.display().to_string(), usize::from(cells)), theme.text);
    line("", theme.text);
    for step in Step::OPENING {
        let (text, style) = match place(*step, &snapshot) {
            Place::Before => (format!("  {}", step.label(lang)), theme.dim),
            Place::Now => (format!("> {}{}", step.label(lang), snapshot.numbers()), theme.text),
            Place::Done => (format!("{} {}", if waiting.ascii { "x" } else { "✓" }, step.label(lang)), theme.dim),
        };
        line(&text, style);
    }
    line("", theme.text);
    let number = format!(" {percent:>3}%");
    let bar = gauge::gauge(f64::from(percent), None, usize::from(cells) - width(&number), waiting.ascii);
    line(&format!("{bar}{number}"), theme.accent);
    line(lang.pick("Esc、q、Ctrl-C 取消，文件不会改动", "Esc, q or Ctrl-C cancels; the file is not touched"), theme.dim);
}

enum Place {
    Before,
    Now,
    Done,
}

fn place(step: Step, snapshot: &Snapshot) -> Place {
    let order = |s: Step| Step::OPENING.iter().position(|o| *o == s);
    match snapshot.step.map(|now| order(step).cmp(&order(now))) {
        Some(std::cmp::Ordering::Less) => Place::Done,
        Some(std::cmp::Ordering::Equal) => Place::Now,
        Some(std::cmp::Ordering::Greater) | None => Place::Before,
    }
}

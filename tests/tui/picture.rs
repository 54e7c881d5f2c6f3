//! A frame as text that a person can review, and what of it text alone cannot show.

use duban::domain::Light;
use duban::tui::Theme;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Modifier, Style};
use ratatui::{Frame, Terminal};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Holds a picture against the one on file.
pub fn pinned(name: &str, picture: impl AsRef<str>) {
    insta::with_settings!({ snapshot_path => "pictures", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, picture.as_ref());
    });
}

/// What is drawn, cell by cell.
pub fn drawn(width: u16, height: u16, render: impl FnOnce(&mut Frame<'_>)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("backend");
    let mut drawn = Buffer::default();
    let draw = |frame: &mut Frame<'_>| {
        render(frame);
        drawn = frame.buffer_mut().clone();
    };
    terminal.draw(draw).expect("draw");
    drawn
}

/// A row as text, stepping by cell width: a wide character takes its two cells.
pub fn row(frame: &Buffer, y: u16) -> String {
    words(frame, y, |_| true).concat()
}

/// A frame as text.
pub fn text(frame: &Buffer) -> String {
    let lines = (0..frame.area.height).map(|y| row(frame, y));
    lines
        .map(|line| {
            assert!(line.width() <= usize::from(frame.area.width), "a line is wider than the screen: {line:?}");
            format!("{}\n", line.trim_end())
        })
        .collect()
}

/// The stretches of a row whose cells are of a kind.
fn words(frame: &Buffer, y: u16, is: impl Fn(&Cell) -> bool) -> Vec<String> {
    let (mut found, mut x, mut goes_on) = (Vec::<String>::new(), 0, false);
    while x < frame.area.width {
        let cell = &frame[(x, y)];
        if is(cell) {
            match found.last_mut().filter(|_| goes_on) {
                Some(last) => last.push_str(cell.symbol()),
                None => found.push(cell.symbol().to_owned()),
            }
        }
        goes_on = is(cell);
        x += cell.cell_width().max(1);
    }
    found
}

/// Where the caret and the cursor are, and what is written in the styles that are named, line by line (the first is 1).
pub fn marks(frame: &Buffer, caret: Option<(u16, u16)>, theme: &Theme, styles: &[&str]) -> String {
    let mut out = String::new();
    if let Some((x, y)) = caret {
        let before = words(frame, y, |_| true).concat();
        let shown: String = before
            .chars()
            .scan(0, |at, c| {
                *at += c.to_string().width();
                (*at <= usize::from(x)).then_some(c)
            })
            .collect();
        let _ = writeln!(out, "caret {} behind “{}”", y + 1, shown.rsplit("  ").next().unwrap_or_default());
    }
    for name in ["cursor"].iter().chain(styles) {
        // Tabs and hints have their colours everywhere.
        let rows = if *name == "cursor" { 0..frame.area.height } else { 1..frame.area.height - 1 };
        let found = rows.filter_map(|y| {
            let found = words(frame, y, |cell| is_in(cell, name, theme)).into_iter().map(|w| squeezed(&w)).filter(|w| !w.is_empty());
            let found: Vec<String> = found.collect();
            (!found.is_empty()).then(|| format!("{} “{}”", y + 1, found.join("” “")))
        });
        let found: Vec<String> = found.collect();
        if !found.is_empty() || styles.contains(name) {
            let _ = writeln!(out, "{name} {}", found.join(", "));
        }
    }
    out
}

/// Without the blanks around, and no more than two within.
fn squeezed(words: &str) -> String {
    words.split("  ").map(str::trim).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("  ")
}

fn is_in(cell: &Cell, name: &str, theme: &Theme) -> bool {
    let ink = |style: Style| Some(cell.fg) == style.fg;
    let ground = |style: Style| Some(cell.bg) == style.bg;
    match name {
        "cursor" => ground(theme.cursor),
        "field" => ground(theme.field),
        "dim" => ink(theme.dim),
        "accent" => ink(theme.accent),
        "head" => ink(theme.head),
        "mark" => ink(theme.mark),
        "matched" => ink(theme.matched),
        "error" => ink(theme.error),
        "good" => ink(theme.good),
        "red" => ink(theme.light_of(Light::Red)),
        "yellow" => ink(theme.light_of(Light::Yellow)),
        "green" => ink(theme.light_of(Light::Green)),
        "blue" => ink(theme.light_of(Light::Blue)),
        "gray" => ink(theme.light_of(Light::Gray)),
        "underlined" => cell.modifier.contains(Modifier::UNDERLINED),
        "reversed" => cell.modifier.contains(Modifier::REVERSED),
        other => panic!("no style `{other}`"),
    }
}

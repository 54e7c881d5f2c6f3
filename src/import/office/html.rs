//! Web pages: their text a line a block, their tables as tables.

use crate::import::source::{Grid, GridRow, Part, Place, Source};

/// Elements whose text nobody reads.
const HIDDEN: [&str; 7] = ["script", "style", "head", "noscript", "select", "button", "template"];
/// Elements after which a line ends.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "dd",
    "dt",
    "blockquote",
    "title",
    "hr",
];
const COLUMNS: usize = 256;

#[derive(Default)]
struct Page {
    source: Source,
    line: u32,
    text: String,
    hidden: Option<String>,
    /// The rows of the table that is open: of each cell its text and its spans.
    table: Vec<Vec<(String, usize, usize)>>,
    tables: usize,
}

/// Reads a web page.
pub(crate) fn source(html: &str) -> Source {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        page.say(&rest[..open]);
        rest = &rest[open..];
        let end = if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { rest.find('>').map(|at| at + 1) };
        let Some(end) = end else { break };
        page.tag(&rest[1..end - 1]);
        rest = &rest[end..];
    }
    page.say(rest);
    page.end_line();
    page.end_table();
    page.source
}

/// The value of an attribute that is a number.
fn span(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let Some(at) = lower.find(name) else { return 1 };
    let digits: String = lower[at + name.len()..].chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, COLUMNS)
}

impl Page {
    fn say(&mut self, text: &str) {
        if self.hidden.is_none() {
            let plain: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
            self.text.push_str(&unescaped(&plain));
        }
    }

    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if let Some(hidden) = &self.hidden {
            if closing && *hidden == name {
                self.hidden = None;
            }
            return;
        }
        if HIDDEN.contains(&name.as_str()) && !closing && !tag.ends_with('/') {
            self.hidden = Some(name);
            return;
        }
        match name.as_str() {
            "table" if !closing => {
                self.end_line();
                self.tables += 1;
            }
            "table" => {
                self.end_cell();
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_table();
                }
            }
            "tr" if self.tables == 1 && !closing => {
                self.end_cell();
                self.table.push(Vec::new());
            }
            "td" | "th" if self.tables == 1 && !closing => {
                self.end_cell();
                if let Some(row) = self.table.last_mut() {
                    row.push((String::new(), span(tag, "colspan"), span(tag, "rowspan")));
                }
            }
            "td" | "th" | "tr" if self.tables == 1 => self.end_cell(),
            name if BLOCKS.contains(&name) && self.tables > 0 => self.text.push('\n'),
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        if self.tables > 0 {
            return;
        }
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.line += 1;
            self.source.add_line(self.line, text.trim().to_owned());
        }
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        if let Some(cell) = self.table.last_mut().and_then(|r| r.last_mut()) {
            cell.0.push_str(text.trim());
        }
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.table);
        if rows.is_empty() {
            return;
        }
        let mut grid = Grid::default();
        // Of each column how many further rows its cell still takes, and which unit it is.
        let mut down: Vec<(usize, Option<usize>)> = Vec::new();
        for row in rows {
            self.line += 1;
            let mut cells: Vec<Option<usize>> = Vec::new();
            let mut own = row.into_iter();
            loop {
                let column = cells.len();
                if column >= COLUMNS {
                    break;
                }
                if let Some((left, unit)) = down.get_mut(column).filter(|(left, _)| *left > 0) {
                    *left -= 1;
                    cells.push(*unit);
                    continue;
                }
                let Some((text, across, over)) = own.next() else { break };
                let place = Place { line: self.line, sheet: None, column: Some(column as u16) };
                let unit = (!text.trim().is_empty()).then(|| self.source.add(place, text));
                for _ in 0..across.min(COLUMNS - column) {
                    let at = cells.len();
                    if down.len() <= at {
                        down.resize(at + 1, (0, None));
                    }
                    down[at] = (over - 1, unit);
                    cells.push(unit);
                }
            }
            grid.rows.push(GridRow { number: self.line, cells });
        }
        self.source.parts.push(Part::Table(grid));
    }
}

/// Entities as what they stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(at, _)| at);
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "nbsp" | "emsp" | "ensp" | "thinsp" => Some(' '),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "mdash" => Some('—'),
        "middot" => Some('·'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = digits.strip_prefix(['x', 'X']).map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(number)
        }
    }
}

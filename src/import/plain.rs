//! Plain text and Markdown: a line each; tables that were turned into text are tables again.

use super::layout::Layout;
use super::source::{Grid, GridRow, Part, Place, Source};

/// The lines of a text.
pub(crate) fn source(text: &str) -> Source {
    let lines: Vec<&str> = text.lines().map(|l| l.trim_end_matches('\r')).collect();
    let layout = Layout::new(&lines);
    let mut source = Source::default();
    let mut at = 0;
    while at < lines.len() {
        if let Some(taken) = layout.table(at, &mut source) {
            at += taken;
            continue;
        }
        let table = ruled(&lines[at..]).or_else(|| stacked(&lines[at..]));
        match table {
            Some((rows, taken)) => {
                put(&mut source, rows, at as u32 + 1);
                at += taken;
            }
            None => {
                source.add_line(at as u32 + 1, lines[at].to_owned());
                at += 1;
            }
        }
    }
    source
}

/// The rows of a table: of each cell how many lines below the first line it stands, and its text.
type Rows = Vec<Vec<(u32, String)>>;

fn put(source: &mut Source, rows: Rows, first: u32) {
    let mut grid = Grid::default();
    for row in rows {
        let number = first + row.first().map_or(0, |(line, _)| *line);
        let cell = |(column, (line, text)): (usize, (u32, String))| {
            let place = Place { line: first + line, sheet: None, column: Some(column as u16) };
            (!text.trim().is_empty()).then(|| source.add(place, text))
        };
        let cells = row.into_iter().enumerate().map(cell).collect();
        grid.rows.push(GridRow { number, cells });
    }
    source.parts.push(Part::Table(grid));
}

/// A table of Markdown: `| a | b |` a row, at least two of them.
fn ruled(lines: &[&str]) -> Option<(Rows, usize)> {
    let is_row = |l: &&&str| l.trim().starts_with('|') && l.trim().len() > 2 && l.trim().ends_with('|');
    let rows: Vec<&str> = lines.iter().take_while(is_row).copied().collect();
    if rows.len() < 2 {
        return None;
    }
    let cells = |(n, line): (usize, &&str)| {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        let is_rule = inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
        (!is_rule).then(|| inner.split('|').map(|c| (n as u32, c.trim().replace("<br>", "\n"))).collect())
    };
    let taken = rows.len();
    Some((rows.iter().enumerate().filter_map(cells).collect(), taken))
}

/// A table has no more columns than this.
const WIDEST: usize = 16;

/// A table that was copied with a line a cell, each ending in `|`; its head begins with 序号, its rows with a number.
fn stacked(lines: &[&str]) -> Option<(Rows, usize)> {
    let cell = |l: &str| l.trim().strip_suffix('|').map(|c| c.trim().to_owned());
    let first = cell(lines.first()?)?;
    if !["序号", "编号"].contains(&first.replace(' ', "").as_str()) {
        return None;
    }
    let is_number = |(_, text): &(u32, String)| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let mut cells: Vec<(u32, String)> = Vec::new();
    let mut open: Option<(u32, String)> = None;
    let mut taken = 0;
    for (n, line) in lines.iter().enumerate() {
        let (start, mut text) = open.take().unwrap_or((n as u32, String::new()));
        match cell(line) {
            Some(end) => {
                text.push_str(&end);
                cells.push((start, text));
                taken = n + 1;
                if cells.len() == WIDEST + 1 && !cells.iter().any(is_number) {
                    return None;
                }
            }
            // A cell over several lines ends with the line that ends in a bar.
            None if n - start as usize <= 12 => {
                text.push_str(line.trim());
                open = Some((start, text));
            }
            None => break,
        }
    }
    let width = cells.iter().position(is_number).filter(|w| (3..=WIDEST).contains(w))?;
    Some((cells.chunks(width).map(<[_]>::to_vec).collect(), taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(text: &str) -> Vec<Vec<usize>> {
        let of = |part: &Part| {
            if let Part::Table(grid) = part { Some(grid.rows.iter().map(|r| r.cells.iter().flatten().count()).collect()) } else { None }
        };
        source(text).parts.iter().filter_map(of).collect()
    }

    #[test]
    fn tables_that_were_turned_into_text_are_tables_again() {
        assert_eq!(tables("| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n"), [[2, 2]]);
        assert_eq!(tables("附件\n序号 |\n任务 |\n牵头 |\n1 |\n建设\n平台 |\n甲局 |\n"), [[3, 3]]);
        assert_eq!(tables("一、总则\n1.甲 |\n"), Vec::<Vec<usize>>::new());
    }
}

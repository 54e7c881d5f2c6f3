//! Straight columns by cell width, also with Chinese in them.

use std::io::{self, IsTerminal};

use crate::text::{cut, pad, pad_left, sanitize, width};

/// How a column gives way when the line is too narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Give {
    Never,
    /// Down to so many cells.
    To(usize),
}

/// One column: its head, how it gives way, and whether it holds numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(crate) head: &'static str,
    pub(crate) give: Give,
    /// Whether it is set to the right.
    pub(crate) number: bool,
}

/// How many cells a line may take: `COLUMNS` where somebody exports it, else the terminal's, else no limit.
pub(super) fn line_width() -> Option<usize> {
    let wished = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok()).filter(|c| *c > 0);
    let terminal = || if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    wished.or_else(|| terminal().map(|(columns, _)| usize::from(columns)).filter(|c| *c > 0))
}

/// A line of a table.
pub(super) enum Line {
    Cells(Vec<String>),
    Free(String),
}

const GAP: usize = 2;

/// No column is wider in cells because of a few of its values: those push what follows them to the right, and every other row is as long
/// as it must be. (A single title of a megabyte would else pad every row to its length.)
const WIDEST: usize = 160;

/// Lays lines out under a head. With a limit the columns that can give way do so, the widest first.
pub(super) fn lay_out(columns: &[Head], lines: &[Line], limit: Option<usize>) -> String {
    let rows: Vec<Vec<String>> = lines.iter().filter_map(|l| if let Line::Cells(c) = l { Some(clean(c)) } else { None }).collect();
    let widths = widths(columns, &rows, limit);
    let head: Vec<String> = columns.iter().map(|c| c.head.to_owned()).collect();
    let mut out = line(columns, &widths, &head, limit);
    let mut rows = rows.iter();
    for l in lines {
        match l {
            Line::Cells(_) => out.extend(rows.next().map(|r| line(columns, &widths, r, limit))),
            Line::Free(text) => {
                let text = sanitize(text, false);
                out.push_str(&limit.map_or_else(|| text.clone(), |cells| cut(&text, cells)));
                out.push('\n');
            }
        }
    }
    out
}

fn clean(cells: &[String]) -> Vec<String> {
    cells.iter().map(|c| sanitize(c, false)).collect()
}

fn widths(columns: &[Head], rows: &[Vec<String>], limit: Option<usize>) -> Vec<usize> {
    let widest = |i: usize| rows.iter().filter_map(|r| r.get(i)).map(|c| width(c)).max().unwrap_or(0);
    let mut widths: Vec<usize> = columns.iter().enumerate().map(|(i, c)| width(c.head).max(widest(i))).collect();
    let Some(limit) = limit else { return widths.into_iter().map(|w| w.min(WIDEST)).collect() };
    loop {
        let whole: usize = widths.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
        let room = |i: usize| match columns[i].give {
            Give::To(least) => widths[i].saturating_sub(least),
            Give::Never => 0,
        };
        let Some(widest) = (0..columns.len()).filter(|i| room(*i) > 0).max_by_key(|i| widths[*i]) else { return widths };
        if whole <= limit {
            return widths;
        }
        widths[widest] -= 1;
    }
}

fn line(columns: &[Head], widths: &[usize], cells: &[String], limit: Option<usize>) -> String {
    let padded: Vec<String> = columns
        .iter()
        .zip(widths)
        .zip(cells)
        .map(|((column, cells), text)| match column.number {
            _ if limit.is_none() && width(text) > *cells => text.clone(),
            true => pad_left(text, *cells),
            false => pad(text, *cells),
        })
        .collect();
    let line = padded.join(&" ".repeat(GAP));
    let line = line.trim_end();
    format!("{}\n", limit.map_or_else(|| line.to_owned(), |cells| cut(line, cells)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(limit: Option<usize>) -> Vec<String> {
        let columns = [
            Head { head: "灯", give: Give::Never, number: false },
            Head { head: "标题", give: Give::To(6), number: false },
            Head { head: "完成", give: Give::Never, number: true },
        ];
        let row = |t: &str, p: &str| Line::Cells(vec!["红".into(), t.into(), p.into()]);
        let lines = [row("密山寒疆万头牧场工程建设", "5%"), Line::Free("组".into()), row("abc", "100%")];
        lay_out(&columns, &lines, limit).lines().map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_straight_with_chinese_in_them() {
        let lines = table(None);
        for i in [1, 3] {
            assert_eq!(width(&lines[i]), width(&lines[0]), "{lines:?}");
        }
        assert!(lines[1].contains("密山寒疆万头牧场工程建设"));
    }

    #[test]
    fn a_narrow_line_is_kept_by_the_column_that_gives_way() {
        let lines = table(Some(20));
        assert!(lines.iter().all(|l| width(l) <= 20), "{lines:?}");
        assert!(lines[3].ends_with("100%"));
        assert!(table(Some(3)).iter().all(|l| width(l) <= 3));
    }

    #[test]
    fn one_endless_value_makes_no_other_row_longer() {
        let columns = [Head { head: "标题", give: Give::To(6), number: false }, Head { head: "完成", give: Give::Never, number: true }];
        let row = |t: String| Line::Cells(vec![t, "5%".into()]);
        let lines = lay_out(&columns, &[row("长".repeat(1000)), row("短".into())], None);
        let widths: Vec<usize> = lines.lines().map(width).collect();
        assert_eq!(widths, [WIDEST + 6, 2000 + 6, WIDEST + 6], "nothing is cut, and nothing else grows");
    }
}

//! Tables of counts: put in order, printed with their sums, or written to a file.

use super::error::CliError;
use super::into_file::IntoFile;
use super::table::{Give, Head, Line, lay_out, line_width};
use crate::report::{Cell, Grid};
use crate::text::{Lang, fold_width, list_parts};

/// How such a table is ordered and where it goes.
#[derive(clap::Args, Debug, Default)]
pub(super) struct Laid {
    /// 按哪一列排序，写列名；前加 - 为倒序，逗号分隔 | By which column, in the words of its head; - before it for descending, divided by commas
    #[arg(long, value_name = "列 | COLUMNS", allow_hyphen_values = true)]
    pub(super) sort: Vec<String>,
    #[command(flatten)]
    pub(super) into: IntoFile,
}

impl Laid {
    /// The places of the rows in the order that is asked for; a column is called by its head in either language.
    pub(super) fn order(&self, heads: &[(String, String)], rows: &[Vec<Cell>]) -> Result<Vec<usize>, CliError> {
        let mut places: Vec<usize> = (0..rows.len()).collect();
        let plain = |word: &str| fold_width(word).split_whitespace().collect::<String>().to_lowercase();
        // The first key decides, so it sorts last.
        for key in list_parts(&self.sort.join(","), |_| false).into_iter().rev() {
            let word = key.strip_prefix('-').unwrap_or(key);
            let column = heads.iter().position(|(zh, en)| [zh, en].iter().any(|head| plain(head) == plain(word)));
            let column = column.ok_or_else(|| CliError::unknown("--sort", word, heads.iter().cloned()))?;
            places.sort_by(|a, b| {
                let order = rows[*a][column].compare(&rows[*b][column]);
                if key.starts_with('-') { order.reverse() } else { order }
            });
        }
        Ok(places)
    }
}

/// The table for a terminal, its sums in the last line. Columns of which `always` does not hold are left out where nothing stands in them.
pub(super) fn lines(grid: &Grid, lang: Lang, always: impl Fn(usize) -> bool) -> String {
    let is_blank = |cell: &Cell| matches!(cell, Cell::Empty | Cell::Count(0));
    let shown: Vec<usize> = (0..grid.columns.len()).filter(|i| always(*i) || grid.rows.iter().any(|r| !is_blank(&r[*i]))).collect();
    let head = |i: &usize| Head {
        head: grid.columns[*i].title,
        give: if *i == 0 { Give::To(16) } else { Give::Never },
        number: grid.rows.iter().any(|r| r[*i].is_number()),
    };
    let word = |cell: &Cell| if is_blank(cell) { "–".to_owned() } else { cell.words(lang) };
    let cells = |row: &Vec<Cell>| Line::Cells(shown.iter().map(|i| word(&row[*i])).collect());
    let mut rows: Vec<Line> = grid.rows.iter().map(cells).collect();
    let sums = grid.sums();
    if grid.rows.len() > 1 && sums.iter().any(Option::is_some) {
        let sum = |i: &usize| match &sums[*i] {
            Some(sum) => sum.words(lang),
            None if *i == 0 => lang.pick("合计", "total").to_owned(),
            None => String::new(),
        };
        rows.push(Line::Cells(shown.iter().map(sum).collect()));
    }
    lay_out(&shown.iter().map(head).collect::<Vec<_>>(), &rows, line_width())
}

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, Table, TableColumn, TableFunction, TableStyle, Worksheet, XlsxError,
};

use super::styles::Styles;
use crate::domain::number;
use crate::progress::Progress;
use crate::report::grid::{Cell, Grid};
use crate::report::summary::Summary;
use crate::text::{Lang, width, wrap};

/// DIN A4 in the numbers of Excel.
const A4: u8 = 9;
/// Room in a column beside its words.
const ROOM: usize = 1;
/// Room in a head for the button of its filter.
const BUTTON: usize = 2;
/// Points for a line of words, and around the lines of a row.
const LINE: f64 = 13.5;
const AIR: f64 = 4.0;
/// Excel has no taller rows.
const TALLEST: f64 = 409.0;
/// A page's head holds no more characters (255 with its codes).
const HEAD: usize = 80;

pub(super) struct Sheet<'a> {
    pub(crate) page: &'a mut Worksheet,
    pub(crate) styles: &'a Styles,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(page: &'a mut Worksheet, styles: &'a Styles) -> Sheet<'a> {
        Sheet { page, styles }
    }

    /// Its name, and its pages: A4 on its side, as wide as the paper.
    pub(super) fn begin(&mut self, name: &str, title: &str, summary: &Summary) -> Result<(), XlsxError> {
        self.page_of(name, (title, &summary.period.label(Lang::Zh)), &format!("截止 {}", summary.cutoff))
    }

    /// Its name, what stands above every page to the left and to the right, and below it.
    pub(super) fn page_of(&mut self, name: &str, (title, right): (&str, &str), foot: &str) -> Result<(), XlsxError> {
        let plain = |s: &str| crate::text::sanitize(s, false).chars().take(HEAD).collect::<String>().replace('&', "&&");
        self.page.set_name(name)?.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        self.page.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        self.page.set_header(format!("&L{}&C{name}&R{}", plain(title), plain(right)));
        self.page.set_footer(format!("&L{foot}&C第 &P 页，共 &N 页"));
        Ok(())
    }

    /// The sheet holds this one table from its first cell on.
    pub(super) fn list(&mut self, grid: &Grid, progress: &Progress) -> Result<(), XlsxError> {
        self.list_below(&[], grid, progress)
    }

    /// The sheet holds this one table below so many lines.
    pub(super) fn list_below(&mut self, lines: &[&str], grid: &Grid, progress: &Progress) -> Result<(), XlsxError> {
        let widths = widths(grid);
        for (row, line) in (0..).zip(lines) {
            self.page.write_string(row, 0, crate::text::sanitize(line, false))?;
        }
        let top = u32::try_from(lines.len()).unwrap_or_default();
        let end = self.table(top, grid, &widths, progress)?;
        for (i, cells) in widths.into_iter().enumerate() {
            self.page.set_column_width(column(i), width_of(cells))?;
        }
        self.page.set_freeze_panes(top + 1, grid.kept)?.set_repeat_rows(top, top)?;
        if grid.printed < grid.columns.len() {
            self.page.set_print_area(0, 0, end - 1, column(grid.printed) - 1)?;
        }
        Ok(())
    }

    /// Writes a table whose head stands in a row, for columns of these widths in cells; gives the row behind it.
    pub(super) fn table(&mut self, top: u32, grid: &Grid, widths: &[usize], progress: &Progress) -> Result<u32, XlsxError> {
        let first = top + 1;
        self.page.set_row_height(top, 2.0 * LINE + AIR)?;
        for (row, cells) in (first..).zip(progress.each(&grid.rows)) {
            // Readers do not find the height of wrapped words by themselves once a sheet has a font of its own.
            let lines = cells.iter().zip(widths).map(|(c, w)| lines(c, *w)).max().unwrap_or(1);
            self.page.set_row_height(row, (lines as f64 * LINE + AIR).min(TALLEST))?;
            for (i, cell) in cells.iter().enumerate() {
                self.cell(row, column(i), cell)?;
            }
        }
        if grid.rows.is_empty() {
            let blanks = std::iter::repeat_n(Cell::Empty, grid.columns.len() - 1);
            for (i, cell) in std::iter::once(Cell::Text("（无）".into())).chain(blanks).enumerate() {
                self.cell(first, column(i), &cell)?;
            }
        }
        let last = top + u32::try_from(grid.rows.len().max(1)).unwrap_or(u32::MAX - top);
        let sums = grid.columns.iter().any(|c| c.sum) && !grid.rows.is_empty();
        let end = last + u32::from(sums);
        self.page.add_table(top, 0, end, column(grid.columns.len()) - 1, &self.frame(grid, sums))?;
        if sums {
            self.sums(end, grid)?;
        }
        for (i, _) in grid.columns.iter().enumerate().filter(|(_, c)| c.bar) {
            self.page.add_conditional_format(first, column(i), last, column(i), &bars())?;
        }
        Ok(end + 1)
    }

    fn frame(&self, grid: &Grid, sums: bool) -> Table {
        let head = |(i, c): (usize, &crate::report::grid::Head)| {
            let head = TableColumn::new().set_header(c.title).set_header_format(&self.styles.head);
            match (sums, i, c.sum) {
                (true, 0, _) => head.set_total_label("合计"),
                (true, _, true) => head.set_total_function(TableFunction::Sum),
                _ => head,
            }
        };
        let columns: Vec<TableColumn> = grid.columns.iter().enumerate().map(head).collect();
        Table::new().set_name(grid.name).set_columns(&columns).set_total_row(sums).set_style(TableStyle::Light1)
    }

    /// The sums below a table: formulas that follow its filter, with what they give for all rows, for readers that
    /// do not reckon.
    fn sums(&mut self, row: u32, grid: &Grid) -> Result<(), XlsxError> {
        for (i, head) in grid.columns.iter().enumerate() {
            let sample = grid.rows.iter().map(|r| &r[i]).find(|c| head.sum && **c != Cell::Empty).unwrap_or(&Cell::Empty);
            self.page.set_cell_format(row, column(i), self.styles.of(sample))?;
            if head.sum {
                let sum: f64 = grid.rows.iter().filter_map(|r| r[i].summed()).sum();
                self.page.set_formula_result(row, column(i), number((sum * 1e6).round() / 1e6));
            }
        }
        Ok(())
    }

    pub(super) fn cell(&mut self, row: u32, col: u16, cell: &Cell) -> Result<(), XlsxError> {
        let style = self.styles.of(cell);
        match cell {
            Cell::Empty => self.page.write_blank(row, col, style)?,
            Cell::Text(words) => self.page.write_string_with_format(row, col, words, style)?,
            Cell::Again(_) => self.page.write_string_with_format(row, col, cell.words(Lang::Zh), style)?,
            Cell::Day(day) => self.page.write_datetime_with_format(row, col, day, style)?,
            Cell::Term(_, word) => self.page.write_string_with_format(row, col, *word, style)?,
            Cell::Light(light) => self.page.write_string_with_format(row, col, light.label(Lang::Zh), style)?,
            Cell::Count(_) | Cell::Number(_) | Cell::Percent(_) | Cell::Share(_) => {
                self.page.write_number_with_format(row, col, cell.value().unwrap_or_default(), style)?
            }
        };
        Ok(())
    }
}

/// The number of a column; no table here comes near the last one.
pub(super) fn column(i: usize) -> u16 {
    u16::try_from(i).unwrap_or(u16::MAX)
}

/// The width of a column that shows so many cells.
pub(super) fn width_of(cells: usize) -> f64 {
    (cells + ROOM) as f64
}

/// How many cells each column shows: wide enough for every word, up to what it may take; a hanzi is two.
pub(super) fn widths(grid: &Grid) -> Vec<usize> {
    let of = |(i, head): (usize, &crate::report::grid::Head)| {
        let widest = grid.rows.iter().map(|r| cell_width(&r[i])).max().unwrap_or(0);
        let most = usize::from(head.most);
        widest.max(width(head.title) + BUTTON).min(most.max(longest_word(head.title)))
    };
    grid.columns.iter().enumerate().map(of).collect()
}

/// A head breaks over two lines at most.
fn longest_word(head: &str) -> usize {
    width(head).div_ceil(2) + BUTTON
}

fn cell_width(cell: &Cell) -> usize {
    match cell {
        Cell::Text(words) => words.lines().map(width).max().unwrap_or(0),
        Cell::Empty => 0,
        Cell::Count(n) => n.to_string().len(),
        Cell::Number(n) => number(*n).len() + 3,
        Cell::Again(_) => width(&cell.words(Lang::Zh)),
        Cell::Percent(_) | Cell::Share(_) => 6,
        Cell::Day(_) => 10,
        Cell::Light(_) => 2,
        Cell::Term(_, word) => width(word),
    }
}

/// How many lines a cell takes in a column that shows so many cells.
fn lines(cell: &Cell, cells: usize) -> usize {
    match cell {
        Cell::Text(words) if width(words) > cells || words.contains('\n') => wrap(words, cells).len(),
        _ => 1,
    }
}

fn bars() -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_fill_color(Color::RGB(0x009D_C3E6))
        .set_solid_fill(true)
}

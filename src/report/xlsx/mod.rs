//! The bulletin as a workbook for Excel and WPS: overview, full ledger, what is late, bodies, indicators; each a real
//! table that can be filtered and summed. The same summary gives the same bytes.

mod overview;
mod sheet;
mod styles;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::grid::{bodies, goals, late, ledger};
use super::summary::Summary;
use sheet::Sheet;
use styles::Styles;

/// Row height and column width in pixels of a sheet in 宋体 11.
const PIXELS: (u32, u32) = (18, 72);

/// Writes the workbook. Empty when it could not be put together: a table longer than a sheet (1,048,576 rows).
pub fn xlsx(summary: &Summary) -> Vec<u8> {
    workbook(summary).unwrap_or_default()
}

fn workbook(summary: &Summary) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&Format::new().set_font_name("宋体").set_font_size(11), PIXELS.0, PIXELS.1)?;
    let title = if summary.audience_name.is_empty() { &summary.ledger_title } else { &summary.audience_name };
    // A time of its own would make every writing another file; the cut-off is what the content hangs on.
    let created = ExcelDateTime::parse_from_str(&summary.cutoff.to_string())?;
    book.set_properties(&DocProperties::new().set_title(title).set_author("duban").set_creation_datetime(&created));
    let styles = Styles::new();
    overview::write(book.add_worksheet(), &styles, summary)?;
    for grid in [ledger(summary), late(summary), bodies(summary), goals(summary)] {
        let mut sheet = Sheet::new(book.add_worksheet(), &styles);
        sheet.begin(grid.title, title, summary)?;
        sheet.list(&grid)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
#[path = "xlsx_tests.rs"]
mod tests;

//! The bulletin as a workbook for Excel and WPS: overview, full ledger, what is late, bodies, indicators; each a real
//! table that can be filtered and summed. The same summary gives the same bytes.

mod overview;
mod sheet;
mod styles;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::error::{RenderError, Rendered};
use super::export::Extract;
use super::grid::{Grid, bodies, goals, late, ledger};
use super::shown::Shown;
use super::summary::Summary;
use crate::progress::{Progress, Step};
use crate::text::sanitize;
use sheet::Sheet;
use styles::Styles;

/// Row height and column width in pixels of a sheet in 宋体 11.
const PIXELS: (u32, u32) = (18, 72);

/// Writes the workbook, counting rows and then bytes. A table may be no longer than a sheet (1,048,576 rows).
pub(super) fn xlsx(summary: &Summary, progress: &Progress) -> Rendered {
    let grids = vec![ledger(summary, None), late(summary), bodies(summary), goals(summary)];
    let overview = |book: &mut Workbook, styles: &Styles| overview::write(book.add_worksheet(), styles, summary);
    finished(workbook(summary, overview, grids, progress), progress)
}

pub(super) fn ledger_xlsx(extract: &Extract, progress: &Progress) -> Rendered {
    let summary = extract.summary(progress)?;
    finished(workbook(&summary, |_, _| Ok(()), vec![ledger(&summary, extract.ids().as_ref())], progress), progress)
}

/// Writes a table as somebody saw it, below what it is called and what it shows of all.
pub(super) fn shown_xlsx(shown: &Shown, progress: &Progress) -> Rendered {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let (mut book, styles) = (bound(&shown.title, shown.day)?, Styles::new());
        progress.begin(Step::Setting, shown.grid.rows.len());
        let mut sheet = Sheet::new(book.add_worksheet(), &styles);
        sheet.page_of(shown.grid.title, (&shown.title, ""), &shown.terms)?;
        sheet.list_below(&[&shown.title, &shown.terms], &shown.grid, progress)?;
        progress.begin(Step::Packing, 0);
        let mut bytes = Vec::new();
        book.save_to_writer(progress.writer(&mut bytes))?;
        Ok(bytes)
    };
    finished(written(), progress)
}

fn finished(written: Result<Vec<u8>, XlsxError>, progress: &Progress) -> Rendered {
    let bytes = written.map_err(|_| RenderError::stopped("xlsx", progress))?;
    progress.check()?;
    Ok(bytes)
}

/// A workbook whose first sheets `front` writes.
fn workbook(
    summary: &Summary,
    front: impl FnOnce(&mut Workbook, &Styles) -> Result<(), XlsxError>,
    grids: Vec<Grid>,
    progress: &Progress,
) -> Result<Vec<u8>, XlsxError> {
    let (mut book, styles) = (begin(summary)?, Styles::new());
    front(&mut book, &styles)?;
    progress.begin(Step::Setting, grids.iter().map(|g| g.rows.len()).sum());
    for grid in grids {
        let mut sheet = Sheet::new(book.add_worksheet(), &styles);
        sheet.begin(grid.title, &summary.title(), summary)?;
        sheet.list(&grid, progress)?;
    }
    // The library sets all its parts before it gives the first byte; nobody knows how many there will be.
    progress.begin(Step::Packing, 0);
    let mut bytes = Vec::new();
    book.save_to_writer(progress.writer(&mut bytes))?;
    Ok(bytes)
}

fn begin(summary: &Summary) -> Result<Workbook, XlsxError> {
    bound(&summary.title(), summary.cutoff)
}

fn bound(title: &str, day: NaiveDate) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&Format::new().set_font_name("宋体").set_font_size(11), PIXELS.0, PIXELS.1)?;
    // A time of its own would make every writing another file; the cut-off is what the content hangs on.
    let created = ExcelDateTime::parse_from_str(&day.to_string())?;
    book.set_properties(&DocProperties::new().set_title(sanitize(title, false)).set_author("duban").set_creation_datetime(&created));
    Ok(book)
}

#[cfg(test)]
#[path = "xlsx_tests.rs"]
mod tests;

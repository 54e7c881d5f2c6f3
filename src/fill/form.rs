//! A form of somebody else: a workbook, or a document with tables.

use std::collections::{BTreeMap, HashSet};

use super::book::Book;
use super::package::Package;
use super::reference::Growth;
use super::sheet::{Cells, Sheet};
use super::table::Table;
use super::word::{DOCUMENT, Document};
use crate::import::{self, FormGrid};
use crate::report::Unreadable;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a form cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfillable {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// It is neither a workbook nor a document of the present formats.
    Kind,
    /// It has no table whose head says what a row is of.
    NoTable,
    /// It has no such sheet; those that it has.
    NoSheet(String, Vec<String>),
}

says_as_error!(Unfillable);

impl Say for Unfillable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unfillable::Unreadable(why) => why.say(lang),
            Unfillable::Kind => lang
                .pick(
                    "只能填 xlsx 和 docx：旧格式（xls、doc、et、wps）请在 WPS 或 Excel、Word 里另存为 xlsx 或 docx",
                    "only xlsx and docx can be filled: save old formats (xls, doc, et, wps) as xlsx or docx in WPS, Excel or Word",
                )
                .to_owned(),
            Unfillable::NoTable => lang
                .pick(
                    "没有找到表头：至少要有一列是项目或任务的名称，另有一列是台账里有的内容",
                    "no head of a table was found: one column has to hold what a row is of, another what the ledger knows",
                )
                .to_owned(),
            Unfillable::NoSheet(name, known) => lang.pick(
                format!("没有表 `{name}`，有：{}", known.join("、")),
                format!("there is no table `{name}`; there are: {}", known.join(", ")),
            ),
        }
    }
}

/// A form as it came.
#[derive(Debug)]
pub(crate) struct Form {
    package: Package,
    book: Option<Book>,
    pub(crate) tables: Vec<Table>,
    /// The names of all sheets, or of all tables of a document.
    names: Vec<String>,
}

/// The cells of a table in which nothing is written.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) formulas: HashSet<(u32, u16)>,
    /// Those that a cell before them goes over.
    pub(super) covered: HashSet<(u32, u16)>,
}

impl Form {
    /// Reads a form.
    ///
    /// # Errors
    /// [`Unfillable`], where it is no workbook or document, is damaged or too large, or has no table to be filled.
    pub(crate) fn read(bytes: Vec<u8>) -> Result<Form, Unfillable> {
        if !bytes.starts_with(b"PK") {
            return Err(Unfillable::Kind);
        }
        let package = Package::read(bytes).map_err(Unfillable::Unreadable)?;
        let book = Book::read(&package);
        let (tables, names) = match &book {
            Some(book) => sheets(book, &package)?,
            None => documents(&package)?,
        };
        if tables.is_empty() {
            return Err(Unfillable::NoTable);
        }
        Ok(Form { package, book, tables, names })
    }

    /// By which the same form is known again: its headings, whatever stands beneath them.
    pub(crate) fn headings(&self) -> String {
        let headings = self.tables.iter().flat_map(|t| t.columns.iter().map(|c| &*c.heading));
        headings.collect::<Vec<_>>().join("\u{1f}")
    }

    /// Keeps the tables of a name.
    pub(crate) fn keep(&mut self, name: &str) -> Result<(), Unfillable> {
        let known = self.names.clone();
        self.tables.retain(|table| table.name == name.trim());
        if self.tables.is_empty() { Err(Unfillable::NoSheet(name.to_owned(), known)) } else { Ok(()) }
    }

    /// The cells of a table in which nothing is written.
    pub(super) fn kept(&self, table: &Table) -> Kept {
        let Some(text) = self.part(table) else { return Kept::default() };
        let sheet = self.book.as_ref().and_then(|_| Sheet::read(&text));
        sheet.map_or_else(Kept::default, |sheet| Kept { formulas: sheet.formulas(), covered: sheet.covered() })
    }

    fn part(&self, table: &Table) -> Option<String> {
        match &self.book {
            Some(book) => self.package.part(&book.sheets.iter().find(|(name, _)| *name == table.name)?.1),
            None => self.package.part(DOCUMENT),
        }
    }

    /// Writes cells of a table; rows are numbered as they are when those of the growth have come in. False where its part cannot be written.
    pub(super) fn write(&mut self, at: usize, cells: &BTreeMap<u32, Cells>, growth: Option<Growth>) -> bool {
        self.wrote(at, cells, growth).is_some()
    }

    fn wrote(&mut self, at: usize, cells: &BTreeMap<u32, Cells>, growth: Option<Growth>) -> Option<()> {
        let table = self.tables.get(at)?;
        let text = self.part(table)?;
        match &self.book {
            Some(book) => {
                let path = book.sheets.iter().find(|(name, _)| *name == table.name)?.1.clone();
                let new = Sheet::read(&text)?.written(cells, growth, book)?;
                self.package.put(&path, new);
                book.settle(&mut self.package, growth.map(|growth| (&*table.name, growth)))?;
            }
            None => {
                let new = Document::read(&text)?.written(table.at, cells, growth)?;
                self.package.put(DOCUMENT, new);
            }
        }
        Some(())
    }

    /// The form as it is by now; all that nobody wrote in is as it came.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Unfillable> {
        self.package.packed().map_err(Unfillable::Unreadable)
    }
}

/// The tables of a form, and the names of all that it has.
type Tables = (Vec<Table>, Vec<String>);

fn sheets(book: &Book, package: &Package) -> Result<Tables, Unfillable> {
    let source = import::source("form.xlsx", package.source()).map_err(|_| Unfillable::NoTable)?;
    let drawn = |name: &str| {
        let path = &book.sheets.iter().find(|(sheet, _)| sheet == name)?.1;
        Some(Sheet::read(&package.part(path)?)?.drawn())
    };
    let read = |(at, (name, grid)): (usize, (Option<String>, FormGrid))| {
        let name = name?;
        let rows = drawn(&name)?;
        Table::read((name, at), &grid, rows)
    };
    let tables = FormGrid::of(&source).into_iter().enumerate().filter_map(read).collect();
    Ok((tables, book.sheets.iter().map(|(name, _)| name.clone()).collect()))
}

fn documents(package: &Package) -> Result<Tables, Unfillable> {
    let text = package.part(DOCUMENT).ok_or(Unfillable::Kind)?;
    let document = Document::read(&text).ok_or(Unfillable::NoTable)?;
    let grids = document.grids();
    let name = |at: usize| format!("表{}", at + 1);
    let names = (0..grids.len()).map(name).collect();
    let tables = grids.iter().enumerate().filter_map(|(at, (grid, rows))| Table::read((name(at), at), grid, *rows)).collect();
    Ok((tables, names))
}

//! Files of offices: Word documents, workbooks, web pages.

mod docx;
mod html;
mod numbering;
mod package;
mod sheet;

pub(super) use docx::source as docx;
pub(super) use html::source as html;
pub(super) use package::Broken;
pub(super) use sheet::{csv, source as workbook};

/// Whether a zipped document is one of Word.
pub(super) fn is_word(bytes: &[u8]) -> Result<bool, Broken> {
    package::has(bytes, "word/document.xml")
}

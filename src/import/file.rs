//! Which kind of file bytes are, and what to do with those that cannot be read.

use super::decode::decode;
use super::office;
use super::office::Broken;
use super::plain;
use super::source::Source;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a file gives no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A PDF: its text has to be taken out first.
    Pdf,
    /// `.doc`, `.wps`, `.et` and their like.
    OldOffice,
    /// It is damaged.
    Damaged,
    /// It unpacks to more than any document.
    TooLarge,
    /// There is no text in it.
    Empty,
}

says_as_error!(Unreadable);

impl Say for Unreadable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unreadable::Pdf => lang.pick(
                "PDF 里的文字要先取出来：装上 pdftotext（poppler-utils）后再读，或在 WPS、Word 里打开另存为 docx 或 txt；扫描件须先做文字识别",
                "the text of a PDF has to be taken out first: install pdftotext (poppler-utils), or open it in WPS or Word and save it as docx or txt; a scan needs OCR first",
            ),
            Unreadable::OldOffice => lang.pick(
                "旧格式（doc、wps、et）读不了：请在 WPS 或 Word 里打开，另存为 docx（表格存为 xlsx）",
                "old formats (doc, wps, et) cannot be read: open it in WPS or Word and save it as docx (a sheet as xlsx)",
            ),
            Unreadable::Damaged => lang.pick("文件已损坏，或不是它的名字所说的格式", "the file is damaged, or not of the kind that its name says"),
            Unreadable::TooLarge => lang.pick("文件解开后过大，没有读", "the file unpacks to too much and was not read"),
            Unreadable::Empty => {
                lang.pick("文件里没有文字（可能是扫描件，须先做文字识别）", "there is no text in the file (a scan needs OCR first)")
            }
        }
        .to_owned()
    }
}

/// The source of a file's bytes; its name helps where they do not say what they are.
pub fn source(name: &str, bytes: &[u8]) -> Result<Source, Unreadable> {
    let name = name.to_lowercase();
    let ends = |all: &[&str]| all.iter().any(|e| name.ends_with(e));
    let source = if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Pdf);
    } else if bytes.starts_with(b"PK\x03\x04") {
        zipped(bytes)?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        if ends(&[".doc", ".wps"]) {
            return Err(Unreadable::OldOffice);
        }
        office::workbook(bytes).map_err(|_| Unreadable::OldOffice)?
    } else {
        let text = decode(bytes);
        let start = text.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
        if start.starts_with("<!doctype html")
            || start.starts_with("<html")
            || start.contains("<body")
            || start.contains("<table")
            || ends(&[".html", ".htm"])
        {
            office::html(&text)
        } else if ends(&[".csv", ".tsv"]) {
            office::csv(&text)
        } else {
            plain::source(&text)
        }
    };
    if source.units.iter().all(|u| u.text.trim().is_empty()) { Err(Unreadable::Empty) } else { Ok(source) }
}

fn zipped(bytes: &[u8]) -> Result<Source, Unreadable> {
    let told = |broken: Broken| match broken {
        Broken::Damaged => Unreadable::Damaged,
        Broken::TooLarge => Unreadable::TooLarge,
    };
    if office::is_word(bytes).map_err(told)? { office::docx(bytes).map_err(told) } else { office::workbook(bytes).map_err(told) }
}

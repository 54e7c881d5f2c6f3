use super::bulletin::bulletin_with;
use super::csv::ledger_csv;
use super::docx::docx_watched;
use super::html::html_watched;
use super::markdown::markdown_watched;
use super::summary::Summary;
use super::summary_json::summary_json_file;
use super::template::Template;
use super::xlsx::xlsx_watched;
use crate::progress::Progress;
use crate::text::Lang;

/// A form in which a bulletin can be written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line, and the ending of its files.
    pub word: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Writes the whole file, with what the office sets of its bulletins, and says how far it is. Empty when there is too
    /// much for the format; worth nothing when it is called off.
    pub write: fn(&Summary, &Template, &Progress) -> Vec<u8>,
}

impl Format {
    /// The format of a word or of a file's ending.
    pub fn from_word(word: &str) -> Option<&'static Format> {
        let word = crate::text::fold_width(word.trim());
        FORMATS.iter().find(|f| word.trim_start_matches('.') == f.word)
    }

    /// What it is, for readers.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// All formats.
pub const FORMATS: &[Format] = &[
    Format {
        word: "md",
        zh: "Markdown 文本",
        en: "Markdown text",
        write: |s, t, p| markdown_watched(&bulletin_with(s, t), p).into_bytes(),
    },
    Format { word: "docx", zh: "Word/WPS 公文", en: "document for Word and WPS", write: |s, t, p| docx_watched(&bulletin_with(s, t), p) },
    Format {
        word: "html",
        zh: "网页，可离线打开和打印",
        en: "web page, opens and prints offline",
        write: |s, t, p| html_watched(s, t, p).into_bytes(),
    },
    Format { word: "xlsx", zh: "Excel/WPS 表格", en: "spreadsheet for Excel and WPS", write: |s, _, p| xlsx_watched(s, p) },
    Format {
        word: "csv",
        zh: "逗号分隔的台账",
        en: "the ledger as comma-separated values",
        write: |s, _, p| ledger_csv(s, None, p).into_bytes(),
    },
    Format { word: "json", zh: "供程序读取的 JSON", en: "JSON for programs", write: |s, _, p| summary_json_file(s, p) },
];

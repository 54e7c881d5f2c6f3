use super::bulletin::bulletin_with;
use super::csv::csv;
use super::docx::docx;
use super::html::html;
use super::markdown::markdown;
use super::summary::Summary;
use super::summary_json::summary_json;
use super::template::Template;
use super::xlsx::xlsx;
use crate::text::Lang;

/// A form in which a bulletin can be written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line, and the ending of its files.
    pub word: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Writes the whole file, with what the office sets of its bulletins.
    pub write: fn(&Summary, &Template) -> Vec<u8>,
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
    Format { word: "md", zh: "Markdown 文本", en: "Markdown text", write: |s, t| markdown(&bulletin_with(s, t)).into_bytes() },
    Format { word: "docx", zh: "Word/WPS 公文", en: "document for Word and WPS", write: |s, t| docx(&bulletin_with(s, t)) },
    Format {
        word: "html", zh: "网页，可离线打开和打印", en: "web page, opens and prints offline", write: |s, t| html(s, t).into_bytes()
    },
    Format { word: "xlsx", zh: "Excel/WPS 表格", en: "spreadsheet for Excel and WPS", write: |s, _| xlsx(s) },
    Format { word: "csv", zh: "逗号分隔的台账", en: "the ledger as comma-separated values", write: |s, _| csv(s).into_bytes() },
    Format {
        word: "json",
        zh: "供程序读取的 JSON",
        en: "JSON for programs",
        write: |s, _| format!("{:#}\n", summary_json(s)).into_bytes(),
    },
];

use super::document::Document;
use super::docx::docx;
use super::html::html_page;
use super::markdown::markdown;
use crate::text::Lang;

/// A form in which a document alone, such as a letter, can be written.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    /// Its name on the command line, and the ending of its files.
    pub word: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Writes the whole file.
    pub write: fn(&Document) -> Vec<u8>,
}

impl Paper {
    /// The form of a word or of a file's ending.
    pub fn from_word(word: &str) -> Option<&'static Paper> {
        let word = crate::text::fold_width(word.trim());
        PAPERS.iter().find(|p| word.trim_start_matches('.') == p.word)
    }

    /// What it is, for readers.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// All forms.
pub const PAPERS: &[Paper] = &[
    Paper { word: "md", zh: "Markdown 文本", en: "Markdown text", write: |d| markdown(d).into_bytes() },
    Paper { word: "docx", zh: "Word/WPS 公文", en: "document for Word and WPS", write: docx },
    Paper {
        word: "html", zh: "网页，可离线打开和打印", en: "web page, opens and prints offline", write: |d| html_page(d).into_bytes()
    },
];

use super::bulletin::bulletin;
use super::html::html;
use super::markdown::markdown;
use super::summary::Summary;
use super::summary_json::summary_json;
use crate::text::Lang;

/// A form in which a bulletin can be written.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line, and the ending of its files.
    pub word: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Writes the whole file.
    pub write: fn(&Summary) -> Vec<u8>,
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
    Format { word: "md", zh: "Markdown 文本", en: "Markdown text", write: |s| markdown(&bulletin(s)).into_bytes() },
    Format {
        word: "html", zh: "网页，可离线打开和打印", en: "web page, opens and prints offline", write: |s| html(s).into_bytes()
    },
    Format {
        word: "json", zh: "供程序读取的 JSON", en: "JSON for programs", write: |s| format!("{:#}\n", summary_json(s)).into_bytes()
    },
];

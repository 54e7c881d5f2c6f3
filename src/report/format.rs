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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Step;
    use crate::report::audience::Audience;
    use crate::report::samples::{Q4, date, ledger};

    fn summary(progress: &Progress) -> Summary {
        Summary::build_watched(&ledger(), Q4, date("2026-01-10"), Audience::Ledger, progress)
    }

    #[test]
    fn every_format_counts_what_it_writes() {
        for format in FORMATS {
            let progress = Progress::default();
            let summary = summary(&progress);
            assert_eq!(progress.glance().step, Some(Step::Comparing));
            let bytes = (format.write)(&summary, &Template::default(), &progress);
            let glance = progress.glance();
            assert!(glance.step > Some(Step::Comparing) && glance.done > 0, "{}", format.word);
            assert!(glance.total == 0 || glance.done == glance.total, "{} {glance:?}", format.word);
            assert_eq!(bytes, (format.write)(&summary, &Template::default(), &Progress::default()), "{}", format.word);
        }
    }

    #[test]
    fn what_is_called_off_is_not_written_to_its_end() {
        let off = Progress::default();
        off.call_off();
        assert_eq!(summary(&off).rows.len(), 0);
        let summary = summary(&Progress::default());
        for format in FORMATS {
            let whole = (format.write)(&summary, &Template::default(), &Progress::default());
            let part = (format.write)(&summary, &Template::default(), &off);
            assert!(part.len() < whole.len(), "{}", format.word);
        }
    }
}

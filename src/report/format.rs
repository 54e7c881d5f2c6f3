use std::path::Path;

use super::bulletin::bulletin_with;
use super::calendar::Calendar;
use super::csv::{csv, ledger_csv, table};
use super::document::Document;
use super::docx::docx;
use super::error::Rendered;
use super::export::{Extract, ledger_json};
use super::html::{html, html_page};
use super::markdown::markdown;
use super::returned::{self, Reader};
use super::shown::Shown;
use super::summary::Summary;
use super::summary_json::summary_json;
use super::template::Template;
use super::xlsx::{ledger_xlsx, shown_xlsx, xlsx};
use crate::progress::Progress;
use crate::text::{Lang, fold_width};

/// Writes a bulletin as its office wants it.
pub(crate) type Bulletin = fn(&Summary, &Template, &Progress) -> Rendered;
/// Writes a document alone.
pub(crate) type Letter = fn(&Document, &Progress) -> Rendered;
/// Writes what the ledger holds.
pub type Ledger = fn(&Extract, &Progress) -> Rendered;
/// Writes the deadlines of the entries at some places.
pub(crate) type Deadlines = fn(&Calendar, &[usize], &Progress) -> Rendered;

/// Writes a table as somebody saw it.
pub(crate) type Listed = fn(&Shown, &Progress) -> Rendered;

/// A form in which files are written, and what can be written in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// Its name on the command line, and the ending of its files.
    pub(crate) word: &'static str,
    zh: &'static str,
    en: &'static str,
    bulletin: Option<Bulletin>,
    letter: Option<Letter>,
    ledger: Option<Ledger>,
    calendar: Option<Deadlines>,
    listed: Option<Listed>,
    /// Reads what was written by hand into a bulletin in it.
    returned: Option<Reader>,
}

impl Format {
    const fn new(word: &'static str, zh: &'static str, en: &'static str) -> Format {
        Format { word, zh, en, bulletin: None, letter: None, ledger: None, calendar: None, listed: None, returned: None }
    }

    pub(crate) fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// What a table in it is called: `csv` elsewhere holds the whole ledger.
    pub(crate) fn label_of_table(&self, lang: Lang) -> &'static str {
        if self.word == "csv" { lang.pick("逗号分隔的表", "comma-separated values") } else { self.label(lang) }
    }
}

/// All formats; for a bulletin or a letter the first is what is written when nobody asks for another.
const FORMATS: &[Format] = &[
    Format {
        bulletin: Some(|s, t, p| markdown(&bulletin_with(s, t), p)),
        letter: Some(markdown),
        listed: Some(|s, p| markdown(&s.document(), p)),
        ..Format::new("md", "Markdown 文本", "Markdown text")
    },
    Format {
        bulletin: Some(|s, t, p| docx(&bulletin_with(s, t), p)),
        letter: Some(docx),
        listed: Some(|s, p| docx(&s.document(), p)),
        returned: Some(returned::docx),
        ..Format::new("docx", "Word/WPS 公文", "document for Word and WPS")
    },
    Format {
        bulletin: Some(html),
        letter: Some(html_page),
        listed: Some(|s, p| html_page(&s.document(), p)),
        returned: Some(returned::html),
        ..Format::new("html", "网页，可离线打开和打印", "web page, opens and prints offline")
    },
    Format {
        bulletin: Some(|s, _, p| xlsx(s, p)),
        ledger: Some(ledger_xlsx),
        listed: Some(shown_xlsx),
        ..Format::new("xlsx", "Excel/WPS 表格", "spreadsheet for Excel and WPS")
    },
    Format {
        bulletin: Some(|s, _, p| csv(s, p)),
        ledger: Some(ledger_csv),
        listed: Some(|s, p| table(&s.grid, p)),
        ..Format::new("csv", "逗号分隔的台账", "the ledger as comma-separated values")
    },
    Format {
        bulletin: Some(|s, _, p| summary_json(s, p)),
        ledger: Some(ledger_json),
        ..Format::new("json", "供程序读取的 JSON", "JSON for programs")
    },
    Format { calendar: Some(|c, places, p| c.write(places, p)), ..Format::new("ics", "日历", "calendar") },
];

/// What files are written for. It knows the formats that will do, with what writes them.
#[derive(Debug)]
pub struct Purpose<W: 'static> {
    usual: &'static str,
    writer: fn(&Format) -> Option<W>,
}

pub(crate) const BULLETIN: Purpose<Bulletin> = Purpose { usual: "md", writer: |f| f.bulletin };
/// A bulletin that comes back with its blanks filled in.
pub(crate) const RETURNED: Purpose<Reader> = Purpose { usual: "docx", writer: |f| f.returned };
pub(crate) const LETTER: Purpose<Letter> = Purpose { usual: "md", writer: |f| f.letter };
/// The ledger for other programs.
pub const LEDGER: Purpose<Ledger> = Purpose { usual: "json", writer: |f| f.ledger };
/// A form for a body to fill in; the room `packet` writes it.
pub(crate) const FORM: Purpose<()> = Purpose { usual: "xlsx", writer: |f| (f.word == "xlsx").then_some(()) };
/// A table as it is shown, of the list or of any view.
pub(crate) const LISTED: Purpose<Listed> = Purpose { usual: "xlsx", writer: |f| f.listed };
pub(crate) const CALENDAR: Purpose<Deadlines> = Purpose { usual: "ics", writer: |f| f.calendar };

/// A format that will do, with what writes it.
pub(crate) type Fit<W> = (&'static Format, W);

/// How a format was asked for that there is not, or that will not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    Word(String),
    Ending(String),
}

impl<W> Purpose<W> {
    /// The formats that will do.
    pub(crate) fn formats(&self) -> impl Iterator<Item = Fit<W>> {
        FORMATS.iter().filter_map(|f| Some((f, (self.writer)(f)?)))
    }

    /// The format of a name or an ending.
    pub(crate) fn format(&self, word: &str) -> Option<Fit<W>> {
        let word = fold_width(word.trim());
        self.formats().find(|(f, _)| f.word == word.trim_start_matches('.'))
    }

    /// The format that was asked for, else that of the file's ending, else the usual one. Another one than the ending
    /// says is never taken: the reader's program goes by the ending.
    pub(crate) fn choose(&self, word: Option<&str>, file: Option<&Path>) -> Result<Fit<W>, Unfit> {
        let ending = || file.and_then(Path::extension).map(|e| e.to_string_lossy().into_owned());
        let asked = word.map(|w| Unfit::Word(w.to_owned())).or_else(|| ending().map(Unfit::Ending));
        let asked = asked.unwrap_or_else(|| Unfit::Word(self.usual.to_owned()));
        let (Unfit::Word(word) | Unfit::Ending(word)) = &asked;
        self.format(word).ok_or(asked)
    }

    /// Names of the formats, for the help of an option: in Chinese and, behind a bar, in English.
    pub(crate) fn help(&self) -> String {
        let words: Vec<&str> = self.formats().map(|(f, _)| f.word).collect();
        format!("格式：{}；不写则看文件名 | {}; by the file's name when left out", words.join("、"), words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Standings;
    use crate::progress::Step;
    use crate::report::RenderError;
    use crate::report::audience::Audience;
    use crate::report::samples::{Q4, date, ledger};

    fn summary(progress: &Progress) -> Result<Summary, RenderError> {
        Summary::build(&ledger(), Q4, date("2026-01-10"), Audience::Ledger, progress)
    }

    #[test]
    fn every_format_counts_what_it_writes() {
        for (format, write) in BULLETIN.formats() {
            let progress = Progress::default();
            let summary = summary(&progress).unwrap();
            assert_eq!(progress.snapshot().step, Some(Step::Comparing));
            let bytes = write(&summary, &Template::default(), &progress).unwrap();
            let snapshot = progress.snapshot();
            assert!(snapshot.step > Some(Step::Comparing) && snapshot.done > 0, "{}", format.word);
            assert!(snapshot.total == 0 || snapshot.done == snapshot.total, "{} {snapshot:?}", format.word);
            assert_eq!(bytes, write(&summary, &Template::default(), &Progress::default()).unwrap(), "{}", format.word);
        }
    }

    #[test]
    fn what_is_called_off_is_an_error_and_no_file() {
        let off = Progress::default();
        off.call_off();
        assert_eq!(summary(&off).unwrap_err(), RenderError::CalledOff);
        let summary = summary(&Progress::default()).unwrap();
        for (format, write) in BULLETIN.formats() {
            assert_eq!(write(&summary, &Template::default(), &off), Err(RenderError::CalledOff), "{}", format.word);
        }
        let document = bulletin_with(&summary, &Template::default());
        for (format, write) in LETTER.formats() {
            assert_eq!(write(&document, &off), Err(RenderError::CalledOff), "{}", format.word);
        }
        let (ledger, day) = (ledger(), date("2026-01-10"));
        let standings = Standings::new(&ledger, day);
        let extract = Extract { ledger: &ledger, standings: &standings, only: None };
        for (format, write) in LEDGER.formats() {
            assert_eq!(write(&extract, &off), Err(RenderError::CalledOff), "{}", format.word);
            assert!(!write(&extract, &Progress::default()).unwrap().is_empty(), "{}", format.word);
        }
    }

    #[test]
    fn a_format_is_asked_for_by_name_or_by_the_files_ending_and_never_guessed() {
        let of = |word, file: &str| BULLETIN.choose(word, Some(Path::new(file))).map(|(f, _)| f.word);
        assert_eq!((of(None, "通报.DOCX"), of(None, "通报.ｘｌｓｘ"), of(None, "通报")), (Ok("docx"), Ok("xlsx"), Ok("md")));
        assert_eq!((of(Some("JSON"), "通报.txt"), of(Some("word"), "通报.md")), (Ok("json"), Err(Unfit::Word("word".into()))));
        for ending in ["pdf", "doc", "wps", "ods", "ics", "XLS"] {
            assert_eq!(of(None, &format!("通报.{ending}")), Err(Unfit::Ending(ending.into())));
        }
        assert!(LETTER.format("xlsx").is_none() && LEDGER.format("docx").is_none());
        assert_eq!(LEDGER.choose(None, None).unwrap().0.word, "json");
    }
}

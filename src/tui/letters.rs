//! Letters to several bodies at once: written to files first, and logged for those that are there.

use std::path::PathBuf;

use crate::domain::{Change, ReminderLevel};
use crate::progress::{Progress, Step};
use crate::report::{LETTER, Template, Urging, letter};
use crate::text::{Lang, Say};

/// Letters to the marked bodies, else to the one under the cursor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Urge {
    Choose,
    Draft(ReminderLevel),
    /// Forms to be filled in, instead of letters.
    Packets,
    /// What was asked about.
    Write(Box<Letters>),
}

/// A letter to be written, and what its log entries are.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    pub(crate) urging: Urging,
    /// The file's name, beside the ledger, where no file has it yet.
    pub path: PathBuf,
    pub(crate) change: Change,
}

/// All letters of one confirmation.
#[derive(Clone, Debug)]
pub struct Letters {
    pub all: Vec<Letter>,
    pub(crate) lang: Lang,
    /// How far it is, and whether more of them are wanted.
    pub(crate) progress: Progress,
}

impl PartialEq for Letters {
    fn eq(&self, other: &Letters) -> bool {
        self.all == other.all
    }
}

/// How far the writing came.
#[derive(Debug)]
pub struct Written {
    /// What the log is to hold of those that are there.
    pub(crate) change: Vec<Change>,
    pub(crate) paths: Vec<PathBuf>,
    /// Why the next one is not there, in words.
    pub(crate) mistake: Option<String>,
}

/// In which format letters are written.
pub(crate) const FORMAT: &str = "docx";

/// By what the writing of letters is known.
pub(crate) fn name(lang: Lang) -> &'static str {
    lang.pick("函件", "letters")
}

impl Letters {
    /// Writes one after another by what writes a file; the first that cannot be written ends it.
    pub fn write(self, template: &Template, mut put: impl FnMut(PathBuf, &[u8]) -> Result<PathBuf, String>) -> Written {
        let lang = self.lang;
        let mut written = Written { change: Vec::new(), paths: Vec::new(), mistake: None };
        self.progress.begin(Step::Writing, self.all.len());
        for one in self.all {
            // Those that are there are logged, whoever called off the rest.
            if self.progress.is_called_off() {
                break;
            }
            self.progress.add(1);
            let bytes = match LETTER.format(FORMAT) {
                Some((_, render)) => render(&letter(&one.urging, template), &Progress::default()).map_err(|e| e.say(lang)),
                None => Err(FORMAT.to_owned()),
            };
            match bytes.and_then(|bytes| put(one.path, &bytes)) {
                Ok(path) => {
                    written.paths.push(path);
                    written.change.push(one.change);
                }
                Err(mistake) => {
                    written.mistake = Some(mistake);
                    break;
                }
            }
        }
        written
    }
}

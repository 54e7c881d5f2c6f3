//! Documents that are taken in: what is asked of the world for them, and what it gives back.

use std::io;
use std::path::{Path, PathBuf};

use crate::import::{Item, Of, Review, Source, Spot, source};
use crate::packet::{Handed, Incoming, Said, incoming, read as read_form};
use crate::profile::{Imports, KeptImport};
use crate::store::{StoreError, as_text, read_document};
use crate::text::{Lang, Say, os_error};

/// What is asked for.
#[derive(Debug)]
pub enum Job {
    /// Which documents are kept.
    List,
    /// To read a file, and to keep it.
    Read(String, Lang),
    /// To read forms that came back: a file, a folder, or a name with `*`.
    TakeBack(String, Lang),
    /// To read again one that is kept.
    Resume(Box<KeptImport>, Lang),
    /// To keep what was said of one.
    Keep(Box<KeptImport>),
    /// To keep one no more.
    Drop(String),
}

/// What came of it.
#[derive(Debug)]
pub enum Brought {
    /// What is kept, and what of it cannot be read.
    Kept(Vec<KeptImport>, Vec<StoreError>),
    /// A document that was read.
    Opened(Box<Opened>),
    /// Forms that came back.
    Back(Back),
    /// Why it was not.
    Failed(String),
    /// What was said could not be kept, or not be dropped.
    NotKept(io::Error),
}

/// A document that was read, with what was said of it.
#[derive(Debug)]
pub struct Opened {
    pub(crate) kept: KeptImport,
    pub(crate) review: Review,
}

impl Opened {
    /// What is kept of it.
    pub fn kept(&self) -> &KeptImport {
        &self.kept
    }

    /// Reads a document.
    pub fn of(mut kept: KeptImport, name: &str, bytes: &[u8], lang: Lang) -> Result<Opened, String> {
        let review = Review::new(read(name, bytes, lang)?, kept.answers.clone());
        if kept.name.is_empty() {
            name.clone_into(&mut kept.name);
        }
        kept.take(&review);
        Ok(Opened { kept, review })
    }
}

impl Job {
    /// Does what is asked for beside a ledger.
    pub(super) fn finish(self, imports: &Imports, ledger: &Path) -> Vec<Brought> {
        let opened = |result: Result<Opened, String>| result.map_or_else(Brought::Failed, |opened| Brought::Opened(Box::new(opened)));
        match self {
            Job::List => vec![listed(imports)],
            Job::Read(path, lang) => vec![opened(begun(imports, ledger, &path, lang)), listed(imports)],
            Job::TakeBack(path, lang) => vec![Brought::Back(handed_in(ledger, &path, lang))],
            Job::Resume(kept, lang) => vec![opened(resumed(imports, &kept, lang))],
            Job::Keep(kept) => imports.keep(&kept).err().map(Brought::NotKept).into_iter().collect(),
            Job::Drop(key) => imports.drop(&key).err().map(Brought::NotKept).into_iter().chain([listed(imports)]).collect(),
        }
    }
}

/// Forms as they came back, each with the name of its file.
#[derive(Debug, Default)]
pub struct Back {
    pub(crate) files: Vec<(String, Said)>,
    /// What cannot be read, or was left out, in words.
    pub(crate) told: Vec<String>,
}

impl Back {
    /// Takes in a file by its name.
    pub fn take(&mut self, name: &str, bytes: &[u8], lang: Lang) {
        match read_form(bytes) {
            Ok(said) => self.files.push((name.to_owned(), said)),
            Err(why) => self.told.push(format!("{name}{}{}", lang.pick("：", ": "), why.say(lang))),
        }
    }
}

/// Reads forms, named from where the program runs or from the ledger's folder.
fn handed_in(ledger: &Path, path: &str, lang: Lang) -> Back {
    let beside = ledger.parent().unwrap_or(Path::new("")).join(path);
    let named = Some(PathBuf::from(path)).filter(|here| here.exists()).unwrap_or(beside);
    let Incoming { files, passed } = incoming(&[named]);
    let mut back = Back { told: passed.iter().map(|passed| passed.sentence(lang)).collect(), ..Back::default() };
    for Handed { path, bytes } in files {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        match bytes.map_or_else(|| read_document(&path), Ok) {
            Ok(bytes) => back.take(&name, &bytes, lang),
            Err(why) => back.told.push(format!("{}  {}", why.say(lang), why.hint(lang))),
        }
    }
    back
}

fn listed(imports: &Imports) -> Brought {
    let (kept, wrong) = imports.list();
    Brought::Kept(kept, wrong)
}

/// Reads a file, named from where the program runs or from the ledger's folder.
fn begun(imports: &Imports, ledger: &Path, path: &str, lang: Lang) -> Result<Opened, String> {
    let beside = ledger.parent().unwrap_or(Path::new("")).join(path);
    let path = Some(PathBuf::from(path)).filter(|here| here.is_file()).unwrap_or(beside);
    let failed = |e: StoreError| format!("{}  {}", e.say(lang), e.hint(lang));
    let bytes = as_text(read_document(&path).map_err(failed)?);
    let source = read(&path.to_string_lossy(), &bytes, lang)?;
    let (kept, review) = imports.begin(&path, &bytes, source).map_err(failed)?;
    held(imports, &kept, lang)?;
    Ok(Opened { kept, review })
}

/// Reads one again that is kept, with what was said of it by now.
fn resumed(imports: &Imports, known: &KeptImport, lang: Lang) -> Result<Opened, String> {
    held(imports, known, lang)?;
    let kept = imports.get(&known.key).map_err(|e| format!("{}  {}", e.say(lang), e.hint(lang)))?;
    let bytes = imports.bytes(&kept.key).map_err(|e| format!("{}{}{}", kept.name, lang.pick("：", ": "), os_error(&e, lang)))?;
    let name = kept.name.clone();
    Opened::of(kept, &name, &bytes, lang)
}

/// What is said in two windows at once would be kept of one of them.
fn held(imports: &Imports, kept: &KeptImport, lang: Lang) -> Result<(), String> {
    let name = &kept.name;
    let taken = || {
        lang.pick(
            format!("{name} 正在另一个窗口里审阅：请在那里接着做，或先关掉那个窗口"),
            format!("{name} is being reviewed in another window: go on there, or close that one first"),
        )
    };
    imports.hold(&kept.key).then_some(()).ok_or_else(taken)
}

fn read(name: &str, bytes: &[u8], lang: Lang) -> Result<Source, String> {
    source(name, bytes).map_err(|why| format!("{name}{}{}", lang.pick("：", ": "), why.say(lang)))
}

/// What a form on drafts knows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drafted {
    pub(crate) spot: Spot,
    /// What was read.
    pub(crate) values: Vec<(Of, String)>,
    /// Of the plan: its code, its place, its years, as they were said before.
    pub(crate) plan: [String; 3],
    /// What is shown beside the fields.
    pub(crate) told: Vec<String>,
    /// Of a form that came back: the row, and what it tells, in the order of the fields.
    pub(crate) row: (usize, [String; 5]),
}

impl Drafted {
    pub(crate) fn of_item(item: &Item) -> Drafted {
        let values = Of::ALL.into_iter().map(|of| (of, item.draft.written(of))).collect();
        Drafted { spot: item.spot, values, ..Drafted::default() }
    }

    pub(crate) fn value(&self, of: Of) -> &str {
        self.values.iter().find(|(known, _)| *known == of).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

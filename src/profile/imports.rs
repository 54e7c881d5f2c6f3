//! Documents that a person is taking into a ledger, with what he has said of them: kept until he is done with them, or drops them.

use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::import::{Answers, Fate, Review, Source};
use crate::store::{
    Attempt, Doing, FileSystem, Folders, Guard, StoreError, SystemFiles, content_mark, read_own_ron, write_private_ron, write_privately,
};
use crate::text::Lang;

/// A document that is kept, with what was said of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptImport {
    /// By which its files are called: the same document is the same draft.
    pub(crate) key: String,
    /// The document's name.
    pub(crate) name: String,
    pub(crate) answers: Answers,
    /// Of how many entries nothing was said yet.
    pub(crate) open: usize,
    /// How many doubts were left.
    pub(crate) doubts: usize,
}

impl KeptImport {
    /// Takes what was said of it, and what is left.
    pub(crate) fn take(&mut self, review: &Review) {
        self.answers = review.answers.clone();
        (self.open, self.doubts) = (review.count(|fate| *fate == Fate::Open), review.doubts());
    }

    /// What is left of it.
    pub(crate) fn left(&self, lang: Lang) -> String {
        let KeptImport { open, doubts, .. } = self;
        lang.pick(format!("待定 {open} 条，疑点 {doubts} 处"), format!("{open} open, {doubts} doubts"))
    }
}

/// The documents that are kept for a ledger.
#[derive(Clone, Debug)]
pub(crate) struct Imports {
    folder: PathBuf,
    /// The one of which this program says something; no other does meanwhile.
    held: Arc<Mutex<Option<Held>>>,
}

#[derive(Debug)]
struct Held {
    key: String,
    _lock: Option<Box<dyn Guard>>,
}

impl Imports {
    pub(crate) fn of(folders: &Folders, ledger: &Path) -> Imports {
        Imports { folder: folders.imports(ledger), held: Arc::default() }
    }

    /// Takes a document for this program, in place of the one before; false where another program that lives has it.
    pub(crate) fn hold(&self, key: &str) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_some_and(|held| held.key == key) {
            return true;
        }
        let lock = SystemFiles.try_lock(&self.said(key).with_extension("lock"), "");
        let is_free = !matches!(lock, Ok(Attempt::Busy));
        if is_free {
            *held = Some(Held { key: key.to_owned(), _lock: lock.ok().and_then(Attempt::held) });
        }
        is_free
    }

    /// A document as it is kept now.
    pub(crate) fn get(&self, key: &str) -> Result<KeptImport, StoreError> {
        read_own_ron(&SystemFiles, &self.said(key))
    }

    /// All of them by name, and what of them cannot be read.
    pub(crate) fn list(&self) -> (Vec<KeptImport>, Vec<StoreError>) {
        let files = SystemFiles.list(&self.folder).unwrap_or_default();
        let drafts = files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "ron"));
        let (mut kept, mut wrong) = (Vec::new(), Vec::new());
        for file in drafts {
            match read_own_ron::<KeptImport>(&SystemFiles, &file) {
                Ok(one) => kept.push(one),
                Err(e) => wrong.push(e),
            }
        }
        kept.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
        (kept, wrong)
    }

    /// A document that was read, with what was said of it before; it is kept from now on. What cannot be read is not written over.
    pub(crate) fn begin(&self, path: &Path, bytes: &[u8], source: Source) -> Result<(KeptImport, Review), StoreError> {
        let key = content_mark(bytes);
        let (said, document) = (self.said(&key), self.document(&key));
        let mut is_new = false;
        let mut kept = match self.get(&key) {
            Err(StoreError::Io(_, _, e)) if e.kind() == io::ErrorKind::NotFound => {
                write_privately(&SystemFiles, &document, bytes).map_err(StoreError::io(Doing::Writing, &document))?;
                is_new = true;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                KeptImport { key, name, ..KeptImport::default() }
            }
            known => known?,
        };
        let review = Review::new(source, kept.answers.clone());
        kept.take(&review);
        if is_new {
            self.keep(&kept).map_err(StoreError::io(Doing::Writing, &said))?;
        }
        Ok((kept, review))
    }

    /// The document of a draft.
    pub(crate) fn bytes(&self, key: &str) -> io::Result<Vec<u8>> {
        SystemFiles.read(&self.document(key))
    }

    /// Keeps what was said.
    pub(crate) fn keep(&self, kept: &KeptImport) -> io::Result<()> {
        write_private_ron(&SystemFiles, &self.said(&kept.key), kept)
    }

    /// Lets a document go, unless another program has it.
    pub(crate) fn drop(&self, key: &str) -> io::Result<()> {
        if !self.hold(key) {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        SystemFiles.remove(&self.said(key))?;
        SystemFiles.remove(&self.document(key))
    }

    fn said(&self, key: &str) -> PathBuf {
        self.folder.join(key).with_extension("ron")
    }

    fn document(&self, key: &str) -> PathBuf {
        self.folder.join(key).with_extension("document")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Said, source};

    #[test]
    fn a_document_is_kept_with_what_was_said_until_it_is_dropped() {
        let home = tempfile::tempdir().unwrap();
        let imports = Imports::of(&Folders::under(home.path()), Path::new("tasks.ron"));
        assert!(imports.list().0.is_empty());
        let begin = |name: &str, text: &str| imports.begin(Path::new(name), text.as_bytes(), source(name, text.as_bytes()).unwrap());
        let text = "云河市方案（2026—2028年）\n（一）修缮河堤。修缮十公里。（牵头单位：市水务局）\n";
        let (mut kept, mut review) = begin("甲/方案.txt", text).unwrap();
        assert_eq!((kept.name.as_str(), kept.open), ("方案.txt", 1));
        assert_eq!(imports.bytes(&kept.key).unwrap(), text.as_bytes());
        review.say(vec![(review.items()[0].spot, Said::Reject("重复".into()))]).unwrap();
        kept.take(&review);
        imports.keep(&kept).unwrap();
        // The same document under another name goes on where it was left.
        let (again, resumed) = begin("副本.txt", text).unwrap();
        assert_eq!(resumed.items()[0].fate, Fate::Rejected("重复".into()));
        assert_eq!(again, kept);
        assert_eq!((again.open, again.answers.acts.len()), (0, 1));
        assert_eq!(begin("另一个.txt", "（一）甲。").unwrap().0.answers, Answers::default());
        assert_eq!(imports.list().0.len(), 2);
        imports.drop(&kept.key).unwrap();
        assert_eq!(imports.list().0.len(), 1);
        assert!(imports.bytes(&kept.key).is_err());
        // One window at a time says something of a document.
        let other = Imports::of(&Folders::under(home.path()), Path::new("tasks.ron"));
        assert!(imports.hold("甲") && imports.hold("甲") && !other.hold("甲"));
        assert!(imports.hold("乙") && other.hold("甲") && !imports.hold("甲"), "the one before is let go");
        assert_eq!(imports.drop("甲").unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        drop(other);
        assert!(imports.hold("甲"));
        // What was said in words that are not understood here stays.
        let (kept, _) = begin("方案.txt", text).unwrap();
        let said = imports.said(&kept.key);
        std::fs::write(&said, "(answers: (acts: [[7]]))").unwrap();
        assert!(begin("方案.txt", text).is_err());
        assert_eq!(std::fs::read_to_string(&said).unwrap(), "(answers: (acts: [[7]]))");
    }
}

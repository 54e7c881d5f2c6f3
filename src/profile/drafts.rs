//! Forms that were begun and not handed in, with what was typed into them: they survive the program.

use chrono::Local;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::store::{Attempt, FileSystem, Guard, StoreError, read_own_ron, write_private_ron};

/// No more are kept; the oldest go.
const KEPT: usize = 50;

/// What was typed into a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The form's name.
    pub form: String,
    /// What it is about.
    pub about: String,
    /// The body that typed it, by its id; empty: who is of none. Not said by programs of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What stands in its fields, by their Chinese labels.
    pub fields: Vec<(String, String)>,
    /// The field with the caret, from 0.
    pub focus: usize,
}

impl Draft {
    /// Whether somebody of a body, or of none, typed it.
    pub fn is_of(&self, body: Option<&str>) -> bool {
        self.body.as_ref().is_none_or(|own| own == body.unwrap_or_default())
    }
}

/// The drafts of one program that has a ledger open: another one at the same ledger has a file of its own, and takes over those whose
/// programs are no more.
#[derive(Debug)]
pub struct DraftsFile {
    files: Arc<dyn FileSystem>,
    folder: PathBuf,
    own: Option<Held>,
    /// What programs that are no more have left; theirs until ours is written.
    taken_over: Vec<Held>,
}

/// A file that nobody else takes over while we have it.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    _lock: Option<Box<dyn Guard>>,
}

impl DraftsFile {
    /// Takes over the drafts of a ledger that no living program has, the oldest first; says what of them cannot be read, which stays where it is.
    pub fn take_over(files: Arc<dyn FileSystem>, folder: PathBuf) -> (DraftsFile, Vec<Draft>, Vec<StoreError>) {
        // Before there were several there was one, beside the folder.
        let mut found = files.list(&folder).unwrap_or_default();
        found.push(folder.with_extension("ron"));
        found.retain(|file| file.extension().is_some_and(|e| e == "ron") && files.info(file).is_ok_and(|info| info.regular));
        found.sort();
        let (mut drafts, mut wrong, mut taken_over) = (Vec::new(), Vec::new(), Vec::new());
        for held in found.into_iter().filter_map(|path| held(&*files, path)) {
            match read_own_ron::<Vec<Draft>>(&*files, &held.path) {
                Ok(read) => {
                    drafts.extend(read);
                    taken_over.push(held);
                }
                Err(e) => wrong.push(e),
            }
        }
        (DraftsFile { files, folder, own: None, taken_over }, drafts, wrong)
    }

    /// Writes all drafts; where there are none, no file.
    pub fn write(&mut self, drafts: &[Draft]) -> io::Result<()> {
        let files = self.files.clone();
        if drafts.is_empty() {
            return self.own.take().into_iter().chain(self.taken_over.drain(..)).try_for_each(|held| held.remove(&*files));
        }
        let own = match self.own.take() {
            Some(own) => own,
            None => {
                files.create_folder(&self.folder)?;
                let name = format!("{}-{}-{:04x}.ron", Local::now().format("%Y%m%d-%H%M%S%.3f"), std::process::id(), fastrand::u16(..));
                let path = self.folder.join(name);
                Held { _lock: files.try_lock(&path.with_extension("lock"), "").ok().and_then(Attempt::held), path }
            }
        };
        write_private_ron(&*files, &self.own.insert(own).path, &&drafts[drafts.len().saturating_sub(KEPT)..])?;
        self.taken_over.drain(..).try_for_each(|held| held.remove(&*files))
    }
}

/// Takes a file that no living program has.
fn held(files: &dyn FileSystem, path: PathBuf) -> Option<Held> {
    match files.try_lock(&path.with_extension("lock"), "") {
        Ok(Attempt::Busy) => None,
        lock => Some(Held { path, _lock: lock.ok().and_then(Attempt::held) }),
    }
}

impl Held {
    fn remove(&self, files: &dyn FileSystem) -> io::Result<()> {
        match files.remove(&self.path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::SystemFiles;

    fn draft(form: &str) -> Draft {
        Draft { form: form.into(), ..Draft::default() }
    }

    #[test]
    fn two_screens_keep_each_its_own_drafts_and_the_dead_ones_are_taken_over_once() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("drafts").join("desk");
        let open = || DraftsFile::take_over(Arc::new(SystemFiles), folder.clone());
        let ((mut one, none, _), (mut other, ..)) = (open(), open());
        assert_eq!(none, []);
        one.write(&[draft("一")]).unwrap();
        other.write(&[draft("二")]).unwrap();
        one.write(&[draft("一"), draft("三")]).unwrap();
        assert_eq!(open().1, [], "who writes them is alive");
        drop(one);
        let (mut third, taken, _) = open();
        assert_eq!(taken, [draft("一"), draft("三")]);
        assert_eq!(open().1, [], "a form is not begun by two");
        // What was handed in is gone; the rest is ours, and comes back after our end.
        third.write(&[draft("三")]).unwrap();
        drop(third);
        assert_eq!(open().1, [draft("三")]);
        drop(other);
        let (mut last, all, _) = open();
        assert_eq!(all.len(), 2);
        last.write(&[]).unwrap();
        assert_eq!(open().1, []);
        drop(last);
        assert_eq!(SystemFiles.list(&folder).unwrap(), Vec::<PathBuf>::new());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_drafts() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("drafts").join("desk");
        let (mut file, ..) = DraftsFile::take_over(Arc::new(SystemFiles), folder.clone());
        file.write(&[draft("一")]).unwrap();
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o077;
        assert_eq!((mode(&folder), mode(&file.own.as_ref().unwrap().path)), (0, 0));
    }
}

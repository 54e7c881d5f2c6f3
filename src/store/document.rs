//! Documents beside the ledger: bulletins, exports, forms. Each is whole or not there.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::disk;
use super::error::{Doing, StoreError};
use super::filesystem::{FileSystem, SystemFiles};
use crate::progress::{CalledOff, Progress, Step};

/// Held while the temporary file of a document lies beside it.
static PEN: Mutex<()> = Mutex::new(());

fn pen() -> MutexGuard<'static, ()> {
    PEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many bytes are written before somebody may call it off.
const PIECE: usize = 1 << 20;

/// Writes a document so that it is whole or not there, counting the bytes. Called off, it leaves neither the document nor anything beside it, and what stood
/// there before stands there still; from the moment in which the document is put in its place it cannot be called off.
pub(crate) fn write_document(path: &Path, bytes: &[u8], like: Option<&Path>, progress: &Progress) -> Result<(), StoreError> {
    let _pen = pen();
    progress.check()?;
    progress.begin(Step::Writing, bytes.len());
    let stopped = |CalledOff| io::Error::from(io::ErrorKind::Interrupted);
    let pieces = bytes.chunks(PIECE).map(|piece| {
        progress.check().map_err(stopped)?;
        progress.add(piece.len());
        Ok(piece)
    });
    match disk::replace_unless(path, pieces, like, || progress.settle().map_err(stopped)) {
        Err(_) if progress.is_called_off() => Err(StoreError::CalledOff),
        written => written.map_err(StoreError::io(Doing::Writing, path)),
    }?;
    disk::sweep(&disk::resolved(path));
    Ok(())
}

/// Waits until no document is half written. Whoever ends the program calls off first what is under way: then nothing
/// is begun after this either.
pub(crate) fn finish_documents() {
    drop(pen());
}

/// Reads a document that somebody hands in.
pub(crate) fn read_document(path: &Path) -> Result<Vec<u8>, StoreError> {
    SystemFiles.read(path).map_err(StoreError::io(Doing::Reading, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().flatten().map(|f| f.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_document_is_counted_while_it_is_written_and_cannot_be_called_off_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let (path, progress) = (folder.path().join("通报.md"), Progress::default());
        write_document(&path, b"# 1", None, &progress).unwrap();
        assert_eq!((progress.snapshot().done, progress.snapshot().total, progress.call_off()), (3, 3, false));
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"# 1".to_vec(), vec!["通报.md".to_owned()]));
    }

    #[test]
    fn a_document_that_is_called_off_leaves_nothing_and_the_old_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, progress) = (folder.path().join("通报.md"), Progress::default());
        progress.call_off();
        assert!(matches!(write_document(&path, b"# 1", None, &progress), Err(StoreError::CalledOff)));
        assert_eq!(names(folder.path()), Vec::<String>::new());
        write_document(&path, b"old", None, &Progress::default()).unwrap();
        assert!(matches!(write_document(&path, b"# 1", None, &progress), Err(StoreError::CalledOff)));
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"old".to_vec(), vec!["通报.md".to_owned()]));
    }

    #[test]
    fn called_off_between_two_pieces_the_temporary_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, progress) = (folder.path().join("通报.md"), Progress::default());
        let pieces = (0..3).map(|n| {
            if n == 1 {
                assert_eq!(names(folder.path()).len(), 1, "the temporary file lies there");
                progress.call_off();
                return Err(io::Error::from(io::ErrorKind::Interrupted));
            }
            Ok(b"piece".as_slice())
        });
        assert!(disk::replace_unless(&path, pieces, None, || Ok(())).is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}

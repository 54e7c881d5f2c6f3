//! Files that are attached to entries: found beside the ledger, hashed, and looked at again.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::disk::folder_of;
use crate::domain::{Attachment, Finding, FindingKind, Ledger, Subject};

/// No more bytes of a file are read than a ledger may have.
const LARGEST: u64 = 2 << 30;

/// What a word names that is attached to an entry of the ledger at a path: a file in the ledger's folder or below it, said from
/// there or from a folder in which somebody is, with its hash; else a paper.
pub(crate) fn attachment(ledger: &Path, here: Option<&Path>, word: &str) -> Attachment {
    attached_file(ledger, here, word).unwrap_or_else(|| Attachment::paper(word))
}

/// The same; nothing of what is no such file.
pub(crate) fn attached_file(ledger: &Path, here: Option<&Path>, word: &str) -> Option<Attachment> {
    let folder = std::fs::canonicalize(folder_of(ledger)).ok()?;
    let word = word.trim().replace('\\', "/");
    let tried = here.map(|here| here.join(&word)).into_iter().chain([folder.join(&word)]);
    tried.filter(|_| !word.is_empty()).find_map(|path| {
        let found = std::fs::canonicalize(path).ok()?;
        let parts = found.strip_prefix(&folder).ok()?.components().map(|part| part.as_os_str().to_str());
        let name = parts.collect::<Option<Vec<&str>>>()?.join("/");
        Some(Attachment { name, sha256: hash_of(&found)? })
    })
}

/// What is attached as a file and is not there any more, or is another.
pub(crate) fn astray(ledger: &Ledger, path: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in ledger.entries() {
        for one in entry.attachments.iter().filter(|one| !one.sha256.is_empty()) {
            let kind = match kept(path, &one.name) {
                Some(hash) if hash == one.sha256 => continue,
                Some(_) => FindingKind::AttachmentDiffers,
                None => FindingKind::AttachmentGone,
            };
            found.push(Finding::named(kind, Subject::Entry(entry.id.clone()), one.name.clone()));
        }
    }
    found
}

/// The hash of a file by its name in the ledger's folder; nothing where none is there, or the name leads elsewhere.
fn kept(ledger: &Path, name: &str) -> Option<String> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let folder: PathBuf = std::fs::canonicalize(folder_of(ledger)).ok()?;
    let found = std::fs::canonicalize(folder.join(name)).ok()?;
    (inside && found.starts_with(&folder)).then(|| hash_of(&found))?
}

fn hash_of(path: &Path) -> Option<String> {
    // A pipe or a device would not end.
    let info = std::fs::metadata(path).ok().filter(|info| info.is_file() && info.len() <= LARGEST)?;
    let (mut hash, mut block) = (Sha256::new(), vec![0; 1 << 16]);
    let mut file = File::open(path).ok()?.take(info.len());
    loop {
        match file.read(&mut block).ok()? {
            0 => return Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            count => hash.update(&block[..count]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_file_is_one_of_the_ledgers_folder_by_whichever_way_it_is_said() {
        let home = tempfile::tempdir().unwrap();
        let (folder, outside) = (home.path().join("台账"), home.path().join("别处.pdf"));
        std::fs::create_dir_all(folder.join("附件")).unwrap();
        std::fs::write(folder.join("附件/纪要.pdf"), "").unwrap();
        std::fs::write(&outside, "").unwrap();
        let ledger = folder.join("tasks.ron");
        let found = Attachment { name: "附件/纪要.pdf".into(), sha256: EMPTY.into() };
        assert_eq!(attachment(&ledger, None, "附件/纪要.pdf"), found);
        assert_eq!(attachment(&ledger, None, " ./附件\\纪要.pdf"), found);
        assert_eq!(attachment(&ledger, Some(&folder.join("附件")), "纪要.pdf"), found);
        assert_eq!(attachment(&ledger, None, folder.join("附件/纪要.pdf").to_str().unwrap()), found);
        for paper in ["../别处.pdf", outside.to_str().unwrap(), "附件", "会议纪要〔2025〕7号", ""] {
            assert_eq!(attachment(&ledger, None, paper), Attachment::paper(paper), "{paper}");
        }
        assert_eq!(kept(&ledger, "附件/纪要.pdf").as_deref(), Some(EMPTY));
        assert_eq!(kept(&ledger, "../别处.pdf"), None, "nobody looks outside of the folder");
        assert_eq!(kept(&ledger, outside.to_str().unwrap()), None);
    }
}

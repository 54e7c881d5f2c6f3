use std::fs;
use std::path::{Path, PathBuf};

/// How many last versions of a ledger are kept.
pub const KEPT: usize = 20;

/// Keeps the present content of a file as a last version, by a hard link where the system can (no copy, no
/// wait), and drops the oldest. A version that cannot be kept does not stop a save.
pub(super) fn keep(target: &Path, folder: &Path, now: &str) {
    if fs::create_dir_all(folder).is_err() || !target.exists() {
        return;
    }
    let mut kept = folder.join(format!("{now}.ron"));
    let mut n = 1;
    while kept.exists() {
        kept = folder.join(format!("{now}-{n:03}.ron"));
        n += 1;
    }
    if fs::hard_link(target, &kept).is_err() {
        let _ = fs::copy(target, &kept);
    }
    let versions = list(folder);
    for old in versions.iter().take(versions.len().saturating_sub(KEPT)) {
        let _ = fs::remove_file(old);
    }
}

/// The kept versions, the oldest first.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "ron"))
        .collect();
    all.sort();
    all
}

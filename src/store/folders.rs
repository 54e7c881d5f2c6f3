//! Where duban keeps what is not the ledger: its own copy of the built-in ledger, last versions, config.

use directories::ProjectDirs;
use std::path::{Path, PathBuf};

use super::disk::resolved;

/// The folders of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Ledger copy, versions.
    pub data: PathBuf,
    /// Settings of this user.
    pub(crate) config: PathBuf,
}

impl Folders {
    /// The folders that the system gives to this user; `DUBAN_HOME` puts all of them in one place (for a stick,
    /// and for tests). Without a home folder: beneath the temporary folder.
    pub(crate) fn of_user() -> Folders {
        if let Some(home) = std::env::var_os("DUBAN_HOME").filter(|h| !h.is_empty()) {
            return Folders::under(Path::new(&home));
        }
        match ProjectDirs::from("", "", "duban") {
            Some(dirs) => Folders { data: dirs.data_local_dir().to_owned(), config: dirs.config_dir().to_owned() },
            None => Folders::under(&std::env::temp_dir().join("duban")),
        }
    }

    /// All folders beneath one.
    pub fn under(home: &Path) -> Folders {
        Folders { data: home.join("data"), config: home.join("config") }
    }

    /// The user's own copy of the built-in ledger.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.data.join("tasks.ron")
    }

    pub(crate) fn config_file(&self) -> PathBuf {
        self.config.join("config.ron")
    }

    /// What the user keeps at hand: named views, the last filters.
    pub(crate) fn views_file(&self) -> PathBuf {
        self.config.join("views.ron")
    }

    /// The template of this office's bulletins.
    pub(crate) fn template_file(&self) -> PathBuf {
        self.config.join("bulletin.ron")
    }

    /// Forms of a ledger that were begun and not handed in.
    pub(crate) fn drafts_file(&self, ledger: &Path) -> PathBuf {
        self.data.join("drafts").join(mark(&resolved(ledger))).with_extension("ron")
    }

    /// Where unsaved work of a ledger file is put: in the data folder, or where that cannot be written, in the temporary one.
    pub(super) fn unsaved(&self, ledger: &Path) -> [PathBuf; 2] {
        [self.data.clone(), std::env::temp_dir().join("duban")].map(|data| data.join("unsaved").join(mark(ledger)))
    }

    /// The last versions of a ledger file.
    pub fn versions(&self, ledger: &Path) -> PathBuf {
        self.data.join("versions").join(mark(ledger))
    }
}

/// A short name for a path: its last two parts for people, a hash for identity.
fn mark(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|p| p.to_string_lossy()).collect();
    let readable: String = parts.iter().rev().map(|p| p.replace(|c: char| !c.is_alphanumeric(), "_")).collect::<Vec<_>>().join("-");
    format!("{readable}-{:016x}", super::stamp::hash(path.as_os_str().as_encoded_bytes()))
}

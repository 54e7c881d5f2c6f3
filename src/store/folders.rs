//! Where the ledger is, and where duban keeps what is not the ledger: its own copy of the built-in one, last versions, config.

use directories::{BaseDirs, ProjectDirs};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{Doing, StoreError};
use super::{disk, versions};

/// The folders of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Ledger copy, versions.
    pub data: PathBuf,
    pub(crate) config: PathBuf,
    /// The folder above which no ledger is looked for: the user's home, or where the folders of a stick lie.
    pub(crate) top: Option<PathBuf>,
}

impl Folders {
    /// The folders that the system gives to this user; `DUBAN_HOME` puts all of them in one place (for a stick,
    /// and for tests). Without a home folder: beneath the temporary folder.
    pub(crate) fn of_user() -> Folders {
        if let Some(home) = std::env::var_os("DUBAN_HOME").filter(|h| !h.is_empty()) {
            return Folders::under(Path::new(&home));
        }
        match ProjectDirs::from("", "", "duban") {
            Some(dirs) => Folders {
                data: dirs.data_local_dir().to_owned(),
                config: dirs.config_dir().to_owned(),
                top: BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()),
            },
            None => Folders::under(&temporary().unwrap_or_else(|| std::env::temp_dir().join("duban"))),
        }
    }

    /// All folders beneath one.
    pub fn under(home: &Path) -> Folders {
        Folders { data: home.join("data"), config: home.join("config"), top: home.parent().map(Path::to_owned) }
    }

    /// Whether no ledger is looked for above a folder: it is the top of a repository, or of what is the user's own.
    fn is_top(&self, folder: &Path) -> bool {
        folder.join(".git").symlink_metadata().is_ok()
            || self.top.as_deref().is_some_and(|top| disk::resolved(top) == disk::resolved(folder))
    }

    /// The user's own copy of the built-in ledger.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.data.join(FILE_NAME)
    }

    pub(crate) fn config_file(&self) -> PathBuf {
        self.config.join("config.ron")
    }

    /// What the user keeps at hand: named views, the last filters.
    pub(crate) fn views_file(&self) -> PathBuf {
        self.config.join("views.ron")
    }

    /// Who works at this machine.
    pub(crate) fn identity_file(&self) -> PathBuf {
        self.data.join("me.ron")
    }

    /// The template of this office's bulletins.
    pub(crate) fn template_file(&self) -> PathBuf {
        self.config.join("bulletin.ron")
    }

    /// A ledger as its reader saw it last.
    pub(crate) fn seen_file(&self, ledger: &Path) -> PathBuf {
        self.data.join("seen").join(mark(&disk::resolved(ledger))).with_extension("ron")
    }

    /// How the tables of a ledger are set out, for each person who works here.
    pub(crate) fn layout_file(&self, ledger: &Path) -> PathBuf {
        self.data.join("layouts").join(mark(&disk::resolved(ledger))).with_extension("ron")
    }

    /// Forms of a ledger that were begun and not handed in, a file for each program that has it open.
    pub(crate) fn drafts(&self, ledger: &Path) -> PathBuf {
        self.data.join("drafts").join(mark(&disk::resolved(ledger)))
    }

    /// What was said of other people's forms.
    pub(crate) fn forms(&self) -> PathBuf {
        self.data.join("forms.ron")
    }

    /// Documents that are being taken into a ledger.
    pub(crate) fn imports(&self, ledger: &Path) -> PathBuf {
        self.data.join("imports").join(mark(&disk::resolved(ledger)))
    }

    /// Where unsaved work of a ledger file is put: in the data folder, or where that cannot be written, in the temporary one.
    pub(super) fn unsaved(&self, ledger: &Path) -> Vec<PathBuf> {
        let places = [Some(self.data.clone()), temporary()].into_iter().flatten();
        places.map(|data| data.join("unsaved").join(mark(ledger))).collect()
    }

    /// What was written by hand into the blanks of bulletins of a ledger.
    pub(crate) fn blanks_file(&self, ledger: &Path) -> PathBuf {
        self.data.join("blanks").join(mark(&disk::resolved(ledger))).with_extension("ron")
    }

    /// By what an export is known again that nobody has changed.
    pub(super) fn output_record(&self, output: &Path) -> PathBuf {
        self.data.join("exports").join(mark(&disk::resolved(output)))
    }

    /// Refuses where versions are kept of a ledger that is not there.
    pub(crate) fn has_lost(&self, ledger: &Path) -> Result<(), StoreError> {
        let versions = self.versions(&disk::resolved(ledger));
        let has_some = fs::symlink_metadata(ledger).is_err() && versions::has_some(&versions);
        if has_some { Err(StoreError::Gone { path: ledger.to_owned(), versions }) } else { Ok(()) }
    }

    /// The last versions of a ledger file.
    pub fn versions(&self, ledger: &Path) -> PathBuf {
        self.data.join("versions").join(mark(ledger))
    }

    /// What this user did last in a ledger file.
    pub(super) fn steps(&self, ledger: &Path) -> PathBuf {
        self.data.join("steps").join(mark(ledger))
    }
}

/// A folder of this user beneath the temporary one, whether it is there yet or not; none where somebody else has put something in its place:
/// what is written there could be read, or be his.
#[cfg(unix)]
fn temporary() -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    let folder = std::env::temp_dir().join(format!("duban-{user}"));
    let safe = |there: fs::Metadata| there.is_dir() && there.uid() == user && there.mode() & 0o077 == 0;
    fs::symlink_metadata(&folder).map_or(true, safe).then_some(folder)
}

/// Where there is no such right, the temporary folder is the user's own.
#[cfg(not(unix))]
fn temporary() -> Option<PathBuf> {
    Some(std::env::temp_dir().join("duban"))
}

/// The ledger of the five plans, as it was when the program was built.
pub const BUILT_IN: &str = include_str!("../../tasks.ron");

pub(crate) const FILE_NAME: &str = "tasks.ron";

/// Which ledger was found, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// Named by the user.
    Named(PathBuf),
    /// In the current folder.
    Near(PathBuf),
    /// In a folder above it.
    Above(PathBuf),
    /// The user's own copy of the built-in ledger, kept from an earlier time.
    Own(PathBuf),
    /// The user's own copy of the built-in ledger, made just now.
    Fresh(PathBuf),
}

impl Located {
    pub(crate) fn path(&self) -> &Path {
        match self {
            Located::Named(p) | Located::Near(p) | Located::Above(p) | Located::Own(p) | Located::Fresh(p) => p,
        }
    }
}

/// Finds the ledger: the named file, else `tasks.ron` in the folder or above it as far as its repository and the user's home go, else a copy
/// of the built-in one. No other ledger takes the place of one that was saved there and is gone.
pub fn locate(named: Option<&Path>, folder: &Path, folders: &Folders) -> Result<Located, StoreError> {
    if let Some(path) = named {
        let path = if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() };
        folders.has_lost(&path)?;
        return Ok(Located::Named(path));
    }
    for above in folder.ancestors() {
        let near = above.join(FILE_NAME);
        // Whatever stands in its place: a link to a share that is away is told of, and no other ledger is taken for it.
        if near.symlink_metadata().is_ok() {
            return Ok(if above == folder { Located::Near(near) } else { Located::Above(near) });
        }
        folders.has_lost(&near)?;
        if folders.is_top(above) {
            break;
        }
    }
    let own = folders.ledger();
    if own.is_file() {
        return Ok(Located::Own(own));
    }
    folders.has_lost(&own)?;
    fs::create_dir_all(&folders.data).map_err(StoreError::io(Doing::Writing, &folders.data))?;
    disk::replace(&own, BUILT_IN.as_bytes()).map_err(StoreError::io(Doing::Writing, &own))?;
    Ok(Located::Fresh(own))
}

/// A short name for a path: its last two parts for people, a hash for identity.
fn mark(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|p| p.to_string_lossy()).collect();
    let readable: String = parts.iter().rev().map(|p| p.replace(|c: char| !c.is_alphanumeric(), "_")).collect::<Vec<_>>().join("-");
    format!("{readable}-{:016x}", super::stamp::hash(path.as_os_str().as_encoded_bytes()))
}

//! Filters that an office has put between its folders and git, such as LFS: a merge driver is handed what git
//! holds, which is not the ledger then.

use std::ffi::OsString;
use std::path::Path;

use super::git::{GitError, Repo, told};

impl Repo {
    /// Whether what git holds of the ledger is not its text.
    pub(crate) fn has_filter(&self) -> bool {
        self.attribute("filter").is_ok_and(|f| !matches!(f.as_str(), "unspecified" | "unset" | "set"))
    }

    /// The bytes that a checkout would write for what git holds in a file.
    pub(crate) fn checked_out(&self, held: &Path) -> Result<Vec<u8>, GitError> {
        let object = self.object(&["--no-filters".into()], held)?;
        let place = self.place()?;
        self.bytes(&["cat-file".into(), "--filters".into(), format!("--path={place}").into(), object.into()])
    }

    /// The bytes that git would hold of a ledger that lies in a file.
    pub(crate) fn committed(&self, ledger: &Path) -> Result<Vec<u8>, GitError> {
        let mut path = OsString::from("--path=");
        path.push(self.name());
        let object = self.object(&[path], ledger)?;
        self.bytes(&["cat-file".into(), "blob".into(), object.into()])
    }

    /// Puts a file among git's objects; its name there.
    pub(super) fn object(&self, how: &[OsString], file: &Path) -> Result<String, GitError> {
        let file = std::path::absolute(file).map_err(GitError::Io)?;
        let args = ["hash-object".into(), "-w".into()].into_iter().chain(how.iter().cloned()).chain(["--".into(), file.into()]);
        Ok(self.run(args)?.trim().to_owned())
    }

    fn bytes(&self, args: &[OsString]) -> Result<Vec<u8>, GitError> {
        let output = self.output(args)?;
        told(args, &output)?;
        Ok(output.stdout)
    }
}

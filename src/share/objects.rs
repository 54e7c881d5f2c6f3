//! Many versions of the ledger out of git by one call of it, each read only as far as it differs from the one before.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::thread;

use super::error::ShareError;
use super::git::{GitError, Repo, text};
use super::history::Version;
use crate::domain::Ledger;
use crate::store::Reader;

/// The ledgers of versions, in the order in which they were asked for.
pub(crate) struct Ledgers {
    versions: std::vec::IntoIter<Version>,
    git: Child,
    said: BufReader<ChildStdout>,
    reader: Reader,
}

impl Repo {
    /// The ledgers of some versions, read while git still looks for the later ones.
    pub(crate) fn ledgers(&self, versions: Vec<Version>) -> Result<Ledgers, GitError> {
        let filtered = self.has_filter();
        let mut args = vec!["cat-file".into(), "--batch".into(), "--buffer".into()];
        args.extend(filtered.then(|| "--filters".into()));
        let mut command = self.command(&args);
        let mut git = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitError::of)?;
        let asked: String = versions
            .iter()
            .map(|v| if filtered { format!("{} {}\n", v.object, v.path.replace('\n', " ")) } else { format!("{}\n", v.object) })
            .collect();
        let (input, output) = (git.stdin.take(), git.stdout.take());
        let said = BufReader::with_capacity(1 << 16, output.ok_or(GitError::Stopped)?);
        // Git answers while it is being asked: neither may wait for the other.
        thread::spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
        Ok(Ledgers { versions: versions.into_iter(), git, said, reader: Reader::default() })
    }
}

impl Ledgers {
    fn read(&mut self, version: &Version) -> Result<Ledger, ShareError> {
        let mut head = String::new();
        self.said.read_line(&mut head).map_err(GitError::Io)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|n| n.parse().ok());
        let Some(size) = size else {
            return Err(GitError::Refused { asked: "cat-file --batch".into(), said: head.trim().to_owned() }.into());
        };
        let mut bytes = Vec::with_capacity(size + 1);
        // A line's end stands behind each.
        Read::by_ref(&mut self.said).take(size as u64 + 1).read_to_end(&mut bytes).map_err(GitError::Io)?;
        bytes.truncate(size);
        Ok(self.reader.read(Path::new(&version.path), text(&version.path, bytes)?)?)
    }
}

impl Iterator for Ledgers {
    type Item = (Version, Result<Ledger, ShareError>);

    fn next(&mut self) -> Option<Self::Item> {
        let version = self.versions.next()?;
        let ledger = self.read(&version);
        Some((version, ledger))
    }
}

impl Drop for Ledgers {
    fn drop(&mut self) {
        let _ = self.git.kill();
        let _ = self.git.wait();
    }
}

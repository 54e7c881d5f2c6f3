//! Many versions of the ledger out of git, each read only as far as it differs from the one before.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::error::ShareError;
use super::git::{GitError, Repo, text};
use super::history::Version;
use crate::domain::Ledger;
use crate::store::Reader;

/// From so many versions on a second git takes every other one: to unpack what lies loose costs git more than all the rest.
const MANY: usize = 64;

/// The ledgers of versions, in the order in which they were asked for.
pub(crate) struct Ledgers {
    versions: std::iter::Enumerate<std::vec::IntoIter<Version>>,
    lanes: Vec<Lane>,
    reader: Reader,
}

/// One git that was asked for objects, and what it has said so far.
struct Lane {
    git: Child,
    objects: Receiver<Result<Vec<u8>, GitError>>,
}

impl Repo {
    /// The ledgers of some versions, read while git still looks for the later ones.
    pub(crate) fn ledgers(&self, versions: Vec<Version>) -> Result<Ledgers, GitError> {
        let (filtered, count) = (self.has_filter(), if versions.len() < MANY { 1 } else { 2 });
        let mut args = vec!["cat-file".into(), "--batch".into(), "--buffer".into()];
        args.extend(filtered.then(|| "--filters".into()));
        let asked =
            |v: &Version| if filtered { format!("{} {}\n", v.object, v.path.replace('\n', " ")) } else { format!("{}\n", v.object) };
        let lane = |n: usize| Lane::begin(self.command(&args), versions.iter().skip(n).step_by(count).map(asked).collect());
        let lanes = (0..count).map(lane).collect::<Result<_, _>>()?;
        Ok(Ledgers { versions: versions.into_iter().enumerate(), lanes, reader: Reader::default() })
    }
}

impl Lane {
    fn begin(mut git: std::process::Command, asked: String) -> Result<Lane, GitError> {
        let mut git = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitError::of)?;
        let (input, output) = (git.stdin.take(), git.stdout.take());
        let mut said = BufReader::with_capacity(1 << 16, output.ok_or(GitError::Stopped)?);
        // Git answers while it is being asked: neither may wait for the other.
        thread::spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
        // Each holds one version ready and no more, however long they are.
        let (ready, objects) = sync_channel(0);
        thread::spawn(move || while ready.send(object(&mut said)).is_ok() {});
        Ok(Lane { git, objects })
    }
}

/// The next object that git says.
fn object(said: &mut BufReader<ChildStdout>) -> Result<Vec<u8>, GitError> {
    let mut head = String::new();
    if said.read_line(&mut head).map_err(GitError::Io)? == 0 {
        return Err(GitError::Io(io::ErrorKind::UnexpectedEof.into()));
    }
    let size = head.trim_end().rsplit(' ').next().and_then(|n| n.parse().ok());
    let Some(size) = size else {
        return Err(GitError::Refused { asked: "cat-file --batch".into(), said: head.trim().to_owned() });
    };
    let mut bytes = Vec::with_capacity(size + 1);
    // A line's end stands behind each.
    said.take(size as u64 + 1).read_to_end(&mut bytes).map_err(GitError::Io)?;
    bytes.truncate(size);
    Ok(bytes)
}

impl Ledgers {
    fn read(&mut self, n: usize, version: &Version) -> Result<Ledger, ShareError> {
        let said = self.lanes[n % self.lanes.len()].objects.recv().map_err(|_| GitError::Stopped)?;
        Ok(self.reader.read(Path::new(&version.path), text(&version.path, said?)?)?)
    }
}

impl Iterator for Ledgers {
    type Item = (Version, Result<Ledger, ShareError>);

    fn next(&mut self) -> Option<Self::Item> {
        let (n, version) = self.versions.next()?;
        let ledger = self.read(n, &version);
        Some((version, ledger))
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        let _ = self.git.kill();
        let _ = self.git.wait();
    }
}

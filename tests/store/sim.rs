//! A file system in memory whose calls can be made to fail, that loses what was not synced when the power goes, and on
//! which somebody else can write at any moment.

use duban::store::{Attempt, FileInfo, FileSystem, Guard, Pen};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// What happens at a call.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// It fails.
    Fails(io::ErrorKind),
    /// It fails, and so does every one after it.
    FailsFromNowOn(io::ErrorKind),
    /// Only half of what is to be written is.
    WritesHalf,
    /// The power goes: nothing happens from now on.
    PowerLoss,
    /// Somebody writes into the file, as editors do that write in place.
    WrittenInPlace(PathBuf, Vec<u8>),
    /// Somebody puts another file in its place, as git does.
    Replaced(PathBuf, Vec<u8>),
    /// Somebody is in the midst of it: for so many calls the file is half there, or not at all, and then holds what he writes.
    Midst(PathBuf, Vec<u8>, Midst, usize),
}

/// How far somebody is who replaces a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Midst {
    /// As editors that write in place, or a share whose client believes the old length.
    Half,
    /// As on shares that rename over nothing: the old one goes first.
    Gone,
}

#[derive(Clone, Debug, Default)]
struct Node {
    bytes: Vec<u8>,
    /// What survives a power loss.
    synced: Vec<u8>,
    modified: u64,
}

#[derive(Clone, Debug)]
enum Naming {
    Put(PathBuf, u64),
    Gone(PathBuf),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
}

#[derive(Clone, Debug, Default)]
struct State {
    nodes: BTreeMap<u64, Node>,
    names: BTreeMap<PathBuf, u64>,
    /// The names that survive a power loss, and what happened to names since.
    durable: BTreeMap<PathBuf, u64>,
    pending: Vec<Naming>,
    next: u64,
    clock: u64,
    calls: usize,
    off: bool,
    broken: Option<io::ErrorKind>,
    trouble: Option<(usize, Trouble)>,
    /// What a file will hold from a call on.
    coming: Option<(usize, PathBuf, Vec<u8>)>,
    locked: Vec<PathBuf>,
    /// Why the next file that is renamed is refused.
    refused: Option<io::ErrorKind>,
}

/// What this file system cannot do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kind {
    pub(super) exchanges: bool,
    pub(super) links: bool,
    pub(super) locks: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Sim {
    state: Arc<Mutex<State>>,
    kind: Kind,
}

fn apply(names: &mut BTreeMap<PathBuf, u64>, naming: &Naming) {
    match naming {
        Naming::Put(path, node) => drop(names.insert(path.clone(), *node)),
        Naming::Gone(path) => drop(names.remove(path)),
        Naming::Rename(from, to) => {
            if let Some(node) = names.remove(from) {
                names.insert(to.clone(), node);
            }
        }
        Naming::Exchange(one, other) => {
            if let (Some(a), Some(b)) = (names.get(one).copied(), names.get(other).copied()) {
                names.insert(one.clone(), b);
                names.insert(other.clone(), a);
            }
        }
    }
}

impl State {
    fn name(&mut self, naming: Naming) {
        apply(&mut self.names, &naming);
        self.pending.push(naming);
    }

    fn put(&mut self, path: &Path, bytes: &[u8]) -> u64 {
        self.next += 1;
        self.clock += 1;
        self.nodes.insert(self.next, Node { bytes: bytes.to_vec(), synced: Vec::new(), modified: self.clock });
        self.name(Naming::Put(path.to_owned(), self.next));
        self.next
    }

    /// What is left when the power goes now: every choice of which changes of names since the last sync have come to the disk.
    fn survivors(&self) -> Vec<BTreeMap<PathBuf, Vec<u8>>> {
        let count = self.pending.len().min(10);
        let tail = &self.pending[self.pending.len() - count..];
        (0..1_usize << count)
            .map(|choice| {
                let mut names = self.durable.clone();
                self.pending[..self.pending.len() - count].iter().for_each(|n| apply(&mut names, n));
                tail.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1).for_each(|(_, n)| apply(&mut names, n));
                names.into_iter().map(|(path, node)| (path, self.nodes[&node].synced.clone())).collect()
            })
            .collect()
    }
}

impl Sim {
    pub(super) fn new(kind: Kind) -> Sim {
        Sim { state: Arc::default(), kind }
    }

    /// Another one that is like this one now.
    pub(super) fn copy(&self) -> Sim {
        Sim { state: Arc::new(Mutex::new(self.state.lock().unwrap().clone())), kind: self.kind }
    }

    /// All is on the disk.
    pub(super) fn settle(&self) {
        let mut state = self.state.lock().unwrap();
        state.nodes.values_mut().for_each(|node| node.synced = node.bytes.clone());
        state.durable = state.names.clone();
        state.pending.clear();
    }

    /// A file that has been on the disk for long.
    pub(super) fn place(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state.lock().unwrap();
        let node = state.put(path, bytes);
        let node = state.nodes.get_mut(&node).unwrap();
        node.synced = node.bytes.clone();
        state.durable = state.names.clone();
        state.pending.clear();
    }

    pub(super) fn content(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state.lock().unwrap();
        state.names.get(path).map(|n| state.nodes[n].bytes.clone())
    }

    pub(super) fn names(&self) -> Vec<PathBuf> {
        self.state.lock().unwrap().names.keys().cloned().collect()
    }

    pub(super) fn survivors(&self) -> Vec<BTreeMap<PathBuf, Vec<u8>>> {
        self.state.lock().unwrap().survivors()
    }

    /// From now on, trouble comes at the `n`th call.
    pub(super) fn trouble(&self, n: usize, trouble: Trouble) {
        let mut state = self.state.lock().unwrap();
        (state.calls, state.trouble) = (0, Some((n, trouble)));
    }

    /// The next renaming of a file is refused, and nothing else.
    pub(super) fn refuse_renaming(&self, why: io::ErrorKind) {
        self.state.lock().unwrap().refused = Some(why);
    }

    pub(super) fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }

    pub(super) fn mend(&self) {
        let mut state = self.state.lock().unwrap();
        (state.trouble, state.broken, state.off) = (None, None, false);
    }

    fn call<T>(&self, act: impl FnOnce(&mut State, bool) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state.lock().unwrap();
        let n = state.calls;
        state.calls += 1;
        let mut half = false;
        if let Some((_, path, bytes)) = state.coming.take_if(|(at, ..)| *at <= n) {
            state.put(&path, &bytes);
        }
        if let Some((at, trouble)) = state.trouble.clone()
            && at == n
        {
            match trouble {
                Trouble::Fails(kind) => return Err(kind.into()),
                Trouble::FailsFromNowOn(kind) => state.broken = Some(kind),
                Trouble::WritesHalf => half = true,
                Trouble::PowerLoss => state.off = true,
                Trouble::WrittenInPlace(path, bytes) => {
                    state.clock += 1;
                    let (clock, node) = (state.clock, state.names.get(&path).copied());
                    if let Some(node) = node.and_then(|n| state.nodes.get_mut(&n)) {
                        (node.bytes, node.modified) = (bytes, clock);
                    }
                }
                Trouble::Replaced(path, bytes) => drop(state.put(&path, &bytes)),
                Trouble::Midst(path, bytes, Midst::Half, calls) => {
                    state.put(&path, &bytes[..bytes.len() / 2]);
                    state.coming = Some((n + calls, path, bytes));
                }
                Trouble::Midst(path, bytes, Midst::Gone, calls) => {
                    state.name(Naming::Gone(path.clone()));
                    state.coming = Some((n + calls, path, bytes));
                }
            }
        }
        if state.off {
            return Err(io::Error::other("the power is off"));
        }
        match state.broken {
            Some(kind) => Err(kind.into()),
            None => act(&mut state, half),
        }
    }
}

struct SimPen {
    sim: Sim,
    node: u64,
}

impl Pen for SimPen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let node = self.node;
        self.sim.call(|state, half| {
            state.clock += 1;
            let clock = state.clock;
            let node = state.nodes.get_mut(&node).unwrap();
            node.bytes.extend(&bytes[..if half { bytes.len() / 2 } else { bytes.len() }]);
            node.modified = clock;
            if half { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        })
    }

    fn take_rights(&mut self, _: duban::store::Rights) -> io::Result<()> {
        self.sim.call(|_, _| Ok(()))
    }

    fn sync(&mut self) -> io::Result<()> {
        let node = self.node;
        self.sim.call(|state, _| {
            let node = state.nodes.get_mut(&node).unwrap();
            node.synced = node.bytes.clone();
            Ok(())
        })
    }
}

#[derive(Debug)]
struct SimGuard(Sim, PathBuf);

impl Guard for SimGuard {}

impl Drop for SimGuard {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().locked.retain(|p| *p != self.1);
    }
}

impl FileSystem for Sim {
    fn open(&self, file: &Path) -> io::Result<Box<dyn Read>> {
        self.call(|state, _| {
            let node = state.names.get(file).ok_or(io::ErrorKind::NotFound)?;
            Ok(Box::new(Cursor::new(state.nodes[node].bytes.clone())) as Box<dyn Read>)
        })
    }

    fn info(&self, file: &Path) -> io::Result<FileInfo> {
        self.call(|state, _| {
            let id = *state.names.get(file).ok_or(io::ErrorKind::NotFound)?;
            let node = &state.nodes[&id];
            let modified = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + node.modified));
            Ok(FileInfo { len: node.bytes.len() as u64, modified, identity: Some((1, id)), readonly: false, regular: true, rights: None })
        })
    }

    fn create(&self, file: &Path) -> io::Result<Box<dyn Pen>> {
        let sim = self.clone();
        self.call(|state, _| {
            if state.names.contains_key(file) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let node = state.put(file, b"");
            Ok(Box::new(SimPen { sim, node }) as Box<dyn Pen>)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|state, _| {
            if let Some(why) = state.refused.take() {
                return Err(why.into());
            }
            state.names.get(from).ok_or(io::ErrorKind::NotFound)?;
            state.name(Naming::Rename(from.to_owned(), to.to_owned()));
            Ok(())
        })
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let can = self.kind.exchanges;
        self.call(|state, _| {
            if !can {
                return Err(io::ErrorKind::Unsupported.into());
            }
            state.names.get(one).and(state.names.get(other)).ok_or(io::ErrorKind::NotFound)?;
            state.name(Naming::Exchange(one.to_owned(), other.to_owned()));
            Ok(())
        })
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let can = self.kind.links;
        self.call(|state, _| {
            if !can {
                return Err(io::ErrorKind::CrossesDevices.into());
            }
            let node = *state.names.get(file).ok_or(io::ErrorKind::NotFound)?;
            if state.names.contains_key(name) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            state.name(Naming::Put(name.to_owned(), node));
            Ok(())
        })
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.call(|state, _| {
            state.names.get(file).ok_or(io::ErrorKind::NotFound)?;
            state.name(Naming::Gone(file.to_owned()));
            Ok(())
        })
    }

    fn pause(&self, _: Duration) {}

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        self.call(|_, _| Ok(()))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call(|state, _| Ok(state.names.keys().filter(|p| p.parent() == Some(folder)).cloned().collect()))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.call(|state, _| {
            state.durable = state.names.clone();
            state.pending.clear();
            Ok(())
        })
    }

    fn try_lock(&self, file: &Path, _: &str) -> io::Result<Attempt> {
        let (sim, can) = (self.clone(), self.kind.locks);
        self.call(|state, _| {
            if !can {
                return Err(io::ErrorKind::Unsupported.into());
            }
            if state.locked.iter().any(|p| p == file) {
                return Ok(Attempt::Busy);
            }
            // A file that another machine has made, on a share that does not tell whether that is still there.
            if state.names.contains_key(file) {
                return Ok(Attempt::Unknowable);
            }
            state.locked.push(file.to_owned());
            Ok(Attempt::Held(Box::new(SimGuard(sim, file.to_owned()))))
        })
    }
}

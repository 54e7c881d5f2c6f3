use std::io::{self, Write};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::step::{Snapshot, Step};

/// How far a piece of work has come, and whether it is still wanted. Clones are the same one: the worker counts, who
/// waits looks and may call it off.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    fate: AtomicU8,
    done: AtomicUsize,
    step: Mutex<Option<(Step, usize)>>,
}

/// What becomes of the work.
const WANTED: u8 = 0;
const CALLED_OFF: u8 = 1;
const SETTLED: u8 = 2;

/// The work is no longer wanted: what was done so far is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalledOff;

impl Progress {
    /// The worker begins a step of so many things or bytes; 0 when it cannot know.
    pub fn begin(&self, step: Step, total: usize) {
        let mut now = self.0.step.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.done.store(0, Ordering::Relaxed);
        *now = Some((step, total));
    }

    /// The worker is between two pieces of work.
    pub(crate) fn rest(&self) {
        *self.0.step.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The worker has done so much more.
    pub fn add(&self, count: usize) {
        self.0.done.fetch_add(count, Ordering::Relaxed);
    }

    /// An error when the work is no longer wanted.
    pub(crate) fn check(&self) -> Result<(), CalledOff> {
        if self.is_called_off() { Err(CalledOff) } else { Ok(()) }
    }

    /// Whether the work is no longer wanted.
    pub fn is_called_off(&self) -> bool {
        self.0.fate.load(Ordering::Acquire) == CALLED_OFF
    }

    /// Calls the work off; false when it is too late, since it was settled.
    pub fn call_off(&self) -> bool {
        self.decide(CALLED_OFF)
    }

    /// From now on the work cannot be called off any more; an error when it was.
    pub fn settle(&self) -> Result<(), CalledOff> {
        if self.decide(SETTLED) { Ok(()) } else { Err(CalledOff) }
    }

    /// The first decision holds; true when it was this one.
    fn decide(&self, fate: u8) -> bool {
        match self.0.fate.compare_exchange(WANTED, fate, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => true,
            Err(decided) => decided == fate,
        }
    }

    /// How far it is.
    pub fn snapshot(&self) -> Snapshot {
        let now = self.0.step.lock().unwrap_or_else(PoisonError::into_inner);
        let done = self.0.done.load(Ordering::Relaxed);
        now.map_or_else(Snapshot::default, |(step, total)| Snapshot { step: Some(step), done, total })
    }

    /// Counts what passes. When the work is called off nothing more comes: what is made from it is worth nothing then.
    pub(crate) fn each<I: IntoIterator>(&self, items: I) -> Watched<'_, I::IntoIter> {
        Watched { progress: self, items: items.into_iter() }
    }

    /// Counts the bytes that are written. When the work is called off, writing fails once; what comes after goes
    /// nowhere, since the library that packs spreadsheets prints what fails while it winds itself up.
    pub(crate) fn writer<W: Write>(&self, to: W) -> WatchedWriter<'_, W> {
        WatchedWriter { progress: self, to, failed: false }
    }
}

/// What [`Progress::each`] gives.
#[derive(Debug)]
pub(crate) struct Watched<'a, I> {
    progress: &'a Progress,
    items: I,
}

impl<I: Iterator> Iterator for Watched<'_, I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.progress.check().ok()?;
        let item = self.items.next()?;
        self.progress.add(1);
        Some(item)
    }
}

/// What [`Progress::writer`] gives.
#[derive(Debug)]
pub(crate) struct WatchedWriter<'a, W> {
    progress: &'a Progress,
    to: W,
    failed: bool,
}

impl<W: Write> Write for WatchedWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_called_off() {
            return if std::mem::replace(&mut self.failed, true) { Ok(bytes.len()) } else { Err(io::Error::other("called off")) };
        }
        let written = self.to.write(bytes)?;
        self.progress.add(written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_sees_what_the_worker_counts() {
        let waits = Progress::default();
        let works = waits.clone();
        assert_eq!(waits.snapshot(), Snapshot::default());
        works.begin(Step::Parsing, 10);
        assert_eq!(works.each(0..4).count(), 4);
        assert_eq!(waits.snapshot(), Snapshot { step: Some(Step::Parsing), done: 4, total: 10 });
        works.begin(Step::Writing, 0);
        works.writer(io::sink()).write_all(b"abc").unwrap();
        assert_eq!(waits.snapshot(), Snapshot { step: Some(Step::Writing), done: 3, total: 0 });
    }

    #[test]
    fn between_two_pieces_of_work_nothing_is_under_way() {
        let progress = Progress::default();
        progress.begin(Step::Parsing, 10);
        progress.rest();
        assert_eq!(progress.snapshot(), Snapshot::default());
    }

    #[test]
    fn called_off_work_stops_at_the_next_thing() {
        let progress = Progress::default();
        let mut things = progress.each(0..100);
        assert_eq!(things.next(), Some(0));
        assert!(progress.call_off() && progress.call_off());
        assert_eq!((things.next(), progress.check(), progress.settle()), (None, Err(CalledOff), Err(CalledOff)));
        let mut bytes = Vec::new();
        let mut writer = progress.writer(&mut bytes);
        assert!(writer.write_all(b"abc").is_err() && writer.write_all(b"def").is_ok());
        assert!(bytes.is_empty());
    }

    #[test]
    fn settled_work_is_not_called_off_any_more() {
        let progress = Progress::default();
        assert_eq!((progress.settle(), progress.settle()), (Ok(()), Ok(())));
        assert!(!progress.call_off() && !progress.is_called_off());
        assert_eq!(progress.each(0..3).count(), 3);
    }
}

//! Opening and saving ledgers of a thousand and of ten thousand entries. Run with `cargo bench --bench ledger`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench")]

use duban::domain::{Author, Intent, Ledger, Recorder, Standings, Status, Touched};
use duban::progress::Progress;
use duban::store::{Folders, LedgerFile, canonical};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn main() {
    divan::main();
}

struct Desk {
    _home: tempfile::TempDir,
    path: PathBuf,
    folders: Folders,
    ledger: Ledger,
}

fn desk(entries: usize) -> Desk {
    let home = tempfile::tempdir().unwrap();
    let ledger = duban::demo::ledger(entries, 1, "2025-10-15".parse().unwrap());
    let path = home.path().join("tasks.ron");
    std::fs::write(&path, canonical(&ledger).unwrap()).unwrap();
    let folders = Folders::under(&home.path().join("home"));
    Desk { path, folders, ledger, _home: home }
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn open(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let desk = desk(entries);
    bencher.bench(|| LedgerFile::open(&desk.path, &desk.folders, &Progress::default()).unwrap());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn judge_all(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let desk = desk(entries);
    bencher.bench(|| Standings::new(&desk.ledger, "2025-10-15".parse().unwrap()));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn spell_all(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let desk = desk(entries);
    bencher.bench(|| canonical(&desk.ledger).unwrap());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn save_one_status(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let desk = desk(entries);
    let (mut file, mut ledger) = LedgerFile::open(&desk.path, &desk.folders, &Progress::default()).unwrap();
    let counter = AtomicU64::new(0);
    let recorder = Recorder {
        by: Author::default(),
        clock: Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap()),
        entropy: Arc::new(move || counter.fetch_add(1, Ordering::Relaxed)),
    };
    let mut done = false;
    let mut save = || {
        done = !done;
        let touched = set(&recorder, &mut ledger, if done { Status::Suspended } else { Status::NotStarted });
        let _ = file.save(&ledger, &touched).unwrap();
    };
    // As in daily use: all last versions are there, and each save drops the oldest.
    (0..24).for_each(|_| save());
    bencher.bench_local(save);
}

fn set(recorder: &Recorder, ledger: &mut Ledger, status: Status) -> Touched {
    let entry = Arc::clone(&ledger.entries()[ledger.entries().len() / 2]);
    let change = recorder.record(ledger, &entry, &Intent::Status(status), None).unwrap();
    let touched = change.touched();
    change.apply(ledger).unwrap();
    touched
}

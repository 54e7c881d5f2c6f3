use super::{SMALL, is_written_and_read, small, updates};
use duban::store::{Folders, Journal, leftovers};
use std::path::PathBuf;
use std::sync::LazyLock;

/// A folder with the small ledger; the journals of a dead program are put where they would lie.
struct Desk {
    _home: tempfile::TempDir,
    ledger: PathBuf,
    folders: Folders,
    unsaved: PathBuf,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let home = tempfile::tempdir().expect("a folder");
    let (ledger, folders) = (home.path().join("tasks.ron"), Folders::under(&home.path().join("home")));
    std::fs::write(&ledger, SMALL).expect("a ledger");
    // Where journals lie is asked of one.
    let mut journal = Journal::new(small(), &ledger, &folders);
    journal.edited(small(), &duban::domain::Touched::default()).expect("a journal");
    drop(journal);
    let found = std::fs::read_dir(home.path().join("home/data/unsaved")).expect("a folder").next().expect("ours").expect("ours");
    let unsaved = found.path();
    Desk { _home: home, ledger, folders, unsaved }
});

/// The bytes of a journal: what is whole in it comes back, in a ledger that is one, and no update is lost that it does not name.
///
/// The input is the file, or the ledgers of its records, two each, divided by zeros; their lines are made to fit.
pub fn run(bytes: &[u8]) {
    let desk = &*DESK;
    let journal = if bytes.starts_with(b"edit ") || bytes.starts_with(b"saved ") { bytes.to_vec() } else { sealed(bytes) };
    // One at a time: a thread has its own.
    let file = desk.unsaved.join(format!("20251015-093000.000-{:?}.journal", std::thread::current().id()));
    let text = String::from_utf8_lossy(&journal).into_owned();
    std::fs::write(&file, journal).expect("a journal");
    let ledger = small();
    for left in leftovers(&ledger, &desk.ledger, &desk.folders) {
        let recovered = left.recovered(&ledger);
        let kept = updates(&recovered);
        // An edit may take out an update, which it then names.
        let lost: Vec<_> = updates(&ledger).into_iter().filter(|u| !kept.contains(u) && !text.contains(&u.1)).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        is_written_and_read(&recovered);
    }
    let _ = std::fs::remove_file(file);
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    let ledgers: Vec<&[u8]> = bytes.split(|b| *b == 0).collect();
    let mut journal = Vec::new();
    for (n, both) in (1..).zip(ledgers.chunks_exact(2)) {
        let (body, hash) = (both.concat(), xxhash_rust::xxh3::xxh3_64(&both.concat()));
        journal.extend(format!("edit {n} {} {} {hash:016x}\n", both[0].len(), both[1].len()).into_bytes());
        journal.extend(body);
    }
    journal
}

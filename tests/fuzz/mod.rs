//! The fuzz targets' bodies over the corpus that is kept in `fuzz/corpus`, and over mutations of it that are the same in every run.

mod bodies;

use fastrand::Rng;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// What was found once stands in the corpus; what is found by a mutation is to be put there.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    all.sort();
    all.into_iter().map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&f).unwrap())).collect()
}

/// One of the changes that a fuzzer makes too: bits, bytes, cuts, copies, and pieces of other inputs.
fn mutated(rng: &mut Rng, input: &[u8], others: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(..=bytes.len());
        let end = (at + rng.usize(..40)).min(bytes.len());
        match rng.u8(..7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << rng.u8(..8),
            1 if at < bytes.len() => bytes[at] = rng.u8(..),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copied = bytes[at..end].to_vec();
                let to = rng.usize(..=bytes.len());
                bytes.splice(to..to, copied);
            }
            4 => bytes.insert(at, *rng.choice(b"()[]{},:\"\n/ 0129-.\\").unwrap()),
            5 => {
                let other = &rng.choice(others).unwrap().1;
                let from = rng.usize(..=other.len());
                let to = (from + rng.usize(..60)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => bytes.truncate(at.max(4)),
        }
    }
    bytes
}

/// Runs a target's body over its corpus, then over so many mutations, for two seconds at most: a slow machine does fewer.
/// `DUBAN_FUZZ_SECONDS=600` goes on for so long, with mutations of another seed in every run.
fn run(target: &str, mutations: u64, body: impl Fn(&[u8]) + std::panic::RefUnwindSafe) {
    let corpus = corpus(target);
    let tried = |name: &str, bytes: &[u8]| {
        if let Err(panic) = std::panic::catch_unwind(|| body(bytes)) {
            let file = std::env::temp_dir().join(format!("duban-{target}-{name}"));
            fs::write(&file, bytes).unwrap();
            let said = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            panic!("{target}, {name}: {said}\nThe input is in {}", file.display());
        }
    };
    corpus.iter().for_each(|(name, bytes)| tried(name, bytes));
    let wanted: Option<u64> = std::env::var("DUBAN_FUZZ_SECONDS").ok().map(|s| s.parse().unwrap());
    let (seconds, seeds) = wanted.map_or((2, 0..mutations), |seconds| (seconds, fastrand::u64(..u64::MAX / 2)..u64::MAX));
    let begun = Instant::now();
    for n in seeds.take_while(|_| begun.elapsed() < Duration::from_secs(seconds)) {
        let mut rng = Rng::with_seed(n);
        let input = &corpus[rng.usize(..corpus.len())].1;
        tried(&format!("mutation-{n}"), &mutated(&mut rng, input, &corpus));
    }
}

#[test]
fn any_ledger_is_refused_or_read_and_written() {
    run("ledger", 3000, bodies::ledger::run);
}

#[test]
fn any_two_ledgers_merge_by_the_laws() {
    run("merge", 3000, bodies::merge::run);
}

#[test]
fn any_filter_is_refused_or_used() {
    run("filter", 20_000, bodies::filter::run);
}

#[test]
fn any_workbook_is_refused_or_recorded() {
    run("packet", 1500, bodies::packet::run);
}

#[test]
fn any_config_is_refused_or_used() {
    run("config", 10_000, bodies::config::run);
}

#[test]
fn any_journal_gives_what_is_whole() {
    run("journal", 2000, bodies::journal::run);
}

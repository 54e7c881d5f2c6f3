//! How long a merge takes beside the parsing of one ledger: ten thousand entries, each side with five hundred of its
//! own changes and twenty entries of its own.

use chrono::NaiveDate;
use duban::demo;
use duban::domain::{Author, Change, Entry, EntryId, Intent, Kind, Ledger, Recorder, Report};
use duban::merge::merge;
use duban::store::{canonical, parse_text, unite};
use std::path::Path;
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

struct Data {
    base: Ledger,
    ours: Ledger,
    theirs: Ledger,
    texts: [String; 3],
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let today = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap_or_default();
    // Read again from its text, as in life: nothing is shared between the three.
    let read = |ledger: &Ledger| parse_text("tasks.ron", &canonical(ledger).unwrap_or_default()).unwrap_or_default();
    let base = read(&demo::ledger(10_000, 1, today));
    let (ours, theirs) = (read(&worked_on(&base, 1)), read(&worked_on(&base, 2)));
    let texts = [&base, &ours, &theirs].map(|l| canonical(l).unwrap_or_default());
    Data { base, ours, theirs, texts }
});

fn worked_on(base: &Ledger, person: u64) -> Ledger {
    let mut rng = fastrand::Rng::with_seed(person);
    let clock = Arc::new(|| "2025-11-20T09:30:00+08:00".parse().unwrap_or_default());
    let entropy = Arc::new(move || fastrand::u64(..));
    let recorder = Recorder { by: Author { dept: None, person: person.to_string() }, clock, entropy };
    let mut ledger = base.clone();
    for _ in 0..500 {
        let entry = ledger.entries()[rng.usize(..ledger.entries().len())].clone();
        let report = Report { progress: "正在推进".into(), percent: Some(rng.u8(0..=100)), ..Report::default() };
        let change = recorder.record(&ledger, &entry, &Intent::Report(report), None).ok();
        let _ = change.map(|c| c.apply(&mut ledger));
    }
    for _ in 0..20 {
        let id = EntryId::mint("demo", rng.u64(..));
        let _ = Change::put(rng.usize(..10_000), Entry::new(id, Kind::Task, "新增任务")).apply(&mut ledger);
    }
    ledger
}

#[divan::bench(sample_count = 20)]
fn parse_one(bencher: divan::Bencher) {
    LazyLock::force(&DATA);
    bencher.bench(|| parse_text("tasks.ron", &DATA.texts[1]));
}

#[divan::bench(sample_count = 20)]
fn merge_three_ledgers(bencher: divan::Bencher) {
    LazyLock::force(&DATA);
    bencher.bench(|| merge(Some(&DATA.base), &DATA.ours, &DATA.theirs));
}

#[divan::bench(sample_count = 20)]
fn merge_two_without_a_base(bencher: divan::Bencher) {
    LazyLock::force(&DATA);
    bencher.bench(|| merge(None, &DATA.ours, &DATA.theirs));
}

#[divan::bench(sample_count = 20)]
fn merge_three_texts_into_one(bencher: divan::Bencher) {
    LazyLock::force(&DATA);
    let [base, ours, theirs] = &DATA.texts;
    bencher.bench(|| unite(Path::new("tasks.ron"), Some(base), ours, theirs));
}

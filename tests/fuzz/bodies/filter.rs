use super::small;
use duban::domain::{Ledger, Standings};
use duban::query::{Filter, Index, Matcher};
use duban::text::{Lang, Say};
use std::sync::LazyLock;

static STOCK: LazyLock<(Ledger, Index, Standings)> = LazyLock::new(|| {
    let ledger = small();
    let (index, standings) = (Index::new(&ledger), Standings::new(&ledger, "2025-10-15".parse().expect("a day")));
    (ledger, index, standings)
});

/// The text of a filter: a mistake in it is told, or it can be used; said twice it finds the same; what is marked of a title is
/// part of it.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (ledger, index, standings) = &*STOCK;
    for entry in ledger.entries() {
        for range in Matcher::new(text).ranges(&entry.title) {
            assert!(entry.title.get(range.clone()).is_some_and(|t| !t.is_empty()), "{range:?} of {}", entry.title);
        }
    }
    let select = |filter: &Filter| filter.compile(ledger, index, "2025-10-15".parse().expect("a day")).select(index, ledger, standings);
    match Filter::parse(text) {
        Err(e) => assert!(!e.say(Lang::Zh).is_empty() && !e.say(Lang::En).is_empty()),
        Ok(filter) => {
            let found = select(&filter);
            assert!(found.is_sorted() && found.iter().all(|i| *i < ledger.entries().len()));
            // What is not finished goes on with what follows it.
            if let Ok(twice) = Filter::parse(&format!("{text} {text}")).as_ref().map(select)
                && !text.contains(['"', '“', '”', '＂', ',', '，', '、', '|', '｜', ':', '：', '!', '！', '<', '>', '=', '≤', '≥', '≠'])
            {
                assert_eq!(twice, found);
            }
        }
    }
}

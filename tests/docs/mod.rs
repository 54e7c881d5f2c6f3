//! What docs/ says of the file format holds, in both languages alike.

use std::collections::BTreeSet;

const EN: &str = include_str!("../../docs/file-format.md");
const ZH: &str = include_str!("../../docs/file-format.zh.md");

/// The names of fields, variants and commands that a text sets apart: between back-ticks, and in its examples.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let example = line.strip_prefix("    ").map(|line| line.split("//").next().unwrap_or_default());
        let pieces: Vec<&str> = example.map_or_else(|| line.split('`').skip(1).step_by(2).collect(), |example| vec![example]);
        for piece in pieces {
            let words = piece.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            found.extend(words.filter(|word| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_alphabetic())).map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_format_is_specified_alike_in_both_languages() {
    let (en, zh) = (names(EN), names(ZH));
    assert_eq!(en.difference(&zh).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the Chinese text");
    assert_eq!(zh.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the English text");
    let headings = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(headings(EN), headings(ZH));
}

#[test]
fn every_field_and_variant_of_the_shipped_ledger_is_in_the_specification() {
    let said = names(EN);
    let ledger = duban::store::BUILT_IN;
    let fields = ledger.lines().filter_map(|line| line.trim_start().split_once(": ")).map(|(name, _)| name);
    let named: BTreeSet<&str> = fields.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && name.len() > 2).collect();
    assert!(named.len() > 30, "{named:?}");
    let missing: Vec<_> = named.into_iter().filter(|name| !said.contains(*name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

use super::{SMALL, is_written_and_read, small, spelled, updates};
use duban::domain::Ledger;
use duban::merge::merge;
use duban::store::{parse_text, unite};
use std::collections::BTreeSet;
use std::path::Path;

/// Divides three texts of an input that is not a script.
const DIVIDER: &str = "\n=====\n";

/// Two ledgers that were changed apart, in ways that no program of ours may ever have changed them: the merge is
/// symmetric, loses no update, merged again changes nothing, and the merged text says what the merged ledger does.
///
/// The input is a script of line edits (see [`edited`]), or three texts, before both first.
pub fn run(bytes: &[u8]) {
    let Some([base, ours, theirs]) = texts(bytes) else { return };
    let read = |text: &str| parse_text("tasks.ron", text).ok();
    let (Some(before), Some(a), Some(b)) = (read(&base), read(&ours), read(&theirs)) else { return };
    laws(&before, &a, &b);
    let united = unite(Path::new("tasks.ron"), Some(&base), &ours, &theirs).expect("both sides are ledgers");
    // What a merge by the ledgers alone would drop from a log is put back where texts are united; else both say the same.
    let (plain, kept) = (merge(Some(&before), &a, &b).ledger, updates(&united.ledger));
    assert!(kept.is_superset(&updates(&plain)), "lost: {:?}", updates(&plain).difference(&kept));
    let more = || spelled(&united.ledger).lines().filter(|line| !spelled(&plain).contains(line)).collect::<Vec<_>>().join("\n");
    assert!(united.ledger == plain || kept != updates(&plain), "the texts say more than the ledgers, and nothing was lost:\n{}", more());
    let text = parse_text("tasks.ron", &united.text).unwrap_or_else(|e| panic!("{e}\n{}", united.text));
    assert!(text == united.ledger, "the merged text says something else:\n{}", united.text);
}

fn laws(base: &Ledger, a: &Ledger, b: &Ledger) {
    let m = merge(Some(base), a, b).ledger;
    is_written_and_read(&m);
    assert_eq!(spelled(&m), spelled(&merge(Some(base), b, a).ledger), "sides matter");
    let blind = merge(None, a, b).ledger;
    assert_eq!(spelled(&blind), spelled(&merge(None, b, a).ledger), "sides matter where nothing is known");
    // Records that share an id by mistake are told apart by their order, which a merge may change; an update that stands in a log
    // twice is one to a merge that looks into the log.
    let sound = [base, a, b].into_iter().all(ids_are_unique);
    for other in [a, b, &m].into_iter().filter(|_| sound) {
        assert_eq!(spelled(&merge(Some(base), &m, other).ledger), spelled(&m), "merged again it changes");
        assert_eq!(spelled(&merge(Some(other), &m, other).ledger), spelled(&m), "merged again it changes");
    }
    let (before, now, all) = (updates(base), updates(&m), updates(&blind));
    for side in [updates(a), updates(b)] {
        assert!(side.is_subset(&all), "lost without a base: {:?}", side.difference(&all));
        let lost: Vec<_> = side.difference(&before).filter(|u| !now.contains(*u)).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
    }
}

/// Records of a kind, and updates of a log.
fn ids_are_unique(ledger: &Ledger) -> bool {
    let mut ids: Vec<String> = ledger.plans.iter().map(|p| format!("plan {}", p.code)).collect();
    ids.extend(ledger.departments.iter().map(|d| format!("body {}", d.id)));
    ids.extend(ledger.indicators.iter().map(|i| format!("indicator {}", i.id())));
    ids.extend(ledger.indicators.iter().flat_map(|i| i.updates.iter().map(move |u| format!("indicator {} {}", i.id(), u.id))));
    ids.extend(ledger.entries().iter().map(|e| format!("entry {}", e.id)));
    ids.extend(ledger.entries().iter().flat_map(|e| e.updates.iter().map(move |u| format!("entry {} {}", e.id, u.id))));
    ids.iter().collect::<BTreeSet<_>>().len() == ids.len()
}

fn texts(bytes: &[u8]) -> Option<[String; 3]> {
    if bytes.starts_with(b"#!") {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut three = text.split(DIVIDER).map(str::to_owned);
        return Some([three.next()?, three.next()?, three.next()?]);
    }
    let base = if bytes.first()? & 1 == 0 { SMALL.to_owned() } else { spelled(&small()) };
    let side = |odd: u8| edited(&base, bytes[1..].chunks_exact(4).filter(|step| step[0] & 1 == odd));
    Some([base.clone(), side(0), side(1)])
}

/// A text after a script: a step is which side, what, and two lines. The lines keep to the canonical spelling, so that many of
/// the texts that come out are ledgers.
fn edited<'a>(text: &str, steps: impl Iterator<Item = &'a [u8]>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for step in steps {
        let (at, other) = (usize::from(step[1]) % lines.len(), usize::from(step[2]) % lines.len());
        match step[0] >> 1 & 7 {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines[at] = with_value(&lines[at], value(&lines[other])),
            3 => lines[at] = lines[at].replace(|c: char| c.is_ascii_digit(), &(step[3] % 10).to_string()),
            4 => lines[at] = with_value(&lines[at], &format!("\"{}\",", WORDS[usize::from(step[3]) % WORDS.len()])),
            5 => drop(lines.drain(block(&lines, at))),
            6 => {
                let copied = lines[block(&lines, other)].to_vec();
                let end = block(&lines, at).end;
                lines.splice(end..end, copied);
            }
            _ => lines.swap(at, other),
        }
        if lines.is_empty() {
            return String::new();
        }
    }
    lines.join("\n") + "\n"
}

const WORDS: [&str; 8] = ["", "甲", "jixi/一", "aaaaaaaaaaaaa", "2025-09-30", "a\\nb", "（）", "鸡西市农业农村局"];

fn value(line: &str) -> &str {
    line.split_once(": ").map_or(line.trim_start(), |(_, value)| value)
}

fn with_value(line: &str, value: &str) -> String {
    line.split_once(": ").map_or_else(|| value.to_owned(), |(name, _)| format!("{name}: {value}"))
}

/// The lines of the record, the list or the update in which a line stands, by indents.
fn block(lines: &[String], at: usize) -> std::ops::Range<usize> {
    let indent = |line: &String| line.len() - line.trim_start().len();
    let opens = |n: &usize| lines[*n].ends_with('(') || lines[*n].ends_with('[');
    let Some(start) = (0..=at).rev().find(|n| opens(n) && indent(&lines[*n]) < indent(&lines[at]).max(1)) else { return at..at + 1 };
    let end = (start + 1..lines.len()).find(|n| indent(&lines[*n]) <= indent(&lines[start]));
    start..end.map_or(lines.len(), |end| end + 1)
}

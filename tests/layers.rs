//! Keeps the rooms acyclic: a room uses only what its row in `docs/architecture.md` allows.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that fails says so")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The table of `docs/architecture.md`: room → rooms it may use.
fn allowed() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let rows = text.lines().filter(|l| l.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let names = |s: &str| s.split(',').map(|n| n.trim().trim_matches('`').to_owned()).filter(|n| n != "–").collect();
        (cells[0].trim_matches('`').to_owned(), names(cells[2]))
    })
    .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn rooms() -> Vec<String> {
    let mut rooms: Vec<String> = fs::read_dir(root().join("src"))
        .expect("src")
        .flatten()
        .filter(|e| e.path().is_dir())
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    rooms.sort();
    rooms
}

/// The rooms that a source file names: `crate::room`, and `duban::room` in the binary.
fn uses(text: &str, rooms: &[String]) -> Vec<String> {
    let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let named = |room: &String| {
        ["crate::", "duban::"].iter().any(|p| code.contains(&format!("{p}{room}::")) || code.contains(&format!("{p}{room};")))
    };
    rooms.iter().filter(|r| named(r)).cloned().collect()
}

#[test]
fn every_room_has_its_row() {
    let mut named: Vec<String> = allowed().into_keys().filter(|r| r != "main").collect();
    named.sort();
    assert_eq!(named, rooms());
}

#[test]
fn no_line_depends_on_a_room_above_it() {
    let (allowed, rooms) = (allowed(), rooms());
    for room in &rooms {
        for file in sources(&root().join("src").join(room)) {
            let text = fs::read_to_string(&file).expect("source");
            for used in uses(&text, &rooms).into_iter().filter(|u| u != room) {
                assert!(allowed[room].contains(&used), "{} uses {used}, which the row of {room} does not allow", file.display());
            }
        }
    }
}

#[test]
fn the_rows_have_no_ring() {
    let allowed = allowed();
    for room in allowed.keys() {
        let mut todo = allowed[room].clone();
        let mut seen: Vec<String> = Vec::new();
        while let Some(next) = todo.pop() {
            assert_ne!(&next, room, "{room} stands above itself");
            if !seen.contains(&next) {
                todo.extend(allowed.get(&next).cloned().unwrap_or_default());
                seen.push(next);
            }
        }
    }
}

#[test]
fn no_file_is_longer_than_five_hundred_lines_without_its_tests() {
    for file in sources(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        let is_test = file.file_stem().is_some_and(|s| s.to_string_lossy().ends_with("tests"));
        assert!(is_test || code <= 500, "{}: {code} lines", file.display());
    }
}

#[test]
fn main_is_short() {
    let main = fs::read_to_string(root().join("src/main.rs")).expect("main.rs");
    assert!(main.lines().count() <= 20);
}

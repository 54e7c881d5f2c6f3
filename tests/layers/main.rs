//! Keeps the modules of the crate (the rooms) and the files within them free of rings: a room uses only what its row in
//! `docs/architecture.md` allows, and no file of a room comes back to itself through others.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that fails says so")]

mod names;
mod reading;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use uses::{Crate, rings};

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

fn source(file: &str) -> Option<String> {
    fs::read_to_string(root().join("src").join(format!("{file}.rs"))).ok()
}

fn library() -> Crate {
    Crate::read("lib", &source)
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

/// The files that are no tests, with how many lines they have before their tests.
fn lengths() -> Vec<(PathBuf, usize)> {
    let is_test = |file: &PathBuf| file.file_stem().is_some_and(|s| s.to_string_lossy().ends_with("tests"));
    let length = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("source");
        let lines = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().lines().count();
        (file, lines)
    };
    sources(&root().join("src")).into_iter().filter(|f| !is_test(f)).map(length).collect()
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

#[test]
fn every_room_has_its_row() {
    let named: BTreeSet<String> = allowed().into_keys().filter(|r| r != "main").collect();
    let folders = fs::read_dir(root().join("src")).expect("src").flatten().filter(|e| e.path().is_dir());
    let rooms: BTreeSet<String> = folders.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(named, rooms);
}

#[test]
fn no_line_depends_on_a_room_above_it() {
    let (allowed, library) = (allowed(), library());
    let (uses, named) = (library.uses(), library.rooms_named());
    for file in uses.keys().filter(|f| *f != "lib") {
        let rooms = uses[file].iter().map(|used| room(used)).chain(named[file].iter().map(String::as_str));
        for used in rooms.filter(|r| *r != room(file)) {
            assert!(allowed[room(file)].iter().any(|a| a == used), "{file}.rs uses {used}, which the row of {} does not allow", room(file));
        }
    }
}

#[test]
fn main_knows_the_rooms_of_its_row_and_is_short() {
    let text = source("main").expect("main.rs");
    let named = text.split("duban::").skip(1).map(|after| after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    let allowed = allowed();
    assert!(named.into_iter().all(|room| allowed["main"].iter().any(|a| a == room)));
    assert!(text.lines().count() <= 20);
}

#[test]
fn the_rows_have_no_ring() {
    let rows = allowed().into_iter().map(|(room, uses)| (room, uses.into_iter().collect())).collect();
    assert_eq!(rings(&rows), Vec::<BTreeSet<String>>::new());
}

#[test]
fn the_files_of_a_room_have_no_ring() {
    let uses = library().uses();
    let found: Vec<String> = rings(&uses)
        .iter()
        .map(|ring| {
            let within = |file: &String| uses[file].intersection(ring).cloned().collect::<Vec<_>>().join(" ");
            ring.iter().map(|file| format!("\n  {file} uses {}", within(file))).collect()
        })
        .collect();
    assert!(found.is_empty(), "rings: {}", found.join("\n"));
}

#[test]
fn no_file_is_longer_than_450_lines_without_its_tests_and_half_have_at_most_120() {
    let lengths = lengths();
    for (file, lines) in &lengths {
        assert!(*lines <= 450, "{}: {lines} lines", file.display());
    }
    let mut lines: Vec<usize> = lengths.into_iter().map(|(_, lines)| lines).collect();
    lines.sort_unstable();
    assert!(lines[lines.len() / 2] <= 120, "half of the files have more than {} lines", lines[lines.len() / 2]);
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    for file in sources(&root().join("src")) {
        let drawer = |part: &std::ffi::OsStr| ["util", "utils", "common", "helper", "helpers", "manager"].iter().any(|d| part == *d);
        let inside = file.strip_prefix(root().join("src")).expect("a file of src").with_extension("");
        assert!(!inside.iter().any(drawer), "{}", file.display());
    }
}

/// What a file says to people: its strings before its tests.
fn said(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    lines.flat_map(|l| l.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn rooms_below_the_screen_and_the_command_line_name_no_key_option_or_command() {
    let files = sources(&root().join("src/cli/command"));
    let commands: Vec<String> = files.iter().filter_map(|f| Some(f.file_stem()?.to_string_lossy().into_owned())).collect();
    let names_one = |text: &str| {
        let option = text.split("--").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        let command = text.split("duban ").skip(1).any(|rest| commands.iter().any(|c| rest.starts_with(c)));
        let key = ["按 ", "press ", "(key "].iter().any(|w| text.contains(w));
        // The seal of a form begins so for all time, and a key of the spreadsheet is none of ours.
        let others = text == "duban packet 1" || text.contains("Alt+Enter");
        !others && (option || command || key)
    };
    for room in ["text", "progress", "domain", "query", "demo", "merge", "report", "packet", "import", "store", "profile"] {
        for file in sources(&root().join("src").join(room)) {
            let text = fs::read_to_string(&file).expect("source");
            let named: Vec<String> = said(&text).into_iter().filter(|s| names_one(s)).collect();
            assert!(named.is_empty(), "{}: {named:?}", file.display());
        }
    }
}

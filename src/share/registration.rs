//! What makes git merge and show ledgers by this program: the drivers in a repository's config, and the lines of
//! `.gitattributes` that give the ledger to them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::driver::settings;
use super::git::{GitError, Repo};
use super::tree::Index;
use crate::store::{Doing, StoreError, replace};

/// What the ledger's attributes must be.
const ATTRIBUTES: [(&str, &str); 4] = [("merge", "duban"), ("diff", "duban"), ("text", "set"), ("eol", "lf")];
const NAMES: [&str; 4] = ["merge", "diff", "text", "eol"];
const WORDS: &str = "merge=duban diff=duban text eol=lf";

/// Registers the drivers of a program; the keys that were not so before.
pub fn register(repo: &Repo, program: &Path) -> Result<Vec<&'static str>, GitError> {
    let mut set = Vec::new();
    for (key, value) in settings(program) {
        if repo.config(key).as_deref() != Some(&value) {
            repo.set_config(key, &value)?;
            set.push(key);
        }
    }
    Ok(set)
}

/// The attributes of the ledger that are not as they must be, by name.
pub(crate) fn missing_attributes(repo: &Repo) -> Result<Vec<&'static str>, GitError> {
    let words = ["check-attr", "-z"].into_iter().chain(NAMES).chain(["--"]).map(OsString::from);
    Ok(missing(&repo.run(words.chain([repo.path()]))?))
}

/// The same in a commit: what a fresh clone would have.
pub(super) fn missing_in(repo: &Repo, commit: &str) -> Result<Vec<&'static str>, GitError> {
    let index = Index::new(repo)?;
    index.run(&["read-tree", commit])?;
    let place = repo.place()?;
    let asked = [&["check-attr", "--cached", "-z"][..], &NAMES, &["--", &place]].concat();
    Ok(missing(&index.run(&asked)?))
}

fn missing(said: &str) -> Vec<&'static str> {
    let fields: Vec<&str> = said.split('\0').collect();
    let has = |name: &str, wanted: &str| fields.chunks_exact(3).any(|c| c[1] == name && c[2] == wanted);
    ATTRIBUTES.iter().filter(|(name, wanted)| !has(name, wanted)).map(|(name, _)| *name).collect()
}

/// The repository's own `.gitattributes`. What it says of a name holds in every folder, so that a ledger that is
/// moved stays a ledger.
pub fn attributes_file(repo: &Repo) -> Result<PathBuf, GitError> {
    let up = repo.run(["rev-parse", "--show-cdup"])?;
    Ok(repo.folder.join(up.trim_end_matches(['\r', '\n'])).join(".gitattributes"))
}

/// Writes the ledger's line; whether there was anything to write.
pub fn write_attributes(repo: &Repo, file: &Path) -> Result<bool, StoreError> {
    let old = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(StoreError::io(Doing::Reading, file)(e)),
    };
    let new = with_line(&old, &pattern(&repo.name.to_string_lossy()));
    if new == old {
        return Ok(false);
    }
    replace(file, new.as_bytes()).map_err(StoreError::io(Doing::Writing, file))?;
    Ok(true)
}

/// The text with the ledger's line at its end, where no later line overrules it; all other lines are kept.
fn with_line(old: &str, pattern: &str) -> String {
    let line = format!("{pattern} {WORDS}");
    let others: Vec<&str> = old.split_inclusive('\n').filter(|l| l.trim_end() != line).collect();
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let last = old.lines().rfind(|l| !l.trim().is_empty());
    if last.map(str::trim_end) == Some(&line) && others.len() + 1 == old.split_inclusive('\n').count() {
        return old.to_owned();
    }
    let mut new = others.concat();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push_str(end);
    }
    new + &line + end
}

/// A file name as a pattern that means it and nothing else.
fn pattern(name: &str) -> String {
    let mut literal = String::new();
    for c in name.chars() {
        if "*?[\\!#".contains(c) {
            literal.push('\\');
        }
        literal.push(c);
    }
    if !literal.contains([' ', '\t', '"', '#']) {
        return literal;
    }
    format!("\"{}\"", literal.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_patterns_of_themselves() {
        assert_eq!(pattern("tasks.ron"), "tasks.ron");
        assert_eq!(pattern("台账[1].ron"), "台账\\[1].ron");
        assert_eq!(pattern("我的 台账[1].ron"), "\"我的 台账\\\\[1].ron\"");
    }

    #[test]
    fn other_lines_are_kept_and_ours_stands_once_at_the_end() {
        let line = format!("tasks.ron {WORDS}\n");
        assert_eq!(with_line("", "tasks.ron"), line);
        assert_eq!(with_line(&line, "tasks.ron"), line);
        assert_eq!(with_line("*.png binary", "tasks.ron"), format!("*.png binary\n{line}"));
        assert_eq!(with_line(&format!("{line}* -text\n"), "tasks.ron"), format!("* -text\n{line}"));
        let crlf = with_line("* text\r\n", "tasks.ron");
        assert!(crlf.ends_with("eol=lf\r\n") && with_line(&crlf, "tasks.ron") == crlf);
    }
}

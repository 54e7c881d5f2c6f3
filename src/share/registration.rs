//! What makes git merge and show ledgers by this program: the drivers in a repository's config, and the lines of
//! `.gitattributes` that give the ledger to them.

use std::fs;
use std::path::{Path, PathBuf};

use super::git::{GitError, Repo};
use crate::store::{Doing, StoreError, replace};

/// The drivers of one program.
#[derive(Clone, Debug)]
pub struct Registration {
    program: PathBuf,
}

/// What the ledger's attributes must be.
pub(super) const ATTRIBUTES: [(&str, &str); 4] = [("merge", "duban"), ("diff", "duban"), ("text", "set"), ("eol", "lf")];
const WORDS: &str = "merge=duban diff=duban text eol=lf";

impl Registration {
    /// Of the program at a path.
    pub fn of(program: &Path) -> Registration {
        Registration { program: program.to_owned() }
    }

    /// The values that the config must hold.
    pub(crate) fn settings(&self) -> [(&'static str, String); 4] {
        let program = quoted(&self.program.to_string_lossy());
        // Git reads `%` in the merge driver as the beginning of a placeholder.
        let driver = format!("{} merge -- %O %A %B %P", program.replace('%', "%%"));
        [
            ("merge.duban.name", "duban ledger merge".to_owned()),
            ("merge.duban.driver", driver),
            ("diff.duban.textconv", format!("{program} textconv --")),
            ("diff.duban.xfuncname", "^[^ ].*$".to_owned()),
        ]
    }

    /// Registers the drivers; the keys that were not so before.
    pub fn register(&self, repo: &Repo) -> Result<Vec<&'static str>, GitError> {
        let mut set = Vec::new();
        for (key, value) in self.settings() {
            if repo.config(key).as_deref() != Some(&value) {
                repo.set_config(key, &value)?;
                set.push(key);
            }
        }
        Ok(set)
    }
}

/// The attributes of the ledger that are not as they must be, by name.
pub(crate) fn missing_attributes(repo: &Repo) -> Result<Vec<&'static str>, GitError> {
    let mut missing = Vec::new();
    for (name, wanted) in ATTRIBUTES {
        if repo.attribute(name)? != wanted {
            missing.push(name);
        }
    }
    Ok(missing)
}

/// The repository's own `.gitattributes`. What it says of a name holds in every folder, so that a ledger that is
/// moved stays a ledger.
pub fn attributes_file(repo: &Repo) -> Result<PathBuf, GitError> {
    let up = repo.run(["rev-parse", "--show-cdup"])?;
    Ok(repo.folder().join(up.trim_end_matches(['\r', '\n'])).join(".gitattributes"))
}

/// Writes the ledger's line; whether there was anything to write.
pub fn write_attributes(repo: &Repo, file: &Path) -> Result<bool, StoreError> {
    let old = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(StoreError::io(Doing::Reading, file)(e)),
    };
    let new = with_line(&old, &pattern(&repo.name().to_string_lossy()));
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

/// A path as one word for the shell that git calls, also on Windows.
fn quoted(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// The program that a registered driver calls.
pub(super) fn program(driver: &str) -> Option<PathBuf> {
    let Some(rest) = driver.strip_prefix('\'') else {
        return driver.split_whitespace().next().map(PathBuf::from);
    };
    // Up to the closing mark; a mark in the path stands as `'\\''`.
    let word = rest.replace("'\\''", "\0");
    let path = word.split('\'').next()?.replace('\0', "'");
    Some(PathBuf::from(path.replace("%%", "%")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_of_a_driver_is_found_again() {
        for path in ["/opt/duban", "/my tools/督办 it's/du%ban"] {
            let settings = Registration::of(Path::new(path)).settings();
            assert_eq!(program(&settings[1].1), Some(PathBuf::from(path)));
        }
        assert_eq!(program("duban merge %O %A %B"), Some(PathBuf::from("duban")));
    }

    #[test]
    fn names_are_patterns_of_themselves() {
        assert_eq!(pattern("tasks.ron"), "tasks.ron");
        assert_eq!(pattern("台账[1].ron"), "台账\\[1].ron");
        assert_eq!(pattern("我的 台账[1].ron"), "\"我的 台账\\\\[1].ron\"");
        assert_eq!(quoted("/a b/it's"), "'/a b/it'\\''s'");
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

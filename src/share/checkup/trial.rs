//! The registered merge driver, run on three tiny ledgers as git would run it.

use std::ffi::OsString;
use std::fs;

use crate::share::git::{GitError, Repo, told};
use crate::store::parse_text;

const BASE: &str = "(format: 1, title: \"一\")\n";
const OURS: &str = "(format: 1, title: \"二\")\n";
const THEIRS: &str = "(format: 1, title: \"一\", departments: [(id: \"甲\", level: City, place: \"丙\")])\n";

/// What went wrong; nothing when both changes are in what it wrote.
pub(super) fn failure(repo: &Repo, driver: &str) -> Result<Option<String>, GitError> {
    let folder = tempfile::tempdir().map_err(GitError::Io)?;
    let files = [("base.ron", BASE), ("ours.ron", OURS), ("theirs.ron", THEIRS)].map(|(name, text)| (folder.path().join(name), text));
    for (file, text) in &files {
        fs::write(file, text).map_err(GitError::Io)?;
    }
    // Git's own shell, also on Windows.
    let alias = OsString::from(format!("alias.duban-trial=!f() {{ {}\n}}; f", for_shell(driver)));
    let words = ["-c".into(), alias, "duban-trial".into()];
    let args: Vec<OsString> = words.into_iter().chain(files.iter().map(|(file, _)| file.into())).collect();
    if let Err(GitError::Refused { said, .. }) = told(&args, &repo.output(&args)?) {
        return Ok(Some(said));
    }
    let written = fs::read_to_string(&files[1].0).map_err(GitError::Io)?;
    let merged = parse_text("ours.ron", &written).map_err(|e| e.to_string());
    Ok(match merged {
        Ok(ledger) if ledger.title == "二" && ledger.departments.len() == 1 => None,
        Ok(_) => Some(written),
        Err(said) => Some(said),
    })
}

/// The driver with the placeholders that git fills in as the arguments of a function.
fn for_shell(driver: &str) -> String {
    let mut out = String::new();
    let mut chars = driver.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => match chars.next() {
                Some('O') => out.push_str("\"$1\""),
                Some('A' | 'P') => out.push_str("\"$2\""),
                Some('B') => out.push_str("\"$3\""),
                Some('L') => out.push('7'),
                other => out.extend(other),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_that_fails_or_drops_a_side_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let init = std::process::Command::new("git").args(["init", "-q"]).current_dir(folder.path()).status().unwrap();
        assert!(init.success());
        let repo = Repo::of(&folder.path().join("tasks.ron")).unwrap().unwrap();
        assert!(failure(&repo, "echo no >&2; exit 3; %O").unwrap().unwrap().contains("no"));
        assert!(failure(&repo, "cat %B > %A").unwrap().is_some());
        assert_eq!(failure(&repo, "sed s/一/二/ %B > %A # 100%% of %P, %L").unwrap(), None);
    }
}

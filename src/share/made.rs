//! How a merge came to be: by a person whom a conflict had stopped, or by a rule.

use std::collections::HashMap;

use super::git::{GitError, Repo};
use crate::merge::Made;

/// What git's own log of where HEAD stood says of the commits made here.
#[derive(Default)]
pub(super) struct Reflog {
    /// From the newest to the oldest.
    steps: Vec<(String, String)>,
    places: HashMap<String, usize>,
}

impl Reflog {
    pub(super) fn of(repo: &Repo) -> Reflog {
        let said = repo.run(["log", "-g", "-z", "--no-show-signature", "--format=%H%x02%gs", "HEAD", "--"]).unwrap_or_default();
        let step = |record: &str| record.split_once('\u{2}').map(|(id, what)| (id.to_owned(), what.to_owned()));
        let steps: Vec<(String, String)> = said.split('\0').filter_map(step).collect();
        // Of several steps to one commit the oldest made it.
        let places = steps.iter().enumerate().map(|(n, (id, _))| (id.clone(), n)).collect();
        Reflog { steps, places }
    }

    fn made(&self, commit: &str) -> Made {
        // What was amended was made before.
        let from = self.places.get(commit).copied().unwrap_or(self.steps.len());
        let what = self.steps[from..].iter().map(|(_, what)| what.as_str()).find(|what| !what.starts_with("commit (amend)"));
        match what {
            Some(what) if what.starts_with("commit (merge)") => Made::ByHand,
            Some(what) if what.contains("Merge made by ") => Made::ByRule,
            _ => Made::Unknown,
        }
    }
}

impl Repo {
    /// How a merge was made. Where it was made elsewhere git's message may tell.
    pub(super) fn made(&self, commit: &str, log: &Reflog) -> Result<Made, GitError> {
        let made = log.made(commit);
        if made != Made::Unknown {
            return Ok(made);
        }
        let message = self.run(["log", "-1", "--no-show-signature", "--format=%B", commit, "--"])?;
        let stopped = message.lines().any(|line| line.trim_start_matches(['#', ' ']) == "Conflicts:");
        Ok(if stopped { Made::ByHand } else { Made::Unknown })
    }
}

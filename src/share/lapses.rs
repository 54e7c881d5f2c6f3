//! Commits that went back to what the ledger had been, of whoever and whenever: a revert, an older copy that git has committed. What they
//! dropped comes back as far as it was there last, in logs and beside them, unless somebody was asked about it or it came back since.

use std::collections::{HashMap, HashSet};

use super::answers::{Answers, Said};
use super::error::ShareError;
use super::git::{GitError, Repo};
use super::history::{Commit, Version, read_commit};
use super::message::is_ours;
use super::putting_back::WentBack;
use super::sharing::Sharing;
use crate::domain::{Ledger, UpdateId};
use crate::merge::{Act, Cause, gone_back, held, merge, put_back};

/// So many commits of one round are looked at, the newest; so far back is looked for what one of them went back to.
const COMMITS: usize = 100;

/// So many later versions are looked at for what came back by itself.
const LATER: usize = 20;

/// Up to which commit it was looked through here.
const LOOKED: &str = "refs/duban/looked";

/// What commits made of the ledger, each after those that it came from.
struct Past {
    commits: Vec<Commit>,
    /// Where a content came up first.
    first: HashMap<String, usize>,
}

impl Past {
    fn of(repo: &Repo) -> Result<Past, GitError> {
        let asked = ["log", "--topo-order", "--reverse", "-m", "--full-history", "-z", "--raw", "--no-abbrev", "--no-color"];
        let more = ["--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--format=tformat:%x01%H%x02%an%x02%aI%x02%s"];
        let place = repo.path();
        let words = asked.into_iter().chain(more).chain(["HEAD", "--"]).map(std::ffi::OsString::from).chain([place]);
        let commits: Vec<Commit> = repo.run(words)?.split('\u{1}').filter_map(read_commit).collect();
        let mut first = HashMap::new();
        for (n, commit) in commits.iter().enumerate() {
            // What a commit began from was there before it.
            let versions = [(&commit.from, n * 2), (&commit.to, n * 2 + 1)];
            for (version, n) in versions.into_iter().filter_map(|(version, n)| Some((version.as_ref()?, n))) {
                first.entry(version.object.clone()).or_insert(n);
            }
        }
        Ok(Past { commits, first })
    }

    /// Whether of two contents the first came up before the second.
    fn is_older(&self, one: &Version, other: &Version) -> bool {
        self.first.get(&one.object) < self.first.get(&other.object)
    }

    /// What was there before a commit.
    fn before(&self, commit: &str) -> Option<Version> {
        self.commits.iter().find(|c| c.id == commit)?.from.clone()
    }
}

/// A commit that may have gone back, by its place, and the content to which, where that is known.
type Suspect = (usize, Option<Version>);

impl Sharing {
    /// What was dropped on the way to what is committed, where nobody was asked about it.
    pub(super) fn lost_on_the_way(&self, answers: &mut Answers) -> Result<Vec<WentBack>, ShareError> {
        let (head, looked) = (self.repo.commit("HEAD")?, self.repo.commit(LOOKED)?);
        if head == looked {
            return Ok(Vec::new());
        }
        let range = looked.map_or_else(|| "HEAD".to_owned(), |looked| format!("{looked}..HEAD"));
        self.lost_in((&range, COMMITS), answers)
    }

    /// What was dropped in a range of commits, of which so many are looked at, the newest.
    pub(super) fn lost_in(&self, commits: (&str, usize), answers: &mut Answers) -> Result<Vec<WentBack>, ShareError> {
        let mut all = self.dropped_by_merges(commits, answers)?;
        all.extend(self.lapses(commits, answers)?);
        Ok(all)
    }

    /// All that is committed was looked through.
    pub(super) fn looked_through(&self) -> Result<(), ShareError> {
        if self.repo.commit("HEAD")?.is_some() {
            self.repo.run(["update-ref", LOOKED, "HEAD"])?;
        }
        Ok(())
    }

    /// What commits of a range went back from.
    fn lapses(&self, commits: (&str, usize), answers: &mut Answers) -> Result<Vec<WentBack>, ShareError> {
        let asked = self.repo.single(commits)?;
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let past = Past::of(&self.repo)?;
        let suspects = self.suspects(&past, &asked, answers)?;
        let out: HashSet<UpdateId> = answers.left_out().collect();
        let mut known = Known { repo: &self.repo, ledgers: HashMap::new() };
        let mut all = Vec::new();
        for suspect in suspects {
            all.extend(known.lapse(&past, suspect, &out));
        }
        Ok(all)
    }

    /// Those of some commits that may have gone back. A commit of this program's is none: whoever made it was asked. Nor is what a save of
    /// this user took back, which is remembered for the others.
    fn suspects(&self, past: &Past, asked: &HashSet<String>, answers: &mut Answers) -> Result<Vec<Suspect>, ShareError> {
        let (reverts, us) = (self.repo.reverts()?, self.repo.config("user.name"));
        let mut all = Vec::new();
        for (n, commit) in past.commits.iter().enumerate().filter(|(_, commit)| asked.contains(&commit.id)) {
            let (Some(from), Some(to)) = (&commit.from, &commit.to) else { continue };
            if answers.knows(&commit.id) || is_ours(&commit.subject) {
                continue;
            }
            let reverted = reverts.get(&commit.id);
            if past.is_older(to, from) {
                let text = |version| self.repo.text(version).unwrap_or_default();
                if us.as_ref() == Some(&commit.author) && self.saved_over(&text(from), &text(to)) {
                    answers.say(&commit.id, Said::Out);
                } else {
                    all.push((n, Some(to.clone())));
                }
            } else if reverted.is_none_or(|reverted| !reverts.contains_key(reverted)) {
                all.push((n, reverted.and_then(|reverted| past.before(reverted))));
            }
        }
        Ok(all)
    }
}

/// Versions of the ledger, each read once.
struct Known<'a> {
    repo: &'a Repo,
    ledgers: HashMap<String, Option<Ledger>>,
}

impl Known<'_> {
    /// The ledger of a version; nothing where it cannot be read.
    fn ledger(&mut self, version: &Version) -> Option<Ledger> {
        let read = || self.repo.ledgers(vec![version.clone()]).ok()?.next()?.1.ok();
        self.ledgers.entry(version.object.clone()).or_insert_with(read).clone()
    }

    fn lapse(&mut self, past: &Past, (n, old): Suspect, out: &HashSet<UpdateId>) -> Option<WentBack> {
        let commit = &past.commits[n];
        let (newer, to) = (self.ledger(commit.from.as_ref()?)?, self.ledger(commit.to.as_ref()?)?);
        let dropped: Vec<UpdateId> = put_back(&newer, &mut to.clone(), &|_| true).ids().collect();
        let is_answered = !dropped.is_empty() && dropped.iter().all(|id| out.contains(id));
        if is_answered || old.is_none() && dropped.is_empty() {
            return None;
        }
        let old = match old {
            Some(version) => self.ledger(&version),
            None => self.without(past, n, &dropped),
        };
        let from = match old {
            Some(old) => gone_back(&old, (&newer, &to)),
            None => {
                let mut whole = to.clone();
                put_back(&newer, &mut whole, &|_| true);
                whole
            }
        };
        let by = Cause::Commit(Act { commit: commit.id.clone(), author: commit.author.clone() });
        (from != to && !self.came_back(past, n, (&to, &from))).then_some(WentBack { to, from, by })
    }

    /// The last ledger before a commit that had none of some updates.
    fn without(&mut self, past: &Past, n: usize, updates: &[UpdateId]) -> Option<Ledger> {
        let earlier = past.commits[..n].iter().rev().take(COMMITS).filter_map(|commit| commit.to.as_ref());
        earlier.filter_map(|version| self.ledger(version)).find(|ledger| held(ledger, updates).is_empty())
    }

    /// Whether what had been lost was all there again later: what went since then went by itself.
    fn came_back(&mut self, past: &Past, n: usize, (to, from): (&Ledger, &Ledger)) -> bool {
        let later = past.commits[n + 1..].iter().take(LATER).filter_map(|commit| commit.to.as_ref());
        later.filter_map(|version| self.ledger(version)).any(|then| merge(Some(to), &then, from).ledger == then)
    }
}

impl Repo {
    /// The newest commits of a range that touched the ledger and are no merges.
    fn single(&self, (range, most): (&str, usize)) -> Result<HashSet<String>, GitError> {
        let most = format!("--max-count={most}");
        let words = ["rev-list", "--no-merges", "--full-history", &most, range, "--"].map(std::ffi::OsString::from);
        Ok(self.run(words.into_iter().chain([self.path()]))?.lines().map(str::to_owned).collect())
    }

    /// Which commits revert which other, by the words that git writes.
    fn reverts(&self) -> Result<HashMap<String, String>, GitError> {
        let asked = ["log", "-z", "--no-show-signature", "--grep=^This reverts commit ", "--format=%H%x02%b", "HEAD", "--"];
        let one = |record: &str| {
            let (commit, body) = record.split_once('\u{2}')?;
            let rest = body.split_once("This reverts commit ")?.1;
            Some((commit.to_owned(), rest.chars().take_while(char::is_ascii_hexdigit).collect()))
        };
        Ok(self.run(asked)?.split('\0').filter_map(one).collect())
    }
}

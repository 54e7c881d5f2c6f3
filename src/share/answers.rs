//! What was answered about what had left the ledger, for all clones: who was asked once is not asked again, and nobody else is. It lies among
//! git's objects, under a name of its own that a round of sharing fetches and pushes along with the branch.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::child::Stop;
use super::error::ShareError;
use super::git::{GitError, Repo};
use super::sharing::{Sharing, temporary};
use crate::domain::UpdateId;
use crate::merge::Note;

/// The message of its commit holds an answer a line.
const NAME: &str = "refs/duban/answered";

/// What others have answered, as of the last fetch.
const OTHERS: &str = "refs/duban/others/answered";

/// What git is told to fetch besides what it fetches anyway. A name that nobody has is no mistake.
pub(super) const FETCHED: &str = "+refs/duban/answered*:refs/duban/others/answered*";

/// So often others may be faster.
const ATTEMPTS: usize = 5;

/// What was said of something. Where two said otherwise without knowing of each other, the greater counts: nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// It stays away.
    Out,
    /// It comes back.
    Back,
}

/// One answer: the later turn knows of the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    turn: u32,
    said: Said,
    who: String,
}

/// All that was answered: about commits, and about updates.
#[derive(Debug, Default)]
pub(super) struct Answers {
    all: BTreeMap<String, Answer>,
    who: String,
    /// What two clones said otherwise and is not told yet.
    pub(super) halves: Vec<Note>,
}

fn of_update(id: &UpdateId) -> String {
    format!("{UPDATE}{id}")
}

/// Before the id of an update.
const UPDATE: &str = "update ";

impl Answers {
    fn read(text: &str) -> BTreeMap<String, Answer> {
        let one = |line: &str| {
            let [about, turn, said, who] = line.splitn(4, '\t').collect::<Vec<_>>().try_into().ok()?;
            let said = if said == "out" { Said::Out } else { Said::Back };
            Some((about.to_owned(), Answer { turn: turn.parse().ok()?, said, who: who.to_owned() }))
        };
        text.lines().filter_map(one).collect()
    }

    fn text(&self) -> String {
        let word = |said: Said| if said == Said::Out { "out" } else { "back" };
        self.all.iter().map(|(about, a)| format!("{about}\t{}\t{}\t{}\n", a.turn, word(a.said), a.who)).collect()
    }

    /// Takes in what others have answered.
    fn meet(&mut self, others: BTreeMap<String, Answer>) {
        for (about, theirs) in others {
            let Some(ours) = self.all.get_mut(&about) else {
                self.all.insert(about, theirs);
                continue;
            };
            if theirs.turn > ours.turn {
                *ours = theirs;
            } else if theirs.turn == ours.turn && theirs.said != ours.said {
                let (back, out) = if theirs.said == Said::Back { (theirs, ours.clone()) } else { (ours.clone(), theirs) };
                let told = Note::BothAnswers { back: back.who.clone(), out: out.who };
                if !self.halves.contains(&told) {
                    self.halves.push(told);
                }
                *ours = Answer { turn: back.turn + 1, ..back };
            }
        }
    }

    fn set(&mut self, about: String, said: Said) {
        let turn = self.all.get(&about).map_or(0, |answer| answer.turn) + 1;
        self.all.insert(about, Answer { turn, said, who: self.who.clone() });
    }

    /// Whether something was answered about a commit.
    pub(super) fn knows(&self, commit: &str) -> bool {
        self.all.contains_key(commit)
    }

    pub(super) fn say(&mut self, commit: &str, said: Said) {
        self.set(commit.to_owned(), said);
    }

    /// The same of updates.
    pub(super) fn say_of(&mut self, ids: &[UpdateId], said: Said) {
        ids.iter().for_each(|id| self.set(of_update(id), said));
    }

    /// The updates that stay away.
    pub(super) fn left_out(&self) -> impl Iterator<Item = UpdateId> {
        let out = self.all.iter().filter(|(_, answer)| answer.said == Said::Out);
        out.filter_map(|(about, _)| about.strip_prefix(UPDATE)).map(UpdateId::from)
    }
}

impl Sharing {
    /// What was answered here, and by others as of the last fetch.
    pub(super) fn answers(&self) -> Result<Answers, ShareError> {
        let who = self.repo.config("user.name").unwrap_or_default().replace(['\t', '\n'], " ");
        let mut answers = Answers { all: self.repo.answered(NAME)?, who, halves: Vec::new() };
        answers.meet(self.repo.answered(OTHERS)?);
        Ok(answers)
    }

    /// Whoever has just committed what had been before, in words of his own, was asked about it.
    pub(super) fn answered_for(&self) -> Result<(), ShareError> {
        let (Some(commit), Some(_)) = (self.repo.commit("HEAD")?, self.repo.commit("HEAD^")?) else { return Ok(()) };
        let Some(version) = self.repo.version(&commit, &self.repo.place()?)? else { return Ok(()) };
        if self.repo.held_before(&version.object, "HEAD^")? {
            let mut answers = self.answers()?;
            answers.say(&commit, Said::Out);
            self.remember(&mut answers)?;
        }
        Ok(())
    }

    /// Keeps what was answered, here.
    pub(super) fn remember(&self, answers: &mut Answers) -> Result<(), ShareError> {
        let text = answers.text();
        if text.is_empty() {
            return Ok(());
        }
        let tips = [self.repo.commit(NAME)?, self.repo.commit(OTHERS)?];
        let holds = |tip: &str| self.repo.answered(tip).is_ok_and(|all| all == answers.all);
        let [ours, others] = tips;
        let stands = |tip: &Option<String>| tip.as_deref().is_some_and(holds);
        let has_all = |tip: &str| others.as_deref().is_none_or(|others| self.is_ancestor(others, tip).unwrap_or(false));
        if stands(&ours) && ours.as_deref().is_some_and(has_all) {
            return Ok(());
        }
        if let Some(others) = others.as_deref().filter(|tip| holds(tip)) {
            return Ok(self.repo.run(["update-ref", NAME, others]).map(drop)?);
        }
        let empty = self.repo.answers(&["mktree"].map(OsString::from), String::new())?;
        let message = temporary(text.as_bytes())?;
        let mut args: Vec<OsString> = ["commit-tree", empty.trim(), "-F"].map(OsString::from).into();
        args.push(message.path().into());
        args.extend(ours.iter().chain(&others).flat_map(|parent| ["-p".into(), OsString::from(parent)]));
        let commit = self.repo.run(args)?;
        Ok(self.repo.run(["update-ref", NAME, commit.trim()]).map(drop)?)
    }

    /// Sends what was answered. A server that takes no such name stands in nobody's way: then each clone is asked for itself.
    pub(super) fn send_answers(&self, (fetched, push): (&str, &str), answers: &mut Answers, stop: &Stop) -> Result<(), ShareError> {
        for _ in 0..ATTEMPTS {
            self.remember(answers)?;
            let tip = self.repo.commit(NAME)?;
            if tip.is_none() || tip == self.repo.commit(OTHERS)? {
                return Ok(());
            }
            if self.repo.run_remote(&["push", "--quiet", push, &format!("{NAME}:{NAME}")], stop).is_ok() {
                return Ok(self.repo.run(["update-ref", OTHERS, NAME]).map(drop)?);
            }
            let before = self.repo.commit(OTHERS)?;
            let _ = self.repo.run_remote(&["fetch", "--quiet", fetched, FETCHED], stop);
            if self.repo.commit(OTHERS)? == before {
                return Ok(());
            }
            answers.meet(self.repo.answered(OTHERS)?);
        }
        Ok(())
    }
}

impl Repo {
    fn answered(&self, name: &str) -> Result<BTreeMap<String, Answer>, GitError> {
        let said = self.output(&["log", "-1", "--no-show-signature", "--format=%B", name, "--"].map(OsString::from))?;
        // Nothing was answered yet where there is no such name.
        Ok(if said.status.success() { Answers::read(&String::from_utf8_lossy(&said.stdout)) } else { BTreeMap::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(who: &str) -> Answers {
        Answers { who: who.to_owned(), ..Answers::default() }
    }

    fn met(one: &Answers, other: &Answers) -> Answers {
        let mut met = Answers { all: one.all.clone(), ..Answers::default() };
        met.meet(other.all.clone());
        met
    }

    #[test]
    fn what_is_answered_is_read_back_and_the_later_answer_that_knew_of_the_earlier_counts() {
        let (mut a, id) = (by("甲"), UpdateId::from("u1"));
        a.say("c0ffee", Said::Back);
        a.say_of(std::slice::from_ref(&id), Said::Out);
        assert_eq!(Answers::read(&a.text()), a.all);
        let mut b = met(&a, &by("乙"));
        b.say("c0ffee", Said::Out);
        for met in [met(&a, &b), met(&b, &a)] {
            assert!(met.all == b.all && met.halves.is_empty() && met.all["c0ffee"].said == Said::Out);
            assert_eq!(met.left_out().collect::<Vec<_>>(), std::slice::from_ref(&id));
        }
    }

    #[test]
    fn of_two_answers_that_did_not_know_of_each_other_what_loses_nothing_counts_and_it_is_told() {
        let (mut a, mut b, id) = (by("甲"), by("乙"), UpdateId::from("u1"));
        a.say_of(std::slice::from_ref(&id), Said::Out);
        b.say_of(std::slice::from_ref(&id), Said::Back);
        let [left, right] = [met(&a, &b), met(&b, &a)];
        assert_eq!(left.all, right.all);
        assert_eq!(left.halves, [Note::BothAnswers { back: "乙".into(), out: "甲".into() }]);
        assert_eq!(left.left_out().count(), 0);
        assert!(met(&left, &a).halves.is_empty(), "it is told once");
    }
}

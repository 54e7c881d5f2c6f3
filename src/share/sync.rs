use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::answers::{Answers, FETCHED};
use super::child::Stop;
use super::error::ShareError;
use super::git::{FileState, GitError};
use super::sharing::{Committed, Sharing};
use crate::domain::{Dispute, Ledger, disputes, vocabulary};
use crate::merge::{Difference, Note, differences, merge};
use crate::store::{self, Lock, SystemFiles, parse_text, resolved};
use crate::text::{Lang, Say};

/// What a round of sharing did, or would do.
#[derive(Debug, Default)]
pub struct Synced {
    /// What was not committed before.
    pub committed: Option<Committed>,
    /// What came in.
    pub received: Vec<Difference>,
    pub(crate) notes: Vec<Note>,
    /// The ledger now.
    pub ledger: Ledger,
    /// How many commits were sent.
    pub sent: u32,
    /// The ledger's path in the repository, when the others have moved it.
    pub moved: Option<String>,
}

impl Synced {
    /// What waits for a ruling.
    pub(crate) fn contested(&self) -> Waiting {
        let all = disputes(&self.ledger);
        let in_all = all.len();
        let came_in = |d: &Dispute| self.received.iter().any(|r| r.subject == d.subject);
        Waiting { met: all.into_iter().filter(came_in).collect(), in_all }
    }

    /// How much came in and went out.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let (received, sent) = (self.received.len(), self.sent);
        lang.pick(
            format!("已同步：收到 {received} 项，推送 {sent} 个提交"),
            format!("in step: {received} came in, {sent} commits went out"),
        )
    }

    /// What a person should know of it, in a sentence each; what waits for a ruling is told besides.
    pub fn told(&self, lang: Lang) -> Vec<String> {
        self.notes.iter().filter(|note| !matches!(note, Note::Contested { .. })).map(|note| note.say(lang)).collect()
    }

    /// Where the others have moved the ledger to, if they have.
    pub(crate) fn removal(&self, lang: Lang) -> Option<String> {
        self.moved.as_ref().map(|p| format!("{}{p}", lang.pick("台账已移到：", "the ledger moved to: ")))
    }
}

/// What waits for a ruling after a round.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// In the things of which something came in.
    pub(crate) met: Vec<Dispute>,
    /// How many there are in the ledger.
    pub(crate) in_all: usize,
}

impl Waiting {
    /// How many; nothing where there are none.
    pub(crate) fn sentence(&self, lang: Lang) -> Option<String> {
        let (all, met) = (self.in_all, self.met.len());
        let words = lang.pick(format!("待裁定 {all} 项"), format!("{all} contested"));
        let which = match met {
            _ if met == all => String::new(),
            0 => lang.pick("（与这次收到的无关）".to_owned(), " (none where something came in)".to_owned()),
            _ => lang.pick(format!("（{met} 项在这次收到改动的条目上）"), format!(" ({met} where something came in)")),
        };
        (all > 0).then(|| words + &which)
    }
}

/// What a round of sharing is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words stand below")]
pub enum Stage {
    Committing,
    Fetching,
    Merging,
    Sending,
}

vocabulary! {
    Stage {
        Committing = "提交", "committing", "commit", [];
        Fetching = "取回", "fetching", "fetch", [];
        Merging = "合并", "merging", "merge", [];
        Sending = "推送", "sending", "push", [];
    }
}

/// With whom the branch is shared.
struct Route {
    remote: String,
    /// To whom it is sent, where that is another: `branch.….pushRemote`, `remote.pushDefault`.
    push: String,
    /// The branch there: `refs/heads/main`.
    branch: String,
    /// What is known of it here: `refs/remotes/origin/main`.
    tracking: String,
    /// Whether git knows that the two belong together.
    is_set: bool,
}

/// So often others may be faster.
const ATTEMPTS: u32 = 40;

/// Whether a step must be done again because the world moved on meanwhile.
#[derive(PartialEq, Eq)]
enum Step {
    Done,
    Again,
}

impl Sharing {
    /// Commits what is not committed, takes in what others have sent, and sends what is here; again when another
    /// was faster. Nothing is ever forced, and whatever fails leaves the folder as it was or as committed.
    ///
    /// It tells what it is at, and can be called off while it waits for the network. A merge is taken wholly or not at
    /// all also then.
    pub fn sync(&self, stop: &Stop, tell: &mut dyn FnMut(Stage)) -> Result<Synced, ShareError> {
        let mut synced = Synced::default();
        // Others may move the ledger: from then on the work goes on where it lies.
        let mut here = self.acting();
        let mut kept = here.repo.commit("HEAD")?.into_iter().collect();
        here.refuse_unfinished()?;
        let route = here.route()?;
        tell(Stage::Fetching);
        // Before anybody is asked it is known what others have answered; who cannot reach them commits all the same.
        let mut fetched = Some(here.fetch(&route, stop));
        let mut answers = here.answers()?;
        synced.notes.append(&mut answers.halves);
        let lost = here.lost_on_the_way(&mut answers)?;
        if !lost.is_empty() {
            here.put_back(&[], lost, &mut answers)?;
        }
        here.remember(&mut answers)?;
        for attempt in 0..ATTEMPTS {
            tell(Stage::Committing);
            if let Some(committed) = here.commit(None)? {
                synced.committed = Some(committed);
            }
            if let Some(fetched) = fetched.take() {
                fetched?;
            } else {
                tell(Stage::Fetching);
                here.fetch(&route, stop)?;
            }
            tell(Stage::Merging);
            let mut answers = here.answers()?;
            synced.notes.append(&mut answers.halves);
            let step = here.take_in(&route, &answers, &mut synced)?;
            let step = if step == Step::Done { here.keep(&route, &mut kept, &mut answers)? } else { step };
            here.remember(&mut answers)?;
            tell(Stage::Sending);
            if step == Step::Done && here.send(&route, stop, &mut synced)? == Step::Done {
                here.send_answers((&route.remote, &route.push), &mut answers, stop)?;
                here.looked_through()?;
                synced.notes.append(&mut answers.halves);
                synced.ledger = here.working()?;
                return Ok(synced);
            }
            if stop.is_stopped() {
                return Err(GitError::Stopped.into());
            }
            let most = 40 * u64::from(attempt.min(10) + 1);
            std::thread::sleep(Duration::from_millis(fastrand::u64(10..=most)));
        }
        Err(ShareError::Overtaken(ATTEMPTS))
    }

    /// What [`sync`](Sharing::sync) would do now. Fetches, and changes nothing else.
    pub(crate) fn dry_run(&self) -> Result<Synced, ShareError> {
        let here = self.acting();
        here.refuse_unfinished()?;
        let route = here.route()?;
        let committed = here.uncommitted(None)?;
        here.fetch(&route, &Stop::default())?;
        let mut synced = Synced { ledger: here.working()?, sent: u32::from(committed.is_some()), committed, ..Synced::default() };
        let Some(head) = here.repo.commit("HEAD")? else { return Ok(synced) };
        let Some(theirs) = here.repo.commit(&route.tracking)? else {
            synced.sent += here.count(&head)?;
            return Ok(synced);
        };
        synced.sent += here.count(&format!("{theirs}..{head}"))?;
        if !here.is_ancestor(&theirs, &head)? {
            let path = here.repo.place()?;
            let other = here.repo.path_in((&head, &path), &theirs)?;
            let base = here.base_text(&here.bases(&head, &theirs)?, (&head, &path))?;
            let base = base.map(|t| parse_text("base", &t)).transpose()?;
            let other = here.text_of_others(&theirs, &other, &head)?;
            let other = other.map_or(Ok(synced.ledger.clone()), |text| parse_text(&route.tracking, &text))?;
            let merged = merge(base.as_ref(), &synced.ledger, &other);
            synced.received = differences(&synced.ledger, &merged.ledger);
            (synced.notes, synced.ledger) = (merged.notes, merged.ledger);
        }
        Ok(synced)
    }

    fn refuse_unfinished(&self) -> Result<(), ShareError> {
        self.repo.unfinished().map_or(Ok(()), |what| Err(ShareError::Unfinished(what)))
    }

    fn route(&self) -> Result<Route, ShareError> {
        let branch = self.repo.standing()?.branch.ok_or(ShareError::NoBranch)?;
        let config = |what: &str| self.repo.config(&format!("branch.{branch}.{what}"));
        let default = || self.repo.config("remote.pushDefault");
        let push = config("pushRemote").or_else(default);
        if let (Some(remote), Some(there)) = (config("remote"), config("merge")) {
            let tracking = self.repo.run(["for-each-ref", "--format=%(upstream)", &format!("refs/heads/{branch}")])?;
            let short = there.strip_prefix("refs/heads/").unwrap_or(&there);
            let guess = format!("refs/remotes/{remote}/{short}");
            let tracking = Some(tracking.trim().to_owned()).filter(|t| !t.is_empty()).unwrap_or(guess);
            return Ok(Route { push: push.unwrap_or_else(|| remote.clone()), remote, branch: there, tracking, is_set: true });
        }
        let said = self.repo.run(["remote"])?;
        let remotes: Vec<&str> = said.lines().collect();
        let named = remotes.iter().find(|r| push.as_deref() == Some(**r)).or_else(|| remotes.iter().find(|r| **r == "origin"));
        let remote = match (named, remotes.as_slice()) {
            (Some(remote), _) => (*remote).to_owned(),
            (None, []) => return Err(ShareError::NoRemote),
            (None, [only]) => (*only).to_owned(),
            (None, several) => return Err(ShareError::ManyRemotes(several.iter().map(|r| (*r).to_owned()).collect())),
        };
        let tracking = format!("refs/remotes/{remote}/{branch}");
        Ok(Route { push: remote.clone(), remote, branch: format!("refs/heads/{branch}"), tracking, is_set: false })
    }

    fn fetch(&self, route: &Route, stop: &Stop) -> Result<(), ShareError> {
        // No repacking in the middle of a person's work.
        let answers = format!("remote.{}.fetch={FETCHED}", route.remote);
        let asked = ["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", &answers, "fetch", "--quiet", &route.remote];
        match self.repo.run_remote(&asked, stop) {
            Err(GitError::Refused { said, .. }) => Err(ShareError::Unreachable(said)),
            done => Ok(done.map(drop)?),
        }
    }

    /// Takes in what others have sent: a merge is made first, and then taken as a whole.
    fn take_in(&mut self, route: &Route, answers: &Answers, synced: &mut Synced) -> Result<Step, ShareError> {
        let (Some(theirs), Some(head)) = (self.repo.commit(&route.tracking)?, self.repo.commit("HEAD")?) else { return Ok(Step::Done) };
        if self.is_ancestor(&theirs, &head)? {
            return Ok(Step::Done);
        }
        let name = route.tracking.trim_start_matches("refs/remotes/");
        let place = self.repo.place()?;
        let as_it_is = self.is_ancestor(&head, &theirs)? && self.is_readable(&theirs, (&head, &place))?;
        let (target, notes) = if as_it_is {
            (theirs, Vec::new())
        } else {
            let union = self.union((&head, &theirs), name, answers)?;
            (union.commit, union.notes)
        };
        let path = self.repo.path_in((&head, &place), &target)?;
        let top = self.repo.run(["rev-parse", "--show-toplevel"])?;
        let text = self.text_at(&target, &path)?.ok_or_else(|| ShareError::Removed(path.clone()))?;
        let coming = parse_text(&format!("{name}:{path}"), &text)?;
        let before = self.working()?;
        // Nobody may save between git's look at the file and its writing.
        let lock = Lock::take(&SystemFiles, &resolved(&self.file()), &store::Waiting::default());
        if self.repo.standing()?.file == FileState::Changed {
            return Ok(Step::Again);
        }
        if let Err(e) = self.repo.run(["-c", "merge.autoStash=false", "merge", "--quiet", "--ff-only", &target]) {
            let GitError::Refused { said, .. } = e else { return Err(e.into()) };
            // Somebody may have committed meanwhile.
            return if self.repo.commit("HEAD")?.as_ref() == Some(&head) { Err(ShareError::InTheWay(said)) } else { Ok(Step::Again) };
        }
        drop(lock);
        synced.received.extend(differences(&before, &coming));
        synced.notes.extend(notes);
        if path != place {
            self.repo = self.repo.clone().at(&Path::new(top.trim_end_matches(['\r', '\n'])).join(&path));
            synced.moved = Some(path);
        }
        synced.ledger = coming;
        Ok(Step::Done)
    }

    /// A revert, a merge that took one side, a stale copy: whatever dropped records from the log on the way, here or there,
    /// they are put back. What a person lets go is not asked for again.
    fn keep(&self, route: &Route, before: &mut Vec<String>, answers: &mut Answers) -> Result<Step, ShareError> {
        let (place, head) = (self.repo.place()?, self.repo.commit("HEAD")?);
        let now = head.as_ref().map(|head| self.repo.version(head, &place)).transpose()?.flatten();
        let lost = self.lost_on_the_way(answers)?;
        let mut asked: Vec<String> = std::mem::take(before).into_iter().chain(self.repo.commit(&route.tracking)?).collect();
        asked.retain(|commit| !matches!(self.repo.version(commit, &place), Ok(version) if version == now));
        let any = !asked.is_empty() || !lost.is_empty();
        Ok(if any && self.put_back(&asked, lost, answers)? { Step::Again } else { Step::Done })
    }

    /// Sends what is here. When that fails because another was faster, everything is done again.
    fn send(&self, route: &Route, stop: &Stop, synced: &mut Synced) -> Result<Step, ShareError> {
        let Some(head) = self.repo.commit("HEAD")? else { return Ok(Step::Done) };
        let theirs = self.repo.commit(&route.tracking)?;
        let count = match &theirs {
            Some(theirs) => self.count(&format!("{theirs}..{head}"))?,
            None => self.count(&head)?,
        };
        if count == 0 {
            return Ok(Step::Done);
        }
        let refspec = format!("HEAD:{}", route.branch);
        let mut args = vec!["push", "--quiet"];
        args.extend((!route.is_set).then_some("--set-upstream"));
        args.extend([route.push.as_str(), &refspec]);
        match self.repo.run_remote(&args, stop) {
            Ok(_) => {
                synced.sent = count;
                Ok(Step::Done)
            }
            Err(GitError::Refused { said, .. }) => {
                self.fetch(route, stop)?;
                let at_once = ["cannot lock ref", "failed to update ref", "incorrect old value"].iter().any(|s| said.contains(s));
                let overtaken = at_once || self.repo.commit(&route.tracking)? != theirs;
                if overtaken { Ok(Step::Again) } else { Err(ShareError::Rejected(said)) }
            }
            Err(e) => Err(e.into()),
        }
    }

    fn is_readable(&self, commit: &str, known: (&str, &str)) -> Result<bool, ShareError> {
        let path = self.repo.path_in(known, commit)?;
        let text = self.text_at(commit, &path)?.ok_or_else(|| ShareError::Removed(path.clone()))?;
        Ok(parse_text(&path, &text).is_ok())
    }

    pub(super) fn is_ancestor(&self, old: &str, new: &str) -> Result<bool, ShareError> {
        Ok(self.repo.output(&["merge-base", "--is-ancestor", old, new].map(OsString::from))?.status.success())
    }

    fn count(&self, range: &str) -> Result<u32, ShareError> {
        Ok(self.repo.run(["rev-list", "--count", range])?.trim().parse().unwrap_or(0))
    }
}

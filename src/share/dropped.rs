//! What merges dropped that others made, or another program: of what one side had changed, and of what both had.

use std::ffi::OsString;

use super::answers::{Answers, Said};
use super::error::ShareError;
use super::history::Version;
use super::made::Reflog;
use super::putting_back::WentBack;
use super::sharing::Sharing;
use crate::merge::{Act, Cause, Joined, Made};
use crate::store::{holds_changes, parse_text};

/// A merge of more than so many commits, itself counted, is not looked at further.
const PARENTS: usize = 66;

/// A merge: its commit, with who made it, and its parents.
struct Merge {
    act: Act,
    parents: Vec<String>,
}

impl Sharing {
    /// What the merges of a range of commits, so many of them, dropped of their sides, where nobody was asked about it.
    pub(super) fn dropped_by_merges(&self, commits: (&str, usize), answers: &mut Answers) -> Result<Vec<WentBack>, ShareError> {
        let (mut log, mut all) = (None, Vec::new());
        for merge in self.merges(commits)? {
            if answers.knows(&merge.act.commit) {
                continue;
            }
            let place = self.repo.place()?;
            let asked: String =
                std::iter::once(&merge.act.commit).chain(&merge.parents).map(|commit| format!("{commit}:{place}\n")).collect();
            let said = self.repo.answers(&["cat-file", "--batch-check", "--buffer"].map(OsString::from), asked)?;
            let blobs: Vec<&str> = said.lines().filter_map(|line| line.split_once(" blob ").map(|(object, _)| object)).collect();
            let ([merged, ours, theirs @ ..], true) = (blobs.as_slice(), blobs.len() == merge.parents.len() + 1) else { continue };
            let log = &*log.get_or_insert_with(|| Reflog::of(&self.repo));
            for (other, blob) in merge.parents[1..].iter().zip(theirs).filter(|(_, blob)| *blob != ours) {
                all.extend(self.dropped_side((&merge, other), [merged, ours, blob], log, answers)?);
            }
        }
        Ok(all)
    }

    fn merges(&self, (range, most): (&str, usize)) -> Result<Vec<Merge>, ShareError> {
        let most = format!("--max-count={most}");
        let asked = ["log", "--merges", "--topo-order", "--reverse", "-z", "--no-show-signature", "--format=%H%x02%an%x02%P"];
        let said = self.repo.run(asked.into_iter().chain([most.as_str(), range, "--"]))?;
        let one = |record: &str| {
            let [commit, author, parents] = record.split('\u{2}').collect::<Vec<_>>().try_into().ok()?;
            let parents = parents.split(' ').map(str::to_owned).take(PARENTS).collect();
            Some(Merge { act: Act { commit: String::from(commit), author: author.to_owned() }, parents })
        };
        Ok(said.split('\0').filter_map(one).collect())
    }

    /// What a merge took over of neither what one side had changed nor what the other had. The merge that took what there was to take
    /// holds all that one side alone has changed as that side wrote it, and is not read.
    fn dropped_side(
        &self,
        (merge, other): (&Merge, &str),
        blobs: [&str; 3],
        log: &Reflog,
        answers: &mut Answers,
    ) -> Result<Option<WentBack>, ShareError> {
        let place = self.repo.place()?;
        let base = self.base_text(&self.bases(&merge.parents[0], other)?, (&merge.act.commit, &place))?;
        let text = |blob: &str| self.repo.text(&Version { object: blob.to_owned(), path: place.clone() }).ok();
        let [Some(merged), Some(ours), Some(theirs)] = blobs.map(text) else { return Ok(None) };
        if [&ours, &theirs].into_iter().all(|side| holds_changes(&merged, base.as_deref(), side)) {
            return Ok(None);
        }
        let [Ok(to), Ok(ours), Ok(theirs)] = [&merged, &ours, &theirs].map(|text| parse_text("", text)) else { return Ok(None) };
        let base = base.and_then(|text| parse_text("", &text).ok());
        let made = self.repo.made(&merge.act.commit, log)?;
        let from = Joined { base: base.as_ref(), ours: &ours, theirs: &theirs, merged: &to }.without_loss(made);
        if from == to {
            // Others may have nothing that tells that a person chose.
            if made == Made::ByHand {
                answers.say(&merge.act.commit, Said::Out);
            }
            return Ok(None);
        }
        Ok(Some(WentBack { to, from, by: Cause::Merge(merge.act.clone()) }))
    }
}

//! What left the ledger and nobody took out comes back into the file, unless a person says that it does not.

use std::collections::HashSet;

use super::answers::{Answers, Said};
use super::error::ShareError;
use super::sharing::Sharing;
use crate::domain::{Change, Ledger, UpdateId};
use crate::merge::{Act, Cause, Departed, Gone, held, merge, put_back, take_out};

/// The ledger as it stands after it went back, and as it should stand.
#[derive(Debug)]
pub(super) struct WentBack {
    pub(super) to: Ledger,
    pub(super) from: Ledger,
    pub(super) by: Cause,
}

impl Sharing {
    /// Puts back into the file what it went back from, and what it lacks of the logs of some commits, unless a person lets it go; whether
    /// it did. What was answered is remembered, so that nobody is asked again. What cannot be read there is no matter here.
    pub(super) fn put_back(&self, commits: &[String], gone: Vec<WentBack>, answers: &mut Answers) -> Result<bool, ShareError> {
        let Some(mut file) = self.opened() else { return Ok(false) };
        let out: HashSet<UpdateId> = file.was_let_go().into_iter().chain(answers.left_out()).collect();
        let before = file.held().clone();
        let (mut whole, mut causes) = (before.clone(), Vec::new());
        for WentBack { to, from, by } in gone {
            let next = merge(Some(&to), &whole, &from).ledger;
            causes.extend((next != whole).then_some(by));
            whole = next;
        }
        for commit in commits {
            let known = self.ledger_at(commit).ok().flatten().unwrap_or_default();
            put_back(&known, &mut whole, &|id| !out.contains(id));
        }
        file.put_back_last(&mut whole);
        let there = held(&before, &out.iter().cloned().collect::<Vec<_>>());
        take_out(&mut whole, &out.difference(&there).cloned().collect());
        if whole == before {
            return Ok(false);
        }
        let departed = Departed::of(Gone::FromCommit, causes.clone(), (&before, &whole), self.lang);
        let wanted = (self.consent.0)(&departed);
        let (said, updates) =
            (if wanted { Said::Back } else { Said::Out }, put_back(&whole, &mut before.clone(), &|_| true).ids().collect::<Vec<_>>());
        if wanted {
            let _ = file.save(&whole, &Change::between(&before, &whole).touched())?;
        } else {
            file.let_go(&updates);
        }
        answers.say_of(&updates, said);
        let acts: Vec<&Act> = causes.iter().filter_map(Cause::act).collect();
        if !wanted || !acts.is_empty() {
            answers.say_of(&updates, said);
        }
        acts.iter().for_each(|act| answers.say(&act.commit, said));
        Ok(wanted)
    }
}

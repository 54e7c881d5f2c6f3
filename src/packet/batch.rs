//! Forms that came back together, row by row: a person says of each row whether it comes into the ledger.

use chrono::{DateTime, FixedOffset};

use super::caution::Caution;
use super::proposal::{Fate, Proposal, one_after_another, propose};
use super::reader::Said;
use super::value_proposal::ValueProposal;
use crate::domain::{Change, Ledger, Report, Update};
use crate::text::{Lang, Say};

/// What is said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Open,
    Accepted,
    Rejected,
}

/// What a row tells of.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Entry(Box<Proposal>),
    Value(Box<ValueProposal>),
}

/// A row that can be recorded.
#[derive(Clone, Debug)]
pub(crate) struct BatchRow {
    /// The name of its file.
    pub(crate) file: String,
    pub(crate) what: What,
    pub(crate) verdict: Verdict,
}

/// All that came back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    pub(crate) files: Vec<String>,
    pub(crate) rows: Vec<BatchRow>,
    /// What was not taken, and why, in words.
    pub(crate) told: Vec<String>,
}

impl Batch {
    /// The rows of files, tried one after another on what a ledger holds; those that it has already are decided.
    pub(crate) fn of(files: &[(String, Said)], ledger: &Ledger, (at, lang): (DateTime<FixedOffset>, Lang)) -> Batch {
        let (mut tried, mut batch) = (ledger.clone(), Batch::default());
        for (name, said) in files {
            let outcome = propose(&mut tried, said, at, false);
            let entries = outcome.proposals.into_iter().map(|proposal| What::Entry(Box::new(proposal)));
            let values = outcome.values.into_iter().map(|value| What::Value(Box::new(value)));
            let row = |what: What| BatchRow { file: name.clone(), what, verdict: Verdict::Open };
            batch.rows.extend(entries.chain(values).map(row));
            batch.told.extend(outcome.misfits.iter().map(|misfit| format!("{name} {}", misfit.say(lang))));
            batch.files.push(name.clone());
        }
        batch
    }

    pub(crate) fn count(&self, ledger: &Ledger, is: impl Fn(&BatchRow) -> bool) -> usize {
        self.rows.iter().filter(|row| !row.is_in(ledger) && is(row)).count()
    }

    /// Accepts all that is open and about which nothing is in doubt; gives how many.
    pub(crate) fn accept_sure(&mut self, ledger: &Ledger) -> usize {
        let is_sure = |row: &&mut BatchRow| row.verdict == Verdict::Open && !row.is_doubtful() && !row.is_in(ledger);
        let sure = self.rows.iter_mut().filter(is_sure);
        sure.map(|row| row.verdict = Verdict::Accepted).count()
    }

    /// What records all that is accepted and not in the ledger yet.
    pub(crate) fn changes(&self, ledger: &Ledger) -> Vec<Change> {
        let accepted = || self.rows.iter().filter(|row| row.verdict == Verdict::Accepted && !row.is_in(ledger));
        let entries = accepted().filter_map(|row| if let What::Entry(proposal) = &row.what { Some(&**proposal) } else { None });
        let values = accepted().filter_map(|row| if let What::Value(value) = &row.what { Some(value.change()) } else { None });
        one_after_another(ledger, entries).into_iter().chain(values).collect()
    }
}

impl BatchRow {
    /// Makes it tell that, and accepts it.
    pub(crate) fn amend(&mut self, ledger: &Ledger, (report, editor): (&Report, &str)) {
        if let What::Entry(proposal) = &mut self.what {
            proposal.amend(ledger, report, editor);
            self.verdict = Verdict::Accepted;
        }
    }

    /// What it tells of how far the work is; none where it tells something else.
    pub(crate) fn told(&self) -> Option<Report> {
        if let What::Entry(proposal) = &self.what { proposal.told() } else { None }
    }

    pub(crate) fn update(&self) -> &Update {
        match &self.what {
            What::Entry(proposal) => &proposal.update,
            What::Value(value) => &value.update,
        }
    }

    pub(crate) fn cautions(&self) -> &[Caution] {
        match &self.what {
            What::Entry(proposal) => &proposal.cautions,
            What::Value(value) => &value.cautions,
        }
    }

    /// Where it stands: sheet and cell.
    pub(crate) fn place(&self) -> &str {
        match &self.what {
            What::Entry(proposal) => &proposal.place,
            What::Value(value) => &value.place,
        }
    }

    /// What it is about: the entry with its title, or the indicator.
    pub(crate) fn about(&self, ledger: &Ledger) -> String {
        match &self.what {
            What::Entry(proposal) => {
                let title = ledger.get(&proposal.entry).map(|entry| entry.title.as_str()).unwrap_or_default();
                format!("{}  {title}", proposal.entry.place())
            }
            What::Value(value) => value.indicator.to_string(),
        }
    }

    pub(crate) fn is_doubtful(&self) -> bool {
        match &self.what {
            What::Entry(proposal) => proposal.is_doubtful(),
            What::Value(value) => value.is_doubtful(),
        }
    }

    /// Whether the ledger has it.
    pub(crate) fn is_in(&self, ledger: &Ledger) -> bool {
        match &self.what {
            What::Entry(proposal) => {
                let is_known = || ledger.get(&proposal.entry).is_some_and(|entry| entry.updates.iter().any(|u| u.id == proposal.update.id));
                proposal.fate == Fate::Already || is_known()
            }
            What::Value(value) => {
                let of = ledger.indicators.by_id(&value.indicator);
                value.already || of.is_some_and(|one| one.updates.iter().any(|u| u.id == value.update.id))
            }
        }
    }
}

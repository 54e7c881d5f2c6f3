use super::index::Index;
use super::shares::in_shares;
use crate::domain::{Judged, Ledger, Owing, Share, Standings};

/// A ledger with what is worked out from it.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// How every entry stands.
    pub standings: &'a Standings,
    /// For searching.
    pub index: &'a Index,
}

impl<'a> Snapshot<'a> {
    /// The entry at a place with how it stands.
    pub(crate) fn judged(&self, i: usize) -> Option<Judged<'a>> {
        let (entry, standing) = (self.ledger.entries().get(i)?, self.standings.all().get(i)?);
        Some(Judged { ledger: self.ledger, entry, standing })
    }

    /// Whether some entry counts for several bodies that lead it.
    pub(crate) fn is_led_together(&self) -> bool {
        (0..self.ledger.entries().len()).any(|at| self.index.leaders(at).len() > 1)
    }

    /// Who owes a report on the entry at a place for the period that is being collected, by number, and whether it is there.
    pub(crate) fn owing(&self, i: usize) -> impl Iterator<Item = (u32, Owing)> {
        let period = self.ledger.collecting(self.standings.day());
        let all = self.judged(i).into_iter().flat_map(move |j| j.ledger.owing(j.entry, j.standing, period));
        all.filter_map(|owing| Some((self.index.bodies.find(&owing.body)?, owing)))
    }

    /// For each body, by its number, how many reports it owes for the period, and how many of them are missing.
    pub(crate) fn owed(&self) -> Vec<Owed> {
        self.owed_on(|_| true)
    }

    /// The same, counting only some of the entries, by their places.
    pub(super) fn owed_on(&self, wanted: impl Fn(usize) -> bool + Sync) -> Vec<Owed> {
        let bodies = self.index.bodies.len();
        let shares = in_shares(self.standings.all().len(), |range| {
            let mut owed = vec![Owed::default(); bodies];
            for (body, owing) in range.filter(|i| wanted(*i)).flat_map(|i| self.owing(i)) {
                let of = &mut owed[body as usize];
                of.all += 1;
                of.missing += usize::from(!owing.said);
                of.parts += usize::from(!owing.said && owing.share == Share::Part);
            }
            owed
        });
        let mut owed = vec![Owed::default(); bodies];
        for (nth, share) in shares.into_iter().enumerate() {
            owed[nth % bodies].all += share.all;
            owed[nth % bodies].missing += share.missing;
            owed[nth % bodies].parts += share.parts;
        }
        owed
    }
}

/// The reports of a body for a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Owed {
    pub(crate) all: usize,
    pub(crate) missing: usize,
    /// Those of the missing that are on parts.
    pub(crate) parts: usize,
}

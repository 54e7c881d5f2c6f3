use super::index::Index;
use crate::domain::{Judged, Ledger, Standings};

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
}

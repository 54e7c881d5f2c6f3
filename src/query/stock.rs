use super::index::Index;
use crate::domain::{Ledger, Standings};

/// A ledger with what is worked out from it.
#[derive(Clone, Copy, Debug)]
pub struct Stock<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// How every entry stands.
    pub standings: &'a Standings,
    /// For searching.
    pub index: &'a Index,
}

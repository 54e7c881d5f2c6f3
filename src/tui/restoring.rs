use std::sync::Arc;

use crate::domain::Ledger;
use crate::store::Backup;

/// What can be restored, and what was read of it.
#[derive(Debug, Default)]
pub(crate) struct Restoring {
    pub(crate) all: Vec<Arc<Backup>>,
    pub(crate) chosen: Option<(Vec<Arc<Backup>>, Box<Ledger>)>,
}

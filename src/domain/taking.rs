//! Taking all that is proposed for an entry at once.

use super::entry::Entry;
use super::fact::Value;
use super::id::{DeptId, UpdateId};
use super::intent::Intent;
use super::update::Fact;

impl Entry {
    /// What takes all of some proposals; none where two of them would set one thing differently.
    pub(crate) fn takes_all(&self, proposals: &[UpdateId]) -> Option<Vec<Intent>> {
        let open = || self.updates.iter().filter(|u| proposals.contains(&u.id));
        let values: Vec<Value> = open().flat_map(|u| &u.says).filter_map(|fact| fact.value()).collect();
        let agree = values.iter().all(|one| values.iter().all(|other| one.word() != other.word() || one == other));
        let says = || open().flat_map(|u| &u.says);
        let leads = |body: &DeptId| says().any(|fact| matches!(fact, Fact::Lead { to, .. } if to == body));
        let agree = agree && !says().any(|fact| matches!(fact, Fact::Objects { lead, .. } if leads(lead)));
        agree.then(|| open().map(|u| Intent::Accept(u.id.clone())).collect())
    }
}

//! What a person had before him when he opened what stands before the view: what he asks for there is made of that, whatever
//! others have written since.

use super::model::Model;
use crate::domain::Ledger;

impl Model {
    /// The ledger as it was when the dialog was opened; without one, as it is.
    pub(crate) fn seen(&self) -> &Ledger {
        self.sight.as_ref().unwrap_or_else(|| self.ledger())
    }

    /// Another ledger is about to take the place of this one: a dialog that is open goes on by this.
    pub(super) fn stay_in_sight(&mut self) {
        if self.dialog.is_some() && self.sight.is_none() {
            self.sight = Some(self.ledger().clone());
        }
    }

    /// The ledger that a dialog goes by, where others have written since; from now on it goes by the present one.
    pub(crate) fn take_sight(&mut self) -> Option<Ledger> {
        self.sight.take()
    }

    /// A dialog that stays open goes by this ledger.
    pub(crate) fn keep_sight(&mut self, seen: Ledger) {
        self.sight = Some(seen);
    }
}

use std::collections::HashMap;

use crate::domain::{Section, Subject};

/// Of what was removed since the base, and nobody has changed besides, whether it stays.
pub(super) struct Removals(HashMap<Subject, bool>);

impl Removals {
    pub(super) fn new(stays: HashMap<Subject, bool>) -> Removals {
        Removals(stays)
    }

    /// Whether a record stays; nothing where that is not asked of it.
    pub(super) fn stays(&self, subject: &Subject) -> Option<bool> {
        self.0.get(subject).copied()
    }

    pub(super) fn concern(&self, section: Section) -> bool {
        self.0.keys().any(|subject| subject.section() == Some(section))
    }
}

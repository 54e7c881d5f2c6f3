//! What is done with what is attached to an entry.

use super::attachment::Attachment;
use super::entry::Entry;

impl Entry {
    /// One thing more is attached; of one that was, the hash is the new one.
    pub(crate) fn attach(&mut self, one: Attachment) {
        match self.attachments.iter_mut().find(|had| had.name == one.name) {
            Some(had) => *had = one,
            None => self.attachments.push(one),
        }
    }

    /// What is attached by a name alone and is a file has its hash from now on.
    pub(crate) fn seal(&mut self, file: impl Fn(&str) -> Option<Attachment>) {
        for one in self.attachments.iter_mut().filter(|one| one.sha256.is_empty()) {
            if let Some(found) = file(&one.name) {
                *one = found;
            }
        }
    }
}

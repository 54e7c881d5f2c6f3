use crate::domain::{DeptId, EntryId, Ledger, Period, UpdateId};

/// A mark over texts (FNV-1a, mixed): guards against mistakes, not against forgery.
pub(super) fn mark<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// What tells a ledger from others: the plans with their titles, those alone that a form's entry belongs to. Title,
/// settings and other plans of the ledger may change while a form is out.
pub(super) fn ledger_mark(ledger: &Ledger, entry: &EntryId) -> Option<String> {
    let plan = ledger.plan(entry.plan())?;
    Some(format!("{:016x}", mark([plan.code.as_str(), plan.title.as_str(), plan.place.as_str()])))
}

/// What a row of a form is about: which entry, whose report, on what, and what its author had before him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    pub(crate) entry: EntryId,
    pub(crate) body: DeptId,
    pub(crate) period: Period,
    pub(crate) ledger: String,
    /// The newest updates of the entry's log when the form was made.
    pub(crate) after: Vec<UpdateId>,
}

impl Basis {
    pub(super) fn seal(&self) -> String {
        format!("{:016x}", self.mark())
    }

    fn mark(&self) -> u64 {
        let period = self.period.to_string();
        let own = ["duban packet 1", self.entry.as_str(), self.body.as_str(), &period, &self.ledger];
        mark(own.into_iter().chain(self.after.iter().map(UpdateId::as_str)))
    }

    /// The id of the update that a filled row becomes: the same row filled in alike gives the same id, so that a form
    /// that comes back twice is recorded once. It begins with the row's own letters ([`Basis::family`]).
    pub(super) fn update_id(&self, content: &[String]) -> UpdateId {
        let content = mark(content.iter().map(String::as_str));
        UpdateId::mint((self.mark() & FAMILY) | (content << FAMILY_BITS))
    }

    /// The letters with which the ids of all updates from this row begin, however it was filled in.
    pub(super) fn family(&self) -> String {
        UpdateId::mint(self.mark() & FAMILY).as_str().chars().take(FAMILY_LETTERS).collect()
    }
}

/// Five bits a letter, the lowest first ([`UpdateId::mint`]).
pub(super) const FAMILY_LETTERS: usize = 6;
const FAMILY_BITS: u32 = 5 * FAMILY_LETTERS as u32;
const FAMILY: u64 = (1 << FAMILY_BITS) - 1;

#[cfg(test)]
mod tests {
    use super::*;

    fn basis(entry: &str) -> Basis {
        let (entry, body, period, ledger) = (entry.into(), "甲局".into(), Period::Quarter(2025, 4), "x".into());
        Basis { entry, body, period, ledger, after: vec!["a".into()] }
    }

    #[test]
    fn the_same_row_filled_in_alike_has_the_same_id_and_otherwise_the_same_beginning() {
        let row = basis("p/一");
        let (a, b) = (row.update_id(&["甲".into()]), row.update_id(&["乙".into()]));
        assert_eq!(a, row.update_id(&["甲".into()]));
        assert_ne!(a, b);
        assert!(a.as_str().starts_with(&row.family()) && b.as_str().starts_with(&row.family()));
        assert_ne!(row.family(), basis("p/二").family());
        assert_ne!(row.update_id(&["甲".into()]), basis("p/二").update_id(&["甲".into()]));
    }

    #[test]
    fn the_seal_changes_with_everything_it_covers() {
        let row = basis("p/一");
        let others = [
            Basis { body: "乙局".into(), ..row.clone() },
            Basis { period: Period::Quarter(2026, 1), ..row.clone() },
            Basis { ledger: "y".into(), ..row.clone() },
            Basis { after: vec![], ..row.clone() },
        ];
        assert!(others.iter().all(|o| o.seal() != row.seal()));
    }
}

//! Matters for coordination that wait: those that need us, and those that the office looks after.

use super::sections::Sections;
use super::state::{Item, Jump};
use crate::domain::{DeptId, MatterStanding, YES_NO};
use crate::report::matters::{LATE, OPEN, PARTIES, line};
use crate::tui::views::coordination::{Council, Kind};

impl Sections<'_> {
    /// The open ones, and those of them that are late; of a body those that concern it. Nothing where the ledger holds none.
    pub(super) fn matters(&self, us: Option<&DeptId>) -> Vec<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        if ledger.matters.is_empty() {
            return Vec::new();
        }
        let day = self.book.standings().day();
        let is_ours = |one: &MatterStanding<'_>| us.is_none_or(|us| ledger.is_party(us, one.matter));
        let mut open: Vec<_> = ledger.matters_on(day, None).filter(|one| one.is_open() && is_ours(one)).collect();
        open.sort_by_key(|one| std::cmp::Reverse(one.age));
        let ours = us.map(|us| format!(" {}:{}", lang.pick(PARTIES.0, PARTIES.1), ledger.departments.name(us))).unwrap_or_default();
        let yes = YES_NO[0].label(lang);
        let item = |label: &str, of: (&str, &str), first: Option<&MatterStanding<'_>>| {
            let words = format!("{}:\"{yes}\"{ours}", lang.pick(of.0, of.1));
            let count = Council::count(Kind::Matters, &words, self.book, lang);
            let note = first.map(|one| line(one, lang)).unwrap_or_default();
            Item { label: label.to_owned(), count: Some(count), note, leads: Jump::Matters(words) }
        };
        let all = item(lang.pick("会商在办", "matters open"), OPEN, open.first());
        let late = item(lang.pick("会商超期", "matters late"), LATE, open.iter().find(|one| one.late));
        vec![all, late]
    }
}

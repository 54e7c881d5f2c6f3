//! Matters for coordination and findings of inspections that wait: those that need us, and those that the office looks after.

use super::sections::Sections;
use super::state::{Item, Jump};
use crate::domain::{DeptId, MatterStanding, MendingStanding, Moment, YES_NO};
use crate::report::inspections;
use crate::report::liaisons::UNVISITED;
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
        let told = |one: Option<&MatterStanding<'_>>| one.map(|one| line(one, lang)).unwrap_or_default();
        let first = [told(open.first()), told(open.iter().find(|one| one.late))];
        self.two(Kind::Matters, [("会商在办", "matters open"), ("会商超期", "matters late")], first, us)
    }

    /// The same of what inspections found.
    pub(super) fn findings(&self, us: Option<&DeptId>) -> Vec<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        if ledger.rectifications.is_empty() {
            return Vec::new();
        }
        let when = Moment::During(self.book.standings().day());
        let is_ours = |one: &MendingStanding<'_>| us.is_none_or(|us| ledger.mends(us, one.finding));
        let mut open: Vec<_> = ledger.findings_on(when, None).filter(|one| one.is_open() && is_ours(one)).collect();
        open.sort_by_key(|one| one.state.deadline.value);
        let told = |one: Option<&MendingStanding<'_>>| one.map(|one| inspections::line(ledger, one, lang)).unwrap_or_default();
        let first = [told(open.first()), told(open.iter().find(|one| one.late.is_some()))];
        self.two(Kind::Findings, [("待整改", "to be mended"), ("整改超期", "mending late")], first, us)
    }

    /// Who has not been to what he looks after this quarter; nothing where nobody looks after anything.
    pub(super) fn unvisited(&self) -> Option<Item> {
        let (lang, ledger, day) = (self.lang, self.book.ledger(), self.book.standings().day());
        let first = ledger.liaisons.iter().find(|one| one.is_unvisited(day));
        let note = first.map(|one| one.leader.clone()).unwrap_or_default();
        let words = format!("{}:\"{}\"", lang.pick(UNVISITED.0, UNVISITED.1), YES_NO[0].label(lang));
        (!ledger.liaisons.is_empty()).then(|| {
            let count = Council::count(Kind::Liaisons, &words, self.book, lang);
            let label = lang.pick("包联本季度未走访", "not visited this quarter").to_owned();
            Item { label, count: Some(count), note, leads: Jump::Sheet(Kind::Liaisons, words) }
        })
    }

    /// How many of a kind are open, and how many are late, each with the first of them.
    fn two(&self, kind: Kind, labels: [(&str, &str); 2], first: [String; 2], us: Option<&DeptId>) -> Vec<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        let ours = us.map(|us| format!(" {}:{}", lang.pick(PARTIES.0, PARTIES.1), ledger.departments.name(us))).unwrap_or_default();
        let yes = YES_NO[0].label(lang);
        let [open, late] = [OPEN, LATE].map(|of| format!("{}:\"{yes}\"{ours}", lang.pick(of.0, of.1)));
        let item = |label: (&str, &str), words: String, note: String| {
            let count = Council::count(kind, &words, self.book, lang);
            Item { label: lang.pick(label.0, label.1).to_owned(), count: Some(count), note, leads: Jump::Sheet(kind, words) }
        };
        let [first_open, first_late] = first;
        vec![item(labels[0], open, first_open), item(labels[1], late, first_late)]
    }
}

//! Matters for coordination and findings of inspections that wait: those that need us, and those that the office looks after.

use super::sections::Sections;
use super::state::{Item, Jump};
use crate::domain::{DeptId, MatterStanding, Mending, MendingStanding, Moment, YES_NO};
use crate::report::inspections::{self, INSPECTORS, MENDING};
use crate::report::liaisons::UNVISITED;
use crate::report::matters::{LATE, OPEN, PARTIES, line};
use crate::tui::views::coordination::{Council, Kind};
use crate::tui::views::indicators::Indicators;
use crate::tui::views::indicators::columns::{ANSWERING, MISSING};

type Words = (&'static str, &'static str);

/// What waits in a sheet: its label, under which head what stands there, under which head those whom it concerns, and the first of it.
struct Waiting {
    label: Words,
    head: Words,
    says: &'static str,
    whose: Words,
    first: String,
}

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
        let yes = YES_NO[0].label(lang);
        let waiting = |label, head, first| Waiting { label, head, says: yes, whose: PARTIES, first };
        let late = told(open.iter().find(|one| one.late));
        let all = [waiting(("会商在办", "matters open"), OPEN, told(open.first())), waiting(("会商超期", "matters late"), LATE, late)];
        self.counted_in(Kind::Matters, us, all)
    }

    /// The same of what inspections found.
    pub(super) fn findings(&self, us: Option<&DeptId>) -> Vec<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        if ledger.rectifications.is_empty() {
            return Vec::new();
        }
        let when = Moment::During(self.book.standings().day());
        let mut all: Vec<_> = ledger.findings_on(when, None).collect();
        all.sort_by_key(|one| one.state.deadline.value);
        let first = |is: &dyn Fn(&MendingStanding<'_>) -> bool| {
            all.iter().find(|one| is(one)).map(|one| inspections::line(ledger, one, lang)).unwrap_or_default()
        };
        let ours = |one: &MendingStanding<'_>| us.is_none_or(|us| ledger.mends(us, one.finding));
        let ours_to_check = |one: &MendingStanding<'_>| us.is_none_or(|us| inspections::inspectors(ledger, one).any(|body| body == us));
        let (yes, mended) = (YES_NO[0].label(lang), Mending::Mended);
        let waiting = |label, head, first| Waiting { label, head, says: yes, whose: PARTIES, first };
        let unmended = [
            waiting(("待整改", "to be mended"), OPEN, first(&|one| one.is_open() && ours(one))),
            waiting(("整改超期", "mending late"), LATE, first(&|one| one.late.is_some() && ours(one))),
        ];
        // Who mends does not re-check.
        let first = first(&|one| one.stage == mended && ours_to_check(one));
        let (label, says) = (("已整改待复查", "to be re-checked"), mended.label(lang));
        let unchecked = Waiting { label, head: MENDING, says, whose: INSPECTORS, first };
        self.counted_in(Kind::Findings, us, unmended.into_iter().chain([unchecked]))
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

    /// Values of indicators that are asked for and not there; of a body those for which it answers. Nothing where none is asked for.
    pub(super) fn values(&self, us: Option<&DeptId>) -> Option<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        let period = ledger.collecting(self.book.standings().day());
        let mut asked = ledger.values_owed(period, None).filter(|one| us.is_none_or(|us| one.bodies.contains(us))).peekable();
        asked.peek()?;
        let note = asked.find(|one| !one.said).map(|one| format!("{} {}", one.indicator.scope, one.indicator.name)).unwrap_or_default();
        let ours = us.map(|us| format!(" {}:\"{}\"", lang.pick(ANSWERING.0, ANSWERING.1), ledger.departments.name(us))).unwrap_or_default();
        let words = format!("{}:\"{}\"{ours}", lang.pick(MISSING.0, MISSING.1), YES_NO[0].label(lang));
        let count = Indicators::count(&words, self.book, lang);
        let label = lang.pick("指标实测值待填", "values of indicators missing").to_owned();
        Some(Item { label, count: Some(count), note, leads: Jump::Goals(words) })
    }

    /// How many of a kind there are under a head that says something, with the first of them; of a body those that concern it.
    fn counted_in(&self, kind: Kind, us: Option<&DeptId>, waiting: impl IntoIterator<Item = Waiting>) -> Vec<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        let item = |Waiting { label: (zh, en), head, says, whose, first }: Waiting| {
            let ours = us.map(|us| format!(" {}:{}", lang.pick(whose.0, whose.1), ledger.departments.name(us))).unwrap_or_default();
            let words = format!("{}:\"{says}\"{ours}", lang.pick(head.0, head.1));
            let count = Council::count(kind, &words, self.book, lang);
            Item { label: lang.pick(zh, en).to_owned(), count: Some(count), note: first, leads: Jump::Sheet(kind, words) }
        };
        waiting.into_iter().map(item).collect()
    }
}

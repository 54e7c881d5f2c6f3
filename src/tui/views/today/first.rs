//! What is to be done first.

use std::cmp::Reverse;

use super::sections::Sections;
use super::state::{Item, Jump};
use crate::domain::{Attribute, Entry, Flag, Ground, Light, Standing};
use crate::text::pad;

/// Cells of the words that say why.
const WHY: usize = 14;

impl Sections<'_> {
    /// Entries by name: what was returned, what is late, what falls due soon; red ones before others, a stated day before the plan's end, the older
    /// day before the younger.
    pub(super) fn first_to_do(&self, of: &[usize]) -> Vec<Item> {
        let all = self.book.standings().all();
        let waits = |at: &usize| {
            all.get(*at).and_then(|standing| Some((urgency(self.book.ledger().entries().get(*at)?, standing)?, *at, standing)))
        };
        let mut found: Vec<_> = of.iter().filter_map(waits).collect();
        found.sort_by_key(|(urgency, at, _)| (*urgency, *at));
        found.into_iter().take(self.named).filter_map(|(_, at, standing)| self.named(at, standing)).collect()
    }

    fn named(&self, at: usize, standing: &Standing) -> Option<Item> {
        let (lang, ledger) = (self.lang, self.book.ledger());
        let entry = ledger.entries().get(at)?;
        let shown = |attribute: Attribute| attribute.text(ledger, self.book.standings(), at, lang);
        let days = standing.state.deadline.value.map_or(0, |day| (self.of.day - day).num_days());
        let why = match days {
            _ if Flag::Returned.holds(standing) => Flag::Returned.label(lang).to_owned(),
            1.. => lang.pick(format!("逾期 {days} 天"), format!("{days} days late")),
            0 => lang.pick("今天到期", "due today").to_owned(),
            _ => lang.pick(format!("还有 {} 天", -days), format!("in {} days", -days)),
        };
        let plan = ledger.plan_name(entry.id.plan());
        let label = format!("{} {}", pad(&why, WHY), shown(Attribute::Title));
        let note = format!("{}  {plan}", shown(Attribute::Lead));
        Some(Item { label, count: None, note, leads: Jump::Entry(entry.id.clone()) })
    }
}

/// What comes first has the least; nothing for what does not wait.
fn urgency(entry: &Entry, standing: &Standing) -> Option<impl Ord + Copy + use<>> {
    let kind = [Flag::Returned, Flag::Overdue, Flag::DueSoon].iter().position(|flag| flag.holds(standing))?;
    let is_own = Ground::of(entry, &standing.state).is_some_and(Ground::is_own);
    Some((kind, Reverse(standing.verdict.light == Light::Red), Reverse(is_own), standing.state.deadline.value))
}

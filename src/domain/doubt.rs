//! What may be right and looks wrong: it is asked about in forms, in `check` and among an editor's notes.

use chrono::NaiveDate;
use std::collections::HashMap;

use super::below::Below;
use super::entry::Entry;
use super::fold::fold;
use super::id::EntryId;
use super::ledger::Ledger;
use super::log::known;
use super::state::{Part, State};
use super::status::Status;
use super::update::{Fact, Update, Voice};
use crate::text::{Lang, Say};

/// Something to ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// All is done, and nobody set a status.
    Unsaid,
    /// The status and the percent do not go together.
    Against { status: Status, percent: u8 },
    /// Done before the work was to begin.
    BeforeBegun { on: NaiveDate, begun: NaiveDate },
    /// Done on a day that was yet to come when it was told.
    Ahead { on: NaiveDate },
    /// Less is done than before.
    Fell { from: u8, to: u8 },
    /// Done, while so many entries under it are open.
    OpenBelow(usize),
    /// Nobody speaks of it, while all under it are done.
    SilentAbove(usize),
}

impl Say for Doubt {
    fn say(&self, lang: Lang) -> String {
        match *self {
            Doubt::Unsaid => {
                lang.pick("报告 100%，未报状态；已视同完成，请补报状态", "at 100 percent, status not set; it counts as done").to_owned()
            }
            Doubt::Against { status, percent } => {
                let status = status.label(lang);
                lang.pick(format!("状态{status}，所报比例却是 {percent}%"), format!("{status}, yet reported at {percent} percent"))
            }
            Doubt::BeforeBegun { on, begun } => {
                lang.pick(format!("{on} 完成，早于开始日 {begun}"), format!("done on {on}, before it was to begin on {begun}"))
            }
            Doubt::Ahead { on } => lang.pick(format!("完成日期 {on} 晚于填报之日"), format!("told to be done on {on}, a day to come")),
            Doubt::Fell { from, to } => {
                lang.pick(format!("完成比例由 {from}% 降为 {to}%"), format!("the percent fell from {from} to {to}"))
            }
            Doubt::OpenBelow(open) => {
                lang.pick(format!("已完成，下级还有 {open} 项没有完成"), format!("done, while entries under it are open: {open}"))
            }
            Doubt::SilentAbove(done) => lang.pick(
                format!("下级 {done} 项都已完成，本条没有报过状态"),
                format!("no status, while all entries under it are done: {done}"),
            ),
        }
    }
}

/// What a report comes to, with what was so before it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    pub(crate) status: Option<Status>,
    pub(crate) percent: Option<u8>,
    /// The day on which it was done.
    pub(crate) on: Option<NaiveDate>,
    /// The day on which work was to begin.
    pub(crate) begun: Option<NaiveDate>,
    /// The day on which that was told.
    pub(crate) told: Option<NaiveDate>,
    pub(crate) before: Option<u8>,
}

impl Told {
    pub(crate) fn doubts(self) -> impl Iterator<Item = Doubt> {
        let unsaid = (self.status.is_none() && self.percent == Some(100)).then_some(Doubt::Unsaid);
        let against = self.status.zip(self.percent).filter(|(status, percent)| status.contradicts(*percent));
        let early = self.on.zip(self.begun).filter(|(on, begun)| on < begun);
        let ahead = self.on.zip(self.told).filter(|(on, told)| on > told);
        let fell = self.before.zip(self.percent).filter(|(from, to)| to < from && self.status != Some(Status::Done));
        let all = [
            unsaid,
            against.map(|(status, percent)| Doubt::Against { status, percent }),
            early.map(|(on, begun)| Doubt::BeforeBegun { on, begun }),
            ahead.map(|(on, _)| Doubt::Ahead { on }),
            fell.map(|(from, to)| Doubt::Fell { from, to }),
        ];
        all.into_iter().flatten()
    }
}

/// A doubt about a body's own part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfPart<B> {
    /// Whose part; none where it is about the whole.
    pub(crate) part: Option<B>,
    pub(crate) doubt: Doubt,
}

impl<B: AsRef<str>> Say for OfPart<B> {
    fn say(&self, lang: Lang) -> String {
        let doubt = self.doubt.say(lang);
        match &self.part {
            Some(body) => lang.pick(format!("{}的部分：{doubt}", body.as_ref()), format!("the part of {}: {doubt}", body.as_ref())),
            None => doubt,
        }
    }
}

/// What is to be asked about how an entry stands, or a part of it, by itself, as far as it was known on a day.
fn doubts_of(ledger: &Ledger, entry: &Entry, (about, state): (&Voice, &State), as_of: Option<NaiveDate>) -> Vec<Doubt> {
    if state.last_report.is_none() {
        return Vec::new();
    }
    let known = known(&entry.updates, as_of);
    // Who returns a completion takes a percent back, which does not fall.
    let own = || known.iter().rev().filter(|u| u.about == *about && !u.says.iter().any(|f| matches!(f, Fact::Returned { .. })));
    let percents = own().flat_map(|u| u.says.iter().rev());
    let last = percents.filter_map(|f| if let Fact::Percent { from, to } = f { Some((*from, *to)) } else { None }).next();
    let before = last.filter(|(_, to)| state.percent.value == Some(*to)).and_then(|(from, _)| from);
    let (status, percent) = (state.status.value, state.percent.value);
    let sets_done = |u: &&&Update| u.says.iter().any(|fact| matches!(fact, Fact::Status { to: Status::Done, .. }));
    let day = own().find(sets_done).map(|update| update.day());
    let told = Told { status, percent, on: state.done_on, begun: ledger.start_of(entry), told: day, before };
    // A percent that stood before is the whole's once it is done; one that is told of what is done is not.
    let newest = own().flat_map(|u| u.says.iter().rev()).find(|f| matches!(f, Fact::Percent { .. } | Fact::Status { .. }));
    let below_whole = match (status, newest) {
        (Some(Status::Done), Some(Fact::Percent { to, .. })) if *to < 100 && percent == Some(*to) => Some(*to),
        _ => None,
    };
    told.doubts().chain(below_whole.map(|percent| Doubt::Against { status: Status::Done, percent })).collect()
}

/// What is to be asked about how an entry stands by itself, and about the bodies' own parts of it.
pub(crate) fn doubts_in<'a>(ledger: &'a Ledger, entry: &Entry, state: &'a State, as_of: Option<NaiveDate>) -> Vec<OfPart<&'a str>> {
    let whole = doubts_of(ledger, entry, (&Voice::Whole, state), as_of).into_iter().map(|doubt| OfPart { part: None, doubt });
    whole.chain(doubts_of_parts(ledger, entry, state, as_of)).collect()
}

/// What is to be asked about the bodies' own parts of an entry.
fn doubts_of_parts<'a>(ledger: &'a Ledger, entry: &Entry, state: &'a State, as_of: Option<NaiveDate>) -> Vec<OfPart<&'a str>> {
    let of = |part: &'a Part| {
        let (name, about) = (ledger.departments.name(&part.body), Voice::Part(part.body.clone()));
        doubts_of(ledger, entry, (&about, &part.state), as_of).into_iter().map(move |doubt| OfPart { part: Some(name), doubt })
    };
    state.parts.iter().flat_map(of).collect()
}

impl Below {
    /// What is to be asked about an entry above these.
    pub(crate) fn doubt(self, above: Option<Status>) -> Option<Doubt> {
        match above {
            Some(Status::Done) if self.open > 0 => Some(Doubt::OpenBelow(self.open)),
            None if self.all > 0 && self.done == self.all => Some(Doubt::SilentAbove(self.done)),
            _ => None,
        }
    }
}

/// Everything that is to be asked about the entries of a ledger, each with whose entry it is. Whoever nobody reported on is
/// passed over.
pub(super) fn doubts(ledger: &Ledger, found: &mut impl FnMut(&Entry, OfPart<&str>)) {
    let told = |entry: &&std::sync::Arc<Entry>| !entry.updates.is_empty();
    let states: HashMap<&EntryId, State> = ledger.entries().iter().filter(told).map(|e| (&e.id, fold(ledger, e, None))).collect();
    if states.is_empty() {
        return;
    }
    let silent = State::default();
    let mut below: HashMap<&EntryId, Below> = HashMap::new();
    for entry in ledger.entries() {
        if let Some(parent) = &entry.parent {
            let state = states.get(&entry.id).unwrap_or(&silent);
            below.entry(parent).or_default().add(state.status.value, state.percent.value);
        }
    }
    for entry in ledger.entries() {
        let state = states.get(&entry.id).unwrap_or(&silent);
        let above = below.get(&entry.id).and_then(|b| b.doubt(state.status.value));
        let above = above.map(|doubt| OfPart { part: None, doubt });
        doubts_in(ledger, entry, state, None).into_iter().chain(above).for_each(|doubt| found(entry, doubt));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_done_counts_so_under_a_parent_too() {
        let mut below = Below::default();
        below.add(Some(Status::Done), None);
        below.add(None, Some(100));
        assert_eq!((below.done, below.open, below.average()), (2, 0, 100));
        assert_eq!(below.doubt(None), Some(Doubt::SilentAbove(2)));
        below.add(Some(Status::Blocked), Some(100));
        assert_eq!((below.done, below.open, below.doubt(Some(Status::Done))), (2, 1, Some(Doubt::OpenBelow(1))));
    }
}

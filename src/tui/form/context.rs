//! What a form is about, and what it knows of the world.

use chrono::NaiveDate;

use crate::domain::{EntryId, Indicator, IndicatorId, Ledger, Standings, State};
use crate::profile::UserState;
use crate::text::Lang;

/// The same words in Chinese and in English.
pub(crate) type Words = (&'static str, &'static str);

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About<'a> {
    /// How entries stand.
    Entries(&'a [EntryId]),
    /// What the plan says of an entry.
    Facts(&'a EntryId),
    Indicator(&'a IndicatorId),
    /// Nothing in the ledger.
    Session,
}

impl<'a> About<'a> {
    /// The plan whose names count first.
    pub(super) fn plan(self) -> Option<&'a str> {
        match self {
            About::Entries(entries) => entries.first().map(EntryId::plan),
            About::Facts(entry) => Some(entry.plan()),
            About::Indicator(_) | About::Session => None,
        }
    }
}

/// What a form knows of the world.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) standings: &'a Standings,
    pub(crate) user_state: Option<&'a UserState>,
    pub(crate) lang: Lang,
    pub(crate) today: NaiveDate,
    /// The plan whose names count first.
    pub(crate) plan: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// How the one entry stands; nothing of several.
    pub(super) fn state(&self, entries: &[EntryId]) -> Option<&'a State> {
        let [one] = entries else { return None };
        let place = self.ledger.index_of(one)?;
        Some(&self.standings.all()[place].state)
    }

    pub(super) fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.ledger.indicators.by_id(id).map(AsRef::as_ref)
    }

    /// The title of a dialog, with what it is about.
    pub(crate) fn title(&self, what: Words, about: About<'_>) -> String {
        let what = self.lang.pick(what.0, what.1);
        let subject = match about {
            About::Entries([one]) => self.ledger.get(one).map(|e| e.heading()),
            About::Entries(many) => Some(self.lang.pick(format!("{} 条", many.len()), format!("{} entries", many.len()))),
            About::Facts(entry) => Some(entry.to_string()),
            About::Indicator(id) => self.indicator(id).map(|i| format!("{} {}", i.scope, i.name)),
            About::Session => None,
        };
        subject.map_or_else(|| what.to_owned(), |subject| format!("{what} · {subject}"))
    }
}

//! What a form is about, and what it knows of the world.

use chrono::NaiveDate;
use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::{
    DeptId, Entropy, Entry, EntryId, Indicator, IndicatorId, Intent, Kept, Ledger, LedgerReader, Period, ProposedLead, Reader, Speaker,
    Standings, State, Subject, fold, parse_date, working_days,
};
use crate::profile::UserState;
use crate::text::{Lang, Say};
use crate::tui::edit::Edit;
use crate::tui::importing::Drafted;

/// The same words in Chinese and in English.
pub(crate) type Words = (&'static str, &'static str);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Entries(Vec<EntryId>),
    /// What a record states.
    Facts(Subject),
    /// What is not yet in the ledger, begun at an entry.
    New(Option<EntryId>),
    /// What is not yet in the ledger and is said of an entry.
    Raised(EntryId),
    Indicator(IndicatorId),
    /// What was read of a document.
    Draft(Box<Drafted>),
    Session,
}

#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) ledger: &'a Ledger,
    /// How the entries of this ledger stand, where that is known.
    pub(crate) standings: Option<&'a Standings>,
    pub(crate) user_state: Option<&'a UserState>,
    pub(crate) lang: Lang,
    pub(crate) today: NaiveDate,
    /// The name of whoever sits here.
    pub(crate) person: &'a str,
    pub(crate) about: &'a About,
    /// Random bits, for the id of what is new.
    pub(crate) entropy: &'a Entropy,
    /// The body for which this is written.
    pub(crate) us: Option<&'a DeptId>,
}

impl About {
    /// By what it is known when the program is started again; nothing of what concerns nothing in the ledger.
    pub(super) fn key(&self) -> Option<String> {
        match self {
            About::Entries(entries) => Some(entries.iter().map(EntryId::as_str).collect::<Vec<_>>().join(" ")),
            About::Facts(subject) => Some(subject.to_string()),
            About::Raised(id) => Some(id.to_string()),
            About::Indicator(id) => Some(id.to_string()),
            About::New(_) => Some("+".to_owned()),
            About::Session | About::Draft(_) => None,
        }
    }

    /// What a form of a row of `each_form!` was about by its key; none where that is not in the ledger any more.
    pub(crate) fn again(of: &str, key: &str, ledger: &Ledger) -> Option<About> {
        let subject = || ledger.subjects().find(|subject| subject.to_string() == key);
        match of {
            "entries" => {
                let entries: Vec<EntryId> = key.split(' ').map(EntryId::from).collect();
                entries.iter().all(|id| ledger.get(id).is_some()).then_some(About::Entries(entries))
            }
            "raised" if key != "+" => Some(EntryId::from(key)).filter(|id| ledger.get(id).is_some()).map(About::Raised),
            "new" | "raised" => Some(About::New(None)),
            "indicator" => match subject()? {
                Subject::Indicator(id) => Some(About::Indicator(id)),
                _ => None,
            },
            "session" | "drafted" => None,
            _ => subject().map(About::Facts),
        }
    }
}

impl<'a> Context<'a> {
    /// The plan whose names count first.
    pub(super) fn plan(&self) -> Option<&'a str> {
        match self.about {
            About::Entries(entries) => entries.first().map(EntryId::plan),
            About::Facts(Subject::Entry(entry)) | About::Raised(entry) => Some(entry.plan()),
            About::New(_) => {
                self.begun().or_else(|| Some(self.beside()?.id.plan())).or_else(|| Some(self.ledger.plans.last()?.code.as_str()))
            }
            About::Facts(_) | About::Indicator(_) | About::Draft(_) | About::Session => None,
        }
    }

    /// The plan that was entered last, as long as it holds nothing: whoever goes on is about to fill it.
    fn begun(&self) -> Option<&'a str> {
        let last = &self.ledger.plans.last()?.code;
        self.ledger.entries().iter().all(|e| e.id.plan() != last.as_str()).then_some(last.as_str())
    }

    /// The entry at which something new is begun.
    pub(super) fn beside(&self) -> Option<&'a Arc<Entry>> {
        let (About::New(Some(here)) | About::Raised(here)) = self.about else { return None };
        self.ledger.get(here)
    }

    /// The body at which something is begun: itself, or the one that has the lead of an entry now.
    pub(super) fn body(&self) -> Option<&'a DeptId> {
        if let About::Facts(Subject::Department(id)) = self.about {
            return Some(id);
        }
        let state = self.state_of(self.beside()?)?;
        let lead = self.ledger.departments.now(state.lead.value.as_ref()?);
        self.ledger.departments.get(lead).map(|body| &body.id)
    }

    /// The record whose facts are asked for.
    pub(super) fn stated<R: Kept>(&self) -> Option<&'a R> {
        let About::Facts(subject) = self.about else { return None };
        R::records(self.ledger).by_id(R::of_subject(subject)?).map(AsRef::as_ref)
    }

    /// What a person means by what is typed here.
    pub(super) fn reader(&self) -> LedgerReader<'a> {
        LedgerReader { ledger: self.ledger, plan: self.plan().unwrap_or_default(), today: self.today }
    }

    /// The day that a person means; working days are counted by the calendar.
    pub(crate) fn date(&self, words: &str) -> Result<NaiveDate, String> {
        match working_days(words) {
            Some(_) => self.reader().day(words).map_err(|misread| misread.say(self.lang)),
            None => parse_date(words, self.today).map_err(|e| e.say(self.lang)),
        }
    }

    /// The one entry; nothing of several.
    pub(super) fn entry(&self) -> Option<&'a Arc<Entry>> {
        match self.about {
            About::Facts(Subject::Entry(one)) => self.ledger.get(one),
            About::Entries(entries) if entries.len() == 1 => self.ledger.get(entries.first()?),
            _ => None,
        }
    }

    /// Who is suggested to lead the one entry.
    pub(super) fn proposed(&self) -> &'a [ProposedLead] {
        self.entry().map_or(&[], |entry| &entry.proposed)
    }

    /// How the one entry stands.
    pub(super) fn state(&self) -> Option<Cow<'a, State>> {
        self.state_of(self.entry()?)
    }

    pub(super) fn state_of(&self, entry: &Entry) -> Option<Cow<'a, State>> {
        let place = self.ledger.index_of(&entry.id)?;
        Some(self.standings.map_or_else(|| Cow::Owned(fold(self.ledger, entry, None)), |s| Cow::Borrowed(&s.all()[place].state)))
    }

    /// How the one entry stands as far as we speak of it: our own part, where we do not lead.
    pub(super) fn own_state(&self) -> Option<State> {
        let state = self.state()?;
        Some(self.part_of().map_or_else(|| state.clone().into_owned(), |us| state.part(us).cloned().unwrap_or_default()))
    }

    /// The body whose part of the one entry we speak of; none where we speak of the whole.
    pub(crate) fn part_of(&self) -> Option<&'a DeptId> {
        let (entry, state) = (self.entry()?, self.state()?);
        self.us.filter(|us| self.ledger.speaker(Some(us), entry, state.lead.value.as_ref()).has_part())
    }

    /// Whether what is recorded of the entries here only counts once it is taken: of none of them we have the say that is asked.
    pub(crate) fn only_proposes(&self, has_say: fn(Speaker) -> bool) -> bool {
        let speaker = |id: &EntryId| {
            let entry = self.ledger.get(id)?;
            Some(self.ledger.speaker(self.us, entry, self.state_of(entry)?.lead.value.as_ref()))
        };
        let mut speakers = self.entries().iter().filter_map(speaker).collect::<Vec<_>>().into_iter().peekable();
        speakers.peek().is_some() && !speakers.any(has_say)
    }

    pub(super) fn indicator(&self) -> Option<&'a Indicator> {
        let About::Indicator(id) = self.about else { return None };
        self.ledger.indicators.by_id(id).map(AsRef::as_ref)
    }

    /// The period on which reports are collected.
    pub(super) fn collecting(&self) -> Period {
        self.ledger.collecting(self.today)
    }

    /// The entries that it is about.
    pub(super) fn entries(&self) -> Vec<EntryId> {
        if let About::Entries(entries) = self.about { entries.clone() } else { Vec::new() }
    }

    /// That an intent is recorded on the entries.
    pub(super) fn record(&self, intent: Intent, period: Option<Period>) -> Edit {
        Edit::Record { entries: self.entries(), intent: Box::new(intent), period }
    }

    /// The title of a dialog, with what it is about.
    pub(crate) fn title(&self, what: Words) -> String {
        let what = self.lang.pick(what.0, what.1);
        let subject = match self.about {
            About::Entries(many) if many.len() != 1 => {
                Some(self.lang.pick(format!("{} 条", many.len()), format!("{} entries", many.len())))
            }
            About::Entries(_) => self.entry().map(|e| e.heading()),
            About::Facts(Subject::Entry(entry)) => Some(entry.to_string()),
            About::Facts(subject) => self.ledger.name_of_subject(subject).map(str::to_owned),
            About::Indicator(_) => self.indicator().map(|i| format!("{} {}", i.scope, i.name)),
            About::New(_) | About::Raised(_) | About::Draft(_) | About::Session => None,
        };
        subject.map_or_else(|| what.to_owned(), |subject| format!("{what} · {subject}"))
    }
}

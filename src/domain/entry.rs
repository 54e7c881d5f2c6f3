use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::attachment::Attachment;
use super::claim::Facts;
use super::deadline::Deadline;
use super::handover::Handover;
use super::id::{EntryId, UpdateId};
use super::list::{Cooperation, List, Listed};
use super::log::rulings;
use super::pool::Funding;
use super::proposed::ProposedLead;
use super::records::{Flaw, Record, Reference, known_by, logged};
use super::stated::{EntryClaim, Kind, Lead, Nature, entry_facts};
use super::update::Update;

/// No plan is deeper; what goes on longer is a ring.
pub(super) const LEVELS: usize = 32;
/// Characters of a passage that an entry may quote.
pub(crate) const QUOTE: usize = 40;

/// One obligation of a plan: what the plan states, and the log of what has happened since.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Plan code and reference.
    pub id: EntryId,
    /// The entry under which the plan puts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<EntryId>,
    /// Programme, task, project or safeguard.
    pub kind: Kind,
    /// Whether a project is new, goes on, is only thought of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nature: Option<Nature>,
    /// The plan's own name for it, or a short one made from its words.
    pub title: String,
    /// A title for narrow columns, where the whole one would not tell it from its neighbours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) short: String,
    /// What is to be done, where, by whom: in the ledger's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Line of the published text at which it begins, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// At most [`QUOTE`] characters of the passage, by which it is found again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) quote: String,
    /// The upper plan's entries that it carries out (承接).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carries_out: Vec<EntryId>,
    /// Where else the same thing is named (同一事项).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<EntryId>,
    /// Who leads.
    pub lead: Lead,
    /// The operative words of the responsibility clause (`按职责分工负责`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) clause: String,
    /// All other bodies of the clause, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<Cooperation>,
    /// What of the clause's duties other bodies have since a day, or will have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed: Vec<Handover>,
    /// Who is suggested to lead, the best first; none of them does until that is settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<ProposedLead>,
    /// The clause ends its list with 等: others may belong to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// The field of work under which the plan lists it (所列领域).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sector: String,
    /// The policies on which the plan rests it (政策依据), each by its title and number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
    /// Where, in the plan's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Companies and co-operatives named as doing it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enterprises: Vec<String>,
    /// Universities, institutes and agencies that take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Total investment in 万元 (10,000 yuan).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) investment_wan: Option<f64>,
    /// From whom that money comes.
    #[serde(default, skip_serializing_if = "Funding::is_empty")]
    pub(crate) funding: Funding,
    /// What is planned to be invested in each year, in 万元.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) invest_plan: BTreeMap<i32, f64>,
    /// Year in which building starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) start_year: Option<i32>,
    /// Year in which building ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end_year: Option<i32>,
    /// Capacity, area, output, jobs: the entry's own numbers, each with its unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// By what it was laid down that the plan's text does not hold: the number of the minutes, a letter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) source: String,
    /// Files beside the ledger, and papers by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What a reader must know: contradictions in the plan, how a hard case was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// What is doubted of it since it was read from a document, until somebody settles it (存疑): field, reason, what may be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    /// The day on which it was added to the ledger; absent for what the plan's text holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<NaiveDate>,
    /// Rival values of fields that two people set without seeing each other (待裁定); one of them is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contested: Vec<EntryClaim>,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

impl Entry {
    /// What readers call it where its plan is clear: reference and title.
    pub(crate) fn heading(&self) -> String {
        format!("{} {}", self.id.reference(), self.title)
    }

    /// Whether its log says who leads.
    pub(super) fn settles_lead(&self) -> bool {
        self.updates.iter().any(Update::settles_lead)
    }

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

    /// An entry with a title and nothing else said of it.
    pub fn new(id: EntryId, kind: Kind, title: &str) -> Entry {
        Entry { id, kind, title: title.to_owned(), ..Entry::default() }
    }
}

entry_facts!();

impl Record for Entry {
    known_by!(id: EntryId, title);

    fn stands(&self) -> (&str, &str) {
        (self.id.plan(), self.id.reference())
    }

    logged!();

    fn rulings(&self) -> Vec<(&EntryClaim, &UpdateId)> {
        rulings(&self.updates)
    }

    fn rivals(&self) -> Option<&[EntryClaim]> {
        Some(&self.contested)
    }

    fn rivals_mut(&mut self) -> Option<&mut Vec<EntryClaim>> {
        Some(&mut self.contested)
    }

    fn refers(&self) -> Vec<Reference> {
        let bodies = self.lead.named().into_iter().chain(self.cooperating.iter().map(Cooperation::dept));
        let bodies = bodies.chain(self.handed.iter().flat_map(|one| [&one.from, &one.to]));
        let bodies = bodies.chain(self.proposed.iter().map(|one| &one.lead));
        let plan = std::iter::once(Reference::Plan(self.id.plan().into()));
        let regions = self.regions.iter().map(|region| Reference::Spelled(self.id.plan().into(), region.clone()));
        let links = self.carries_out.iter().chain(&self.same_as).cloned().map(Reference::Entry);
        plan.chain(bodies.cloned().map(Reference::Department)).chain(regions).chain(links).collect()
    }

    fn under(&self) -> Option<Reference> {
        self.parent.clone().map(Reference::Entry)
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let mut all: Vec<_> = Flaw::of_span(self.start_year, self.end_year).into_iter().collect();
        all.extend([self.start_year, self.end_year].into_iter().flatten().filter_map(Flaw::of_year));
        all.extend(Flaw::of_words("title", &self.title).into_iter().chain(Flaw::of_words("id", self.id.reference())));
        if self.quote.chars().count() > QUOTE {
            all.push((Flaw::Value, "quote".to_owned()));
        }
        if let Some(wan) = self.investment_wan.filter(|w| !w.is_finite() || *w <= 0.0) {
            all.push((Flaw::Value, format!("investment_wan: {wan}")));
        }
        let amounts = self.funding.amounts().chain(self.invest_plan.values().copied());
        all.extend(amounts.filter(|w| !w.is_finite() || *w < 0.0).map(|wan| (Flaw::Value, format!("funding: {wan}"))));
        all.extend(self.invest_plan.keys().filter_map(|year| Flaw::of_year(*year)));
        all.extend(self.attachments.iter().filter(|one| !one.is_sound()).map(|one| (Flaw::Value, format!("attachments: {}", one.name))));
        all.extend(self.handed.iter().filter_map(|one| Flaw::of_day(one.on)));
        all.extend(Flaw::told_by(&self.remark));
        all
    }
}

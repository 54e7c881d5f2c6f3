//! Drafts become entries of a ledger: plan, bodies, place and entries in one change.

use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

use super::doubt::Doubt;
use super::draft::{Body, Confidence, Draft, Head, Reading};
use super::duty::Duty;
use super::edition::{Edition, edition};
use super::naming::{Naming, place_in};
use super::role::Ground;
use crate::domain::{Change, Cooperation, Deadline, Department, Doubted, Entry, EntryId, Flaw, Lead, Ledger, Place, Plan, Record};
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// Characters of a passage that an entry quotes.
const QUOTE: usize = 40;

/// What is to be taken into a ledger, and under which plan.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The plan's code.
    pub code: String,
    /// Which drafts.
    pub which: Which,
    /// The place that the plan governs, where the document does not say it.
    pub place: Option<String>,
    /// The first and last day of the plan's period, where the document does not say them.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// Which drafts are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All.
    #[default]
    All,
    /// Those without a doubt.
    Sure,
    /// Those with these references, as they are printed; of a row of a table its number will do.
    Of(Vec<String>),
}

impl Which {
    /// Whether a draft is meant that has, or has no, doubt.
    fn means(&self, draft: &Draft, doubted: bool) -> bool {
        match self {
            Which::All => true,
            Which::Sure => !doubted,
            Which::Of(words) => words.iter().any(|word| is_called(draft, word)),
        }
    }
}

/// Whether a draft goes by a reference, or by the number of its row.
fn is_called(draft: &Draft, word: &str) -> bool {
    let (of, word) = (fold_width(&draft.reference), fold_width(word));
    of == word || of.rsplit_once('#').is_some_and(|(_, number)| number == word)
}

/// What taking drafts would do.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The change: all or nothing.
    pub change: Change,
    /// The entries that come into the ledger.
    pub entries: Vec<EntryId>,
    /// Bodies that are registered.
    pub bodies: Vec<String>,
    /// Drafts that stay: doubted, or there already.
    pub left: usize,
    /// Entries of the plan that are in the ledger already.
    pub known: usize,
    /// How the document differs from these.
    pub edition: Edition,
}

/// Why nothing can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untakable {
    /// Nobody says which place the plan governs.
    NoPlace,
    /// Nobody says for which years it is.
    NoPeriod,
    /// No plan can have such a code.
    Code(String),
    /// The document is in the ledger under another code.
    Elsewhere(String),
    /// No draft has such a reference.
    NoDraft(String),
}

says_as_error!(Untakable);

impl Say for Untakable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Untakable::NoPlace => {
                lang.pick("文件没有写明方案适用的地区", "the document does not say which place the plan governs").to_owned()
            }
            Untakable::NoPeriod => {
                lang.pick("文件没有写明方案的起止年份", "the document does not say for which years the plan is").to_owned()
            }
            Untakable::Elsewhere(code) => lang.pick(
                format!("这份文件已读入过，是方案 `{code}`"),
                format!("this document is in the ledger already: it is the plan `{code}`"),
            ),
            Untakable::NoDraft(word) => {
                lang.pick(format!("文件里没有编号为 `{word}` 的条目"), format!("no entry of the document has the number `{word}`"))
            }
            Untakable::Code(code) => lang.pick(
                format!("方案代码 `{code}` 不行，用字母、数字和连字符"),
                format!("`{code}` is no code of a plan: letters, digits and hyphens are"),
            ),
        }
    }
}

/// The first and last day of years as a person writes them: `2026`, `2026-2028`.
pub fn years(words: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = words.split_once(['-', '—', '~', '－']).unwrap_or((words, words));
    let year = |word: &str| word.trim().trim_end_matches('年').parse::<i32>().ok().filter(|y| (1990..2100).contains(y));
    let (first, last) = year(first).zip(year(last)).filter(|(first, last)| first <= last)?;
    days_of(first, last)
}

/// The first day of a year and the last of another.
fn days_of(first: i32, last: i32) -> Option<(NaiveDate, NaiveDate)> {
    NaiveDate::from_ymd_opt(first, 1, 1).zip(NaiveDate::from_ymd_opt(last, 12, 31))
}

/// The plan that a document is, where it is in the ledger: that of its title and number.
pub fn plan_of<'a>(ledger: &'a Ledger, head: &Head) -> Option<&'a Plan> {
    ledger
        .plans
        .iter()
        .map(AsRef::as_ref)
        .find(|plan: &&Plan| !head.title.is_empty() && plan.title == head.title && plan.number == head.number)
}

/// The change that takes the drafts of a reading.
pub fn take(ledger: &Ledger, reading: &Reading, wanted: &Wanted) -> Result<Taken, Untakable> {
    let known_plan = ledger.plans.by_id(&wanted.code.as_str().into());
    refuse(ledger, reading, wanted)?;
    let place = governed(ledger, reading, wanted).ok_or(Untakable::NoPlace)?;
    let mut changes = Vec::new();
    // A ledger that keeps no places goes on without them.
    let keeps_places = !ledger.places.is_empty() || ledger.plans.is_empty();
    if keeps_places && ledger.places.get(&place.id).is_none() {
        changes.push(Change::put(ledger.places.len(), place.clone()));
    }
    let begins = match known_plan {
        Some(plan) => plan.start,
        None => {
            let new = plan(&reading.head, wanted, &place)?;
            if new.flaws().iter().any(|(flaw, _)| *flaw == Flaw::Value) {
                return Err(Untakable::Code(wanted.code.clone()));
            }
            let begins = new.start;
            changes.push(Change::put(ledger.plans.len(), new));
            begins
        }
    };
    let edition = edition(ledger, reading, &wanted.code, Naming::new(ledger, &wanted.code, place.clone()));
    let mut naming = Naming::new(ledger, &wanted.code, place);
    let mut spots = Spots::of(ledger, reading, &wanted.code);
    let mut taken: Vec<(usize, Entry)> = Vec::new();
    let mut there: HashSet<EntryId> = HashSet::new();
    let (mut left, mut known) = (0, 0);
    for draft in &reading.drafts {
        let id = EntryId::of(&wanted.code, &draft.reference);
        let parent_there = draft.parent.as_ref().is_none_or(|p| {
            let id = EntryId::of(&wanted.code, p);
            ledger.get(&id).is_some() || there.contains(&id)
        });
        if ledger.get(&id).is_some() {
            known += 1;
            spots.pass(&id);
        } else if !wanted.which.means(draft, draft.confidence() < Confidence::Likely || doubted(draft, begins).is_some())
            || (draft.inherits && !parent_there)
        {
            left += 1;
        } else {
            let parent = draft.parent.as_ref().filter(|_| parent_there).map(|p| EntryId::of(&wanted.code, p));
            let mut entry = entry(draft, id, parent, &mut naming);
            if let Some(doubt) = doubted(draft, begins) {
                settle(&mut entry, &doubt);
            }
            there.insert(entry.id.clone());
            taken.push((spots.next(), entry));
        }
    }
    let bodies = registered(ledger, naming.changed, &mut changes);
    let entries = taken.iter().map(|(_, e)| e.id.clone()).collect();
    changes.extend(taken.into_iter().map(|(at, entry)| Change::put(at, entry)));
    Ok(Taken { change: Change::All(changes), entries, bodies, left, known, edition })
}

/// The place that the plan governs.
fn governed(ledger: &Ledger, reading: &Reading, wanted: &Wanted) -> Option<Place> {
    match ledger.plans.by_id(&wanted.code.as_str().into()) {
        Some(plan) => ledger.places.resolve(&plan.place, &plan.code).cloned().or_else(|| place_in(&plan.place, ledger)),
        None => wanted
            .place
            .as_deref()
            .map(|w| place_in(w, ledger).unwrap_or_else(|| Place::new(w)))
            .or_else(|| place_of(&reading.head, ledger)),
    }
}

/// What is not there to be taken, or is in the ledger under another code.
fn refuse(ledger: &Ledger, reading: &Reading, wanted: &Wanted) -> Result<(), Untakable> {
    if let Which::Of(words) = &wanted.which
        && let Some(word) = words.iter().find(|word| reading.drafts.iter().all(|d| !is_called(d, word)))
    {
        return Err(Untakable::NoDraft(word.clone()));
    }
    let is_new = ledger.plans.by_id(&wanted.code.as_str().into()).is_none();
    match plan_of(ledger, &reading.head).filter(|_| is_new) {
        Some(other) => Err(Untakable::Elsewhere(other.code.to_string())),
        None => Ok(()),
    }
}

/// Where entries come in: behind the one that stands before them in the document.
struct Spots {
    /// Where the entries of the plan stand in the ledger.
    known: HashMap<EntryId, usize>,
    /// Behind which of them something came in.
    behind: Vec<usize>,
    /// How many entries of the ledger stand before the next.
    at: usize,
}

impl Spots {
    fn of(ledger: &Ledger, reading: &Reading, code: &str) -> Spots {
        let entries = ledger.entries().iter().enumerate().filter(|(_, e)| e.id.plan() == code);
        let known: HashMap<EntryId, usize> = entries.map(|(at, e)| (e.id.clone(), at)).collect();
        let first = reading.drafts.iter().find_map(|d| known.get(&EntryId::of(code, &d.reference)).copied());
        let at = first.or_else(|| known.values().max().map(|last| last + 1)).unwrap_or(ledger.entries().len());
        Spots { known, behind: Vec::new(), at }
    }

    /// What comes next stands behind this entry.
    fn pass(&mut self, id: &EntryId) {
        self.at = self.known.get(id).map_or(self.at, |at| at + 1);
    }

    fn next(&mut self) -> usize {
        let before = self.behind.iter().filter(|at| **at <= self.at).count();
        self.behind.push(self.at);
        self.at + before
    }
}

/// Registers the bodies that are new, and takes the names that are new of others; gives the names of the new.
fn registered(ledger: &Ledger, changed: Vec<Department>, changes: &mut Vec<Change>) -> Vec<String> {
    let mut new = Vec::new();
    for body in changed {
        if ledger.departments.get(&body.id).is_some() {
            changes.push(Change::amend(body));
        } else {
            let at = ledger.departments.len() + new.len();
            new.push(body.id.to_string());
            changes.push(Change::put(at, body));
        }
    }
    new
}

fn place_of(head: &Head, ledger: &Ledger) -> Option<Place> {
    [&head.issuer, &head.title].into_iter().filter(|w| !w.is_empty()).find_map(|words| place_in(words, ledger))
}

fn plan(head: &Head, wanted: &Wanted, place: &Place) -> Result<Plan, Untakable> {
    let years = head.years.0.and_then(|first| days_of(first, head.years.1.unwrap_or(first)));
    let (start, end) = wanted.period.or(years).ok_or(Untakable::NoPeriod)?;
    let title = if head.title.is_empty() { wanted.code.clone() } else { head.title.clone() };
    let short = title.chars().filter(|c| !"《》（）()".contains(*c)).take(12).collect();
    Ok(Plan {
        title,
        short,
        number: head.number.clone(),
        issuer: if head.issuer.is_empty() { place.name().to_owned() } else { head.issuer.clone() },
        issued: head.issued,
        place: place.name().to_owned(),
        start,
        end,
        ..Plan::new(wanted.code.as_str())
    })
}

fn entry(draft: &Draft, id: EntryId, parent: Option<EntryId>, naming: &mut Naming<'_>) -> Entry {
    let ids: Vec<_> = draft.bodies.iter().map(|b| naming.body(&b.name)).collect();
    let lead = match (draft.lead.map(|at| ids[at].clone()), draft.ground) {
        (Some(id), Ground::Stated) => Lead::Stated(id),
        (Some(id), _) => Lead::FirstNamed(id),
        (None, _) if draft.inherits => Lead::Inherited,
        (None, _) => Lead::Unassigned,
    };
    let mut cooperating: Vec<Cooperation> = Vec::new();
    for (at, body) in draft.bodies.iter().enumerate() {
        let new = lead.named() != Some(&ids[at]) && cooperating.iter().all(|c| *c.dept() != ids[at]);
        if Some(at) != draft.lead && new {
            cooperating.push(cooperation(body, ids[at].clone()));
        }
    }
    let deadline = draft.deadline.as_ref().map_or(Deadline::PLAN_PERIOD, |f| Deadline::Stated(f.value));
    Entry {
        parent,
        summary: draft.text.clone(),
        line: Some(draft.place.line).filter(|line| *line > 0),
        quote: draft.text.chars().take(QUOTE).collect(),
        lead,
        clause: draft.operative.clone(),
        cooperating,
        open: draft.open,
        sector: draft.sector.clone(),
        deadline: Some(deadline),
        investment_wan: draft.investment.as_ref().map(|f| f.value).filter(|wan| *wan > 0.0),
        remark: remark(draft),
        doubts: draft.doubts.iter().map(kept).collect(),
        ..Entry::new(id, draft.kind, &draft.title.value)
    }
}

/// Why a draft cannot stand in the ledger as it was read: it has no title, or is due before its plan begins.
fn doubted(draft: &Draft, begins: NaiveDate) -> Option<Doubted> {
    let doubt = |field: &str, reason: String| Some(Doubted { field: field.to_owned(), reason, choices: Vec::new() });
    if draft.title.value.trim().is_empty() {
        return doubt("title", "没有标题".to_owned());
    }
    let early = draft.deadline.as_ref().map(|f| f.value).filter(|day| *day < begins);
    early.and_then(|day| doubt("deadline", format!("时限 {day} 早于方案开始")))
}

/// Leaves out what cannot stand, and says so.
fn settle(entry: &mut Entry, doubt: &Doubted) {
    if doubt.field == "title" {
        entry.title = format!("（无标题）{}", entry.id.reference());
    } else {
        entry.deadline = Some(Deadline::PLAN_PERIOD);
    }
    entry.doubts.push(doubt.written());
}

fn cooperation(body: &Body, id: crate::domain::DeptId) -> Cooperation {
    match body.duty {
        Duty::Leads | Duty::Shares => Cooperation::Shares(id),
        Duty::Cooperates => Cooperation::Cooperates(id),
        Duty::Implements => Cooperation::Implements(id),
    }
}

/// A doubt as an entry keeps it.
fn kept(doubt: &Doubt) -> String {
    Doubted { field: doubt.of.key().to_owned(), reason: doubt.say(Lang::Zh), choices: doubt.choices.clone() }.written()
}

/// What the fields do not hold.
fn remark(draft: &Draft) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !draft.time.is_empty() {
        parts.push(format!("时限原文：{}。", draft.time));
    }
    if !draft.people.is_empty() {
        parts.push(format!("责任人：{}。", draft.people.join("、")));
    }
    parts.concat()
}

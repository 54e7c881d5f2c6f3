use chrono::NaiveDate;
use std::sync::Arc;

use super::appraisal::Appraisal;
use super::claim::Facts;
use super::criterion::Criterion;
use super::deadline::{Deadline, Repeated};
use super::department::{Department, Register};
use super::enterprise::Enterprise;
use super::entry::{Entry, LEVELS};
use super::format::Format;
use super::id::{DeptId, EntryId, Names, UpdateId};
use super::indexed::{ByEntry, Indexed};
use super::indicator::Indicator;
use super::inspection::Inspection;
use super::kinds::{AnyRecord, Contested, Section, Subject, by_kind, each_kind};
use super::liaison::Liaison;
use super::links::Links;
use super::list::Cooperation;
use super::matter::Matter;
use super::period::Period;
use super::person::Person;
use super::place::{Gazetteer, Place};
use super::plan::Plan;
use super::records::{Record, Records};
use super::rectification::Rectification;
use super::schedule::{Schedule, Steps};
use super::settings::{HeadClaim, Settings, head_facts};
use super::stated::Lead;
use super::step::Step;
use super::update::Update;
use super::work_year::WorkYear;
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// The ledger (台账): plans, bodies, goals, and every entry with its log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// In which format it is written.
    pub format: Format,
    /// What the ledger is called; a made-up one says so here.
    pub title: String,
    /// Numbers of the rules.
    pub settings: Settings,
    /// The plans.
    pub plans: Records<Plan>,
    /// The places.
    pub places: Gazetteer,
    /// The bodies.
    pub departments: Register,
    /// The enterprises.
    pub enterprises: Records<Enterprise>,
    /// The persons of bodies.
    pub persons: Records<Person>,
    /// Which days are worked, year by year.
    pub calendar: Records<WorkYear>,
    /// The goals.
    pub indicators: Records<Indicator>,
    /// Rival values of contested fields of all that is no entry (待裁定); one of them is shown.
    pub contested: Vec<Contested>,
    /// The parts of the entries' work.
    pub steps: Indexed<Step, ByEntry>,
    /// The matters for coordination.
    pub matters: Records<Matter>,
    /// The inspections.
    pub inspections: Records<Inspection>,
    /// What they found that is to be mended.
    pub rectifications: Indexed<Rectification, ByEntry>,
    /// Who looks after what.
    pub liaisons: Records<Liaison>,
    /// The rules of the assessment.
    pub criteria: Records<Criterion>,
    /// What was recorded of assessments.
    pub appraisals: Records<Appraisal>,
    /// Updates of records that a ruling took out with their logs, in order: whoever ruled had seen them.
    pub(crate) ruled_out: Vec<UpdateId>,
    entries: Indexed<Entry, Links>,
    /// From which reading of its file it comes.
    lineage: Beside<u64>,
    /// The day against which the times of its logs are held.
    believed_until: Beside<Option<NaiveDate>>,
}

/// What is no part of a ledger: two are equal whatever it is.
#[derive(Clone, Copy, Debug, Default)]
struct Beside<T>(T);

impl<T> PartialEq for Beside<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

head_facts!();

impl Names for Ledger {
    fn name_of<'a>(&'a self, id: &'a DeptId) -> &'a str {
        self.departments.name(id)
    }
}

/// A kind of record with its list in the ledger.
pub(crate) trait Kept: Record + Into<AnyRecord> {
    /// Its list in the file.
    const SECTION: Section;
    /// The records of a ledger.
    fn records(ledger: &Ledger) -> &Records<Self>;
    /// The records of a ledger, to be changed.
    fn records_mut(ledger: &mut Ledger) -> &mut Records<Self>;
    /// As a subject.
    fn subject(id: Self::Id) -> Subject;
    /// Which record a subject is, when it is of this kind.
    fn of_subject(subject: &Subject) -> Option<&Self::Id>;
    /// A value of one of its fields, with the record that it is of.
    fn contested(id: Self::Id, claim: Self::Claim) -> Contested;
    /// The record and the value, when a contested value is of this kind.
    fn claimed(contested: &Contested) -> Option<(&Self::Id, &Self::Claim)>;
}

macro_rules! kept {
    ($($(#[$own:meta])* $Kind:ident, $Id:ident, $Claim:ident, $list:ident, $word:literal, $zh:literal, $en:literal;)*) => {$(
        impl Kept for $Kind {
            const SECTION: Section = Section::$Kind;

            fn records(ledger: &Ledger) -> &Records<Self> {
                &ledger.$list
            }

            fn records_mut(ledger: &mut Ledger) -> &mut Records<Self> {
                &mut ledger.$list
            }

            fn subject(id: Self::Id) -> Subject {
                Subject::$Kind(id)
            }

            fn of_subject(subject: &Subject) -> Option<&Self::Id> {
                if let Subject::$Kind(id) = subject { Some(id) } else { None }
            }

            fn contested(id: Self::Id, claim: Self::Claim) -> Contested {
                Contested::$Kind(id, claim)
            }

            fn claimed(contested: &Contested) -> Option<(&Self::Id, &Self::Claim)> {
                if let Contested::$Kind(id, claim) = contested { Some((id, claim)) } else { None }
            }
        }
    )*};
}

each_kind!(kept);

impl Ledger {
    /// From which reading of its file it comes; copies, however changed, come from the same.
    pub(crate) fn lineage(&self) -> u64 {
        self.lineage.0
    }

    /// Says from which reading of its file it comes.
    pub(crate) fn set_lineage(&mut self, lineage: u64) {
        self.lineage = Beside(lineage);
    }

    /// The day against which the times of its logs are held; none while nobody has said it.
    pub(crate) fn believed_until(&self) -> Option<NaiveDate> {
        self.believed_until.0
    }

    pub(super) fn set_believed_until(&mut self, day: NaiveDate) {
        self.believed_until = Beside(Some(day));
    }

    /// Whether it says the same besides its records.
    pub(crate) fn same_head(&self, other: &Ledger) -> bool {
        let [one, other] = [self, other].map(|ledger| (&ledger.title, &ledger.settings, &ledger.contested, &ledger.ruled_out));
        one == other
    }

    /// All entries in the ledger's order.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// Replaces all entries. Of entries with the same id the first is the one that is found by it.
    pub fn set_entries(&mut self, entries: Vec<Arc<Entry>>) {
        self.entries = entries.into();
    }

    /// Asks the entries for the duties of a day from now on.
    pub(super) fn ask_entries_of(&mut self, day: NaiveDate) {
        self.entries.ask_of(day);
    }

    /// How entries hang together, until one of them changes.
    pub(super) fn links(&self) -> &Links {
        self.entries.worked_out(|| Links::of(&self.entries, self.entries.day()))
    }

    /// The entry of an id.
    pub fn get(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.entries.by_id(id)
    }

    /// Where an entry stands.
    pub fn index_of(&self, id: &EntryId) -> Option<usize> {
        self.entries.place_of(id)
    }

    /// The entry of an id, to be changed in place.
    pub fn get_mut(&mut self, id: &EntryId) -> Option<&mut Entry> {
        self.entries.get_mut(id)
    }

    /// Puts an entry at a place (or at the end when the place is beyond it).
    pub fn insert(&mut self, at: usize, entry: Entry) {
        self.entries.insert(at, entry);
    }

    /// The plan of a code.
    pub(crate) fn plan(&self, code: &str) -> Option<&Plan> {
        self.plans.by_id(&code.into()).map(AsRef::as_ref)
    }

    /// The period on which reports are collected on a day: the quarter that ended while its days of grace last, else the
    /// running one. Nothing else says which it is.
    pub fn collecting(&self, day: NaiveDate) -> Period {
        let running = Period::quarter_of(day);
        let ended = running.previous();
        if day <= ended.grace_end(self.settings.grace_days) { ended } else { running }
    }

    /// Whether the plan of an entry is archived on the ledger's day.
    pub(crate) fn is_archived(&self, entry: &Entry) -> bool {
        self.plan(entry.id.plan()).is_some_and(|plan| plan.is_archived_on(self.day()))
    }

    /// Days of grace after a period.
    pub(crate) fn grace_days(&self) -> u32 {
        self.settings.grace_days
    }

    /// The log of a subject; empty where there is none.
    pub(crate) fn log_of(&self, subject: &Subject) -> &[Update] {
        by_kind!(Subject subject, (id) => R::records(self).by_id(id).map_or(&[], |r| r.log()); Subject::Ledger => &[])
    }

    /// What readers call a subject; none when it is not there.
    pub(crate) fn name_of_subject(&self, subject: &Subject) -> Option<&str> {
        match subject {
            Subject::Department(id) => self.departments.get(id).map(|dept| dept.called_on(self.day())),
            Subject::Place(id) => self.places.get(id).map(|place| place.called_on(self.day())),
            _ => {
                by_kind!(Subject subject, (id) => R::records(self).by_id(id).map(|r| Record::name(r.as_ref())); Subject::Ledger => Some(&self.title))
            }
        }
    }

    /// The ledger itself and all its records, in the file's order.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Subject> {
        fn of<R: Kept>(ledger: &Ledger) -> Vec<Subject> {
            R::records(ledger).iter().map(|r| R::subject(Record::id(r.as_ref()))).collect()
        }
        let records = Section::ALL.into_iter().flat_map(|section| by_kind!(Section section, => of::<R>(self)));
        std::iter::once(Subject::Ledger).chain(records)
    }

    /// The rival values that the ledger or a record itself keeps of the record's fields.
    pub(crate) fn rivals_of<R: Kept>(&self, record: &R) -> Vec<R::Claim> {
        let Some(own) = record.rivals() else {
            let id = record.id();
            let of = |c: &Contested| R::claimed(c).filter(|(of, _)| **of == id).map(|(_, claim)| claim.clone());
            return self.contested.iter().filter_map(of).collect();
        };
        own.to_vec()
    }

    /// What a plan is called in columns and tables: its short name, else its title; its code where there is no such plan.
    pub(crate) fn plan_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.plan(code).map_or(code, Plan::short_name)
    }

    /// The code of the plan that words name: by its code, its short name or its title; the words themselves where none is called so.
    pub(crate) fn plan_meant(&self, words: &str) -> String {
        let wanted = fold_width(words.trim().trim_matches(['《', '》']));
        let named = self.plans.iter().find(|p| [p.code.as_str(), &p.short, &p.title].iter().any(|name| fold_width(name) == wanted));
        named.map_or_else(|| words.trim().to_owned(), |plan| plan.code.as_str().to_owned())
    }

    /// An entry and those above it, the nearest first; of parents that form a ring no more than could stand above it.
    pub(crate) fn upward<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let above = |at: &&'a Entry| self.get(at.parent.as_ref()?).map(AsRef::as_ref);
        std::iter::successors(Some(entry), above).take(LEVELS)
    }

    /// The nearest entry at or above this one that has a clause of its own; an entry whose parents form a
    /// ring, or are missing, has none.
    pub(crate) fn clause_holder<'a>(&'a self, entry: &'a Entry) -> Option<&'a Entry> {
        self.upward(entry).find(|at| at.lead != Lead::Inherited).filter(|at| at.lead != Lead::Unassigned)
    }

    /// The places of the entries that inherit their lead from an entry, directly or through others.
    pub(crate) fn inheriting_descendants(&self, id: &EntryId) -> Vec<usize> {
        let inherits = |e: &Entry| self.upward(e).take_while(|at| at.lead == Lead::Inherited).any(|at| at.parent.as_ref() == Some(id));
        self.entries.iter().enumerate().filter(|(_, e)| inherits(e)).map(|(i, _)| i).collect()
    }

    /// The lead that the plan gives the entry, by its own clause or its parent's.
    pub(crate) fn planned_lead<'a>(&'a self, entry: &'a Entry) -> Option<&'a DeptId> {
        self.clause_holder(entry).and_then(|e| e.lead.named())
    }

    /// The day on which it is due as the plan has it.
    pub(crate) fn planned_deadline(&self, entry: &Entry) -> Option<NaiveDate> {
        entry.deadline?.date(self.plan(entry.id.plan()).map(|plan| plan.end))
    }

    /// The deadline of what a plan says no date of, as this ledger's format has it.
    pub(crate) fn plan_period(&self, plan: &Plan) -> Deadline {
        Deadline::PlanPeriod(Repeated((self.format == Format::One).then_some(plan.end)))
    }

    /// Says the same in the format of before.
    pub(crate) fn downgrade(&mut self) {
        self.format = Format::One;
        let dated = |entry: &Arc<Entry>| match (entry.deadline, self.plan(entry.id.plan())) {
            (Some(Deadline::PlanPeriod(Repeated(None))), Some(plan)) => {
                Arc::new(Entry { deadline: Some(self.plan_period(plan)), ..Entry::clone(entry) })
            }
            _ => Arc::clone(entry),
        };
        let entries = self.entries().iter().map(dated).collect();
        self.set_entries(entries);
    }

    /// Says the same in the newest format.
    pub fn upgrade(&mut self) {
        self.format = Format::default();
        let bare = |entry: &Arc<Entry>| match entry.deadline {
            Some(Deadline::PlanPeriod(Repeated(Some(_)))) => {
                Arc::new(Entry { deadline: Some(Deadline::PLAN_PERIOD), ..Entry::clone(entry) })
            }
            _ => Arc::clone(entry),
        };
        let entries = self.entries().iter().map(bare).collect();
        self.set_entries(entries);
    }

    /// The cooperating and implementing bodies, by its own clause or its parent's, and by what was handed over since.
    pub(crate) fn cooperating<'a>(&'a self, entry: &'a Entry) -> &'a [Cooperation] {
        let Some(holder) = self.clause_holder(entry) else { return &[] };
        let handed = self.up_to(entry, holder).find(|at| !at.handed.is_empty());
        handed.and_then(|at| self.links().shared(&at.id)).unwrap_or(&holder.cooperating)
    }

    /// Whether the clause that holds for it ends its list of bodies with 等.
    pub(crate) fn is_open(&self, entry: &Entry) -> bool {
        self.clause_holder(entry).is_some_and(|holder| holder.open)
    }

    /// The first day on which work on an entry is expected: its own start year, else the plan's first day, or the day on which it was added to it.
    pub(crate) fn start_of(&self, entry: &Entry) -> Option<NaiveDate> {
        match entry.start_year {
            Some(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            None => self.plan(entry.id.plan()).map(|p| p.start).max(entry.added),
        }
    }

    /// The way to the deadline in force: by the percents that its steps plan, else even; none where nobody knows when it begins or ends.
    pub(crate) fn schedule(&self, entry: &Entry, deadline: Option<NaiveDate>) -> Option<Schedule> {
        let start = self.start_of(entry)?;
        let planned = self.steps_of(&entry.id).filter_map(Step::plans).map(|(day, percent)| (day, f64::from(percent)));
        let steps = Steps::new(start, 100.0, planned).map(Schedule::Steps);
        steps.or_else(|| Some(Schedule::Linear { start, end: deadline? }))
    }

    /// Whether the way of an entry goes by the percents that its steps plan.
    pub(crate) fn is_by_steps(&self, entry: &Entry) -> bool {
        self.steps_of(&entry.id).any(|step| step.plans().is_some())
    }

    /// The steps of an entry, in the order in which they are due.
    pub(crate) fn steps_of<'a>(&'a self, entry: &EntryId) -> impl Iterator<Item = &'a Step> + Clone + use<'a> {
        let by_entry = self.steps.worked_out(|| ByEntry::of(&self.steps, |step| Some(&step.entry), Step::rank));
        by_entry.of_entry(entry).iter().map(|at| self.steps[*at].as_ref())
    }

    /// The entry that a person means: its id, or its reference when one plan alone has it; full-width and
    /// half-width forms, and blanks, make no difference.
    pub(crate) fn find(&self, word: &str) -> Result<&Arc<Entry>, NotFound> {
        if let Some(entry) = self.get(&EntryId::from(word)) {
            return Ok(entry);
        }
        let loose = |s: &str| crate::text::fold_width(s).replace([' ', '\t'], "");
        let wanted = loose(word);
        let whole = self.entries.iter().filter(|e| loose(e.id.as_str()) == wanted);
        let mut hits: Vec<&Arc<Entry>> = whole.collect();
        if hits.is_empty() {
            hits = self.entries.iter().filter(|e| loose(e.id.reference()) == wanted).collect();
        }
        match hits.as_slice() {
            [] => Err(NotFound::Nothing(word.to_owned())),
            [one] => Ok(one),
            many => Err(NotFound::Several(word.to_owned(), many.iter().map(|e| e.id.clone()).collect())),
        }
    }
}

/// Why a word could not be taken for one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No entry has such an id or reference.
    Nothing(String),
    /// Several entries have such a reference.
    Several(String, Vec<EntryId>),
}

says_as_error!(NotFound);

impl Say for NotFound {
    fn say(&self, lang: Lang) -> String {
        match self {
            NotFound::Nothing(word) => lang.pick(format!("没有条目 `{word}`"), format!("there is no entry `{word}`")),
            NotFound::Several(word, all) => {
                let all = all.iter().map(EntryId::as_str).collect::<Vec<_>>().join("、");
                lang.pick(format!("`{word}` 在多个方案里都有：{all}"), format!("several plans have `{word}`: {all}"))
            }
        }
    }
}

//! What a person says of a record to enter it, and whether it can stand in the ledger.

use super::change::Change;
use super::criterion::Criterion;
use super::department::Department;
use super::enterprise::Enterprise;
use super::entry::Entry;
use super::finding::{FindingKind, Severity};
use super::id::{EntryId, InspectionId, LiaisonId, MatterId, RectificationId, StepId};
use super::indicator::Indicator;
use super::inspection::Inspection;
use super::kinds::Subject;
use super::ledger::{Kept, Ledger};
use super::liaison::Liaison;
use super::matter::Matter;
use super::person::{Charge, Person};
use super::place::Place;
use super::plan::Plan;
use super::rectification::Rectification;
use super::stated::Lead;
use super::step::Step;
use super::wording::{Asks, FieldRow, Misread, Reader};
use super::work_year::WorkYear;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// A kind of record that a person enters under names of his own.
pub(crate) trait Born: Kept {
    /// What its identity is made of.
    const KNOWN_BY: &'static [FieldRow];
    /// The fields without which none is entered.
    const WANTED: &'static [&'static str] = &[];
    /// The fields that say something only when time has passed.
    const LATER: &'static [&'static str] = &[];

    /// One of which nothing but its identity is known.
    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Self, Misread>;

    /// The same under an id of its own, of a kind whose identity is made of nothing that a person says.
    fn entered(self, _entropy: u64) -> Self {
        self
    }

    /// The same with what its name tells of it; none where that tells nothing.
    fn guessed(&self, _ledger: &Ledger) -> Option<Self> {
        None
    }
}

/// A part of an identity.
const fn part(word: &'static str, label: (&'static str, &'static str), asks: Asks) -> FieldRow {
    FieldRow { word, label, asks }
}

const FULL_NAME: FieldRow = part("id", ("全称", "Full name"), Asks::Name);

/// The parts of an identity, without blanks around them; the first must say something.
fn said<const N: usize>(known_by: &[String]) -> Result<[&str; N], Misread> {
    let parts = std::array::from_fn(|at| known_by.get(at).map_or("", |word| word.trim()));
    if parts.first().is_none_or(|first| first.is_empty()) { Err(Misread::Empty) } else { Ok(parts) }
}

impl Born for Plan {
    const KNOWN_BY: &'static [FieldRow] = &[part("code", ("代码", "Code"), Asks::Name)];
    const WANTED: &'static [&'static str] = &["title", "start", "end"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Plan, Misread> {
        said(known_by).map(|[code]| Plan::new(code))
    }
}

impl Born for Department {
    const KNOWN_BY: &'static [FieldRow] = &[FULL_NAME];
    const WANTED: &'static [&'static str] = &["level"];
    const LATER: &'static [&'static str] = &["name", "successor"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Department, Misread> {
        said(known_by).map(|[name]| Department::new(name))
    }

    fn guessed(&self, ledger: &Ledger) -> Option<Department> {
        Department::guessed(&self.id, &ledger.places)
    }
}

impl Born for Place {
    const KNOWN_BY: &'static [FieldRow] = &[FULL_NAME];
    const LATER: &'static [&'static str] = &["name"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Place, Misread> {
        said(known_by).map(|[name]| Place::new(name))
    }
}

impl Born for Enterprise {
    const KNOWN_BY: &'static [FieldRow] = &[FULL_NAME];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Enterprise, Misread> {
        said(known_by).map(|[name]| Enterprise { name: name.into(), ..Enterprise::default() })
    }
}

impl Born for Person {
    const KNOWN_BY: &'static [FieldRow] = &[
        part("name", ("姓名", "Name"), Asks::Name),
        part("body", ("单位", "Body"), Asks::Body),
        part("charge", ("身份", "Charge"), Asks::Choice(&Charge::TERMS)),
        part("entry", ("条目", "Entry"), Asks::Entry),
    ];
    const LATER: &'static [&'static str] = &["until"];

    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Person, Misread> {
        let [name, body, charge, entry] = said(known_by)?;
        let not = |asks, word: &str| Misread::Not(asks, word.to_owned());
        let charge = match charge {
            "" => Charge::Answers,
            word => Charge::from_word(word).ok_or_else(|| not(Asks::Choice(&Charge::TERMS), word))?,
        };
        let entry = match entry {
            "" => None,
            word => Some(reader.entry(word).ok_or_else(|| not(Asks::Entry, word))?),
        };
        Ok(Person::new(name, reader.body(body)?, charge, entry))
    }
}

impl Born for Indicator {
    const KNOWN_BY: &'static [FieldRow] = &[
        part("name", ("名称", "Name"), Asks::Name),
        part("plan", ("方案", "Plan"), Asks::Plan),
        part("scope", ("范围", "Scope"), Asks::Line),
        part("reference", ("出处", "Reference"), Asks::Line),
    ];
    const WANTED: &'static [&'static str] = &["targets"];

    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Indicator, Misread> {
        let [name, plan, scope, reference] = said(known_by)?;
        let code = reader.plan(plan).ok_or_else(|| Misread::Not(Asks::Plan, plan.to_owned()))?;
        Ok(Indicator::new(code, reference, name, scope))
    }
}

impl Born for WorkYear {
    const KNOWN_BY: &'static [FieldRow] = &[part("year", ("年份", "Year"), Asks::Name)];
    const WANTED: &'static [&'static str] = &["off"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<WorkYear, Misread> {
        said(known_by).map(|[year]| WorkYear::new(year))
    }
}

impl Born for Step {
    const KNOWN_BY: &'static [FieldRow] = &[part("entry", ("条目", "Entry"), Asks::Entry)];
    const WANTED: &'static [&'static str] = &["what"];
    const LATER: &'static [&'static str] = &["entry"];

    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Step, Misread> {
        let [entry] = said(known_by)?;
        let entry = reader.entry(entry).ok_or_else(|| Misread::Not(Asks::Entry, entry.to_owned()))?;
        Ok(Step::new(entry, 0))
    }

    fn entered(self, entropy: u64) -> Step {
        Step { id: StepId::mint(&self.entry, entropy), ..self }
    }
}

impl Born for Matter {
    const KNOWN_BY: &'static [FieldRow] = &[part("problem", ("问题", "Problem"), Asks::Name)];
    const LATER: &'static [&'static str] = &["problem"];

    /// Raised today, unless another day is said.
    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Matter, Misread> {
        let [problem] = said(known_by)?;
        Ok(Matter { problem: problem.to_owned(), raised_on: reader.day("今天")?, ..Matter::default() })
    }

    fn entered(self, entropy: u64) -> Matter {
        Matter { id: MatterId::mint(entropy), ..self }
    }
}

impl Born for Inspection {
    const KNOWN_BY: &'static [FieldRow] = &[part("what", ("督导内容", "What"), Asks::Name)];
    const LATER: &'static [&'static str] = &["what"];

    /// Held today, unless another day is said.
    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Inspection, Misread> {
        let [what] = said(known_by)?;
        Ok(Inspection { what: what.to_owned(), on: reader.day("今天")?, ..Inspection::default() })
    }

    fn entered(self, entropy: u64) -> Inspection {
        Inspection { id: InspectionId::mint(entropy), ..self }
    }
}

impl Born for Rectification {
    const KNOWN_BY: &'static [FieldRow] = &[
        part("problem", ("发现的问题", "Problem"), Asks::Name),
        part("inspection", ("督导检查", "Inspection"), Asks::Inspection),
        part("body", ("整改单位", "Body"), Asks::Body),
    ];
    const LATER: &'static [&'static str] = &["problem", "inspection", "body"];

    fn born(known_by: &[String], reader: &dyn Reader) -> Result<Rectification, Misread> {
        let [problem, inspection, body] = said(known_by)?;
        let of = reader.inspection(inspection).ok_or_else(|| Misread::Not(Asks::Inspection, inspection.to_owned()))?;
        Ok(Rectification { problem: problem.to_owned(), inspection: of, body: reader.body(body)?, ..Rectification::default() })
    }

    fn entered(self, entropy: u64) -> Rectification {
        Rectification { id: RectificationId::mint(entropy), ..self }
    }
}

impl Born for Liaison {
    const KNOWN_BY: &'static [FieldRow] = &[part("leader", ("包联领导", "Leader"), Asks::Name)];
    const LATER: &'static [&'static str] = &["leader", "until"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Liaison, Misread> {
        said(known_by).map(|[leader]| Liaison { leader: leader.to_owned(), ..Liaison::default() })
    }

    fn entered(self, entropy: u64) -> Liaison {
        Liaison { id: LiaisonId::mint(entropy), ..self }
    }
}

impl Born for Criterion {
    const KNOWN_BY: &'static [FieldRow] = &[part("name", ("名称", "Name"), Asks::Name)];
    const WANTED: &'static [&'static str] = &["counts", "points"];

    fn born(known_by: &[String], _: &dyn Reader) -> Result<Criterion, Misread> {
        said(known_by).map(|[name]| Criterion { name: name.into(), ..Criterion::default() })
    }
}

/// Why a record cannot stand as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsound {
    /// `check` would find this.
    Found(FindingKind, String),
    /// What stands above an entry belongs to another plan: the entry above, and the plan.
    ParentElsewhere(EntryId, String),
    /// Bodies cooperate and none leads.
    NobodyLeads,
}

says_as_error!(Unsound);

impl Say for Unsound {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unsound::Found(kind, detail) => format!("{}{}{detail}", kind.label(lang), lang.pick("：", ": ")),
            Unsound::ParentElsewhere(above, plan) => {
                lang.pick(format!("上级 `{above}` 不在方案 `{plan}` 里"), format!("`{above}` is no entry of plan `{plan}`"))
            }
            Unsound::NobodyLeads => lang.pick("有配合单位就要有牵头单位", "where bodies cooperate one leads").to_owned(),
        }
    }
}

impl Ledger {
    /// Refuses what is wrong by itself, or names what is not in the ledger; what was so before may stay.
    pub(crate) fn sound<R: Kept>(&self, before: Option<&R>, after: &R) -> Result<(), Unsound> {
        let (flawed, named) = before.map(|b| (b.flaws(), b.refers())).unwrap_or_default();
        let wrong = after.flaws().into_iter().filter(|flaw| !flawed.contains(flaw)).map(|(flaw, detail)| (FindingKind::from(flaw), detail));
        let wrong = wrong.filter(|(kind, _)| kind.severity() == Severity::Error);
        let unknown = after.refers().into_iter().filter(|r| !named.contains(r) && !self.knows(r));
        let unknown = unknown.map(|r| (FindingKind::from(&r), r.to_string()));
        let ring = self.would_lie_in_itself(after).then(|| (FindingKind::PlaceInItself, after.id().to_string()));
        wrong.chain(unknown).chain(ring).next().map_or(Ok(()), |(kind, detail)| Err(Unsound::Found(kind, detail)))
    }

    /// Whether a place would lie in itself if it were as it is to be.
    fn would_lie_in_itself<R: Kept>(&self, after: &R) -> bool {
        let Subject::Place(id) = R::subject(after.id()) else { return false };
        let mut tried = self.clone();
        let is_there = self.places.get(&id).is_some();
        let change = if is_there { Change::amend(after.clone()) } else { Change::put(usize::MAX, after.clone()) };
        change.apply(&mut tried).is_ok() && tried.places.is_in_itself(&id)
    }

    /// Enters an entry, behind those that stand under the same one. Who leads what names nobody is said by the entry above, and
    /// what names no day is due at the end of its plan.
    pub(crate) fn entering(&self, mut new: Entry) -> Result<Change, Unsound> {
        let above = new.parent.as_ref().and_then(|parent| self.get(parent));
        if let Some(above) = above.filter(|above| above.id.plan() != new.id.plan()) {
            return Err(Unsound::ParentElsewhere(above.id.clone(), new.id.plan().to_owned()));
        }
        if new.lead.named().is_none() {
            if !new.cooperating.is_empty() {
                return Err(Unsound::NobodyLeads);
            }
            let inherits = above.is_some_and(|above| self.clause_holder(above).is_some());
            new.lead = if inherits { Lead::Inherited } else { Lead::Unassigned };
        }
        new.deadline = new.deadline.or_else(|| self.plan(new.id.plan()).map(|plan| self.plan_period(plan)));
        self.sound(None, &new)?;
        Ok(Change::put(self.place_of_new(&new), new))
    }

    /// Behind the last entry that hangs under its parent; else behind the plan's last.
    pub(super) fn place_of_new(&self, new: &Entry) -> usize {
        new.parent.as_ref().map_or_else(|| self.behind_all(|e| e.id.plan() == new.id.plan()), |parent| self.behind(parent))
    }

    /// The place behind an entry and all that hangs under it.
    pub(super) fn behind(&self, id: &EntryId) -> usize {
        self.behind_all(|e| self.upward(e).any(|at| at.id == *id))
    }

    fn behind_all(&self, is_meant: impl Fn(&Entry) -> bool) -> usize {
        self.entries().iter().rposition(|e| is_meant(e)).map_or(self.entries().len(), |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cooperation, Deadline, Kind, LedgerReader};

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let day = |text: &str| text.parse().unwrap();
        let plan = |code| Plan { title: "方案".into(), start: day("2026-01-01"), end: day("2028-12-31"), ..Plan::new(code) };
        ledger.plans.extend([plan("p"), plan("q")]);
        ledger.departments.push(Department::new("甲局"));
        let entry = |id: EntryId, parent: Option<&EntryId>| Entry { parent: parent.cloned(), ..Entry::new(id, Kind::Task, "事") };
        let top = EntryId::of("p", "一");
        let led = Entry { lead: Lead::Stated("甲局".into()), ..entry(top.clone(), None) };
        let all =
            [led, entry(EntryId::of("p", "一1"), Some(&top)), entry(EntryId::of("p", "二"), None), entry(EntryId::of("q", "一"), None)];
        ledger.set_entries(all.into_iter().map(Into::into).collect());
        ledger
    }

    #[test]
    fn an_entry_stands_behind_its_siblings_and_has_lead_and_day_from_above() {
        let mut ledger = ledger();
        let new = Entry { parent: Some(EntryId::of("p", "一")), ..Entry::new(EntryId::of("p", "+a"), Kind::Task, "新建水库") };
        ledger.entering(new).unwrap().apply(&mut ledger).unwrap();
        let places: Vec<&str> = ledger.entries().iter().map(|e| e.id.as_str()).collect();
        assert_eq!(places, ["p/一", "p/一1", "p/+a", "p/二", "q/一"]);
        let made = &ledger.entries()[2];
        assert_eq!((&made.lead, made.deadline), (&Lead::Inherited, Some(Deadline::PLAN_PERIOD)));
    }

    #[test]
    fn what_cannot_stand_is_refused() {
        let ledger = ledger();
        let new = || Entry::new(EntryId::of("p", "+a"), Kind::Task, "新建水库");
        let elsewhere = Entry { parent: Some(EntryId::of("q", "一")), ..new() };
        assert!(matches!(ledger.entering(elsewhere), Err(Unsound::ParentElsewhere(..))));
        let alone = Entry { cooperating: vec![Cooperation::Cooperates("甲局".into())], ..new() };
        assert_eq!(ledger.entering(alone), Err(Unsound::NobodyLeads));
        let unknown = Entry { lead: Lead::Stated("乙局".into()), ..new() };
        assert_eq!(ledger.entering(unknown), Err(Unsound::Found(FindingKind::UnknownDepartment, "乙局".into())));
        assert!(matches!(ledger.entering(Entry { title: " ".into(), ..new() }), Err(Unsound::Found(FindingKind::BadValue, _))));
    }

    #[test]
    fn an_identity_says_something() {
        let ledger = ledger();
        let reader = LedgerReader { ledger: &ledger, plan: "", today: "2026-01-01".parse().unwrap() };
        assert_eq!(Place::born(&[" ".into()], &reader), Err(Misread::Empty));
        assert_eq!(Plan::born(&[" water ".into()], &reader).unwrap().code.as_str(), "water");
        assert!(Indicator::born(&["产值".into(), "无此方案".into()], &reader).is_err());
    }

    #[test]
    fn only_that_on_which_nothing_stands_is_taken_out() {
        let ledger = ledger();
        assert!(ledger.withdrawing(&EntryId::of("p", "二")).is_ok());
        let above = ledger.withdrawing(&EntryId::of("p", "一")).unwrap_err();
        assert!(above.say(Lang::Zh).contains("p/一1"), "{above}");
    }
}

use chrono::{Datelike, NaiveDate};
use std::collections::{HashMap, HashSet};

use super::department::Department;
use super::dispute::disputes;
use super::entry::{Entry, Lead};
use super::id::{DeptId, EntryId};
use super::indicator::Indicator;
use super::ledger::Ledger;
use super::state::fold;
use super::update::{Fact, Update};
use crate::text::Lang;

/// What begins the remark of an entry or indicator whose plan contradicts itself.
pub const CONTRADICTION: &str = "原文矛盾";

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The ledger is wrong and must be mended.
    Error,
    /// True of the plan or of its course: somebody must settle it, but the ledger is right.
    Note,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The ledger as a whole.
    Ledger,
    /// A plan.
    Plan(String),
    /// A body.
    Department(DeptId),
    /// An entry.
    Entry(EntryId),
    /// An indicator, by its identity.
    Indicator(String),
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Subject::Ledger => f.write_str("ledger"),
            Subject::Plan(s) | Subject::Indicator(s) => f.write_str(s),
            Subject::Department(id) => write!(f, "{id}"),
            Subject::Entry(id) => write!(f, "{id}"),
        }
    }
}

/// The rules that `check` applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Two things have the same identity.
    DuplicateId,
    /// A plan code that no plan has.
    UnknownPlan,
    /// A body that the register does not hold.
    UnknownDepartment,
    /// A reference to an entry that is not there, or a ring of parents.
    UnknownEntry,
    /// An inherited lead with no clause above it.
    NothingToInherit,
    /// Dates that cannot be.
    ImpossibleDate,
    /// A field that must say something is empty, or a number is out of its range.
    BadValue,
    /// An update names one that is not in the log.
    UnknownUpdate,
    /// Several people set a value without seeing each other.
    Contested,
    /// Nobody is named for the entry.
    Unassigned,
    /// The plan contradicts itself.
    Contradiction,
}

impl FindingKind {
    /// All rules, in the order in which `check` prints.
    pub const ALL: [FindingKind; 11] = [
        FindingKind::DuplicateId,
        FindingKind::UnknownPlan,
        FindingKind::UnknownDepartment,
        FindingKind::UnknownEntry,
        FindingKind::NothingToInherit,
        FindingKind::ImpossibleDate,
        FindingKind::BadValue,
        FindingKind::UnknownUpdate,
        FindingKind::Contested,
        FindingKind::Unassigned,
        FindingKind::Contradiction,
    ];

    /// Whether the ledger is wrong, or right about something that must be settled.
    pub fn severity(self) -> Severity {
        match self {
            FindingKind::Contested | FindingKind::Unassigned | FindingKind::Contradiction => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// The word for machines and for `check --explain`.
    pub fn word(self) -> &'static str {
        match self {
            FindingKind::DuplicateId => "duplicate-id",
            FindingKind::UnknownPlan => "unknown-plan",
            FindingKind::UnknownDepartment => "unknown-department",
            FindingKind::UnknownEntry => "unknown-entry",
            FindingKind::NothingToInherit => "nothing-to-inherit",
            FindingKind::ImpossibleDate => "impossible-date",
            FindingKind::BadValue => "bad-value",
            FindingKind::UnknownUpdate => "unknown-update",
            FindingKind::Contested => "contested",
            FindingKind::Unassigned => "unassigned",
            FindingKind::Contradiction => "contradiction",
        }
    }

    /// The name for readers.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            FindingKind::DuplicateId => lang.pick("编号重复", "duplicate id"),
            FindingKind::UnknownPlan => lang.pick("方案不存在", "unknown plan"),
            FindingKind::UnknownDepartment => lang.pick("单位未登记", "unknown body"),
            FindingKind::UnknownEntry => lang.pick("条目不存在", "unknown entry"),
            FindingKind::NothingToInherit => lang.pick("无可继承", "nothing to inherit"),
            FindingKind::ImpossibleDate => lang.pick("日期不可能", "impossible date"),
            FindingKind::BadValue => lang.pick("值不合规", "bad value"),
            FindingKind::UnknownUpdate => lang.pick("更新不存在", "unknown update"),
            FindingKind::Contested => lang.pick("待裁定", "contested"),
            FindingKind::Unassigned => lang.pick("未明确牵头", "unassigned"),
            FindingKind::Contradiction => lang.pick("原文矛盾", "plan contradicts itself"),
        }
    }

    /// What the rule asks, why, and what to do, for `check --explain`.
    pub fn explanation(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            FindingKind::DuplicateId => (
                "条目由方案代码和出处认定，指标由方案、出处、名称和范围认定，单位由全称认定；同一身份出现两次时程序不知道改哪一个。请删去一处，或改正其中一处的出处。",
                "Entries are known by plan and reference, indicators by plan, reference, name and scope, bodies by full name. Remove one of the two or mend its reference.",
            ),
            FindingKind::UnknownPlan => (
                "条目、指标或单位别名所写的方案代码不在 plans 里。请改正代码，或登记该方案。",
                "A plan code is not among `plans`. Mend the code or enter the plan.",
            ),
            FindingKind::UnknownDepartment => (
                "牵头、配合、成员、沿革或填报单位不在 departments 里，它的清单会漏掉这一项。请改正名称，或登记该单位。",
                "A lead, cooperating body, member, successor or author is not in `departments`, so its own list would miss it. Mend the name or enter the body.",
            ),
            FindingKind::UnknownEntry => (
                "上级条目或指标所属条目不存在，或者上级关系成环。请改正 parent / entry。",
                "A parent or an indicator's entry is not there, or parents form a ring. Mend `parent` or `entry`.",
            ),
            FindingKind::NothingToInherit => (
                "条目写明随上级（Inherited），但上级也没有责任分工。请改为 Unassigned，或补上上级的分工。",
                "The entry inherits its lead, but no clause stands above it. Make it `Unassigned` or give the parent its clause.",
            ),
            FindingKind::ImpossibleDate => (
                "起止年份颠倒、时限早于方案开始、方案期末早于期初，或年份不合常理。请对照原文改正。",
                "Start after end, a deadline before the plan begins, a plan that ends before it starts, or a year out of reason. Mend by the plan's text.",
            ),
            FindingKind::BadValue => (
                "必填内容为空，或者百分比超过 100、投资额不是正数。请补正。",
                "A needed text is empty, a percentage is over 100, or an investment is not positive.",
            ),
            FindingKind::UnknownUpdate => (
                "一条更新所依据或所更正的更新不在同一记录里，多半是合并时手工删行造成。请从版本库找回被删的那一条。",
                "An update names one that is not in the same log, mostly because a line was deleted by hand. Bring it back from version control.",
            ),
            FindingKind::Contested => (
                "两人互不知情地改了同一项，两个值都保留着。请协商后再设一次该值，即为裁定。",
                "Two people set the same value without seeing each other; both are kept. Agree, and set the value once more: that settles it.",
            ),
            FindingKind::Unassigned => (
                "方案原文没有给这一条写责任单位，台账不替它编造。请推进专班办公室明确牵头单位。",
                "The plan names nobody for this entry, and the ledger does not invent anybody. The coordination office should settle who leads.",
            ),
            FindingKind::Contradiction => (
                "方案原文前后不一致，台账照录并在备注说明两种说法。请向发文单位核实后修改备注或数字。",
                "The plan contradicts itself; the ledger records it and the remark says how. Ask the issuer, then mend the remark or the figure.",
            ),
        };
        lang.pick(zh, en)
    }
}

/// One thing that `check` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub kind: FindingKind,
    /// About what.
    pub subject: Subject,
    /// What exactly: the word that is wrong, or the remark.
    pub detail: String,
}

/// Looks for everything in the ledger that is wrong or waits to be settled, in the order of the rules.
pub fn check(ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Findings { ledger, found: Vec::new() };
    findings.plans();
    findings.departments();
    findings.indicators();
    findings.entries();
    findings.contested();
    let mut found = findings.found;
    found.sort_by_key(|f| f.kind);
    found
}

struct Findings<'a> {
    ledger: &'a Ledger,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, kind: FindingKind, subject: Subject, detail: impl Into<String>) {
        self.found.push(Finding { kind, subject, detail: detail.into() });
    }

    fn plans(&mut self) {
        let mut seen = HashSet::new();
        for plan in &self.ledger.plans {
            let subject = || Subject::Plan(plan.code.clone());
            if !seen.insert(&plan.code) {
                self.add(FindingKind::DuplicateId, subject(), &plan.code);
            }
            if plan.start > plan.end || !sane(plan.start) || !sane(plan.end) {
                self.add(FindingKind::ImpossibleDate, subject(), format!("{} .. {}", plan.start, plan.end));
            }
            if plan.title.trim().is_empty() || plan.code.is_empty() || plan.code.contains('/') {
                self.add(FindingKind::BadValue, subject(), "title / code");
            }
        }
    }

    fn departments(&mut self) {
        let mut seen = HashSet::new();
        for dept in self.ledger.departments.iter() {
            if !seen.insert(&dept.id) {
                self.add(FindingKind::DuplicateId, Subject::Department(dept.id.clone()), dept.id.as_str());
            }
            self.department(dept);
        }
    }

    fn department(&mut self, dept: &Department) {
        let subject = || Subject::Department(dept.id.clone());
        for other in dept.members.iter().chain(&dept.successor) {
            if self.ledger.departments.get(other).is_none() {
                self.add(FindingKind::UnknownDepartment, subject(), other.as_str());
            }
        }
        for plan in dept.aliases.iter().filter_map(|a| a.plan.as_deref()) {
            if self.ledger.plan(plan).is_none() {
                self.add(FindingKind::UnknownPlan, subject(), plan);
            }
        }
    }

    fn indicators(&mut self) {
        let mut seen = HashSet::new();
        for indicator in &self.ledger.indicators {
            if !seen.insert(indicator.id()) {
                self.add(FindingKind::DuplicateId, Subject::Indicator(indicator.id()), indicator.id());
            }
            self.indicator(indicator);
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let subject = || Subject::Indicator(indicator.id());
        if self.ledger.plan(&indicator.plan).is_none() {
            self.add(FindingKind::UnknownPlan, subject(), &indicator.plan);
        }
        if let Some(entry) = indicator.entry.as_ref().filter(|e| self.ledger.get(e).is_none()) {
            self.add(FindingKind::UnknownEntry, subject(), entry.as_str());
        }
        for year in indicator.targets.keys().chain(indicator.baseline.as_ref().map(|b| &b.year)) {
            if !(1990..=2100).contains(year) {
                self.add(FindingKind::ImpossibleDate, subject(), year.to_string());
            }
        }
        if indicator.targets.is_empty() || indicator.name.trim().is_empty() {
            self.add(FindingKind::BadValue, subject(), "targets / name");
        }
        if indicator.remark.starts_with(CONTRADICTION) {
            self.add(FindingKind::Contradiction, subject(), &indicator.remark);
        }
        self.log(&indicator.updates, subject);
    }

    fn entries(&mut self) {
        let mut seen: HashMap<&EntryId, ()> = HashMap::with_capacity(self.ledger.entries().len());
        for entry in self.ledger.entries() {
            if seen.insert(&entry.id, ()).is_some() {
                self.add(FindingKind::DuplicateId, Subject::Entry(entry.id.clone()), entry.id.as_str());
            }
            self.references(entry);
            self.dates(entry);
            self.values(entry);
            self.log(&entry.updates, || Subject::Entry(entry.id.clone()));
            self.notes(entry);
        }
    }

    fn references(&mut self, entry: &Entry) {
        let subject = || Subject::Entry(entry.id.clone());
        if self.ledger.plan(entry.id.plan()).is_none() {
            self.add(FindingKind::UnknownPlan, subject(), entry.id.plan());
        }
        // Parents that are missing, or stand in a ring, lead to no top.
        let reaches_top = self.ledger.upward(entry).last().is_some_and(|top| top.parent.is_none());
        if let Some(parent) = entry.parent.as_ref().filter(|_| !reaches_top) {
            self.add(FindingKind::UnknownEntry, subject(), parent.as_str());
        }
        if entry.lead == Lead::Inherited && self.ledger.clause_holder(entry).is_none() {
            let parent = entry.parent.as_ref().map_or("–", EntryId::as_str);
            self.add(FindingKind::NothingToInherit, subject(), parent);
        }
        for dept in entry.lead.named().into_iter().chain(entry.cooperating.iter().map(|c| c.dept())) {
            if self.ledger.departments.get(dept).is_none() {
                self.add(FindingKind::UnknownDepartment, subject(), dept.as_str());
            }
        }
    }

    fn dates(&mut self, entry: &Entry) {
        let subject = || Subject::Entry(entry.id.clone());
        if let (Some(start), Some(end)) = (entry.start_year, entry.end_year)
            && start > end
        {
            self.add(FindingKind::ImpossibleDate, subject(), format!("{start} > {end}"));
        }
        for year in [entry.start_year, entry.end_year].into_iter().flatten().filter(|y| !(1990..=2100).contains(y)) {
            self.add(FindingKind::ImpossibleDate, subject(), year.to_string());
        }
        let begins = self.ledger.plan(entry.id.plan()).map(|p| p.start);
        if let Some(day) = entry.deadline.map(|d| d.date()).filter(|d| !sane(*d) || begins.is_some_and(|b| *d < b)) {
            self.add(FindingKind::ImpossibleDate, subject(), day.to_string());
        }
    }

    fn values(&mut self, entry: &Entry) {
        let subject = || Subject::Entry(entry.id.clone());
        if entry.title.trim().is_empty() {
            self.add(FindingKind::BadValue, subject(), "title");
        }
        if entry.id.reference().is_empty() {
            self.add(FindingKind::BadValue, subject(), "id");
        }
        if let Some(wan) = entry.investment_wan.filter(|w| !w.is_finite() || *w <= 0.0) {
            self.add(FindingKind::BadValue, subject(), format!("investment_wan: {wan}"));
        }
    }

    fn log(&mut self, updates: &[Update], subject: impl Fn() -> Subject) {
        let ids: HashSet<_> = updates.iter().map(|u| &u.id).collect();
        if ids.len() < updates.len() {
            self.add(FindingKind::DuplicateId, subject(), "updates");
        }
        for update in updates {
            let corrected = update.says.iter().filter_map(|f| if let Fact::Corrects { update, .. } = f { Some(update) } else { None });
            for missing in update.after.iter().chain(corrected).filter(|id| !ids.contains(id)) {
                self.add(FindingKind::UnknownUpdate, subject(), format!("{} → {missing}", update.id));
            }
            if let Some(dept) = update.by.dept.as_ref().filter(|d| self.ledger.departments.get(d).is_none()) {
                self.add(FindingKind::UnknownDepartment, subject(), dept.as_str());
            }
            self.said(update, &subject);
        }
    }

    fn said(&mut self, update: &Update, subject: impl Fn() -> Subject) {
        for fact in &update.says {
            match fact {
                Fact::Percent { to, .. } if *to > 100 => self.add(FindingKind::BadValue, subject(), format!("percent: {to}")),
                Fact::Deadline { to, .. } if !sane(*to) => self.add(FindingKind::ImpossibleDate, subject(), to.to_string()),
                Fact::Lead { to, .. } | Fact::Urged { to, .. } if self.ledger.departments.get(to).is_none() => {
                    self.add(FindingKind::UnknownDepartment, subject(), to.as_str());
                }
                _ => {}
            }
        }
    }

    fn notes(&mut self, entry: &Entry) {
        let subject = || Subject::Entry(entry.id.clone());
        if !entry.updates.is_empty() || entry.lead == Lead::Unassigned {
            let state = fold(self.ledger, entry, None);
            if state.lead.value.is_none() {
                self.add(FindingKind::Unassigned, subject(), &entry.title);
            }
        }
        if entry.remark.starts_with(CONTRADICTION) {
            self.add(FindingKind::Contradiction, subject(), &entry.remark);
        }
    }
}

impl Findings<'_> {
    /// One finding a contested field, with all its values.
    fn contested(&mut self) {
        for dispute in disputes(self.ledger) {
            let values: Vec<String> = dispute.rivals.iter().map(|r| r.value.in_words(self.ledger, Lang::Zh)).collect();
            self.add(FindingKind::Contested, dispute.subject, format!("{}: {}", dispute.shown.word(), values.join(" | ")));
        }
    }
}

fn sane(day: NaiveDate) -> bool {
    (1990..=2100).contains(&day.year())
}

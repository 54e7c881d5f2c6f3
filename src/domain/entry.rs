use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::EntryClaim;
use super::department::{Register, Unresolved};
use super::id::{DeptId, EntryId};
use super::update::Update;
use super::vocabulary::vocabulary;
use crate::text::{Lang, list_parts};

/// What kind of obligation an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// An industry, a 工程, a 行动: something with parts.
    Programme,
    /// Work to be done.
    Task,
    /// Something built or invested in.
    Project,
    /// 保障措施.
    Safeguard,
}

vocabulary!(Kind {
    Programme = "专项", "programme", "programme", ["专项行动"];
    Task = "任务", "task", "task", ["重点任务"];
    Project = "项目", "project", "project", ["工程项目"];
    Safeguard = "保障", "safeguard", "safeguard", ["保障措施"];
});

/// Who leads (牵头), and on what ground the ledger says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lead {
    /// The clause says that this body leads.
    Stated(DeptId),
    /// The clause only lists bodies; this one is named first.
    FirstNamed(DeptId),
    /// The entry has no clause; its parent's holds.
    Inherited,
    /// No clause anywhere above it: for the coordination office to settle.
    #[default]
    Unassigned,
}

impl Lead {
    /// The body that the entry's own clause names.
    pub fn named(&self) -> Option<&DeptId> {
        match self {
            Lead::Stated(d) | Lead::FirstNamed(d) => Some(d),
            Lead::Inherited | Lead::Unassigned => None,
        }
    }

    /// The ground, for machines: `stated first_named inherited unassigned`.
    pub fn basis(&self) -> &'static str {
        match self {
            Lead::Stated(_) => "stated",
            Lead::FirstNamed(_) => "first_named",
            Lead::Inherited => "inherited",
            Lead::Unassigned => "unassigned",
        }
    }

    /// The ground, for readers.
    pub fn basis_label(&self, lang: Lang) -> &'static str {
        match self {
            Lead::Stated(_) => lang.pick("明确牵头", "said to lead"),
            Lead::FirstNamed(_) => lang.pick("列名首位", "named first"),
            Lead::Inherited => lang.pick("随上级条目", "from the entry above"),
            Lead::Unassigned => lang.pick("未明确", "nobody named"),
        }
    }
}

/// A body beside the lead, with its role in the clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cooperation {
    /// 配合: shares the work.
    Cooperates(DeptId),
    /// 具体落实: only carries it out.
    Implements(DeptId),
}

impl Cooperation {
    /// Behind the name of a body that only carries the work out.
    pub const IMPLEMENTS: &'static str = "（落实）";

    /// The body.
    pub fn dept(&self) -> &DeptId {
        match self {
            Cooperation::Cooperates(d) | Cooperation::Implements(d) => d,
        }
    }

    /// As it is written in a list of bodies: by its name, with [`Cooperation::IMPLEMENTS`] behind what only carries it out.
    pub fn written(&self, register: &Register) -> String {
        let name = register.name(self.dept());
        match self {
            Cooperation::Cooperates(_) => name.to_owned(),
            Cooperation::Implements(_) => format!("{name}{}", Cooperation::IMPLEMENTS),
        }
    }

    /// Reads a list of bodies as [`Cooperation::written`] writes them, each once; names that a plan uses count first.
    pub fn read_list(text: &str, register: &Register, plan: Option<&str>) -> Result<Vec<Cooperation>, Unresolved> {
        let mut all: Vec<Cooperation> = Vec::new();
        for part in list_parts(text, |name| register.knows(without_role(name).0)) {
            let (name, implements) = without_role(part);
            let id = register.resolve_in(name, plan)?.id.clone();
            if all.iter().all(|c| *c.dept() != id) {
                all.push(if implements { Cooperation::Implements(id) } else { Cooperation::Cooperates(id) });
            }
        }
        Ok(all)
    }

    /// The role, for machines.
    pub fn role(&self) -> &'static str {
        match self {
            Cooperation::Cooperates(_) => "cooperating",
            Cooperation::Implements(_) => "implementing",
        }
    }

    /// The role, for readers.
    pub fn role_label(&self, lang: Lang) -> &'static str {
        match self {
            Cooperation::Cooperates(_) => lang.pick("配合", "cooperates"),
            Cooperation::Implements(_) => lang.pick("落实", "implements"),
        }
    }
}

fn without_role(part: &str) -> (&str, bool) {
    let name = part.strip_suffix(Cooperation::IMPLEMENTS).or_else(|| part.strip_suffix("(落实)"));
    (name.unwrap_or(part).trim_end(), name.is_some())
}

/// By when, and on what ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Deadline {
    /// The entry says the date.
    Stated(NaiveDate),
    /// The entry says none: the end of the plan's period.
    PlanPeriod(NaiveDate),
}

impl Deadline {
    /// The day.
    pub fn date(self) -> NaiveDate {
        match self {
            Deadline::Stated(d) | Deadline::PlanPeriod(d) => d,
        }
    }

    /// The ground, for machines: `stated plan_period`.
    pub fn basis(self) -> &'static str {
        match self {
            Deadline::Stated(_) => "stated",
            Deadline::PlanPeriod(_) => "plan_period",
        }
    }

    /// The ground, for readers.
    pub fn basis_label(self, lang: Lang) -> &'static str {
        match self {
            Deadline::Stated(_) => lang.pick("条目写明", "said in the entry"),
            Deadline::PlanPeriod(_) => lang.pick("规划期末", "end of the plan's period"),
        }
    }
}

/// One obligation of a plan: what the plan states, and the log of what has happened since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Plan code and reference.
    pub id: EntryId,
    /// The entry under which the plan puts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntryId>,
    /// Programme, task, project or safeguard.
    pub kind: Kind,
    /// The plan's own name for it, or a short one made from its words.
    pub title: String,
    /// What is to be done, where, by whom: in the ledger's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Line of the published text at which it begins, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Who leads.
    pub lead: Lead,
    /// The operative words of the responsibility clause (`按职责分工负责`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// All other bodies of the clause, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<Cooperation>,
    /// Where, in the plan's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Companies, co-operatives and institutes named as doing it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enterprises: Vec<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Total investment in 万元 (10,000 yuan).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub investment_wan: Option<f64>,
    /// Year in which building starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_year: Option<i32>,
    /// Year in which building ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_year: Option<i32>,
    /// Capacity, area, output, jobs: the entry's own numbers, each with its unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// What a reader must know: contradictions in the plan, how a hard case was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The day on which it was added to the ledger; absent for what the plan's text holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<NaiveDate>,
    /// Rival values of fields that two people set without seeing each other (待裁定); one of them is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contested: Vec<EntryClaim>,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

impl Entry {
    /// What readers call it where its plan is clear: reference and title.
    pub fn heading(&self) -> String {
        format!("{} {}", self.id.reference(), self.title)
    }

    /// An entry with a title and nothing else said of it.
    pub fn new(id: EntryId, kind: Kind, title: &str) -> Entry {
        Entry {
            id,
            parent: None,
            kind,
            title: title.to_owned(),
            summary: String::new(),
            line: None,
            lead: Lead::Unassigned,
            clause: String::new(),
            cooperating: Vec::new(),
            regions: Vec::new(),
            enterprises: Vec::new(),
            deadline: None,
            investment_wan: None,
            start_year: None,
            end_year: None,
            figures: Vec::new(),
            remark: String::new(),
            added: None,
            contested: Vec::new(),
            updates: Vec::new(),
        }
    }
}

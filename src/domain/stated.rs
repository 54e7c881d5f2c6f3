//! What a plan states of an entry, as values: below the log, because a ruling names them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::claims;
use super::deadline::Deadline;
use super::id::{DeptId, EntryId};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};
use crate::text::Lang;

/// What kind of obligation an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// An industry, a 工程, a 行动: something with parts.
    Programme,
    /// Work to be done.
    #[default]
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

/// How far a project had come when the plan was made, in the plan's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Nature {
    /// 新建: built from nothing.
    New,
    /// 改扩建: rebuilt or enlarged.
    Expansion,
    /// 在建、续建: under way already.
    Ongoing,
    /// 谋划: thought of.
    Planned,
    /// 招商: an investor is looked for.
    Sought,
}

vocabulary!(Nature {
    New = "新建", "new", "new", [];
    Expansion = "改扩建", "expansion", "expansion", ["改建", "扩建", "技改"];
    Ongoing = "在建", "ongoing", "ongoing", ["续建"];
    Planned = "谋划", "planned", "planned", ["拟建"];
    Sought = "招商", "investor sought", "sought", [];
} or "未写性质", "nature not stated", "none", []);

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

    /// The ground on which its own clause names a body.
    pub(super) fn ground(&self) -> Option<LeadBasis> {
        match self {
            Lead::Stated(_) => Some(LeadBasis::Stated),
            Lead::FirstNamed(_) => Some(LeadBasis::FirstNamed),
            Lead::Inherited | Lead::Unassigned => None,
        }
    }

    /// The ground, for machines: `stated first_named inherited unassigned`.
    pub(crate) fn basis(&self) -> &'static str {
        self.ground().map_or(if *self == Lead::Inherited { "inherited" } else { "unassigned" }, LeadBasis::word)
    }

    /// The ground, for readers.
    pub(crate) fn basis_label(&self, lang: Lang) -> &'static str {
        let none =
            if *self == Lead::Inherited { lang.pick("随上级条目", "from the entry above") } else { LeadBasis::NONE.label(lang) };
        self.ground().map_or(none, |ground| ground.label(lang))
    }
}

/// The ground on which the body that leads now does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeadBasis {
    /// A clause says that it leads (牵头).
    Stated,
    /// A clause lists bodies and says of none that it leads; this one is named first.
    FirstNamed,
    /// It was settled since, and the log says why.
    Settled,
}

vocabulary!(LeadBasis {
    Stated = "明确牵头", "said to lead", "stated", ["写明"];
    FirstNamed = "列名首位", "named first", "first_named", ["首位"];
    Settled = "后经明确", "settled since", "settled", ["明确"];
} or "未明确", "nobody leads", "none", ["无"]);

impl LeadBasis {
    /// Behind the name of a body wherever it is said to lead, so that nobody takes an order of names for a duty.
    pub(crate) fn mark(self) -> &'static str {
        if self == LeadBasis::FirstNamed { "*" } else { "" }
    }
}

in_words! {
    Kind => |k, _names, lang| k.label(lang).into(), reads Asks::Choice(&Kind::TERMS), |text, _reader| Kind::from_word(text);
    Nature => |n, _names, lang| n.label(lang).into(), reads Asks::Choice(&Nature::TERMS), |text, _reader| Nature::from_word(text);
    Deadline => |d, _names, lang| match d {
        Deadline::Stated(day) => format!("{day}{}", lang.bracketed(d.basis_label(lang))),
        Deadline::PlanPeriod(_) => d.basis_label(lang).into(),
    },
        tries Asks::Day, |text, reader| reader.day(text).map(Deadline::Stated);
    Lead => |l, names, lang| match l.named() {
        Some(dept) => format!("{}{}", names.name_of(dept), lang.bracketed(l.basis_label(lang))),
        None => l.basis_label(lang).into(),
    }, tries Asks::Body, |text, reader| reader.body(text).map(Lead::Stated);
}

claims!(EntryClaim, "A value of a field of an entry.", entry_facts for Entry {
    Parent(Option<EntryId>) = parent, "parent", "上级条目", "parent";
    Kind(Kind) = kind, "kind", "类别", "kind";
    Nature(Option<Nature>) = nature, "nature", "建设性质", "nature";
    Title(String) = title, "title", "标题", "title";
    Short(String) = short, "short", "简称", "short title";
    Summary(String) = summary, "summary", "内容", "summary";
    Line(Option<u32>) = line, "line", "原文行号", "line of the text";
    Quote(String) = quote, "quote", "原文摘引", "quoted words";
    Lead(Lead) = lead, "planned_lead", "方案牵头", "planned lead";
    Clause(String) = clause, "clause", "责任分工", "clause";
    Open(bool) = open, "open", "名单未列尽（等）", "open list";
    Sector(String) = sector, "sector", "领域", "sector";
    Deadline(Option<Deadline>) = deadline, "planned_deadline", "方案时限", "planned deadline";
    Investment(Option<f64>) = investment_wan, "investment_wan", "投资（万元）", "investment";
    FundsCentral(Option<f64>) = funding.central, "funds_central", "中央资金（万元）", "central funds";
    FundsProvince(Option<f64>) = funding.province, "funds_province", "省级资金（万元）", "provincial funds";
    FundsLocal(Option<f64>) = funding.local, "funds_local", "市县资金（万元）", "local funds";
    FundsPrivate(Option<f64>) = funding.private, "funds_private", "社会资本（万元）", "private capital";
    FundsBonds(Option<f64>) = funding.bonds, "funds_bonds", "专项债（万元）", "special bonds";
    StartYear(Option<i32>) = start_year, "start_year", "开工年份", "start year";
    EndYear(Option<i32>) = end_year, "end_year", "完工年份", "end year";
    Source(String) = source, "source", "来源", "source";
    Remark(String) = remark, "remark", "备注", "remark";
    Added(Option<NaiveDate>) = added, "added", "列入日期", "day of entry";
} lists {
    carries_out, "承接", "carries out";
    same_as, "同一事项", "same thing";
    cooperating, "配合单位", "cooperating";
    handed, "职责划转", "handed over";
    proposed, "拟牵头", "proposed lead";
    policies, "政策依据", "policies";
    regions, "地区", "regions";
    enterprises, "企业", "enterprises";
    partners, "协作机构", "partners";
    figures, "数字", "figures";
    doubts, "存疑", "doubts";
    attachments, "附件", "attachments";
} by year InvestPlan(f64) = invest_plan, "invest_plan", "年度计划投资（万元）", "investment planned by year";);

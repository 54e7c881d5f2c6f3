use super::kinds::Subject;
use super::records::{Flaw, Reference};
use crate::text::Lang;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The ledger is wrong and must be mended.
    Error,
    /// True of the plan or of its course: somebody must settle it, but the ledger is right.
    Note,
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
    /// A place that the register does not hold.
    UnknownPlace,
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
    /// Two letters have the same number.
    SameNumber,
    /// Two bodies have the same short name in one plan.
    SameAlias,
    /// A clock was far off when something was recorded.
    FarClock,
    /// A report that may be right and looks wrong.
    Doubtful,
    /// An entry and those under it say different things.
    ParentAndParts,
}

impl FindingKind {
    /// All rules, in the order in which `check` prints.
    pub const ALL: [FindingKind; 17] = [
        FindingKind::DuplicateId,
        FindingKind::UnknownPlan,
        FindingKind::UnknownDepartment,
        FindingKind::UnknownPlace,
        FindingKind::UnknownEntry,
        FindingKind::NothingToInherit,
        FindingKind::ImpossibleDate,
        FindingKind::BadValue,
        FindingKind::UnknownUpdate,
        FindingKind::Contested,
        FindingKind::Unassigned,
        FindingKind::Contradiction,
        FindingKind::SameNumber,
        FindingKind::SameAlias,
        FindingKind::FarClock,
        FindingKind::Doubtful,
        FindingKind::ParentAndParts,
    ];

    /// Whether the ledger is wrong, or right about something that must be settled.
    pub fn severity(self) -> Severity {
        match self {
            FindingKind::Contested
            | FindingKind::Unassigned
            | FindingKind::Contradiction
            | FindingKind::FarClock
            | FindingKind::Doubtful
            | FindingKind::ParentAndParts => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// The word for machines and for `check --explain`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            FindingKind::DuplicateId => "duplicate-id",
            FindingKind::UnknownPlan => "unknown-plan",
            FindingKind::UnknownDepartment => "unknown-department",
            FindingKind::UnknownPlace => "unknown-place",
            FindingKind::UnknownEntry => "unknown-entry",
            FindingKind::NothingToInherit => "nothing-to-inherit",
            FindingKind::ImpossibleDate => "impossible-date",
            FindingKind::BadValue => "bad-value",
            FindingKind::UnknownUpdate => "unknown-update",
            FindingKind::Contested => "contested",
            FindingKind::Unassigned => "unassigned",
            FindingKind::Contradiction => "contradiction",
            FindingKind::SameNumber => "same-number",
            FindingKind::SameAlias => "same-alias",
            FindingKind::FarClock => "far-clock",
            FindingKind::Doubtful => "doubtful",
            FindingKind::ParentAndParts => "parent-and-parts",
        }
    }

    /// The name for readers.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            FindingKind::DuplicateId => lang.pick("编号重复", "duplicate id"),
            FindingKind::UnknownPlan => lang.pick("方案不存在", "unknown plan"),
            FindingKind::UnknownDepartment => lang.pick("单位未登记", "unknown body"),
            FindingKind::UnknownPlace => lang.pick("地区未登记", "unknown place"),
            FindingKind::UnknownEntry => lang.pick("条目不存在", "unknown entry"),
            FindingKind::NothingToInherit => lang.pick("无可继承", "nothing to inherit"),
            FindingKind::ImpossibleDate => lang.pick("日期不可能", "impossible date"),
            FindingKind::BadValue => lang.pick("值不合规", "bad value"),
            FindingKind::UnknownUpdate => lang.pick("更新不存在", "unknown update"),
            FindingKind::Contested => lang.pick("待裁定", "contested"),
            FindingKind::Unassigned => lang.pick("未明确牵头", "unassigned"),
            FindingKind::Contradiction => lang.pick("原文矛盾", "plan contradicts itself"),
            FindingKind::SameNumber => lang.pick("文号重复", "same number on two letters"),
            FindingKind::SameAlias => lang.pick("简称重复", "same short name of two bodies"),
            FindingKind::FarClock => lang.pick("时钟不准", "clock far off"),
            FindingKind::Doubtful => lang.pick("填报存疑", "doubtful report"),
            FindingKind::ParentAndParts => lang.pick("上下级不一致", "above and below differ"),
        }
    }

    /// What the rule asks, why, and what to do, for `check --explain`.
    pub(crate) fn explanation(self, lang: Lang) -> &'static str {
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
            FindingKind::UnknownPlace => (
                "条目、单位或方案所写的地区不在 places 里，按地区查找和统计会漏掉它，也可能是写错了。请改正名称，或登记该地区（或它的别名）。",
                "The place of an entry, a body or a plan is not in `places`: finding and counting by place miss it, and it may be misspelt. Mend the name, or enter the place or its alias.",
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
            FindingKind::SameNumber => (
                "两封函用了同一个文号，多半是两人同时起草，互相没有看见。请给后发的一封另编文号，并更正那条记录。",
                "Two letters have one number, mostly because two people drafted without seeing each other. Give the later one another number, and correct its record.",
            ),
            FindingKind::SameAlias => (
                "同一方案里两个单位登记了同一个简称，按简称就分不清是谁。请改正其中一个。",
                "In one plan two bodies have the same short name, so that it does not tell them apart. Mend one of them.",
            ),
            _ => return self.about_records(lang),
        };
        lang.pick(zh, en)
    }

    /// The same for what is wrong with what was recorded, as against what the plan states.
    fn about_records(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            FindingKind::FarClock => (
                "记录的时间在将来，或比它所依据的记录早一年以上，多半是那台电脑的时钟不准。统计按所报期间和先后依据计，不受影响；请校准时钟。",
                "A record bears a time in the future, or one more than a year before what its author had seen, mostly because a machine's clock is wrong. Figures go by the period and by who saw what; set the clock right.",
            ),
            _ => return self.asked_about(lang),
        };
        lang.pick(zh, en)
    }

    /// What the rules ask that look at reports.
    fn asked_about(self, lang: Lang) -> &'static str {
        let doubtful = (
            "状态、完成比例和日期对不上：报告 100% 而没有报状态（已视同完成）或者状态不是已完成，未启动却有完成比例，完成日早于开始日，完成比例比上次低。可能属实，请向填报单位核实后补报或更正。",
            "Status, percent and dates do not go together: 100% without a status (it counts as done) or with another one than done, a percent of what was not begun, done before it began, a percent that fell. It may be true; ask who reported it, then report anew or correct it.",
        );
        let apart = (
            "上级条目已完成而下级还有未完成的，或下级都已完成而上级没有报过状态。请核实后补报。",
            "An entry is done while some under it are open, or all under it are done and it has no status. Ask, and report what is missing.",
        );
        let (zh, en) = if self == FindingKind::Doubtful { doubtful } else { apart };
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
    pub(crate) detail: String,
}

impl From<Flaw> for FindingKind {
    fn from(flaw: Flaw) -> FindingKind {
        match flaw {
            Flaw::Date => FindingKind::ImpossibleDate,
            Flaw::Value => FindingKind::BadValue,
            Flaw::Contradiction => FindingKind::Contradiction,
        }
    }
}

impl From<&Reference> for FindingKind {
    fn from(reference: &Reference) -> FindingKind {
        match reference {
            Reference::Plan(_) => FindingKind::UnknownPlan,
            Reference::Department(_) => FindingKind::UnknownDepartment,
            Reference::Entry(_) => FindingKind::UnknownEntry,
            Reference::Place(_) | Reference::Spelled(..) => FindingKind::UnknownPlace,
        }
    }
}

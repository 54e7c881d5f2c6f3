use super::kinds::Subject;
use super::records::{Flaw, Reference};
use crate::text::{Lang, Say};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The ledger is wrong and must be mended.
    Error,
    /// True of the plan or of its course: somebody must settle it, but the ledger is right.
    Note,
}

/// Hands out, of each row: how grave it is, its word for machines and for `check --explain`, its name for readers in both languages,
/// and what the rule asks, why, and what to do.
macro_rules! findings {
    ($($(#[$doc:meta])* $Kind:ident = $severity:ident, $word:literal, $zh:literal, $en:literal, $why_zh:literal, $why_en:literal;)*) => {
        /// The rules that `check` applies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $($(#[$doc])* $Kind,)*
        }

        impl FindingKind {
            /// All rules, in the order in which `check` prints.
            pub const ALL: [FindingKind; [$($word),*].len()] = [$(FindingKind::$Kind),*];

            /// Whether the ledger is wrong, or right about something that must be settled.
            pub fn severity(self) -> Severity {
                match self { $(FindingKind::$Kind => Severity::$severity,)* }
            }

            /// The word for machines and for `check --explain`.
            pub(crate) fn word(self) -> &'static str {
                match self { $(FindingKind::$Kind => $word,)* }
            }

            /// The name for readers.
            pub(crate) fn label(self, lang: Lang) -> &'static str {
                match self { $(FindingKind::$Kind => lang.pick($zh, $en),)* }
            }

            /// What the rule asks, why, and what to do, for `check --explain`.
            pub(crate) fn explanation(self, lang: Lang) -> &'static str {
                match self { $(FindingKind::$Kind => lang.pick($why_zh, $why_en),)* }
            }
        }
    };
}

findings! {
    /// Two things have the same identity.
    DuplicateId = Error, "duplicate-id", "编号重复", "duplicate id",
        "条目由方案代码和出处认定，指标由方案、出处、名称和范围认定，单位由全称认定；同一身份出现两次时程序不知道改哪一个。请删去一处，或改正其中一处的出处。",
        "Entries are known by plan and reference, indicators by plan, reference, name and scope, bodies by full name. Remove one of the two or mend its reference.";
    /// A plan code that no plan has.
    UnknownPlan = Error, "unknown-plan", "方案不存在", "unknown plan",
        "条目、指标或单位别名所写的方案代码不在 plans 里。请改正代码，或登记该方案。",
        "A plan code is not among `plans`. Mend the code or enter the plan.";
    /// A body that the register does not hold.
    UnknownDepartment = Error, "unknown-department", "单位未登记", "unknown body",
        "牵头、配合、成员、沿革或填报单位不在 departments 里，它的清单会漏掉这一项。请改正名称，或登记该单位。",
        "A lead, cooperating body, member, successor or author is not in `departments`, so its own list would miss it. Mend the name or enter the body.";
    /// A place that an entry, a body or a plan spells so and the register does not hold. While the register is being filled in this is true
    /// of many; commands and forms take no new one.
    UnknownPlace = Note, "unknown-place", "地区未登记", "unknown place",
        "条目、单位或方案所写的地区不在 places 里，按地区查找和统计会漏掉它，也可能是写错了。请登记该地区（或它的别名），或改正名称。",
        "The place of an entry, a body or a plan is not in `places`: finding and counting by place miss it, and it may be misspelt. Enter the place or its alias, or mend the name.";
    /// A place is said to lie in one that the register does not hold.
    LiesNowhere = Error, "lies-nowhere", "所在地区不存在", "lies in no place",
        "地区所写的所在地区（within）不在 places 里，按上级地区查找和统计会漏掉它。请改正，或登记那个地区。",
        "The place in which a place lies (`within`) is not among `places`, so that finding and counting by it miss this one. Mend it, or enter that place.";
    /// A reference to an entry that is not there, or a ring of parents.
    UnknownEntry = Error, "unknown-entry", "条目不存在", "unknown entry",
        "上级条目或指标所属条目不存在，或者上级关系成环。请改正 parent / entry。",
        "A parent or an indicator's entry is not there, or parents form a ring. Mend `parent` or `entry`.";
    /// An inherited lead with no clause above it.
    NothingToInherit = Error, "nothing-to-inherit", "无可继承", "nothing to inherit",
        "条目写明随上级（Inherited），但上级也没有责任分工。请改为 Unassigned，或补上上级的分工。",
        "The entry inherits its lead, but no clause stands above it. Make it `Unassigned` or give the parent its clause.";
    /// Dates that cannot be.
    ImpossibleDate = Error, "impossible-date", "日期不可能", "impossible date",
        "起止年份颠倒、时限早于方案开始、方案期末早于期初，或年份不合常理。请对照原文改正。",
        "Start after end, a deadline before the plan begins, a plan that ends before it starts, or a year out of reason. Mend by the plan's text.";
    /// A field that must say something is empty, or a number is out of its range.
    BadValue = Error, "bad-value", "值不合规", "bad value",
        "必填内容为空，或者百分比超过 100、投资额不是正数。请补正。",
        "A needed text is empty, a percentage is over 100, or an investment is not positive.";
    /// An update names one that is not in the log.
    UnknownUpdate = Error, "unknown-update", "更新不存在", "unknown update",
        "一条更新所依据或所更正的更新不在同一记录里，多半是合并时手工删行造成。请从版本库找回被删的那一条。",
        "An update names one that is not in the same log, mostly because a line was deleted by hand. Bring it back from version control.";
    /// An entry hangs under one of another plan.
    ParentElsewhere = Error, "parent-elsewhere", "上级在别的方案", "parent in another plan",
        "上级条目属于另一个方案。方案之间用承接（carries_out）相连，上级只能在同一方案里。请改正。",
        "The parent belongs to another plan. Plans are linked by `carries_out`; a parent stands in the same plan.";
    /// Parents form a ring.
    ParentRing = Error, "parent-ring", "上下级成环", "ring of parents",
        "一层层往上又回到它自己，多半是两人同时把它们互相移到对方下面。请把其中一条移到方案顶层或别的上级下面。",
        "Going up one comes back to it, mostly because two people moved each under the other at one time. Move one of them to the plan's top or elsewhere.";
    /// Entries go on in each other.
    GoesRound = Error, "goes-round", "结转成环", "carried over in a ring",
        "这些条目互相结转，没有一条还在办，多半是两人同时朝相反方向合并。请把留下的那一条的状态改回来。",
        "These entries go on in each other, so that nobody carries any of them out, mostly because two people joined them in opposite directions. Set back the status of the one that stays.";
    /// A step that is open, or a person, stands at an entry whose work goes on elsewhere.
    StaysBehind = Note, "stays-behind", "步骤或人员留在已结转的条目上", "step or person at an entry that goes on elsewhere",
        "条目已结转，这个步骤没有人再问，这个人也不管接着办的条目。还要办的，请登记到接着办的条目上，再撤回这里的。",
        "The entry goes on elsewhere: nobody asks for this step, and this person does not answer for what goes on. What is still wanted is entered there, and taken out here.";
    /// Somebody recorded on an entry whose work goes on elsewhere, not having seen that.
    LeftBehind = Note, "left-behind", "记在已结转的条目上", "recorded where it had ended",
        "一人分解、合并或结转这一条，另一人还不知道，仍在它上面填报，或者把别的条目并入了它：内容留在原条目，职责不会自己跟过去。请在接着办的条目上补报，再在本条上记一句（或更正那条记录），这条提示就没有了。",
        "One person split the entry, joined it or carried it over, and another, who did not know, went on recording on it, or joined others to it: what he recorded stays there, and duties do not follow. Report it on the entries that go on, then write a word on this one, or correct the record: that settles it.";
    /// A plan is archived, and something of it is open.
    OpenInArchived = Note, "open-in-archived", "归档方案里没有办结", "open in an archived plan",
        "方案已经归档，这一条却没有办结，或者它的步骤在归档以后还有反馈：多半是一人归档方案时，另一人还不知道，仍在登记和填报。清单和通报都不列它。请记为已完成、终止，或结转到接着办的方案；归档错了的，改方案的归档日期。",
        "The plan is archived, and this entry is open, or its steps were reported on since: mostly somebody entered or reported it who did not know that another closed the plan. Lists and bulletins leave it out. Record it as done, given up or carried over; where the plan is not closed, mend the day on which it was archived.";
    /// A file that is attached is not there.
    AttachmentGone = Note, "attachment-gone", "附件不在", "attachment gone",
        "条目附有台账文件夹里的一个文件，现在找不到了：被移走、改名，或者没有随台账一起提交。请放回原处，或重新附上。",
        "A file beside the ledger is attached to the entry and is not there: it was moved, renamed, or not committed with the ledger. Put it back or attach it anew.";
    /// A file that is attached has other contents.
    AttachmentDiffers = Note, "attachment-differs", "附件内容变了", "attachment differs",
        "附件的内容和附上时不一样（SHA-256 对不上）。改得对的，请重新附上；不对的，请换回原来的文件。",
        "The contents of an attached file are not those of when it was attached (its SHA-256 differs). Attach it anew where that is right, else put the old file back.";
    /// An indicator that is not there.
    UnknownIndicator = Error, "unknown-indicator", "指标不存在", "unknown indicator",
        "同一指标所写的指标不在 indicators 里。请改正。",
        "The indicator that is named as the same is not there. Mend it.";
    /// A matter for coordination that is not there.
    UnknownMatter = Error, "unknown-matter", "会商事项不存在", "unknown matter",
        "步骤写着由哪次会商议定，台账里却没有这个会商事项。请改正 decided_by，或去掉。",
        "A step says by which matter it was decided, and there is no such matter. Mend `decided_by`, or take it out.";
    /// An inspection that is not there.
    UnknownInspection = Error, "unknown-inspection", "督导检查不存在", "unknown inspection",
        "整改问题所属的督导检查不在 inspections 里。请改正 inspection，或登记那次督导。",
        "The inspection to which a finding belongs is not among `inspections`. Mend it, or enter that inspection.";
    /// A liaison that is not there.
    UnknownLiaison = Error, "unknown-liaison", "包联不存在", "unknown liaison",
        "会商事项写着由哪次包联走访反映，liaisons 里却没有它。请改正 heard_by，或去掉。",
        "A matter says in which liaison it was heard, and there is no such liaison. Mend `heard_by`, or take it out.";
    /// A liaison names an enterprise that the ledger does not know.
    UnknownEnterprise = Note, "unknown-enterprise", "包联企业未登记", "unknown enterprise",
        "包联所写的企业没有登记，也没有条目或步骤写到它，按企业查不到这处包联，也可能是写错了。请登记该企业，或改正名称。",
        "A liaison names an enterprise that is neither registered nor named by an entry or a step, so that it is not found by that name; it may be misspelt. Enter the enterprise, or mend the name.";
    /// A rule of the assessment that is not there.
    UnknownCriterion = Error, "unknown-criterion", "考核指标不存在", "unknown rule of assessment",
        "一条异议写着对哪一项考核指标，criteria 里却没有它。请登记该指标，或更正那条异议。",
        "An objection says to which rule of the assessment, and there is no such rule. Enter the rule, or correct the objection.";
    /// Several people set a value without seeing each other.
    Contested = Note, "contested", "待裁定", "contested",
        "两人互不知情地改了同一项，两个值都保留着。请协商后再设一次该值，即为裁定。",
        "Two people set the same value without seeing each other; both are kept. Agree, and set the value once more: that settles it.";
    /// Nobody is named for the entry.
    Unassigned = Note, "unassigned", "未明确牵头", "unassigned",
        "方案原文没有给这一条写责任单位，台账不替它编造。请推进专班办公室明确牵头单位。",
        "The plan names nobody for this entry, and the ledger does not invent anybody. The coordination office should settle who leads.";
    /// Indicators of a plan have neither a body nor an entry, so that nobody answers for them.
    UnansweredGoals = Note, "unanswered-goals", "指标没有责任单位", "nobody answers for indicators",
        "方案列了这些指标，没有写由谁负责，也不属于哪一条任务，台账不替它编造；实测值没有人填，考核也不计。请推进专班办公室明确责任单位（responsible）。",
        "The plan has these goals and names nobody for them, nor do they measure an entry, and the ledger invents nobody: no values are asked for, and no score counts them. The coordination office should settle who answers (`responsible`).";
    /// The plan contradicts itself.
    Contradiction = Note, "contradiction", "原文矛盾", "plan contradicts itself",
        "方案原文前后不一致，台账照录并在备注说明两种说法。请向发文单位核实后修改备注或数字。",
        "The plan contradicts itself; the ledger records it and the remark says how. Ask the issuer, then mend the remark or the figure.";
    /// Two places state one thing differently.
    LinkedDiffer = Note, "linked-differ", "同一事项两处不一", "linked values differ",
        "两处写的是同一事项或同一指标，数字却不一样，汇总时用哪一个没有定。请向发文单位核实，在备注里写明。",
        "Two places state one thing or one goal and give different values. Ask the issuers, and say in the remarks which holds.";
    /// The body that leads is also listed beside itself.
    LeadRepeated = Note, "lead-repeated", "牵头单位重复列入", "lead repeated",
        "牵头单位又列在其他单位里，多半是录入时重复了；统计时只算牵头。请从其他单位里去掉。",
        "The lead is also listed among the other bodies, mostly by mistake; only its lead counts. Take it out there.";
    /// What one body had to do goes to two others, from one day on or one after the other.
    HandedTwice = Note, "handed-twice", "职责划转重复", "handed over twice",
        "同一单位在这一条里的职责划给了两个单位，多半是两人各自登记；只按日期在先的一个算，同一天的按先写的算。请协商后再划转一次，或去掉一处。",
        "What one body had to do in the entry goes to two others, mostly because two people entered it; the earlier day counts, and of one day what is written first. Agree, and hand it over once more or take one out.";
    /// A name of before ends on two days.
    RenamedTwice = Note, "renamed-twice", "更名重复", "renamed twice",
        "同一个旧名写着两个截止日，是两人各自登记了更名，谁也没有看到谁：两个日期之间叫什么不清楚，暂按旧名。请裁定现名，再改曾用名：只更过一次名的去掉多的一条，更过两次的把后一条写成中间用的名称。",
        "One former name ends on two days: two people entered a new name without seeing each other. What it was called between is not known; the old name is shown. Settle the name of today, then mend the former names: take one out, or let the later say the name that held between.";
    /// A group leads.
    GroupLeads = Note, "group-leads", "集体名称牵头", "a group leads",
        "牵头的是集体名称（如县（市）区政府），没有一家单位对整项负责；各成员分别报本单位部分。需要一家总负责的，请明确。",
        "A group leads, so that no single body answers for the whole; each member reports its part. Settle one where one is needed.";
    /// A group without members.
    EmptyGroup = Note, "empty-group", "集体名称没有成员", "group without members",
        "集体名称没有列出成员，它名下的事项不会出现在任何单位的清单里。请补上成员（members）。",
        "A group has no members, so what it must do is on nobody's list. Enter its members.";
    /// The end of the plan's period that an entry states is not the plan's.
    OtherEnd = Note, "other-end", "方案期末不一致", "another end of the period",
        "条目写着按方案期末，日期却不是方案的期末。请改成方案的期末，或改为写明的日期。",
        "The entry is due at the end of the plan's period and gives another day than the plan. Mend one of them.";
    /// The percents that an entry's steps plan fall, or two of them plan different ones for one day.
    StepsFall = Note, "steps-fall", "步骤计划进度倒退", "planned percents fall",
        "后到期的步骤计划的累计进度比先到期的还低，或者同一天到期的写了不同的进度，序时进度就说不清。请改正其中一个。",
        "A later step plans a lower percent than an earlier one, or two of one day plan different ones, so that it is not clear how far the entry should be. Mend one of them.";
    /// A step is due after its entry.
    StepAfterEnd = Note, "step-after-end", "步骤晚于条目时限", "step after the deadline",
        "步骤的完成时间在所属条目的时限之后。请改步骤的时间，或者调整条目的时限。",
        "A step is due after the entry to which it belongs. Change the day of the step, or move the deadline of the entry.";
    /// Two projects of one name that are not linked.
    NamedTwice = Note, "named-twice", "项目重名", "one name twice",
        "两个项目同名而没有写明是同一事项，合计时会数两次。是同一个的请写同一事项（same_as），不是的请改名区分。",
        "Two projects have one name and are not linked as the same thing, so that totals count both. Link them by `same_as`, or tell them apart by name.";
    /// Two letters have the same number.
    SameNumber = Error, "same-number", "文号重复", "same number on two letters",
        "两封函用了同一个文号，多半是两人同时起草，互相没有看见。请给后发的一封另编文号，并更正那条记录。",
        "Two letters have one number, mostly because two people drafted without seeing each other. Give the later one another number, and correct its record.";
    /// Bodies have each other's duties.
    HeirRing = Error, "heir-ring", "单位互相承接", "bodies that go on in each other",
        "这些单位的职责互相承接，没有一个还在，多半是两人同时朝相反方向撤并。请去掉一方的承接单位和终止日期。",
        "These bodies have each other's duties, so that none of them is left, mostly because two people merged them in opposite directions. Take out the successor of one, and its last day.";
    /// Two bodies are called alike.
    SameName = Error, "same-name", "单位同名", "two bodies of one name",
        "两个单位叫同一个名称，按名称就分不清是谁，多半是两人同时给它们起了这个名称。请给其中一个改名，或把一个并入另一个。",
        "Two bodies have one name, so that it does not tell them apart, mostly because two people called them so at one time. Rename one of them, or merge it into the other.";
    /// Two bodies have the same short name in one plan.
    SameAlias = Error, "same-alias", "简称重复", "same short name of two bodies",
        "同一方案里两个单位登记了同一个简称，按简称就分不清是谁。请改正其中一个。",
        "In one plan two bodies have the same short name, so that it does not tell them apart. Mend one of them.";
    /// A place lies in itself, directly or through others.
    PlaceInItself = Error, "place-in-itself", "地区互相包含", "place within itself",
        "这个地区一层层往上又回到它自己，就数不清谁在谁里。请改正其中一个的所在地区。",
        "Going up from this place one comes back to it, so that it is not known what lies in what. Mend where one of them lies.";
    /// A clock was far off when something was recorded.
    FarClock = Note, "far-clock", "时钟不准", "clock far off",
        "记录的时间在将来，比方案开始早一年以上，或比它所依据的记录早一年以上，多半是那台电脑的时钟不准。这样的时间不作数，按所报期间和先后依据推定（箭头后的日期），文件里保留原样；请校准时钟。箭头后带问号的，没有期间、也没有先后可依，暂算作今天，不知道属于哪一期的通报：请更正，或补报并写明期间。",
        "A record bears a time in the future, more than a year before its plan begins, or more than a year before what its author had seen, mostly because a machine's clock is wrong. Such a time does not count: the period and who saw what say what counts instead (the day after the arrow), and the file keeps what was written. Set the clock right. With a question mark nothing tells the day: it counts as today, and which bulletin it belongs to is not known. Correct it, or report anew and name the period.";
    /// A report that may be right and looks wrong.
    Doubtful = Note, "doubtful", "填报存疑", "doubtful report",
        "状态、完成比例和日期对不上：报告 100% 而没有报状态（已视同完成）或者状态不是已完成，未启动却有完成比例，完成日早于开始日，完成比例比上次低；或者会商、走访、整改的日期晚于记录之日，早于提出、督导、包联开始之日。可能属实，请向填报单位核实后补报或更正。",
        "Status, percent and dates do not go together: 100% without a status (it counts as done) or with another one than done, a percent of what was not begun, done before it began, a percent that fell; or a meeting, a visit or a mending is of a day after it was recorded, or before the matter was raised, the inspection held, the liaison begun. It may be true; ask who reported it, then report anew or correct it.";
    /// An entry and those under it say different things.
    ParentAndParts = Note, "parent-and-parts", "上下级不一致", "above and below differ",
        "上级条目已完成而下级还有未完成的，或下级都已完成而上级没有报过状态。请核实后补报。",
        "An entry is done while some under it are open, or all under it are done and it has no status. Ask, and report what is missing.";
}

/// One thing that `check` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub kind: FindingKind,
    /// About what.
    pub subject: Subject,
    /// What exactly: the word that is wrong, or the remark.
    pub(crate) detail: Detail,
}

impl Finding {
    /// One whose detail is spelled alike in both languages.
    pub(crate) fn named(kind: FindingKind, subject: Subject, detail: impl Into<String>) -> Finding {
        Finding { kind, subject, detail: Detail::named(detail) }
    }
}

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    zh: String,
    en: String,
}

impl Detail {
    /// What is spelled alike in both.
    pub(super) fn named(words: impl Into<String>) -> Detail {
        let zh = words.into();
        Detail { en: zh.clone(), zh }
    }

    pub(super) fn of(said: impl Fn(Lang) -> String) -> Detail {
        Detail { zh: said(Lang::Zh), en: said(Lang::En) }
    }
}

impl Say for Detail {
    fn say(&self, lang: Lang) -> String {
        lang.pick(&self.zh, &self.en).clone()
    }
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
            Reference::Indicator(_) => FindingKind::UnknownIndicator,
            Reference::Place(_) => FindingKind::LiesNowhere,
            Reference::Spelled(..) => FindingKind::UnknownPlace,
            Reference::Matter(_) => FindingKind::UnknownMatter,
            Reference::Inspection(_) => FindingKind::UnknownInspection,
            Reference::Liaison(_) => FindingKind::UnknownLiaison,
            Reference::Criterion(_) => FindingKind::UnknownCriterion,
            Reference::Called(_) => FindingKind::UnknownEnterprise,
        }
    }
}

//! What is known of an entry, a row each. Columns of the list on the screen and on the command line, filter fields with
//! their completion, sort keys, groups, the export for machines, spreadsheets, pages of an entry, the form that amends it
//! and the options of `set` and `add` go by these rows.

use super::cause::Cause;
use super::claim::Facts;
use super::entry::Entry;
use super::flag::Flag;
use super::ground::Ground;
use super::id::EntryId;
use super::level::Level;
use super::light::Light;
use super::pool::{InStatistics, Stage};
use super::stated::{Kind, LeadBasis, Nature};
use super::status::Status;
use super::value::{Held, Holds, Judged};
use super::wording::FieldRow;
use crate::text::{Lang, fold_width};

/// A word in Chinese and in English.
type Words = (&'static str, &'static str);

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source {
    /// The plan states it.
    Plan(for<'a> fn(&'a Entry) -> Held<'a>),
    /// It is judged, or resolved through other entries.
    Standing(for<'a> fn(Judged<'a>) -> Held<'a>),
}

#[derive(Clone, Copy)]
struct Row {
    names: &'static [&'static str],
    label: Words,
    holds: Holds,
    source: Source,
    head: Option<Words>,
    groups: Option<(Words, Words)>,
    key: Option<&'static str>,
    sorts: bool,
    filters: bool,
    in_sheets: bool,
    on_pages: bool,
    of_projects: bool,
    states: Option<&'static str>,
}

/// The names are the Chinese and the English one, then others; the label is what a form calls it.
const fn row(names: &'static [&'static str], label: Words, holds: Holds, source: Source) -> Row {
    let (head, groups, key, states) = (None, None, None, None);
    Row {
        names,
        label,
        holds,
        source,
        head,
        groups,
        key,
        sorts: false,
        filters: false,
        in_sheets: false,
        on_pages: false,
        of_projects: false,
        states,
    }
}

impl Row {
    /// A column of lists, under this head.
    const fn column(self, zh: &'static str, en: &'static str) -> Row {
        Row { head: Some((zh, en)), ..self }
    }

    /// Lists can be sorted by it.
    const fn sorts(self) -> Row {
        Row { sorts: true, ..self }
    }

    /// Filters can ask for it.
    const fn filters(self) -> Row {
        Row { filters: true, ..self }
    }

    /// Lists can be grouped by it: what such groups are called, and the heading of those without a value.
    const fn groups(self, by: Words, nothing: Words) -> Row {
        Row { groups: Some((by, nothing)), ..self }
    }

    /// The export has it under this key.
    const fn key(self, key: &'static str) -> Row {
        Row { key: Some(key), ..self }
    }

    /// Spreadsheets have it among what the plan states.
    const fn in_sheets(self) -> Row {
        Row { in_sheets: true, ..self }
    }

    /// The page of an entry has it among what the plan states.
    const fn on_pages(self) -> Row {
        Row { on_pages: true, ..self }
    }

    /// It is said of projects alone, and has a form of its own.
    const fn of_projects(self) -> Row {
        Row { of_projects: true, ..self }
    }

    /// It can be amended: the field of the entry that states it.
    const fn amends(self, field: &'static str) -> Row {
        Row { states: Some(field), ..self }
    }
}

macro_rules! attributes {
    ($($(#[$doc:meta])* $variant:ident = $row:expr;)*) => {
        /// Something that is known of an entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Attribute {
            $($(#[$doc])* $variant,)*
        }

        static ROWS: &[Row] = &[$($row),*];

        impl Attribute {
            /// All, in the order of columns and forms.
            pub const ALL: &[Attribute] = &[$(Attribute::$variant),*];
        }
    };
}

use Source::{Plan, Standing};

attributes! {
    /// The light.
    Light = row(&["灯", "light"], ("灯", "Light"), Holds::Choice(&Light::TERMS), Standing(|j| Held::Choice(j.standing.verdict.light.rank())))
        .column("灯", "lt").sorts().filters().groups(("灯", "light"), ("", "")).key("light");
    /// The place in the plan.
    Reference = row(&["出处", "ref", "编号", "reference", "id"], ("出处", "Reference"), Holds::Text, Plan(|e| Held::Text(if e.id.is_minted() { EntryId::ADDED } else { e.id.place() })))
        .column("出处", "Ref").filters();
    /// The title.
    Title = row(&["事项", "title", "标题"], ("事项", "Title"), Holds::Text, Plan(|e| Held::Text(&e.title)))
        .column("事项", "Title").sorts().filters().key("title").amends("title");
    /// What is to be done.
    Summary = row(&["内容", "summary"], ("内容", "Summary"), Holds::Text, Plan(|e| Held::Text(&e.summary)))
        .on_pages().key("summary").amends("summary");
    /// The body that leads.
    Lead = row(&["牵头", "lead", "牵头单位"], ("牵头单位", "Lead"), Holds::Body, Standing(|j| j.standing.state.lead.value.as_ref().map_or(Held::None, |lead| Held::Body(j.ledger.departments.now(lead)))))
        .column("牵头", "Lead").sorts().filters().groups(("部门", "department"), ("未明确牵头", "nobody leads")).key("lead");
    /// The cooperating bodies.
    With = row(&["配合", "with", "配合单位", "cooperating"], ("配合单位", "Cooperating"), Holds::Bodies, Standing(|j| Held::Bodies(j.ledger.cooperating(j.entry))))
        .column("配合", "With").filters().in_sheets().key("cooperating").amends("cooperating");
    /// The deadline in force.
    Deadline = row(&["时限", "due", "完成时限", "deadline"], ("时限", "Deadline"), Holds::Day, Standing(|j| j.standing.state.deadline.value.map_or(Held::None, Held::Day)))
        .column("时限", "Due").sorts().filters().groups(("季度", "quarter"), ("无时限", "no deadline")).key("deadline");
    /// The reported status.
    Status = row(&["状态", "status"], ("状态", "Status"), Holds::ChoiceOrNone(&Status::OR_NONE), Standing(|j| j.standing.state.status.value.map_or(Held::None, |s| Held::Choice(s.rank()))))
        .column("状态", "Status").sorts().filters().groups(("状态", "status"), ("未报状态", "status not set")).key("status");
    /// Percent done.
    Percent = row(&["完成", "percent", "进度", "百分比"], ("完成比例", "Percent"), Holds::Percent, Standing(|j| j.standing.state.percent_done().map_or(Held::None, Held::Percent)))
        .column("%", "%").sorts().filters().key("percent");
    /// The day of the last report.
    Report = row(&["最近反馈", "reported", "last-report", "last", "反馈"], ("最近反馈", "Last report"), Holds::Day, Standing(|j| j.standing.state.last_report.map_or(Held::None, Held::Day)))
        .column("最近反馈", "Reported").sorts().filters().key("last_report");
    /// Scheduled percent (序时进度).
    Scheduled = row(&["序时", "scheduled", "序时进度"], ("序时进度", "Scheduled"), Holds::Percent, Standing(|j| j.standing.verdict.scheduled.map_or(Held::None, Held::Percent)))
        .column("序时", "Sched").filters().key("scheduled");
    /// The plan.
    Plan = row(&["方案", "plan", "计划"], ("方案", "Plan"), Holds::Text, Standing(|j| Held::Text(j.ledger.plan_name(j.entry.id.plan()))))
        .column("方案", "Plan").sorts().filters().groups(("方案", "plan"), ("", ""));
    /// Where.
    Region = row(&["地区", "region", "地点"], ("地区", "Regions"), Holds::List, Plan(|e| Held::List(&e.regions)))
        .column("地区", "Region").filters().groups(("地区", "region"), ("未写地区", "no region")).in_sheets().on_pages().key("regions")
        .amends("regions");
    /// Companies and co-operatives named as doing it.
    Enterprise = row(&["企业", "enterprise", "firm", "company"], ("企业", "Enterprises"), Holds::List, Plan(|e| Held::List(&e.enterprises)))
        .filters().on_pages().key("enterprises").amends("enterprises");
    /// Programme, task, project, safeguard.
    Kind = row(&["类型", "kind", "type"], ("类型", "Kind"), Holds::Choice(&Kind::TERMS), Plan(|e| Held::Choice(e.kind.rank())))
        .column("类型", "Kind").filters().groups(("类型", "kind"), ("", "")).key("kind");
    /// Total investment in 万元.
    Investment = row(&["投资", "investment", "invest"], ("投资（万元）", "Investment"), Holds::Money, Plan(|e| e.investment_wan.map_or(Held::None, Held::Money)))
        .column("投资（万元）", "Invest 10k").sorts().filters().in_sheets().on_pages().key("investment_wan")
        .amends("investment_wan");
    /// On what ground it is due on that day.
    Ground = row(&["依据", "basis", "时限依据", "ground"], ("时限依据", "Basis"), Holds::ChoiceOrNone(&Ground::OR_NONE), Standing(|j| Ground::of(j.entry, &j.standing.state).map_or(Held::None, |g| Held::Choice(g.rank()))))
        .column("依据", "Basis").filters().groups(("时限依据", "basis"), ("无时限", "no deadline"));
    /// The year in which building starts.
    Start = row(&["开工", "start"], ("开工年份", "Start year"), Holds::Year, Plan(|e| e.start_year.map_or(Held::None, Held::Year)))
        .on_pages().key("start_year");
    /// The year in which building ends.
    End = row(&["完工", "end"], ("完工年份", "End year"), Holds::Year, Plan(|e| e.end_year.map_or(Held::None, Held::Year)))
        .on_pages().key("end_year");
    /// Capacity, area, output, jobs.
    Figures = row(&["数据", "figures"], ("数据", "Figures"), Holds::List, Plan(|e| Held::List(&e.figures)))
        .filters().on_pages().key("figures").amends("figures");
    /// By what it was laid down that the plan's text does not hold.
    Source = row(&["来源", "source"], ("来源", "Source"), Holds::Text, Plan(|e| Held::Text(&e.source)))
        .filters().on_pages().key("source").amends("source");
    /// Files beside the ledger, and papers by their numbers.
    Attachments = row(&["附件", "attachment", "attachments"], ("附件", "Attachments"), Holds::List, Plan(|e| Held::Attachments(&e.attachments)))
        .filters().on_pages().key("attachments").amends("attachments");
    /// What a reader must know.
    Remark = row(&["备注", "remark"], ("备注", "Remark"), Holds::Text, Plan(|e| Held::Text(&e.remark)))
        .filters().on_pages().key("remark").amends("remark");
    /// What is doubted since it was read from a document.
    Doubts = row(&["存疑", "doubts", "doubt"], ("存疑", "Doubts"), Holds::List, Plan(|e| Held::List(&e.doubts)))
        .filters().on_pages().amends("doubts");
    /// The title for narrow columns.
    Short = row(&["简称", "short"], ("简称", "Short title"), Holds::Text, Plan(|e| Held::Text(&e.short)))
        .key("short").amends("short");
    /// How far a project had come when the plan was made.
    Nature = row(&["性质", "nature", "建设性质"], ("建设性质", "Nature"), Holds::ChoiceOrNone(&Nature::OR_NONE), Plan(|e| e.nature.map_or(Held::None, |n| Held::Choice(n.rank()))))
        .column("性质", "Nature").filters().groups(("建设性质", "nature"), ("未写性质", "nature not stated")).on_pages().key("nature").amends("nature");
    /// The field of work under which the plan lists it.
    Sector = row(&["领域", "sector"], ("领域", "Sector"), Holds::Text, Plan(|e| Held::Text(&e.sector)))
        .filters().on_pages().key("sector").amends("sector");
    /// The policies on which the plan rests it.
    Policies = row(&["政策依据", "policy", "policies"], ("政策依据", "Policies"), Holds::List, Plan(|e| Held::List(&e.policies)))
        .filters().on_pages().key("policies").amends("policies");
    /// Universities, institutes and agencies that take part.
    Partners = row(&["协作机构", "partners", "partner", "科研机构"], ("协作机构", "Partners"), Holds::List, Plan(|e| Held::List(&e.partners)))
        .filters().on_pages().key("partners").amends("partners");
    /// Words of the passage by which it is found again.
    Quote = row(&["原文", "quote", "摘引"], ("原文摘引", "Quote"), Holds::Text, Plan(|e| Held::Text(&e.quote)))
        .filters().key("quote").amends("quote");
    /// The upper plan's entries that it carries out.
    CarriesOut = row(&["承接", "carries-out", "承接事项"], ("承接", "Carries out"), Holds::Entries, Plan(|e| Held::Entries(&e.carries_out)))
        .filters().key("carries_out").amends("carries_out");
    /// Where else the same thing is named.
    SameAs = row(&["同一事项", "same-as", "同一"], ("同一事项", "Same thing"), Holds::Entries, Plan(|e| Held::Entries(&e.same_as)))
        .filters().key("same_as").amends("same_as");
    /// Who is suggested to lead; nobody counts as leading by it.
    Proposed = row(&["拟牵头", "proposed", "proposed-lead", "拟牵头单位"], ("拟牵头", "Proposed lead"), Holds::Bodies, Plan(|e| Held::Proposed(&e.proposed)))
        .column("拟牵头", "Proposed").filters().groups(("拟牵头", "proposed lead"), ("没有拟牵头", "no proposed lead")).in_sheets().key("proposed").amends("proposed");
    /// The level of the body that leads.
    Level = row(&["级别", "level", "层级"], ("级别", "Level"), Holds::Choice(&Level::TERMS), Standing(|j| j.lead_level().map_or(Held::None, |l| Held::Choice(l.rank()))))
        .filters();
    /// The bodies in either part.
    Dept = row(&["部门", "dept", "单位", "department"], ("部门", "Department"), Holds::Bodies, Standing(|_| Held::None)).filters();
    /// The persons who answer for it, are in charge or are asked about it.
    Person = row(&["责任人", "person", "人员", "联系人", "分管领导"], ("责任人", "Person"), Holds::List, Standing(|_| Held::None)).filters();
    /// What reports say of progress.
    Progress = row(&["进展", "progress"], ("进展", "Progress"), Holds::Text, Standing(|_| Held::None)).filters();
    /// What reports say of problems.
    Problems = row(&["问题", "problems", "problem"], ("问题", "Problems"), Holds::Text, Standing(|_| Held::None)).filters();
    /// Of what kind the problems are that hold it up.
    Cause = row(&["成因", "cause", "原因", "原因类别"], ("原因类别", "Cause"), Holds::ChoiceOrNone(&Cause::OR_NONE), Standing(|_| Held::None)).filters();
    /// What reports say of next steps.
    Next = row(&["下一步", "next"], ("下一步", "Next steps"), Holds::Text, Standing(|_| Held::None)).filters();
    /// The bodies that owe a report on it for the period that is being collected: on the whole, or on their own part.
    Awaits = row(&["等", "awaits", "等谁"], ("等谁", "Awaits"), Holds::Bodies, Standing(|_| Held::None)).filters();
    /// What is true of it: overdue, contested …
    Is = row(&["是", "is", "本期"], ("是", "Is"), Holds::Flags(&Flag::TERMS), Standing(|_| Held::None)).filters();
    /// The day on which it was done.
    Completed = row(&["完成日期", "completed", "done-on", "办结日期"], ("完成日期", "Done on"), Holds::Day, Standing(|j| j.standing.state.done_on.map_or(Held::None, Held::Day)))
        .column("完成日期", "Done on").sorts().filters().key("completed_on");
    /// In what it goes on, where it is carried over.
    CarriedInto = row(&["结转到", "into", "carried-into"], ("结转到", "Carried into"), Holds::Text, Standing(|j| match &j.standing.state.carried_into.value {
        Some(into) if j.standing.state.status.value == Some(Status::CarriedOver) => Held::Text(j.ledger.called_into(into)),
        _ => Held::None,
    })).filters().key("carried_into");
    /// On what ground it leads.
    LeadBasis = row(&["牵头依据", "lead-basis"], ("牵头依据", "Ground of the lead"), Holds::ChoiceOrNone(&LeadBasis::OR_NONE), Standing(|j| j.lead_basis().map_or(Held::None, |b| Held::Choice(b.rank()))))
        .column("牵头依据", "Lead by").filters().groups(("牵头依据", "ground of the lead"), ("未明确牵头", "nobody leads"));
    /// The stage of a project of the pool.
    Stage = row(&["阶段", "stage", "项目阶段"], ("阶段", "Stage"), Holds::ChoiceOrNone(&Stage::OR_NONE), Standing(|j| j.standing.state.stage_on(j.ledger.day()).map_or(Held::None, |told| Held::Choice(told.stage.rank()))))
        .column("阶段", "Stage").sorts().filters().groups(("阶段", "stage"), ("未报阶段", "stage not told")).key("stage");
    /// Whether the statistics of investment count it.
    Statistics = row(&["入统", "in-statistics", "纳统"], ("入统", "In statistics"), Holds::ChoiceOrNone(&InStatistics::OR_NONE), Standing(|j| j.in_statistics().map_or(Held::None, |told| Held::Choice(told.rank()))))
        .column("入统", "Stats").filters().groups(("入统", "in statistics"), ("未报入统", "not told")).key("in_statistics");
    /// Planned to be invested in the year of the day.
    PlannedYear = row(&["本年计划投资", "planned-year", "本年计划"], ("本年计划投资（万元）", "Planned this year"), Holds::Money, Standing(|j| j.planned().map_or(Held::None, Held::Money)))
        .column("本年计划", "Plan/yr").sorts().filters().key("planned_year_wan");
    /// Invested in that year.
    DoneYear = row(&["本年完成投资", "done-year", "本年完成"], ("本年完成投资（万元）", "Done this year"), Holds::Money, Standing(|j| j.invested(Some(j.year())).map_or(Held::None, Held::Money)))
        .column("本年完成", "Done/yr").sorts().filters().key("done_year_wan");
    /// Invested since the start.
    Invested = row(&["累计完成投资", "done-total", "累计完成"], ("累计完成投资（万元）", "Done since the start"), Holds::Money, Standing(|j| j.invested(None).map_or(Held::None, Held::Money)))
        .column("累计完成", "Done").sorts().filters().key("done_wan");
    /// What is planned to be invested in each year.
    InvestPlan = row(&["年度计划投资", "invest-plan"], ("年度计划投资（万元）", "Planned by year"), Holds::Text, Plan(|e| Held::Yearly(&e.invest_plan)))
        .on_pages().key("invest_plan").amends("invest_plan").of_projects();
    /// Money of the central government.
    FundsCentral = row(&["中央资金", "funds-central"], ("中央资金（万元）", "Central funds"), Holds::Money, Plan(|e| e.funding.central.map_or(Held::None, Held::Money)))
        .filters().on_pages().key("funds_central_wan").amends("funds_central").of_projects();
    /// Money of the province.
    FundsProvince = row(&["省级资金", "funds-province"], ("省级资金（万元）", "Provincial funds"), Holds::Money, Plan(|e| e.funding.province.map_or(Held::None, Held::Money)))
        .filters().on_pages().key("funds_province_wan").amends("funds_province").of_projects();
    /// Money of cities and counties.
    FundsLocal = row(&["市县资金", "funds-local"], ("市县资金（万元）", "Local funds"), Holds::Money, Plan(|e| e.funding.local.map_or(Held::None, Held::Money)))
        .filters().on_pages().key("funds_local_wan").amends("funds_local").of_projects();
    /// Money of companies and banks.
    FundsPrivate = row(&["社会资本", "funds-private"], ("社会资本（万元）", "Private capital"), Holds::Money, Plan(|e| e.funding.private.map_or(Held::None, Held::Money)))
        .filters().on_pages().key("funds_private_wan").amends("funds_private").of_projects();
    /// Money of special bonds.
    FundsBonds = row(&["专项债", "funds-bonds", "专项债券"], ("专项债（万元）", "Special bonds"), Holds::Money, Plan(|e| e.funding.bonds.map_or(Held::None, Held::Money)))
        .filters().on_pages().key("funds_bonds_wan").amends("funds_bonds").of_projects();
}

impl Attribute {
    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    fn all(test: fn(&Row) -> bool) -> impl Iterator<Item = Attribute> + Clone {
        Attribute::ALL.iter().copied().filter(move |a| test(a.row()))
    }

    /// Those that lists can show.
    pub(crate) fn columns() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.head.is_some())
    }

    /// Those that lists can be sorted by, the plan's own order first.
    pub(crate) fn sort_keys() -> impl Iterator<Item = Attribute> + Clone {
        std::iter::once(Attribute::Plan).chain(Attribute::all(|row| row.sorts).filter(|a| *a != Attribute::Plan))
    }

    /// Those that lists can be grouped by, the plan first.
    pub(crate) fn groupings() -> impl Iterator<Item = Attribute> + Clone {
        std::iter::once(Attribute::Plan).chain(Attribute::all(|row| row.groups.is_some()).filter(|a| *a != Attribute::Plan))
    }

    /// Those that filters can ask for.
    pub(crate) fn fields() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.filters)
    }

    /// Those that can be amended, in the order of the form.
    pub(crate) fn amendable() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.states.is_some())
    }

    /// Those among them that are said of projects alone.
    pub(crate) fn of_projects() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.of_projects)
    }

    /// Those that spreadsheets have among what the plan states.
    pub(crate) fn in_sheets() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.in_sheets)
    }

    /// Those that the page of an entry has among what the plan states.
    pub(crate) fn on_pages() -> impl Iterator<Item = Attribute> + Clone {
        Attribute::all(|row| row.on_pages)
    }

    /// Those that the export has, with their keys.
    pub(crate) fn keys() -> impl Iterator<Item = (Attribute, &'static str)> + Clone {
        Attribute::ALL.iter().filter_map(|a| a.row().key.map(|key| (*a, key)))
    }

    /// Every name: first the Chinese, then the English one, then others.
    pub(crate) fn names(self) -> &'static [&'static str] {
        self.row().names
    }

    /// The name in a language: in filters, menus and on pages.
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.names()[0], self.names()[1])
    }

    /// Its key in the export.
    pub(crate) fn key(self) -> Option<&'static str> {
        self.row().key
    }

    /// The word for machines and for files.
    pub(crate) fn word(self) -> &'static str {
        self.names()[1]
    }

    /// What a form or a spreadsheet calls it.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.row().label.0, self.row().label.1)
    }

    /// The same in Chinese and English.
    pub(crate) fn labels(self) -> (&'static str, &'static str) {
        self.row().label
    }

    /// What stands above its column in a list.
    pub(crate) fn head(self, lang: Lang) -> &'static str {
        self.row().head.map_or(self.label(lang), |(zh, en)| lang.pick(zh, en))
    }

    /// What groups by it are called.
    pub(crate) fn grouped(self, lang: Lang) -> &'static str {
        self.row().groups.map_or("", |((zh, en), _)| lang.pick(zh, en))
    }

    /// The heading of the group of those without a value.
    pub(crate) fn ungrouped(self, lang: Lang) -> &'static str {
        self.row().groups.map_or("", |(_, (zh, en))| lang.pick(zh, en))
    }

    /// Which kind of values it holds.
    pub fn holds(self) -> Holds {
        self.row().holds
    }

    /// The field of the entry that states it, under the attribute's own name, when it can be amended.
    pub(crate) fn field(self) -> Option<FieldRow> {
        let of_entry = self.row().states.and_then(|word| Entry::fields().into_iter().find(|field| field.word == word));
        of_entry.map(|field| FieldRow { label: self.labels(), ..field })
    }

    /// The one of some that a person means by a name; width and case make no difference.
    pub(crate) fn named(word: &str, mut among: impl Iterator<Item = Attribute>) -> Option<Attribute> {
        let word = fold_width(word.trim()).to_lowercase();
        let loose = word.replace(['_', ' '], "-");
        among.find(|a| a.names().contains(&word.as_str()) || a.names().contains(&loose.as_str()) || a.row().key == Some(&word))
    }

    /// By which attribute a list is sorted that is sorted by this one.
    pub(crate) fn sort_key(self) -> Option<Attribute> {
        if self == Attribute::Reference { Some(Attribute::Plan) } else { Some(self).filter(|a| a.row().sorts) }
    }

    pub(crate) fn value(self, of: Judged<'_>) -> Held<'_> {
        match self.row().source {
            Plan(value) => value(of.entry),
            Standing(value) => value(of),
        }
    }

    /// Its value as the plan states it; nothing for what is judged.
    pub(crate) fn stated(self, entry: &Entry) -> Held<'_> {
        match self.row().source {
            Plan(value) => value(entry),
            Standing(_) if self == Attribute::With => Held::Bodies(&entry.cooperating),
            Standing(_) => Held::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Asks, Cooperation, EntryId, Ledger, LedgerReader, Misread};

    #[test]
    fn no_two_attributes_share_a_name() {
        let names: Vec<&str> = Attribute::ALL.iter().flat_map(|a| a.names()).copied().collect();
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), names.len());
        for a in Attribute::ALL {
            a.names().iter().for_each(|name| assert_eq!(Attribute::named(name, Attribute::ALL.iter().copied()), Some(*a)));
        }
    }

    fn reader(ledger: &Ledger) -> LedgerReader<'_> {
        LedgerReader { ledger, plan: "p", today: "2025-10-15".parse().unwrap() }
    }

    #[test]
    fn what_is_written_reads_back() {
        let ledger = Ledger::default();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "粮食安全");
        (entry.regions, entry.investment_wan) = (vec!["密山市".into(), "虎林市".into()], Some(15_000.5));
        entry.summary = "一\n二".into();
        for attribute in Attribute::amendable() {
            let mut other = Entry::new(entry.id.clone(), Kind::Task, "别的");
            other.cooperating = vec![Cooperation::Cooperates("甲".into())];
            let field = attribute.field().unwrap();
            other.fill(&field, &attribute.written(&entry, &ledger.departments, Lang::Zh), &reader(&ledger)).unwrap();
            assert_eq!(attribute.stated(&other), attribute.stated(&entry), "{attribute:?}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused_and_changes_nothing() {
        let ledger = Ledger::default();
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "粮食安全");
        let before = entry.clone();
        let mut refused = |a: Attribute, text: &str| entry.fill(&a.field().unwrap(), text, &reader(&ledger)).unwrap_err();
        assert_eq!(refused(Attribute::Title, " "), Misread::Empty);
        assert_eq!(refused(Attribute::Investment, "许多"), Misread::Not(Asks::Amount, "许多".into()));
        assert!(matches!(refused(Attribute::With, "无此局"), Misread::Body(name, _) if name == "无此局"));
        assert_eq!(entry, before);
    }
}

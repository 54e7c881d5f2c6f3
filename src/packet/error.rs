use chrono::NaiveDate;

use super::opinion::Opinion;
use crate::domain::{Cause, Stage, Status, Unresolved};
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a file could not be read or written as a form at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PacketError {
    /// It is no workbook: what the reader says.
    NoWorkbook(String),
    /// There is nothing in it.
    Empty,
    /// It is of before 2007 and damaged, or encrypted.
    OldOrLocked,
    /// It unpacks to more than a form ever does.
    TooLarge,
    /// No sheet has the columns of a form.
    NoForm,
    /// A column of the form is gone: its head, and on which sheet.
    NoColumn(&'static str, String),
    /// Two columns have one head: its words, and the sheet.
    ColumnTwice(String, String),
    /// The form could not be written.
    Unwritable(String),
    /// Nobody wants the forms any more.
    CalledOff,
}

says_as_error!(PacketError);

impl Say for PacketError {
    fn say(&self, lang: Lang) -> String {
        match self {
            PacketError::NoWorkbook(why) => lang.pick(
                format!("文件损坏，或不是表格（如改了扩展名的文档、网页、图片）；请用 Excel 或 WPS 打开，另存为 .xlsx（{why}）"),
                format!("damaged, or no workbook (a document, page or picture by another name); open it and save it as .xlsx ({why})"),
            ),
            PacketError::Empty => lang.pick("空文件，里面什么都没有；请对方重新发来", "an empty file; ask for it again").to_owned(),
            PacketError::OldOrLocked => lang
                .pick("旧版 .xls 或加密，请另存为 .xlsx", "an old .xls or an encrypted file; save it as .xlsx without a password")
                .to_owned(),
            PacketError::TooLarge => {
                lang.pick("展开后太大，不像是填报表，没有读", "it unpacks to more than a form ever does, and was not read").to_owned()
            }
            PacketError::NoForm => lang.pick("里面没有填报表", "it holds no form").to_owned(),
            PacketError::NoColumn(head, sheet) => lang.pick(
                format!("工作表 `{sheet}` 缺少“{head}”一列（隐藏的列不能删），不能认定填的是哪一条；请把填的内容粘贴到原来的表里再交"),
                format!("sheet `{sheet}` has lost its column `{head}`, and what was filled in cannot be told; paste it into the form as it went out"),
            ),
            PacketError::ColumnTwice(head, sheet) => lang.pick(
                format!("工作表 `{sheet}` 有两列“{head}”，不知以哪一列为准；请改回原来的表头"),
                format!("sheet `{sheet}` has two columns `{head}`, and which is meant cannot be told; set the heads back"),
            ),
            PacketError::CalledOff => lang.pick("已取消，没有写出", "called off; nothing was written").to_owned(),
            PacketError::Unwritable(why) => lang.pick(format!("填报表写不成：{why}"), format!("the form cannot be written: {why}")),
        }
    }
}

/// A row that is refused: where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) sheet: String,
    /// The cell as the spreadsheet shows it: `E7`.
    pub(crate) cell: String,
    pub(crate) why: Why,
}

/// What does not fit in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    Percent(String),
    /// A number up to one, in a file that does not tell whether it is shown as a percent.
    PartOrWhole(String),
    /// Words that only say where the words are.
    Elsewhere(String),
    Status(String),
    /// No kind of cause.
    Cause(String),
    /// The kind of a problem, and no problem.
    CauseAlone,
    /// A wished deadline of which the day cannot be read.
    Wish(String),
    /// A wished deadline, and not why.
    WishAlone(NaiveDate),
    /// The status says another percent than the cell for it.
    TwoPercents(String),
    /// No stage of a project.
    Stage(String),
    /// No amount of money.
    Amount(String),
    /// No word for how an entry of a plan that is over ends.
    Outcome(String),
    /// No day.
    Day(String),
    /// It says where it goes on, and not that it is carried over.
    NotCarriedOver(String),
    /// What belongs to how an entry ends, and not how it ends.
    NoOutcome,
    /// The sealed cells of the row are not those that went out.
    Altered,
    /// A row that never went out: what stands in it.
    Added(String),
    /// Words where the form has no cell.
    Beside(String),
    /// More of that, so many.
    MoreBeside(usize),
    /// What is pinned to a cell.
    Pinned(String),
    /// A sheet that is no form, in a workbook that holds one.
    NoFormSheet,
    /// Whoever filled it in saw another entry than the hidden cells name: what he saw, and that one.
    SeenOtherwise(String, String),
    /// Rows are merged, and what each of them says cannot be told.
    Merged(String),
    /// A cell that is not to be filled in was written over: its head, and what stands there now.
    Overwritten(&'static str, String),
    /// No number for a value of an indicator.
    Value(String),
    UnknownEntry(String),
    UnknownBody(String),
    /// A name that is no one body's.
    NoBody(Unresolved),
    OtherLedger,
    /// No opinion.
    Opinion(String),
    /// Words, and no opinion.
    NoOpinion,
    /// It agrees to lead, and names another.
    AgreesAndNames(String),
    /// Put off or given up without a word on why.
    NoReason(Status),
    /// A formula that gives an error.
    BrokenFormula(String),
    /// A formula whose result was not written down.
    Unreckoned,
    /// A step of which it is not said what is to be done.
    NoWords,
    /// The step is no longer in the ledger.
    StepGone,
    /// The ledger says otherwise by now: what it says.
    ChangedSince(String),
    /// It is of another plan, of this code.
    OtherPlan(String),
    /// Why not, in Chinese and English.
    Cannot(String, String),
    /// A person's name with line breaks, or longer than a name is.
    Name(String),
}

says_as_error!(Misfit);

impl Say for Misfit {
    fn say(&self, lang: Lang) -> String {
        format!("{}!{}{}{}", self.sheet, self.cell, lang.pick("：", ": "), self.why.say(lang))
    }
}

/// A word that is none of those known.
fn unknown(what: &str, said: &str, known: impl IntoIterator<Item = &'static str>, lang: Lang) -> String {
    let known = known.into_iter().collect::<Vec<_>>().join(lang.pick("、", ", "));
    lang.pick(format!("{what} `{said}` 不认得，可填 {known}"), format!("{what} `{said}` is not known; try {known}"))
}

impl Say for Why {
    fn say(&self, lang: Lang) -> String {
        if let Some((zh, en)) = self.always() {
            return lang.pick(zh, en).to_owned();
        }
        if let Some(unknown) = self.unknown_word(lang) {
            return unknown;
        }
        match self {
            Why::Percent(s) => {
                lang.pick(format!("完成比例 `{s}` 不是 0 到 100 的整数"), format!("percent `{s}` is not a whole number from 0 to 100"))
            }
            Why::PartOrWhole(s) => lang.pick(
                format!("`{s}`：这种格式的文件看不出是不是百分数；请写成 `1%` 或 `100%` 这样，或另存为 .xlsx"),
                format!(
                    "`{s}`: a file of this sort does not tell whether that is a percent; write it as `1%` or `100%`, or save it as .xlsx"
                ),
            ),
            Why::Elsewhere(s) => lang.pick(
                format!("只写了 `{s}`，这一格没有内容可记；请写出内容"),
                format!("`{s}` says only that the words are elsewhere; write them here"),
            ),
            Why::Wish(s) => lang.pick(
                format!("建议时限 `{s}` 看不出日期；先写日期，空一格写理由，如 `2026-06-30 设备交货推迟`"),
                format!("no day can be read in `{s}`; write the day, a blank, and why, as in `2026-06-30 the machines come late`"),
            ),
            Why::WishAlone(day) => lang.pick(format!("建议时限 {day} 没有写理由"), format!("{day} is wished for without a reason")),
            Why::TwoPercents(s) => lang.pick(
                format!("状态里写的 `{s}` 与完成比例一栏不同，不知以哪个为准"),
                format!("the status says `{s}`, and the percent says otherwise"),
            ),
            Why::Amount(s) => lang.pick(format!("完成投资 `{s}` 不是金额（万元）"), format!("`{s}` is no amount in 万元")),
            Why::AgreesAndNames(s) => lang.pick(
                format!("意见是同意，又建议由 `{s}` 牵头，不知以哪个为准"),
                format!("it agrees to lead and names `{s}`; which holds cannot be told"),
            ),
            Why::Day(s) => lang.pick(format!("`{s}` 不是日期，写如 2025-12-31"), format!("`{s}` is no day; write 2025-12-31")),
            Why::NotCarriedOver(s) => lang.pick(
                format!("写了结转到 `{s}`，核实结果却不是已结转"),
                format!("it goes on in `{s}`, and its outcome is not that it is carried over"),
            ),
            Why::Value(s) => lang.pick(format!("实测值 `{s}` 不是数"), format!("`{s}` is no number")),
            Why::UnknownEntry(id) => lang.pick(format!("台账里没有条目 `{id}`"), format!("the ledger has no entry `{id}`")),
            Why::UnknownBody(id) => lang.pick(format!("登记簿里没有单位 `{id}`"), format!("the register has no body `{id}`")),
            Why::NoBody(why) => why.say(lang),
            Why::NoReason(status) => {
                let status = status.label(lang);
                lang.pick(
                    format!("填“{status}”要写明理由（理由一栏；没有这一栏的写在进展或问题里）"),
                    format!("`{status}` wants its reason"),
                )
            }
            Why::BrokenFormula(s) => lang.pick(format!("公式出错 `{s}`"), format!("a formula that gives the error `{s}`")),
            Why::ChangedSince(now) => lang.pick(
                format!("表发出后台账里已改成 `{now}`，没有采用；请核对后重新填"),
                format!("the ledger has said `{now}` since the table went out; look, and fill it in anew"),
            ),
            Why::OtherPlan(plan) => lang.pick(format!("是方案 `{plan}` 的表"), format!("it is of plan `{plan}`")),
            Why::Cannot(zh, en) => lang.pick(zh, en).clone(),
            Why::Name(s) => lang.pick(format!("填报人 `{s}` 不像姓名"), format!("`{s}` is no person's name")),
            _ => self.outside(lang),
        }
    }
}

impl Why {
    /// What is said of what stands where nothing was asked for.
    fn outside(&self, lang: Lang) -> String {
        match self {
            Why::Added(s) => lang.pick(
                format!("这一行不在发出的表里，没有条目可记：`{s}`；新增事项请另行报送"),
                format!("this row never went out, and belongs to no entry: `{s}`"),
            ),
            Why::Beside(s) => lang.pick(format!("写在表外，没有采用：`{s}`"), format!("written beside the form: `{s}`")),
            Why::MoreBeside(n) => lang.pick(format!("等处另有 {n} 处写在表外，没有采用"), format!("and {n} more beside the form")),
            Why::Pinned(s) => lang.pick(format!("批注没有采用：`{s}`"), format!("pinned to the cell, and not taken: `{s}`")),
            Why::SeenOtherwise(seen, hidden) => lang.pick(
                format!("表上写的是 `{seen}`，隐藏编号却是 {hidden}：多半只排序了看得见的列，这一行没有采用；请按原来的次序重填"),
                format!("`{seen}` is what is seen, and the hidden cells say {hidden}: it seems that only what is seen was sorted; nothing of the row was taken"),
            ),
            Why::Merged(range) => lang.pick(
                format!("{range} 是跨行的合并单元格，不知各行填的是什么，没有采用；请拆开后逐行填写"),
                format!("{range} is merged over rows, and what each says cannot be told; split it and fill in each row"),
            ),
            Why::Overwritten(head, s) => lang.pick(
                format!("“{head}”一栏不填，改动没有采用：`{s}`；新的情况请写在本期各栏"),
                format!("column `{head}` is not to be filled in; this was not taken: `{s}`"),
            ),
            _ => String::new(),
        }
    }

    /// What is said of a word that is none of those a cell takes.
    fn unknown_word(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Why::Cause(s) => unknown(lang.pick("问题类别", "kind of cause"), s, Cause::ALL.map(|cause| cause.label(lang)), lang),
            Why::Status(s) => {
                let offered = Status::ALL.into_iter().filter(|status| *status != Status::CarriedOver);
                unknown(lang.pick("状态", "status"), s, offered.map(|status| status.label(lang)), lang)
            }
            Why::Stage(s) => unknown(lang.pick("项目阶段", "stage"), s, Stage::ALL.map(|stage| stage.label(lang)), lang),
            Why::Outcome(s) => {
                let closed = Status::ALL.into_iter().filter(|st| st.is_closed());
                unknown(lang.pick("核实结果", "outcome"), s, closed.map(|st| st.label(lang)), lang)
            }
            Why::Opinion(s) => unknown(lang.pick("意见", "opinion"), s, Opinion::ALL.map(|opinion| opinion.label(lang)), lang),
            _ => return None,
        })
    }

    /// What is said of it whatever was written.
    fn always(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Why::CauseAlone => ("选了问题类别，没有写存在问题", "it says of what kind the problem is, and not which"),
            Why::NoOpinion => ("写了说明，没有写意见", "it says why, and not what"),
            Why::NoOutcome => ("写了完成日期、理由或依据，没有写核实结果", "it says when, why or by what, and not how it ended"),
            Why::NoFormSheet => ("这个工作表不是填报表，没有读", "this sheet is no form and was not read"),
            Why::Altered => (
                "隐藏的条目、单位、期间、台账或依据被改动过，不能认定填的是哪一条",
                "the hidden cells of this row were changed; what it is about cannot be told",
            ),
            Why::OtherLedger => ("这份表出自另一本台账", "this form was made from another ledger"),
            Why::Unreckoned => (
                "公式没有存下结果，不知道填的是什么；请在 Excel 或 WPS 里打开重算后保存，或直接填写",
                "a formula without its result; open and save the form in a spreadsheet program, or type the value",
            ),
            Why::NoWords => {
                ("没有写内容；要撤回这个步骤，三格都清空", "it is not said what is to be done; to withdraw the step, empty all three cells")
            }
            Why::StepGone => ("这个步骤已不在台账里", "the step is no longer in the ledger"),
            _ => return None,
        })
    }
}

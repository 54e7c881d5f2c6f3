//! What a person should know before he accepts a row.

use chrono::NaiveDate;

use crate::domain::{Concern, Dispute, Doubt, EntryId, Ledger, OfPart, Status, UpdateId, Value};
use crate::text::{Lang, Say};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Caution {
    /// The status or the percent would wait for a ruling.
    Contested(Dispute),
    /// The same row came before, filled in otherwise; as which update.
    Earlier(UpdateId),
    /// What came from the same row before was taken back, and this records it anew.
    TakenBack,
    /// The updates that its author had before him are no longer in the log.
    LostBasis,
    /// The deadline on the form was changed, in which cell and to what; it is not taken.
    Deadline(String, NaiveDate),
    /// A formula gave what stands in a cell.
    Formula(String, String),
    /// The words stand in cells that are shown as one over so many rows, and are taken for each.
    Merged(String, usize),
    /// They stand in cells of several columns that are shown as one, and are taken for the column of this head.
    Across(String, &'static str),
    /// What a cell says was read as a status, and a percent with it.
    ReadAs(String, String, Status, Option<u8>),
    /// Whoever filled it in saw another entry than the hidden cells name: that one, which it is taken for.
    Moved(EntryId),
    /// He saw something else, which is none of the form's entries: what he saw, and what the ledger has.
    Otherwise(String, String),
    /// The form's title names another body than the hidden cells: that name, and the hidden one.
    OtherBody(String, String),
    /// The same row stands in the file twice.
    Twice,
    /// A bare one in this cell for a percent: whoever types 100 % into it has one too.
    One(String),
    /// What it comes to looks wrong.
    Concern(Concern),
}

impl Caution {
    pub(crate) fn is_contest(&self) -> bool {
        matches!(self, Caution::Contested(_))
    }

    /// Whether it cannot be told what the row is about, or what it says can hardly be so: then a person has to say that it is.
    pub(crate) fn is_doubt(&self) -> bool {
        match self {
            Caution::Moved(_) | Caution::Otherwise(..) | Caution::OtherBody(..) | Caution::Twice | Caution::One(_) => true,
            // What stays open below, or what a stage needs, may come in another row, or by nobody's form.
            Caution::Concern(Concern::Unsettled(_) | Concern::Doubtful(OfPart { doubt: Doubt::OpenBelow(_), .. })) => false,
            Caution::Concern(concern) => concern.is_grave(),
            _ => false,
        }
    }
}

impl Say for Caution {
    fn say(&self, lang: Lang) -> String {
        match self {
            Caution::Contested(dispute) => {
                let what = match dispute.shown.inner() {
                    Value::Percent(_) => lang.pick("完成比例", "percent"),
                    other => other.label(lang),
                };
                let rivals = dispute.rivals.iter().map(|r| r.value.in_words(&Ledger::default(), lang)).collect::<Vec<_>>();
                let rivals = rivals.join(lang.pick("、", ", "));
                lang.pick(format!("待裁定：{what} {rivals}"), format!("contested: {what} {rivals}"))
            }
            Caution::Earlier(_) => lang.pick("同一行先前交来过不同的内容", "the same row came before, filled in otherwise").to_owned(),
            Caution::TakenBack => lang
                .pick("这一行以前记过，后来撤回了，这次重新记", "what came from this row before was taken back; it is recorded anew")
                .to_owned(),
            Caution::LostBasis => lang
                .pick("填表时依据的记录已不在台账里，按没有依据处理", "what its author had before him is no longer in the ledger")
                .to_owned(),
            Caution::Deadline(cell, day) => lang.pick(
                format!("{cell} 的时限被改成 {day}，没有采用"),
                format!("the deadline in {cell} was changed to {day}; it is not taken"),
            ),
            Caution::Formula(cell, value) => {
                lang.pick(format!("{cell} 是公式，取存下的结果 `{value}`"), format!("{cell} is a formula; its result `{value}` is taken"))
            }
            Caution::Merged(range, rows) => lang.pick(
                format!("{range} 是合并单元格，{rows} 行记同样的内容"),
                format!("{range} is merged; all {rows} rows are given what stands there"),
            ),
            Caution::Across(range, head) => lang.pick(
                format!("{range} 跨栏合并，只记作“{head}”"),
                format!("{range} is merged over several columns, and taken as `{head}` alone"),
            ),
            Caution::ReadAs(cell, said, status, percent) => {
                let percent = percent.map(|p| format!("{}{p}%", lang.pick("、", ", "))).unwrap_or_default();
                let read = format!("{}{percent}", status.label(lang));
                lang.pick(format!("{cell} 的 `{said}` 读作 {read}"), format!("`{said}` in {cell} is read as {read}"))
            }
            Caution::Moved(hidden) => lang.pick(
                format!("这一行的隐藏编号是 {hidden}，看到的却是本条：多半只排序了看得见的列。按看到的算，请核对"),
                format!("the hidden cells say {hidden}, and what is seen says this entry: only what is seen was sorted, it seems. What is seen counts; look"),
            ),
            Caution::Otherwise(shown, ours) => lang.pick(
                format!("表上写的是 `{shown}`，隐藏编号所指的是 `{ours}`，请核对填的是哪一条"),
                format!("the form shows `{shown}`, and its hidden cells mean `{ours}`; look which was meant"),
            ),
            Caution::OtherBody(shown, ours) => lang.pick(
                format!("表头写的是 `{shown}`，发出时是给 `{ours}` 的，请核对是哪个单位填的"),
                format!("the title names `{shown}`, and the form went to `{ours}`; look who filled it in"),
            ),
            Caution::One(cell) => lang.pick(
                format!("{cell} 的完成比例是 1：在这一格里输入“100%”也会变成 1，请核对是 1% 还是 100%"),
                format!("{cell} says 1, which is also what is left of 100% typed there; look whether it is 1% or 100%"),
            ),
            Caution::Concern(concern) => concern.say(lang),
            Caution::Twice => lang.pick("同一条在这份表里填了两行，请核对以哪一行为准", "the entry stands in this file twice; look which holds").to_owned(),
        }
    }
}

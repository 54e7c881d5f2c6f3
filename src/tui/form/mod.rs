//! Forms, a row each. A form is a type with named fields; what is common to all is in `ask`, `field`
//! and `open`.

mod amend;
mod ask;
mod context;
mod field;
mod measure;
mod open;
mod record;
mod report;
mod session;

pub(crate) use context::{About, Context};
pub(crate) use field::{Field, percent};
pub use open::Form;

/// Hands all rows to a macro: file, type, what it is about, and the command that opens it (word, keys, views, need, hint,
/// help). One that only a menu opens has none.
macro_rules! each_form {
    ($make:ident) => {
        $make! {
            report::Report entries ("report", [ch('a'), key(KeyCode::F(6))], LT, Row, "填报" / "report", "填报进展、问题、状态和完成比例" / "report progress, problems, status, percent");
            record::Deadline entries ("move-deadline", [ch('d')], LT, Row, "时限" / "deadline", "调整时限（写明理由）" / "move the deadline, with a reason");
            record::Lead entries ("assign-lead", [ch('L')], LT, Row, "牵头" / "lead", "明确牵头单位" / "name the body that leads");
            record::Ending entries ("put-off", [], LT, Row, "" / "", "暂缓、终止或结转：写明理由和依据" / "put off, give up or carry over: with reason and document");
            record::Confirm entries ("confirm", [], LT, Row, "" / "", "销号：核实报已完成的条目" / "confirm: what was reported as done is done");
            record::Return entries ("return", [], LT, Row, "" / "", "退回：报了已完成而核实不了的，写明理由" / "return: what cannot be confirmed, with a reason");
            record::Decline entries ();
            amend::Amend facts ("amend", [ch('e'), key(KeyCode::F(2))], LT, Row, "" / "", "修改台账所载：事项、内容、配合单位、地区、企业、投资、备注" / "edit the facts: title, summary, bodies, regions, enterprises, investment");
            measure::Measure indicator ("measure", [ch('a'), key(KeyCode::F(6))], I, Row, "填报" / "measure", "填报指标的实测值" / "enter a measured value");
            session::Us session ("choose-us", [ch('U')], ALL, Nothing, "" / "", "设定本单位（我）" / "say who we are");
            session::ViewName session ();
        }
    };
}
pub(super) use each_form;

macro_rules! handed_on {
    ($($file:ident::$Form:ident $about:ident $row:tt;)*) => {
        $(pub(crate) use $file::$Form;)*
    };
}

each_form!(handed_on);

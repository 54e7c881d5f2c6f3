//! What is recorded of a finding of an inspection: that it is mended, that it was re-checked, that it is not mended after all.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Intent, Rectification, Report, Status, Subject};
use crate::tui::edit::Edit;

form! {
    Mend(at), "整改情况" / "How it is mended":
    progress, "整改情况" / "What was done", Kind::Text;
    status, "状态" / "Status", Kind::Choice(&Status::TERMS), Status::Done.label(at.lang);
    on, "完成日期" / "Done on", Kind::Date;
    basis, "依据" / "Document", Kind::Line;
    reason, "停办理由" / "Why put off", Kind::Line;
}

form! {
    Recheck(at), "复查销号" / "Re-checked":
    basis, "依据" / "Ground", Kind::Line;
}

form! {
    SendBack(at), "复查退回" / "Send back":
    reason, "理由" / "Reason", Kind::Text;
}

/// That something is said of the finding.
fn told(at: &Context<'_>, intent: Intent) -> Result<Edit, String> {
    let gone = || at.lang.pick("问题已不在台账里", "the finding is gone").to_owned();
    let finding = at.stated::<Rectification>().ok_or_else(gone)?;
    Ok(Edit::Mend { finding: finding.id.clone(), intent: Box::new(intent) })
}

impl Ask for Mend {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let words = [&self.progress, &self.basis, &self.reason];
        let [progress, basis, reason] = words.map(Field::text);
        let on = Some(self.on.text()).filter(|words| !words.trim().is_empty());
        let on = on.map(|words| at.date(&words)).transpose()?;
        let status = Status::from_word(&self.status.text());
        told(at, Intent::Report(Report { progress, basis, reason, status, on: on.filter(|_| status.is_some()), ..Report::default() }))
    }
}

impl Ask for Recheck {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        told(at, Intent::Confirm { basis: self.basis.text() })
    }
}

impl Ask for SendBack {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        told(at, Intent::Return { reason: self.reason.text() })
    }
}

/// The inspection at which a finding is begun: itself, or that of another finding.
pub(super) fn inspection_of(at: &Context<'_>) -> Option<String> {
    let crate::tui::form::About::Facts(subject) = at.about else { return None };
    match subject {
        Subject::Inspection(id) => Some(id.to_string()),
        Subject::Rectification(id) => at.ledger.rectifications.by_id(id).map(|finding| finding.inspection.to_string()),
        _ => None,
    }
}

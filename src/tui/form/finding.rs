//! What is recorded of a finding of an inspection: that it is mended, that it was re-checked, that it is not mended after all.

use super::ask::{Ask, form};
use super::context::{About, Context};
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Asks, Inspection, Intent, Reader, Rectification, Report, Status, Subject};
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
fn inspection_of<'a>(at: &Context<'a>) -> Option<&'a Inspection> {
    let id = match at.about {
        About::Facts(Subject::Inspection(id)) => id,
        About::Facts(Subject::Rectification(id)) => &at.ledger.rectifications.by_id(id)?.inspection,
        _ => return None,
    };
    at.ledger.inspections.by_id(id).map(AsRef::as_ref)
}

/// What is known of a finding by the inspection at which it is begun: its words, where they tell it, and the one body that was inspected.
pub(super) fn known_of(asks: Asks, at: &Context<'_>) -> Option<String> {
    let inspection = inspection_of(at)?;
    match (asks, inspection.bodies.as_slice()) {
        (Asks::Inspection, _) => {
            let is_told = at.reader().inspection(&inspection.what).as_ref() == Some(&inspection.id);
            Some(if is_told { inspection.what.clone() } else { inspection.id.to_string() })
        }
        (Asks::Body, [one]) => Some(at.ledger.departments.name(one).to_owned()),
        _ => None,
    }
}

//! A report on a step.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::{Field, percent};
use super::kind::Kind;
use crate::domain::{self, Period, Status, Step};
use crate::tui::edit::Edit;

form! {
    TellStep(at), "填报步骤" / "Report on a step":
    progress, "进展" / "Progress", Kind::Text;
    problems, "问题" / "Problems", Kind::Text;
    next, "下一步" / "Next steps", Kind::Text;
    percent, "本步完成 %" / "Done % of the step", Kind::Percent;
    status, "状态" / "Status", Kind::Choice(&Status::TERMS), now(at).map(|s| s.label(at.lang)).unwrap_or_default();
    on, "完成日期" / "Done on", Kind::Date;
    reason, "停办理由" / "Why put off", Kind::Line;
    basis, "依据文号" / "Document", Kind::Line;
    period, "期间" / "Period", Kind::Period(waited_for(at)), waited_for(at).to_string();
}

/// The status in force.
fn now(at: &Context<'_>) -> Option<Status> {
    at.ledger.fold_step(at.stated::<Step>()?, None).status.value
}

/// The period on which a report is waited for.
fn waited_for(at: &Context<'_>) -> Period {
    at.stated::<Step>().map_or_else(|| at.collecting(), |step| at.ledger.step_period(step, at.today))
}

impl Ask for TellStep {
    fn check(&mut self, at: &Context<'_>) {
        if self.on.text().trim().is_empty() {
            self.on.remark =
                Ok(at.lang.pick("已完成的写；不填为今天或期末", "of what is done; today or the period's end when empty").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("步骤已不在台账里", "the step is gone").to_owned();
        let step = at.stated::<Step>().ok_or_else(gone)?;
        let words = [&self.progress, &self.problems, &self.next, &self.reason, &self.basis];
        let [progress, problems, next, reason, basis] = words.map(Field::text);
        let status = Status::from_word(&self.status.text()).filter(|status| step.every.is_some() || Some(*status) != now(at));
        let on = Some(self.on.text()).filter(|words| !words.trim().is_empty());
        let on = on.map(|words| at.date(&words)).transpose()?;
        let percent = percent(&self.percent.text(), at.lang)?;
        let report = domain::Report {
            progress,
            problems,
            next,
            reason,
            basis,
            percent,
            status,
            on: on.filter(|_| status.is_some()),
            ..Default::default()
        };
        Ok(Edit::TellStep { step: step.id.clone(), report: Box::new(report), period: self.period.period(at)? })
    }
}

//! What is recorded of entries: reports, another deadline, the body that leads.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::{Field, Kind, percent};
use crate::domain::{self, Intent, parse_date};
use crate::text::Say;
use crate::tui::edit::Edit;

form! {
    Report(at), "填报进展" / "Report progress":
    progress, "进展" / "Progress", Kind::Text;
    problems, "问题" / "Problems", Kind::Text;
    next, "下一步" / "Next steps", Kind::Text;
    percent, "完成 %" / "Done %", Kind::Percent, at.state().and_then(|s| s.percent.value).map(|p| p.to_string()).unwrap_or_default();
    period, "期间" / "Period", Kind::Period(at.collecting()), at.collecting().to_string();
}

impl Ask for Report {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let report = domain::Report {
            progress: self.progress.text(),
            problems: self.problems.text(),
            next: self.next.text(),
            percent: percent(&self.percent.text(), at.lang)?,
            status: None,
        };
        Ok(at.record(Intent::Report(report), Some(self.period.period(at)?)))
    }
}

form! {
    Deadline(at), "调整时限" / "Move the deadline":
    day, "新时限" / "New deadline", Kind::Date;
    reason, "理由" / "Reason", Kind::Text;
}

impl Deadline {
    /// How far the new deadline is from the one in force.
    fn shift(&self, at: &Context<'_>) -> Option<String> {
        let lang = at.lang;
        let now = at.state().and_then(|s| s.deadline.value);
        let new = parse_date(&self.day.text(), at.today).ok()?;
        let is_past = new < at.today;
        let past = if is_past { lang.pick("（已过）", " (past)") } else { "" };
        let shift = match now.map(|now| (new - now).num_days()) {
            None => String::new(),
            Some(0) => lang.pick("，与现时限相同", ", as it is now").to_owned(),
            Some(n) if n > 0 => lang.pick(format!("，比现时限晚 {n} 天"), format!(", {n} days later than now")),
            Some(n) if is_past => lang.pick(format!("，早 {} 天", -n), format!(", {} days earlier", -n)),
            Some(n) => lang.pick(format!("，比现时限早 {} 天", -n), format!(", {} days earlier than now", -n)),
        };
        Some(format!("{past}{shift}"))
    }
}

impl Ask for Deadline {
    fn check(&mut self, at: &Context<'_>) {
        let shift = self.shift(at).unwrap_or_default();
        if let Ok(day) = &mut self.day.remark {
            day.push_str(&shift);
        }
        self.reason.remark = Ok(at.lang.pick("必填：为什么调整，谁同意的", "required: why, and who agreed").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let to = parse_date(&self.day.text(), at.today).map_err(|e| e.say(at.lang))?;
        Ok(at.record(Intent::Deadline { to, reason: self.reason.text() }, None))
    }
}

form! {
    Lead(at), "明确牵头单位" / "Name the lead":
    body, "牵头单位" / "Lead", Kind::Body;
    ground, "依据" / "Ground", Kind::Text;
}

impl Ask for Lead {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        Ok(at.record(Intent::Lead { to: self.body.body(at.lang)?, reason: self.ground.text() }, None))
    }
}

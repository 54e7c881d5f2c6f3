//! What is recorded of entries besides reports: another deadline, the body that leads, an end, what the office says.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use super::known::Known;
use crate::domain::{self, Intent, Speaker, Status, Term, UpdateId, YES_NO};
use crate::text::Lang;
use crate::tui::edit::Edit;

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
        let new = at.date(&self.day.text()).ok()?;
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
    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_judge)
    }

    fn take(&mut self, known: &Known, _: Lang) {
        if let Known::Deadline { day, reason } = known {
            self.day.fill(day);
            self.reason.fill(reason);
        }
    }

    fn check(&mut self, at: &Context<'_>) {
        let shift = self.shift(at).unwrap_or_default();
        if let Ok(day) = &mut self.day.remark {
            day.push_str(&shift);
        }
        self.reason.remark = Ok(at.lang.pick("必填：为什么调整，谁同意的", "required: why, and who agreed").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let to = at.date(&self.day.text())?;
        Ok(at.record(Intent::Deadline { to, reason: self.reason.text() }, None))
    }
}

form! {
    Lead(at), "明确牵头单位" / "Name the lead":
    body, "牵头单位" / "Lead", Kind::Body;
    ground, "依据" / "Ground", Kind::Text;
    below, "连同下级" / "Parts too", Kind::Choice(&YES_NO);
}

impl Ask for Lead {
    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_judge)
    }

    fn take(&mut self, known: &Known, _: Lang) {
        if let Known::Lead { body, ground } = known {
            self.body.fill(body);
            self.ground.fill(ground);
        }
    }

    fn check(&mut self, at: &Context<'_>) {
        if self.below.text().trim().is_empty() {
            self.below.remark =
                Ok(at.lang.pick("是：下级没有牵头单位的也由它牵头", "yes: it leads what nobody leads under it, too").to_owned());
        }
        let proposed = self.body.body(at.lang).ok().and_then(|to| at.proposed().iter().find(|one| one.lead == to));
        if let Some(one) = proposed.filter(|one| !one.ground.is_empty() && self.ground.text().trim().is_empty()) {
            self.ground.remark = Ok(at.lang.pick(format!("不写则为：{}", one.ground), format!("when left out: {}", one.ground)));
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let (to, mut reason, mut entries) = (self.body.body(at.lang)?, self.ground.text(), at.entries());
        if let Some(one) = at.proposed().iter().find(|one| one.lead == to && reason.trim().is_empty()) {
            reason.clone_from(&one.ground);
        }
        if Term::find(&YES_NO, &self.below.text()) == Some(0) {
            let chosen = entries.clone();
            let below = chosen.iter().filter_map(|id| at.ledger.get(id)).flat_map(|entry| at.ledger.unled_below(entry));
            for id in below.map(|entry| &entry.id) {
                if !entries.contains(id) {
                    entries.push(id.clone());
                }
            }
        }
        Ok(Edit::Record { entries, intent: Box::new(Intent::Lead { to, reason }), period: None })
    }
}

form! {
    Ending(at), "暂缓、终止或结转" / "Put off, give up or carry over":
    status, "状态" / "Status", Kind::Choice(Status::ENDINGS);
    reason, "理由" / "Reason", Kind::Required;
    basis, "依据文件" / "Document", Kind::Line;
    into, "结转到" / "Carried into", Kind::Line;
}

impl Ask for Ending {
    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_report)
    }

    fn take(&mut self, known: &Known, lang: Lang) {
        if let Known::Ending { status, reason } = known {
            self.status.fill(status.label(lang));
            self.reason.fill(reason);
        }
    }

    fn check(&mut self, at: &Context<'_>) {
        if let Ok(which) = &self.status.remark
            && self.status.text().trim().is_empty()
        {
            self.status.remark = Err(at.lang.pick(format!("写{which}"), format!("one of {which}")));
        }
        self.basis.remark = Ok(at.lang.pick("文号、会议纪要，可不填", "its number, the minutes; may be left out").to_owned());
        self.into.remark =
            Ok(at.lang.pick("结转的写：哪个方案，可不填", "of what is carried over: which plan; may be left out").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let status = Status::from_word(&self.status.text());
        let (reason, basis, into) = (self.reason.text(), self.basis.text(), at.ledger.plan_meant(&self.into.text()));
        let report = domain::Report { status, reason, basis, into, ..domain::Report::default() };
        Ok(at.record(Intent::Report(report), Some(at.collecting())))
    }
}

form! {
    Confirm(at), "销号：核实完成" / "Confirm the completion":
    basis, "依据" / "Ground", Kind::Line;
}

impl Ask for Confirm {
    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_confirm)
    }

    fn check(&mut self, at: &Context<'_>) {
        self.basis.remark = Ok(at.lang.pick("核查记录、验收文号，可不填", "a record, a number; may be left out").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        Ok(at.record(Intent::Confirm { basis: self.basis.text() }, None))
    }
}

form! {
    Return(at), "退回：继续推进" / "Return the completion":
    reason, "理由" / "Reason", Kind::Required;
}

impl Ask for Return {
    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_confirm)
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        Ok(at.record(Intent::Return { reason: self.reason.text() }, None))
    }
}

form! {
    Decline(at), "不采纳建议" / "Decline the proposal":
    update, "建议的记录号" / "The proposal", Kind::Required;
    reason, "理由" / "Reason", Kind::Required;
}

impl Ask for Decline {
    fn take(&mut self, known: &Known, _: Lang) {
        if let Known::Decline(update) = known {
            self.update.fill(update.as_str());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let update = UpdateId::from(self.update.text().trim());
        Ok(at.record(Intent::Decline { update, reason: self.reason.text() }, None))
    }
}

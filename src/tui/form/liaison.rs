//! A visit to what somebody looks after.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Liaison, Matter};
use crate::text::Say;
use crate::tui::edit::Edit;

form! {
    Visit(at), "走访" / "A visit":
    on, "日期" / "Day", Kind::Date, at.today.to_string();
    heard, "了解到的情况" / "What was heard", Kind::Text;
    problem, "提请会商的问题" / "Problem to raise", Kind::Line;
}

impl Ask for Visit {
    fn check(&mut self, at: &Context<'_>) {
        if self.problem.text().trim().is_empty() {
            self.problem.remark = Ok(at.lang.pick("可不填；填了就同时提出会商", "when filled in it is raised as a matter").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("包联已不在台账里", "the liaison is gone").to_owned();
        let liaison = at.stated::<Liaison>().ok_or_else(gone)?;
        let (on, problem) = (at.date(&self.on.text())?, self.problem.text().trim().to_owned());
        let raised = (!problem.is_empty()).then(|| Matter::heard(liaison, &problem, on, (at.entropy)()));
        if let Some(matter) = &raised {
            at.ledger.sound(None, matter).map_err(|why| why.say(at.lang))?;
        }
        Ok(Edit::Visit { liaison: liaison.id.clone(), on, heard: self.heard.text(), raised: raised.map(Box::new) })
    }
}

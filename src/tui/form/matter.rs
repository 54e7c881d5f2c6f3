//! What is recorded of a matter for coordination.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Asks, Change, Facts, Handling, Level, Matter, Reader};
use crate::text::Say;
use crate::tui::edit::Edit;

form! {
    Consult(at), "会商" / "Meeting on a matter":
    on, "日期" / "Day", Kind::Date, at.today.to_string();
    came, "到会单位" / "Who came", Kind::Bodies, needed(at);
    words, "会上所说" / "What was said", Kind::Text;
}

form! {
    Settle(at), "议定" / "Settle a matter":
    decided, "议定的内容" / "What was decided", Kind::Text;
    minutes, "纪要文号" / "Minutes", Kind::Line;
    on, "日期" / "Day", Kind::Date, at.today.to_string();
    steps, "谁何时前做什么" / "Who does what", Kind::Text;
}

form! {
    PassUp(at), "上报" / "Pass a matter up":
    to, "报到" / "To the level", Kind::Choice(&Level::TERMS);
    reason, "理由" / "Why", Kind::Text;
    on, "日期" / "Day", Kind::Date, at.today.to_string();
}

form! {
    Reopen(at), "重新提出" / "Reopen a matter":
    reason, "理由" / "Why", Kind::Text;
    on, "日期" / "Day", Kind::Date, at.today.to_string();
}

/// The bodies that the matter needs, by name.
fn needed(at: &Context<'_>) -> String {
    at.stated::<Matter>().map(|matter| matter.written("needs", at.ledger, at.lang)).unwrap_or_default()
}

/// That something was done with the matter, and what follows from it.
fn handled(at: &Context<'_>, handling: Handling, follows: Vec<Change>) -> Result<Edit, String> {
    let gone = || at.lang.pick("事项已不在台账里", "the matter is gone").to_owned();
    let matter = at.stated::<Matter>().ok_or_else(gone)?;
    Ok(Edit::Handle { matter: matter.id.clone(), handling: Box::new(handling), follows })
}

impl Ask for Consult {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let (reader, came) = (at.reader(), self.came.text());
        let came: Result<Vec<_>, _> = reader.parts(&came).into_iter().map(|name| reader.body(name)).collect();
        let came = came.map_err(|misread| misread.say(at.lang))?;
        handled(at, Handling::Met { on: at.date(&self.on.text())?, came, words: self.words.text() }, Vec::new())
    }
}

impl Ask for Settle {
    fn check(&mut self, at: &Context<'_>) {
        self.steps.remark = Ok(at
            .lang
            .pick("可不填；每行一件：条目@做什么@单位@何时前，列为那个条目的步骤", "one a line: ENTRY@WHAT@BODY@WHEN; each becomes a step")
            .to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("事项已不在台账里", "the matter is gone").to_owned();
        let matter = at.stated::<Matter>().ok_or_else(gone)?;
        let laid_down = |line: &str| at.ledger.laid_down(matter, line, at.today, (at.entropy)()).map_err(|why| why.say(at.lang));
        let (steps, mut follows) = (self.steps.text(), Vec::new());
        for line in steps.lines().filter(|line| !line.trim().is_empty()) {
            follows.push(Change::put(usize::MAX, laid_down(line)?));
        }
        let (minutes, decided) = (self.minutes.text(), self.decided.text());
        handled(at, Handling::Settled { on: at.date(&self.on.text())?, minutes, decided }, follows)
    }
}

impl Ask for PassUp {
    fn check(&mut self, at: &Context<'_>) {
        if self.to.text().trim().is_empty() {
            self.to.remark = Ok(at.lang.pick("不选为上一级", "the next above when empty").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let to = Level::from_word(&self.to.text());
        handled(at, Handling::PassedUp { on: at.date(&self.on.text())?, to, reason: self.reason.text() }, Vec::new())
    }
}

impl Ask for Reopen {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        handled(at, Handling::Reopened { on: at.date(&self.on.text())?, reason: self.reason.text() }, Vec::new())
    }
}

/// A matter as it is raised at an entry: by us, its problem that which was reported there, whom it needs those with a part in it.
pub(super) fn raised_at(matter: Matter, at: &Context<'_>) -> Matter {
    let Some(entry) = at.beside() else { return matter };
    let needs = at.ledger.cooperating(entry).iter().map(|one| one.dept().clone()).filter(|body| at.us != Some(body)).collect();
    let raised_by = at.us.cloned().or_else(|| at.body().cloned());
    Matter { entries: vec![entry.id.clone()], raised_by, needs, ..matter }
}

/// The problem that was reported of the entry at which the form is begun.
pub(super) fn problem_of(asks: Asks, at: &Context<'_>) -> Option<String> {
    let entry = at.beside().filter(|_| asks == Asks::Name)?;
    let state = at.state_of(entry)?;
    let mut problems = state.problems.iter().chain(state.parts.iter().flat_map(|part| &part.state.problems));
    problems.rfind(|problem| problem.current).map(|problem| problem.words.trim().to_owned())
}

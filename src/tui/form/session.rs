//! What holds for the session: who we are, and the name under which the list is kept.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::Reader;
use crate::text::Say;
use crate::tui::edit::Edit;

form! {
    Us(at), "我是谁（记在本机；以后用 :我 改）" / "Who we are (kept on this machine; :us changes it)":
    body, "本单位" / "We are", Kind::Body;
    person, "姓名" / "Name", Kind::Line, at.person;
}

impl Us {
    /// Whether no body is meant: an office that looks after all of them is none of the register.
    fn is_none(&self) -> bool {
        self.body.text().trim().is_empty() && self.body.chosen == 0
    }
}

impl Ask for Us {
    fn check(&mut self, at: &Context<'_>) {
        if self.is_none() {
            let zh = "打汉字或拼音首字母；空着：不属于哪个单位（督查办公室），看全部";
            self.body.remark = Ok(at.lang.pick(zh, "hanzi or initials; left empty: of none of them, an office that sees all").to_owned());
        }
        self.person.remark = Ok(at.lang.pick("写进每条记录", "stands beside what is recorded").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let us = if self.is_none() { None } else { Some(self.body.body(at.lang)?) };
        Ok(Edit::Us { us, person: Some(self.person.text().trim().to_owned()) })
    }
}

form! {
    Office(at), "专班办公室（写进台账，各处相同）" / "The office (kept in the ledger, the same for all)":
    bodies, "专班办公室" / "The office", Kind::Bodies, named(at);
}

/// The bodies that are the office; where none is, the one that sits here.
fn named(at: &Context<'_>) -> String {
    let office = &at.ledger.settings.office;
    let bodies = office.iter().chain(at.us.filter(|_| office.is_empty()));
    bodies.map(|body| at.ledger.departments.name(body)).collect::<Vec<_>>().join("、")
}

impl Ask for Office {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let (reader, bodies) = (at.reader(), self.bodies.text());
        let bodies: Result<Vec<_>, _> = reader.parts(&bodies).into_iter().map(|name| reader.body(name)).collect();
        let bodies = bodies.map_err(|misread| misread.say(at.lang))?;
        let label = format!("{}{}", at.lang.pick("专班办公室：", "the office: "), self.bodies.text());
        Ok(Edit::Enter(Box::new(at.ledger.naming_office(bodies)), label))
    }
}

form! {
    ViewName(at), "存为命名视图" / "Keep as a named view":
    name, "名称" / "Name", Kind::Line;
}

impl Ask for ViewName {
    fn check(&mut self, at: &Context<'_>) {
        let name = self.name.text();
        if at.user_state.is_some_and(|d| d.views.iter().any(|v| v.name == name.trim())) {
            self.name.remark = Ok(at.lang.pick("已有同名视图，将替换", "replaces the view of this name").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        match self.name.text().trim() {
            "" => Err(at.lang.pick("请写名称", "give it a name").to_owned()),
            name => Ok(Edit::KeepView(name.to_owned())),
        }
    }
}

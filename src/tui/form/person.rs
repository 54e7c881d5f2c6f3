//! A person who answers for something no more.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Change, Person};
use crate::tui::edit::Edit;

form! {
    EndPerson(at), "人员不再担任" / "A person is it no more":
    who, "姓名" / "Name", Kind::Required;
    until, "最后一天" / "Last day", Kind::Date, at.today.to_string();
}

/// The persons that are named here: for the entry, or for the body.
fn named<'a>(at: &Context<'a>) -> Vec<&'a Person> {
    match (at.beside(), at.body()) {
        (Some(entry), _) => at.ledger.persons_for(entry),
        (None, Some(body)) => at.ledger.persons.iter().map(AsRef::as_ref).filter(|p| p.body == *body && p.until.is_none()).collect(),
        _ => Vec::new(),
    }
}

impl EndPerson {
    /// All that the person is here.
    fn meant<'a>(&self, at: &Context<'a>) -> Vec<&'a Person> {
        let name = self.who.text();
        named(at).into_iter().filter(|p| p.name == name.trim()).collect()
    }
}

impl Ask for EndPerson {
    fn check(&mut self, at: &Context<'_>) {
        let meant = self.meant(at);
        let told = |all: &[&Person]| all.iter().map(|p| format!("{} {}", p.charge.label(at.lang), p.name)).collect::<Vec<_>>().join("、");
        self.who.remark = if meant.is_empty() { Err(told(&named(at))) } else { Ok(told(&meant)) };
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let until = at.date(&self.until.text())?;
        let meant = self.meant(at);
        let ended = meant.iter().map(|p| Change::amend(Person { until: Some(until), ..(*p).clone() })).collect();
        let label = format!("{}{}", at.lang.pick("不再担任：", "no more: "), self.who.text().trim());
        Ok(Edit::Enter(Box::new(Change::All(ended)), label))
    }
}

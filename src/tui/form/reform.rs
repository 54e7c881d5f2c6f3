//! A body is called otherwise, or ends, from a day on that may come yet.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use super::rearranging::document;
use crate::domain::{Asks, Change, Decree, Department, DeptId, EntryId, Reader, Unreformed, lead_of, long_date};
use crate::text::{Lang, Say};
use crate::tui::edit::{BodySplitting, Edit, Rearrangement};

/// What is said beside the day from which on something holds.
fn from_when(field: &Field, at: &Context<'_>) -> Result<String, String> {
    let day = at.date(&field.text())?;
    let when = at.lang.pick(long_date(day), day.to_string());
    let later = at.lang.pick(format!("{when}：那天以前照旧"), format!("{when}: before it all stays as it is"));
    Ok(if day > at.today { later } else { when })
}

/// The body that the form is about.
fn subject<'a>(at: &Context<'a>) -> Result<&'a Department, String> {
    at.stated::<Department>().ok_or_else(|| at.lang.pick("单位已不在登记簿里", "the body is gone").to_owned())
}

/// Makes a change of what a form says, with what it is called.
fn decreed(
    (from, basis): (&Field, &Field),
    label: &str,
    at: &Context<'_>,
    make: impl FnOnce(Decree<'_>) -> Result<Change, Unreformed>,
) -> Result<Edit, String> {
    let from = at.date(&from.text())?;
    let change = make(Decree { from, basis: &basis.text() }).map_err(|why| why.say(at.lang))?;
    let since = if from == at.today { String::new() } else { at.lang.pick(format!("，自{from}起"), format!(", from {from} on")) };
    Ok(Edit::Enter(Box::new(change), format!("{label}{since}")))
}

fn arrow(lang: Lang, (zh, en): (&str, &str), from: &str, to: &str) -> String {
    format!("{}{from} → {to}", lang.pick(zh, en))
}

form! {
    RenameBody(at), "更名" / "Rename":
    name, "新名称" / "New name", Kind::Required;
    from, "从哪天起" / "From", Kind::Date, at.today.to_string();
    basis, "依据文件" / "Document", Kind::Line;
}

impl Ask for RenameBody {
    fn check(&mut self, at: &Context<'_>) {
        self.from.remark = from_when(&self.from, at);
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let (body, name) = (subject(at)?, self.name.text());
        let label = arrow(at.lang, ("更名：", "renamed: "), at.ledger.departments.name(&body.id), name.trim());
        decreed((&self.from, &self.basis), &label, at, |decree| at.ledger.renaming(body, &name, decree))
    }
}

form! {
    MergeBody(at), "撤并" / "Merge":
    into, "职责由谁承接" / "Who has its duties", Kind::Asked(Asks::Body);
    from, "从哪天起" / "From", Kind::Date, at.today.to_string();
    basis, "依据文件" / "Document", Kind::Line;
}

impl MergeBody {
    fn heir(&self, at: &Context<'_>) -> Result<DeptId, String> {
        at.reader().body(&self.into.text()).map_err(|misread| misread.say(at.lang))
    }
}

impl Ask for MergeBody {
    fn check(&mut self, at: &Context<'_>) {
        let open = at.stated::<Department>().map_or(0, |body| at.ledger.open_of(std::slice::from_ref(&body.id)).count());
        self.into.remark = self.heir(at).map(|heir| {
            let name = at.ledger.departments.name(&heir);
            at.lang.pick(format!("{name}：未了结的 {open} 条一并转过去"), format!("{name}: {open} open entries go along"))
        });
        self.from.remark = from_when(&self.from, at);
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let (body, heir) = (subject(at)?, self.heir(at)?);
        let names = [&body.id, &heir].map(|id| at.ledger.departments.name(id));
        let label = arrow(at.lang, ("撤并：", "merged: "), names[0], names[1]);
        decreed((&self.from, &self.basis), &label, at, |decree| at.ledger.merging(std::slice::from_ref(&body.id), &heir, decree))
    }
}

form! {
    SplitBody(at), "分设" / "Split the body":
    into, "分设成哪些单位" / "Into", Kind::Text;
    rest, "其余事项归谁" / "The rest goes to", Kind::Line;
    from, "从哪天起" / "From", Kind::Date, at.today.to_string();
    basis, "依据文件" / "Document", Kind::Line;
}

impl SplitBody {
    /// The bodies that come of it, a line each: registered ones by any of their names.
    fn bodies(&self, at: &Context<'_>) -> Vec<DeptId> {
        let mut all: Vec<DeptId> = Vec::new();
        for name in self.into.text().lines().map(str::trim).filter(|name| !name.is_empty()) {
            let id = at.reader().body(name).unwrap_or_else(|_| DeptId::from(name));
            if !all.contains(&id) {
                all.push(id);
            }
        }
        all
    }

    /// Who has what goes to nobody by name: the first of them where nobody says it.
    fn who_has_the_rest(&self, at: &Context<'_>) -> Option<DeptId> {
        let (name, all) = (self.rest.text(), self.bodies(at));
        let known = at.reader().body(&name).ok();
        match name.trim() {
            "" => all.first().cloned(),
            name => known.or_else(|| all.into_iter().find(|id| id.as_str().ends_with(name))),
        }
    }
}

impl Ask for SplitBody {
    fn check(&mut self, at: &Context<'_>) {
        let (lang, count) = (at.lang, self.bodies(at).len());
        self.into.remark = match count {
            0 => Err(lang.pick("每行一个全称；没有登记的同时登记", "a full name a line; who is not registered is entered").to_owned()),
            n => Ok(lang.pick(format!("{n} 个；在办事项接着逐条问"), format!("{n}; each open entry is asked about next"))),
        };
        let rest = self.who_has_the_rest(at);
        self.rest.remark = match (rest, self.rest.text().trim().is_empty()) {
            (Some(id), _) => Ok(lang.pick(format!("{id}；写原单位则它继续存在"), format!("{id}; the body itself where it goes on"))),
            (None, true) => Ok(String::new()),
            (None, false) => Err(lang.pick("要写分设的单位之一或原单位", "one of these, or the body itself").to_owned()),
        };
        self.from.remark = from_when(&self.from, at);
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let body = subject(at)?.id.clone();
        let from = at.date(&self.from.text())?;
        let rest = self.who_has_the_rest(at).ok_or_else(|| at.lang.pick("要写其余归谁", "say who has the rest").to_owned())?;
        let left = at.ledger.held_by(&body, from);
        let split = BodySplitting { body, into: self.bodies(at), rest, from, basis: self.basis.text(), given: Vec::new(), left };
        Ok(Edit::Rearrange(Box::new(Rearrangement::SplitBody(split))))
    }
}

form! {
    HandOver(at), "职责划转" / "Hand over":
    from_whom, "原单位" / "From", Kind::Asked(Asks::Body), lead(at);
    to, "划给谁" / "To", Kind::Asked(Asks::Body);
    from, "从哪天起" / "From when", Kind::Date, at.today.to_string();
    basis, "依据文件" / "Document", Kind::Line;
}

/// The body that leads the first of the entries now.
fn lead(at: &Context<'_>) -> String {
    let first = at.entries().into_iter().next();
    let lead = first.and_then(|id| at.ledger.get(&id)).and_then(|entry| lead_of(at.ledger, entry, None));
    let now = lead.and_then(|lead| at.ledger.departments.heirs(&lead).last().cloned());
    now.map(|id| at.ledger.departments.name(&id).to_owned()).unwrap_or_default()
}

impl Ask for HandOver {
    fn first(&self) -> usize {
        usize::from(!self.from_whom.text().is_empty())
    }

    fn check(&mut self, at: &Context<'_>) {
        for field in [&mut self.from_whom, &mut self.to] {
            let read = at.reader().body(&field.text());
            field.remark = read.map(|id| at.ledger.departments.name(&id).to_owned()).map_err(|misread| misread.say(at.lang));
        }
        self.from.remark = from_when(&self.from, at);
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let body = |field: &Field| at.reader().body(&field.text()).map_err(|misread| misread.say(at.lang));
        let (from, to) = (body(&self.from_whom)?, body(&self.to)?);
        let given: Vec<(EntryId, DeptId)> = at.entries().into_iter().map(|id| (id, to.clone())).collect();
        let names = [&from, &to].map(|id| at.ledger.departments.name(id));
        let count = at.lang.pick(format!("（{} 条）", given.len()), format!(" ({} entries)", given.len()));
        let label = format!("{}{count}", arrow(at.lang, ("职责划转：", "handed over: "), names[0], names[1]));
        decreed((&self.from, &self.basis), &label, at, |decree| at.ledger.handing(&from, &given, decree))
    }
}

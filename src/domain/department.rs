use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::claim::{Facts, claims};
use super::former::{Former, called_on};
use super::id::{DeptId, Names};
use super::indexed::Indexed;
use super::level::Level;
use super::list::{Alias, Cooperation, List, Listed};
use super::records::{Flaw, Record, Reference};
use super::turn::{Became, Turn, renamings};
use super::wording::{Asks, in_words};
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width, list_parts};

/// One body, or a collective name for several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// The full official name under which it was entered.
    pub id: DeptId,
    /// The last of its names, when it is another.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The level at which it acts.
    pub level: Level,
    /// The place where it acts.
    pub place: String,
    /// Names that plans use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// What it was called before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) former: Vec<Former>,
    /// Whether this is a collective name (县（市）区政府).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub group: bool,
    /// The bodies of a group, where known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<DeptId>,
    /// The body that took over its duties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<DeptId>,
    /// The last day before its successor took over; absent where nobody says, and then it counts as always so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<NaiveDate>,
    /// The document by which it ended.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) basis: String,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Department {
    /// A body of which nothing but its name is known.
    pub fn new(id: impl Into<DeptId>) -> Department {
        Department { id: id.into(), ..Department::default() }
    }

    /// The last of its names.
    pub(crate) fn name(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// From a day on another has its duties.
    pub(crate) fn end(&mut self, heir: &DeptId, from: NaiveDate, basis: &str) {
        (self.successor, self.until, self.basis) = (Some(heir.clone()), from.pred_opt(), basis.to_owned());
    }

    /// What it was called on a day.
    pub(crate) fn called_on(&self, day: NaiveDate) -> &str {
        called_on(&self.former, self.name(), day)
    }

    /// That another body has its duties, where one has or will have them.
    pub(super) fn end_told(&self) -> Option<Turn> {
        let heir = self.successor.clone()?;
        Some(Turn { from: self.until.and_then(|day| day.succ_opt()), became: Became::PartOf(heir), basis: self.basis.clone() })
    }

    /// The body that has its duties on a day, where that is another.
    pub(crate) fn heir_on(&self, day: NaiveDate) -> Option<&DeptId> {
        self.successor.as_ref().filter(|_| self.until.is_none_or(|until| until < day))
    }

    /// Every name by which it is known.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.aliases.iter().map(|a| a.name.as_str()).chain(self.former.iter().map(|f| f.name.as_str()));
        [self.id.as_str(), self.name()].into_iter().chain(others)
    }
}

in_words! {
    Level => |l, _names, lang| l.label(lang).into(), reads Asks::Choice(&Level::TERMS), |text, _reader| Level::from_word(text);
}

claims!(DepartmentClaim, "A value of a field of a body.", department_facts for Department {
    Name(String) = name, "name", "现名", "name today";
    Level(Level) = level, "level", "层级", "level";
    Place(String) = place, "place", "地区", "place";
    Group(bool) = group, "group", "统称", "collective name";
    Successor(Option<DeptId>) = successor, "successor", "职责承接单位", "successor";
    Until(Option<NaiveDate>) = until, "until", "原单位截至", "until when it was";
    Basis(String) = basis, "basis", "撤并依据", "basis of its end";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    aliases, "简称", "aliases";
    former, "曾用名", "former names";
    members, "成员单位", "members";
});

department_facts!();

impl Record for Department {
    type Id = DeptId;

    fn id(&self) -> DeptId {
        self.id.clone()
    }

    fn name(&self) -> &str {
        Department::name(self)
    }

    fn refers(&self) -> Vec<Reference> {
        let bodies = self.members.iter().chain(&self.successor).cloned().map(Reference::Department);
        let aliases = self.aliases.iter().filter_map(|a| a.plan.clone()).map(Reference::Plan);
        bodies.chain(aliases).chain([Reference::Spelled("".into(), self.place.clone())]).collect()
    }

    fn turns(&self) -> Vec<Turn> {
        renamings(&self.former, self.name()).into_iter().chain(self.end_told()).collect()
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let ended =
            self.until.and_then(|day| Flaw::of_day(day).or_else(|| self.successor.is_none().then(|| (Flaw::Date, day.to_string()))));
        Flaw::of_names(&self.former).into_iter().chain(ended).collect()
    }
}

/// Why a word could not be taken for one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No body has such a name.
    Unknown(String),
    /// Several bodies do, or one of which nobody can tell whether it is meant.
    Ambiguous(String, Vec<DeptId>),
    /// Only bodies of other places than this one have it.
    Elsewhere(String, String, Vec<DeptId>),
}

says_as_error!(Unresolved);

impl Say for Unresolved {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unresolved::Unknown(word) => lang.pick(format!("登记簿里没有叫 `{word}` 的单位"), format!("no body is called `{word}`")),
            Unresolved::Ambiguous(word, all) => {
                let all = listed(all);
                lang.pick(format!("`{word}` 可指 {all}"), format!("`{word}` may mean {all}"))
            }
            Unresolved::Elsewhere(word, place, all) => {
                let all = listed(all);
                let zh = format!("{place}没有登记叫 `{word}` 的单位，叫这个名字的是别处的 {all}");
                lang.pick(zh, format!("no body of {place} is called `{word}`; {all} of elsewhere is"))
            }
        }
    }
}

fn listed(all: &[DeptId]) -> String {
    all.iter().map(DeptId::as_str).collect::<Vec<_>>().join("、")
}

/// For a group and for a body that ended: itself, and whoever answers for it.
type Answering = HashMap<DeptId, Vec<DeptId>>;

/// All bodies that the plans name, with a way from any name to the body.
pub type Register = Indexed<Department, Answering>;

impl Names for Register {
    fn name_of<'a>(&'a self, id: &'a DeptId) -> &'a str {
        self.name(id)
    }
}

impl Register {
    /// The body of an id.
    pub(crate) fn get(&self, id: &DeptId) -> Option<&Department> {
        self.by_id(id).map(AsRef::as_ref)
    }

    /// The name on screen and paper; an id that is not in the register shows itself.
    pub(crate) fn name<'a>(&'a self, id: &'a DeptId) -> &'a str {
        self.get(id).map_or(id.as_str(), |dept| dept.called_on(self.day()))
    }

    /// The short name that a plan uses for the body, else its full name.
    pub(crate) fn short_name<'a>(&'a self, id: &'a DeptId, plan: &str) -> &'a str {
        let Some(dept) = self.get(id) else { return id.as_str() };
        let alias = dept.aliases.iter().find(|a| a.plan.as_deref() == Some(plan));
        alias.map_or(dept.called_on(self.day()), |a| a.name.as_str())
    }

    /// The shortest of the names that mean this body and no other: for where there is little room.
    pub(crate) fn shortest_name<'a>(&'a self, id: &'a DeptId) -> &'a str {
        let Some(dept) = self.get(id) else { return id.as_str() };
        let aliases = dept.aliases.iter().map(|a| a.name.as_str()).filter(|name| self.resolve(name).is_ok_and(|d| d.id == *id));
        let name = dept.called_on(self.day());
        std::iter::once(name).chain(aliases).min_by_key(|name| name.chars().count()).unwrap_or(name)
    }

    /// Everybody who answers for what is laid on a body: itself, the members of a group, the body that took over its
    /// duties, and whoever answers for those.
    pub(crate) fn answering<'a>(&'a self, id: &'a DeptId) -> &'a [DeptId] {
        let worked_out = self.worked_out(|| {
            let all = self.iter().map(|d| (d.id.clone(), self.reached(&d.id, |_| true).into_iter().cloned().collect::<Vec<_>>()));
            all.filter(|(_, reached)| reached.len() > 1).collect()
        });
        worked_out.get(id).map_or(std::slice::from_ref(id), Vec::as_slice)
    }

    /// A body, the one that took over its duties, and so on: who speaks for the whole of what is laid on it.
    pub(crate) fn heirs<'a>(&'a self, id: &'a DeptId) -> impl Iterator<Item = &'a DeptId> {
        std::iter::successors(Some(id), |id| self.get(id)?.heir_on(self.day())).take(self.len() + 1)
    }

    /// The body that has the duties of one on the day that is asked for: itself, where no other does.
    pub(crate) fn now<'a>(&'a self, id: &'a DeptId) -> &'a DeptId {
        self.heirs(id).last().unwrap_or(id)
    }

    /// Whether another body has the duties of one on the day that is asked for.
    pub(crate) fn has_ended(&self, id: &DeptId) -> bool {
        self.now(id) != id
    }

    /// Whether a body speaks for itself: one that ended answers through its successor, a group through its members.
    pub(crate) fn answers_itself(&self, id: &DeptId) -> bool {
        self.get(id).is_none_or(|d| d.heir_on(self.day()).is_none() && d.members.is_empty())
    }

    /// A list of bodies as people write it, with their roles; names that hold its marks stay whole.
    pub(crate) fn parts<'a>(&self, text: &'a str) -> Vec<&'a str> {
        list_parts(text, |name| self.knows(Cooperation::role_behind(name).0))
    }

    /// Whether a word is exactly a name of some body.
    pub(crate) fn knows(&self, word: &str) -> bool {
        let wanted = fold_width(word);
        self.iter().any(|d| d.names().any(|n| fold_width(n) == wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Ledger, LedgerReader, Misread};

    fn body(id: &str, alias: (&str, &str)) -> Department {
        let aliases = vec![Alias { plan: Some(alias.0.into()), name: alias.1.to_owned() }];
        Department { level: Level::County, aliases, ..Department::new(id) }
    }

    fn register() -> Register {
        let mut group = body("鸡西市各县（市）区人民政府", ("jixi", "县（市）区政府"));
        group.group = true;
        group.members = vec!["密山市人民政府".into()];
        let mut old = body("黑龙江省乡村振兴局", ("poverty", "省乡村振兴局"));
        old.successor = Some("黑龙江省农业农村厅".into());
        Register::from(vec![
            body("虎林市农业农村局", ("hulin", "农业农村局")),
            body("鸡西市农业农村局", ("jixi", "市农业农村局")),
            body("密山市人民政府", ("jixi", "密山市")),
            body("黑龙江省农业农村厅", ("poverty", "省农业农村厅")),
            group,
            old,
        ])
    }

    #[test]
    fn a_plans_own_word_finds_its_own_body() {
        let r = register();
        assert_eq!(r.resolve("市农业农村局").unwrap().id.as_str(), "鸡西市农业农村局");
        assert_eq!(r.resolve("虎林市农业农村局").unwrap().id.as_str(), "虎林市农业农村局");
        assert_eq!(r.resolve("农业农村局").unwrap().id.as_str(), "虎林市农业农村局");
        assert!(matches!(r.resolve("人大"), Err(Unresolved::Unknown(_))));
        assert!(matches!(r.resolve("业农村局"), Err(Unresolved::Ambiguous(_, ref c)) if c.len() == 2));
    }

    #[test]
    fn a_list_of_bodies_is_read_as_it_is_written() {
        let mut r = register();
        r.push(body("黑龙江省市、县有关部门", ("p", "市、县有关部门")));
        let text = "农业农村局、市、县有关部门（落实）；密山市人民政府，农业农村局";
        let mut ledger = Ledger::default();
        ledger.departments = r.clone();
        let reader = |plan| LedgerReader { ledger: &ledger, plan, today: Default::default() };
        let read = Cooperation::read_list(text, &reader("hulin")).unwrap();
        let written: Vec<String> = read.iter().map(|c| c.written(&r)).collect();
        assert_eq!(written, ["虎林市农业农村局", "黑龙江省市、县有关部门（落实）", "密山市人民政府"]);
        assert_eq!(Cooperation::read_list(&written.join("、"), &reader("")), Ok(read));
        assert!(matches!(Cooperation::read_list("密山市、无此局", &reader("")), Err(Misread::Body(name, _)) if name == "无此局"));
    }

    #[test]
    fn a_member_answers_for_its_group_and_a_successor_for_its_predecessor() {
        let r = register();
        let answer = |id: &str, for_id: &str| r.answering(&for_id.into()).contains(&id.into());
        assert!(answer("密山市人民政府", "鸡西市各县（市）区人民政府") && !answer("鸡西市各县（市）区人民政府", "密山市人民政府"));
        assert!(answer("黑龙江省农业农村厅", "黑龙江省乡村振兴局"));
        assert!(!answer("虎林市农业农村局", "鸡西市农业农村局"));
    }

    #[test]
    fn groups_that_hold_each_other_do_not_hang() {
        let mut a = body("甲", ("p", "甲"));
        a.members = vec!["乙".into()];
        let mut b = body("乙", ("p", "乙"));
        b.members = vec!["甲".into(), "丙".into()];
        let r = Register::from(vec![a, b]);
        assert_eq!(r.answering(&"甲".into()), ["甲".into(), "乙".into()] as [DeptId; 2]);
    }
}

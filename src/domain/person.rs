use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, PersonId};
use super::records::{Flaw, Record, refers_by};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};
use crate::text::Lang;

/// For what a person of a body is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Charge {
    /// 责任人: answers for the work.
    Answers,
    /// 分管领导: is the leader in whose field it lies.
    Heads,
    /// 联系人: is asked about it.
    Contact,
}

vocabulary!(Charge {
    Answers = "责任人", "responsible", "responsible", ["负责人"];
    Heads = "分管领导", "in charge", "in-charge", ["分管"];
    Contact = "联系人", "contact", "contact", ["联络员", "联络人"];
});

in_words! {
    Charge => |c, _names, lang| c.label(lang).into(), reads Asks::Choice(&Charge::TERMS), |text, _reader| Charge::from_word(text);
}

/// A person of a body, for one entry or for all of its work. No more is kept than what somebody types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What the person is called.
    pub name: String,
    /// Of which body.
    pub body: DeptId,
    /// For what.
    pub charge: Charge,
    /// For which entry; absent for all that the body has to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// What the person is in the body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) position: String,
    /// Under which number to be reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) phone: String,
    /// The first day, where somebody says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<NaiveDate>,
    /// The last day, where it has ended or will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<NaiveDate>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) remark: String,
}

impl Person {
    /// A person of whom nothing but the identity is known.
    pub fn new(name: &str, body: DeptId, charge: Charge, entry: Option<EntryId>) -> Person {
        let (position, phone, remark) = Default::default();
        Person { name: name.trim().to_owned(), body, charge, entry, position, phone, from: None, until: None, remark }
    }

    /// Whether it is so on a day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && !self.is_over(day)
    }

    /// Whether it has ended before a day.
    pub(super) fn is_over(&self, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// Name and position.
    pub(crate) fn titled(&self, lang: Lang) -> String {
        if self.position.is_empty() { self.name.clone() } else { format!("{}{}", self.name, lang.bracketed(&self.position)) }
    }

    /// Name, position and number, as far as they were typed.
    pub(crate) fn reached(&self, lang: Lang) -> String {
        let phone = if self.phone.is_empty() { String::new() } else { format!("{}{}", lang.pick("，电话", ", phone "), self.phone) };
        format!("{}{phone}", self.titled(lang))
    }
}

claims!(PersonClaim, "A value of a field of a person.", person_facts for Person {
    Position(String) = position, "position", "职务", "position";
    Phone(String) = phone, "phone", "电话", "phone";
    From(Option<NaiveDate>) = from, "from", "起", "from";
    Until(Option<NaiveDate>) = until, "until", "止", "until";
    Remark(String) = remark, "remark", "备注", "remark";
});

person_facts!();

impl Record for Person {
    type Id = PersonId;

    fn id(&self) -> PersonId {
        PersonId::of(&self.body, &self.name, self.charge.label(Lang::Zh), self.entry.as_ref())
    }

    fn name(&self) -> &str {
        &self.name
    }

    refers_by!(body, entry);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("name", &self.name).into_iter().chain(Flaw::of_days(self.from, self.until)).collect()
    }
}

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, LiaisonId};
use super::level::Level;
use super::list::{List, Listed};
use super::log::Log;
use super::period::Period;
use super::records::{Flaw, Record, Reference, known_by, logged};
use super::update::{Fact, Update};
use super::wording::{Asks, in_words};

/// Who looks after which entries and enterprises (包联), at which level, from when to when. Visits are facts of its log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liaison {
    /// `l-` and random letters.
    pub id: LiaisonId,
    /// The person who looks after them.
    pub leader: String,
    /// Of which body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<DeptId>,
    /// What the person is there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// At which level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryId>,
    /// The enterprises, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enterprises: Vec<String>,
    /// The first day, where somebody says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

in_words! {
    LiaisonId => |id, _names, _lang| id.to_string(), reads Asks::Line, |text, _reader| Some(text.trim()).filter(|text| !text.is_empty()).map(LiaisonId::from);
}

claims!(LiaisonClaim, "A value of a field of a liaison.", liaison_facts for Liaison {
    Leader(String) = leader, "leader", "包联领导", "leader";
    Body(Option<DeptId>) = body, "body", "单位", "body";
    Position(String) = position, "position", "职务", "position";
    Level(Option<Level>) = level, "level", "层级", "level";
    From(Option<NaiveDate>) = from, "from", "起", "from";
    Until(Option<NaiveDate>) = until, "until", "止", "until";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    entries, "包联条目", "entries";
    enterprises, "包联企业", "enterprises";
});

liaison_facts!();

impl Record for Liaison {
    known_by!(id: LiaisonId, leader);

    logged!();

    fn refers(&self) -> Vec<Reference> {
        let entries = self.entries.iter().cloned().map(Reference::Entry);
        let enterprises = self.enterprises.iter().cloned().map(Reference::Called);
        entries.chain(self.body.clone().map(Reference::Department)).chain(enterprises).collect()
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("leader", &self.leader).into_iter().chain(Flaw::of_days(self.from, self.until)).collect()
    }
}

/// A visit: the day, and what was heard there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) on: NaiveDate,
    pub(crate) heard: String,
}

impl Liaison {
    /// Whether it holds on a day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The visits, by what was recorded up to a day (`None`: all of it), in the order of their days.
    pub(crate) fn visits(&self, as_of: Option<NaiveDate>) -> Vec<Visit> {
        let live = Log::known(&self.updates, as_of).live;
        let visit = |fact: &Fact| if let Fact::Visited { on, heard } = fact { Some(Visit { on: *on, heard: heard.clone() }) } else { None };
        let mut all: Vec<Visit> = live.iter().flat_map(|u| &u.says).filter_map(visit).collect();
        all.sort_by_key(|visit| visit.on);
        all
    }

    /// The visits that were made by a day; one that is to come is none yet.
    pub(crate) fn visits_by(&self, day: NaiveDate) -> Vec<Visit> {
        let mut all = self.visits(None);
        all.retain(|visit| visit.on <= day);
        all
    }

    /// Whether nobody has come in the quarter of a day, though it holds.
    pub(crate) fn is_unvisited(&self, day: NaiveDate) -> bool {
        let quarter = Period::quarter_of(day);
        self.holds_on(day) && !self.visits_by(day).iter().any(|visit| quarter.contains(visit.on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_that_is_to_come_is_none_of_its_quarter_yet() {
        let told = "[(id: \"a\", at: \"2025-11-06T08:00:00+08:00\", says: [Visited(on: \"2025-12-20\", heard: \"走访\")])]";
        let one = Liaison { updates: ron::from_str(told).unwrap(), ..Liaison::default() };
        let unvisited = |day: &str| one.is_unvisited(day.parse().unwrap());
        assert_eq!(["2025-11-07", "2025-12-20", "2025-12-31", "2026-01-05"].map(unvisited), [true, false, false, true]);
    }
}

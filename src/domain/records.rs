//! What every kind of record has, and the list of a ledger in which records of one kind stand.

use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};
use std::collections::HashMap;
use std::fmt::{self, Debug, Display};
use std::ops::Deref;
use std::sync::Arc;

use super::claim::Facts;
use super::former::Former;
use super::id::{CriterionId, DeptId, EntryId, Id, IndicatorId, InspectionId, LiaisonId, MatterId, PlaceId, PlanCode, UpdateId};
use super::turn::Turn;
use super::update::Update;

/// A record of a kind: something that states facts under an identity.
pub trait Record: Facts + Clone + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// By what it is known.
    type Id: Id;

    /// By what it is known.
    fn id(&self) -> Self::Id;

    /// What readers call it.
    fn name(&self) -> &str;

    /// The plan with which it is kept together, and its reference there.
    fn stands(&self) -> (&str, &str) {
        ("", "")
    }

    /// What has happened since; empty where a kind has no log.
    fn log(&self) -> &[Update] {
        &[]
    }

    /// The log, where a kind has one.
    fn log_mut(&mut self) -> Option<&mut Vec<Update>> {
        None
    }

    /// The rulings of its log on what it states.
    fn rulings(&self) -> Vec<(&Self::Claim, &UpdateId)> {
        Vec::new()
    }

    /// The rival values of its fields, where it keeps them itself; else the ledger does.
    fn rivals(&self) -> Option<&[Self::Claim]> {
        None
    }

    /// The rival values that it keeps itself.
    fn rivals_mut(&mut self) -> Option<&mut Vec<Self::Claim>> {
        None
    }

    /// Whether it states nothing but what it is known by: it is there for its log, and whoever writes first in that enters it.
    fn is_bare(&self) -> bool {
        false
    }

    /// What it refers to.
    fn refers(&self) -> Vec<Reference> {
        Vec::new()
    }

    /// Under what it stands.
    fn under(&self) -> Option<Reference> {
        None
    }

    /// What became of it from a day on, and what will.
    fn turns(&self) -> Vec<Turn> {
        Vec::new()
    }

    /// What is wrong with it, seen by itself.
    fn flaws(&self) -> Vec<(Flaw, String)> {
        Vec::new()
    }
}

/// Makes the names that a record has for others of a row a kind.
macro_rules! references {
    ($($Kind:ident($Id:ty), $what:literal;)*) => {
        /// Something of another kind that a record names.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Reference {
            $(#[doc = $what] $Kind($Id),)*
            /// A place as a plan spells it; where no places are registered, none is asked for.
            Spelled(PlanCode, String),
            /// An enterprise by any of its names.
            Called(String),
        }

        impl Display for Reference {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Reference::$Kind(id) => f.write_str(id),)*
                    Reference::Spelled(_, word) | Reference::Called(word) => f.write_str(word),
                }
            }
        }

        $(
            impl From<$Id> for Reference {
                fn from(id: $Id) -> Reference {
                    Reference::$Kind(id)
                }
            }
        )*
    };
}

references! {
    Plan(PlanCode), "A plan.";
    Department(DeptId), "A body.";
    Entry(EntryId), "An entry.";
    Indicator(IndicatorId), "An indicator.";
    Place(PlaceId), "A place.";
    Matter(MatterId), "A matter for coordination.";
    Inspection(InspectionId), "An inspection.";
    Liaison(LiaisonId), "A liaison.";
    Criterion(CriterionId), "A rule of the assessment.";
}

/// A field that names others: one, perhaps one, or several.
pub(super) trait Naming {
    fn name_to(&self, all: &mut Vec<Reference>);
}

impl<I: Id + Into<Reference>> Naming for I {
    fn name_to(&self, all: &mut Vec<Reference>) {
        all.push(self.clone().into());
    }
}

impl<I: Id + Into<Reference>> Naming for Option<I> {
    fn name_to(&self, all: &mut Vec<Reference>) {
        all.extend(self.iter().cloned().map(Into::into));
    }
}

impl<I: Id + Into<Reference>> Naming for Vec<I> {
    fn name_to(&self, all: &mut Vec<Reference>) {
        all.extend(self.iter().cloned().map(Into::into));
    }
}

/// What a record refers to by some of its fields, in their order.
macro_rules! refers_by {
    ($($field:ident),+) => {
        fn refers(&self) -> Vec<$crate::domain::records::Reference> {
            let mut all = Vec::new();
            $($crate::domain::records::Naming::name_to(&self.$field, &mut all);)+
            all
        }
    };
}
pub(super) use refers_by;

/// By which field a record is known, and what it is called by.
macro_rules! known_by {
    ($id:ident: $Id:ty, $name:ident) => {
        type Id = $Id;

        fn id(&self) -> $Id {
            self.$id.clone()
        }

        fn name(&self) -> &str {
            &self.$name
        }
    };
}
pub(super) use known_by;

/// The log of a kind that has one.
macro_rules! logged {
    () => {
        fn log(&self) -> &[$crate::domain::update::Update] {
            &self.updates
        }

        fn log_mut(&mut self) -> Option<&mut Vec<$crate::domain::update::Update>> {
            Some(&mut self.updates)
        }
    };
}
pub(super) use logged;

/// How a record can be wrong by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A date or year that cannot be.
    Date,
    /// Something that must be said is not, or a number is out of its range.
    Value,
    /// The plan's text contradicts itself.
    Contradiction,
}

impl Flaw {
    /// The flaw of a remark that says that the plan contradicts itself.
    pub(super) fn told_by(remark: &str) -> Option<(Flaw, String)> {
        remark.starts_with("原文矛盾").then(|| (Flaw::Contradiction, remark.to_owned()))
    }

    /// What is wrong with names of before: one without words, a day out of reason, two that end on one day.
    pub(super) fn of_names(former: &[Former]) -> Vec<(Flaw, String)> {
        let mut days: Vec<NaiveDate> = former.iter().map(|f| f.until).collect();
        days.sort_unstable();
        let twice = days.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| (Flaw::Date, pair[0].to_string()));
        let nameless = former.iter().filter(|f| f.name.trim().is_empty()).map(|_| (Flaw::Value, "former".to_owned()));
        former.iter().filter_map(|f| Flaw::of_day(f.until)).chain(nameless).chain(twice).collect()
    }

    /// The flaw of a text that must say something and does not.
    pub(super) fn of_words(field: &str, text: &str) -> Option<(Flaw, String)> {
        text.trim().is_empty().then(|| (Flaw::Value, field.to_owned()))
    }

    /// The flaws of what lasts from a day to another, where they are said.
    pub(super) fn of_days(from: Option<NaiveDate>, until: Option<NaiveDate>) -> impl Iterator<Item = (Flaw, String)> {
        from.into_iter().chain(until).filter_map(Flaw::of_day).chain(Flaw::of_span(from, until))
    }

    /// The flaw of a day out of reason.
    pub(super) fn of_day(day: NaiveDate) -> Option<(Flaw, String)> {
        Flaw::of_year(day.year()).map(|_| (Flaw::Date, day.to_string()))
    }

    /// The flaw of what ends before it begins.
    pub(super) fn of_span<T: PartialOrd + Display>(from: Option<T>, until: Option<T>) -> Option<(Flaw, String)> {
        from.zip(until).filter(|(from, until)| from > until).map(|(from, until)| (Flaw::Date, format!("{from} > {until}")))
    }

    /// The flaw of a year out of reason.
    pub(super) fn of_year(year: i32) -> Option<(Flaw, String)> {
        (!(1990..=2100).contains(&year)).then(|| (Flaw::Date, year.to_string()))
    }
}

/// The records of one kind, in the ledger's order, each found by its identity. They are shared (`Arc`), so that a
/// snapshot for a background task costs a pointer a record.
#[derive(Clone, Debug)]
pub struct Records<R: Record> {
    all: Vec<Arc<R>>,
    places: Arc<HashMap<R::Id, usize>>,
}

impl<R: Record> Records<R> {
    /// The record of an id; of several with the same id the first.
    pub(crate) fn by_id(&self, id: &R::Id) -> Option<&Arc<R>> {
        self.places.get(id).map(|i| &self.all[*i])
    }

    /// Where the record of an id stands.
    pub(crate) fn place_of(&self, id: &R::Id) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The record of an id, to be changed in place.
    pub(crate) fn get_mut(&mut self, id: &R::Id) -> Option<&mut R> {
        let i = *self.places.get(id)?;
        Some(Arc::make_mut(&mut self.all[i]))
    }

    /// Puts a record at a place (or at the end when the place is beyond it).
    pub(crate) fn insert(&mut self, at: usize, record: impl Into<Arc<R>>) {
        let (at, record) = (at.min(self.all.len()), record.into());
        let id = record.id();
        self.all.insert(at, record);
        if at + 1 == self.all.len() {
            Arc::make_mut(&mut self.places).entry(id).or_insert(at);
        } else {
            self.reindex();
        }
    }

    /// Puts a record at the end.
    pub fn push(&mut self, record: impl Into<Arc<R>>) {
        self.insert(self.all.len(), record);
    }

    /// Takes a record out, and says where it stood.
    pub(crate) fn remove(&mut self, id: &R::Id) -> Option<(usize, R)> {
        let at = *self.places.get(id)?;
        let record = self.all.remove(at);
        self.reindex();
        Some((at, Arc::unwrap_or_clone(record)))
    }

    fn reindex(&mut self) {
        let mut places = HashMap::with_capacity(self.all.len());
        for (i, record) in self.all.iter().enumerate() {
            places.entry(record.id()).or_insert(i);
        }
        self.places = Arc::new(places);
    }
}

impl<R: Record> Default for Records<R> {
    fn default() -> Self {
        Records { all: Vec::new(), places: Arc::default() }
    }
}

/// Records that are shared are the same: nobody looks into them.
impl<R: Record> PartialEq for Records<R> {
    fn eq(&self, other: &Self) -> bool {
        self.all.len() == other.all.len() && self.all.iter().zip(&other.all).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
    }
}

impl<R: Record> Deref for Records<R> {
    type Target = [Arc<R>];

    fn deref(&self) -> &[Arc<R>] {
        &self.all
    }
}

impl<'a, R: Record> IntoIterator for &'a Records<R> {
    type Item = &'a Arc<R>;
    type IntoIter = std::slice::Iter<'a, Arc<R>>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl<R: Record, T: Into<Arc<R>>> Extend<T> for Records<R> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, records: I) {
        records.into_iter().for_each(|record| self.push(record));
    }
}

impl<R: Record, T: Into<Arc<R>>> FromIterator<T> for Records<R> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let mut made = Records { all: records.into_iter().map(Into::into).collect(), places: Arc::default() };
        made.reindex();
        made
    }
}

impl<R: Record, T: Into<Arc<R>>> From<Vec<T>> for Records<R> {
    fn from(records: Vec<T>) -> Self {
        records.into_iter().collect()
    }
}

impl<R: Record> Serialize for Records<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(serializer)
    }
}

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::claim::{Facts, claims};
use super::department::Level;
use super::former::{Former, called_on};
use super::id::{PlaceId, PlanCode};
use super::indexed::Indexed;
use super::list::{Alias, List, Listed};
use super::records::{Flaw, Record, Reference};
use super::turn::{Turn, renamings};
use crate::text::fold_width;

/// No place lies deeper; what goes on longer is a ring.
const LEVELS: usize = 16;

/// A place (地区): an administrative area, or a park, farm, lake in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The full name under which it was entered.
    pub id: PlaceId,
    /// Its name today, when it is another.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Of an administrative area its level; a park or a lake has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The place in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<PlaceId>,
    /// Names that plans use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// What it was called before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) former: Vec<Former>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Place {
    /// A place of which nothing but its name is known.
    pub fn new(id: impl Into<PlaceId>) -> Place {
        Place { id: id.into(), ..Place::default() }
    }

    /// The name on screen and paper.
    pub(crate) fn name(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// What it was called on a day.
    pub(super) fn called_on(&self, day: NaiveDate) -> &str {
        called_on(&self.former, self.name(), day)
    }

    /// Every name by which it is known.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.aliases.iter().map(|a| a.name.as_str()).chain(self.former.iter().map(|f| f.name.as_str()));
        [self.id.as_str(), self.name()].into_iter().chain(others)
    }

    /// The names that are in use everywhere.
    pub(super) fn general_names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().filter(|a| a.plan.is_none());
        let others = aliases.map(|a| a.name.as_str()).chain(self.former.iter().map(|f| f.name.as_str()));
        [self.id.as_str(), self.name()].into_iter().chain(others)
    }

    fn is_below_a_county(&self) -> bool {
        self.level.is_none_or(|level| level > Level::County)
    }
}

claims!(PlaceClaim, "A value of a field of a place.", place_facts for Place {
    Name(String) = name, "name", "现名", "name today";
    Level(Option<Level>) = level, "level", "层级", "level";
    Within(Option<PlaceId>) = within, "within", "所在地区", "lies in";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    aliases, "别名", "aliases";
    former, "曾用名", "former names";
});

place_facts!();

impl Record for Place {
    type Id = PlaceId;

    fn id(&self) -> PlaceId {
        self.id.clone()
    }

    fn name(&self) -> &str {
        Place::name(self)
    }

    fn refers(&self) -> Vec<Reference> {
        let within = self.within.iter().cloned().map(Reference::Place);
        within.chain(self.aliases.iter().filter_map(|a| a.plan.clone()).map(Reference::Plan)).collect()
    }

    fn turns(&self) -> Vec<Turn> {
        renamings(&self.former, self.name())
    }

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_names(&self.former)
    }
}

/// For each folded name, the plan that uses it and the place that it means.
type Named = HashMap<String, Vec<(Option<PlanCode>, PlaceId)>>;

/// The register of places, with a way from any spelling to the place.
pub type Gazetteer = Indexed<Place, Named>;

impl Gazetteer {
    /// What a place is called on the day that is asked for; one that is not in the register shows its id.
    pub(crate) fn name<'a>(&'a self, id: &'a PlaceId) -> &'a str {
        self.get(id).map_or(id.as_str(), |place| place.called_on(self.day()))
    }

    /// The place of an id.
    pub(crate) fn get(&self, id: &PlaceId) -> Option<&Place> {
        self.by_id(id).map(AsRef::as_ref)
    }

    /// The one place that a plan means by a name; names that the plan itself uses count first. None where no place, or several,
    /// are called so.
    pub(crate) fn resolve(&self, word: &str, plan: &str) -> Option<&Place> {
        let named = self.worked_out(|| self.by_name());
        let meant = named.get(&fold_width(word.trim()))?;
        let of_plan = meant.iter().find(|(of, _)| of.as_deref() == Some(plan));
        let general = || {
            let mut all = meant.iter().filter(|(of, _)| of.is_none()).map(|(_, id)| id);
            all.next().filter(|first| all.all(|other| other == *first))
        };
        self.get(of_plan.map(|(_, id)| id).or_else(general)?)
    }

    /// The place with whose name a body's begins; of several the one of the longest name. A name that only a plan uses says nothing.
    pub(crate) fn at_head_of(&self, name: &str) -> Option<&Place> {
        let name = fold_width(name);
        let begins = |own: &str| Some(fold_width(own)).filter(|own| !own.is_empty() && name.starts_with(own.as_str())).map(|own| own.len());
        let longest = |p: &Place| p.general_names().filter_map(begins).max();
        let found = self.iter().filter_map(|p| Some((longest(p)?, p))).max_by_key(|(length, _)| *length);
        found.map(|(_, place)| place.as_ref())
    }

    /// A place and those in which it lies, the nearest first; of places that form a ring no more than could be.
    pub(crate) fn upward<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Place> {
        std::iter::successors(Some(place), |at| self.get(at.within.as_ref()?)).take(LEVELS)
    }

    /// Whether one comes back to a place by going up from it.
    pub(crate) fn is_in_itself(&self, id: &PlaceId) -> bool {
        self.get(id).is_some_and(|place| self.upward(place).skip(1).any(|above| above.id == *id))
    }

    /// The one area, a county or a larger one, to which all of these places belong: by it things are counted once. None where nobody
    /// knows of any of them where it lies.
    pub(crate) fn area<'a>(&'a self, places: impl Iterator<Item = &'a Place>) -> Option<&'a Place> {
        let areas = |place| self.upward(place).filter(|p| !p.is_below_a_county()).collect::<Vec<_>>();
        let all: Vec<Vec<&Place>> = places.map(areas).filter(|above| !above.is_empty()).collect();
        let (first, others) = all.split_first()?;
        first.iter().find(|area| others.iter().all(|above| above.iter().any(|p| p.id == area.id))).copied()
    }

    fn by_name(&self) -> Named {
        let mut named = Named::new();
        for place in self.iter() {
            let own = [place.id.as_str(), place.name()].into_iter().chain(place.former.iter().map(|f| f.name.as_str()));
            for name in own {
                named.entry(fold_width(name)).or_default().push((None, place.id.clone()));
            }
            for alias in &place.aliases {
                named.entry(fold_width(&alias.name)).or_default().push((alias.plan.clone(), place.id.clone()));
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, level: Option<Level>, within: Option<&str>, aliases: &[(&str, &str)]) -> Place {
        let alias = |(plan, name): &(&str, &str)| Alias { plan: (!plan.is_empty()).then(|| (*plan).into()), name: (*name).into() };
        let (within, aliases) = (within.map(Into::into), aliases.iter().map(alias).collect());
        Place { level, within, aliases, ..Place::new(id) }
    }

    fn gazetteer() -> Gazetteer {
        Gazetteer::from(vec![
            place("省", Some(Level::Province), None, &[("", "全省")]),
            place("甲市", Some(Level::City), Some("省"), &[("a", "全市")]),
            place("密山市", Some(Level::County), Some("甲市"), &[("", "密山"), ("b", "全市")]),
            place("鸡东县", Some(Level::County), Some("甲市"), &[]),
            place("密山开发区", None, Some("密山市"), &[]),
            place("乙市", Some(Level::City), Some("省"), &[]),
            place("西安区", Some(Level::County), Some("乙市"), &[("", "开发区")]),
            place("大湖", None, None, &[("", "开发区")]),
        ])
    }

    #[test]
    fn a_name_means_the_place_that_its_plan_means() {
        let all = gazetteer();
        let meant = |word, plan| all.resolve(word, plan).map(|p| p.id.as_str());
        assert_eq!([meant("全市", "a"), meant("全市", "b"), meant("全市", "c")], [Some("甲市"), Some("密山市"), None]);
        assert_eq!([meant("密山", "c"), meant(" 密山市 ", "a")], [Some("密山市"); 2]);
        assert_eq!(meant("开发区", "a"), None, "two places are called so");
    }

    #[test]
    fn things_are_counted_once_by_the_area_that_holds_all_their_places() {
        let all = gazetteer();
        let area = |ids: &[&str]| all.area(ids.iter().map(|id| all.get(&(*id).into()).unwrap())).map(|p| p.id.as_str());
        assert_eq!(area(&["密山开发区"]), Some("密山市"));
        assert_eq!(area(&["密山开发区", "密山市"]), Some("密山市"));
        assert_eq!(area(&["密山开发区", "鸡东县"]), Some("甲市"));
        assert_eq!(area(&["鸡东县", "甲市"]), Some("甲市"));
        assert_eq!(area(&["西安区", "鸡东县"]), Some("省"));
        assert_eq!(area(&["大湖", "鸡东县"]), Some("鸡东县"), "what lies nowhere says nothing");
        assert_eq!([area(&[]), area(&["大湖"])], [None, None]);
    }

    #[test]
    fn places_that_lie_in_each_other_do_not_hang() {
        let ring = Gazetteer::from(vec![place("甲", None, Some("乙"), &[]), place("乙", None, Some("甲"), &[])]);
        assert_eq!(ring.upward(ring.get(&"甲".into()).unwrap()).count(), LEVELS);
        assert_eq!(ring.area(ring.iter().map(AsRef::as_ref)), None);
    }
}

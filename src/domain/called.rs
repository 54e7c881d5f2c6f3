//! What bodies and places are called on a day, and who has whose duties then. Of later days it holds what is to come.

use chrono::NaiveDate;
use std::borrow::Cow;

use super::department::Department;
use super::former::Former;
use super::ledger::{Kept, Ledger};
use super::place::Place;

/// A record whose name changes in the course of time.
pub(crate) trait Dated: Kept {
    /// Its names of before, in no order.
    fn former(&self) -> &[Former];

    /// The last of its names, empty where that is its id, and its names of before.
    fn names_mut(&mut self) -> (&mut String, &mut Vec<Former>);

    /// All its names.
    fn known_as(&self) -> Vec<&str>;

    /// Calls it by another name from a day on, which may come yet; what it is called until then is a name of before.
    fn call_from(&mut self, name: &str, from: NaiveDate, basis: &str) {
        let (id, before) = (self.id().to_string(), self.name().to_owned());
        let (today, former) = self.names_mut();
        former.push(Former { name: before, until: from.pred_opt().unwrap_or(from), basis: basis.to_owned() });
        *today = if name == id { String::new() } else { name.to_owned() };
    }

    /// The first day that no name of before reaches: from then on it may get another one.
    fn may_change(&self, from: NaiveDate) -> bool {
        self.former().iter().all(|f| f.until.succ_opt().is_some_and(|begins| begins < from))
    }
}

impl Dated for Department {
    fn former(&self) -> &[Former] {
        &self.former
    }

    fn names_mut(&mut self) -> (&mut String, &mut Vec<Former>) {
        (&mut self.name, &mut self.former)
    }

    fn known_as(&self) -> Vec<&str> {
        self.names().collect()
    }
}

impl Dated for Place {
    fn former(&self) -> &[Former] {
        &self.former
    }

    fn names_mut(&mut self) -> (&mut String, &mut Vec<Former>) {
        (&mut self.name, &mut self.former)
    }

    fn known_as(&self) -> Vec<&str> {
        self.names().collect()
    }
}

impl Ledger {
    /// The day whose names and duties it has: the last of all while nobody has said it.
    pub(crate) fn day(&self) -> NaiveDate {
        self.departments.day()
    }

    /// Has the names and the duties of a day from now on: who asks it need not know of days. By all their names bodies and places are
    /// found on every day.
    pub(crate) fn call_on(&mut self, day: NaiveDate) {
        self.departments.ask_of(day);
        self.places.ask_of(day);
        self.ask_entries_of(day);
    }

    /// The ledger with the names and the duties of a day; nothing is copied where they are the same.
    pub(crate) fn called_on(&self, day: NaiveDate) -> Cow<'_, Ledger> {
        let (first, last) = (day.min(self.day()), day.max(self.day()));
        if !self.turns().any(|turn| first < turn && turn <= last) {
            return Cow::Borrowed(self);
        }
        let mut called = self.clone();
        called.call_on(day);
        Cow::Owned(called)
    }

    /// The days from which a body or a place is called otherwise, or another has a body's duties.
    fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        let former = self.departments.iter().flat_map(|d| &d.former).chain(self.places.iter().flat_map(|p| &p.former));
        let untils = former.map(|f| f.until).chain(self.departments.iter().filter_map(|d| d.until));
        let handed = self.entries().iter().flat_map(|e| &e.handed).map(|one| one.on);
        untils.filter_map(|until| until.succ_opt()).chain(handed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FindingKind, Level, check};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ledger() -> Ledger {
        let mut body = Department { level: Level::City, ..Department::new("畜牧局") };
        body.call_from("畜牧兽医局", day("2020-01-01"), "编发1号");
        body.call_from("农业农村局", day("2024-04-01"), "");
        let mut place = Place::new("某县");
        place.call_from("某市", day("2022-06-01"), "");
        let mut ledger = Ledger::default();
        ledger.departments = vec![body].into();
        ledger.places = vec![place].into();
        ledger
    }

    fn called(on: &str) -> [String; 2] {
        let ledger = ledger();
        let then = ledger.called_on(day(on));
        for word in ["畜牧局", "畜牧兽医局", "农业农村局"] {
            assert_eq!(then.departments.resolve(word).unwrap().id.as_str(), "畜牧局", "{word} on {on}");
        }
        assert!(then.places.resolve("某县", "").is_some() && then.places.resolve("某市", "").is_some());
        let names = |l: &Ledger| [l.departments.name(&"畜牧局".into()).to_owned(), l.places.name(&"某县".into()).to_owned()];
        assert_eq!(names(&then.called_on(day("2026-01-01"))), ["农业农村局", "某市"], "the way back");
        names(&then)
    }

    #[test]
    fn on_each_day_the_name_of_that_day_is_printed_and_every_name_is_found() {
        assert_eq!(called("2019-12-31"), ["畜牧局", "某县"]);
        assert_eq!(called("2020-01-01"), ["畜牧兽医局", "某县"]);
        assert_eq!(called("2024-03-31"), ["畜牧兽医局", "某市"]);
        assert_eq!(called("2024-04-01"), ["农业农村局", "某市"]);
        assert!(matches!(ledger().called_on(day("2025-01-01")), Cow::Borrowed(_)), "nothing is copied where nothing differs");
    }

    #[test]
    fn two_names_cannot_end_on_one_day() {
        let mut ledger = ledger();
        assert!(check(&ledger).is_empty(), "{:?}", check(&ledger));
        let twice = Former { name: "某局".into(), until: day("2019-12-31"), basis: String::new() };
        ledger.departments.get_mut(&"畜牧局".into()).unwrap().former.push(twice);
        assert_eq!(check(&ledger).iter().map(|f| f.kind).collect::<Vec<_>>(), [FindingKind::ImpossibleDate]);
    }
}

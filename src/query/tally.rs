//! How often each value of an attribute occurs.

use chrono::NaiveDate;
use std::collections::HashMap;
use std::hash::Hash;

use super::facet::{Facet, facets, named};
use super::index::Index;
use super::snapshot::Snapshot;
use crate::domain::{Attribute, Duty, Held, Ledger};
use crate::text::Lang;

/// How often the values of an attribute occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The values with their counts, the most frequent first; of those that are as frequent, the one that comes first.
    pub(crate) values: Vec<(Facet, usize)>,
    pub(crate) count: usize,
}

/// Counts the values of an attribute among some places of the ledger, and gives so many of the most frequent ones.
pub(crate) fn tally(attribute: Attribute, stock: &Snapshot<'_>, places: impl Iterator<Item = usize>, (lang, most): (Lang, usize)) -> Tally {
    let places = places.filter(|i| *i < stock.ledger.entries().len().min(stock.standings.all().len()));
    if matches!(attribute, Attribute::Lead | Attribute::With | Attribute::Region) {
        return by_name(attribute, stock, places, (lang, most));
    }
    let mut counts = Counts::default();
    match stock.index.names(attribute) {
        Some(_) => places.for_each(|i| counts.add_all(stock.index.numbers(attribute, i), i)),
        None => places.for_each(|i| counts.add(value(attribute, stock, i), i, 0)),
    }
    let mut counts = counts.all;
    let facet = |(place, nth, count)| {
        let facet = facets(attribute, stock.ledger, stock.standings, place, lang).into_iter().nth(nth);
        facet.map(|facet| (facet, count))
    };
    if matches!(attribute, Attribute::Title | Attribute::Reference) {
        // There may be as many as entries, and readers see them as they are.
        counts.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
        return Tally { count: counts.len(), values: counts.into_iter().take(most).filter_map(facet).collect() };
    }
    most_frequent(alike(counts.into_iter().filter_map(facet)), most)
}

fn most_frequent(mut values: Vec<(Facet, usize)>, most: usize) -> Tally {
    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let count = values.len();
    values.truncate(most);
    Tally { values, count }
}

/// As the filters ask: bodies count by their duties, so that a member of a group has the group's entries, a successor its predecessor's;
/// places with all that lies in them. Those of one name are one.
fn by_name(attribute: Attribute, stock: &Snapshot<'_>, places: impl Iterator<Item = usize>, (lang, most): (Lang, usize)) -> Tally {
    let (index, ledger) = (stock.index, stock.ledger);
    let numbered = index.names(attribute).unwrap_or(&index.bodies);
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut values: Vec<(Facet, usize)> = Vec::new();
    // The value of each number, and of the entries that have none.
    let mut value_of: Vec<Option<usize>> = vec![None; numbered.len()];
    let mut none: Option<usize> = None;
    let (mut here, mut numbers) = (Vec::new(), Vec::new());
    for place in places {
        here.clear();
        held(index, attribute, place, &mut numbers);
        for number in &numbers {
            let value = *value_of[*number as usize].get_or_insert_with(|| {
                let name = called(ledger, attribute, numbered.name(*number));
                *names.entry(name).or_insert_with(|| {
                    values.push((named(attribute, name, lang), 0));
                    values.len() - 1
                })
            });
            if !here.contains(&value) {
                here.push(value);
            }
        }
        if here.is_empty() {
            here.push(*none.get_or_insert_with(|| {
                let facet = facets(attribute, stock.ledger, stock.standings, place, lang).into_iter().next();
                values.extend(facet.map(|facet| (facet, 0)));
                values.len() - 1
            }));
        }
        here.iter().for_each(|at| values[*at].1 += 1);
    }
    most_frequent(values, most)
}

/// The numbers of the bodies that an entry has by duty, or of the places in which it lies.
fn held(index: &Index, attribute: Attribute, at: usize, numbers: &mut Vec<u32>) {
    numbers.clear();
    let wanted = |duty| (attribute == Attribute::Lead) == (duty == Duty::Leads);
    match attribute {
        Attribute::Region => numbers.extend_from_slice(index.numbers(attribute, at)),
        _ => numbers.extend(index.duties(at).filter(|(_, duty)| wanted(*duty)).map(|(body, _)| body)),
    }
}

/// What a body or a place is called today; a name that is not registered shows itself.
fn called<'a>(ledger: &'a Ledger, attribute: Attribute, id: &'a str) -> &'a str {
    match attribute {
        Attribute::Region => ledger.places.get(&id.into()).map_or(id, |place| ledger.places.name(&place.id)),
        _ => ledger.departments.get(&id.into()).map_or(id, |dept| ledger.departments.name(&dept.id)),
    }
}

/// Puts together what reads the same: two bodies of one name.
fn alike(counts: impl Iterator<Item = (Facet, usize)>) -> Vec<(Facet, usize)> {
    let mut by_label: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(Facet, usize)> = Vec::new();
    for (facet, count) in counts {
        let place = *by_label.entry(facet.label.clone()).or_insert(all.len());
        match all.get_mut(place) {
            Some((_, sum)) => *sum += count,
            None => all.push((facet, count)),
        }
    }
    all
}

/// What makes two entries alike in an attribute; cheaper than the words that a reader sees.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Value<'a> {
    None,
    Number(u64),
    Day(NaiveDate),
    Text(&'a str),
}

fn value<'a>(attribute: Attribute, stock: &Snapshot<'a>, i: usize) -> Value<'a> {
    match stock.judged(i).map_or(Held::None, |judged| attribute.value(judged)) {
        Held::Choice(rank) => Value::Number(rank as u64),
        Held::Percent(percent) => Value::Number(percent.into()),
        Held::Year(year) => Value::Number(year as u64),
        Held::Money(wan) => Value::Number(wan.to_bits()),
        Held::Day(day) => Value::Day(day),
        Held::Text(text) => Value::Text(text),
        Held::None
        | Held::List(_)
        | Held::Entries(_)
        | Held::Attachments(_)
        | Held::Body(_)
        | Held::Bodies(_)
        | Held::Proposed(_)
        | Held::Yearly(_) => Value::None,
    }
}

/// For each value the first place that has it, as which of the values there, and how often it occurs.
#[derive(Default)]
struct Counts<'a> {
    at: HashMap<Value<'a>, usize>,
    all: Vec<(usize, usize, usize)>,
    /// The value before, and where it is counted: most stand behind one that is alike.
    last: Option<(Value<'a>, usize)>,
}

impl<'a> Counts<'a> {
    fn add(&mut self, value: Value<'a>, place: usize, nth: usize) {
        let at = match self.last {
            Some((last, at)) if last == value => at,
            _ => *self.at.entry(value).or_insert(self.all.len()),
        };
        self.last = Some((value, at));
        match self.all.get_mut(at) {
            Some((_, _, count)) => *count += 1,
            None => self.all.push((place, nth, 1)),
        }
    }

    /// All values of a place; none is a value too.
    fn add_all(&mut self, values: &[u32], place: usize) {
        if values.is_empty() {
            self.add(Value::None, place, 0);
        }
        values.iter().enumerate().for_each(|(nth, value)| self.add(Value::Number(u64::from(*value)), place, nth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Register, Standings};
    use crate::query::sample::{sample, today};
    use crate::query::{Book, Filter, Selection};

    /// The same, value by value as readers see them.
    fn plainly(column: Attribute, ledger: &Ledger, standings: &Standings, lang: Lang) -> Vec<(Facet, usize)> {
        let mut all: Vec<(Facet, usize)> = Vec::new();
        for facet in (0..ledger.entries().len()).flat_map(|i| facets(column, ledger, standings, i, lang)) {
            match all.iter_mut().find(|(f, _)| f.label == facet.label) {
                Some((_, count)) => *count += 1,
                None => all.push((facet, 1)),
            }
        }
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    }

    #[test]
    fn values_are_counted_as_readers_see_them() {
        let mut namesakes = sample();
        let renamed = |d: &Department| Department { name: "同名单位".into(), ..d.clone() };
        namesakes.departments = Register::from(namesakes.departments.iter().map(|d| renamed(d)).collect::<Vec<_>>());
        for ledger in [sample(), namesakes] {
            let book = Book::new(ledger, today());
            let stock = book.snapshot();
            let by_name = Attribute::columns().filter(|c| !matches!(c, Attribute::Lead | Attribute::With | Attribute::Region));
            for (column, lang) in by_name.flat_map(|c| [(c, Lang::Zh), (c, Lang::En)]) {
                let plain = plainly(column, stock.ledger, stock.standings, lang);
                let counted = |most| tally(column, &stock, 0..stock.ledger.entries().len(), (lang, most));
                assert_eq!(counted(1000), Tally { values: plain.clone(), count: plain.len() }, "{column:?}");
                assert_eq!(counted(2), Tally { values: plain[..plain.len().min(2)].to_vec(), count: plain.len() }, "{column:?}");
            }
        }
    }

    #[test]
    fn a_count_is_the_length_of_the_list_that_its_value_opens() {
        let shipped = crate::store::parse_text("tasks.ron", crate::store::BUILT_IN).unwrap();
        for ledger in [sample(), shipped] {
            let book = Book::new(ledger, today());
            let stock = book.snapshot();
            // A title is looked for as words, which others may hold too.
            for (column, lang) in Attribute::columns().filter(|c| *c != Attribute::Title).flat_map(|c| [(c, Lang::Zh), (c, Lang::En)]) {
                for (facet, count) in tally(column, &stock, 0..stock.ledger.entries().len(), (lang, 1000)).values {
                    let Some(term) = facet.term else { continue };
                    let found = Selection { filter: Filter::parse(&term).unwrap(), ..Selection::default() }.select(&stock);
                    assert_eq!(found.places.len(), count, "{term}");
                }
            }
        }
    }
}

use chrono::NaiveDate;
use std::ops::Range;

use super::comparison::Comparison;
use super::filter::{Ask, Bound, Condition, Filter, Word};
use super::index::Index;
use super::matcher::{Matcher, Sweep};
use super::shares::in_shares;
use crate::domain::{
    Attribute, Cause, DeptId, Duty, Enterprise, Entry, Flag, Held, Holds, Judged, Ledger, Period, Standings, means_none, parse_days,
};

/// A filter made ready for a ledger, its index and a day. Compile it again after any of them changed.
#[derive(Clone, Debug, Default)]
pub struct Query {
    terms: Vec<(bool, Test)>,
    words: Vec<Matcher>,
    /// What is asked for in the words of reports: of which attribute.
    told: Vec<(Attribute, Matcher)>,
}

/// One word with what it means here: numbers are those of the index.
#[derive(Clone, Debug)]
struct Sought {
    matcher: Matcher,
    sweep: Option<Sweep>,
    bodies: Vec<bool>,
    regions: Vec<bool>,
}

#[derive(Clone, Debug)]
enum Test {
    Words(Vec<Sought>),
    /// Bodies with a part in it, by their numbers in the index: any part for [`Attribute::Dept`]. And entries, by their places, in which
    /// others do what bodies of these names had to do that have ended.
    Bodies(Attribute, Vec<bool>, Vec<usize>),
    /// Bodies that are waited for, by their numbers, in a period.
    Awaited(Vec<bool>, Period),
    /// Entries for which a person is named, by their places, and bodies for all of whose work one is, by their numbers.
    Persons(Vec<usize>, Vec<bool>),
    /// The level of the body that leads.
    Level(Vec<bool>),
    /// Names by their numbers in the index.
    Named(Attribute, Vec<bool>),
    Reference(Vec<Matcher>),
    /// A quoted one must be the whole text.
    Text(Attribute, Vec<(bool, Matcher)>),
    /// Enterprises: by what entries name, by the names of those that are registered in the entries' texts, and by the places of entries of
    /// which a step names one, or who looks after them.
    Enterprises(Box<Test>, Vec<Matcher>, Vec<usize>),
    /// In the words of reports.
    Told(Attribute, Vec<Matcher>),
    /// No name at all, or what else is asked.
    Without(Attribute, Box<Test>),
    /// For each of the attribute's terms whether it is asked for.
    Choice(Attribute, Vec<bool>),
    Flags(Vec<Flag>),
    /// Problems of these kinds; none is a problem of which nobody said it.
    Causes(Vec<Option<Cause>>),
    Days(Attribute, Comparison, Vec<Option<(NaiveDate, NaiveDate)>>),
    Number(Attribute, Comparison, Vec<Bound>),
}

impl Filter {
    /// Makes the filter ready: looks up what its names mean in this ledger, and what its dates mean on this day.
    pub fn compile(&self, ledger: &Ledger, index: &Index, today: NaiveDate) -> Query {
        let maker = Maker { ledger, index, today };
        let mut terms: Vec<_> = self.terms.iter().map(|t| (t.negated, maker.test(&t.asks))).collect();
        if !self.finds_archived() && ledger.plans.iter().any(|plan| plan.is_archived_on(today)) {
            terms.push((true, Test::Flags(vec![Flag::Archived])));
        }
        // What costs most comes last.
        terms.sort_by_key(|(_, test)| {
            matches!(test, Test::Words(_) | Test::Reference(_) | Test::Text(..) | Test::Enterprises(..) | Test::Told(..))
        });
        let shown = self.terms.iter().filter(|t| !t.negated);
        let words = shown.flat_map(|t: &Condition| if let Ask::Words(words) = &t.asks { words.as_slice() } else { &[] });
        let told = self.terms.iter().filter(|t| !t.negated).flat_map(|t| match &t.asks {
            Ask::Names(of @ (Attribute::Progress | Attribute::Problems | Attribute::Next), words) => {
                words.iter().map(|word| (*of, told(word))).collect()
            }
            _ => Vec::new(),
        });
        Query { terms, words: words.map(matcher).collect(), told: told.collect() }
    }
}

fn matcher(word: &Word) -> Matcher {
    if word.quoted { Matcher::literal(&word.text) } else { Matcher::new(&word.text) }
}

/// Reports are searched for words as they stand: by pinyin too much of running text would answer.
fn told(word: &Word) -> Matcher {
    Matcher::literal(&word.text)
}

/// Whether a name answers a word: a quoted one must be the whole name.
fn names(word: &Word, matcher: &Matcher, name: &str) -> bool {
    if word.quoted { matcher.rank(name) == Some(0) } else { matcher.finds(name) }
}

/// Whether an entry may have nothing of an attribute, so that 无 asks for that.
fn may_be_none(attribute: Attribute) -> bool {
    let named = matches!(attribute, Attribute::Lead | Attribute::With | Attribute::Region | Attribute::Proposed | Attribute::Attachments);
    named || matches!(attribute.holds(), Holds::List | Holds::Entries)
}

struct Maker<'a> {
    ledger: &'a Ledger,
    index: &'a Index,
    today: NaiveDate,
}

impl Maker<'_> {
    fn test(&self, asks: &Ask) -> Test {
        match asks {
            Ask::Words(words) => Test::Words(words.iter().map(|w| self.sought(w)).collect()),
            Ask::Names(attribute, words) if may_be_none(*attribute) && words.iter().any(|w| !w.quoted && means_none(&w.text)) => {
                Test::Without(*attribute, Box::new(self.names(*attribute, words)))
            }
            Ask::Names(attribute, words) => self.names(*attribute, words),
            Ask::Choice(Attribute::Level, ranks) => {
                let level = |id: &str| self.ledger.departments.get(&id.into()).map(|d| d.level.rank());
                Test::Level(self.index.bodies.which(|id| level(id).is_some_and(|l| ranks.contains(&l))))
            }
            Ask::Choice(Attribute::Cause, ranks) => Test::Causes(ranks.iter().map(|rank| Cause::ALL.get(*rank).copied()).collect()),
            Ask::Choice(Attribute::Is, ranks) => Test::Flags(ranks.iter().map(|rank| Flag::ALL[*rank]).collect()),
            Ask::Choice(attribute, ranks) => {
                let asked = (0..attribute.holds().terms().len()).map(|rank| ranks.contains(&rank));
                Test::Choice(*attribute, asked.collect())
            }
            Ask::Days(attribute, comparison, words) => {
                let read = |w: &String| if means_none(w) { Some(None) } else { parse_days(w, self.today).map(Some) };
                Test::Days(*attribute, *comparison, words.iter().filter_map(read).collect())
            }
            Ask::Number(attribute, comparison, bounds) => Test::Number(*attribute, *comparison, bounds.clone()),
        }
    }

    fn names(&self, attribute: Attribute, words: &[Word]) -> Test {
        let all: Vec<_> = words.iter().map(|w| (w, matcher(w))).collect();
        let named = |name: &str| all.iter().any(|(w, m)| names(w, m, name));
        let (index, ledger) = (self.index, self.ledger);
        match attribute {
            Attribute::Lead | Attribute::With | Attribute::Dept | Attribute::Awaits | Attribute::Proposed => {
                let known = |id: &str| ledger.departments.get(&id.into()).is_some_and(|d| d.names().any(named));
                let set = index.bodies.which(|id| named(id) || known(id));
                let period = ledger.collecting(self.today);
                match attribute {
                    Attribute::Awaits => Test::Awaited(set, period),
                    Attribute::Proposed => Test::Named(attribute, set),
                    _ => Test::Bodies(attribute, set, self.handed(attribute, named)),
                }
            }
            Attribute::Person => {
                let day = self.today;
                let meant = || ledger.persons.iter().filter(|p| p.holds_on(day) && named(&p.name));
                let of_steps = ledger.steps.iter().filter(|step| !step.person.is_empty() && named(&step.person)).map(|step| &step.entry);
                let places = meant().filter_map(|p| p.entry.as_ref()).chain(of_steps).filter_map(|id| ledger.index_of(id)).collect();
                let bodies = index.bodies.which(|id| meant().any(|p| p.entry.is_none() && p.body.as_str() == id));
                Test::Persons(places, bodies)
            }
            Attribute::Plan => {
                let known = |code: &str| ledger.plan(code).is_some_and(|p| named(&p.title) || named(&p.short));
                Test::Named(attribute, index.plans.which(|code| named(code) || known(code)))
            }
            Attribute::Enterprise => {
                // Whoever names it by another of its names is found too.
                let known: Vec<&Enterprise> = ledger.enterprises.iter().map(AsRef::as_ref).filter(|one| one.names().any(named)).collect();
                let names = || known.iter().flat_map(|one| one.names()).map(Matcher::literal);
                let texts = words.iter().map(|w| (w.quoted, matcher(w))).chain(names().map(|name| (true, name))).collect();
                let is_meant = |all: &[String]| all.iter().any(|word| named(word) || known.iter().any(|one| one.is_called(word)));
                let of_steps = ledger.steps.iter().filter(|step| is_meant(&step.enterprises)).map(|step| &step.entry);
                let looked_after = ledger.liaisons.iter().filter(|one| one.holds_on(self.today) && is_meant(&one.enterprises));
                let places = of_steps.chain(looked_after.flat_map(|one| &one.entries)).filter_map(|id| ledger.index_of(id)).collect();
                Test::Enterprises(Box::new(Test::Text(attribute, texts)), names().collect(), places)
            }
            Attribute::Region => Test::Named(attribute, index.regions.which(|id| named(id) || self.place(id, named))),
            Attribute::Reference => Test::Reference(words.iter().map(|w| Matcher::literal(&w.text)).collect()),
            Attribute::Progress | Attribute::Problems | Attribute::Next => Test::Told(attribute, words.iter().map(told).collect()),
            other => Test::Text(other, words.iter().map(|w| (w.quoted, matcher(w))).collect()),
        }
    }

    /// The places of entries in which others do what a body of such a name had to do: one that has ended goes on finding them.
    fn handed(&self, attribute: Attribute, named: impl Fn(&str) -> bool) -> Vec<usize> {
        let (ledger, index, day) = (self.ledger, self.index, self.today);
        if ledger.entries().iter().all(|e| e.handed.is_empty()) {
            return Vec::new();
        }
        let has_ended = |id: &DeptId| ledger.departments.get(id).is_some_and(|d| d.heir_on(day).is_some() && d.names().any(&named));
        let is_meant = |at: usize, entry: &Entry| {
            ledger.handed_of(entry).iter().filter(|one| one.on <= day && has_ended(&one.from)).any(|one| {
                let leads = index.bodies.find(one.to.as_str()) == Some(index.lead(at));
                attribute == Attribute::Dept || leads == (attribute == Attribute::Lead)
            })
        };
        ledger.entries().iter().enumerate().filter(|(at, entry)| is_meant(*at, entry)).map(|(at, _)| at).collect()
    }

    /// Whether a place is called so.
    fn place(&self, id: &str, test: impl Fn(&str) -> bool) -> bool {
        self.ledger.places.get(&id.into()).is_some_and(|place| place.names().any(test))
    }

    fn sought(&self, word: &Word) -> Sought {
        let matcher = matcher(word);
        let known = |id: &str| self.ledger.departments.get(&id.into()).is_some_and(|d| d.names().any(|n| matcher.finds(n)));
        Sought {
            bodies: self.index.bodies.which(|id| known(id) || matcher.finds(id)),
            regions: self.index.regions.which(|id| matcher.finds(id) || self.place(id, |name| matcher.finds(name))),
            sweep: Sweep::new(&matcher),
            matcher,
        }
    }
}

impl Query {
    /// Whether the entry at a place of the ledger passes.
    pub(crate) fn matches(&self, index: &Index, ledger: &Ledger, standings: &Standings, i: usize) -> bool {
        let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return false };
        let item = Item { at: i, judged: Judged { ledger, entry, standing }, index };
        self.terms.iter().all(|(negated, test)| item.passes(test) != *negated)
    }

    /// The places of all entries that pass, in the ledger's order.
    pub fn select(&self, index: &Index, ledger: &Ledger, standings: &Standings) -> Vec<usize> {
        if self.terms.is_empty() {
            return (0..ledger.entries().len().min(standings.all().len())).collect();
        }
        in_shares(ledger.entries().len(), |range| range.filter(|i| self.matches(index, ledger, standings, *i)).collect())
    }

    /// Of an entry that was found by its reports: in which of their words; none where its own texts hold all that is
    /// asked for.
    pub(crate) fn told(&self, index: &Index, at: usize) -> Option<Attribute> {
        let asked = self.told.iter().find_map(|(of, matcher)| index.tells(at, matcher, Some(*of)));
        let words = || self.words.iter().filter(|m| !m.is_empty() && !index.holds(at, m)).find_map(|m| index.tells(at, m, None));
        asked.or_else(words)
    }

    /// Where the words of the filter stand in a text on screen: byte ranges from the left, none over another.
    pub(crate) fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> = self.words.iter().flat_map(|m| m.ranges(text)).collect();
        all.sort_by_key(|r| (r.start, r.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

struct Item<'a> {
    at: usize,
    judged: Judged<'a>,
    index: &'a Index,
}

impl<'a> Item<'a> {
    fn value(&self, attribute: Attribute) -> Held<'a> {
        attribute.value(self.judged)
    }

    fn passes(&self, test: &Test) -> bool {
        match test {
            Test::Words(all) => all.iter().any(|s| self.answers(s)),
            Test::Bodies(_, _, handed) if handed.contains(&self.at) => true,
            Test::Bodies(Attribute::Lead, set, _) => self.index.leaders(self.at).iter().any(|body| holds(set, *body)),
            Test::Bodies(part, set, _) => {
                let any = *part == Attribute::Dept;
                self.index.duties(self.at).any(|(body, duty)| (any || duty != Duty::Leads) && holds(set, body))
            }
            Test::Persons(places, bodies) => places.contains(&self.at) || self.index.duties(self.at).any(|(body, _)| holds(bodies, body)),
            Test::Awaited(set, period) => self.awaits(set, *period),
            Test::Level(set) => self.has(Attribute::Lead, set),
            Test::Named(attribute, set) => self.has(*attribute, set),
            Test::Reference(all) => all.iter().any(|m| self.index.holds(self.at, m) && m.finds(self.judged.entry.id.as_str())),
            Test::Text(attribute, all) => {
                let finds = |text: &str| all.iter().any(|(whole, m)| if *whole { m.rank(text) == Some(0) } else { m.finds(text) });
                self.value(*attribute).has_text(finds)
            }
            Test::Enterprises(listed, names, places) => {
                self.passes(listed) || places.contains(&self.at) || names.iter().any(|name| self.index.holds(self.at, name))
            }
            Test::Without(Attribute::With, other) => self.index.duties(self.at).all(|(_, duty)| duty == Duty::Leads) || self.passes(other),
            Test::Without(attribute, other) => self.value(*attribute).is_nothing() || self.passes(other),
            Test::Told(of, all) => all.iter().any(|m| self.index.tells(self.at, m, Some(*of)).is_some()),
            Test::Choice(attribute, asked) => match self.value(*attribute) {
                Held::Choice(rank) => asked.get(rank).copied().unwrap_or_default(),
                _ => attribute.holds().none().is_some() && asked.last().copied().unwrap_or_default(),
            },
            Test::Causes(all) => self.judged.standing.state.causes().any(|problem| all.contains(&problem.cause)),
            Test::Flags(all) => all.iter().any(|flag| flag.holds(self.judged.standing)),
            Test::Days(attribute, comparison, all) => {
                let day = if let Held::Day(day) = self.value(*attribute) { Some(day) } else { None };
                all.iter().any(|wanted| match (day, wanted) {
                    (Some(day), Some((first, last))) => comparison.holds(day, *first, *last),
                    (day, wanted) => *comparison == Comparison::Is && day.is_none() && wanted.is_none(),
                })
            }
            Test::Number(attribute, comparison, all) => match self.number(*attribute) {
                None => *comparison == Comparison::Is && all.contains(&Bound::None),
                Some(value) => {
                    let bound = |b: &Bound| match b {
                        Bound::Number(n) => Some(*n),
                        Bound::Scheduled => self.number(Attribute::Scheduled),
                        Bound::None => None,
                    };
                    all.iter().filter_map(bound).any(|b| comparison.holds(value, b, b))
                }
            },
        }
    }

    /// Whether the entry's texts, places and the bodies that it names answer a word.
    fn answers(&self, sought: &Sought) -> bool {
        self.has(Attribute::Lead, &sought.bodies)
            || self.has(Attribute::With, &sought.bodies)
            || self.has(Attribute::Region, &sought.regions)
            || self.index.answers(self.at, &sought.matcher, sought.sweep.as_ref())
            || self.index.tells(self.at, &sought.matcher, None).is_some()
    }

    /// Whether one of some bodies owes a report on it for a period.
    fn awaits(&self, set: &[bool], period: Period) -> bool {
        let Judged { ledger, entry, standing } = self.judged;
        let is_one = |body: &DeptId| self.index.bodies.find(body).is_some_and(|body| holds(set, body));
        self.index.duties(self.at).any(|(body, _)| holds(set, body))
            && ledger.owing(entry, standing, period).any(|owing| !owing.said && is_one(&owing.body))
    }

    /// Whether it names something whose number is in a set.
    fn has(&self, attribute: Attribute, set: &[bool]) -> bool {
        self.index.numbers(attribute, self.at).iter().any(|number| holds(set, *number))
    }

    /// The number that is compared; an absent one passes no comparison.
    fn number(&self, attribute: Attribute) -> Option<f64> {
        match self.value(attribute) {
            Held::Percent(percent) => Some(f64::from(percent)),
            Held::Year(year) => Some(f64::from(year)),
            Held::Money(wan) => Some(wan),
            _ => None,
        }
    }
}

#[inline]
fn holds(set: &[bool], number: u32) -> bool {
    set.get(number as usize).copied().unwrap_or_default()
}

#[cfg(test)]
#[path = "compiled_tests.rs"]
mod tests;

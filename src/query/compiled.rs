use chrono::NaiveDate;
use std::collections::HashSet;
use std::ops::Range;

use super::choice::Flag;
use super::filter::{Ask, Bound, Condition, Filter, Measure, Part, Place, Word};
use super::index::Index;
use super::matcher::{Matcher, Sweep};
use super::shares::in_shares;
use super::stretch::{Comparison, means_none, stretch};
use crate::domain::{Department, DeptId, Entry, Kind, Ledger, Light, Standing, Standings, Status};

/// A filter made ready for a ledger, its index and a day. Compile it again after any of them changed.
#[derive(Clone, Debug, Default)]
pub struct Query {
    terms: Vec<(bool, Test)>,
    words: Vec<Matcher>,
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
    Bodies(Part, Vec<bool>),
    Plan(Vec<bool>),
    Region(Vec<bool>),
    Reference(Vec<Matcher>),
    Firm(Vec<Matcher>),
    Status(Vec<Option<Status>>),
    Light(Vec<Light>),
    Kind(Vec<Kind>),
    Flags(Vec<Flag>),
    Due(Comparison, Vec<Option<(NaiveDate, NaiveDate)>>),
    Number(Measure, Comparison, Vec<Bound>),
}

impl Filter {
    /// Makes the filter ready: looks up what its names mean in this ledger, and what its dates mean on this day.
    pub fn compile(&self, ledger: &Ledger, index: &Index, today: NaiveDate) -> Query {
        let maker = Maker { ledger, index, today };
        let mut terms: Vec<_> = self.terms.iter().map(|t| (t.negated, maker.test(&t.asks))).collect();
        // What costs most comes last.
        terms.sort_by_key(|(_, test)| matches!(test, Test::Words(_) | Test::Reference(_) | Test::Firm(_)));
        let shown = self.terms.iter().filter(|t| !t.negated);
        let words = shown.flat_map(|t: &Condition| if let Ask::Words(words) = &t.asks { words.as_slice() } else { &[] });
        Query { terms, words: words.map(matcher).collect() }
    }
}

fn matcher(word: &Word) -> Matcher {
    if word.quoted { Matcher::literal(&word.text) } else { Matcher::new(&word.text) }
}

/// Whether a name answers a word: a quoted one must be the whole name.
fn names(word: &Word, matcher: &Matcher, name: &str) -> bool {
    if word.quoted { matcher.rank(name) == Some(0) } else { matcher.finds(name) }
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
            Ask::Bodies(part, words) => Test::Bodies(*part, self.bodies(words)),
            Ask::Level(levels) => {
                let level = |id: &str| self.ledger.departments.get(&id.into()).map(|d| d.level);
                Test::Bodies(Part::Lead, self.index.bodies.which(|id| level(id).is_some_and(|l| levels.contains(&l))))
            }
            Ask::Texts(Place::Plan, words) => Test::Plan(self.plans(words)),
            Ask::Texts(Place::Region, words) => {
                let all: Vec<_> = words.iter().map(|w| (w, matcher(w))).collect();
                Test::Region(self.index.regions.which(|region| all.iter().any(|(w, m)| names(w, m, region))))
            }
            Ask::Texts(Place::Reference, words) => Test::Reference(words.iter().map(|w| Matcher::literal(&w.text)).collect()),
            Ask::Texts(Place::Firm, words) => Test::Firm(words.iter().map(matcher).collect()),
            Ask::Status(all) => Test::Status(all.clone()),
            Ask::Light(all) => Test::Light(all.clone()),
            Ask::Kind(all) => Test::Kind(all.clone()),
            Ask::Flags(all) => Test::Flags(all.clone()),
            Ask::Due(comparison, words) => {
                let read = |w: &String| if means_none(w) { Some(None) } else { stretch(w, self.today).map(Some) };
                Test::Due(*comparison, words.iter().filter_map(read).collect())
            }
            Ask::Number(measure, comparison, bounds) => Test::Number(*measure, *comparison, bounds.clone()),
        }
    }

    fn sought(&self, word: &Word) -> Sought {
        let matcher = matcher(word);
        let known = |id: &str| self.ledger.departments.get(&id.into()).is_some_and(|d| d.names().any(|n| matcher.finds(n)));
        Sought {
            bodies: self.index.bodies.which(|id| known(id) || matcher.finds(id)),
            regions: self.index.regions.which(|region| matcher.finds(region)),
            sweep: Sweep::new(&matcher),
            matcher,
        }
    }

    /// The bodies whose duties are those of a body of such a name: itself, the groups that hold it, its
    /// predecessors.
    fn bodies(&self, words: &[Word]) -> Vec<bool> {
        let all: Vec<_> = words.iter().map(|w| (w, matcher(w))).collect();
        let named = |name: &str| all.iter().any(|(w, m)| names(w, m, name));
        let meant = self.ledger.departments.iter().filter(|d: &&Department| d.names().any(named));
        let duties: HashSet<DeptId> = meant.flat_map(|d| self.ledger.departments.duties_of(&d.id)).collect();
        self.index.bodies.which(|id| duties.contains(&DeptId::from(id)) || named(id))
    }

    fn plans(&self, words: &[Word]) -> Vec<bool> {
        let all: Vec<_> = words.iter().map(|w| (w, matcher(w))).collect();
        self.index.plans.which(|code| {
            let plan = self.ledger.plan(code);
            let known = [Some(code), plan.map(|p| p.title.as_str()), plan.map(|p| p.short.as_str())];
            known.into_iter().flatten().any(|name| all.iter().any(|(w, m)| names(w, m, name)))
        })
    }
}

impl Query {
    /// Whether the entry at a place of the ledger passes.
    pub fn matches(&self, index: &Index, ledger: &Ledger, standings: &Standings, i: usize) -> bool {
        let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return false };
        let item = Item { at: i, entry, standing, index };
        self.terms.iter().all(|(negated, test)| item.passes(test) != *negated)
    }

    /// The places of all entries that pass, in the ledger's order.
    pub fn select(&self, index: &Index, ledger: &Ledger, standings: &Standings) -> Vec<usize> {
        if self.terms.is_empty() {
            return (0..ledger.entries().len().min(standings.all().len())).collect();
        }
        in_shares(ledger.entries().len(), |range| range.filter(|i| self.matches(index, ledger, standings, *i)).collect())
    }

    /// Where the words of the filter stand in a text on screen: byte ranges from the left, none over another.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
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

/// An entry with all that is known of it.
struct Item<'a> {
    at: usize,
    entry: &'a Entry,
    standing: &'a Standing,
    index: &'a Index,
}

impl Item<'_> {
    fn passes(&self, test: &Test) -> bool {
        let (state, verdict) = (&self.standing.state, &self.standing.verdict);
        match test {
            Test::Words(all) => all.iter().any(|s| self.answers(s)),
            Test::Bodies(Part::Lead, set) => self.leads(set),
            Test::Bodies(Part::Cooperating, set) => self.cooperates(set),
            Test::Bodies(Part::Either, set) => self.leads(set) || self.cooperates(set),
            Test::Plan(set) => holds(set, self.index.plan(self.at)),
            Test::Region(set) => self.index.regions(self.at).iter().any(|n| holds(set, *n)),
            Test::Reference(all) => all.iter().any(|m| self.index.holds(self.at, m) && m.finds(self.entry.id.as_str())),
            Test::Firm(all) => all.iter().any(|m| self.entry.enterprises.iter().any(|firm| m.finds(firm))),
            Test::Status(all) => all.contains(&state.status.value),
            Test::Light(all) => all.contains(&verdict.light),
            Test::Kind(all) => all.contains(&self.entry.kind),
            Test::Flags(all) => all.iter().any(|f| self.is(*f)),
            Test::Due(comparison, all) => all.iter().any(|wanted| match (state.deadline.value, wanted) {
                (Some(day), Some((first, last))) => comparison.holds(day, *first, *last),
                (day, wanted) => *comparison == Comparison::Is && day.is_none() && wanted.is_none(),
            }),
            Test::Number(measure, comparison, all) => self.number(*measure).is_some_and(|value| {
                let bound = |b: &Bound| if let Bound::Number(n) = b { Some(*n) } else { self.number(Measure::Scheduled) };
                all.iter().filter_map(bound).any(|b| comparison.holds(value, b, b))
            }),
        }
    }

    fn answers(&self, sought: &Sought) -> bool {
        self.leads(&sought.bodies)
            || self.cooperates(&sought.bodies)
            || self.index.regions(self.at).iter().any(|n| holds(&sought.regions, *n))
            || self.index.answers(self.at, &sought.matcher, sought.sweep.as_ref())
    }

    fn leads(&self, set: &[bool]) -> bool {
        holds(set, self.index.lead(self.at))
    }

    fn cooperates(&self, set: &[bool]) -> bool {
        self.index.cooperating(self.at).iter().any(|n| holds(set, *n))
    }

    /// The number that is compared; an absent one passes no comparison.
    fn number(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::Percent => self.standing.state.percent_done().map(f64::from),
            Measure::Scheduled => self.standing.verdict.scheduled.map(f64::from),
            Measure::Investment => self.entry.investment_wan,
        }
    }

    fn is(&self, flag: Flag) -> bool {
        let standing = self.standing;
        match flag {
            Flag::Unreported => standing.verdict.unreported,
            Flag::Contested => standing.state.is_contested(),
            Flag::Unassigned => standing.state.lead.value.is_none(),
            Flag::Overdue => standing.verdict.overdue,
            Flag::DueSoon => standing.verdict.due_soon,
            Flag::Open => standing.state.is_open(),
        }
    }
}

#[inline]
fn holds(set: &[bool], number: u32) -> bool {
    set.get(number as usize).copied().unwrap_or(false)
}

#[cfg(test)]
#[path = "compiled_tests.rs"]
mod tests;

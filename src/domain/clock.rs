//! When an update was recorded: by its author's clock, or where that cannot be true, by what else is known of it.

use chrono::{Days, NaiveDate};
use std::collections::HashMap;

use super::change::Touched;
use super::id::UpdateId;
use super::kinds::{Section, Subject, by_kind};
use super::ledger::{Kept, Ledger};
use super::order::{Seen, in_causal_order};
use super::recorded::{Likely, Time, WrongClock};
use super::records::Record;
use super::update::Update;

/// The other side of the earth may be in tomorrow.
const SKEW: Days = Days::new(2);
/// Months late, a report is still entered under the day on which it was made.
const LONG: Days = Days::new(366);

impl Ledger {
    /// Says which day it is, and so which times of its logs cannot be. From then on every change keeps that up.
    pub fn believe_until(&mut self, day: NaiveDate) {
        self.set_believed_until(day);
        for section in Section::ALL {
            by_kind!(Section section, => {
                let wrong: Vec<_> = R::records(self).iter().filter_map(|r| Some((Record::id(r.as_ref()), self.misjudged(r.as_ref(), day)?))).collect();
                wrong.into_iter().for_each(|(id, times)| self.set_times::<R>(&id, &times));
            });
        }
    }

    /// The day went on while the ledger was open: what is recorded from now on is held against the new one.
    pub(crate) fn go_on_to(&mut self, day: NaiveDate) {
        if self.believed_until().is_some_and(|before| before < day) {
            self.set_believed_until(day);
        }
    }

    /// Keeps that up after a change.
    pub(super) fn weigh_touched(&mut self, touched: &Touched) {
        fn weigh<R: Kept>(ledger: &mut Ledger, id: &R::Id, day: NaiveDate) {
            let times = R::records(ledger).by_id(id).and_then(|r| ledger.misjudged(r.as_ref(), day));
            times.into_iter().for_each(|times| ledger.set_times::<R>(id, &times));
        }
        let Some(day) = self.believed_until() else { return };
        if touched.0.iter().any(|subject| subject.section() == Some(Section::Plan)) {
            return self.believe_until(day);
        }
        for subject in &touched.0 {
            by_kind!(Subject subject, (id) => weigh::<R>(self, id, day); Subject::Ledger => ());
        }
    }

    /// What counts in the place of a record's times, where that is not what counts now.
    fn misjudged<R: Kept>(&self, record: &R, day: NaiveDate) -> Option<HashMap<usize, Likely>> {
        let log = Some(record.log()).filter(|log| !log.is_empty())?;
        let start = self.plan(record.stands().0).map_or(NaiveDate::MIN, |plan| plan.start);
        let from = start.checked_sub_days(LONG).unwrap_or(start);
        let times = Clocks { log, from, day }.corrected();
        let same = log.iter().enumerate().all(|(i, u)| u.at.counts == times.get(&i).copied());
        (!same).then_some(times)
    }

    fn set_times<R: Kept>(&mut self, id: &R::Id, times: &HashMap<usize, Likely>) {
        let Some(log) = R::records_mut(self).get_mut(id).and_then(Record::log_mut) else { return };
        log.iter_mut().enumerate().for_each(|(i, u)| u.at.counts = times.get(&i).copied());
    }
}

/// The clocks of a log, to be held against each other, the first day that can be, and the present one.
struct Clocks<'a> {
    log: &'a [Update],
    from: NaiveDate,
    day: NaiveDate,
}

impl Clocks<'_> {
    /// What counts in the place of times that cannot be, by place in the log.
    fn corrected(&self) -> HashMap<usize, Likely> {
        let days = || self.log.iter().map(|u| u.at.written().date_naive());
        let near = days().min().zip(days().max()).is_none_or(|(first, last)| first + LONG >= last);
        if near && self.log.iter().all(|u| self.can_be(u)) {
            return HashMap::new();
        }
        let (ordered, seen) = in_causal_order(self.log.iter().collect());
        let believed = self.believed(&ordered, &seen);
        let mut times: Vec<Likely> = ordered.iter().map(|u| Likely { time: u.at.written(), clock: WrongClock::Inferred }).collect();
        for at in (0..ordered.len()).filter(|at| !believed[*at]) {
            let earliest = (0..at).filter(|i| seen.stands_on(at, *i)).map(|i| times[i]).max_by_key(|t| (t.time, t.clock));
            let latest = (at..ordered.len()).filter(|i| believed[*i] && seen.stands_on(*i, at)).map(|i| times[i].time).min();
            times[at] = self.likely(ordered[at], earliest, latest);
        }
        let places: HashMap<&UpdateId, usize> = self.log.iter().enumerate().map(|(i, u)| (&u.id, i)).collect();
        let wrong = ordered.iter().zip(believed).zip(times).filter(|((_, believed), _)| !believed);
        wrong.map(|((u, _), time)| (places[&u.id], time)).collect()
    }

    fn can_be(&self, update: &Update) -> bool {
        let day = update.at.written().date_naive();
        self.from <= day && day <= self.day + SKEW
    }

    /// Which times hold against the days that can be and against each other. Of those that cannot both be, the one goes that
    /// contradicts most others; of two, the one that had seen the other.
    fn believed(&self, ordered: &[&Update], seen: &Seen<'_>) -> Vec<bool> {
        let mut believed: Vec<bool> = ordered.iter().map(|u| self.can_be(u)).collect();
        let days: Vec<NaiveDate> = ordered.iter().map(|u| u.at.written().date_naive()).collect();
        let clash = |earlier: usize, later: usize| days[later] + LONG < days[earlier] && seen.stands_on(later, earlier);
        // How many each contradicts, and how many of those it had seen.
        let mut against = vec![(0usize, 0usize); ordered.len()];
        for later in (0..ordered.len()).filter(|i| believed[*i]) {
            for earlier in (0..later).filter(|i| believed[*i] && clash(*i, later)) {
                against[earlier].0 += 1;
                against[later] = (against[later].0 + 1, against[later].1 + 1);
            }
        }
        while let Some(worst) = (0..ordered.len()).max_by_key(|i| against[*i]).filter(|i| against[*i].0 > 0) {
            (believed[worst], against[worst]) = (false, (0, 0));
            for other in (0..ordered.len()).filter(|i| believed[*i]) {
                if other < worst && clash(other, worst) {
                    against[other].0 -= 1;
                } else if other > worst && clash(worst, other) {
                    against[other] = (against[other].0 - 1, against[other].1 - 1);
                }
            }
        }
        believed
    }

    /// The end of the period on which it reports; else the time of what its author had seen last, or of whoever saw it first. Where
    /// nothing tells, it is the present day.
    fn likely(&self, update: &Update, earliest: Option<Likely>, latest: Option<Time>) -> Likely {
        let on = |day: NaiveDate| {
            let at = update.at.written();
            day.and_time(at.time()).and_local_timezone(*at.offset()).single().unwrap_or(at)
        };
        let told = update.period.map(|p| p.end()).filter(|end| *end <= self.day).map(on);
        let inferred = |time| Likely { time, clock: WrongClock::Inferred };
        let Some(told) = told else {
            let today = || Likely { time: on(self.day), clock: WrongClock::Unknown };
            return earliest.or(latest.map(inferred)).unwrap_or_else(today);
        };
        let told = latest.map_or(told, |latest| told.min(latest));
        // What stands on a day that nothing tells is no better known, where it is not earlier by its period.
        earliest.filter(|earliest| earliest.time > told).unwrap_or(inferred(told))
    }
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;

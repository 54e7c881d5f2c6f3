use std::sync::Arc;

use super::carried;
use super::change::Change;
use super::claim::{Claim, Facts, standing};
use super::entry::Entry;
use super::fact::Value;
use super::fold::fold;
use super::going_on::End;
use super::handed::handed_twice;
use super::handover::Handover;
use super::id::{EntryId, UpdateId};
use super::intent::{NothingToRecord, set, taken};
use super::kinds::{Contested, Subject, by_kind};
use super::ledger::Ledger;
use super::log::corrected;
use super::point::{Answer, Fate, Point};
use super::record::Recorder;
use super::state::State;
use super::stated::EntryClaim;
use super::status::Status;
use super::update::{Fact, Update, Voice};

impl Recorder {
    /// The change that settles a value: one more update, whose author saw all rivals. A value without a reason takes over
    /// that of the rival that wins, a status its day and document, as far as those who set it say the same of them.
    pub fn rule(&self, ledger: &Ledger, subject: &Subject, value: &Value, reason: &str) -> Result<Change, NothingToRecord> {
        match (subject, value) {
            (Subject::Entry(id), Value::Stated(Contested::Entry(of, claim))) if of == id => {
                if *claim == EntryClaim::Present(false) {
                    return take(ledger, subject);
                }
                self.rule_fact(entry(ledger, id)?, claim, reason)
            }
            (Subject::Entry(id), Value::Point(Point::Handed(one))) => {
                let mut amended = entry(ledger, id)?.clone();
                let twice = handed_twice(&amended.handed).into_iter().find(|rivals| rivals.contains(&one));
                let over: Vec<Handover> = twice.into_iter().flatten().filter(|rival| *rival != one).cloned().collect();
                if over.is_empty() {
                    return Err(NothingToRecord::Same(value.word()));
                }
                amended.handed.retain(|rival| !over.contains(rival));
                Ok(Change::amend(amended))
            }
            (Subject::Entry(id), _) => {
                let entry = entry(ledger, id)?;
                let state = fold(ledger, entry, None);
                let nobody = State::default();
                let (about, of, value) = match value {
                    Value::OfPart(body, value) => (Voice::Part(body.clone()), state.part(body).unwrap_or(&nobody), value.as_ref()),
                    _ => (Voice::Whole, &state, value),
                };
                let says = Rules { log: &entry.updates, state: of, about: &about }.facts(value, reason.trim())?;
                let ruled = Change::record(id.clone(), Update { about, ..self.update(&entry.updates, says, None) });
                let lost = self.parts_lost(ledger, &state, value);
                Ok(if lost.is_empty() { ruled } else { Change::All(lost.into_iter().chain([ruled]).collect()) })
            }
            (Subject::Indicator(id), Value::Measured(period, value)) => {
                self.measure(ledger, id, *period, *value).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))
            }
            (_, Value::Stated(claim)) if claim.subject() == *subject => restate(ledger, claim),
            _ => self.rule_folded(ledger, subject, value, reason),
        }
    }

    /// Where several split an entry without seeing each other and one of these splits is to hold, what the others made of it is given up,
    /// as far as it is open.
    fn parts_lost(&self, ledger: &Ledger, state: &State, value: &Value) -> Vec<Change> {
        let (Value::CarriedInto(holds), Some(contest)) = (value, &state.carried_into.contest) else { return Vec::new() };
        let kept = carried::read(holds);
        // What was joined goes on in one entry, which was there before.
        let split = contest.claims.iter().map(|(into, _)| carried::read(into)).filter(|parts| parts.len() > 1);
        let lost = split.flatten().filter(|part| part.is_minted() && !kept.contains(part)).filter_map(|part| ledger.get(&part));
        let reason = format!("分解以{}为准", ledger.destination(holds));
        let end = |entry: &Arc<Entry>| {
            let end = End { status: Status::Cancelled, into: String::new(), reason: reason.clone(), basis: "" };
            self.end(ledger, entry, end).ok()
        };
        lost.filter_map(end).collect()
    }

    /// The same of a thing that is no entry and has a state of its own.
    fn rule_folded(&self, ledger: &Ledger, subject: &Subject, value: &Value, reason: &str) -> Result<Change, NothingToRecord> {
        let state = ledger.folded(subject, None).ok_or_else(|| NothingToRecord::NoSuchField(value.word()))?;
        let log = ledger.log_of(subject);
        let says = Rules { log, state: &state, about: &Voice::Whole }.facts(value, reason.trim())?;
        Ok(Change::record(subject.clone(), self.update(log, says, None)))
    }

    fn rule_fact(&self, entry: &Entry, claim: &EntryClaim, reason: &str) -> Result<Change, NothingToRecord> {
        let (rivals, contested): (Vec<_>, Vec<_>) = standing(entry, &entry.contested).into_iter().partition(|c| c.field() == claim.field());
        if rivals.is_empty() && entry.claims(&[]).contains(claim) {
            return Err(NothingToRecord::Same(claim.field().to_string()));
        }
        let mut amended = entry.clone();
        amended.updates = Vec::new();
        amended.state(claim.clone());
        amended.contested = contested;
        let over = rivals.into_iter().filter(|c| c != claim).collect();
        let says = vec![Fact::Ruled { to: claim.clone(), over, reason: reason.trim().to_owned() }];
        let record = Change::record(entry.id.clone(), self.update(&entry.updates, says, None));
        Ok(Change::All(vec![Change::amend(amended), record]))
    }

    /// The change that takes an update of a record back after others may have seen it: a correction that names
    /// it. A ruling that is taken back leaves its field contested again.
    pub fn correct(&self, ledger: &Ledger, subject: &Subject, update: &UpdateId, reason: &str) -> Result<Change, NothingToRecord> {
        let (wrong, correction) = self.correction(ledger.log_of(subject), update, reason)?;
        let record = Change::record(subject.clone(), correction);
        let ruled: Vec<EntryClaim> = wrong
            .says
            .iter()
            .filter_map(|f| if let Fact::Ruled { to, over, .. } = f { Some((to, over)) } else { None })
            .filter(|(_, over)| !over.is_empty())
            .flat_map(|(to, over)| std::iter::once(to).chain(over).cloned())
            .collect();
        let Subject::Entry(id) = subject else { return Ok(record) };
        if ruled.is_empty() {
            return Ok(record);
        }
        let mut amended = entry(ledger, id)?.clone();
        amended.updates = Vec::new();
        amended.contested.extend(ruled);
        amended.contested = standing(&amended, &amended.contested);
        Ok(Change::All(vec![Change::amend(amended), record]))
    }

    /// What an undo becomes once the ledger was shared: where it would take an update out of a log, a
    /// correction is written instead; the rest of it stays as it is.
    pub fn undo_openly(&self, ledger: &Ledger, undo: Change, reason: &str) -> Result<Change, NothingToRecord> {
        match undo {
            Change::Unrecord { subject, update } => self.correct(ledger, &subject, &update, reason),
            // A record goes whole; what its log says was said, and is corrected.
            Change::Take(subject) if !ledger.log_of(&subject).is_empty() => {
                let log = ledger.log_of(&subject);
                let gone = corrected(log.iter());
                let wrong =
                    log.iter().filter(|u| !gone.contains(&u.id) && !u.says.iter().all(|fact| matches!(fact, Fact::Corrects { .. })));
                let all: Result<Vec<Change>, _> = wrong.map(|u| self.correct(ledger, &subject, &u.id, reason)).collect();
                all.map(Change::All)
            }
            Change::All(all) => {
                let all: Result<Vec<Change>, _> = all.into_iter().map(|c| self.undo_openly(ledger, c, reason)).collect();
                all.map(Change::All)
            }
            other => Ok(other),
        }
    }

    fn correction<'a>(&self, log: &'a [Update], id: &UpdateId, reason: &str) -> Result<(&'a Update, Update), NothingToRecord> {
        let wrong = log.iter().find(|u| u.id == *id).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))?;
        if corrected(log.iter()).contains(id) {
            return Err(NothingToRecord::Same(id.to_string()));
        }
        let says = vec![Fact::Corrects { update: id.clone(), reason: reason.trim().to_owned() }];
        Ok((wrong, self.update(log, says, wrong.period)))
    }
}

/// What a ruling says of an entry, or of a part of it.
struct Rules<'a> {
    log: &'a [Update],
    state: &'a State,
    about: &'a Voice,
}

impl Rules<'_> {
    fn facts(&self, value: &Value, reason: &str) -> Result<Vec<Fact>, NothingToRecord> {
        let rivals = self.rivals(value);
        let said = || rivals.iter().flat_map(|u| u.says.iter());
        match value {
            Value::Point(point) => self.point(point, reason),
            Value::Status(_) => {
                let mut fact = set(self.state, value, reason)?;
                if let Fact::Status { on, reason, basis, .. } = &mut fact {
                    let told = || said().filter(|f| f.value().as_ref() == Some(value));
                    *on = only(told().filter_map(|f| if let Fact::Status { on, .. } = f { *on } else { None }));
                    *basis = only(told().filter_map(|f| if let Fact::Status { basis, .. } = f { words(basis) } else { None }))
                        .unwrap_or_default();
                    if reason.is_empty() {
                        *reason = only(told().filter_map(|f| words(f.reason()))).unwrap_or_default();
                    }
                }
                let verdict = |f: &&Fact| matches!(f, Fact::Confirmed { .. } | Fact::Returned { .. });
                Ok(Some(fact).into_iter().chain(said().find(verdict).cloned()).collect())
            }
            _ => {
                let taken = said().find(|f| f.value().as_ref() == Some(value)).map_or("", Fact::reason);
                let fact = set(self.state, value, if reason.is_empty() { taken } else { reason })?;
                // In what it goes on was said with why it ended, which holds with it.
                let ended = |f: &&Fact| matches!((value, f), (Value::CarriedInto(_), Fact::Status { to: Status::CarriedOver, .. }));
                Ok(said().find(ended).cloned().into_iter().chain([fact]).collect())
            }
        }
    }

    /// The updates that set a value which is contested; where it is not, the last that did.
    fn rivals(&self, value: &Value) -> Vec<&Update> {
        let logged = self.state.logged();
        let contest = logged.iter().filter_map(|folded| folded.contest.as_ref()).find(|c| c.claims.iter().any(|(v, _)| v == value));
        let own = || self.log.iter().filter(|u| u.about == *self.about);
        match contest {
            Some(contest) => own().filter(|u| contest.claims.iter().any(|(v, id)| v == value && *id == u.id)).collect(),
            None => own().rev().find(|u| u.says.iter().any(|f| f.value().as_ref() == Some(value))).into_iter().collect(),
        }
    }

    fn point(&self, point: &Point, reason: &str) -> Result<Vec<Fact>, NothingToRecord> {
        let again = |on, reason: &str, basis: &str| {
            let to = self.state.status.value.ok_or(NothingToRecord::NotDone)?;
            Ok(vec![Fact::Status { from: Some(to), to, on, reason: reason.to_owned(), basis: basis.to_owned() }])
        };
        match point {
            Point::CameTrue(day) => again(Some(*day), "", ""),
            Point::Reason(reason) => again(None, reason, ""),
            Point::Basis(basis) => again(None, "", basis),
            Point::Confirmed(_) if self.state.status.value != Some(Status::Done) => Err(NothingToRecord::NotDone),
            Point::Confirmed(basis) => Ok(vec![Fact::Confirmed { basis: basis.clone() }]),
            Point::Returned(reason) => Ok(vec![Fact::Returned { reason: reason.clone() }]),
            Point::Cause { problem, cause, .. } => Ok(vec![Fact::Still(problem.clone()), Fact::Cause(*cause)]),
            Point::Problem { problem, fate: Fate::Solved, .. } => Ok(vec![Fact::Solved(problem.clone())]),
            Point::Problem { problem, fate: Fate::Still, .. } => Ok(vec![Fact::Still(problem.clone())]),
            Point::Condition(settled) => Ok(vec![settled.fact()]),
            Point::Invested { period, wan } => {
                let from = self.state.project.as_ref().and_then(|course| course.invested.get(period).copied());
                Ok(vec![Fact::Invested { period: *period, from, to: *wan }])
            }
            // It stands in the entry, and not in its log.
            Point::Handed(_) => Err(NothingToRecord::NoSuchField(point.word())),
            Point::Proposal { proposal, answer } => Ok(self.answer(proposal, *answer, reason)),
        }
    }

    /// What was taken and is not to be is taken back, with all that it set.
    fn answer(&self, proposal: &UpdateId, answer: Answer, reason: &str) -> Vec<Fact> {
        let answers = self.log.iter().filter(|u| u.about.is_whole());
        if answer == Answer::Taken {
            let proposed = self.log.iter().find(|u| u.id == *proposal).map(|u| taken(self.state, &u.says));
            return std::iter::once(Fact::Takes(proposal.clone())).chain(proposed.unwrap_or_default()).collect();
        }
        let why = || {
            answers.clone().flat_map(|u| &u.says).find_map(|f| match f {
                Fact::Declines { update, reason } if update == proposal => Some(reason.clone()),
                _ => None,
            })
        };
        let reason = words(reason).or_else(why).unwrap_or_default();
        let took = answers.clone().filter(|u| u.says.iter().any(|f| matches!(f, Fact::Takes(of) if of == proposal)));
        let back = took.map(|u| Fact::Corrects { update: u.id.clone(), reason: reason.clone() });
        back.chain(Some(Fact::Declines { update: proposal.clone(), reason: reason.clone() })).collect()
    }
}

fn words(said: &str) -> Option<String> {
    Some(said.trim().to_owned()).filter(|w| !w.is_empty())
}

/// What all say of something, where they say the same.
fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

fn entry<'a>(ledger: &'a Ledger, id: &EntryId) -> Result<&'a Entry, NothingToRecord> {
    ledger.get(id).map(|e| e.as_ref()).ok_or_else(|| NothingToRecord::NoSuchThing(id.to_string()))
}

/// What is named does not go. What goes with records in its log is remembered by these, so that no clone that still has them brings it back.
fn take(ledger: &Ledger, subject: &Subject) -> Result<Change, NothingToRecord> {
    let users = ledger.users_of(subject);
    match users.first() {
        Some(first) => Err(NothingToRecord::StillNamed(first.clone(), users.len())),
        None => {
            let log = ledger.log_of(subject).iter().map(|update| update.id.clone());
            let mut out: Vec<UpdateId> = ledger.ruled_out.iter().cloned().chain(log).collect();
            out.sort();
            out.dedup();
            let remembered = (out != ledger.ruled_out).then_some(Change::RuleOut(out));
            Ok(Change::All(remembered.into_iter().chain([ledger.without(subject)]).collect()))
        }
    }
}

fn restate(ledger: &Ledger, claim: &Contested) -> Result<Change, NothingToRecord> {
    let goes = by_kind!(Contested claim, (_, claim) => *claim == <R as Facts>::Claim::presence(false); Contested::Head(_) => false);
    if goes {
        return take(ledger, &claim.subject());
    }
    let same = |c: &Contested| c.subject() == claim.subject() && c.field() == claim.field();
    let contested = ledger.contested.iter().filter(|c| !same(c)).cloned().collect();
    Ok(Change::Restate { claim: Box::new(claim.clone()), contested })
}

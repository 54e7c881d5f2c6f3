use chrono::{Datelike, NaiveDate};

use super::audience::Audience;
use super::bucket::Bucket;
use super::handout::{Handed, Handout};
use super::reading::Reading;
use super::row::Row;
use crate::domain::{
    Change, DeptId, Entry, EntryId, Fact, Indicator, IndicatorId, Ledger, Moment, Period, Recorder, ReminderLevel, Series, State, Urge,
    ValueOwed, Voice, fold, next_letter,
};
use crate::text::Lang;

/// What one letter asks of one body: every open entry that it leads and that is late, or on which it has not reported; and of
/// what others lead, its own part on which it has not reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Urging {
    pub(crate) level: ReminderLevel,
    pub(crate) number: String,
    pub(crate) to: DeptId,
    pub(crate) to_name: String,
    /// The period on which reports are owed.
    pub(crate) period: Period,
    /// The day on which the letter is written; lateness is counted to this day.
    pub(crate) day: NaiveDate,
    /// Whom the body has named to be asked, and whom the office has.
    pub(crate) contacts: [String; 2],
    /// Titles of the plans of its entries.
    pub(crate) plans: Vec<String>,
    /// How many entries the body leads.
    pub leads: usize,
    /// In how many of these it is only named first.
    pub(crate) named_first: usize,
    /// How many others it has a part in of which it tells.
    pub(crate) shares: usize,
    /// What is asked for, the gravest first.
    pub(crate) rows: Vec<Row>,
    /// The values of indicators for which it answers and that are missing.
    pub(crate) values: Vec<WantedValue>,
    /// The earlier letters about these entries, each once, the oldest first.
    pub(crate) earlier: Vec<Urge>,
}

/// A value of an indicator that a letter asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedValue {
    pub(crate) id: IndicatorId,
    pub(crate) name: String,
    pub(crate) scope: String,
    pub(crate) unit: String,
    pub(crate) period: Period,
}

/// The wishes of whoever writes a letter.
#[derive(Clone, Debug)]
pub struct UrgeWish {
    /// To which body.
    pub to: DeptId,
    /// How firmly.
    pub level: ReminderLevel,
    /// The period on which reports are owed; the one that is collected when none is named.
    pub period: Option<Period>,
    /// Only these entries, when any are named.
    pub only: Option<Vec<EntryId>>,
}

/// A letter, and what is logged of it once it is issued.
#[derive(Clone, Debug, PartialEq)]
pub struct UrgingLetter {
    pub(crate) urging: Urging,
    pub(crate) change: Change,
}

/// The letters of some wishes, each with a number of its own; who owes nothing gets none.
pub(crate) fn letters(ledger: &Ledger, recorder: &Recorder, wishes: impl Iterator<Item = UrgeWish>, today: NaiveDate) -> Vec<UrgingLetter> {
    let mut ledger = ledger.clone();
    let mut all = Vec::new();
    for wish in wishes {
        let urging = Urging::build(&ledger, &wish, today);
        let entries = urging.rows.iter().filter_map(|r| Some((ledger.get(&r.id)?, urging.about(r))));
        let values = urging.indicators().filter_map(|id| ledger.indicators.by_id(id)).map(|of| recorder.ask_value(of, urging.asked()));
        let change = Change::All(entries.map(|(e, about)| recorder.urge(e, urging.asked(), about)).chain(values).collect());
        // The next letter has the next number.
        if !urging.is_empty() && change.clone().apply(&mut ledger).is_ok() {
            all.push(UrgingLetter { urging, change });
        }
    }
    all
}

/// What is to be asked before letters are issued by a body, or by somebody who names none: that the firmest comes first, that a body is written to once
/// more on the same day, that others than the writer lead what they are about.
pub(crate) fn letters_in_doubt(ledger: &Ledger, by: Option<&DeptId>, all: &[&Urging], lang: Lang) -> Vec<String> {
    let told = |is: &dyn Fn(&Urging) -> bool, zh: &str, en: &str| {
        let named: Vec<&str> = all.iter().filter(|urging| is(urging)).map(|urging| urging.to_name.as_str()).collect();
        let (first, n) = (named.first()?, named.len());
        let who = if n > 1 { lang.pick(format!("{first}等 {n} 个单位"), format!("{first} ({n} in all)")) } else { (*first).to_owned() };
        Some(lang.pick(format!("{who}{zh}"), format!("{who} {en}")))
    };
    let is_others = |row: &Row| ledger.get(&row.id).is_some_and(|entry| !ledger.speaker(by, entry, row.lead.as_ref()).may_judge());
    let others: usize = all.iter().map(|urging| urging.rows.iter().filter(|row| is_others(row)).count()).sum();
    let name = by.map_or("", |by| ledger.departments.name(by));
    let strange = lang.pick(
        format!("函件由牵头单位或专班办公室发：其中 {others} 项{name}既不牵头也不是办公室"),
        format!("letters are for the lead or the office to write: of {others} entries {name} neither leads nor is the office"),
    );
    let abrupt = told(&Urging::is_abrupt, "没有发过提醒或催办，直接督办", "never had a milder letter");
    let repeated = told(&Urging::is_repeated, "今天已经发过函", "was written to today already");
    abrupt.into_iter().chain(repeated).chain((others > 0).then_some(strange)).collect()
}

/// Letters as they go out: what each asks for, and its number.
pub(crate) fn letters_handout(all: &[Urging], ending: &'static str, today: NaiveDate) -> Handout {
    let level = all.first().map_or("", |urging| urging.level.label(Lang::Zh));
    let handed = |urging: &Urging| Handed {
        to: urging.to_name.clone(),
        ending,
        entries: urging.rows.iter().map(|row| row.id.clone()).collect(),
        titles: urging.titles(),
        note: urging.number.clone(),
    };
    Handout { folder: format!("{level}函-{today}"), all: all.iter().map(handed).collect(), noted: "函号", left: None }
}

fn contacts(ledger: &Ledger, bodies: &[DeptId]) -> String {
    let all = bodies.iter().map(|body| ledger.contacts_of(body, Lang::Zh)).filter(|told| !told.is_empty());
    all.collect::<Vec<_>>().join("；")
}

impl Urging {
    /// Gathers what a letter of this day would ask for, by all that is recorded.
    pub fn build(ledger: &Ledger, wish: &UrgeWish, today: NaiveDate) -> Urging {
        let period = wish.period.unwrap_or_else(|| ledger.collecting(today));
        let audience = Audience::Department(wish.to.clone());
        let mut reading = Reading::new(ledger, period, today, &audience);
        reading.when = Moment::During(today);
        let all: Vec<Row> = ledger.entries().iter().filter_map(|e| reading.row(e)).collect();
        let leads = all.iter().filter(|r| r.led()).count();
        let named_first = all.iter().filter(|r| r.led() && r.named_first()).count();
        let shares = all.iter().filter(|r| !r.led() && r.own.is_some()).count();
        let wanted = |r: &Row| wish.only.as_ref().is_none_or(|only| only.contains(&r.id));
        let late = |r: &Row| r.late.is_some() || r.bucket == Bucket::Unverified;
        let owes = |r: &Row| r.bucket.is_open() && (r.led() && late(r) || r.is_owed_by(&wish.to));
        let mut rows: Vec<Row> = all.into_iter().filter(|r| wanted(r) && owes(r)).collect();
        rows.sort_by_key(|r| (!r.led(), std::cmp::Reverse(r.late.map(|l| (l.days, l.gap)))));
        let plans = ledger.plans.iter().filter(|p| rows.iter().any(|r| p.code == r.plan())).map(|p| p.title.clone()).collect();
        Urging {
            level: wish.level,
            number: next_letter(ledger, Series::Reminders(wish.level), today.year()),
            to_name: ledger.departments.name(&wish.to).to_owned(),
            to: wish.to.clone(),
            earlier: earlier(ledger, &rows, &wish.to),
            contacts: [contacts(ledger, std::slice::from_ref(&wish.to)), contacts(ledger, &ledger.settings.office)],
            period,
            day: today,
            plans,
            leads,
            named_first,
            shares,
            rows,
            values: wanted_values(ledger, wish, period),
        }
    }

    /// Whether nothing is owed.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.values.is_empty()
    }

    /// What it asks for, by name.
    fn titles(&self) -> Vec<String> {
        let value = |one: &WantedValue| format!("{}{}（{}）", one.period.label(Lang::Zh), one.name, one.scope);
        self.rows.iter().map(|row| format!("{} {}", row.reference, row.title)).chain(self.values.iter().map(value)).collect()
    }

    /// The indicators whose values it asks for, each once.
    fn indicators(&self) -> impl Iterator<Item = &IndicatorId> {
        let is_first = |at: usize| self.values[..at].iter().all(|one| one.id != self.values[at].id);
        (0..self.values.len()).filter(move |at| is_first(*at)).map(|at| &self.values[at].id)
    }

    /// Whether it is the firmest, and nothing milder went before it.
    pub(crate) fn is_abrupt(&self) -> bool {
        self.level == ReminderLevel::Oversee && self.earlier.is_empty()
    }

    /// Whether it was asked about some of it on this day already.
    pub(crate) fn is_repeated(&self) -> bool {
        self.earlier.iter().any(|urge| urge.on == self.day)
    }

    /// How many are past their deadline.
    pub(crate) fn overdue(&self) -> usize {
        self.count(|r| r.late.is_some_and(|l| l.days.is_some()))
    }

    /// How many are behind schedule before their deadline.
    pub(crate) fn behind(&self) -> usize {
        self.count(|r| r.late.is_some_and(|l| l.days.is_none()))
    }

    /// How many it leads and has not reported on.
    pub fn unreported(&self) -> usize {
        self.rows.iter().filter(|r| self.asks_for_whole(r)).count()
    }

    /// How many are of a plan that is over and on which nobody ever reported.
    pub(crate) fn unverified(&self) -> usize {
        self.count(|r| r.bucket == Bucket::Unverified)
    }

    /// How many parts of its own it has not told of, besides what it leads and has not reported on.
    pub fn parts_missing(&self) -> usize {
        self.rows.iter().filter(|r| self.asks_for_part(r)).count()
    }

    /// Whether it is asked for a report on what it leads.
    pub(super) fn asks_for_whole(&self, row: &Row) -> bool {
        row.led() && row.bucket == Bucket::Unreported && row.is_owed_by(&self.to)
    }

    /// Whether it is asked for its own part.
    pub(crate) fn asks_for_part(&self, row: &Row) -> bool {
        row.is_owed_by(&self.to) && !self.asks_for_whole(row)
    }

    /// What the log of an entry says of the letter.
    pub(crate) fn asked(&self) -> Fact {
        Fact::Urged { level: self.level, number: self.number.clone(), to: self.to.clone() }
    }

    /// Of what it says that: who is asked for its own part has not the whole to answer for.
    pub(crate) fn about(&self, row: &Row) -> Voice {
        if row.led() { Voice::Whole } else { Voice::Part(self.to.clone()) }
    }

    fn count(&self, test: fn(&Row) -> bool) -> usize {
        self.rows.iter().filter(|r| r.led() && test(r)).count()
    }
}

/// The values that are asked for with a period, of a body; of a choice of entries those of their indicators.
fn wanted_values(ledger: &Ledger, wish: &UrgeWish, period: Period) -> Vec<WantedValue> {
    let is_wanted = |of: &Indicator| wish.only.as_ref().is_none_or(|only| of.entry.as_ref().is_some_and(|entry| only.contains(entry)));
    let missing = ledger.values_owed(period, None).filter(|one| !one.said && one.bodies.contains(&wish.to) && is_wanted(one.indicator));
    let wanted = |one: ValueOwed<'_>| {
        let (of, period) = (one.indicator, one.period);
        WantedValue { id: of.id(), name: of.name.clone(), scope: of.scope.clone(), unit: of.unit.clone(), period }
    };
    missing.map(wanted).collect()
}

fn earlier(ledger: &Ledger, rows: &[Row], to: &DeptId) -> Vec<Urge> {
    let entries = rows.iter().filter_map(|r| ledger.get(&r.id));
    let of = |e: &Entry| {
        let State { urges, parts, .. } = fold(ledger, e, None);
        urges.into_iter().chain(parts.into_iter().flat_map(|part| part.state.urges))
    };
    let mut all: Vec<Urge> = entries.flat_map(|e| of(e)).filter(|u| u.to == *to).collect();
    all.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
    all.dedup_by(|a, b| a.number == b.number);
    all
}

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use fastrand::Rng;

use super::building::Building;
use super::chance::{chance, one};
use super::scene::Scene;
use super::words::{GIVEN, NEXT, PROBLEMS, PROGRESS, REASONS, SURNAMES};
use crate::domain::{Author, Entry, Fact, Period, Schedule, Status, Update, UpdateId};

/// Days between two reports.
const STEP: u64 = 91;

/// Draws the log of an entry: up to six reports, one a quarter, each by somebody who saw the one before; and in a
/// few logs two at the end by people who did not see each other's.
pub(super) fn draw(scene: &Scene, rng: &mut Rng, entry: &mut Entry) {
    let reports = rng.u64(0..7);
    let pace = rng.u32(35..125);
    let mut log = Log {
        starts: scene.start_of(entry),
        deadline: entry.deadline.and_then(|d| d.date(Some(scene.plan.end))),
        by: Author { dept: entry.lead.named().cloned(), person: person(rng) },
        status: None,
        percent: None,
        building: Building::of(entry),
        all: Vec::new(),
        rng,
    };
    // The last quarter or two are silent for some.
    let silent = u64::from(chance(log.rng, 25)) + u64::from(chance(log.rng, 10));
    for step in (0..reports).rev() {
        let back = (step + silent) * STEP + log.rng.u64(5..60);
        let day = scene.today.checked_sub_days(Days::new(back)).filter(|d| *d >= scene.plan.start);
        if let Some(day) = day.filter(|_| !log.is_closed()) {
            log.report(day, pace);
        }
    }
    if !log.all.is_empty() && !log.is_closed() && chance(log.rng, 5) {
        log.rivals(scene.today);
    }
    entry.updates = log.all;
}

fn person(rng: &mut Rng) -> String {
    format!("{}{}", one(rng, &SURNAMES), one(rng, &GIVEN))
}

/// A log being drawn, with what its last author saw.
struct Log<'a> {
    starts: NaiveDate,
    deadline: Option<NaiveDate>,
    by: Author,
    status: Option<Status>,
    percent: Option<u8>,
    /// Of a project.
    building: Option<Building>,
    all: Vec<Update>,
    rng: &'a mut Rng,
}

/// Adds an update of a day to a log, by somebody who had the last one before him.
pub(super) fn tell(rng: &mut Rng, log: &mut Vec<Update>, (by, day): (Author, NaiveDate), fact: Fact) {
    let after = log.last().map(|update| update.id.clone()).into_iter().collect();
    let (id, at) = (UpdateId::mint(rng.u64(..)), moment(rng, day).into());
    log.push(Update { id, at, by, period: None, after, about: Default::default(), says: vec![fact] });
}

impl Log<'_> {
    fn is_closed(&self) -> bool {
        self.status.is_some_and(|s| s.is_closed() || s == Status::Suspended)
    }

    fn report(&mut self, day: NaiveDate, pace: u32) {
        let ideal = self.deadline.map_or(50, |end| Schedule::Linear { start: self.starts, end }.percent_on(day));
        let drawn = (u32::from(ideal) * pace / 100 + self.rng.u32(0..6)).min(100) as u8;
        let percent = drawn.max(self.percent.unwrap_or(0));
        let status = self.next_status(percent);
        let mut says = Vec::new();
        if self.status != Some(status) {
            says.push(Fact::status(self.status, status));
        }
        if chance(self.rng, 80) && self.percent != Some(percent) && status != Status::NotStarted {
            says.push(Fact::Percent { from: self.percent, to: percent });
            self.percent = Some(percent);
        }
        self.status = Some(status);
        says.extend(self.building.iter_mut().flat_map(|building| building.tell(day, self.percent.unwrap_or(0))));
        self.words(&mut says);
        self.shift(&mut says, day);
        let after = self.all.last().map(|u| u.id.clone()).into_iter().collect();
        let update = self.update(day, after, says);
        self.all.push(update);
    }

    fn next_status(&mut self, percent: u8) -> Status {
        match self.rng.u32(0..100) {
            _ if percent >= 100 => Status::Done,
            0..=6 => Status::Blocked,
            7 => Status::Suspended,
            8 => Status::Cancelled,
            9..=24 if self.percent.is_none() && matches!(self.status, None | Some(Status::NotStarted)) => Status::NotStarted,
            _ => Status::Underway,
        }
    }

    fn words(&mut self, says: &mut Vec<Fact>) {
        says.push(Fact::Progress(one(self.rng, &PROGRESS).into()));
        let stuck = self.status == Some(Status::Blocked);
        if stuck || chance(self.rng, 15) {
            says.push(Fact::Problems(one(self.rng, &PROBLEMS).into()));
        }
        if stuck || chance(self.rng, 30) {
            says.push(Fact::Next(one(self.rng, &NEXT).into()));
        }
    }

    /// Moves the deadline of a few, when it is near or past.
    fn shift(&mut self, says: &mut Vec<Fact>, day: NaiveDate) {
        let near = self.deadline.filter(|d| (*d - day).num_days() < 60);
        let Some(from) = near.filter(|_| !self.is_closed() && chance(self.rng, 20)) else { return };
        let Some(later) = from.checked_add_days(Days::new(STEP)) else { return };
        let to = Period::quarter_of(later).end();
        says.push(Fact::Deadline { from: Some(from), to, reason: one(self.rng, &REASONS).to_owned() });
        self.deadline = Some(to);
    }

    /// Two people set the percent, or the deadline, without seeing each other's.
    fn rivals(&mut self, today: NaiveDate) {
        let Some(last) = self.all.last() else { return };
        let (seen, day) = (vec![last.id.clone()], last.day());
        let about_percent = chance(self.rng, 65);
        for rival in 0..2u8 {
            let day = day.checked_add_days(Days::new(u64::from(rival) + 1)).map_or(today, |d| d.min(today));
            let says = match (about_percent, self.deadline) {
                (false, Some(from)) => {
                    let to = from.checked_add_days(Days::new(STEP * (u64::from(rival) + 1))).map_or(from, |d| Period::quarter_of(d).end());
                    vec![Fact::Deadline { from: Some(from), to, reason: REASONS[usize::from(rival)].to_owned() }]
                }
                _ => vec![Fact::Percent { from: self.percent, to: (self.percent.unwrap_or(10) + 5 + rival * 10).min(90 + rival * 5) }],
            };
            self.by.person = person(self.rng);
            let update = self.update(day, seen.clone(), says);
            self.all.push(update);
        }
    }

    fn update(&mut self, day: NaiveDate, after: Vec<UpdateId>, says: Vec<Fact>) -> Update {
        let id = UpdateId::mint(self.rng.u64(..));
        Update {
            id,
            at: moment(self.rng, day).into(),
            by: self.by.clone(),
            period: Some(Period::quarter_of(day)),
            after,
            about: Default::default(),
            says,
        }
    }
}

/// Some time within office hours, in China.
pub(super) fn moment(rng: &mut Rng, day: NaiveDate) -> DateTime<FixedOffset> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(rng.u32(8 * 3600..18 * 3600), 0).unwrap_or_default();
    let local = day.and_time(time);
    let china = FixedOffset::east_opt(8 * 3600).and_then(|offset| offset.from_local_datetime(&local).single());
    china.unwrap_or_else(|| local.and_utc().fixed_offset())
}

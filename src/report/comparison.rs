use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

use super::bucket::{Bucket, Tally};
use super::reading::Reading;
use super::row::{Past, Row};
use crate::domain::{Below, Entry, EntryId, Fact, Period, corrected, known};
use crate::progress::{Progress, Step};

/// An entry in another bucket than a period ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// Its place in [`super::Summary::rows`].
    pub(crate) row: usize,
    pub(crate) from: Bucket,
    pub(crate) to: Bucket,
}

/// A deadline moved between the two cut-offs, so that every move stands in exactly one bulletin.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeadlineMove {
    /// The entry's place in [`super::Summary::rows`].
    pub(crate) row: usize,
    /// The deadline that its author saw.
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: NaiveDate,
    pub(crate) reason: String,
    /// When it was recorded.
    pub(crate) on: NaiveDate,
}

/// What changed since the bulletin of the period before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Comparison {
    pub(crate) period: Period,
    /// Its cut-off: its end and the days of grace, or this bulletin's cut-off when that comes first.
    pub(crate) cutoff: NaiveDate,
    pub(crate) tally: Tally,
    pub(crate) late: usize,
    pub(crate) moved: Vec<Moved>,
    /// Entries that the bulletin before did not hold: new in the ledger, or new to the audience.
    pub(crate) added: Vec<usize>,
    /// Entries that only the bulletin before held (the audience no longer takes part), with their bucket then.
    pub(crate) left: Vec<(EntryId, Bucket)>,
    pub(crate) deadlines: Vec<DeadlineMove>,
    /// Late then and not now.
    pub(crate) recovered: Vec<usize>,
    /// Late now and not then.
    pub(crate) newly_late: Vec<usize>,
}

impl Comparison {
    /// How many more (or fewer) are in a bucket than a period ago.
    pub(crate) fn change(&self, now: &Tally, bucket: Bucket) -> i64 {
        now.count(bucket) as i64 - self.tally.count(bucket) as i64
    }

    /// How many that nobody had reported on wait to be verified now that their plan is over: the same silence under another name, and
    /// no difference in the work.
    pub(crate) fn renamed(&self) -> usize {
        self.moved.iter().filter(|m| (m.from, m.to) == (Bucket::Unreported, Bucket::Unverified)).count()
    }

    /// How many went from one bucket to another, for each pair that occurs.
    pub(crate) fn flows(&self) -> BTreeMap<(Bucket, Bucket), usize> {
        let mut flows = BTreeMap::new();
        for m in &self.moved {
            *flows.entry((m.from, m.to)).or_insert(0) += 1;
        }
        flows
    }
}

/// Reads all entries twice, now and a period ago, into rows and what changed between.
pub(super) fn read(now: &Reading<'_>, progress: &Progress) -> (Vec<Row>, Comparison) {
    let then = now.previous();
    let mut rows = Vec::new();
    let mut change = Comparison {
        period: then.period,
        cutoff: then.cutoff,
        tally: Tally::default(),
        late: 0,
        moved: Vec::new(),
        added: Vec::new(),
        left: Vec::new(),
        deadlines: Vec::new(),
        recovered: Vec::new(),
        newly_late: Vec::new(),
    };
    progress.begin(Step::Gathering, now.ledger.entries().len());
    let (mut once, mut gone) = (now.ledger.once(), Vec::new());
    for entry in progress.each(now.ledger.entries()) {
        let past = then.row(entry);
        change.late += usize::from(past.as_ref().is_some_and(|past| past.late.is_some()));
        match (now.row(entry), past) {
            (Some(mut row), past) => {
                row.again = !once.counts(&row.id);
                if let Some(past) = past.as_ref().filter(|_| !row.again) {
                    change.tally.add(past.bucket);
                }
                row.past = past.map(|past| Past::of(past, row.progress.as_ref()));
                change.note(rows.len(), &row);
                change.deadlines.extend(deadline_moves(rows.len(), entry, then.cutoff, now.cutoff));
                rows.push(row);
            }
            (None, Some(past)) => gone.push((past.id, past.bucket)),
            (None, None) => {}
        }
    }
    change.left = gone.into_iter().filter(|(id, _)| once.counts(id)).collect();
    change.left.iter().for_each(|(_, bucket)| change.tally.add(*bucket));
    look_below(&mut rows);
    (rows, change)
}

/// Says of each row what disagrees between it and those under it.
fn look_below(rows: &mut [Row]) {
    let mut below: HashMap<EntryId, Below> = HashMap::new();
    for row in rows.iter() {
        if let Some(parent) = &row.stated.0.parent {
            below.entry(parent.clone()).or_default().add(row.status, row.percent);
        }
    }
    for row in rows.iter_mut() {
        row.below = below.get(&row.id).and_then(|b| b.doubt(row.status));
    }
}

impl Comparison {
    fn note(&mut self, at: usize, row: &Row) {
        if row.again {
            return;
        }
        match &row.past {
            None => self.added.push(at),
            Some(past) if past.bucket != row.bucket => self.moved.push(Moved { row: at, from: past.bucket, to: row.bucket }),
            Some(_) => {}
        }
        if row.has_recovered() {
            self.recovered.push(at);
        } else if row.late.is_some() && !row.past.as_ref().is_some_and(|p| p.late) {
            self.newly_late.push(at);
        }
    }
}

fn deadline_moves(row: usize, entry: &Entry, after: NaiveDate, until: NaiveDate) -> Vec<DeadlineMove> {
    let mut known = known(&entry.updates, Some(until));
    known.sort_by_key(|u| (u.time(), &u.id));
    let dead = corrected(known.iter().copied());
    let mut moves = Vec::new();
    for update in known.iter().filter(|u| u.about.is_whole() && u.day() > after && !dead.contains(&u.id)) {
        for fact in &update.says {
            if let Fact::Deadline { from, to, reason } = fact {
                moves.push(DeadlineMove { row, from: *from, to: *to, reason: reason.clone(), on: update.day() });
            }
        }
    }
    moves
}

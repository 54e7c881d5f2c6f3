use chrono::NaiveDate;
use std::collections::BTreeMap;

use crate::domain::{DeptId, EntryId, Folded, Intent, Ledger, Report, Standings, State, Status, UpdateId};
use crate::text::Lang;

/// What of an entry can be contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// Its status.
    Status,
    /// How much is done.
    Percent,
    /// Its deadline.
    Deadline,
    /// Who leads.
    Lead,
}

impl Disputed {
    /// All, in the order of rows.
    pub const ALL: [Disputed; 4] = [Disputed::Status, Disputed::Percent, Disputed::Deadline, Disputed::Lead];

    /// The word on screen.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Disputed::Status => lang.pick("状态", "status"),
            Disputed::Percent => lang.pick("完成比例", "percent done"),
            Disputed::Deadline => lang.pick("时限", "deadline"),
            Disputed::Lead => lang.pick("牵头", "lead"),
        }
    }

    /// The rival values in a state; none when there are no rivals.
    pub fn claims(self, state: &State) -> Vec<Claim> {
        fn of<T: Clone + PartialEq>(folded: &Folded<T>, value: impl Fn(T) -> Value) -> Vec<Claim> {
            let claims = folded.contest.iter().flat_map(|c| &c.claims);
            claims.map(|(v, u)| Claim { value: value(v.clone()), update: u.clone(), holds: folded.value.as_ref() == Some(v) }).collect()
        }
        match self {
            Disputed::Status => of(&state.status, Value::Status),
            Disputed::Percent => of(&state.percent, Value::Percent),
            Disputed::Deadline => of(&state.deadline, Value::Deadline),
            Disputed::Lead => of(&state.lead, Value::Lead),
        }
    }
}

/// A value that somebody set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A status.
    Status(Status),
    /// A percent.
    Percent(u8),
    /// A deadline.
    Deadline(NaiveDate),
    /// A body that leads.
    Lead(DeptId),
}

impl Value {
    /// As readers see it.
    pub fn label(&self, ledger: &Ledger, lang: Lang) -> String {
        match self {
            Value::Status(s) => s.label(lang).to_owned(),
            Value::Percent(p) => format!("{p}%"),
            Value::Deadline(d) => d.to_string(),
            Value::Lead(d) => ledger.departments.name(d).to_owned(),
        }
    }

    /// The intent that rules for it; dates and leads are set with a reason.
    pub fn intent(&self, reason: String) -> Intent {
        match self {
            Value::Status(s) => Intent::Status(*s),
            Value::Percent(p) => Intent::Report(Report { percent: Some(*p), ..Report::default() }),
            Value::Deadline(to) => Intent::Deadline { to: *to, reason },
            Value::Lead(to) => Intent::Lead { to: to.clone(), reason },
        }
    }
}

/// One of the rival values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The value.
    pub value: Value,
    /// The update that set it.
    pub update: UpdateId,
    /// Whether it is shown until somebody rules.
    pub holds: bool,
}

/// A row of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What is contested.
    Contest {
        /// The entry's place in the ledger.
        index: usize,
        /// What of it.
        what: Disputed,
    },
    /// One of the rivals.
    Claim {
        /// The entry's place in the ledger.
        index: usize,
        /// What of it.
        what: Disputed,
        /// Which rival, from 0.
        nth: usize,
    },
}

impl Row {
    /// The entry's place in the ledger, and what of it.
    pub fn contest(&self) -> (usize, Disputed) {
        match self {
            Row::Contest { index, what } | Row::Claim { index, what, .. } => (*index, *what),
        }
    }

    fn is_claim(&self) -> bool {
        matches!(self, Row::Claim { .. })
    }
}

/// The state of the view of contested values.
#[derive(Debug, Default)]
pub struct Contested {
    /// Rows: each contest, then its rivals.
    pub rows: Vec<Row>,
    /// The row under the cursor; always a rival, when there is one.
    pub cursor: usize,
    counts: BTreeMap<usize, usize>,
    ready: bool,
}

impl Contested {
    /// How many values wait for a ruling.
    pub fn count(&self) -> usize {
        self.counts.values().sum()
    }

    /// Looks through all entries.
    pub fn recount(&mut self, standings: &Standings) {
        self.counts.clear();
        for index in 0..standings.all().len() {
            self.renew(standings, index);
        }
    }

    /// Looks at one entry anew.
    pub fn renew(&mut self, standings: &Standings, index: usize) {
        self.ready = false;
        let state = standings.all().get(index).map(|s| &s.state).filter(|s| s.is_contested());
        match state.map_or(0, |s| Disputed::ALL.iter().filter(|d| !d.claims(s).is_empty()).count()) {
            0 => self.counts.remove(&index),
            n => self.counts.insert(index, n),
        };
    }

    /// Makes the rows, once.
    pub fn prepare(&mut self, standings: &Standings) {
        if self.ready {
            return;
        }
        self.rows.clear();
        for &index in self.counts.keys() {
            let Some(standing) = standings.all().get(index) else { continue };
            for what in Disputed::ALL {
                let claims = what.claims(&standing.state);
                if !claims.is_empty() {
                    self.rows.push(Row::Contest { index, what });
                    self.rows.extend((0..claims.len()).map(|nth| Row::Claim { index, what, nth }));
                }
            }
        }
        self.ready = true;
        self.step(0);
    }

    /// Moves the cursor by rows, over headings.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        let up = self.rows.iter().take(self.cursor + 1).rposition(Row::is_claim);
        let down = self.rows.iter().skip(self.cursor).position(Row::is_claim).map(|n| n + self.cursor);
        let found = if by < 0 { up.or(down) } else { down.or(up) };
        self.cursor = found.unwrap_or(0);
    }

    /// Puts the cursor on the first rival of an entry, if it has any.
    pub fn go_to(&mut self, entry: usize) {
        if let Some(row) = self.rows.iter().position(|r| r.is_claim() && r.contest().0 == entry) {
            self.cursor = row;
        }
    }

    /// The entry under the cursor.
    pub fn current(&self) -> Option<usize> {
        self.rows.get(self.cursor).map(|r| r.contest().0)
    }
}

/// A rival of an entry, chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The entry.
    pub entry: EntryId,
    /// What of it.
    pub what: Disputed,
    /// The update that set the value chosen.
    pub update: UpdateId,
}

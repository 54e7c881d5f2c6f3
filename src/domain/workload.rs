use super::id::DeptId;
use super::light::Light;
use super::standing::Standing;
use super::status::Status;

/// What one body has to do, counted by all its duties ([`super::duties`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// The body; none for entries that nobody leads.
    pub(crate) dept: Option<DeptId>,
    /// Its name.
    pub name: String,
    /// Its other names, by which it is found too.
    pub(crate) also: String,
    /// Entries that it leads, by status: those without one first, then [`Status::ALL`].
    pub(crate) by_status: [usize; Status::ALL.len() + 1],
    /// Entries that it leads.
    pub leads: usize,
    /// Entries in which it cooperates.
    pub cooperates: usize,
    /// Led entries that are past their deadline and open.
    pub late: usize,
    /// Led entries whose light is red.
    pub(crate) red: usize,
    /// Entries on which it owes a report for the period, made or not.
    pub owes: usize,
    /// Those on which it is missing.
    pub owed: usize,
    /// Those of these that are on parts of what others lead.
    pub(crate) owed_parts: usize,
    /// Led entries that wait to be verified.
    pub(crate) unverified: usize,
    /// The day of the last report on an entry that it leads.
    pub(crate) last: Option<chrono::NaiveDate>,
}

fn column_of(status: Option<Status>) -> usize {
    status.map_or(0, |s| 1 + s.rank())
}

impl Workload {
    /// Counts an entry that it leads.
    pub(crate) fn lead(&mut self, standing: &Standing) {
        self.leads += 1;
        self.by_status[column_of(standing.state.status.value)] += 1;
        self.late += usize::from(standing.verdict.overdue);
        self.red += usize::from(standing.verdict.light == Light::Red);
        self.unverified += usize::from(standing.verdict.is_unverified());
        self.last = self.last.max(standing.state.last_report);
    }

    /// How many that it leads are of a status, or of none.
    pub(crate) fn of_status(&self, status: Option<Status>) -> usize {
        self.by_status[column_of(status)]
    }
}

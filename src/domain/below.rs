use super::status::{Status, counts_as_done};

/// What hangs under an entry, as far as it is counted on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Below {
    pub(crate) all: usize,
    pub(crate) done: usize,
    /// Neither done nor given up.
    pub(crate) open: usize,
    percents: usize,
}

impl Below {
    /// Counts one with its status and percent.
    pub(crate) fn add(&mut self, status: Option<Status>, percent: Option<u8>) {
        let done = counts_as_done(status, percent);
        self.all += 1;
        self.done += usize::from(done);
        self.open += usize::from(!done && !status.is_some_and(Status::is_closed));
        self.percents += if done { 100 } else { usize::from(percent.unwrap_or(0)) };
    }

    /// The average percent, where who gave no number counts as 0.
    pub(crate) fn average(self) -> usize {
        self.percents.checked_div(self.all).unwrap_or(0)
    }
}

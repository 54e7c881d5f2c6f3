//! On what ground an entry is due on its day.

use super::deadline::Deadline;
use super::entry::Entry;
use super::state::State;
use super::vocabulary::vocabulary;

/// The ground of the deadline in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ground {
    /// The entry says the date.
    Stated,
    /// It was moved, for a reason that the log has.
    Moved,
    /// The entry says none: it is the end of the plan's period.
    PlanEnd,
}

vocabulary!(Ground {
    Stated = "写明", "stated", "stated", ["条目写明"];
    Moved = "调整", "moved", "moved", ["已调整", "调整时限"];
    PlanEnd = "方案期末", "plan end", "plan_period", ["规划期末", "推定", "期末"];
} or "无时限", "no deadline", "none", ["无"]);

impl Ground {
    /// That of an entry in a state; none where it has no deadline.
    pub(crate) fn of(entry: &Entry, state: &State) -> Option<Ground> {
        state.deadline.value?;
        Some(match entry.deadline {
            _ if state.moves > 0 => Ground::Moved,
            Some(Deadline::PlanPeriod(_)) | None => Ground::PlanEnd,
            Some(Deadline::Stated(_)) => Ground::Stated,
        })
    }

    /// Whether somebody decided on this day for this entry, so that missing it is a failure.
    pub(crate) fn is_own(self) -> bool {
        matches!(self, Ground::Stated | Ground::Moved)
    }
}

//! What is known already of what a form asks for.

use crate::domain::{Status, UpdateId};

/// The form that asks for the rest, with what stands in its fields.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    Deadline {
        day: String,
        reason: String,
    },
    Lead {
        body: String,
        ground: String,
    },
    Ending {
        status: Status,
        reason: String,
    },
    Report {
        progress: String,
        percent: String,
    },
    Decline(UpdateId),
    /// The name of a body that is to be entered.
    NewBody(String),
}

impl Known {
    pub(crate) fn ending(status: Status, reason: &str) -> Known {
        Known::Ending { status, reason: reason.to_owned() }
    }
}

//! Rounds of forms: to everybody who leads something unfinished of a plan, or to bodies that are to report.

use crate::packet::{PacketError, Round};
use crate::progress::Progress;

/// The closing round of a plan that is over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Closing {
    Choose,
    /// Of the plan with this code.
    Of(String),
    /// What was asked about.
    Write(Box<Sending>),
}

/// A round to be written.
#[derive(Clone, Debug)]
pub struct Sending {
    pub(crate) round: Round,
    /// How far it is, and whether it is still wanted.
    pub progress: Progress,
}

impl PartialEq for Sending {
    /// One is asked about at a time.
    fn eq(&self, other: &Sending) -> bool {
        self.round.folder == other.round.folder
    }
}

impl Sending {
    /// The folder's name, by which its writing is known.
    pub(crate) fn name(&self) -> &str {
        &self.round.folder
    }

    /// The files of its folder, each with its name, as long as they are wanted.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, PacketError> {
        self.round.handout().files(self.round.workbooks(&self.progress)?).map_err(|e| PacketError::Unwritable(e.to_string()))
    }
}

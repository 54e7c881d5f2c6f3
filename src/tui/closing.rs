//! The closing round of a plan: forms for all who lead something unfinished, written on the thread that owns the ledger's file.

use crate::packet::{PacketError, Round};

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
}

impl PartialEq for Sending {
    /// One is asked about at a time.
    fn eq(&self, other: &Sending) -> bool {
        self.round.folder == other.round.folder
    }
}

impl Sending {
    /// The files of its folder, each with its name.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, PacketError> {
        self.round.files()
    }
}

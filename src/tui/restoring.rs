use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::domain::Ledger;
use crate::merge::Departed;
use crate::store::{Answer, Backup, Missing};

/// What can be restored, and what was read of it.
#[derive(Debug, Default)]
pub(crate) struct Restoring {
    pub(crate) all: Vec<Arc<Backup>>,
    pub(crate) chosen: Option<(Vec<Arc<Backup>>, Box<Ledger>)>,
    /// Records that have left: a person is asked about the first ones, then about the next.
    pub(crate) left: VecDeque<Left>,
    /// Whether the question stands before the view.
    pub(crate) asks: bool,
}

/// Records that have left without a correction that names them.
#[derive(Debug)]
pub enum Left {
    /// The file. What it holds besides goes on being saved.
    File(Box<Missing>),
    /// What is about to be shared, which waits for the answer.
    Round {
        /// Whose and how many, and what they say.
        departed: Departed,
        /// To whom waits.
        answer: Sender<Answer>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Restore {
    List,
    /// What would change, by a number.
    Look(usize),
    /// What was looked at.
    Take,
    /// To the question about records that have left.
    Answer(Answer),
}

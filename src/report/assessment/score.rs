//! A score, line by line.

use crate::domain::{DeptId, Level, Measure, UpdateId};

/// One thing that a line counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Why {
    /// The entry, finding or goal.
    pub(crate) what: String,
    /// Whether it counts for the body.
    pub(crate) counts: bool,
    /// How it stands, in words.
    pub(crate) words: String,
    /// The updates on which that rests; none where nobody recorded anything.
    pub(crate) updates: Vec<UpdateId>,
}

/// A line of a score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) name: String,
    /// None of an adjustment.
    pub(crate) counts: Option<Measure>,
    /// Most points, in hundredths, after what does not apply is shared out.
    pub(crate) most: i64,
    /// Points, in hundredths.
    pub(crate) points: i64,
    pub(crate) why: Vec<Why>,
}

impl Line {
    /// How many of how many count.
    pub(crate) fn share(&self) -> (usize, usize) {
        (self.why.iter().filter(|why| why.counts).count(), self.why.len())
    }
}

/// The score of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) body: DeptId,
    pub(crate) name: String,
    pub(crate) level: Level,
    /// How many entries it leads.
    pub(crate) leads: usize,
    pub(crate) lines: Vec<Line>,
    /// What the body objects to, in words.
    pub(crate) objections: Vec<String>,
    /// Its place among the bodies of its level; alike where the points are.
    pub(crate) rank: usize,
}

impl Score {
    /// The sum of its lines, in hundredths of a point.
    pub(crate) fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.points).sum()
    }
}

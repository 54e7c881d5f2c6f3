//! A score, line by line.

use crate::domain::{DeptId, Level, Measure, UpdateId};

/// Whether a thing counts for a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// It does.
    For,
    /// It does not; neither does that of which nobody has told.
    Not,
    /// Nothing can be said of it by the ledger: it is left out.
    LeftOut,
}

impl Counted {
    pub(super) fn whether(is: bool) -> Counted {
        if is { Counted::For } else { Counted::Not }
    }

    /// For machines: none where it is left out.
    pub(crate) fn known(self) -> Option<bool> {
        (self != Counted::LeftOut).then_some(self == Counted::For)
    }

    /// Before its name in a sheet.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Counted::For => "√",
            Counted::Not => "×",
            Counted::LeftOut => "—",
        }
    }
}

/// One thing that a line counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Why {
    /// The entry, finding or goal.
    pub(crate) what: String,
    /// Whether it counts for the body.
    pub(crate) counts: Counted,
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
        let known = || self.why.iter().filter_map(|why| why.counts.known());
        (known().filter(|counts| *counts).count(), known().count())
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
    /// The rules of which it has nothing that could be counted: their points are shared out over the others.
    pub(crate) left_out: Vec<Line>,
    /// What the body objects to, in words.
    pub(crate) objections: Vec<String>,
    /// Its place among the bodies of its level; alike where the points are, none where nobody has any.
    pub(crate) rank: Option<usize>,
}

impl Score {
    /// The sum of its lines, in hundredths of a point.
    pub(crate) fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.points).sum()
    }
}

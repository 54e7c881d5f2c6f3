//! Where in the source the words stand of which something was read, or that are doubted.

use super::doubt::{Doubt, Of};
use super::draft::Draft;
use super::review::{Item, Review};

impl Draft {
    /// Where in the source the words stand of which something was read, from the first character to behind the last.
    pub fn spans(&self, of: Of) -> Vec<(u32, u32)> {
        let clause = || self.clause.as_ref().map(|f| f.span).into_iter().collect::<Vec<_>>();
        let or_clause = |found: Vec<(u32, u32)>| if found.is_empty() { clause() } else { found };
        match of {
            Of::Reference | Of::Title | Of::Entry => vec![self.title.span],
            Of::Lead => or_clause(self.leader().map(|body| body.span).into_iter().collect()),
            Of::Bodies => or_clause(self.others().map(|body| body.span).collect()),
            Of::Deadline => self.deadline.as_ref().map(|f| f.span).into_iter().collect(),
            Of::Investment => self.investment.as_ref().map(|f| f.span).into_iter().collect(),
        }
    }
}

impl Review {
    /// Where the words stand that are in question: within what the draft was read from, else what its field was read from, else its title.
    pub fn doubted(&self, item: &Item, doubt: &Doubt) -> Vec<(u32, u32)> {
        let draft = &item.draft;
        let read = [draft.spans(doubt.of), draft.clause.iter().map(|clause| clause.span).collect(), vec![draft.title.span]];
        let read = read.into_iter().find(|spans| !spans.is_empty()).unwrap_or_default();
        let words = doubt.words.trim();
        let all = || self.lines.iter().flat_map(|line| self.source.texts(line));
        let from = draft.title.span.0;
        let next = self.items().iter().map(|item| item.draft.title.span.0).filter(|start| *start > from).min().unwrap_or(u32::MAX);
        let near = read.first().map_or(from, |span| span.0);
        let found = all()
            .filter(|_| !words.is_empty())
            .flat_map(|(start, text)| text.match_indices(words).map(move |(at, _)| start + text[..at].chars().count() as u32));
        // Of several the one that is nearest to what was read.
        let best = found.filter(|at| (from..next).contains(at)).min_by_key(|at| at.abs_diff(near));
        best.map_or(read, |at| vec![(at, at + words.chars().count() as u32)])
    }
}

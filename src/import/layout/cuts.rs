//! Where columns part: between two headings, where the fewest lines say something.

use super::raster::{Line, Span};

/// The places at which lines are cut, and what that costs.
pub(super) fn cuts(heads: &[Span], lines: &[&Line]) -> (Vec<usize>, usize) {
    let mut total = 0;
    let mut cuts: Vec<usize> = Vec::new();
    for pair in heads.windows(2) {
        let (start, end) = (pair[0].end.min(pair[1].start), pair[1].start.max(pair[0].end));
        let (at, cost) = cheapest(start, end, lines);
        total += cost;
        cuts.push(at.max(cuts.last().map_or(0, |last| last + 1)));
    }
    (cuts, total)
}

/// The place between two where a cut costs the least, and what it costs.
fn cheapest(start: usize, end: usize, lines: &[&Line]) -> (usize, usize) {
    let costs: Vec<usize> = (start..=end.max(start)).map(|at| lines.iter().map(|l| l.cost(at)).sum()).collect();
    let least = costs.iter().copied().min().unwrap_or_default();
    (start + middle_of_longest(&costs, least), least)
}

/// The middle of the longest run of places that cost the least.
fn middle_of_longest(costs: &[usize], least: usize) -> usize {
    let mut best = (0, 0);
    let mut at = 0;
    while at < costs.len() {
        let run = costs[at..].iter().take_while(|c| **c == least).count();
        if run > best.1 {
            best = (at, run);
        }
        at += run.max(1);
    }
    best.0 + best.1 / 2
}

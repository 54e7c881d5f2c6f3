//! How scores are reckoned.

use chrono::NaiveDate;

use super::measures::Measures;
use super::score::{Line, Score, Why};
use crate::domain::{Adjustment, DeptId, Ledger, Level, Measure, Period};
use crate::progress::Progress;
use crate::report::audience::Audience;
use crate::report::error::RenderError;
use crate::report::summary::Summary;

/// The scores of all bodies of which anything is counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Assessment {
    pub(crate) period: Period,
    pub(crate) day: NaiveDate,
    /// By level, the best first.
    pub(crate) scores: Vec<Score>,
}

impl Assessment {
    /// Reckons the scores by what was recorded by the cut-off.
    pub(crate) fn build(ledger: &Ledger, period: Period, cutoff: NaiveDate, progress: &Progress) -> Result<Assessment, RenderError> {
        let called = ledger.called_on(period.end().min(cutoff));
        let ledger = called.as_ref();
        let summary = Summary::build(ledger, period, cutoff, Audience::Ledger, progress)?;
        let measures = Measures::new(ledger, &summary, progress)?;
        let mut scores: Vec<Score> = Vec::new();
        // A group is its members, and what one had to do whose duties went over is its heir's.
        let scored = |id: &DeptId| ledger.departments.now(id) == id;
        for body in ledger.departments.iter().filter(|body| !body.group && scored(&body.id)) {
            let lines = lines(ledger, body.level, |counts| measures.of(&body.id, counts));
            let (adjusted, objected) = ledger.appraised(&body.id, period, Some(cutoff));
            if lines.is_empty() {
                continue;
            }
            let adjustments = adjusted.into_iter().map(|one| adjustment(ledger, one));
            let objections = objected.into_iter().map(|one| {
                let of = if one.criterion.is_empty() { String::new() } else { format!("{}：", one.criterion) };
                format!("{} {} {of}{}", one.on, one.by.label(ledger), one.reason)
            });
            scores.push(Score {
                body: body.id.clone(),
                name: ledger.departments.name(&body.id).to_owned(),
                level: body.level,
                leads: measures.led(&body.id),
                lines: lines.into_iter().chain(adjustments).collect(),
                objections: objections.collect(),
                rank: 0,
            });
        }
        scores.sort_by_key(|score| (score.level, -score.total()));
        let ranks: Vec<usize> =
            scores.iter().map(|one| 1 + scores.iter().filter(|s| s.level == one.level && s.total() > one.total()).count()).collect();
        scores.iter_mut().zip(ranks).for_each(|(score, rank)| score.rank = rank);
        Ok(Assessment { period, day: summary.day, scores })
    }

    pub(crate) fn of_body(&self, body: &DeptId) -> Option<&Score> {
        self.scores.iter().find(|score| score.body == *body)
    }
}

/// The lines of the rules that apply; the points of those of which a body has nothing are shared out over the others, in proportion, so
/// that the whole can be reached by every body. Nothing where nothing applies.
fn lines(ledger: &Ledger, level: Level, counted: impl Fn(Measure) -> Vec<Why>) -> Vec<Line> {
    let rules = ledger.criteria.iter().filter(|rule| rule.points_for(level) > 0);
    let all: Vec<(&str, Measure, i64, Vec<Why>)> =
        rules.map(|rule| (rule.name.as_str(), rule.counts, i64::from(rule.points_for(level)), counted(rule.counts))).collect();
    let whole: i64 = all.iter().map(|(_, _, points, _)| points).sum();
    let applies: i64 = all.iter().filter(|(.., why)| !why.is_empty()).map(|(_, _, points, _)| points).sum();
    let line = |(name, counts, points, why): (&str, Measure, i64, Vec<Why>)| {
        let (good, of) = (why.iter().filter(|why| why.counts).count() as i64, why.len() as i64);
        let most = rounded(points * 100 * whole, applies);
        Line { name: name.to_owned(), counts: Some(counts), most, points: rounded(points * 100 * whole * good, applies * of), why }
    };
    all.into_iter().filter(|(.., why)| !why.is_empty()).map(line).collect()
}

/// A quotient of what is not below 0, to the nearest.
fn rounded(over: i64, under: i64) -> i64 {
    (over * 2 + under) / (under * 2)
}

fn adjustment(ledger: &Ledger, one: Adjustment) -> Line {
    let words = format!("{} {}：{}", one.on, one.by.label(ledger), one.reason);
    let why = Why { what: one.reason, counts: true, words, updates: vec![one.update] };
    Line { name: "调整".to_owned(), counts: None, most: 0, points: (one.points * 100.0).round() as i64, why: vec![why] }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

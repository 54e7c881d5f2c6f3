//! How scores are reckoned.

use chrono::NaiveDate;

use super::measures::Measures;
use super::score::{Counted, Line, Score, Why};
use crate::domain::{Adjustment, Criterion, DeptId, Ledger, Level, Measure, Period};
use crate::progress::Progress;
use crate::report::audience::Audience;
use crate::report::error::RenderError;
use crate::report::summary::Summary;
use std::sync::Arc;

/// The scores of all bodies of which anything is counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Assessment {
    pub(crate) period: Period,
    pub(crate) day: NaiveDate,
    /// By level, the best first.
    pub(crate) scores: Vec<Score>,
    /// Bodies of which nothing is counted, but of whose score something was recorded.
    pub(crate) unscored: Vec<String>,
}

impl Assessment {
    /// Reckons the scores by what was recorded by the cut-off; adjustments and objections count whenever they were recorded.
    pub(crate) fn build(ledger: &Ledger, period: Period, cutoff: NaiveDate, progress: &Progress) -> Result<Assessment, RenderError> {
        let called = ledger.called_on(period.end().min(cutoff));
        let ledger = called.as_ref();
        let summary = Summary::build(ledger, period, cutoff, Audience::Ledger, progress)?;
        let measures = Measures::new(ledger, &summary, progress)?;
        let (mut scores, mut unscored): (Vec<Score>, Vec<String>) = Default::default();
        // A group is its members, and what one had to do whose duties went over is its heir's.
        let scored = |id: &DeptId| ledger.departments.now(id) == id;
        for body in ledger.departments.iter().filter(|body| !body.group && scored(&body.id)) {
            let (lines, left_out) = lines(ledger, body.level, |counts| measures.of(&body.id, counts));
            let (adjusted, objected) = ledger.appraised(&body.id, period);
            if lines.is_empty() {
                if !(adjusted.is_empty() && objected.is_empty()) {
                    unscored.push(ledger.departments.name(&body.id).to_owned());
                }
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
                left_out,
                objections: objections.collect(),
                rank: None,
            });
        }
        scores.sort_by_key(|score| (score.level, -score.total()));
        let ranks: Vec<Option<usize>> = scores.iter().map(|one| rank(one, &scores)).collect();
        scores.iter_mut().zip(ranks).for_each(|(score, rank)| score.rank = rank);
        Ok(Assessment { period, day: summary.day, scores, unscored })
    }

    pub(crate) fn of_body(&self, body: &DeptId) -> Option<&Score> {
        self.scores.iter().find(|score| score.body == *body)
    }
}

/// The place of a body among those of its level; none is the first without a point.
fn rank(one: &Score, scores: &[Score]) -> Option<usize> {
    let better = scores.iter().filter(|s| s.level == one.level && s.total() > one.total()).count();
    (better > 0 || one.total() > 0).then_some(better + 1)
}

/// The lines of the rules that apply, and of those of which a body has nothing; the points of these are shared out over the others, in
/// proportion, so that the whole can be reached by every body.
fn lines(ledger: &Ledger, level: Level, counted: impl Fn(Measure) -> Vec<Why>) -> (Vec<Line>, Vec<Line>) {
    let rules = ledger.criteria.iter().filter(|rule| rule.points_for(level) > 0);
    let full = |rule: &Criterion| i64::from(rule.points_for(level)) * 100;
    let line = |rule: &Arc<Criterion>| {
        let (name, counts, why) = (rule.name.to_string(), Some(rule.counts), counted(rule.counts));
        Line { name, counts, most: full(rule), points: 0, why }
    };
    let whole: i64 = rules.clone().map(|rule| full(rule)).sum();
    let (mut apply, mut left_out): (Vec<Line>, Vec<Line>) = rules.map(line).partition(|line| line.share().1 > 0);
    let applies: i64 = apply.iter().map(|line| line.most).sum();
    for line in &mut apply {
        let (good, of) = line.share();
        line.points = rounded(line.most * whole * good as i64, applies * of as i64);
        line.most = rounded(line.most * whole, applies);
    }
    left_out.iter_mut().for_each(|line| line.most = 0);
    (apply, left_out)
}

/// A quotient of what is not below 0, to the nearest.
fn rounded(over: i64, under: i64) -> i64 {
    (over * 2 + under) / (under * 2)
}

fn adjustment(ledger: &Ledger, one: Adjustment) -> Line {
    let words = format!("{} {}：{}", one.on, one.by.label(ledger), one.reason);
    let why = Why { what: one.reason, counts: Counted::For, words, updates: vec![one.update] };
    Line { name: "调整".to_owned(), counts: None, most: 0, points: (one.points * 100.0).round() as i64, why: vec![why] }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

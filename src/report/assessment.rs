//! The assessment of bodies for a period (考核): each line a share of points, with what it counts and the updates on which that rests.
//! It is reckoned from the ledger and its published rules, and stored nowhere.

mod measures;

use chrono::NaiveDate;

use self::measures::Measures;
use super::error::RenderError;
use super::{Audience, Summary};
use crate::domain::{DeptId, Ledger, Level, Measure, Period, UpdateId};
use crate::progress::Progress;

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
        for body in ledger.departments.iter().filter(|body| !body.group) {
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

fn adjustment(ledger: &Ledger, one: crate::domain::Adjustment) -> Line {
    let words = format!("{} {}：{}", one.on, one.by.label(ledger), one.reason);
    let why = Why { what: one.reason, counts: true, words, updates: vec![one.update] };
    Line { name: "调整".to_owned(), counts: None, most: 0, points: (one.points * 100.0).round() as i64, why: vec![why] }
}

#[cfg(test)]
mod tests;

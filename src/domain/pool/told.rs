//! What a log says of a project: the stages to which it came, what is settled, what was invested; and what was said differently by
//! people who did not see each other.

use std::collections::BTreeSet;

use super::course::{Course, Settled};
use super::stage::Condition;
use crate::domain::log::{Folded, Log};
use crate::domain::period::Period;
use crate::domain::point::Point;
use crate::domain::update::Fact;

/// What a log says of a project, with what is contested besides the stage; none where it says nothing.
pub(in crate::domain) fn told(log: &Log<'_>) -> Option<(Box<Course>, Vec<Folded<Point>>)> {
    let facts = || log.live.iter().flat_map(|u| &u.says);
    if !facts().any(is_of_project) {
        return None;
    }
    let (mut course, mut contests) = (Course::default(), Vec::new());
    for fact in facts() {
        if let Fact::Stage { to, .. } = fact {
            course.come_to(to);
        }
    }
    for condition in Condition::ALL {
        let mut folded = Folded::default();
        log.settle(&mut folded, |fact| settled(fact).filter(|one| one.condition == condition));
        course.settled.extend(folded.value.clone());
        contests.extend(Some(folded).filter(|f| f.contest.is_some()).map(|f| f.map(Point::Condition)));
    }
    let periods: BTreeSet<Period> =
        facts().filter_map(|f| if let Fact::Invested { period, .. } = f { Some(*period) } else { None }).collect();
    for period in periods {
        let mut folded = Folded::default();
        log.settle(&mut folded, |fact| match fact {
            Fact::Invested { period: of, to, .. } if *of == period => Some(*to),
            _ => None,
        });
        course.invested.extend(folded.value.map(|wan| (period, wan)));
        contests.extend(Some(folded).filter(|f| f.contest.is_some()).map(|f| f.map(|wan| Point::Invested { period, wan })));
    }
    Some((Box::new(course), contests))
}

/// Whether a fact tells of a project.
pub(in crate::domain) fn is_of_project(fact: &Fact) -> bool {
    matches!(fact, Fact::Stage { .. } | Fact::Met { .. } | Fact::Unmet { .. } | Fact::Invested { .. })
}

/// That something is settled or not, where a fact says so.
fn settled(fact: &Fact) -> Option<Settled> {
    match fact {
        Fact::Met { condition, on, basis } => Some(Settled { condition: *condition, on: Some(*on), words: basis.clone() }),
        Fact::Unmet { condition, reason } => Some(Settled { condition: *condition, on: None, words: reason.clone() }),
        _ => None,
    }
}

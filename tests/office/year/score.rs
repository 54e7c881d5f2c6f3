//! The second reckoning of the assessment of the year.

use std::collections::BTreeMap;

use super::file::{About, Fact, File, Level, Measure, Status, Target, Update};
use super::reckon::{Row, Term, mended, rows};

/// How many of how many count for a body by a rule.
pub type Share = (usize, usize);

fn share(all: impl Iterator<Item = bool>) -> Share {
    all.fold((0, 0), |(good, of), counts| (good + usize::from(counts), of + 1))
}

/// What a rule counts of a body in the year.
pub fn counted(file: &File, body: &str, counts: Measure) -> Share {
    let year = rows(file, &Term::year());
    let own = || year.iter().filter(|row| row.lead == body);
    match counts {
        Measure::InTime => share(own().filter(|row| row.bucket != "set_aside").map(|row| row.done_on.is_some_and(|on| on <= row.due))),
        Measure::OnSchedule => {
            share(own().filter(|row| row.is_open()).map(|row| matches!(row.bucket, "ahead" | "on_schedule") && row.percent.is_some()))
        }
        Measure::NotOverdue => share(own().filter(|row| row.is_open()).map(|row| !row.overdue && row.bucket != "unreported")),
        Measure::Reporting => share((1..=4).flat_map(|q| reporting(file, body, &Term::quarter(q)))),
        Measure::Mending => {
            let all = file.rectifications.iter().filter(|one| one.body == body);
            share(all.map(|one| mended(one, &Term::year()).is_some_and(|on| on <= one.due)))
        }
        Measure::Goals => share(file.indicators.iter().filter(|one| one.responsible == body).map(|one| {
            let Target::AtLeast(target) = one.targets[&2025];
            let known = Update::by(&one.updates, Term::year().cutoff());
            let values: BTreeMap<&str, f64> = known
                .iter()
                .flat_map(|u| u.says.iter().map(|fact| (u.period.as_deref().unwrap(), fact)))
                .filter_map(|(period, fact)| if let Fact::Measured { to } = fact { Some((period, *to)) } else { None })
                .collect();
            values.last_key_value().is_some_and(|(_, value)| target - value <= 5.0)
        })),
        Measure::NotReturned => share(own().filter_map(not_returned)),
    }
}

fn reporting(file: &File, body: &str, quarter: &Term) -> Vec<bool> {
    let asked =
        rows(file, quarter).into_iter().flat_map(|row| row.owing).filter(|(who, _)| *who == body).map(|(_, said)| said).collect::<Vec<_>>();
    let told = |log: &[Update]| Update::by(log, quarter.cutoff()).iter().any(|u| u.period.as_deref() == Some(&quarter.name));
    let values = file.indicators.iter().filter(|one| one.responsible == body).map(|one| told(&one.updates));
    asked.into_iter().chain(values).collect()
}

fn not_returned(row: &Row<'_>) -> Option<bool> {
    let year = Term::year();
    let all = Update::by(&row.entry.updates, year.cutoff());
    let within = || all.iter().filter(|u| u.about == About::Whole && year.holds(u.day())).flat_map(|u| &u.says);
    let claims = within().any(|fact| matches!(fact, Fact::Status { to: Status::Done, .. }));
    let returned = within().any(|fact| matches!(fact, Fact::Returned {}));
    (claims || returned).then_some(!returned)
}

/// The lines of a body: the rule, how many of how many, most points and points in hundredths.
pub fn lines(file: &File, body: &str, level: Level) -> Vec<(String, Share, i64, i64)> {
    let points = |rule: &super::file::Rule| if level == Level::County { rule.county.unwrap_or(rule.points) } else { rule.points };
    let all: Vec<_> = file.criteria.iter().map(|rule| (rule, counted(file, body, rule.counts))).collect();
    let whole: i64 = all.iter().map(|(rule, _)| points(rule)).sum();
    let applies: i64 = all.iter().filter(|(_, share)| share.1 > 0).map(|(rule, _)| points(rule)).sum();
    let nearest = |exact: f64| (exact + 0.5 + 1e-9).floor() as i64;
    let line = |(rule, (good, of)): &(&super::file::Rule, Share)| {
        let most = (points(rule) * 100 * whole) as f64 / applies as f64;
        (rule.name.clone(), (*good, *of), nearest(most), nearest(most * *good as f64 / *of as f64))
    };
    all.iter().filter(|(_, share)| share.1 > 0).map(line).collect()
}

/// What leaders added, in hundredths.
pub fn adjusted(file: &File, body: &str) -> i64 {
    let facts = file.appraisals.iter().filter(|one| one.body == body).flat_map(|one| &one.updates).flat_map(|update| &update.says);
    facts.map(|fact| if let Fact::Adjusts { points } = fact { (points * 100.0).round() as i64 } else { 0 }).sum()
}

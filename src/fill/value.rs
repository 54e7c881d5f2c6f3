//! What the ledger knows of an entry for a cell of a form.

use chrono::{Datelike, NaiveDate};

use super::heading::Asked;
use crate::domain::{Attribute, Entry, Held, Judged, Ledger, Period, State, Status, status_label};
use crate::text::Lang;

/// What is written into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// The ledger says nothing.
    Nothing,
    Text(String),
    Number(f64),
    /// 0 to 100.
    Percent(u8),
    Day(NaiveDate),
}

impl Value {
    /// As a reader sees it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Value::Nothing => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => crate::domain::number(*number),
            Value::Percent(percent) => format!("{percent}%"),
            Value::Day(day) => crate::domain::long_date(*day),
        }
    }

    fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.trim().is_empty() { Value::Nothing } else { Value::Text(text) }
    }

    fn year(year: Option<i32>) -> Value {
        year.map_or(Value::Nothing, |year| Value::Number(f64::from(year)))
    }
}

/// What is known for a column of an entry; money in so many 万元 a unit.
pub(super) fn value(asked: Asked, judged: Judged<'_>, unit: f64) -> Value {
    let Judged { ledger, entry, standing } = judged;
    let money = |wan: Option<f64>| wan.map_or(Value::Nothing, |wan| Value::Number((wan / unit * 1e6).round() / 1e6));
    let state = &standing.state;
    match asked {
        Asked::Number => Value::Nothing,
        Asked::Years => years(entry),
        Asked::PlannedIn(year) => money(entry.invest_plan.get(&year).copied()),
        Asked::DoneIn(year) => money(judged.invested(Some(Period::Year(year)))),
        Asked::Of(attribute) => match attribute {
            Attribute::Progress => Value::text(state.progress.as_ref().map(|(words, _)| words.to_string()).unwrap_or_default()),
            Attribute::Next => Value::text(state.next.as_ref().map(|(words, _)| words.to_string()).unwrap_or_default()),
            Attribute::Problems => problems(state),
            Attribute::Cause => causes(state),
            Attribute::Status => Value::text(state.status.value.map(|status| status_label(Some(status), Lang::Zh)).unwrap_or_default()),
            Attribute::Percent => percent(state),
            Attribute::Lead => Value::text(lead(ledger, state)),
            Attribute::With => Value::text(helpers(ledger, entry, state)),
            Attribute::Person => persons(ledger, entry),
            Attribute::Reference => Value::text(entry.id.reference()),
            Attribute::Light => Value::text(standing.verdict.light.label(Lang::Zh)),
            other => match other.value(judged) {
                Held::None => Value::Nothing,
                Held::Money(wan) => money(Some(wan)),
                Held::Percent(percent) => Value::Percent(percent),
                Held::Year(year) => Value::year(Some(year)),
                Held::Day(day) => Value::Day(day),
                Held::Proposed(all) => Value::text(all.iter().map(|one| ledger.departments.name(&one.lead)).collect::<Vec<_>>().join("、")),
                held => Value::text(other.in_words(held, Lang::Zh)),
            },
        },
    }
}

fn percent(state: &State) -> Value {
    let done = state.status.value == Some(Status::Done);
    if done { Value::Percent(100) } else { state.percent_done().map_or(Value::Nothing, Value::Percent) }
}

fn years(entry: &Entry) -> Value {
    match (entry.start_year, entry.end_year) {
        (Some(first), Some(last)) if first != last => Value::Text(format!("{first}-{last}")),
        (first, last) => Value::year(first.or(last)),
    }
}

/// What is still there of what was raised; where nothing is, and somebody reported, the answer is 无.
fn problems(state: &State) -> Value {
    let open: Vec<&str> = state.problems.iter().filter(|p| p.current).map(|p| p.words.trim()).collect();
    match open.as_slice() {
        [] if state.last_report.is_some() => Value::Text("无".to_owned()),
        [] => Value::Nothing,
        [one] => Value::text(*one),
        several => Value::text(several.iter().map(|p| p.trim_end_matches(['。', '；'])).collect::<Vec<_>>().join("；")),
    }
}

fn causes(state: &State) -> Value {
    let mut all: Vec<&str> = state.problems.iter().filter(|p| p.current).filter_map(|p| p.cause).map(|c| c.label(Lang::Zh)).collect();
    all.dedup();
    Value::text(all.join("、"))
}

fn lead(ledger: &Ledger, state: &State) -> String {
    state.lead.value.as_ref().map(|lead| ledger.departments.name(ledger.departments.now(lead)).to_owned()).unwrap_or_default()
}

fn helpers(ledger: &Ledger, entry: &Entry, state: &State) -> String {
    let all = ledger.helpers(entry, state.lead.value.as_ref());
    all.iter().map(|one| ledger.departments.name(one.body)).collect::<Vec<_>>().join("、")
}

fn persons(ledger: &Ledger, entry: &Entry) -> Value {
    let mut names: Vec<String> = ledger.persons_for(entry).into_iter().map(|person| person.name.clone()).collect();
    names.dedup();
    Value::text(names.join("、"))
}

/// Days from the day that spreadsheets count as 0 (ECMA-376, 18.17.4).
pub(super) fn serial(day: NaiveDate, from_1904: bool) -> i64 {
    let zero = if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    zero.map_or(0, |zero| i64::from(day.num_days_from_ce() - zero.num_days_from_ce()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_as_spreadsheets_count_it() {
        let day = "2025-12-31".parse().unwrap();
        assert_eq!((serial(day, false), serial(day, true)), (46022, 44560));
    }
}

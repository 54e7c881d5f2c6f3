use serde_json::{Value, json};

use crate::domain::{
    Cause, Completion, Course, Ledger, Part, Problem, Standing, State, Target, Update, UpdateId, Voice, json_number, status_term,
};

/// An update of a log for machines; bodies by their full names.
pub(super) fn update_json(ledger: &Ledger, update: &Update) -> Value {
    let says: Vec<Value> = update.says.iter().map(|f| f.json(ledger)).collect();
    let mut out = json!({
        "id": update.id.as_str(),
        "at": update.at.written().to_rfc3339(),
        "by": {
            "department": update.by.dept.as_ref().map(|d| ledger.departments.name(d)),
            "person": if update.by.person.is_empty() { None } else { Some(&update.by.person) },
        },
        "period": update.period.map(|p| p.to_string()),
        "after": update.after.iter().map(UpdateId::as_str).collect::<Vec<_>>(),
        "says": says,
    });
    if update.wrong_clock().is_some() {
        out["counts_as"] = json!(update.day().to_string());
    }
    match &update.about {
        Voice::Whole => {}
        Voice::Part(body) => out["part"] = json!(ledger.departments.name(body)),
        Voice::Proposed => out["proposed"] = json!(true),
    }
    out
}

/// An open problem for machines.
fn problem_json(ledger: &Ledger, problem: &Problem) -> Value {
    json!({
        "update": problem.raised.as_str(),
        "text": problem.words,
        "cause": problem.cause.map(Cause::word),
        "by": problem.by.as_ref().map(|d| ledger.departments.name(d)),
        "since": problem.since.period.to_string(),
        "last": problem.last.period.to_string(),
        "current": problem.current,
    })
}

/// What was told of a project: the stages to which it came, what is settled, what was invested.
fn project_json(course: &Course) -> Value {
    let stages = course.stages.iter().map(|told| json!({ "stage": told.stage.word(), "on": told.on, "basis": told.basis }));
    let settled = course.settled.iter().map(|one| json!({ "condition": one.condition.word(), "on": one.on, "words": one.words }));
    let invested = course.invested.iter().map(|(period, wan)| json!({ "period": period.to_string(), "wan": json_number(*wan) }));
    json!({
        "stages": stages.collect::<Vec<_>>(), "conditions": settled.collect::<Vec<_>>(), "invested": invested.collect::<Vec<_>>(),
    })
}

/// What is known of completion, problems, parts and proposals of an entry.
pub(super) fn standing_json(ledger: &Ledger, Standing { state, verdict, .. }: &Standing) -> Value {
    let words = |said: &Option<(ecow::EcoString, UpdateId)>| said.as_ref().map(|(words, _)| words.to_string());
    let problems = |state: &State| state.problems.iter().map(|p| problem_json(ledger, p)).collect::<Vec<_>>();
    let part = |part: &Part| {
        json!({
            "body": ledger.departments.name(&part.body),
            "status": status_term(part.state.status.value).word,
            "percent": part.state.percent_done(),
            "last_report": part.state.last_report.map(|d| d.to_string()),
            "progress": words(&part.state.progress),
            "problems": problems(&part.state),
        })
    };
    let sent_back = state.returned.as_deref().map(|r| json!({ "reason": r.words, "on": r.on.to_string(), "by": r.by.label(ledger) }));
    let mut out = json!({
        "confirmed": state.confirmed.is_some(),
        "days_late": verdict.completion.and_then(Completion::days_late),
        "status_reason": state.ground.as_deref().map(|g| &g.reason).filter(|r| !r.is_empty()),
        "status_basis": state.ground.as_deref().map(|g| &g.basis).filter(|b| !b.is_empty()),
        "returned": sent_back,
        "problems": problems(state),
        "parts": state.parts.iter().map(part).collect::<Vec<_>>(),
        "proposals": state.proposals.iter().map(UpdateId::as_str).collect::<Vec<_>>(),
    });
    if let Some(course) = state.project.as_deref() {
        out["project"] = project_json(course);
    }
    out
}

/// A goal with the sense of its words.
pub(super) fn target_json(target: Target) -> Value {
    match target {
        Target::Reach(v) => json!({ "value": json_number(v) }),
        Target::Magnitude(v) => json!({ "magnitude": json_number(v) }),
        Target::AtLeast(v) => json!({ "at_least": json_number(v) }),
        Target::AtMost(v) => json!({ "at_most": json_number(v) }),
        Target::Between(a, b) => json!({ "range": [json_number(a), json_number(b)] }),
    }
}

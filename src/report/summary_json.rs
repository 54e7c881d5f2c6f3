use serde_json::{Map, Value, json};

use super::audience::Audience;
use super::body::Body;
use super::bucket::{Bucket, Tally};
use super::comparison::Comparison;
use super::coordination::{Coordination, Line};
use super::error::Rendered;
use super::export::{SCHEMA, json_file};
use super::goal::Goal;
use super::group::Group;
use super::pool::pool_json;
use super::row::{Rivals, Row, Said};
use super::summary::Summary;
use super::supervision::{Found, Supervision};
use super::trend::Point;
use super::update_json::target_json;
use crate::domain::{Grade, Level, Share, json_number, status_term};
use crate::progress::{Progress, Step};
use crate::text::{Lang, Say};

/// A dispatch bulletin's figures for machines, in a versioned envelope of kind `dispatch`, counting entries and then
/// bytes. Shares are in percent.
pub(super) fn summary_json(summary: &Summary, progress: &Progress) -> Rendered {
    json_file(&value(summary, progress), progress)
}

fn value(summary: &Summary, progress: &Progress) -> Value {
    progress.begin(Step::Setting, summary.rows.len());
    let ids = |places: &[usize]| -> Vec<&str> { places.iter().map(|i| summary.row(*i).id.as_str()).collect() };
    let unreported = summary.unreported.iter().map(|(body, places)| json!({ "body": body, "entries": ids(places) }));
    let parts = summary.parts_missing().map(|b| json!({ "body": b.name, "entries": ids(&b.parts_missing) }));
    let groups = |all: &[Group]| -> Vec<Value> { all.iter().map(group_json).collect() };
    json!({
        "schema": SCHEMA,
        "kind": "dispatch",
        "title": summary.ledger_title,
        "period": summary.period.to_string(),
        "cutoff": summary.cutoff.to_string(),
        "day": summary.day.to_string(),
        "audience": audience_json(summary),
        "fingerprint": summary.fingerprint,
        "buckets": tally_json(&summary.tally),
        "named_again": summary.named_again(),
        "change": change_json(summary, &summary.change),
        "trend": summary.trend.iter().map(point_json).collect::<Vec<_>>(),
        "by_plan": groups(&summary.by_plan),
        "by_kind": groups(&summary.by_kind),
        "by_level": groups(&summary.by_level),
        "by_region": groups(&summary.by_region),
        "departments": summary.bodies.iter().map(body_json).collect::<Vec<_>>(),
        "projects": {
            "entries": ids(&summary.projects.rows),
            "buckets": tally_json(&summary.projects.tally),
            "priced": summary.projects.priced,
            "investment_wan": json_number(summary.projects.investment_wan),
        },
        "pool": pool_json(&summary.pool, Lang::Zh),
        "indicators": summary.goals.iter().map(goal_json).collect::<Vec<_>>(),
        "coordination": coordination_json(&summary.coordination),
        "supervision": supervision_json(&summary.supervision),
        "late": ids(&summary.late),
        "due_next": ids(&summary.due_next),
        "unreported": unreported.collect::<Vec<_>>(),
        "parts_missing": parts.collect::<Vec<_>>(),
        "contested": ids(&summary.contested),
        "unassigned": ids(&summary.unassigned),
        "entries": progress.each(&summary.rows).map(row_json).collect::<Vec<_>>(),
        "findings": summary.verify().iter().map(finding_json).collect::<Vec<_>>(),
    })
}

fn audience_json(summary: &Summary) -> Value {
    match &summary.audience {
        Audience::Ledger => json!({ "ledger": summary.ledger_title }),
        Audience::Plans(codes) if codes.len() > 1 => json!({ "plans": codes }),
        Audience::Plans(codes) => json!({ "plan": codes.first() }),
        Audience::Chosen(chosen) => json!({ "part": chosen.name }),
        Audience::Department(_) => json!({ "department": summary.audience_names.concat() }),
    }
}

fn coordination_json(all: &Coordination) -> Value {
    let line = |line: &Line| {
        json!({
            "id": line.id,
            "problem": line.problem,
            "stage": line.stage.word(),
            "level": line.level.map(Level::word),
            "grade": line.grade.map(Grade::word),
            "due": line.due.map(|day| day.to_string()),
            "days": line.age,
            "late": line.late,
            "decided": line.decided,
        })
    };
    json!({
        "raised": all.raised,
        "open": all.open.iter().map(line).collect::<Vec<_>>(),
        "settled": all.settled.iter().map(line).collect::<Vec<_>>(),
        "late": all.late(),
        "median_days": all.median_days(),
    })
}

fn supervision_json(all: &Supervision) -> Value {
    let found = |one: &Found| {
        json!({
            "id": one.id,
            "problem": one.problem,
            "body": one.body,
            "due": one.due.map(|day| day.to_string()),
            "late_days": one.late,
            "stage": one.stage.word(),
        })
    };
    json!({
        "inspections": all.inspections,
        "found": all.found,
        "mended": all.mended,
        "late": all.late(),
        "open": all.open.iter().map(found).collect::<Vec<_>>(),
    })
}

fn tally_json(tally: &Tally) -> Value {
    let of = |b: Bucket| {
        let share = f64::from(tally.share(b)) / 10.0;
        (b.word().to_owned(), json!({ "count": tally.count(b), "share": json_number(share) }))
    };
    let mut out: Map<String, Value> = Bucket::ALL.into_iter().map(of).collect();
    out.insert("total".into(), json!(tally.total()));
    Value::Object(out)
}

fn point_json(point: &Point) -> Value {
    json!({ "period": point.period.to_string(), "buckets": tally_json(&point.tally), "late": point.late, "recovered": point.recovered })
}

fn change_json(summary: &Summary, change: &Comparison) -> Value {
    let id = |place: usize| summary.row(place).id.as_str();
    let ids = |places: &[usize]| -> Vec<&str> { places.iter().map(|i| id(*i)).collect() };
    let moved = change.moved.iter().map(|m| json!({ "entry": id(m.row), "from": m.from.word(), "to": m.to.word() }));
    let left = change.left.iter().map(|(entry, bucket)| json!({ "entry": entry.as_str(), "from": bucket.word() }));
    let deadlines = change.deadlines.iter().map(|m| {
        let from = m.from.map(|d| d.to_string());
        json!({ "entry": id(m.row), "from": from, "to": m.to.to_string(), "reason": m.reason, "on": m.on.to_string() })
    });
    json!({
        "period": change.period.to_string(),
        "cutoff": change.cutoff.to_string(),
        "buckets": tally_json(&change.tally),
        "late": change.late,
        "moved": moved.collect::<Vec<_>>(),
        "added": ids(&change.added),
        "left": left.collect::<Vec<_>>(),
        "deadlines": deadlines.collect::<Vec<_>>(),
        "recovered": ids(&change.recovered),
        "newly_late": ids(&change.newly_late),
    })
}

fn group_json(group: &Group) -> Value {
    let key = if group.key.is_empty() { None } else { Some(&group.key) };
    json!({ "key": key, "buckets": tally_json(&group.tally), "late": group.late })
}

fn body_json(body: &Body) -> Value {
    json!({
        "name": body.id.as_ref().map(|_| &body.name),
        "level": body.level.map(|l| l.word()),
        "leads": tally_json(&body.leads),
        "cooperates": body.cooperates,
        "owes": body.owes,
        "missing": body.missing(),
        "late": body.late,
        "last_report": body.last_report.map(|d| d.to_string()),
    })
}

fn goal_json(goal: &Goal) -> Value {
    json!({
        "id": goal.id,
        "year": goal.target.map(|(year, _)| year),
        "target": goal.target.map(|(_, target)| target_json(target)),
        "measured": goal.measured.map(|(p, v)| json!({ "period": p.to_string(), "value": json_number(v) })),
        "share": goal.share.map(|tenths| json_number(f64::from(tenths) / 10.0)),
        "scheduled": goal.scheduled,
        "met": goal.met,
        "contested": rivals_json(&goal.contested),
    })
}

fn row_json(row: &Row) -> Value {
    let late = row.late.map(|l| json!({ "days": l.days, "gap": l.gap }));
    json!({
        "id": row.id.as_str(),
        "kind": row.kind.word(),
        "title": row.title,
        "lead": row.lead.as_ref().map(|_| &row.lead_name),
        "led": row.led(),
        "owing": row.owing.iter().map(|o| json!({ "body": o.body.as_str(), "part": o.share == Share::Part, "reported": o.said })).collect::<Vec<_>>(),
        "cooperating": row.cooperating,
        "deadline": row.deadline.map(|d| d.to_string()),
        "status": status_term(row.status).word,
        "percent": row.percent_done(),
        "scheduled": row.scheduled,
        "light": row.light.word(),
        "bucket": row.bucket.word(),
        "previous_bucket": row.past.as_ref().map(|p| p.bucket.word()),
        "late": late,
        "progress": row.progress.as_deref().map(said_json),
        "problems": row.problems.as_deref().map(said_json),
        "next": row.next.as_deref().map(said_json),
        "last_report": row.last_report.map(|d| d.to_string()),
        "contested": rivals_json(&row.contested),
    })
}

fn rivals_json(all: &[Rivals]) -> Value {
    all.iter().map(|r| json!({ "value": r.word, "claims": r.claims })).collect()
}

fn said_json(said: &Said) -> Value {
    json!({ "text": said.text, "period": said.reported.period.to_string(), "by": said.by, "update": said.update.as_str() })
}

fn finding_json(flaw: &super::flaw::Flaw) -> Value {
    json!({ "finding": flaw.word(), "entry": flaw.about().map(|a| a.id.as_str()), "text": flaw.say(Lang::Zh) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{Q4, date, ledger};

    #[test]
    fn a_bulletin_for_machines_counts_what_the_bulletin_counts() {
        let out = value(&Summary::of(&ledger(), Q4, date("2026-01-10"), Audience::Ledger), &Progress::default());
        assert_eq!((&out["kind"], &out["period"], &out["cutoff"]), (&json!("dispatch"), &json!("2025Q4"), &json!("2026-01-10")));
        assert_eq!(out["buckets"]["behind"], json!({ "count": 2, "share": 28.5 }));
        assert_eq!(out["late"], json!(["jia/一@甲加工厂", "yi/一"]));
        assert_eq!(out["entries"].as_array().map(Vec::len), Some(7));
        assert_eq!(out["findings"][0]["finding"], "no-cause");
    }
}

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::appraisal_json::{appraisal_json, criterion_json};
use super::audience::Audience;
use super::error::{RenderError, Rendered};
use super::inspection_json::{finding_json, inspection_json};
use super::liaison_json::liaison_json;
use super::matter_json::matter_json;
use super::summary::Summary;
use super::update_json::{standing_json, target_json, update_json};
use crate::domain::{
    Alias, Area, Attachment, Attribute, Department, DeptId, Doubted, Entry, EntryId, Former, Held, Holds, Indicator, Judged, Kept, Kind,
    Ledger, Level, Light, Period, Person, Place, Plan, Quantity, Record, Register, Section, Standing, Standings, Status,
    Step as StepRecord, Subject, WorkYear, YearBasis, by_kind, disputes_in, disputes_of, json_number, status_term,
};
use crate::progress::{Progress, Step};
use crate::text::Lang;

/// The version of the envelope of all that is printed for machines.
pub(crate) const SCHEMA: u32 = 1;

/// What is written of a ledger for other programs: every entry as it stands on the day of the standings, or only the
/// entries at some places in the ledger's order.
///
/// The standings must be those of this ledger: an entry without one is left out.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) standings: &'a Standings,
    /// The places; all when left out.
    pub(crate) only: Option<&'a [usize]>,
}

impl Extract<'_> {
    /// The figures of the period that is collected on the day, for tables that are those of a bulletin.
    pub(super) fn summary(&self, progress: &Progress) -> Result<Summary, RenderError> {
        let day = self.standings.day();
        Summary::build(self.ledger, self.ledger.collecting(day), day, Audience::Ledger, progress)
    }

    /// The ids of the entries; none when all are meant.
    pub(super) fn ids(&self) -> Option<HashSet<EntryId>> {
        let id = |place: &usize| self.ledger.entries().get(*place).map(|e| e.id.clone());
        self.only.map(|places| places.iter().filter_map(id).collect())
    }

    /// All that is known of the entries, with all plans, bodies and indicators.
    pub(crate) fn json(&self) -> Value {
        let Extract { ledger, standings, only } = *self;
        let every: Vec<usize> = (0..ledger.entries().len()).collect();
        let mut out = envelope("ledger", ledger, standings);
        for section in Section::ALL {
            out.insert(section.name().into(), records_json(ledger, section, |_| true));
        }
        out.insert("entries".into(), entries_json(ledger, standings, only.unwrap_or(&every)));
        Value::Object(out)
    }
}

pub(super) fn ledger_json(extract: &Extract, progress: &Progress) -> Rendered {
    json_file(&extract.json(), progress)
}

/// A value as a file, counting the bytes.
pub(super) fn json_file(value: &Value, progress: &Progress) -> Rendered {
    progress.begin(Step::Packing, 0);
    let mut bytes = Vec::new();
    serde_json::to_writer_pretty(progress.writer(&mut bytes), value).map_err(|_| RenderError::stopped("json", progress))?;
    bytes.push(b'\n');
    progress.check()?;
    Ok(bytes)
}

/// The entries at some places for machines, with how many there are by plan and kind, light and status.
pub(crate) fn list_json(ledger: &Ledger, standings: &Standings, places: &[usize]) -> Value {
    let mut out = envelope("list", ledger, standings);
    out.insert("entries".into(), entries_json(ledger, standings, places));
    out.insert("counts".into(), counts_json(ledger, standings, places));
    Value::Object(out)
}

fn envelope(kind: &str, ledger: &Ledger, standings: &Standings) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("schema".into(), json!(SCHEMA));
    out.insert("kind".into(), json!(kind));
    out.insert("title".into(), json!(ledger.title));
    out.insert("day".into(), json!(standings.day().to_string()));
    out
}

fn at<'a>(ledger: &'a Ledger, standings: &'a Standings, place: usize) -> Option<(&'a Entry, &'a Standing)> {
    Some((ledger.entries().get(place)?.as_ref(), standings.all().get(place)?))
}

fn entries_json(ledger: &Ledger, standings: &Standings, places: &[usize]) -> Value {
    places.iter().filter_map(|i| at(ledger, standings, *i)).map(|(e, s)| entry_json(ledger, e, s)).collect()
}

/// Counts with a number, also 0, for every plan, kind, light and status.
fn counts_json(ledger: &Ledger, standings: &Standings, places: &[usize]) -> Value {
    let listed: Vec<(&Entry, &Standing)> = places.iter().filter_map(|i| at(ledger, standings, *i)).collect();
    let count = |test: &dyn Fn(&Entry, &Standing) -> bool| json!(listed.iter().filter(|(e, s)| test(e, s)).count());
    let kinds = |plan: &Plan| -> Map<String, Value> {
        let of = |k: Kind| (k.word().to_owned(), count(&|e, _| plan.code == e.id.plan() && e.kind == k));
        Kind::ALL.into_iter().map(of).collect()
    };
    let by_plan: Map<String, Value> = ledger.plans.iter().map(|p| (p.code.to_string(), Value::Object(kinds(p)))).collect();
    let by_light: Map<String, Value> = Light::ALL.into_iter().map(|l| (l.word().to_owned(), count(&|_, s| s.verdict.light == l))).collect();
    let statuses = Status::ALL.into_iter().map(Some).chain([None]);
    let by_status: Map<String, Value> =
        statuses.map(|st| (status_term(st).word.to_owned(), count(&|_, s| s.state.status.value == st))).collect();
    json!({ "by_plan_and_kind": by_plan, "by_light": by_light, "by_status": by_status, "total": listed.len() })
}

fn doubt_json(doubt: &str) -> Value {
    let doubt = Doubted::read(doubt);
    json!({ "field": doubt.field, "reason": doubt.reason, "choices": doubt.choices })
}

fn quantity_json(figure: &str) -> Value {
    let Some(said) = Quantity::read(figure) else { return json!({ "text": figure }) };
    let reached = said.reached.map(|reached| reached.word());
    json!({
        "text": figure, "name": said.name, "number": json_number(said.number), "precision": said.precision.word(),
        "unit": said.unit, "year": said.year, "reached": reached,
    })
}

fn entry_json(ledger: &Ledger, entry: &Entry, standing: &Standing) -> Value {
    let Standing { state, verdict, .. } = standing;
    let register = &ledger.departments;
    let judged = Judged { ledger, entry, standing };
    let attribute = |(a, key): (Attribute, &str)| (key.to_owned(), value_json(register, a.holds(), a.value(judged)));
    let mut out: Map<String, Value> = Attribute::keys().map(attribute).collect();
    let more = json!({
        "id": entry.id.as_str(),
        "plan": entry.id.plan(),
        "reference": entry.id.reference(),
        "parent": entry.parent.as_ref().map(|p| p.as_str()),
        "clause": entry.clause,
        "lead_basis": lead_basis(ledger, entry),
        "deadline_basis": entry.deadline.map_or("none", |d| d.basis()),
        "area": ledger.area(entry).map(Area::key),
        "line": entry.line,
        "added": entry.added.map(|d| d.to_string()),
        "reason": verdict.reason.sentence(Lang::Zh),
        "contested": disputes_in(entry, state).iter().map(|d| d.shown.word()).collect::<Vec<_>>(),
        "doubts": entry.doubts.iter().map(|d| doubt_json(d)).collect::<Vec<_>>(),
        "quantities": entry.figures.iter().map(|figure| quantity_json(figure)).collect::<Vec<_>>(),
        "updates": entry.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    });
    for more in [more, standing_json(ledger, standing)] {
        if let Value::Object(more) = more {
            out.extend(more);
        }
    }
    let planned_lead = ledger.planned_lead(entry);
    if planned_lead != state.lead.value.as_ref() {
        out.insert("planned_lead".into(), json!(planned_lead.map(|d| register.name(d))));
    }
    let planned = ledger.planned_deadline(entry);
    if planned != state.deadline.value {
        out.insert("planned_deadline".into(), json!(planned.map(|d| d.to_string())));
    }
    Value::Object(out)
}

fn value_json(register: &Register, holds: Holds, value: Held<'_>) -> Value {
    match value {
        Held::None => holds.none().map_or(Value::Null, |none| json!(none.word)),
        Held::Text(text) => json!(text),
        Held::List(all) => json!(all),
        Held::Entries(all) => json!(all),
        Held::Attachments(all) => {
            let hash = |one: &Attachment| Some(one.sha256.clone()).filter(|hash| !hash.is_empty());
            all.iter().map(|one| json!({ "name": one.name, "sha256": hash(one) })).collect()
        }
        Held::Body(dept) => json!(register.name(dept)),
        Held::Bodies(all) => all.iter().map(|c| json!({ "name": register.name(c.dept()), "role": c.role().word() })).collect(),
        Held::Proposed(all) => all.iter().map(|one| json!({ "name": register.name(&one.lead), "ground": one.ground })).collect(),
        Held::Choice(rank) => json!(holds.terms().get(rank).map(|term| term.word)),
        Held::Percent(percent) => json!(percent),
        Held::Money(wan) => json_number(wan),
        Held::Year(year) => json!(year),
        Held::Yearly(all) => all.iter().map(|(year, wan)| (year.to_string(), json_number(*wan))).collect::<Map<_, _>>().into(),
        Held::Day(day) => json!(day.to_string()),
    }
}

/// The ground of the planned lead. An entry that should inherit where nothing stands above it has nobody.
fn lead_basis(ledger: &Ledger, entry: &Entry) -> &'static str {
    if ledger.planned_lead(entry).is_none() { "unassigned" } else { entry.lead.basis() }
}

/// The records of a list of the ledger that are meant by their ids, as the export has them, each with the names of the values in it
/// that wait for a ruling. Entries want a day: they have a list of their own.
pub(crate) fn records_json(ledger: &Ledger, section: Section, is_meant: impl Fn(&str) -> bool) -> Value {
    if section == Section::Entry {
        return Value::Array(Vec::new());
    }
    by_kind!(Section section, => {
        let all = R::records(ledger).iter().map(|record| (R::subject(record.id()), record));
        let meant = all.filter(|(subject, _)| is_meant(&subject.to_string()));
        meant.map(|(subject, record)| record_json(ledger, &subject, record.as_ref())).collect()
    })
}

fn record_json(ledger: &Ledger, subject: &Subject, record: &impl Record) -> Value {
    let mut out = told(ledger, subject).or_else(|| serde_json::to_value(record).ok()).unwrap_or_default();
    if let Value::Object(out) = &mut out {
        let contested: Value = disputes_of(ledger, subject, None).iter().map(|dispute| dispute.shown.word()).collect();
        out.insert("contested".into(), contested);
    }
    out
}

/// What the export says of a record beside what the file does; of other kinds it says the same.
fn told(ledger: &Ledger, subject: &Subject) -> Option<Value> {
    Some(match subject {
        Subject::Plan(id) => plan_json(ledger.plans.by_id(id)?),
        Subject::Place(id) => place_json(ledger, ledger.places.by_id(id)?),
        Subject::Department(id) => department_json(ledger, ledger.departments.by_id(id)?),
        Subject::Person(id) => person_json(ledger, ledger.persons.by_id(id)?),
        Subject::Indicator(id) => indicator_json(ledger.indicators.by_id(id)?),
        Subject::WorkYear(id) => year_json(ledger.calendar.by_id(id)?),
        Subject::Step(id) => step_json(ledger, ledger.steps.by_id(id)?),
        Subject::Matter(id) => matter_json(ledger, ledger.matters.by_id(id)?),
        Subject::Inspection(id) => inspection_json(ledger, ledger.inspections.by_id(id)?),
        Subject::Rectification(id) => finding_json(ledger, ledger.rectifications.by_id(id)?),
        Subject::Liaison(id) => liaison_json(ledger, ledger.liaisons.by_id(id)?),
        Subject::Criterion(id) => criterion_json(ledger.criteria.by_id(id)?),
        Subject::Appraisal(id) => appraisal_json(ledger, ledger.appraisals.by_id(id)?),
        _ => return None,
    })
}

fn year_json(year: &WorkYear) -> Value {
    let days = |all: &[chrono::NaiveDate]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({ "year": year.year.as_str(), "off": days(&year.off), "work": days(&year.work), "source": year.source })
}

fn step_json(ledger: &Ledger, step: &StepRecord) -> Value {
    let state = ledger.fold_step(step, None);
    json!({
        "id": step.id.as_str(),
        "entry": step.entry.as_str(),
        "what": step.what,
        "due": step.due.map(|due| due.to_string()),
        "percent": step.percent,
        "amount": step.amount,
        "bodies": step.bodies.iter().map(|id| ledger.departments.name(id)).collect::<Vec<_>>(),
        "enterprises": step.enterprises,
        "person": step.person,
        "every": step.every.map(|every| every.word()),
        "from": step.from.map(|day| day.to_string()),
        "remark": step.remark,
        "status": status_term(state.status.value).word,
        "done_percent": state.percent_done(),
        "completed_on": state.done_on.map(|day| day.to_string()),
        "updates": step.updates.iter().map(|u| update_json(ledger, u)).collect::<Vec<_>>(),
    })
}

fn plan_json(plan: &Plan) -> Value {
    json!({
        "code": plan.code,
        "title": plan.title,
        "short": plan.short,
        "number": plan.number,
        "issuer": plan.issuer,
        "issued": plan.issued.map(|d| d.to_string()),
        "place": plan.place,
        "start": plan.start.to_string(),
        "end": plan.end.to_string(),
        "archived": plan.archived.map(|d| d.to_string()),
        "in_use": plan.in_use.map(|d| d.to_string()),
        "remark": plan.remark,
    })
}

fn place_json(ledger: &Ledger, place: &Place) -> Value {
    json!({
        "id": place.id.as_str(),
        "name": ledger.places.name(&place.id),
        "level": place.level.map(Level::word),
        "within": place.within,
        "aliases": aliases_json(&place.aliases),
        "former": former_json(&place.former),
        "remark": place.remark,
    })
}

fn aliases_json(aliases: &[Alias]) -> Vec<Value> {
    aliases.iter().map(|a| json!({ "plan": a.plan, "name": a.name })).collect()
}

fn former_json(former: &[Former]) -> Vec<Value> {
    former.iter().map(|f| json!({ "name": f.name, "until": f.until.to_string(), "basis": f.basis })).collect()
}

fn department_json(ledger: &Ledger, dept: &Department) -> Value {
    let name = |d: &DeptId| ledger.departments.name(d).to_owned();
    json!({
        "id": dept.id.as_str(),
        "name": ledger.departments.name(&dept.id),
        "level": dept.level.word(),
        "place": dept.place,
        "aliases": aliases_json(&dept.aliases),
        "former": former_json(&dept.former),
        "group": dept.group,
        "members": dept.members.iter().map(name).collect::<Vec<_>>(),
        "successor": dept.successor.as_ref().map(name),
        "until": dept.until.map(|day| day.to_string()),
        "basis": dept.basis,
        "remark": dept.remark,
    })
}

fn person_json(ledger: &Ledger, person: &Person) -> Value {
    json!({
        "id": Record::id(person).as_str(),
        "name": person.name,
        "body": ledger.departments.name(&person.body),
        "charge": person.charge.word(),
        "entry": person.entry,
        "position": person.position,
        "phone": person.phone,
        "from": person.from.map(|day| day.to_string()),
        "until": person.until.map(|day| day.to_string()),
        "remark": person.remark,
    })
}

fn indicator_json(indicator: &Indicator) -> Value {
    let targets: Map<String, Value> = indicator.targets.iter().map(|(y, t)| (y.to_string(), target_json(*t))).collect();
    let mut measured: Vec<(Period, f64)> = indicator.measured().into_iter().collect();
    measured.sort_by_key(|(p, _)| (p.end(), p.start()));
    let measured: Vec<Value> = measured.into_iter().map(|(p, v)| json!({ "period": p.to_string(), "value": json_number(v) })).collect();
    json!({
        "id": indicator.id(),
        "plan": indicator.plan,
        "reference": indicator.reference,
        "name": indicator.name,
        "unit": indicator.unit,
        "scope": indicator.scope,
        "line": indicator.line,
        "entry": indicator.entry.as_ref().map(|e| e.as_str()),
        "responsible": indicator.responsible.as_ref().map(|d| d.as_str()),
        "same_as": indicator.same_as,
        "baseline": indicator.baseline.map(|b| json!({ "year": b.year, "value": json_number(b.value) })),
        "targets": targets,
        "year_basis": match indicator.year_basis {
            YearBasis::Stated => "stated",
            YearBasis::PlanPeriod => "plan_period",
        },
        "measured": measured,
        "remark": indicator.remark,
    })
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;

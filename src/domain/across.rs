//! What can be seen only when records are held against each other: parts in another plan, leads that are no body, one thing
//! named twice, and linked values that differ.

use chrono::NaiveDate;
use std::collections::HashMap;

use super::called::Dated;
use super::deadline::{Deadline, Repeated};
use super::department::Department;
use super::entry::Entry;
use super::finding::{Detail, Finding, FindingKind};
use super::fold::fold;
use super::handed::handed_twice;
use super::indicator::Indicator;
use super::kinds::Subject;
use super::ledger::Ledger;
use super::left_behind::LeftBehind;
use super::place::Place;
use super::plan::Plan;
use super::records::Record;
use super::stated::Kind;
use super::vocabulary::loose;
use crate::text::{Lang, Say};

/// Everything of that kind, in the order of the ledger.
pub(super) fn across(ledger: &Ledger) -> Vec<Finding> {
    let mut all = Vec::new();
    let empty = |group: &&std::sync::Arc<Department>| group.group && group.members.is_empty();
    for group in ledger.departments.iter().filter(empty) {
        all.push(found(FindingKind::EmptyGroup, Subject::Department(group.id.clone()), Detail::named(group.id.as_str())));
    }
    all.extend(renamed_twice::<Department>(ledger).chain(renamed_twice::<Place>(ledger)));
    for entry in ledger.entries() {
        all.extend(of_entry(ledger, entry).into_iter().map(|(kind, detail)| found(kind, Subject::Entry(entry.id.clone()), detail)));
    }
    all.extend(twice(ledger));
    all.extend(ledger.entries().iter().flat_map(|entry| of_steps(ledger, entry)));
    for person in ledger.persons.iter().filter(|person| !person.is_over(ledger.day())) {
        let entry = person.entry.as_ref().and_then(|id| ledger.get(id));
        all.extend(entry.and_then(|entry| stays_behind(ledger, entry, Subject::Person(person.id()))));
    }
    for indicator in ledger.indicators.iter() {
        let differs = |other: &Indicator| differing(indicator, other);
        let others = indicator.same_as.iter().filter_map(|id| ledger.indicators.by_id(id));
        let told = others.filter_map(|other| differs(other));
        all.extend(told.map(|detail| found(FindingKind::LinkedDiffer, Subject::Indicator(indicator.id()), detail)));
    }
    all.extend(ledger.plans.iter().filter_map(|plan| unanswered(ledger, plan)));
    all
}

/// The indicators of a plan for which the plan names nobody: once a plan, since it is the plan that is silent.
fn unanswered(ledger: &Ledger, plan: &Plan) -> Option<Finding> {
    let silent = |one: &&std::sync::Arc<Indicator>| one.plan == plan.code && one.responsible.is_none() && one.entry.is_none();
    let names: Vec<&str> = ledger.indicators.iter().filter(silent).map(|one| one.name.as_str()).collect();
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>();
    let count = names.len();
    (count > 0).then(|| {
        let detail = Detail::of(|lang| {
            let more = if count > NAMED { lang.pick("等", " and others") } else { "" };
            let first = first.join(lang.pick("、", ", "));
            lang.pick(format!("{count} 个：{first}{more}"), format!("{count}: {first}{more}"))
        });
        found(FindingKind::UnansweredGoals, Subject::Plan(plan.code.clone()), detail)
    })
}

/// So many are named of what is found once for many.
const NAMED: usize = 3;

fn found(kind: FindingKind, subject: Subject, detail: Detail) -> Finding {
    Finding { kind, subject, detail }
}

/// What was renamed by two people who had not seen each other: one name of before ends on two days, with none between.
fn renamed_twice<R: Dated>(ledger: &Ledger) -> impl Iterator<Item = Finding> {
    R::records(ledger).iter().flat_map(|record| {
        let mut former: Vec<_> = record.former().iter().collect();
        former.sort_by_key(|one| one.until);
        let twice: Vec<String> = former
            .windows(2)
            .filter(|pair| pair[0].name == pair[1].name)
            .map(|pair| format!("{}：{}、{}", pair[0].name, pair[0].until, pair[1].until))
            .collect();
        let subject = R::subject(record.id());
        twice.into_iter().map(move |words| found(FindingKind::RenamedTwice, subject.clone(), Detail::named(words)))
    })
}

fn of_entry(ledger: &Ledger, entry: &Entry) -> Vec<(FindingKind, Detail)> {
    let mut all = Vec::new();
    if let Some(parent) = entry.parent.as_ref().filter(|parent| parent.plan() != entry.id.plan()) {
        all.push((FindingKind::ParentElsewhere, Detail::named(parent.as_str())));
    }
    if let Some(lead) = entry.lead.named() {
        if ledger.departments.get(lead).is_some_and(|body| body.group) {
            all.push((FindingKind::GroupLeads, Detail::named(lead.as_str())));
        }
        // Where it was settled since who leads, the plan's lead may share.
        if entry.cooperating.iter().any(|c| c.dept() == lead) && !entry.settles_lead() {
            all.push((FindingKind::LeadRepeated, Detail::named(lead.as_str())));
        }
    }
    if !entry.updates.is_empty() && ledger.goes_round(entry) {
        all.push((FindingKind::GoesRound, Detail::named(entry.title.as_str())));
    }
    let left = ledger.left_behind(entry).into_iter().map(|update| LeftBehind { ledger, entry, update });
    all.extend(left.map(|left| (FindingKind::LeftBehind, Detail::of(|lang| left.say(lang)))));
    let open = ledger.open_in_archived(entry).into_iter();
    all.extend(open.map(|open| (FindingKind::OpenInArchived, Detail::of(|lang| open.say(lang)))));
    let lost = ledger.lost_on_the_way(entry);
    all.extend(lost.iter().map(|lost| (FindingKind::LeftBehind, Detail::of(|lang| lost.told(ledger, lang)))));
    let end = ledger.plan(entry.id.plan()).map(|plan| plan.end);
    if let (Some(Deadline::PlanPeriod(Repeated(Some(day)))), Some(end)) = (entry.deadline, end)
        && day != end
    {
        all.push((FindingKind::OtherEnd, Detail::named(format!("{day} ≠ {end}"))));
    }
    let twice = handed_twice(&entry.handed).into_iter();
    all.extend(twice.map(|rivals| {
        let bodies = rivals.iter().map(|one| one.to.as_str()).collect::<Vec<_>>().join("、");
        (FindingKind::HandedTwice, Detail::named(bodies))
    }));
    let others = entry.same_as.iter().filter_map(|id| ledger.get(id));
    all.extend(others.filter_map(|other| apart(entry, other)).map(|detail| (FindingKind::LinkedDiffer, detail)));
    all
}

/// Steps that are due after their entry, or plan less than one before them.
fn of_steps(ledger: &Ledger, entry: &Entry) -> Vec<Finding> {
    let steps = ledger.steps_of(&entry.id);
    if steps.clone().next().is_none() {
        return Vec::new();
    }
    let (mut all, mut before) = (Vec::new(), None::<(NaiveDate, u8)>);
    let last = fold(ledger, entry, None).deadline.value;
    for step in steps {
        let subject = || Subject::Step(step.id.clone());
        all.extend(stays_behind(ledger, entry, subject()).filter(|_| ledger.fold_step(step, None).is_open()));
        if let Some((due, last)) = step.due.zip(last).filter(|(due, last)| due.day() > *last) {
            all.push(found(FindingKind::StepAfterEnd, subject(), Detail::named(format!("{due} > {last}"))));
        }
        let Some((day, percent)) = step.plans() else { continue };
        if let Some((on, most)) = before.filter(|(on, most)| percent < *most || *on == day && percent != *most) {
            all.push(found(FindingKind::StepsFall, subject(), Detail::named(format!("{on} {most}%, {day} {percent}%"))));
        }
        before = Some((day, before.map_or(percent, |(_, most)| most.max(percent))));
    }
    all
}

/// A step or a person at an entry whose work goes on elsewhere.
fn stays_behind(ledger: &Ledger, entry: &Entry, subject: Subject) -> Option<Finding> {
    ledger.goes_on(entry, Lang::Zh)?;
    let goes_on = |lang: Lang| format!("{} → {}", entry.title, ledger.goes_on(entry, lang).unwrap_or_default());
    Some(found(FindingKind::StaysBehind, subject, Detail::of(goes_on)))
}

/// What two entries that name the same thing state differently.
fn apart(one: &Entry, other: &Entry) -> Option<Detail> {
    let stated = |entry: &Entry| entry.deadline.and_then(|d| if let Deadline::Stated(day) = d { Some(day) } else { None });
    let money = one.investment_wan.zip(other.investment_wan).filter(|(a, b)| a != b).map(|(a, b)| format!("{a} ≠ {b}"));
    let day = stated(one).zip(stated(other)).filter(|(a, b)| a != b).map(|(a, b)| format!("{a} ≠ {b}"));
    money.or(day).map(|differs| beside(&other.id, |_| differs.clone()))
}

/// The first year for which two indicators of the same thing have different goals.
fn differing(one: &Indicator, other: &Indicator) -> Option<Detail> {
    let both = one.targets.iter().filter_map(|(year, target)| Some((year, target, other.targets.get(year)?)));
    let (year, here, there) = both.into_iter().find(|(_, here, there)| here.reference() != there.reference())?;
    Some(beside(&other.id(), |lang| format!("{year} {} ≠ {}", here.label(lang), there.label(lang))))
}

/// What differs, behind where it says otherwise.
fn beside(other: &str, differs: impl Fn(Lang) -> String) -> Detail {
    Detail::of(|lang| format!("{other}{}{}", lang.pick("：", ": "), differs(lang)))
}

/// Projects of one name that are not linked as the same thing: each but the first.
fn twice(ledger: &Ledger) -> Vec<Finding> {
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let mut all = Vec::new();
    for entry in ledger.entries().iter().filter(|e| e.kind == Kind::Project) {
        let before = *first.entry(loose(&entry.title)).or_insert(entry);
        if before.id != entry.id && ledger.thing(&before.id) != ledger.thing(&entry.id) {
            all.push(found(
                FindingKind::NamedTwice,
                Subject::Entry(entry.id.clone()),
                Detail::named(format!("{} {}", before.id, before.title)),
            ));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{body, ledger_of_2025};
    use crate::domain::{Cooperation, EntryId, IndicatorId, Lead, Level, Target};
    use crate::text::Say;

    fn kinds(ledger: &Ledger) -> Vec<FindingKind> {
        across(ledger).into_iter().map(|f| f.kind).collect()
    }

    #[test]
    fn what_only_holds_beside_others_is_found() {
        let mut ledger = ledger_of_2025();
        ledger.departments.push(crate::domain::Department { group: true, ..body("各县政府", Level::County) });
        let mut one = Entry::new(EntryId::of("p", "一"), Kind::Project, "豆厂");
        one.lead = Lead::Stated("各县政府".into());
        one.cooperating = vec![Cooperation::Shares("各县政府".into())];
        one.deadline = Some(Deadline::PlanPeriod(Repeated(Some("2024-12-31".parse().unwrap()))));
        let mut two = Entry::new(EntryId::of("p", "二"), Kind::Project, "豆厂");
        two.parent = Some(EntryId::of("q", "一"));
        ledger.insert(9, one);
        ledger.insert(9, two);
        use FindingKind::{EmptyGroup, GroupLeads, LeadRepeated, NamedTwice, OtherEnd, ParentElsewhere};
        assert_eq!(kinds(&ledger), [EmptyGroup, GroupLeads, LeadRepeated, OtherEnd, ParentElsewhere, NamedTwice]);
        let second = ledger.get_mut(&EntryId::of("p", "二")).unwrap();
        second.same_as = vec![EntryId::of("p", "一")];
        assert!(!kinds(&ledger).contains(&NamedTwice));
    }

    #[test]
    fn entries_that_go_on_in_each_other_are_found_and_one_that_goes_on_elsewhere_is_not() {
        let mut ledger = ledger_of_2025();
        for (reference, into) in [("一", "p/二"), ("二", "p/一"), ("三", "p/一")] {
            let mut entry = Entry::new(EntryId::of("p", reference), Kind::Task, reference);
            let says = format!("[Status(to: CarriedOver, reason: \"并入\"), CarriedInto(to: \"{into}\")]");
            let text = format!("#![enable(implicit_some)](id: \"{reference}\", at: \"2025-05-05T08:00:00+08:00\", says: {says})");
            entry.updates.push(ron::from_str(&text).unwrap());
            ledger.insert(9, entry);
        }
        let round = across(&ledger).into_iter().filter(|f| f.kind == FindingKind::GoesRound);
        assert_eq!(round.map(|f| f.subject.to_string()).collect::<Vec<_>>(), ["p/一", "p/二"]);
    }

    #[test]
    fn linked_goals_and_amounts_that_differ_are_found_and_equal_ones_are_not() {
        let mut ledger = ledger_of_2025();
        let goal = |reference: &str, value| {
            let mut goal = Indicator::new("p".into(), reference, "产值", "全市");
            goal.targets.insert(2025, Target::AtLeast(value));
            goal
        };
        let first = goal("一", 70.0);
        let link: IndicatorId = first.id();
        for (reference, value) in [("二", 72.0), ("三", 70.0)] {
            ledger.indicators.push(Indicator { same_as: vec![link.clone()], ..goal(reference, value) });
        }
        ledger.indicators.push(first);
        for (reference, wan) in [("四", 70.0), ("五", 72.0)] {
            let same_as = if reference == "四" { vec![EntryId::of("p", "五")] } else { Vec::new() };
            let id = EntryId::of("p", reference);
            ledger.insert(9, Entry { same_as, investment_wan: Some(wan), ..Entry::new(id, Kind::Task, "题") });
        }
        let differ = |f: &Finding| f.kind == FindingKind::LinkedDiffer;
        let told = |lang| across(&ledger).into_iter().filter(differ).map(|f| f.detail.say(lang)).collect::<Vec<_>>();
        assert_eq!(told(Lang::Zh), ["p/五：70 ≠ 72", "p/一·产值·全市：2025 72以上 ≠ 70以上"]);
        assert!(told(Lang::En).iter().all(|text| text.contains(": ") && !text.contains('：')), "{:?}", told(Lang::En));
    }

    #[test]
    fn goals_for_which_a_plan_names_nobody_are_told_once() {
        let mut ledger = ledger_of_2025();
        let goal = |name: &str| Indicator::new("p".into(), "一", name, "全市");
        ledger.indicators.extend(["产值", "产量", "增幅", "面积"].map(goal));
        ledger.indicators.push(Indicator { responsible: Some("甲局".into()), ..goal("税收") });
        let told = across(&ledger).into_iter().filter(|f| f.kind == FindingKind::UnansweredGoals);
        assert_eq!(told.map(|f| f.detail.say(Lang::Zh)).collect::<Vec<_>>(), ["4 个：产值、产量、增幅等"]);
    }
}

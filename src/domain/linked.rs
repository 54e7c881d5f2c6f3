//! What hangs together: entries that carry out others (承接), and one thing that is named in several places (同一事项).

use std::collections::HashSet;

use super::below::Below;
use super::entry::Entry;
use super::id::EntryId;
use super::ledger::Ledger;
use super::pool::{Course, Staged};
use super::state::{Follows, State};
use super::status::Status;
use super::update::Reported;
use crate::text::Lang;

impl Ledger {
    /// The entries that carry this one out, in the ledger's order.
    pub(crate) fn carriers<'a>(&'a self, id: &EntryId) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.links().carriers(id).iter().filter_map(|id| self.get(id).map(AsRef::as_ref))
    }

    /// The other entries that name the same thing, in the ledger's order.
    pub(crate) fn named_again<'a>(&'a self, id: &'a EntryId) -> impl Iterator<Item = &'a Entry> {
        self.links().thing(id).iter().filter(move |one| *one != id).filter_map(|id| self.get(id).map(AsRef::as_ref))
    }

    /// By what a thing is counted once: the first entry that names it.
    pub(super) fn thing<'a>(&'a self, id: &'a EntryId) -> &'a EntryId {
        self.links().thing(id).first().unwrap_or(id)
    }

    /// Counts entries, a thing that several of them name once: where it comes first. All totals ask this; lists show each.
    pub(crate) fn once(&self) -> Once<'_> {
        Once { ledger: self, seen: HashSet::new() }
    }

    /// The entries whose standing goes by that of an entry besides its own: the same thing elsewhere, and what it carries out, however far up.
    pub(crate) fn linked_to(&self, id: &EntryId) -> Vec<EntryId> {
        let mut all = vec![id.clone()];
        let mut at = 0;
        while let Some(next) = all.get(at).cloned() {
            let again = self.named_again(&next).map(|e| e.id.clone());
            let entry = self.get(&next);
            let above = entry.into_iter().flat_map(|e| e.carries_out.iter().cloned());
            let parent = entry.and_then(|e| e.parent.clone()).filter(|parent| self.links().below(parent).contains(&next));
            for linked in again.chain(above).chain(parent).filter(|id| self.get(id).is_some()) {
                if !all.contains(&linked) {
                    all.push(linked);
                }
            }
            at += 1;
        }
        all.split_off(1)
    }
}

/// The things that were counted.
pub(crate) struct Once<'a> {
    ledger: &'a Ledger,
    seen: HashSet<EntryId>,
}

impl Once<'_> {
    /// Whether an entry is counted: no entry before it named the same thing.
    pub(crate) fn counts(&mut self, id: &EntryId) -> bool {
        self.ledger.links().thing(id).is_empty() || self.seen.insert(self.ledger.thing(id).clone())
    }
}

/// How many of so many rows are named by others too and left out of a total, in words; nothing where none is.
pub(crate) fn told_once(again: usize, lang: Lang) -> Option<String> {
    (again > 0).then(|| {
        lang.pick(
            format!("另有 {again} 项与其中的为同一事项，只计一次"),
            format!("{again} more name the same thing as one of these, which counts once"),
        )
    })
}

/// How many of the rows of a list name the same thing as others of it, so that totals leave them out; nothing where none does.
pub(crate) fn listed_again(again: usize, lang: Lang) -> Option<String> {
    (again > 0).then(|| {
        lang.pick(
            format!("其中 {again} 项与别的为同一事项，统计和通报只计一次"),
            format!("{again} of them name the same thing as another and are left out of totals"),
        )
    })
}

/// One report on a thing counts wherever the thing is named: status, percent and words are those of the entry on which they were
/// reported last. What is said of each alone (deadline, lead, parts, contested values) stays its own.
pub(super) fn follow_same(state: &mut State, others: impl Iterator<Item = (EntryId, State)>) {
    let mut others: Vec<(EntryId, State)> = others.filter(|(_, other)| other.last_report.is_some()).collect();
    others.sort_by_key(|(_, other)| std::cmp::Reverse(other.last_report));
    let reports: Vec<Reported> = others.iter().flat_map(|(_, other)| other.reports.iter().copied()).collect();
    let own = state.last_report;
    // That it goes on in another plan is said of an entry, and not of the thing.
    let of_thing = |other: &State| other.status.value.is_some_and(|status| status != Status::CarriedOver);
    for (id, other) in others {
        let is_later = other.last_report > own;
        let takes = |mine: bool, theirs: bool| theirs && (is_later || !mine);
        let (status, percent) =
            (takes(state.status.value.is_some(), of_thing(&other)), takes(state.percent.value.is_some(), other.percent.value.is_some()));
        if let Some(course) = other.project {
            follow_course(state, (course, other.stage.value), is_later);
        }
        if state.follows != Follows::Own {
            break;
        }
        if status {
            state.status.value = other.status.value;
            (state.done_on, state.done_in, state.ground) = (other.done_on, other.done_in, other.ground);
            (state.confirmed, state.returned) = (other.confirmed, other.returned);
        }
        if percent {
            state.percent.value = other.percent.value;
        }
        if takes(state.progress.is_some(), other.progress.is_some()) {
            state.progress = other.progress;
        }
        if takes(state.next.is_some(), other.next.is_some()) {
            state.next = other.next;
        }
        if is_later {
            state.problems = other.problems;
        }
        if status || percent {
            state.follows = Follows::Same(id);
        }
    }
    state.reported_elsewhere(reports);
}

/// What was told of a project on another entry holds beside what was told here; of the same, what was told last.
fn follow_course(state: &mut State, (other, stage): (Box<Course>, Option<Staged>), is_later: bool) {
    let own = state.project.take().unwrap_or_default();
    let (mut first, last) = if is_later { (own, other) } else { (other, own) };
    first.go_on_with(*last);
    state.project = Some(first);
    let now = state.stage.value.take();
    state.stage.value = now.into_iter().chain(stage).max_by_key(|told| told.on);
}

/// Where nobody set them, status and percent of what others carry out follow from these, once any of them was reported on, and from what
/// stands under it: done when all are, else underway; the average.
pub(super) fn follow_carriers(state: &mut State, carriers: impl Iterator<Item = State>, below: impl Iterator<Item = State>) {
    if state.status.value.is_some() || state.percent.value.is_some() {
        return;
    }
    let mut all: Vec<State> = carriers.collect();
    let told = all.iter().any(|carrier| carrier.status.value.is_some() || carrier.percent.value.is_some());
    if told {
        // What was given up is wanted no more.
        all.extend(below.filter(|part| part.is_open() || part.is_done()));
        let done = all.iter().all(State::is_done);
        let done_on = all.iter().filter_map(|part| part.done_on).max();
        let mut counted = Below::default();
        all.iter().for_each(|part| counted.add(part.status.value, part.percent.value));
        state.status.value = Some(if done { Status::Done } else { Status::Underway });
        state.percent.value = u8::try_from(counted.average()).ok();
        state.done_on = done_on.filter(|_| done);
        state.follows = Follows::Carriers;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::ledger_of_2025;
    use crate::domain::{Kind, Standings, fold};

    fn id(reference: &str) -> EntryId {
        EntryId::of("p", reference)
    }

    fn ledger(links: impl Fn(&str, &mut Entry)) -> Ledger {
        let mut ledger = ledger_of_2025();
        for reference in ["一", "二", "三"] {
            let mut entry = Entry::new(id(reference), Kind::Task, "题");
            links(reference, &mut entry);
            ledger.insert(9, entry);
        }
        ledger
    }

    fn report(ledger: &mut Ledger, reference: &str, day: u32, says: &str) {
        let text = format!(
            "#![enable(implicit_some)](id: \"{reference}{day}\", at: \"2025-05-{day:02}T08:00:00+08:00\", period: \"2025Q2\", says: [{says}])"
        );
        ledger.get_mut(&id(reference)).unwrap().updates.push(ron::from_str(&text).unwrap());
    }

    #[test]
    fn one_report_on_a_thing_counts_wherever_it_is_named_and_the_last_one_holds() {
        let mut ledger = ledger(|at, entry| entry.same_as = if at == "三" { vec![id("一")] } else { Vec::new() });
        report(&mut ledger, "三", 5, "Status(to: Underway), Percent(to: 40)");
        let first = |ledger: &Ledger| fold(ledger, ledger.get(&id("一")).unwrap(), None);
        let state = first(&ledger);
        assert_eq!((state.status.value, state.percent.value), (Some(Status::Underway), Some(40)));
        assert_eq!(state.follows, Follows::Same(id("三")));
        assert!(state.reported_in("2025Q2".parse().unwrap()));
        report(&mut ledger, "一", 9, "Percent(to: 60)");
        assert_eq!((first(&ledger).status.value, first(&ledger).percent.value), (Some(Status::Underway), Some(60)));
        report(&mut ledger, "三", 12, "Status(to: CarriedOver)");
        assert_eq!(first(&ledger).status.value, None, "what is carried over in one plan goes on in the other");
        report(&mut ledger, "一", 13, "Status(to: Blocked)");
        assert_eq!((first(&ledger).status.value, first(&ledger).follows), (Some(Status::Blocked), Follows::Own));
        assert_eq!(fold(&ledger, ledger.get(&id("三")).unwrap(), None).percent.value, Some(60));
        assert_eq!(fold(&ledger, ledger.get(&id("二")).unwrap(), None).last_report, None);
        assert_eq!((ledger.thing(&id("三")), ledger.thing(&id("二"))), (&id("一"), &id("二")));
    }

    #[test]
    fn what_others_carry_out_stands_as_they_do_until_somebody_says_otherwise() {
        let mut ledger = ledger(|at, entry| entry.carries_out = if at == "一" { Vec::new() } else { vec![id("一")] });
        report(&mut ledger, "二", 5, "Status(to: Done)");
        let upper = |ledger: &Ledger| fold(ledger, ledger.get(&id("一")).unwrap(), None);
        assert_eq!((upper(&ledger).status.value, upper(&ledger).percent.value), (Some(Status::Underway), Some(50)));
        assert_eq!((upper(&ledger).follows, upper(&ledger).last_report), (Follows::Carriers, None));
        report(&mut ledger, "三", 9, "Status(to: Done)");
        assert_eq!(upper(&ledger).status.value, Some(Status::Done));
        report(&mut ledger, "一", 11, "Status(to: Blocked), Percent(to: 10)");
        assert_eq!((upper(&ledger).status.value, upper(&ledger).follows), (Some(Status::Blocked), Follows::Own));
    }

    #[test]
    fn what_others_carry_out_is_done_only_when_what_stands_under_it_is_too() {
        let mut ledger = ledger(|at, entry| match at {
            "二" => entry.carries_out = vec![id("一")],
            "三" => entry.parent = Some(id("一")),
            _ => {}
        });
        let upper = |ledger: &Ledger| fold(ledger, ledger.get(&id("一")).unwrap(), None);
        report(&mut ledger, "三", 4, "Percent(to: 20)");
        assert_eq!(upper(&ledger).status.value, None, "what stands under it says nothing of it by itself");
        report(&mut ledger, "二", 5, "Status(to: Done)");
        assert_eq!((upper(&ledger).status.value, upper(&ledger).percent.value), (Some(Status::Underway), Some(60)));
        report(&mut ledger, "三", 9, "Status(to: Done)");
        assert_eq!(upper(&ledger).status.value, Some(Status::Done));
        assert_eq!(ledger.linked_to(&id("三")), [id("一")], "it is judged anew when that changes");
    }

    #[test]
    fn what_waits_for_a_ruling_makes_nothing_done_above_it() {
        let mut ledger = ledger(|at, entry| entry.carries_out = if at == "二" { vec![id("一")] } else { Vec::new() });
        let upper = |ledger: &Ledger| fold(ledger, ledger.get(&id("一")).unwrap(), None).status.value;
        report(&mut ledger, "二", 6, "Percent(to: 100)");
        assert_eq!(upper(&ledger), Some(Status::Done));
        report(&mut ledger, "二", 5, "Percent(to: 40)");
        assert_eq!(upper(&ledger), Some(Status::Underway), "two who did not see each other reported 40 and 100 percent");
    }

    #[test]
    fn a_ring_of_links_comes_to_an_end() {
        let mut ledger = ledger(|at, entry| {
            entry.carries_out = vec![id(if at == "一" { "二" } else { "一" })];
            entry.same_as = vec![id("三")];
        });
        report(&mut ledger, "二", 5, "Percent(to: 40)");
        assert_eq!(Standings::new(&ledger, "2025-06-01".parse().unwrap()).all().len(), 3);
        assert_eq!(ledger.linked_to(&id("一")).len(), 2);
    }
}

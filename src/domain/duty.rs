use super::answering::Answering;
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::list::Cooperation;

/// A body's part in an entry, with what gives a part to one that does not lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty<C> {
    /// 牵头: it leads.
    Leads,
    /// 配合 or 落实.
    Shares(C),
}

/// Everybody's part in an entry, from those who answer for the body that leads ([`Ledger::answering`]) and for each
/// of the others. Who leads does not share besides. A body may come up for several of the others.
///
/// Annexes, sheets, forms, letters, the matrix of bodies, scopes and filters all ask this, by ids or by numbers.
pub(crate) fn duties<B: PartialEq, C: Copy, A: Iterator<Item = B> + Clone>(
    leaders: A,
    others: impl Iterator<Item = (C, A)>,
) -> impl Iterator<Item = (B, Duty<C>)> {
    let known = leaders.clone();
    let shares = others.flat_map(move |(by, all)| {
        let known = known.clone();
        let helpers = all.filter(move |body| known.clone().all(|leader| leader != *body));
        helpers.map(move |body| (body, Duty::Shares(by)))
    });
    leaders.map(|body| (body, Duty::Leads)).chain(shares)
}

/// A body that shares in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Helper<'a> {
    pub(crate) body: &'a DeptId,
    /// As whom the clause names it.
    pub(crate) named: Vec<&'a Cooperation>,
}

impl Ledger {
    /// Everybody's part in an entry that this body leads now.
    pub(crate) fn duties<'a>(
        &'a self,
        entry: &'a Entry,
        lead: Option<&'a DeptId>,
    ) -> impl Iterator<Item = (&'a DeptId, Duty<&'a Cooperation>)> {
        let leaders = lead.map_or_else(Answering::nobody, |lead| self.answering(entry, lead));
        duties(leaders, self.cooperating(entry).iter().map(|c| (c, self.answering(entry, c.dept()))))
    }

    /// Those who share in an entry on the day whose duties it has, each once, with the names by which the clause means it: where another
    /// body has the duties of one that ended it stands in its place. Who has them because it leads does not share besides.
    pub(crate) fn helpers<'a>(&'a self, entry: &'a Entry, lead: Option<&'a DeptId>) -> Vec<Helper<'a>> {
        let leads = lead.map(|lead| self.departments.now(lead));
        let mut helpers: Vec<Helper<'a>> = Vec::new();
        for part in self.cooperating(entry) {
            let body = self.departments.now(part.dept());
            match helpers.iter_mut().find(|helper| helper.body == body) {
                Some(helper) => helper.named.push(part),
                None if leads == Some(body) && part.dept() != body => (),
                None => helpers.push(Helper { body, named: vec![part] }),
            }
        }
        helpers
    }

    /// One body's part in an entry that this body leads now.
    pub fn duty<'a>(&'a self, body: &DeptId, entry: &'a Entry, lead: Option<&'a DeptId>) -> Option<Duty<&'a Cooperation>> {
        self.duties(entry, lead).find(|(who, _)| *who == body).map(|(_, duty)| duty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::domain::{Dated, Department, EntryId, Kind, Lead, Level, Register};

    fn body_of(id: &str, members: &[&str], successor: Option<&str>) -> Department {
        let (group, members) = (!members.is_empty(), members.iter().map(|m| (*m).into()).collect());
        Department { level: Level::County, group, members, successor: successor.map(Into::into), ..Department::new(id) }
    }

    fn ledger(lead: &str, others: &[&str]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.departments = Register::from(vec![
            body_of("各县政府", &["甲县政府", "乙县政府"], None),
            body_of("甲县政府", &[], None),
            body_of("乙县政府", &[], None),
            body_of("乡村振兴局", &[], Some("农业农村厅")),
            body_of("农业农村厅", &[], None),
        ]);
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.lead = Lead::Stated(lead.into());
        entry.cooperating = others.iter().map(|o| Cooperation::Cooperates((*o).into())).collect();
        ledger.insert(0, entry);
        ledger
    }

    fn told(ledger: &Ledger, body: &str) -> &'static str {
        let entry = &ledger.entries()[0];
        match ledger.duty(&body.into(), entry, ledger.planned_lead(entry)) {
            Some(Duty::Leads) => "leads",
            Some(Duty::Shares(_)) => "shares",
            None => "",
        }
    }

    #[test]
    fn a_member_has_the_duties_of_its_group_and_a_successor_those_of_its_predecessor() {
        let l = ledger("各县政府", &["乡村振兴局"]);
        assert_eq!(["各县政府", "甲县政府", "乙县政府"].map(|b| told(&l, b)), ["leads"; 3]);
        assert_eq!(["乡村振兴局", "农业农村厅"].map(|b| told(&l, b)), ["shares"; 2]);
        let l = ledger("甲县政府", &[]);
        assert_eq!(["各县政府", "乙县政府", "农业农村厅"].map(|b| told(&l, b)), [""; 3]);
    }

    #[test]
    fn who_leads_does_not_share_besides() {
        let l = ledger("农业农村厅", &["乡村振兴局", "各县政府"]);
        assert_eq!(["农业农村厅", "乡村振兴局", "甲县政府"].map(|b| told(&l, b)), ["leads", "shares", "shares"]);
        assert_eq!(told(&ledger("甲县政府", &["各县政府"]), "甲县政府"), "leads");
        assert_eq!(told(&ledger("各县政府", &["甲县政府"]), "甲县政府"), "leads");
    }

    #[test]
    fn who_shares_is_told_once_by_the_body_that_has_the_duties() {
        let named = |lead: &str, others: &[&str]| {
            let ledger = ledger(lead, others);
            let lead = lead.into();
            ledger.helpers(&ledger.entries()[0], Some(&lead)).iter().map(|helper| helper.body.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(named("某局", &["乡村振兴局", "各县政府", "农业农村厅"]), ["农业农村厅", "各县政府"]);
        assert_eq!(named("农业农村厅", &["乡村振兴局", "各县政府"]), ["各县政府"]);
        assert_eq!(named("乡村振兴局", &["农业农村厅"]), ["农业农村厅"], "what a clause says itself stays");
    }

    #[test]
    fn a_body_that_the_register_does_not_hold_answers_for_itself() {
        let l = ledger("无名局", &["某站"]);
        assert_eq!(["无名局", "某站"].map(|b| told(&l, b)), ["leads", "shares"]);
    }

    const BODIES: [&str; 8] = ["组", "甲", "乙", "丙", "丁", "戊", "己", "承接局"];

    /// A register of which some are members of a group or have a successor, and entries led and shared by any of them.
    fn any_ledger() -> impl Strategy<Value = Ledger> {
        let body = 0..BODIES.len();
        let entries = prop::collection::vec((body.clone(), prop::collection::vec(body, 0..4)), 1..12);
        (prop::collection::vec(1..4_usize, 0..3), (4..7_usize, 0..4_usize), entries).prop_map(|(members, (old, heir), entries)| {
            let members: Vec<&str> = members.into_iter().map(|n| BODIES[n]).collect();
            let one = |id: &&str| match *id {
                "组" => body_of("组", &members, None),
                id if id == BODIES[old] => body_of(id, &[], Some(BODIES[heir])),
                id => body_of(id, &[], None),
            };
            let mut ledger = Ledger::default();
            ledger.departments = Register::from(BODIES.iter().map(one).collect::<Vec<_>>());
            for (n, (lead, others)) in entries.into_iter().enumerate() {
                let mut entry = Entry::new(EntryId::of("p", &n.to_string()), Kind::Task, "题");
                entry.lead = Lead::Stated(BODIES[lead].into());
                entry.cooperating = others.into_iter().map(|o| Cooperation::Cooperates(BODIES[o].into())).collect();
                ledger.insert(usize::MAX, entry);
            }
            ledger
        })
    }

    fn parts(ledger: &Ledger, body: &str) -> Vec<Option<bool>> {
        let of = |entry: &std::sync::Arc<Entry>| ledger.duty(&body.into(), entry, ledger.planned_lead(entry)).map(|d| d == Duty::Leads);
        ledger.entries().iter().map(of).collect()
    }

    proptest! {
        #[test]
        fn a_merger_loses_no_duty_and_gives_none_to_anybody_but_the_heir(before in any_ledger(), ended in prop::collection::vec(1..7_usize, 1..4)) {
            let (heir, mut after) = ("承接局", before.clone());
            let ended: Vec<&str> = ended.into_iter().map(|n| BODIES[n]).filter(|id| before.departments.get(&(*id).into()).unwrap().successor.is_none()).collect();
            let day = "2024-04-01".parse().unwrap();
            for id in &ended {
                after.departments.get_mut(&(*id).into()).unwrap().end(&heir.into(), day, "文");
            }
            // Who has ended took its predecessors' duties along.
            let goes = |id: &str| before.departments.heirs(&id.into()).any(|h| ended.iter().any(|e| *h == (*e).into()));
            let one_of_all = |n: usize| {
                let had = BODIES.iter().filter(|id| **id == heir || goes(id)).filter_map(|id| parts(&before, id)[n]);
                had.max()
            };
            let had: Vec<Option<bool>> = (0..before.entries().len()).map(one_of_all).collect();
            prop_assert_eq!(parts(&after, heir), had, "the heir leads what any of them led, and else shares in what any shared");
            for id in BODIES.iter().filter(|id| **id != heir) {
                prop_assert_eq!(parts(&after, id), parts(&before, id), "{} as before: its name stands for what was done", id);
            }
            let then = after.called_on(day.pred_opt().unwrap());
            prop_assert_eq!(parts(&then, heir), parts(&before, heir), "on the day before nothing has moved");
        }

        #[test]
        fn another_name_changes_nobodys_part(before in any_ledger(), renamed in 0..8_usize) {
            let mut after = before.clone();
            after.departments.get_mut(&BODIES[renamed].into()).unwrap().call_from("新名", "2024-04-01".parse().unwrap(), "");
            for id in BODIES {
                prop_assert_eq!(parts(&after, id), parts(&before, id));
            }
            prop_assert_eq!(&after.departments.resolve("新名").unwrap().id, &after.departments.resolve(BODIES[renamed]).unwrap().id);
        }
    }
}

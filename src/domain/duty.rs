use super::department::Register;
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

/// Everybody's part in an entry, from those who answer for the body that leads ([`Register::answering`]) and for each
/// of the others. Who leads does not share besides. A body may come up for several of the others.
///
/// Annexes, sheets, forms, letters, the matrix of bodies, scopes and filters all ask this, by ids or by numbers.
pub(crate) fn duties<'a, B: PartialEq, C: Copy + 'a>(
    leaders: &'a [B],
    others: impl Iterator<Item = (C, &'a [B])>,
) -> impl Iterator<Item = (&'a B, Duty<C>)> {
    let shares = others.flat_map(move |(by, all)| {
        let helpers = all.iter().filter(move |body| !leaders.contains(body));
        helpers.map(move |body| (body, Duty::Shares(by)))
    });
    leaders.iter().map(|body| (body, Duty::Leads)).chain(shares)
}

impl Ledger {
    /// Everybody's part in an entry that this body leads now.
    pub(crate) fn duties<'a>(
        &'a self,
        entry: &'a Entry,
        lead: Option<&'a DeptId>,
    ) -> impl Iterator<Item = (&'a DeptId, Duty<&'a Cooperation>)> {
        let register: &Register = &self.departments;
        let leaders = lead.map_or(&[][..], |lead| register.answering(lead));
        duties(leaders, self.cooperating(entry).iter().map(|c| (c, register.answering(c.dept()))))
    }

    /// One body's part in an entry that this body leads now.
    pub fn duty<'a>(&'a self, body: &DeptId, entry: &'a Entry, lead: Option<&'a DeptId>) -> Option<Duty<&'a Cooperation>> {
        self.duties(entry, lead).find(|(who, _)| *who == body).map(|(_, duty)| duty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, EntryId, Kind, Lead, Level};

    fn body(id: &str, members: &[&str], successor: Option<&str>) -> Department {
        let (group, members) = (!members.is_empty(), members.iter().map(|m| (*m).into()).collect());
        Department { level: Level::County, group, members, successor: successor.map(Into::into), ..Department::new(id) }
    }

    fn ledger(lead: &str, others: &[&str]) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.departments = Register::from(vec![
            body("各县政府", &["甲县政府", "乙县政府"], None),
            body("甲县政府", &[], None),
            body("乙县政府", &[], None),
            body("乡村振兴局", &[], Some("农业农村厅")),
            body("农业农村厅", &[], None),
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
    fn a_body_that_the_register_does_not_hold_answers_for_itself() {
        let l = ledger("无名局", &["某站"]);
        assert_eq!(["无名局", "某站"].map(|b| told(&l, b)), ["leads", "shares"]);
    }
}

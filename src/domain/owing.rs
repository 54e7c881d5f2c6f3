//! What each body has to report on an entry for a period, and whether it has.

use super::department::Register;
use super::duty::Duty;
use super::entry::Entry;
use super::id::DeptId;
use super::ledger::Ledger;
use super::list::Cooperation;
use super::period::Period;
use super::standing::Standing;
use super::state::{Part, State};
use crate::text::{Lang, Say};

/// Of what a body reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// The whole entry: it leads.
    Whole,
    /// Its own part: it cooperates, or is one of a group.
    Part,
}

/// A report that a body owes for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owing {
    pub(crate) body: DeptId,
    pub(crate) share: Share,
    /// Whether it has reported.
    pub(crate) said: bool,
}

/// How many reports are missing, counted body by body (项次): an entry on which several owe one counts for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) bodies: usize,
    pub(crate) reports: usize,
    /// Those of them that are on a part which a body has in what others lead.
    pub(crate) parts: usize,
    /// Entries without a report that nobody leads, so that nobody can be asked.
    pub(crate) unled: usize,
}

impl Missing {
    pub(crate) fn besides(self, unled: usize) -> Missing {
        Missing { unled, ..self }
    }
}

impl FromIterator<usize> for Missing {
    /// Of what each body has not made.
    fn from_iter<I: IntoIterator<Item = usize>>(each: I) -> Missing {
        let owed = each.into_iter().filter(|reports| *reports > 0);
        owed.fold(Missing::default(), |sum, reports| Missing { bodies: sum.bodies + 1, reports: sum.reports + reports, ..sum })
    }
}

impl FromIterator<(usize, usize)> for Missing {
    /// Of what each body has not made, and how many of these are on parts.
    fn from_iter<I: IntoIterator<Item = (usize, usize)>>(each: I) -> Missing {
        let (all, parts): (Vec<usize>, Vec<usize>) = each.into_iter().unzip();
        Missing { parts: parts.into_iter().sum(), ..all.into_iter().collect() }
    }
}

impl Say for Missing {
    fn say(&self, lang: Lang) -> String {
        let Missing { bodies, reports, parts, unled } = self;
        let mut said = lang.pick(format!("{bodies} 家单位 {reports} 项次"), format!("{reports} reports of {bodies} bodies"));
        if *parts > 0 {
            let whole = reports - parts;
            let apart = lang.pick(format!("牵头的 {whole} 项，承担部分的 {parts} 项"), format!("{whole} on the whole, {parts} on parts"));
            said.push_str(&lang.bracketed(&apart));
        }
        match unled {
            0 => said,
            n => said + &lang.pick(format!("，另有未明确牵头的 {n} 项"), format!(", and {n} entries that nobody leads")),
        }
    }
}

impl Ledger {
    /// Everybody's report on an entry for a period: of whom one is asked for, and whether it is there. Nobody owes any on what
    /// is closed, was put off, or waits to be verified ([`Verdict::is_asked`](super::Verdict)); whose report finished it was asked for
    /// it. Who leads owes the whole, each of a group that leads its part of it; who helps owes its part once the plan is taken up. Who
    /// only carries out under another is not waited for, who has done his part is not asked again, and what a body that ended owed is
    /// asked of the one that has its duties.
    ///
    /// Sheets, lists of the silent, letters, the matrix of bodies and filters all ask this.
    pub(crate) fn owing<'a>(&'a self, entry: &'a Entry, standing: &'a Standing, period: Period) -> impl Iterator<Item = Owing> + 'a {
        let Standing { state, verdict, .. } = standing;
        let (lead, asked) = (state.lead.value.as_ref(), verdict.is_asked(state));
        let everybody = (asked || state.finished_in(period)).then(|| self.duties(entry, lead)).into_iter().flatten();
        let mut told: Vec<&DeptId> = Vec::new();
        everybody.filter_map(move |(body, duty)| {
            let share = self.departments.share(body, duty, lead)?;
            let waits = matches!(duty, Duty::Leads) || verdict.in_use;
            if !waits || told.contains(&body) || self.departments.has_ended(body) {
                return None;
            }
            told.push(body);
            let (said, open) = match share {
                Share::Whole => (state.reported_in(period), asked),
                Share::Part => self.told_of_part(state, body, period),
            };
            (said || asked && open).then(|| Owing { body: body.clone(), share, said })
        })
    }

    /// Whether a body has reported on its part for a period, where one was asked for, and whether there is still work on it.
    fn told_of_part(&self, state: &State, body: &DeptId, period: Period) -> (bool, bool) {
        let own = || self.departments.own_parts(state, body);
        let open = !own().any(|own| !own.is_open());
        let said = own().any(|own| own.reported_in(period)) && (open || own().any(|own| own.finished_in(period)));
        (said, open)
    }
}

impl Register {
    /// How a body stands with its own part, and how those did whose duties it has.
    pub(crate) fn own_parts<'a>(&'a self, state: &'a State, body: &'a DeptId) -> impl Iterator<Item = &'a State> {
        let is_own = move |part: &&Part| self.heirs(&part.body).any(|heir| heir == body);
        state.parts.iter().filter(is_own).map(|part| &part.state)
    }

    /// Of what a body with this duty reports, where this body leads; of nothing where others answer for it.
    pub(crate) fn share(&self, body: &DeptId, duty: Duty<&Cooperation>, lead: Option<&DeptId>) -> Option<Share> {
        match duty {
            Duty::Leads if lead.is_some_and(|lead| self.heirs(lead).any(|heir| heir == body)) => Some(Share::Whole),
            Duty::Shares(Cooperation::Implements(_)) => None,
            Duty::Leads | Duty::Shares(Cooperation::Cooperates(_) | Cooperation::Shares(_)) => {
                self.answers_itself(body).then_some(Share::Part)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{body, ledger_of_2025};
    use crate::domain::{EntryId, Kind, Lead, Level, Standings, Update};

    const Q4: Period = Period::Quarter(2025, 4);

    /// A group of two counties leads, an office helps, another only carries out.
    fn ledger(updates: &str) -> Ledger {
        let mut ledger = ledger_of_2025();
        let mut group = body("各县政府", Level::County);
        (group.group, group.members) = (true, vec!["甲县政府".into(), "乙县政府".into()]);
        let others = ["甲县政府", "乙县政府", "财政局", "人民银行"].map(|id| body(id, Level::County));
        ledger.departments = Register::from(others.into_iter().chain([group]).collect::<Vec<_>>());
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        entry.lead = Lead::Stated("各县政府".into());
        entry.cooperating = vec![Cooperation::Cooperates("财政局".into()), Cooperation::Implements("人民银行".into())];
        entry.updates = ron::from_str::<Vec<Update>>(updates).unwrap();
        ledger.insert(0, entry);
        ledger
    }

    /// Who owes a report on the quarter, with a sign behind those who have made it.
    fn told(updates: &str) -> Vec<String> {
        let ledger = ledger(updates);
        let standings = Standings::new(&ledger, "2025-12-20".parse().unwrap());
        let all = ledger.owing(&ledger.entries()[0], &standings.all()[0], Q4);
        all.map(|o| format!("{}{}", o.body, if o.said { "+" } else { "" })).collect()
    }

    #[test]
    fn everybody_with_a_part_owes_its_own_and_nobody_speaks_for_another() {
        assert_eq!(told("[]"), ["各县政府", "甲县政府", "乙县政府"], "who helps is asked once the plan is taken up");
        let one = "(id: \"a\", at: \"2025-12-01T08:00:00+08:00\", period: Some(\"2025Q4\"), about: Part(\"甲县政府\"), says: [Progress(\"在办\")])";
        assert_eq!(told(&format!("[{one}]")), ["各县政府+", "甲县政府+", "乙县政府", "财政局"]);
        assert_eq!(told(&format!("[{}]", one.replace("2025Q4", "2025Q3"))), ["各县政府", "甲县政府", "乙县政府", "财政局"]);
    }

    #[test]
    fn a_report_that_finishes_counts_as_asked_for_and_made_in_its_period_alone() {
        let done = |period: &str, about: &str| {
            format!("[(id: \"a\", at: \"2025-12-01T08:00:00+08:00\", period: Some(\"{period}\"), {about} says: [Status(to: Done)])]")
        };
        assert_eq!(told(&done("2025Q4", "")), ["各县政府+"]);
        assert!(told(&done("2025Q3", "")).is_empty());
        let of_part = |period| told(&done(period, "about: Part(\"财政局\"),"));
        assert_eq!(of_part("2025Q4"), ["各县政府", "甲县政府", "乙县政府", "财政局+"]);
        assert_eq!(of_part("2025Q3"), ["各县政府", "甲县政府", "乙县政府"]);
    }

    #[test]
    fn what_a_body_that_ended_owed_is_asked_of_the_one_that_has_its_duties() {
        let part =
            "(id: \"a\", at: \"2025-12-01T08:00:00+08:00\", period: Some(\"2025Q4\"), about: Part(\"财政局\"), says: [Progress(\"在办\")])";
        let mut ledger = ledger(&format!("[{part}]"));
        for (old, heir) in [("各县政府", "县联社"), ("财政局", "财政厅")] {
            ledger.departments.push(body(heir, Level::County));
            ledger.departments.get_mut(&old.into()).unwrap().end(&heir.into(), "2025-06-01".parse().unwrap(), "文");
        }
        let standings = Standings::new(&ledger, "2025-12-20".parse().unwrap());
        let owing: Vec<(String, bool)> =
            ledger.owing(&ledger.entries()[0], &standings.all()[0], Q4).map(|o| (o.body.to_string(), o.said)).collect();
        assert!(owing.contains(&("财政厅".to_owned(), true)) && owing.contains(&("县联社".to_owned(), false)), "{owing:?}");
        assert!(owing.iter().all(|(who, _)| who != "各县政府" && who != "财政局"), "{owing:?}");
    }

    #[test]
    fn what_was_put_off_is_asked_of_nobody() {
        assert!(told("[(id: \"a\", at: \"2025-08-01T08:00:00+08:00\", says: [Status(to: Suspended, reason: \"企业退出\")])]").is_empty());
    }

    #[test]
    fn whose_part_is_done_is_not_asked_again_and_nobody_is_when_all_of_it_is() {
        let done = |about: &str| format!("[(id: \"a\", at: \"2025-08-01T08:00:00+08:00\", {about} says: [Status(to: Done)])]");
        assert_eq!(told(&done("about: Part(\"财政局\"),")), ["各县政府", "甲县政府", "乙县政府"]);
        assert!(told(&done("")).is_empty());
    }
}

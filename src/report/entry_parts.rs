//! The parts of the bodies on the page of an entry, and what others propose.

use chrono::NaiveDate;

use super::entry_page::EntryPage;
use super::{inspections, liaisons, matters};
use crate::domain::{DeptId, Follows, Moment, Period, Share, Standing, State, status_label};
use crate::text::{pad, width};

impl EntryPage<'_> {
    /// The open problems, numbered where there are several.
    pub(super) fn problems(&mut self, state: &State) {
        let number = |n: usize| if state.problems.len() > 1 { format!("{}. ", n + 1) } else { String::new() };
        for (n, problem) in state.problems.iter().enumerate() {
            self.fact(("问题", "Problems"), &format!("{}{}", number(n), problem.told(self.lang)));
        }
    }

    /// A small table: each body that reports its own part, and who of those with a part has not for the period.
    pub(super) fn parts(&mut self, standing: &Standing, period: Period) {
        let state = &standing.state;
        let told = || state.parts.iter().filter(|p| !p.state.reports.is_empty());
        if told().next().is_none() {
            return;
        }
        let (lang, ledger) = (self.lang, self.ledger);
        let name = |body: &DeptId| ledger.departments.short_name(body, self.entry.id.plan()).to_owned();
        let cells = told().map(|p| width(&name(&p.body))).max().unwrap_or(0);
        let line = |body: &DeptId, own: &State| {
            let percent = own.percent_done().map(|p| format!("{p}%")).unwrap_or_default();
            let on = own.last_report.map(|d| d.to_string()).unwrap_or_default();
            let status = pad(status_label(own.status.value, lang), 8);
            let members = self.members(body, state);
            let problems = own.causes().map(|p| format!("{}{}", lang.pick("问题：", "problem: "), p.words));
            let words =
                members.into_iter().chain(own.progress.iter().map(|(words, _)| words.to_string())).chain(problems).collect::<Vec<_>>();
            let words = words.join(lang.pick("；", "; "));
            format!("{}  {status}  {}  {on}  {words}", pad(&name(body), cells), pad(&percent, 4)).trim_end().to_owned()
        };
        let lines: Vec<String> = told().map(|p| line(&p.body, &p.state)).collect();
        let silent = ledger.owing(self.entry, standing, period).filter(|o| o.share == Share::Part && !o.said);
        let silent: Vec<String> = silent.map(|o| name(&o.body)).collect();
        for text in lines {
            self.fact(("各方", "Parts"), &text);
        }
        self.fact(("本期未报", "Not yet told"), &silent.join(lang.pick("、", ", ")));
    }

    /// How many of a group's members have done their parts, where it stands as they do: `9 家中 9 家已完成`.
    fn members(&self, group: &DeptId, state: &State) -> Option<String> {
        state.part(group).filter(|own| own.follows == Follows::Members)?;
        let members = self.ledger.members_in(self.entry, group);
        let done = members.iter().filter(|m| state.part(m).is_some_and(State::is_done)).count();
        let all = members.len();
        Some(self.lang.pick(format!("{all} 家中 {done} 家已完成"), format!("{done} of {all} members done")))
    }

    /// The matters for coordination that hold it up, or did, and what inspections found on it.
    pub(super) fn matters(&mut self, day: NaiveDate) {
        let (ledger, lang) = (self.ledger, self.lang);
        for matter in ledger.matters_of_entry(&self.entry.id) {
            self.fact(("会商", "Matters"), &matters::line(&ledger.judge_matter(matter, day, None), lang));
        }
        for one in ledger.liaisons_of(&self.entry.id, day) {
            let words = liaisons::visited_words(one, day, lang);
            self.fact(("包联", "Liaison"), &format!("{}{}", one.leader, lang.bracketed(&words)));
        }
        for finding in ledger.findings_of(&self.entry.id) {
            let one = ledger.judge_finding(finding, Moment::During(day), None);
            self.fact(("整改", "Findings"), &inspections::line(ledger, &one, lang));
        }
    }

    /// What waits for an answer of the lead or the office.
    pub(super) fn proposals(&mut self, state: &State) {
        let (lang, ledger) = (self.lang, self.ledger);
        let open = self.entry.updates.iter().filter(|u| state.proposals.contains(&u.id));
        let told = open.map(|u| {
            let says = u.sentences_in(&self.entry.updates, ledger, lang).join(lang.pick("；", "; "));
            format!("{}  {} {}{}{says}", u.id, u.day(), u.by.label(ledger), lang.pick("：", ": "))
        });
        let told: Vec<String> = told.collect();
        for text in told {
            self.fact(("建议", "Proposed"), &text);
        }
    }
}

//! Rounds of forms, each with a list of what went to whom: the closing round of a plan (终期核实) to everybody who leads something that it has
//! left unfinished, and that which asks whom is suggested to lead (责任分工征求意见).

use std::collections::HashMap;

use super::error::PacketError;
use super::form::{Form, Line, Role, asked, is_over, who_closes};
use super::values::value_lines;
use crate::domain::{DeptId, Entry, EntryId, Ledger, Period, Plan, State, fold};
use crate::progress::{CalledOff, Progress, Step};
use crate::report::{Handed, Handout, file_word};
use crate::text::Lang;

/// All that goes out.
#[derive(Clone, Debug)]
pub struct Round {
    /// The folder's name: `终期核实-虎林农业`.
    pub(crate) folder: String,
    /// One a body, in the register's order.
    pub(crate) forms: Vec<Form>,
    /// Open entries that nobody leads, where the ledger names no office that could say how they end.
    pub(crate) unasked: Vec<EntryId>,
}

impl Round {
    /// By what the plan has left unfinished as the ledger stands now.
    pub(crate) fn of(ledger: &Ledger, plan: &Plan) -> Round {
        let mut asked: Vec<DeptId> = Vec::new();
        let mut unasked = Vec::new();
        for (entry, state) in ledger.unfinished(plan) {
            let who = who_closes(ledger, entry, &state);
            if who.is_empty() {
                unasked.push(entry.id.clone());
            }
            asked.extend(who.into_iter().cloned());
        }
        let register = ledger.departments.iter().map(|d| &d.id).filter(|id| asked.contains(id));
        let forms = register.map(|body| Form::closing(ledger, body, plan)).filter(|form| !form.lines.is_empty()).collect();
        Round { folder: format!("终期核实-{}", file_word(plan.short_name())), forms, unasked }
    }

    /// Asks everybody who has a part in some entries how far these are in a period: the same forms as [`Form::build`] makes for each.
    pub(crate) fn collecting(ledger: &Ledger, period: Period, is_meant: &dyn Fn(&Entry) -> bool) -> Round {
        let mut lines: HashMap<&DeptId, Vec<Line>> = HashMap::new();
        let states: Vec<(&Entry, State)> = ledger.entries().iter().filter(|e| is_meant(e)).map(|e| (&**e, fold(ledger, e, None))).collect();
        let mut unasked = Vec::new();
        for (entry, state) in states.iter().filter(|(_, state)| !is_over(state, period)) {
            if state.is_open() && state.lead.value.is_none() {
                unasked.push(entry.id.clone());
            }
            let mut told: Vec<&DeptId> = Vec::new();
            for (body, duty) in ledger.duties(entry, state.lead.value.as_ref()) {
                if !told.contains(&body) {
                    told.push(body);
                    lines.entry(body).or_default().extend(asked(ledger, entry, state, (body, Role::of(duty), period)));
                }
            }
        }
        let bodies = ledger.departments.iter().map(|d| &d.id).filter(|id| ledger.departments.answers_itself(id));
        let forms = bodies.map(|body| {
            let values = value_lines(ledger, body, (period, is_meant));
            Form { values, ..Form::collecting(ledger, body, (period, lines.remove(body).unwrap_or_default())) }
        });
        let forms = forms.filter(|form| !form.is_empty()).collect();
        Round { folder: format!("填报表-{period}"), forms, unasked }
    }

    /// Asks every body that is suggested to lead something, among some entries.
    pub(crate) fn consulting(ledger: &Ledger, period: Period, is_meant: &dyn Fn(&Entry) -> bool) -> Round {
        let is_asked = |body: &&DeptId| ledger.entries().iter().any(|e| e.proposed.iter().any(|one| one.lead == **body));
        let bodies = ledger.departments.iter().map(|d| &d.id).filter(is_asked);
        let forms = bodies.map(|body| Form::consulting(ledger, body, (period, is_meant))).filter(|form| !form.lines.is_empty());
        Round { folder: "责任分工征求意见".to_owned(), forms: forms.collect(), unasked: Vec::new() }
    }

    /// What goes out to whom.
    pub(crate) fn handout(&self) -> Handout {
        let handed = |form: &Form| Handed {
            to: form.body.clone(),
            ending: "xlsx",
            entries: form.entries().cloned().collect(),
            titles: form.titles(),
            note: String::new(),
        };
        Handout {
            folder: self.folder.clone(),
            all: self.forms.iter().map(handed).collect(),
            noted: "收回日期",
            left: Some(("没有牵头单位", self.unasked.clone())),
        }
    }

    /// The forms as workbooks, as long as they are wanted.
    pub(crate) fn workbooks(&self, progress: &Progress) -> Result<Vec<Vec<u8>>, PacketError> {
        progress.begin(Step::Setting, self.forms.len());
        let book = |form: &Form| {
            progress.check().map_err(|CalledOff| PacketError::CalledOff)?;
            let bytes = form.to_xlsx()?;
            progress.add(1);
            Ok(bytes)
        };
        self.forms.iter().map(book).collect()
    }

    /// What is asked of nobody, and what can be done about it.
    pub(crate) fn left(&self, lang: Lang) -> Option<String> {
        let n = self.unasked.len();
        let said = || {
            lang.pick(
                format!("没有牵头单位的 {n} 项不发：请先明确牵头，或在台账里写明专班办公室"),
                format!("{n} entries that nobody leads are left out: settle who leads, or name the office in the ledger"),
            )
        };
        (n > 0).then(said)
    }
}

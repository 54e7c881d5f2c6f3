//! A row that came back, amended by whoever takes it in.

use super::caution::Caution;
use super::proposal::{Proposal, concerns};
use super::row::reworded;
use crate::domain::{Fact, Ledger, Report, Status, Voice, fold};

impl Proposal {
    /// What it tells of how far the work is; none where it is a proposal and no report.
    pub(crate) fn told(&self) -> Option<Report> {
        let mut report = Report::default();
        for fact in &self.update.says {
            match fact {
                Fact::Status { to, .. } => report.status = Some(*to),
                Fact::Percent { to, .. } => report.percent = Some(*to),
                Fact::Progress(words) => report.progress = words.to_string(),
                Fact::Problems(words) => report.problems = words.to_string(),
                Fact::Next(words) => report.next = words.to_string(),
                _ => {}
            }
        }
        (self.update.about != Voice::Proposed).then_some(report)
    }

    /// Makes it tell that. Who amended it stands behind whoever filled it in; its id is another one of the same row, so that the row as it
    /// came is known to have said something else.
    pub(crate) fn amend(&mut self, ledger: &Ledger, report: &Report, editor: &str) {
        let state = ledger.get(&self.entry).map(|entry| fold(ledger, entry, None)).unwrap_or_default();
        let own = if let Voice::Part(body) = &self.update.about { state.part(body).cloned().unwrap_or_default() } else { state };
        let is_reworded = |fact: &Fact| {
            matches!(fact, Fact::Status { .. } | Fact::Percent { .. } | Fact::Progress(_) | Fact::Problems(_) | Fact::Next(_))
                || matches!(fact, Fact::Cause(_)) && report.problems.is_empty()
        };
        let update = &mut self.update;
        update.says.retain(|fact| !is_reworded(fact));
        let reason = |to: Status| {
            let words = [&report.problems, &report.progress].into_iter().find(|words| to.wants_reason() && !words.is_empty());
            words.cloned().unwrap_or_default()
        };
        let status =
            report.status.map(|to| Fact::Status { from: own.status.value, to, on: None, reason: reason(to), basis: String::new() });
        let percent = report.percent.map(|to| Fact::Percent { from: own.percent.value, to });
        let words = [
            (&report.progress, Fact::Progress as fn(ecow::EcoString) -> Fact),
            (&report.problems, Fact::Problems),
            (&report.next, Fact::Next),
        ];
        let words = words.into_iter().filter(|(words, _)| !words.is_empty()).map(|(words, fact)| fact(words.as_str().into()));
        update.says.splice(0..0, status.into_iter().chain(percent).chain(words));
        if !editor.is_empty() && !update.by.person.contains(editor) {
            update.by.person = format!("{}（{editor}改）", update.by.person);
        }
        let content = [format!("{report:?}"), update.by.person.clone()];
        update.id = reworded(&update.id, &content);
        self.cautions.retain(|caution| !matches!(caution, Caution::One(_) | Caution::Concern(_) | Caution::ReadAs(..)));
        let concerns = concerns(ledger, self);
        self.cautions.extend(concerns.map(Caution::Concern));
    }
}

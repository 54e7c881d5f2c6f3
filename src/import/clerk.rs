//! Makes a draft out of a text and its clause.

use super::clause::{Clause, Form};
use super::date::{self, Years};
use super::doubt::{Doubt, DoubtKind, Of};
use super::draft::{Body, Confidence, Draft, Field, PlanRule, PlanRuleKind, Rule};
use super::duty::Duty;
use super::money;
use super::role::{Duties, Ground, duties};
use super::source::{Place, Source};
use super::title::{span, title};
use super::words::Words;
use crate::domain::Kind;

/// What all drafts of a document share.
pub(crate) struct Clerk<'a> {
    pub source: &'a Source,
    pub years: Years,
    pub rules: &'a [PlanRule],
}

impl Clerk<'_> {
    /// A draft of a text that stands at a reference.
    pub fn draft(&self, reference: String, text: &Words) -> Draft {
        let (title, own) = title(text);
        let place = text.start().map(|at| self.source.place_at(at)).unwrap_or_default();
        let mut draft = Draft { title, place, reference, text: text.to_string(), ..empty() };
        if own {
            draft.doubts.push(Doubt::new(Of::Title, DoubtKind::OwnTitle).about(draft.title.value.clone()));
        }
        self.read_dates(&mut draft, text);
        if let Some((wan, start, end)) = money::invested(text) {
            let words = text.slice(start..end);
            draft.investment = Some(Field {
                value: wan,
                words: words.to_string(),
                span: span(&words),
                rule: Rule::Sentence,
                confidence: Confidence::Likely,
            });
        }
        draft
    }

    fn read_dates(&self, draft: &mut Draft, text: &Words) {
        let found = date::deadlines(text, self.years);
        let days: std::collections::BTreeSet<_> = found.iter().filter_map(|f| f.day).collect();
        if let Some(unsure) = found.iter().find(|f| f.day.is_none()) {
            let words = text.slice(unsure.start..unsure.end).to_string();
            draft.doubts.push(Doubt::new(Of::Deadline, DoubtKind::NoYear).about(words.clone()));
            draft.time = words;
        }
        let Some(last) = days.last().copied() else { return };
        if days.len() > 1 {
            let choices = days.iter().rev().map(ToString::to_string).collect();
            draft.doubts.push(Doubt::new(Of::Deadline, DoubtKind::Dates).choices(choices));
        }
        if let Some(at) = found.iter().rfind(|f| f.day == Some(last)) {
            let words = text.slice(at.start..at.end);
            draft.deadline = Some(Field {
                value: last,
                words: words.to_string(),
                span: span(&words),
                rule: Rule::Sentence,
                confidence: Confidence::Likely,
            });
        }
    }

    /// Puts into a draft what its clause says.
    pub fn take_clause(&self, draft: &mut Draft, clause: &Clause) {
        let duties = duties(&clause.words, self.first_leads(clause));
        draft.clause = Some(Field {
            value: clause.words.to_string(),
            words: clause.words.to_string(),
            span: span(&clause.words),
            rule: Rule::Clause,
            confidence: if clause.form == Form::Bare { Confidence::Unclear } else { Confidence::Sure },
        });
        if clause.form == Form::Bare {
            draft.doubts.push(Doubt::new(Of::Lead, DoubtKind::NoRole).about(clause.words.to_string()));
        }
        if clause.unclosed {
            draft.doubts.push(Doubt::new(Of::Bodies, DoubtKind::Unclosed));
        }
        self.take_duties(draft, &duties);
        self.add_everywhere(draft, clause);
    }

    /// Puts into a draft who has which part.
    pub fn take_duties(&self, draft: &mut Draft, duties: &Duties) {
        let body = |(named, duty): &(super::body_list::Named, Duty)| Body {
            name: named.name.clone(),
            words: named.words.to_string(),
            duty: *duty,
            span: span(&named.words),
        };
        draft.bodies = duties.bodies.iter().map(body).collect();
        draft.lead = duties.lead;
        draft.ground = duties.ground;
        draft.open = duties.open;
        draft.operative.clone_from(&duties.operative);
        draft.people.extend(duties.people.iter().map(ToString::to_string));
        draft.doubts.extend(duties.doubts.iter().cloned());
        if let Some(time) = &duties.time {
            self.take_time(draft, time, Rule::Clause);
        }
    }

    /// Words that say by when, as a clause or a cell has them.
    pub fn take_time(&self, draft: &mut Draft, time: &Words, rule: Rule) {
        draft.doubts.retain(|d| d.of != Of::Deadline);
        let days: std::collections::BTreeSet<_> = date::deadlines(time, self.years).iter().filter_map(|found| found.day).collect();
        if days.len() > 1 {
            let choices = days.iter().rev().map(ToString::to_string).collect();
            draft.doubts.push(Doubt::new(Of::Deadline, DoubtKind::Dates).choices(choices));
            draft.time = time.to_string();
        }
        if date::recurs(time) {
            draft.doubts.push(Doubt::new(Of::Deadline, DoubtKind::Recurs).about(time.to_string()));
            draft.time = time.to_string();
        }
        match date::cell(time, self.years) {
            Some(day) => {
                draft.deadline = Some(Field { value: day, words: time.to_string(), span: span(time), rule, confidence: Confidence::Sure });
            }
            None => draft.time = time.to_string(),
        }
    }

    fn first_leads(&self, clause: &Clause) -> bool {
        let end = clause.words.from.last().copied().unwrap_or_default();
        self.rules.iter().any(|r| r.kind == PlanRuleKind::FirstLeads && !r.off && r.since <= end + 6)
    }

    /// A body that by a rule of the plan has a part in every task.
    fn add_everywhere(&self, draft: &mut Draft, clause: &Clause) {
        let end = clause.words.from.last().copied().unwrap_or_default();
        for rule in self.rules.iter().filter(|r| !r.off && r.since <= end + 40) {
            let PlanRuleKind::Everywhere(name) = &rule.kind else { continue };
            if draft.bodies.iter().all(|b| b.name != *name) {
                draft.bodies.push(Body {
                    name: name.clone(),
                    words: rule.words.clone(),
                    duty: Duty::Implements,
                    span: (rule.since, rule.since),
                });
            }
        }
    }
}

fn empty() -> Draft {
    Draft {
        reference: String::new(),
        parent: None,
        kind: Kind::Task,
        title: Field { value: String::new(), words: String::new(), span: (0, 0), rule: Rule::Heading, confidence: Confidence::Sure },
        text: String::new(),
        place: Place::default(),
        bodies: Vec::new(),
        lead: None,
        ground: Ground::None,
        inherits: false,
        open: false,
        operative: String::new(),
        clause: None,
        people: Vec::new(),
        deadline: None,
        time: String::new(),
        investment: None,
        sector: String::new(),
        doubts: Vec::new(),
    }
}

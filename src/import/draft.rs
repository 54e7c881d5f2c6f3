//! What was read: drafts of entries with the words, the place and the rule of each field, and what is doubted.

use chrono::NaiveDate;

use super::coverage::Coverage;
use super::doubt::Doubt;
use super::duty::Duty;
use super::role::Ground;
use super::source::Place;
use crate::domain::Kind;

/// How sure a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// To be asked about.
    Unclear,
    /// Read by a rule that rarely errs.
    Likely,
    /// Said in so many words.
    Sure,
}

impl Confidence {
    /// For machines.
    pub fn key(self) -> &'static str {
        match self {
            Confidence::Unclear => "unclear",
            Confidence::Likely => "likely",
            Confidence::Sure => "sure",
        }
    }
}

/// By which rule something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The heading.
    Heading,
    /// The first sentence of a heading without a title.
    FirstWords,
    /// A clause in brackets or on a line of its own.
    Clause,
    /// The sentence.
    Sentence,
    /// The clause of the heading above.
    Above,
    /// A column of a table.
    Column,
    /// A rule for the whole plan.
    Plan,
}

impl Rule {
    /// For machines.
    pub fn key(self) -> &'static str {
        match self {
            Rule::Heading => "heading",
            Rule::FirstWords => "first_words",
            Rule::Clause => "clause",
            Rule::Sentence => "sentence",
            Rule::Above => "above",
            Rule::Column => "column",
            Rule::Plan => "plan_rule",
        }
    }
}

/// A value that was read, with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// The words that say it.
    pub words: String,
    /// The first and the last character of them in the source.
    pub span: (u32, u32),
    /// The rule.
    pub rule: Rule,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A body in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its name, completed where the document says a part of it once for several.
    pub name: String,
    /// As it stands in the document.
    pub words: String,
    /// What it has to do.
    pub(crate) duty: Duty,
    /// Where it stands in the source.
    pub span: (u32, u32),
}

/// A draft of an entry.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where it stands in the plan.
    pub reference: String,
    /// The draft of the heading above, where that is one.
    pub parent: Option<String>,
    /// Programme, task, project or safeguard.
    pub kind: Kind,
    /// What it is called.
    pub title: Field<String>,
    /// What is to be done, in the document's words.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// All bodies in the clause's order.
    pub bodies: Vec<Body>,
    /// Which of them leads.
    pub lead: Option<usize>,
    /// On what ground.
    pub ground: Ground,
    /// The clause of the heading above holds.
    pub inherits: bool,
    /// The clause ends with 等.
    pub open: bool,
    /// The operative words of the clause.
    pub operative: String,
    /// The clause as it stands.
    pub clause: Option<Field<String>>,
    /// Persons that it names.
    pub people: Vec<String>,
    /// By when.
    pub deadline: Option<Field<NaiveDate>>,
    /// What it says of the time, where no day can be made of it.
    pub time: String,
    /// In 万元.
    pub investment: Option<Field<f64>>,
    /// The field of work, the category of the table.
    pub sector: String,
    /// What is doubted.
    pub doubts: Vec<Doubt>,
}

impl Draft {
    /// The surest that all of it is.
    pub fn confidence(&self) -> Confidence {
        if !self.doubts.is_empty() {
            return Confidence::Unclear;
        }
        let fields =
            [Some(self.title.confidence), self.deadline.as_ref().map(|f| f.confidence), self.clause.as_ref().map(|f| f.confidence)];
        fields.into_iter().flatten().min().unwrap_or(Confidence::Sure)
    }

    /// The body that leads.
    pub fn leader(&self) -> Option<&Body> {
        self.lead.and_then(|at| self.bodies.get(at))
    }

    /// The bodies besides the one that leads.
    pub fn others(&self) -> impl Iterator<Item = &Body> {
        self.bodies.iter().enumerate().filter(|(at, _)| Some(*at) != self.lead).map(|(_, body)| body)
    }
}

/// A rule that a plan says once for all its tasks, and from where on it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRule {
    /// What it says.
    pub(crate) kind: PlanRuleKind,
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub place: Place,
    /// The character of the source from which on it holds.
    pub(crate) since: u32,
    /// Switched off by a person.
    pub off: bool,
}

/// What such a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlanRuleKind {
    /// Who is named first leads.
    FirstLeads,
    /// A body has a part in every task.
    Everywhere(String),
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued: Option<NaiveDate>,
    /// The first and the last year of its period.
    pub years: (Option<i32>, Option<i32>),
}

/// All that was read of a document.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What it says of itself.
    pub head: Head,
    /// Rules for the whole plan.
    pub rules: Vec<PlanRule>,
    /// The drafts, in the document's order.
    pub drafts: Vec<Draft>,
    /// What became of each line.
    pub coverage: Coverage,
}

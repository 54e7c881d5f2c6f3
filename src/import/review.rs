//! A draft that a person goes through. What he says is kept as acts, one after another; how each entry of the draft stands is folded
//! from what was read and from these.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::coverage::Use;
use super::doubt::{Doubt, Of};
use super::draft::{Body, Confidence, Draft, Field, Reading, Rule};
use super::duty::Duty;
use super::reading::read;
use super::role::Ground;
use super::source::{Source, SourceLine};
use super::taken::Wanted;
use crate::domain::number;
use crate::says_as_error;
use crate::text::{Lang, Say, list_parts};

/// By what a draft of an entry is known as long as the document is the same: the character at which its title begins, which of several
/// that begin there, and which part where a person has split it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    at: u32,
    nth: u16,
    part: u16,
}

/// What a person says of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It is to come into the ledger.
    Accept,
    /// What was read of this is right, though it was doubted.
    Right(Of),
    /// It is no entry: why.
    Reject(String),
    /// These say something else.
    Amend(Vec<(Of, String)>),
    /// It belongs to the one above.
    Join,
    /// Its text is that of several.
    Split(Vec<String>),
}

/// What was said of one draft or of several in one step.
pub type Act = Vec<(Spot, Said)>;

/// All that a person has said of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The plan's code; empty as long as nobody has said it.
    pub code: String,
    /// The place that the plan governs.
    pub place: Option<String>,
    /// The first and last day of the plan's period.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Rules for the whole plan that are switched off, by their number.
    pub off: Vec<usize>,
    /// What was said, one act after another.
    pub acts: Vec<Act>,
}

/// What becomes of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has said it yet.
    #[default]
    Open,
    /// It is to come into the ledger.
    Accepted,
    /// It is no entry.
    Rejected(String),
    /// It is part of the one above.
    Joined,
}

/// A draft of an entry as a person has it now.
#[derive(Clone, Debug)]
pub struct Item {
    /// By what it is known.
    pub spot: Spot,
    /// With what was amended, and the doubts that are left.
    pub draft: Draft,
    /// What becomes of it.
    pub fate: Fate,
}

/// Why something cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsayable {
    /// Another draft has this number.
    SameReference(String),
    /// Nothing stands above it.
    NothingAbove,
    /// It is not cut anywhere.
    OnePart,
    /// Words would be lost or come in.
    OtherWords,
    /// No day.
    Day(String),
    /// No number.
    Number(String),
}

says_as_error!(Unsayable);

impl Say for Unsayable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unsayable::SameReference(word) => {
                lang.pick(format!("草稿里已有编号 `{word}`"), format!("another draft has the reference `{word}`"))
            }
            Unsayable::NothingAbove => lang.pick("上面没有可以并入的条目", "there is no entry above to merge it with").to_owned(),
            Unsayable::OnePart => {
                lang.pick("没有分开：在要分开的地方空一行", "it is not cut: leave an empty line where it is to be cut").to_owned()
            }
            Unsayable::OtherWords => {
                lang.pick("拆分不能增减文字；改内容请用修改", "splitting neither adds nor drops words; amend the text instead").to_owned()
            }
            Unsayable::Day(word) => {
                lang.pick(format!("`{word}` 不是日期，写成 2026-03-31"), format!("`{word}` is no day; write it as 2026-03-31"))
            }
            Unsayable::Number(word) => lang.pick(format!("`{word}` 不是金额（万元）"), format!("`{word}` is no sum (in 万元)")),
        }
    }
}

/// A document that was read, with what a person has said of it.
#[derive(Clone, Debug)]
pub struct Review {
    /// The document.
    pub source: Source,
    /// Its lines and rows.
    pub lines: Vec<SourceLine>,
    /// What was read.
    pub reading: Reading,
    /// What was said.
    pub answers: Answers,
    items: Vec<Item>,
    unread: usize,
}

impl Review {
    /// Reads a document anew, and takes what was said of it before.
    pub fn new(source: Source, answers: Answers) -> Review {
        let reading = read(&source, &answers.off);
        let unread = reading.coverage.lines(&source).iter().filter(|line| line.of == Use::Unread).count();
        let items = fold(&reading, &answers.acts);
        Review { lines: source.printed(), source, reading, answers, items, unread }
    }

    /// The drafts as they stand, in the document's order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many lines belong to no entry.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// How many doubts are open: those of drafts of which nobody has said what becomes of them.
    pub fn doubts(&self) -> usize {
        self.items.iter().filter(|item| item.fate == Fate::Open).map(|item| item.draft.doubts.len()).sum()
    }

    /// How many drafts have this fate.
    pub fn count(&self, of: impl Fn(&Fate) -> bool) -> usize {
        self.items.iter().filter(|item| of(&item.fate)).count()
    }

    /// Says something of drafts, in one step; all of it or nothing.
    pub fn say(&mut self, act: Act) -> Result<(), Unsayable> {
        let mut items = self.items.clone();
        act.iter().try_for_each(|(spot, said)| apply(&mut items, *spot, said))?;
        self.items = items;
        self.answers.acts.push(act);
        Ok(())
    }

    /// Takes back what was said last; false where nothing was.
    pub fn take_back(&mut self) -> bool {
        let had = self.answers.acts.pop().is_some();
        self.items = fold(&self.reading, &self.answers.acts);
        had
    }

    /// Switches a rule for the whole plan off or on, and reads anew.
    pub fn switch(&mut self, rule: usize) {
        let mut answers = self.answers.clone();
        match answers.off.iter().position(|off| *off == rule) {
            Some(at) => drop(answers.off.remove(at)),
            None => answers.off.push(rule),
        }
        *self = Review::new(std::mem::take(&mut self.source), answers);
    }

    /// The act that accepts every draft of which nothing is said and nothing doubted.
    pub fn sure(&self) -> Act {
        let is_sure = |item: &&Item| item.fate == Fate::Open && item.draft.confidence() >= Confidence::Likely;
        self.items.iter().filter(is_sure).map(|item| (item.spot, Said::Accept)).collect()
    }

    /// What is to come into the ledger, as a reading: the accepted drafts. One below a draft of which nothing is said yet waits for it;
    /// one below a draft that is none stands below the next above that is one.
    pub fn accepted(&self) -> Reading {
        let by_reference: HashMap<&str, &Item> = self.items.iter().rev().map(|item| (item.draft.reference.as_str(), item)).collect();
        let placed = |item: &Item| {
            let mut draft = item.draft.clone();
            for _ in 0..self.items.len() {
                let above = draft.parent.as_deref().and_then(|parent| by_reference.get(parent));
                match above.map(|above| (&above.fate, above)) {
                    Some((Fate::Open, _)) => return None,
                    Some((Fate::Rejected(_) | Fate::Joined, above)) => draft.parent.clone_from(&above.draft.parent),
                    Some((Fate::Accepted, _)) | None => break,
                }
            }
            Some(draft)
        };
        let drafts = self.items.iter().filter(|item| item.fate == Fate::Accepted).filter_map(placed).collect();
        Reading { drafts, ..self.reading.clone() }
    }

    /// Under which plan it is to come in.
    pub fn wanted(&self) -> Wanted {
        let Answers { code, place, period, .. } = &self.answers;
        Wanted { code: code.clone(), place: place.clone(), period: *period, ..Wanted::default() }
    }
}

/// The drafts that were read, with all that was said of them. What was said of a draft that there is no more is passed over.
fn fold(reading: &Reading, acts: &[Act]) -> Vec<Item> {
    let mut seen: HashMap<u32, u16> = HashMap::new();
    let item = |draft: &Draft| {
        let nth = seen.entry(draft.title.span.0).or_default();
        let spot = Spot { at: draft.title.span.0, nth: *nth, part: 0 };
        *nth += 1;
        Item { spot, draft: draft.clone(), fate: Fate::Open }
    };
    let mut items: Vec<Item> = reading.drafts.iter().map(item).collect();
    for (spot, said) in acts.iter().flatten() {
        let _ = apply(&mut items, *spot, said);
    }
    items
}

fn apply(items: &mut Vec<Item>, spot: Spot, said: &Said) -> Result<(), Unsayable> {
    let Some(at) = items.iter().position(|item| item.spot == spot) else { return Ok(()) };
    match said {
        Said::Accept => items[at].fate = Fate::Accepted,
        Said::Reject(why) => items[at].fate = Fate::Rejected(why.clone()),
        Said::Right(of) => items[at].draft.doubts.retain(|doubt| doubt.of != *of),
        Said::Amend(values) => {
            let clashes = |word: &str| items.iter().enumerate().any(|(i, item)| i != at && item.draft.reference == word);
            if let Some((_, word)) = values.iter().find(|(of, word)| *of == Of::Reference && clashes(word)) {
                return Err(Unsayable::SameReference(word.clone()));
            }
            let before = items[at].draft.reference.clone();
            values.iter().try_for_each(|(of, value)| items[at].draft.set(*of, value))?;
            let after = items[at].draft.reference.clone();
            follow(items, &before, &after);
        }
        Said::Join => join(items, at)?,
        Said::Split(parts) => split(items, at, parts)?,
    }
    Ok(())
}

/// What stood below one draft stands below another.
fn follow(items: &mut [Item], before: &str, after: &str) {
    let below = items.iter_mut().filter(|item| item.draft.parent.as_deref() == Some(before));
    below.for_each(|item| item.draft.parent = Some(after.to_owned()));
}

/// Words, bodies and what else one lacks go to the one above.
fn join(items: &mut [Item], at: usize) -> Result<(), Unsayable> {
    let is_one = |item: &Item| matches!(item.fate, Fate::Open | Fate::Accepted);
    let above = items[..at].iter().rposition(is_one).ok_or(Unsayable::NothingAbove)?;
    let below = items[at].draft.clone();
    items[at].fate = Fate::Joined;
    let draft = &mut items[above].draft;
    let words = if below.text.starts_with(&below.title.value) { below.text } else { format!("{}\n{}", below.title.value, below.text) };
    draft.text = format!("{}\n{}", draft.text, words.trim_end()).trim_start().to_owned();
    if draft.lead.is_none() {
        draft.lead = below.lead.map(|lead| draft.bodies.len() + lead);
        (draft.ground, draft.inherits) = if draft.lead.is_some() { (below.ground, false) } else { (draft.ground, draft.inherits) };
        draft.bodies.extend(below.bodies);
    } else {
        let new = |body: &Body| draft.bodies.iter().all(|known| known.name != body.name);
        let new: Vec<Body> = below.bodies.into_iter().filter(new).collect();
        draft.bodies.extend(new);
    }
    draft.clause = draft.clause.take().or(below.clause);
    draft.deadline = draft.deadline.take().or(below.deadline);
    draft.investment = draft.investment.take().or(below.investment);
    let into = draft.reference.clone();
    follow(items, &below.reference, &into);
    Ok(())
}

/// The first part stays in the draft; each other one is a draft of its own behind it, with the same duties.
fn split(items: &mut Vec<Item>, at: usize, parts: &[String]) -> Result<(), Unsayable> {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let Some((first, others)) = parts.split_first().filter(|(_, others)| !others.is_empty()) else { return Err(Unsayable::OnePart) };
    if letters(&items[at].draft.text) != letters(&parts.concat()) {
        return Err(Unsayable::OtherWords);
    }
    let whole = items[at].clone();
    items[at].draft.text.clone_from(first);
    let last =
        items.iter().filter(|item| (item.spot.at, item.spot.nth) == (whole.spot.at, whole.spot.nth)).map(|item| item.spot.part).max();
    for (n, text) in (1u16..).zip(others) {
        let mut draft = whole.draft.clone();
        let free = |n: &u16| items.iter().all(|item| item.draft.reference != format!("{}-{n}", whole.draft.reference));
        let suffix = (n + 1..).find(free).unwrap_or(n + 1);
        draft.reference = format!("{}-{suffix}", whole.draft.reference);
        let title: String = text.trim().split(['。', '；', '：', '\n', ';']).next().unwrap_or_default().chars().take(LONGEST).collect();
        draft.title = Field { value: title.clone(), words: title, rule: Rule::FirstWords, ..draft.title };
        draft.text.clone_from(text);
        draft.doubts.clear();
        let spot = Spot { part: last.unwrap_or_default() + n, ..whole.spot };
        items.insert(at + usize::from(n), Item { spot, draft, fate: whole.fate.clone() });
    }
    Ok(())
}

/// A title that is made from the first words of a part has at most so many characters.
const LONGEST: usize = 30;

impl Draft {
    fn lead_name(&self) -> &str {
        self.leader().map(|body| body.name.as_str()).unwrap_or_default()
    }

    /// What is said of something, as a person would write it.
    pub fn written(&self, of: Of) -> String {
        match of {
            Of::Reference => self.reference.clone(),
            Of::Title => self.title.value.clone(),
            Of::Entry => self.text.clone(),
            Of::Lead => self.lead_name().to_owned(),
            Of::Bodies => self.others().map(|body| body.name.as_str()).collect::<Vec<_>>().join("、"),
            Of::Deadline => self.deadline.as_ref().map(|f| f.value.to_string()).unwrap_or_default(),
            Of::Investment => self.investment.as_ref().map(|f| number(f.value)).unwrap_or_default(),
        }
    }

    /// What a doubt is answered by when one of its choices is taken: of a body among others its name, else the value.
    pub fn answered(&self, doubt: &Doubt, choice: &str) -> String {
        let is_named = |body: &Body| body.name == doubt.words || body.words == doubt.words || doubt.choices.contains(&body.name);
        match (doubt.of, self.bodies.iter().find(|body| is_named(body))) {
            (Of::Bodies, Some(meant)) => {
                let names = self.others().map(|body| if std::ptr::eq(body, meant) { choice } else { body.name.as_str() });
                names.collect::<Vec<_>>().join("、")
            }
            _ => choice.to_owned(),
        }
    }

    /// A person says what it is; what was doubted of it is answered.
    fn set(&mut self, of: Of, value: &str) -> Result<(), Unsayable> {
        let value = value.trim();
        let span = self.title.span;
        match of {
            Of::Reference => value.clone_into(&mut self.reference),
            Of::Title => self.title = Field { value: value.to_owned(), confidence: Confidence::Sure, ..self.title.clone() },
            Of::Entry => value.clone_into(&mut self.text),
            Of::Lead => self.set_lead(value),
            Of::Bodies => self.set_others(value),
            Of::Deadline if value.is_empty() => self.deadline = None,
            Of::Deadline => {
                let day = value.parse::<NaiveDate>().map_err(|_| Unsayable::Day(value.to_owned()))?;
                self.deadline = Some(told(day, value, self.deadline.as_ref().map_or(span, |f| f.span)));
            }
            Of::Investment if value.is_empty() => self.investment = None,
            Of::Investment => {
                let sum = value.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
                let sum = sum.ok_or_else(|| Unsayable::Number(value.to_owned()))?;
                self.investment = Some(told(sum, value, self.investment.as_ref().map_or(span, |f| f.span)));
            }
        }
        self.doubts.retain(|doubt| doubt.of != of);
        Ok(())
    }

    /// Whoever led before has a part still.
    fn set_lead(&mut self, name: &str) {
        if self.lead_name() == name {
            return;
        }
        let known = self.bodies.iter().position(|body| body.name == name);
        (self.lead, self.ground, self.inherits) = match (name.is_empty(), known) {
            (true, _) => (None, Ground::None, false),
            (false, Some(at)) => (Some(at), Ground::Stated, false),
            (false, None) => {
                self.bodies.insert(0, said(name, Duty::Leads));
                (Some(0), Ground::Stated, false)
            }
        };
    }

    /// Who is named still keeps what he has to do.
    fn set_others(&mut self, names: &str) {
        let lead = self.leader().cloned();
        let names = list_parts(names, |part| self.bodies.iter().any(|body| body.name == part))
            .into_iter()
            .filter(|name| lead.as_ref().is_none_or(|lead| lead.name != *name));
        let known = |name: &str| self.bodies.iter().find(|body| body.name == name).cloned();
        let others: Vec<Body> = names.map(|name| known(name).unwrap_or_else(|| said(name, Duty::Cooperates))).collect();
        self.lead = lead.is_some().then_some(0);
        self.bodies = lead.into_iter().chain(others).collect();
    }
}

/// A body that a person names.
fn said(name: &str, duty: Duty) -> Body {
    Body { name: name.to_owned(), words: name.to_owned(), duty, span: (0, 0) }
}

/// A value that a person says.
fn told<T>(value: T, words: &str, span: (u32, u32)) -> Field<T> {
    Field { value, words: words.to_owned(), span, rule: Rule::Sentence, confidence: Confidence::Sure }
}

//! What is offered for what is typed into a field.

use super::context::Context;
use super::kind::Kind;
use crate::domain::{Asks, DeptId, Inspection, ProposedLead, Reader, Term, Unresolved, full_name};
use crate::query::Matcher;
use crate::text::{Lang, fold_width};
use crate::tui::bodies;

/// So many places, plans or entries are offered.
const OFFERED: usize = 6;

/// Something that could be meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Offer {
    Body(DeptId),
    /// A body that is suggested to lead, with the ground.
    Proposed(ProposedLead),
    /// What is written for it, and what else is said of it.
    Named {
        text: String,
        note: String,
    },
    /// To enter a body of this name, which the register does not hold.
    Enter(String),
}

impl Offer {
    fn named(text: &str, note: &str) -> Offer {
        Offer::Named { text: text.to_owned(), note: note.to_owned() }
    }

    /// What is shown of it.
    pub(crate) fn label(&self, names: &dyn crate::domain::Names, lang: Lang) -> String {
        match self {
            Offer::Body(id) => names.name_of(id).to_owned(),
            Offer::Proposed(one) => one.written(names, lang),
            Offer::Named { text, note } if note.is_empty() || note == text => text.clone(),
            Offer::Named { text, note } => format!("{text}  {note}"),
            Offer::Enter(name) => lang.pick(format!("登记新单位“{name}”…"), format!("enter a new body “{name}”…")),
        }
    }
}

/// What fits a text with the caret in it.
pub(super) fn fitting(kind: Kind, (text, caret): (&str, usize), at: &Context<'_>) -> Vec<Offer> {
    match kind {
        Kind::Body if text.trim().is_empty() && !at.proposed().is_empty() => at.proposed().iter().cloned().map(Offer::Proposed).collect(),
        Kind::Body => with_new(bodies::fitting(at.ledger, text, at.plan()), text, at),
        Kind::Bodies => with_new(bodies::fitting_at(at.ledger, text, caret, at.plan()), bodies::part_at(text, caret).1, at),
        Kind::Choice(terms) if !text.trim().is_empty() && Term::find(terms, text).is_none() => choices(terms, text, at.lang),
        Kind::Asked(_) if text.trim().is_empty() => Vec::new(),
        Kind::Asked(Asks::Body) if at.reader().body(text).is_ok() => Vec::new(),
        Kind::Asked(Asks::Body) => with_new(bodies::fitting(at.ledger, text, at.plan()), text, at),
        Kind::Asked(Asks::Place) if at.reader().place(text).is_none() => places(text, at),
        Kind::Asked(Asks::Plan) if at.reader().plan(text).is_none() => plans(text, at),
        Kind::Asked(Asks::Entry) if at.reader().entry(text).is_none() => entries(text, at),
        Kind::Asked(Asks::Inspection) if at.reader().inspection(text).is_none() => inspections(text, at),
        _ => Vec::new(),
    }
}

/// Bodies, and behind them to enter the one that is typed, where the register holds none of that name. What is no hanzi is
/// taken for initials.
fn with_new(found: Vec<DeptId>, typed: &str, at: &Context<'_>) -> Vec<Offer> {
    let name = typed.trim();
    let is_name = name.chars().count() > 1 && name.chars().all(|c| !c.is_ascii() && !c.is_whitespace());
    let new = match at.ledger.body_meant(name, at.plan()) {
        Err(Unresolved::Elsewhere(name, place, _)) if is_name => Some(full_name(&name, &place)),
        Err(_) if is_name => Some(name.to_owned()),
        _ => None,
    };
    found.into_iter().map(Offer::Body).chain(new.map(Offer::Enter)).collect()
}

/// Values of a few: the one with that number, else those that fit.
fn choices(terms: &[Term], text: &str, lang: Lang) -> Vec<Offer> {
    let typed = fold_width(text);
    let numbered = typed.parse::<usize>().ok().and_then(|n| terms.get(n.checked_sub(1)?));
    let matcher = Matcher::new(&typed);
    let fit = terms.iter().filter(|term| matcher.finds(term.label(Lang::Zh)) || matcher.finds(term.label(Lang::En)));
    numbered.map_or_else(|| fit.collect(), |one| vec![one]).into_iter().map(|term| Offer::named(term.label(lang), "")).collect()
}

fn places(text: &str, at: &Context<'_>) -> Vec<Offer> {
    let matcher = Matcher::new(text);
    let fit = at.ledger.places.iter().filter(|place| place.names().any(|name| matcher.finds(name)));
    fit.take(OFFERED).map(|place| Offer::named(place.id.as_str(), at.ledger.places.name(&place.id))).collect()
}

fn plans(text: &str, at: &Context<'_>) -> Vec<Offer> {
    let matcher = Matcher::new(text);
    let fit = at.ledger.plans.iter().filter(|plan| [&*plan.code, &plan.short, &plan.title].iter().any(|name| matcher.finds(name)));
    fit.take(OFFERED).map(|plan| Offer::named(plan.code.as_str(), plan.short_name())).collect()
}

/// Inspections, the newest first.
fn inspections(text: &str, at: &Context<'_>) -> Vec<Offer> {
    let matcher = Matcher::new(text);
    let mut fit: Vec<_> = at.ledger.inspections.iter().filter(|one| matcher.finds(&one.what)).collect();
    fit.sort_by_key(|one| std::cmp::Reverse(one.on));
    let is_told = |one: &Inspection| at.reader().inspection(&one.what).is_some();
    let named = |one: &Inspection| {
        if is_told(one) { Offer::named(&one.what, &one.on.to_string()) } else { Offer::named(one.id.as_str(), &one.what) }
    };
    fit.into_iter().take(OFFERED).map(|one| named(one)).collect()
}

/// Entries, those of our plan first.
fn entries(text: &str, at: &Context<'_>) -> Vec<Offer> {
    let (matcher, ours) = (Matcher::new(text), at.plan());
    let fit = at.ledger.entries().iter().filter(|e| matcher.finds(e.id.as_str()) || matcher.finds(&e.title));
    let (own, others): (Vec<_>, Vec<_>) = fit.partition(|e| ours == Some(e.id.plan()));
    own.into_iter().chain(others).take(OFFERED).map(|e| Offer::named(e.id.as_str(), &e.title)).collect()
}

//! What could be meant by the line that is being typed.

use super::{arguments, finder};
use crate::query::{Completion, Matcher};
use crate::tui::model::Model;
use crate::tui::orders::{Offer, Order, divided};

/// What fits a line: commands while its first word is typed, then values.
pub(crate) fn for_line(model: &Model, line: &str) -> Vec<Offer> {
    let (name, argument) = divided(line);
    let behind = line.len() > line.trim_end().len() || !argument.is_empty();
    match Order::from_name(name) {
        Some(order) if behind => arguments(model, order, &line[..line.len() - argument.len()], argument),
        _ if behind => Vec::new(),
        _ => commands(model, name),
    }
}

/// Commands that fit a word, the nearest first: those with an argument before those that are keys too.
fn commands(model: &Model, word: &str) -> Vec<Offer> {
    let lang = model.lang;
    let matcher = Matcher::new(word);
    let mut found: Vec<(u8, Offer)> = Vec::new();
    for order in Order::ALL.iter().copied() {
        let best = order.names().iter().filter_map(|n| matcher.rank(n)).min();
        let Some(rank) = best.or(word.is_empty().then_some(0)) else { continue };
        let (name, note) = (format!("{} {}", order.names()[0], order.names()[1]), order.label(lang).to_owned());
        found.push((rank, Offer { line: format!("{} ", order.name(lang)), name, note, binding: None, whole: false }));
    }
    for row in finder::fitting(model, word) {
        let rank = row.names().iter().filter(|n| !n.is_empty()).filter_map(|n| matcher.rank(n)).min().unwrap_or(5);
        let (name, note) = (row.word.to_owned(), row.label(lang).to_owned());
        found.push((rank, Offer { line: name.clone(), name, note, binding: Some(row), whole: true }));
    }
    if !word.is_empty() {
        found.sort_by_key(|(rank, _)| *rank);
    }
    found.into_iter().map(|(_, offer)| offer).collect()
}

fn arguments(model: &Model, order: Order, head: &str, argument: &str) -> Vec<Offer> {
    let head = if head.ends_with([' ', '\u{3000}']) { head.to_owned() } else { format!("{head} ") };
    if order == Order::Filter {
        let completion = Completion::at(argument, argument.chars().count(), (model.ledger(), model.book.index(), model.lang));
        let offer = |(i, o): (usize, &crate::query::Offer)| {
            let (text, _) = completion.take(argument, i)?;
            Some(Offer { line: format!("{head}{text}"), name: o.text.clone(), note: o.note.clone(), binding: None, whole: false })
        };
        return completion.offers.iter().enumerate().filter_map(offer).collect();
    }
    // Behind a date or a body comes the reason.
    let reasoned = matches!(order, Order::Deadline | Order::Lead);
    if order == Order::Progress || reasoned && argument.contains([' ', '\u{3000}']) {
        return Vec::new();
    }
    // Of several sort keys, or bodies, the last is being typed.
    let several = matches!(order, Order::Sort | Order::Cooperate);
    let (before, typed) = match argument.rsplit_once([',', '，', '、']).filter(|_| several) {
        Some((before, last)) => (format!("{before},"), last),
        None => (String::new(), argument),
    };
    let sign = if several && typed.starts_with('-') { "-" } else { "" };
    let values = arguments::values(model, order, typed.trim_start_matches('-').trim());
    let offer = |(name, note): (String, String)| {
        let blank = if reasoned { " " } else { "" };
        let line = format!("{head}{before}{sign}{name}{blank}");
        Offer { line, name, note, binding: None, whole: !reasoned }
    };
    values.into_iter().map(offer).collect()
}

//! Where in a paragraph it is said who is responsible.

use super::body_list::read;
use super::body_name::{Likeness, is_post};
use super::duty::groups;
use super::label::{label, label_or_clipped, label_word};
use super::words::{Words, depths, is_close, is_open, is_stop};

/// How a clause is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a label: `责任单位：`.
    Labelled,
    /// With words of duty: `甲局牵头`.
    Verbal,
    /// Names and nothing else.
    Bare,
}

/// A clause in a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Where it begins and ends, brackets with it.
    pub start: usize,
    pub end: usize,
    /// What it says.
    pub words: Words,
    pub form: Form,
    /// Its bracket is never closed.
    pub unclosed: bool,
}

/// The clauses of a paragraph, in order.
pub(crate) fn clauses(paragraph: &Words) -> Vec<Clause> {
    let mut found = bracketed(paragraph);
    if found.is_empty() {
        found.extend(labelled(paragraph));
    }
    found
}

fn bracketed(paragraph: &Words) -> Vec<Clause> {
    let chars = &paragraph.chars;
    let depths = depths(chars);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !(is_open(chars[at]) && depths[at] == 0) {
            at += 1;
            continue;
        }
        let close = (at + 1..chars.len()).find(|&end| is_close(chars[end]) && depths[end] == 0);
        let words = paragraph.slice(at + 1..close.unwrap_or(chars.len()));
        let ends = close.is_none_or(|end| rest_is_bare(&chars[end + 1..]));
        let fresh = at > 0 && is_stop(chars[at - 1]) && ends;
        // What is never closed ends with its sentence.
        let stop = words.chars.iter().position(|c| is_stop(*c)).filter(|_| close.is_none());
        let words = words.slice(0..stop.unwrap_or(words.len()));
        let form = form(&words, fresh);
        if let Some(form) = form.filter(|form| close.is_some() || (*form != Form::Bare && words.len() <= 300)) {
            let end = close.map_or(at + 1 + words.len(), |end| end + 1);
            found.push(Clause { start: at, end, words, form, unclosed: close.is_none() });
        }
        at = close.unwrap_or(chars.len()) + 1;
    }
    found
}

fn rest_is_bare(rest: &[char]) -> bool {
    rest.iter().all(|c| matches!(c, '。' | '；' | ';' | '.' | ' ' | '，'))
}

/// `……。责任单位：甲局、乙局。` without brackets.
fn labelled(paragraph: &Words) -> Option<Clause> {
    let chars = &paragraph.chars;
    let depths = depths(chars);
    let begins_here = |at: usize| at == 0 || is_stop(chars[at - 1]) || matches!(chars[at - 1], '；' | ';' | ' ' | '）' | ')');
    let is_clause = |at: usize| label(&chars[at..]).is_some_and(|(l, _)| l.names_bodies());
    let start = (0..chars.len()).find(|&at| depths[at] == 0 && begins_here(at) && is_clause(at))?;
    let stop = (start..chars.len()).find(|&at| is_stop(chars[at]) && chars.get(at + 1).is_some() && label(&chars[at + 1..]).is_none());
    // A bracket that closes and was never opened ends it: the other one was lost.
    let lost = (start..chars.len()).find(|&at| is_close(chars[at]) && depths[at] == 0 && !chars[start..at].iter().any(|c| is_open(*c)));
    let end = stop.map_or(chars.len(), |at| at + 1).min(lost.map_or(usize::MAX, |at| at + 1));
    let words = paragraph.slice(start..end).trimmed_of(|c| is_close(c) && lost.is_some());
    Some(Clause { start, end, words, form: Form::Labelled, unclosed: false })
}

/// How what stands in brackets is a clause, if it is one.
fn form(words: &Words, at_the_end: bool) -> Option<Form> {
    let chars = &words.chars;
    let depths = depths(chars);
    let found = |at: usize| depths[at] == 0 && label_or_clipped(&chars[at..]).is_some_and(|(l, _)| l.names_bodies());
    if (0..chars.len()).any(found) {
        return Some(Form::Labelled);
    }
    if label_word(chars).is_some_and(|(l, len)| l.names_bodies() && names(&words.slice(len..words.len())) == Likeness::Strong) {
        return Some(Form::Labelled);
    }
    if chars.len() > 600 {
        return None;
    }
    let groups = groups(words);
    let says_duty = groups.iter().any(|g| !g.operative.is_empty());
    if says_duty {
        let body = groups.iter().find(|g| !is_post(&g.names.chars));
        return body.is_some_and(|g| names(&g.names) == Likeness::Strong).then_some(Form::Verbal);
    }
    let read = read(words);
    let all = !read.names.is_empty() && read.names.iter().all(|n| n.likeness == Likeness::Strong);
    (at_the_end && all && read.names.len() <= 30).then_some(Form::Bare)
}

/// How much the best of the names in a list looks like one; none where the first looks like none.
fn names(words: &Words) -> Likeness {
    let names = read(words).names;
    if names.first().is_none_or(|n| n.likeness == Likeness::No) {
        return Likeness::No;
    }
    let several = names.len() > 1 && names.iter().all(|n| n.likeness >= Likeness::Loose);
    if several { Likeness::Strong } else { names.iter().map(|n| n.likeness).max().unwrap_or(Likeness::No) }
}

/// Whether characters end with the bracket of a clause; of each it is known how many brackets are open before it.
pub(crate) fn ends_clause(chars: &[char], depths: &[usize]) -> bool {
    if !chars.last().is_some_and(|c| is_close(*c)) {
        return false;
    }
    let Some(open) = (0..chars.len()).rev().find(|&at| is_open(chars[at]) && depths[at] == 0) else { return false };
    let mut words = Words::default();
    chars[open + 1..chars.len() - 1].iter().for_each(|c| words.push(*c, 0));
    form(&words, false).is_some()
}

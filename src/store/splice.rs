//! A text in which only what changed is spelled anew: for saves, and for merges that keep the file's comments.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::error::StoreError;
use super::scan::{Again, HEAD, Layout, List, comma_after, comments};
use super::spelling::{HEADER, spell};
use super::write::{STANDING, canonical, comments_before, head, keys, list as list_of, with_endings_of};
use crate::domain::{Kept, Ledger, Section, Subject, Touched, by_kind};

/// One edit of the text: what stands at `span` becomes `text`.
struct Edit {
    span: Range<usize>,
    text: String,
    /// Whether the span is a whole item, and the text the same item.
    item: bool,
}

pub(super) struct Old<'a> {
    pub(crate) text: &'a str,
    pub(crate) layout: &'a Layout,
    pub(crate) ledger: &'a Ledger,
}

/// A text made from an old one, and where its parts stand when that is known without scanning it.
pub(super) struct Spliced {
    edits: Vec<Edit>,
    pub(crate) layout: Option<Layout>,
}

impl Spliced {
    /// The new text in pieces, most of which are the old one's.
    pub(super) fn pieces<'a>(&'a self, old: &'a str) -> Vec<&'a str> {
        let mut pieces = Vec::with_capacity(self.edits.len() * 2 + 1);
        let mut from = 0;
        for edit in &self.edits {
            pieces.extend([&old[from..edit.span.start], edit.text.as_str()]);
            from = edit.span.end;
        }
        pieces.push(&old[from..]);
        pieces
    }

    pub(super) fn text(&self, old: &str) -> String {
        self.pieces(old).concat()
    }
}

/// The text with only the touched items spelled anew; all other bytes stay.
pub(super) fn splice(old: &Old<'_>, ledger: &Ledger, touched: &Touched) -> Result<Spliced, StoreError> {
    let text = old.text;
    let mut edits = Vec::new();
    if touched.0.contains(&Subject::Ledger) {
        head_edits(old, ledger, &mut edits)?;
    }
    if let Some(span) = old.layout.format.clone().filter(|_| old.ledger.format != ledger.format) {
        edits.push(Edit { span, text: ledger.format.number().to_string(), item: false });
    }
    for section in Section::ALL {
        by_kind!(Section section, => section_edits::<R>(old, ledger, touched, &mut edits))?;
    }
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    if text.contains("\r\n") {
        edits.iter_mut().for_each(|e| e.text = with_endings_of(text, std::mem::take(&mut e.text)));
    }
    let only_replaced = edits.iter().all(|e| e.item && e.text.starts_with(char::is_alphabetic));
    let layout = only_replaced.then(|| moved(old.layout, &edits));
    Ok(Spliced { edits, layout })
}

/// Where the parts stand after whole items were replaced.
fn moved(layout: &Layout, edits: &[Edit]) -> Layout {
    let mut sums = vec![(0, 0)];
    for (edit, i) in edits.iter().zip(0..) {
        let (longer, shorter): (usize, usize) = sums[i];
        sums.push((longer + edit.text.len(), shorter + edit.span.len()));
    }
    let shift = |at: usize| -> usize {
        let (longer, shorter) = sums[edits.partition_point(|e| e.span.end <= at)];
        at + longer - shorter
    };
    let span = |span: &Range<usize>| -> Range<usize> { shift(span.start)..shift(span.end) };
    let list = |list: &List| List { open: shift(list.open), close: shift(list.close), items: list.items.iter().map(span).collect() };
    Layout {
        lists: layout.lists.each_ref().map(|l| l.as_ref().map(list)),
        head: layout.head.each_ref().map(|h| h.as_ref().map(span)),
        format: layout.format.as_ref().map(span),
        end: shift(layout.end),
        again: Again::default(),
    }
}

fn head_edits(old: &Old<'_>, ledger: &Ledger, edits: &mut Vec<Edit>) -> Result<(), StoreError> {
    let mut behind = old.layout.head[0].clone();
    for (i, (before, now)) in head(old.ledger)?.into_iter().zip(head(ledger)?).enumerate() {
        let here = old.layout.head[i + 1].clone();
        let field = now.as_ref().map(|n| format!("{}: {n}", HEAD[i + 1]));
        match (&here, field) {
            _ if before == now => {}
            (Some(span), Some(field)) => {
                edits.push(Edit { span: span.clone(), text: comments_before(&old.text[span.clone()], "    ") + &field, item: false });
            }
            (Some(span), None) => edits.push(Edit { span: with_comma(old.text, span.clone(), 0), text: String::new(), item: false }),
            (None, Some(field)) => {
                let end = behind.as_ref().map_or(0, |b| b.end);
                let (place, lead) = comma_after(old.text, end).map_or((end, ","), |comma| (comma, ""));
                edits.push(Edit {
                    span: place..place,
                    text: format!("{lead}\n    {field}{}", if lead.is_empty() { "," } else { "" }),
                    item: false,
                });
            }
            (None, None) => {}
        }
        behind = here.or(behind);
    }
    Ok(())
}

/// A value with its comma and the blanks before it, but not beyond `open`.
fn with_comma(text: &str, mut span: Range<usize>, open: usize) -> Range<usize> {
    let before = &text[open..span.start];
    span.start -= before.len() - before.trim_end().len();
    span.end = comma_after(text, span.end).unwrap_or(span.end);
    span
}

/// A text for another ledger: what is different is spelled anew, all other bytes stay. Where things were moved
/// about, the whole is spelled anew, with all comments before it.
pub(super) fn rewritten(old: &Old<'_>, ledger: &Ledger) -> Result<Spliced, StoreError> {
    if keys(old.ledger).iter().zip(&keys(ledger)).all(|(a, b)| in_step(a, b)) {
        return splice(old, ledger, &touched(old.ledger, ledger));
    }
    let text = canonical(ledger)?;
    let comments = comments(old.text).join("\n");
    let text = if comments.is_empty() { text } else { text.replacen(HEADER, &format!("{HEADER}{comments}\n"), 1) };
    let text = with_endings_of(old.text, text);
    Ok(Spliced { edits: vec![Edit { span: 0..old.text.len(), text, item: false }], layout: None })
}

/// Whether what two lists share stands in the same order in both, and nothing is there twice.
fn in_step(a: &[String], b: &[String]) -> bool {
    if a == b {
        return a.iter().collect::<HashSet<_>>().len() == a.len();
    }
    let (in_a, in_b): (HashSet<&String>, HashSet<&String>) = (a.iter().collect(), b.iter().collect());
    in_a.len() == a.len() && in_b.len() == b.len() && a.iter().filter(|k| in_b.contains(k)).eq(b.iter().filter(|k| in_a.contains(k)))
}

/// In what two ledgers differ.
fn touched(old: &Ledger, new: &Ledger) -> Touched {
    fn differ<R: Kept>(old: &Ledger, new: &Ledger, touched: &mut Touched) {
        let mut before: HashMap<R::Id, &Arc<R>> = R::records(old).iter().map(|one| (one.id(), one)).collect();
        let same = |a: &Arc<R>, b: &Arc<R>| Arc::ptr_eq(a, b) || a == b;
        let changed = R::records(new).iter().filter(|one| !before.remove(&one.id()).is_some_and(|b| same(b, one)));
        let mut all: Vec<Subject> = changed.map(|one| R::subject(one.id())).collect();
        all.extend(before.into_keys().map(R::subject));
        touched.0.extend(all);
    }
    let mut touched = Touched::default();
    if !old.same_head(new) {
        touched.0.insert(Subject::Ledger);
    }
    for section in Section::ALL {
        by_kind!(Section section, => differ::<R>(old, new, &mut touched));
    }
    touched
}

/// How the touched records of one kind change the text.
fn section_edits<R: Kept>(old: &Old<'_>, ledger: &Ledger, touched: &Touched, edits: &mut Vec<Edit>) -> Result<(), StoreError> {
    let (was, is) = (R::records(old.ledger), R::records(ledger));
    let mut ids: Vec<R::Id> = touched.0.iter().filter_map(R::of_subject).cloned().collect();
    if ids.is_empty() {
        return Ok(());
    }
    ids.sort_by_key(|id| is.place_of(id));
    let spelled = |id: &R::Id| is.by_id(id).map(|one| spell(ledger.format, one.as_ref(), 2)).transpose();
    let Some(list) = old.layout.list(R::SECTION) else {
        let items = ids.iter().filter_map(|id| spelled(id).transpose()).collect::<Result<Vec<_>, _>>()?;
        let begun = begun(old, R::SECTION, &list_of(R::SECTION, &items), edits);
        edits.push(begun);
        return Ok(());
    };
    if is.is_empty() && !STANDING.contains(&R::SECTION) && comments(&old.text[list.open..list.close]).is_empty() {
        let start = old.text[..list.open].rfind(R::SECTION.name()).unwrap_or(list.open);
        edits.push(Edit { span: with_comma(old.text, start..list.close + 1, 0), text: String::new(), item: false });
        return Ok(());
    }
    if is.is_empty() && comments(&old.text[list.open..list.close]).is_empty() {
        edits.push(Edit { span: list.open..list.close, text: String::new(), item: false });
        return Ok(());
    }
    let job = Job { text: old.text, list };
    let mut added = Vec::new();
    for id in &ids {
        match (was.place_of(id), spelled(id)?) {
            // Comments inside an item have no place in its canonical spelling: they move to the lines before it.
            (Some(i), Some(new)) => {
                let span = list.items[i].clone();
                edits.push(Edit { text: comments_before(&old.text[span.clone()], "        ") + &new, span, item: true });
            }
            (Some(i), None) => {
                edits.push(Edit { span: with_comma(old.text, list.items[i].clone(), list.open), text: String::new(), item: false })
            }
            (None, Some(new)) => added.push((is.place_of(id).unwrap_or(usize::MAX), new)),
            (None, None) => {}
        }
    }
    added.sort();
    let behind = |rank: usize| was.place_of(&is.get(rank.checked_sub(1)?)?.id());
    job.insert(added, behind, edits);
    Ok(())
}

/// A list that the text has not yet, at its place among the others: behind what stands before it in canonical spelling, so that two
/// clones which begin it meet there.
fn begun(old: &Old<'_>, section: Section, list: &str, edits: &[Edit]) -> Edit {
    let (text, layout) = (old.text, old.layout);
    let earlier = Section::ALL.into_iter().rev().skip_while(|s| *s != section).skip(1).find_map(|s| layout.list(s));
    let head = || layout.head.iter().flatten().map(|field| field.end).max();
    let end = earlier.map(|list| list.close + 1).or_else(head).unwrap_or(layout.end);
    let Some(place) = comma_after(text, end) else {
        let lead = if edits.iter().all(|e| e.span != (end..end)) { "," } else { "" };
        return Edit { span: end..end, text: format!("{lead}\n{}", list.trim_end()), item: false };
    };
    // What is said of the list before it, on its line, stays there.
    let line = text[place..].split('\n').next().unwrap_or_default();
    let place = place + if line.trim_start().starts_with("//") { line.trim_end().len() } else { 0 };
    Edit { span: place..place, text: format!("\n{}", list.trim_end()), item: false }
}

struct Job<'a> {
    text: &'a str,
    list: &'a List,
}

impl Job<'_> {
    /// Puts new items, each with its rank in the ledger as it is now, behind what stands before it there; `behind` says
    /// which item of the text that is.
    fn insert(&self, added: Vec<(usize, String)>, behind: impl Fn(usize) -> Option<usize>, edits: &mut Vec<Edit>) {
        let list = self.list;
        let mut runs: Vec<(usize, String)> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for (rank, item) in added {
            let place = match last {
                Some((previous, place)) if previous + 1 == rank => place,
                _ => self.place(behind(rank)),
            };
            last = Some((rank, place));
            let text = format!("\n        {item},");
            match runs.last_mut().filter(|(p, _)| *p == place) {
                Some((_, run)) => run.push_str(&text),
                None => runs.push((place, text)),
            }
        }
        for (place, mut text) in runs {
            if place == list.open && list.items.is_empty() && !self.text[list.open..list.close].contains('\n') {
                text.push_str("\n    ");
            }
            if list.items.last().is_some_and(|l| l.end == place) {
                text.insert(0, ',');
            }
            edits.push(Edit { span: place..place, text, item: false });
        }
    }

    /// Behind an item (and behind its comma), else at the list's start.
    fn place(&self, behind: Option<usize>) -> usize {
        let Some(i) = behind else { return self.list.open };
        let end = self.list.items[i].end;
        comma_after(self.text, end).unwrap_or(end)
    }
}

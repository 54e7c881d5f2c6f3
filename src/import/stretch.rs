//! The stretches of a heading's text: each ends with the clause that it belongs to.

use super::clause::{Clause, Form, clauses};
use super::label::{Label, label};
use super::outline::Node;
use super::words::Words;

/// A piece of text with its clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretch {
    /// The text, without the clause.
    pub text: Words,
    pub clause: Option<Clause>,
    /// The clause stands in a paragraph of its own.
    pub own_line: bool,
    /// A paragraph ended at its end.
    pub ended: bool,
}

/// Cuts a heading with its text into stretches. The last may be without a clause.
pub(crate) fn stretches(node: &Node) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = vec![Stretch::default()];
    let head = std::iter::once(&node.head).filter(|h| !h.is_empty());
    let mut run: Vec<Words> = Vec::new();
    for words in head.chain(node.text.iter().map(|p| &p.words)) {
        if is_labelled_line(words) {
            run.push(words.clone());
            continue;
        }
        close_run(&mut run, &mut all);
        take(words, &mut all);
    }
    close_run(&mut run, &mut all);
    if all.last().is_some_and(|last| last.text.is_empty() && last.clause.is_none()) {
        all.pop();
    }
    all
}

/// `牵头单位：甲局` on a line of its own.
fn is_labelled_line(words: &Words) -> bool {
    label(&words.chars).is_some_and(|(l, _)| l.names_bodies() || matches!(l, Label::Deadline | Label::Person))
}

/// Lines with labels that follow one another are one clause.
fn close_run(run: &mut Vec<Words>, all: &mut Vec<Stretch>) {
    if run.is_empty() {
        return;
    }
    let mut words = Words::default();
    for line in run.drain(..) {
        if !words.is_empty() {
            words.push('；', line.start().unwrap_or_default());
        }
        words.extend(&line);
    }
    let clause = Clause { start: 0, end: words.len(), words, form: Form::Labelled, unclosed: false };
    close(clause, true, all);
}

/// Ends the open stretch with a clause; what follows is the next.
fn close(clause: Clause, own_line: bool, all: &mut Vec<Stretch>) {
    if let Some(last) = all.last_mut() {
        last.clause = Some(clause);
        last.own_line = own_line;
    }
    all.push(Stretch::default());
}

fn take(words: &Words, all: &mut Vec<Stretch>) {
    let mut at = 0;
    for clause in clauses(words) {
        let before = words.slice(at..clause.start);
        let (start, end) = (clause.start, clause.end);
        let alone = start == 0 && words.len() <= end + 1;
        add(&before, all);
        // A second clause without any text of its own belongs to the first.
        let bare = all.last().is_none_or(|s| s.text.trimmed_of(|c| !c.is_alphanumeric()).is_empty());
        let joined = bare && all.len() > 1;
        if joined {
            all.pop();
            if let Some(first) = all.last_mut().and_then(|s| s.clause.as_mut()) {
                let from = clause.words.start().unwrap_or_default();
                first.words.push('；', from);
                first.words.extend(&clause.words);
                first.end = first.end.max(end);
            }
            all.push(Stretch::default());
        } else {
            close(clause, alone, all);
        }
        at = end;
    }
    let rest = words.slice(at..words.len());
    let is_bare = at > 0 && rest.trimmed_of(|c| !c.is_alphanumeric()).is_empty();
    if is_bare {
        return;
    }
    add(&rest, all);
    if let Some(last) = all.last_mut() {
        last.ended = true;
    }
}

fn add(words: &Words, all: &mut [Stretch]) {
    let words = words.trimmed();
    if let Some(last) = all.last_mut()
        && !words.is_empty()
    {
        // A heading that stands alone is parted from what follows.
        if last.ended && !last.text.is_empty() {
            last.text.push('\n', words.start().unwrap_or_default());
        }
        last.ended = false;
        last.text.extend(&words);
    }
}

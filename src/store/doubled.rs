//! A file in which a list stands twice: two clones each began it, in another place, and git put both in.

use std::ops::Range;

use super::markers::Sides;
use super::scan::{Again, Layout, comma_after, scan};

/// The two texts of which each holds one of the lists that stand twice, and that without either; none where no list does.
pub(crate) fn doubled(text: &str) -> Option<Sides> {
    let layout = scan(text)?;
    let Again { first, later } = &layout.again;
    if later.is_empty() {
        return None;
    }
    let all: Vec<_> = first.iter().chain(later).cloned().collect();
    Some(Sides { base: Some(without(text, &all)), ours: without(text, later), theirs: without(text, first) })
}

/// The name of the first list that stands for a second time, and where.
pub(crate) fn again<'a>(text: &'a str, layout: &Layout) -> Option<(&'a str, usize)> {
    let at = layout.again.later.iter().map(|span| span.start).min()?;
    Some((text[at..].split(':').next().unwrap_or_default().trim(), at))
}

/// A text without some of its fields, each with its comma.
fn without(text: &str, fields: &[Range<usize>]) -> String {
    let mut fields: Vec<Range<usize>> = fields.to_vec();
    fields.sort_by_key(|span| span.start);
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for span in fields {
        rest.push_str(&text[from..span.start]);
        from = comma_after(text, span.end).unwrap_or(span.end);
    }
    rest.push_str(&text[from..]);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_one_of_the_lists_and_the_base_neither() {
        let text = "Ledger(\n    format: 1,\n    steps: [1],\n    entries: [],\n    // theirs\n    steps: [2] , persons: [3],\n    steps: [4]\n)\n";
        let sides = doubled(text).unwrap();
        assert_eq!(sides.ours, "Ledger(\n    format: 1,\n    steps: [1],\n    entries: [],\n    // theirs\n     persons: [3],\n    \n)\n");
        assert_eq!(
            sides.theirs,
            "Ledger(\n    format: 1,\n    \n    entries: [],\n    // theirs\n    steps: [2] , persons: [3],\n    steps: [4]\n)\n"
        );
        assert!(!sides.base.unwrap().contains("steps"));
        let layout = scan(text).unwrap();
        assert_eq!(again(text, &layout), Some(("steps", text.find("steps: [2]").unwrap())));
        assert_eq!(doubled("Ledger(format: 1, steps: [1])"), None);
    }
}

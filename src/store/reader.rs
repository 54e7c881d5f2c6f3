//! Texts of one ledger, one after another: what is spelled as in the text before is not read again.

use std::path::Path;

use super::error::StoreError;
use super::quick;
use super::read::{Known, Parsed, parse_beside};
use crate::domain::{Entry, Kept, Ledger, Section};
use crate::progress::Progress;

/// Reads one text after another.
#[derive(Default)]
pub(crate) struct Reader {
    last: Option<(String, Parsed)>,
}

impl Reader {
    /// What a text says. A text that cannot be read is passed over.
    pub(crate) fn read(&mut self, path: &Path, text: String) -> Result<Ledger, StoreError> {
        if let Some((before, parsed)) = &mut self.last
            && one_entry(before, parsed, &text).is_some()
        {
            *before = text;
            return Ok(parsed.ledger.clone());
        }
        let known = self.last.as_ref().map(|(before, parsed)| Known::of(before, parsed)).unwrap_or_default();
        let parsed = parse_beside(path, &text, &known, &Progress::default())?;
        let ledger = parsed.ledger.clone();
        self.last = Some((text, parsed));
        Ok(ledger)
    }
}

/// Brings what was parsed up to a text that differs from the one before inside a single entry only: that entry is read by
/// itself, and as it is a whole one, all that stands around it means what it meant. None where it is not so simple.
fn one_entry(before: &str, parsed: &mut Parsed, text: &str) -> Option<()> {
    let (front, back) = common(before.as_bytes(), text.as_bytes());
    if front == before.len() && front == text.len() {
        return Some(());
    }
    let to = before.len() - back;
    let items = &parsed.layout.list(Section::Entry)?.items;
    let i = items.partition_point(|item| item.end <= front);
    // Its first and its last sign stay.
    let span = items.get(i).filter(|item| item.start < front && to < item.end)?.clone();
    let piece = text.get(span.start..(span.end + text.len()).checked_sub(before.len())?)?;
    let new: Entry = quick::read(piece).ok().filter(|_| !piece.contains("\n<<<<<<< "))?;
    let place = Entry::records(&parsed.ledger).place_of(&new.id)?;
    if place != i {
        return None;
    }
    let id = new.id.clone();
    *parsed.ledger.get_mut(&id)? = new;
    parsed.layout.shift(span.end, before.len(), text.len());
    Some(())
}

/// How many bytes two texts have in common at their beginnings, and how many of the rest at their ends.
fn common(a: &[u8], b: &[u8]) -> (usize, usize) {
    const STEP: usize = 4096;
    let alike = |x: &[u8], y: &[u8]| x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let steps = a.chunks(STEP).zip(b.chunks(STEP)).take_while(|(x, y)| x == y && x.len() == STEP).count() * STEP;
    let front = steps + alike(&a[steps..], &b[steps..]);
    let (a, b) = (&a[front..], &b[front..]);
    let steps = a.rchunks(STEP).zip(b.rchunks(STEP)).take_while(|(x, y)| x == y && x.len() == STEP).count() * STEP;
    let (a, b) = (&a[..a.len() - steps], &b[..b.len() - steps]);
    (front, steps + a.iter().rev().zip(b.iter().rev()).take_while(|(p, q)| p == q).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{BUILT_IN, parse_text};
    use proptest::prelude::*;

    fn boundary(text: &str, at: usize) -> usize {
        (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_read_beside_another_text_is_what_is_read_by_itself(
            edits in proptest::collection::vec((0usize..400_000, 0usize..6, "[ \\n\"(),:\\[\\]a甲0/]{0,4}", any::<bool>()), 1..6),
        ) {
            let (mut reader, mut text) = (Reader::default(), BUILT_IN.to_owned());
            reader.read(Path::new("t"), text.clone()).unwrap();
            for (at, cut, with, in_words) in edits {
                let at = at % text.len();
                let at = if in_words { text[..boundary(&text, at)].rfind("title: \"").map_or(at, |i| i + 8) } else { at };
                let (from, to) = (boundary(&text, at), boundary(&text, at + cut).max(boundary(&text, at)));
                let new = format!("{}{with}{}", &text[..from], &text[to..]);
                let (apart, beside) = (parse_text("t", &new), reader.read(Path::new("t"), new.clone()));
                prop_assert_eq!(apart.as_ref().ok(), beside.as_ref().ok());
                if apart.is_ok() {
                    text = new;
                }
            }
        }
    }

    #[test]
    fn beginnings_and_ends_in_common_never_overlap() {
        assert_eq!(common(b"abcabc", b"abcabcabc"), (6, 0));
        assert_eq!(common(b"aXc", b"aYYc"), (1, 1));
        let long = vec![b'x'; 10_000];
        assert_eq!(common(&long, &long[..9_000]), (9_000, 0));
    }
}

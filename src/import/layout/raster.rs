//! Lines of a page on which every character has its place, as `pdftotext -layout` sets them out.

/// How many places a Chinese character takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pitch {
    /// One, as every other.
    Char,
    /// Two, as on a terminal.
    Wide,
}

/// Places from one to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Twice the place of its middle.
    pub fn middle(self) -> usize {
        self.start + self.end
    }

    pub fn with(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// The second half of a wide character.
const HALF: char = '\0';

/// A line longer than this is none of a page.
const LONGEST: usize = 600;

/// A line; of each place the character that stands there.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    places: Vec<char>,
    /// It begins a page.
    pub page: bool,
}

impl Line {
    pub fn new(text: &str, pitch: Pitch) -> Line {
        let mut places = Vec::new();
        for c in text.chars().filter(|c| *c != '\u{c}').take(LONGEST) {
            places.push(if c.is_whitespace() || c == HALF { ' ' } else { c });
            if pitch == Pitch::Wide && unicode_width::UnicodeWidthChar::width(c) == Some(2) {
                places.push(if c.is_whitespace() { ' ' } else { HALF });
            }
        }
        Line { places, page: text.contains('\u{c}') }
    }

    pub fn is_blank(&self) -> bool {
        self.places.iter().all(|c| *c == ' ')
    }

    /// Whether nothing stands at a place.
    pub fn free(&self, at: usize) -> bool {
        self.places.get(at).is_none_or(|c| *c == ' ')
    }

    /// What stands between so many blanks.
    pub fn tokens(&self, gap: usize) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for at in (0..self.places.len()).filter(|&at| !self.free(at)) {
            match spans.last_mut() {
                Some(last) if at < last.end + gap => last.end = at + 1,
                _ => spans.push(Span { start: at, end: at + 1 }),
            }
        }
        spans
    }

    /// The text at these places, without blanks at its ends.
    pub fn text(&self, span: Span) -> String {
        let end = span.end.min(self.places.len());
        let inner: String = self.places[span.start.min(end)..end].iter().filter(|c| **c != HALF).collect();
        inner.trim().to_owned()
    }

    pub fn whole(&self) -> String {
        self.text(Span { start: 0, end: self.places.len() })
    }

    /// What it costs to cut here: nothing between columns, something between words, most within a word.
    pub fn cost(&self, at: usize) -> usize {
        let (before, after) = (at == 0 || self.free(at - 1), self.free(at));
        match (before, after) {
            (false, false) => 8,
            (true, true) => 0,
            (true, false) => self.single(at.saturating_sub(1)),
            (false, true) => self.single(at),
        }
    }

    /// Whether the blank at a place is the only one between two words.
    fn single(&self, at: usize) -> usize {
        let alone = at > 0 && !self.free(at - 1) && !self.free(at + 1);
        usize::from(alone)
    }

    /// The line in pieces at the cuts. A word that a cut goes through stays whole, where the most of it stands.
    pub fn cut(&self, cuts: &[usize]) -> Vec<Option<Span>> {
        let mut pieces: Vec<Option<Span>> = vec![None; cuts.len() + 1];
        let column = |at: usize| cuts.iter().filter(|cut| **cut <= at).count();
        for word in self.tokens(1) {
            let inside = cuts.iter().copied().filter(|cut| word.start < *cut && *cut < word.end);
            // Where a cut goes through a word, what is beyond it by one character at most is no column's own.
            let of = if inside.clone().count() == 0 { column(word.start) } else { column((word.start + word.end - 1) / 2) };
            pieces[of] = Some(pieces[of].map_or(word, |span| span.with(word)));
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_between_its_columns_and_no_word_is_torn() {
        let line = Line::new("1   修建渠道 12 公里  市水务局", Pitch::Char);
        let texts = |cuts: &[usize]| line.cut(cuts).into_iter().map(|p| p.map(|s| line.text(s)).unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(texts(&[3, 14]), ["1", "修建渠道 12 公里", "市水务局"]);
        assert_eq!(texts(&[3, 17]), ["1", "修建渠道 12 公里", "市水务局"], "a cut through a word leaves it whole");
        assert_eq!((line.cost(14), line.cost(8), line.cost(6)), (0, 1, 8));
        assert_eq!(Line::new("甲局", Pitch::Wide).tokens(2), [Span { start: 0, end: 4 }]);
    }
}

use memchr::memmem::Finder;
use std::ops::Range;

use super::sound::{Sounds, basic, letter_bit, sounds};
use crate::text::fold_char;

/// Longest word that is also tried as pinyin.
const LONGEST: usize = 63;

/// Finds one word in texts: literally (width and case folded), by full pinyin, by initials, or by a mixture
/// (`nong业`), with all readings of a character; always in neighbouring characters, never scattered. The last
/// syllable may be unfinished, since the word may be.
#[derive(Clone, Debug)]
pub struct Matcher {
    word: Vec<char>,
    finder: Finder<'static>,
    sounding: bool,
}

impl Matcher {
    /// A matcher for a word as it was typed.
    pub fn new(word: &str) -> Matcher {
        let mut matcher = Matcher::literal(word);
        matcher.sounding = matcher.word.len() <= LONGEST && matcher.word.iter().any(char::is_ascii_lowercase);
        matcher
    }

    /// A matcher that takes the word literally and knows no pinyin: for quoted phrases.
    pub(crate) fn literal(word: &str) -> Matcher {
        let word: Vec<char> = word.chars().map(folded).collect();
        let text: String = word.iter().collect();
        Matcher { word, finder: Finder::new(text.as_bytes()).into_owned(), sounding: false }
    }

    /// Whether there is nothing to find, so that it is found everywhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.word.is_empty()
    }

    /// Whether a text contains the word.
    pub(crate) fn finds(&self, text: &str) -> bool {
        self.is_empty() || self.first(&characters(text), 0).is_some()
    }

    /// Where a text contains the word: byte ranges, from the left, none over another.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let chars = characters(text);
        let mut from = 0;
        while let Some((start, end)) = self.first(&chars, from) {
            let byte = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
            found.push(byte(start)..byte(end));
            from = end;
        }
        found
    }

    /// How well a text answers the word, the best first, for lists to choose from: 0 it is the word, 1 it begins
    /// with it, 2 it holds it, 3 and 4 the same by pinyin.
    pub(crate) fn rank(&self, text: &str) -> Option<u8> {
        let folded: String = text.chars().map(folded).collect();
        match self.finder.find(folded.as_bytes()) {
            Some(0) if folded.len() == self.finder.needle().len() => Some(0),
            Some(0) => Some(1),
            Some(_) => Some(2),
            None => self.first(&characters(text), 0).map(|(start, _)| if start == 0 { 3 } else { 4 }),
        }
    }

    /// Whether a text that is folded already contains the word literally.
    pub(crate) fn finds_literally(&self, folded: &[u8]) -> bool {
        self.finder.find(folded).is_some()
    }

    fn first(&self, chars: &[(usize, char)], from: usize) -> Option<(usize, usize)> {
        (from..chars.len()).find_map(|start| self.at(&chars[start..]).map(|len| (start, start + len)))
    }

    /// How many characters from the beginning of `chars` answer the word.
    fn at(&self, chars: &[(usize, char)]) -> Option<usize> {
        let mut reached: u64 = 1;
        for (i, (_, c)) in chars.iter().enumerate() {
            if !self.sounding {
                match self.word.get(i) {
                    Some(w) if w == c && i + 1 == self.word.len() => return Some(i + 1),
                    Some(w) if w == c => continue,
                    _ => return None,
                }
            }
            reached = self.step(reached, *c);
            if reached == 0 {
                return None;
            }
            if reached >> self.word.len() & 1 == 1 {
                return Some(i + 1);
            }
        }
        None
    }

    /// From all offsets into the word that were reached, those reached with one more character.
    fn step(&self, reached: u64, c: char) -> u64 {
        let class = sounds().class(basic(c));
        let mut next = 0;
        for offset in (0..self.word.len()).filter(|o| reached >> o & 1 == 1) {
            next |= self.sounds_from(offset, sounds(), class);
            next |= u64::from(self.word[offset] == c) << (offset + 1);
        }
        next
    }

    /// The offsets reached from one offset by a character of a class: by its initial, by a whole reading, or
    /// by the beginning of a reading at the end of the word.
    fn sounds_from(&self, offset: usize, sounds: &Sounds, class: u16) -> u64 {
        let rest = &self.word[offset..];
        let mut next = 0;
        for reading in sounds.readings(class) {
            let alike = reading.chars().zip(rest).take_while(|(r, w)| r == *w).count();
            next |= u64::from(alike > 0) << (offset + 1);
            if alike == reading.len() || alike == rest.len() {
                next |= 1 << (offset + alike);
            }
        }
        next
    }
}

/// A matcher made ready to run over many texts that are stored as codes: what each class of sound does to
/// the word is reckoned once.
#[derive(Clone, Debug)]
pub(crate) struct Sweep {
    word: Vec<u16>,
    /// For each class of sound and each offset: the offsets reached.
    steps: Vec<u64>,
    /// A bit for each code with which a match may begin.
    starts: Vec<u64>,
    /// Letters that must be among the initials of a text that answers.
    needed: u32,
}

impl Sweep {
    /// None for a word that holds no letter: it is found literally or not at all.
    pub(crate) fn new(matcher: &Matcher) -> Option<Sweep> {
        if !matcher.sounding {
            return None;
        }
        let sounds = sounds();
        let mut steps = Vec::with_capacity(sounds.len() * matcher.word.len());
        for class in 0..sounds.len() as u16 {
            steps.extend((0..matcher.word.len()).map(|offset| matcher.sounds_from(offset, sounds, class)));
        }
        // A code of no character stands for what the basic plane does not hold: it equals nothing.
        let word: Vec<u16> = matcher.word.iter().map(|c| u16::try_from(*c as u32).unwrap_or(u16::MAX - 1)).collect();
        let mut starts = vec![0u64; 1024];
        for code in 0..u16::MAX {
            let begins = code == word[0] || steps[usize::from(sounds.class(code)) * word.len()] != 0;
            starts[usize::from(code >> 6)] |= u64::from(begins) << (code & 63);
        }
        Some(Sweep { needed: needed(&matcher.word), word, steps, starts })
    }

    /// Whether a text may answer, by the initials that it holds.
    #[inline]
    pub(crate) fn may_find(&self, initials: u32) -> bool {
        initials & self.needed == self.needed
    }

    /// Whether a stored text answers.
    pub(crate) fn finds(&self, codes: &[u16]) -> bool {
        let (sounds, len) = (sounds(), self.word.len());
        let mut reached: u64 = 0;
        for code in codes {
            let begins = self.starts[usize::from(code >> 6)] >> (code & 63) & 1;
            if reached | begins == 0 {
                continue;
            }
            reached |= begins;
            let row = usize::from(sounds.class(*code)) * len;
            let mut next = 0;
            while reached != 0 {
                let offset = reached.trailing_zeros() as usize;
                reached &= reached - 1;
                next |= self.steps[row + offset] | u64::from(self.word[offset] == *code) << (offset + 1);
            }
            if next >> len & 1 == 1 {
                return true;
            }
            reached = next;
        }
        false
    }
}

/// The letters of a word that no syllable holds but at its beginning, and the word's first letter: a text that
/// answers has characters with these initials.
fn needed(word: &[char]) -> u32 {
    let bit = |c: &char| u8::try_from(*c).map_or(0, letter_bit);
    let inner = "aeiouvnghrm".bytes().fold(0, |mask, b| mask | letter_bit(b));
    word.iter().fold(0, |mask, c| mask | bit(c)) & !inner | word.first().map_or(0, bit)
}

/// A character as it is compared: half width, lower case.
#[inline]
pub(crate) fn folded(c: char) -> char {
    let c = fold_char(c);
    if c.is_ascii() { c.to_ascii_lowercase() } else { c }
}

fn characters(text: &str) -> Vec<(usize, char)> {
    text.char_indices().map(|(at, c)| (at, folded(c))).collect()
}

/// Where a text answers a word: byte ranges for highlighting; none when it does not.
pub(crate) fn match_text(text: &str, word: &str) -> Option<Vec<Range<usize>>> {
    let matcher = Matcher::new(word);
    let ranges = matcher.ranges(text);
    (matcher.is_empty() || !ranges.is_empty()).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, word: &str) -> Option<String> {
        match_text(text, word).map(|ranges| ranges.into_iter().map(|r| &text[r]).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn a_word_is_found_literally_by_initials_by_full_pinyin_and_mixed() {
        for (text, word, part) in [
            ("虎林市农业农村局", "农村", "农村"),
            ("虎林市农业农村局", "nyncj", "农业农村局"),
            ("虎林市农业农村局", "nongyenongcun", "农业农村"),
            ("虎林市农业农村局", "nong业", "农业"),
            ("虎林市农业农村局", "nongync", "农业农村"),
            ("虎林市农业农村局", "ＮＹＮＣ", "农业农村"),
            ("市市场监管局", "shichang", "市场"),
            ("市市场监管局", "shich", "市场"),
            ("银行信贷", "yhxd", "银行信贷"),
            ("银行信贷", "yx", "银行"),
            ("推进5G基站建设", "5gjz", "5G基站"),
            ("推进５Ｇ基站建设", "5g", "５Ｇ"),
            ("绿色食品", "lvse", "绿色"),
            ("数字政府、数字乡村", "sz", "数字|数字"),
        ] {
            assert_eq!(found(text, word).as_deref(), Some(part), "{word} in {text}");
        }
    }

    #[test]
    fn what_is_scattered_or_only_alike_is_not_found() {
        for (text, word) in [("数据字典与政府采购", "szzf"), ("农业农村局", "nongcunye"), ("农业", "nyn"), ("农业", "ongye"), ("", "a")]
        {
            assert_eq!(found(text, word), None, "{word} in {text}");
        }
    }

    #[test]
    fn literal_answers_rank_above_pinyin() {
        let ranks: Vec<_> =
            ["农业", "农业局", "市农业局", "农田"].iter().map(|t| (Matcher::new("农业").rank(t), Matcher::new("ny").rank(t))).collect();
        assert_eq!(ranks, [(Some(0), Some(3)), (Some(1), Some(3)), (Some(2), Some(4)), (None, None)]);
    }

    #[test]
    fn a_quoted_phrase_knows_no_pinyin() {
        assert!(!Matcher::literal("ny").finds("农业"));
        assert!(Matcher::literal("农业").finds("市农业局"));
    }

    proptest! {
        #[test]
        fn ranges_stand_on_characters_and_the_sweep_agrees(text in "[农业村局银行市场重a-cZ，（）]{0,12}", word in "[a-znyhxsc农行]{0,6}") {
            let matcher = Matcher::new(&word);
            let ranges = matcher.ranges(&text);
            for r in &ranges {
                prop_assert!(text.get(r.clone()).is_some_and(|s| !s.is_empty()));
            }
            let codes: Vec<u16> = characters(&text).iter().map(|(_, c)| basic(*c)).collect();
            let initials = codes.iter().fold(0, |m, c| m | crate::query::index::initials(*c));
            if let Some(sweep) = Sweep::new(&matcher) {
                prop_assert_eq!(sweep.finds(&codes), !ranges.is_empty());
                prop_assert!(ranges.is_empty() || sweep.may_find(initials));
            }
        }

        #[test]
        fn no_text_and_no_word_is_too_strange(text in ".{0,40}", word in ".{0,80}") {
            let matcher = Matcher::new(&word);
            prop_assert_eq!(matcher.finds(&text), matcher.is_empty() || !matcher.ranges(&text).is_empty());
        }
    }
}

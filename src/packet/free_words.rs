//! What people write where a word from a list is asked for.

use std::collections::HashMap;

use crate::domain::{Status, loose, parse_percent};

/// What somebody has said that words mean which nobody else knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    known: HashMap<String, Status>,
}

impl Words {
    pub(crate) fn learn(&mut self, word: &str, status: Status) {
        self.known.insert(plain(word), status);
    }

    fn find(&self, word: &str) -> Option<Status> {
        let word = word.trim_matches(MARKS);
        // A letter by itself is a key of the screen, and nobody's word.
        let is_letter = word.chars().count() == 1 && word.is_ascii();
        self.known.get(&plain(word)).copied().or_else(|| Status::from_word(word).filter(|_| !is_letter))
    }
}

/// What may stand around a word, and between two.
const MARKS: [char; 14] = ['，', ',', '；', ';', '、', '。', '.', '/', '（', '）', '(', ')', '\n', ' '];
/// With what people begin to say how much is done.
const BEGINNINGS: [&str; 7] = ["已完成", "完成进度", "完成比例", "总体进度", "完成", "进度", "达到"];

fn plain(word: &str) -> String {
    loose(word.trim_matches(MARKS))
}

/// The status that a text says, and how much is done where it says that beside it (`推进中，已完成60%`); none where it says more, or not
/// one status.
pub(super) fn status_in(text: &str, words: &Words) -> Option<(Status, Option<u8>)> {
    if let Some(status) = words.find(text) {
        return Some((status, None));
    }
    let (mut status, mut percent) = (None, None);
    let joined = text.replace(" %", "%").replace(" ％", "%");
    for piece in joined.split(MARKS).map(str::trim).filter(|piece| !piece.is_empty()) {
        let twice = match (words.find(piece), percent_in(piece)) {
            (Some(found), _) => status.replace(found).is_some(),
            (None, Some(found)) => percent.replace(found).is_some(),
            (None, None) => return None,
        };
        if twice {
            return None;
        }
    }
    status.map(|status| (status, percent))
}

/// `已完成60%`, `进度60％`, `60%`: with its sign, for a bare number may count anything.
fn percent_in(piece: &str) -> Option<u8> {
    let bare = BEGINNINGS.iter().find_map(|begins| piece.strip_prefix(begins)).unwrap_or(piece).trim_start_matches(['：', ':']);
    if bare.ends_with(['%', '％']) { parse_percent(bare) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Status, Option<u8>)> {
        status_in(text, &Words::default())
    }

    #[test]
    fn known_words_are_read_however_they_are_spaced_and_others_are_not_guessed() {
        for (text, status) in [
            ("办结", Status::Done),
            (" 已 完成 ", Status::Done),
            ("已\u{3000}完成。", Status::Done),
            ("正在推进", Status::Underway),
            ("已开工", Status::Underway),
        ] {
            assert_eq!(read(text), Some((status, None)), "{text}");
        }
        for text in ["滞后", "√", "快了", "基本完成", "未完成", "60%", "推进中、受阻", "推进中，缺资金", "o", "C", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_percent_beside_the_status_is_read_along() {
        for text in ["推进中，已完成60%", "推进中（60％）", "正在推进 完成进度：60%", "推进中；进度60 %"] {
            assert_eq!(read(text), Some((Status::Underway, Some(60))), "{text}");
        }
        assert_eq!([read("推进中，60"), read("推进中，160%"), read("推进中，60%，70%")], [None; 3]);
    }

    #[test]
    fn what_somebody_has_said_that_a_word_means_counts() {
        let mut words = Words::default();
        words.learn("√", Status::Done);
        assert_eq!(status_in(" √ ", &words), Some((Status::Done, None)));
    }
}

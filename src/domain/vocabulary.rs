//! The words for one of a few values, in one table that reading and writing share.

use crate::text::{Lang, fold_width};

/// A value by all its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// On screen and paper: Chinese and English.
    pub label: (&'static str, &'static str),
    /// For machines and on the command line.
    pub word: &'static str,
    /// What else people call it.
    pub also: &'static [&'static str],
    /// What it was called before; such a word means something else by now, so whoever writes it is told for what it was taken.
    pub once: &'static [&'static str],
}

impl Term {
    /// Every name: first the Chinese one, then the word for machines.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.label.0, self.word, self.label.1].into_iter().chain(self.also.iter().copied())
    }

    /// Whether a word is only what it was called before.
    pub(crate) fn was_called(&self, name: &str) -> bool {
        let wanted = loose(name);
        self.once.iter().any(|n| loose(n) == wanted) && !self.names().any(|n| loose(n) == wanted)
    }

    /// The name on screen and paper.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }

    /// The name that a filter is offered, in the language of the screen.
    pub fn written(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.word)
    }

    /// Which of some terms has a name; width, case, blanks, `_` and `-`, and a 了 behind it make no difference.
    pub fn find(terms: &[Term], name: &str) -> Option<usize> {
        let wanted = loose(name);
        terms.iter().position(|t| t.names().any(|n| loose(n) == wanted))
    }
}

/// A name without what people write differently.
pub(crate) fn loose(name: &str) -> String {
    let name: String = fold_width(name).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let name = name.replace('-', "_");
    name.strip_suffix('了').filter(|rest| !rest.is_empty()).map_or_else(|| name.clone(), str::to_owned)
}

/// Whether a word stands for the absence of a value.
pub(crate) fn means_none(word: &str) -> bool {
    matches!(fold_width(word.trim()).to_lowercase().as_str(), "无" | "未定" | "none")
}

/// Gives the values of an enum their words, a row each: `Variant = "中文", "English", "word", ["also" …];`, in the order of
/// tables. Behind `or` stand the words for the absence of a value, and behind `once` what that was called before.
macro_rules! vocabulary {
    ($kind:ident { $($variant:ident = $zh:literal, $en:literal, $word:literal, [$($also:literal),*];)* }
        $(or $nzh:literal, $nen:literal, $nword:literal, [$($nalso:literal),*] $(once [$($once:literal),*])?)?) => {
        #[allow(dead_code, reason = "not every vocabulary is written for machines or read from words")]
        impl $kind {
            /// All in the order of tables.
            pub const ALL: [$kind; $kind::TERMS.len()] = [$($kind::$variant),*];

            /// The words of each, in the same order.
            pub const TERMS: [$crate::domain::Term; [$($word),*].len()] =
                [$($crate::domain::Term { label: ($zh, $en), word: $word, also: &[$($also),*], once: &[] }),*];

            $(
                /// The words for the absence of a value.
                pub const NONE: $crate::domain::Term =
                    $crate::domain::Term { label: ($nzh, $nen), word: $nword, also: &[$($nalso),*], once: &[$($($once),*)?] };

                /// The words of each, and behind them those for the absence of a value.
                pub const OR_NONE: [$crate::domain::Term; $kind::TERMS.len() + 1] = {
                    let mut all = [$kind::NONE; $kind::TERMS.len() + 1];
                    let mut rank = 0;
                    while rank < $kind::TERMS.len() {
                        all[rank] = $kind::TERMS[rank];
                        rank += 1;
                    }
                    all
                };
            )?

            /// Its words.
            pub fn term(self) -> &'static $crate::domain::Term {
                const TERMS: &[$crate::domain::Term] = &$kind::TERMS;
                &TERMS[self.rank()]
            }

            /// Its place in tables.
            pub fn rank(self) -> usize {
                $kind::ALL.iter().position(|one| *one == self).unwrap_or(0)
            }

            /// The word on screen and paper.
            pub fn label(self, lang: $crate::text::Lang) -> &'static str {
                self.term().label(lang)
            }

            /// The word for machines.
            pub fn word(self) -> &'static str {
                self.term().word
            }

            /// The one that a person means by a word.
            pub fn from_word(word: &str) -> Option<$kind> {
                $crate::domain::Term::find(&$kind::TERMS, word).map(|rank| $kind::ALL[rank])
            }
        }
    };
}
pub(crate) use vocabulary;

#[cfg(test)]
mod tests {
    use crate::domain::{Cause, Flag, Grade, Kind, Level, Light, MatterStage, Measure, Mending, ReminderLevel, Stage, Status, Term};

    #[test]
    fn every_name_leads_back_to_its_own_value() {
        for terms in [
            &Grade::OR_NONE[..],
            &MatterStage::TERMS,
            &Stage::TERMS,
            &Measure::TERMS,
            &Mending::TERMS,
            &Status::OR_NONE[..],
            &Light::TERMS,
            &Kind::TERMS,
            &Level::TERMS,
            &Flag::TERMS,
            &ReminderLevel::TERMS,
            &Cause::TERMS,
        ] {
            for (rank, term) in terms.iter().enumerate() {
                term.names().for_each(|name| assert_eq!(Term::find(terms, name), Some(rank), "{name}"));
            }
        }
    }

    #[test]
    fn a_name_is_read_as_people_write_it() {
        for name in ["已完成", "办结", "办结了", "已办结", "完成了", "ＤＯＮＥ", "Done "] {
            assert_eq!(Status::from_word(name), Some(Status::Done), "{name}");
        }
        assert_eq!(Status::from_word("not-started"), Some(Status::NotStarted));
        assert_eq!((Light::from_word("红灯"), Light::from_word("紫")), (Some(Light::Red), None));
        assert_eq!((ReminderLevel::from_word("２"), ReminderLevel::from_word("4")), (Some(ReminderLevel::Urge), None));
        assert_eq!((Status::from_word("了"), Status::from_word(""), Status::from_word("未反馈")), (None, None, None));
    }
}

//! What commands are called by people who type their names.

use super::command::Binding;
use crate::text::fold_width;

impl Binding {
    /// The head of its Chinese label: `筛选`.
    pub(crate) fn short(&self) -> &'static str {
        self.label.0.split(['：', '（', '，']).next().unwrap_or_default()
    }

    /// What it is called on the command line: its word, the head of its label, its hints.
    pub(crate) fn names(&self) -> [&'static str; 4] {
        [self.word, self.short(), self.hint.0, self.hint.1]
    }

    /// Whether a word, folded to half width, is a name of the command: its own, its hint or the head of its label.
    pub(crate) fn is_named(&self, word: &str) -> bool {
        let head = |label: &'static str| label.split(['：', '（', ':', '(']).next().unwrap_or_default().trim();
        let names = [self.word, self.hint.0, self.hint.1, head(self.label.0), head(self.label.1)];
        !word.is_empty() && names.into_iter().any(|n| fold_width(n) == word)
    }
}

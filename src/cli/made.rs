use super::hints;
use crate::domain::TakenUp;
use crate::store::Saved;
use crate::text::Lang;

/// What came of a change besides what it says itself.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) saved: Saved,
    pub(super) taken_up: Vec<TakenUp>,
    /// What it records where the work goes on elsewhere, or the plan is archived, in words.
    pub(super) bygones: Vec<String>,
}

impl Made {
    /// What others had written, what could not be had, and plans that are in use since then.
    pub(super) fn sentences(&self, lang: Lang) -> Vec<String> {
        let taken_up = self.taken_up.iter().map(|t| hints::taken_up(t, lang));
        self.saved.sentences(lang).into_iter().chain(taken_up).chain(self.bygones.iter().cloned()).collect()
    }
}

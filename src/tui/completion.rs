use crate::query::Completion;

/// What is offered while the filter is typed, and the filters used before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    /// What could stand at the caret.
    pub(crate) completion: Completion,
    pub(crate) chosen: usize,
    /// How far back in the filters used before: 0 is what is being typed.
    pub(crate) back: usize,
    /// Whether a filter was remembered that is not written yet.
    pub(crate) fresh: bool,
    /// What was typed before one went back.
    pub(crate) typed: String,
}

impl Offers {
    pub(crate) fn any(&self) -> bool {
        !self.completion.offers.is_empty()
    }
}

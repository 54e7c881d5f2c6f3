use crate::query::Completion;

/// What is offered while the filter is typed, and the filters used before.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// What could stand at the caret.
    pub completion: Completion,
    pub chosen: usize,
    /// How far back in the filters used before: 0 is what is being typed.
    pub back: usize,
    /// Whether a filter was remembered that is not written yet.
    pub fresh: bool,
    /// What was typed before one went back.
    pub typed: String,
}

impl Offers {
    pub fn any(&self) -> bool {
        !self.completion.offers.is_empty()
    }
}

//! What makes a type a form.

use std::fmt::Debug;

use super::context::{About, Context, Words};
use super::field::Field;
use crate::tui::edit::Edit;

/// A form: its fields, what is wrong with them beyond their kind, and what they ask for together.
pub(crate) trait Ask: Debug {
    /// Tells the form from others, too.
    fn title(&self) -> Words;
    fn about(&self) -> About<'_>;
    /// In the order of the screen.
    fn fields(&self) -> Vec<&Field>;
    fn fields_mut(&mut self) -> Vec<&mut Field>;
    /// Says beside fields what only this form knows of them; what their kinds know has been said.
    fn check(&mut self, _at: &Context<'_>) {}
    /// What the fields ask for, once nothing is wrong with any.
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String>;
}

/// The fields of a form in their order.
macro_rules! in_order {
    ($($field:ident),+) => {
        fn fields(&self) -> Vec<&Field> {
            vec![$(&self.$field),+]
        }

        fn fields_mut(&mut self) -> Vec<&mut Field> {
            vec![$(&mut self.$field),+]
        }
    };
}
pub(super) use in_order;

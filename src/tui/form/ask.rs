//! What makes a type a form.

use std::fmt::Debug;

use super::context::{Context, Words};
use super::field::Field;
use super::known::Known;
use crate::domain::{Concern, Period};
use crate::text::Lang;
use crate::tui::edit::Edit;

/// The fields of a form under their title.
pub(crate) trait Fields: Debug {
    /// Tells the form from others, too.
    fn title(&self) -> Words;
    fn fields(&self) -> Vec<&Field>;
    fn fields_mut(&mut self) -> Vec<&mut Field>;
}

/// A form: what is wrong with its fields beyond their kind, and what they ask for together.
pub(crate) trait Ask: Fields {
    /// What stands above it; its title, where it is not about something less than usual.
    fn heading(&self, _at: &Context<'_>) -> Words {
        self.title()
    }
    /// Whether what it asks for will only be a proposal.
    fn proposes(&self, _at: &Context<'_>) -> bool {
        false
    }
    fn first(&self) -> usize {
        0
    }
    /// Takes what is known already into its fields.
    fn take(&mut self, _known: &Known, _lang: Lang) {}
    /// Says beside fields what only this form knows of them; what their kinds know has been said.
    fn check(&mut self, _at: &Context<'_>) {}
    /// The field that most likely is wrong where something looks so.
    fn field_of(&self, _concern: &Concern) -> Option<usize> {
        None
    }
    /// What is shown beside the fields.
    fn aside(&self, _at: &Context<'_>) -> Vec<String> {
        Vec::new()
    }
    /// Whether the next entry without a report is asked about after it, and of which period.
    fn goes_on(&self, _at: &Context<'_>) -> Option<Period> {
        None
    }
    /// What the fields ask for, once nothing is wrong with any.
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String>;
}

/// A form's title and fields, each with its label and kind and what stands in it when it opens.
macro_rules! form {
    ($Form:ident($at:ident), $zh:literal / $en:literal: $($field:ident, $label:literal / $en_label:literal, $kind:expr $(, $text:expr)?;)+) => {
        #[derive(Debug)]
        pub(crate) struct $Form {
            $($field: Field,)+
        }

        impl $Form {
            pub(crate) fn new($at: &Context<'_>) -> $Form {
                let _ = $at;
                $Form { $($field: Field::new(($label, $en_label), $kind)$(.with(&$text))?,)+ }
            }
        }

        impl $crate::tui::form::ask::Fields for $Form {
            fn title(&self) -> $crate::tui::form::context::Words {
                ($zh, $en)
            }

            fn fields(&self) -> Vec<&Field> {
                vec![$(&self.$field),+]
            }

            fn fields_mut(&mut self) -> Vec<&mut Field> {
                vec![$(&mut self.$field),+]
            }
        }
    };
}
pub(super) use form;

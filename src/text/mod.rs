//! Characters and nothing else: width, cutting, wrapping, folding, sanitising, and the choice of language.

mod fold;
mod lang;
mod list;
mod near;
mod numeral;
mod os_error;
mod sanitize;
mod width;
mod wrap;

pub(crate) use fold::{fold_char, fold_width};
pub use lang::{Lang, Say};
pub(crate) use list::{list_parts, list_pieces};
pub(crate) use near::nearest;
pub(crate) use numeral::{chinese_number, natural_key};
pub use os_error::os_error;
pub(crate) use sanitize::{is_visible, looks_like_formula, no_formula, sanitize};
pub use width::width;
pub(crate) use width::{cells, cut, cut_middle, ellipsis, is_ambiguous, pad, pad_left, set_ambiguous_wide};
pub(crate) use wrap::wrap;

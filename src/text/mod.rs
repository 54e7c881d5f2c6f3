//! Characters and nothing else: width, cutting, wrapping, folding, sanitising, and the choice of language.

mod fold;
mod lang;
mod list;
mod near;
mod numeral;
mod sanitize;
mod width;
mod wrap;

pub use fold::{fold_char, fold_width};
pub use lang::{Lang, Say};
pub use list::{list_parts, list_pieces};
pub use near::nearest;
pub use numeral::{chinese_number, natural_key};
pub use sanitize::{is_visible, sanitize};
pub use width::{cells, cut, cut_middle, ellipsis, is_ambiguous, pad, pad_left, set_ambiguous_wide, width};
pub use wrap::wrap;

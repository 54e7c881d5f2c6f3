//! Characters and nothing else: width, cutting, wrapping, folding, sanitising, and the choice of language.

mod fold;
mod lang;
mod near;
mod numeral;
mod sanitize;
mod width;
mod wrap;

pub use fold::{fold_char, fold_width};
pub use lang::{Lang, Say};
pub use near::{distance, nearest};
pub use numeral::{chinese_number, natural_key};
pub use sanitize::{is_visible, sanitize};
pub use width::{cut, cut_middle, pad, pad_left, width};
pub use wrap::wrap;

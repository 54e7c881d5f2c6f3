//! Documents for readers: the dispatch bulletin as figures, as a laid-out document, and in each format; the ledger
//! for machines.
//!
//! The way of a bulletin is [`Summary::build`] (every figure, as the log stood at the cut-off) → [`Summary::verify`]
//! (do the figures agree) → [`bulletin`] (the wording as a [`Document`]) → a renderer. A new format is one file and
//! three lines: its `mod` line here, its import and its row of the table in `format.rs`, which says for what it will
//! do. What an office sets of its bulletins is a [`Template`].

mod audience;
mod body;
mod bucket;
mod bulletin;
mod calendar;
mod comparison;
mod csv;
mod document;
mod docx;
mod entry_page;
mod error;
mod export;
mod fingerprint;
mod flaw;
mod format;
mod goal;
mod grid;
mod group;
mod html;
mod letter;
mod markdown;
mod number_json;
mod reading;
mod row;
mod summary;
mod summary_json;
mod template;
mod trend;
mod update_json;
mod urging;
mod xlsx;

pub use audience::Audience;
pub use body::Body;
pub use bucket::{Bucket, Tally, share_label, shares};
pub use bulletin::{Prompts, bulletin, bulletin_with};
pub use calendar::Calendar;
pub use comparison::{Comparison, DeadlineMove, Moved};
pub use document::{Block, Column, Document, Part, Run, Table};
pub use entry_page::{EntryPage, PageLine, PagePart};
pub use error::{RenderError, Rendered};
pub use export::{Extract, SCHEMA, list_json};
pub use flaw::{About, Flaw};
pub use format::{BULLETIN, Bulletin, CALENDAR, FORM, Fit, Format, LEDGER, LETTER, Purpose, Unfit};
pub use goal::Goal;
pub use group::{Group, Projects};
pub use letter::letter;
pub use markdown::markdown;
pub use row::{Late, Past, Rivals, Row, Said};
pub use summary::{PlanName, Summary};
pub use template::{Pattern, RedHead, Template};
pub use trend::Point;
pub use urging::{UrgeWish, Urging};

#[cfg(test)]
mod samples;

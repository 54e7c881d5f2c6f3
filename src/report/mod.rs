//! Documents for readers: the dispatch bulletin as figures, as a laid-out document, and in each format; the ledger
//! for machines.
//!
//! The way of a bulletin is [`Summary::build`] (every figure, as the log stood at the cut-off) → [`Summary::verify`]
//! (do the figures agree) → [`bulletin`] (the wording as a [`Document`]) → a renderer. A new format is one file and
//! three lines: its `mod` line here, its import and its row of [`FORMATS`] in `format.rs`.

mod body;
mod bucket;
mod bulletin;
mod calendar;
mod comparison;
mod digest;
mod document;
mod export;
mod fingerprint;
mod flaw;
mod format;
mod goal;
mod group;
mod html;
mod letter;
mod markdown;
mod paper;
mod reading;
mod row;
mod summary;
mod summary_json;
mod trend;
mod update_json;
mod urging;

pub use body::Body;
pub use bucket::{Bucket, Tally, share_label, shares};
pub use bulletin::{Prompts, bulletin, bulletin_with};
pub use calendar::Calendar;
pub use comparison::{Comparison, DeadlineMove, Moved};
pub use document::{Block, Column, Document, Run, Table};
pub use export::{SCHEMA, export_json, list_json};
pub use flaw::Flaw;
pub use format::{FORMATS, Format};
pub use goal::Goal;
pub use group::{Group, Projects};
pub use html::{html, html_page};
pub use letter::letter;
pub use markdown::markdown;
pub use paper::{PAPERS, Paper};
pub use row::{Late, Past, Rivals, Row, Said};
pub use summary::{Audience, PlanName, Summary};
pub use summary_json::summary_json;
pub use trend::Point;
pub use urging::{UrgeWish, Urging};

#[cfg(test)]
mod samples;

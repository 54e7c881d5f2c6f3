//! Documents for readers: the dispatch bulletin as figures, as a laid-out document, and in each format; the ledger
//! for machines.
//!
//! The way of a bulletin is [`Summary::build`] (every figure, as the log stood at the cut-off) → [`Summary::verify`]
//! (do the figures agree) → [`bulletin`] (the wording as a [`Document`]) → a renderer. A new format is one file and
//! three lines: its `mod` line here, its import and its row of the table in `format.rs`, which says for what it will
//! do. What an office sets of its bulletins is a [`Template`].

mod appraisal_json;
mod assessment;
mod audience;
mod blank;
mod body;
mod bucket;
mod bulletin;
mod calendar;
mod columns;
mod comparison;
mod coordination;
mod csv;
mod document;
mod docx;
mod entry_page;
mod entry_parts;
mod entry_project;
mod entry_why;
mod error;
mod export;
mod fingerprint;
mod flaw;
mod format;
mod goal;
mod goal_sheet;
mod grid;
mod group;
mod handout;
mod html;
mod inspection_json;
pub(crate) mod inspections;
mod letter;
mod liaison_json;
pub(crate) mod liaisons;
mod markdown;
mod matter_json;
pub(crate) mod matters;
mod notice;
mod pool;
mod proofread;
mod reading;
mod returned;
mod row;
mod shown;
mod step_page;
mod summary;
mod summary_json;
mod supervision;
mod template;
mod trend;
mod update_json;
mod urging;
mod workload;
mod xlsx;
mod zipped;

pub(crate) use assessment::{Assessment, Line as ScoreLine, Score, Why as ScoreWhy};
pub use audience::{Audience, Chosen};
pub use blank::{Blank, Entered, Filled};
pub(crate) use body::Body;
pub use bulletin::{bulletin, bulletin_with};
pub(crate) use calendar::Calendar;
pub use document::{Block, Column, Run, Table};
pub(crate) use document::{Document, Part};
pub(crate) use entry_page::{EntryPage, PagePart};
pub(crate) use error::RenderError;
pub(crate) use export::{Extract, SCHEMA, list_json, records_json};
#[cfg(test)]
pub(crate) use flaw::About;
pub(crate) use flaw::Flaw;
pub use format::LEDGER;
pub(crate) use format::{BULLETIN, Bulletin, CALENDAR, FORM, Fit, Format, LETTER, LISTED, Letter, Listed, Purpose, RETURNED, Unfit};
pub(crate) use goal_sheet::{GoalYear, SheetWish, goal_sheet};
pub(crate) use grid::{Cell, Grid, Head};
pub use group::Group;
pub(crate) use handout::{Handed, Handout, archive, file_word, is_handout_list};
pub(crate) use letter::letter;
pub(crate) use markdown::markdown;
pub(crate) use notice::{Notice, notice};
pub(crate) use pool::{ProjectColumn, pool_json};
pub(crate) use proofread::{Printed, Proof, Proofs, is_of, proofread, stated_cutoff};
pub(crate) use returned::{Piece, Returned, Unreadable, check as check_bounds, pieces, unpacked};
pub(crate) use row::rivals;
pub use row::{Row, Said};
pub(crate) use shown::{Shown, written};
pub(crate) use step_page::{standing_words, step_standing, steps_standing, when as step_when, who as step_who};
pub use summary::Summary;
pub use template::Template;
pub use trend::Point;
pub use urging::{UrgeWish, Urging, UrgingLetter};
pub(crate) use urging::{letters, letters_handout, letters_in_doubt};
pub use workload::Count;

#[cfg(test)]
mod samples;

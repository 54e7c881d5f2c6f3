//! Drafts of entries out of documents of others: plans as text, Word, web page and PDF text, ledgers as tables.
//!
//! Bytes become lines and cells with their places; these are washed, put together to paragraphs, ordered by their
//! numbers, cut at the clauses that say who is responsible; each piece becomes a draft whose every field knows its words,
//! its place, the rule that read it, and what is doubted. What is no draft says what became of it.

mod annex;
mod body_list;
mod body_name;
mod chapter;
mod chapters;
mod cited;
mod clause;
mod clerk;
mod coverage;
mod date;
mod decode;
mod doubt;
mod draft;
mod duty;
mod edition;
mod family;
mod file;
#[cfg(test)]
mod form_tests;
mod head;
mod json;
mod label;
mod layout;
mod mark;
mod money;
mod naming;
mod noise;
mod office;
#[cfg(test)]
mod office_tests;
mod outline;
mod paragraph;
mod plain;
mod reading;
mod review;
#[cfg(test)]
mod review_tests;
mod role;
mod sentence;
mod source;
mod stretch;
mod table;
mod taken;
mod title;
mod wash;
mod words;

pub use coverage::{Coverage, Covered, Use};
pub use doubt::{Doubt, DoubtKind, Of};
pub use draft::{Body, Confidence, Draft, Field, Head, PlanRule, Reading, Rule};
pub use edition::{Differs, Edition};
pub use file::{Unreadable, source};
pub use json::json;
pub use reading::read;
pub use review::{Act, Answers, Fate, Item, Review, Said, Spot, Unsayable};
pub use role::Ground;
pub(crate) use source::{Grid, GridRow};
pub use source::{Place, Source, SourceLine};
pub(crate) use table::{FormGrid, GridLine, money_unit};
pub use taken::{Taken, Untakable, Wanted, Which, plan_of, take, years};

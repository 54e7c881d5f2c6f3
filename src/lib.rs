//! duban 督办: the ledger of plans that many departments carry out together.
//!
//! Its modules (the rooms), lowest first; a room uses only what stands before it (see `docs/architecture.md`,
//! kept true by `tests/layers`).

pub mod text;

pub mod progress;

pub mod domain;

pub mod query;

pub mod demo;

pub mod merge;

pub mod report;

pub mod packet;

pub mod import;

pub mod fill;

pub mod store;

pub mod share;

pub mod profile;

pub mod tui;

pub mod cli;

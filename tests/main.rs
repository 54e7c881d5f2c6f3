//! Tests of duban as its users meet it: one binary, a folder a room.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test that fails says so")]

mod cli;
mod docs;
mod fuzz;
mod merge;
mod office;
mod patience;
mod share;
mod store;
mod tui;

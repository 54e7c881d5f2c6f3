//! The real binary, a file a command.

mod add;
mod check;
mod completions;
mod counts;
mod demo;
mod desk;
mod dispatch;
mod doctor;
mod export;
mod fmt;
mod git_desk;
mod help;
mod list;
mod merge;
mod note;
mod opening;
mod packet;
mod resolve;
mod rule;
mod set;
mod setup;
mod show;
mod textconv;

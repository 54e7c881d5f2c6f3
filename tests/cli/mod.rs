//! The real binary, a file a command.

mod add;
mod calendar;
mod check;
mod completions;
mod counts;
mod demo;
mod desk;
mod dispatch;
mod export;
mod fmt;
mod help;
mod list;
mod note;
mod opening;
mod packet;
mod set;
mod show;
mod standing;
mod urge;

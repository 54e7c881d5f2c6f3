//! The screen: `update` takes messages into the model, `view` draws it, `run` carries out effects.

mod action;
mod columns;
mod completion;
mod contested;
mod department;
mod dialog;
mod dispatch;
mod field;
mod history;
mod indicators;
mod keymap;
mod list;
mod matrix;
mod message;
mod model;
mod run;
mod terminal;
mod theme;
mod timeline;
mod trail;
mod update;
mod view;
mod viewports;

pub use action::Action;
pub use keymap::{BINDINGS, Binding, Key};
pub use list::Row;
pub use matrix::Column as MatrixColumn;
pub use message::{Effect, Message};
pub use model::{Leaving, Model, Notice, Saving, Start};
pub use run::run;
pub use theme::Theme;
pub use trail::View;
pub use update::update;
pub use view::view;
pub use viewports::{Hit, Seen, Viewports};

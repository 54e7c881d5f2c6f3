mod comfort;
mod editing;
mod screens;
mod stage;
mod table;
mod terminal;
mod views;
mod walk;

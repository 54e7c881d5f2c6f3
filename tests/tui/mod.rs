mod editing;
mod screens;
mod sharing;
mod stage;
mod table;
mod terminal;
mod views;
mod walk;

mod editing;
mod screens;
mod stage;
mod terminal;
mod views;
mod walk;

mod clones;
mod history;
mod hub;
mod laws;

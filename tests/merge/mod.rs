mod history;
mod hub;
mod laws;

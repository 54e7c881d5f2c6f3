#![no_main]
#![allow(dead_code, reason = "a target has one of the bodies")]

#[path = "../../tests/fuzz/bodies/mod.rs"]
mod bodies;

// The library that unpacks workbooks panics on some, and the reader catches that: a panic ends the run where nobody catches it.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|told| eprintln!("{told}"))), |bytes: &[u8]| bodies::packet::run(bytes));

#![no_main]
#![allow(dead_code, reason = "a target has one of the bodies")]

#[path = "../../tests/fuzz/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::config::run(bytes));

//! What is one meaning is one number, wherever it is printed or drawn.

use super::desk::Desk;
use duban::domain::{Author, Pace, Period, Recorder};
use duban::store::{BUILT_IN, canonical, parse_text};
use serde_json::{Value, json};
use std::sync::Arc;

#[test]
fn the_bulletin_holds_indicators_against_the_schedule_that_the_screen_shows() {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let recorder =
        Recorder { by: Author::default(), clock: Arc::new(|| "2025-06-30T09:00:00+08:00".parse().unwrap()), entropy: Arc::new(|| 7) };
    let measured: Vec<String> = ledger.indicators.iter().map(|i| i.id()).step_by(3).collect();
    for (at, id) in measured.iter().enumerate() {
        let period = Period::Quarter(2025, 1 + (at % 2) as u8);
        let change = recorder.measure(&ledger, id, period, 100.0).expect("indicator");
        change.apply(&mut ledger).expect("measured");
    }
    let desk = Desk::with(&canonical(&ledger).expect("text"));
    let told = desk.run(&["dispatch", "2025Q2", "--cutoff", "2025-06-30", "--json"]).fine().json("dispatch");
    let told: Vec<&Value> = told["indicators"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), ledger.indicators.len());
    for (told, indicator) in told.into_iter().zip(&ledger.indicators) {
        let pace = Pace::of(&ledger, indicator, "2025-06-30".parse().unwrap());
        assert_eq!(told["scheduled"], json!(pace.scheduled), "{}", indicator.id());
        assert_eq!(told["met"], json!(pace.met()), "{}", indicator.id());
    }
}

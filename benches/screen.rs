//! From a key to the bytes of the frame, on a made-up ledger: the median, the 99th percentile and the slowest.
//! Run with `cargo bench --bench screen [ENTRIES]`; 100,000 entries when none are named.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use duban::domain::{Author, Recorder};
use duban::text::Lang;
use duban::tui::{Message, Model, Settings, Start, Viewports, update, view};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is typed: a name, the keys that prepare it, and the keys that are timed, each to its frame.
const ACTS: [(&str, &str, &str); 12] = [
    ("move by one", "<home>", "jjjjjjjjjjkkkkkjjjjj"),
    ("page", "<home>", "<pgdn><pgdn><pgdn><pgdn><pgdn><pgup><pgup><pgdn><pgdn><pgdn>"),
    ("first and last", "", "<end><home><end><home><end><home>"),
    ("filter by hanzi", "/", "粮食安全<bs><bs><bs><bs>高标准农田<bs><bs><bs><bs><bs>"),
    ("filter by initials", "/", "nyncj<bs><bs><bs><bs><bs>gbznt<bs><bs><bs><bs><bs>"),
    ("filter by pinyin", "/", "liangshi<bs><bs><bs><bs><bs><bs><bs><bs>"),
    ("filter by field", "/", "灯:红 部门:nyncj<bs><bs><bs><bs><bs><bs>"),
    ("change the scope", "", "<tab><tab><tab><tab><tab>"),
    ("mark", "<home>", "  jj  jj"),
    ("departments", "2", "jjjjjkkk"),
    ("timeline", "3", "jjjj++--llhh"),
    ("indicators", "4", "jjjjkk"),
];

fn main() {
    let entries = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100_000);
    let started = Instant::now();
    let ledger = duban::demo::ledger(entries, 1, "2025-10-15".parse().unwrap());
    eprintln!("{entries} entries made in {:.1} s", started.elapsed().as_secs_f64());
    let us = ledger.departments.iter().next().map(|d| d.id.clone());
    let recorder =
        Recorder { by: Author::default(), clock: Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap()), entropy: Arc::new(|| 7) };
    let today = "2025-10-15".parse().unwrap();
    let desk = None;
    let start = Start { desk, ledger, path: "tasks.ron".into(), recorder, today, us, lang: Lang::Zh, settings: Settings::default() };
    let begun = Instant::now();
    let mut model = Model::new(start);
    println!("model made in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 120, 36)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(Vec::<u8>::new()), options).unwrap();
    let mut viewports = Viewports::default();
    println!("{:<20} {:>8} {:>8} {:>8}  ms", "", "median", "99 %", "slowest");
    for (name, before, keys) in ACTS {
        let mut times = Vec::new();
        for _ in 0..10 {
            for key in parsed("<esc><esc><esc>1").into_iter().chain(parsed(before)) {
                update(&mut model, Message::Key(key));
            }
            for key in parsed(keys) {
                let begun = Instant::now();
                update(&mut model, Message::Key(key));
                terminal.draw(|frame| view(frame, &model, &mut viewports)).unwrap();
                times.push(begun.elapsed());
            }
        }
        times.sort_unstable();
        let at = |share: f64| ms(times[((times.len() - 1) as f64 * share).round() as usize]);
        println!("{name:<20} {:>8.2} {:>8.2} {:>8.2}", at(0.5), at(0.99), at(1.0));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn parsed(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let (code, len) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
            Some((name, _)) => (named(name), name.len() + 2),
            None => (KeyCode::Char(c), c.len_utf8()),
        };
        events.push(KeyEvent::new(code, KeyModifiers::NONE));
        rest = &rest[len..];
    }
    events
}

fn named(name: &str) -> KeyCode {
    match name {
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        _ => KeyCode::Backspace,
    }
}

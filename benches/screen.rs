//! From a key to the bytes of the frame, on a made-up ledger: the median, the 99th percentile and the slowest, of the
//! quicker half of the runs of each key.
//! Run with `cargo bench --bench screen [ENTRIES] [NAME]`; 100,000 entries when none are named, and all acts whose
//! name holds NAME.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use duban::domain::{Author, Recorder};
use duban::query::Book;
use duban::report::Template;
use duban::store::Saved;
use duban::text::Lang;
use duban::tui::{Effect, Message, Model, Settings, Start, Viewports, update, view};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{BufWriter, Sink, sink};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is typed: a name, the keys that prepare it, and the keys that are timed, each to its frame.
type Act = (&'static str, &'static str, &'static str);

/// How often each act is repeated.
const REPEATED: usize = 10;

/// Before every act: the list as at first, with its cursor on the first entry.
const RESET: &str = "<esc><esc><esc><esc>1<esc>o1g2<home>";

const MOVING: [Act; 8] = [
    ("move by one", "", "jjjjjjjjjjkkkkkjjjjj"),
    ("page", "", "<pgdn><pgdn><pgdn><pgdn><pgdn><pgup><pgup><pgdn><pgdn><pgdn>"),
    ("first and last", "", "<end><home><end><home><end><home>"),
    ("filter by hanzi", "/", "粮食安全<bs><bs><bs><bs>高标准农田<bs><bs><bs><bs><bs>"),
    ("filter by initials", "/", "nyncj<bs><bs><bs><bs><bs>gbznt<bs><bs><bs><bs><bs>"),
    ("filter by pinyin", "/", "liangshi<bs><bs><bs><bs><bs><bs><bs><bs>"),
    ("filter by field", "/", "灯:红 部门:nyncj<bs><bs><bs><bs><bs><bs>"),
    ("change the scope", "", "<tab><tab><tab><tab><tab>"),
];

const LIST: [Act; 20] = [
    ("mark", "", "  jj  jj"),
    ("mark a range", "", "vjj<pgdn><pgdn>v"),
    ("mark a range of all", "", "v<end><home>v"),
    ("mark all", "", "<c-a><c-a>"),
    ("move, all marked", "<c-a>", "jjk "),
    ("open and close", "", "<cr>jj<cr>j<cr>jj<esc>"),
    ("columns", "", "llllllllhhhh<<>>}{!!W<pgdn><pgup>W"),
    ("same value", "hhhhhhhhhhlll", ",<esc>"),
    ("back and forward", "/nyncj<cr>36", "<a-left><a-left><a-right><a-right>"),
    ("help and finder", "", "?zhuangtai<esc>:guo<esc>"),
    ("counts, by lead", "hhhhhhhhhhlll", "Fjj<end><esc>"),
    ("counts, by title", "hhhhhhhhhhll", "Fjj<end><esc>"),
    ("counts, by deadline", "hhhhhhhhhhllll", "Fjj<end><esc>"),
    ("tree and flat", "", "tt"),
    ("reverse", "", "OO"),
    ("group by each", "", "g1g3g4g5g6g7g8g2"),
    ("sort by each", "", "o1o2o3o4o5o6o7o8o9"),
    ("sort by title", "", "o3OO"),
    ("sort by each, in groups", "g3", "o1o2o3o4o5o6o7o8o9"),
    ("sort by columns", "hhhhhhhhhh", "[]l[]l[]l[]l[]l[]l[]"),
];

const VIEWS: [Act; 14] = [
    ("departments", "2", "jjjjjkkk"),
    ("departments, counts", "2<home>j", "ll<cr>2l<cr>2l<cr>2hhhh"),
    ("departments, page", "2<home>j", "<cr>jjj<pgdn><end><esc>j<cr><esc>f2"),
    ("timeline", "3", "jjjj++--llhh"),
    ("timeline, pages", "3", "<pgdn><pgdn><end><home><tab><tab><tab><tab><tab>"),
    ("indicators", "4", "jjjjkk"),
    ("indicators, pages", "4", "<pgdn><pgdn><end><home><cr>jj<esc>ggo2o1/nong<bs><bs><bs><bs><esc>"),
    ("contested", "5", "jjjkk<pgdn><pgdn><end><home>"),
    ("bulletin, text", "6", "jjj<pgdn><pgdn><end><pgup><home>"),
    ("bulletin, missing", "6<tab>", "jjj<pgdn><pgdn><end><pgup><home>"),
    ("bulletin, notes", "6<tab><tab>", "jjj<pgdn><pgdn><end><pgup><home>"),
    ("bulletin, tabs", "6", "<tab><tab><tab>"),
    ("bulletin, periods", "6", "[]"),
    ("every view", "", "234561"),
];

const CHANGES: [Act; 6] = [
    ("set a status", "", "su<down>sd<down>"),
    ("undo and redo", "susdsu", "uu<c-r><c-r>uuu"),
    ("set a status, sorted", "o3", "su<down>sd<down>uu"),
    ("set a status, filtered", "/nyncj<cr>", "su<down>sd<down>uu"),
    ("set a status, timeline", "3", "su<down>sd<down>uu"),
    ("report", "", "a好<c-s>u"),
];

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let entries = arguments.first().and_then(|a| a.parse().ok());
    let wanted = if entries.is_some() { arguments.get(1).cloned() } else { arguments.pop() }.unwrap_or_default();
    let mut screen = Screen::new(entries.unwrap_or(100_000));
    println!("{:<26} {:>8} {:>8} {:>8}  ms, and which key", "", "median", "99 %", "slowest");
    for (name, before, keys) in MOVING.into_iter().chain(LIST).chain(VIEWS).chain(CHANGES).filter(|(name, ..)| name.contains(&wanted)) {
        let typed = parsed(keys);
        let mut times = vec![Vec::new(); typed.len()];
        for _ in 0..REPEATED {
            for key in parsed(RESET).into_iter().chain(parsed(before)) {
                screen.press(key);
            }
            times.iter_mut().zip(&typed).for_each(|(times, key)| times.push(screen.press(*key)));
        }
        // Of each key the quicker half of its runs: the slower half tells of the machine's other work.
        let runs = |(mut times, key): (Vec<Duration>, &KeyEvent)| {
            times.sort_unstable();
            times.into_iter().take(REPEATED / 2).map(|time| (time, key.code)).collect::<Vec<_>>()
        };
        let mut times: Vec<(Duration, KeyCode)> = times.into_iter().zip(&typed).flat_map(runs).collect();
        times.sort_unstable_by_key(|(time, _)| *time);
        let at = |share: f64| ms(times[((times.len() - 1) as f64 * share).round() as usize].0);
        let slowest = times.last().map(|(_, code)| code.to_string()).unwrap_or_default();
        println!("{name:<26} {:>8.2} {:>8.2} {:>8.2}  {slowest}", at(0.5), at(0.99), at(1.0));
    }
    #[cfg(target_os = "linux")]
    for line in std::fs::read_to_string("/proc/self/status").unwrap_or_default().lines().filter(|l| l.starts_with("VmHWM")) {
        println!("{line}");
    }
}

struct Screen {
    model: Model,
    terminal: Terminal<CrosstermBackend<BufWriter<Sink>>>,
    viewports: Viewports,
}

impl Screen {
    fn new(entries: usize) -> Screen {
        let started = Instant::now();
        let ledger = duban::demo::ledger(entries, 1, "2025-10-15".parse().unwrap());
        eprintln!("{entries} entries made in {:.1} s", started.elapsed().as_secs_f64());
        let us = ledger.departments.iter().next().map(|d| d.id.clone());
        let drawn = AtomicU64::new(7);
        let recorder = Recorder {
            by: Author::default(),
            clock: Arc::new(|| "2025-10-15T09:30:00+08:00".parse().unwrap()),
            entropy: Arc::new(move || drawn.fetch_add(1 << 20, Ordering::Relaxed)),
        };
        let today = "2025-10-15".parse().unwrap();
        let user_state = None;
        let begun = Instant::now();
        let book = Book::new(ledger, today);
        let start = Start {
            user_state,
            drafts: Vec::new(),
            book,
            path: "tasks.ron".into(),
            recorder,
            today,
            moment: None,
            us,
            identity: duban::profile::Identity::default(),
            lang: Lang::Zh,
            settings: Settings::default(),
        };
        let model = Model::new(start);
        println!("book and model made in {:.1} ms", ms(begun.elapsed()));
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 120, 36)) };
        let terminal = Terminal::with_options(CrosstermBackend::new(BufWriter::new(sink())), options).unwrap();
        Screen { model, terminal, viewports: Viewports::default() }
    }

    /// From a key to its frame; what the key asks of the world is done afterwards and not timed.
    fn press(&mut self, key: KeyEvent) -> Duration {
        let begun = Instant::now();
        let mut effects = update(&mut self.model, Message::Key(key));
        self.terminal.draw(|frame| view(frame, &self.model, &mut self.viewports)).unwrap();
        let time = begun.elapsed();
        self.model.seen = self.viewports.seen();
        while let Some(effect) = effects.pop() {
            let message = match effect {
                Effect::Save(..) => Message::Saved(Ok(Saved::default())),
                Effect::Draft(draft) => Message::Drafted(Box::new(draft.finish(Ok(Template::default())))),
                _ => continue,
            };
            effects.extend(update(&mut self.model, message));
        }
        time
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn parsed(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        // A `<` without a name is itself a key.
        let name = rest.strip_prefix('<').and_then(|r| r.split_once('>')).map(|(name, _)| name);
        let (event, len) = match name.and_then(|n| named(n).map(|event| (event, n.len() + 2))) {
            Some(found) => found,
            None => (KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE), c.len_utf8()),
        };
        events.push(event);
        rest = &rest[len..];
    }
    events
}

fn named(name: &str) -> Option<KeyEvent> {
    let (modifiers, name) = match name.split_once('-') {
        Some(("c", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("a", rest)) => (KeyModifiers::ALT, rest),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "cr" => KeyCode::Enter,
        "bs" => KeyCode::Backspace,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        letter if modifiers != KeyModifiers::NONE => KeyCode::Char(letter.chars().next()?),
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

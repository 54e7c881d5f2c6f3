//! A screen without a terminal: keys in, a picture and effects out.

use super::picture::{drawn, marks, text};
use crate::patience::steps;
use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use duban::domain::{Author, Ledger, Recorder};
use duban::profile::Identity;
use duban::query::Book;
use duban::report::Template;
use duban::store::{canonical, parse_text};
use duban::text::Lang;
use duban::tui::{Effect, Hit, Message, Model, Settings, Start, Viewports, update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub const SMALL: &str = include_str!("small.ron");

pub struct Stage {
    pub model: Model,
    pub effects: Vec<Effect>,
    pub slow: bool,
    viewports: Viewports,
}

impl Stage {
    pub fn new(lang: Lang) -> Stage {
        Stage::with(parse_text("small.ron", SMALL).expect("small ledger"), lang)
    }

    pub fn with(ledger: Ledger, lang: Lang) -> Stage {
        Stage::on(ledger, "2025-10-15", lang)
    }

    /// The same desk where the office sits, which names no body and may change what stands in the ledger.
    pub fn of_the_office(mut self) -> Stage {
        self.model.recorder.by.dept = None;
        self
    }

    /// On another day than the others; records are made in the morning of it.
    pub fn on(ledger: Ledger, day: &str, lang: Lang) -> Stage {
        let today: NaiveDate = day.parse().expect("date");
        let morning = format!("{day}T09:30:00+08:00");
        let counter = AtomicU64::new(1);
        let us = ledger.departments.resolve("市农业农村局").ok().map(|d| d.id.clone());
        let recorder = Recorder {
            by: Author { dept: us.clone(), person: "张三".into() },
            clock: Arc::new(move || morning.parse().expect("time")),
            entropy: Arc::new(move || counter.fetch_add(1, Ordering::Relaxed)),
        };
        let start = Start {
            book: Book::new(ledger, today),
            path: "tasks.ron".into(),
            recorder,
            today,
            moment: None,
            us,
            identity: Identity { asked: true, ..Identity::default() },
            lang,
            settings: Settings::default(),
            user_state: Some(duban::profile::UserState::default()),
            drafts: Vec::new(),
        };
        Stage { model: Model::new(start), effects: Vec::new(), slow: false, viewports: Viewports::default() }
    }

    /// Types keys: `<enter>`, `<esc>`, `<tab>`, `<s-tab>`, `<up>`, `<down>`, `<space>`, `<bs>`, `<c-x>`, `<a-left>`, `<a-right>`; all else as it is.
    /// Unless the stage is slow, saves succeed at once and bulletins are put together at once.
    pub fn press(&mut self, keys: &str) -> &mut Stage {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let (event, len) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, _)) => (named(name), name.len() + 2),
                None => (KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE), c.len_utf8()),
            };
            self.send(Message::Key(event));
            rest = &rest[len..];
        }
        self
    }

    pub fn send(&mut self, message: Message) -> &mut Stage {
        let mut todo = update(&mut self.model, message);
        let mut left = steps(10_000, "an end of what follows from one message");
        while let Some(effect) = todo.pop() {
            left.next();
            let done = match &effect {
                Effect::Save(..) if !self.slow => Some(Message::Saved(Ok(duban::store::Saved::default()))),
                Effect::Draft(draft) if !self.slow => Some(Message::Drafted(Box::new(draft.finish(Ok(Template::default()))))),
                Effect::Compare(asked) => Some(Message::Compared(Box::new(asked.finish(|name| match name {
                    "HEAD" => Ok(parse_text("small.ron", SMALL).expect("small ledger")),
                    _ => Err(format!("没有 {name}")),
                })))),
                Effect::LookForFile(entries, what) => Some(Message::FileFound(entries.clone(), duban::domain::Attachment::paper(what))),
                _ => None,
            };
            todo.extend(done.into_iter().flat_map(|message| update(&mut self.model, message)));
            if !matches!(
                effect,
                Effect::LookAtRepo | Effect::Heard | Effect::LetGo(_) | Effect::Journal(_) | Effect::LookForNews(_) | Effect::Saw
            ) {
                self.effects.push(effect);
            }
        }
        self
    }

    /// One frame, cell by cell.
    pub fn frame(&mut self, width: u16, height: u16) -> Buffer {
        let frame = drawn(width, height, |frame| view(frame, &self.model, &mut self.viewports));
        match self.model.see(self.viewports.seen()) {
            true => drawn(width, height, |frame| view(frame, &self.model, &mut self.viewports)),
            false => frame,
        }
    }

    /// The screen as text.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        text(&self.frame(width, height))
    }

    /// The screen as text, and below it what text cannot show: see `picture::marks`.
    pub fn picture(&mut self, width: u16, height: u16, styles: &[&str]) -> String {
        let caret = self.caret(width, height);
        let frame = self.frame(width, height);
        text(&frame) + &marks(&frame, caret, &self.model.theme, styles)
    }

    /// Where the terminal's caret is, when it is shown.
    pub fn caret(&mut self, width: u16, height: u16) -> Option<(u16, u16)> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("backend");
        terminal.draw(|frame| view(frame, &self.model, &mut self.viewports)).expect("draw");
        terminal.backend().cursor_visible().then(|| terminal.get_cursor_position().map(|p| (p.x, p.y)).expect("caret"))
    }

    /// What lies under a cell of the picture drawn last.
    pub fn hit(&self, x: u16, y: u16) -> Option<Hit> {
        self.viewports.hit(x, y)
    }

    /// A click on a cell of the picture drawn last.
    pub fn mouse(&mut self, x: u16, y: u16) -> &mut Stage {
        let hit = self.hit(x, y).expect("something to click on");
        self.send(if matches!(hit, Hit::Text { .. }) { Message::Point(hit, x, y) } else { Message::Click(hit) })
    }

    /// Another version of the file takes the place of this one.
    pub fn replace(&mut self, ledger: Ledger) {
        let book = Book::new(ledger, self.model.today);
        self.model.replace_book(book);
    }

    pub fn bytes(&self) -> String {
        canonical(self.model.ledger()).expect("canonical")
    }

    pub fn notice(&self) -> String {
        self.model.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
    }
}

fn named(name: &str) -> KeyEvent {
    if let Some(c) = name.strip_prefix("c-").and_then(|c| c.chars().next()) {
        return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    }
    if let Some(arrow) = name.strip_prefix("a-") {
        return KeyEvent::new(named(arrow).code, KeyModifiers::ALT);
    }
    if let Some(arrow) = name.strip_prefix("s-").filter(|n| *n != "tab") {
        return KeyEvent::new(named(arrow).code, KeyModifiers::SHIFT);
    }
    let code = match name {
        f if f.len() > 1 && f.starts_with('f') && f[1..].parse::<u8>().is_ok() => KeyCode::F(f[1..].parse().expect("a number")),
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "s-tab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "space" => KeyCode::Char(' '),
        other => panic!("no key `{other}`"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

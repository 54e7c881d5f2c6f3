//! The loop: events in, frames out, effects carried out; files are read and written on a thread of their own.

use crossterm::event::{self, Event, KeyEventKind};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::background::{OscParser, TerminalInput};
use super::codepage::CodePage;
use super::importing::Job;
use super::journal::{Entry, Unwritten};
use super::message::{Effect, Message};
use super::model::{Model, Start};
use super::opening::{self, Opened};
use super::pointer::Pointer;
use super::settings::Settings;
use super::sharing::Sharer;
use super::terminal::{Copied, Screen, copy_to_clipboard};
use super::update::{look_for_news, open_with, restore_layout, update, welcome};
use super::view::view;
use super::viewports::Viewports;
use super::worker::Worker;
use crate::profile::{DraftsFile, Imports, OpenError, Session, Unread, read_layout};
use crate::share::CommitWatch;
use crate::store::{Backup, Folders, Journal, LedgerFile, Located, SystemFiles, finish_documents};
use crate::text::{Lang, Say, sanitize};

/// How often what goes on by itself is shown anew.
const MOMENT: Duration = Duration::from_millis(200);
/// How long the end waits for a save.
const FAREWELL: Duration = Duration::from_secs(5);
/// How often a save that failed is tried again.
const RETRY: Duration = Duration::from_secs(3);

/// How long after the question the first frame waits for the terminal's background: most answer within a few
/// milliseconds; from the others the colours come with a later frame.
const PATIENCE: Duration = Duration::from_millis(5);

enum Input {
    Terminal(Event),
    Message(Message),
}

/// Opens a ledger on the screen and stays until the person leaves. The outer error is the terminal's, the inner one that
/// of the ledger; either way the terminal is given back.
pub fn run(unread: Unread) -> io::Result<Result<(), OpenError>> {
    let page = CodePage::set();
    let (mut settings, warnings) = Settings::of(&unread.config, unread.user_state.as_ref(), unread.lang);
    settings.ascii |= page.draws_wide_lines() && unread.config.values.ambiguous.is_none();
    let early = unread.warnings.len();
    let mut opened = match opening::open(unread, &settings)? {
        Ok(opened) => opened,
        Err(e) => return Ok(Err(e)),
    };
    // What was wrong before the ledger was read stands on the terminal already.
    let late = opened.session.warnings.split_off(early);
    let farewell: Vec<String> = late.iter().map(|w| format!("{}{w}", opened.session.lang.pick("提醒：", "note: "))).collect();
    opened.session.warnings.extend(late.into_iter().chain(warnings));
    stay(*opened, settings, farewell).map(Ok)
}

fn stay(opened: Opened, settings: Settings, farewell: Vec<String>) -> io::Result<()> {
    let Opened { mut session, book, mut screen, question } = opened;
    let awaited = question.awaited_since();
    let (kept, drafts, wrong) = DraftsFile::take_over(Arc::new(SystemFiles), session.folders.drafts(session.located.path()));
    session.warnings.extend(wrong.iter().map(|e| e.say(session.lang)));
    let us = session.us.as_ref().map(|us| us.as_str());
    let greeting = greeting(&session, drafts.iter().filter(|draft| draft.is_of(us)).count());
    let opening = settings.opening.clone();
    let layout = read_layout(&session.folders, session.located.path(), &session.recorder.by.person);
    let start = Start {
        path: session.located.path().to_owned(),
        book,
        recorder: session.recorder,
        today: session.today,
        moment: session.moment,
        us: session.us,
        identity: session.identity,
        lang: session.lang,
        settings,
        user_state: session.user_state,
        drafts,
    };
    let (to_loop, inputs) = mpsc::channel();
    start_listening(to_loop.clone(), question.parser);
    let mut model = Model::new(start);
    if let Some(ground) = question.answer {
        model.set_ground(ground);
    }
    model.farewell = farewell;
    restore_layout(&mut model, layout.as_ref());
    open_with(&mut model, &opening);
    model.notice = greeting.map(|(text, bad)| super::model::Notice { text, bad });
    let mut handler = EffectHandler::start((session.file, kept), session.folders, &model, &to_loop);
    welcome(&mut model);
    look_for_news(&mut model);
    model.effects.push(Effect::Import(Job::List));
    if !model.is_past() {
        // An older copy may have come over the file since the last save.
        model.effects.push(Effect::TakeIn(Box::new(model.book.ledger().clone())));
    }
    let left: Vec<Arc<Backup>> = session.leftovers.into_iter().filter_map(Backup::of).map(Arc::new).collect();
    if !left.is_empty() {
        model.effects.push(Effect::ReadBackups(left, Box::new(model.book.ledger().clone())));
    }
    for effect in model.take_effects() {
        handler.carry_out(effect);
    }
    super::terminal::on_termination(move || {
        let _ = to_loop.send(Input::Message(Message::Terminate));
    })?;
    let early = early(&inputs, awaited, &mut model);
    let result = turn(&mut screen, &mut model, (&inputs, early), &mut handler);
    // First what is to be saved, then the terminal, which may not be there any more.
    let sharer = handler.end();
    drop(screen);
    drop(sharer);
    // Who leaves without waiting drops the exports under way: no file comes of them, nor a part of one.
    model.exports.call_off();
    finish_documents();
    for line in &model.farewell {
        let _ = writeln!(io::stdout(), "{}", sanitize(line, false));
    }
    result
}

fn greeting(session: &Session, drafts: usize) -> Option<(String, bool)> {
    if let Some(warning) = session.warnings.first() {
        return Some((warning.clone(), true));
    }
    let lang = session.lang;
    if drafts > 0 {
        let zh = format!("上次有 {drafts} 张表单没有写完；再打开同一张，写过的字还在");
        let en = format!("{drafts} forms were not finished; open one again and what was typed is there");
        return Some((lang.pick(zh, en), false));
    }
    let (Located::Fresh(path) | Located::Own(path)) = &session.located else { return None };
    let text =
        lang.pick("附近没有 tasks.ron，打开的是内置台账的副本：", "no tasks.ron near here; this is your copy of the built-in ledger: ");
    Some((format!("{text}{}", path.display()), false))
}

/// Who carries effects out, each on its thread.
struct EffectHandler {
    /// To the thread that owns the file.
    jobs: Sender<Effect>,
    worker: thread::JoinHandle<()>,
    journal: Sender<Entry>,
    writer: thread::JoinHandle<()>,
    sharer: Sharer,
    copied: Sender<Input>,
    lang: Lang,
}

/// Copies apart from the frame, since tmux is another program; tells where the text did not arrive.
fn copy(text: String, to_loop: Sender<Input>, lang: Lang) {
    thread::spawn(move || {
        let told = match copy_to_clipboard(&text) {
            Copied::Told => return,
            Copied::InTmux => lang.pick(
                "只进了 tmux 的缓冲区（前缀键 ] 粘贴），没有到系统剪贴板：这个 tmux 不支持 load-buffer -w",
                "only in tmux's buffer (prefix ] pastes), not on the clipboard: this tmux knows no load-buffer -w",
            ),
            Copied::Nowhere => lang.pick("没有复制出去：tmux 没有接住", "not copied: tmux did not take it"),
        };
        let _ = to_loop.send(Input::Message(Message::NotKept(told.to_owned())));
    });
}

impl EffectHandler {
    fn start((file, drafts): (LedgerFile, DraftsFile), folders: Folders, model: &Model, to_loop: &Sender<Input>) -> EffectHandler {
        let notify = || {
            let to_loop = to_loop.clone();
            move |message| {
                let _ = to_loop.send(Input::Message(message));
            }
        };
        let (failed, news) = (notify(), notify());
        let journal = Journal::new(model.book.ledger().clone(), &model.path, &folders);
        let (journal, writer) = super::journal::start(journal, drafts, move |unwritten| {
            failed(match unwritten {
                Unwritten::Edit(e) => Message::NotJournalled(e),
                Unwritten::Draft(e) => Message::NotDrafted(e),
            });
        });
        let (commits, today) = (CommitWatch::of(&model.path), model.today);
        let imports = Imports::of(&folders, &file.path);
        let worker = Worker {
            file,
            folders,
            journal: journal.clone(),
            commits,
            today,
            restored: false,
            astray: false,
            unheard: false,
            imports,
            seen: None,
            notify: notify(),
        };
        let (jobs, worker) = worker.start();
        let sharer = Sharer::start(model.path.clone(), model.lang, move |n| news(Message::Sharing(n)));
        EffectHandler { jobs, worker, journal, writer, sharer, copied: to_loop.clone(), lang: model.lang }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Copy(text) => copy(text, self.copied.clone(), self.lang),
            Effect::Share(round) => self.sharer.begin(round),
            Effect::CallOff => self.sharer.call_off(),
            Effect::LookAtRepo => self.sharer.look(),
            Effect::LetGo(stale) => drop(thread::spawn(move || drop(stale))),
            Effect::Journal(entry) => drop(self.journal.send(entry)),
            job => drop(self.jobs.send(job)),
        }
    }

    /// Waits until all that was to be saved is, but not for ever for somebody else's lock: what was not saved then is in the journal
    /// and is offered at the next opening. The round of sharing under way ends with what this gives back.
    fn end(self) -> Sharer {
        drop((self.jobs, self.journal));
        let begun = Instant::now();
        while !self.worker.is_finished() && begun.elapsed() < FAREWELL {
            thread::sleep(Duration::from_millis(2));
        }
        if self.worker.is_finished() {
            let _ = self.worker.join();
            let _ = self.writer.join();
        }
        self.sharer
    }
}

/// Waits a moment for the terminal's background, so that the first frame has its colours; gives what else came in.
fn early(inputs: &Receiver<Input>, asked: Option<Instant>, model: &mut Model) -> Vec<Input> {
    let mut early = Vec::new();
    let Some(asked) = asked else { return early };
    while let Ok(input) = inputs.recv_timeout(PATIENCE.saturating_sub(asked.elapsed())) {
        if let Input::Message(Message::Ground(ground)) = input {
            model.set_ground(ground);
            break;
        }
        early.push(input);
    }
    early
}

fn turn(
    screen: &mut Screen,
    model: &mut Model,
    (inputs, mut early): (&Receiver<Input>, Vec<Input>),
    handler: &mut EffectHandler,
) -> io::Result<()> {
    let (mut viewports, mut pointer) = (Viewports::default(), Pointer::default());
    show(screen, model, &mut viewports)?;
    let mut moment = Instant::now();
    loop {
        if early.is_empty() {
            let Some(input) = next(inputs, model, &mut moment) else { return Ok(()) };
            early.push(input);
        }
        // Everything that has come in meanwhile is taken before the next frame.
        for input in early.drain(..).chain(inputs.try_iter()) {
            if matches!(input, Input::Terminal(Event::Resize(..))) {
                screen.forget()?;
            }
            let Some(message) = message(input, &viewports, &mut pointer) else { continue };
            for effect in update(model, message) {
                handler.carry_out(effect);
            }
        }
        if model.quit {
            return Ok(());
        }
        show(screen, model, &mut viewports)?;
    }
}

/// Draws what is to be seen, once more where the frame shows that there is room for more of it.
fn show(screen: &mut Screen, model: &mut Model, viewports: &mut Viewports) -> io::Result<()> {
    screen.draw(|frame| view(frame, model, viewports))?;
    if model.see(viewports.seen()) {
        screen.draw(|frame| view(frame, model, viewports))?;
    }
    Ok(())
}

/// What comes next: nothing when nobody can send any more. While something long is under way, every moment counts.
fn next(inputs: &Receiver<Input>, model: &Model, moment: &mut Instant) -> Option<Input> {
    let idle = model.exports.is_empty() && model.dispatch.drafting().is_none();
    if idle && !model.saving.failed {
        let input = inputs.recv().ok();
        *moment = Instant::now();
        return input;
    }
    let pause = if model.saving.failed { RETRY } else { MOMENT };
    match inputs.recv_timeout(pause.saturating_sub(moment.elapsed())) {
        Ok(input) => Some(input),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => {
            *moment = Instant::now();
            Some(Input::Message(Message::Tick))
        }
    }
}

fn message(input: Input, viewports: &Viewports, pointer: &mut Pointer) -> Option<Message> {
    let event = match input {
        Input::Message(message) => return Some(message),
        Input::Terminal(event) => event,
    };
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Mouse(mouse) => pointer.message(mouse, viewports, Instant::now()),
        Event::Resize(..) | Event::FocusGained => Some(Message::Redraw),
        _ => None,
    }
}

fn start_listening(to_loop: Sender<Input>, mut parser: OscParser) {
    thread::spawn(move || {
        loop {
            let is_late = parser.is_holding() && matches!(event::poll(parser.pause()), Ok(false));
            let inputs = match is_late {
                true => parser.release(),
                false => match event::read() {
                    Ok(event) => parser.sift(event),
                    Err(_) => break,
                },
            };
            for input in inputs {
                let input = match input {
                    TerminalInput::Event(event) => Input::Terminal(event),
                    TerminalInput::Ground(ground) => Input::Message(Message::Ground(ground)),
                };
                if to_loop.send(input).is_err() {
                    return;
                }
            }
        }
        // The terminal is gone: nobody can type any more.
        let _ = to_loop.send(Input::Message(Message::Terminate));
    });
}

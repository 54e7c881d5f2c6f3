//! The loop: events in, frames out, effects carried out; files are read and written on a thread of their own.

use chrono::NaiveDate;
use crossterm::event::{self, Event, KeyEventKind};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::background::{Heard, OscParser, PAUSE};
use super::codepage::CodePage;
use super::dispatch::{Draft, Export};
use super::message::{Effect, Message};
use super::model::{Model, Start};
use super::opening::{self, Opened};
use super::pointer::Pointer;
use super::settings::Settings;
use super::sharing::Sharer;
use super::terminal::{Screen, copy_to_clipboard};
use super::update::{open_with, update, welcome};
use super::view::view;
use super::viewports::Viewports;
use crate::domain::{Ledger, Touched};
use crate::profile::{OpenError, Session, Unread, UserState};
use crate::query::Book;
use crate::report::Template;
use crate::share::CommitWatch;
use crate::store::{Folders, LedgerFile, Located, TakenIn, finish_documents, read_ron_or_default, write_document, write_ron};
use crate::text::{Lang, Say, sanitize};

/// How often the file is looked at for others' changes.
const GLANCE: Duration = Duration::from_secs(1);
/// How often what goes on by itself is shown anew.
const MOMENT: Duration = Duration::from_millis(200);
/// How often a save that failed is tried again.
const RETRY: Duration = Duration::from_secs(3);

/// How long after the question the first frame waits for the terminal's background: most answer within a few
/// milliseconds; from the others the colours come with a later frame.
const PATIENCE: Duration = Duration::from_millis(5);

/// Something that the loop must deal with.
enum Input {
    Terminal(Event),
    Message(Message),
}

/// Something for the thread that owns the file.
enum Job {
    Save(Box<Ledger>, Touched),
    TakeIn(Box<Ledger>),
    Keep(Box<UserState>),
    Draft(Box<Draft>, Lang),
    Export(PathBuf, Box<Export>, Lang),
    End,
}

/// Opens a ledger on the screen and stays until the person leaves. The outer error is the terminal's, the inner one that
/// of the ledger; either way the terminal is given back.
pub fn run(unread: Unread) -> io::Result<Result<(), OpenError>> {
    let page = CodePage::set();
    let (mut settings, warnings) = Settings::of(&unread.config, unread.user_state.as_ref(), unread.lang);
    settings.ascii |= page.draws_wide_lines() && unread.config.values.ambiguous.is_none();
    let told = unread.warnings.len();
    let mut opened = match opening::open(unread, &settings)? {
        Ok(opened) => opened,
        Err(e) => return Ok(Err(e)),
    };
    // What was wrong before the ledger was read stands on the terminal already.
    let late = opened.session.warnings.split_off(told);
    let farewell: Vec<String> = late.iter().map(|w| format!("{}{w}", opened.session.lang.pick("提醒：", "note: "))).collect();
    opened.session.warnings.extend(late.into_iter().chain(warnings));
    stay(*opened, settings, farewell).map(Ok)
}

fn stay(opened: Opened, settings: Settings, farewell: Vec<String>) -> io::Result<()> {
    let Opened { session, book, mut screen, question } = opened;
    let awaited = question.awaited_since();
    let greeting = greeting(&session);
    let opening = settings.opening.clone();
    let start = Start {
        path: session.located.path().to_owned(),
        book,
        recorder: session.recorder,
        today: session.today,
        us: session.us,
        lang: session.lang,
        settings,
        user_state: session.user_state,
    };
    let (to_loop, inputs) = mpsc::channel();
    start_listening(to_loop.clone(), question.parser);
    let mut model = Model::new(start);
    if let Some(ground) = question.answer {
        model.set_ground(ground);
    }
    model.farewell = farewell;
    open_with(&mut model, &opening);
    model.notice = greeting.map(|(text, bad)| super::model::Notice { text, bad });
    let (jobs, worker) = start_worker(session.file, session.folders.views_file(), session.today, to_loop.clone());
    let news = to_loop.clone();
    let mut sharer = Sharer::start(model.path.clone(), model.lang, move |n| {
        let _ = news.send(Input::Message(Message::Sharing(n)));
    });
    for effect in welcome(&mut model) {
        carry_out(effect, &model, &mut EffectHandler { jobs: &jobs, sharer: &mut sharer });
    }
    super::terminal::on_termination(move || {
        let _ = to_loop.send(Input::Message(Message::Terminate));
    })?;
    let early = early(&inputs, awaited, &mut model);
    let result = turn(&mut screen, &mut model, (&inputs, early), &mut EffectHandler { jobs: &jobs, sharer: &mut sharer });
    // First what is to be saved, then the terminal, which may not be there any more.
    let _ = jobs.send(Job::End);
    let _ = worker.join();
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

fn greeting(session: &Session) -> Option<(String, bool)> {
    if let Some(warning) = session.warnings.first() {
        return Some((warning.clone(), true));
    }
    let lang = session.lang;
    let (Located::Fresh(path) | Located::Own(path)) = &session.located else { return None };
    let text =
        lang.pick("附近没有 tasks.ron，打开的是内置台账的副本：", "no tasks.ron near here; this is your copy of the built-in ledger: ");
    Some((format!("{text}{}", path.display()), false))
}

/// Who carries effects out.
struct EffectHandler<'a> {
    jobs: &'a Sender<Job>,
    sharer: &'a mut Sharer,
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
    handler: &mut EffectHandler<'_>,
) -> io::Result<()> {
    let (mut viewports, mut pointer) = (Viewports::default(), Pointer::default());
    screen.draw(|frame| view(frame, model, &mut viewports))?;
    model.seen = viewports.seen();
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
                carry_out(effect, model, handler);
            }
        }
        if model.quit {
            return Ok(());
        }
        screen.draw(|frame| view(frame, model, &mut viewports))?;
        model.seen = viewports.seen();
    }
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

fn carry_out(effect: Effect, model: &Model, handler: &mut EffectHandler<'_>) {
    let job = match effect {
        Effect::Save(ledger, touched) => Job::Save(ledger, touched),
        Effect::TakeIn(ledger) => Job::TakeIn(ledger),
        Effect::Keep(user_state) => Job::Keep(user_state),
        Effect::Draft(draft) => Job::Draft(draft, model.lang),
        Effect::Export(export) => Job::Export(model.path.with_file_name(&export.name), export, model.lang),
        Effect::Copy(text) => return copy_to_clipboard(&text),
        Effect::Share(round) => return handler.sharer.begin(round),
        Effect::CallOff => return handler.sharer.call_off(),
        Effect::LookAtRepo => return handler.sharer.look(),
        Effect::LetGo(stale) => return drop(thread::spawn(move || drop(stale))),
    };
    let _ = handler.jobs.send(job);
}

fn start_listening(to_loop: Sender<Input>, mut parser: OscParser) {
    thread::spawn(move || {
        loop {
            let is_late = parser.is_holding() && matches!(event::poll(PAUSE), Ok(false));
            let heard = match is_late {
                true => parser.release(),
                false => match event::read() {
                    Ok(event) => parser.sift(event),
                    Err(_) => break,
                },
            };
            for it in heard {
                let input = match it {
                    Heard::Event(event) => Input::Terminal(event),
                    Heard::Ground(ground) => Input::Message(Message::Ground(ground)),
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

fn start_worker(mut file: LedgerFile, views: PathBuf, today: NaiveDate, to_loop: Sender<Input>) -> (Sender<Job>, thread::JoinHandle<()>) {
    let (jobs, todo) = mpsc::channel::<Job>();
    let tell = move |message| {
        let _ = to_loop.send(Input::Message(message));
    };
    let worker = thread::spawn(move || {
        let (mut told, mut commits) = (false, CommitWatch::of(&file.path));
        loop {
            match todo.recv_timeout(GLANCE) {
                Ok(Job::Save(ledger, touched)) => {
                    let saved = file.save(&ledger, &touched).map_err(Box::new);
                    go_ahead(saved.as_ref().ok().and_then(|s| s.taken_in.as_deref()), today, &tell);
                    tell(Message::Saved(saved));
                }
                Ok(Job::TakeIn(ledger)) => {
                    let taken = file.take_in(&ledger).map_err(Box::new);
                    go_ahead(taken.as_ref().ok().and_then(|t| t.as_deref()), today, &tell);
                    tell(Message::TakenIn(taken));
                }
                Ok(Job::Keep(user_state)) => {
                    if let Err(e) = write_ron(&views, &user_state) {
                        tell(Message::NotKept(format!("{}: {e}", views.display())));
                    }
                }
                // The file that this thread owns must not wait for a long document.
                Ok(Job::Draft(draft, lang)) => {
                    let tell = tell.clone();
                    thread::spawn(move || {
                        tell(Message::Drafted(Box::new(draft.finish(template(lang)))));
                    });
                }
                Ok(Job::Export(path, export, lang)) => {
                    let tell = tell.clone();
                    thread::spawn(move || {
                        let written = write(&path, &export, lang);
                        // Whoever called it off was told so then.
                        if !export.progress.is_called_off() {
                            tell(Message::Exported(export.name.clone(), written));
                        }
                    });
                }
                Ok(Job::End) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let changed = file.looks_changed();
                    if changed && !told {
                        tell(Message::ChangedOnDisk);
                    }
                    told = changed;
                    if commits.has_news() {
                        tell(Message::Committed);
                    }
                    continue;
                }
            }
            told = false;
        }
    });
    (jobs, worker)
}

/// Judges and lays out what came in, so that the frame need not wait for it.
fn go_ahead(taken: Option<&TakenIn>, today: NaiveDate, tell: &impl Fn(Message)) {
    if let Some(taken) = taken {
        tell(Message::Ahead(Box::new(Book::new(taken.ledger.clone(), today))));
    }
}

/// The office's own template, where there is one; what is wrong with it in words.
fn template(lang: Lang) -> Result<Template, String> {
    read_ron_or_default(&Folders::of_user().template_file()).map_err(|e| e.say(lang))
}

/// Writes a bulletin by the office's own template.
fn write(path: &Path, export: &Export, lang: Lang) -> Result<PathBuf, String> {
    let bytes = export.bytes(&template(lang)?, lang)?;
    write_document(path, &bytes, &export.progress).map(|()| path.to_owned()).map_err(|e| e.say(lang))
}

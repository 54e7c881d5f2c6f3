//! What a person sees and can do while a command takes long.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::progress::Progress;
use crate::text::{Lang, width};

/// What is done sooner needs no words.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is written anew.
const TURN: Duration = Duration::from_millis(200);

/// Does something; when it takes longer than a second and stderr is a terminal, a line there says how far it is. The
/// line is gone when it is done.
pub(super) fn patient<T>(progress: &Progress, lang: Lang, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (done, told) = mpsc::channel::<()>();
    let progress = progress.clone();
    let teller = thread::spawn(move || tell(&progress, lang, &told, &mut io::stderr()));
    let result = work();
    drop(done);
    let _ = teller.join();
    result
}

/// Says how far it is until the other end is dropped.
fn tell(progress: &Progress, lang: Lang, done: &Receiver<()>, out: &mut impl Write) {
    let mut cells: usize = 0;
    let mut wait = PATIENCE;
    while done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = TURN;
        let line = line(progress, lang);
        if !line.is_empty() || cells > 0 {
            let rest = cells.saturating_sub(width(&line));
            let _ = write!(out, "\r{line}{}{}", " ".repeat(rest), "\u{8}".repeat(rest));
            let _ = out.flush();
        }
        cells = width(&line);
    }
    if cells > 0 {
        let _ = write!(out, "\r{}\r", " ".repeat(cells));
        let _ = out.flush();
    }
}

/// The step that is under way, and how far it is; empty when none is.
fn line(progress: &Progress, lang: Lang) -> String {
    let snapshot = progress.snapshot();
    snapshot.step.map_or_else(String::new, |step| format!("{}{}", step.label(lang), snapshot.numbers()))
}

/// From now on a file that grows beyond what the system allows (`ulimit -f`, quotas) is an error of the call that writes it, and
/// does not end the program.
#[cfg(unix)]
pub(super) fn outlive_file_limits() {
    // Where this cannot be had, the system's usual way holds.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Default::default());
}

/// Windows has no such limits.
#[cfg(not(unix))]
pub(super) fn outlive_file_limits() {}

/// From now on Ctrl-C, or the system's wish that the program ends, waits until no document is half written.
#[cfg(unix)]
pub(super) fn clean_up_when_interrupted(progress: &Progress) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let progress = progress.clone();
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            progress.call_off();
            crate::store::finish_documents();
            std::process::exit(128 + signal);
        }
    });
}

/// On Windows Ctrl-C ends the program at once; a later writing sweeps away what it may have left.
#[cfg(not(unix))]
pub(super) fn clean_up_when_interrupted(_: &Progress) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Step;

    #[test]
    fn the_line_says_how_far_the_step_is_and_is_gone_at_the_end() {
        let progress = Progress::default();
        progress.begin(Step::Setting, 100_000);
        progress.add(34_000);
        assert_eq!(line(&progress, Lang::Zh), "排版  34,000 / 100,000");
        assert_eq!(line(&progress, Lang::En), "setting rows  34,000 / 100,000");
        progress.rest();
        assert_eq!(line(&progress, Lang::Zh), "");
    }

    #[test]
    fn what_is_done_at_once_writes_nothing() {
        let (done, told) = mpsc::channel();
        drop(done);
        let mut out = Vec::new();
        tell(&Progress::default(), Lang::Zh, &told, &mut out);
        assert!(out.is_empty());
    }
}

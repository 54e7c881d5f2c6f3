//! The ledger in its repository: how it stands there, and rounds of sharing on a thread of their own.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::restoring::Left;
use crate::merge::Departed;
use crate::share::{Consent, FileState, ShareError, Sharing, Stage, Standing, Stop, Synced};
use crate::store::Answer;
use crate::text::{Lang, Say};

/// How often a round that waits for an answer looks whether it was called off.
const GLANCE: Duration = Duration::from_millis(40);

/// What a person asks of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// A commit of the ledger, here only.
    Commit,
    /// Commit, fetch, merge, push.
    Sync,
}

#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// How the ledger stood when it was last looked at; none where it lies in no repository.
    pub(crate) standing: Option<Standing>,
    /// What is under way, and how far it is.
    pub(crate) under_way: Option<(Round, Option<Stage>)>,
    /// What begins when everything is saved.
    pub(crate) wish: Option<Round>,
}

/// What comes back from the thread that deals with the repository.
#[derive(Debug)]
pub enum News {
    /// It was looked at.
    Standing(Option<Standing>),
    /// A round has got so far.
    At(Stage),
    /// What is to be committed lacks records, and a person is to say whether they come back.
    Left(Left),
    /// A round is over: what it did, or why not.
    Ended(Result<String, String>),
}

impl Shared {
    /// The branch, how far it is from the others, and what is not committed: for the first line.
    pub(crate) fn label(&self, lang: Lang) -> String {
        let Some(standing) = &self.standing else { return String::new() };
        let mut parts = vec![standing.branch.clone().unwrap_or_else(|| lang.pick("无分支", "no branch").to_owned())];
        if standing.ahead > 0 {
            parts.push(format!("{}{}", lang.pick("待推", "ahead "), standing.ahead));
        }
        if standing.behind > 0 {
            parts.push(format!("{}{}", lang.pick("待收", "behind "), standing.behind));
        }
        parts.push(file_state(standing, lang).to_owned());
        if let Some(doing) = self.doing(lang) {
            parts = vec![doing];
        }
        parts.retain(|p| !p.is_empty());
        parts.join(" ")
    }

    /// Only what is under way, or that the ledger is not committed: where there is little room.
    pub(crate) fn brief(&self, lang: Lang) -> String {
        let state = || self.standing.as_ref().map_or_else(String::new, |standing| file_state(standing, lang).to_owned());
        self.doing(lang).unwrap_or_else(state)
    }

    fn doing(&self, lang: Lang) -> Option<String> {
        let (round, stage) = self.under_way?;
        Some(format!("{}…", stage.map_or_else(|| round.name(lang).to_owned(), |s| s.label(lang).to_owned())))
    }
}

fn file_state(standing: &Standing, lang: Lang) -> &'static str {
    match standing.file {
        FileState::Committed => "",
        FileState::Changed => lang.pick("未提交", "uncommitted"),
        FileState::Unmerged => lang.pick("未合并", "unmerged"),
        FileState::Untracked => lang.pick("未入库", "untracked"),
    }
}

impl Round {
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        match self {
            Round::Commit => lang.pick("提交", "commit"),
            Round::Sync => lang.pick("同步", "sync"),
        }
    }
}

enum Ask {
    Look,
    Do(Round, Stop),
}

/// Deals with the repository on a thread, so that no frame waits for git or the network.
pub(super) struct Sharer {
    asks: Option<Sender<Ask>>,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl Sharer {
    /// Starts it; it looks at the repository at once.
    pub(super) fn start(ledger: PathBuf, lang: Lang, notify: impl Fn(News) + Clone + Send + Sync + 'static) -> Sharer {
        let (asks, asked) = mpsc::channel();
        let _ = asks.send(Ask::Look);
        let thread = thread::spawn(move || serve(&ledger, lang, &asked, &notify));
        Sharer { asks: Some(asks), stop: Stop::default(), thread: Some(thread) }
    }

    pub(super) fn look(&self) {
        self.send(Ask::Look);
    }

    pub(super) fn begin(&mut self, round: Round) {
        self.stop = Stop::default();
        self.send(Ask::Do(round, self.stop.clone()));
    }

    /// Calls the round off that is under way: it ends as soon as nothing would be left half done.
    pub(super) fn call_off(&self) {
        self.stop.stop();
    }

    fn send(&self, ask: Ask) {
        if let Some(asks) = &self.asks {
            let _ = asks.send(ask);
        }
    }
}

impl Drop for Sharer {
    fn drop(&mut self) {
        self.stop.stop();
        self.asks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(ledger: &std::path::Path, lang: Lang, asked: &Receiver<Ask>, notify: &(impl Fn(News) + Clone + Send + Sync + 'static)) {
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let sharing = || Sharing::of(ledger, lang, false).map(|s| s.merging_by(std::env::current_exe().ok()));
    while let Ok(first) = asked.recv() {
        let mut look = false;
        for ask in std::iter::once(first).chain(asked.try_iter()) {
            if let Ask::Do(round, stop) = ask {
                let (tell, ask, called_off) = (told.clone(), notify.clone(), stop.clone());
                let consent = Consent::by(move |lost| {
                    let (wanted, said) = consents(lost, &ask, &called_off, lang);
                    tell.lock().unwrap_or_else(PoisonError::into_inner).push(said);
                    wanted
                });
                let done = sharing().and_then(|s| carry_out(&s.asking(consent), round, &stop, notify, lang));
                let done = done.map_err(|e| complaint(&e, lang));
                let lines = std::mem::take(&mut *told.lock().unwrap_or_else(PoisonError::into_inner));
                let with = |said: String| lines.iter().fold(said, |said, line| format!("{said}{}{line}", lang.pick("；", "; ")));
                notify(News::Ended(done.map(with).map_err(with)));
            }
            look = true;
        }
        if look {
            notify(News::Standing(sharing().and_then(|s| s.standing()).ok()));
        }
    }
}

/// Has a person asked whether what left the log comes back; says so too. Who calls the round off, or leaves, has it put back.
fn consents(lost: &Departed, notify: &impl Fn(News), stop: &Stop, lang: Lang) -> (bool, String) {
    let (answer, answered) = mpsc::channel();
    notify(News::Left(Left::Round { departed: lost.clone(), answer }));
    loop {
        return match answered.recv_timeout(GLANCE) {
            Err(RecvTimeoutError::Timeout) if !stop.is_stopped() => continue,
            Ok(Answer::LeaveOut) => (false, lost.out().say(lang)),
            _ => (true, lost.back().say(lang)),
        };
    }
}

fn complaint(error: &ShareError, lang: Lang) -> String {
    format!("{}  {}", error.say(lang), error.hint(lang))
}

fn carry_out(sharing: &Sharing, round: Round, stop: &Stop, notify: &impl Fn(News), lang: Lang) -> Result<String, ShareError> {
    match round {
        Round::Commit => Ok(match sharing.commit(None)? {
            Some(committed) => format!("{}{}", lang.pick("已提交：", "committed: "), committed.message.subject),
            None => lang.pick("没有要提交的改动", "nothing to commit").to_owned(),
        }),
        Round::Sync => sharing.sync(stop, &mut |stage| notify(News::At(stage))).map(|synced| sentence(&synced, lang)),
    }
}

fn sentence(synced: &Synced, lang: Lang) -> String {
    let tab = |waiting: String| lang.pick(format!("{waiting}，见“待裁定”一页"), format!("{waiting}, see their tab"));
    let contested = synced.contested().sentence(lang).map(tab);
    let parts: Vec<String> = [Some(synced.sentence(lang)), contested, synced.removal(lang)].into_iter().flatten().collect();
    parts.join(lang.pick("；", "; "))
}

/// What a person asks of sharing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Share {
    Commit,
    /// After a question; again: calls it off.
    Sync,
    Begin(Round),
}

use chrono::{DateTime, FixedOffset, Local, NaiveDate, SubsecRound};
use std::path::PathBuf;
use std::sync::Arc;

use super::config::{Config, ConfigFile, read_config};
use super::identity::Identity;
use super::state::UserState;
use crate::domain::{Author, DeptId, Ledger, Recorder, Unresolved};
use crate::progress::Progress;
use crate::says_as_error;
use crate::store::{Folders, LedgerFile, Leftover, Located, StoreError, leftovers, locate, read_ron_or_default};
use crate::text::{Lang, Say};

/// What a person asked for when he started the program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    pub(crate) file: Option<PathBuf>,
    pub(crate) us: Option<String>,
    pub(crate) today: Option<NaiveDate>,
    /// The past day whose state is to be looked at.
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) lang: Option<Lang>,
}

/// Of when the state is that is shown, where that is not the day by which it is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The state of a past day, judged by that day: only to be looked at.
    Then(NaiveDate),
    /// The present state, judged by a day after which more was recorded.
    JudgedBy(NaiveDate),
}

impl Moment {
    fn of(ledger: &Ledger, wishes: &Wishes) -> Option<Moment> {
        let judged = wishes.today.filter(|day| ledger.knows_later_than(*day)).map(Moment::JudgedBy);
        wishes.as_of.map(Moment::Then).or(judged)
    }

    /// Whether it is only to be looked at.
    pub(crate) fn is_past(self) -> bool {
        matches!(self, Moment::Then(_))
    }

    /// The same in few words.
    pub(crate) fn brief(self, lang: Lang) -> String {
        match self {
            Moment::Then(day) => lang.pick(format!("{day} 当时"), format!("on {day}")),
            Moment::JudgedBy(day) => lang.pick(format!("以 {day} 判断"), format!("judged {day}")),
        }
    }
}

impl Say for Moment {
    fn say(&self, lang: Lang) -> String {
        match self {
            Moment::Then(day) => lang.pick(format!("{day} 当时的状态"), format!("the state of {day}")),
            Moment::JudgedBy(day) => {
                lang.pick(format!("以 {day} 为准判断，状态为现在的"), format!("judged by {day}; the state is the present one"))
            }
        }
    }
}

/// One person at work on one ledger.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) file: LedgerFile,
    pub(crate) ledger: Ledger,
    pub(crate) located: Located,
    pub(crate) folders: Folders,
    /// Named views and the last filters; none when their file could not be understood, so that it is left alone.
    pub(crate) user_state: Option<UserState>,
    pub(crate) us: Option<DeptId>,
    /// What the person said of himself when he was asked.
    pub(crate) identity: Identity,
    pub(crate) lang: Lang,
    /// The day by which lights are judged.
    pub(crate) today: NaiveDate,
    /// Of when the state is, where that is not the day by which it is judged.
    pub(crate) moment: Option<Moment>,
    /// Turns intents into changes.
    pub(crate) recorder: Recorder,
    /// Edits of programs that were killed before they could save them.
    pub(crate) leftovers: Vec<Leftover>,
    /// What went wrong without being fatal (a mistake in the config).
    pub(crate) warnings: Vec<String>,
}

/// Why a session could not begin.
#[derive(Debug)]
pub enum OpenError {
    Store(StoreError),
    /// Who “we” are is no single body.
    Us(Unresolved),
}

says_as_error!(OpenError);

impl Say for OpenError {
    fn say(&self, lang: Lang) -> String {
        match self {
            OpenError::Store(e) => e.say(lang),
            OpenError::Us(e) => e.say(lang),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(e: StoreError) -> Self {
        OpenError::Store(e)
    }
}

impl OpenError {
    /// What the person should do now.
    pub(crate) fn hint(&self, lang: Lang) -> String {
        match self {
            OpenError::Store(e) => e.hint(lang),
            OpenError::Us(_) => {
                lang.pick("请写单位全称或方案中的简称。", "Give the full name, or the short name that a plan uses.").to_owned()
            }
        }
    }
}

/// The language: as wished, else as configured, else by the locale, else Chinese.
pub(crate) fn language(wish: Option<Lang>, config: &Config) -> Lang {
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|s| !s.is_empty()));
    let configured = || config.lang.as_ref().and_then(|l| l.parse().ok());
    wish.or_else(configured).unwrap_or_else(|| locale().map_or(Lang::Zh, |l| Lang::from_locale(&l)))
}

/// A session whose ledger is found and not read yet: all that takes no time.
#[derive(Debug)]
pub struct Unread {
    pub(crate) located: Located,
    pub(crate) folders: Folders,
    pub(crate) config: ConfigFile,
    pub(crate) user_state: Option<UserState>,
    pub(crate) lang: Lang,
    pub(crate) warnings: Vec<String>,
    wishes: Wishes,
}

impl Unread {
    /// Reads the config and finds the ledger.
    pub(crate) fn of(wishes: Wishes) -> Result<Unread, OpenError> {
        let folders = Folders::of_user();
        let config = read_config(&folders.config_file());
        let lang = language(wishes.lang, &config.values);
        let mut warnings = config.warnings(lang);
        let user_state = read_ron_or_default(&folders.views_file()).map_err(|e| warnings.push(e.say(lang))).ok();
        let folder = std::env::current_dir().unwrap_or_default();
        let located = locate(wishes.file.as_deref(), &folder, &folders)?;
        Ok(Unread { located, folders, config, user_state, lang, warnings, wishes })
    }

    /// Reads the ledger, saying how far it is; finds out who “we” are. Can be called off.
    pub(crate) fn read(self, progress: &Progress) -> Result<Session, OpenError> {
        let Unread { located, folders, config, user_state, lang, mut warnings, wishes } = self;
        let (file, mut ledger) = LedgerFile::open(located.path(), &folders, progress)?;
        warnings.extend(folders.closed(located.path()).iter().map(|e| format!("{}  {}", e.say(lang), e.hint(lang))));
        let leftovers = if wishes.as_of.is_some() { Vec::new() } else { leftovers(&ledger, located.path(), &folders) };
        let mut identity: Identity = read_ron_or_default(&folders.identity_file()).unwrap_or_else(|e: StoreError| {
            warnings.push(e.say(lang));
            Identity { asked: true, ..Identity::default() }
        });
        // A day that is wished for may lie before what was rightly recorded since.
        let present = Local::now().date_naive();
        ledger.believe_until(wishes.today.map_or(present, |day| day.max(present)));
        let moment = Moment::of(&ledger, &wishes);
        let us = match (wishes.us, &config.values.us) {
            (Some(wish), _) => Some(ledger.departments.resolve(&wish).map_err(OpenError::Us)?.id.clone()),
            (None, Some(name)) => match ledger.departments.resolve(name) {
                Ok(dept) => Some(dept.id.clone()),
                Err(e) => {
                    warnings.push(format!("{}: {}", config.place(name), e.say(lang)));
                    None
                }
            },
            (None, None) => ledger.departments.resolve(&identity.us).ok().map(|dept| dept.id.clone()),
        };
        identity.is_configured = config.values.us.is_some();
        let person = config.values.person.or_else(|| Some(identity.person.clone()).filter(|p| !p.is_empty()));
        let recorder = recorder(us.clone(), person, wishes.today);
        let today = wishes.as_of.or(wishes.today).unwrap_or(present);
        if let Some(day) = wishes.as_of {
            ledger = ledger.as_of(day);
        }
        ledger.call_on(today);
        Ok(Session { file, ledger, located, folders, user_state, us, identity, lang, today, moment, recorder, leftovers, warnings })
    }
}

fn recorder(us: Option<DeptId>, person: Option<String>, today: Option<NaiveDate>) -> Recorder {
    let person = person.or_else(|| std::env::var("USER").ok()).or_else(|| std::env::var("USERNAME").ok()).unwrap_or_default();
    Recorder { by: Author { dept: us, person }, clock: Arc::new(move || now(today)), entropy: Arc::new(entropy) }
}

/// The present moment to the second; on another day when one is wished.
fn now(today: Option<NaiveDate>) -> DateTime<FixedOffset> {
    let now = Local::now().trunc_subsecs(0).fixed_offset();
    let elsewhen = today.and_then(|day| day.and_time(now.time()).and_local_timezone(*now.offset()).single());
    elsewhen.unwrap_or(now)
}

/// 64 random bits from the system; from the clock and the process number where it has none to give.
fn entropy() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let nanos = Local::now().timestamp_nanos_opt().unwrap_or_default() as u64;
        nanos.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(std::process::id()) << 32)
    })
}

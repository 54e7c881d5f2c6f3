//! What is done with a matter for coordination.

use chrono::NaiveDate;

use super::change::Change;
use super::entering::Unsound;
use super::id::{DeptId, EntryId, MatterId};
use super::intent::NothingToRecord;
use super::ledger::{Ledger, NotFound};
use super::level::Level;
use super::liaison::Liaison;
use super::matter::Matter;
use super::matter_standing::MatterStage;
use super::outcome::Outcome;
use super::reader::LedgerReader;
use super::record::Recorder;
use super::step::Step;
use super::update::Fact;
use super::wording::{Misread, Reader};
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// What a person wants to record of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handling {
    /// Those whom it needs have met.
    Met {
        /// On which day.
        on: NaiveDate,
        /// Who came.
        came: Vec<DeptId>,
        /// What was said there.
        words: String,
    },
    /// It is settled.
    Settled {
        /// On which day.
        on: NaiveDate,
        /// The number of the minutes.
        minutes: String,
        /// What was decided.
        decided: String,
    },
    /// A higher level is to settle it; none: the next above its own.
    PassedUp {
        /// On which day.
        on: NaiveDate,
        /// To which level.
        to: Option<Level>,
        /// Why.
        reason: String,
    },
    /// It is open again.
    Reopened {
        /// On which day.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

impl Recorder {
    /// The change that records what was done with a matter.
    pub fn handle(&self, ledger: &Ledger, matter: &Matter, handling: &Handling) -> Result<Change, NothingToRecord> {
        let standing = ledger.judge_matter(matter, (self.clock)().date_naive(), None);
        let words = |said: &str| said.trim().to_owned();
        let to = match handling {
            Handling::Met { .. } | Handling::PassedUp { .. } | Handling::Settled { .. } if standing.stage == MatterStage::Settled => {
                return Err(NothingToRecord::IsSettled);
            }
            Handling::Met { on, came, words: said } => {
                let says = vec![Fact::Consulted { on: *on, came: came.clone(), words: words(said) }];
                return Ok(Change::record(matter.id.clone(), self.update(&matter.updates, says, None)));
            }
            Handling::Settled { decided, .. } if decided.trim().is_empty() => return Err(NothingToRecord::NoDecision),
            Handling::Settled { on, minutes, decided } => Outcome::Settled { on: *on, minutes: words(minutes), decided: words(decided) },
            Handling::PassedUp { on, to, reason } => {
                let to = to.or_else(|| above(standing.level?)).ok_or(NothingToRecord::NoLevel)?;
                let lower = standing.level.is_some_and(|now| to >= now);
                if lower {
                    return Err(NothingToRecord::NotAbove(to));
                }
                Outcome::PassedUp { on: *on, to, reason: words(reason) }
            }
            Handling::Reopened { .. } if standing.stage != MatterStage::Settled => return Err(NothingToRecord::NotSettled),
            Handling::Reopened { reason, .. } if reason.trim().is_empty() => return Err(NothingToRecord::NoReasonToSendBack),
            Handling::Reopened { on, reason } => Outcome::Reopened { on: *on, reason: words(reason) },
        };
        let from = standing.state.outcome.value.clone();
        if standing.state.outcome.contest.is_none() && from.as_deref() == Some(&to) {
            return Err(NothingToRecord::Same(to.sentence(Lang::Zh)));
        }
        let says = vec![Fact::Outcome { from, to: Box::new(to) }];
        Ok(Change::record(matter.id.clone(), self.update(&matter.updates, says, None)))
    }
}

/// The next level above one.
fn above(level: Level) -> Option<Level> {
    level.rank().checked_sub(1).and_then(|rank| Level::ALL.get(rank).copied())
}

/// Why words lay down no step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Unlaid {
    /// They are not of the form that is read.
    Form(String),
    /// They name no entry, or several.
    Entry(NotFound),
    Misread(Misread),
    Unsound(Unsound),
}

says_as_error!(Unlaid);

impl Say for Unlaid {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unlaid::Form(text) => lang.pick(
                format!("`{text}` 读不懂，要写 条目@做什么@单位@何时前（只涉及一个条目的可以不写条目）"),
                format!("`{text}` cannot be read: write ENTRY@WHAT@BODY@WHEN (no ENTRY where the matter holds up one alone)"),
            ),
            Unlaid::Entry(why) => why.say(lang),
            Unlaid::Misread(misread) => misread.say(lang),
            Unlaid::Unsound(why) => why.say(lang),
        }
    }
}

impl Matter {
    /// A problem that was heard on a visit to what somebody looks after, on the entries of that; `entropy` must be random.
    pub(crate) fn heard(liaison: &Liaison, problem: &str, on: NaiveDate, entropy: u64) -> Matter {
        let (raised_by, level, entries) = (liaison.body.clone(), liaison.level, liaison.entries.clone());
        let (id, problem, heard_by) = (MatterId::mint(entropy), problem.trim().to_owned(), Some(liaison.id.clone()));
        Matter { id, problem, raised_on: on, raised_by, level, entries, heard_by, ..Matter::default() }
    }
}

impl Ledger {
    /// The entry that a word names: of several plans with such a reference that which the matter holds up.
    fn held_up<'a>(&'a self, own: &'a [EntryId], word: &str) -> Result<&'a EntryId, NotFound> {
        let wanted = fold_width(word);
        let mut named = own.iter().filter(|id| fold_width(id.reference()) == wanted);
        let one = named.next().filter(|_| named.next().is_none());
        one.map_or_else(|| self.find(word).map(|entry| &entry.id), Ok)
    }

    /// A step that a matter lays down, of words like `hulin-agri/五（一）@办理调剂手续@鸡西市自然资源局@2025-12-31`; `entropy` must be random.
    pub(crate) fn laid_down(&self, matter: &Matter, text: &str, today: NaiveDate, entropy: u64) -> Result<Step, Unlaid> {
        let parts: Vec<&str> = text.split(['@', '＠']).map(str::trim).collect();
        let form = || Unlaid::Form(text.trim().to_owned());
        let (of, rest) = match (parts.len(), matter.entries.as_slice()) {
            (4, own) => (self.held_up(own, parts[0]).map_err(Unlaid::Entry)?, &parts[1..]),
            (3, [one]) => (one, &parts[..]),
            _ => return Err(form()),
        };
        let [what, who, when] = rest else { return Err(form()) };
        let reader = LedgerReader { ledger: self, plan: of.plan(), today };
        let bodies: Result<Vec<DeptId>, Misread> = reader.parts(who).into_iter().map(|name| reader.body(name)).collect();
        let due = if when.is_empty() { None } else { Some(reader.due(when).map_err(Unlaid::Misread)?) };
        let (what, bodies) = ((*what).to_owned(), bodies.map_err(Unlaid::Misread)?);
        let step = Step { what, due, bodies, decided_by: Some(matter.id.clone()), ..Step::new(of.clone(), entropy) };
        self.sound(None, &step).map_err(Unlaid::Unsound)?;
        Ok(step)
    }
}

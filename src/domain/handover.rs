//! What a body has to do in an entry goes to another one, from a day on: where a body is split, or some of its duties are moved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::id::{DeptId, Names};
use super::ledger::Ledger;
use super::list::Cooperation;
use super::stated::Lead;
use super::update::Fact;
use super::wording::{Asks, Misread, Reader, in_words};
use crate::text::Lang;

/// That another body does in an entry what one had to do, in the same role.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// From which day on.
    pub on: NaiveDate,
    /// The body that had it to do.
    pub from: DeptId,
    /// The body that has it to do since.
    pub to: DeptId,
    /// The document that says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

impl Handover {
    /// As readers see it: `自2026-12-01起甲局的职责交乙局（某编发〔2026〕3号）`.
    pub(crate) fn sentence(&self, names: &dyn Names, lang: Lang) -> String {
        let (on, from, to) = (self.on, names.name_of(&self.from), names.name_of(&self.to));
        let basis = if self.basis.is_empty() { String::new() } else { lang.bracketed(&self.basis) };
        lang.pick(format!("自{on}起{from}的职责交{to}{basis}"), format!("from {on} on {to} does what {from} had to do{basis}"))
    }

    /// Reads `甲局→乙局@2026-12-01`, with the document behind another `@` where there is one.
    fn read(text: &str, reader: &dyn Reader) -> Result<Handover, Misread> {
        let not = || Misread::Not(Asks::Handovers, text.to_owned());
        let mut parts = text.splitn(3, ['@', '＠']).map(str::trim);
        let (from, to) = parts.next().and_then(|both| both.split_once('→')).ok_or_else(not)?;
        let on = parts.next().ok_or_else(not)?;
        let on = reader.day(on).map_err(|_| not())?;
        let basis = parts.next().unwrap_or_default().to_owned();
        Ok(Handover { on, from: reader.body(from.trim())?, to: reader.body(to.trim())?, basis })
    }

    fn written(&self, names: &dyn Names) -> String {
        let basis = if self.basis.is_empty() { String::new() } else { format!("@{}", self.basis) };
        format!("{}→{}@{}{basis}", names.name_of(&self.from), names.name_of(&self.to), self.on)
    }
}

in_words! {
    Vec<Handover> => |all, names, _lang| all.iter().map(|one| one.written(names)).collect::<Vec<_>>().join("、"),
        tries Asks::Handovers, |text, reader| reader.parts(text).into_iter().map(|part| Handover::read(part, reader)).collect();
}

/// What was handed over in entries that stand above one another, the nearest first: in the order in which it came to hold, and of one
/// day what is said nearer first.
pub(super) fn handed_along<'a>(path: impl Iterator<Item = &'a Entry>) -> Vec<&'a Handover> {
    let mut all: Vec<(usize, &Handover)> = path.enumerate().flat_map(|(depth, at)| at.handed.iter().map(move |one| (depth, one))).collect();
    all.sort_by_key(|(depth, one)| (one.on, *depth, *one));
    all.into_iter().map(|(_, one)| one).collect()
}

/// The bodies beside the one that leads when all of this was handed over, each once: of two parts of one body the larger one stays.
pub(super) fn shared_after(shared: &[Cooperation], handed: &[&Handover]) -> Vec<Cooperation> {
    let after = |body: &DeptId| handed.iter().fold(body.clone(), |body, one| if body == one.from { one.to.clone() } else { body });
    let mut now: Vec<Cooperation> = Vec::new();
    for part in shared.iter().map(|part| part.of_body(after(part.dept()))) {
        match now.iter_mut().find(|had| had.dept() == part.dept()) {
            Some(had) => *had = had.clone().min(part),
            None => now.push(part),
        }
    }
    now
}

impl Ledger {
    /// Who leads an entry on a day where this body would by what is said at the entry itself or at one above it. Who was settled since
    /// to lead leads.
    pub(super) fn led_after(&self, entry: &Entry, said_at: &Entry, lead: DeptId, as_of: Option<NaiveDate>) -> DeptId {
        let path = || self.up_to(entry, said_at);
        if path().all(|at| at.handed.is_empty()) {
            return lead;
        }
        let settles = |fact: &Fact| matches!(fact, Fact::Lead { .. });
        let settled = said_at.updates.iter().filter(|u| u.says.iter().any(settles)).map(|u| u.day()).max();
        let day = as_of.map_or(self.day(), |day| day.min(self.day()));
        let holds = |one: &&Handover| one.on <= day && settled.is_none_or(|settled| settled <= one.on);
        let held = handed_along(path()).into_iter().filter(holds);
        held.fold(lead, |lead, one| if lead == one.from { one.to.clone() } else { lead })
    }

    /// An entry and those above it up to one of them.
    pub(super) fn up_to<'a>(&'a self, entry: &'a Entry, last: &Entry) -> impl Iterator<Item = &'a Entry> {
        let (mut reached, last) = (false, last.id.clone());
        self.upward(entry).take_while(move |at| !std::mem::replace(&mut reached, at.id == last))
    }

    /// What was handed over of the duties that hold for an entry: of one day and body what is said nearest.
    pub(crate) fn handed_of(&self, entry: &Entry) -> Vec<Handover> {
        let holder = self.upward(entry).find(|at| at.lead != Lead::Inherited).unwrap_or(entry);
        let mut all: Vec<Handover> = Vec::new();
        for one in handed_along(self.up_to(entry, holder)) {
            if all.iter().all(|nearer| (nearer.on, &nearer.from) != (one.on, &one.from)) {
                all.push(one.clone());
            }
        }
        all
    }
}

//! What a body has to do in an entry goes to another one, from a day on: where a body is split, or some of its duties are moved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{DeptId, Names};
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

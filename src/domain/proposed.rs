//! Who is suggested to lead (拟牵头), and on what ground. A suggestion is no fact: nobody counts as leading by it until it is taken.

use serde::{Deserialize, Serialize};

use super::id::{DeptId, Names};
use super::wording::{Asks, Misread, Reader, in_words};
use crate::text::Lang;

/// A body that is suggested to lead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedLead {
    /// Which body.
    pub lead: DeptId,
    /// Why it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
}

/// What stands before a ground in its bracket.
const GROUND: [&str; 2] = ["依据", "ground"];

impl ProposedLead {
    /// As it is written, to be read again: `甲市人民政府（依据：项目所在地为甲市）`.
    pub(crate) fn written(&self, names: &dyn Names, lang: Lang) -> String {
        let because = format!("{}{}{}", lang.pick(GROUND[0], GROUND[1]), lang.pick("：", ": "), self.ground);
        let because = if self.ground.is_empty() { String::new() } else { lang.bracketed(&because) };
        format!("{}{because}", names.name_of(&self.lead))
    }

    /// Several as they are written.
    pub(crate) fn list(all: &[ProposedLead], names: &dyn Names, lang: Lang) -> String {
        all.iter().map(|one| one.written(names, lang)).collect::<Vec<_>>().join("、")
    }

    fn read(part: &str, reader: &dyn Reader) -> Result<ProposedLead, Misread> {
        let (name, ground) = divided(part).unwrap_or((part, ""));
        Ok(ProposedLead { lead: reader.body(name.trim())?, ground: ground.trim().to_owned() })
    }
}

/// The name in a part of a list, and the ground in the bracket behind it.
fn divided(part: &str) -> Option<(&str, &str)> {
    let inside = part.trim_end().strip_suffix(['）', ')'])?;
    inside.match_indices(['（', '(']).find_map(|(at, bracket)| {
        let words = &inside[at + bracket.len()..];
        let ground = GROUND.into_iter().find_map(|word| words.strip_prefix(word))?.strip_prefix(['：', ':'])?;
        Some((&inside[..at], ground))
    })
}

in_words! {
    Vec<ProposedLead> => |all, names, lang| ProposedLead::list(all, names, lang),
        tries Asks::Proposed, |text, reader| {
            let mut all: Vec<ProposedLead> = Vec::new();
            for part in reader.parts(text) {
                let one = ProposedLead::read(part, reader)?;
                if all.iter().all(|had| had.lead != one.lead) {
                    all.push(one);
                }
            }
            Ok(all)
        };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Entry, EntryId, Facts, Kind, Ledger, LedgerReader};

    fn proposed(lead: &str, ground: &str) -> ProposedLead {
        ProposedLead { lead: lead.into(), ground: ground.to_owned() }
    }

    #[test]
    fn what_is_suggested_is_read_as_it_is_written_in_both_languages() {
        let mut ledger = Ledger::default();
        ledger.departments.extend(["甲市各县（市）政府", "乙局"].map(Department::new));
        let reader = LedgerReader { ledger: &ledger, plan: "", today: Default::default() };
        let all = vec![proposed("甲市各县（市）政府", "与五（二）“题、目”相近；列名首位"), proposed("乙局", "")];
        for lang in [Lang::Zh, Lang::En] {
            let text = ProposedLead::list(&all, &ledger, lang);
            let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
            entry.write("proposed", &text, &reader).unwrap();
            assert_eq!(entry.proposed, all, "{text}");
        }
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        assert!(matches!(entry.write("proposed", "丙局（依据：无）", &reader), Err(Misread::Body(name, _)) if name == "丙局"));
    }
}

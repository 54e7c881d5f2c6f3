use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attachment::Attachment;
use super::former::Former;
use super::handover::Handover;
use super::id::{DeptId, EntryId, IndicatorId, Names, PlanCode};
use super::proposed::ProposedLead;
use super::vocabulary::vocabulary;
use super::wording::{Asks, Misread, Reader, divided_by_blanks, in_words};
use crate::text::{Lang, fold_width};

/// A name that people or plans use for a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The plan that uses it; absent for a name in general use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) plan: Option<PlanCode>,
    pub(crate) name: String,
}

/// What a body beside the lead has to do with an entry, by the words of the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The clause says that it cooperates (配合).
    Cooperates,
    /// The clause lists it and says neither 牵头 nor 配合: each does what its duties say (按职责分工负责).
    Shares,
    /// It only carries the work out (具体落实).
    Implements,
}

vocabulary!(Role {
    Cooperates = "配合", "cooperates", "cooperating", [];
    Shares = "分工", "shares", "sharing", ["分工负责"];
    Implements = "落实", "implements", "implementing", ["具体落实"];
});

impl Role {
    /// Behind the name of a body in a list; nothing behind one that cooperates.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Role::Cooperates => "",
            Role::Shares => "（分工）",
            Role::Implements => "（落实）",
        }
    }
}

/// A body beside the lead, with its role in the clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cooperation {
    /// [`Role::Cooperates`].
    Cooperates(DeptId),
    /// [`Role::Implements`].
    Implements(DeptId),
    /// [`Role::Shares`].
    Shares(DeptId),
}

impl Cooperation {
    fn of(role: Role, dept: DeptId) -> Cooperation {
        match role {
            Role::Cooperates => Cooperation::Cooperates(dept),
            Role::Shares => Cooperation::Shares(dept),
            Role::Implements => Cooperation::Implements(dept),
        }
    }

    /// The same part of another body.
    pub(super) fn of_body(&self, dept: DeptId) -> Cooperation {
        Cooperation::of(self.role(), dept)
    }

    /// The body.
    pub fn dept(&self) -> &DeptId {
        match self {
            Cooperation::Cooperates(d) | Cooperation::Shares(d) | Cooperation::Implements(d) => d,
        }
    }

    /// The role.
    pub fn role(&self) -> Role {
        match self {
            Cooperation::Cooperates(_) => Role::Cooperates,
            Cooperation::Shares(_) => Role::Shares,
            Cooperation::Implements(_) => Role::Implements,
        }
    }

    /// The name in a part of a list, and the role that its mark gives the body.
    pub(super) fn role_behind(part: &str) -> (&str, Role) {
        let bare = fold_width(part);
        let bears = |role: &Role| !role.mark().is_empty() && bare.ends_with(&fold_width(role.mark()));
        match Role::ALL.into_iter().find(bears) {
            Some(role) => {
                let marked = role.mark().chars().count();
                let end = part.char_indices().rev().nth(marked - 1).map_or(0, |(at, _)| at);
                (part[..end].trim_end(), role)
            }
            None => (part, Role::Cooperates),
        }
    }

    /// Reads a list of bodies as [`Cooperation::written`] writes them, each once.
    pub(crate) fn read_list(text: &str, reader: &dyn Reader) -> Result<Vec<Cooperation>, Misread> {
        let one = |part: &str| {
            let (name, role) = Cooperation::role_behind(part);
            reader.body(name).map(|body| Cooperation::of(role, body))
        };
        let mut all: Vec<Cooperation> = Vec::new();
        for part in reader.parts(text) {
            for one in divided_by_blanks(part, one)? {
                if all.iter().all(|c| c.dept() != one.dept()) {
                    all.push(one);
                }
            }
        }
        Ok(all)
    }

    /// As it is written in a list of bodies: by its name, with the mark of its role behind.
    pub(crate) fn written(&self, names: &dyn Names) -> String {
        format!("{}{}", names.name_of(self.dept()), self.role().mark())
    }
}

impl Alias {
    /// Reads `854农场`, or `854农场@jixi-agri` of a name that only a plan uses.
    fn read(text: &str, reader: &dyn Reader) -> Option<Alias> {
        let (name, plan) = text.split_once(['@', '＠']).map_or((text, None), |(name, plan)| (name, Some(plan)));
        let plan = plan.map(|word| reader.plan(word).ok_or(())).transpose().ok()?;
        Some(Alias { plan, name: name.trim().to_owned() }).filter(|alias| !alias.name.is_empty())
    }

    fn written(&self) -> String {
        self.plan.as_ref().map_or_else(|| self.name.clone(), |plan| format!("{}@{plan}", self.name))
    }
}

in_words! {
    Vec<Alias> => |all, _names, _lang| all.iter().map(Alias::written).collect::<Vec<_>>().join("、"),
        reads Asks::Names, |text, reader| reader.parts(text).into_iter().map(|part| Alias::read(part, reader)).collect();
    Vec<Cooperation> => |all, names, _lang| all.iter().map(|c| c.written(names)).collect::<Vec<_>>().join("、"),
        tries Asks::Bodies, |text, reader| Cooperation::read_list(text, reader);
}

/// A list of a record that merges as an ordered set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The field's word for machines.
    pub(crate) word: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

impl List {
    /// The list's name.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

macro_rules! listed {
    ($($(#[$doc:meta])* $variant:ident($item:ty);)*) => {
        /// Something in a list.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Listed {
            $($(#[$doc])* $variant($item),)*
        }

        $(impl From<$item> for Listed {
            fn from(item: $item) -> Listed {
                Listed::$variant(item)
            }
        }

        impl TryFrom<Listed> for $item {
            type Error = Listed;

            fn try_from(listed: Listed) -> Result<$item, Listed> {
                if let Listed::$variant(item) = listed { Ok(item) } else { Err(listed) }
            }
        })*
    };
}

listed! {
    /// Words.
    Words(String);
    /// A body.
    Body(DeptId);
    /// A body with its role.
    Cooperation(Cooperation);
    /// A body that is suggested to lead, with the ground.
    Proposed(ProposedLead);
    /// A name that a plan uses.
    Alias(Alias);
    /// A name of before.
    Former(Former);
    /// A day.
    Day(NaiveDate);
    /// What was handed over.
    Handover(Handover);
    /// What is attached.
    Attachment(Attachment);
    /// An entry.
    Entry(EntryId);
    /// An indicator.
    Indicator(IndicatorId);
}

impl Listed {
    /// As readers see it.
    pub(crate) fn in_words(&self, names: &dyn Names, lang: Lang) -> String {
        match self {
            Listed::Words(words) => words.clone(),
            Listed::Body(id) => names.name_of(id).to_owned(),
            Listed::Cooperation(c) => format!("{}{}", names.name_of(c.dept()), lang.bracketed(c.role().label(lang))),
            Listed::Proposed(proposed) => proposed.written(names, lang),
            Listed::Alias(alias) => alias.name.clone(),
            Listed::Former(former) => former.written(),
            Listed::Day(day) => day.to_string(),
            Listed::Handover(one) => one.sentence(names, lang),
            Listed::Attachment(one) => one.told(),
            Listed::Entry(id) => id.to_string(),
            Listed::Indicator(id) => id.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Ledger, LedgerReader};

    #[test]
    fn a_list_of_bodies_is_read_as_it_is_written_whatever_their_roles() {
        let mut ledger = Ledger::default();
        ledger.departments.extend(["甲局", "乙局", "丙行"].map(Department::new));
        let reader = LedgerReader { ledger: &ledger, plan: "", today: "2026-01-01".parse().unwrap() };
        let all = [Cooperation::Shares("甲局".into()), Cooperation::Cooperates("乙局".into()), Cooperation::Implements("丙行".into())];
        let written: Vec<String> = all.iter().map(|c| c.written(&ledger)).collect();
        assert_eq!(written, ["甲局（分工）", "乙局", "丙行（落实）"]);
        assert_eq!(Cooperation::read_list(&written.join("、"), &reader), Ok(all.to_vec()));
        assert!(Cooperation::read_list("甲局、丙行（落实 ）", &reader).is_err(), "a mark with a blank in it is none");
        let apart = Cooperation::read_list("甲局（分工） 乙局　丙行（落实）", &reader);
        assert_eq!(apart, Ok(all.to_vec()), "blanks are marks too");
        assert!(matches!(Cooperation::read_list("甲局 无局", &reader), Err(Misread::Body(name, _)) if name == "无局"));
        assert_eq!(Cooperation::read_list("甲局 (分工)、甲局", &reader), Ok(vec![Cooperation::Shares("甲局".into())]));
    }
}

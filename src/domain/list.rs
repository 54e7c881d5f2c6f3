use serde::{Deserialize, Serialize};

use super::former::Former;
use super::id::{DeptId, Names, PlanCode};
use super::wording::{Asks, Misread, Reader, in_words};
use crate::text::Lang;

/// A name that people or plans use for a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The plan that uses it; absent for a name in general use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) plan: Option<PlanCode>,
    pub(crate) name: String,
}

/// A body beside the lead, with its role in the clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cooperation {
    /// 配合: shares the work.
    Cooperates(DeptId),
    /// 具体落实: only carries it out.
    Implements(DeptId),
}

impl Cooperation {
    /// Behind the name of a body that only carries the work out.
    pub(crate) const IMPLEMENTS: &'static str = "（落实）";

    /// The body.
    pub fn dept(&self) -> &DeptId {
        match self {
            Cooperation::Cooperates(d) | Cooperation::Implements(d) => d,
        }
    }

    /// The name in a part of a list, and what its role makes of the body.
    pub(super) fn role_behind(part: &str) -> (&str, fn(DeptId) -> Cooperation) {
        let name = part.strip_suffix(Cooperation::IMPLEMENTS).or_else(|| part.strip_suffix("(落实)"));
        (name.unwrap_or(part).trim_end(), if name.is_some() { Cooperation::Implements } else { Cooperation::Cooperates })
    }

    /// Reads a list of bodies as [`Cooperation::written`] writes them, each once.
    pub(crate) fn read_list(text: &str, reader: &dyn Reader) -> Result<Vec<Cooperation>, Misread> {
        let mut all: Vec<Cooperation> = Vec::new();
        for part in reader.parts(text) {
            let (name, role) = Cooperation::role_behind(part);
            let one = role(reader.body(name)?);
            if all.iter().all(|c| c.dept() != one.dept()) {
                all.push(one);
            }
        }
        Ok(all)
    }

    /// As it is written in a list of bodies: by its name, with [`Cooperation::IMPLEMENTS`] behind what only carries it out.
    pub(crate) fn written(&self, names: &dyn Names) -> String {
        let name = names.name_of(self.dept());
        match self {
            Cooperation::Cooperates(_) => name.to_owned(),
            Cooperation::Implements(_) => format!("{name}{}", Cooperation::IMPLEMENTS),
        }
    }

    /// The role, for machines.
    pub(crate) fn role(&self) -> &'static str {
        match self {
            Cooperation::Cooperates(_) => "cooperating",
            Cooperation::Implements(_) => "implementing",
        }
    }

    /// The role, for readers.
    pub(crate) fn role_label(&self, lang: Lang) -> &'static str {
        match self {
            Cooperation::Cooperates(_) => lang.pick("配合", "cooperates"),
            Cooperation::Implements(_) => lang.pick("落实", "implements"),
        }
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
    /// A name that a plan uses.
    Alias(Alias);
    /// A name of before.
    Former(Former);
}

impl Listed {
    /// As readers see it.
    pub(crate) fn in_words(&self, names: &dyn Names, lang: Lang) -> String {
        match self {
            Listed::Words(words) => words.clone(),
            Listed::Body(id) => names.name_of(id).to_owned(),
            Listed::Cooperation(c) => format!("{}{}", names.name_of(c.dept()), lang.bracketed(c.role_label(lang))),
            Listed::Alias(alias) => alias.name.clone(),
            Listed::Former(former) => former.written(),
        }
    }
}

//! What became of a body or a place, from a day on: told in its page, in `diff`, `log` and commit messages.

use chrono::NaiveDate;

use super::former::Former;
use super::id::{DeptId, Names};
use crate::text::Lang;

/// A turn in the life of a body or a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// From which day on; none where nobody says it.
    pub(crate) from: Option<NaiveDate>,
    pub(super) became: Became,
    /// The document that says so.
    pub(super) basis: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Became {
    /// It is called otherwise.
    Called(String),
    /// Another body has its duties.
    PartOf(DeptId),
    /// It has another body's duties.
    HeirOf(DeptId),
    /// It has what another body had to do in so many entries.
    Takes(DeptId, usize),
    /// Another body has what it had to do in so many entries.
    Gives(DeptId, usize),
}

impl Turn {
    /// Whether it says what a field of the record holds, so that the field need not be told besides.
    pub(crate) fn tells(&self, field: &str) -> bool {
        match self.became {
            Became::Called(_) => matches!(field, "name" | "former"),
            Became::PartOf(_) => matches!(field, "successor" | "until" | "basis"),
            Became::HeirOf(_) | Became::Takes(..) | Became::Gives(..) => false,
        }
    }

    /// As readers see it: `自2026-12-01起更名为某局（某编发〔2026〕3号）`.
    pub(crate) fn sentence(&self, names: &dyn Names, lang: Lang) -> String {
        let since = self.from.map(|day| lang.pick(format!("自{day}起"), format!("from {day} on "))).unwrap_or_default();
        let became = match &self.became {
            Became::Called(name) => lang.pick(format!("更名为{name}"), format!("called {name}")),
            Became::PartOf(heir) => {
                let heir = names.name_of(heir);
                lang.pick(format!("职责由{heir}承接"), format!("its duties are those of {heir}"))
            }
            Became::HeirOf(before) => {
                let before = names.name_of(before);
                lang.pick(format!("承接{before}的职责"), format!("it has the duties of {before}"))
            }
            Became::Takes(other, count) => {
                let other = names.name_of(other);
                lang.pick(format!("接手{other}的 {count} 项职责"), format!("it has what {other} had to do in {count} entries"))
            }
            Became::Gives(other, count) => {
                let other = names.name_of(other);
                lang.pick(format!("{count} 项职责划给{other}"), format!("{other} has what it had to do in {count} entries"))
            }
        };
        let basis = if self.basis.is_empty() { String::new() } else { lang.bracketed(&self.basis) };
        format!("{since}{became}{basis}")
    }
}

/// The names that one had after those of before, in the order of time.
pub(super) fn renamings(former: &[Former], last: &str) -> Vec<Turn> {
    let mut former: Vec<&Former> = former.iter().collect();
    former.sort_by_key(|f| f.until);
    let after = former.iter().skip(1).map(|f| f.name.as_str()).chain([last]);
    let turn =
        |(f, name): (&&Former, &str)| Turn { from: f.until.succ_opt(), became: Became::Called(name.to_owned()), basis: f.basis.clone() };
    former.iter().zip(after).map(turn).collect()
}

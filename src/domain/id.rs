use ecow::{EcoString, eco_format};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Debug, Display};
use std::hash::Hash;
use std::ops::Deref;

use super::period::Period;

/// What every identity is: a short text that reads as it is written in the file.
pub trait Id: Clone + Debug + Display + Eq + Hash + Ord + Send + Sync + Deref<Target = str> + for<'a> From<&'a str> + 'static {}

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $id(EcoString);

        impl Id for $id {}

        impl $id {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $id {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $id {
            fn from(s: &str) -> Self {
                $id(s.into())
            }
        }

        impl From<String> for $id {
            fn from(s: String) -> Self {
                $id(s.into())
            }
        }

        impl Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Identity of an entry: plan code, `/`, and the reference in the plan (`hulin-agri/五（一）`), or, for entries
    /// added later, `+` and ten random letters that no two clones mint alike (`hulin-agri/+k3v9x2m7qa`).
    EntryId;
    /// Identity of an update: thirteen random letters (64 bits), so that two clones never mint the same one.
    UpdateId;
    /// Identity of a body in the register: the full official name under which it was first entered. It stays
    /// when the body is renamed.
    DeptId;
    /// Short code of a plan in Latin letters, which begins the ids of its entries.
    PlanCode;
    /// Identity of a place in the register: the full name under which it was first entered.
    PlaceId;
    /// Identity of an enterprise: its full name.
    EnterpriseId;
    /// Identity of a person in a charge: body, name, charge, and the entry where it is for one alone (`某局·张三·联系人`).
    PersonId;
    /// Identity of an indicator: two alike in plan, place, name and scope are one (`hulin-agri/二·产值·全市`).
    IndicatorId;
    /// Identity of a step: the id of the entry for which it was entered, `#`, and eight random letters.
    StepId;
    /// Identity of a matter for coordination: `m-` and eight random letters.
    MatterId;
    /// Identity of an inspection: `i-` and eight random letters.
    InspectionId;
    /// Identity of a finding to be mended: `r-` and eight random letters.
    RectificationId;
    /// Identity of a liaison: `l-` and eight random letters.
    LiaisonId;
    /// Identity of a rule of the assessment: its name.
    CriterionId;
    /// Identity of what was recorded of a body's assessment: the period and the body (`2025·某局`).
    AppraisalId;
    /// Identity of a calendar year: its number.
    YearId;
}

impl PartialEq<str> for PlanCode {
    fn eq(&self, other: &str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<&str> for PlanCode {
    fn eq(&self, other: &&str) -> bool {
        self.0 == **other
    }
}

impl EntryId {
    /// The id of what stands at `reference` of a plan.
    pub fn of(plan: &str, reference: &str) -> EntryId {
        EntryId(eco_format!("{plan}/{reference}"))
    }

    /// An id for an entry that no plan text holds; `entropy` must be random (50 bits are used).
    pub fn mint(plan: &str, entropy: u64) -> EntryId {
        EntryId(eco_format!("{plan}/+{}", letters(entropy, 10)))
    }

    /// Code of the plan.
    pub fn plan(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(plan, _)| plan)
    }

    /// What stands behind the plan's code: the reference, or the minted mark.
    pub(crate) fn reference(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, reference)| reference)
    }

    /// The heading or row of the reference, without the name of a project (`@…`) or paragraph (`§…`) in it.
    pub(crate) fn place(&self) -> &str {
        self.reference().split(['@', '§']).next().unwrap_or_default()
    }

    /// What stands in the place of a reference where the entry was added after the plan.
    pub(crate) const ADDED: &'static str = "新增";

    /// Whether the entry was added after the plan, so that its reference names no place in the text.
    pub(crate) fn is_minted(&self) -> bool {
        self.reference().starts_with('+')
    }
}

impl StepId {
    /// An id for a step of an entry; `entropy` must be random (40 bits are used).
    pub fn mint(entry: &EntryId, entropy: u64) -> StepId {
        StepId(eco_format!("{entry}#{}", letters(entropy, 8)))
    }

    /// What tells it from other steps of the same entry.
    pub(crate) fn mark(&self) -> &str {
        self.0.rsplit_once('#').map_or("", |(_, mark)| mark)
    }
}

/// Ids that say by a letter of what kind they are, and nothing else.
macro_rules! minted {
    ($($id:ident = $mark:literal;)*) => {$(
        impl $id {
            /// An id from random bits (40 are used).
            pub fn mint(entropy: u64) -> $id {
                $id(eco_format!("{}-{}", $mark, letters(entropy, 8)))
            }
        }
    )*};
}

minted! {
    MatterId = "m";
    InspectionId = "i";
    RectificationId = "r";
    LiaisonId = "l";
}

impl UpdateId {
    /// An id from 64 random bits.
    pub(crate) fn mint(entropy: u64) -> UpdateId {
        UpdateId(letters(entropy, 13))
    }
}

impl AppraisalId {
    /// The id of a body's assessment for a period.
    pub(crate) fn of(period: Period, body: &DeptId) -> AppraisalId {
        AppraisalId(eco_format!("{period}·{body}"))
    }
}

impl PersonId {
    /// The id of a person of a body in a charge, for an entry or for all.
    pub(super) fn of(body: &DeptId, name: &str, charge: &str, entry: Option<&EntryId>) -> PersonId {
        let entry = entry.map(|id| eco_format!("·{id}")).unwrap_or_default();
        PersonId(eco_format!("{body}·{name}·{charge}{entry}"))
    }
}

impl IndicatorId {
    /// The id of what is measured under a name, in a scope, at a place of a plan.
    pub(crate) fn of(plan: &str, reference: &str, name: &str, scope: &str) -> IndicatorId {
        IndicatorId(eco_format!("{plan}/{reference}·{name}·{scope}"))
    }
}

/// Knows what bodies are called today.
pub trait Names {
    /// The name of a body on screen and paper; an unknown id shows itself.
    fn name_of<'a>(&'a self, id: &'a DeptId) -> &'a str;
}

/// Crockford's base 32 in lower case: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn letters(mut entropy: u64, count: usize) -> EcoString {
    let mut out = EcoString::with_capacity(count);
    for _ in 0..count {
        out.push(ALPHABET[(entropy % 32) as usize] as char);
        entropy /= 32;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_plan_and_reference() {
        let id = EntryId::of("hulin-agri", "二（二）2（1）");
        assert_eq!(id.as_str(), "hulin-agri/二（二）2（1）");
        assert_eq!((id.plan(), id.reference()), ("hulin-agri", "二（二）2（1）"));
        assert!(!id.is_minted());
        assert!(EntryId::mint("hulin-agri", 7).is_minted());
    }

    #[test]
    fn different_entropy_gives_different_ids() {
        assert_ne!(UpdateId::mint(1), UpdateId::mint(1 << 63));
        assert_ne!(EntryId::mint("p", 1), EntryId::mint("p", 1 << 49));
    }
}

use crate::domain::{DeptId, Ledger, PlanCode};

/// For whom a bulletin is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The whole ledger.
    #[default]
    Ledger,
    /// Some plans, by their codes.
    Plans(Vec<PlanCode>),
    /// One body: what it leads and what it cooperates in ([`crate::domain::duties`]).
    Department(DeptId),
}

impl Audience {
    /// By what it is told from other audiences: nothing for the whole ledger.
    pub(super) fn mark(&self) -> String {
        match self {
            Audience::Ledger => String::new(),
            Audience::Plans(codes) => format!(" plans {}", codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
            Audience::Department(id) => format!(" dept {}", id.as_str()),
        }
    }

    /// The body for which it is written, where it is for one.
    pub(super) fn body(&self) -> Option<&DeptId> {
        if let Audience::Department(id) = self { Some(id) } else { None }
    }

    /// The titles of the plans, or the body's name; none for the whole ledger.
    pub(super) fn names(&self, ledger: &Ledger) -> Vec<String> {
        let title = |code: &PlanCode| ledger.plan(code).map_or_else(|| code.to_string(), |p| p.title.clone());
        match self {
            Audience::Ledger => Vec::new(),
            Audience::Plans(codes) => codes.iter().map(title).collect(),
            Audience::Department(id) => vec![ledger.departments.name(id).to_owned()],
        }
    }
}

use crate::domain::{DeptId, Ledger};

/// For whom a bulletin is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The whole ledger.
    #[default]
    Ledger,
    /// One plan, by its code.
    Plan(String),
    /// One body: what it leads and what it cooperates in, by all duties that are also its own
    /// ([`crate::domain::Register::duties_of`]).
    Department(DeptId),
}

impl Audience {
    /// The plan's title or the body's name; empty for the whole ledger.
    pub(super) fn name(&self, ledger: &Ledger) -> String {
        match self {
            Audience::Ledger => String::new(),
            Audience::Plan(code) => ledger.plan(code).map_or(code.as_str(), |p| p.title.as_str()).to_owned(),
            Audience::Department(id) => ledger.departments.name(id).to_owned(),
        }
    }
}

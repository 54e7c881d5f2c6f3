//! In which format a ledger is written.

/// The format of a ledger's file, as its first field has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Entries repeat the end of their plan's period; a goal that is to be reached is `Exactly`.
    One,
    /// `PlanPeriod` stands alone, a goal that is to be reached is `Reach`.
    #[default]
    Two,
}

impl Format {
    /// The one that has the number.
    pub(crate) fn numbered(number: u32) -> Option<Format> {
        [Format::One, Format::Two].into_iter().find(|format| format.number() == number)
    }

    /// As the file has it.
    pub fn number(self) -> u32 {
        match self {
            Format::One => 1,
            Format::Two => 2,
        }
    }
}

/// How a value is compared with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// `:` and `=`: the same, or within.
    Is,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
}

impl Comparison {
    /// Compares a value with a range from `first` to `last`: `<` means before it begins, `>` after it ends.
    pub(crate) fn holds<T: PartialOrd + Copy>(self, value: T, first: T, last: T) -> bool {
        match self {
            Comparison::Is => first <= value && value <= last,
            Comparison::Less => value < first,
            Comparison::AtMost => value <= last,
            Comparison::More => value > last,
            Comparison::AtLeast => value >= first,
        }
    }
}

use crate::domain::Attribute;

/// What the last frame showed, as far as keys depend on it. Only the loop that draws writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Rows of a page; 0 when nothing was drawn yet.
    pub(crate) page: usize,
    /// The cells of the list's columns in sight.
    pub(crate) widths: Vec<(Attribute, u16)>,
    /// Whether a page of text is longer than its box.
    pub(crate) longer: bool,
    /// How far the detail can be scrolled.
    pub(crate) detail: u16,
    /// The line from which the bulletin's end is shown, when the scroll went beyond it.
    pub(crate) end: Option<usize>,
}

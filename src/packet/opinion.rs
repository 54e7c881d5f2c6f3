//! What a body is asked, and says, where it is suggested to lead.

use crate::domain::vocabulary;
use crate::text::Lang;

/// What a body says to its being suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    /// It agrees to lead.
    Agrees,
    /// It does not.
    Objects,
}

vocabulary!(Opinion {
    Agrees = "同意", "agrees", "agrees", ["可以", "无意见"];
    Objects = "不同意", "objects", "objects", ["不可以"];
});

/// What a body has filled in on an entry that it is suggested to lead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(super) opinion: Option<Opinion>,
    /// Who should lead instead.
    pub(super) instead: String,
    pub(super) note: String,
}

/// What a form shows of an entry that a body is suggested to lead.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) content: String,
    pub(super) regions: String,
    pub(super) lead: String,
    pub(super) ground: String,
}

/// The words from which a body chooses.
pub(super) fn opinions() -> Vec<&'static str> {
    Opinion::ALL.into_iter().map(|opinion| opinion.label(Lang::Zh)).collect()
}

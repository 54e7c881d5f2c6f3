//! What a field takes.

use crate::domain::{Asks, Period, Term, YES_NO};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Words in several lines.
    Text,
    Line,
    /// One line that must not be empty.
    Required,
    /// One of a few, or nothing.
    Choice(&'static [Term]),
    Percent,
    /// A period, and the one that is meant when nothing is typed.
    Period(Period),
    Date,
    Body,
    /// Bodies with 、 between.
    Bodies,
    /// What a field of a record asks for; what it means is said by whoever knows the record.
    Asked(Asks),
}

impl Kind {
    /// The field in which a person says what is asked for.
    pub(super) fn of(asks: Asks) -> Kind {
        match asks {
            Asks::Text => Kind::Text,
            Asks::Bodies | Asks::Proposed => Kind::Bodies,
            Asks::Choice(terms) => Kind::Choice(terms),
            Asks::YesNo => Kind::Choice(&YES_NO),
            asks => Kind::Asked(asks),
        }
    }

    /// Whether one value stands in it, which is replaced as a whole.
    pub(super) fn holds_one(self) -> bool {
        match self {
            Kind::Percent | Kind::Period(_) | Kind::Date | Kind::Choice(_) | Kind::Body => true,
            Kind::Asked(asks) => {
                !matches!(asks, Asks::Line | Asks::Name | Asks::Names | Asks::Files | Asks::Days | Asks::Target | Asks::Targets)
            }
            _ => false,
        }
    }

    /// Whether one thing stands in it that is offered by its names.
    pub(super) fn is_offered(self) -> bool {
        matches!(self, Kind::Body | Kind::Asked(Asks::Body | Asks::Place | Asks::Plan | Asks::Entry | Asks::Inspection))
    }
}

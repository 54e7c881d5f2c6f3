//! The way back and forward between the places where a person was.

use super::views::View;
use crate::domain::EntryId;

/// How many places are remembered.
const REMEMBERED: usize = 50;

/// Where a person was: a view, and the list's filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) view: View,
    pub(crate) filter: String,
    /// The filter with which the place was entered: what was typed since is cleared before one goes back.
    pub(crate) entered: String,
    pub(crate) at: Option<EntryId>,
}

/// The places behind and ahead, as in a browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    /// The filter with which the present place was entered.
    pub(crate) entered: String,
    /// A menu of several choices was closed by one of them: whoever ends it besides ends nothing else.
    pub(crate) stays: bool,
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Trail {
    /// A place is left for a new one; what was ahead is forgotten.
    pub(crate) fn leave(&mut self, place: Place) {
        self.ahead.clear();
        self.behind.push(place);
        if self.behind.len() > REMEMBERED {
            self.behind.remove(0);
        }
    }

    /// The place before, or after, in exchange for the present one; nothing when there is none.
    pub(crate) fn travel(&mut self, back: bool, here: impl FnOnce() -> Place) -> Option<Place> {
        let (from, to) = if back { (&mut self.behind, &mut self.ahead) } else { (&mut self.ahead, &mut self.behind) };
        let place = from.pop()?;
        to.push(here());
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(view: View) -> Place {
        Place { view, filter: String::new(), entered: String::new(), at: None }
    }

    #[test]
    fn one_goes_back_and_forward_until_one_goes_elsewhere() {
        let mut trail = Trail::default();
        trail.leave(place(View::List));
        trail.leave(place(View::Timeline));
        assert_eq!(trail.travel(true, || place(View::Dispatch)), Some(place(View::Timeline)));
        assert_eq!(trail.travel(false, || place(View::Timeline)), Some(place(View::Dispatch)));
        assert_eq!(trail.travel(true, || place(View::Dispatch)), Some(place(View::Timeline)));
        trail.leave(place(View::Timeline));
        assert_eq!(trail.travel(false, || place(View::List)), None);
    }
}

//! The views, and the way back and forward between the places where a person was.

use crate::domain::EntryId;
use crate::text::{Lang, fold_width};

macro_rules! views {
    ($($(#[$doc:meta])* $view:ident $key:literal $word:literal $zh:literal $en:literal;)*) => {
        /// The views of the screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum View {
            $($(#[$doc])* $view,)*
        }

        impl View {
            /// All views in the order of their keys.
            pub const ALL: [View; [$($key),*].len()] = [$(View::$view),*];

            /// The key on the tab.
            pub(crate) fn key(self) -> char {
                match self { $(View::$view => $key,)* }
            }

            /// The word for config and command line.
            pub(crate) fn word(self) -> &'static str {
                match self { $(View::$view => $word,)* }
            }

            /// The name on the tab.
            pub(crate) fn name(self, lang: Lang) -> &'static str {
                match self { $(View::$view => lang.pick($zh, $en),)* }
            }
        }
    };
}

views! {
    /// All entries.
    List '1' "list" "清单" "List";
    /// Departments against statuses.
    Departments '2' "departments" "部门" "Depts";
    /// The list's entries in time.
    Timeline '3' "timeline" "时间轴" "Timeline";
    /// Goals against measured values.
    Indicators '4' "indicators" "指标" "Indicators";
    /// Values that wait for a ruling.
    Contested '5' "contested" "待裁定" "Contested";
    /// The bulletin as it stands.
    Dispatch '6' "bulletin" "通报" "Bulletin";
}

impl View {
    /// The view that a person means by a word: its word, its name on the tab, or its key.
    pub(crate) fn from_word(word: &str) -> Option<View> {
        let word = fold_width(word.trim());
        let named = |v: &View| [v.word(), v.name(Lang::Zh), v.name(Lang::En)].iter().any(|n| fold_width(n) == word);
        let key = |v: &View| word == v.key().to_string();
        View::ALL.into_iter().find(|v| !word.is_empty() && (named(v) || key(v) || (*v == View::Dispatch && word == "dispatch")))
    }

    /// Whether it shows the rows of the list, with its cursor and its filter.
    pub(crate) fn has_rows_of_list(self) -> bool {
        matches!(self, View::List | View::Timeline)
    }
}

/// How many places are remembered.
const REMEMBERED: usize = 50;

/// Where a person was: a view, and the list's filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) view: View,
    /// The filter of the list.
    pub(crate) filter: String,
    /// The filter with which the place was entered: what was typed since is cleared before one goes back.
    pub(crate) entered: String,
    /// The entry under the cursor.
    pub(crate) at: Option<EntryId>,
}

/// The places behind and ahead, as in a browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    /// The filter with which the present place was entered.
    pub(crate) entered: String,
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

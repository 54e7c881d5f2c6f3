use serde::{Deserialize, Serialize};

/// How many filters are remembered.
const REMEMBERED: usize = 50;

/// A view of the list under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SavedView {
    /// The name.
    pub name: String,
    /// The filter.
    pub filter: String,
    /// The scope, as a word; empty: all.
    pub scope: String,
    /// The columns, as words such as `title!:30`; none: the usual ones.
    pub columns: Vec<String>,
    /// The order, such as `due,-percent`; empty: the plans' own.
    pub sort: String,
    /// The grouping, as a word; empty: none.
    pub group: String,
    /// Whether parts hang under their programmes.
    pub tree: bool,
    /// Whether long texts wrap.
    pub wrap: bool,
}

/// What one user keeps at hand between sessions: views under names, and the filters that were used last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserState {
    /// Views, in the order in which they were saved.
    pub views: Vec<SavedView>,
    /// Filters, the last at the end.
    pub filters: Vec<String>,
    /// In which formats was exported last.
    pub(crate) exported: Exported,
    /// Whether the tour was shown.
    pub(crate) toured: bool,
}

/// The words of the formats that were used last; empty: none yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exported {
    pub(crate) bulletin: String,
    pub(crate) table: String,
}

impl UserState {
    /// Keeps a view; one of the same name is replaced.
    pub fn keep(&mut self, view: SavedView) {
        match self.views.iter_mut().find(|v| v.name == view.name) {
            Some(old) => *old = view,
            None => self.views.push(view),
        }
    }

    /// Forgets the view of a name.
    pub(crate) fn forget(&mut self, name: &str) {
        self.views.retain(|v| v.name != name);
    }

    /// Remembers a filter as the last one used; true when that changes anything.
    pub(crate) fn remember(&mut self, filter: &str) -> bool {
        let filter = filter.trim();
        if filter.is_empty() || self.filters.last().is_some_and(|f| f == filter) {
            return false;
        }
        self.filters.retain(|f| f != filter);
        self.filters.push(filter.to_owned());
        let surplus = self.filters.len().saturating_sub(REMEMBERED);
        self.filters.drain(..surplus);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Spot, StoreError, read_ron_or_default, write_ron};

    fn read(path: &std::path::Path) -> Result<UserState, StoreError> {
        read_ron_or_default(path)
    }

    #[test]
    fn a_state_is_read_as_it_was_written_and_a_mistake_has_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").join("views.ron");
        assert_eq!(read(&path).unwrap(), UserState::default());
        let mut state = UserState::default();
        state.keep(SavedView { name: "逾期".into(), filter: "是:逾期".into(), ..SavedView::default() });
        state.keep(SavedView { name: "逾期".into(), sort: "due".into(), ..SavedView::default() });
        assert!(state.remember("牵头:\"农业\"") && !state.remember(" 牵头:\"农业\" ") && !state.remember(" "));
        write_ron(&path, &state).unwrap();
        assert_eq!(read(&path).unwrap(), state);
        assert_eq!(state.views.len(), 1);
        state.forget("逾期");
        assert!(state.views.is_empty());
        std::fs::write(&path, "(views: [(nam: \"x\")])").unwrap();
        assert!(matches!(read(&path), Err(StoreError::Syntax(Spot { line: 1, .. }, ..))));
    }

    #[test]
    fn the_last_filters_are_remembered_each_once() {
        let mut state = UserState::default();
        (0..100).for_each(|i| assert!(state.remember(&i.to_string())));
        assert!(state.remember("60"));
        assert_eq!((state.filters.len(), state.filters.last().map(String::as_str)), (50, Some("60")));
    }
}

use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

use crate::store::{StoreError, read_ron_or_default, write_ron};

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
pub struct Desk {
    /// Views, in the order in which they were saved.
    pub views: Vec<SavedView>,
    /// Filters, the last at the end.
    pub filters: Vec<String>,
    /// Whether the tour was shown.
    pub(crate) toured: bool,
}

impl Desk {
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

/// Reads what a user keeps at hand. A file that is not there is an empty one; a mistake has its place in the file.
pub(crate) fn read_desk(path: &Path) -> Result<Desk, StoreError> {
    read_ron_or_default(path)
}

/// Writes what a user keeps at hand, whole or not at all.
pub(crate) fn write_desk(path: &Path, desk: &Desk) -> io::Result<()> {
    write_ron(path, desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_read_as_it_was_written_and_a_mistake_has_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config").join("views.ron");
        assert_eq!(read_desk(&path).unwrap(), Desk::default());
        let mut desk = Desk::default();
        desk.keep(SavedView { name: "逾期".into(), filter: "是:逾期".into(), ..SavedView::default() });
        desk.keep(SavedView { name: "逾期".into(), sort: "due".into(), ..SavedView::default() });
        assert!(desk.remember("牵头:\"农业\"") && !desk.remember(" 牵头:\"农业\" ") && !desk.remember(" "));
        write_desk(&path, &desk).unwrap();
        assert_eq!(read_desk(&path).unwrap(), desk);
        assert_eq!(desk.views.len(), 1);
        desk.forget("逾期");
        assert!(desk.views.is_empty());
        std::fs::write(&path, "(views: [(nam: \"x\")])").unwrap();
        assert!(matches!(read_desk(&path), Err(StoreError::Syntax { line: 1, .. })));
    }

    #[test]
    fn the_last_filters_are_remembered_each_once() {
        let mut desk = Desk::default();
        (0..100).for_each(|i| assert!(desk.remember(&i.to_string())));
        assert!(desk.remember("60"));
        assert_eq!((desk.filters.len(), desk.filters.last().map(String::as_str)), (50, Some("60")));
    }
}

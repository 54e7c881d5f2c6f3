//! What a person said of the columns of other people's forms: the same form is filled so again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::store::{Doing, Folders, StoreError, SystemFiles, content_mark, read_ron_or_default, write_private_ron};

/// The forms of which something was said, by their headings.
#[derive(Clone, Debug)]
pub(crate) struct KnownForms {
    path: PathBuf,
}

/// What columns hold, by their headings; an empty word leaves a column as it is.
pub(crate) type ColumnWords = BTreeMap<String, String>;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Kept {
    forms: BTreeMap<String, ColumnWords>,
}

impl KnownForms {
    pub(crate) fn of(folders: &Folders) -> KnownForms {
        KnownForms { path: folders.forms() }
    }

    /// What was said of a form with these headings.
    pub(crate) fn get(&self, headings: &str) -> Result<ColumnWords, StoreError> {
        let kept: Kept = read_ron_or_default(&self.path)?;
        Ok(kept.forms.get(&content_mark(headings.as_bytes())).cloned().unwrap_or_default())
    }

    /// Remembers it; nothing at all forgets the form.
    pub(crate) fn keep(&self, headings: &str, words: ColumnWords) -> Result<(), StoreError> {
        let mut kept: Kept = read_ron_or_default(&self.path)?;
        let key = content_mark(headings.as_bytes());
        if words.is_empty() {
            drop(kept.forms.remove(&key))
        } else {
            drop(kept.forms.insert(key, words))
        }
        write_private_ron(&SystemFiles, &self.path, &kept).map_err(StoreError::io(Doing::Writing, &self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_form_is_known_by_its_headings() {
        let folder = tempfile::tempdir().unwrap();
        let forms = KnownForms { path: folder.path().join("forms.ron") };
        assert!(forms.get("甲").unwrap().is_empty());
        let words = ColumnWords::from([("形象进度".to_owned(), "进展".to_owned())]);
        forms.keep("甲", words.clone()).unwrap();
        assert_eq!((forms.get("甲").unwrap(), forms.get("乙").unwrap()), (words, ColumnWords::new()));
        forms.keep("甲", ColumnWords::new()).unwrap();
        assert!(forms.get("甲").unwrap().is_empty());
    }
}

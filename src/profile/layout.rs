//! How a person has set out the tables of a ledger on this machine: they stand so again at the next start.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::store::{Folders, StoreError, read_ron_or_default, write_ron};

/// The kind of file that is written; one of a later kind is neither read nor written over.
const KIND: u32 = 1;

/// How the tables are set out. What a file says that is not known here counts as not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptLayout {
    /// The columns of the list, as in a named view.
    pub(crate) columns: Vec<String>,
    /// Its order, as in a named view.
    pub(crate) sort: String,
    /// Its grouping, as in a named view.
    pub(crate) group: String,
    pub(crate) tree: bool,
    pub(crate) wrap: bool,
    /// Whether the detail is shown, and its cells beside the list and below it where they were set by hand.
    pub(crate) detail: bool,
    pub(crate) beside: Option<u16>,
    pub(crate) below: Option<u16>,
    /// Groups and parents that are folded.
    pub(crate) folds: BTreeSet<String>,
    /// The other tables, by their names.
    pub(crate) tables: BTreeMap<String, KeptTable>,
}

/// How one table is set out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTable {
    /// The head of the column that orders it, with `-` before it where downwards; empty: as the view gives it.
    pub(crate) sort: String,
    /// What is folded, or unfolded where it is usually folded.
    pub(crate) folds: BTreeSet<String>,
    /// Which of its shapes it has, where it has several; empty: the usual one.
    pub(crate) shape: String,
}

/// The file of a ledger: one layout a person.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Layouts {
    kind: u32,
    persons: BTreeMap<String, KeptLayout>,
}

fn read(folders: &Folders, ledger: &Path) -> Result<Layouts, StoreError> {
    read_ron_or_default(&folders.layout_file(ledger))
}

/// How a person has set out a ledger's tables; none where he never did, and where the file says nothing that is understood here.
pub(crate) fn read_layout(folders: &Folders, ledger: &Path, person: &str) -> Option<KeptLayout> {
    read(folders, ledger).ok().filter(|all| all.kind <= KIND)?.persons.remove(person)
}

/// Keeps it. A file that cannot be understood is begun anew, one of a later kind is left alone.
pub(crate) fn write_layout(folders: &Folders, ledger: &Path, person: &str, layout: &KeptLayout) -> io::Result<()> {
    let mut all = read(folders, ledger).unwrap_or_default();
    if all.kind > KIND {
        return Ok(());
    }
    all.kind = KIND;
    all.persons.insert(person.to_owned(), layout.clone());
    write_ron(&folders.layout_file(ledger), &all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_has_a_layout_a_ledger_and_no_file_does_harm() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::under(home.path());
        let (one, other) = (home.path().join("a.ron"), home.path().join("b.ron"));
        let layout = KeptLayout { sort: "due".into(), beside: Some(60), ..KeptLayout::default() };
        write_layout(&folders, &one, "张三", &layout).unwrap();
        write_layout(&folders, &one, "李四", &KeptLayout::default()).unwrap();
        let read = |ledger: &Path, person: &str| read_layout(&folders, ledger, person);
        assert_eq!(read(&one, "张三"), Some(layout.clone()));
        assert_eq!((read(&one, "王五"), read(&other, "张三")), (None, None));
        let file = folders.layout_file(&one);
        // A newer program keeps more of it, in its own kind of file.
        let newer = "(kind: 2, persons: {\"张三\": (sort: \"due\", colour: Red)}, more: [1])";
        std::fs::write(&file, newer).unwrap();
        assert_eq!(read(&one, "张三"), None);
        write_layout(&folders, &one, "张三", &layout).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
        std::fs::write(&file, "(kind: 1, persons: {\"张三\": (sort: \"due\", colour: \"red\")})").unwrap();
        assert_eq!(read(&one, "张三").map(|l| l.sort), Some("due".to_owned()), "what is not known is passed over");
        for broken in ["", "(kind", "[1, 2]", "(persons: {\"张三\": (sort: 3)})"] {
            std::fs::write(&file, broken).unwrap();
            assert_eq!(read(&one, "张三"), None, "{broken}");
        }
        write_layout(&folders, &one, "张三", &layout).unwrap();
        assert_eq!(read(&one, "张三"), Some(layout));
    }
}

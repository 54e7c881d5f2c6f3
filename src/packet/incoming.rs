//! Files that are handed in by the dozen: by name, by pattern where no shell has unfolded it, by folder.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::report::{is_handout_list, unpacked};
use crate::text::{Lang, fold_width, natural_key};

/// The endings under which programs save a table.
const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xls", "et", "ods", "csv"];

/// What programs leave beside a file that they have open.
const LOCKS: [&str; 3] = ["~$", ".~", "~."];

/// An archive of tables.
const ARCHIVE: &str = "zip";

/// So deep folders within folders are looked into.
const DEPTH: usize = 4;

/// A file to be read; of one in an archive its bytes are there already.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Option<Vec<u8>>,
}

/// What is to be read, in order, and what is left out.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    pub(crate) files: Vec<Handed>,
    pub(crate) passed: Vec<Passed>,
}

/// Why a file is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    /// A program has left it there while the file itself is open.
    Lock(PathBuf),
    /// It lies beside the forms, and says to whom they went.
    List(PathBuf),
    /// It lies in a folder, and is no table.
    NoTable(PathBuf),
    /// A pattern for which there is no file, or a folder without tables.
    Nothing(PathBuf),
}

impl Passed {
    /// Whether somebody has to do something about it.
    pub(crate) fn is_wrong(&self) -> bool {
        matches!(self, Passed::Nothing(_))
    }

    pub(crate) fn sentence(&self, lang: Lang) -> String {
        match self {
            Passed::Lock(path) => lang.pick(
                format!("跳过 {}：文件打开时留下的锁文件，不是表；若还开着，请先存盘关闭", path.display()),
                format!("left out {}: a lock that a program keeps beside an open file; save and close that first", path.display()),
            ),
            Passed::List(path) => lang.pick(
                format!("跳过 {}：发放清单，不是填报表", path.display()),
                format!("left out {}: the list of what went to whom", path.display()),
            ),
            Passed::NoTable(path) => {
                lang.pick(format!("跳过 {}：不是表格文件", path.display()), format!("left out {}: no table", path.display()))
            }
            Passed::Nothing(path) => lang.pick(
                format!("没有找到 {}（{}）", path.display(), ENDINGS.join("、")),
                format!("there is no {} ({})", path.display(), ENDINGS.join(", ")),
            ),
        }
    }
}

/// Unfolds what was named. The same file counts once.
pub(crate) fn incoming(named: &[PathBuf]) -> Incoming {
    let mut all = Incoming::default();
    let mut known = HashSet::new();
    for path in named {
        let found = unfolded(path);
        if found.is_empty() {
            all.passed.push(Passed::Nothing(path.clone()));
        }
        for file in found {
            let itself = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
            match verdict(&file, path == &file) {
                Some(passed) => all.passed.push(passed),
                None if known.insert(itself) => all.take(file),
                None => {}
            }
        }
    }
    all
}

impl Incoming {
    /// Takes a file, or the tables of an archive; one that cannot be opened is taken as it is, and told of when it is read.
    fn take(&mut self, file: PathBuf) {
        let packed = (ending(&file) == ARCHIVE).then(|| fs::read(&file).ok().and_then(|bytes| unpacked(&bytes).ok())).flatten();
        let Some(packed) = packed else { return self.files.push(Handed { path: file, bytes: None }) };
        let before = self.files.len();
        for (name, bytes) in packed {
            let inside = Path::new(&name).components().filter(|part| matches!(part, Component::Normal(_)));
            let path = file.join(inside.collect::<PathBuf>());
            match verdict(&path, false).or_else(|| (ending(&path) == ARCHIVE).then(|| Passed::NoTable(path.clone()))) {
                Some(passed) => self.passed.push(passed),
                None => self.files.push(Handed { path, bytes: Some(bytes) }),
            }
        }
        if self.files.len() == before {
            self.passed.push(Passed::Nothing(file));
        }
    }
}

fn ending(file: &Path) -> String {
    file.extension().map(|ending| fold_width(&ending.to_string_lossy()).to_lowercase()).unwrap_or_default()
}

fn verdict(file: &Path, is_named: bool) -> Option<Passed> {
    let name = name_of(file);
    let ending = ending(file);
    let is_table = ENDINGS.contains(&ending.as_str()) || ending == ARCHIVE;
    if LOCKS.iter().any(|begins| name.starts_with(begins)) {
        Some(Passed::Lock(file.to_owned()))
    } else if !is_named && is_handout_list(&name) {
        Some(Passed::List(file.to_owned()))
    } else if !is_named && (!is_table || file.is_dir()) {
        Some(Passed::NoTable(file.to_owned()))
    } else {
        None
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A folder's files, the files of a pattern, or the file itself.
fn unfolded(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        return listed(path, "*").into_iter().flat_map(|file| within(file, DEPTH)).collect();
    }
    let pattern = name_of(path);
    if path.exists() || !pattern.contains(['*', '?']) {
        return vec![path.to_owned()];
    }
    listed(path.parent().unwrap_or(Path::new("")), &pattern).into_iter().flat_map(|file| within(file, DEPTH)).collect()
}

/// A file, or the files of a folder and of those in it; what only points to a folder is not followed.
fn within(path: PathBuf, depth: usize) -> Vec<PathBuf> {
    let is_folder = fs::symlink_metadata(&path).is_ok_and(|known| known.is_dir());
    if !is_folder || depth == 0 {
        return vec![path];
    }
    listed(&path, "*").into_iter().flat_map(|file| within(file, depth - 1)).collect()
}

/// What in a folder has a name of a pattern, in the order in which people count. What is hidden is left out, but not the locks.
fn listed(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    let is_seen = |name: &str| !name.starts_with('.') || name.starts_with(".~");
    let mut names: Vec<_> = names.filter(|name| is_seen(&name.to_string_lossy()) && matches(pattern, &name.to_string_lossy())).collect();
    names.sort_by_key(|name| natural_key(&name.to_string_lossy()));
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Whether a name is one of a pattern: `*` stands for any characters, `?` for one; letters count small or large.
fn matches(pattern: &str, name: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let (pattern, name) = (letters(pattern), letters(name));
    // Where the last star stands, and how much of the name it has taken.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(sign) if *sign == '?' || *sign == name[n] => (p, n) = (p + 1, n + 1),
            _ => {
                let Some((at, taken)) = star else { return false };
                star = Some((at, taken + 1));
                (p, n) = (at + 1, taken + 1);
            }
        }
    }
    pattern[p..].iter().all(|sign| *sign == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_the_names_that_people_expect() {
        for (pattern, name) in [("*.xlsx", "表.XLSX"), ("填报表-*-2025Q?.xlsx", "填报表-甲局-2025Q4.xlsx"), ("*", "x"), ("a*b*c", "aXbYbc")]
        {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.xlsx", "表.xls"), ("?.xlsx", "10.xlsx"), ("a*b", "abc"), ("", "x")] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_folder_gives_its_tables_in_order_and_says_what_it_leaves_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["10-乙.xlsx", "2-甲.XLS", "~$2-甲.xlsx", ".~lock.2-甲.xls#", "说明.docx", ".hidden.xlsx"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |files: &[Handed]| files.iter().map(|file| name_of(&file.path)).collect::<Vec<_>>();
        let all = incoming(&[folder.path().to_owned(), folder.path().join("10-乙.xlsx"), folder.path().join("*.xlsx")]);
        assert_eq!(names(&all.files), ["2-甲.XLS", "10-乙.xlsx"]);
        let locks = all.passed.iter().filter(|passed| matches!(passed, Passed::Lock(_))).count();
        let others = all.passed.iter().filter(|passed| matches!(passed, Passed::NoTable(_))).count();
        assert_eq!((locks, others), (3, 1), "{:?}", all.passed);
        let none = incoming(&[folder.path().join("*.ods"), folder.path().join("没有.xlsx")]);
        assert_eq!((none.files.len(), none.passed.len(), none.passed[0].is_wrong()), (1, 1, true));
    }

    #[test]
    fn folders_within_folders_and_archives_give_their_tables() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("里/更里")).unwrap();
        fs::write(at("里/更里/1.xlsx"), "a").unwrap();
        let mut zip = zip::ZipWriter::new(fs::File::create(at("2.ZIP")).unwrap());
        for name in ["填报表/00-发放清单.xlsx", "填报表/01-甲局.xlsx", "../说明.docx"] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, name.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        fs::write(at("3.zip"), "no archive").unwrap();
        let all = incoming(&[folder.path().to_owned()]);
        let found: Vec<(String, bool)> = all.files.iter().map(|file| (name_of(&file.path), file.bytes.is_some())).collect();
        let wanted = [("01-甲局.xlsx", true), ("3.zip", false), ("1.xlsx", false)];
        assert_eq!(found, wanted.map(|(name, is_held)| (name.to_owned(), is_held)));
        assert_eq!(all.files[0].path, at("2.ZIP/填报表/01-甲局.xlsx"));
        assert_eq!(all.passed, [Passed::List(at("2.ZIP/填报表/00-发放清单.xlsx")), Passed::NoTable(at("2.ZIP/说明.docx"))]);
    }
}

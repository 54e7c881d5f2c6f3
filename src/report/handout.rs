//! Documents for many at once (分发): files whose names sort, a list of what goes to whom, and all of it in one archive.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::error::{RenderError, Rendered};
use super::zipped::zipped;
use crate::domain::EntryId;
use crate::progress::Progress;
use crate::text::{Lang, sanitize};

/// Names in the folder begin with so many digits.
const DIGITS: usize = 2;
/// More characters than this in a cell are an error to Excel.
const LONGEST: usize = 32_767;
/// What the list is called, behind its number.
const LIST: &str = "发放清单";

/// What goes out to many.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Handout {
    /// The folder's name: `终期核实-虎林农业`.
    pub(crate) folder: String,
    pub(crate) all: Vec<Handed>,
    /// The head of the list's last column, for what is noted of each.
    pub(crate) noted: &'static str,
    /// What goes to nobody: why, and which entries.
    pub(crate) left: Option<(&'static str, Vec<EntryId>)>,
}

/// What goes to one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Handed {
    pub(crate) to: String,
    /// The ending of its file.
    pub(crate) ending: &'static str,
    /// The entries that it is about, and what each is called.
    pub(crate) entries: Vec<EntryId>,
    pub(crate) titles: Vec<String>,
    /// What is noted of it in the list.
    pub(crate) note: String,
}

impl Handout {
    /// How many entries are told of; one that goes to several counts once for each.
    pub(crate) fn rows(&self) -> usize {
        self.all.iter().map(|one| one.entries.len()).sum()
    }

    fn digits(&self) -> usize {
        DIGITS.max(self.all.len().to_string().len())
    }

    /// The name of a document in the folder: in the order of the list.
    pub(crate) fn name(&self, at: usize) -> String {
        let digits = self.digits();
        let one = &self.all[at];
        format!("{:0digits$}-{}.{}", at + 1, file_word(&one.to), one.ending)
    }

    /// A document with what it is about: `01-甲局.xlsx  3 项`.
    pub(crate) fn line(&self, at: usize, lang: Lang) -> String {
        let one = &self.all[at];
        let note = if one.note.is_empty() { String::new() } else { format!("  {}", one.note) };
        let rows = one.entries.len();
        format!("{}  {}{note}", self.name(at), lang.pick(format!("{rows} 项"), format!("{rows} entries")))
    }

    /// The files of its folder, each with its name: the list first, then the documents, which come in the same order.
    pub(crate) fn files(&self, documents: Vec<Vec<u8>>) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
        let digits = self.digits();
        let list = self.list().map_err(|_| RenderError::TooLarge("xlsx"))?;
        let named = documents.into_iter().enumerate().map(|(at, bytes)| (self.name(at), bytes));
        Ok(std::iter::once((format!("{:0digits$}-{LIST}.xlsx", 0), list)).chain(named).collect())
    }

    fn list(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name(LIST)?;
        let head = Format::new().set_bold();
        let heads = [("序号", 6), ("单位", 34), ("文件", 44), ("项数", 8), ("事项", 80), (self.noted, 18)];
        for (at, (words, width)) in (0..).zip(heads) {
            page.write_string_with_format(0, at, words, &head)?.set_column_width(at, width)?;
        }
        for (row, (at, one)) in (1..).zip(self.all.iter().enumerate()) {
            page.write_number(row, 0, row)?.write_string(row, 1, words(&one.to))?.write_string(row, 2, self.name(at))?;
            page.write_number(row, 3, one.entries.len() as f64)?.write_string(row, 4, words(&one.titles.join("；")))?;
            page.write_string(row, 5, words(&one.note))?;
        }
        if let Some((why, entries)) = self.left.as_ref().filter(|(_, entries)| !entries.is_empty()) {
            let row = self.all.len() as u32 + 1;
            let ids: Vec<&str> = entries.iter().map(EntryId::as_str).collect();
            page.write_string(row, 1, format!("（{why}，没有发放）"))?.write_number(row, 3, ids.len() as f64)?;
            page.write_string(row, 4, words(&ids.join("；")))?;
        }
        page.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

/// The files of a folder in one archive, under its name.
pub(crate) fn archive(folder: &str, files: &[(String, Vec<u8>)], progress: &Progress) -> Rendered {
    let names: Vec<String> = files.iter().map(|(name, _)| format!("{folder}/{name}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(files.iter().map(|(_, bytes)| bytes.as_slice())).collect();
    zipped("zip", &files, progress)
}

/// Whether a file is the list that goes with a handout.
pub(crate) fn is_handout_list(name: &str) -> bool {
    name.trim_start_matches('0').starts_with(&format!("-{LIST}"))
}

/// A name that every system takes for a file's.
pub(crate) fn file_word(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c }).collect()
}

/// Words that a cell can hold and that drive nobody's program.
fn words(text: &str) -> String {
    sanitize(text.trim(), true).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn names_sort_and_the_archive_holds_what_the_folder_holds() {
        let one = |to: &str| Handed { to: to.into(), ending: "xlsx", ..Handed::default() };
        let all = (0..120).map(|n| one(&format!("单位/{n}"))).collect();
        let out = Handout { folder: "填报表".into(), all, noted: "收回日期", left: None };
        let files = out.files((0..120).map(|n| vec![n]).collect()).unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((names[0], names[1], names[120]), ("000-发放清单.xlsx", "001-单位_0.xlsx", "120-单位_119.xlsx"));
        assert!(names.is_sorted() && is_handout_list(names[0]) && !is_handout_list(names[1]));
        let packed = archive(&out.folder, &files, &Progress::default()).unwrap();
        assert_eq!(packed, archive(&out.folder, &files, &Progress::default()).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut held = Vec::new();
        zip.by_name("填报表/001-单位_0.xlsx").unwrap().read_to_end(&mut held).unwrap();
        assert_eq!((zip.len(), held), (121, vec![0]));
        let off = Progress::default();
        off.call_off();
        assert_eq!(archive(&out.folder, &files, &off).unwrap_err(), RenderError::CalledOff);
    }
}

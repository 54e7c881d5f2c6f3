use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::progress::CalledOff;
use crate::says_as_error;
use crate::text::{Lang, Say, os_error};

/// What a person was trying to have done when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Reading a file.
    Reading,
    /// Writing a file.
    Writing,
}

/// What can go wrong between a ledger and its file.
#[derive(Debug)]
pub enum StoreError {
    /// The system refused.
    Io {
        /// What was being done.
        doing: Doing,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// The text is not a ledger.
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the parser says, in both languages.
        zh: String,
        /// In English.
        en: String,
    },
    /// Git left conflict markers in the file.
    Markers {
        /// Which file.
        path: PathBuf,
        /// Line of the first marker.
        line: usize,
    },
    /// A newer duban wrote the file.
    NewerFormat {
        /// Which file.
        path: PathBuf,
        /// Line of the number, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// Its format.
        found: u32,
    },
    /// Somebody changed the file since it was read, to something that cannot be read; nothing was overwritten.
    ChangedOnDisk {
        /// Which file.
        path: PathBuf,
        /// Where the unsaved work was put.
        rescue: PathBuf,
        /// What is wrong with the file now.
        source: Box<StoreError>,
    },
    /// The file could not be written; the old one is whole.
    NotSaved {
        /// Which file.
        path: PathBuf,
        /// Where the unsaved work was put, when that went well.
        rescue: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// A value that cannot be written.
    Unspellable(String),
    /// The person did not want it any more.
    CalledOff,
}

says_as_error!(StoreError);

impl From<CalledOff> for StoreError {
    fn from(CalledOff: CalledOff) -> Self {
        StoreError::CalledOff
    }
}

/// Where something is wrong, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub(crate) file: Option<&'a Path>,
    /// Line, from 1.
    pub(crate) line: Option<usize>,
    /// Column in characters, from 1.
    pub(crate) column: Option<usize>,
}

impl<'a> Place<'a> {
    /// Somewhere in a file.
    pub(crate) fn of(file: &'a Path) -> Place<'a> {
        Place { file: Some(file), ..Place::default() }
    }
}

/// The newest file format that this program reads and the one it writes.
pub(crate) const FORMAT: u32 = 1;

impl StoreError {
    /// Where it went wrong.
    pub(crate) fn place(&self) -> Place<'_> {
        match self {
            StoreError::NotUtf8 { path, line, column }
            | StoreError::Syntax { path, line, column, .. }
            | StoreError::NewerFormat { path, line, column, .. } => Place { line: Some(*line), column: Some(*column), ..Place::of(path) },
            StoreError::Markers { path, line } => Place { line: Some(*line), column: Some(1), ..Place::of(path) },
            StoreError::ChangedOnDisk { source, .. } => source.place(),
            StoreError::Io { path, .. } | StoreError::NotSaved { path, .. } => Place::of(path),
            StoreError::Unspellable(_) | StoreError::CalledOff => Place::default(),
        }
    }

    /// What the person should do now.
    pub(crate) fn hint(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            StoreError::Io { doing: Doing::Reading, .. } => ("请检查路径和权限。", "Check the path and its permissions."),
            StoreError::Io { .. } => ("请检查磁盘空间和文件夹权限。", "Check the disk's free space and the folder's permissions."),
            StoreError::NotUtf8 { .. } => (
                "文件多半被另存为 GBK。请用编辑器另存为 UTF-8，或恢复留下的版本。",
                "The file was probably saved as GBK. Save it as UTF-8, or restore one of the versions that are kept.",
            ),
            StoreError::Syntax { .. } => {
                ("请按行列改正；若不是有意手改，可恢复留下的版本。", "Mend it at that place, or restore one of the versions that are kept.")
            }
            StoreError::Markers { .. } => (
                "两个人的改动还没有合并完。请先合并，再打开。",
                "Two people's changes are not merged yet. Merge them, then open the file again.",
            ),
            StoreError::NewerFormat { .. } => {
                ("请升级 duban；旧版本不会改写这个文件。", "Install a newer duban; this one does not touch the file.")
            }
            StoreError::ChangedOnDisk { .. } => (
                "磁盘上的内容没有被覆盖。请先修好台账，再从旁边那份文件取回自己的改动。",
                "What is on disk was not overwritten. Mend the ledger first, then take your changes from the file beside it.",
            ),
            StoreError::NotSaved { .. } => (
                "原文件完好。请腾出空间或换一个可写的文件夹后再保存。",
                "The old file is whole. Free some space or make the folder writable, then save again.",
            ),
            StoreError::Unspellable(_) => ("请改正该值后再保存。", "Mend the value, then save again."),
            StoreError::CalledOff => ("", ""),
        };
        lang.pick(zh, en).to_owned()
    }
}

impl Say for StoreError {
    fn say(&self, lang: Lang) -> String {
        let mut out = String::new();
        let _ = self.write(&mut out, lang);
        out
    }
}

impl StoreError {
    fn write(&self, f: &mut impl fmt::Write, lang: Lang) -> fmt::Result {
        match self {
            StoreError::Io { doing, path, source } => {
                let what = match doing {
                    Doing::Reading => lang.pick("不能读取", "cannot read"),
                    Doing::Writing => lang.pick("不能写入", "cannot write"),
                };
                write!(f, "{what} `{}`{}{}", path.display(), lang.pick("：", ": "), os_error(source, lang))
            }
            StoreError::NotUtf8 { path, line, column } => {
                write!(f, "{}:{line}:{column}: {}", path.display(), lang.pick("不是 UTF-8 文本", "the text is not UTF-8"))
            }
            StoreError::Syntax { path, line, column, zh, en } => {
                write!(f, "{}:{line}:{column}: {}", path.display(), lang.pick(zh, en))
            }
            StoreError::Markers { path, line } => {
                write!(f, "{}:{line}:1: {}", path.display(), lang.pick("文件里有 git 的冲突标记", "the file holds git's conflict markers"))
            }
            StoreError::NewerFormat { path, line, column, found } => {
                write!(f, "{}:{line}:{column}: ", path.display())?;
                match lang {
                    Lang::Zh => write!(f, "格式是 {found}，本程序只认到 {FORMAT}"),
                    Lang::En => write!(f, "the format is {found}; this program knows up to {FORMAT}"),
                }
            }
            StoreError::ChangedOnDisk { path, rescue, source } => {
                match lang {
                    Lang::Zh => write!(f, "`{}` 已被改成读不懂的内容（", path.display())?,
                    Lang::En => write!(f, "`{}` was changed to something that cannot be read (", path.display())?,
                }
                source.write(f, lang)?;
                match lang {
                    Lang::Zh => write!(f, "）；未保存的内容已放在 `{}`", rescue.display()),
                    Lang::En => write!(f, "); the unsaved work is in `{}`", rescue.display()),
                }
            }
            StoreError::NotSaved { path, rescue, source } => {
                write!(
                    f,
                    "{} `{}`{}{}",
                    lang.pick("没有存成", "could not save"),
                    path.display(),
                    lang.pick("：", ": "),
                    os_error(source, lang)
                )?;
                match (rescue, lang) {
                    (Some(rescue), Lang::Zh) => write!(f, "；未保存的内容已放在 `{}`", rescue.display()),
                    (Some(rescue), Lang::En) => write!(f, "; the unsaved work is in `{}`", rescue.display()),
                    (None, Lang::Zh) => write!(f, "；改动也没有别处可放"),
                    (None, Lang::En) => write!(f, "; nor could the work be put anywhere else"),
                }
            }
            StoreError::Unspellable(what) => f.write_str(what),
            StoreError::CalledOff => f.write_str(lang.pick("已取消，什么都没有改动", "called off; nothing was changed")),
        }
    }
}

impl StoreError {
    pub(crate) fn io(doing: Doing, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> StoreError {
        let path = path.into();
        move |source| StoreError::Io { doing, path, source }
    }
}

use std::fmt::{self, Display};
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::Format;
use crate::progress::CalledOff;
use crate::says_as_error;
use crate::text::{Lang, Say, os_error};

/// What a person was trying to have done with a file when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub enum Doing {
    Reading,
    Writing,
}

/// A place in a file. Line and column (in characters) count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub struct Spot {
    pub path: PathBuf,
    pub line: usize,
    pub column: usize,
}

impl Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

/// What can go wrong between a ledger and its file.
#[derive(Debug)]
#[allow(missing_docs, reason = "what each is stands below, in the words that are said of it")]
pub enum StoreError {
    Io(Doing, PathBuf, io::Error),
    NotUtf8(Spot),
    /// The text is not a ledger: what the parser says, in Chinese and English.
    Syntax(Spot, String, String),
    /// Git left conflict markers in the file; the first.
    Markers(Spot),
    /// A list stands twice in the file, as git leaves it where two clones each began it: where again, and its name.
    Doubled(Spot, String),
    /// A newer duban wrote the file: the number of its format.
    NewerFormat(Spot, u32),
    /// Somebody changed the file since it was read, to something that cannot be read; nothing was overwritten, and the
    /// unsaved work is in the rescue.
    ChangedOnDisk {
        path: PathBuf,
        rescue: PathBuf,
        source: Box<StoreError>,
    },
    /// The file could not be written; the old one is whole. The rescue is where the unsaved work was put, when that went well.
    NotSaved {
        path: PathBuf,
        rescue: Option<PathBuf>,
        source: io::Error,
    },
    /// The file is gone, and could not be put back where it was. The rescue is where the work was put, when that went well.
    Away {
        path: PathBuf,
        rescue: Option<PathBuf>,
        source: io::Error,
    },
    /// What is kept of ledgers besides their files cannot be looked at, or nothing can be kept.
    Kept(Doing, PathBuf, io::Error),
    /// There was a ledger, of which versions are kept here; it is there no more.
    Gone {
        path: PathBuf,
        versions: PathBuf,
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
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

impl<'a> Place<'a> {
    pub(crate) fn of(file: &'a Path) -> Place<'a> {
        Place { file: Some(file), ..Place::default() }
    }
}

impl StoreError {
    pub(crate) fn io(doing: Doing, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> StoreError {
        let path = path.into();
        move |source| StoreError::Io(doing, path, source)
    }

    /// Where it went wrong.
    pub(crate) fn place(&self) -> Place<'_> {
        match self {
            StoreError::NotUtf8(at)
            | StoreError::Syntax(at, ..)
            | StoreError::NewerFormat(at, _)
            | StoreError::Markers(at)
            | StoreError::Doubled(at, _) => Place { line: Some(at.line), column: Some(at.column), ..Place::of(&at.path) },
            StoreError::ChangedOnDisk { source, .. } => source.place(),
            StoreError::Io(_, path, _)
            | StoreError::Kept(_, path, _)
            | StoreError::NotSaved { path, .. }
            | StoreError::Away { path, .. }
            | StoreError::Gone { path, .. } => Place::of(path),
            StoreError::Unspellable(_) | StoreError::CalledOff => Place::default(),
        }
    }

    /// Where the unsaved work was put.
    pub(crate) fn rescue(&self) -> Option<&Path> {
        match self {
            StoreError::NotSaved { rescue, .. } | StoreError::Away { rescue, .. } => rescue.as_deref(),
            StoreError::ChangedOnDisk { rescue, .. } => Some(rescue),
            _ => None,
        }
    }

    /// What the person should do now. Never anything that would overwrite what lies in the file: it may be nowhere else.
    pub(crate) fn hint(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            StoreError::Io(Doing::Reading, ..) => ("请检查路径和权限。", "Check the path and its permissions."),
            StoreError::Io(Doing::Writing, _, e) if e.kind() == io::ErrorKind::NotFound => {
                ("文件夹还没有，请先建好它，或换一个路径。", "There is no such folder: make it first, or name another path.")
            }
            StoreError::Io(..) => ("请检查磁盘空间和文件夹权限。", "Check the disk's free space and the folder's permissions."),
            StoreError::NotUtf8(_) => (
                "文件多半被另存为 GBK。请用编辑器另存为 UTF-8，或恢复留下的版本。",
                "The file was probably saved as GBK. Save it as UTF-8 with an editor, or restore one of the versions that are kept.",
            ),
            StoreError::Syntax(..) => (
                "请用编辑器按行列改正；若不是有意手改，可恢复留下的版本。",
                "Mend it at that place with an editor, or restore one of the versions that are kept.",
            ),
            StoreError::Markers(_) | StoreError::Doubled(..) => (
                "两个人的改动还没有合并完。请先合并，再打开。",
                "Two people's changes are not merged yet. Merge them, then open the file again.",
            ),
            StoreError::NewerFormat(..) => {
                ("请升级 duban；旧版本不会改写这个文件。", "Install a newer duban; this one does not touch the file.")
            }
            StoreError::ChangedOnDisk { .. } => (
                "磁盘上的内容没有被覆盖。请先修好台账，再从旁边那份文件取回自己的改动。",
                "What is on disk was not overwritten. Mend the ledger first, then take your changes from the file beside it.",
            ),
            StoreError::NotSaved { source, .. } => {
                let (zh, en) = not_saved(source);
                return lang.pick(format!("文件完好。{zh}"), format!("The file is whole. {en}"));
            }
            StoreError::Away { .. } => (
                "它所在的文件夹移走了、删了，或者共享盘断开了。接好共享盘或移回文件夹，再改一处就会存进去；移到别处了，就在那里打开，再取回这里没存成的内容。",
                "Its folder was moved or removed, or the share is not connected. Connect it or move the folder back, and the next edit saves everything; was it moved for good, open it there and take back what could not be saved here.",
            ),
            StoreError::Kept(Doing::Reading, ..) => (
                "留下的版本、没存成的内容都还在里面。请查它的权限和归属：用别的账户运行过一次，里面的文件就归那个账户。",
                "The versions and what could not be saved are still in it. Look at whose it is and who may read it: what another account has run once is that account's.",
            ),
            StoreError::Kept(Doing::Writing, ..) => (
                "照常能存台账，但没有可以恢复的版本，被杀以后改动也找不回。请查它的权限和归属。",
                "Ledgers are saved all the same, but no versions are kept, and what a killed program had not saved is lost. Look at whose it is and who may write to it.",
            ),
            StoreError::Gone { versions, .. } => {
                let versions = versions.display();
                return lang.pick(
                    format!("恢复留下的版本；移到别处了，就在那里用；不要它了，删去 {versions}，就当从来没有过。"),
                    format!("Restore one of the versions that are kept; was it moved, work there; is it not wanted any more, remove {versions}, and it never was."),
                );
            }
            StoreError::Unspellable(_) => ("请改正该值后再保存。", "Mend the value, then save again."),
            StoreError::CalledOff => ("", ""),
        };
        lang.pick(zh, en).to_owned()
    }
}

/// What to do where a file was not saved, by what the system says.
fn not_saved(source: &io::Error) -> (&'static str, &'static str) {
    use io::ErrorKind::*;
    match source.kind() {
        // Of the file we say so ourselves; what the system refuses is the folder.
        PermissionDenied if source.raw_os_error().is_some() => (
            "文件可以写，是它所在的文件夹不许你替换它：存盘先在旁边写好新的一份再换上去，这样断电也不会坏。请文件夹的主人让你写文件夹（共用时 chmod g+w 文件夹；带粘滞位的再 chmod -t），或把台账移到可以共用的文件夹。",
            "It may be written, but its folder does not let you replace it: a save writes beside the file and then puts that in its place, so that no power failure tears it. Have the folder's owner let you write to it (chmod g+w on the folder; chmod -t where it is sticky), or move the ledger to a folder that you share.",
        ),
        PermissionDenied => (
            "它是只读的，或者只有主人能写：请主人放开写权限（共用时 chmod g+w）后再保存。",
            "It is read-only, or only its owner may write to it: have the owner allow it (chmod g+w to share it), then save again.",
        ),
        StorageFull | QuotaExceeded => ("请腾出空间后再保存。", "Free some space, then save again."),
        ReadOnlyFilesystem => (
            "它所在的盘现在只能读：请换成可写的，或把台账移到别的盘。",
            "Its disk can only be read now: make it writable, or move the ledger to another one.",
        ),
        ResourceBusy => (
            "别的程序在不停地写它：请先停下那个程序（编辑器、同步盘），再保存。",
            "Another program writes to it all the time: stop that one first (an editor, a syncing folder), then save again.",
        ),
        StaleNetworkFileHandle | NotConnected | HostUnreachable | NetworkUnreachable | NetworkDown | TimedOut => {
            ("共享盘断开了：接好以后再保存。", "The share is not connected: connect it, then save again.")
        }
        _ => ("请检查磁盘和它所在的文件夹，再保存。", "Look at the disk and the folder, then save again."),
    }
}

/// Where work was put that could not be saved.
fn put(rescue: Option<&Path>, lang: Lang) -> String {
    match rescue.map(Path::display) {
        Some(rescue) => lang.pick(format!("；未保存的内容已放在 `{rescue}`"), format!("; the unsaved work is in `{rescue}`")),
        None => lang.pick("；改动也没有别处可放", "; nor could the work be put anywhere else").into(),
    }
}

impl Say for StoreError {
    fn say(&self, lang: Lang) -> String {
        let colon = lang.pick("：", ": ");
        match self {
            StoreError::Io(Doing::Reading, path, e) => {
                format!("{} `{}`{colon}{}", lang.pick("不能读取", "cannot read"), path.display(), os_error(e, lang))
            }
            StoreError::Io(Doing::Writing, path, e) => {
                format!("{} `{}`{colon}{}", lang.pick("不能写入", "cannot write"), path.display(), os_error(e, lang))
            }
            StoreError::NotUtf8(at) => format!("{at}: {}", lang.pick("不是 UTF-8 文本", "the text is not UTF-8")),
            StoreError::Syntax(at, zh, en) => format!("{at}: {}", lang.pick(zh, en)),
            StoreError::Markers(at) => format!("{at}: {}", lang.pick("文件里有 git 的冲突标记", "the file holds git's conflict markers")),
            StoreError::Doubled(at, list) => lang.pick(
                format!("{at}: 清单 `{list}` 写了两处，是 git 把两边各加的一处都留下了"),
                format!("{at}: the list `{list}` stands here for a second time: git kept what each of two sides had begun"),
            ),
            StoreError::NewerFormat(at, found) => lang.pick(
                format!("{at}: 格式是 {found}，本程序只认到 {}", Format::default().number()),
                format!("{at}: the format is {found}; this program knows up to {}", Format::default().number()),
            ),
            StoreError::ChangedOnDisk { path, rescue, source } => {
                let (path, rescue, source) = (path.display(), rescue.display(), source.say(lang));
                lang.pick(
                    format!("`{path}` 已被改成读不懂的内容（{source}）；未保存的内容已放在 `{rescue}`"),
                    format!("`{path}` was changed to something that cannot be read ({source}); the unsaved work is in `{rescue}`"),
                )
            }
            StoreError::NotSaved { path, rescue, source } => {
                let (rescued, why) = (put(rescue.as_deref(), lang), os_error(source, lang));
                format!("{} `{}`{colon}{why}{rescued}", lang.pick("没有存成", "could not save"), path.display())
            }
            StoreError::Away { path, rescue, source } => {
                let (path, rescued, why) = (path.display(), put(rescue.as_deref(), lang), os_error(source, lang));
                lang.pick(
                    format!("台账 `{path}` 不见了，也放不回原处（{why}）{rescued}"),
                    format!("the ledger `{path}` is gone and could not be put back ({why}){rescued}"),
                )
            }
            StoreError::Kept(Doing::Reading, path, e) => lang.pick(
                format!("看不了 `{}`（{}）：里面可能有留下的版本和没存成的内容", path.display(), os_error(e, lang)),
                format!("`{}` cannot be looked into ({}): versions and unsaved work may lie there", path.display(), os_error(e, lang)),
            ),
            StoreError::Kept(Doing::Writing, path, e) => lang.pick(
                format!("数据文件夹 `{}` 写不进去（{}）", path.display(), os_error(e, lang)),
                format!("the data folder `{}` cannot be written to ({})", path.display(), os_error(e, lang)),
            ),
            StoreError::Gone { path, .. } => lang.pick(
                format!("台账 `{}` 不见了：在这里存过，现在没有这个文件", path.display()),
                format!("the ledger `{}` is gone: it was saved there, and is there no more", path.display()),
            ),
            StoreError::Unspellable(what) => what.clone(),
            StoreError::CalledOff => lang.pick("已取消，什么都没有改动", "called off; nothing was changed").into(),
        }
    }
}

//! The file system as a save sees it: a value, so that tests can lend one whose calls fail.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::lock_file::{self, Attempt};

/// No file that is longer is read, in bytes.
pub(crate) const LONGEST: u64 = 2 << 30;

/// The length of a file that can be read.
pub(super) fn bounded(info: &FileInfo) -> io::Result<usize> {
    match info {
        FileInfo { regular: false, .. } => Err(io::ErrorKind::InvalidInput.into()),
        FileInfo { len, .. } if *len > LONGEST => Err(io::ErrorKind::FileTooLarge.into()),
        FileInfo { len, .. } => usize::try_from(*len).map_err(|_| io::ErrorKind::FileTooLarge.into()),
    }
}

/// What a file looks like without being read. Two equal ones of a path mean that nobody wrote to it, as far as the
/// clock of the file system tells moments apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileInfo {
    /// Bytes.
    pub len: u64,
    /// When it was last written.
    pub modified: Option<SystemTime>,
    /// Device and number of the file on it; nothing where the system does not say.
    pub identity: Option<(u64, u64)>,
    /// Whether nobody may write to it, or we may not: who may write into its folder could replace it all the same.
    pub readonly: bool,
    /// Whether it is a file with an end: no pipe, device or folder.
    pub regular: bool,
    /// Owner, group and mode, where the system has them.
    pub rights: Option<Rights>,
}

/// To whom a file belongs and who may do what with it (POSIX).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    pub(crate) mode: u32,
    pub(crate) user: u32,
    pub(crate) group: u32,
}

impl Rights {
    /// Those of a copy that is there to be read: nobody runs it.
    pub(super) fn of_a_copy(self) -> Rights {
        Rights { mode: self.mode & 0o666, ..self }
    }
}

impl FileInfo {
    fn of(metadata: &Metadata) -> FileInfo {
        FileInfo {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            identity: system::identity(metadata),
            readonly: metadata.permissions().readonly(),
            regular: metadata.is_file(),
            rights: system::rights(metadata),
        }
    }

    /// The same file with the same bytes, as far as the clock tells.
    pub(crate) fn same_content(&self, other: &FileInfo) -> bool {
        (self.len, self.modified, self.identity) == (other.len, other.modified, other.identity)
    }
}

/// A file that is being written.
#[allow(missing_docs, reason = "the rest is named as in std::fs")]
pub trait Pen: Send {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Gives it owner, group and mode of another, as far as we may.
    fn take_rights(&mut self, like: Rights) -> io::Result<()>;
    /// Waits until the bytes are on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// The calls that a save makes of the system.
#[allow(missing_docs, reason = "the rest is named as in std::fs")]
pub trait FileSystem: fmt::Debug + Send + Sync {
    fn open(&self, file: &Path) -> io::Result<Box<dyn Read>>;
    fn info(&self, file: &Path) -> io::Result<FileInfo>;
    /// Makes a file where none is.
    fn create(&self, file: &Path) -> io::Result<Box<dyn Pen>>;
    /// Makes a file where none is that nobody else may read.
    fn create_private(&self, file: &Path) -> io::Result<Box<dyn Pen>> {
        self.create(file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Two files change places, at one instant. Not all file systems can.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// A second name for a file.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()>;
    fn remove(&self, file: &Path) -> io::Result<()>;
    /// Makes a folder of our own with those above it: nobody else looks into it.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Tries to take the lock that a file stands for; `holder` is written into it.
    fn try_lock(&self, file: &Path, holder: &str) -> io::Result<Attempt>;

    /// Waits before something is tried again.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }

    /// All bytes of a file of at most [`LONGEST`]. A pipe or device is not opened: it might never answer, or never end.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(bounded(&self.info(file)?)?);
        self.open(file)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }
}

/// The machine's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemFiles;

impl FileSystem for SystemFiles {
    fn open(&self, file: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(file)?))
    }

    fn info(&self, file: &Path) -> io::Result<FileInfo> {
        let info = FileInfo::of(&fs::metadata(file)?);
        Ok(FileInfo { readonly: info.readonly || info.regular && system::is_refused(file), ..info })
    }

    fn create(&self, file: &Path) -> io::Result<Box<dyn Pen>> {
        Ok(Box::new(File::options().write(true).create_new(true).open(file)?))
    }

    fn create_private(&self, file: &Path) -> io::Result<Box<dyn Pen>> {
        Ok(Box::new(system::private(File::options().write(true).create_new(true)).open(file)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(file, name)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        system::private_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|item| item.map(|i| i.path())).collect()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn try_lock(&self, file: &Path, holder: &str) -> io::Result<Attempt> {
        lock_file::try_lock(file, holder)
    }
}

/// Why we may make no file in a folder, where we may not.
pub(super) fn may_not_fill(folder: &Path) -> Option<io::Error> {
    system::may_not_fill(folder)
}

impl Pen for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn take_rights(&mut self, like: Rights) -> io::Result<()> {
        system::take_rights(self, like)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
    use std::path::Path;

    use super::Rights;

    pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// One that is ours and that others may look into was made by an earlier duban.
    pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let there = fs::metadata(folder)?;
        let (mode, ours) = (there.permissions().mode() & 0o7777, there.uid() == rustix::process::geteuid().as_raw());
        if ours && mode & 0o077 != 0 { fs::set_permissions(folder, Permissions::from_mode(mode & !0o077)) } else { Ok(()) }
    }

    /// Whether its rights keep us from writing to it.
    pub(super) fn is_refused(file: &Path) -> bool {
        matches!(rustix::fs::access(file, rustix::fs::Access::WRITE_OK), Err(rustix::io::Errno::ACCESS))
    }

    pub(super) fn may_not_fill(folder: &Path) -> Option<io::Error> {
        use rustix::fs::Access;
        rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK).err().map(io::Error::from)
    }

    pub(super) fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
        Some((metadata.dev(), metadata.ino()))
    }

    pub(super) fn rights(metadata: &Metadata) -> Option<Rights> {
        Some(Rights { mode: metadata.permissions().mode() & 0o7777, user: metadata.uid(), group: metadata.gid() })
    }

    /// Owner and group first, since giving a file away clears bits of its mode. Only root may give a file to another user;
    /// a member of the group may give it to the group. Where neither may be, the file stays the writer's, and bits for a
    /// group that is not the old one's are no wider than those for all others.
    pub(super) fn take_rights(file: &File, like: Rights) -> io::Result<()> {
        let now = file.metadata()?;
        let mut mode = like.mode;
        if (now.uid(), now.gid()) != (like.user, like.group)
            && fchown(file, Some(like.user), Some(like.group)).is_err()
            && now.gid() != like.group
            && fchown(file, None, Some(like.group)).is_err()
        {
            mode &= !0o070 | ((mode & 0o007) << 3);
        }
        file.set_permissions(Permissions::from_mode(mode))
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    use super::Rights;

    pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    pub(super) fn is_refused(_: &Path) -> bool {
        false
    }

    pub(super) fn may_not_fill(_: &Path) -> Option<io::Error> {
        None
    }

    pub(super) fn identity(_: &Metadata) -> Option<(u64, u64)> {
        None
    }

    pub(super) fn rights(_: &Metadata) -> Option<Rights> {
        None
    }

    pub(super) fn take_rights(_: &File, _: Rights) -> io::Result<()> {
        Ok(())
    }
}

//! What of a ledger is kept besides its file: the last versions, work that could not be saved, and edits that are not in it.

use chrono::{DateTime, Local};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::StoreError;
use super::filesystem::{FileSystem, SystemFiles};
use super::folders::Folders;
use super::journal::{Leftover, leftovers};
use super::read::read_ledger;
use super::rescue::{RESCUED, rescues};
use super::ron_file::read_text;
use super::versions;
use crate::domain::Ledger;
use crate::merge::{differences, merge};
use crate::text::{Lang, natural_key};

/// A larger file is listed without what came after it: each would have to be read.
const COMPARED: u64 = 16 << 20;

/// What was changed after a backup, up to the next one: so a person finds the moment before something went wrong.
#[derive(Debug)]
pub struct After {
    /// How many changes; none where that is not known.
    pub(crate) count: Option<usize>,
    /// How many, and the first of them in a sentence; that it cannot be read; nothing where nobody has looked.
    pub(crate) words: String,
}

/// What a backup is.
#[derive(Debug)]
pub enum Kind {
    /// The file's content before a save.
    Version {
        /// Whether a save of this user had written it; else it came into the file another way (git, an editor, another user), or that was
        /// not noted yet.
        ours: bool,
    },
    /// What a save wrote and the file does not hold any more.
    Written,
    /// A whole ledger that could not be saved.
    Rescue,
    /// Edits of a program that was killed.
    Journal(Leftover),
}

/// Something from which a ledger can be restored.
#[derive(Debug)]
pub struct Backup {
    /// What it is.
    pub kind: Kind,
    /// Its file.
    pub path: PathBuf,
    /// When it was put there.
    pub at: DateTime<Local>,
    /// Its length in bytes.
    pub len: u64,
}

impl Kind {
    /// Its word for machines.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Kind::Version { .. } => "version",
            Kind::Written => "written",
            Kind::Rescue => "rescue",
            Kind::Journal(_) => "journal",
        }
    }

    /// What a person calls it.
    pub(crate) fn label(&self, lang: Lang) -> &'static str {
        match self {
            Kind::Version { ours: true } => lang.pick("保存前的版本（本程序存的）", "before a save (saved here)"),
            Kind::Version { ours: false } => lang.pick("保存前的版本", "before a save"),
            Kind::Written => lang.pick("最后一次存进去的", "as it was last saved"),
            Kind::Rescue => lang.pick("没存成的内容", "could not be saved"),
            Kind::Journal(_) => lang.pick("没存进台账的改动", "edits not in the ledger"),
        }
    }
}

/// All backups of a ledger file, the newest first. Of a ledger that cannot be read there are no edits to be taken back before
/// a version of it is restored.
pub(crate) fn backups(path: &Path, folders: &Folders, ledger: Option<&Ledger>) -> Vec<Backup> {
    let target = disk::resolved(path);
    let folder = folders.versions(&target);
    let versions = versions::list(&folder).into_iter().map(|v| (Kind::Version { ours: versions::is_ours(&v) }, v));
    let written = versions::overwritten(&SystemFiles, &folder, &target).into_iter().map(|v| (Kind::Written, v));
    let rescues = rescues(&target, folders).into_iter().map(|r| (Kind::Rescue, r));
    let journals = ledger.map(|ledger| leftovers(ledger, path, folders)).unwrap_or_default();
    let mut all: Vec<Backup> = versions.chain(written).chain(rescues).filter_map(|(kind, path)| backup(kind, path)).collect();
    all.extend(journals.into_iter().filter_map(Backup::of));
    // By name where the moment does not tell them apart: the second of one moment ends in -2.
    all.sort_by_cached_key(|backup| Reverse((backup.at, natural_key(&backup.path.with_extension("").to_string_lossy()))));
    all
}

/// What each of some backups, the newest first, lacks of the one after it, and the newest of the present ledger. Reads them all.
pub(crate) fn changed_after(all: &[Backup], present: Option<&Ledger>, lang: Lang) -> Vec<After> {
    let mut later = present.cloned();
    let mut told = Vec::with_capacity(all.len());
    for backup in all {
        let restored = (backup.len <= COMPARED).then(|| backup.restored(present).ok()).flatten();
        let lost = restored.as_ref().zip(later.as_ref()).map(|(restored, later)| (differences(restored, later), later));
        let words = match &lost {
            Some((lost, later)) => match (lost.len(), lost.first().map(|first| first.line(later, lang))) {
                (1, Some(first)) => first,
                (n, Some(first)) => lang.pick(format!("{n} 处：{first}"), format!("{n}: {first}")),
                (_, None) => lang.pick("无", "nothing").to_owned(),
            },
            None if backup.len <= COMPARED && later.is_some() => lang.pick("读不懂", "cannot be read").to_owned(),
            None => String::new(),
        };
        told.push(After { count: lost.map(|(lost, _)| lost.len()), words });
        later = restored.or(later);
    }
    told
}

/// Removes what could not be saved once and is in the ledger's file by now.
pub(crate) fn let_go_of_rescues(path: &Path, folders: &Folders) {
    let rescues = rescues(&disk::resolved(path), folders);
    let Some(ledger) = (!rescues.is_empty()).then(|| read_ledger(path).ok()).flatten() else { return };
    for rescue in rescues.into_iter().filter_map(|path| backup(Kind::Rescue, path)) {
        if rescue.restored(Some(&ledger)).is_ok_and(|r| r == ledger) {
            rescue.settle();
        }
    }
}

impl Backup {
    /// Edits that were found when the ledger was opened.
    pub(crate) fn of(leftover: Leftover) -> Option<Backup> {
        let path = leftover.path.clone();
        backup(Kind::Journal(leftover), path)
    }
}

fn backup(kind: Kind, path: PathBuf) -> Option<Backup> {
    let info = SystemFiles.info(&path).ok()?;
    let named = path.file_name().and_then(|n| moment_in(&n.to_string_lossy()));
    let at = named.or_else(|| info.modified.map(DateTime::from))?;
    Some(Backup { kind, path, at, len: info.len })
}

/// The moment by which a file is named. A version that is a second name of the ledger's old file has that file's times.
fn moment_in(name: &str) -> Option<DateTime<Local>> {
    let digits = name.split_once(RESCUED).map_or(name, |(_, moment)| moment);
    let (day, rest) = (digits.get(..8)?, digits.get(9..15)?);
    let fraction: String = digits[15..].strip_prefix('.').unwrap_or_default().chars().take_while(char::is_ascii_digit).take(9).collect();
    let text = format!("{day}{rest}.{fraction:0<3}");
    chrono::NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S%.f").ok()?.and_local_timezone(Local).earliest()
}

impl Backup {
    /// The ledger as it would be when this is restored: as the version has it; with the edits in it; with what could not be
    /// saved, where what differs from the present one is contested.
    pub(crate) fn restored(&self, present: Option<&Ledger>) -> Result<Ledger, StoreError> {
        match (&self.kind, present) {
            (Kind::Journal(leftover), Some(present)) => Ok(leftover.recovered(present)),
            (Kind::Rescue, Some(present)) => {
                let mut merged = merge(None, &read_ledger(&self.path)?, present).ledger;
                merged.set_lineage(present.lineage());
                Ok(merged)
            }
            _ => {
                let mut ledger = read_ledger(&self.path)?;
                ledger.set_lineage(present.map_or(0, Ledger::lineage));
                Ok(ledger)
            }
        }
    }

    /// The text of a whole ledger, with its comments.
    pub(crate) fn text(&self) -> Result<String, StoreError> {
        read_text(&self.path)
    }

    /// What was restored wholly needs not be offered again; a version stays one.
    pub(crate) fn settle(&self) {
        match &self.kind {
            Kind::Version { .. } | Kind::Written => {}
            Kind::Rescue => drop(std::fs::remove_file(&self.path)),
            Kind::Journal(leftover) => leftover.discard(),
        }
    }
}

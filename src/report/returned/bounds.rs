//! How much of a file that comes from elsewhere is unpacked.

use std::fmt::Display;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

use crate::text::{Lang, Say};

/// What a file may come to when it is unpacked, in bytes: a form of 10,000 filled rows is a tenth of it.
const UNPACKED: u64 = 128 << 20;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is damaged, or no such file at all; what the reader says.
    Broken(String),
    /// It would unpack to more than is ever needed.
    TooLarge,
}

impl Unreadable {
    pub(super) fn of(e: impl Display) -> Unreadable {
        Unreadable::Broken(e.to_string())
    }
}

impl Say for Unreadable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unreadable::Broken(e) => lang.pick(format!("文件读不出来：{e}"), format!("it cannot be read: {e}")),
            Unreadable::TooLarge => lang.pick("解压后太大", "it unpacks to too much").to_owned(),
        }
    }
}

/// Refuses a file that would unpack to too much. What its parts say of their own length is not believed.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::of)?;
    let mut left = UNPACKED;
    for part in 0..archive.len() {
        let file = archive.by_index(part).map_err(Unreadable::of)?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(Unreadable::of)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

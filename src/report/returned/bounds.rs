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

/// Refuses a file that would unpack to too much.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    each(bytes, |_, part| io::copy(part, &mut io::sink()))
}

/// The files of an archive, each with its name.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
    let mut all = Vec::new();
    each(bytes, |name, part| {
        let mut held = Vec::new();
        let length = part.read_to_end(&mut held)?;
        all.extend((!name.ends_with('/')).then(|| (name.to_owned(), held)));
        Ok(length as u64)
    })?;
    Ok(all)
}

/// Reads each part as far as there is room. What the parts say of their own length is not believed.
fn each(bytes: &[u8], mut read: impl FnMut(&str, &mut dyn Read) -> io::Result<u64>) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::of)?;
    let mut left = UNPACKED;
    for part in 0..archive.len() {
        let file = archive.by_index(part).map_err(Unreadable::of)?;
        let name = file.name().to_owned();
        let length = read(&name, &mut file.take(left + 1)).map_err(Unreadable::of)?;
        left = left.checked_sub(length).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

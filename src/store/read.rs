//! Text to ledger: item by item and in parallel, with every error in its place. The `ron` crate decides what is
//! readable; what is spelled as usual is read by a quicker reader that knows only that.

use ron::Options;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::complaint;
use super::disk;
use super::doubled::again;
use super::error::{Doing, Spot, StoreError};
use super::filesystem::{FileInfo, FileSystem, SystemFiles};
use super::quick;
use super::scan::{Layout, offset, position, scan};
use super::settled::{is_whole, settled};
use super::spelling::spell;
use super::stamp::{Stamp, hash};
use crate::domain::{Contested, Entry, Format, Kept, Ledger, Section, Settings, UpdateId, by_kind, each_kind};
use crate::progress::{CalledOff, Progress, Step};

macro_rules! frame {
    ($($(#[$own:meta])* $Kind:ident, $Id:ident, $Claim:ident, $list:ident, $word:literal, $zh:literal, $en:literal;)*) => {
        /// All of a ledger but the items of its lists, which are emptied before: only their names are checked.
        #[derive(Deserialize)]
        #[serde(rename = "Ledger", deny_unknown_fields)]
        #[allow(dead_code, reason = "the fields that nobody reads are there to be known")]
        struct Frame {
            format: u32,
            #[serde(default)]
            title: String,
            #[serde(default)]
            settings: Settings,
            #[serde(default)]
            contested: Vec<Contested>,
            #[serde(default)]
            ruled_out: Vec<UpdateId>,
            $(#[serde(default)] $list: Vec<()>,)*
        }
    };
}

each_kind!(frame);

/// A ledger with the places of its parts in the text.
pub(super) struct Parsed {
    pub(crate) ledger: Ledger,
    pub(crate) layout: Layout,
}

/// A ledger's file that was read.
pub(super) struct Opened {
    pub(super) info: FileInfo,
    pub(super) stamp: Stamp,
    pub(super) parsed: Parsed,
}

/// Reads a ledger's file, and says how far it is. What cannot be understood is read again where somebody is writing it.
pub(super) fn open(files: &dyn FileSystem, path: &Path, progress: &Progress) -> Result<Opened, StoreError> {
    let attempt = |is_whole: &dyn Fn(&[u8]) -> bool| -> Result<_, StoreError> {
        let piecewise = || disk::read_counted(files, path, progress);
        let is_whole = |bytes: &[u8]| progress.is_called_off() || is_whole(bytes);
        let there = settled(files, path, piecewise, is_whole).map_err(StoreError::io(Doing::Reading, path))?;
        progress.check()?;
        let read = read(path, &there.bytes, progress).map(|(stamp, _, parsed)| Opened { info: there.info, stamp, parsed });
        Ok((read, there.bytes))
    };
    match attempt(&|_| true)? {
        (Err(StoreError::Syntax(..) | StoreError::NotUtf8(_)), torn) => attempt(&|bytes| bytes != torn && is_whole(bytes))?.0,
        (read, _) => read,
    }
}

/// Reads a ledger that nobody means to write.
pub(crate) fn read_ledger(path: &Path) -> Result<Ledger, StoreError> {
    open(&SystemFiles, path, &Progress::default()).map(|opened| opened.parsed.ledger)
}

/// Reads the bytes of a ledger file: their stamp, the text they are, and what it says.
pub(super) fn read<'b>(path: &Path, bytes: &'b [u8], progress: &Progress) -> Result<(Stamp, &'b str, Parsed), StoreError> {
    let text = utf8(path, bytes)?;
    let parsed = parse_beside(path, text, &Known::default(), progress)?;
    Ok((Stamp::of(bytes), text, parsed))
}

pub(super) fn utf8<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, StoreError> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| {
        let good = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
        StoreError::NotUtf8(spot(path, &String::from_utf8_lossy(&bytes[..good]), good))
    })
}

fn spot(path: &Path, text: &str, at: usize) -> Spot {
    let (line, column) = position(text, at);
    Spot { path: path.to_owned(), line, column }
}

pub(super) fn parse(path: &Path, text: &str) -> Result<Parsed, StoreError> {
    parse_beside(path, text, &Known::default(), &Progress::default())
}

/// Parses the text of a ledger; entries that are spelled as one that is known are that one.
/// The entries are counted while they are parsed; between two of them the parsing can be called off.
pub(super) fn parse_beside(path: &Path, text: &str, known: &Known<'_>, progress: &Progress) -> Result<Parsed, StoreError> {
    let at_fault = |fault: Fault| fault.into_error(path, text);
    progress.begin(Step::Parsing, 0);
    if let Some(line) = marker_line(text) {
        return Err(StoreError::Markers(Spot { path: path.to_owned(), line, column: 1 }));
    }
    let Some(layout) = scan(text) else {
        let text = text.trim_start_matches('\u{feff}');
        let none = Fault::Mistake { at: 0, zh: "不是台账".into(), en: "this is no ledger".into() };
        return Err(parsed::<Frame>(text, |at| at).err().unwrap_or(none).into_error(path, text));
    };
    check_format(path, text, &layout)?;
    if let Some((list, at)) = again(text, &layout) {
        return Err(StoreError::Doubled(spot(path, text, at), list.to_owned()));
    }
    let frame = frame(text, &layout).map_err(at_fault)?;
    writable(&frame.contested, text.find("contested").unwrap_or_default()).map_err(at_fault)?;
    let mut ledger = Ledger::default();
    ledger.format = Format::numbered(frame.format).unwrap_or_default();
    ledger.title = frame.title;
    ledger.settings = frame.settings;
    ledger.contested = frame.contested;
    ledger.ruled_out = frame.ruled_out;
    ledger.ruled_out.sort();
    for section in Section::ALL.into_iter().filter(|s| *s != Section::Entry) {
        by_kind!(Section section, => items::<R>(text, &layout, &mut ledger)).map_err(at_fault)?;
    }
    ledger.set_entries(entries(text, &layout, known, progress).map_err(at_fault)?);
    Ok(Parsed { ledger, layout })
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// What `ron` makes of a piece of a text; `place` says where a byte of the piece stands in the whole.
fn parsed<T: DeserializeOwned>(piece: &str, place: impl Fn(usize) -> usize) -> Result<T, Fault> {
    options().from_str(piece).map_err(|e| {
        let at = place(offset(piece, e.span.start.line, e.span.start.col));
        Fault::Mistake { at, zh: complaint::in_chinese(&e.code), en: e.code.to_string() }
    })
}

/// Why a text was not read to its end.
enum Fault {
    /// A mistake at a byte of the whole text.
    Mistake { at: usize, zh: String, en: String },
    /// Nobody wants to know any more.
    CalledOff,
}

impl From<CalledOff> for Fault {
    fn from(CalledOff: CalledOff) -> Self {
        Fault::CalledOff
    }
}

impl Fault {
    fn into_error(self, path: &Path, text: &str) -> StoreError {
        match self {
            Fault::Mistake { at, zh, en } => StoreError::Syntax(spot(path, text, at), zh, en),
            Fault::CalledOff => StoreError::CalledOff,
        }
    }
}

/// Git's markers stand at the start of a line; inside a ledger no line begins so.
fn marker_line(text: &str) -> Option<usize> {
    if memchr::memmem::find(text.as_bytes(), b"\n<<<<<<< ").is_none() && !text.starts_with("<<<<<<< ") {
        return None;
    }
    text.lines().position(|l| l.starts_with("<<<<<<< ")).map(|i| i + 1)
}

/// The number of the format is looked at first: a newer file may hold what this program cannot read.
fn check_format(path: &Path, text: &str, layout: &Layout) -> Result<(), StoreError> {
    let Some(place) = &layout.format else { return Ok(()) };
    let at = spot(path, text, place.start);
    match options().from_str::<u32>(&text[place.clone()]) {
        Ok(0) => {
            let (zh, en) = ("没有格式 0，格式从 1 数起", "there is no format 0: formats are counted from 1");
            Err(StoreError::Syntax(at, zh.into(), en.into()))
        }
        Ok(found) if Format::numbered(found).is_none() => Err(StoreError::NewerFormat(at, found)),
        _ => Ok(()),
    }
}

/// Parses the text with its lists emptied.
fn frame(text: &str, layout: &Layout) -> Result<Frame, Fault> {
    let mut holes: Vec<Range<usize>> = layout.lists.iter().flatten().map(|l| l.open..l.close).collect();
    holes.sort_by_key(|h| h.start);
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut skeleton = String::new();
    let mut pieces = Vec::new();
    let mut from = bom;
    for hole in holes.into_iter().chain(std::iter::once(text.len()..text.len())) {
        pieces.push((skeleton.len(), from));
        skeleton.push_str(&text[from..hole.start]);
        from = hole.end;
    }
    parsed(&skeleton, |at| {
        let (start, original) = pieces.iter().rev().find(|(s, _)| *s <= at).copied().unwrap_or((0, bom));
        original + at - start
    })
}

/// Below this many items a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 2000;

fn items<R: Kept>(text: &str, layout: &Layout, into: &mut Ledger) -> Result<(), Fault> {
    let spans = layout.list(R::SECTION).map_or(&[][..], |l| &l.items);
    *R::records_mut(into) = parse_all::<R>(text, spans, &Progress::default())?.into();
    Ok(())
}

fn entries(text: &str, layout: &Layout, known: &Known<'_>, progress: &Progress) -> Result<Vec<Arc<Entry>>, Fault> {
    let spans = layout.list(Section::Entry).map_or(&[][..], |l| &l.items);
    let found: Vec<Option<&Arc<Entry>>> = spans.iter().map(|s| known.get(&text[s.clone()])).collect();
    let unknown: Vec<Range<usize>> = spans.iter().zip(&found).filter(|(_, f)| f.is_none()).map(|(s, _)| s.clone()).collect();
    progress.begin(Step::Parsing, unknown.len());
    let mut parsed = parse_all(text, &unknown, progress)?.into_iter().map(Arc::new);
    Ok(found.into_iter().filter_map(|f| f.cloned().or_else(|| parsed.next())).collect())
}

/// The entries of a text by how they are spelled: what another text spells alike need not be parsed again, and is
/// known at once to be the same.
#[derive(Default)]
pub(super) struct Known<'a> {
    entries: HashMap<u64, (&'a str, &'a Arc<Entry>)>,
}

impl<'a> Known<'a> {
    pub(super) fn of(text: &'a str, parsed: &'a Parsed) -> Known<'a> {
        let spans = parsed.layout.list(Section::Entry).map_or(&[][..], |l| &l.items);
        let item = |(span, entry): (&Range<usize>, &'a Arc<Entry>)| {
            let item = &text[span.clone()];
            (hash(item.as_bytes()), (item, entry))
        };
        Known { entries: spans.iter().zip(parsed.ledger.entries()).map(item).collect() }
    }

    fn get(&self, item: &str) -> Option<&'a Arc<Entry>> {
        if self.entries.is_empty() {
            return None;
        }
        self.entries.get(&hash(item.as_bytes())).filter(|(text, _)| *text == item).map(|(_, entry)| *entry)
    }
}

fn parse_all<T: DeserializeOwned + Serialize + Send>(text: &str, spans: &[Range<usize>], progress: &Progress) -> Result<Vec<T>, Fault> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    if spans.len() < WORTH_A_THREAD || threads == 1 {
        return parse_items(text, spans, progress);
    }
    let share = spans.len().div_ceil(threads);
    let results: Vec<Result<Vec<T>, Fault>> = std::thread::scope(|scope| {
        let workers: Vec<_> = spans.chunks(share).map(|chunk| scope.spawn(move || parse_items(text, chunk, progress))).collect();
        workers.into_iter().map(|w| w.join().unwrap_or_else(|e| std::panic::resume_unwind(e))).collect()
    });
    Ok(results.into_iter().collect::<Result<Vec<Vec<T>>, Fault>>()?.into_iter().flatten().collect())
}

fn parse_items<T: DeserializeOwned + Serialize>(text: &str, spans: &[Range<usize>], progress: &Progress) -> Result<Vec<T>, Fault> {
    let parse = |span: &Range<usize>| {
        progress.check()?;
        progress.add(1);
        let item = &text[span.clone()];
        quick::read(item).or_else(|_| {
            let value = parsed(item, |at| span.start + at)?;
            writable(&value, span.start).map(|()| value)
        })
    };
    spans.iter().map(parse).collect()
}

/// Refuses what `ron` reads and a ledger cannot hold, such as a number that is none: it could never be saved again.
fn writable<T: Serialize>(value: &T, at: usize) -> Result<(), Fault> {
    spell(Format::default(), value, 0).map(drop).map_err(|e| Fault::Mistake {
        at,
        zh: "里面有台账写不下的数（NaN 或无穷大）".into(),
        en: e.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsing_stops_between_two_entries_when_it_is_called_off() {
        let item = "Entry(id: \"p/一\", kind: Task, title: \"题\", lead: Unassigned)";
        let text = [item, item].join(",");
        let spans = [0..item.len(), item.len() + 1..text.len()];
        let progress = Progress::default();
        assert_eq!(parse_all::<Entry>(&text, &spans, &progress).map(|all| all.len()).ok(), Some(2));
        progress.call_off();
        assert!(matches!(parse_all::<Entry>(&text, &spans, &progress), Err(Fault::CalledOff)));
        let error = parse_beside(Path::new("t"), crate::store::BUILT_IN, &Known::default(), &progress);
        assert!(matches!(error, Err(StoreError::CalledOff)));
    }
}

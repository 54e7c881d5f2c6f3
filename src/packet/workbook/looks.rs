//! What an xlsx says of its cells beside their values: which show their number as a percent, and what is pinned to them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

use super::sheet::Place;
use crate::report::{Piece, pieces};

const BOOK: &str = "xl/workbook.xml";
/// The formats that are not spelled out and show a percent: `0%` and `0.00%`.
const PERCENTS: [&str; 2] = ["9", "10"];

pub(super) struct Looks<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The styles that show a percent, by their places.
    percents: HashSet<String>,
    /// Where each sheet stands.
    paths: HashMap<String, String>,
}

type Attributes = [(String, String)];

fn attribute<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl<'a> Looks<'a> {
    /// None where the parts that say so cannot be read.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Looks<'a>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut looks = Looks { zip, percents: HashSet::new(), paths: HashMap::new() };
        let targets = looks.targets(BOOK);
        let mut names = Vec::new();
        opened(&looks.part(BOOK)?, |name, attributes| {
            let (Some(title), Some(id)) = (attribute(attributes, "name"), attribute(attributes, "id")) else { return };
            if name == "sheet" {
                names.push((title.to_owned(), id.to_owned()));
            }
        })?;
        let path = |(title, id): (String, String)| Some((title, targets.iter().find(|one| one.id == id)?.path.clone()));
        looks.paths = names.into_iter().filter_map(path).collect();
        let styles = targets.iter().find(|one| one.kind.ends_with("/styles")).map(|one| one.path.clone());
        if let Some(styles) = styles {
            looks.percents = percents(&looks.part(&styles)?)?;
        }
        Some(looks)
    }

    /// The cells of a sheet that show a percent.
    pub(super) fn percents(&mut self, sheet: &str) -> Option<BTreeSet<Place>> {
        let mut found = BTreeSet::new();
        if self.percents.is_empty() {
            return Some(found);
        }
        let part = self.part(&self.paths.get(sheet)?.clone())?;
        let (mut row, mut column) = (0, 0);
        let styles = &self.percents;
        opened(&part, |name, attributes| match name {
            "row" => {
                row = attribute(attributes, "r").and_then(|n| n.parse().ok()).unwrap_or(row + 1);
                column = 0;
            }
            "c" => {
                let place = attribute(attributes, "r").and_then(place_of).unwrap_or((row.max(1) - 1, column));
                column = place.1.saturating_add(1);
                if attribute(attributes, "s").is_some_and(|style| styles.contains(style)) {
                    found.insert(place);
                }
            }
            _ => {}
        })?;
        Some(found)
    }

    /// What is pinned to the cells of a sheet.
    pub(super) fn remarks(&mut self, sheet: &str) -> Vec<(Place, String)> {
        let Some(path) = self.paths.get(sheet).cloned() else { return Vec::new() };
        let parts: Vec<String> =
            self.targets(&path).into_iter().filter(|one| one.kind.ends_with("/comments")).map(|one| one.path).collect();
        let mut all: Vec<(Place, String)> = Vec::new();
        for part in parts.iter().filter_map(|path| self.part(path)) {
            let mut is_text = false;
            // What is damaged here says nothing; the cells themselves are read by another.
            let _ = pieces(&part, |piece| match piece {
                Piece::Open(name, attributes) if name == "comment" => {
                    all.push((attribute(&attributes, "ref").and_then(place_of).unwrap_or_default(), String::new()));
                }
                Piece::Open(name, _) => is_text = name == "t",
                Piece::Close(_) => is_text = false,
                Piece::Text(text) if is_text => all.iter_mut().last().into_iter().for_each(|(_, words)| words.push_str(&text)),
                Piece::Text(_) => {}
            });
        }
        all.retain(|(_, words)| !words.trim().is_empty());
        all
    }

    fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.zip.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The parts that a part refers to.
    fn targets(&mut self, of: &str) -> Vec<Target> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let mut all = Vec::new();
        let Some(part) = self.part(&format!("{folder}/_rels/{file}.rels")) else { return all };
        let _ = opened(&part, |name, attributes| {
            let get = |key| attribute(attributes, key).unwrap_or_default();
            if name == "Relationship" {
                all.push(Target { id: get("Id").to_owned(), kind: get("Type").to_owned(), path: resolved(folder, get("Target")) });
            }
        });
        all
    }
}

/// What a part refers to.
struct Target {
    id: String,
    kind: String,
    path: String,
}

/// Hands on all that a part opens.
fn opened(part: &[u8], mut take: impl FnMut(&str, &Attributes)) -> Option<()> {
    let each = |piece| {
        if let Piece::Open(name, attributes) = piece {
            take(&name, &attributes);
        }
    };
    pieces(part, each).ok()
}

/// A path as it stands in the file, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// The places of the styles that show a percent.
fn percents(styles: &[u8]) -> Option<HashSet<String>> {
    let mut formats: HashSet<String> = PERCENTS.map(str::to_owned).into();
    let (mut found, mut at) = (HashSet::new(), None);
    let each = |piece| match piece {
        Piece::Open(name, attributes) => match (name.as_str(), &mut at) {
            ("numFmt", _) => {
                let is_percent = attribute(&attributes, "formatCode").is_some_and(shows_percent);
                let id = attribute(&attributes, "numFmtId").filter(|_| is_percent);
                formats.extend(id.map(str::to_owned));
            }
            ("cellXfs", _) => at = Some(0_usize),
            ("xf", Some(at)) => {
                if attribute(&attributes, "numFmtId").is_some_and(|id| formats.contains(id)) {
                    found.insert(at.to_string());
                }
                *at += 1;
            }
            _ => {}
        },
        Piece::Close(name) if name == "cellXfs" => at = None,
        _ => {}
    };
    pieces(styles, each).ok()?;
    Some(found)
}

/// Whether a format multiplies by a hundred: its sign stands by itself, not as words or escaped.
fn shows_percent(format: &str) -> bool {
    let (mut is_quoted, mut signs) = (false, format.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => drop(signs.next()),
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

/// The place of a cell called as spreadsheets call it: `H5`.
fn place_of(name: &str) -> Option<Place> {
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(at);
    let letter = |sum: u32, c: char| {
        let value = c.is_ascii_alphabetic().then(|| u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    };
    let column = letters.chars().try_fold(0, letter)?.checked_sub(1)?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_is_mere_words_multiplies_nothing() {
        assert!(["0%", "0.00%", "0.0_ %", "[>1]0%;0"].into_iter().all(shows_percent));
        assert!(["0\"%\"", "0\\%", "General", "@", "\"完成\"0\"%\""].into_iter().all(|format| !shows_percent(format)));
    }

    #[test]
    fn a_cell_is_found_by_its_name() {
        assert_eq!([place_of("A1"), place_of("H5"), place_of("AA10")], [Some((0, 0)), Some((4, 7)), Some((9, 26))]);
        assert_eq!([place_of("5"), place_of("H"), place_of("H0"), place_of("ZZZZZZZZZ1")], [None; 4]);
    }
}

//! A sheet saved as text: commas (csv) or tabs, in UTF-8, in GB18030 as Excel and WPS write it, or in UTF-16.

use calamine::Data;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::collections::BTreeSet;

use super::sheet::RawSheet;
use crate::packet::error::PacketError;

/// What may stand between two cells; the one of which the beginning holds most does.
const BETWEEN: [char; 3] = [',', '\t', ';'];
/// How much of the beginning is looked at.
const BEGINNING: usize = 4000;

pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    let text = decoded(bytes).ok_or_else(|| PacketError::NoWorkbook("binary".to_owned()))?;
    let beginning = || text.chars().take(BEGINNING);
    let between = BETWEEN.into_iter().rev().max_by_key(|sign| beginning().filter(|c| c == sign).count()).unwrap_or(',');
    let mut sheet = RawSheet { name: "csv".to_owned(), percents: Some(BTreeSet::new()), ..RawSheet::default() };
    let mut count = 0;
    for (place, words) in cells(&text, between) {
        if !words.trim().is_empty() {
            sheet.put(place, Data::String(words), &mut count)?;
        }
    }
    Ok(vec![sheet])
}

/// The text, in whichever way it is written; none where it is no text.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let all = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if [UTF_16LE, UTF_16BE, UTF_8].contains(&encoding) => {
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..])
        }
        _ => all(UTF_8).or_else(|| all(GB18030)),
    };
    // What holds other signs of control is no text, and a page of the web no table.
    let is_plain = |text: &str| !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    text.filter(|text| is_plain(text) && !text.trim_start().starts_with('<'))
}

/// The cells of a text with their places. What stands between quotation marks may hold anything; a mark in it is doubled.
fn cells(text: &str, between: char) -> Vec<((u32, u32), String)> {
    let mut all = Vec::new();
    let (mut row, mut column, mut words, mut is_quoted) = (0, 0, String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                words.push('"');
                signs.next();
            }
            '"' if is_quoted => is_quoted = false,
            '"' if words.is_empty() => is_quoted = true,
            _ if is_quoted => words.push(sign),
            '\r' if signs.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                all.push(((row, column), std::mem::take(&mut words)));
                (row, column) = (row + 1, 0);
            }
            _ if sign == between => {
                all.push(((row, column), std::mem::take(&mut words)));
                column += 1;
            }
            _ => words.push(sign),
        }
    }
    all.push(((row, column), words));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_commas_line_breaks_and_marks() {
        let found = cells("a,\"b,\n\"\"c\"\"\",\r\n,d", ',');
        let words: Vec<(u32, u32, &str)> = found.iter().map(|((row, column), words)| (*row, *column, words.as_str())).collect();
        assert_eq!(words, [(0, 0, "a"), (0, 1, "b,\n\"c\""), (0, 2, ""), (1, 0, ""), (1, 1, "d")]);
    }

    #[test]
    fn text_is_known_by_its_bytes_and_what_is_none_is_refused() {
        let wanted = "编号,事项";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wanted.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let gbk = GB18030.encode(wanted).0.into_owned();
        let bom = format!("\u{feff}{wanted}").into_bytes();
        for bytes in [wanted.as_bytes().to_vec(), utf16, gbk, bom] {
            assert_eq!(decoded(&bytes).as_deref(), Some(wanted));
        }
        assert!(decoded(b"\x00\x01\x02").is_none() && decoded(b"\xff\xff\xff").is_none());
        assert!(decoded(b"\x89PNG\r\n\x1a\n").is_none() && decoded(b" <html><table>").is_none());
    }
}

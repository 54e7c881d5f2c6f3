//! Workbooks of before 2007 (xls; WPS calls them et). They do not tell which cells show their number as a percent.

use calamine::{Data, Reader, Xls};
use std::io::Cursor;

use super::sheet::{Merge, RawSheet};
use crate::packet::error::PacketError;

pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| PacketError::OldOrLocked)?;
    let names = book.sheet_names();
    let (mut all, mut count) = (Vec::new(), 0);
    for name in names {
        let cells = book.worksheet_range(&name).map_err(|_| PacketError::OldOrLocked)?;
        let mut sheet = RawSheet { name: name.clone(), ..RawSheet::default() };
        let (top, left) = cells.start().unwrap_or_default();
        for (row, column, value) in cells.used_cells() {
            sheet.put((top + row as u32, left + column as u32), value.clone(), &mut count)?;
        }
        if let Ok(formulas) = book.worksheet_formula(&name) {
            let (top, left) = formulas.start().unwrap_or_default();
            let places = formulas.used_cells().filter(|(.., formula)| !formula.is_empty());
            let places: Vec<_> = places.map(|(row, column, _)| (top + row as u32, left + column as u32)).collect();
            for place in places {
                let is_empty = sheet.value(place.0, place.1).is_none_or(|value| *value == Data::Empty);
                if is_empty {
                    sheet.unreckoned.insert(place)
                } else {
                    sheet.reckoned.insert(place)
                };
            }
        }
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheet.merges = merges.into_iter().map(|m| Merge { first: m.start, last: m.end }).collect();
        all.push(sheet);
    }
    Ok(all)
}

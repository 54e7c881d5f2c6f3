use calamine::{Data, Reader, SheetType, Xlsx};
use std::io::Cursor;

use super::looks::Looks;
use super::sheet::{Merge, RawSheet};
use crate::packet::error::PacketError;

pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    let broken = |e: &dyn std::fmt::Display| PacketError::NoWorkbook(e.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let sheets = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|s| s.name.clone()).collect();
    let mut looks = Looks::read(bytes);
    let (mut all, mut count) = (Vec::new(), 0);
    for name in names {
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells = book.worksheet_cells_reader(&name).map_err(|e| broken(&e))?;
        let mut sheet = RawSheet { name: name.clone(), ..RawSheet::default() };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|e| broken(&e))? {
            let value = Data::from(cell.value);
            if cell.formula.is_some() {
                if value == Data::Empty {
                    sheet.unreckoned.insert(cell.pos)
                } else {
                    sheet.reckoned.insert(cell.pos)
                };
            }
            sheet.put(cell.pos, value, &mut count)?;
        }
        sheet.merges = merges.into_iter().map(|m| Merge { first: m.start, last: m.end }).collect();
        if let Some(looks) = &mut looks {
            sheet.percents = looks.percents(&name);
            sheet.remarks = looks.remarks(&name);
        }
        all.push(sheet);
    }
    Ok(all)
}

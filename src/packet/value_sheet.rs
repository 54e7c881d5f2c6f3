//! Values of indicators on a form (指标实测值): a sheet of its own beside that of the entries, a row for each value that is asked for.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::Form;
use super::writer::{HEAD, Looks, begin, finish, words};

const SHEET: &str = "指标实测值";
pub(super) const SHOWN: [(&str, u8); 4] = [("指标名称", 34), ("指标范围", 18), ("计量单位", 12), ("指标期间", 16)];
pub(super) const VALUE: (&str, u8) = ("实测值", 14);
pub(super) const PERSON: (&str, u8) = ("指标填报人", 12);
pub(super) const HIDDEN: [&str; 6] = ["指标编号", "指标填报单位", "指标期间编号", "指标台账", "指标所见", "指标校验"];

impl Form {
    /// The sheet of the values.
    pub(super) fn value_sheet(&self, page: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        begin(page, looks, [SHEET, &format!("{} {SHEET}", self.body), &self.ledger])?;
        let heads = SHOWN.into_iter().chain([VALUE, PERSON]).chain(HIDDEN.map(|head| (head, 10)));
        for (at, (head, width)) in (0..).zip(heads) {
            page.set_column_width(at, width)?.write_string_with_format(HEAD, at, head, &looks.head)?;
        }
        let open = SHOWN.len() as u16;
        (open + 2..open + 2 + HIDDEN.len() as u16).try_for_each(|at| page.set_column_hidden(at).map(|_| ()))?;
        for (row, line) in (HEAD + 1..).zip(&self.values) {
            for (at, text) in (0..).zip(&line.shown) {
                page.write_string_with_format(row, at, words(text), &looks.shown)?;
            }
            page.write_blank(row, open, &looks.amount)?.write_blank(row, open + 1, &looks.text)?;
            for (at, text) in (open + 2..).zip(line.basis.cells()) {
                page.write_string_with_format(row, at, text, &looks.shown)?;
            }
        }
        finish(page, HEAD + self.values.len() as u32, open + 1)
    }
}

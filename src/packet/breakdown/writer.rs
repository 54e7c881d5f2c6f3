use rust_xlsxwriter::{Worksheet, XlsxError};

use super::table::{Asked, Breakdown, HIDDEN, Line, SHOWN, head};
use crate::packet::error::PacketError;
use crate::packet::writer::{HEAD, Looks, begin, finish, height, words, workbook};

const SHEET: &str = "分解表";
const LINES: usize = 2;

/// How it is filled in.
const HINTS: [&str; 8] = [
    "只填浅黄色单元格，一格一件事；不需要分解的留空。",
    "内容：这一年或这一季度要完成的事。年度一栏写到年底要完成的，季度栏写到季末要完成的。",
    "累计进度（%）：到那时整条累计应完成的百分比，0 到 100 的整数，不是当季增量。填了的，这一条的序时进度就按它计算。",
    "责任：单位、企业、责任人，用顿号隔开。单位写登记簿里的名称；名称里有公司、集团、合作社、厂、农场的算企业，其余的算责任人。",
    "改了哪一格就只改哪一格；一个步骤的三格都清空，就是撤回它（已有填报记录的不能撤回）。",
    "同一季度有两件事的，写在一格里，或在督办台账里另外添一个步骤。",
    "每月、每季度、长期坚持的工作不在这张表里，在督办台账里按条目登记。",
    "各列可以移动，行可以复制到别的表里；隐藏的列不要改动，改过的行不能认定是哪一条。",
];

impl Breakdown {
    /// The table as a workbook; the same table gives the same bytes.
    pub(crate) fn to_xlsx(&self) -> Result<Vec<u8>, PacketError> {
        let guide = HINTS.map(str::to_owned).to_vec();
        workbook(&self.title, self.made, guide, |book, looks| self.sheet(book.add_worksheet(), looks))
    }

    fn sheet(&self, page: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        begin(page, looks, [SHEET, &self.title, &self.ledger])?;
        for (at, (text, width)) in (0..).zip(SHOWN) {
            page.set_column_width(at, width)?.write_string_with_format(HEAD, at, text, &looks.head)?;
        }
        let asked = || self.slots.iter().flat_map(|slot| Asked::ALL.map(|asked| (*slot, asked)));
        let first = SHOWN.len() as u16;
        for (at, (slot, asked)) in (first..).zip(asked()) {
            let width: u8 = match asked {
                Asked::What => 26,
                Asked::Percent => 9,
                Asked::Who => 16,
            };
            page.set_column_width(at, width)?.write_string_with_format(HEAD, at, head(slot, asked), &looks.head)?;
        }
        let hidden = first + (self.slots.len() * Asked::ALL.len()) as u16;
        for (at, text) in (hidden..).zip(HIDDEN) {
            page.write_string_with_format(HEAD, at, text, &looks.head)?.set_column_hidden(at)?;
        }
        for (row, line) in (HEAD + 1..).zip(&self.lines) {
            line.write(page, row, (hidden, looks))?;
        }
        let last = HEAD + u32::try_from(self.lines.len().max(1)).unwrap_or(u32::MAX - HEAD);
        finish(page, last, hidden - 1)
    }
}

impl Line {
    fn write(&self, page: &mut Worksheet, row: u32, (hidden, looks): (u16, &Looks)) -> Result<(), XlsxError> {
        page.set_row_height(row, height(&self.shown[1], SHOWN[1].1, LINES))?;
        for (at, text) in (0..).zip(&self.shown) {
            page.write_string_with_format(row, at, words(text), &looks.shown)?;
        }
        match self.deadline {
            Some(day) => page.write_datetime_with_format(row, 3, day, &looks.day)?,
            None => page.write_string_with_format(row, 3, "", &looks.shown)?,
        };
        let cells = self.cells.iter().flat_map(|step| Asked::ALL.map(|asked| (asked, step.as_ref().map(|texts| &texts[asked as usize]))));
        for (at, (asked, text)) in (SHOWN.len() as u16..).zip(cells) {
            let look = if asked == Asked::Percent { &looks.percent } else { &looks.text };
            match (asked, text.filter(|text| !text.is_empty())) {
                (_, None) => page.write_blank(row, at, look)?,
                (Asked::Percent, Some(text)) => page.write_number_with_format(row, at, text.parse::<f64>().unwrap_or_default(), look)?,
                (_, Some(text)) => page.write_string_with_format(row, at, text, look)?,
            };
        }
        let basis = &self.basis;
        let sealed = [basis.entry.to_string(), basis.ledger.clone(), basis.steps_written(), basis.seal()];
        for (at, text) in (hidden..).zip(sealed) {
            page.write_string_with_format(row, at, text, &looks.shown)?;
        }
        Ok(())
    }
}

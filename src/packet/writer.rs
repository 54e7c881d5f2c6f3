use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use super::column::FormColumn;
use super::error::PacketError;
use super::form::{Form, Line, Purpose};
use super::guide::guide;
use crate::domain::{Cause, Stage, UpdateId};
use crate::text::{Lang, sanitize, wrap};

const SHEET: &str = "填报";
/// The sheet that says how the form is filled in.
pub(super) const GUIDE_SHEET: &str = "填写说明";
/// With what the line below the title begins.
pub(super) const HINT: &str = "只填浅黄色单元格";
/// The row of the heads, counted from 0; above it stand what the form is and how to fill it in.
pub(super) const HEAD: u32 = 2;
/// The width of the instructions, in terminal cells.
const GUIDE: u8 = 72;
/// Points for a line of words, and around the lines of a row.
const LINE: f64 = 14.0;
const AIR: f64 = 6.0;
/// Every row has room for so many lines: a protected row does not grow by itself.
const LINES: usize = 4;
/// Excel has no taller rows.
const TALLEST: f64 = 409.0;
/// DIN A4 in the numbers of Excel.
const A4: u8 = 9;
/// More characters than this in a cell are an error to Excel.
const LONGEST: usize = 32_767;

impl Form {
    /// The form as a workbook; the same form gives the same bytes.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, PacketError> {
        workbook(&self.title(), self.period.end(), guide(self), |book, looks| {
            // Who owes nothing but values has no sheet of entries.
            if !self.lines.is_empty() || self.values.is_empty() {
                self.sheet(book.add_worksheet(), looks)?;
            }
            if self.values.is_empty() { Ok(()) } else { self.value_sheet(book.add_worksheet(), looks) }
        })
    }

    fn title(&self) -> String {
        format!("{} {}", self.body, self.name)
    }

    fn sheet(&self, page: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        begin(page, looks, [SHEET, &self.title(), &self.ledger])?;
        let asks_of_projects = self.lines.iter().any(|line| line.is_project);
        for (at, column) in (0..).zip(FormColumn::of(self.purpose)) {
            page.set_column_width(at, column.width())?;
            page.write_string_with_format(HEAD, at, column.head(), &looks.head)?;
            let is_idle = column.is_of_projects() && !asks_of_projects;
            if column.is_hidden() || is_idle {
                page.set_column_hidden(at)?;
            }
        }
        for (row, line) in (HEAD + 1..).zip(&self.lines) {
            line.write(page, row, (self.purpose, looks))?;
        }
        let last = HEAD + u32::try_from(self.lines.len().max(1)).unwrap_or(u32::MAX - HEAD);
        self.validate(page, last)?;
        let edge = if asks_of_projects { FormColumn::Invested } else { FormColumn::Person };
        finish(page, last, edge.place(self.purpose))?;
        page.set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        Ok(())
    }

    /// What may stand in the cells that are to be filled in.
    fn validate(&self, page: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let status = FormColumn::status(self.purpose).place(self.purpose);
        let known = self.choices();
        let wrong = if self.purpose == Purpose::Consulting { "意见不认得" } else { "状态不认得" };
        let choice = DataValidation::new()
            .allow_list_strings(&known)?
            .set_error_title(wrong)?
            .set_error_message(format!("请从列表中选：{}", known.join("、")))?;
        page.add_data_validation(HEAD + 1, status, last, status, &choice)?;
        if self.purpose != Purpose::Progress {
            return Ok(());
        }
        validate_cause(page, last)?;
        validate_project(page, last)?;
        validate_percent(page, last)
    }
}

/// A workbook of sheets to be filled in and one that says how; the same sheets of the same day give the same bytes.
pub(super) fn workbook(
    title: &str,
    made: NaiveDate,
    guide: Vec<String>,
    sheets: impl FnOnce(&mut Workbook, &Looks) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, PacketError> {
    let write = || {
        let mut book = Workbook::new();
        let made = ExcelDateTime::parse_from_str(&made.to_string())?;
        book.set_properties(&DocProperties::new().set_title(words(title)).set_author("duban").set_creation_datetime(&made));
        let looks = Looks::new();
        sheets(&mut book, &looks)?;
        guide_page(book.add_worksheet(), &looks, guide)?;
        book.save_to_buffer()
    };
    write().map_err(|e: XlsxError| PacketError::Unwritable(e.to_string()))
}

/// What stands above the heads of a sheet that is to be filled in.
pub(super) fn begin(page: &mut Worksheet, looks: &Looks, [name, title, ledger]: [&str; 3]) -> Result<(), XlsxError> {
    page.set_name(name)?;
    page.write_string_with_format(0, 0, words(title), &looks.title)?.set_row_height(0, 26)?;
    let hint = format!("{HINT}，填好后原样交回；说明见“{GUIDE_SHEET}”。台账：{ledger}");
    page.write_string_with_format(1, 0, words(&hint), &looks.hint)?.set_row_height(HEAD, 32)?;
    Ok(())
}

/// Locks what is not to be filled in, and says how the columns that are shown are printed.
pub(super) fn finish(page: &mut Worksheet, last: u32, column: u16) -> Result<(), XlsxError> {
    page.autofilter(HEAD, 0, last, column)?.set_freeze_panes(HEAD + 1, 2)?;
    page.protect_with_options(&ProtectionOptions { use_autofilter: true, format_rows: true, ..ProtectionOptions::new() });
    page.set_paper_size(A4).set_landscape().set_repeat_rows(HEAD, HEAD)?.set_print_area(0, 0, last, column)?;
    page.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn guide_page(page: &mut Worksheet, looks: &Looks, lines: Vec<String>) -> Result<(), XlsxError> {
    page.set_name(GUIDE_SHEET)?.set_column_width(0, GUIDE + 2)?;
    page.write_string_with_format(0, 0, GUIDE_SHEET, &looks.title)?.set_row_height(0, 26)?;
    for (row, line) in (1..).zip(lines) {
        page.set_row_height(row, height(&line, GUIDE, 1))?.write_string_with_format(row, 0, words(&line), &looks.guide)?;
    }
    page.protect().set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn validate_cause(page: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let (cause, known) = (FormColumn::Cause.place(Purpose::Progress), Cause::ALL.map(|cause| cause.label(Lang::Zh)));
    let choice = DataValidation::new()
        .allow_list_strings(&known)?
        .set_error_title("问题类别不认得")?
        .set_error_message(format!("请从列表中选：{}", known.join("、")))?;
    page.add_data_validation(HEAD + 1, cause, last, cause, &choice)?;
    Ok(())
}

/// The stages, and amounts that are none below nothing.
fn validate_project(page: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let [stage, invested] = [FormColumn::Stage, FormColumn::Invested].map(|column| column.place(Purpose::Progress));
    let stages = Stage::ALL.map(|stage| stage.label(Lang::Zh));
    let choice = DataValidation::new()
        .allow_list_strings(&stages)?
        .set_error_title("阶段不认得")?
        .set_error_message(format!("请从列表中选：{}", stages.join("、")))?;
    page.add_data_validation(HEAD + 1, stage, last, stage, &choice)?;
    let amount = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_input_message("本期当期完成的投资，万元，不是累计")?
        .set_error_title("金额不对")?
        .set_error_message("请填万元数，不小于 0，如 3500。")?;
    page.add_data_validation(HEAD + 1, invested, last, invested, &amount)?;
    Ok(())
}

fn validate_percent(page: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let percent = FormColumn::Percent.place(Purpose::Progress);
    let number = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(0, 100))
        .set_input_message("0 到 100 的整数，不写百分号")?
        .set_error_title("完成比例不对")?
        .set_error_message("请填 0 到 100 的整数，不写百分号。")?;
    page.add_data_validation(HEAD + 1, percent, last, percent, &number)?;
    Ok(())
}

impl Line {
    fn write(&self, page: &mut Worksheet, row: u32, (purpose, looks): (Purpose, &Looks)) -> Result<(), XlsxError> {
        use FormColumn::{Content, Ground, LastStatus, LastWords, Reference, Steps, Title};
        let tall = [Reference, Title, LastStatus, LastWords, Steps, Content, Ground];
        let wanted = FormColumn::of(purpose).filter(|c| tall.contains(c)).map(|c| height(&self.text(c), c.width(), LINES));
        page.set_row_height(row, wanted.fold(0.0, f64::max))?;
        for (at, column) in (0..).zip(FormColumn::of(purpose)) {
            match (column, self.deadline) {
                (FormColumn::Deadline, Some(day)) => page.write_datetime_with_format(row, at, day, &looks.day)?,
                _ if column.is_of_projects() && !self.is_project => page.write_blank(row, at, &looks.shown)?,
                _ if column.is_open() => page.write_blank(row, at, looks.open(column))?,
                _ => page.write_string_with_format(row, at, words(&self.text(column)), &looks.shown)?,
            };
        }
        Ok(())
    }

    /// What a cell says.
    pub(super) fn text(&self, column: FormColumn) -> String {
        match column {
            FormColumn::Reference => self.reference.clone(),
            FormColumn::Title => self.title.clone(),
            FormColumn::Role => self.role.label().to_owned(),
            FormColumn::LastStatus => self.last_status(),
            FormColumn::LastWords => self.words.clone(),
            FormColumn::Steps => self.steps.clone(),
            FormColumn::Content => self.asked.content.clone(),
            FormColumn::Regions => self.asked.regions.clone(),
            FormColumn::Proposed => self.asked.lead.clone(),
            FormColumn::Ground => self.asked.ground.clone(),
            FormColumn::Entry => self.basis.entry.to_string(),
            FormColumn::Body => self.basis.body.to_string(),
            FormColumn::Period => self.basis.period.to_string(),
            FormColumn::Ledger => self.basis.ledger.clone(),
            FormColumn::After => self.basis.after.iter().map(UpdateId::as_str).collect::<Vec<_>>().join(" "),
            FormColumn::Seal => self.basis.seal(),
            _ => String::new(),
        }
    }

    fn last_status(&self) -> String {
        let percent = self.percent.map(|p| format!(" {p}%")).unwrap_or_default();
        let contested = if self.contested.is_empty() { String::new() } else { format!("；待裁定：{}", self.contested) };
        format!("{}{percent}{contested}", crate::domain::status_label(self.status, Lang::Zh))
    }
}

/// The height of a row for words in a column so wide, with room for at least so many lines.
pub(super) fn height(text: &str, cells: u8, least: usize) -> f64 {
    let lines = wrap(text, usize::from(cells) - 1).len().max(least);
    (lines as f64 * LINE + AIR).min(TALLEST)
}

/// Words that a cell can hold and that drive nobody's program. They are written as text, never as a formula.
pub(super) fn words(text: &str) -> String {
    sanitize(text.trim(), true).chars().take(LONGEST).collect()
}

pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) hint: Format,
    pub(super) guide: Format,
    pub(super) head: Format,
    pub(super) shown: Format,
    pub(super) day: Format,
    status: Format,
    pub(super) percent: Format,
    pub(super) amount: Format,
    pub(super) text: Format,
}

impl Looks {
    pub(super) fn new() -> Looks {
        let font = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let cell = font.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_C7CF));
        let open = cell.clone().set_unlocked().set_background_color(0xFFF9DB);
        let shown = cell.clone().set_text_wrap().set_background_color(0xF2F2F2);
        Looks {
            title: font.clone().set_bold().set_font_size(15),
            hint: font.clone(),
            guide: font.set_text_wrap(),
            head: cell
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(0x1F4E79)
                .set_font_color(Color::White),
            day: shown.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            shown: shown.set_quote_prefix(),
            status: open.clone().set_align(FormatAlign::Center),
            // The sign is part of the format alone: what is typed stays a number from 0 to 100.
            percent: open.clone().set_num_format("0\"%\"").set_align(FormatAlign::Right),
            amount: open.clone().set_align(FormatAlign::Right),
            // As text, so that a line that begins with a dash is no formula and 1/2 no date.
            text: open.set_num_format("@").set_text_wrap(),
        }
    }

    /// How a cell to be filled in looks.
    fn open(&self, column: FormColumn) -> &Format {
        match column {
            FormColumn::Status | FormColumn::Outcome | FormColumn::Opinion | FormColumn::Cause | FormColumn::Stage => &self.status,
            FormColumn::Invested => &self.amount,
            FormColumn::Percent => &self.percent,
            _ => &self.text,
        }
    }
}

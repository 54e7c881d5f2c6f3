use calamine::{Data, Reader, SheetType, Xlsx};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;

use super::bounds;
use super::column::{FormColumn, address};
use super::error::{Misfit, PacketError, Why};
use super::form::{Purpose, offers};
use super::opinion::{Answer, Opinion};
use super::seal::Basis;
use crate::domain::{Done, News, Period, Report, Stage, Status, UpdateId, parse_amount, parse_date, parse_percent};

/// No name of a person is longer.
const NAME: usize = 40;

/// What came back in a file.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The rows that were filled in and read.
    pub rows: Vec<Filled>,
    /// The rows that were filled in and cannot be taken.
    pub(crate) misfits: Vec<Misfit>,
    pub(crate) blank: usize,
}

#[derive(Clone, Debug)]
pub struct Filled {
    pub(crate) sheet: String,
    pub(crate) report: Report,
    /// What it says to being suggested, on a form that asks that.
    pub(super) answer: Option<Answer>,
    pub(crate) person: String,
    pub(super) deadline: Option<NaiveDate>,
    pub(super) basis: Basis,
    row: u32,
    places: HashMap<FormColumn, u32>,
}

impl Filled {
    /// Where its status stands.
    pub(super) fn status(&self) -> FormColumn {
        FormColumn::status(purpose_of(&self.places))
    }

    /// A cell of the row as the spreadsheet shows it.
    pub(super) fn cell(&self, column: FormColumn) -> String {
        address(self.row, self.places.get(&column).copied().unwrap_or_default())
    }

    /// The row is refused because of one of its cells.
    pub(super) fn misfit(&self, column: FormColumn, why: Why) -> Misfit {
        Misfit { sheet: self.sheet.clone(), cell: self.cell(column), why }
    }
}

/// Reads what came back. Every sheet with the heads of a form is read, so that forms pasted into one workbook, or
/// below one another, read as well. A formula counts as the result that its program wrote down; one without a result
/// is refused, for nobody can tell what it would have said.
pub fn read(bytes: &[u8]) -> Result<Said, PacketError> {
    guarded(|| read_workbook(bytes))
}

/// The library that unpacks a workbook panics on some damaged ones; that is a file that cannot be read like any other.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, PacketError>) -> Result<T, PacketError> {
    let broken = |_| Err(PacketError::NoWorkbook("damaged".to_owned()));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(broken)
}

fn read_workbook(bytes: &[u8]) -> Result<Said, PacketError> {
    let mut said = Said::default();
    let mut forms = 0;
    for raw in &sheets(bytes)? {
        let Some(sheet) = Sheet::find(raw)? else { continue };
        forms += 1;
        sheet.read(&mut said);
    }
    if forms == 0 { Err(PacketError::NoForm) } else { Ok(said) }
}

/// What a sheet of a workbook holds.
pub(super) struct RawSheet {
    pub(super) name: String,
    pub(super) rows: Rows,
    /// The cells with a formula whose result no program has written down.
    pub(super) unreckoned: BTreeSet<(u32, u32)>,
}

impl RawSheet {
    pub(super) fn value(&self, row: u32, column: u32) -> Option<&Data> {
        self.rows.get(&row)?.get(&column)
    }

    pub(super) fn is_unreckoned(&self, row: u32, column: u32) -> bool {
        self.unreckoned.contains(&(row, column))
    }

    /// Why a cell says nothing: its formula gives an error, or no result.
    pub(super) fn unsaid(&self, row: u32, column: u32) -> Option<Why> {
        match self.value(row, column) {
            Some(Data::Error(e)) => Some(Why::BrokenFormula(e.to_string())),
            _ => self.is_unreckoned(row, column).then_some(Why::Unreckoned),
        }
    }
}

/// All sheets of a workbook that hold cells.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, PacketError> {
    let broken = |e: &dyn std::fmt::Display| PacketError::NoWorkbook(e.to_string());
    bounds::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let sheets = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|s| s.name.clone()).collect();
    let (mut all, mut count) = (Vec::new(), 0);
    for name in names {
        let mut cells = book.worksheet_cells_reader(&name).map_err(|e| broken(&e))?;
        let (mut rows, mut unreckoned) = (Rows::new(), BTreeSet::new());
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|e| broken(&e))? {
            count += 1;
            if count > bounds::CELLS {
                return Err(PacketError::TooLarge);
            }
            let (row, column) = cell.pos;
            let value = Data::from(cell.value);
            if cell.formula.is_some() && value == Data::Empty {
                unreckoned.insert((row, column));
            }
            rows.entry(row).or_default().insert(column, value);
        }
        all.push(RawSheet { name, rows, unreckoned });
    }
    Ok(all)
}

/// The cells that hold something: one stray value at the far end of a sheet costs no more than any other.
type Rows = BTreeMap<u32, BTreeMap<u32, Data>>;

/// A sheet with the heads of a form.
struct Sheet<'a> {
    raw: &'a RawSheet,
    head: u32,
    places: HashMap<FormColumn, u32>,
}

/// What a form with these columns asks.
fn purpose_of(places: &HashMap<FormColumn, u32>) -> Purpose {
    match places {
        _ if places.contains_key(&FormColumn::Outcome) => Purpose::Closing,
        _ if places.contains_key(&FormColumn::Opinion) => Purpose::Consulting,
        _ => Purpose::Progress,
    }
}

/// The heads stand among the first rows that hold anything.
pub(super) const SEARCHED: usize = 50;

impl<'a> Sheet<'a> {
    /// Finds the heads; none when the sheet is no form. A form without one of the columns that are needed is refused.
    fn find(raw: &'a RawSheet) -> Result<Option<Sheet<'a>>, PacketError> {
        let column = |cell: &Data| FormColumn::all().find(|c| cell.to_string().trim() == c.head());
        let heads = |row: &BTreeMap<u32, Data>| -> HashMap<FormColumn, u32> {
            row.iter().filter_map(|(i, cell)| Some((column(cell)?, *i))).collect()
        };
        let found = raw.rows.iter().take(SEARCHED).map(|(i, row)| (*i, heads(row)));
        let Some((head, places)) = found.max_by_key(|(i, h)| (h.len(), Reverse(*i))) else { return Ok(None) };
        let known = |wanted: fn(FormColumn) -> bool| places.keys().filter(|c| wanted(**c)).count();
        if known(FormColumn::is_open) < 3 && known(FormColumn::is_hidden) < 3 {
            return Ok(None);
        }
        let mut needed = FormColumn::of(purpose_of(&places)).filter(|c| (c.is_open() && !c.is_of_projects()) || c.is_hidden());
        match needed.find(|c| !places.contains_key(c)) {
            Some(gone) => Err(PacketError::NoColumn(gone.head(), raw.name.clone())),
            None => Ok(Some(Sheet { raw, head, places })),
        }
    }

    fn read(&self, said: &mut Said) {
        for row in self.raw.rows.range(self.head + 1..).map(|(row, _)| *row) {
            let entry = self.text(row, FormColumn::Entry);
            if entry == FormColumn::Entry.head() {
                continue;
            }
            let wanted = |c: &FormColumn| c.is_open() && *c != FormColumn::Person;
            if self.columns().filter(|c| wanted(c)).all(|c| self.text(row, c).is_empty() && !self.is_unreckoned(row, c)) {
                said.blank += usize::from(!entry.is_empty());
                continue;
            }
            match self.row(row) {
                Ok(filled) => said.rows.push(filled),
                Err(misfits) => said.misfits.extend(misfits),
            }
        }
    }

    fn row(&self, row: u32) -> Result<Filled, Vec<Misfit>> {
        let mut misfits = Vec::new();
        let mut note = |column: FormColumn, why: Why| {
            let cell = address(row, self.places.get(&column).copied().unwrap_or_default());
            misfits.push(Misfit { sheet: self.raw.name.clone(), cell, why });
        };
        for (column, why) in self.unreckoned(row) {
            note(column, why);
        }
        let (purpose, status) = (purpose_of(&self.places), self.text(row, FormColumn::status(purpose_of(&self.places))));
        let read_status = Status::from_word(&status).filter(|s| purpose == Purpose::Progress || offers(purpose, *s));
        let opinion = Opinion::from_word(&status).filter(|_| purpose == Purpose::Consulting);
        if read_status.is_none() && opinion.is_none() && !status.is_empty() {
            note(FormColumn::status(purpose), unknown(purpose, status));
        }
        let into = self.text(row, FormColumn::Into);
        if !into.is_empty() && read_status != Some(Status::CarriedOver) {
            note(FormColumn::Into, Why::NotCarriedOver(into.clone()));
        }
        let percent = percent(self.value(row, FormColumn::Percent)).unwrap_or_else(|bad| {
            note(FormColumn::Percent, Why::Percent(bad));
            None
        });
        let person = self.text(row, FormColumn::Person);
        if person.contains('\n') || person.chars().count() > NAME {
            note(FormColumn::Person, Why::Name(person.clone()));
        }
        let basis = self.basis(row);
        if basis.is_none() {
            note(FormColumn::Entry, Why::Altered);
        }
        let done = self.text(row, FormColumn::On);
        let on = basis.as_ref().and_then(|basis| day(self.value(row, FormColumn::On), basis.period));
        if on.is_none() && !done.is_empty() {
            note(FormColumn::On, Why::Day(done));
        }
        let stage = self.text(row, FormColumn::Stage);
        let read_stage = Stage::from_word(&stage);
        if read_stage.is_none() && !stage.is_empty() {
            note(FormColumn::Stage, Why::Stage(stage));
        }
        let invested = self.text(row, FormColumn::Invested);
        let wan = parse_amount(&invested).filter(|wan| *wan >= 0.0);
        if wan.is_none() && !invested.is_empty() {
            note(FormColumn::Invested, Why::Amount(invested.clone()));
        }
        let Some(basis) = basis.filter(|_| misfits.is_empty()) else { return Err(misfits) };
        let words = |column| self.text(row, column);
        let report = Report {
            progress: words(if purpose == Purpose::Closing { FormColumn::Account } else { FormColumn::Progress }),
            on,
            reason: words(FormColumn::Reason),
            basis: words(FormColumn::Document),
            into,
            problems: words(FormColumn::Problems),
            next: words(FormColumn::Next),
            percent,
            status: read_status,
            project: news(basis.period, read_stage, wan.filter(|_| !invested.is_empty())),
            ..Report::default()
        };
        let answer = Answer { opinion, instead: words(FormColumn::Instead), note: words(FormColumn::Note) };
        let answer = (purpose == Purpose::Consulting).then_some(answer);
        let deadline = self.places.get(&FormColumn::Deadline).and_then(|_| day(self.value(row, FormColumn::Deadline), basis.period));
        Ok(Filled { sheet: self.raw.name.clone(), report, answer, person, deadline, basis, row, places: self.places.clone() })
    }

    /// The open cells of a row in which a formula gives an error, or no result.
    fn unreckoned(&self, row: u32) -> Vec<(FormColumn, Why)> {
        let open = self.columns().filter(|c| c.is_open());
        open.filter_map(|column| Some((column, self.raw.unsaid(row, *self.places.get(&column)?)?))).collect()
    }

    fn columns(&self) -> impl Iterator<Item = FormColumn> {
        FormColumn::of(purpose_of(&self.places))
    }

    /// What the row is about, when its seal holds.
    fn basis(&self, row: u32) -> Option<Basis> {
        let text = |column| self.text(row, column);
        let basis = Basis {
            entry: text(FormColumn::Entry).as_str().into(),
            body: text(FormColumn::Body).as_str().into(),
            period: text(FormColumn::Period).parse().ok()?,
            ledger: text(FormColumn::Ledger),
            after: text(FormColumn::After).split_whitespace().map(UpdateId::from).collect(),
        };
        (basis.seal() == text(FormColumn::Seal)).then_some(basis)
    }

    fn value(&self, row: u32, column: FormColumn) -> &Data {
        let at = self.places.get(&column).copied();
        at.and_then(|at| self.raw.value(row, at)).unwrap_or(&Data::Empty)
    }

    fn is_unreckoned(&self, row: u32, column: FormColumn) -> bool {
        self.places.get(&column).is_some_and(|at| self.raw.is_unreckoned(row, *at))
    }

    fn text(&self, row: u32, column: FormColumn) -> String {
        cell_text(self.value(row, column))
    }
}

/// What is new of a project in a period; nothing where neither was filled in.
fn news(period: Period, stage: Option<Stage>, wan: Option<f64>) -> Option<News> {
    let invested = wan.map(|wan| Done { period, wan });
    (stage.is_some() || invested.is_some()).then(|| News { stage, invested, ..News::on(period.end()) })
}

/// What stands in a cell, as a reader sees it.
pub(super) fn cell_text(cell: &Data) -> String {
    match cell {
        Data::String(s) => s.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(),
        Data::DateTime(at) => at.as_datetime().map_or_else(|| at.to_string(), |d| d.date().to_string()),
        other => other.to_string().trim().to_owned(),
    }
}

/// No word that may stand where the status, or the opinion, is said.
fn unknown(purpose: Purpose, word: String) -> Why {
    match purpose {
        Purpose::Closing => Why::Outcome(word),
        Purpose::Consulting => Why::Opinion(word),
        Purpose::Progress => Why::Status(word),
    }
}

/// The day of a cell; words without a year mean that of the period.
fn day(cell: &Data, period: Period) -> Option<NaiveDate> {
    match cell {
        Data::DateTime(at) => at.as_datetime().map(|d| d.date()),
        Data::String(s) => parse_date(s, period.end()).ok(),
        _ => None,
    }
}

/// A whole number from 0 to 100, typed as a number or as text, with or without its sign. A fraction may mean a part
/// of one or a part of a hundred, and is refused.
pub(super) fn percent(cell: &Data) -> Result<Option<u8>, String> {
    let whole = |n: f64| (n.fract() == 0.0 && (0.0..=100.0).contains(&n)).then_some(n as u8);
    let text = cell.to_string();
    match cell {
        Data::Empty | Data::Error(_) => Ok(None),
        Data::Float(n) => whole(*n).map(Some).ok_or(text),
        Data::Int(n) => whole(*n as f64).map(Some).ok_or(text),
        Data::String(s) if s.trim().is_empty() => Ok(None),
        Data::String(s) => parse_percent(s).map(Some).ok_or(text),
        _ => Err(text),
    }
}

use calamine::Data;
use chrono::NaiveDate;
use std::collections::HashMap;

use super::caution::Caution;
use super::column::{FormColumn, address};
use super::error::{Misfit, PacketError, Why};
use super::form::{Purpose, offers};
use super::free_words::{Words, status_in};
use super::opinion::{Answer, Opinion};
use super::seal::Basis;
use super::sheet::{Sheet, is_asked, points_elsewhere, purpose_of, unread};
use super::value_reader::{FilledValue, read_values};
use super::workbook::{Shows, guarded, hundredfold, sheets};
use crate::domain::{Cause, Done, News, Period, Report, Stage, Status, is_no_problem, number, parse_amount, parse_date, parse_percent};

/// No name of a person is longer.
const NAME: usize = 40;

/// With what people begin to say until when.
const WISHES: [&str; 7] = ["延期至", "延长至", "延至", "延到", "调整为", "调整至", "改为"];
/// That no other deadline is wished for.
const NO_WISH: [&str; 5] = ["不需要", "不调整", "不需调整", "无需调整", "不需要调整"];
/// What stands between the day and the reason.
const BEHIND_A_DAY: [char; 10] = [' ', '\n', '，', ',', '；', ';', '：', ':', '（', '('];

/// What came back in a file.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The rows that were filled in and read.
    pub rows: Vec<Filled>,
    /// Those in which nothing was filled in.
    pub(super) blanks: Vec<Filled>,
    /// The values of indicators.
    pub(super) values: Vec<FilledValue>,
    /// What was filled in and cannot be taken.
    pub(crate) misfits: Vec<Misfit>,
}

impl Said {
    /// How many rows were left blank.
    pub(crate) fn blank(&self) -> usize {
        self.blanks.len()
    }
}

/// A row of a form that went out, as it came back.
#[derive(Clone, Debug)]
pub struct Filled {
    pub(crate) sheet: String,
    pub(crate) report: Report,
    /// What it says to being suggested, on a form that asks that.
    pub(super) answer: Option<Answer>,
    pub(crate) person: String,
    pub(super) deadline: Option<NaiveDate>,
    /// The deadline that it proposes, and why.
    pub(super) wish: Option<(NaiveDate, String)>,
    pub(super) basis: Basis,
    /// What whoever filled it in saw of it.
    pub(super) shown: HashMap<FormColumn, String>,
    /// The title of the form that it stands in.
    pub(super) title: Option<String>,
    /// What is to be known of how its cells were read.
    pub(super) cautions: Vec<Caution>,
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

    /// Whether nothing that was filled in is left of it.
    pub(super) fn is_empty(&self) -> bool {
        self.answer.is_none() && self.wish.is_none() && self.report == Report::default()
    }
}

/// Reads what came back. Every sheet with the heads of a form is read, so that forms pasted into one workbook, or
/// below one another, read as well. A formula counts as the result that its program wrote down; one without a result
/// is refused, for nobody can tell what it would have said. Each cell stands for itself: one that does not fit takes no other with it.
pub fn read(bytes: &[u8]) -> Result<Said, PacketError> {
    read_by(bytes, &Words::default())
}

/// The same, with what somebody has said that words mean.
pub(crate) fn read_by(bytes: &[u8], words: &Words) -> Result<Said, PacketError> {
    guarded(|| read_workbook(bytes, words))
}

fn read_workbook(bytes: &[u8], words: &Words) -> Result<Said, PacketError> {
    let mut said = Said::default();
    let (mut forms, mut others) = (0, Vec::new());
    for raw in &sheets(bytes)? {
        if let Some((values, misfits)) = read_values(raw) {
            forms += 1;
            said.values.extend(values);
            said.misfits.extend(misfits);
            continue;
        }
        let Some(sheet) = Sheet::find(raw)? else {
            others.extend(unread(raw));
            continue;
        };
        forms += 1;
        for row in sheet.rows() {
            Row { sheet: &sheet, row, words, misfits: Vec::new(), cautions: Vec::new() }.read(&mut said);
        }
        said.misfits.extend(sheet.beside());
    }
    said.misfits.extend(others);
    if forms == 0 { Err(PacketError::NoForm) } else { Ok(said) }
}

/// A row while it is read.
struct Row<'a> {
    sheet: &'a Sheet<'a>,
    row: u32,
    words: &'a Words,
    misfits: Vec<Misfit>,
    cautions: Vec<Caution>,
}

impl Row<'_> {
    fn read(mut self, said: &mut Said) {
        let is_blank = self.sheet.columns().filter(|c| is_asked(*c)).all(|column| self.sheet.is_blank(self.row, column));
        if let Some(basis) = self.sheet.basis(self.row) {
            let filled = self.filled(basis, is_blank);
            if is_blank {
                said.blanks.push(filled);
            } else if !filled.is_empty() {
                said.rows.push(filled);
            }
        } else if !is_blank {
            self.lost();
        } else if let words = self.text(FormColumn::Entry)
            && !words.is_empty()
        {
            self.note(FormColumn::Entry, Why::Added(words));
        }
        said.misfits.extend(self.misfits);
    }

    /// What was filled in belongs to no row that went out.
    fn lost(&mut self) {
        let first = self.sheet.columns().find(|c| c.is_open() && !self.text(*c).is_empty());
        if self.sheet.is_stray(self.row) {
            self.note(first.unwrap_or(FormColumn::Entry), Why::Added(self.sheet.all_words(self.row)));
        } else {
            self.note(FormColumn::Entry, Why::Altered);
        }
    }

    fn filled(&mut self, basis: Basis, is_blank: bool) -> Filled {
        let purpose = self.sheet.purpose();
        let (mut report, mut answer, mut person, mut wish) = (Report::default(), None, String::new(), None);
        if !is_blank {
            self.look();
            person = self.person();
            match purpose {
                Purpose::Progress => {
                    report = self.progress(basis.period);
                    wish = self.wish(basis.period);
                }
                Purpose::Closing => report = self.closing(basis.period),
                Purpose::Consulting => answer = self.answer(),
            }
        }
        let shown = self.sheet.columns().filter(|c| c.is_shown()).map(|column| (column, self.text(column))).collect();
        let deadline = day(self.sheet.value(self.row, FormColumn::Deadline), basis.period);
        Filled {
            sheet: self.sheet.raw.name.clone(),
            report,
            answer,
            person,
            deadline,
            wish,
            basis,
            shown,
            title: self.sheet.title(self.row),
            cautions: std::mem::take(&mut self.cautions),
            row: self.row,
            places: self.sheet.places.clone(),
        }
    }

    /// Looks at how the open cells came by what stands in them: a formula, or cells that are shown as one.
    fn look(&mut self) {
        let filled: Vec<FormColumn> = self.sheet.columns().filter(|c| c.is_open() && !self.text(*c).is_empty()).collect();
        for column in filled {
            if self.sheet.is_reckoned(self.row, column) && self.unsaid(column).is_none() {
                self.cautions.push(Caution::Formula(self.sheet.cell(self.row, column), self.text(column)));
            }
            let Some(merge) = self.sheet.merge(self.row, column) else { continue };
            let (range, rows) = (merge.range(), merge.rows());
            self.cautions.push(if rows > 1 { Caution::Merged(range, rows) } else { Caution::Across(range, column.head()) });
        }
    }

    fn progress(&mut self, period: Period) -> Report {
        let (mut status, mut percent) = (None, self.percent(FormColumn::Percent));
        let said = self.words(FormColumn::Status);
        match status_in(&said, self.words) {
            _ if said.is_empty() => {}
            None => self.note(FormColumn::Status, Why::Status(said)),
            Some((found, _)) if !offers(Purpose::Progress, found) => self.note(FormColumn::Status, Why::Status(said)),
            Some((_, Some(told))) if percent.is_some_and(|percent| percent != told) => {
                self.note(FormColumn::Status, Why::TwoPercents(said));
            }
            Some((found, told)) => {
                if told.is_some() {
                    let cell = self.sheet.cell(self.row, FormColumn::Status);
                    self.cautions.push(Caution::ReadAs(cell, said, found, told));
                }
                (status, percent) = (Some(found), percent.or(told));
            }
        }
        let (problems, cause) = self.problems();
        let (progress, next) = (self.words(FormColumn::Progress), self.words(FormColumn::Next));
        let project = self.project(period);
        Report { status, percent, progress, problems, cause, next, project, ..Report::default() }
    }

    /// What is new of a project in a period; nothing where neither was filled in.
    fn project(&mut self, period: Period) -> Option<News> {
        let (stage, invested) = (self.words(FormColumn::Stage), self.words(FormColumn::Invested));
        let read_stage = Stage::from_word(&stage);
        if read_stage.is_none() && !stage.is_empty() {
            self.note(FormColumn::Stage, Why::Stage(stage));
        }
        let wan = parse_amount(&invested).filter(|wan| *wan >= 0.0 && !invested.is_empty());
        if wan.is_none() && !invested.is_empty() {
            self.note(FormColumn::Invested, Why::Amount(invested));
        }
        let invested = wan.map(|wan| Done { period, wan });
        (read_stage.is_some() || invested.is_some()).then(|| News { stage: read_stage, invested, ..News::on(period.end()) })
    }

    /// The problems with their kind. What others are needed for is one that it is not settled who does what, where nothing else is said.
    fn problems(&mut self) -> (String, Option<Cause>) {
        let (problems, said) = (self.words(FormColumn::Problems), self.words(FormColumn::Cause));
        let needs = Some(self.words(FormColumn::Needs)).filter(|needs| !is_no_problem(needs) && !needs.is_empty());
        let needed = needs.map(|needs| format!("需协调：{needs}"));
        let own = Some(problems).filter(|words| !words.is_empty() && (needed.is_none() || !is_no_problem(words)));
        let cause = Cause::from_word(&said);
        if cause.is_none() && !said.is_empty() {
            self.note(FormColumn::Cause, Why::Cause(said));
        } else if cause.is_some() && own.is_none() && needed.is_none() {
            self.note(FormColumn::Cause, Why::CauseAlone);
            return (String::new(), None);
        }
        let cause = cause.or(needed.as_ref().filter(|_| own.is_none()).map(|_| Cause::Mechanism));
        (own.into_iter().chain(needed).collect::<Vec<_>>().join("\n"), cause)
    }

    /// The deadline that is proposed: a day, and why.
    fn wish(&mut self, period: Period) -> Option<(NaiveDate, String)> {
        let said = self.words(FormColumn::Wish);
        if said.is_empty() || is_no_problem(&said) || NO_WISH.contains(&said.trim_end_matches('。')) {
            return None;
        }
        let bare = WISHES.iter().find_map(|begins| said.strip_prefix(begins)).unwrap_or(&said).trim_start();
        let Some((day, reason)) = dated(bare, period.end()) else {
            self.note(FormColumn::Wish, Why::Wish(said));
            return None;
        };
        if reason.is_empty() {
            self.note(FormColumn::Wish, Why::WishAlone(day));
            return None;
        }
        Some((day, reason.to_owned()))
    }

    /// How the entry ends; what belongs to that says nothing without it.
    fn closing(&mut self, period: Period) -> Report {
        let said = self.words(FormColumn::Outcome);
        let found = status_in(&said, self.words).filter(|(status, told)| offers(Purpose::Closing, *status) && told.is_none());
        let status = found.map(|(status, _)| status);
        let (done, into) = (self.words(FormColumn::On), self.words(FormColumn::Into));
        let on = day(self.sheet.value(self.row, FormColumn::On), period);
        let before = self.misfits.len();
        if status.is_none() && !said.is_empty() {
            self.note(FormColumn::Outcome, Why::Outcome(said.clone()));
        }
        if on.is_none() && !done.is_empty() {
            self.note(FormColumn::On, Why::Day(done));
        }
        if !into.is_empty() && status != Some(Status::CarriedOver) {
            self.note(FormColumn::Into, Why::NotCarriedOver(into.clone()));
        }
        let account = Report { progress: self.words(FormColumn::Account), ..Report::default() };
        let belongs = [FormColumn::On, FormColumn::Reason, FormColumn::Document];
        let alone = belongs.into_iter().find(|column| said.is_empty() && !self.words(*column).is_empty());
        if let Some(column) = alone {
            self.note(column, Why::NoOutcome);
        }
        let is_unsaid = [FormColumn::Outcome, FormColumn::Into].iter().chain(&belongs).any(|column| self.unsaid(*column).is_some());
        if self.misfits.len() > before || is_unsaid {
            return account;
        }
        let (reason, basis) = (self.words(FormColumn::Reason), self.words(FormColumn::Document));
        Report { status, on, reason, basis, into, ..account }
    }

    /// What a body says to being suggested: its parts say nothing one without another.
    fn answer(&mut self) -> Option<Answer> {
        let before = self.misfits.len();
        let said = self.words(FormColumn::Opinion);
        let opinion = Opinion::from_word(&said);
        if opinion.is_none() && !said.is_empty() {
            self.note(FormColumn::Opinion, Why::Opinion(said));
        }
        let answer = Answer { opinion, instead: self.words(FormColumn::Instead), note: self.words(FormColumn::Note) };
        (self.misfits.len() == before).then_some(answer)
    }

    fn person(&mut self) -> String {
        let person = self.words(FormColumn::Person);
        if person.contains('\n') || person.chars().count() > NAME {
            self.note(FormColumn::Person, Why::Name(person));
            return String::new();
        }
        person
    }

    fn percent(&mut self, column: FormColumn) -> Option<u8> {
        if let Some(why) = self.unsaid(column) {
            self.note(column, why);
            return None;
        }
        if self.text(column).is_empty() {
            return None;
        }
        let (value, shows) = (self.sheet.value(self.row, column), self.sheet.shows(self.row, column));
        let is_one = matches!(value, Data::Float(n) if *n == 1.0) || *value == Data::Int(1);
        if is_one && shows == Shows::Plain {
            self.cautions.push(Caution::One(self.sheet.cell(self.row, column)));
        }
        let read = percent(value, shows);
        read.unwrap_or_else(|why| {
            self.note(column, why);
            None
        })
    }

    /// What stands in an open cell; a formula that says nothing is told of, and so is a word that points to another place.
    fn words(&mut self, column: FormColumn) -> String {
        let text = self.text(column);
        match self.unsaid(column).or_else(|| points_elsewhere(&text).then(|| Why::Elsewhere(text.clone()))) {
            None => text,
            Some(why) => {
                let misfit = self.sheet.misfit(self.row, column, why);
                if !self.misfits.contains(&misfit) {
                    self.misfits.push(misfit);
                }
                String::new()
            }
        }
    }

    fn unsaid(&self, column: FormColumn) -> Option<Why> {
        self.sheet.unsaid(self.row, column)
    }

    fn text(&self, column: FormColumn) -> String {
        self.sheet.text(self.row, column)
    }

    fn note(&mut self, column: FormColumn, why: Why) {
        self.misfits.push(self.sheet.misfit(self.row, column, why));
    }
}

/// The day with which words begin, as far as they say one, and what stands behind it. None where figures follow, which may belong to the day.
fn dated(words: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    let ends = words.match_indices(BEHIND_A_DAY).map(|(at, _)| at).chain([words.len()]);
    let (day, rest) = ends.filter_map(|at| Some((parse_date(words[..at].trim(), today).ok()?, &words[at..]))).next_back()?;
    let reason = rest.trim_matches(|c: char| BEHIND_A_DAY.contains(&c) || c.is_whitespace() || matches!(c, '）' | ')'));
    let goes_on = reason.starts_with(|c: char| c.is_numeric() || matches!(c, '年' | '月' | '日' | '号'));
    (!goes_on).then_some((day, reason))
}

/// The day of a cell; words without a year mean that of the period.
fn day(cell: &Data, period: Period) -> Option<NaiveDate> {
    match cell {
        Data::DateTime(at) => at.as_datetime().map(|d| d.date()),
        Data::String(s) => parse_date(s, period.end()).ok(),
        _ => None,
    }
}

/// A whole number from 0 to 100, typed as a number or as text, with or without its sign. A cell that shows its number as a percent says a
/// hundred times as much. A fraction elsewhere may mean a part of one or a part of a hundred, and is refused; so is a one where the file
/// does not tell how it is shown.
pub(super) fn percent(cell: &Data, shows: Shows) -> Result<Option<u8>, Why> {
    let whole = |n: f64| (n.fract() == 0.0 && (0.0..=100.0).contains(&n)).then_some(n as u8);
    let number_of = |n: f64| match shows {
        Shows::Percent => whole(hundredfold(n)).map(Some).ok_or_else(|| Why::Percent(format!("{}%", number(hundredfold(n))))),
        Shows::Unknown if 0.0 < n && n <= 1.0 => Err(Why::PartOrWhole(number(n))),
        _ => whole(n).map(Some).ok_or_else(|| Why::Percent(number(n))),
    };
    match cell {
        Data::Empty | Data::Error(_) => Ok(None),
        Data::Float(n) => number_of(*n),
        Data::Int(n) => number_of(*n as f64),
        Data::String(s) if s.trim().is_empty() => Ok(None),
        Data::String(s) => parse_percent(s).map(Some).ok_or_else(|| Why::Percent(s.trim().to_owned())),
        other => Err(Why::Percent(other.to_string())),
    }
}

//! A table of a form: where its head stands, what its columns ask for, which of its rows are there to be filled.

use super::heading::{Asked, Trust, asked};
use crate::domain::Attribute;
use crate::import::{FormGrid, GridLine};

/// A table of a form with what its columns ask for.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The sheet of a workbook; of a document which of its tables.
    pub(crate) name: String,
    /// Which of the form's tables it is, counted from 0.
    pub(super) at: usize,
    pub(crate) columns: Vec<Column>,
    /// Rows that say of what they are.
    pub(super) told: Vec<Row>,
    /// Rows that say nothing yet.
    pub(super) blank: Vec<u32>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Where it stands, counted from 0.
    pub(crate) at: u16,
    pub(crate) heading: String,
    /// What it asks for, and how surely.
    pub(crate) asked: Option<(Asked, Trust)>,
    /// 万元 a unit, where it says so.
    pub(super) unit: Option<f64>,
    /// What it asks for, where another column asks for it too and is filled.
    pub(super) doubled: Option<Asked>,
    /// Whether its heading says that it holds percents.
    pub(super) percents: bool,
}

/// A row that is there already.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Counted from 1.
    pub(super) number: u32,
    /// What stands in it, by columns.
    pub(super) cells: Vec<(u16, String)>,
}

impl Row {
    /// What stands in a column; nothing where it is empty.
    pub(super) fn cell(&self, column: u16) -> Option<&str> {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| text.as_str())
    }
}

impl Table {
    /// Finds the head of a table and its rows; none where no heading says what a row is of. `rows`: how far down the form is drawn.
    pub(super) fn read((name, at): (String, usize), grid: &FormGrid, rows: u32) -> Option<Table> {
        let head = grid.head(|heading| asked(heading).is_some())?;
        let unit = head.unit;
        let columns: Vec<Column> = (0..).zip(&head.headings).map(|(at, (whole, own))| column(at, (whole, own), unit)).collect();
        let mut table = Table { name, at, columns, told: Vec::new(), blank: Vec::new() };
        let title = table.column(Asked::Of(Attribute::Title))?.at;
        let tail = table.take(grid.lines(&head), title);
        let numbers: Vec<u32> = table.told.iter().map(|row| row.number).collect();
        let last = tail.map_or(rows, |first| first - 1);
        table.blank = (head.last + 1..=last).filter(|row| !numbers.contains(row) && !grid.is_heading(&head, *row)).collect();
        Some(table)
    }

    /// The table with what a person says of its columns; of two that ask for the same the surer is filled, and what is said in so many words.
    pub(super) fn told_of(mut self, said: impl Fn(&str) -> Option<Option<Asked>>) -> Table {
        for column in &mut self.columns {
            if let Some(asked) = said(&column.heading) {
                column.asked = asked.map(|asked| (asked, Trust::Told));
            }
        }
        let best: Vec<u16> = self.columns.iter().filter_map(|c| Some(self.column(c.asked?.0)?.at)).collect();
        for column in self.columns.iter_mut().filter(|c| c.asked.is_some_and(|(_, trust)| trust < Trust::Told)) {
            if !best.contains(&column.at) {
                column.doubled = column.asked.take().map(|(asked, _)| asked);
            }
        }
        self
    }

    /// The column that asks for something.
    pub(super) fn column(&self, what: Asked) -> Option<&Column> {
        let all = || self.columns.iter().filter(|c| c.asked.is_some_and(|(asked, _)| asked == what));
        all().max_by_key(|c| (c.asked.map(|(_, trust)| trust), std::cmp::Reverse(c.at)))
    }

    /// How many columns ask for something that is known.
    pub(super) fn known(&self) -> usize {
        self.columns.iter().filter(|c| c.asked.is_some()).count()
    }

    /// Sorts rows; gives the first that sums up or notes.
    fn take(&mut self, lines: Vec<GridLine>, title: u16) -> Option<u32> {
        let mut tail = None;
        for line in lines {
            match line {
                GridLine::Row(number, cells) => {
                    let row = Row { number, cells };
                    let is_told = row.cell(title).is_some_and(|text| !text.trim().is_empty());
                    self.told.extend(is_told.then_some(row));
                    // What comes behind a subtotal is a row like any other.
                    tail = if is_told { None } else { tail };
                }
                GridLine::Sum(number) => tail = tail.or(Some(number)),
                GridLine::Heading => {}
            }
        }
        tail
    }
}

/// A column by its headings: the lowest where it says of itself what it asks for, else all of them.
fn column(at: u16, (whole, own): (&str, &str), unit: Option<f64>) -> Column {
    let sure = asked(own).filter(|(_, trust)| *trust == Trust::Sure);
    let said = crate::import::money_unit(own).or_else(|| crate::import::money_unit(whole));
    Column {
        at,
        heading: whole.to_owned(),
        asked: sure.or_else(|| asked(whole)),
        doubled: None,
        unit: said.or(unit),
        percents: whole.contains(['%', '％']),
    }
}

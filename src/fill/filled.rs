//! What is written into a form, and what of it is doubted.

use std::collections::{BTreeMap, HashSet};

use super::doubt::{Doubt, Spot};
use super::form::{Form, Kept};
use super::heading::{Asked, Trust};
use super::matching::{Found, Said, Titles, ids};
use super::reference::Growth;
use super::sheet::{Cells, address};
use super::table::{Column, Row, Table};
use super::value::{Value, value};
use crate::domain::{Attribute, EntryId, Judged, LeadBasis, Ledger, Standings};
use crate::text::fold_width;

/// What columns are taken for, by their headings; none leaves a column as it is.
pub(crate) type Columns = Vec<(String, Option<Asked>)>;

/// What a person wants of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    /// What columns hold, by their headings; none leaves a column as it is.
    pub(crate) columns: Columns,
    /// Which entry a row is, by the number of the row.
    pub(crate) rows: Vec<(u32, EntryId)>,
    /// The entries that may be meant, by their places; all that are not archived when left out.
    pub(crate) places: Option<Vec<usize>>,
    /// Whether rows whose titles are only alike are filled too.
    pub(crate) likely: bool,
    /// Whether what stands in a cell makes room.
    pub(crate) overwrite: bool,
}

impl Wish {
    /// What a person says of the column under a heading.
    fn of(&self, heading: &str) -> Option<Option<Asked>> {
        let plain = |text: &str| fold_width(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let heading = plain(heading);
        self.columns.iter().find(|(of, _)| plain(of) == heading).map(|(_, asked)| *asked)
    }
}

/// A table as it is filled.
#[derive(Clone, Debug)]
pub(crate) struct FilledTable {
    pub(crate) name: String,
    /// Each heading with what it was taken for.
    pub(crate) columns: Columns,
    /// Each row with its entry.
    pub(crate) rows: Vec<(u32, EntryId)>,
    /// How many cells were written.
    pub(crate) cells: usize,
    /// How many of them the ledger knows nothing of.
    pub(crate) empty: usize,
    /// How many rows came in.
    pub(crate) grown: u32,
    pub(crate) doubts: Vec<(Spot, Doubt)>,
}

/// A form as it is filled.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    pub(crate) tables: Vec<FilledTable>,
}

/// Fills a form with what a ledger knows.
pub(crate) fn filled(form: &mut Form, (ledger, standings): (&Ledger, &Standings), wish: &Wish) -> Filled {
    let all = || ledger.entries().iter().enumerate().filter(|(_, e)| !ledger.is_archived(e)).map(|(at, _)| at).collect::<Vec<_>>();
    let places = wish.places.clone().unwrap_or_else(all);
    let titles = Titles::of(ledger, places.iter().copied());
    let has_told = form.tables.iter().any(|table| !table.told.is_empty());
    let fullest = form.tables.iter().enumerate().max_by_key(|(at, table)| (table.known(), std::cmp::Reverse(*at))).map(|(at, _)| at);
    let mut tables = Vec::new();
    for at in 0..form.tables.len() {
        let table = form.tables[at].clone().told_of(|heading| wish.of(heading));
        if if has_told { table.told.is_empty() } else { Some(at) != fullest } {
            continue;
        }
        let kept = form.kept(&table);
        let mut hand = Hand { ledger, standings, wish, kept, table: &table, cells: BTreeMap::new(), done: started(&table) };
        let growth = if has_told { hand.tell(&titles) } else { hand.list(&places) };
        let Hand { cells, mut done, .. } = hand;
        if !cells.is_empty() && !form.write(at, &cells, growth) {
            done.doubts.push((done.spot(String::new()), Doubt::Unwritten));
        }
        tables.push(done);
    }
    Filled { tables }
}

fn started(table: &Table) -> FilledTable {
    let mut columns: Vec<&Column> = table.columns.iter().filter(|c| !c.heading.trim().is_empty()).collect();
    columns.dedup_by(|a, b| a.heading == b.heading);
    let mut done = FilledTable {
        name: table.name.clone(),
        columns: columns.iter().map(|c| (c.heading.clone(), c.asked.map(|(asked, _)| asked))).collect(),
        rows: Vec::new(),
        cells: 0,
        empty: 0,
        grown: 0,
        doubts: Vec::new(),
    };
    for column in columns {
        let doubt = match (column.asked, column.doubled) {
            (_, Some(asked)) => Doubt::AskedTwice(asked),
            (None, _) => Doubt::Heading,
            (Some((asked, Trust::Likely)), _) => Doubt::Taken(asked),
            (Some((asked, _)), _) if asked.is_money() && column.unit.is_none() => Doubt::Unit,
            _ => continue,
        };
        done.doubts.push((done.spot(column.heading.clone()), doubt));
    }
    done
}

impl FilledTable {
    fn spot(&self, at: String) -> Spot {
        Spot { table: self.name.clone(), at }
    }
}

/// Fills one table.
struct Hand<'a> {
    ledger: &'a Ledger,
    standings: &'a Standings,
    wish: &'a Wish,
    kept: Kept,
    table: &'a Table,
    cells: BTreeMap<u32, Cells>,
    done: FilledTable,
}

impl Hand<'_> {
    /// Fills rows that say of what they are.
    fn tell(&mut self, titles: &Titles<'_>) -> Option<Growth> {
        let mut seen: HashSet<usize> = HashSet::new();
        for row in &self.table.told {
            let Some(place) = self.meant(row, titles) else { continue };
            if !seen.insert(place) {
                let again = ids(self.ledger, &[place]).into_iter().map(Doubt::Again);
                let at = self.row_spot(row.number);
                self.done.doubts.extend(again.map(|doubt| (at.clone(), doubt)));
            }
            self.fill((row.number, Some(row)), place);
        }
        for (number, _) in &self.wish.rows {
            if self.table.told.iter().all(|row| row.number != *number) {
                let at = self.row_spot(*number);
                self.done.doubts.push((at, Doubt::NoRow(*number)));
            }
        }
        None
    }

    /// Writes a row for each of some entries.
    fn list(&mut self, places: &[usize]) -> Option<Growth> {
        let free: Vec<u32> = self.table.blank.clone();
        let last = free.last().copied()?;
        let more = u32::try_from(places.len().saturating_sub(free.len())).unwrap_or(u32::MAX);
        let rows = free.into_iter().chain(last + 1..=last.saturating_add(more));
        for (row, place) in rows.zip(places) {
            self.fill((row, None), *place);
        }
        self.done.grown = more;
        (more > 0).then_some(Growth { row: last, by: more })
    }

    /// Which entry a row is, as far as it is filled.
    fn meant(&mut self, row: &Row, titles: &Titles<'_>) -> Option<usize> {
        if let Some((_, id)) = self.wish.rows.iter().find(|(number, _)| *number == row.number) {
            return self.ledger.entries().iter().position(|entry| entry.id == *id);
        }
        let of = |attribute| self.table.column(Asked::Of(attribute)).and_then(|column| row.cell(column.at));
        let title = of(Attribute::Title).unwrap_or_default();
        let said = Said { title, lead: of(Attribute::Lead), region: of(Attribute::Region), reference: of(Attribute::Reference) };
        let (doubt, place) = match titles.find(said) {
            Found::Sure(place) => return Some(place),
            Found::Likely(place) => {
                let id = ids(self.ledger, &[place]).into_iter().next()?;
                (Doubt::Alike(title.to_owned(), id, self.wish.likely), Some(place).filter(|_| self.wish.likely))
            }
            Found::Several(places) => (Doubt::Several(title.to_owned(), ids(self.ledger, &places)), None),
            Found::Nothing => (Doubt::NoEntry(title.to_owned()), None),
        };
        let at = self.row_spot(row.number);
        self.done.doubts.push((at, doubt));
        place
    }

    fn fill(&mut self, (number, row): (u32, Option<&Row>), place: usize) {
        let (Some(entry), Some(standing)) = (self.ledger.entries().get(place), self.standings.all().get(place)) else { return };
        let judged = Judged { ledger: self.ledger, entry, standing };
        let count = self.done.rows.len() + 1;
        self.done.rows.push((number, entry.id.clone()));
        for column in &self.table.columns {
            let Some((asked, _)) = column.asked else { continue };
            let value = match asked {
                Asked::Number => Value::Number(count as f64),
                asked => value(asked, judged, column.unit.unwrap_or(1.0)),
            };
            let value = shown_as(value, column);
            if asked == Asked::Of(Attribute::Lead) && judged.lead_basis() == Some(LeadBasis::FirstNamed) && value != Value::Nothing {
                let at = self.cell_spot(number, column.at);
                self.done.doubts.push((at, Doubt::FirstNamed(value.shown())));
            }
            self.put((number, column), row.and_then(|row| row.cell(column.at)), value);
        }
    }

    /// Writes a cell, unless something stands there.
    fn put(&mut self, (number, column): (u32, &Column), holds: Option<&str>, value: Value) {
        let holds = holds.filter(|text| !text.trim().is_empty());
        // A row that comes in is a copy of the last that is there.
        let last = self.table.blank.last().copied().filter(|_| self.table.told.is_empty()).unwrap_or(number);
        let place = (number.min(last), column.at);
        let is_title = column.asked.is_some_and(|(asked, _)| matches!(asked, Asked::Number | Asked::Of(Attribute::Title)));
        if value == Value::Nothing {
            self.done.empty += usize::from(holds.is_none());
            return;
        }
        let doubt = if self.kept.formulas.contains(&place) {
            Some(Doubt::Formula)
        } else if self.kept.covered.contains(&place) {
            Some(Doubt::Merged).filter(|_| holds.is_none())
        } else {
            let differs = holds.filter(|text| !is_title && !is_same(text, &value));
            let told = |text: &str| Doubt::Differs { holds: text.to_owned(), ledger: value.shown(), written: self.wish.overwrite };
            let writes = holds.is_none() || (differs.is_some() && self.wish.overwrite);
            let doubt = differs.map(told);
            if writes {
                self.done.cells += 1;
                self.cells.entry(number).or_default().insert(column.at, value);
            }
            doubt
        };
        let at = self.cell_spot(number, column.at);
        self.done.doubts.extend(doubt.map(|doubt| (at, doubt)));
    }

    fn row_spot(&self, number: u32) -> Spot {
        self.done.spot(format!("第 {number} 行"))
    }

    fn cell_spot(&self, number: u32, column: u16) -> Spot {
        self.done.spot(address(number, column))
    }
}

/// A value as its column shows it: percents under a heading that says so are numbers.
fn shown_as(value: Value, column: &Column) -> Value {
    match value {
        Value::Percent(percent) if column.percents => Value::Number(f64::from(percent)),
        other => other,
    }
}

/// Whether a cell says what the ledger says, however it is written.
fn is_same(holds: &str, value: &Value) -> bool {
    let plain = |text: &str| fold_width(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '%' | ',' | '。')).collect::<String>();
    let number = || plain(holds).parse::<f64>().ok();
    match value {
        Value::Number(wanted) => number().is_some_and(|n| (n - wanted).abs() < 1e-6),
        Value::Percent(percent) => {
            number().is_some_and(|n| (n - f64::from(*percent)).abs() < 1e-6 || (n * 100.0 - f64::from(*percent)).abs() < 1e-6)
        }
        Value::Day(day) => crate::domain::parse_date(holds, *day).is_ok_and(|told| told == *day),
        other => plain(&other.shown()) == plain(holds),
    }
}

//! The page of one body: what is late, what it leads, in what it cooperates.

use crate::domain::{Attribute, DeptId, Duty, Standing};
use crate::query::Snapshot;
use crate::report::{Cell, Grid, Head, Shown};
use crate::text::Lang;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::table::{Line, Table};

/// The headings: led, open and past the deadline; led otherwise; shared in.
const SECTIONS: [(&str, &str); 3] = [("牵头，已逾期", "leads, overdue"), ("牵头", "leads"), ("配合", "cooperates")];

/// What is known of each entry, for its order, its filter and files.
const COLUMNS: [Attribute; 10] = [
    Attribute::Light,
    Attribute::Plan,
    Attribute::Reference,
    Attribute::Title,
    Attribute::Lead,
    Attribute::Deadline,
    Attribute::Status,
    Attribute::Percent,
    Attribute::Report,
    Attribute::Investment,
];

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading, by its place among them, with the number of entries under it; folded, they are not shown.
    Heading { section: usize, count: usize, folded: bool },
    /// One of the entries that the body has to do with.
    Entry(usize),
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        matches!(self, Row::Heading { folded: false, .. })
    }
}

/// All that a body has to do with, or what nobody leads: under which heading, at which place of the ledger.
pub(crate) fn gathered(dept: Option<&DeptId>, stock: &Snapshot<'_>) -> Vec<(usize, usize)> {
    let body = dept.map(|d| stock.index.bodies.find(d.as_str()));
    let section = |(i, standing): (usize, &Standing)| {
        let duty = match body {
            None => (!stock.index.is_led(i)).then_some(Duty::Leads),
            Some(number) => number.and_then(|n| stock.index.duty(i, n)),
        };
        match duty? {
            Duty::Leads => Some((usize::from(!standing.verdict.overdue), i)),
            Duty::Shares(()) => Some((2, i)),
        }
    };
    let all = stock.standings.all().iter().enumerate().filter(|(_, standing)| !standing.verdict.archived);
    all.filter_map(section).collect()
}

/// The page of one body.
#[derive(Debug)]
pub struct Page {
    /// The body; none for entries that nobody leads.
    pub(crate) dept: Option<DeptId>,
    name: String,
    pub table: Table<Row>,
    pub(crate) arrangement: Arrangement,
    /// All that it has to do with: under which heading, at which place of the ledger.
    all: Vec<(usize, usize)>,
    /// The same as cells, under their heads.
    grid: Grid,
    /// What the entries are called for good.
    ids: Vec<String>,
    lang: Lang,
}

impl Page {
    pub(crate) fn new((dept, name): (Option<DeptId>, &str), stock: &Snapshot<'_>, lang: Lang) -> Page {
        let grid = Grid::of("", "shown", (Vec::new(), Vec::new()));
        let (table, arrangement) = (Table::default(), Arrangement::default());
        let mut page = Page { dept, name: name.to_owned(), table, arrangement, all: Vec::new(), grid, ids: Vec::new(), lang };
        page.renew(stock, lang);
        page
    }

    /// Gathers anew; the cursor stays on its entry, when it is still there.
    pub(crate) fn renew(&mut self, stock: &Snapshot<'_>, lang: Lang) {
        let here = self.current();
        self.all = gathered(self.dept.as_ref(), stock);
        let places: Vec<usize> = self.all.iter().map(|(_, place)| *place).collect();
        self.grid = Shown::of_entries((stock.ledger, stock.standings), &COLUMNS, (&places, lang));
        self.ids = places.iter().filter_map(|place| stock.ledger.entries().get(*place)).map(|e| e.id.to_string()).collect();
        self.lang = lang;
        self.arrange();
        if let Some(place) = here {
            let all = &self.all;
            self.table.go_to(|row| matches!(row, Row::Entry(at) if all[*at].1 == place));
        }
    }

    /// Puts the rows in their order, under their headings.
    pub(crate) fn arrange(&mut self) {
        let places = self.arrangement.arrange(&self.grid.columns, &self.grid.rows, self.lang);
        let mut rows = Vec::new();
        for (section, (name, _)) in SECTIONS.iter().enumerate() {
            let part: Vec<usize> = places.iter().copied().filter(|at| self.all[*at].0 == section).collect();
            if part.is_empty() {
                continue;
            }
            let folded = self.arrangement.turned.contains(*name);
            rows.push(Row::Heading { section, count: part.len(), folded });
            rows.extend(part.into_iter().filter(|_| !folded).map(Row::Entry));
        }
        self.table.renew(rows, |old, new| matches!(new, Row::Entry(_)) && old == new);
    }

    /// Which of its columns an attribute is.
    pub(crate) fn column_of(attribute: Attribute) -> Option<usize> {
        COLUMNS.iter().position(|column| *column == attribute)
    }

    /// How many headings there are.
    pub(crate) const SECTIONS: usize = SECTIONS.len();

    pub(crate) fn title_of(section: usize, lang: Lang) -> &'static str {
        SECTIONS.get(section).map_or("", |(zh, en)| lang.pick(zh, en))
    }

    /// The place in the ledger of one of its entries.
    pub(crate) fn place(&self, at: usize) -> Option<usize> {
        self.all.get(at).map(|(_, place)| *place)
    }

    /// The entry under the cursor, by its place in the ledger.
    pub fn current(&self) -> Option<usize> {
        match self.table.current() {
            Some(Row::Entry(at)) => self.place(*at),
            _ => None,
        }
    }
}

impl Listing for Page {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("单位事项", "Entries of a body")
    }

    fn heads(&self, _: Lang) -> Vec<Head> {
        self.grid.columns.clone()
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        match self.table.rows.get(row)? {
            Row::Heading { .. } => None,
            Row::Entry(at) => self.grid.rows.get(*at).cloned(),
        }
    }

    fn key(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Heading { .. } => None,
            Row::Entry(at) => self.ids.get(*at).cloned(),
        }
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    fn heading(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Heading { section, .. } => Some(SECTIONS[*section].0.to_owned()),
            Row::Entry(_) => None,
        }
    }

    fn about(&self, _: Lang) -> Option<String> {
        Some(self.name.clone())
    }
}

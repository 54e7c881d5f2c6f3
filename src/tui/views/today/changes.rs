//! The list of what has changed.

use crate::domain::{EntryId, Ledger, Since, Subject};
use crate::merge::{By, Difference, author_body, differences, lead_body, told};
use crate::report::{Cell, Head};
use crate::text::Lang;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::table::{Line, Table};

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ChangeRow {
    /// What the lines below are in, or the body that they belong to; folded, they are not shown.
    Heading { label: String, count: usize, folded: bool },
    /// One difference, by its place among all, with what stands in its line.
    Line(usize, String),
}

impl Line for ChangeRow {
    fn is_heading(&self) -> bool {
        matches!(self, ChangeRow::Heading { folded: false, .. })
    }
}

/// What has changed since then.
#[derive(Debug)]
pub(crate) struct Changes {
    since: Since,
    all: Vec<Difference>,
    by: By,
    pub(crate) table: Table<ChangeRow>,
    pub(crate) arrangement: Arrangement,
    /// What is known of each.
    cells: Vec<Vec<Cell>>,
}

impl Changes {
    pub(crate) fn new(since: Since, all: Vec<Difference>, ledger: &Ledger, lang: Lang) -> Changes {
        let (table, arrangement) = (Table::default(), Arrangement::default());
        let mut changes = Changes { since, all, by: By::Thing, table, arrangement, cells: Vec::new() };
        changes.renew(ledger, lang);
        changes
    }

    /// Tells them anew, by what the ledger is now.
    pub(crate) fn renew(&mut self, ledger: &Ledger, lang: Lang) {
        self.cells = self.all.iter().map(|difference| cells(difference, ledger, lang)).collect();
        self.lay_out(ledger, lang);
    }

    /// Puts the rows in their order, under their headings.
    pub(crate) fn lay_out(&mut self, ledger: &Ledger, lang: Lang) {
        let places = self.arrangement.arrange(&self.heads(lang), &self.cells, lang);
        let mut rows = Vec::new();
        for part in told(places.iter().map(|place| &self.all[*place]), ledger, self.by, lang) {
            let folded = self.arrangement.turned.contains(&part.heading);
            rows.push(ChangeRow::Heading { label: part.heading, count: part.lines.len(), folded });
            rows.extend(part.lines.into_iter().filter(|_| !folded).map(|(at, line)| ChangeRow::Line(places[at], line)));
        }
        self.table.renew(rows, |old, new| matches!((old, new), (ChangeRow::Line(old, _), ChangeRow::Line(new, _)) if old == new));
    }

    /// Headings of the next kind.
    pub(crate) fn turn(&mut self, ledger: &Ledger, lang: Lang) {
        self.by = self.by.next();
        self.arrangement.turned.clear();
        self.lay_out(ledger, lang);
    }

    /// Whether things stand above their changes, and no bodies.
    pub(crate) fn is_by_thing(&self) -> bool {
        self.by == By::Thing
    }

    /// The entry in which the change under the cursor is.
    pub(crate) fn entry(&self) -> Option<&EntryId> {
        match self.table.current()? {
            ChangeRow::Line(at, _) => match &self.all.get(*at)?.subject {
                Subject::Entry(id) => Some(id),
                _ => None,
            },
            ChangeRow::Heading { .. } => None,
        }
    }

    /// Since when, how many, and what stands above them.
    pub(crate) fn title(&self, lang: Lang) -> String {
        let (since, count, by) = (self.since_when(lang), self.all.len(), self.by.label(lang));
        lang.pick(format!("{since}，改动 {count} 处，{by}列"), format!("{count} changes {since}, {by}"))
    }

    fn since_when(&self, lang: Lang) -> String {
        match &self.since {
            Since::Last => lang.pick("上次看过以来", "since you looked last").to_owned(),
            Since::Day(day) => lang.pick(format!("{day} 以来（按记录）"), format!("since {day}, by the logs")),
            Since::Version(name) => lang.pick(format!("{name} 以来"), format!("since {name}")),
        }
    }
}

/// The day, who, his body, the body that leads, the thing, and what was and what is.
fn cells(difference: &Difference, ledger: &Ledger, lang: Lang) -> Vec<Cell> {
    let update = difference.update();
    vec![
        Cell::day(update.map(|u| u.at.date_naive())),
        Cell::text(&update.map(|u| u.by.label(ledger)).unwrap_or_default()),
        Cell::text(&author_body(difference, ledger, lang)),
        Cell::text(&lead_body(difference, ledger, lang)),
        Cell::text(&difference.subject.to_string()),
        Cell::text(&difference.name),
        Cell::text(&difference.sentences(ledger, lang).join(lang.pick("；", "; "))),
    ]
}

impl Listing for Changes {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("变化", "Changes")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        vec![
            head("日期", "Day", 11),
            head("何人", "Who", 24),
            head("填报单位", "Recorded by", 24),
            head("责任单位", "Lead", 24),
            head("编号", "id", 24),
            head("事项", "Title", 40),
            head("改动", "Change", 60),
        ]
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        match self.table.rows.get(row)? {
            ChangeRow::Heading { .. } => None,
            ChangeRow::Line(at, _) => self.cells.get(*at).cloned(),
        }
    }

    fn key(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            ChangeRow::Heading { .. } => None,
            ChangeRow::Line(at, _) => Some(at.to_string()),
        }
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    fn heading(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            ChangeRow::Heading { label, .. } => Some(label.clone()),
            ChangeRow::Line(..) => None,
        }
    }

    fn about(&self, lang: Lang) -> Option<String> {
        Some(self.since_when(lang))
    }
}

/// A question what has changed, to be answered apart from the frame.
#[derive(Debug)]
pub struct Comparison {
    since: Since,
    ledger: Box<Ledger>,
    pub(crate) lang: Lang,
}

/// Its answer: what has changed, or why that cannot be said.
#[derive(Debug)]
pub struct Compared {
    pub(crate) since: Since,
    pub(crate) found: Result<Vec<Difference>, String>,
}

impl Comparison {
    pub(crate) fn new(since: Since, ledger: &Ledger, lang: Lang) -> Comparison {
        Comparison { since, ledger: Box::new(ledger.clone()), lang }
    }

    /// Compares with the ledger as it was; `version` gives that of a name.
    pub fn finish(&self, version: impl FnOnce(&str) -> Result<Ledger, String>) -> Compared {
        let before = match &self.since {
            Since::Last => Ok(self.ledger.as_ref().clone()),
            Since::Day(day) => Ok(self.ledger.as_of(*day)),
            Since::Version(name) => version(name),
        };
        Compared { found: before.map(|before| differences(&before, &self.ledger)), since: self.since.clone() }
    }
}

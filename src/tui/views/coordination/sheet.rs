//! The table of one kind of record of the view.

use chrono::NaiveDate;

use crate::domain::{EntryId, Inspection, Kept, Ledger, Liaison, Matter, MendingStanding, Moment, Rectification, Subject};
use crate::query::Book;
use crate::report::{Cell, Head, inspections, liaisons, matters};
use crate::text::Lang;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::table::{Line, Table};

/// Of which kind the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Matters,
    Inspections,
    Findings,
    Liaisons,
}

impl Kind {
    pub(crate) const ALL: [Kind; 4] = [Kind::Matters, Kind::Inspections, Kind::Findings, Kind::Liaisons];

    /// By which word its layout is kept.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Matters => "matters",
            Kind::Inspections => "inspections",
            Kind::Findings => "findings",
            Kind::Liaisons => "liaisons",
        }
    }

    pub(crate) fn title(self, lang: Lang) -> &'static str {
        match self {
            Kind::Matters => lang.pick("会商事项", "Matters for coordination"),
            Kind::Inspections => lang.pick("督导检查", "Inspections"),
            Kind::Findings => lang.pick("整改问题", "Findings to be mended"),
            Kind::Liaisons => lang.pick("包联", "Liaison"),
        }
    }

    fn heads(self, lang: Lang) -> Vec<Head> {
        match self {
            Kind::Matters => matters::heads(lang),
            Kind::Inspections => inspections::inspection_heads(lang),
            Kind::Findings => inspections::finding_heads(lang),
            Kind::Liaisons => liaisons::heads(lang),
        }
    }

    /// All records of the kind, each with what stands in its row; those that wait first, the oldest before all.
    fn rows(self, ledger: &Ledger, day: NaiveDate, lang: Lang) -> Vec<(Subject, Vec<Cell>)> {
        let when = Moment::During(day);
        match self {
            Kind::Matters => {
                let mut all: Vec<_> = ledger.matters.iter().map(|matter| ledger.judge_matter(matter, day, None)).collect();
                all.sort_by_key(|one| (!one.is_open(), one.matter.raised_on, one.matter.id.clone()));
                all.iter().map(|one| (Matter::subject(one.matter.id.clone()), matters::cells(ledger, one, lang))).collect()
            }
            Kind::Inspections => {
                let mut all: Vec<_> = ledger.inspections.iter().collect();
                all.sort_by_key(|one| (std::cmp::Reverse(one.on), one.id.clone()));
                let cells = |one: &Inspection| inspections::inspection_cells(ledger, one, when, lang);
                all.into_iter().map(|one| (Inspection::subject(one.id.clone()), cells(one))).collect()
            }
            Kind::Findings => {
                let mut all: Vec<_> = ledger.rectifications.iter().map(|one| ledger.judge_finding(one, when, None)).collect();
                all.sort_by_key(|one| (!one.is_open(), one.state.deadline.value, one.finding.id.clone()));
                let cells = |one: &MendingStanding<'_>| inspections::finding_cells(ledger, one, lang);
                all.iter().map(|one| (Rectification::subject(one.finding.id.clone()), cells(one))).collect()
            }
            Kind::Liaisons => {
                let mut all: Vec<_> = ledger.liaisons.iter().collect();
                all.sort_by_key(|one| (!one.holds_on(day), !one.is_unvisited(day), one.level, one.id.clone()));
                let cells = |one: &Liaison| liaisons::cells(ledger, one, day, lang);
                all.into_iter().map(|one| (Liaison::subject(one.id.clone()), cells(one))).collect()
            }
        }
    }

    /// The first entry that one is about.
    pub(super) fn entry(ledger: &Ledger, subject: &Subject) -> Option<EntryId> {
        match subject {
            Subject::Matter(id) => ledger.matters.by_id(id)?.entries.first().cloned(),
            Subject::Inspection(id) => ledger.inspections.by_id(id)?.entries.first().cloned(),
            Subject::Rectification(id) => ledger.rectifications.by_id(id)?.entry.clone(),
            Subject::Liaison(id) => ledger.liaisons.by_id(id)?.entries.first().cloned(),
            _ => None,
        }
    }
}

/// A row: which of the cells are its, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub(crate) cells: usize,
    pub(crate) subject: Subject,
}

impl Line for Row {}

#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) kind: Kind,
    pub(crate) table: Table<Row>,
    pub(crate) arrangement: Arrangement,
    subjects: Vec<Subject>,
    pub(crate) cells: Vec<Vec<Cell>>,
}

impl Sheet {
    pub(super) fn new(kind: Kind) -> Sheet {
        Sheet { kind, table: Table::default(), arrangement: Arrangement::default(), subjects: Vec::new(), cells: Vec::new() }
    }

    /// Takes the records of a ledger; the cursor stays on its row.
    pub(super) fn read(&mut self, book: &Book, lang: Lang) {
        (self.subjects, self.cells) = self.kind.rows(book.ledger(), book.standings().day(), lang).into_iter().unzip();
        self.arrange(lang);
    }

    /// Puts the rows that its filter finds in its order.
    pub(super) fn arrange(&mut self, lang: Lang) {
        let places = self.arrangement.arrange(&self.kind.heads(lang), &self.cells, lang);
        let rows = places.into_iter().map(|cells| Row { cells, subject: self.subjects[cells].clone() }).collect();
        self.table.renew(rows, |old, new| old.subject == new.subject);
    }

    /// How many records there are, whatever the filter finds.
    pub(crate) fn all(&self) -> usize {
        self.cells.len()
    }
}

impl Listing for Sheet {
    fn title(&self, lang: Lang) -> &'static str {
        self.kind.title(lang)
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        self.kind.heads(lang)
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        self.cells.get(self.table.rows.get(row)?.cells).cloned()
    }

    fn key(&self, row: usize) -> Option<String> {
        Some(self.table.rows.get(row)?.subject.to_string())
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }
}

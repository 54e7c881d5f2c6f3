//! The tables of the bulletin view: who has not reported, and what the editor should ask about.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::domain::{EntryId, Period};
use crate::report::{Body, Cell, Flaw, Head, Row as Reported, Summary};
use crate::text::Lang;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::table::{Line, Table};

/// What the bulletin view shows of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BulletinTab {
    /// The bulletin as it stands.
    #[default]
    Text,
    /// Who has not reported on what.
    Missing,
    /// What the editor should ask about.
    Findings,
}

impl BulletinTab {
    /// All, in the order of their tabs.
    pub const ALL: [BulletinTab; 3] = [BulletinTab::Text, BulletinTab::Missing, BulletinTab::Findings];

    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            BulletinTab::Text => lang.pick("通报", "Bulletin"),
            BulletinTab::Missing => lang.pick("未反馈", "Not reported"),
            BulletinTab::Findings => lang.pick("编辑提示", "Notes for the editor"),
        }
    }

    /// What its number counts, where that is not entries: a report that is missing counts for each body that owes it.
    pub(crate) fn counted(self, lang: Lang) -> &'static str {
        if self == BulletinTab::Missing { lang.pick(" 项次", " owed") } else { "" }
    }
}

/// A body that owes reports, or a note for the editor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// What it is called for good.
    key: String,
    cells: Vec<Cell>,
    /// The name of the body that it is about.
    pub(crate) body: String,
    /// The entry that it is about.
    entry: Option<EntryId>,
    /// The entries that stand below it when it is unfolded, with their titles.
    pub(crate) parts: Vec<(EntryId, String)>,
}

/// A row: an item, or the nth of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    Item(usize),
    Part(usize, usize),
}

impl Line for Row {}

/// A table of the bulletin view.
#[derive(Debug)]
pub(crate) struct Leaf {
    tab: BulletinTab,
    all: Vec<Item>,
    pub(crate) table: Table<Row>,
    pub(crate) arrangement: Arrangement,
    /// On which period.
    period: Option<Period>,
    lang: Lang,
}

impl Leaf {
    pub(crate) fn new(tab: BulletinTab) -> Leaf {
        let (table, arrangement) = (Table::default(), Arrangement::default());
        Leaf { tab, all: Vec::new(), table, arrangement, period: None, lang: Lang::default() }
    }

    /// Takes other items; the cursor stays on the same one.
    pub(crate) fn take(&mut self, all: Vec<Item>, period: Period, lang: Lang) {
        let key = self.current().map(|(item, _)| item.key.clone());
        (self.all, self.period, self.lang) = (all, Some(period), lang);
        self.arrange();
        if let Some(key) = key {
            let all = &self.all;
            self.table.go_to(|row| matches!(row, Row::Item(i) if all[*i].key == key));
        }
    }

    pub(crate) fn arrange(&mut self) {
        let cells: Vec<Vec<Cell>> = self.all.iter().map(|item| item.cells.clone()).collect();
        let mut rows = Vec::new();
        for place in self.arrangement.arrange(&self.heads(self.lang), &cells, self.lang) {
            rows.push(Row::Item(place));
            if self.arrangement.turned.contains(&self.all[place].key) {
                rows.extend((0..self.all[place].parts.len()).map(|nth| Row::Part(place, nth)));
            }
        }
        self.table.renew(rows, |old, new| old == new);
    }

    /// The item under the cursor, and which of its parts.
    pub(crate) fn current(&self) -> Option<(&Item, Option<usize>)> {
        match self.table.current()? {
            Row::Item(at) => self.all.get(*at).map(|item| (item, None)),
            Row::Part(at, nth) => self.all.get(*at).map(|item| (item, Some(*nth))),
        }
    }

    /// The entry under the cursor.
    pub(crate) fn entry(&self) -> Option<&EntryId> {
        let (item, nth) = self.current()?;
        match nth {
            Some(nth) => item.parts.get(nth).map(|(id, _)| id),
            None => item.entry.as_ref(),
        }
    }

    pub(crate) fn close(&mut self) -> bool {
        let closed = self.arrangement.close();
        self.arrange();
        closed
    }

    /// How many entries it is about.
    pub(crate) fn count(&self) -> usize {
        self.all.iter().map(|item| item.parts.len().max(1)).sum()
    }

    /// The bodies of the marked rows, else of the one under the cursor, each once.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let marked = self.all.iter().filter(|item| self.arrangement.marks.contains(&item.key));
        let mut bodies: Vec<String> = marked.map(|item| item.body.clone()).collect();
        if bodies.is_empty() {
            bodies.extend(self.current().map(|(item, _)| item.body.clone()));
        }
        let mut seen = HashSet::new();
        bodies.retain(|body| seen.insert(body.clone()));
        bodies
    }

    pub(crate) fn item(&self, at: usize) -> Option<&Item> {
        self.all.get(at)
    }

    /// What is said where it has no row.
    pub(crate) fn nothing(&self, lang: Lang) -> &'static str {
        match self.tab {
            _ if !self.all.is_empty() => lang.pick("没有符合的行。Esc 清除筛选。", "Nothing matches. Esc clears the filter."),
            BulletinTab::Missing => lang.pick("本期都已反馈。", "Everybody has reported."),
            _ => lang.pick("没有要核实的。", "Nothing to ask."),
        }
    }

    /// The column that takes the room which the others leave.
    pub(crate) fn widest(&self) -> usize {
        if self.tab == BulletinTab::Missing { 5 } else { 2 }
    }
}

impl Listing for Leaf {
    fn title(&self, lang: Lang) -> &'static str {
        self.tab.label(lang)
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        match self.tab {
            BulletinTab::Missing => vec![
                head("单位", "Body", 30),
                Head::sum(lang.pick("未报", "owes")),
                Head::new(lang.pick("应报", "of"), 6),
                Head::new(lang.pick("未报率", "owes %"), 7),
                head("最近反馈", "reported", 10),
                head("事项", "Entries", 60),
            ],
            _ => vec![head("提示", "Note", 34), head("牵头单位", "Lead", 20), head("事项", "Title", 50), head("编号", "id", 24)],
        }
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        match self.table.rows.get(row)? {
            Row::Item(at) => self.all.get(*at).map(|item| item.cells.clone()),
            Row::Part(..) => None,
        }
    }

    fn key(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Item(at) => self.all.get(*at).map(|item| item.key.clone()),
            Row::Part(..) => None,
        }
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    fn about(&self, lang: Lang) -> Option<String> {
        self.period.map(|period| period.label(lang))
    }

    /// An item heads its parts, which are hidden until they are asked for.
    fn heading(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Item(at) => self.all.get(*at).filter(|item| !item.parts.is_empty()).map(|item| item.key.clone()),
            Row::Part(..) => None,
        }
    }
}

/// A row for each body that owes reports.
pub(super) fn owing(summary: &Summary, lang: Lang) -> Vec<Item> {
    let item = |(body, places): (&Body, Vec<usize>)| {
        let parts: Vec<(EntryId, String)> = places.iter().map(|at| summary.row(*at)).map(|r| (r.id.clone(), r.title.to_string())).collect();
        let titles: Vec<&str> = parts.iter().map(|(_, title)| title.as_str()).collect();
        let share = u8::try_from(parts.len() * 100 / body.owes.max(parts.len())).ok();
        let cells = vec![
            Cell::text(&body.name),
            Cell::count(parts.len()),
            Cell::count(body.owes.max(parts.len())),
            Cell::percent(share),
            Cell::day(body.last_report),
            Cell::text(&titles.join(lang.pick("、", ", "))),
        ];
        Item { key: body.name.clone(), cells, body: body.name.clone(), entry: None, parts }
    };
    // Who owes most stands first; last what nobody leads, for which nobody can be asked.
    let mut missing: Vec<(&Body, Vec<usize>)> = summary.missing().collect();
    missing.sort_by_key(|(body, places)| (body.id.is_none(), Reverse(places.len())));
    missing.into_iter().map(item).collect()
}

/// A row for each note.
pub(super) fn notes(summary: &Summary, flaws: &[Flaw], lang: Lang) -> Vec<Item> {
    let rows: HashMap<&EntryId, &Reported> = summary.rows.iter().map(|r| (&r.id, r)).collect();
    let item = |flaw: &Flaw| {
        let (entry, text) = (flaw.about().map(|about| about.id.clone()), flaw.text(lang));
        let row = entry.as_ref().and_then(|id| rows.get(id));
        let body = row.map(|r| r.lead_name.to_string()).unwrap_or_default();
        let title = flaw.about().map(|about| about.title.to_string()).unwrap_or_default();
        let id = entry.as_ref().map_or("", |id| id.as_str());
        let cells = vec![Cell::text(&text), Cell::text(&body), Cell::text(&title), Cell::text(id)];
        Item { key: format!("{} {id} {text}", flaw.word()), cells, body, entry, parts: Vec::new() }
    };
    flaws.iter().map(item).collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bulletin {
    Earlier,
    Later,
    Of(Period),
    NextTab,
    Tab(BulletinTab),
    Export,
    /// By the format's word.
    ExportAs(&'static str),
    /// What is shown, in the format of last time: in the text of the bulletin that, else the table of the view.
    Again,
    /// What is shown, on paper.
    Print,
    CallOff,
}

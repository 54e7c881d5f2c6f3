pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_parts;

use chrono::NaiveDate;

use crate::domain::{EntryId, Tally};
use crate::profile::KeptTable;
use crate::query::{Book, PoolBy, PoolPart, Project, pool_parts, pool_tally, projects};
use crate::report::{Cell, Head, ProjectColumn};
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::ch;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::{Chosen, Tab};
use crate::tui::table::{Line, Pane, Table};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Funnel {
    /// Done against planned by county, by sector, by year.
    By,
    /// The funnel and the bars, or more of the list.
    Hide,
    /// What is divided by what in the rates.
    Why,
}

own! {
    Pool Funnel:
    "pool-by", [ch('g')], Nothing, By, "分组" / "by", "计划和完成按县、按领域、按年度" / "planned and done by county, by sector, by year";
    "pool-why", [ch('w')], Nothing, Why, "为何" / "why", "各率怎样算：分子、分母、公式" / "how the rates are reckoned: what is divided by what";
    "pool-hide", [ch('i')], Nothing, Hide, "" / "", "收起或显示漏斗和分组" / "hide or show the funnel and the bars";
}

/// How it is kept that funnel and bars are hidden.
const HIDDEN: &str = "hidden";

/// A project of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place among the projects.
    index: usize,
    id: EntryId,
}

impl Line for Row {}

/// The state of the view of the project pool.
#[derive(Debug, Default)]
pub struct Pool {
    pub arrangement: Arrangement,
    pub(crate) table: Table<Row>,
    projects: Vec<Project>,
    cells: Vec<Vec<Cell>>,
    /// What those come to that the filter finds.
    pub(crate) tally: Tally,
    pub(crate) parts: Vec<PoolPart>,
    pub(crate) by: PoolBy,
    /// Whether only the list is shown.
    pub(crate) hides: bool,
    lang: Lang,
    day: NaiveDate,
}

impl Pool {
    /// Makes the rows anew from filter and order, and adds up what is shown.
    fn refresh(&mut self, book: &Book) {
        let places = self.arrangement.arrange(&self.heads(self.lang), &self.cells, self.lang);
        let id = |index: usize| book.ledger().entries().get(self.projects[index].at).map(|e| e.id.clone());
        let rows = places.iter().filter_map(|index| Some(Row { index: *index, id: id(*index)? })).collect();
        let mut shown: Vec<Project> = places.into_iter().map(|index| self.projects[index].clone()).collect();
        shown.sort_by_key(|project| project.at);
        self.tally = pool_tally(&shown);
        self.parts = pool_parts(&book.snapshot(), &shown, self.by, (self.day, self.lang));
        self.table.renew(rows, |old, new| old.id == new.id);
    }

    /// Divides them by the next thing.
    pub(crate) fn turn(&mut self, book: &Book) {
        self.by = PoolBy::ALL[(self.by.rank() + 1) % PoolBy::ALL.len()];
        self.refresh(book);
    }

    /// The project of a row.
    pub(crate) fn project(&self, row: &Row) -> Option<&Project> {
        self.projects.get(row.index)
    }

    fn place(&self, row: &Row) -> Option<usize> {
        self.project(row).map(|project| project.at)
    }
}

impl Tab for Pool {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(&self.table)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(&mut self.table)
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.table.rows.is_empty().then_some(("这里没有项目", "there is no project here"))
    }

    fn entry(&self, _: &Book) -> Option<usize> {
        self.place(self.table.current()?)
    }

    fn chosen(&self) -> Option<Chosen> {
        let is_marked = |row: &&Row| self.arrangement.marks.contains(row.id.as_str());
        let marked = self.table.rows.iter().filter(is_marked).filter_map(|row| self.place(row)).collect();
        Some(Chosen { cursor: self.table.current().and_then(|row| self.place(row)), marked })
    }

    fn listing(&self) -> Option<&dyn Listing> {
        Some(self)
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        Some(&mut self.arrangement)
    }

    fn refit(&mut self, book: &Book) {
        self.refresh(book);
    }

    fn close(&mut self, book: &Book) -> bool {
        let closed = self.arrangement.close();
        if closed {
            self.refresh(book);
        }
        closed
    }

    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        let kept = self.arrangement.kept(&self.heads(Lang::Zh));
        let hidden = if self.hides { HIDDEN } else { "" };
        vec![("pool", KeptTable { shape: format!("{} {hidden}", self.by.word()).trim_end().to_owned(), ..kept })]
    }

    fn set_out(&mut self, name: &str, kept: &KeptTable) {
        if name == "pool" {
            let heads = self.heads(Lang::Zh);
            self.arrangement.set_out(&heads, kept);
            let (by, hidden) = kept.shape.split_once(' ').unwrap_or((&kept.shape, ""));
            self.by = PoolBy::from_word(by).unwrap_or_default();
            self.hides = hidden == HIDDEN;
        }
    }

    /// The cursor stays on its project.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let stock = book.snapshot();
        (self.lang, self.day) = (lang, book.standings().day());
        self.projects = projects(&stock, 0..book.ledger().entries().len(), self.day);
        let cells = |one: &Project| stock.judged(one.at).map(|judged| ProjectColumn::cells(judged, &one.pooled, lang)).unwrap_or_default();
        self.cells = self.projects.iter().map(cells).collect();
        self.refresh(book);
    }
}

impl Listing for Pool {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("项目库", "Project pool")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        ProjectColumn::all_heads(lang)
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        self.cells.get(self.table.rows.get(row)?.index).cloned()
    }

    fn key(&self, row: usize) -> Option<String> {
        self.table.rows.get(row).map(|row| row.id.to_string())
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }
}

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_page;
pub(in crate::tui) mod page;

use std::cell::RefCell;
use std::collections::HashMap;

use self::page::Page;
use crate::domain::{Attribute, DeptId, Duty, Flag, Ledger, Light, Standing, Status, status_term};
use crate::profile::KeptTable;
use crate::query::{Book, Snapshot};
use crate::report::{Cell, Head};
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::ch;
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::Tab;
use crate::tui::table::{Line, Pane, Table};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bodies {
    /// All that the body leads or shares in, in the list.
    List,
}

own! {
    Departments Bodies:
    "list-of-body", [ch('f')], Nothing, List, "全部条目" / "its list", "在清单中看这个单位的全部条目" / "all that this body leads or shares in, in the list";
}

/// A column of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// The body.
    #[default]
    Name,
    /// Entries that it leads.
    Leads,
    /// Entries in which it cooperates.
    Shares,
    /// Led entries that are past their deadline.
    Late,
    /// Led entries with a red light.
    Red,
    /// Entries on which it has not reported for the period: on what it leads, and on its parts.
    Owed,
    /// Led entries of plans that are over and on which nobody ever reported: they are not owed, and named beside.
    Unverified,
    /// The share of the missing in what it owes.
    OwedShare,
    /// The day of the last report on an entry that it leads.
    Last,
    /// Led entries of a status, or without any.
    Status(Option<Status>),
}

impl Count {
    /// All columns from the left.
    pub fn all() -> impl Iterator<Item = Count> {
        let before = [
            Count::Name,
            Count::Leads,
            Count::Shares,
            Count::Late,
            Count::Red,
            Count::Owed,
            Count::OwedShare,
            Count::Last,
            Count::Unverified,
        ];
        before.into_iter().chain(std::iter::once(Count::Status(None))).chain(Status::ALL.map(|s| Count::Status(Some(s))))
    }

    pub(crate) fn head(self, lang: Lang) -> &'static str {
        match self {
            Count::Name => lang.pick("单位", "Body"),
            Count::Leads => lang.pick("牵头", "leads"),
            Count::Shares => lang.pick("配合", "shares"),
            Count::Late => lang.pick("逾期", "late"),
            Count::Red => lang.pick("红灯", "red"),
            Count::Owed => lang.pick("未反馈", "owes"),
            Count::Unverified => Flag::Unverified.label(lang),
            Count::OwedShare => lang.pick("未反馈率", "owes %"),
            Count::Last => lang.pick("最近反馈", "reported"),
            Count::Status(status) => status_term(status).label(lang),
        }
    }

    /// Whether the bodies' numbers add up to all there is where each entry has one lead: of what they share in they never do.
    fn adds_up(self) -> bool {
        !matches!(self, Count::Name | Count::Shares | Count::Owed | Count::OwedShare | Count::Last)
    }

    /// The count of a row, of which a cell opens the list; none for the name and the day.
    pub fn count(self, row: &DepartmentRow) -> Option<usize> {
        Some(match self {
            Count::Name | Count::Last => return None,
            Count::Leads => row.leads,
            Count::Shares => row.cooperates,
            Count::Late => row.late,
            Count::Red => row.red,
            Count::Owed | Count::OwedShare => row.owed,
            Count::Unverified => row.unverified,
            Count::Status(status) => row.by_status[column_of(status)],
        })
    }

    /// What stands in a row under it.
    pub(crate) fn cell(self, row: &DepartmentRow) -> Cell {
        match self {
            Count::Name => Cell::text(&row.name),
            Count::Last => Cell::day(row.last),
            Count::OwedShare => match row.owes {
                0 => Cell::Empty,
                all => Cell::percent(u8::try_from(row.owed * 100 / all).ok()),
            },
            count => count.count(row).map_or(Cell::Empty, Cell::count),
        }
    }

    /// The filter that shows in the list what a cell counts.
    pub(crate) fn filter(self, ledger: &Ledger, dept: Option<&DeptId>, lang: Lang) -> String {
        let (lead, with, dept_field) = (Attribute::Lead.name(lang), Attribute::With.name(lang), Attribute::Dept.name(lang));
        let is = |flag: Flag| format!("{}:{}", Attribute::Is.name(lang), flag.label(lang));
        let led = match dept {
            Some(dept) => format!("{lead}:\"{}\"", ledger.departments.name(dept)),
            None => is(Flag::Unassigned),
        };
        let name = dept.map(|d| ledger.departments.name(d)).unwrap_or_default();
        match self {
            Count::Name | Count::Last if dept.is_some() => format!("{dept_field}:\"{name}\""),
            Count::Name | Count::Last | Count::Leads => led,
            Count::Owed | Count::OwedShare if dept.is_some() => format!("{}:\"{name}\"", Attribute::Awaits.name(lang)),
            Count::Owed | Count::OwedShare => format!("{led} {}", is(Flag::Unreported)),
            Count::Unverified => format!("{led} {}", is(Flag::Unverified)),
            Count::Shares => format!("{with}:\"{name}\""),
            Count::Late => format!("{led} {}", is(Flag::Overdue)),
            Count::Red => format!("{led} {}:{}", Attribute::Light.name(lang), Light::Red.label(lang)),
            Count::Status(status) => {
                format!("{led} {}:{}", Attribute::Status.name(lang), status_term(status).written(lang))
            }
        }
    }
}

fn column_of(status: Option<Status>) -> usize {
    status.map_or(0, |s| 1 + s.rank())
}

/// One department's line in the matrix, by all its duties ([`crate::domain::duties`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentRow {
    /// The body; none for entries that nobody leads.
    pub(crate) dept: Option<DeptId>,
    /// Its name.
    pub name: String,
    /// Its other names, by which it is found too.
    also: String,
    /// Entries that it leads, by status: those without one first, then [`Status::ALL`].
    pub(crate) by_status: [usize; Status::ALL.len() + 1],
    /// Entries that it leads.
    pub leads: usize,
    /// Entries in which it cooperates.
    pub cooperates: usize,
    /// Led entries that are past their deadline and open.
    pub late: usize,
    /// Led entries whose light is red.
    pub(crate) red: usize,
    /// Entries on which it owes a report for the period, made or not.
    pub owes: usize,
    /// Those on which it is missing.
    pub owed: usize,
    /// Led entries that wait to be verified.
    pub(crate) unverified: usize,
    /// The day of the last report on an entry that it leads.
    pub(crate) last: Option<chrono::NaiveDate>,
}

impl Line for DepartmentRow {}

/// The state of the department view.
#[derive(Debug, Default)]
pub struct Matrix {
    /// One row a body that the filter finds: by level and register order, those that nobody leads first, or by a column.
    pub table: Table<DepartmentRow>,
    /// All bodies.
    all: Vec<DepartmentRow>,
    lang: Lang,
    pub arrangement: Arrangement,
    /// The column under the cursor.
    pub column: Count,
    /// The page of one body, when it is open.
    pub page: Option<Page>,
    /// Whether some entry counts for several bodies that lead it.
    overlaps: bool,
    /// What the body under the cursor has to do with, for the pane beside the table. Only drawing writes it.
    beside: RefCell<Option<Beside>>,
}

/// What a body has to do with: under which heading of its page, at which place of the ledger.
#[derive(Debug)]
struct Beside {
    dept: Option<DeptId>,
    all: Vec<(usize, usize)>,
}

impl Matrix {
    /// Moves the cursor to the next column; false at the end.
    pub(crate) fn turn(&mut self, right: bool) -> bool {
        let all: Vec<Count> = Count::all().collect();
        let at = all.iter().position(|c| *c == self.column).unwrap_or(0);
        let to = if right { at + 1 } else { at.wrapping_sub(1) };
        let found = all.get(to).copied();
        self.column = found.unwrap_or(self.column);
        found.is_some()
    }

    /// Puts the rows in their order; the cursor stays on its body.
    fn arrange(&mut self) {
        // Its other names are looked through as its name is; no column shows them.
        let cells: Vec<Vec<Cell>> = self.all.iter().map(|row| cells(row).into_iter().chain([Cell::text(&row.also)]).collect()).collect();
        let rows = self.arrangement.arrange(&self.heads(self.lang), &cells, self.lang).into_iter().map(|i| self.all[i].clone()).collect();
        self.table.renew(rows, |old, new| old.dept == new.dept);
    }

    /// What the body under the cursor has to do with, of one heading of its page: gathered once for each body.
    pub(crate) fn beside(&self, section: usize, stock: &Snapshot<'_>) -> Vec<usize> {
        let Some(row) = self.table.current() else { return Vec::new() };
        let mut kept = self.beside.borrow_mut();
        if kept.as_ref().is_none_or(|kept| kept.dept != row.dept) {
            *kept = Some(Beside { dept: row.dept.clone(), all: page::gathered(row.dept.as_ref(), stock) });
        }
        kept.iter().flat_map(|kept| &kept.all).filter(|(of, _)| *of == section).map(|(_, place)| *place).collect()
    }

    /// The body of the page, else of the row under the cursor; none where that is what nobody leads.
    pub(crate) fn body(&self) -> Option<&DeptId> {
        match &self.page {
            Some(page) => page.dept.as_ref(),
            None => self.table.current()?.dept.as_ref(),
        }
    }

    pub(crate) fn open(&mut self, stock: &Snapshot<'_>) {
        if let Some(row) = self.table.current() {
            self.page = Some(Page::new((row.dept.clone(), &row.name), stock, self.lang));
        }
    }
}

impl Tab for Matrix {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(self.page.as_ref().map_or(&self.table as &dyn Pane, |page| &page.table))
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(match &mut self.page {
            Some(page) => &mut page.table,
            None => &mut self.table,
        })
    }

    fn listing(&self) -> Option<&dyn Listing> {
        Some(self.page.as_ref().map_or(self as &dyn Listing, |page| page))
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        Some(self.page.as_mut().map_or(&mut self.arrangement, |page| &mut page.arrangement))
    }

    fn refit(&mut self, _: &Book) {
        match &mut self.page {
            Some(page) => page.arrange(),
            None => self.arrange(),
        }
    }

    fn entry(&self, _: &Book) -> Option<usize> {
        self.page.as_ref().and_then(Page::current)
    }

    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        let kept = self.arrangement.kept(&self.heads(Lang::Zh));
        vec![("departments", kept)]
    }

    fn set_out(&mut self, name: &str, kept: &KeptTable) {
        if name == "departments" {
            let heads = self.heads(Lang::Zh);
            self.arrangement.set_out(&heads, kept);
        }
    }

    fn has_page(&self) -> bool {
        self.page.is_some()
    }

    fn close(&mut self, _: &Book) -> bool {
        if let Some(page) = &mut self.page {
            if page.arrangement.close() {
                page.arrange();
            } else {
                self.page = None;
            }
            return true;
        }
        let closed = self.arrangement.close();
        self.arrange();
        closed
    }

    /// The cursor stays on its body.
    fn prepare(&mut self, book: &Book, lang: Lang) {
        let stock = book.snapshot();
        (self.all, self.lang) = (count(&stock, lang), lang);
        self.overlaps = (0..stock.ledger.entries().len()).any(|at| stock.index.leaders(at).len() > 1);
        *self.beside.borrow_mut() = None;
        self.arrange();
        if let Some(page) = &mut self.page {
            page.renew(&book.snapshot(), lang);
        }
    }
}

fn cells(row: &DepartmentRow) -> Vec<Cell> {
    Count::all().map(|c| c.cell(row)).collect()
}

impl Listing for Matrix {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("部门", "Departments")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        let head = |c: Count| match c {
            Count::Name => Head::new(c.head(lang), 40),
            _ if !self.overlaps && c.adds_up() => Head::sum(c.head(lang)),
            _ => Head::new(c.head(lang), 12),
        };
        Count::all().map(head).collect()
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        self.table.rows.get(row).map(cells)
    }

    fn key(&self, row: usize) -> Option<String> {
        self.table.rows.get(row)?.dept.as_ref().map(|d| d.as_str().to_owned())
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    fn column(&self) -> Option<usize> {
        Count::all().position(|c| c == self.column)
    }

    fn unsummed(&self, lang: Lang) -> &'static str {
        match self.overlaps {
            true => lang.pick("不合计：集体牵头的计入每个成员", "no totals: what a group leads counts for each member"),
            false => "",
        }
    }
}

fn count(stock: &Snapshot<'_>, lang: Lang) -> Vec<DepartmentRow> {
    let Snapshot { ledger, standings, index } = *stock;
    let mut tally = Tally::new(stock, lang);
    for (i, standing) in standings.all().iter().enumerate() {
        if !index.is_led(i) {
            tally.rows[NOBODY].lead(standing);
            tally.rows[NOBODY].owes += usize::from(standing.verdict.is_asked(&standing.state));
            tally.rows[NOBODY].owed += usize::from(standing.verdict.unreported);
        }
        index.duties(i).for_each(|(body, duty)| tally.add(body, duty, (i, standing)));
    }
    let mut rows = tally.rows;
    for (row, owed) in rows[NOBODY + 1..].iter_mut().zip(stock.owed()) {
        (row.owes, row.owed) = (owed.all, owed.missing);
    }
    let place: HashMap<&DeptId, usize> = ledger.departments.iter().enumerate().map(|(i, d)| (&d.id, i)).collect();
    rows.retain(|r| r.leads + r.cooperates > 0);
    rows.sort_by_cached_key(|r| {
        let dept = r.dept.as_ref();
        let level = dept.and_then(|d| ledger.departments.get(d)).map(|d| d.level);
        (dept.is_some(), level, dept.and_then(|d| place.get(d).copied()), r.name.clone())
    });
    rows
}

/// The row of entries that nobody leads.
const NOBODY: usize = 0;

/// Rows that are being counted: that of nobody, then one for each body of the index, by its number.
struct Tally {
    rows: Vec<DepartmentRow>,
    /// The last entry in which a row was seen to share.
    seen: Vec<usize>,
}

impl Tally {
    fn new(stock: &Snapshot<'_>, lang: Lang) -> Tally {
        let blank = |dept: Option<DeptId>, name: String| DepartmentRow { dept, name, ..DepartmentRow::default() };
        let body = |id: DeptId| {
            let register = &stock.ledger.departments;
            let name = register.name(&id).to_owned();
            let also = register.get(&id).map(|d| d.names().collect::<Vec<_>>().join("\n")).unwrap_or_default();
            DepartmentRow { also, ..blank(Some(id), name) }
        };
        let nobody = blank(None, lang.pick("（未明确牵头）", "(nobody leads)").to_owned());
        let rows: Vec<_> = std::iter::once(nobody).chain(stock.index.bodies.iter().map(DeptId::from).map(body)).collect();
        Tally { seen: vec![usize::MAX; rows.len()], rows }
    }

    fn add(&mut self, body: u32, duty: Duty<()>, (entry, standing): (usize, &Standing)) {
        let row = body as usize + 1;
        if duty == Duty::Leads {
            self.rows[row].lead(standing);
        } else if std::mem::replace(&mut self.seen[row], entry) != entry {
            // A body that shares in an entry in two ways shares in it once.
            self.rows[row].cooperates += 1;
        }
    }
}

impl DepartmentRow {
    fn lead(&mut self, standing: &Standing) {
        self.leads += 1;
        self.by_status[column_of(standing.state.status.value)] += 1;
        self.late += usize::from(standing.verdict.overdue);
        self.red += usize::from(standing.verdict.light == Light::Red);
        self.unverified += usize::from(standing.verdict.is_unverified());
        self.last = self.last.max(standing.state.last_report);
    }
}

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_page;
pub(in crate::tui) mod page;

use std::cell::RefCell;

use self::page::Page;
use crate::domain::{Attribute, DeptId, Flag, Ledger, Light, Workload, status_term};
use crate::profile::KeptTable;
use crate::query::{Book, Snapshot, workloads};
pub use crate::report::Count;
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
    /// The least of the column under the cursor first, or the most.
    Up,
    Down,
}

own! {
    Departments Bodies:
    "bodies-up", [ch('[')], Table, Up, "" / "", "按这一列升序" / "sort by this column, upwards";
    "bodies-down", [ch(']')], Table, Down, "" / "", "按这一列降序" / "sort by this column, downwards";
    "list-of-body", [ch('f')], Nothing, List, "全部条目" / "its list", "在清单中看这个单位的全部条目" / "all that this body leads or shares in, in the list";
}

impl Count {
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

impl Line for Workload {}

/// The state of the department view.
#[derive(Debug, Default)]
pub struct Matrix {
    /// One row a body that the filter finds: by level and register order, those that nobody leads first, or by a column.
    pub table: Table<Workload>,
    /// All bodies.
    all: Vec<Workload>,
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
    /// The bodies that such words find.
    pub(crate) fn narrow(&mut self, words: &str) {
        (self.page, self.arrangement.filter.typing) = (None, false);
        self.arrangement.filter.input.set(words);
        self.arrange();
    }

    /// How many they find.
    pub(crate) fn count(words: &str, book: &Book, lang: Lang) -> usize {
        let mut view = Matrix::default();
        view.arrangement.filter.input.set(words);
        view.prepare(book, lang);
        view.table.rows.len()
    }

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
        let cells: Vec<Vec<Cell>> =
            self.all.iter().map(|row| Count::cells(row).into_iter().chain([Cell::text(&row.also)]).collect()).collect();
        let places = self.arrangement.arrange(&self.heads(self.lang), &cells, self.lang);
        let mut rows: Vec<Workload> = places.into_iter().map(|i| self.all[i].clone()).collect();
        if self.arrangement.order.is_some() {
            // Who is worst is asked of bodies: what nobody leads stands last.
            rows.sort_by_key(|row| row.dept.is_none());
        }
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
        (self.all, self.lang) = (workloads(&stock, None, lang), lang);
        self.overlaps = stock.is_led_together();
        *self.beside.borrow_mut() = None;
        let opens = self.table.rows.is_empty();
        self.arrange();
        if opens {
            // This is a view of bodies: what nobody leads stands above them.
            self.table.go_to(|row| row.dept.is_some());
        }
        if let Some(page) = &mut self.page {
            page.renew(&book.snapshot(), lang);
        }
    }
}

impl Listing for Matrix {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("部门", "Departments")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        Count::heads(self.overlaps, lang)
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        self.table.rows.get(row).map(Count::cells)
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
        Count::unsummed(self.overlaps, lang)
    }
}

pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;

use crossterm::event::KeyCode;

use crate::domain::{Dispute, Ledger, Subject, Value};
use crate::query::Book;
use crate::report::{Cell, Head};
use crate::text::Lang;
use crate::tui::command::own;
use crate::tui::key::{ch, key};
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::Tab;
use crate::tui::table::{Line, Pane, Table};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    /// For the value under the cursor.
    Here,
    Choose,
    For(Ruling),
}

own! {
    Contested Rule:
    "rule", [ch('R'), key(KeyCode::Enter)], Row, Here, "采用" / "rule", "裁定：采用光标所在的值" / "rule for the value under the cursor";
    "rule-menu", [ch('r')], Row, Choose, "按号选" / "by number", "裁定：按号选一个值" / "rule: choose the value by its number";
}

/// A row of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// What is contested, by its place among the disputes.
    Contest(usize),
    /// The same, with its rivals folded away.
    Folded(usize),
    /// One of the rivals: of which dispute, and which, from 0.
    Claim(usize, usize),
}

impl Row {
    pub(crate) fn dispute(self) -> usize {
        match self {
            Row::Contest(at) | Row::Folded(at) | Row::Claim(at, _) => at,
        }
    }
}

impl Line for Row {
    fn is_heading(&self) -> bool {
        matches!(self, Row::Contest(_))
    }
}

/// The state of the view of contested values.
#[derive(Debug, Default)]
pub struct Contested {
    /// What waits for a ruling: first what is about no entry, then by entry in the ledger's order.
    pub(crate) disputes: Vec<Dispute>,
    pub(crate) table: Table<Row>,
    pub(crate) arrangement: Arrangement,
    /// What the rivals of each dispute show.
    claims: Vec<Vec<Vec<Cell>>>,
    lang: Lang,
}

impl Contested {
    /// Puts the cursor on the first rival about a subject, if there is any.
    pub(crate) fn go_to(&mut self, subject: &Subject) {
        let disputes = &self.disputes;
        self.table.go_to(|r| !r.is_heading() && disputes[r.dispute()].subject == *subject);
    }

    /// Disputes of which a rival fits the filter, in the order of their first rivals.
    fn arrange(&mut self) {
        let wanted = self.arrangement.conditions(&self.heads(self.lang));
        let fits = |at: &usize| wanted.hold(&self.claims[*at].iter().map(Vec::as_slice).collect::<Vec<_>>(), &[], self.lang);
        let mut places: Vec<usize> = (0..self.claims.len()).filter(fits).collect();
        let first: Vec<Vec<Cell>> = self.claims.iter().map(|claims| claims.first().cloned().unwrap_or_default()).collect();
        self.arrangement.sort(&mut places, &first);
        self.table.rows = places.into_iter().flat_map(|at| self.rows_of(at)).collect();
        self.table.step(0);
    }

    fn rows_of(&self, at: usize) -> Vec<Row> {
        if self.arrangement.turned.contains(&self.name(at)) {
            return vec![Row::Folded(at)];
        }
        let claims = (0..self.disputes[at].rivals.len()).map(|nth| Row::Claim(at, nth));
        std::iter::once(Row::Contest(at)).chain(claims).collect()
    }

    /// What a dispute is called for good.
    fn name(&self, at: usize) -> String {
        self.disputes.get(at).map(|d| format!("{}/{}", d.subject, d.shown.label(Lang::En))).unwrap_or_default()
    }

    /// The dispute under the cursor, and which of its rivals.
    pub(crate) fn current(&self) -> Option<(&Dispute, usize)> {
        let row = self.table.current()?;
        let nth = if let Row::Claim(_, nth) = row { *nth } else { 0 };
        self.disputes.get(row.dispute()).map(|d| (d, nth))
    }
}

impl Tab for Contested {
    fn pane(&self) -> Option<&dyn Pane> {
        Some(&self.table)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        Some(&mut self.table)
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        self.table.rows.is_empty().then_some(("没有要裁定的值", "nothing waits for a ruling"))
    }

    /// For an indicator's, the one that it measures.
    fn entry(&self, book: &Book) -> Option<usize> {
        let ledger = book.ledger();
        match &self.current()?.0.subject {
            Subject::Entry(id) => ledger.index_of(id),
            Subject::Indicator(id) => ledger.index_of(ledger.indicators.by_id(id)?.entry.as_ref()?),
            _ => None,
        }
    }

    fn listing(&self) -> Option<&dyn Listing> {
        Some(self)
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        Some(&mut self.arrangement)
    }

    fn refit(&mut self, _: &Book) {
        self.arrange();
    }

    fn close(&mut self, _: &Book) -> bool {
        let closed = self.arrangement.close();
        self.arrange();
        closed
    }

    fn prepare(&mut self, book: &Book, lang: Lang) {
        self.disputes = book.disputes().iter().cloned().collect();
        self.lang = lang;
        let cells = |d: &Dispute| (0..d.rivals.len()).map(|nth| claim(book.ledger(), d, nth, lang)).collect();
        self.claims = self.disputes.iter().map(cells).collect();
        self.arrange();
    }
}

/// The plan and the thing that a dispute is about.
pub(super) fn about(ledger: &Ledger, subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Ledger => subject.label(lang).to_owned(),
        Subject::Entry(id) => {
            let title = ledger.get(id).map(|e| e.title.as_str()).unwrap_or_default();
            format!("{} {}  {title}", ledger.plan_name(id.plan()), id.place())
        }
        Subject::Indicator(id) => match ledger.indicators.by_id(id) {
            Some(i) => format!("{} {}  {} {}", lang.pick("指标", "indicator"), ledger.plan_name(&i.plan), i.scope, i.name),
            None => id.to_string(),
        },
        other => format!("{} {}", other.label(lang), ledger.name_of_subject(other).map_or_else(|| other.to_string(), str::to_owned)),
    }
}

/// What a rival shows: what it is about, of what, the value, whether it is in use, who set it and when.
fn claim(ledger: &Ledger, dispute: &Dispute, nth: usize, lang: Lang) -> Vec<Cell> {
    let rival = &dispute.rivals[nth];
    let update = dispute.update(ledger, rival);
    let in_use = if rival.value == dispute.shown { lang.pick("现用", "in use") } else { "" };
    vec![
        Cell::text(&about(ledger, &dispute.subject, lang)),
        Cell::text(dispute.shown.label(lang)),
        Cell::text(&rival.value.in_words(ledger, lang)),
        Cell::text(in_use),
        Cell::text(&update.map(|u| u.by.label(ledger)).unwrap_or_default()),
        Cell::day(update.map(|u| u.at.date_naive())),
    ]
}

impl Listing for Contested {
    fn title(&self, lang: Lang) -> &'static str {
        lang.pick("待裁定", "Contested")
    }

    fn heads(&self, lang: Lang) -> Vec<Head> {
        let head = |zh, en, most| Head::new(lang.pick(zh, en), most);
        vec![
            head("事项", "About", 50),
            head("争议项", "What", 12),
            head("值", "Value", 30),
            head("现用", "In use", 8),
            head("何人", "By", 24),
            head("何时", "On", 11),
        ]
    }

    fn len(&self) -> usize {
        self.table.rows.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Cell>> {
        match self.table.rows.get(row)? {
            Row::Contest(_) | Row::Folded(_) => None,
            Row::Claim(at, nth) => self.claims.get(*at)?.get(*nth).cloned(),
        }
    }

    /// Marks are for copies and files: a ruling is made for one at a time.
    fn key(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Contest(_) | Row::Folded(_) => None,
            Row::Claim(at, nth) => Some(format!("{}#{nth}", self.name(*at))),
        }
    }

    fn heading(&self, row: usize) -> Option<String> {
        match self.table.rows.get(row)? {
            Row::Contest(at) | Row::Folded(at) => Some(self.name(*at)),
            Row::Claim(..) => None,
        }
    }

    fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }
}

/// A value chosen for what is contested.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruling {
    pub(crate) subject: Subject,
    pub(crate) value: Value,
}

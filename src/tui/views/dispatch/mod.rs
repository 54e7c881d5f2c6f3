pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
mod draw_leaf;
pub(in crate::tui) mod layout_cache;
pub(in crate::tui) mod leaf;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
use std::any::Any;
use std::collections::VecDeque;
use std::path::PathBuf;

use crate::domain::{Ledger, Period};
use crate::profile::KeptTable;
use crate::progress::{Progress, Snapshot, Step};
use crate::query::Book;
use crate::report::{self, Audience, Document, Flaw, RenderError, Shown, Summary, Template, bulletin_with};
use crate::text::{Lang, Say};
use crate::tui::command::own;
use crate::tui::key::{ch, key};
use crate::tui::listing::{Arrangement, Listing};
use crate::tui::tab::{Seen, Tab};
use crate::tui::table::Pane;
use leaf::{Item, Leaf};

pub(crate) use leaf::Bulletin;
pub use leaf::BulletinTab;

own! {
    Dispatch Bulletin:
    "earlier-period", [ch('['), key(KeyCode::Left)], Nothing, Earlier, "上期" / "earlier", "上一期间" / "the period before";
    "later-period", [ch(']'), key(KeyCode::Right)], Nothing, Later, "下期" / "later", "下一期间" / "the period after";
    "next-leaf", [key(KeyCode::Tab)], Nothing, NextTab, "切换" / "next tab", "切换：通报、未反馈、编辑提示" / "next tab: the bulletin, who has not reported, notes for the editor";
    "export", [ch('x'), key(KeyCode::F(7))], Nothing, Export, "导出" / "export", "导出通报：选择格式（docx、xlsx、html、md、csv、json）" / "export the bulletin: choose docx, xlsx, html, md, csv or json";
}

/// What the bulletin view shows of a period.
#[derive(Debug)]
pub(crate) struct Pages {
    /// Which draft it is: no two in a session have the same.
    pub(crate) number: u64,
    /// The bulletin as it stands.
    pub(crate) document: Document,
    /// Bodies that owe reports.
    owing: Vec<Item>,
    /// What the editor should look at; who owes reports is in `owing`.
    notes: Vec<Item>,
    lang: Lang,
    /// Why the office's template could not be read; the built-in one shows instead.
    pub(crate) warning: Option<String>,
}

#[cfg(test)]
impl Pages {
    /// A document alone.
    pub(crate) fn of(number: u64, document: Document) -> Pages {
        Pages { number, document, owing: Vec::new(), notes: Vec::new(), lang: Lang::Zh, warning: None }
    }
}

/// By what its tables are kept.
const OWING: &str = "unreported";
const NOTES: &str = "notes";

/// The state of the bulletin view.
#[derive(Debug)]
pub struct Dispatch {
    /// On which period.
    pub period: Period,
    pub(crate) tab: BulletinTab,
    /// The day on which it is put together.
    pub(crate) today: NaiveDate,
    /// What is shown; none while it is put together.
    pub(crate) pages: Option<Pages>,
    /// How far it is scrolled, in lines.
    pub(crate) scroll: usize,
    /// Who has not reported.
    pub(crate) owing: Leaf,
    /// What the editor should ask about.
    pub(crate) notes: Leaf,
    /// Which draft would show what holds now.
    wanted: u64,
    /// How far the draft is that is being put together.
    drafting: Option<Progress>,
    /// What no longer holds.
    stale: Vec<Pages>,
    /// Keys for the rows of a table that is still put together.
    held: VecDeque<KeyEvent>,
}

impl Dispatch {
    /// The quarter of a day, until the ledger says which period is collected.
    pub(crate) fn new(today: NaiveDate) -> Dispatch {
        let (period, tab) = (Period::quarter_of(today), BulletinTab::default());
        let (owing, notes) = (Leaf::new(BulletinTab::Missing), Leaf::new(BulletinTab::Findings));
        Dispatch {
            period,
            today,
            tab,
            pages: None,
            scroll: 0,
            owing,
            notes,
            wanted: 0,
            drafting: None,
            stale: Vec::new(),
            held: VecDeque::new(),
        }
    }

    pub(crate) fn take_stale(&mut self) -> impl Iterator<Item = Box<dyn Any + Send>> {
        self.stale.drain(..).map(|pages| Box::new(pages) as Box<dyn Any + Send>)
    }

    /// How far the draft is; none while nothing is put together.
    pub(crate) fn drafting(&self) -> Option<Snapshot> {
        self.drafting.as_ref().map(Progress::snapshot)
    }

    /// Whether its tab is a table whose rows are still to come.
    pub(crate) fn awaits_rows(&self) -> bool {
        self.pages.is_none() && self.tab != BulletinTab::Text
    }

    /// Keeps a key until the rows are there on which it acts.
    pub(crate) fn hold(&mut self, event: KeyEvent) {
        self.held.push_back(event);
    }

    /// The key that was kept first, once the rows are there.
    pub(crate) fn release(&mut self) -> Option<KeyEvent> {
        if self.pages.is_some() { self.held.pop_front() } else { None }
    }

    /// Whoever goes elsewhere has no use for what he typed here.
    pub(crate) fn drop_held(&mut self) {
        self.held.clear();
    }

    pub(crate) fn go(&mut self, period: Period) {
        self.period = period;
        self.scroll = 0;
        self.forget();
    }

    /// What must be put together now; one draft at a time, so that a person who leafs through the periods does not make
    /// the machine busy with all of them.
    pub(crate) fn draft(&mut self, ledger: &Ledger, lang: Lang) -> Option<Draft> {
        if self.pages.is_some() || self.drafting.is_some() {
            return None;
        }
        let progress = self.drafting.insert(Progress::default()).clone();
        let (period, today) = (self.period, self.today);
        Some(Draft { number: self.wanted, period, today, ledger: Box::new(ledger.clone()), lang, progress })
    }

    /// A draft is ready; one that no longer holds is dropped.
    pub(crate) fn take(&mut self, drafted: Drafted) {
        self.drafting = None;
        if drafted.number == self.wanted {
            self.pages = drafted.pages;
            if let Some(pages) = &mut self.pages {
                self.owing.take(std::mem::take(&mut pages.owing), self.period, pages.lang);
                self.notes.take(std::mem::take(&mut pages.notes), self.period, pages.lang);
            }
        } else {
            self.stale.extend(drafted.pages);
        }
    }

    pub(crate) fn turn(&mut self) {
        let at = BulletinTab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or_default();
        self.show(BulletinTab::ALL[(at + 1) % BulletinTab::ALL.len()]);
    }

    pub(crate) fn show(&mut self, tab: BulletinTab) {
        self.tab = tab;
        self.scroll = 0;
    }

    /// The table that is shown; none while it is the text.
    pub(crate) fn leaf(&self) -> Option<&Leaf> {
        self.pages.as_ref()?;
        match self.tab {
            BulletinTab::Text => None,
            BulletinTab::Missing => Some(&self.owing),
            BulletinTab::Findings => Some(&self.notes),
        }
    }

    pub(crate) fn leaf_mut(&mut self) -> Option<&mut Leaf> {
        self.pages.as_ref()?;
        match self.tab {
            BulletinTab::Text => None,
            BulletinTab::Missing => Some(&mut self.owing),
            BulletinTab::Findings => Some(&mut self.notes),
        }
    }

    /// How many lines its tab counts: none for the text, and none before they are known.
    pub(crate) fn count(&self, tab: BulletinTab) -> Option<usize> {
        self.pages.as_ref()?;
        match tab {
            BulletinTab::Text => None,
            BulletinTab::Missing => Some(self.owing.count()),
            BulletinTab::Findings => Some(self.notes.count()),
        }
    }
}

impl Tab for Dispatch {
    fn pane(&self) -> Option<&dyn Pane> {
        self.leaf().map(|leaf| &leaf.table as &dyn Pane)
    }

    fn pane_mut(&mut self) -> Option<&mut dyn Pane> {
        self.leaf_mut().map(|leaf| &mut leaf.table as &mut dyn Pane)
    }

    fn listing(&self) -> Option<&dyn Listing> {
        self.leaf().map(|leaf| leaf as &dyn Listing)
    }

    fn arrangement(&mut self) -> Option<&mut Arrangement> {
        self.leaf_mut().map(|leaf| &mut leaf.arrangement)
    }

    fn refit(&mut self, _: &Book) {
        if let Some(leaf) = self.leaf_mut() {
            leaf.arrange();
        }
    }

    fn kept(&self) -> Vec<(&'static str, KeptTable)> {
        [(OWING, &self.owing), (NOTES, &self.notes)].map(|(name, leaf)| (name, leaf.arrangement.kept(&leaf.heads(Lang::Zh)))).to_vec()
    }

    fn set_out(&mut self, name: &str, kept: &KeptTable) {
        for (own, leaf) in [(OWING, &mut self.owing), (NOTES, &mut self.notes)] {
            if own == name {
                let heads = leaf.heads(Lang::Zh);
                leaf.arrangement.set_out(&heads, kept);
                leaf.arrange();
            }
        }
    }

    fn close(&mut self, _: &Book) -> bool {
        self.leaf_mut().is_some_and(Leaf::close)
    }

    fn entry(&self, book: &Book) -> Option<usize> {
        book.ledger().index_of(self.leaf()?.entry()?)
    }

    fn lack(&self) -> Option<(&'static str, &'static str)> {
        match self.leaf() {
            None => Some(("正文里没有可打开的行；Tab 换到未反馈、编辑提示", "no row opens in the text; Tab goes to the tables")),
            Some(leaf) => leaf.table.rows.is_empty().then_some(("这里没有行", "there is no row here")),
        }
    }

    /// From the end, when that is known and was passed.
    fn move_by(&mut self, rows: isize, seen: &Seen) {
        if let Some(leaf) = self.leaf_mut() {
            return leaf.table.step(rows);
        }
        self.scroll = self.scroll.min(seen.end.unwrap_or(usize::MAX)).saturating_add_signed(rows);
    }

    /// Nor does what is being put together.
    fn forget(&mut self) {
        self.stale.extend(self.pages.take());
        self.wanted += 1;
        if let Some(progress) = &self.drafting {
            progress.call_off();
        }
    }
}

/// A bulletin to be put together for the screen, apart from the thread of the frame.
#[derive(Debug)]
pub struct Draft {
    number: u64,
    period: Period,
    today: NaiveDate,
    ledger: Box<Ledger>,
    pub(crate) lang: Lang,
    progress: Progress,
}

/// A bulletin that was put together; no pages when it was called off.
#[derive(Debug)]
pub struct Drafted {
    number: u64,
    pages: Option<Pages>,
}

impl Draft {
    /// How far it is, and whether it is still wanted.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Puts it together by the office's template, or by the built-in one when that cannot be read.
    pub fn finish(&self, template: Result<Template, String>) -> Drafted {
        Drafted { number: self.number, pages: self.pages(template).ok() }
    }

    fn pages(&self, template: Result<Template, String>) -> Result<Pages, RenderError> {
        let summary = summary(&self.ledger, self.period, self.today, &self.progress)?;
        let owing = leaf::owing(&summary, self.lang);
        let mut flaws = summary.verify();
        flaws.retain(|flaw| !matches!(flaw, Flaw::Missing { .. }));
        let notes = leaf::notes(&summary, &flaws, self.lang);
        let (template, warning) = template.map_or_else(|e| (Template::default(), Some(e)), |t| (t, None));
        let document = bulletin_with(&summary, &template);
        Ok(Pages { number: self.number, document, owing, notes, lang: self.lang, warning })
    }
}

fn summary(ledger: &Ledger, period: Period, today: NaiveDate, progress: &Progress) -> Result<Summary, RenderError> {
    let cutoff = Summary::default_cutoff(period, &ledger.settings, today);
    Summary::build(ledger, period, cutoff, Audience::Ledger, progress)
}

/// What a file is to hold, with what writes it in the format that was chosen.
#[derive(Debug)]
pub(crate) enum Content {
    /// The bulletin of a period, of the ledger as it stood when it was asked for.
    Bulletin { write: report::Bulletin, period: Period, today: NaiveDate, ledger: Box<Ledger> },
    /// A table as it was shown.
    Table { write: report::Listed, shown: Box<Shown> },
}

/// What becomes of a file when it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// It is there.
    Stays,
    /// It is printed.
    Printed,
}

/// Something to be written to a file, apart from the screen.
#[derive(Debug)]
pub struct Export {
    /// The file's name, beside the ledger.
    pub name: String,
    pub(crate) path: PathBuf,
    /// The format's word.
    pub(crate) word: &'static str,
    pub(crate) lang: Lang,
    pub(crate) content: Content,
    /// What becomes of it.
    pub(crate) then: Then,
    /// How far it is, and whether it is still wanted.
    pub progress: Progress,
}

impl Export {
    /// Where it is to be.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether it goes to the printer.
    pub fn is_printed(&self) -> bool {
        self.then == Then::Printed
    }

    /// Whether it may not take the place of a file that is there.
    pub(crate) fn is_new(&self) -> bool {
        matches!(self.content, Content::Table { .. })
    }

    /// The file's bytes by a template, which may look at the figures of a bulletin before it is laid out; else what is wrong, in words.
    pub fn bytes(&self, template: impl FnOnce(&Summary) -> Template) -> Result<Vec<u8>, String> {
        let lang = self.lang;
        let (write, summary) = match &self.content {
            Content::Bulletin { write, period, today, ledger } => (write, summary(ledger, *period, *today, &self.progress)),
            Content::Table { write, shown } => return write(shown, &self.progress).map_err(|e| e.say(lang)),
        };
        let summary = summary.map_err(|e| e.say(lang))?;
        if summary.verify().iter().any(Flaw::is_arithmetic) {
            return Err(lang.pick("数字互相对不上，没有写出", "the figures disagree; nothing was written").to_owned());
        }
        write(&summary, &template(&summary), &self.progress).map_err(|e| e.say(lang))
    }
}

/// The exports under way.
#[derive(Debug, Default)]
pub struct Exports {
    /// Where the last file is.
    pub(crate) last: Option<PathBuf>,
    all: Vec<(String, Progress)>,
}

impl Exports {
    /// One more begins; gives by what it says how far it is.
    pub(crate) fn begin(&mut self, name: &str) -> Progress {
        let progress = Progress::default();
        self.all.push((name.to_owned(), progress.clone()));
        progress
    }

    pub(crate) fn end(&mut self, name: &str) {
        if let Some(at) = self.all.iter().position(|(n, _)| n == name) {
            self.all.remove(at);
        }
    }

    /// Calls all off, and gives the names of those that will not be written. What is being put in its place already
    /// ends as if nobody had asked.
    pub(crate) fn call_off(&mut self) -> Vec<String> {
        let (off, on) = std::mem::take(&mut self.all).into_iter().partition(|(_, progress)| progress.call_off());
        self.all = on;
        let off: Vec<(String, Progress)> = off;
        off.into_iter().map(|(name, _)| name).collect()
    }

    /// Whether nothing is being written.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.all.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// How far the one is that has the longest way to go: in percent, and at which step.
    pub(crate) fn slowest(&self) -> Option<(u8, Snapshot)> {
        let all = self.all.iter().map(|(_, progress)| progress.snapshot());
        all.map(|snapshot| (snapshot.percent(Step::EXPORTING), snapshot)).min_by_key(|(percent, _)| *percent)
    }
}

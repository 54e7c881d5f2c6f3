pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;
pub(in crate::tui) mod layout_cache;

use chrono::NaiveDate;
use crossterm::event::KeyCode;
use ecow::EcoString;
use std::any::Any;
use std::path::PathBuf;

use crate::domain::{Ledger, Period};
use crate::progress::{Progress, Snapshot, Step};
use crate::report::{self, Audience, Document, Flaw, RenderError, Summary, Template, bulletin_with};
use crate::text::{Lang, Say};
use crate::tui::command::own;
use crate::tui::key::{ch, key};
use crate::tui::tab::{Seen, Tab};

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
    CallOff,
}

own! {
    Dispatch Bulletin:
    "earlier-period", [ch('['), key(KeyCode::Left)], Nothing, Earlier, "上期" / "earlier", "上一期间" / "the period before";
    "later-period", [ch(']'), key(KeyCode::Right)], Nothing, Later, "下期" / "later", "下一期间" / "the period after";
    "next-leaf", [key(KeyCode::Tab)], Nothing, NextTab, "切换" / "next tab", "切换：通报、未反馈、编辑提示" / "next tab: the bulletin, who has not reported, notes for the editor";
    "export", [ch('x')], Nothing, Export, "导出" / "export", "导出通报：选择格式（docx、xlsx、html、md、csv、json）" / "export the bulletin: choose docx, xlsx, html, md, csv or json";
}

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
}

/// What the bulletin view shows of a period.
#[derive(Debug)]
pub(crate) struct Pages {
    /// Which draft it is: no two in a session have the same.
    pub(crate) number: u64,
    /// The bulletin as it stands.
    pub(crate) document: Document,
    /// Bodies that owe reports, each with the titles of the entries.
    pub(crate) missing: Vec<(String, Vec<EcoString>)>,
    /// What the editor should look at; who owes reports is in `missing`.
    pub(crate) flaws: Vec<Flaw>,
    /// Why the office's template could not be read; the built-in one shows instead.
    pub(crate) warning: Option<String>,
}

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
    /// Which draft would show what holds now.
    wanted: u64,
    /// How far the draft is that is being put together.
    drafting: Option<Progress>,
    /// What no longer holds.
    stale: Vec<Pages>,
}

impl Dispatch {
    /// The quarter of a day, until the ledger says which period is collected.
    pub(crate) fn new(today: NaiveDate) -> Dispatch {
        let (period, tab) = (Period::quarter_of(today), BulletinTab::default());
        Dispatch { period, today, tab, pages: None, scroll: 0, wanted: 0, drafting: None, stale: Vec::new() }
    }

    pub(crate) fn take_stale(&mut self) -> impl Iterator<Item = Box<dyn Any + Send>> {
        self.stale.drain(..).map(|pages| Box::new(pages) as Box<dyn Any + Send>)
    }

    /// How far the draft is; none while nothing is put together.
    pub(crate) fn drafting(&self) -> Option<Snapshot> {
        self.drafting.as_ref().map(Progress::snapshot)
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

    /// How many lines its tab counts: none for the text, and none before they are known.
    pub(crate) fn count(&self, tab: BulletinTab) -> Option<usize> {
        let pages = self.pages.as_ref()?;
        match tab {
            BulletinTab::Text => None,
            BulletinTab::Missing => Some(pages.missing.iter().map(|(_, titles)| titles.len()).sum()),
            BulletinTab::Findings => Some(pages.flaws.len()),
        }
    }
}

impl Tab for Dispatch {
    fn cursor(&mut self) -> Option<&mut usize> {
        None
    }

    fn rows(&self) -> usize {
        0
    }

    /// From the end, when that is known and was passed.
    fn move_by(&mut self, rows: isize, seen: &Seen) {
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
        let titles = |places: &[usize]| places.iter().map(|i| summary.row(*i).title.clone()).collect();
        let missing = summary.unreported.iter().map(|(body, places)| (body.clone(), titles(places))).collect();
        let mut flaws = summary.verify();
        flaws.retain(|flaw| !matches!(flaw, Flaw::Missing { .. }));
        let (template, warning) = template.map_or_else(|e| (Template::default(), Some(e)), |t| (t, None));
        let document = bulletin_with(&summary, &template);
        Ok(Pages { number: self.number, document, missing, flaws, warning })
    }
}

fn summary(ledger: &Ledger, period: Period, today: NaiveDate, progress: &Progress) -> Result<Summary, RenderError> {
    let cutoff = Summary::default_cutoff(period, &ledger.settings, today);
    Summary::build(ledger, period, cutoff, Audience::Ledger, progress)
}

/// A bulletin to be written to a file, apart from the screen.
#[derive(Debug)]
pub struct Export {
    /// The file's name, beside the ledger.
    pub name: String,
    pub(crate) path: PathBuf,
    pub(crate) lang: Lang,
    /// Writes it in the format that was chosen.
    pub(crate) write: report::Bulletin,
    pub(crate) period: Period,
    pub(crate) today: NaiveDate,
    /// The ledger as it stood when the export was asked for.
    pub(crate) ledger: Box<Ledger>,
    /// How far it is, and whether it is still wanted.
    pub progress: Progress,
}

impl Export {
    /// The file's bytes by the office's template; else what is wrong, in words.
    pub fn bytes(&self, template: &Template) -> Result<Vec<u8>, String> {
        let lang = self.lang;
        let summary = summary(&self.ledger, self.period, self.today, &self.progress).map_err(|e| e.say(lang))?;
        if summary.verify().iter().any(Flaw::is_arithmetic) {
            return Err(lang.pick("数字互相对不上，没有写出", "the figures disagree; nothing was written").to_owned());
        }
        (self.write)(&summary, template, &self.progress).map_err(|e| e.say(lang))
    }
}

/// The exports under way.
#[derive(Debug, Default)]
pub struct Exports {
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

use chrono::NaiveDate;

use crate::domain::{Ledger, Period};
use crate::report::{Audience, Document, Flaw, Format, Summary, Template, bulletin_with};
use crate::text::Lang;

/// What the bulletin view shows of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// The bulletin as it stands.
    #[default]
    Text,
    /// Who has not reported on what.
    Missing,
    /// What the editor should ask about.
    Findings,
}

impl Leaf {
    /// All, in the order of their tabs.
    pub const ALL: [Leaf; 3] = [Leaf::Text, Leaf::Missing, Leaf::Findings];

    /// What its tab says.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Leaf::Text => lang.pick("通报", "Bulletin"),
            Leaf::Missing => lang.pick("未反馈", "Not reported"),
            Leaf::Findings => lang.pick("编辑提示", "Notes for the editor"),
        }
    }
}

/// What the bulletin view shows of a period.
#[derive(Debug)]
pub struct Pages {
    /// Which draft it is: no two in a session have the same.
    pub number: u64,
    /// The bulletin as it stands.
    pub document: Document,
    /// Bodies that owe reports, each with the titles of the entries.
    pub missing: Vec<(String, Vec<String>)>,
    /// What the editor should look at; who owes reports is in `missing`.
    pub flaws: Vec<Flaw>,
    /// Why the office's template could not be read; the built-in one shows instead.
    pub warning: Option<String>,
}

/// The state of the bulletin view.
#[derive(Debug)]
pub struct Dispatch {
    /// On which period.
    pub period: Period,
    /// Which part of it is shown.
    pub leaf: Leaf,
    /// What is shown; none while it is put together.
    pub pages: Option<Pages>,
    /// How far it is scrolled, in lines.
    pub scroll: usize,
    /// Which draft would show what holds now.
    wanted: u64,
    /// Whether a draft is being put together.
    drafting: bool,
    /// What no longer holds; the next draft takes it along, since it takes longer than a frame to give back its memory.
    stale: Vec<Pages>,
}

impl Dispatch {
    /// The quarter of a day.
    pub fn new(today: NaiveDate) -> Dispatch {
        let (period, leaf) = (Period::quarter_of(today), Leaf::default());
        Dispatch { period, leaf, pages: None, scroll: 0, wanted: 0, drafting: false, stale: Vec::new() }
    }

    /// What it shows no longer holds.
    pub fn forget(&mut self) {
        self.stale.extend(self.pages.take());
        self.wanted += 1;
    }

    /// Goes to another period.
    pub fn go(&mut self, period: Period) {
        self.period = period;
        self.scroll = 0;
        self.forget();
    }

    /// What must be put together now; one draft at a time, so that a person who leafs through the periods waits for
    /// two of them at most.
    pub fn draft(&mut self, ledger: &Ledger) -> Option<Draft> {
        if self.pages.is_some() || self.drafting {
            return None;
        }
        self.drafting = true;
        let stale = std::mem::take(&mut self.stale);
        Some(Draft { number: self.wanted, period: self.period, ledger: Box::new(ledger.clone()), stale })
    }

    /// A draft is ready; one that no longer holds is dropped.
    pub fn take(&mut self, drafted: Drafted) {
        self.drafting = false;
        if drafted.number == self.wanted {
            self.pages = Some(drafted.pages);
        } else {
            self.stale.push(drafted.pages);
        }
    }

    /// Goes to the next tab.
    pub fn turn(&mut self) {
        let at = Leaf::ALL.iter().position(|leaf| *leaf == self.leaf).unwrap_or_default();
        self.show(Leaf::ALL[(at + 1) % Leaf::ALL.len()]);
    }

    /// Shows a tab from its beginning.
    pub fn show(&mut self, leaf: Leaf) {
        self.leaf = leaf;
        self.scroll = 0;
    }

    /// Scrolls by lines; from the end, when that is known and was passed.
    pub fn step(&mut self, by: isize, end: Option<usize>) {
        self.scroll = self.scroll.min(end.unwrap_or(usize::MAX)).saturating_add_signed(by);
    }

    /// How many lines its tab counts: none for the text, and none before they are known.
    pub fn count(&self, leaf: Leaf) -> Option<usize> {
        let pages = self.pages.as_ref()?;
        match leaf {
            Leaf::Text => None,
            Leaf::Missing => Some(pages.missing.iter().map(|(_, titles)| titles.len()).sum()),
            Leaf::Findings => Some(pages.flaws.len()),
        }
    }
}

/// A bulletin to be put together for the screen, apart from the thread of the frame.
#[derive(Debug)]
pub struct Draft {
    number: u64,
    period: Period,
    ledger: Box<Ledger>,
    stale: Vec<Pages>,
}

/// A bulletin that was put together.
#[derive(Debug)]
pub struct Drafted {
    number: u64,
    pages: Pages,
}

impl Draft {
    /// Gives back the memory of what no longer holds.
    pub fn let_go(&mut self) {
        self.stale = Vec::new();
    }

    /// Puts it together by the office's template, or by the built-in one when that cannot be read.
    pub fn finish(&self, template: Result<Template, String>) -> Drafted {
        let summary = summary(&self.ledger, self.period);
        let titles = |places: &[usize]| places.iter().map(|i| summary.row(*i).title.clone()).collect();
        let missing = summary.unreported.iter().map(|(body, places)| (body.clone(), titles(places))).collect();
        let mut flaws = summary.verify();
        flaws.retain(|flaw| !matches!(flaw, Flaw::Missing { .. }));
        let (template, warning) = template.map_or_else(|e| (Template::default(), Some(e)), |t| (t, None));
        let document = bulletin_with(&summary, &template);
        Drafted { number: self.number, pages: Pages { number: self.number, document, missing, flaws, warning } }
    }
}

fn summary(ledger: &Ledger, period: Period) -> Summary {
    let cutoff = Summary::default_cutoff(period, &ledger.settings);
    Summary::build(ledger, period, cutoff, Audience::Ledger)
}

/// A bulletin to be written to a file, apart from the screen.
#[derive(Debug)]
pub struct Export {
    /// The file's name, beside the ledger.
    pub name: String,
    /// In which format.
    pub format: &'static Format,
    /// On which period.
    pub period: Period,
    /// The ledger as it stood when the export was asked for.
    pub ledger: Box<Ledger>,
}

impl Export {
    /// The file's bytes by the office's template; what is wrong in words when the figures disagree.
    pub fn bytes(&self, template: &Template, lang: Lang) -> Result<Vec<u8>, String> {
        let summary = summary(&self.ledger, self.period);
        if summary.verify().iter().any(Flaw::is_arithmetic) {
            return Err(lang.pick("数字互相对不上，没有写出", "the figures disagree; nothing was written").to_owned());
        }
        let bytes = (self.format.write)(&summary, template);
        let too_large = lang.pick("内容超出这个格式的上限，没有写出", "too large for this format; nothing was written");
        if bytes.is_empty() { Err(too_large.to_owned()) } else { Ok(bytes) }
    }
}

/// The exports under way.
#[derive(Debug, Default)]
pub struct Exports {
    names: Vec<String>,
    seconds: u32,
}

impl Exports {
    /// One more begins.
    pub fn begin(&mut self, name: &str) {
        if self.names.is_empty() {
            self.seconds = 0;
        }
        self.names.push(name.to_owned());
    }

    /// One has ended.
    pub fn end(&mut self, name: &str) {
        if let Some(at) = self.names.iter().position(|n| n == name) {
            self.names.remove(at);
        }
    }

    /// A second has passed.
    pub fn tick(&mut self) {
        self.seconds = self.seconds.saturating_add(1);
    }

    /// Whether nothing is being written.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The files that are being written.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// For how many seconds something has been.
    pub fn seconds(&self) -> u32 {
        self.seconds
    }
}

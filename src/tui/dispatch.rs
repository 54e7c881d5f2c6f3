use chrono::NaiveDate;

use crate::domain::{Ledger, Period};
use crate::report::{Audience, Document, Flaw, Format, Summary, Template, bulletin};
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

/// The state of the bulletin view.
#[derive(Debug)]
pub struct Dispatch {
    /// On which period.
    pub period: Period,
    /// Which part of it is shown.
    pub leaf: Leaf,
    /// The bulletin as it stands.
    pub document: Option<Document>,
    /// Bodies that owe reports, each with the titles of the entries.
    pub missing: Vec<(String, Vec<String>)>,
    /// What the editor should look at; who owes reports is in `missing`.
    pub flaws: Vec<Flaw>,
    /// How far it is scrolled, in lines.
    pub scroll: usize,
}

impl Dispatch {
    /// The quarter of a day.
    pub fn new(today: NaiveDate) -> Dispatch {
        let (period, leaf) = (Period::quarter_of(today), Leaf::default());
        Dispatch { period, leaf, document: None, missing: Vec::new(), flaws: Vec::new(), scroll: 0 }
    }

    /// What it shows no longer holds.
    pub fn forget(&mut self) {
        self.document = None;
    }

    /// Goes to another period.
    pub fn go(&mut self, period: Period) {
        self.period = period;
        self.scroll = 0;
        self.document = None;
    }

    /// Goes to the next tab.
    pub fn turn(&mut self) {
        let at = Leaf::ALL.iter().position(|leaf| *leaf == self.leaf).unwrap_or_default();
        self.leaf = Leaf::ALL[(at + 1) % Leaf::ALL.len()];
        self.scroll = 0;
    }

    /// How many lines its tab counts: none for the text.
    pub fn count(&self, leaf: Leaf) -> Option<usize> {
        match leaf {
            Leaf::Text => None,
            Leaf::Missing => Some(self.missing.iter().map(|(_, titles)| titles.len()).sum()),
            Leaf::Findings => Some(self.flaws.len()),
        }
    }

    /// Builds the bulletin, once.
    pub fn prepare(&mut self, ledger: &Ledger, _lang: Lang) {
        if self.document.is_some() {
            return;
        }
        let summary = summary(ledger, self.period);
        let titles = |places: &[usize]| places.iter().map(|i| summary.row(*i).title.clone()).collect();
        self.missing = summary.unreported.iter().map(|(body, places)| (body.clone(), titles(places))).collect();
        self.flaws = summary.verify();
        self.flaws.retain(|flaw| !matches!(flaw, Flaw::Missing { .. }));
        self.document = Some(bulletin(&summary));
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

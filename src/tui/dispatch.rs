use chrono::NaiveDate;

use crate::domain::{Ledger, Period};
use crate::report::{Audience, Document, Flaw, Summary, bulletin};
use crate::text::Lang;

/// The state of the bulletin view.
#[derive(Debug)]
pub struct Dispatch {
    /// On which period.
    pub period: Period,
    /// The bulletin as it stands.
    pub document: Option<Document>,
    /// What the editor should look at.
    pub flaws: Vec<Flaw>,
    /// How far it is scrolled, in lines.
    pub scroll: usize,
}

impl Dispatch {
    /// The quarter of a day.
    pub fn new(today: NaiveDate) -> Dispatch {
        Dispatch { period: Period::quarter_of(today), document: None, flaws: Vec::new(), scroll: 0 }
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

    /// Builds the bulletin, once.
    pub fn prepare(&mut self, ledger: &Ledger, _lang: Lang) {
        if self.document.is_some() {
            return;
        }
        let cutoff = Summary::default_cutoff(self.period, &ledger.settings);
        let summary = Summary::build(ledger, self.period, cutoff, Audience::Ledger);
        self.flaws = summary.verify();
        self.document = Some(bulletin(&summary));
    }
}

//! What a person means by a name or a date, where a ledger is at hand.

use chrono::NaiveDate;

use super::datewords::{parse_date, parse_days, parse_due, working_days};
use super::due::Due;
use super::id::{DeptId, EntryId, InspectionId, PlaceId, PlanCode};
use super::ledger::Ledger;
use super::wording::{Asks, Misread, Reader};
use super::working_days::Beyond;
use crate::text::{Lang, Say, fold_width};

/// Reads by the registers of a ledger. Names that a plan uses count first, and of days without a year those around today.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LedgerReader<'a> {
    /// The ledger.
    pub(crate) ledger: &'a Ledger,
    /// Code of the plan; empty for none.
    pub(crate) plan: &'a str,
    /// The day that `9月底` goes by.
    pub(crate) today: NaiveDate,
}

impl Reader for LedgerReader<'_> {
    fn day(&self, text: &str) -> Result<NaiveDate, Misread> {
        let words = || text.trim().to_owned();
        match working_days(text) {
            Some(count) => self.ledger.after_working_days(self.today, count).map_err(|Beyond(known)| Misread::Beyond(words(), known)),
            None if text.trim().is_empty() => Err(Misread::Empty),
            None => parse_date(text, self.today).map_err(|_| Misread::Not(Asks::Day, words())),
        }
    }

    fn days(&self, text: &str) -> Option<(NaiveDate, NaiveDate)> {
        parse_days(text, self.today)
    }

    fn due(&self, text: &str) -> Result<Due, Misread> {
        let wanted = |misread| if let Misread::Not(_, word) = misread { Misread::Not(Asks::Due, word) } else { misread };
        parse_due(text, self.today).map_or_else(|| self.day(text).map(Due::on).map_err(wanted), Ok)
    }

    fn body(&self, text: &str) -> Result<DeptId, Misread> {
        if text.trim().is_empty() {
            return Err(Misread::Empty);
        }
        let plan = Some(self.plan).filter(|plan| !plan.is_empty());
        let found = self.ledger.body_meant(text, plan);
        found
            .map(|body| body.id.clone())
            .map_err(|unresolved| Misread::Body(text.trim().to_owned(), (unresolved.say(Lang::Zh), unresolved.say(Lang::En))))
    }

    fn place(&self, text: &str) -> Option<PlaceId> {
        self.ledger.places.resolve(text, self.plan).map(|place| place.id.clone())
    }

    fn entry(&self, text: &str) -> Option<EntryId> {
        let of_plan = EntryId::of(self.plan, text.trim());
        self.ledger.get(&of_plan).map(|e| e.id.clone()).or_else(|| self.ledger.find(text).ok().map(|e| e.id.clone()))
    }

    fn plan(&self, text: &str) -> Option<PlanCode> {
        let wanted = fold_width(text.trim());
        let is = |name: &str| fold_width(name) == wanted;
        self.ledger.plans.iter().find(|p| is(&p.code) || is(&p.short) || is(&p.title)).map(|p| p.code.clone())
    }

    fn inspection(&self, text: &str) -> Option<InspectionId> {
        let all = &self.ledger.inspections;
        let mut named = all.iter().filter(|inspection| inspection.what == text.trim());
        let one = named.next().filter(|_| named.next().is_none());
        all.by_id(&text.trim().into()).or(one).map(|inspection| inspection.id.clone())
    }

    fn parts<'a>(&self, text: &'a str) -> Vec<&'a str> {
        self.ledger.departments.parts(text)
    }
}

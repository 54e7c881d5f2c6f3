//! What stands in words for the attributes of an entry: in lists, on pages, in forms.

use super::attachment::Attachment;
use super::attribute::Attribute;
use super::department::Register;
use super::entry::Entry;
use super::id::EntryId;
use super::ledger::Ledger;
use super::number::number;
use super::proposed::ProposedLead;
use super::standing::Standings;
use super::status::ABSENT;
use super::value::{Held, Judged};
use crate::text::Lang;

impl Attribute {
    /// What a list shows of the entry at a place of the ledger.
    pub(crate) fn text(self, ledger: &Ledger, standings: &Standings, i: usize, lang: Lang) -> String {
        let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return String::new() };
        let short = |dept| ledger.departments.short_name(dept, entry.id.plan());
        match self.value(Judged { ledger, entry, standing }) {
            Held::None if self == Attribute::Lead => lang.pick("未明确", "nobody").to_owned(),
            Held::Choice(_) if self == Attribute::Status && standing.verdict.completion.is_some_and(|done| done.awaited) => {
                lang.pick("已完成（待核实）", "done (unconfirmed)").to_owned()
            }
            Held::Body(dept) if self == Attribute::Lead => format!("{}{}", short(dept), ledger.lead_basis(entry, dept).mark()),
            Held::Body(dept) => short(dept).to_owned(),
            Held::Bodies(_) => {
                let helpers = ledger.helpers(entry, standing.state.lead.value.as_ref());
                helpers.iter().map(|helper| short(helper.body)).collect::<Vec<_>>().join("、")
            }
            Held::Proposed(all) => all.iter().map(|one| short(&one.lead)).collect::<Vec<_>>().join("、"),
            Held::Choice(_) if self == Attribute::Light => standing.verdict.light.mark(lang).to_owned(),
            value => self.in_words(value, lang),
        }
    }

    /// A value in words; bodies, whose names only a register knows, by their ids.
    pub(crate) fn in_words(self, value: Held<'_>, lang: Lang) -> String {
        match value {
            Held::None => self.holds().none().map_or_else(String::new, |_| ABSENT.to_owned()),
            Held::Text(text) => text.to_owned(),
            Held::List(all) if self == Attribute::Figures => all.join("；"),
            Held::List(all) => all.join("、"),
            Held::Entries(all) => all.iter().map(EntryId::as_str).collect::<Vec<_>>().join("、"),
            Held::Attachments(all) => all.iter().map(Attachment::told).collect::<Vec<_>>().join("、"),
            Held::Body(dept) => dept.as_str().to_owned(),
            Held::Bodies(all) => all.iter().map(|c| c.dept().as_str()).collect::<Vec<_>>().join("、"),
            Held::Proposed(all) => all.iter().map(|one| one.lead.as_str()).collect::<Vec<_>>().join("、"),
            Held::Choice(rank) => self.holds().terms().get(rank).map_or("", |term| term.label(lang)).to_owned(),
            Held::Percent(percent) => percent.to_string(),
            Held::Money(wan) => number(wan),
            Held::Year(year) => year.to_string(),
            Held::Yearly(all) => all.iter().map(|(year, wan)| format!("{year}={}", number(*wan))).collect::<Vec<_>>().join("、"),
            Held::Day(day) => day.to_string(),
        }
    }

    /// What the page of an entry calls it.
    pub(crate) fn page_label(self, lang: Lang) -> &'static str {
        lang.pick(self.names()[0], self.label(lang))
    }

    /// What the page of an entry says of it.
    pub(crate) fn page_text(self, entry: &Entry, lang: Lang) -> String {
        match self.stated(entry) {
            Held::None => String::new(),
            Held::Money(wan) => format!("{} 万元", number(wan)),
            value => self.in_words(value, lang),
        }
    }

    /// A value that the plan states as it is written to be read again, and for readers.
    pub(crate) fn written(self, entry: &Entry, register: &Register, lang: Lang) -> String {
        match self.stated(entry) {
            Held::None => String::new(),
            Held::List(all) => all.join("、"),
            Held::Bodies(all) => all.iter().map(|c| c.written(register)).collect::<Vec<_>>().join("、"),
            Held::Proposed(all) => ProposedLead::list(all, register, lang),
            value => self.in_words(value, lang),
        }
    }
}

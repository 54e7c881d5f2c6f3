//! Amending what the ledger says of the plan: a wrong name, a body left out, a figure.

use super::ask::Ask;
use super::context::{About, Context, Words};
use super::field::{Field, Kind};
use crate::domain::{Attribute, Entry, EntryId, Place};
use crate::text::Say;
use crate::tui::edit::Edit;

fn kind(attribute: Attribute) -> Kind {
    match attribute.place() {
        Some(Place::Name(_)) => Kind::Required,
        Some(Place::Text(_)) => Kind::Text,
        Some(Place::List(_)) => Kind::List,
        Some(Place::Bodies(_)) => Kind::Bodies,
        Some(Place::Money(_)) => Kind::Amount,
        Some(Place::Choice(_)) => Kind::Choice(attribute.holds().terms()),
        None => Kind::Line,
    }
}

#[derive(Debug)]
pub(crate) struct Amend {
    entry: EntryId,
    /// What can be amended, in its order.
    facts: Vec<(Attribute, Field)>,
}

impl Amend {
    pub(crate) fn new(entry: &Entry, at: &Context<'_>) -> Amend {
        let field = |a: Attribute| (a, Field::new(a.labels(), kind(a), &a.written(entry, &at.ledger.departments, at.lang)));
        Amend { entry: entry.id.clone(), facts: Attribute::amendable().map(field).collect() }
    }
}

impl Ask for Amend {
    fn title(&self) -> Words {
        ("修改台账所载", "Amend the ledger's facts")
    }

    fn about(&self) -> About<'_> {
        About::Facts(&self.entry)
    }

    fn fields(&self) -> Vec<&Field> {
        self.facts.iter().map(|(_, field)| field).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.facts.iter_mut().map(|(_, field)| field).collect()
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let old = at.ledger.get(&self.entry).ok_or_else(|| at.lang.pick("条目已不在台账里", "the entry is gone").to_owned())?;
        let mut entry = old.as_ref().clone();
        for (attribute, field) in &self.facts {
            attribute.amend(&mut entry, &field.text(), &at.ledger.departments).map_err(|unfit| unfit.say(at.lang))?;
        }
        Ok(Edit::Amend(Box::new(entry)))
    }
}

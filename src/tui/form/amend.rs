//! Amending what the ledger says of the plan: a wrong name, a body left out, a figure.

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::{Field, Kind};
use crate::domain::{Attribute, Slot};
use crate::text::Say;
use crate::tui::edit::Edit;

fn kind(attribute: Attribute) -> Kind {
    match attribute.place() {
        Some(Slot::Name(_)) => Kind::Required,
        Some(Slot::Text(_)) => Kind::Text,
        Some(Slot::List(_)) => Kind::List,
        Some(Slot::Bodies(_)) => Kind::Bodies,
        Some(Slot::Money(_)) => Kind::Amount,
        Some(Slot::Choice(_)) => Kind::Choice(attribute.holds().terms()),
        None => Kind::Line,
    }
}

/// What can be amended, in its order.
#[derive(Debug)]
pub(crate) struct Amend(Vec<(Attribute, Field)>);

impl Amend {
    pub(crate) fn new(at: &Context<'_>) -> Amend {
        let text = |a: Attribute| at.entry().map(|e| a.written(e, &at.ledger.departments, at.lang)).unwrap_or_default();
        Amend(Attribute::amendable().map(|a| (a, Field::new(a.labels(), kind(a)).with(&text(a)))).collect())
    }
}

impl Fields for Amend {
    fn title(&self) -> Words {
        ("修改台账所载", "Amend the ledger's facts")
    }

    fn fields(&self) -> Vec<&Field> {
        self.0.iter().map(|(_, field)| field).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.0.iter_mut().map(|(_, field)| field).collect()
    }
}

impl Ask for Amend {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let old = at.entry().ok_or_else(|| at.lang.pick("条目已不在台账里", "the entry is gone").to_owned())?;
        let mut entry = old.as_ref().clone();
        for (attribute, field) in &self.0 {
            attribute.amend(&mut entry, &field.text(), &at.ledger.departments).map_err(|unfit| unfit.say(at.lang))?;
        }
        Ok(Edit::Amend(Box::new(entry)))
    }
}

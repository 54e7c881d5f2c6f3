//! The body that leads.

use super::ask::{Ask, in_order};
use super::context::{About, Context, Words};
use super::field::{Field, Kind};
use crate::domain::{EntryId, Intent};
use crate::tui::edit::Edit;

#[derive(Debug)]
pub(crate) struct Lead {
    entries: Vec<EntryId>,
    body: Field,
    ground: Field,
}

impl Lead {
    pub(crate) fn new(entries: Vec<EntryId>) -> Lead {
        let body = Field::new(("牵头单位", "Lead"), Kind::Body, "");
        Lead { entries, body, ground: Field::new(("依据", "Ground"), Kind::Text, "") }
    }

    pub(crate) fn filled(mut self, body: &str, ground: &str) -> Lead {
        self.body.fill(body);
        self.ground.fill(ground);
        self
    }
}

impl Ask for Lead {
    in_order!(body, ground);

    fn title(&self) -> Words {
        ("明确牵头单位", "Name the lead")
    }

    fn about(&self) -> About<'_> {
        About::Entries(&self.entries)
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let intent = Intent::Lead { to: self.body.body(at.lang)?, reason: self.ground.text() };
        Ok(Edit::Record { entries: self.entries.clone(), intent, period: None })
    }
}

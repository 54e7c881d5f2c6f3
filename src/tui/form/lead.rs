//! The body that leads.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::{Field, Kind};
use crate::domain::Intent;
use crate::tui::edit::Edit;

form! {
    Lead(at), "明确牵头单位" / "Name the lead":
    body, "牵头单位" / "Lead", Kind::Body;
    ground, "依据" / "Ground", Kind::Text;
}

impl Ask for Lead {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        Ok(at.record(Intent::Lead { to: self.body.body(at.lang)?, reason: self.ground.text() }, None))
    }
}

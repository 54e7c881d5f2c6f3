//! Who we are.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::{Field, Kind};
use crate::tui::edit::Edit;

form! {
    Us(at), "设定本单位（只在本次使用；长期设定写入配置文件）" / "Who we are (for this session; the config file keeps it)":
    body, "本单位" / "We are", Kind::Body;
}

impl Ask for Us {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        self.body.body(at.lang).map(Edit::Us)
    }
}

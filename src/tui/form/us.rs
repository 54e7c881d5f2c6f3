//! Who we are.

use super::ask::{Ask, in_order};
use super::context::{About, Context, Words};
use super::field::{Field, Kind};
use crate::tui::edit::Edit;

#[derive(Debug)]
pub(crate) struct Us {
    body: Field,
}

impl Us {
    pub(crate) fn new() -> Us {
        Us { body: Field::new(("本单位", "We are"), Kind::Body, "") }
    }
}

impl Ask for Us {
    in_order!(body);

    fn title(&self) -> Words {
        ("设定本单位（只在本次使用；长期设定写入配置文件）", "Who we are (for this session; the config file keeps it)")
    }

    fn about(&self) -> About<'_> {
        About::Session
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        self.body.body(at.lang).map(Edit::Us)
    }
}

//! What holds for the session: who we are, and the name under which the list is kept.

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

form! {
    ViewName(at), "存为命名视图" / "Keep as a named view":
    name, "名称" / "Name", Kind::Line;
}

impl Ask for ViewName {
    fn check(&mut self, at: &Context<'_>) {
        let name = self.name.text();
        if at.user_state.is_some_and(|d| d.views.iter().any(|v| v.name == name.trim())) {
            self.name.remark = Ok(at.lang.pick("已有同名视图，将替换", "replaces the view of this name").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        match self.name.text().trim() {
            "" => Err(at.lang.pick("请写名称", "give it a name").to_owned()),
            name => Ok(Edit::KeepView(name.to_owned())),
        }
    }
}

//! A file or a paper is attached to entries.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::tui::edit::Edit;

form! {
    Attach(at), "附件" / "Attach":
    what, "路径或文号" / "Path or number", Kind::Required;
}

impl Ask for Attach {
    fn check(&mut self, at: &Context<'_>) {
        if self.what.remark.is_ok() {
            let zh = "台账文件夹里的文件记下哈希，以后 check 能查出丢失和改动；别的按文号记";
            self.what.remark = Ok(at.lang.pick(zh, "of a file beside the ledger the hash is kept; else it is a paper's number").to_owned());
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        Ok(Edit::Attach { entries: at.entries(), what: self.what.text().trim().to_owned() })
    }
}

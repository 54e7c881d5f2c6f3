//! A row of a form that came back is amended before it comes into the ledger.

use super::ask::{Ask, form};
use super::context::{About, Context};
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Report, Status, parse_percent};
use crate::tui::edit::Edit;

fn told(at: &Context<'_>, nth: usize) -> String {
    if let About::Draft(drafted) = at.about { drafted.row.1[nth].clone() } else { String::new() }
}

form! {
    AmendBack(at), "修改交回的一行（改后即接受）" / "Amend a row that came back, and accept it":
    status, "状态" / "Status", Kind::Line, &told(at, 0);
    percent, "完成比例（%）" / "Percent", Kind::Line, &told(at, 1);
    progress, "进展" / "Progress", Kind::Text, &told(at, 2);
    problems, "存在问题" / "Problems", Kind::Text, &told(at, 3);
    next, "下一步打算" / "Next", Kind::Text, &told(at, 4);
}

impl Ask for AmendBack {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let words = |field: &Field| field.text().trim().to_owned();
        let (status, percent) = (words(&self.status), words(&self.percent));
        let unknown = |what: &str, said: &str| at.lang.pick(format!("{what} `{said}` 不认得"), format!("{what} `{said}` is not known"));
        let status = match status.as_str() {
            "" => None,
            said => Some(Status::from_word(said).ok_or_else(|| unknown(at.lang.pick("状态", "status"), said))?),
        };
        let percent = match percent.as_str() {
            "" => None,
            said => Some(parse_percent(said).ok_or_else(|| unknown("%", said))?),
        };
        let (progress, problems, next) = (words(&self.progress), words(&self.problems), words(&self.next));
        if status.is_some_and(Status::wants_reason) && progress.is_empty() && problems.is_empty() {
            return Err(at.lang.pick("要写明理由（写在进展或问题里）", "say why, among progress or problems").to_owned());
        }
        let About::Draft(drafted) = at.about else { return Err(String::new()) };
        Ok(Edit::Reword(drafted.row.0, Box::new(Report { status, percent, progress, problems, next, ..Report::default() })))
    }
}

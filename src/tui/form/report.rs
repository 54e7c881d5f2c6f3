//! Progress, problems, next steps, percent and period in one form.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::{Field, Kind, percent};
use crate::domain::{self, Intent, Period};
use crate::tui::edit::Edit;

form! {
    Report(at), "填报进展" / "Report progress":
    progress, "进展" / "Progress", Kind::Text;
    problems, "问题" / "Problems", Kind::Text;
    next, "下一步" / "Next steps", Kind::Text;
    percent, "完成 %" / "Done %", Kind::Percent, at.state().and_then(|s| s.percent.value).map(|p| p.to_string()).unwrap_or_default();
    period, "期间" / "Period", Kind::Period(Period::quarter_of(at.today)), Period::quarter_of(at.today).to_string();
}

impl Ask for Report {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let report = domain::Report {
            progress: self.progress.text(),
            problems: self.problems.text(),
            next: self.next.text(),
            percent: percent(&self.percent.text(), at.lang)?,
            status: None,
        };
        Ok(at.record(Intent::Report(report), Some(self.period.period(at)?)))
    }
}

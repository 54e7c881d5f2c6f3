//! Progress, problems, next steps, percent and period in one form.

use super::ask::{Ask, in_order};
use super::context::{About, Context, Words};
use super::field::{Field, Kind, percent};
use crate::domain::{EntryId, Intent, Period};
use crate::tui::edit::Edit;

#[derive(Debug)]
pub(crate) struct Report {
    entries: Vec<EntryId>,
    progress: Field,
    problems: Field,
    next: Field,
    percent: Field,
    period: Field,
}

impl Report {
    pub(crate) fn new(entries: Vec<EntryId>, at: &Context<'_>) -> Report {
        let percent = at.state(&entries).and_then(|s| s.percent.value).map(|p| p.to_string()).unwrap_or_default();
        let quarter = Period::quarter_of(at.today);
        Report {
            entries,
            progress: Field::new(("进展", "Progress"), Kind::Text, ""),
            problems: Field::new(("问题", "Problems"), Kind::Text, ""),
            next: Field::new(("下一步", "Next steps"), Kind::Text, ""),
            percent: Field::new(("完成 %", "Done %"), Kind::Percent, &percent),
            period: Field::new(("期间", "Period"), Kind::Period(quarter), &quarter.to_string()),
        }
    }

    pub(crate) fn filled(mut self, percent: &str, progress: &str) -> Report {
        self.percent.fill(percent);
        self.progress.fill(progress);
        self
    }
}

impl Ask for Report {
    in_order!(progress, problems, next, percent, period);

    fn title(&self) -> Words {
        ("填报进展", "Report progress")
    }

    fn about(&self) -> About<'_> {
        About::Entries(&self.entries)
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let report = crate::domain::Report {
            progress: self.progress.text(),
            problems: self.problems.text(),
            next: self.next.text(),
            percent: percent(&self.percent.text(), at.lang)?,
            status: None,
        };
        let period = Some(self.period.period(at)?);
        Ok(Edit::Record { entries: self.entries.clone(), intent: Intent::Report(report), period })
    }
}

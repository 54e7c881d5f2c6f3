//! Why an entry has the light that it has, for whoever asks: what the rules looked at, in words.

use chrono::NaiveDate;

use super::entry_page::{EntryPage, PagePart};
use crate::domain::{Entry, Ledger, Standing};
use crate::text::Lang;

impl<'a> EntryPage<'a> {
    /// A page with nothing else: from when to when it runs, on which day it was judged, how far it is and should be, and
    /// when somebody reported.
    pub(crate) fn why(ledger: &'a Ledger, entry: &'a Entry, standing: &Standing, day: NaiveDate, lang: Lang) -> EntryPage<'a> {
        let (state, verdict) = (&standing.state, &standing.verdict);
        let mut page = EntryPage::headed(ledger, entry, standing, lang);
        let known = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |d| d.to_string());
        let (start, end) = (known(ledger.start_of(entry)), known(state.deadline.value));
        page.add(PagePart::Fact, ("起止", "From, to"), &format!("{start} → {end}"));
        page.add(PagePart::Fact, ("判断日", "Judged on"), &day.to_string());
        let done = state.percent_done().map(|p| lang.pick(format!("完成 {p}%"), format!("{p}% done")));
        let even = lang.bracketed(lang.pick("按天匀速计算", "even from day to day"));
        let scheduled = verdict.scheduled.map(|p| format!("{}{even}", lang.pick(format!("序时 {p}%"), format!("{p}% scheduled"))));
        let comma = lang.pick("，", ", ");
        page.add(PagePart::Fact, ("进度", "Progress"), &done.into_iter().chain(scheduled).collect::<Vec<_>>().join(comma));
        let last = state.last_report.map_or_else(|| lang.pick("从未反馈", "never").to_owned(), |d| d.to_string());
        let owed = verdict.unreported.then(|| ledger.collecting(day).label(lang));
        let owed = owed.map(|p| lang.pick(format!("{comma}{p}还没有反馈"), format!("{comma}nobody has reported on {p}")));
        page.add(PagePart::Fact, ("最近反馈", "Last report"), &format!("{last}{}", owed.unwrap_or_default()));
        page
    }
}

//! Why an entry has the light that it has, for whoever asks: what the rules looked at, in words.

use chrono::NaiveDate;

use super::entry_page::{EntryPage, PagePart};
use crate::domain::{Entry, Ledger, Standing, Step};
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
        let by_steps = schedule_in_words(ledger, entry, day, lang);
        let even = lang.bracketed(&by_steps.unwrap_or_else(|| lang.pick("按天匀速计算", "even from day to day").to_owned()));
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

/// By which steps its schedule goes on a day, where it goes by steps: the last that is due, and the next.
fn schedule_in_words(ledger: &Ledger, entry: &Entry, day: NaiveDate, lang: Lang) -> Option<String> {
    let planned = || ledger.steps_of(&entry.id).filter_map(|step| step.plans().map(|(on, percent)| (on, percent, step)));
    let said = |(on, percent, step): (NaiveDate, u8, &Step)| {
        let due = step.due.map_or_else(|| on.to_string(), |due| due.label(lang));
        lang.pick(format!("{due}“{}”应达 {percent}%", step.what), format!("{percent}% by {due}, “{}”", step.what))
    };
    let last = planned().filter(|(on, ..)| *on <= day).last();
    let next = planned().find(|(on, ..)| *on > day);
    let named: Vec<String> = last.into_iter().chain(next).map(said).collect();
    let between = if last.is_some() && next.is_some() { lang.pick("，其间按天匀速", ", even between them") } else { "" };
    let steps = named.join(lang.pick("，", "; "));
    (!named.is_empty()).then(|| lang.pick(format!("按步骤：{steps}{between}"), format!("by its steps: {steps}{between}")))
}

//! The steps of an entry on its page, and all that is known of one step, in words.

use chrono::NaiveDate;

use super::entry_page::EntryPage;
use crate::domain::{Entry, Ledger, Moment, Period, PlansInUse, Standing, Step, StepStanding, fold, status_label};
use crate::text::{Lang, pad, width};

/// More periods of a duty that comes again than this are counted and not named.
const NAMED: usize = 4;

impl EntryPage<'_> {
    /// A small table: what, by when, planned, how it stands, its light.
    pub(super) fn steps(&mut self, standing: &Standing, day: NaiveDate) {
        let (lang, ledger) = (self.lang, self.ledger);
        let all = steps_standing((ledger, self.entry), standing, day);
        if let Some(told) = standing.steps.told_of(lang) {
            self.fact(("步骤反馈", "Steps told"), &told);
        }
        let what = all.iter().map(|one| width(&one.step.what)).max().unwrap_or(0).min(30);
        let lines: Vec<String> = all.iter().enumerate().map(|(n, one)| step_line(ledger, (n, one), what, lang)).collect();
        for text in lines {
            self.fact(("步骤", "Steps"), &text);
        }
    }
}

/// How the steps of an entry stand on a day, the entry standing so.
pub(crate) fn steps_standing<'a>((ledger, entry): (&'a Ledger, &'a Entry), standing: &Standing, day: NaiveDate) -> Vec<StepStanding<'a>> {
    let used = PlansInUse::of_one(entry.id.plan(), standing.verdict.in_use);
    ledger.judge_steps(entry, &standing.state, (Moment::During(day), None), &used)
}

fn step_line(ledger: &Ledger, (n, one): (usize, &StepStanding<'_>), cells: usize, lang: Lang) -> String {
    let step = one.step;
    let (when, planned) = (when(step, lang), planned(step, lang));
    let light = lang.pick(one.verdict.light.label(Lang::Zh), one.verdict.light.word());
    let parts = [pad(&step.what, cells), when, planned, standing_words(one, lang), who(ledger, step, lang)];
    let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    format!("{}. {told}  [{light}]", n + 1)
}

/// By when it is due, and how often it comes again.
pub(crate) fn when(step: &Step, lang: Lang) -> String {
    let due = step.due.map(|due| due.label(lang)).unwrap_or_default();
    match step.every {
        None => due,
        Some(every) if due.is_empty() => every.label(lang).to_owned(),
        Some(every) => format!("{}{}", every.label(lang), lang.pick(format!("，至{due}"), format!(" until {due}"))),
    }
}

/// How far the entry is to be by then, said so that it is not taken for how far the step is; and how much is to be reached.
pub(crate) fn planned(step: &Step, lang: Lang) -> String {
    let percent = step.percent.map(|percent| lang.pick(format!("整条计划至{percent}%"), format!("entry planned to {percent}%")));
    percent.into_iter().chain(Some(step.amount.clone())).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Who does it.
pub(crate) fn who(ledger: &Ledger, step: &Step, lang: Lang) -> String {
    let bodies = step.bodies.iter().map(|id| ledger.departments.short_name(id, step.entry.plan()));
    let others = step.enterprises.iter().map(String::as_str).chain(Some(step.person.as_str())).filter(|name| !name.is_empty());
    bodies.chain(others).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Its status and percent; of a duty that comes again the periods that were missed.
pub(crate) fn standing_words(one: &StepStanding<'_>, lang: Lang) -> String {
    let percent = one.state.percent_done().map(|percent| format!(" {percent}%")).unwrap_or_default();
    let contested = if one.state.is_contested() { lang.pick(" 待裁定", " contested") } else { "" };
    let status = format!("{}{percent}{contested}", status_label(one.state.status.value, lang));
    let missed: Vec<Period> = one.missed().collect();
    if missed.is_empty() {
        return status;
    }
    let named: Vec<String> = missed.iter().rev().take(NAMED).rev().map(|period| period.label(lang)).collect();
    let (count, named) = (missed.len(), named.join(lang.pick("、", ", ")));
    let more = if count > NAMED { lang.pick("等", " and others") } else { "" };
    lang.pick(format!("{status}，漏报 {count} 次：{named}{more}"), format!("{status}, {count} missed: {named}{more}"))
}

/// How one step stands on a day; none where its entry is gone.
pub(crate) fn step_standing<'a>(ledger: &'a Ledger, step: &Step, day: NaiveDate) -> Option<StepStanding<'a>> {
    let entry = ledger.get(&step.entry)?;
    let used = PlansInUse::known(ledger, None);
    let all = ledger.judge_steps(entry, &fold(ledger, entry, None), (Moment::During(day), None), &used);
    all.into_iter().find(|one| one.step.id == step.id)
}

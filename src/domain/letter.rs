use super::ledger::Ledger;
use super::update::Fact;
use super::urge::ReminderLevel;
use crate::text::Lang;

/// In which row of numbers a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Series {
    /// 催办函, of a level.
    Reminders(ReminderLevel),
    /// 督查整改通知.
    Notices,
}

impl Series {
    /// With what the numbers of a year begin. Where the office has a code (代字) each level is counted by itself (`虎政督提〔2025〕1号`), else all of them together.
    fn begins(self, code: &str, year: i32) -> String {
        let kind: String = match self {
            Series::Reminders(level) if !code.is_empty() => level.label(Lang::Zh).chars().take(1).collect(),
            Series::Reminders(_) => "催".to_owned(),
            Series::Notices => "改".to_owned(),
        };
        if code.is_empty() { format!("〔{year}〕{kind}") } else { format!("{code}{kind}〔{year}〕") }
    }
}

/// The number of the next letter of a series and a year: one more than the highest that any log names. A number that was corrected away
/// stays used.
pub(crate) fn next_letter(ledger: &Ledger, series: Series, year: i32) -> String {
    let begins = series.begins(ledger.settings.letter_code.trim(), year);
    let serial = |number: &str| number.strip_prefix(&begins)?.strip_suffix('号')?.parse::<u32>().ok();
    let of_entries = ledger.entries().iter().flat_map(|e| &e.updates);
    let of_values = ledger.indicators.iter().flat_map(|i| &i.updates);
    let of_findings = ledger.rectifications.iter().flat_map(|r| &r.updates);
    let facts = of_entries.chain(of_values).chain(of_findings).flat_map(|u| &u.says);
    let used = facts.filter_map(|f| if let Fact::Urged { number, .. } = f { serial(number) } else { None });
    format!("{begins}{}号", used.max().unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, EntryId, Kind, Update, UpdateId};

    fn ledger(numbers: &[&str]) -> Ledger {
        let mut entry = Entry::new(EntryId::of("p", "一"), Kind::Task, "题");
        for (i, number) in numbers.iter().enumerate() {
            entry.updates.push(Update {
                id: UpdateId::mint(i as u64),
                at: "2025-10-01T09:00:00+08:00".parse().unwrap(),
                by: Default::default(),
                period: None,
                after: Vec::new(),
                about: Default::default(),
                says: vec![Fact::Urged { level: ReminderLevel::Remind, number: (*number).to_owned(), to: "甲局".into() }],
            });
        }
        let mut ledger = Ledger::default();
        ledger.set_entries(vec![entry.into()]);
        ledger
    }

    #[test]
    fn letters_are_counted_by_year() {
        let of = |level| Series::Reminders(level);
        assert_eq!(next_letter(&ledger(&[]), of(ReminderLevel::Remind), 2025), "〔2025〕催1号");
        let used = ledger(&["〔2025〕催2号", "〔2025〕催10号", "〔2024〕催30号", "口头"]);
        assert_eq!(next_letter(&used, of(ReminderLevel::Urge), 2025), "〔2025〕催11号");
        assert_eq!(next_letter(&used, of(ReminderLevel::Urge), 2026), "〔2026〕催1号");
        assert_eq!(next_letter(&used, Series::Notices, 2025), "〔2025〕改1号");
    }

    #[test]
    fn an_office_with_a_code_counts_each_level_by_itself() {
        let mut used = ledger(&["虎政督提〔2025〕4号", "虎政督催〔2025〕9号", "〔2025〕催30号"]);
        used.settings.letter_code = "虎政督".into();
        let next = ReminderLevel::ALL.map(|level| next_letter(&used, Series::Reminders(level), 2025));
        assert_eq!(next, ["虎政督提〔2025〕5号", "虎政督催〔2025〕10号", "虎政督督〔2025〕1号"]);
        assert_eq!(next_letter(&used, Series::Reminders(ReminderLevel::Remind), 2026), "虎政督提〔2026〕1号");
        assert_eq!(next_letter(&used, Series::Notices, 2026), "虎政督改〔2026〕1号");
    }

    #[test]
    fn urging_is_told_and_counted_and_reports_nothing() {
        let l = ledger(&["〔2025〕催1号", "〔2025〕催2号"]);
        let entry = &l.entries()[0];
        assert_eq!(entry.updates[0].says[0].sentence(&l, Lang::Zh), "提醒 甲局，〔2025〕催1号");
        let state = crate::domain::fold(&l, entry, None);
        assert_eq!(state.urges.iter().map(|u| u.number.as_str()).collect::<Vec<_>>(), ["〔2025〕催1号", "〔2025〕催2号"]);
        assert_eq!((state.last_report, state.status.value, state.reports.len()), (None, None, 0));
    }
}

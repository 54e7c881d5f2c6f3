use super::ledger::Ledger;
use super::update::Fact;

/// In which row of numbers a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Series {
    /// 催办函.
    Reminders,
    /// 督查整改通知.
    Notices,
}

impl Series {
    fn mark(self) -> char {
        match self {
            Series::Reminders => '催',
            Series::Notices => '改',
        }
    }
}

/// The number of the next letter of a year: one more than the highest that any log names. A number that was
/// corrected away stays used.
pub(crate) fn next_letter(ledger: &Ledger, series: Series, year: i32) -> String {
    let mark = series.mark();
    let serial = |number: &str| number.strip_prefix(&format!("〔{year}〕{mark}"))?.strip_suffix('号')?.parse::<u32>().ok();
    let of_entries = ledger.entries().iter().flat_map(|e| &e.updates);
    let facts = of_entries.chain(ledger.rectifications.iter().flat_map(|r| &r.updates)).flat_map(|u| &u.says);
    let used = facts.filter_map(|f| if let Fact::Urged { number, .. } = f { serial(number) } else { None });
    format!("〔{year}〕{mark}{}号", used.max().unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, EntryId, Kind, ReminderLevel, Update, UpdateId};
    use crate::text::Lang;

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
        assert_eq!(next_letter(&ledger(&[]), Series::Reminders, 2025), "〔2025〕催1号");
        let used = ledger(&["〔2025〕催2号", "〔2025〕催10号", "〔2024〕催30号", "口头"]);
        assert_eq!(next_letter(&used, Series::Reminders, 2025), "〔2025〕催11号");
        assert_eq!(next_letter(&used, Series::Reminders, 2026), "〔2026〕催1号");
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

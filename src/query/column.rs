use super::choice::Flag;
use super::field::Field;
use super::order::SortKey;
use crate::domain::{Ledger, Standings, number, status_label, status_term};
use crate::text::{Lang, fold_width};

/// What a table of entries can show of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The light.
    Light,
    /// The place in the plan.
    Reference,
    /// The title.
    Title,
    /// The body that leads.
    Lead,
    /// The cooperating bodies.
    With,
    /// The deadline in force.
    Deadline,
    /// The reported status.
    Status,
    /// Percent done.
    Percent,
    /// The day of the last report.
    Report,
    /// Scheduled percent (序时进度).
    Scheduled,
    /// The plan.
    Plan,
    /// Where.
    Region,
    /// Programme, task, project, safeguard.
    Kind,
    /// Investment in 万元.
    Investment,
}

/// A value of a column, and the term of a filter that asks for it, when there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// As readers see it; empty when there is no value.
    pub label: String,
    /// The term.
    pub term: Option<String>,
}

impl Column {
    /// All columns, those that a table shows at first in front.
    pub const ALL: [Column; 14] = [
        Column::Light,
        Column::Reference,
        Column::Title,
        Column::Lead,
        Column::With,
        Column::Deadline,
        Column::Status,
        Column::Percent,
        Column::Report,
        Column::Scheduled,
        Column::Plan,
        Column::Region,
        Column::Kind,
        Column::Investment,
    ];

    /// What stands above it.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Column::Light => lang.pick("灯", "lt"),
            Column::Reference => lang.pick("出处", "Ref"),
            Column::Title => lang.pick("事项", "Title"),
            Column::Lead => lang.pick("牵头", "Lead"),
            Column::With => lang.pick("配合", "With"),
            Column::Deadline => lang.pick("时限", "Due"),
            Column::Status => lang.pick("状态", "Status"),
            Column::Percent => "%",
            Column::Report => lang.pick("最近反馈", "Reported"),
            Column::Scheduled => lang.pick("序时", "Sched"),
            Column::Plan => lang.pick("方案", "Plan"),
            Column::Region => lang.pick("地区", "Region"),
            Column::Kind => lang.pick("类型", "Kind"),
            Column::Investment => lang.pick("投资（万元）", "Invest 10k"),
        }
    }

    /// The word for files.
    pub fn word(self) -> &'static str {
        match self {
            Column::Light => "light",
            Column::Reference => "ref",
            Column::Title => "title",
            Column::Lead => "lead",
            Column::With => "with",
            Column::Deadline => "due",
            Column::Status => "status",
            Column::Percent => "percent",
            Column::Report => "reported",
            Column::Scheduled => "scheduled",
            Column::Plan => "plan",
            Column::Region => "region",
            Column::Kind => "kind",
            Column::Investment => "investment",
        }
    }

    /// The column that a person means by a word.
    pub fn from_word(word: &str) -> Option<Column> {
        let word = fold_width(word.trim());
        Column::ALL.into_iter().find(|c| word == c.word() || word == c.label(Lang::Zh))
    }

    /// Whether it holds numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Column::Percent | Column::Scheduled | Column::Investment)
    }

    /// By what a table is sorted that is sorted by this column.
    pub fn sort_key(self) -> Option<SortKey> {
        Some(match self {
            Column::Light => SortKey::Light,
            Column::Reference | Column::Plan => SortKey::Plan,
            Column::Title => SortKey::Title,
            Column::Lead => SortKey::Lead,
            Column::Deadline => SortKey::Deadline,
            Column::Status => SortKey::Status,
            Column::Percent => SortKey::Percent,
            Column::Report => SortKey::LastReport,
            Column::Investment => SortKey::Investment,
            Column::With | Column::Scheduled | Column::Region | Column::Kind => return None,
        })
    }

    /// What it shows of the entry at a place of the ledger.
    pub fn text(self, ledger: &Ledger, standings: &Standings, i: usize, lang: Lang) -> String {
        let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return String::new() };
        let (state, verdict) = (&standing.state, &standing.verdict);
        let short = |dept| ledger.departments.short_name(dept, entry.id.plan());
        match self {
            Column::Light => verdict.light.label(lang).to_owned(),
            Column::Reference => entry.id.place().to_owned(),
            Column::Title => entry.title.clone(),
            Column::Lead => state.lead.value.as_ref().map_or(lang.pick("未明确", "nobody"), short).to_owned(),
            Column::With => ledger.cooperating(entry).iter().map(|c| short(c.dept())).collect::<Vec<_>>().join("、"),
            Column::Deadline => state.deadline.value.map(|d| d.to_string()).unwrap_or_default(),
            Column::Status => status_label(state.status.value, lang).to_owned(),
            Column::Percent => state.percent_done().map(|p| p.to_string()).unwrap_or_default(),
            Column::Report => state.last_report.map(|d| d.to_string()).unwrap_or_default(),
            Column::Scheduled => verdict.scheduled.map(|s| s.to_string()).unwrap_or_default(),
            Column::Plan => plan_name(ledger, entry.id.plan()).to_owned(),
            Column::Region => entry.regions.join("、"),
            Column::Kind => entry.kind.label(lang).to_owned(),
            Column::Investment => entry.investment_wan.map(number).unwrap_or_default(),
        }
    }

    /// The values of an entry, each with the term that finds its like; one without a value has one empty label.
    pub fn facets(self, ledger: &Ledger, standings: &Standings, i: usize, lang: Lang) -> Vec<Facet> {
        let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return Vec::new() };
        let text = || self.text(ledger, standings, i, lang);
        let of = |field: Field, value: String| Facet { term: Some(format!("{}:{value}", field.label(lang))), label: text() };
        let name =
            |field: Field, name: &str| Facet { term: quoted(name).map(|q| format!("{}:{q}", field.label(lang))), label: name.to_owned() };
        let nothing = || Facet { label: String::new(), term: None };
        let some = |facets: Vec<Facet>| if facets.is_empty() { vec![nothing()] } else { facets };
        let state = &standing.state;
        vec![match self {
            Column::Light => of(Field::Light, text()),
            Column::Title => Facet { term: quoted(&entry.title), label: entry.title.clone() },
            Column::Lead => match &state.lead.value {
                Some(lead) => name(Field::Lead, ledger.departments.name(lead)),
                None => of(Field::Is, Flag::Unassigned.label(lang).to_owned()),
            },
            Column::With => {
                let with = ledger.cooperating(entry).iter();
                return some(with.map(|c| name(Field::With, ledger.departments.name(c.dept()))).collect());
            }
            Column::Region => return some(entry.regions.iter().map(|r| name(Field::Region, r)).collect()),
            Column::Deadline if state.deadline.value.is_none() => Facet { label: String::new(), ..of(Field::Due, none(lang)) },
            Column::Deadline => of(Field::Due, text()),
            Column::Status => of(Field::Status, status_term(state.status.value).written(lang).to_owned()),
            Column::Plan => name(Field::Plan, plan_name(ledger, entry.id.plan())),
            Column::Kind => of(Field::Kind, lang.pick(text(), entry.kind.word().to_owned())),
            Column::Percent | Column::Scheduled | Column::Investment if text().is_empty() => nothing(),
            Column::Percent => of(Field::Percent, text()),
            Column::Scheduled => of(Field::Scheduled, text()),
            Column::Investment => of(Field::Investment, text()),
            Column::Reference | Column::Report => Facet { label: text(), term: None },
        }]
    }
}

fn none(lang: Lang) -> String {
    lang.pick("无", "none").to_owned()
}

fn plan_name<'a>(ledger: &'a Ledger, code: &'a str) -> &'a str {
    ledger.plan(code).map_or(code, |p| if p.short.is_empty() { &p.title } else { &p.short })
}

/// A name to be taken as a whole; none when it holds a quotation mark itself.
fn quoted(name: &str) -> Option<String> {
    let plain = !name.is_empty() && !name.contains(['"', '＂', '“', '”']);
    plain.then(|| format!("\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{sample, standings};
    use crate::query::{Filter, Index};

    #[test]
    fn the_term_of_a_value_finds_the_entry_that_has_it() {
        let (ledger, standings) = (sample(), standings());
        let index = Index::new(&ledger);
        let mut terms = 0;
        for lang in [Lang::Zh, Lang::En] {
            for (column, i) in Column::ALL.into_iter().flat_map(|c| (0..ledger.entries().len()).map(move |i| (c, i))) {
                for term in column.facets(&ledger, &standings, i, lang).into_iter().filter_map(|f| f.term) {
                    let query = Filter::parse(&term).unwrap().compile(&ledger, &index, standings.day());
                    assert!(query.matches(&index, &ledger, &standings, i), "{term} does not find entry {i}");
                    terms += 1;
                }
            }
        }
        assert!(terms > 100, "{terms}");
    }

    #[test]
    fn entries_alike_in_a_column_are_all_found_by_its_term_and_no_others() {
        let (ledger, standings) = (sample(), standings());
        let index = Index::new(&ledger);
        for column in [Column::Light, Column::Status, Column::Kind, Column::Percent, Column::Deadline, Column::Plan, Column::Title] {
            let all: Vec<Facet> = (0..ledger.entries().len()).map(|i| column.facets(&ledger, &standings, i, Lang::Zh)[0].clone()).collect();
            for facet in all.iter().filter(|f| f.term.is_some()) {
                let filter = Filter::parse(facet.term.as_deref().unwrap()).unwrap();
                let found = filter.compile(&ledger, &index, standings.day()).select(&index, &ledger, &standings);
                let alike: Vec<usize> = (0..all.len()).filter(|i| all[*i] == *facet).collect();
                assert_eq!(found, alike, "{facet:?}");
            }
        }
    }

    #[test]
    fn every_word_leads_back() {
        for column in Column::ALL {
            assert_eq!(Column::from_word(column.word()), Some(column));
        }
    }
}

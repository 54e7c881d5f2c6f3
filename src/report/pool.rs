//! The list of projects as a table: the screen's, the command line's, and the annex of documents.

use serde_json::{Map, Value, json};

use super::grid::{Cell, Head};
use crate::domain::{Judged, Pooled, RateOf, Stage as StageOf, Tally, json_number};
use crate::text::Lang;

/// What the pool comes to, for machines: how many stand at which stage, the money in 万元, the rates with their formulas.
pub(crate) fn pool_json(tally: &Tally, lang: Lang) -> Value {
    let stages: Map<String, Value> = StageOf::ALL.iter().map(|s| (s.word().to_owned(), tally.at(*s).into())).collect();
    let rate = |of: RateOf| {
        let rate = tally.rate(of);
        let percent = rate.tenths().map(|tenths| f64::from(tenths) / 10.0);
        let (part, whole) = (json_number(rate.part), json_number(rate.whole));
        (of.word().to_owned(), json!({ "percent": percent, "part": part, "whole": whole, "formula": of.formula(lang) }))
    };
    json!({
        "projects": tally.all(),
        "in_pool": tally.in_pool(),
        "stages": stages,
        "stage_not_told": tally.untold,
        "named_again": tally.again,
        "planned_year_wan": json_number(tally.planned),
        "done_year_wan": json_number(tally.done_year),
        "done_wan": json_number(tally.done),
        "rates": RateOf::ALL.into_iter().map(rate).collect::<Map<String, Value>>(),
    })
}

/// A column of the list of projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProjectColumn {
    Reference,
    Title,
    Region,
    Stage,
    Since,
    Whole,
    Planned,
    DoneYear,
    YearShare,
    Done,
    Statistics,
    Lead,
    Builder,
    Sector,
    Plan,
}

use ProjectColumn::{
    Builder, Done, DoneYear, Lead, Plan, Planned, Reference, Region, Sector, Since, Stage, Statistics, Title, Whole, YearShare,
};

impl ProjectColumn {
    /// All, from the left.
    pub(crate) const ALL: [ProjectColumn; 15] =
        [Reference, Title, Region, Stage, Since, Whole, Planned, DoneYear, YearShare, Done, Statistics, Lead, Builder, Sector, Plan];

    /// What stands above it; amounts are in 万元.
    pub(crate) fn head(self, lang: Lang) -> &'static str {
        let (zh, en) = self.heads();
        lang.pick(zh, en)
    }

    pub(crate) fn heads(self) -> (&'static str, &'static str) {
        match self {
            Reference => ("编号", "id"),
            Title => ("项目", "Project"),
            Region => ("地区", "Region"),
            Stage => ("阶段", "Stage"),
            Since => ("阶段日期", "Since"),
            Whole => ("投资", "Invest"),
            Planned => ("本年计划", "Plan/yr"),
            DoneYear => ("本年完成", "Done/yr"),
            YearShare => ("年度完成率", "Year %"),
            Done => ("累计完成", "Done"),
            Statistics => ("入统", "Stats"),
            Lead => ("牵头", "Lead"),
            Builder => ("建设单位", "Builder"),
            Sector => ("领域", "Sector"),
            Plan => ("方案", "Plan"),
        }
    }

    /// The columns with their heads: how wide each may become in a file, and what is summed.
    pub(crate) fn all_heads(lang: Lang) -> Vec<Head> {
        let head = |column: ProjectColumn| match column {
            Whole | Planned | DoneYear | Done => Head::sum(column.head(lang)),
            Title => Head::new(column.head(lang), 40),
            Lead | Builder | Sector | Plan | Reference => Head::new(column.head(lang), 24),
            _ => Head::new(column.head(lang), 12),
        };
        ProjectColumn::ALL.into_iter().map(head).collect()
    }

    /// What stands under it.
    pub(crate) fn cell(self, judged: Judged<'_>, pooled: &Pooled, lang: Lang) -> Cell {
        let Judged { ledger, entry, standing } = judged;
        let once = |wan: Option<f64>| wan.map_or(Cell::Empty, |wan| Cell::once(wan, !pooled.again));
        match self {
            Reference => Cell::text(&entry.id),
            Title => Cell::text(&entry.title),
            Region => Cell::text(&entry.regions.join("、")),
            Stage => pooled.stage.map_or(Cell::Empty, |stage| Cell::Term(stage.rank(), stage.label(lang))),
            Since => Cell::day(pooled.since),
            Whole => once(pooled.whole),
            Planned => once(pooled.planned),
            DoneYear => once(pooled.done_year),
            YearShare => pooled.year_share().map_or(Cell::Empty, Cell::Share),
            Done => once(pooled.done),
            Statistics => pooled.in_statistics.map_or(Cell::Empty, |told| Cell::Term(told.rank(), told.label(lang))),
            Lead => {
                let lead = standing.state.lead.value.as_ref().map(|lead| ledger.departments.now(lead));
                lead.map_or(Cell::Empty, |lead| Cell::text(ledger.departments.short_name(lead, entry.id.plan())))
            }
            Builder => Cell::text(&entry.enterprises.join("、")),
            Sector => Cell::text(&entry.sector),
            Plan => Cell::text(ledger.plan_name(entry.id.plan())),
        }
    }

    /// A whole row.
    pub(crate) fn cells(judged: Judged<'_>, pooled: &Pooled, lang: Lang) -> Vec<Cell> {
        ProjectColumn::ALL.into_iter().map(|column| column.cell(judged, pooled, lang)).collect()
    }
}

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

/// The columns from the left, a row each: what stands above it, and how wide it may become in a file; amounts, in 万元, are summed.
macro_rules! columns {
    ($($Column:ident, $zh:literal, $en:literal, $most:expr;)*) => {
        /// A column of the list of projects.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum ProjectColumn {
            $($Column,)*
        }

        impl ProjectColumn {
            /// All, from the left.
            pub(crate) const ALL: [ProjectColumn; [$($en),*].len()] = [$(ProjectColumn::$Column,)*];

            pub(crate) fn heads(self) -> (&'static str, &'static str) {
                match self { $(ProjectColumn::$Column => ($zh, $en),)* }
            }

            fn most(self) -> Option<u16> {
                match self { $(ProjectColumn::$Column => $most,)* }
            }
        }
    };
}

columns! {
    Reference, "编号", "id", Some(24);
    Title, "项目", "Project", Some(40);
    Region, "地区", "Region", Some(12);
    Stage, "阶段", "Stage", Some(12);
    Since, "阶段日期", "Since", Some(12);
    Whole, "投资", "Invest", None;
    Planned, "本年计划", "Plan/yr", None;
    DoneYear, "本年完成", "Done/yr", None;
    YearShare, "年度完成率", "Year %", Some(12);
    Done, "累计完成", "Done", None;
    Statistics, "入统", "Stats", Some(12);
    Lead, "牵头", "Lead", Some(24);
    Builder, "建设单位", "Builder", Some(24);
    Capacity, "建设规模", "Capacity", Some(24);
    FundsCentral, "中央资金", "Central", None;
    FundsProvince, "省级资金", "Province", None;
    FundsLocal, "市县资金", "Local", None;
    FundsPrivate, "社会资本", "Private", None;
    FundsBonds, "专项债", "Bonds", None;
    Problems, "困难问题", "Problems", Some(24);
    Sector, "领域", "Sector", Some(24);
    Plan, "方案", "Plan", Some(24);
}

impl ProjectColumn {
    /// What stands above it.
    pub(crate) fn head(self, lang: Lang) -> &'static str {
        let (zh, en) = self.heads();
        lang.pick(zh, en)
    }

    /// The columns with their heads.
    pub(crate) fn all_heads(lang: Lang) -> Vec<Head> {
        let head = |column: ProjectColumn| match column.most() {
            Some(most) => Head::new(column.head(lang), most),
            None => Head::sum(column.head(lang)),
        };
        ProjectColumn::ALL.into_iter().map(head).collect()
    }

    /// What stands under it.
    pub(crate) fn cell(self, judged: Judged<'_>, pooled: &Pooled, lang: Lang) -> Cell {
        let Judged { ledger, entry, standing } = judged;
        let once = |wan: Option<f64>| wan.map_or(Cell::Empty, |wan| Cell::once(wan, !pooled.again));
        match self {
            ProjectColumn::Reference => Cell::text(&entry.id),
            ProjectColumn::Title => Cell::text(&entry.title),
            ProjectColumn::Region => Cell::text(&entry.regions.join("、")),
            ProjectColumn::Stage => pooled.stage.map_or(Cell::Empty, |stage| Cell::Term(stage.rank(), stage.label(lang))),
            ProjectColumn::Since => Cell::day(pooled.since),
            ProjectColumn::Whole => once(pooled.whole),
            ProjectColumn::Planned => once(pooled.planned),
            ProjectColumn::DoneYear => once(pooled.done_year),
            ProjectColumn::YearShare => pooled.year_share().map_or(Cell::Empty, Cell::Share),
            ProjectColumn::Done => once(pooled.done),
            ProjectColumn::Statistics => pooled.in_statistics.map_or(Cell::Empty, |told| Cell::Term(told.rank(), told.label(lang))),
            ProjectColumn::Lead => {
                let lead = standing.state.lead.value.as_ref().map(|lead| ledger.departments.now(lead));
                lead.map_or(Cell::Empty, |lead| Cell::text(ledger.departments.short_name(lead, entry.id.plan())))
            }
            ProjectColumn::Builder => Cell::text(&entry.enterprises.join("、")),
            ProjectColumn::Capacity => Cell::text(&entry.figures.join("；")),
            ProjectColumn::FundsCentral => once(entry.funding.central),
            ProjectColumn::FundsProvince => once(entry.funding.province),
            ProjectColumn::FundsLocal => once(entry.funding.local),
            ProjectColumn::FundsPrivate => once(entry.funding.private),
            ProjectColumn::FundsBonds => once(entry.funding.bonds),
            ProjectColumn::Problems => Cell::text(&standing.state.problems.iter().map(|p| p.words.trim()).collect::<Vec<_>>().join("；")),
            ProjectColumn::Sector => Cell::text(&entry.sector),
            ProjectColumn::Plan => Cell::text(ledger.plan_name(entry.id.plan())),
        }
    }

    /// A whole row.
    pub(crate) fn cells(judged: Judged<'_>, pooled: &Pooled, lang: Lang) -> Vec<Cell> {
        ProjectColumn::ALL.into_iter().map(|column| column.cell(judged, pooled, lang)).collect()
    }
}

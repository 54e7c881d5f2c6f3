use std::collections::HashSet;

use super::counts::counts;
use super::{Cell, Grid, Head};
use crate::domain::{Attribute, EntryId, Held, Holds, status_label};
use crate::report::body::Body;
use crate::report::bucket::Bucket;
use crate::report::goal::Goal;
use crate::report::reading::place as paragraph;
use crate::report::row::{Row, Said};
use crate::report::summary::{PlanName, Summary};
use crate::text::Lang;

/// All entries, or those of some ids.
pub(in crate::report) fn ledger(summary: &Summary, only: Option<&HashSet<EntryId>>) -> Grid {
    let mut columns = vec![
        Head::new("序号", 6),
        Head::new("方案", 14),
        Head::new("出处", 16),
        Head::new("事项", 28),
        Head::new("牵头单位", 20),
        Head::new("时限", 11),
        Head::new("状态", 8),
        Head::new("灯", 4),
        Head::bar("完成"),
        Head::bar("序时"),
        Head::new("类别", 10),
        Head::new("最近进展", 34),
        Head::new("存在问题", 26),
        Head::new("下一步", 26),
        Head::new("类型", 6),
    ];
    columns.extend(Attribute::in_sheets().map(stated_head));
    columns.extend([Head::new("最近反馈", 11), Head::new("待裁定", 40), Head::new("条目编号", 36)]);
    let line = |(n, row): (usize, &Row)| {
        let mut cells = vec![Cell::count(n + 1)];
        cells.extend(place(summary, row));
        cells.extend([
            Cell::text(&row.title),
            Cell::text(&row.lead_name),
            Cell::day(row.deadline),
            Cell::text(status_label(row.status, Lang::Zh)),
            Cell::Light(row.light),
            Cell::percent(row.percent_done()),
            Cell::percent(row.scheduled),
            Cell::text(row.bucket.label(Lang::Zh)),
            said(row.progress.as_deref(), summary),
            said(row.problems.as_deref(), summary),
            said(row.next.as_deref(), summary),
            Cell::text(row.kind.label(Lang::Zh)),
        ]);
        cells.extend(Attribute::in_sheets().map(|attribute| stated(row, attribute)));
        cells.extend([Cell::day(row.last_report), rivals(row), Cell::text(row.id.as_str())]);
        cells
    };
    let wanted = summary.rows.iter().filter(|r| only.is_none_or(|only| only.contains(&r.id)));
    let rows = wanted.enumerate().map(line).collect();
    Grid { title: "台账", name: "ledger", columns, kept: 4, printed: 14, rows }
}

/// The column of something that the plan states.
fn stated_head(attribute: Attribute) -> Head {
    let most = match attribute.holds() {
        Holds::Bodies => 64,
        Holds::Text => 40,
        Holds::List => 24,
        Holds::Money => 14,
        _ => 12,
    };
    Head { sum: attribute.holds() == Holds::Money, ..Head::new(attribute.label(Lang::Zh), most) }
}

fn stated(row: &Row, attribute: Attribute) -> Cell {
    match row.stated.value(attribute) {
        // A part that names none has those of the whole.
        Held::Bodies(_) => Cell::text(&row.cooperating.join("、")),
        Held::None => Cell::Empty,
        Held::Money(wan) => Cell::number(Some(wan)),
        Held::Percent(percent) => Cell::Percent(percent),
        Held::Day(day) => Cell::Day(day),
        Held::Year(year) => Cell::Count(year.into()),
        value => Cell::text(&attribute.in_words(value, Lang::Zh)),
    }
}

/// What is behind schedule or past its deadline, the gravest first.
pub(in crate::report) fn late(summary: &Summary) -> Grid {
    let columns = vec![
        Head::new("序号", 6),
        Head::new("方案", 14),
        Head::new("出处", 16),
        Head::new("事项", 28),
        Head::new("牵头单位", 20),
        Head::new("时限", 11),
        Head::new("逾期天数", 8),
        Head::new("灯", 4),
        Head::bar("完成"),
        Head::bar("序时"),
        Head::new("差距（百分点）", 8),
        Head::new("类别", 10),
        Head::new("反馈原因", 36),
        Head::new("下一步", 28),
        Head::new("待裁定", 20),
    ];
    let line = |(n, row): (usize, &Row)| {
        let mut cells = vec![Cell::count(n + 1)];
        cells.extend(place(summary, row));
        cells.extend([
            Cell::text(&row.title),
            Cell::text(&row.lead_name),
            Cell::day(row.deadline),
            row.late.and_then(|l| l.days).map_or(Cell::Empty, Cell::Count),
            Cell::Light(row.light),
            Cell::percent(row.percent),
            Cell::percent(row.scheduled),
            row.late.and_then(|l| l.gap).map_or(Cell::Empty, |g| Cell::Count(g.into())),
            Cell::text(row.bucket.label(Lang::Zh)),
            said(row.problems.as_deref(), summary),
            said(row.next.as_deref(), summary),
            rivals(row),
        ]);
        cells
    };
    let rows = summary.late.iter().map(|i| summary.row(*i)).enumerate().map(line).collect();
    Grid { title: "未达序时和逾期", name: "late", printed: columns.len(), columns, kept: 4, rows }
}

/// All bodies with what they lead; sums stand below where no entry counts for two of them.
pub(in crate::report) fn bodies(summary: &Summary) -> Grid {
    let count = |title| Head { sum: !summary.leads_overlap(), ..Head::sum(title) };
    let mut columns = vec![Head::new("单位", 44), Head::new("层级", 8), count("牵头")];
    columns.extend(Bucket::ALL.map(|b| count(b.label(Lang::Zh))));
    columns.extend([count("未达或逾期"), Head::bar("完成率"), Head::new("配合", 8), Head::new("最近反馈", 12)]);
    let line = |b: &Body| {
        let mut cells = vec![Cell::text(&b.name), Cell::text(b.level.map_or("", |l| l.label(Lang::Zh))), Cell::count(b.leads.total())];
        cells.extend(counts(&b.leads));
        let done = if b.leads.total() == 0 { Cell::Empty } else { Cell::Share(b.leads.share(Bucket::Done)) };
        cells.extend([Cell::count(b.late), done, Cell::count(b.cooperates), Cell::day(b.last_report)]);
        cells
    };
    let rows = summary.bodies.iter().map(line).collect();
    Grid { title: "单位", name: "bodies", printed: columns.len(), columns, kept: 1, rows }
}

/// The indicators against their goals.
pub(in crate::report) fn goals(summary: &Summary) -> Grid {
    let columns = vec![
        Head::new("方案", 16),
        Head::new("指标", 40),
        Head::new("范围", 24),
        Head::new("计量单位", 12),
        Head::new("目标年", 8),
        Head::new("目标", 14),
        Head::new("实测期间", 18),
        Head::new("实测值", 12),
        Head::bar("完成目标"),
        Head::bar("序时"),
        Head::new("达标", 8),
    ];
    let line = |goal: &Goal| {
        vec![
            Cell::text(plan(summary, &goal.plan)),
            Cell::text(&goal.name),
            Cell::text(&goal.scope),
            Cell::text(&goal.unit),
            goal.target.map_or(Cell::Empty, |(year, _)| Cell::Count(year.into())),
            goal.target.map_or(Cell::Empty, |(_, target)| Cell::text(&target.label(Lang::Zh))),
            goal.measured.map_or(Cell::Empty, |(period, _)| Cell::text(&period.label(Lang::Zh))),
            Cell::number(goal.measured.map(|(_, value)| value)),
            goal.share.map_or(Cell::Empty, Cell::Share),
            Cell::percent(goal.scheduled),
            goal.met.map_or(Cell::Empty, |met| Cell::text(if met { "达到" } else { "未达到" })),
        ]
    };
    let rows = summary.goals.iter().map(line).collect();
    Grid { title: "指标", name: "indicators", printed: columns.len(), columns, kept: 2, rows }
}

/// The plan's short name, and the place in it.
fn place(summary: &Summary, row: &Row) -> [Cell; 2] {
    let place = if row.id.is_minted() { "新增" } else { paragraph(row.id.reference()) };
    [Cell::text(plan(summary, row.plan())), Cell::text(place)]
}

fn plan<'a>(summary: &'a Summary, code: &'a str) -> &'a str {
    summary.plans.iter().find(|p: &&PlanName| p.code == code).map_or(code, |p| p.short.as_str())
}

/// Words, with their period when they are not of this one.
fn said(words: Option<&Said>, summary: &Summary) -> Cell {
    let Some(said) = words else { return Cell::Empty };
    match said.of_another(summary.period) {
        None => Cell::text(&said.text),
        Some(other) => Cell::text(&format!("（{}）{}", other.label(Lang::Zh), said.text)),
    }
}

fn rivals(row: &Row) -> Cell {
    let all = row.contested.iter().map(|r| format!("{}：{}", r.label, r.values.join(" / ")));
    Cell::text(&all.collect::<Vec<_>>().join("；"))
}

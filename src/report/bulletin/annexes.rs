use super::late::rivals;
use super::progress::group_table;
use super::words::{bucket_cells, cell, dash, label, lead, percent, said, short_day};
use crate::domain::status_label;
use crate::report::body::Body;
use crate::report::bucket::Bucket;
use crate::report::document::{Block, Column, Run, Table};
use crate::report::group::Group;
use crate::report::row::Row;
use crate::report::summary::Summary;
use crate::text::Lang;

/// Title of annex 1.
pub(in crate::report) const LATE: &str = "未达序时和逾期清单";
/// Title of annex 2.
pub(in crate::report) const ALL: &str = "全部事项清单";
/// Title of annex 3.
pub(super) const BODIES: &str = "分单位情况表";

/// What is to be known of annex 3 where its lines are not disjoint.
const OVERLAP: &str =
    "注：以集体名称承担的事项同时计入各成员单位，职责已划转单位的事项同时计入承接单位；牵头的不再计入配合。各行合计不等于事项总数。";

/// The late list, the full list, the departments.
pub(super) fn annexes(summary: &Summary) -> Vec<Block> {
    let mut blocks = vec![Block::annex(LATE, true), or_nothing(late(summary))];
    blocks.extend([Block::annex(ALL, true), or_nothing(all(summary))]);
    blocks.extend([Block::annex(BODIES, true), or_nothing(bodies(summary))]);
    blocks.extend(summary.leads_overlap().then(|| Block::Paragraph(vec![Run::Plain(OVERLAP.into())])));
    if !summary.by_level.is_empty() {
        blocks.push(Block::Table(group_table("牵头单位层级", &summary.by_level)));
    }
    blocks.extend(regions(summary));
    blocks
}

/// A table of the regions with several entries; those with one each are named in a sentence.
fn regions(summary: &Summary) -> Vec<Block> {
    let say = |text: String| Block::Paragraph(vec![Run::Plain(text)]);
    let (several, single): (Vec<Group>, Vec<Group>) = summary.by_region.iter().cloned().partition(|g| g.tally.total() > 1);
    let mut blocks = Vec::new();
    if !several.is_empty() {
        blocks.push(say("按地区统计（一个事项涉及多个地区的分别计入，合计不等于事项总数）：".into()));
        blocks.push(Block::Table(group_table("地区", &several)));
    }
    if !single.is_empty() {
        let names: Vec<&str> = single.iter().map(|g| g.name.as_str()).collect();
        let late = single.iter().filter(|g| g.late > 0).count();
        let late = if late > 0 { format!("，其中{late}个地区的事项未达序时或逾期") } else { String::new() };
        blocks.push(say(format!("各涉及1个事项的地区{}个{late}：{}。", single.len(), names.join("、"))));
    }
    blocks
}

fn or_nothing(table: Table) -> Block {
    if table.rows.is_empty() { Block::Paragraph(vec![Run::Plain("（无）".into())]) } else { Block::Table(table) }
}

fn late(summary: &Summary) -> Table {
    let mut columns = vec![
        Column::number("序号", 2),
        Column::words("编号", 6),
        Column::words("事项", 12),
        Column::words("牵头单位", 7),
        Column::words("时限", 5),
        Column::number("完成", 3),
        Column::number("序时", 3),
        Column::number("差距", 3),
        Column::number("逾期天数", 3),
        Column::words("类别", 4),
        Column::words("反馈原因", 14),
    ];
    let disputes = summary.late.iter().any(|i| !summary.row(*i).contested.is_empty());
    columns.extend(disputes.then_some(Column::words("待裁定", 6)));
    let line = |(n, row): (usize, &Row)| {
        let late = row.late;
        let mut cells = vec![
            cell(n + 1),
            row.reference.clone(),
            row.title.clone(),
            lead(&row.lead_name),
            short_day(row.deadline),
            percent(row.percent),
            percent(row.scheduled),
            late.and_then(|l| l.gap).map_or_else(dash, cell),
            late.and_then(|l| l.days).map_or_else(dash, cell),
            label(row.bucket).into(),
            said(row.problems.as_deref(), summary),
        ];
        cells.extend(disputes.then(|| if row.contested.is_empty() { dash() } else { rivals(row).into() }));
        cells
    };
    Table::new(&columns, summary.late.iter().map(|i| summary.row(*i)).enumerate().map(line).collect())
}

fn all(summary: &Summary) -> Table {
    let columns = [
        Column::number("序号", 2),
        Column::words("编号", 6),
        Column::words("事项", 12),
        Column::words("类型", 2),
        Column::words("牵头单位", 7),
        Column::words("配合单位", 10),
        Column::words("时限", 5),
        Column::words("状态", 4),
        Column::number("完成", 3),
        Column::number("序时", 3),
        Column::words("类别", 4),
        Column::words("最近进展", 14),
    ];
    let line = |(n, row): (usize, &Row)| {
        vec![
            cell(n + 1),
            row.reference.clone(),
            row.title.clone(),
            row.kind.label(Lang::Zh).into(),
            lead(&row.lead_name),
            if row.cooperating.is_empty() { dash() } else { row.cooperating.join("、").into() },
            short_day(row.deadline),
            status_label(row.status, Lang::Zh).into(),
            percent(row.percent_done()),
            percent(row.scheduled),
            label(row.bucket).into(),
            said(row.progress.as_deref(), summary),
        ]
    };
    Table::new(&columns, summary.rows.iter().enumerate().map(line).collect())
}

fn bodies(summary: &Summary) -> Table {
    let mut columns = vec![Column::words("单位", 12), Column::number("牵头", 3)];
    columns.extend(Bucket::ALL.map(|b| Column::number(b.label(Lang::Zh), 4)));
    columns.extend([Column::number("未达或逾期", 4), Column::number("配合", 3), Column::words("最近反馈", 5)]);
    let line = |b: &Body| {
        let mut cells = vec![b.name.as_str().into(), cell(b.leads.total())];
        cells.extend(bucket_cells(&b.leads));
        cells.extend([cell(b.late), cell(b.cooperates), short_day(b.last_report)]);
        cells
    };
    Table::new(&columns, summary.bodies.iter().map(line).collect())
}

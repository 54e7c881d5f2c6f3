use ecow::{EcoString, eco_format};

use super::progress::group_table;
use super::words::{UNCONFIRMED, cell, dash, label, lead, named_first, percent, said, short_day};
use crate::report::body::Body;
use crate::report::columns::Columns;
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

pub(super) fn annexes(summary: &Summary) -> Vec<Block> {
    let mut blocks = vec![Block::annex(LATE, true), or_nothing(late(summary))];
    blocks.extend(named_first(summary.late.iter().map(|i| summary.row(*i))));
    blocks.extend([Block::annex(ALL, true), or_nothing(all(summary))]);
    blocks.extend(named_first(&summary.rows));
    blocks.extend([Block::annex(BODIES, true), or_nothing(bodies(summary))]);
    blocks.extend(summary.leads_overlap().then(|| Block::Paragraph(vec![Run::Plain(OVERLAP.into())])));
    if !summary.by_level.is_empty() {
        blocks.push(Block::Table(group_table("牵头单位层级", &summary.by_level, summary.buckets())));
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
        blocks.push(say("按地区统计（一个事项涉及几个县（市、区）的，计入它们所在的市；涉及几个市的，计入省）：".into()));
        blocks.push(Block::Table(group_table("地区", &several, summary.buckets())));
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
    let mut columns = Columns::<Row, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("编号", 6), |r| r.reference.clone())
        .with(Column::words("事项", 12), |r| r.title.clone())
        .with(Column::words("牵头单位", 7), lead)
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::number("完成", 3), |r| percent(r.percent))
        .with(Column::number("序时", 3), |r| percent(r.scheduled))
        .with(Column::number("差距", 3), |r| r.late.and_then(|l| l.gap).map_or_else(dash, cell))
        .with(Column::number("逾期天数", 3), |r| r.late.and_then(|l| l.days).map_or_else(dash, cell))
        .with(Column::words("类别", 4), |r| label(r.bucket).into())
        .with(Column::words("反馈原因", 14), |r| said(r.problems.as_deref(), summary));
    if summary.late.iter().any(|i| !summary.row(*i).contested.is_empty()) {
        columns = columns.with(Column::words("待裁定", 6), |r| if r.contested.is_empty() { dash() } else { r.rivals().into() });
    }
    columns.table(summary.late.iter().map(|i| summary.row(*i)))
}

fn all(summary: &Summary) -> Table {
    Columns::<Row, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("编号", 6), |r| r.reference.clone())
        .with(Column::words("事项", 12), |r| r.title.clone())
        .with(Column::words("类型", 2), |r| r.kind.label(Lang::Zh).into())
        .with(Column::words("牵头单位", 7), lead)
        .with(Column::words("其他单位", 10), others)
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::words("状态", 4), Row::status_words)
        .with(Column::number("完成", 3), |r| percent(r.percent_done()))
        .with(Column::number("序时", 3), |r| percent(r.scheduled))
        .with(Column::words("类别", 4), |r| label(r.bucket).into())
        .with(Column::words("最近进展", 14), |r| said(r.progress.as_deref(), summary))
        .table(&summary.rows)
}

/// All bodies but the one that leads, in whatever role.
fn others(row: &Row) -> EcoString {
    let more = if row.and_others { "等" } else { "" };
    if row.cooperating.is_empty() { dash() } else { eco_format!("{}{more}", row.cooperating.join("、")) }
}

fn bodies(summary: &Summary) -> Table {
    let mut columns = Columns::<Body, _, _>::new()
        .with(Column::words("单位", 12), |b| b.name.as_str().into())
        .with(Column::number("牵头", 3), |b| cell(b.leads.total()))
        .each(summary.buckets(), |bucket| Column::number(label(bucket), 4), |bucket, b| cell(b.leads.count(bucket)));
    if summary.bodies.iter().any(|b| b.unconfirmed > 0) {
        columns = columns.with(Column::number(UNCONFIRMED, 4), |b| cell(b.unconfirmed));
    }
    if summary.supervision.late() > 0 {
        columns = columns.with(Column::number("整改超期", 4), |b| cell(summary.supervision.late_of(b.id.as_ref())));
    }
    columns
        .with(Column::number("未达或逾期", 4), |b| cell(b.late))
        .with(Column::number("配合", 3), |b| cell(b.cooperates))
        .with(Column::number("本单位未报", 4), |b| cell(b.missing()))
        .with(Column::words("最近反馈", 5), |b| short_day(b.last_report))
        .table(&summary.bodies)
}

//! Inspections in a bulletin: what they found, what is mended, and who is late.

use super::words::{LISTED, cell, dash, heading, say, short_day};
use crate::report::columns::Columns;
use crate::report::document::{Block, Column, Table};
use crate::report::summary::Summary;
use crate::report::supervision::Found;

/// The part of the bulletin on inspections; nothing where there is none.
pub(super) fn supervision(summary: &Summary) -> Vec<Block> {
    if summary.supervision.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading("督导检查"), say(counts(summary))];
    if !summary.supervision.open.is_empty() {
        blocks.push(Block::Table(open(&summary.supervision.open)));
    }
    blocks
}

/// The same in a sentence, for the page of one body.
pub(super) fn counts(summary: &Summary) -> String {
    let all = &summary.supervision;
    let late = if all.late() > 0 { format!("，其中超过整改时限{}个", all.late()) } else { String::new() };
    format!(
        "本期督导检查{}次，发现需要整改的问题{}个；整改完成{}个，尚未整改{}个{late}。",
        all.inspections,
        all.found,
        all.mended,
        all.open.len()
    )
}

fn open(all: &[Found]) -> Table {
    Columns::<Found, _, _>::new()
        .with(Column::words("发现的问题", 18), |one| one.problem.clone())
        .with(Column::words("整改单位", 12), |one| one.body.clone())
        .with(Column::words("整改时限", 6), |one| short_day(one.due))
        .with(Column::number("超期天数", 4), |one| one.late.map_or_else(dash, cell))
        .table(all.iter().take(LISTED))
}

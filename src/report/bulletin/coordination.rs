//! Matters for coordination in a bulletin: how many were raised and settled, and those that are open by age and level.

use ecow::EcoString;

use super::words::{LISTED, cell, dash, full_stop, heading, say, short_day};
use crate::domain::{Level, number};
use crate::report::columns::Columns;
use crate::report::coordination::Line;
use crate::report::document::{Block, Column, Table};
use crate::report::summary::Summary;
use crate::text::Lang;

/// The ages by which open ones are counted: up to so many days, and how that is called.
const AGES: [(i64, &str); 3] = [(30, "30天以内"), (90, "31至90天"), (i64::MAX, "90天以上")];

/// The part of the bulletin on matters; nothing where there is none.
pub(super) fn coordination(summary: &Summary) -> Vec<Block> {
    let all = &summary.coordination;
    if all.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading("会商协调"), say(counts(summary))];
    if !all.open.is_empty() {
        blocks.push(Block::Table(open(&all.open)));
    }
    if !all.settled.is_empty() {
        let told = all.settled.iter().take(LISTED).map(|line| format!("{}：{}", line.problem, full_stop(&line.decided)));
        let more = if all.settled.len() > LISTED { "其余见台账。" } else { "" };
        blocks.push(say(format!("本期议定的：{}{more}", told.collect::<String>())));
    }
    blocks
}

/// The same in a sentence, for the page of one body.
pub(super) fn counts(summary: &Summary) -> String {
    let all = &summary.coordination;
    let mut text = format!("本期新提出会商事项{}项，议定{}项；在办{}项", all.raised, all.settled.len(), all.open.len());
    if !all.open.is_empty() {
        let of = |level: Option<Level>| all.open.iter().filter(|line| line.level == level).count();
        let levels = Level::ALL.into_iter().map(|level| (of(Some(level)), level.label(Lang::Zh))).chain([(of(None), "未定层级")]);
        let older = |at: usize| if at == 0 { i64::MIN } else { AGES[at - 1].0 };
        let of_age = |(at, (most, words)): (usize, &(i64, &'static str))| {
            (all.open.iter().filter(|line| line.age > older(at) && line.age <= *most).count(), *words)
        };
        let told = |counts: &mut dyn Iterator<Item = (usize, &'static str)>| {
            counts.filter(|(count, _)| *count > 0).map(|(count, words)| format!("{words}{count}项")).collect::<Vec<_>>().join("、")
        };
        text += &format!("，按层级：{}；按提出时间：{}", told(&mut { levels }), told(&mut AGES.iter().enumerate().map(of_age)));
    }
    if all.late() > 0 {
        text += &format!("；超过办理时限{}项", all.late());
    }
    match all.median_days().filter(|_| summary.is_yearly()) {
        Some(days) => format!("{text}。全年议定的从提出到议定，中位数{}天。", number(days)),
        None => text + "。",
    }
}

fn open(lines: &[Line]) -> Table {
    let word = |label: Option<&'static str>| label.map_or_else(dash, EcoString::from);
    Columns::<Line, _, _>::new()
        .with(Column::words("问题", 16), |l| l.problem.clone())
        .with(Column::words("需要单位", 12), |l| if l.needs.is_empty() { dash() } else { l.needs.clone() })
        .with(Column::words("层级", 4), move |l| word(l.level.map(|level| level.label(Lang::Zh))))
        .with(Column::words("分级", 4), move |l| word(l.grade.map(|grade| grade.label(Lang::Zh))))
        .with(Column::words("进展", 5), |l| l.stage.label(Lang::Zh).into())
        .with(Column::number("天数", 4), |l| cell(l.age))
        .with(Column::words("办理时限", 6), |l| short_day(l.due))
        .table(lines.iter().take(LISTED))
}

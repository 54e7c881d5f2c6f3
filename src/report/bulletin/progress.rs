use ecow::{EcoString, eco_format};

use super::pool::pool;
use super::prompts::Prompts;
use super::words::{UNCONFIRMED, blank, buckets, cell, dash, heading, label, money, names, percent, say};
use crate::domain::{Period, number};
use crate::report::blank::Blank;
use crate::report::bucket::{Bucket, share_label};
use crate::report::columns::Columns;
use crate::report::document::{Block, Column, Table};
use crate::report::goal::Goal;
use crate::report::group::Group;
use crate::report::row::Rivals;
use crate::report::summary::Summary;
use crate::text::Lang;

/// 二、分计划进展: one part a plan.
pub(super) fn plans(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let mut blocks = vec![heading("二、分计划进展")];
    if summary.by_plan.len() > 1 {
        blocks.push(Block::Table(group_table("计划", &summary.by_plan, summary.buckets())));
    }
    for (i, group) in summary.by_plan.iter().enumerate() {
        blocks.push(Block::Heading(2, format!("（{}）{}", ordinal(i + 1), group.name)));
        blocks.push(say(plan(summary, group)));
        blocks.push(Block::Blank(Blank::new("practice", &prompts.practice).of((&group.key, &group.name))));
    }
    if summary.by_plan.is_empty() {
        blocks.push(say("本期没有事项。"));
    }
    blocks
}

fn plan(summary: &Summary, group: &Group) -> String {
    let mut text = format!("共{}项，{}。", group.tally.total(), buckets(&group.tally, true));
    if group.late > 0 {
        text.push_str(&format!("未达序时或逾期{}项。", group.late));
    }
    let done: Vec<usize> = summary.change.moved.iter().filter(|m| m.to == Bucket::Done).map(|m| m.row).collect();
    let done: Vec<usize> = done.into_iter().filter(|i| summary.row(*i).plan() == group.key).collect();
    if !done.is_empty() {
        text.push_str(&format!("本期新完成{}项：{}。", done.len(), names(summary, &done)));
    }
    text
}

pub(super) fn group_table(head: &'static str, groups: &[Group], buckets: Vec<Bucket>) -> Table {
    let mut columns = Columns::<Group, _, _>::new()
        .with(Column::words(head, 14), |g| g.name.as_str().into())
        .with(Column::number("合计", 4), |g| cell(g.tally.total()))
        .each(buckets, |b| Column::number(label(b), 5), |b, g| cell(g.tally.count(b)));
    if groups.iter().any(|g| g.unconfirmed > 0) {
        columns = columns.with(Column::number(UNCONFIRMED, 5), |g| cell(g.unconfirmed));
    }
    columns.with(Column::number("未达或逾期", 5), |g| cell(g.late)).table(groups)
}

/// 三、工程项目: how many, what they cost, by bucket.
pub(super) fn projects(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let projects = &summary.projects;
    let mut blocks = vec![heading("三、工程项目")];
    if projects.rows.is_empty() {
        blocks.push(say("纳入通报的事项中没有工程项目。"));
        return blocks;
    }
    let mut text = format!("工程项目共{}个，", projects.tally.total());
    text.push_str(&match projects.priced {
        0 => "均未写明投资额".to_owned(),
        n => format!("其中{n}个写明投资额，计划总投资{}", money(projects.investment_wan)),
    });
    text.push_str(&format!("。{}。", buckets(&projects.tally, false).replace('项', "个")));
    blocks.push(say(text));
    let columns = [Column::words("类别", 8), Column::number("个数", 5), Column::number("计划投资", 8)];
    let mut rows: Vec<Vec<EcoString>> = summary
        .buckets()
        .into_iter()
        .map(|b| vec![label(b).into(), cell(projects.tally.count(b)), money(projects.investment(b)).into()])
        .collect();
    rows.push(vec!["合计".into(), cell(projects.tally.total()), money(projects.investment_wan).into()]);
    blocks.push(Block::Table(Table::new(&columns, rows)));
    blocks.extend(pool(summary));
    blocks.push(blank("projects", &prompts.projects));
    blocks
}

/// 四、主要指标: those that were measured against their goals; how many were not.
pub(super) fn goals(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let mut blocks = vec![heading("四、主要指标")];
    let measured: Vec<&Goal> = summary.goals.iter().filter(|g| g.measured.is_some()).collect();
    let met = measured.iter().filter(|g| g.met == Some(true)).count();
    let missing = summary.goals.len() - measured.len();
    blocks.push(say(match (summary.goals.len(), measured.len()) {
        (0, _) => "纳入通报的计划没有量化指标。".to_owned(),
        (all, 0) => format!("量化指标共{all}项，均未反馈实测值。"),
        (all, some) => {
            let rest = if missing > 0 { format!("，{missing}项未反馈实测值") } else { String::new() };
            format!("量化指标共{all}项，有实测值的{some}项，其中已达到目标{met}项{rest}。未注明期间的为本期实测值。")
        }
    }));
    blocks.extend(values_asked(&summary.goals).map(say));
    if !measured.is_empty() {
        blocks.push(Block::Table(goal_table(&measured, summary.period)));
    }
    if !summary.goals.is_empty() {
        blocks.push(blank("goals", &prompts.goals));
    }
    blocks
}

/// How many values were asked for in the period, and whose are missing; nothing where none was asked for.
fn values_asked(goals: &[Goal]) -> Option<String> {
    let (asked, missing): (usize, usize) = (goals.iter().map(|g| g.asked).sum(), goals.iter().map(|g| g.missing).sum());
    let mut whose: Vec<(&str, usize)> = Vec::new();
    for goal in goals.iter().filter(|g| g.missing > 0) {
        let names = goal.answering.iter().map(String::as_str);
        for name in names.chain(goal.answering.is_empty().then_some("未明确责任单位")) {
            match whose.iter_mut().find(|(of, _)| *of == name) {
                Some((_, count)) => *count += goal.missing,
                None => whose.push((name, goal.missing)),
            }
        }
    }
    let whose = whose.iter().map(|(name, count)| format!("{name}{count}个")).collect::<Vec<_>>().join("、");
    let rest = if missing == 0 { "，均已填报".to_owned() } else { format!("，未填报{missing}个：{whose}") };
    (asked > 0).then(|| format!("本期应填报指标实测值{asked}个{rest}。"))
}

/// Seven columns, for an upright page: the unit stands with the name, the year with the goal, and a period only with
/// values of another one.
fn goal_table(goals: &[&Goal], period: Period) -> Table {
    let value = |(of, value): (Period, f64)| {
        if of == period { number(value).into() } else { eco_format!("{}：{}", of.label(Lang::Zh), number(value)) }
    };
    Columns::<Goal, _, _>::new()
        .with(Column::words("指标", 12), |g| {
            if g.unit.is_empty() { g.name.as_str().into() } else { eco_format!("{}（{}）", g.name, g.unit) }
        })
        .with(Column::words("范围", 6), |g| g.scope.as_str().into())
        .with(Column::words("目标", 9), |g| g.target.map_or_else(dash, |(year, t)| eco_format!("{year}年：{}", t.label(Lang::Zh))))
        .with(Column::words("实测值", 6), move |g| g.measured.map_or_else(dash, value))
        .with(Column::number("占目标", 4), |g| g.share.map_or_else(dash, |share| share_label(share).into()))
        .with(Column::number("序时", 3), |g| percent(g.scheduled))
        .with(Column::words("是否达到", 4), |g| {
            let met = g.met.map_or_else(dash, |met| if met { "已达到" } else { "未达到" }.into());
            let contested: Vec<String> = g.contested.iter().map(Rivals::said).collect();
            if contested.is_empty() { met } else { eco_format!("{met}；待裁定：{}", contested.join("；")) }
        })
        .table(goals.iter().copied())
}

/// A number as headings count: `一` … `九十九`; beyond that in digits.
fn ordinal(n: usize) -> String {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let digit = |d: usize| digits.get(d).copied().unwrap_or('〇').to_string();
    match (n / 10, n % 10) {
        (10.., _) => n.to_string(),
        (0, one) => digit(one),
        (ten, one) => {
            let tens = if ten > 1 { digit(ten) } else { String::new() };
            let ones = if one > 0 { digit(one) } else { String::new() };
            format!("{tens}十{ones}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_count_in_chinese() {
        assert_eq!([1, 9, 10, 11, 20, 35].map(ordinal), ["一", "九", "十", "十一", "二十", "三十五"]);
    }
}

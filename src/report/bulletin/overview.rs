use ecow::eco_format;

use super::prompts::Prompts;
use super::words::{blank, cell, heading, label, lead, named_first, names, say, short_day};
use crate::domain::{Completion, long_date, told_once};
use crate::report::bucket::{Bucket, Tally, share_label};
use crate::report::columns::Columns;
use crate::report::comparison::DeadlineMove;
use crate::report::document::{Block, Column, Table};
use crate::report::summary::Summary;
use crate::report::trend::Point;
use crate::text::Lang;

/// 一、总体情况: counts and shares, and what changed against the period before.
pub(super) fn overview(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let mut blocks = vec![heading("一、总体情况")];
    if summary.rows.is_empty() {
        blocks.push(say("台账中没有纳入本通报的事项。"));
        return blocks;
    }
    blocks.push(say(counts(summary)));
    blocks.push(Block::Table(table(summary)));
    blocks.push(say(compared(summary)));
    blocks.extend(changes(summary));
    if summary.is_yearly() && summary.trend.len() > 1 {
        blocks.push(say("各季度情况（按当季通报的截止日计数）："));
        blocks.push(Block::Table(quarters(summary)));
    }
    blocks.push(blank("overall", &prompts.overall));
    blocks
}

fn counts(summary: &Summary) -> String {
    let kinds: Vec<String> = summary.by_kind.iter().map(|g| format!("{}{}项", g.name, g.tally.total())).collect();
    let mut text = format!("截至{}，纳入通报的事项共{}项，其中{}。", long_date(summary.day), summary.tally.total(), kinds.join("、"));
    if let Some(told) = told_once(summary.named_again(), Lang::Zh) {
        text.push_str(&format!("{}。", told.replace(' ', "")));
    }
    text.push_str(&format!("按推进情况分，{}。", super::words::buckets(&summary.tally, true)));
    text.push_str(&completions(summary));
    text
}

/// How many of what is done were done in time, late, and wait to be confirmed.
fn completions(summary: &Summary) -> String {
    let all = || summary.rows.iter().filter(|r| !r.again).filter_map(|r| r.completion);
    let days = || all().filter_map(Completion::days_late);
    let counted = [
        ("按期完成", days().filter(|days| *days <= 0).count()),
        ("逾期完成", days().filter(|days| *days > 0).count()),
        ("待核实", all().filter(|done| done.awaited).count()),
        ("已销号", all().filter(|done| done.confirmed).count()),
    ];
    let told: Vec<String> = counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}项")).collect();
    if told.is_empty() { String::new() } else { format!("已完成的事项中，{}。", told.join("，")) }
}

fn table(summary: &Summary) -> Table {
    let (now, then) = (&summary.tally, &summary.change.tally);
    let of = |tally: &Tally, b: Bucket| (tally.count(b), tally.share(b));
    let sum = |tally: &Tally| (tally.total(), tally.shares().iter().sum());
    let mut lines: Vec<Compared> =
        summary.buckets().into_iter().map(|b| Compared { name: label(b), now: of(now, b), then: of(then, b) }).collect();
    lines.push(Compared { name: "合计", now: sum(now), then: sum(then) });
    Columns::<Compared, _, _>::new()
        .with(Column::words("类别", 8), |c| c.name.into())
        .with(Column::number("本期项数", 5), |c| cell(c.now.0))
        .with(Column::number("占比", 5), |c| share_label(c.now.1).into())
        .with(Column::number("上期项数", 5), |c| cell(c.then.0))
        .with(Column::number("上期占比", 5), |c| share_label(c.then.1).into())
        .with(Column::number("增减", 4), |c| match c.now.0 as i64 - c.then.0 as i64 {
            more if more > 0 => eco_format!("+{more}"),
            less => cell(less),
        })
        .table(&lines)
}

/// Counts with their shares, now and a period ago.
struct Compared {
    name: &'static str,
    now: (usize, u32),
    then: (usize, u32),
}

/// The quarters as their own bulletins counted them.
fn quarters(summary: &Summary) -> Table {
    Columns::<Point, _, _>::new()
        .with(Column::words("季度", 8), |p| p.period.label(Lang::Zh).into())
        .each(summary.buckets(), |b| Column::number(label(b), 4), |b, p| cell(p.tally.count(b)))
        .with(Column::number("未达或逾期", 5), |p| cell(p.late))
        .with(Column::number("扭转", 3), |p| cell(p.recovered))
        .table(&summary.trend)
}

/// The change by bucket, and who went from which bucket to which.
fn compared(summary: &Summary) -> String {
    let change = &summary.change;
    let renamed = i64::try_from(change.renamed()).unwrap_or(0);
    let differs = |b: Bucket| {
        change.change(&summary.tally, b)
            + match b {
                Bucket::Unreported => renamed,
                Bucket::Unverified => -renamed,
                _ => 0,
            }
    };
    let differences: Vec<String> = Bucket::ALL
        .into_iter()
        .filter_map(|b| match differs(b) {
            0 => None,
            more if more > 0 => Some(format!("{}增加{more}项", label(b))),
            less => Some(format!("{}减少{}项", label(b), -less)),
        })
        .collect();
    let mut text = format!("与{}（截至{}的记录）相比，", change.period.label(Lang::Zh), long_date(change.cutoff));
    text.push_str(&if differences.is_empty() { "各类项数没有增减".to_owned() } else { differences.join("、") });
    let flows = change.flows().into_iter().filter(|(flow, _)| *flow != (Bucket::Unreported, Bucket::Unverified));
    let flows: Vec<String> = flows.map(|((a, b), n)| format!("{}转为{}{n}项", label(a), label(b))).collect();
    if flows.is_empty() {
        text.push_str("；没有事项改变类别。");
    } else {
        text.push_str(&format!("；改变类别的共{}项：{}。", change.moved.len() - change.renamed(), flows.join("、")));
    }
    if renamed > 0 {
        text.push_str(&format!("另有{renamed}项一直未反馈，因所属方案期满改列期满待核，不作增减。"));
    }
    text
}

/// New entries, recovered ones, and deadlines moved; nothing is said of what did not occur.
fn changes(summary: &Summary) -> Vec<Block> {
    let change = &summary.change;
    let mut blocks = Vec::new();
    let mut list = |what: &str, places: &[usize]| {
        if !places.is_empty() {
            blocks.push(say(format!("{what}{}项：{}。", places.len(), names(summary, places))));
        }
    };
    list("本期新纳入", &change.added);
    list("上期未达序时或逾期、本期已扭转", &change.recovered);
    if !change.left.is_empty() {
        blocks.push(say(format!("上期纳入、本期不再涉及{}项。", change.left.len())));
    }
    if !change.deadlines.is_empty() {
        blocks.push(say(format!("上期通报以来调整时限{}次：", change.deadlines.len())));
        blocks.push(Block::Table(deadlines(summary)));
        blocks.extend(named_first(change.deadlines.iter().map(|m| summary.row(m.row))));
    }
    blocks
}

fn deadlines(summary: &Summary) -> Table {
    Columns::<DeadlineMove, _, _>::new()
        .with(Column::words("事项", 14), |m| summary.row(m.row).title.clone())
        .with(Column::words("牵头单位", 8), |m| lead(summary.row(m.row)))
        .with(Column::words("原时限", 5), |m| short_day(m.from))
        .with(Column::words("调整后", 5), |m| short_day(Some(m.to)))
        .with(Column::words("理由", 14), |m| m.reason.as_str().into())
        .table(&summary.change.deadlines)
}

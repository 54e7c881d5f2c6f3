use chrono::{Datelike, NaiveDate};
use ecow::{EcoString, eco_format};

use crate::domain::{LeadBasis, long_date, number};
use crate::report::blank::Blank;
use crate::report::bucket::{Bucket, Tally, share_label};
use crate::report::document::{Block, Run};
use crate::report::row::{Row, Said};
use crate::report::summary::Summary;
use crate::text::Lang;

/// How many entries a list in the body names; the annexes hold all.
pub(super) const LISTED: usize = 20;

pub(in crate::report) fn say(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Run::Plain(text.into())])
}

pub(in crate::report) fn heading(text: &str) -> Block {
    Block::Heading(1, text.to_owned())
}

pub(in crate::report) fn blank(kind: &str, prompt: &str) -> Block {
    Block::Blank(Blank::new(kind, prompt))
}

pub(super) fn label(bucket: Bucket) -> &'static str {
    bucket.label(Lang::Zh)
}

/// A date in a table, where room is dear: `2025.9.30`; or a dash.
pub(in crate::report) fn short_day(date: Option<NaiveDate>) -> EcoString {
    date.map_or_else(dash, |d| eco_format!("{}.{}.{}", d.year(), d.month(), d.day()))
}

/// Words from a report, with their period when it is not the bulletin's; or a dash.
pub(super) fn said(words: Option<&Said>, summary: &Summary) -> EcoString {
    let Some(said) = words else { return dash() };
    match said.of_another(summary.period) {
        None => said.text.clone(),
        Some(other) => eco_format!("（{}）{}", other.label(Lang::Zh), said.text),
    }
}

pub(in crate::report) fn percent(value: Option<u8>) -> EcoString {
    value.map_or_else(dash, |p| eco_format!("{p}%"))
}

pub(in crate::report) fn dash() -> EcoString {
    "—".into()
}

const NOBODY: &str = "未明确";

/// Who leads, marked where only the order of names says so, or that nobody does.
pub(in crate::report) fn lead(row: &Row) -> EcoString {
    row.lead_basis.map_or_else(|| NOBODY.into(), |basis| eco_format!("{}{}", row.lead_name, basis.mark()))
}

/// Who leads, in a sentence: only named first where that is all that the plan says.
pub(super) fn lead_in_words(row: &Row) -> EcoString {
    match row.named_first() {
        true => eco_format!("{}（{}）", row.lead_name, LeadBasis::FirstNamed.label(Lang::Zh)),
        false => lead(row),
    }
}

/// How many a body leads, and in how many of them it is only named first: `牵头5项（含列名首位2项）`.
pub(in crate::report) fn leading(of: &str, all: usize, first: usize) -> String {
    let named = LeadBasis::FirstNamed.label(Lang::Zh);
    match first {
        0 => format!("牵头{of}{all}项"),
        first if first == all => format!("{named}{of}{all}项"),
        first => format!("牵头{of}{all}项（含{named}{first}项）"),
    }
}

/// What the mark behind names says, below tables in which a name has it.
pub(super) fn named_first<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Option<Block> {
    let marked = rows.into_iter().any(Row::named_first);
    marked.then(|| say(format!("注：名称后有“{}”的，方案列出单位而未写明由谁牵头，按列名首位计。", LeadBasis::FirstNamed.mark())))
}

/// An amount of money: 万元 below 亿元, at most two decimals.
pub(super) fn money(wan: f64) -> String {
    let round = |v: f64| number((v * 100.0).round() / 100.0);
    if wan.abs() >= 10_000.0 { format!("{}亿元", round(wan / 10_000.0)) } else { format!("{}万元", round(wan)) }
}

/// That the period goes on after the day of judgement.
pub(super) fn running(summary: &Summary) -> Option<String> {
    let until = long_date(summary.period.end());
    let day = long_date(summary.day);
    summary.is_running().then(|| format!("本期到{until}结束，现在尚未结束；本件按{day}的情况编制，数字还会变化。"))
}

/// Above a column that counts, of what is done, what the office has yet to confirm.
pub(super) const UNCONFIRMED: &str = "其中待核实";

/// The rule for plans that nobody works with, where it counted.
pub(super) fn unverified(summary: &Summary) -> String {
    let counted = summary.buckets().contains(&Bucket::Unverified);
    let rule = || {
        format!(
            "所属方案已经期满，期满前没有启用（反馈过的不到十分之一，也没有写明启用日期）的，其中从未反馈的计入{}，不作逾期或者未反馈。",
            label(Bucket::Unverified)
        )
    };
    if counted { rule() } else { String::new() }
}

/// The buckets that hold something: `已完成1项（占20.0%）、未反馈4项（占80.0%）`.
pub(super) fn buckets(tally: &Tally, with_shares: bool) -> String {
    let held = Bucket::ALL.into_iter().filter(|b| tally.count(*b) > 0);
    let said = held.map(|b| {
        let share = if with_shares { format!("（占{}）", share_label(tally.share(b))) } else { String::new() };
        format!("{}{}项{share}", label(b), tally.count(b))
    });
    said.collect::<Vec<_>>().join("、")
}

pub(in crate::report) fn cell(number: impl std::fmt::Display) -> EcoString {
    eco_format!("{number}")
}

/// Titles with their leads, the first [`LISTED`] of them: `甲（工信局）、乙（未明确）`.
pub(super) fn names(summary: &Summary, places: &[usize]) -> String {
    let said = places.iter().take(LISTED).map(|i| {
        let row = summary.row(*i);
        let lead = if row.lead_name.is_empty() { NOBODY } else { &row.lead_name };
        format!("{}（{lead}）", row.title)
    });
    let all = said.collect::<Vec<_>>().join("、");
    if places.len() > LISTED { format!("{all}等") } else { all }
}

/// Titles alone, the first [`LISTED`] of them.
pub(super) fn titles(summary: &Summary, places: &[usize]) -> String {
    let all: Vec<&str> = places.iter().take(LISTED).map(|i| summary.row(*i).title.as_str()).collect();
    let more = if places.len() > LISTED { "等" } else { "" };
    format!("{}{more}", all.join("、"))
}

/// Ends a sentence that may have its end already.
pub(in crate::report) fn full_stop(text: &str) -> String {
    let text = text.trim().trim_end_matches(['。', '；', ';', '，', ',']);
    if text.ends_with(['！', '？', '!', '?']) { text.to_owned() } else { format!("{text}。") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_said_in_the_larger_unit_once_it_fills_it() {
        assert_eq!(money(1200.0), "1200万元");
        assert_eq!(money(10_000.0), "1亿元");
        assert_eq!(money(0.1 + 0.2), "0.3万元");
        assert_eq!(money(123_456.0), "12.35亿元");
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(full_stop("资金未到位。"), "资金未到位。");
        assert_eq!(full_stop("资金未到位；"), "资金未到位。");
    }
}

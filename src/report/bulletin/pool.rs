//! The project pool in a bulletin: how many projects stand at which stage, the rates, what came in and what left.

use super::words::{money, names, say};
use crate::domain::{RateOf, Stage};
use crate::report::document::Block;
use crate::report::summary::Summary;
use crate::text::Lang;

/// The rates that a bulletin gives, each with what is divided by what.
fn rates(summary: &Summary) -> String {
    let told = RateOf::ALL.map(|of| summary.pool.rate(of)).into_iter().filter(|rate| rate.tenths().is_some());
    let told: Vec<String> = told.map(|rate| format!("{}{}", rate.of.label(Lang::Zh), rate.short(Lang::Zh))).collect();
    if told.is_empty() { String::new() } else { format!("{}。", told.join("，")) }
}

/// What the pool comes to, where anything was told of it.
pub(super) fn pool(summary: &Summary) -> Vec<Block> {
    let tally = &summary.pool;
    if !tally.is_told() {
        return Vec::new();
    }
    let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Withdrawn && tally.at(*stage) > 0);
    let stages: Vec<String> = stages.map(|stage| format!("{}{}个", stage.label(Lang::Zh), tally.at(stage))).collect();
    let stages = if stages.is_empty() { String::new() } else { format!("，其中{}", stages.join("、")) };
    let untold = if tally.untold > 0 { format!("；另有{}个未报阶段", tally.untold) } else { String::new() };
    let mut text = format!("项目库在库项目{}个{stages}{untold}。", tally.in_pool());
    if tally.done > 0.0 {
        let planned = if tally.planned > 0.0 { format!("本年计划投资{}，", money(tally.planned)) } else { String::new() };
        text.push_str(&format!("{planned}本年完成投资{}，累计完成{}。", money(tally.done_year), money(tally.done)));
    }
    text.push_str(&rates(summary));
    let moved = |word: &str, is: fn(&crate::domain::Moves) -> bool| {
        let places: Vec<usize> = (0..summary.rows.len()).filter(|i| moves(summary, *i).is_some_and(|moves| is(&moves))).collect();
        (!places.is_empty()).then(|| format!("本期{word}项目{}个：{}。", places.len(), names(summary, &places)))
    };
    let moved: String = [moved("入库", |moves| moves.came), moved("退库", |moves| moves.left)].into_iter().flatten().collect();
    [say(text)].into_iter().chain((!moved.is_empty()).then(|| say(moved))).collect()
}

/// Whether a row's project came in or left in the period; one that was named before is not told again.
fn moves(summary: &Summary, place: usize) -> Option<crate::domain::Moves> {
    let row = summary.row(place);
    row.pool.as_ref().filter(|_| !row.again).map(|pool| pool.moves)
}

#[cfg(test)]
mod tests {
    use crate::domain::{EntryId, Fact, Kind, Ledger, Period, Stage, Staged};
    use crate::report::markdown::text;
    use crate::report::samples::{Q4, date, ledger, tell};
    use crate::report::{Audience, Summary, bulletin};

    fn page(ledger: &Ledger) -> String {
        text(&bulletin(&Summary::of(ledger, Q4, date("2026-01-10"), Audience::Ledger)))
    }

    #[test]
    fn a_bulletin_tells_of_the_pool_where_anything_was_told_of_it() {
        let mut ledger = ledger();
        assert!(!page(&ledger).contains("项目库"));
        let projects: Vec<EntryId> = ledger.entries().iter().filter(|e| e.kind == Kind::Project).map(|e| e.id.clone()).collect();
        let stage = |stage: Stage, on: &str| Fact::Stage {
            from: None,
            to: Staged { stage, on: date(on), basis: String::new() },
            reason: String::new(),
        };
        let entry = ledger.get_mut(&projects[0]).unwrap();
        entry.invest_plan = [(2025, 400.0)].into();
        let invested = |q: u8, to: f64| Fact::Invested { period: Period::Quarter(2025, q), from: None, to };
        tell(entry, "2025-12-30", Q4, vec![stage(Stage::Building, "2025-10-08"), invested(4, 100.0), invested(3, 20.0)]);
        let page = page(&ledger);
        assert!(page.contains("项目库在库项目1个，其中在建1个"), "{page}");
        assert!(page.contains("本年计划投资400万元，本年完成投资120万元，累计完成120万元。"), "{page}");
        assert!(page.contains("开工率100.0%（1/1），年度投资完成率30.0%（120/400）") && page.contains("竣工率0.0%（0/1）"), "{page}");
        assert!(page.contains("本期入库项目1个：") && !page.contains("退库"), "{page}");
    }
}

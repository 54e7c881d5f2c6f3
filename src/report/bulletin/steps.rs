//! Steps in a bulletin: those that fell due and are not done, and that schedules go by them.

use super::words::say;
use crate::report::document::Block;
use crate::report::summary::Summary;

/// So many entries are named, each with so many steps.
const NAMED: usize = 5;
const EACH: usize = 2;

/// The steps that fell due in the period and are not done, in one sentence; nothing where there is none.
pub(super) fn wanting(summary: &Summary) -> Option<Block> {
    let rows = || summary.rows.iter().filter(|row| !row.steps_wanting.is_empty());
    let count: usize = rows().map(|row| row.steps_wanting.len()).sum();
    let named = rows().take(NAMED).map(|row| {
        let more = if row.steps_wanting.len() > EACH { "等" } else { "" };
        let steps: Vec<&str> = row.steps_wanting.iter().take(EACH).map(|step| step.as_str()).collect();
        format!("{}：{}{more}", row.title, steps.join("、"))
    });
    let named: Vec<String> = named.collect();
    let more = if rows().count() > NAMED { "等" } else { "" };
    (count > 0).then(|| say(format!("本期到期未完成的步骤{count}个，涉及{}项。{}{more}。", rows().count(), named.join("；"))))
}

/// That schedules go by steps where there are any.
pub(super) fn rule(summary: &Summary) -> &'static str {
    if summary.rows.iter().any(|row| row.by_steps) {
        "列有分年度、分季度步骤的，序时进度按步骤的计划进度计算。"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{EntryId, Step};
    use crate::report::markdown::text;
    use crate::report::samples::{Q4, date, ledger};
    use crate::report::{Audience, Summary, bulletin};

    fn page(audience: Audience, step: Step) -> String {
        let mut ledger = ledger();
        ledger.steps.push(step);
        text(&bulletin(&Summary::of(&ledger, Q4, date("2026-01-10"), audience)))
    }

    #[test]
    fn what_fell_due_and_is_not_done_is_named_and_a_body_is_told_of_its_own() {
        let of = |body: &str, due: &str| {
            let bodies = vec![body.into()];
            Step { what: "完成选址".into(), due: due.parse().ok(), bodies, ..Step::new(EntryId::from("yi/一"), 1) }
        };
        let told = "本期到期未完成的步骤1个，涉及1项。";
        assert!(page(Audience::Ledger, of("乙县人民政府", "2025Q4")).contains(told));
        assert!(page(Audience::Department("乙县人民政府".into()), of("乙县人民政府", "2025-11-30")).contains("完成选址（2025-11-30）"));
        assert!(!page(Audience::Department("乙县人民政府".into()), of("丙局", "2025Q4")).contains(told));
        assert!(!page(Audience::Ledger, of("乙县人民政府", "2025Q3")).contains(told));
        let planned = Step { percent: Some(40), ..of("乙县人民政府", "2025Q4") };
        assert!(page(Audience::Ledger, planned).contains("序时进度按步骤的计划进度计算"));
    }
}

use proptest::prelude::*;

use super::*;
use crate::query::sample::{all, references, today};

fn selected(filter: &str) -> Vec<usize> {
    let (ledger, index, standings) = all();
    Filter::parse(filter).unwrap().compile(&ledger, &index, today()).select(&index, &ledger, &standings)
}

fn found(filter: &str) -> String {
    references(&selected(filter)).join(" ")
}

/// Filters with the entries that they find.
const FOUND: &[(&str, &str)] = &[
    // Words are found in any order by letters or pinyin.
    ("稻米 产业园", "一2"),
    ("产业园 稻米", "一2"),
    ("dm cyy", "一2"),
    ("产yeyuan daomi", "一2"),
    ("ＣＹＹ　稻米", "一2"),
    ("yhxd", "三"),
    ("5g", "二"),
    ("", "一 一1 一2 二 三 四"),
    // Words are found in bodies, regions, ids and other texts; in a summary by its letters only.
    ("nyncj", "一 一1 一2"),
    ("大数据中心", "二"),
    ("县（市）区", "一 一1"),
    ("虎林", "一2"),
    ("hulin", "一2"),
    ("水肥", "一1"),
    ("shuifei", ""),
    ("北大荒", "一2"),
    ("p/一2", "一2"),
    // A member answers for its group and a successor for its predecessor.
    ("部门:密山市", "一 一1 三"),
    ("dept:mss", "一 一1 三"),
    ("牵头:密山市", "三"),
    ("配合:虎林", "一"),
    ("配合:密山", "一 一1"),
    ("部门:市数据局", "二"),
    ("牵头:\"农业农村局\"", ""),
    ("牵头:“市农业农村局”", "一 一1 一2"),
    // What a list may lack is asked for by 无.
    ("承接:无", "一 一1 一2 二 三 四"),
    ("!政策依据:无", ""),
    // Fields ask for one thing.
    ("状态:推进中", "一1 一2"),
    ("状态:未报状态", "一 三"),
    ("状态:—", "一 三"),
    ("状态:未反馈", "一 三"),
    ("依据:写明", "一1 一2 二 三"),
    ("basis:plan_period", "一"),
    ("status:done,未反馈", "一 二 三"),
    ("灯:红", "一2"),
    ("light:yellow", "一1 四"),
    ("类型:项目", "一2"),
    ("计划:鸡西农业", "一 一1 一2"),
    ("plan:szzf", "二 三 四"),
    ("方案:q", "二 三 四"),
    ("地区:密山,虎林", "一1 一2"),
    ("级别:县", "三"),
    ("level:city", "一 一1 一2 二"),
    ("出处:一", "一 一1 一2"),
    ("企业:bdh", "一2"),
    ("percent<50", "一2"),
    ("完成>=40", "一1 一2 二"),
    ("完成<序时", "一1 一2"),
    ("序时>=50", "一1 一2 二 三"),
    ("投资>=1亿", "一2"),
    // Deadlines are compared with days and periods.
    ("时限<2025-12-31", "一2 二"),
    ("时限<=2025-12-31", "一1 一2 二"),
    ("时限:2025Q4", "一1 二"),
    ("时限:本季度", "一1 二"),
    ("due>2025", "一 三"),
    ("due<+30d", "一1 一2 二"),
    ("时限:9月底", "一2"),
    ("时限:明年6月", "三"),
    ("时限:无", "四"),
    ("!时限:无", "一 一1 一2 二 三"),
    // Flags ask what is true of an entry.
    ("是:逾期", "一2"),
    ("是:临期", "一1"),
    ("is:duesoon", "一1"),
    ("是:待裁定", "四"),
    ("is:unassigned", "四"),
    ("本期:未反馈", "一 一2 三"),
    ("is:open", "一 一1 一2 三 四"),
    ("!是:在办", "二"),
    ("是:逾期|待裁定", "一2 四"),
];

#[test]
fn a_filter_finds_what_it_asks_for() {
    for (filter, answer) in FOUND {
        assert_eq!(found(filter), *answer, "{filter}");
    }
}

#[test]
fn what_a_word_found_can_be_shown() {
    let (ledger, index, _) = all();
    let query = Filter::parse("产业 ye园 !农田 灯:红").unwrap().compile(&ledger, &index, today());
    let text = "稻米加工产业园";
    let shown: Vec<&str> = query.highlights(text).into_iter().map(|r| &text[r]).collect();
    assert_eq!(shown, ["产业园"]);
    assert!(query.highlights("高标准农田").is_empty());
}

#[test]
fn a_settled_lead_counts_and_not_the_planned_one() {
    use crate::domain::{Author, Fact, Update};
    let (mut ledger, mut index, _) = all();
    let says = vec![Fact::Lead { from: None, to: "虎林市人民政府".into(), reason: String::new() }];
    let at = "2025-12-01T09:00:00+08:00".parse().unwrap();
    let update =
        Update { id: "z".into(), at, by: Author::default(), period: None, after: vec!["a".into()], about: Default::default(), says };
    ledger.get_mut(&"p/一1".into()).unwrap().updates.push(update);
    index.renew(&ledger, 1);
    let standings = Standings::new(&ledger, today());
    let ask =
        |f: &str| references(&Filter::parse(f).unwrap().compile(&ledger, &index, today()).select(&index, &ledger, &standings)).join(" ");
    assert_eq!(ask("牵头:虎林市人民政府"), "一1");
    assert_eq!(ask("牵头:农业农村局"), "一 一2");
}

/// Pieces from which filters are drawn that are always understood.
const TERMS: [&str; 12] = [
    "稻米",
    "nyncj",
    "5g",
    "部门:密山",
    "灯:红,黄",
    "时限<2025-12-31",
    "是:在办",
    "percent<50",
    "地区:虎林",
    "\"信贷\"",
    "类型:任务",
    "计划:p",
];

proptest! {
    #[test]
    fn no_filter_is_too_strange_to_be_read(text in "([!！:：<＜《>=,，|、\"“” 　]|牵头|dept|due|状态|percent|投资|.){0,24}") {
        match Filter::parse(&text) {
            Ok(_) => {
                let _ = selected(&text);
            }
            Err(e) => {
                prop_assert!(e.column >= 1 && e.column <= text.chars().count());
                let typed: String = text.chars().skip(e.column - 1).collect();
                prop_assert!(typed.trim_start_matches(['"', '“', '”', '＂']).starts_with(&e.word), "{typed} {e:?}");
            }
        }
    }

    #[test]
    fn negation_is_the_complement(term in prop::sample::select(TERMS.to_vec())) {
        let mut both: Vec<usize> = [selected(term), selected(&format!("!{term}"))].concat();
        both.sort_unstable();
        prop_assert_eq!(both, (0..6).collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_words_makes_no_difference(terms in prop::sample::subsequence(TERMS.to_vec(), 0..4).prop_shuffle()) {
        let mut turned = terms.clone();
        turned.sort_unstable();
        prop_assert_eq!(selected(&terms.join(" ")), selected(&turned.join("　")));
    }
}

#[test]
fn a_word_that_means_something_else_by_now_says_for_what_it_was_taken() {
    let said = |filter: &str| Filter::parse(filter).unwrap().remarks(crate::text::Lang::Zh);
    assert_eq!(said("状态:推进中,未反馈"), ["“状态:未反馈”按“未报状态”查；查本期没有反馈的用 是:未反馈"]);
    assert!(said("状态:未报状态 是:未反馈 未反馈").is_empty());
}

#[test]
fn what_nobody_leads_and_what_has_no_status_is_asked_for_by_the_word_for_none() {
    assert!(!found("是:未明确").is_empty());
    assert_eq!((found("牵头:无"), found("lead:none")), (found("是:未明确"), found("是:未明确")));
    assert_eq!(found("牵头!=无"), found("!是:未明确"));
    assert_eq!((found("状态:无"), found("status:none")), (found("状态:未报状态"), found("状态:未报状态")));
    assert!(!found("状态:无").is_empty());
}

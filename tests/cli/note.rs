use super::desk::{Desk, LEDGER, change};

#[test]
fn a_report_holds_words_and_numbers_and_its_author() {
    let desk = Desk::new();
    let words =
        ["note", "hulin/五（一）", "环评完成", "--problems", "缺资金", "--next", "年底开工", "--percent", "30", "--status", "推进中"];
    desk.run(&[&words[..], &["--period", "2025Q4", "--as", "农业农村局"]].concat()).fine().shows("问题：缺资金").warns("已保存 1 条");
    let said = desk.run(&["show", "hulin/五（一）"]).fine();
    said.shows("2025-11-20").shows("虎林市农业农村局 李四，报 2025年第四季度").shows("进展：环评完成").shows("下一步：年底开工");
    assert!(change(LEDGER, &desk.text()).0.is_empty());
}

#[test]
fn a_dash_reads_the_words_from_stdin() {
    let desk = Desk::new();
    desk.run_reading(&["note", "六（一）", "-"], "第一行\n第二行\n").fine();
    desk.run(&["show", "六（一）"]).fine().shows("第一行").shows("第二行");
    let value = desk.run(&["show", "六（一）", "--json"]).json("entries");
    assert_eq!(value["entries"][0]["updates"][0]["says"][0]["progress"], "第一行\n第二行");
}

#[test]
fn an_empty_report_is_refused() {
    let desk = Desk::new();
    desk.run(&["note", "六（一）"]).refused("什么也没有填写").warns("--problems");
    desk.run(&["note", "六（一）", "  "]).refused("什么也没有填写");
    desk.run(&["note", "六（一）", "x", "--filter", "灯:红"]).refused("不用 --filter");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_dry_run_shows_the_report_and_saves_nothing() {
    let desk = Desk::new();
    desk.run(&["note", "六（一）", "已开会", "--dry-run"]).fine().shows("进展：已开会").warns("没有保存");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn words_cannot_drive_the_terminal() {
    let desk = Desk::new();
    desk.run(&["note", "六（一）", "a\u{1b}[2Jb\u{202e}c"]).fine().hides("\u{1b}").hides("\u{202e}");
    desk.run(&["show", "六（一）"]).fine().hides("\u{1b}").shows("a␛[2Jb");
    desk.run(&["show", "六（一）", "--json"]).fine().hides("\u{202e}").shows("\\u202e");
}

#[test]
fn the_first_report_of_a_plan_that_is_over_is_judged_alone_until_the_office_takes_the_plan_up() {
    let desk = Desk::with(duban::store::BUILT_IN);
    let is = |flag: &str| {
        desk.run(&["list", &format!("方案:jixi-agri 是:{flag}"), "--json", "--today", "2026-01-20"]).json("list")["entries"]
            .as_array()
            .unwrap()
            .len()
    };
    let (waiting, late) = (is("期满待核"), is("逾期"));
    let said = desk.run(&["note", "jixi-agri/二（一）", "已开会", "--today", "2026-01-20"]).fine();
    assert!(!said.err.contains("待核"), "{}", said.err);
    assert_eq!((is("期满待核"), is("逾期")), (waiting - 1, late + 1));
    let said = desk.run(&["plan", "set", "jixi-agri", "--in-use", "2026-01-20", "--today", "2026-01-20"]).fine();
    let waiting = waiting - 1;
    said.warns(&format!("期满待核的 {waiting} 项不再待核，其中 {waiting} 项时限早已过，列为逾期"))
        .warns("duban list '方案:jixi-agri 是:逾期'");
    assert_eq!((is("期满待核"), is("逾期")), (0, waiting + late + 1));
}

#[test]
fn what_holds_work_up_is_found_by_the_kind_of_its_cause() {
    let desk = Desk::new();
    desk.run(&["note", "五（一）1", "--problems", "等贷款", "--cause", "资金"]).fine();
    desk.run(&["note", "六（一）", "--problems", "没有人手"]).fine();
    let found = |filter: &str| {
        let all = desk.run(&["list", filter, "--json"]).fine().json("list")["entries"].clone();
        all.as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("成因:资金"), ["hulin/五（一）1"]);
    assert_eq!(found("cause:funds,land"), ["hulin/五（一）1"]);
    assert_eq!(found("成因:未注明"), ["hulin/六（一）"]);
    desk.run(&["list", "成因:天气"]).refused("用地");
    desk.run(&["note", "五（一）1", "--solved", "1"]).fine();
    assert!(found("成因:资金").is_empty());
}

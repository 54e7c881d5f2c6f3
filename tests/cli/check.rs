use super::desk::{Desk, LEDGER};

#[test]
fn notes_are_listed_and_are_no_errors() {
    let desk = Desk::new();
    desk.run(&["check"]).fine().shows("提醒 未明确牵头 [unassigned] (1)").shows("虎林计划 hulin (1)").warns("错误 0，提醒 1");
    assert_eq!(desk.run(&["check", "--strict"]).code, 1);
    assert_eq!(desk.run(&["check", "--strict", "--filter", "plan:jixi"]).code, 0);
}

#[test]
fn an_unknown_department_is_an_error() {
    let desk = Desk::with(&LEDGER.replace("Stated(\"鸡西市农业农村局\")", "Stated(\"鸡西市林业局\")"));
    let said = desk.run(&["check"]);
    assert_eq!(said.code, 1);
    said.shows("错误 单位未登记 [unknown-department] (1)").shows("jixi/五（一）  鸡西市林业局").warns("错误 1，提醒 1");
    let value = desk.run(&["check", "--json"]).json("check");
    assert_eq!((value["errors"].as_u64(), value["notes"].as_u64()), (Some(1), Some(1)));
    assert_eq!(value["findings"][0]["rule"], "unknown-department");
    assert_eq!(value["findings"][0]["subject"]["id"], "jixi/五（一）");
}

#[test]
fn duplicate_ids_and_references_to_nothing_are_errors() {
    let twice = Desk::with(&LEDGER.replace("id: \"hulin/六（一）\"", "id: \"hulin/五（一）\""));
    assert_eq!(twice.run(&["check"]).shows("编号重复").code, 1);
    let nothing = Desk::with(&LEDGER.replace("parent: \"hulin/五（一）\"", "parent: \"hulin/九\""));
    assert_eq!(nothing.run(&["check"]).shows("条目不存在").code, 1);
}

#[test]
fn hundreds_of_unassigned_entries_fill_few_lines() {
    let said = Desk::with(include_str!("../../tasks.ron")).run(&["check"]);
    assert!(said.out.lines().count() < 200, "{}", said.out.lines().count());
    assert!(said.out.lines().all(|l| duban::text::width(l) <= 100), "{}", said.out);
}

#[test]
fn rules_are_explained() {
    let desk = Desk::empty();
    desk.run(&["check", "--explain", "unassigned"]).fine().shows("未明确牵头").shows("推进专班办公室").hides("编号重复");
    desk.run(&["check", "--explain"]).fine().shows("编号重复").shows("待裁定");
    desk.run_in_english(&["check", "--explain", "contested"]).fine().shows("Two people");
    desk.run(&["check", "--explain", "什么"]).refused("--explain 不认得").warns("unknown-plan");
}

#[test]
fn numbers_short_names_and_clocks_that_cannot_be_are_findings() {
    let urged = |id: &str, at: &str, to: &str| {
        format!(
            "Update(id: \"{id}\", at: \"{at}\", by: (person: \"{id}\"), says: [Urged(level: Remind, number: \"鸡督函〔2025〕1号\", to: \"{to}\")])"
        )
    };
    let letters = [
        urged("aaaaaaaaaa", "2025-10-15T09:30:00+08:00", "虎林市农业农村局"),
        urged("bbbbbbbbbb", "2031-10-15T09:30:00+08:00", "虎林市工信科技局"),
    ];
    let text = LEDGER.replacen("updates: [", &format!("updates: [{},", letters.join(",")), 1).replacen(
        "(plan: \"hulin\", name: \"工信科技局\")",
        "(plan: \"hulin\", name: \"农业农村局\")",
        1,
    );
    let desk = Desk::with(&text);
    let said = desk.run(&["check"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.shows("文号重复").shows("鸡督函〔2025〕1号").shows("简称重复").shows("农业农村局").shows("时钟不准").shows("2031-10-15");
    desk.run(&["check", "--explain", "far-clock"]).fine().shows("校准时钟");
}

#[test]
fn a_bulletin_counts_a_report_by_its_period_and_not_by_a_broken_clock() {
    let report = |at: &str| {
        let head = format!("id: \"cccccccccc\", at: \"{at}\", by: (person: \"丙\"), period: \"2025Q3\", after: [\"aaaaaaaaaaaaa\"]");
        let update = format!("Update({head}, says: [Progress(\"按期开工\")])");
        let desk = Desk::with(&LEDGER.replacen("updates: [", &format!("updates: [{update},"), 1));
        desk.run(&["dispatch", "2025Q3", "--format", "csv", "--cutoff", "2025-10-10"])
    };
    report("2025-10-10T09:30:00+08:00").fine().shows("按期开工");
    report("2031-10-15T09:30:00+08:00").fine().shows("按期开工").warns("1 条记录的时间不准");
    // What was really recorded after the cut-off is no part of it.
    report("2025-10-15T09:30:00+08:00").fine().hides("按期开工");
}

/// What contradicts itself is found by `check` and asked of the editor, in either language.
#[test]
fn what_may_be_right_and_looks_wrong_is_asked_about_wherever_one_asks() {
    const PARENT: &str = "hulin/五（一）";
    const CHILD: &str = "hulin/五（一）1";
    let cases: [(&[&[&str]], &str, &str); 8] = [
        (&[&[CHILD, "--status", "受阻", "--percent", "100"]], "状态受阻，所报比例却是 100%", "blocked, yet reported at 100 percent"),
        (&[&[CHILD, "--status", "未启动", "--percent", "30"]], "状态未启动，所报比例却是 30%", "not started, yet reported at 30 percent"),
        (&[&[PARENT, "--percent", "100"]], "报告 100%，未报状态", "at 100 percent, status not set"),
        (
            &[&[CHILD, "--status", "已完成", "--on", "2020-03-01"]],
            "2020-03-01 完成，早于开始日",
            "done on 2020-03-01, before it was to begin",
        ),
        (&[&[CHILD, "--percent", "15"]], "完成比例由 20% 降为 15%", "the percent fell from 20 to 15"),
        (&[&[PARENT, "--status", "已完成"]], "已完成，下级还有 1 项没有完成", "done, while entries under it are open: 1"),
        (&[&[CHILD, "--status", "已完成"]], "下级 1 项都已完成，本条没有报过状态", "no status, while all entries under it are done: 1"),
        (
            &[&[PARENT, "--percent", "5"], &[PARENT, "--status", "受阻", "--percent", "100", "--part", "虎林市工信科技局"]],
            "虎林市工信科技局的部分：状态受阻，所报比例却是 100%",
            "the part of 虎林市工信科技局: blocked, yet reported at 100 percent",
        ),
    ];
    for (steps, zh, en) in cases {
        let desk = Desk::new();
        for step in steps {
            desk.run(&[&["set"], *step, &["--today", "2025-11-20", "--yes"]].concat()).fine();
        }
        let plain = |text: &str| text.replace(|c: char| c.is_whitespace(), "");
        let has = |text: &str, words: &str| assert!(plain(text).contains(&plain(words)), "{words}: {text}");
        has(&desk.run(&["check"]).out, zh);
        has(&desk.run_in_english(&["check"]).out, en);
        let findings = desk.run(&["check", "--json"]).json("check")["findings"].to_string();
        assert!(findings.contains(zh), "{zh}: {findings}");
        // That the percent fell below that of the period before an editor is told in other words.
        if !zh.contains("降为") {
            has(&desk.run(&["dispatch", "2025Q4", "--cutoff", "2025-11-20"]).err, zh);
            has(&desk.run_in_english(&["dispatch", "2025Q4", "--cutoff", "2025-11-20"]).err, en);
        }
    }
}

/// The small ledger with a field more in a body.
fn with(body: &str, field: &str, text: &str) -> String {
    let id = format!("            id: \"{body}\",\n");
    assert!(text.contains(&id), "{body}");
    text.replacen(&id, &format!("{id}            {field},\n"), 1)
}

#[test]
fn bodies_that_go_on_in_each_other_or_have_one_name_are_errors() {
    let (one, other) = ("虎林市农业农村局", "虎林市工信科技局");
    let ring = with(one, &format!("successor: \"{other}\""), &with(other, &format!("successor: \"{one}\""), LEDGER));
    let said = Desk::with(&ring).run(&["check"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.shows("单位互相承接 [heir-ring] (2)");
    Desk::with(&with(other, &format!("name: \"{one}\""), LEDGER)).run(&["check"]).shows("单位同名 [same-name] (1)");
}

#[test]
fn a_step_and_a_person_go_along_with_what_is_split() {
    let desk = Desk::new();
    desk.run(&["step", "add", "hulin/五（一）", "--what", "选址"]).fine();
    desk.run(&["person", "add", "张三", "--body", "虎林市农业农村局", "--entry", "hulin/五（一）"]).fine();
    desk.run(&["check"]).hides("stays-behind");
    desk.run(&["entry", "split", "hulin/五（一）", "--into", "一期", "--into", "二期"]).fine();
    desk.run(&["check"]).hides("stays-behind").hides("张三");
}

use super::desk::{Desk, LEDGER, change};

#[test]
fn a_status_changes_a_few_lines_of_its_entry_and_no_other_byte() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）", "--status", "推进中", "--as", "虎林市农业农村局"]).fine().shows("状态 — → 推进中");
    let (gone, come) = change(LEDGER, &desk.text());
    assert_eq!(gone, Vec::<String>::new());
    assert!(come.len() <= 12, "{come:#?}");
    assert!(come.iter().any(|l| l.contains("Status(to: Underway)")));
    assert!(desk.text().contains("// 这一条要请示领导") && desk.text().contains("// 台账由推进专班办公室维护"));
}

#[test]
fn a_second_status_says_what_it_saw() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）1", "--status", "done"]).fine();
    let (gone, come) = change(LEDGER, &desk.text());
    assert!(gone.is_empty() && come.len() <= 12, "{come:#?}");
    assert!(come.iter().any(|l| l.contains("Status(from: Underway, to: Done)")), "{come:#?}");
    assert!(come.iter().any(|l| l.contains("aaaaaaaaaaaaa")), "{come:#?}");
}

#[test]
fn several_facts_are_one_update() {
    let desk = Desk::new();
    let words = ["set", "六(一)", "--status", "推进中", "--percent", "３０％", "--lead", "农业农村局", "--deadline", "2026年6月底"];
    desk.run(&[&words[..], &["--reason", "等待批复", "--period", "2025Q4"]].concat()).fine();
    let text = desk.text();
    let (_, come) = change(LEDGER, &text);
    assert_eq!(come.iter().filter(|l| l.contains("Update(")).count(), 1);
    for fact in ["Underway", "Percent(to: 30)", "虎林市农业农村局", "2026-06-30", "等待批复", "2025Q4"] {
        assert!(come.iter().any(|l| l.contains(fact)), "{fact}: {come:#?}");
    }
    desk.run(&["show", "hulin/六（一）"])
        .fine()
        .shows("2026-06-30（原为 2025-12-31，调整 1 次）")
        .shows("牵头      虎林市农业农村局（后经明确）");
}

#[test]
fn many_entries_are_set_in_one_call() {
    let desk = Desk::new();
    let all = desk.run(&["set", "五（一）1", "jixi/五（一）", "jixi/五(一)", "--percent", "50"]).fine();
    all.warns("已保存 2 条").shows("完成 20% → 50%").shows("完成 – → 50%");
    let said = desk.run(&["set", "--filter", "plan:hulin", "--status", "推进中", "--json"]).fine();
    let value = said.json("changes");
    assert_eq!(value["changes"].as_array().unwrap().len(), 2);
    assert_eq!((value["dry_run"].as_bool(), value["saved"].as_bool()), (Some(false), Some(true)));
    said.warns("hulin/五（一）1：").warns("已保存 2 条");
    assert_eq!(desk.run(&["list", "状态:推进中", "--json"]).json("list")["counts"]["total"], 3);
}

#[test]
fn a_dry_run_changes_nothing() {
    let desk = Desk::new();
    let before = desk.everything();
    let said = desk.run(&["set", "--filter", "方案:虎林", "--status", "暂缓", "--reason", "待研究", "--dry-run"]).fine();
    said.shows("hulin/六（一）").warns("将改动 3 条");
    assert_eq!(desk.everything(), before);
}

#[test]
fn what_is_so_already_is_not_recorded_again() {
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--status", "推进中"]).fine().warns("没有变化").warns("没有改动");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let desk = Desk::new();
    let before = desk.everything();
    let set = |words: &[&str]| desk.run(&[&["set"], words].concat());
    set(&["五（一）1", "六（九）", "--percent", "50"]).refused("没有条目 `六（九）`").warns("hulin/六（一）");
    set(&["五（一）", "--percent", "50"]).refused("在多个方案里都有").warns("方案代码/出处");
    set(&["五（一）1", "--percent", "120"]).refused("0 到 100");
    set(&["五（一）1", "--status", "飞了"]).refused("--status 不认得 `飞了`").warns("推进中");
    set(&["五（一）1", "--deadline", "2026-01-31"]).refused("调整时限要写明理由").warns("--reason");
    set(&["五（一）1", "--deadline", "尽快", "--reason", "x"]).refused("`尽快` 不是日期");
    set(&["五（一）1", "--lead", "农业局"]).refused("登记簿里没有叫 `农业局` 的单位").warns("虎林市农业农村局");
    set(&["五（一）1", "--period", "上旬", "--percent", "1"]).refused("--period：`上旬` 不是期间");
    set(&["五（一）1"]).refused("没有说要改什么");
    set(&["--status", "推进中"]).refused("没有说要改哪一条");
    set(&["--filter", " ", "--status", "推进中"]).refused("没有说要改哪一条");
    set(&["五（一）1", "--percent", "10", "--reason", "x"]).refused("--reason 用于");
    set(&["五（一）1", "--status", "已终止"]).refused("已终止要写明理由").warns("--reason");
    set(&["五（一）1", "--percent", "10", "--on", "9月1日"]).refused("--on、--basis、--into 要和 --status 一起写");
    assert_eq!(desk.everything(), before);
}

#[test]
fn full_width_and_half_width_ids_are_the_same() {
    let desk = Desk::new();
    for id in ["hulin/六(一)", "ｈｕｌｉｎ／六（一）", "六（一）"] {
        desk.run(&["show", id]).fine().shows("加强组织领导");
    }
}

#[test]
fn what_is_recorded_can_be_read_back_and_checked() {
    let desk = Desk::new();
    desk.run(&["set", "hulin/五（一）", "--percent", "80"]).fine();
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_status_has_the_same_words_everywhere() {
    let desk = Desk::new();
    desk.run(&["set", "五（一）1", "--status", "办结了"]).fine().shows("推进中 → 已完成");
    let ids = |filter: &str| desk.run(&["list", filter, "--json"]).json("list")["counts"]["total"].as_u64();
    assert_eq!((ids("状态:办结"), ids("状态!=办结"), ids("status<>done"), ids("状态≠办结、未反馈")), (Some(1), Some(3), Some(3), Some(0)));
    desk.run(&["list", "状态=><办结"]).refused("筛选第 3 字：`=><` 不是比较符号");
}

#[test]
fn what_the_plan_states_is_amended_by_the_same_names() {
    let desk = Desk::new();
    let words = ["set", "五（一）1", "--investment", "1.2亿", "--region", "虎林市", "--region", "密山市、鸡东县", "--remark", "以批复为准"];
    desk.run(&words).fine().shows("→ 12000").shows("虎林市、密山市、鸡东县").warns("已保存 1 条");
    let (_, come) = change(LEDGER, &desk.text());
    for fact in ["investment_wan: 12000", "鸡东县", "以批复为准"] {
        assert!(come.iter().any(|l| l.contains(fact)), "{fact}: {come:#?}");
    }
    desk.run(&words).fine().warns("没有改动");
    let both = desk.run(&["set", "五（一）1", "--remark", "", "--percent", "35", "--json"]).fine().json("changes");
    assert_eq!(both["changes"].as_array().unwrap().len(), 1);
    assert!(both["changes"][0]["update"].is_object() && !desk.text().contains("以批复为准"));
    desk.run(&["set", "五（一）1", "--title", " "]).refused("--title：不能空着");
    desk.run(&["set", "五（一）1", "--investment", "许多"]).refused("--investment：`许多`").warns("金额");
    desk.run(&["set", "五（一）1", "--with", "无此局"]).refused("--with").warns("提示");
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn amend_changes_what_an_entry_states_as_set_does_and_asks_as_it_does() {
    let (by_set, by_amend) = (Desk::new(), Desk::new());
    by_set.run(&["set", "五（一）1", "--investment", "1.2亿", "--title", "万头奶牛场"]).fine();
    by_amend
        .run(&["amend", "五（一）1", "--investment", "1.2亿", "--title", "万头奶牛场", "--dry-run"])
        .fine()
        .shows("万头牧场 → 万头奶牛场");
    by_amend.run(&["amend", "五（一）1", "--investment", "1.2亿", "--title", "万头奶牛场"]).fine();
    assert_eq!(by_amend.text(), by_set.text());
    by_amend.run(&["amend", "五（一）1"]).refused("没有说要改什么");
    by_amend.run(&["amend", "--investment", "1亿"]).refused("没有说要改哪一条");
    by_amend.run(&["amend", "五（一）1", "--percent", "40"]).refused("--percent");
}

use super::desk::{Desk, LEDGER};
use std::fs;

#[test]
fn a_bulletin_goes_to_stdout_or_into_a_file_and_the_editor_is_asked() {
    let desk = Desk::new();
    let said = desk.run(&["dispatch", "2025Q4", "--format", "md"]).fine();
    let said = said.shows("2025年第四季度").shows("【待填：").warns("待核：");
    desk.run(&["dispatch", "2025Q4", "-o", "通报.md"]).fine().warns("已写出 通报.md");
    assert_eq!(fs::read_to_string(desk.path("通报.md")).unwrap(), said.out);
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn the_cutoff_decides_what_is_known() {
    let desk = Desk::new();
    let early = desk.run(&["dispatch", "2025Q3", "--cutoff", "2025-09-30"]).fine();
    let late = desk.run(&["dispatch", "2025Q3"]).fine();
    assert_ne!(early.out, late.out);
    desk.run(&["set", "五（一）1", "--percent", "90"]).fine();
    assert_eq!(desk.run(&["dispatch", "2025Q3"]).fine().out, late.out);
    desk.run(&["dispatch", "2025Q4"]).fine().warns("才结束，数字还会变化").shows("现在尚未结束");
}

#[test]
fn it_may_be_for_one_body_or_one_plan() {
    let desk = Desk::new();
    desk.run(&["dispatch", "2025Q3", "--dept", "鸡西市农业农村局"]).fine().shows("绿色食品提升工程").hides("万头牧场");
    desk.run(&["dispatch", "2025Q3", "--plan", "虎林计划"]).fine().shows("万头牧场").hides("绿色食品提升工程");
    desk.run(&["dispatch", "2025Q3", "--json"]).fine().shows("\"schema\": 1");
}

#[test]
fn several_plans_make_one_bulletin_and_several_bodies_none() {
    let desk = Desk::new();
    let both = desk.run(&["dispatch", "2025Q3", "--plan", "鸡西方案", "--plan", "hulin", "--plan", "jixi"]).fine();
    let both = both.shows("# 《虎林市三年行动计划》《鸡西市三年行动方案》2025年第三季度推进情况通报");
    both.shows("万头牧场").shows("绿色食品提升工程");
    let plans = &desk.run(&["dispatch", "2025Q3", "--plan", "jixi", "--plan", "hulin", "--json"]).fine().json("dispatch")["audience"];
    assert_eq!(plans.to_string(), r#"{"plans":["hulin","jixi"]}"#);
    let twice = ["dispatch", "2025Q3", "--dept", "虎林市农业农村局", "--dept", "鸡西市农业农村局"];
    desk.run(&twice).refused("`--dept` 写了两次");
}

#[test]
fn the_period_is_read_in_the_words_people_use() {
    let desk = Desk::new();
    let quarter = desk.run(&["dispatch", "2025Q3", "--json"]).fine().out;
    for words in ["三季度", "第三季度", "2025年三季度", "２０２５年第３季度", "2025年7月至9月"] {
        let said = desk.run(&["dispatch", words, "--json"]).fine();
        let wanted = if words.contains('月') { quarter.replace("\"2025Q3\"", "\"2025-07-01..2025-09-30\"") } else { quarter.clone() };
        let period = |out: &str| serde_json::from_str::<serde_json::Value>(out).unwrap()["period"].clone();
        assert_eq!(period(&said.out), period(&wanted), "{words}");
    }
    desk.run(&["dispatch", "9月底"]).refused("`9月底` 不是期间").warns("2025年10月");
}

#[test]
fn a_body_gets_its_own_sheet() {
    let desk = Desk::new();
    let sheet = desk.run(&["dispatch", "2025Q3", "--dept", "虎林市农业农村局"]).fine();
    let sheet = sheet
        .shows("# 虎林市农业农村局2025年第三季度督办事项情况单")
        .shows("列名首位2项，其中")
        .shows("本期未反馈1项：精深加工企业培育行动");
    sheet.shows("2025年第四季度到期").hides("绿色食品提升工程").hides("附件");
    let page = desk.run(&["dispatch", "2025Q3", "--dept", "虎林市农业农村局", "--format", "html"]).fine();
    page.shows("<body class=\"sheet\">").shows("督办事项情况单");
}

#[test]
fn a_page_for_the_browser_holds_everything_and_fetches_nothing() {
    let desk = Desk::new();
    desk.run(&["dispatch", "2025Q3", "-o", "通报.html"]).fine().warns("已写出 通报.html");
    let page = fs::read_to_string(desk.path("通报.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<svg") && page.contains("万头牧场") && page.contains("【待填："));
    assert!(["http:", "https:", "src=", "url("].iter().all(|f| !page.contains(f)));
    desk.run(&["dispatch", "2025Q3", "-o", "通报2.html"]).fine();
    assert_eq!(fs::read_to_string(desk.path("通报2.html")).unwrap(), page);
}

#[test]
fn what_is_not_understood_is_refused() {
    let desk = Desk::new();
    desk.run(&["dispatch", "2025Q5"]).refused("`2025Q5` 不是期间");
    desk.run(&["dispatch"]).refused("缺少 <期间>");
    desk.run(&["dispatch", "2025Q4", "--format", "wps"]).refused("--format 不认得 `wps`").warns("md（");
    desk.run(&["dispatch", "2025Q4", "--dept", "农村局"]).refused("可指").warns("请写全称");
    desk.run(&["dispatch", "2025Q4", "--dept", "x", "--plan", "hulin"]).refused("不能与");
    desk.run(&["dispatch", "2025Q4", "--format", "md", "-o", "tasks.ron"]).refused("就是台账本身");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn an_ending_says_the_format_or_nothing_is_written() {
    let desk = Desk::new();
    let endings = |words: &[&str], known: &str, wrong: &[&str]| {
        for ending in wrong {
            let file = format!("通报.{ending}");
            let said = desk.run(&[words, &["-o", &file]].concat()).refused(&format!("--output 不认得 `.{ending}`"));
            said.warns(known);
            assert!(!desk.path(&file).exists(), "{file}");
        }
    };
    endings(&["dispatch", "2025Q4"], "docx（Word/WPS 公文）", &["pdf", "doc", "wps", "txt", "ics"]);
    let said = desk.run(&["dispatch", "2025Q4", "--json", "-o", "通报.pdf"]);
    assert!(said.code == 2 && said.json("error")["hint"].as_str().unwrap().contains("json（") && !desk.path("通报.pdf").exists());
    endings(&["export"], "xlsx（", &["ods", "xls", "docx", "md"]);
    endings(&["urge", "draft", "--dept", "虎林市农业农村局", "--level", "1"], "docx（", &["xlsx", "pdf"]);
    endings(&["calendar"], "ics（", &["txt", "csv"]);
    endings(&["packet", "out", "--dept", "虎林市农业农村局", "--period", "2025Q4"], "xlsx（", &["docx"]);
    assert_eq!(desk.text(), LEDGER);
    for (words, file, head) in [
        (&["dispatch", "2025Q4"][..], "甲.DOCX", &b"PK"[..]),
        (&["export"], "甲.XLSX", b"PK"),
        (&["dispatch", "2025Q4", "--json"], "乙.docx", b"PK"),
        (&["dispatch", "2025Q4", "--json"], "丙", b"{"),
        (&["dispatch", "2025Q4"], "丁", b"# "),
        (&["calendar"], "丁.ICS", b"BEGIN:VCALENDAR"),
    ] {
        desk.run(&[words, &["-o", file]].concat()).fine();
        assert!(fs::read(desk.path(file)).unwrap().starts_with(head), "{file}");
    }
}

#[test]
fn a_docx_goes_into_a_file_and_is_the_same_each_time() {
    let desk = Desk::new();
    desk.run(&["dispatch", "2025Q3", "-o", "甲.docx"]).fine().warns("已写出 甲.docx");
    desk.run(&["set", "五（一）1", "--percent", "90"]).fine();
    desk.run(&["dispatch", "2025Q3", "--format", "docx", "-o", "乙"]).fine();
    let bytes = fs::read(desk.path("甲.docx")).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
    assert!(bytes == fs::read(desk.path("乙")).unwrap(), "what was recorded later changed the bulletin");
}

#[test]
fn the_offices_template_is_named_or_lies_in_the_config_folder() {
    let desk = Desk::new();
    let office = desk.path("office.ron");
    fs::write(&office, "Template(\n    recipients: \"各乡镇人民政府\",\n)\n").unwrap();
    desk.run(&["dispatch", "2025Q3"]).fine().shows("主送：【待填：主送单位】");
    desk.run(&["dispatch", "2025Q3", "--template", "office.ron"]).fine().shows("主送：各乡镇人民政府");
    let own = desk.home().join("config");
    fs::create_dir_all(&own).unwrap();
    fs::copy(&office, own.join("bulletin.ron")).unwrap();
    desk.run(&["dispatch", "2025Q3"]).fine().shows("主送：各乡镇人民政府");
    fs::write(own.join("bulletin.ron"), "Template(\n    recipient: \"甲\",\n)\n").unwrap();
    desk.run(&["dispatch", "2025Q3"]).refused("bulletin.ron:2:5: 没有 `recipient` 这个字段").warns("docs/templates.md");
    desk.run(&["dispatch", "2025Q3", "--template", "none.ron"]).refused("不能读取").warns("docs/bulletin.ron");
}

#[cfg(unix)]
#[test]
fn interrupted_at_any_instant_a_bulletin_is_whole_or_not_there() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..40 {
        let mut command = desk.command(&["dispatch", "2025Q4", "-o", "通报.md"]);
        let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(random.u64(0..25_000)));
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        crate::patience::ended(&mut child);
        let names: Vec<String> =
            fs::read_dir(desk.path("")).unwrap().flatten().map(|f| f.file_name().to_string_lossy().into_owned()).collect();
        assert!(names.iter().all(|n| n == "tasks.ron" || n == "通报.md"), "{names:?}");
        let written = fs::read_to_string(desk.path("通报.md")).unwrap_or_default();
        assert!(written.is_empty() || written.ends_with('\n'));
    }
}

#[test]
fn every_body_and_county_gets_its_own_which_is_the_one_that_is_made_alone() {
    let desk = Desk::new();
    let said = desk.run(&["dispatch", "2025Q3", "--each", "dept", "--format", "md", "-o", "情况单"]).fine();
    said.shows("01-虎林市农业农村局.md").warns("另打包为 情况单.zip");
    let names: Vec<String> =
        std::fs::read_dir(desk.path("情况单")).unwrap().map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    for name in names.iter().filter(|name| name.ends_with(".md")) {
        let body = name.split_once('-').unwrap().1.trim_end_matches(".md");
        let alone = desk.run(&["dispatch", "2025Q3", "--dept", body]).fine().out;
        assert_eq!(std::fs::read_to_string(desk.path(&format!("情况单/{name}"))).unwrap(), alone, "{name}");
    }
    assert!(names.len() > 2, "{names:?}");
    desk.run(&["dispatch", "2025Q3", "--each", "village"]).refused("--each 不认得 `village`");
}

#[test]
fn a_place_or_a_filter_narrows_the_bulletin_and_its_figures() {
    let desk = Desk::new();
    let ids = |said: &super::desk::Said| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        value["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = ids(&desk.run(&["dispatch", "2025Q3", "--format", "json"]).fine());
    let some = desk.run(&["dispatch", "2025Q3", "--format", "json", "--filter", "万头"]).fine();
    assert_eq!(ids(&some), ["hulin/五（一）1"]);
    assert!(all.len() > 1);
    desk.run(&["dispatch", "2025Q3", "--filter", "万头"]).fine().shows("万头2025年第三季度");
    desk.run(&["dispatch", "2025Q3", "--region", "没有的县"]).refused("--region 不认得 `没有的县`");
    desk.run(&["dispatch", "2025Q3", "--dept", "虎林市农业农村局", "--filter", "万头"]).refused("不用 --filter");
}

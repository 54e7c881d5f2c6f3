use super::desk::{Desk, LEDGER};
use std::fs;

#[test]
fn the_whole_ledger_goes_to_stdout_or_into_a_file() {
    let desk = Desk::new();
    let said = desk.run(&["export", "--format", "json"]).fine();
    let value = said.json("ledger");
    let counts = ["plans", "departments", "indicators", "entries"].map(|list| value[list].as_array().unwrap().len());
    assert_eq!(counts, [2, 3, 1, 4]);
    desk.run(&["export", "-o", "all.json"]).fine().warns("已写出 all.json");
    assert_eq!(fs::read_to_string(desk.path("all.json")).unwrap(), said.out);
    assert_eq!(fs::read_dir(desk.path("")).unwrap().count(), 2);
}

#[test]
fn a_filter_leaves_out_entries_only() {
    let value = Desk::new().run(&["export", "--filter", "plan:jixi"]).fine().json("ledger");
    assert_eq!((value["entries"].as_array().unwrap().len(), value["plans"].as_array().unwrap().len()), (1, 2));
}

#[test]
fn the_ledger_itself_is_no_place_for_the_export() {
    let desk = Desk::new();
    desk.run(&["export", "--format", "json", "-o", "tasks.ron"]).refused("就是台账本身");
    desk.run(&["export", "-o", "no/such/folder.json"]).refused("不能写入");
    desk.run(&["export", "--format", "docx"]).refused("--format 不认得 `docx`").warns("json");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn the_ledger_goes_into_a_spreadsheet_as_it_stands_today() {
    let desk = Desk::new();
    desk.run(&["note", "六（一）", "=1+1"]).fine();
    let csv = desk.run(&["export", "--format", "csv"]).fine();
    assert!(csv.out.starts_with("\u{feff}序号,") && csv.out.contains(",'=1+1,"), "{}", csv.out);
    desk.run(&["export", "-o", "all.csv", "--filter", "plan:jixi"]).fine();
    assert_eq!(fs::read_to_string(desk.path("all.csv")).unwrap().lines().count(), 2);
    desk.run(&["export", "-o", "all.xlsx"]).fine().warns("已写出 all.xlsx");
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(desk.path("all.xlsx")).unwrap();
    let sheet = book.worksheet_range("台账").unwrap();
    assert_eq!(sheet.rows().filter(|r| r[21].to_string().contains('/')).count(), 4);
}

/// Who may not read the ledger may not read what is made of it.
#[cfg(unix)]
#[test]
fn what_is_made_of_a_ledger_may_be_read_by_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    for (rights, name) in [(0o600, "一.json"), (0o664, "二.json")] {
        fs::set_permissions(desk.path("tasks.ron"), fs::Permissions::from_mode(rights)).unwrap();
        desk.run(&["export", "-o", name]).fine();
        assert_eq!(mode(name), rights, "{name}");
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o640)).unwrap();
        desk.run(&["export", "-o", name]).fine();
        assert_eq!(mode(name), 0o640, "{name}: the person said so");
    }
}

/// Who filled in blanks or changed a cell finds his file as he left it.
#[test]
fn an_export_that_somebody_changed_is_left_alone_and_the_new_one_gets_another_name() {
    let desk = Desk::new();
    for words in
        [vec!["export", "-o", "表.csv"], vec!["dispatch", "2025Q3", "-o", "通报.docx"], vec!["dispatch", "2025Q3", "-o", "通报.html"]]
    {
        let name = words[words.len() - 1];
        let (stem, ending) = name.split_once('.').unwrap();
        let (path, second) = (desk.path(name), desk.path(&format!("{stem}-2.{ending}")));
        desk.run(&words).fine();
        desk.run(&["set", "jixi/五（一）", "--percent", &(10 + name.len()).to_string()]).fine();
        desk.run(&words).fine().warns(name);
        assert!(!second.exists(), "what nobody changed is replaced: {name}");
        fs::write(&path, "填好的空白").unwrap();
        for _ in 0..2 {
            desk.run(&words).fine().warns("没有动");
            assert_eq!(fs::read_to_string(&path).unwrap(), "填好的空白");
        }
        assert!(second.exists() && !desk.path(&format!("{stem}-3.{ending}")).exists(), "{name}");
        let forced: Vec<&str> = words.iter().copied().chain(["--force"]).collect();
        desk.run(&forced).fine();
        assert_eq!(fs::read(&path).unwrap(), fs::read(&second).unwrap());
        fs::remove_file(&second).unwrap();
    }
}

#[test]
fn the_figures_of_the_built_in_plans_are_numbers_of_something_that_is_there_or_is_to_be_reached() {
    let desk = Desk::with(duban::store::BUILT_IN);
    let export = desk.run(&["export", "--format", "json"]).fine().json("ledger");
    let quantities = || export["entries"].as_array().unwrap().iter().flat_map(|entry| entry["quantities"].as_array().unwrap());
    for one in quantities() {
        let text = one["text"].as_str().unwrap();
        let is_stretch = text.contains("1-2个") || text.contains("2-3个");
        let has_number = text.chars().any(|c| c.is_ascii_digit()) && !is_stretch;
        assert_eq!(one["number"].is_number(), has_number, "{text}");
        let says = |word: &str| text.contains(word);
        assert!(
            !has_number || one["reached"].is_null() != (says("现有）") || ["目标）", "达产）", "建成）"].into_iter().any(says)),
            "{text}"
        );
    }
    let count = |reached: &str| quantities().filter(|one| one["reached"] == reached).count();
    assert_eq!((quantities().count(), count("present"), count("goal")), (178, 24, 135));
    let oil = quantities().find(|one| one["name"] == "玉米种植面积").unwrap();
    assert_eq!((&oil["number"], &oil["unit"], &oil["year"]), (&458.into(), &"万亩".into(), &2022.into()));
}

#[test]
fn a_clerk_states_a_figure_and_finds_it() {
    let desk = Desk::new();
    desk.run(&["amend", "五（一）1", "--figures", "存栏奶牛10000头（2025年目标）、牧场2处（现有）"]).fine().shows("数据");
    desk.run(&["show", "五（一）1"]).fine().shows("存栏奶牛10000头（2025年目标）；牧场2处（现有）");
    desk.run(&["list", "--filter", "数据:存栏奶牛"]).fine().shows("五（一）1");
    let export = desk.run(&["export", "--filter", "数据:牧场"]).fine().json("ledger");
    let second = &export["entries"][0]["quantities"][1];
    assert_eq!((&second["name"], &second["number"], &second["reached"]), (&"牧场".into(), &2.into(), &"present".into()));
}

#[test]
fn the_policies_on_which_an_entry_rests_are_stated_shown_and_found() {
    let desk = Desk::new();
    desk.run(&["amend", "五（一）1", "--policy", "《奖励办法》（鸡政规〔2021〕3号）、《扶持政策》"]).fine().shows("政策依据");
    desk.run(&["show", "五（一）1"]).fine().shows("《奖励办法》（鸡政规〔2021〕3号）、《扶持政策》");
    desk.run(&["list", "--filter", "政策依据:鸡政规"]).fine().shows("五（一）1");
    let export = desk.run(&["export", "--filter", "政策依据:扶持"]).fine().json("ledger");
    assert_eq!(export["entries"][0]["policies"].as_array().unwrap().len(), 2);
}

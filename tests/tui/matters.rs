//! Matters for coordination on the screen: raised with one key from the entry that reported the problem, and dealt with in their view.

use super::stage::Stage;
use duban::text::Lang;

/// A problem was reported of an entry of 市农业农村局, which raises it.
fn raised() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1/牵头:市农业农村局<enter><home>a开工<tab>用地指标不足<c-s><esc><home>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(120, 40));
    stage.press("c");
    let screen = stage.screen(120, 40);
    assert!(screen.contains("提出会商") && screen.contains("用地指标不足"), "the problem stands there: {screen}");
    let entry = stage.model.current().map(|entry| entry.id.to_string()).unwrap_or_default();
    assert!(screen.contains(&stage.model.today.to_string()) && screen.contains(&entry), "and all else that is known: {screen}");
    stage.press("<c-s>");
    assert_eq!(stage.model.ledger().matters.len(), 1, "{}", stage.screen(120, 40));
    stage
}

#[test]
fn a_reported_problem_is_raised_with_one_key_and_settled_in_its_view() {
    let mut stage = raised();
    let before = stage.bytes();
    let matter = stage.model.ledger().matters[0].clone();
    assert_eq!((matter.problem.as_str(), matter.entries.len()), ("用地指标不足", 1));
    assert!(matter.raised_by.is_some() && matter.raised_on == stage.model.today);
    stage.press("8");
    assert!(stage.screen(120, 36).contains("在办 1，共 1"), "{}", stage.screen(120, 36));
    stage.press("a<c-s>");
    assert!(stage.screen(120, 36).contains("会商中"), "{}", stage.screen(120, 36));
    stage.press("s全市调剂<tab>〔2025〕9号<tab><tab>办理手续@市农业农村局@2025-12-31<c-s>");
    assert!(stage.model.dialog.is_none() && stage.screen(120, 36).contains("已议定"), "{}", stage.screen(120, 36));
    assert_eq!(stage.notice(), "议定：用地指标不足");
    assert_eq!(stage.model.ledger().steps.last().unwrap().decided_by, Some(matter.id.clone()));
    stage.press("<enter>");
    let page = stage.screen(120, 36);
    assert!(page.contains("全市调剂") && page.contains("议定的步骤") && page.contains("办理手续"), "{page}");
    stage.press("<esc>r没有落实<c-s>");
    assert!(stage.screen(120, 36).contains("待会商"), "{}", stage.screen(120, 36));
    stage.press("<del>");
    assert!(stage.notice().contains("应予保留") || stage.notice().contains("记录"), "{}", stage.notice());
    stage.press("uuu");
    assert_eq!(stage.bytes(), before);
    stage.press("<del>");
    assert!(stage.model.ledger().matters.is_empty(), "{}", stage.notice());
}

#[test]
fn today_and_the_pages_of_entries_and_bodies_tell_of_it() {
    let mut stage = raised();
    stage.press("0");
    let today = stage.screen(120, 50);
    assert!(today.contains("会商在办"), "{today}");
    for _ in 0..60 {
        if stage.screen(120, 50).lines().any(|line| line.contains("会商在办")) && stage.model.view == duban::tui::View::Coordination {
            break;
        }
        if stage.press("<enter>").model.view == duban::tui::View::Coordination {
            break;
        }
        stage.press("0j");
    }
    assert_eq!(stage.model.view, duban::tui::View::Coordination, "a line of today leads there");
    assert!(stage.screen(120, 36).contains("用地指标不足"), "{}", stage.screen(120, 36));
    stage.press("l");
    assert!(stage.screen(160, 60).contains("会商"), "{}", stage.screen(160, 60));
    stage.press("2/市农业农村局<enter><enter>");
    assert!(stage.screen(120, 36).contains("会商：用地指标不足"), "{}", stage.screen(120, 36));
}

#[test]
fn an_inspection_and_its_findings_are_entered_mended_and_re_checked_in_the_view() {
    let mut stage = Stage::new(Lang::Zh);
    let before = stage.bytes();
    stage.press("8<tab>");
    assert!(stage.screen(120, 36).contains("还没有登记督导检查"), "{}", stage.screen(120, 36));
    stage.press("n四季度督导<c-s>");
    stage.press("n第二次督导<c-s>");
    assert_eq!(stage.model.ledger().inspections.len(), 2, "{}", stage.screen(120, 36));
    stage.press("a台账不全<tab><tab>市农业农村局<tab><tab>补齐台账<tab>2025-10-10<c-s>");
    assert_eq!(stage.model.ledger().rectifications.len(), 1, "{}", stage.screen(120, 36));
    let of = stage.model.ledger().rectifications[0].inspection.clone();
    let of = stage.model.ledger().inspections.iter().find(|one| one.id == of).map(|one| one.what.clone());
    assert_eq!(of.as_deref(), Some("第二次督导"), "the one that was just entered");
    stage.press("<tab>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("整改问题：在办 1，共 1") && screen.contains("待整改"), "{screen}");
    stage.press("0");
    assert!(stage.screen(120, 50).contains("整改超期"), "{}", stage.screen(120, 50));
    stage.press("8a已补齐<c-s>");
    assert!(stage.screen(120, 36).contains("已整改待复查"), "{}", stage.screen(120, 36));
    stage.press("0");
    let today = stage.screen(120, 60);
    let waits = today.lines().find(|line| line.contains("已整改待复查")).unwrap_or_default().to_owned();
    assert!(waits.contains("  1  ") && waits.contains("台账不全"), "{today}");
    stage.press("8s现场复查<c-s>");
    assert!(stage.screen(120, 36).contains("已复查销号"), "{}", stage.screen(120, 36));
    stage.press("<enter>");
    assert!(stage.screen(120, 36).contains("现场复查"), "{}", stage.screen(120, 36));
    stage.press("<esc>uuuuu");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn what_is_known_stands_in_a_form_before_a_key_is_pressed_and_is_no_draft() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("8n");
    let screen = stage.screen(100, 40);
    assert!(screen.contains(&stage.model.today.to_string()), "the day on which it is raised: {screen}");
    let today = stage.press("<esc>0").screen(100, 40);
    assert!(!today.contains("没写完"), "nobody has typed anything: {today}");
    stage.press("8<tab>n一次督导<tab><tab><tab><tab><tab><tab>市农业农村局<c-s>");
    assert_eq!(stage.model.ledger().inspections[0].bodies.len(), 1, "{}", stage.screen(100, 40));
    stage.press("a");
    let screen = stage.screen(100, 40);
    let id = stage.model.ledger().inspections[0].id.to_string();
    assert!(screen.contains("一次督导") && screen.contains("鸡西市农业农村局") && !screen.contains(&id), "{screen}");
    stage.press("台账不全<c-s>");
    let found = &stage.model.ledger().rectifications[0];
    assert_eq!((found.inspection.to_string(), found.body.as_str()), (id, "鸡西市农业农村局"));
}

#[test]
fn an_inspection_is_found_by_its_words_where_a_finding_asks_for_it() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("8<tab>n四季度农业督导<c-s>");
    stage.press("<tab>n台账不全<tab>农业<tab>市农业农村局<c-s>");
    assert_eq!(stage.model.ledger().rectifications.len(), 1, "{}", stage.screen(100, 40));
}

#[test]
fn the_last_line_names_what_is_done_here_before_what_is_done_everywhere() {
    let mut stage = raised();
    for (view, keys) in [("7", ["m 阶段", "M 投资"]), ("8", ["r 重办", "p 上报"])] {
        let screen = stage.press(view).screen(80, 24);
        let foot = screen.lines().last().unwrap_or_default();
        assert!(keys.iter().all(|key| foot.contains(key)), "{foot}");
    }
    let screen = stage.screen(80, 24);
    assert!(screen.contains("督导检查 0  整改问题 0  包联 0（Tab）"), "what else the view holds: {screen}");
}

#[test]
fn the_view_reads_at_every_size() {
    let mut stage = raised();
    stage.press("8");
    for (width, height) in [(80, 24), (120, 36), (200, 60), (24, 6), (1, 1)] {
        stage.screen(width, height);
    }
    insta::assert_snapshot!("matters_80", stage.screen(80, 24));
}

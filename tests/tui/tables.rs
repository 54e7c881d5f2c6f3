//! Every table is the same table: sorted, narrowed, marked, copied, exported in every view alike.

use super::stage::Stage;
use duban::text::Lang;
use duban::tui::{Effect, View};

fn demo() -> Stage {
    Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh)
}

/// Views with the keys that lead to their tables.
const TABLES: [&str; 7] = ["2", "2j<enter>", "4", "5", "6<tab>", "6<tab><tab>", "0:变化 2025-06-30<enter>"];

/// The table shown, as it would be written.
fn written(stage: &mut Stage) -> Vec<Vec<String>> {
    stage.press("x5");
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export: {}", stage.notice()) };
    assert!(export.name.ends_with(".csv"), "{}", export.name);
    let bytes = export.bytes(|_| duban::report::Template::default()).expect("bytes");
    let text = String::from_utf8(bytes).expect("text").trim_start_matches('\u{feff}').to_owned();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn in_every_table_values_are_counted_and_a_value_narrows_it() {
    for keys in TABLES {
        let mut stage = demo();
        stage.press(keys);
        let before = written(&mut stage).len();
        if before == 1 {
            continue;
        }
        stage.press("F");
        assert!(stage.model.dialog.is_some(), "{keys}: {}", stage.notice());
        let screen = stage.screen(140, 40);
        // Where a cursor stands on a column its values are counted at once; else the column is asked for.
        if screen.contains("统计哪一列") {
            stage.press("2");
        }
        let screen = stage.screen(140, 40);
        assert!(screen.contains("个值（回车只看它）") && screen.contains('━'), "{keys}: {screen}");
        stage.press("<enter>");
        let screen = stage.screen(140, 40);
        assert!(screen.contains(":\""), "{keys}: {screen}");
        let after = written(&mut stage).len();
        assert!(after > 1 && after <= before, "{keys}: {after} of {before}");
        stage.press("<esc>");
        assert_eq!(written(&mut stage).len(), before, "{keys}");
        stage.press(",");
        if stage.screen(140, 40).contains("同值的行") {
            stage.press("3");
        }
        assert!(stage.model.dialog.is_none() && written(&mut stage).len() > 1, "{keys}");
    }
}

#[test]
fn every_table_with_headings_folds_and_unfolds() {
    for keys in ["2j<enter>", "4", "5", "6<tab>", "0:变化 2025-06-30<enter>"] {
        let mut stage = demo();
        stage.press(keys);
        let shown = stage.screen(140, 60);
        stage.press("+");
        let turned = stage.screen(140, 60);
        assert!(turned != shown, "{keys}: {}", stage.notice());
        stage.press("+*");
        assert!(stage.screen(140, 60) != shown, "{keys}: {}", stage.notice());
        stage.press("*");
        assert_eq!(stage.screen(140, 60).matches("+ ").count(), shown.matches("+ ").count(), "{keys}");
    }
    let mut stage = demo();
    assert!(stage.press("2+").notice().contains("没有可以收起的"));
}

#[test]
fn marked_rows_alone_are_copied_and_exported_in_every_table() {
    for keys in TABLES {
        let mut stage = demo();
        stage.press(keys);
        if written(&mut stage).len() < 4 {
            continue;
        }
        // Over headings, and over the row that nobody leads, which no letter could be written to.
        stage.press("<down>  ");
        assert_eq!(written(&mut stage).len(), 3, "{keys}: {}", stage.notice());
        stage.press("y");
        assert!(matches!(stage.effects.last(), Some(Effect::Copy(text)) if text.lines().count() == 3), "{keys}");
        stage.press("<esc>");
        assert!(written(&mut stage).len() > 3, "{keys}: Esc lifts the marks");
    }
}

#[test]
fn the_page_of_a_body_is_sorted_and_says_whose_it_is() {
    let mut stage = demo();
    stage.press("2o2<enter>");
    let name = stage.model.matrix.table.rows[0].name.clone();
    // No column is under a cursor here: it is asked for.
    assert!(stage.press("]").screen(120, 36).contains("排序（再选一次反过来）"), "{}", stage.screen(120, 36));
    stage.press("6");
    let rows = written(&mut stage);
    assert_eq!(rows[0][5], "时限", "{:?}", rows[0]);
    stage.press("x3");
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export") };
    let html = String::from_utf8(export.bytes(|_| duban::report::Template::default()).expect("bytes")).expect("text");
    assert!(html.contains(&name) && html.contains("按时限降序"), "{name}");
}

#[test]
fn what_is_exported_of_a_period_names_it() {
    for keys in ["6<tab>", "6<tab><tab>"] {
        let mut stage = demo();
        stage.press(keys).press("x1");
        let Some(Effect::Export(export)) = stage.effects.last() else { panic!("{keys}: no export, {}", stage.notice()) };
        let text = String::from_utf8(export.bytes(|_| duban::report::Template::default()).expect("bytes")).expect("text");
        assert!(export.name.contains("-2025年第") && text.contains("2025年第"), "{}: {text}", export.name);
    }
}

#[test]
fn departments_are_ranked_by_any_column() {
    let mut stage = demo();
    stage.press("2o4");
    let bodies = |stage: &Stage| stage.model.matrix.table.rows.iter().filter(|r| !r.name.contains("未明确")).cloned().collect::<Vec<_>>();
    let late: Vec<usize> = bodies(&stage).iter().map(|r| r.late).collect();
    assert!(late[0] > 0 && late.is_sorted_by(|a, b| a >= b), "{late:?}");
    assert!(stage.screen(120, 36).contains("逾期↓"));
    stage.press("O");
    assert_eq!(stage.model.matrix.table.rows[0].late, 0);
    stage.press("o7");
    let share: Vec<usize> = bodies(&stage).iter().map(|r| (r.owed * 100).checked_div(r.owes).unwrap_or(0)).collect();
    assert!(share.is_sorted_by(|a, b| a >= b), "{share:?}");
    stage.press("o8");
    assert!(stage.screen(120, 36).contains("最近反馈↓"));
}

#[test]
fn every_table_is_sorted_narrowed_copied_and_exported_as_it_is_shown() {
    for keys in TABLES {
        let mut stage = demo();
        stage.press(keys).press("o2");
        assert!(stage.model.dialog.is_none(), "{keys}: {}", stage.notice());
        stage.press("x<enter>");
        let Some(Effect::Export(export)) = stage.effects.last() else { panic!("{keys}: no export, {}", stage.notice()) };
        assert!(export.name.ends_with("-2025-10-15.xlsx"), "{}", export.name);
        assert!(export.bytes(|_| duban::report::Template::default()).expect("bytes").starts_with(b"PK"));
        stage.press("x3");
        let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export") };
        let html = String::from_utf8(export.bytes(|_| duban::report::Template::default()).expect("bytes")).expect("text");
        assert!(html.contains("2025-10-15") && (keys == "5" || html.contains("序")), "{keys}");
        stage.press("y");
        if !stage.notice().contains("复制 0") {
            assert!(matches!(stage.effects.last(), Some(Effect::Copy(text)) if text.contains('\t')), "{keys}");
        }
        stage.press("/zzzz");
        assert!(stage.screen(100, 30).contains("筛选 zzzz"), "{keys}");
        stage.press("<esc>");
    }
}

#[test]
fn the_list_is_exported_with_its_filter_and_order() {
    let mut stage = demo();
    stage.press("/是:逾期<enter>").press("x<enter>");
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export: {}", stage.notice()) };
    assert_eq!(export.name, "清单-2025-10-15.xlsx");
    stage.press("x1");
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export") };
    let text = String::from_utf8(export.bytes(|_| duban::report::Template::default()).expect("bytes")).expect("text");
    assert!(text.contains("筛选：是:逾期") && text.contains(&format!("共 {} 行", stage.model.list.count)), "{text}");
    assert_eq!(text.lines().filter(|l| l.starts_with("| ")).count(), stage.model.list.count + 2);
}

#[test]
fn letters_are_written_to_the_marked_bodies_and_logged_after() {
    let mut stage = demo();
    stage.press("2o4  c2");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("封催办函") && screen.contains("催1号") && screen.contains("催2号"), "{screen}");
    let before = stage.bytes();
    stage.press("y");
    let Some(Effect::Letters(letters)) = stage.effects.last() else { panic!("no letters: {}", stage.notice()) };
    assert_eq!((letters.all.len(), stage.bytes() == before), (2, true), "nothing is logged before the files are there");
    let mut files = Vec::new();
    let written = (**letters).clone().write(&duban::report::Template::default(), |path, bytes| {
        files.push(bytes.len());
        Ok(path)
    });
    stage.send(duban::tui::Message::Letters(Box::new(written)));
    assert!(files.len() == 2 && stage.bytes() != before && stage.notice().contains("已写 2 封"), "{}", stage.notice());
    stage.press("u");
    assert!(stage.notice().contains("文件仍在，编号不再用") && stage.notice().contains("催1号-"), "{}", stage.notice());
    stage.press("2<home>o4  c2");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("催3号") && !screen.contains("催1号"), "a number that went out is not given again: {screen}");
}

#[test]
fn a_second_letter_on_one_day_is_asked_about_and_what_nobody_leads_is_no_addressee() {
    let mut stage = demo();
    for again in [false, true] {
        stage.press(if again { "2<home>c1" } else { "2o4<home>c1" });
        assert_eq!(stage.screen(120, 36).contains("今天已经发过函"), again, "{}", stage.screen(120, 36));
        stage.press("y");
        let Some(Effect::Letters(letters)) = stage.effects.pop() else { panic!("no letters: {}", stage.notice()) };
        let written = (*letters).write(&duban::report::Template::default(), |path, _| Ok(path));
        stage.send(duban::tui::Message::Letters(Box::new(written))).press("1");
    }
}

#[test]
fn forms_go_to_the_marked_bodies_too_and_can_be_called_off() {
    let mut stage = demo();
    stage.press("2o4  c4");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("个单位各写一份填报表") && screen.contains("01-"), "{screen}");
    stage.press("y");
    let Some(Effect::Closing(sending)) = stage.effects.last() else { panic!("no forms: {}", stage.notice()) };
    let names: Vec<String> = sending.files().expect("forms").into_iter().map(|(name, _)| name).collect();
    assert!(names.len() > 1 && names[0].ends_with("发放清单.xlsx"), "{names:?}");
    sending.progress.call_off();
    assert!(sending.files().is_err());
}

#[test]
fn bodies_that_have_not_reported_are_marked_unfolded_and_written_to() {
    let mut stage = demo();
    stage.press("6<tab> ");
    assert!(stage.screen(120, 36).contains("已标 1"));
    stage.press("<up><enter>");
    stage.press("<down><enter>");
    assert_eq!(stage.model.view, View::List, "an entry below a body opens");
    stage.press("<esc>c1");
    assert!(stage.screen(120, 36).contains("封提醒函"));
}

#[test]
fn a_body_is_found_by_its_short_names_and_their_initials() {
    for word in ["市农业农村局", "snyncj"] {
        let mut stage = Stage::new(Lang::Zh);
        stage.press("2/").press(word);
        let names: Vec<&str> = stage.model.matrix.table.rows.iter().map(|r| r.name.as_str()).collect();
        assert!(names.contains(&"鸡西市农业农村局") && names.len() < 4, "{word}: {names:?}");
    }
}

#[test]
fn the_departments_are_sorted_by_the_column_under_the_cursor_and_what_nobody_leads_stands_last() {
    let mut stage = demo();
    stage.press("2<right>]");
    let led: Vec<(bool, usize)> = stage.model.matrix.table.rows.iter().map(|row| (row.name.contains("未明确"), row.leads)).collect();
    assert!(led.is_sorted_by_key(|(nobody, leads)| (*nobody, std::cmp::Reverse(*leads))), "{led:?}");
    assert_eq!(stage.model.matrix.table.cursor, 0);
    stage.press("[");
    let led: Vec<(bool, usize)> = stage.model.matrix.table.rows.iter().map(|row| (row.name.contains("未明确"), row.leads)).collect();
    assert!(led.is_sorted(), "{led:?}");
}

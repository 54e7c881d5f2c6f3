//! At the keyboard: with an input method on, with what is filled in, with groups that fold, with a filter that finds nothing.

use super::stage::Stage;
use crate::patience::steps;
use duban::domain::Status;
use duban::text::Lang;
use duban::tui::View;

fn demo() -> Stage {
    Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh)
}

#[test]
fn every_command_is_reached_by_numbers_and_arrows_alone() {
    let mut stage = Stage::new(Lang::Zh).of_the_office();
    stage.press("G<f9>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("1  填报和修改") && screen.contains("7  保存、共用、帮助、退出"), "{screen}");
    stage.press("1");
    assert!(stage.screen(120, 36).contains("设置状态"));
    stage.press("1");
    assert!(stage.screen(120, 36).contains("推进中"));
    stage.press("4");
    let index = stage.model.list.current().expect("an entry");
    assert_eq!(stage.model.standing(index).state.status.value, Some(Status::Done));
    stage.press("<f8>").press("<f3>");
    assert!(stage.model.is_typing());
    stage.press("<esc><f4>t");
    let index = stage.model.list.current().expect("an entry");
    assert_eq!(stage.model.standing(index).state.status.value, Some(Status::Underway), "by the initial of 推进中");
}

#[test]
fn a_stray_hanzi_says_once_how_to_switch_the_input_method() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("农");
    assert!(stage.model.is_typing() && stage.notice().contains("Shift"), "{}", stage.notice());
    stage.press("<esc>业");
    assert!(stage.model.is_typing() && !stage.notice().contains("Shift"));
}

#[test]
fn what_is_filled_in_is_replaced_by_what_is_typed() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(":进展 80 主体完工<enter>").press("a");
    let fields = stage.screen(120, 36);
    assert!(fields.contains("80"), "{fields}");
    for _ in steps(60, "the field with the percent") {
        if stage.screen(120, 36).lines().any(|l| l.contains("完成") && l.contains("80")) {
            break;
        }
        stage.press("<tab>");
    }
    stage.press("<esc>");
    // The field with the percent is the first that holds 80: the caret is led there and types over it.
    stage.press("a");
    for _ in 0..8 {
        stage.press("100");
        let screen = stage.screen(120, 36);
        assert!(!screen.contains("80100"), "{screen}");
        stage.press("<tab>");
    }
}

#[test]
fn a_dangerous_question_takes_enter_for_no() {
    let mut stage = Stage::new(Lang::Zh);
    stage.slow = true;
    stage.press("sb");
    stage.send(duban::tui::Message::Saved(Err(Box::new(duban::store::StoreError::Unspellable("写不出来".into())))));
    stage.press("q<enter>");
    assert!(!stage.model.quit, "Enter does not leave while something is unsaved");
    stage.press("qy");
    assert!(stage.model.quit);
}

#[test]
fn groups_and_parents_fold() {
    let mut stage = demo();
    let rows = stage.model.list.rows.len();
    stage.press("*");
    let groups = stage.model.list.rows.len();
    assert!(groups < rows / 10, "only groups are left");
    assert!(stage.screen(120, 36).contains("+ "));
    let count = stage.model.list.count;
    stage.press("<enter>");
    assert!(stage.model.list.rows.len() > groups && stage.model.list.current().is_some());
    stage.press("*");
    assert_eq!((stage.model.list.rows.len(), stage.model.list.count), (rows, count));
    stage.press("<home>+");
    assert!(stage.model.list.rows.len() < rows);
    stage.press("+");
    assert_eq!(stage.model.list.rows.len(), rows);
}

#[test]
fn an_empty_list_says_which_condition_emptied_it() {
    let mut stage = demo();
    stage.press("/没有这样的事<enter>");
    assert!(stage.screen(120, 36).contains("没有这样的事 一条也没有"));
    stage.press("<esc>/灯:红 完成:100<enter>");
    if stage.model.list.count == 0 {
        let screen = stage.screen(120, 36);
        assert!(screen.contains("没有同时符合的") || screen.contains("一条也没有"), "{screen}");
    }
}

#[test]
fn every_count_of_a_column_is_the_length_of_the_list_that_it_opens() {
    use duban::domain::Attribute::*;
    for column in [Light, Title, Lead, With, Deadline, Status, Percent, Report, Plan, Region, Kind, Investment] {
        let mut stage = demo();
        stage.model.list.columns.at = column;
        stage.press("F");
        let screen = stage.screen(160, 60);
        let Some(first) = screen.lines().find(|l| l.contains("│1 ") || l.contains("│ 1 ")) else { continue };
        let counted: Vec<usize> = first.split_whitespace().filter_map(|w| w.parse().ok()).collect();
        stage.press("1");
        assert!(!stage.notice().contains("不能用来筛选"), "{column:?} {first}");
        assert!(counted.contains(&stage.model.list.count), "{column:?}: {} of {first}", stage.model.list.count);
        assert_eq!(stage.model.view, View::List);
    }
}

#[test]
fn words_of_last_time_are_announced_in_the_form_and_given_up_only_when_asked() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("G").press("a写到一半<tab><tab><esc>a");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("接着上次没写完的") && screen.contains("写到一半"), "{screen}");
    // Looked at and left: whoever closes the question has kept it.
    for keep in ["<esc>", "<enter>", "y"] {
        let screen = stage.press("<esc>").screen(120, 36);
        assert!(screen.contains("这张表单还留着吗") && screen.contains("留着") && screen.contains("不要了"), "{screen}");
        assert!(stage.press(keep).press("a").screen(120, 36).contains("写到一半"), "{keep}");
    }
    stage.press("<esc>na");
    let screen = stage.screen(120, 36);
    assert!(!screen.contains("写到一半") && !screen.contains("接着上次"), "{screen}");
}

#[test]
fn what_was_typed_last_time_is_gone_on_with_where_it_ended_and_only_on_its_own_entry() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("<home>d2026-03-3<esc>d1");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("2026-03-31"), "it is not replaced: {screen}");
    stage.press("<esc>c木耳缺地<esc>jc");
    let screen = stage.screen(120, 36);
    assert!(!screen.contains("木耳缺地"), "that was of the entry above: {screen}");
    let screen = stage.press("<esc>kc").screen(120, 36);
    assert!(screen.contains("接着上次没写完的") && screen.contains("木耳缺地"), "{screen}");
}

#[test]
fn forms_not_finished_stand_on_the_first_view_and_enter_goes_on() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("n新建水库<c-s>a打了桩<esc>0");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("没写完的表单") && screen.contains("新建水库") && screen.contains("打了桩"), "{screen}");
    stage.press("<home><enter>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("填报进展") && screen.contains("接着上次没写完的"), "{screen}");
    // The entry is taken back: what was typed on it can still be read.
    stage.press("<esc>yu<home>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("已不在台账里") && screen.contains("打了桩"), "{screen}");
    assert!(stage.press("<enter>").screen(120, 36).contains("：打了桩"), "{}", stage.screen(120, 36));
}

#[test]
fn what_is_wanted_is_no_mistake_until_the_field_was_left_and_a_mistake_stands_once() {
    for (lang, wanted, no_date) in [(Lang::Zh, "不能空着", "不是日期"), (Lang::En, "must not be empty", "is no date")] {
        let mut stage = Stage::new(lang);
        let wrong = |stage: &mut Stage, words| {
            let picture = stage.picture(120, 36, &["error"]);
            picture.lines().any(|l| l.starts_with("error") && l.contains(words))
        };
        assert!(stage.press("sc").screen(120, 36).contains(wanted) && !wrong(&mut stage, wanted), "{}", stage.picture(120, 36, &["error"]));
        stage.press("<down>");
        assert!(wrong(&mut stage, wanted), "left empty: {}", stage.screen(120, 36));
        stage.press("<up><c-s>");
        assert_eq!(stage.screen(120, 36).matches(wanted).count(), 1, "{}", stage.screen(120, 36));
        stage.press("<esc>dsoon<c-s>");
        assert!(wrong(&mut stage, no_date) && stage.screen(120, 36).matches(no_date).count() == 1, "{}", stage.screen(120, 36));
    }
}

#[test]
fn every_command_of_a_group_has_a_number() {
    let mut turned = 0;
    for group in 1..=7u8 {
        let mut stage = Stage::new(Lang::Zh);
        stage.press(&format!("G<f9>{group}"));
        for page in steps(9, "the last page of a group") {
            let screen = stage.screen(120, 50);
            let numbered = (1..=9).filter(|n| screen.contains(&format!("│ {n}  "))).count();
            assert!(numbered > 0, "{group} {page}: {screen}");
            if !screen.contains("9  其余……") {
                break;
            }
            turned += 1;
            stage.press("9");
        }
    }
    assert!(turned > 0, "some group is longer than a page");
}

#[test]
fn one_of_a_few_is_typed_by_its_number_or_by_pinyin() {
    for (typed, is) in [
        ("3", Status::Blocked),
        ("sz", Status::Blocked),
        ("shouzu", Status::Blocked),
        ("４", Status::Done),
        ("受", Status::Blocked),
        ("yw", Status::Done),
    ] {
        let mut stage = Stage::new(Lang::Zh);
        stage.press("Ga<tab><tab><tab><tab>");
        stage.press(typed).press("<c-s>");
        for _ in 0..2 {
            if stage.screen(120, 40).contains("属实就再保存一次") {
                stage.press("<c-s>");
            }
        }
        let index = stage.model.list.current().expect("an entry");
        let told: Vec<_> = (0..stage.model.ledger().entries().len()).map(|at| stage.model.standing(at).state.status.value).collect();
        assert!(told.contains(&Some(is)), "{typed}: {:?} {index}\n{}", told, stage.screen(120, 40));
    }
}

#[test]
fn what_is_said_of_a_change_is_what_was_recorded() {
    let recorded = |us: &str, keys: &str| {
        let mut stage = Stage::new(Lang::Zh);
        stage.model.us = stage.model.ledger().departments.resolve(us).ok().map(|body| body.id.clone());
        stage.model.recorder.by.dept.clone_from(&stage.model.us);
        stage.press(keys);
        if stage.screen(120, 36).contains("确定吗") {
            stage.press("y");
        }
        stage.notice()
    };
    for (us, keys, means) in [
        ("鸡西市工业和信息化局", ":转到 jixi/一<enter>sb", "本单位的部分状态设为受阻"),
        ("鸡西市农业农村局", ":转到 jixi/一<enter>sb", "状态设为受阻"),
        ("鸡西市工业和信息化局", ":转到 jixi/一<enter>:时限 2027-01-31 另有安排<enter>", "建议时限调整为"),
        ("鸡西市农业农村局", ":转到 jixi/一<enter>:时限 2027-01-31 另有安排<enter>", "时限调整为"),
    ] {
        let notice = recorded(us, keys);
        assert!(notice.starts_with(means), "{us} {keys}: {notice}");
    }
}

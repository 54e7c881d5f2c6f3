//! Esc ends exactly what the foot names, one thing at a time.

use super::screens::SCENES;
use super::stage::Stage;
use duban::text::Lang;

/// What is open: the filter of the list and that of the view's own table, marks, whether something lies before the view.
#[derive(Debug, PartialEq)]
struct Open {
    filters: [String; 4],
    marks: usize,
    zoomed: [bool; 3],
    dialog: bool,
}

fn open(stage: &Stage) -> Open {
    let model = &stage.model;
    Open {
        filters: [&model.list.input, &model.matrix.arrangement.filter.input, &model.indicators.arrangement.filter.input]
            .map(|input| input.value().to_owned())
            .into_iter()
            .chain([format!("{:?}", model.view)])
            .collect::<Vec<_>>()
            .try_into()
            .expect("four"),
        marks: model.list.marks.len(),
        zoomed: [model.list.zoomed, model.indicators.zoomed, model.matrix.page.is_some()],
        dialog: model.dialog.is_some(),
    }
}

/// What the foot says of Esc.
fn named(stage: &mut Stage) -> Option<String> {
    stage.model.notice = None;
    let screen = stage.screen(160, 40);
    let foot = screen.lines().last().unwrap_or_default().to_owned();
    let words = foot.split("Esc ").nth(1)?;
    Some(words.split("  ").next().unwrap_or_default().trim().to_owned())
}

#[test]
fn esc_ends_what_the_foot_names_and_never_a_filter_behind_it() {
    let mut cleared = 0;
    for start in ["", "/农业<enter>", "/农业<enter><space>"] {
        for keys in SCENES {
            let mut stage = Stage::new(Lang::Zh);
            stage.press(&format!("{start}{keys}"));
            for _ in 0..6 {
                let was_typing = stage.model.is_typing();
                let (label, before) = (named(&mut stage), open(&stage));
                stage.model.notice = None;
                stage.press("<esc>");
                let after = open(&stage);
                let at = format!("`{start}{keys}` {label:?}\n{before:?}\n{after:?}");
                match label.as_deref() {
                    None if before.dialog => assert_eq!(before.filters, after.filters, "{at}"),
                    None => {
                        assert_eq!(before, after, "{at}");
                        break;
                    }
                    Some("清除筛选") => {
                        cleared += 1;
                        assert!(before.filters != after.filters && before.marks == after.marks || stage.notice().contains("再按"), "{at}");
                    }
                    Some("取消标记") => assert_eq!(before.filters, after.filters, "{at}"),
                    Some("返回") => assert_ne!(before.filters[3], after.filters[3], "{at}"),
                    Some(_) if was_typing => {}
                    Some(_) => assert_eq!((before.filters, before.marks), (after.filters, after.marks), "{keys}"),
                }
            }
        }
    }
    assert!(cleared > 20, "only {cleared} filters were cleared");
}

#[test]
fn who_leaves_a_menu_that_his_choice_has_closed_keeps_his_filter() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("/农业<enter>o");
    assert_eq!(named(&mut stage).as_deref(), Some("完成"));
    stage.press("6<esc>");
    assert_eq!(stage.model.list.input.value(), "农业");
    assert!(stage.notice().contains("再按 Esc"), "{}", stage.notice());
    stage.press("<esc>");
    assert_eq!(stage.model.list.input.value(), "");
}

#[test]
fn while_something_is_exported_the_foot_says_what_esc_ends_first() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("/农业<enter>x<enter>");
    assert!(!stage.notice().contains("Esc"), "{}", stage.notice());
    assert_eq!(named(&mut stage).as_deref(), Some("清除筛选"));
    stage.press("<esc>");
    assert_eq!(named(&mut stage).as_deref(), Some("中止导出"));
}

#[test]
fn a_form_that_is_opened_again_has_its_caret_where_it_was() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("a走访企业<tab>缺水<tab>");
    let label = |stage: &mut Stage| {
        let (_, y) = stage.caret(120, 36).expect("a caret");
        stage.screen(120, 36).lines().nth(usize::from(y)).expect("a line").split('│').nth(1).map(|l| l[..30].to_owned())
    };
    let before = label(&mut stage);
    stage.press("<esc>a");
    assert_eq!(label(&mut stage), before);
    stage.press("补水<c-s>");
    assert!(stage.bytes().contains("Next(\"补水\")"), "{}", stage.bytes());
}

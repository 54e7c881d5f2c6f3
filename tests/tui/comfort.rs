//! Command line, help, tour, keys of one's own, mouse.

use super::stage::Stage;
use duban::domain::Attribute;
use duban::profile::{SavedView, UserState};
use duban::query::{GroupBy, Which};
use duban::text::Lang;
use duban::tui::{Effect, Hit, Keymap, Message, View};
use std::collections::BTreeMap;

fn pressed(keys: &str) -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(keys);
    stage
}

#[test]
fn commands_with_arguments_are_understood_in_both_languages() {
    for line in [":筛选 灯:红<enter>", "：ｆｉｌｔｅｒ　灯:红<enter>", ":filter light:red<enter>"] {
        let stage = pressed(line);
        assert!(stage.model.dialog.is_none(), "{line}");
        let whole = Stage::new(Lang::Zh).model.list.count;
        assert!(stage.model.list.count < whole && stage.model.list.count > 0, "{line} {}", stage.model.list.count);
    }
    for line in [":sort due,-percent<enter>", ":排序 时限,-完成<enter>"] {
        assert_eq!(pressed(line).model.list.order.words(), "due,-percent", "{line}");
    }
    assert_eq!(pressed("2:分组 部门<enter>").model.list.group, GroupBy(Some(Attribute::Lead)));
    assert_eq!(pressed(":group status<enter>").model.list.group, GroupBy(Some(Attribute::Status)));
    assert_eq!(pressed(":视图 时间轴<enter>").model.view, View::Timeline);
    assert_eq!(pressed(":scope 逾期<enter>").model.list.scope, Which::Overdue.into());
    let stage = pressed(":期间 2024Q3<enter>");
    assert_eq!((stage.model.view, stage.model.dispatch.period.to_string()), (View::Dispatch, "2024Q3".to_owned()));
    let stage = pressed(":export docx<enter>");
    assert!(matches!(stage.effects.last(), Some(Effect::Export(e)) if e.name == "通报-2025Q4.docx"), "{:?}", stage.effects);
}

#[test]
fn an_entry_is_gone_to_by_its_id_though_the_filter_hides_it() {
    let mut stage = Stage::new(Lang::Zh);
    let last = stage.model.ledger().entries().last().map(|e| e.id.clone()).expect("an entry");
    stage.press("2").press(&format!(":goto {last}<enter>"));
    assert_eq!(stage.model.view, View::List);
    assert_eq!(stage.model.current().map(|e| e.id.clone()), Some(last.clone()));
    let title = stage.model.current().map(|e| e.title.clone()).unwrap_or_default();
    stage.press("<home>").press(&format!(":转到 {title}<enter>"));
    assert_eq!(stage.model.current().map(|e| e.id.clone()), Some(last));
}

#[test]
fn every_action_is_reached_by_its_word() {
    for binding in duban::tui::BINDINGS.iter() {
        let mut stage = Stage::new(Lang::Zh);
        let line = format!(":{}", binding.word);
        stage.press(&line).press("<enter>");
        assert!(!stage.notice().contains("没有 `"), "{line}: {}", stage.notice());
        let open = matches!(stage.screen(80, 24), s if s.contains("命令 ·"));
        assert!(!open || binding.word == "palette", "{line} leaves the command line open");
    }
    for line in [":quit<enter>", ":退出<enter>", ":tuichu<enter>", ":ｑ<enter>"] {
        assert!(pressed(line).model.quit, "{line}");
    }
    assert!(pressed("sb:撤销<enter>").notice().contains("撤销"));
}

#[test]
fn a_command_that_is_not_known_names_the_nearest() {
    let mut stage = pressed(":fliter 灯:红<enter>");
    assert!(stage.notice().contains("`filter`"), "{}", stage.notice());
    stage.press("<esc>");
    assert!(pressed(":sort 天气<enter>").notice().contains("不是排序项"));
    assert!(pressed(":group 天气<enter>").notice().contains("部门"));
    assert!(pressed(":period 天气<enter>").notice().contains("四季度"));
    assert_eq!(pressed(":period 去年<enter>").model.view, View::Dispatch);
}

#[test]
fn tab_completes_commands_and_their_values() {
    assert_eq!(pressed(":shaix<tab>灯:红<enter>").model.list.input.value(), "灯:红");
    assert_eq!(pressed(":分组 bm<enter>").model.list.group, GroupBy(Some(Attribute::Lead)));
    assert_eq!(pressed(":sort due,-wc<tab><enter>").model.list.order.words(), "due,-percent");
    assert_eq!(pressed(":筛选 状态:tjz<tab><enter>").model.list.input.value().trim(), "状态:推进中");
    let mut stage = Stage::new(Lang::Zh);
    let mut user_state = UserState::default();
    user_state.keep(SavedView { name: "红灯单".into(), filter: "灯:红".into(), ..SavedView::default() });
    stage.model.user_state = Some(user_state);
    stage.press("2:视图 hdd<enter>");
    assert_eq!((stage.model.view, stage.model.list.input.value()), (View::List, "灯:红"));
}

#[test]
fn help_finds_by_chinese_pinyin_english_and_key_and_runs_it() {
    for words in ["设置状态", "shezhizhuangtai", "szzt", "set the status", "set-status", "s"] {
        let mut stage = pressed("?");
        let screen = stage.press(words).screen(80, 24);
        assert!(screen.contains("设置状态") && screen.contains("s F4"), "{words}\n{screen}");
        assert!(stage.press("<enter>").screen(80, 24).contains("设置状态"), "{words}");
    }
    assert!(pressed("?ctrl-z<enter>").notice().contains("撤销"));
}

#[test]
fn keys_of_ones_own_work_and_are_shown() {
    let mut stage = Stage::new(Lang::Zh);
    let wishes: BTreeMap<String, String> = [("set-status".to_owned(), "z".to_owned())].into();
    stage.model.keymap = Keymap::of(&wishes).0;
    assert!(stage.screen(120, 36).contains("z 状态"));
    assert!(stage.press("z").screen(80, 24).contains("设置状态"));
    stage.press("<esc>s");
    assert!(stage.model.dialog.is_none());
    assert!(stage.press("?设置状态").screen(80, 24).contains("z               设置状态"));
    assert!(stage.press("<esc>:set-status").screen(80, 24).contains(" z │"));
}

#[test]
fn the_tour_fits_whole_and_any_key_ends_it() {
    for (lang, last) in [(Lang::Zh, ":tour 再看这一页。"), (Lang::En, ":tour shows this again.")] {
        let mut stage = Stage::new(lang);
        let screen = stage.press(":tour<enter>").screen(80, 24);
        assert!(screen.contains(last), "{screen}");
        assert!(!screen.lines().any(|l| l.contains('│') && l.contains('…')), "{screen}");
        stage.press("q");
        assert!(stage.model.dialog.is_none() && !stage.model.quit);
    }
}

#[test]
fn the_caret_stands_in_the_command_line_and_in_help() {
    for keys in [":", "?"] {
        let before = pressed(keys).caret(80, 24).expect("a caret");
        let after = pressed(&format!("{keys}农a")).caret(80, 24).expect("a caret");
        assert_eq!(after.0, before.0 + 3, "{keys}");
    }
}

#[test]
fn a_double_click_opens_and_edges_are_dragged() {
    let mut stage = Stage::new(Lang::Zh);
    stage.screen(120, 36);
    stage.send(Message::Click(Hit::Row(2)));
    assert!(!stage.model.list.zoomed && stage.model.list.cursor == 2);
    stage.send(Message::Click(Hit::Row(2)));
    assert!(!stage.model.list.zoomed);
    stage.send(Message::DoubleClick(Hit::Row(2)));
    assert!(stage.model.list.zoomed);
    stage.press("<esc>").screen(120, 36);
    let rule = |stage: &mut Stage| {
        let line = stage.screen(120, 36).lines().nth(10).unwrap_or_default().to_owned();
        line.split('│').next().map(unicode_width::UnicodeWidthStr::width)
    };
    let before = rule(&mut stage);
    stage.send(Message::Drag(Hit::Divider { beside: true, end: 120 }, 60, 10));
    assert_eq!((before, rule(&mut stage)), (Some(79), Some(60)));
    stage.send(Message::Drag(Hit::Divider { beside: false, end: 23 }, 0, 12));
    let below = stage.screen(80, 24).lines().position(|l| l.starts_with('─'));
    assert_eq!(below, Some(12));
    stage.send(Message::Drag(Hit::Edge { column: Attribute::Lead, start: 20 }, 29, 2));
    assert!(stage.model.list.columns.words().contains(&"lead?:9".to_owned()), "{:?}", stage.model.list.columns.words());
}

#[test]
fn the_wheel_moves_in_menus_and_turns_long_pages() {
    let mut stage = pressed(":tour<enter>");
    assert!(!stage.screen(60, 10).contains("再看这一页"));
    for _ in 0..9 {
        stage.send(Message::Wheel(true));
    }
    assert!(stage.screen(60, 10).contains("再看这一页"));
    stage.press("<pgup><pgup><pgup><up>");
    assert!(stage.screen(60, 10).contains("下面还有") && stage.model.dialog.is_some());
    stage.press("x");
    assert!(stage.model.dialog.is_none());
}

#[test]
fn hanzi_open_the_filter_in_every_view() {
    for view in ["1", "2", "3", "4", "5", "6", "<enter>"] {
        let mut stage = pressed(view);
        stage.press("农");
        assert!(stage.model.is_typing(), "{view}");
        assert!(stage.caret(80, 24).is_some(), "{view}");
    }
}

#[test]
fn help_finds_what_the_hint_row_calls_things_and_the_mouse() {
    for (typed, found) in [("写函", "提醒函、催办函或督办函"), ("提醒函", "写函"), ("鼠标", "怎样不用"), ("mouse", "怎样不用")]
    {
        let screen = Stage::new(Lang::Zh).press("?").press(typed).screen(100, 30);
        assert!(screen.contains(found), "{typed}: {screen}");
    }
    assert!(Stage::new(Lang::Zh).press(":mouse<enter>").screen(100, 30).contains("mouse: false"));
}

#[test]
fn what_was_done_before_the_start_is_taken_back_by_the_command() {
    let mut stage = Stage::new(Lang::Zh);
    assert!(stage.press("u").notice().contains("duban undo"), "{}", stage.notice());
}

#[test]
fn the_tour_names_all_views() {
    let screen = Stage::new(Lang::Zh).press(":tour<enter>").screen(80, 24);
    assert!(screen.contains("0–9 切换视图"), "{screen}");
}

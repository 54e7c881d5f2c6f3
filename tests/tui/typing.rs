//! Every line that one types into: caret, selection, clipboard, pasting, the mouse.

use super::stage::Stage;
use duban::text::Lang;
use duban::tui::{Effect, Hit, Message};
use unicode_width::UnicodeWidthStr;

/// What opens each kind of field, and the field's name.
const FIELDS: &[(&str, &str)] = &[
    ("the list's filter", "/"),
    ("the timeline's filter", "3/"),
    ("the indicators' filter", "4/"),
    ("help", "?"),
    ("the command line", ":"),
    ("progress", "a"),
    ("percent", "a<tab><tab><tab><c-u>"),
    ("period", "a<s-tab>"),
    ("deadline", "d"),
    ("reason", "d<tab>"),
    ("lead", "L"),
    ("title", "e<c-u>"),
    ("cooperating", "e<tab><tab><c-u>"),
    ("us", "U"),
    ("measured value", "4a"),
];

fn opened(keys: &str) -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(keys);
    stage
}

/// What stands on the screen left of a place.
fn left_of(stage: &mut Stage, (x, y): (u16, u16), size: (u16, u16)) -> String {
    let screen = stage.screen(size.0, size.1);
    let line = screen.lines().nth(usize::from(y)).unwrap_or_default();
    let mut used = 0;
    line.chars()
        .take_while(|c| {
            used += c.to_string().width();
            used <= usize::from(x)
        })
        .collect()
}

#[test]
fn the_caret_stands_behind_what_was_typed_in_every_field() {
    for size in [(80, 24), (120, 36), (40, 16)] {
        for (name, keys) in FIELDS {
            let mut stage = opened(keys);
            assert!(stage.caret(size.0, size.1).is_some(), "{name} {size:?}");
            let caret = stage.press("农a业").caret(size.0, size.1).expect("a caret");
            let left = left_of(&mut stage, caret, size);
            assert!(left.ends_with("农a业"), "{name} {size:?}: {left}");
            let caret = stage.press("<left>").caret(size.0, size.1).expect("a caret");
            let left = left_of(&mut stage, caret, size);
            assert!(left.ends_with("农a"), "{name} {size:?}: {left}");
            // Longer than any field: the text scrolls, and no character is cut in two.
            let long = format!("<end>{}x末", "长".repeat(90));
            let caret = stage.press(&long).caret(size.0, size.1).expect("a caret");
            let left = left_of(&mut stage, caret, size);
            assert!(left.ends_with("x末"), "{name} {size:?}: {left}");
            let caret = stage.press("<left><left><left>").caret(size.0, size.1).expect("a caret");
            let left = left_of(&mut stage, caret, size);
            assert!(left.ends_with('长'), "{name} {size:?}: {left}");
        }
    }
}

#[test]
fn every_field_selects_copies_cuts_and_pastes() {
    for (name, keys) in FIELDS {
        let mut stage = opened(keys);
        stage.press("配合部门<s-left><s-left><c-x>");
        assert!(matches!(stage.effects.last(), Some(Effect::Copy(text)) if text == "部门"), "{name}");
        let caret = stage.caret(120, 36).expect("a caret");
        assert!(left_of(&mut stage, caret, (120, 36)).ends_with("配合"), "{name}");
        stage.press("<c-v><c-v>");
        let caret = stage.caret(120, 36).expect("a caret");
        assert!(left_of(&mut stage, caret, (120, 36)).ends_with("配合部门部门"), "{name}");
        stage.press("<c-a>市");
        let caret = stage.caret(120, 36).expect("a caret");
        let left = left_of(&mut stage, caret, (120, 36));
        assert!(left.ends_with('市') && !left.contains("配合部门"), "{name}: {left}");
    }
}

#[test]
fn what_was_copied_in_one_field_is_pasted_into_another() {
    let mut stage = opened("/农业农村<s-home><c-c><esc>a<c-v>");
    assert!(stage.screen(120, 36).contains("进展          农业农村"));
    stage.press("<esc>y:<c-v><home>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains(":出处 灯 事项"), "copied rows too, with their heads: {screen}");
}

#[test]
fn pasted_lines_become_blanks_in_a_line() {
    for (name, keys) in FIELDS.iter().filter(|(name, _)| !["progress", "reason"].contains(name)) {
        let mut stage = opened(keys);
        stage.send(Message::Paste("市场\r\n监管\n".into()));
        let caret = stage.caret(120, 36).expect("a caret");
        let left = left_of(&mut stage, caret, (120, 36));
        assert!(left.ends_with("市场 监管"), "{name}: {left}");
    }
    let mut stage = Stage::new(Lang::Zh);
    stage.send(Message::Paste("食用菌\n".into()));
    assert_eq!((stage.model.list.typing, stage.model.list.count), (true, 1));
}

#[test]
fn a_line_does_not_take_what_is_long_beyond_use() {
    let long = "玉米加工 abc\n".repeat(8_000);
    for keys in ["", "/", ":", "4", "e"] {
        let mut stage = opened(keys);
        stage.send(Message::Paste(long.clone()));
        assert!(stage.notice().contains("没有粘贴：有 72000 字"), "{keys}: {}", stage.notice());
        assert!(!stage.screen(120, 36).contains("abc 玉米加工 abc"), "{keys}");
    }
    let mut stage = opened("a");
    stage.send(Message::Paste(long));
    assert!(stage.screen(120, 36).contains("玉米加工 abc"), "a text takes it");
}

#[test]
fn the_command_line_hints_at_keys_that_do_something() {
    let mut stage = opened(":");
    assert!(stage.screen(120, 36).contains("Tab 补全"));
    stage.press("没有这个命令");
    let screen = stage.screen(120, 36);
    assert!(!screen.contains("Tab 补全") && !screen.contains("Up/Down") && screen.contains("Esc 关闭"), "{screen}");
    let stage = opened(":语言 法文<enter>");
    assert_eq!(stage.notice(), "没有 `法文`，可写 zh、en");
    assert!(opened(":时限 ").screen(120, 36).contains("月底"), "the first word that is offered is a date");
}

#[test]
fn a_form_put_aside_is_resumed_in_the_language_of_the_day() {
    let mut stage = opened("a写到一半<esc>:语言 en<enter>a");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("写到一半") && screen.contains("Next steps") && !screen.contains("下一步"), "{screen}");
    let mut stage = opened("e<tab>又写一句<esc>:语言 en<enter>e");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("又写一句") && screen.contains("Summary") && !screen.contains("内容"), "{screen}");
}

#[test]
fn a_click_puts_the_caret_and_a_drag_selects() {
    let mut stage = opened("a进展良好");
    stage.screen(120, 36);
    let at = |stage: &mut Stage, word: &str| {
        let screen = stage.screen(120, 36);
        let found = screen.lines().enumerate().find_map(|(y, l)| l.find(word).map(|i| (l[..i].width() as u16, y as u16)));
        found.unwrap_or_else(|| panic!("{word}"))
    };
    let (x, y) = at(&mut stage, "问题");
    stage.mouse(x + 12, y);
    stage.press("没有问题");
    assert!(stage.screen(120, 36).contains("问题          没有问题"));
    let (x, y) = at(&mut stage, "进展良好");
    stage.mouse(x + 4, y);
    stage.press("非常");
    assert!(stage.screen(120, 36).contains("进展非常良好"));
    stage.mouse(x, y);
    let field = stage.hit(x, y).expect("a field");
    stage.send(Message::Drag(field, x + 4, y)).press("<c-x>");
    assert!(matches!(stage.effects.last(), Some(Effect::Copy(text)) if text == "进展"), "{:?}", stage.effects.last());
    let (x, y) = at(&mut stage, "Tab");
    stage.mouse(x, y);
    stage.press("甲");
    assert!(stage.screen(120, 36).contains("甲没有问题") || stage.screen(120, 36).contains("没有问题甲"));
    let (x, y) = at(&mut stage, "Ctrl-S");
    stage.mouse(x, y);
    assert!(stage.notice().contains("填报进展"), "{}", stage.notice());
}

#[test]
fn a_question_and_a_bodies_list_are_answered_by_the_mouse() {
    let mut stage = opened("<space><space>sb");
    let screen = stage.screen(80, 24);
    let (y, line) = screen.lines().enumerate().find(|(_, l)| l.contains("y 是")).expect("the answers");
    let x = line[..line.find("y 是").expect("yes")].width() as u16;
    stage.mouse(x, y as u16);
    assert!(stage.model.dialog.is_none() && stage.notice().contains("受阻"), "{}", stage.notice());
    let mut stage = opened("Lnyncj");
    let screen = stage.screen(80, 24);
    let (y, line) = screen.lines().enumerate().find(|(_, l)| l.contains("虎林市农业农村局")).expect("an offer");
    let x = line[..line.find("虎林市").expect("an offer")].width() as u16;
    stage.mouse(x, y as u16);
    stage.press("<c-s>");
    assert!(stage.notice().contains("虎林市农业农村局"), "{}", stage.notice());
}

#[test]
fn scopes_tabs_of_the_bulletin_and_offers_are_clicked() {
    let mut stage = opened("/牵头:农");
    let screen = stage.screen(120, 36);
    let (y, line) = screen.lines().enumerate().find(|(y, l)| *y > 1 && l.contains("虎林市农业农村局\"")).expect("an offer");
    let x = line[..line.find("\"虎林市").expect("an offer")].width() as u16;
    stage.mouse(x, y as u16);
    assert_eq!(stage.model.list.input.value().trim(), "牵头:\"虎林市农业农村局\"");
    let mut stage = opened("");
    stage.screen(120, 36);
    let overdue = (0..60)
        .find(|x| matches!(stage.hit(*x, 1), Some(Hit::Scope(scope)) if scope == duban::query::Which::Overdue.into()))
        .expect("a scope");
    stage.mouse(overdue, 1);
    assert_eq!(stage.model.list.scope, duban::query::Which::Overdue.into());
    let mut stage = opened("6");
    let before = stage.screen(120, 36);
    let tab = (0..60).filter(|x| matches!(stage.hit(*x, 1), Some(Hit::Tab(_)))).last().expect("a tab");
    stage.mouse(tab, 1);
    assert_ne!(stage.screen(120, 36), before);
}

#[test]
fn full_width_keys_work_in_menus_questions_and_pages() {
    let mut stage = opened("　　ｓｂ");
    assert!(stage.screen(80, 24).contains("确定吗"));
    stage.press("ｙ");
    assert!(stage.notice().contains("受阻"), "{}", stage.notice());
    let mut stage = opened("ｏ");
    let before = stage.screen(80, 24);
    stage.press("　");
    assert_ne!(stage.screen(80, 24), before, "the full-width blank adds a sort key");
    let mut stage = opened("s");
    stage.press("暂<enter>待研究<c-s>");
    assert!(stage.notice().contains("暂缓"), "a hanzi goes to the item that has it: {}", stage.notice());
    let mut stage = opened(":tour<enter>");
    stage.screen(60, 10);
    stage.press("ｊ");
    assert!(stage.model.dialog.is_some(), "a long page is turned");
}

#[test]
fn a_click_chooses_the_cell_and_a_double_click_opens_what_it_counts() {
    let mut stage = opened("");
    stage.screen(120, 36);
    let at = (0..80).find(|x| matches!(stage.hit(*x, 5), Some(Hit::Cell(_, duban::domain::Attribute::Deadline)))).expect("a cell");
    stage.mouse(at, 5);
    stage.press("Y");
    assert!(matches!(stage.effects.last(), Some(Effect::Copy(text)) if text == "2025-09-30"), "{:?}", stage.effects.last());
    let mut stage = opened("2");
    let screen = stage.screen(120, 36);
    let (y, _) = screen.lines().enumerate().find(|(y, l)| *y > 1 && l.contains("鸡西市农业农村局")).expect("a body");
    let leads = |h: &Hit| matches!(h, Hit::Count(_, duban::tui::Count::Leads));
    let hit = (0..120).find_map(|x| stage.hit(x, y as u16).filter(leads)).expect("a count");
    stage.send(Message::Click(hit)).send(Message::DoubleClick(hit));
    assert_eq!(stage.model.view, duban::tui::View::List);
    assert!(stage.model.list.input.value().contains("鸡西市农业农村局"), "{}", stage.model.list.input.value());
}

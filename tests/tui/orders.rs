//! The command line changes entries as the forms do.

use super::stage::Stage;
use duban::domain::Attribute;
use duban::domain::Status;
use duban::query::GroupBy;
use duban::text::Lang;
use duban::tui::View;

fn pressed(keys: &str) -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(keys);
    stage
}

#[test]
fn a_command_records_what_its_form_records() {
    for (line, keys) in [
        (":状态 已完成<enter>y", "sdy"),
        (":status done<enter>y", "sdy"),
        ("：ｓｔａｔｕｓ　ｄｏｎｅ<enter>y", "sdy"),
        (":时限 明年3月底 设备到货晚<enter>", "d明年3月底<tab>设备到货晚<c-s>"),
        (":deadline +2w parts came late<enter>", "d+2w<tab>parts came late<c-s>"),
        (":牵头 虎林市农业农村局 会议纪要3号<enter>", "L虎林市农业农村局<enter>会议纪要3号<c-s>"),
        (":lead hlsnyncj 会议纪要3号<enter>", "Lhlsnyncj<enter>会议纪要3号<c-s>"),
        (":进展 60<enter>", "a<tab><tab><tab><c-u>60<c-s>"),
        (":进展 ６０％ 主体完工<enter>", "a主体完工<tab><tab><tab><c-u>60<c-s>"),
        (":progress 主体完工 设备订货<enter>", "a主体完工 设备订货<c-s>"),
        (":配合 虎林市农业农村局<enter>", "e<tab><tab><end>、虎林市农业农村局<c-s>"),
    ] {
        let (by_line, by_keys) = (pressed(line), pressed(keys));
        assert!(by_line.model.dialog.is_none(), "{line}: {}", by_line.notice());
        assert_eq!(by_line.bytes(), by_keys.bytes(), "{line}");
        assert_ne!(by_line.bytes(), pressed("").bytes(), "{line}");
    }
}

#[test]
fn what_looks_wrong_is_asked_about_however_it_is_said() {
    let before = pressed("").bytes();
    let mut stage = pressed(":时限 9月底 设备晚<enter>");
    assert_eq!(stage.bytes(), before);
    assert!(stage.screen(100, 30).contains("时限 2025-09-30 已过"));
    stage.press("<c-s>");
    assert_ne!(stage.bytes(), before);
    // From the menu a question comes before it, and Enter is no.
    let mut stage = pressed(":进展 60<enter>");
    let told = stage.bytes();
    stage.press("sn");
    let screen = stage.screen(100, 30);
    assert!(screen.contains("状态未启动，所报比例却是 60%"), "{screen}");
    stage.press("<enter>");
    assert_eq!(stage.bytes(), told);
    stage.press("sny");
    assert_ne!(stage.bytes(), told);
}

#[test]
fn a_command_that_takes_nothing_behind_it_says_so() {
    for line in [":销号 现场核查<enter>", ":退回 没有材料<enter>", ":confirm seen<enter>"] {
        let stage = pressed(line);
        assert!(stage.notice().contains("后面不写别的"), "{line}: {}", stage.notice());
    }
}

#[test]
fn marked_entries_are_counted_before_they_change_and_one_undo_takes_all_back() {
    let mut stage = pressed("");
    let before = stage.bytes();
    stage.press("<space><space>:进展 45");
    assert!(stage.screen(100, 30).contains("将改标记的 2 条"));
    stage.press("<enter>");
    let screen = stage.screen(100, 30);
    assert!(screen.contains("填报进展（完成 45%），共 2 条，确定吗"), "{screen}");
    stage.press("y");
    assert_ne!(stage.bytes(), before);
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    stage.press("<home><space><space>:配合 虎林市农业农村局<enter>y");
    assert!(stage.notice().contains("增加配合单位虎林市农业农村局"), "{}", stage.notice());
    stage.press("<home><space><space>:配合 -虎林市农业农村局<enter>y");
    assert!(stage.notice().contains("去掉配合单位"), "{}", stage.notice());
    assert_eq!(stage.bytes(), before);
}

#[test]
fn what_is_missing_or_wrong_is_said_and_nothing_is_lost() {
    let mut stage = pressed(":时限 9月底<enter>");
    let screen = stage.screen(100, 30);
    assert!(screen.contains("9月底") && screen.contains("理由"), "the form asks for the reason: {screen}");
    stage.press("会议定的<c-s>");
    let screen = stage.screen(100, 30);
    assert!(screen.contains("时限 2025-09-30 已过：属实就再保存一次"), "the day is over: {screen}");
    stage.press("<c-s>");
    assert_eq!(stage.model.standing(0).state.deadline.value.expect("deadline").to_string(), "2025-09-30");
    for (line, said) in [
        (":状态 好<enter>", "已完成"),
        (":时限 某天 理由<enter>", "不是日期"),
        (":进展 120<enter>", "0 到 100"),
        (":牵头 没有局 理由<enter>", "没有局"),
        (":牵头 nyncj 理由<enter>", "请写全"),
        (":语言 法文<enter>", "法文"),
    ] {
        let mut stage = pressed(line);
        assert!(stage.notice().contains(said), "{line}: {}", stage.notice());
        assert!(stage.screen(100, 30).contains("命令 ·"), "{line}: the line stays");
        assert_eq!(stage.bytes(), pressed("").bytes());
    }
}

#[test]
fn words_put_aside_in_a_form_are_not_sent_by_a_command() {
    let mut stage = pressed("a写了一半<esc>:进展 60<enter>");
    assert!(!stage.bytes().contains("写了一半"));
    assert!(stage.press("a").screen(100, 30).contains("写了一半"));
}

#[test]
fn from_another_view_the_command_first_shows_which_entry_it_is_about() {
    let mut stage = pressed("2:状态 已完成<enter>");
    assert_eq!((stage.model.view, stage.bytes()), (View::List, pressed("").bytes()));
    assert!(stage.notice().contains("再写一遍"), "{}", stage.notice());
    stage.press(":状态 已完成<enter>y");
    assert_eq!(stage.model.standing(0).state.status.value, Some(Status::Done));
}

#[test]
fn values_are_offered_and_completed() {
    assert!(pressed(":时限 ").screen(100, 30).contains("2025年12月31日"));
    assert!(pressed(":状态 ").screen(100, 30).contains("推进中"));
    let mut stage = pressed(":牵头 hlsny<tab>");
    assert!(stage.screen(100, 30).contains(":牵头 虎林市农业农村局"));
    stage.press("会议纪要<enter>");
    assert!(stage.notice().contains("牵头明确为虎林市农业农村局"), "{}", stage.notice());
    let mut stage = pressed(":status tjz<enter>");
    assert!(stage.notice().contains("推进中"), "pinyin, taken by Enter: {}", stage.notice());
    stage.press(":配合 密山市人民政府、hlsny<enter>");
    assert!(stage.notice().contains("虎林市农业农村局"), "{}", stage.notice());
}

#[test]
fn the_session_speaks_another_language_and_knows_who_we_are() {
    let mut stage = pressed(":lang en<enter>");
    assert!(stage.screen(100, 30).contains("List"));
    stage.press("2");
    assert!(stage.screen(100, 30).contains("Depts") && !stage.screen(100, 30).contains("最近反馈"));
    stage.press(":语言 中文<enter>");
    assert!(stage.screen(100, 30).contains("清单"));
    stage.press(":本单位 hlsnyncj<enter>");
    assert_eq!(stage.model.us.as_ref().expect("us").as_str(), "虎林市农业农村局");
    stage.press(":分组 状态<enter>");
    assert_eq!(stage.model.list.group, GroupBy(Some(Attribute::Status)));
}

#[test]
fn office_keys_do_what_office_programs_do() {
    assert!(pressed("<c-f>").model.is_typing());
    assert!(pressed("<c-s>").notice().contains("已保存"));
    let stage = pressed("<c-c>");
    assert!(!stage.model.quit && stage.notice().contains("已复制"), "{}", stage.notice());
    assert!(pressed("2<c-c>").model.quit || pressed("2<c-c>").model.leaving != duban::tui::Leaving::No);
}

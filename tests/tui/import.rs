//! A document that is taken in is gone through on the screen, and comes in as one step.

use super::stage::Stage;
use duban::profile::KeptImport;
use duban::text::Lang;
use duban::tui::{Brought, Effect, Job, Message, Opened, View};

const PLAN: &str = "虎林市2026年水利工作方案（2026—2028年）
一、总体要求
坚持系统治理。
二、重点任务
（一）加固水库。2026年底前加固水库3座。（市水务局牵头，市财政局配合）
（二）修复河道。（市水务局、市林草局牵头，各乡镇落实）
（三）建设水网工程（责任单位：农业农村局、市水务局）
1.松林渠。新建渠道10公里。配套泵站2座。
三、保障措施
（一）加强宣传。开展宣传活动。
";

fn opened() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("9");
    let opened = Opened::of(KeptImport::default(), "水利.txt", PLAN.as_bytes(), Lang::Zh).unwrap();
    stage.send(Message::Import(Brought::Opened(Box::new(opened))));
    stage
}

/// How often what was said was to be kept.
fn kept(stage: &Stage) -> usize {
    stage.effects.iter().filter(|effect| matches!(effect, Effect::Import(Job::Keep(_)))).count()
}

#[test]
fn from_doubt_to_doubt_and_into_the_ledger_as_one_step() {
    let mut stage = opened();
    let before = stage.bytes();
    let screen = stage.screen(120, 36);
    assert!(screen.contains("待定 5，接受 0，不要 0") && screen.contains("并列牵头"), "it stands at the first doubt: {screen}");
    assert!(screen.contains("（二）修复河道。（市水务局、市林草局牵头，各乡"), "its words stand beside it: {screen}");
    // One of two is chosen, which answers the doubt; what is left without one is accepted in one step.
    stage.press("<enter>2");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("接受 二（二）  修复河道"), "{screen}");
    stage.press("A");
    assert!(stage.notice().contains("接受了没有疑点的"), "{}", stage.notice());
    assert_eq!(stage.bytes(), before, "nothing has come into the ledger yet");
    assert!(kept(&stage) >= 2);
    // What is left is answered one by one, or is none.
    for _ in 0..9 {
        if stage.screen(120, 36).contains("待定 0") {
            break;
        }
        stage.press("n");
        if stage.screen(120, 36).contains("待定 1，") {
            stage.press("x不是任务<c-s>")
        } else {
            stage.press("y")
        };
    }
    let screen = stage.screen(120, 36);
    assert!(screen.contains("待定 0") && screen.contains("不要 1") && screen.contains("疑点 0"), "{screen}");
    stage.press("t");
    assert!(stage.screen(120, 36).contains("接受 4 条，待定 0 条"), "{}", stage.screen(120, 36));
    stage.press("water<c-s>");
    let question = stage.screen(120, 36);
    assert!(question.contains("草稿不再保留"), "{question}");
    stage.press("<esc>");
    let entries = stage.model.ledger().entries().iter().filter(|e| e.id.plan() == "water").count();
    assert_eq!(entries, 4);
    let river = stage.model.ledger().get(&"water/二（二）".into()).unwrap().clone();
    assert!(river.lead.named().is_some_and(|id| id.as_str().contains("林草局")), "{:?}", river.lead);
    assert!(river.doubts.is_empty(), "an answered doubt does not come along: {:?}", river.doubts);
    stage.press("u");
    assert_eq!(stage.bytes(), before, "one step brings all in, and one takes all back");
    assert!(stage.screen(120, 36).contains("接受 4"), "what was said of the draft stays");
}

#[test]
fn each_thing_said_is_taken_back_by_undo_and_amending_splitting_and_joining_show_at_once() {
    let mut stage = opened();
    let first = stage.screen(120, 50);
    stage.press("<home>e<tab>加固三座水库<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(120, 36));
    stage.press("<home>");
    assert!(stage.screen(120, 50).contains("加固三座水库"), "{}", stage.screen(120, 50));
    stage.press("u<home>");
    assert!(!stage.screen(120, 50).contains("加固三座水库"), "{}", stage.screen(120, 50));
    // To the channel, whose text is that of two.
    for _ in 0..60 {
        if stage.screen(120, 50).contains("事项：松林渠") {
            break;
        }
        stage.press("j");
    }
    stage.press("s");
    assert!(stage.screen(120, 50).contains("在要分开处空一行"), "{}", stage.screen(120, 50));
    stage.press("<home><enter><c-s>");
    assert!(stage.screen(120, 50).contains("二（三）1-2  配套泵站2座"), "{}", stage.screen(120, 50));
    stage.press("u");
    for _ in 0..60 {
        if stage.screen(120, 50).contains("事项：松林渠") {
            break;
        }
        stage.press("k");
    }
    stage.press("m");
    let joined = stage.screen(120, 50);
    assert!(joined.contains("并上 二（三）1"), "{joined}");
    stage.press("u");
    stage.press("m").press("u").press("u");
    assert!(stage.notice().contains("没有可撤销") || stage.notice().contains("退回"), "{}", stage.notice());
    stage.press("<home>");
    let again = stage.screen(120, 50);
    let counts = |screen: &str| screen.lines().nth(1).unwrap_or_default().trim_end().to_owned();
    assert_eq!(counts(&again), counts(&first));
}

#[test]
fn it_is_found_by_its_name_and_leaving_keeps_it() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(":导入 水利.txt<enter>");
    assert_eq!(stage.model.view, View::Import);
    assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::Import(Job::Read(name, _)) if name == "水利.txt")));
    stage.press("1?导入");
    assert!(stage.screen(120, 36).contains("审阅"), "{}", stage.screen(120, 36));
    stage.press("<esc><esc>1");
    assert!(!stage.screen(120, 36).contains("9 导入"), "no tab where nothing is taken in");
    let mut stage = opened();
    let one = Opened::of(KeptImport::default(), "水利.txt", PLAN.as_bytes(), Lang::Zh).unwrap();
    stage.send(Message::Import(Brought::Kept(vec![one.kept().clone()], Vec::new())));
    stage.press("<esc>");
    assert!(stage.screen(120, 36).contains("水利.txt  待定 5 条"), "{}", stage.screen(120, 36));
    stage.press("0");
    let today = stage.screen(120, 36);
    assert!(today.contains("导入草稿") && today.contains("水利.txt") && today.contains("9 导入"), "{today}");
    stage.press("9<del>");
    assert!(stage.screen(120, 36).contains("丢掉导入草稿"), "{}", stage.screen(120, 36));
    stage.press("<esc>");
    assert!(!stage.effects.iter().any(|effect| matches!(effect, Effect::Import(Job::Drop(_)))));
    stage.press("<del>y");
    assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::Import(Job::Drop(_)))));
}

#[test]
fn what_is_left_is_told_where_the_day_begins_and_only_what_can_be_done_is_hinted() {
    let mut stage = opened();
    let kept = Opened::of(KeptImport::default(), "水利.txt", PLAN.as_bytes(), Lang::Zh).unwrap().kept().clone();
    stage.send(Message::Import(Brought::Kept(vec![kept], Vec::new())));
    stage.press("t");
    assert!(stage.model.dialog.is_none() && stage.notice().contains("还没有接受的条目"), "{}", stage.notice());
    stage.press("A0");
    assert!(stage.screen(120, 36).contains("待定 2 条，疑点 2 处"), "{}", stage.screen(120, 36));
    stage.press("9");
    let foot = |stage: &mut Stage| stage.screen(160, 36).lines().last().unwrap_or_default().to_owned();
    assert!(foot(&mut stage).contains("y 接受") && !foot(&mut stage).contains("筛选"), "{}", foot(&mut stage));
    stage.press("<esc>");
    assert!(foot(&mut stage).contains("Enter 打开") && !foot(&mut stage).contains("y 接受"), "{}", foot(&mut stage));
    stage.press("y");
    assert!(stage.notice().contains("先打开一个"), "{}", stage.notice());
}

#[test]
fn tabs_keep_their_names_beside_that_of_a_kept_document() {
    let mut stage = Stage::new(Lang::Zh);
    stage.model.us = None;
    let head = |stage: &mut Stage| stage.screen(80, 24).lines().next().unwrap_or_default().to_owned();
    let before = head(&mut stage);
    assert!(before.contains("1清单 2部门 3时间轴"), "{before}");
    let kept = Opened::of(KeptImport::default(), "水利.txt", PLAN.as_bytes(), Lang::Zh).unwrap().kept().clone();
    stage.send(Message::Import(Brought::Kept(vec![kept], Vec::new())));
    let after = head(&mut stage);
    assert!(after.contains("1清单 2部门 3时间轴") && after.contains(" 9 "), "{after}");
    stage.press("9");
    let shown = head(&mut stage);
    assert!(shown.contains("1清单 2部门 3时间轴") && shown.contains("9导入"), "{shown}");
}

#[test]
fn the_screen_of_a_review() {
    let mut stage = opened();
    for (width, height) in [(80, 24), (120, 36), (50, 16)] {
        insta::assert_snapshot!(format!("import-{width}x{height}"), stage.screen(width, height));
    }
}

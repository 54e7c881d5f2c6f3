//! The bulletin on the screen: put together and exported apart from the frame, waited for when the person leaves.

use super::stage::Stage;
use duban::progress::{Progress, Step};
use duban::report::Template;
use duban::store::{Saved, StoreError};
use duban::text::Lang;
use duban::tui::{Effect, Leaving, Message};

const NAME: &str = "通报-2025Q4.docx";

/// A stage on which nothing is put together until it is asked for.
fn slow() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.slow = true;
    stage
}

/// The bulletins that were asked for and are not put together yet, the first first.
fn drafts(stage: &mut Stage) -> Vec<Message> {
    let finish = |effect: Effect| match effect {
        Effect::Draft(draft) => Some(Message::Drafted(Box::new(draft.finish(Ok(Template::default()))))),
        _ => None,
    };
    stage.effects.drain(..).filter_map(finish).collect()
}

#[test]
fn the_bulletin_is_put_together_apart_and_what_no_longer_holds_is_dropped() {
    let mut stage = slow();
    assert!(stage.press("6").screen(100, 30).contains("正在汇总……"));
    stage.press("[[");
    let mut first = drafts(&mut stage);
    assert_eq!(first.len(), 1, "one at a time");
    stage.send(first.remove(0));
    let screen = stage.screen(100, 30);
    assert!(screen.contains("2025年第二季度") && screen.contains("正在汇总……"), "{screen}");
    let mut second = drafts(&mut stage);
    assert_eq!(second.len(), 1);
    stage.send(second.remove(0));
    let screen = stage.screen(100, 30);
    assert!(screen.contains("2025年第二季度重点任务") && !screen.contains("正在汇总"), "{screen}");
    assert!(drafts(&mut stage).is_empty());
    assert!(drafts(stage.press("126")).is_empty(), "what still holds is not put together again");
}

#[test]
fn keys_that_are_typed_ahead_act_on_the_table_that_they_opened() {
    let mut stage = slow();
    stage.press("6<tab> ");
    assert!(!stage.screen(100, 30).contains("没有可以标记的行"));
    let pages = drafts(&mut stage).remove(0);
    let screen = stage.send(pages).screen(100, 30);
    assert!(screen.contains("已标 1"), "{screen}");
    // Who goes elsewhere meanwhile takes nothing along.
    let mut stage = slow();
    stage.press("6<tab> 1");
    let pages = drafts(&mut stage).remove(0);
    let screen = stage.send(pages).press("6").screen(100, 30);
    assert!(!screen.contains("已标 1"), "{screen}");
}

#[test]
fn a_change_asks_for_the_bulletin_anew_only_while_it_is_looked_at() {
    let mut stage = Stage::new(Lang::Zh);
    let asked = |stage: &mut Stage| stage.effects.drain(..).filter(|e| matches!(e, Effect::Draft(_))).count();
    stage.press("6");
    assert_eq!(asked(&mut stage), 1);
    stage.press("1sb");
    assert_eq!(asked(&mut stage), 0);
    stage.press("6");
    assert_eq!(asked(&mut stage), 1);
}

#[test]
fn the_offices_template_shows_and_a_broken_one_is_told_of() {
    let mut stage = slow();
    stage.press("6");
    let Some(Effect::Draft(draft)) = stage.effects.pop() else { panic!("no draft") };
    let template = Template { title: Some("甲市督办 {period}".to_owned().try_into().unwrap()), ..Template::default() };
    stage.send(Message::Drafted(Box::new(draft.finish(Ok(template)))));
    assert!(stage.screen(100, 30).contains("甲市督办 2025年第四季度"));
    let mut stage = slow();
    stage.press("6");
    let Some(Effect::Draft(draft)) = stage.effects.pop() else { panic!("no draft") };
    stage.send(Message::Drafted(Box::new(draft.finish(Err("bulletin.ron:3:1: 缺少逗号".into())))));
    let screen = stage.screen(100, 30);
    assert!(screen.contains("通报模板读不了") && screen.contains("bulletin.ron:3:1") && screen.contains("重点任务"), "{screen}");
}

#[test]
fn leaving_waits_for_the_export_and_tells_its_path_at_the_end() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>q");
    assert!(!stage.model.quit && stage.notice().contains(&format!("正在等 {NAME} 写完")), "{}", stage.notice());
    stage.send(Message::Exported(NAME.into(), Ok(format!("/甲/{NAME}").as_str().into())));
    assert!(stage.model.quit);
    assert_eq!(stage.model.farewell, [format!("已导出 /甲/{NAME}")]);
}

/// By what the export that was asked for last says how far it is.
fn progress(stage: &Stage) -> Progress {
    let found = stage.effects.iter().rev().find_map(|e| if let Effect::Export(export) = e { Some(export.progress.clone()) } else { None });
    found.expect("an export")
}

#[test]
fn an_export_says_how_far_it_is_in_every_view() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>");
    assert!(stage.notice().contains("Esc 中止"));
    let progress = progress(&stage);
    progress.begin(Step::Setting, 100_000);
    progress.add(34_000);
    stage.press("j").send(Message::Tick);
    let screen = stage.screen(100, 30);
    assert!(screen.lines().next().unwrap().contains("导出 46%  已保存"), "{screen}");
    assert!(screen.contains(&format!("正在导出 {NAME}  46%（Esc 中止）  排版  34,000 / 100,000")), "{screen}");
    let screen = stage.press("1").screen(100, 30);
    assert!(screen.contains("导出 46%") && !screen.contains("排版"), "{screen}");
}

#[test]
fn an_export_is_called_off_by_escape_or_where_it_was_begun() {
    for keys in ["<esc>", "x<enter>", "x0", "1<esc>"] {
        let mut stage = Stage::new(Lang::Zh);
        stage.press("6x<enter>");
        let progress = progress(&stage);
        stage.press(keys);
        assert!(progress.is_called_off() && stage.model.exports.is_empty(), "{keys}");
        assert_eq!(stage.notice(), format!("已中止导出 {NAME}，没有写出文件"));
        assert!(!stage.screen(100, 30).contains("导出 0%"));
    }
}

#[test]
fn an_export_that_is_being_put_in_its_place_ends_as_if_nobody_had_asked() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>");
    progress(&stage).settle().expect("settled");
    stage.press("<esc>");
    assert!(stage.notice().contains("来不及中止"), "{}", stage.notice());
    stage.send(Message::Exported(NAME.into(), Ok(format!("/甲/{NAME}").as_str().into())));
    assert!(stage.model.exports.is_empty() && stage.notice().starts_with(&format!("已导出 /甲/{NAME}")));
}

#[test]
fn escape_closes_what_is_open_before_it_calls_an_export_off() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>1<space><esc>");
    assert!(!progress(&stage).is_called_off() && stage.model.list.marks.is_empty());
}

#[test]
fn the_bulletin_says_how_far_it_is_and_one_that_is_left_is_called_off() {
    let mut stage = slow();
    stage.press("6");
    let Some(Effect::Draft(draft)) = stage.effects.pop() else { panic!("no draft") };
    draft.progress().begin(Step::Comparing, 10);
    assert!(stage.screen(100, 30).contains("正在汇总……  50%"));
    stage.press("[");
    assert!(draft.progress().is_called_off());
}

#[test]
fn a_second_q_leaves_at_once_and_any_other_key_stays() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>qj");
    assert_eq!((stage.model.quit, stage.model.leaving), (false, Leaving::No));
    stage.press("q");
    assert!(!stage.model.quit);
    stage.press("q");
    assert!(stage.model.quit && stage.model.farewell.is_empty());
}

#[test]
fn an_export_that_fails_keeps_the_person_who_waits_for_it() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>q").send(Message::Exported(NAME.into(), Err("磁盘已满".into())));
    assert!(!stage.model.quit && stage.notice() == "磁盘已满");
    stage.press("q");
    assert!(stage.model.quit);
}

#[test]
fn what_changed_during_a_save_is_saved_before_the_end() {
    let saves = |effects: &[Effect]| effects.iter().filter(|e| matches!(e, Effect::Save(..))).count();
    for terminate in [false, true] {
        let mut stage = Stage::new(Lang::Zh);
        stage.slow = true;
        stage.press("sbsdy");
        assert_eq!(saves(&stage.effects), 1, "the first save is still under way");
        if terminate {
            stage.send(Message::Terminate);
            assert!(stage.model.quit && saves(&stage.effects) == 2);
            continue;
        }
        stage.press("q");
        assert!(!stage.model.quit);
        stage.send(Message::Saved(Ok(Saved::default())));
        assert!(!stage.model.quit && saves(&stage.effects) == 2);
        stage.send(Message::Saved(Ok(Saved::default())));
        assert!(stage.model.quit);
    }
}

#[test]
fn a_save_that_fails_while_leaving_keeps_the_person_here() {
    let mut stage = slow();
    stage.press("sbq").send(Message::Saved(Err(Box::new(StoreError::Unspellable("写不出来".into())))));
    assert!(!stage.model.quit && stage.notice().contains("写不出来"), "{}", stage.notice());
    stage.press("qy");
    assert!(stage.model.quit, "dropped when the person says so");
}

#[test]
fn from_the_end_one_scrolls_back_at_once() {
    let mut stage = Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh);
    let top = stage.press("6").screen(100, 20);
    let end = stage.press("<end>").screen(100, 20);
    assert_ne!(top, end);
    let above = stage.press("k").screen(100, 20);
    assert_eq!(above.lines().nth(3), end.lines().nth(2), "{above}");
    assert_eq!(stage.press("j").screen(100, 20), end);
    assert_eq!(stage.press("jj<home>").screen(100, 20), top);
}

#[test]
fn what_was_laid_out_is_laid_out_anew_for_another_width_period_and_status() {
    let fresh = |keys: &str, width: u16| {
        let mut stage = Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh);
        stage.press(keys).screen(width, 24)
    };
    let mut stage = Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh);
    stage.press("6<tab>");
    for width in [100, 70, 100] {
        assert_eq!(stage.screen(width, 24), fresh("6<tab>", width));
    }
    assert_eq!(stage.press("[").screen(100, 24), fresh("6<tab>[", 100));
    assert_eq!(stage.press("]1/nyncj<enter>sd6").screen(100, 24), fresh("6<tab>1/nyncj<enter>sd6", 100));
}

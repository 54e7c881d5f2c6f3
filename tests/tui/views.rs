//! What a clerk does in the timeline, with indicators and with contested values, key by key.

use super::stage::Stage;
use duban::domain::{Change, EntryId, Fact, Period, Status, Subject};
use duban::text::Lang;
use duban::tui::{Effect, Hit, Message, View};

fn zh() -> Stage {
    Stage::new(Lang::Zh)
}

fn title(stage: &Stage) -> String {
    stage.model.current().map(|e| e.title.clone()).unwrap_or_default()
}

#[test]
fn the_timeline_shows_the_lists_entries_and_the_cursor_stays_on_its_entry() {
    let mut stage = zh();
    stage.press("jj3");
    assert_eq!(stage.model.view, View::Timeline);
    assert_eq!(title(&stage), "绿色食品加工提升");
    stage.press("j<enter>");
    assert_eq!((stage.model.view, title(&stage).as_str()), (View::List, "食用菌产业"));
    stage.press("3/食品<enter>");
    assert_eq!(stage.model.view, View::Timeline);
    assert_eq!(stage.model.list.count, 1);
    assert_eq!(title(&stage), "绿色食品加工提升");
}

#[test]
fn a_moved_deadline_is_marked_where_it_was_and_where_it_is() {
    let mut stage = zh();
    let line = |stage: &mut Stage| {
        let screen = stage.screen(120, 36);
        screen.lines().find(|l| l.contains("万头牧场")).expect("a row").to_owned()
    };
    stage.press("3j");
    assert!(line(&mut stage).contains('红'));
    assert!(!line(&mut stage).contains('x'));
    stage.press("d明年1月底<tab>设备到货晚<c-s>");
    let row = line(&mut stage);
    let (old, new) = (row.find('x').expect("the old deadline"), row.rfind(['绿', '黄', '灰', '红']).expect("the new one"));
    assert!(old < new, "{row}");
    assert!(stage.screen(120, 36).contains("2025-09-30 -> 2026-01-31"));
}

#[test]
fn time_zooms_and_scrolls_to_its_ends_and_back_to_today() {
    let mut stage = zh();
    stage.press("3");
    let still = stage.screen(120, 36);
    stage.press("+");
    assert!(stage.screen(120, 36).contains("10月"));
    stage.press("+");
    assert_eq!(stage.notice(), "到头了");
    stage.press("--h");
    assert!(stage.screen(120, 36).contains("2022"));
    stage.press(&"h".repeat(50));
    assert_eq!(stage.notice(), "到头了");
    stage.press(".+j").press("k");
    assert_eq!(stage.screen(120, 36), still);
}

#[test]
fn a_measured_value_is_recorded_saved_and_taken_back() {
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("4a185.5亿元<enter>");
    let indicator = stage.model.ledger().indicators[0].clone();
    assert_eq!(indicator.updates[0].says, [Fact::Measured { from: None, to: 185.5 }]);
    assert_eq!(indicator.updates[0].period, Some(Period::Quarter(2025, 4)));
    assert_eq!(indicator.updates[0].by.person, "张三");
    assert!(matches!(stage.effects.last(), Some(Effect::Save(_, touched, _)) if touched.0.contains(&Subject::Indicator(indicator.id()))));
    assert!(stage.screen(120, 36).contains("未达序时"));
    stage.press("a190<enter>");
    assert_eq!(stage.model.ledger().indicators[0].updates[1].says, [Fact::Measured { from: Some(185.5), to: 190.0 }]);
    assert!(stage.screen(120, 36).contains("达序时"));
    stage.press("u1u");
    assert_eq!(stage.bytes(), before);
    stage.press("<c-r>");
    assert_ne!(stage.bytes(), before);
}

#[test]
fn a_wrong_value_keeps_the_form_open_and_says_why() {
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("4a约二百<enter>");
    assert!(stage.screen(120, 36).contains("填一个数"));
    assert!(stage.screen(120, 36).contains("约二百"));
    stage.press("<c-u>180<s-tab><c-u>2026Q1<enter><enter>");
    assert!(stage.screen(120, 36).contains("这个期间还没有开始"));
    stage.press("<c-u>2025年四季度<tab><enter>");
    assert!(stage.model.dialog.is_none());
    stage.press("a180<enter>");
    assert!(stage.screen(120, 36).contains("2025Q4 已经是 180"));
    stage.press("<esc>a<c-u><enter>");
    assert!(stage.screen(120, 36).contains("还没有填实测值"));
    stage.press("<esc>u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn indicators_are_found_by_pinyin_and_lead_to_their_entry() {
    let mut stage = zh();
    stage.press("4/jgysr");
    assert_eq!(stage.model.indicators.count, 0);
    stage.press("<bs><bs>");
    assert_eq!(stage.model.indicators.count, 1);
    stage.press("<esc>营业 全市");
    assert_eq!(stage.model.indicators.count, 1);
    stage.press("<enter><enter>");
    assert!(stage.model.indicators.zoomed);
    stage.press("l");
    assert_eq!((stage.model.view, title(&stage).as_str()), (View::List, "精深加工企业培育工程"));
    stage.press("<esc>");
    assert_eq!(stage.model.view, View::Indicators);
}

#[test]
fn one_key_rules_having_seen_all_rivals_and_undo_brings_them_back() {
    let mut stage = zh();
    let before = stage.bytes();
    assert!(stage.screen(120, 36).contains("5 待裁定 1 "));
    stage.press("5<enter>");
    let index = stage.model.ledger().index_of(&"hulin/五（一）".into()).expect("entry");
    let state = stage.model.standing(index).state.clone();
    assert_eq!((state.status.value, state.is_contested()), (Some(Status::Underway), false));
    let ruling = stage.model.ledger().entries()[index].updates.last().expect("ruling").clone();
    assert_eq!(ruling.after, vec!["ccccccccccccc".into(), "ddddddddddddd".into()]);
    assert!(matches!(&ruling.says[..], [Fact::Status { from: Some(Status::Blocked), to: Status::Underway, .. }]), "{ruling:?}");
    assert!(matches!(stage.effects.last(), Some(Effect::Save(..))));
    assert!(stage.screen(120, 36).contains("没有待裁定的值"));
    assert!(stage.screen(120, 36).contains("5 待裁定  "));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    assert_eq!(stage.model.book.disputes().count(), 1);
}

#[test]
fn a_rival_is_chosen_by_number_or_by_mouse_after_a_question() {
    let mut stage = zh();
    let status = |stage: &Stage| {
        let index = stage.model.ledger().index_of(&"hulin/五（一）".into()).expect("entry");
        stage.model.standing(index).state.status.clone()
    };
    stage.press("5r2");
    assert_eq!((status(&stage).value, status(&stage).contest), (Some(Status::Blocked), None));
    stage.press("u");
    stage.send(Message::Click(Hit::Row(2)));
    assert!(stage.model.dialog.is_none());
    stage.send(Message::DoubleClick(Hit::Row(2)));
    assert!(status(&stage).contest.is_some());
    stage.send(Message::Click(Hit::Item(0)));
    assert_eq!((status(&stage).value, status(&stage).contest), (Some(Status::Underway), None));
}

#[test]
fn a_deadline_and_a_lead_are_ruled_with_a_reason() {
    let rivals = |name: &str, fact: &str| {
        format!("Update(id: \"{}\", at: \"2025-10-10T09:00:00+08:00\", by: (person: \"{name}\"), says: [{fact}]),", name.repeat(13))
    };
    let facts = [
        rivals("e", "Deadline(to: \"2026-03-31\", reason: \"缺资金\"), Lead(to: \"虎林市农业农村局\"), Percent(to: 30)"),
        rivals("f", "Deadline(to: \"2026-06-30\", reason: \"等批复\"), Lead(to: \"密山市人民政府\"), Percent(to: 40)"),
    ];
    let text = super::stage::SMALL.replace(
        "\"东方红镇\",\n            ],\n            deadline: PlanPeriod(\"2026-12-31\"),",
        &format!(
            "\"东方红镇\",\n            ],\n            deadline: PlanPeriod(\"2026-12-31\"),\n            updates: [{}],",
            facts.concat()
        ),
    );
    let ledger = duban::store::parse_text("small.ron", &text).expect("a ledger with rivals");
    let mut stage = Stage::with(ledger, Lang::Zh);
    let before = stage.bytes();
    assert_eq!(stage.model.book.disputes().count(), 4);
    stage.press("5");
    let screen = stage.screen(120, 36);
    for word in ["完成", "时限", "牵头", "2026-03-31", "缺资金", "密山市人民政府", "现用"] {
        assert!(screen.contains(word), "{word}\n{screen}");
    }
    stage.press("<enter><enter><enter><enter>");
    assert_eq!(stage.model.book.disputes().count(), 0);
    let says: Vec<Fact> = stage.model.ledger().entries()[3].updates.iter().skip(2).flat_map(|u| u.says.clone()).collect();
    assert!(matches!(&says[..], [Fact::Percent { to: 30, .. }, Fact::Deadline { .. }, Fact::Lead { .. }]), "{says:?}");
    let reasons =
        says.iter().filter(|f| matches!(f, Fact::Deadline { reason, .. } | Fact::Lead { reason, .. } if reason.starts_with("裁定")));
    assert_eq!(reasons.count(), 2);
    stage.press("uuuu");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn one_goes_back_and_forward_through_the_places() {
    let mut stage = zh();
    stage.press("3").press("4").press("5").press("<esc>");
    assert_eq!(stage.model.view, View::Indicators);
    stage.press("<a-left>");
    assert_eq!(stage.model.view, View::Timeline);
    stage.press("<a-right><a-right>");
    assert_eq!(stage.model.view, View::Contested);
    stage.press("<a-right>");
    assert_eq!(stage.notice(), "前面没有了");
    stage.press("<bs><bs><bs><bs>");
    assert_eq!(stage.model.view, View::List);
}

#[test]
fn what_was_typed_since_one_came_is_cleared_before_one_goes_back() {
    let mut stage = zh();
    stage.press("/农业<enter>3");
    assert_eq!(stage.model.list.count, 4);
    stage.press("/<c-u>食用菌<enter>");
    assert_eq!(stage.model.list.count, 1);
    stage.press("<esc>");
    assert_eq!((stage.model.view, stage.model.list.count), (View::Timeline, 4));
    stage.press("<esc>");
    assert_eq!((stage.model.view, stage.model.list.count), (View::List, 4));
    stage.press("<esc>");
    assert_eq!(stage.model.list.count, 5);
}

#[test]
fn help_runs_an_action_where_it_means_something_but_rules_for_nothing_unseen() {
    let mut stage = zh();
    stage.press("?填报指标<enter>");
    assert_eq!(stage.model.view, View::Indicators);
    assert!(stage.model.dialog.is_some());
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("?光标所在的值<enter>");
    assert_eq!(stage.model.view, View::Contested);
    assert_eq!(stage.bytes(), before);
}

#[test]
fn another_version_of_the_file_renews_all_views() {
    let mut stage = zh();
    stage.press("5");
    let mut other = stage.model.ledger().clone();
    Change::take(EntryId::from("hulin/五（一）")).apply(&mut other).expect("taken");
    other.indicators = Default::default();
    stage.replace(other);
    assert_eq!(stage.model.book.disputes().count(), 0);
    assert!(stage.screen(80, 24).contains("没有待裁定的值"));
    stage.press("4");
    assert!(stage.screen(80, 24).contains("台账里没有指标"));
    stage.press("a<enter>lo1");
    assert!(stage.model.dialog.is_none());
}

#[test]
fn facts_of_the_plan_and_measured_values_are_contested_too_and_ruled_with_a_key() {
    use duban::domain::{Claim, EntryClaim};
    let mut ledger = duban::store::parse_text("small.ron", super::stage::SMALL).expect("ledger");
    let mut entry = ledger.entries()[0].as_ref().clone();
    let title = entry.title.clone();
    entry.contested = vec![EntryClaim::Title(title.clone()), EntryClaim::Title("精深加工提升工程".into())];
    Change::amend(entry).apply(&mut ledger).expect("amended");
    let mut stage = Stage::with(ledger, Lang::Zh);
    for value in [180.0, 190.0] {
        let id = stage.model.ledger().indicators[0].id();
        let mut change = stage.model.recorder.measure(stage.model.ledger(), &id, Period::Quarter(2025, 3), value).expect("a change");
        if let Change::Record { update, .. } = &mut change {
            update.after.clear();
        }
        stage.model.apply(change).expect("measured");
    }
    let before = stage.bytes();
    assert_eq!(stage.model.book.disputes().count(), 3);
    stage.press("5");
    let screen = stage.screen(120, 36);
    for word in ["加工业营业收入", "180", "190", "精深加工提升工程", "现用"] {
        assert!(screen.contains(word), "{word}\n{screen}");
    }
    stage.press("R");
    assert_eq!(stage.model.book.disputes().count(), 2);
    assert_eq!(stage.model.ledger().indicators[0].measured().get(&Period::Quarter(2025, 3)), Some(&180.0));
    let rows = stage.screen(120, 36);
    let down =
        rows.lines().filter(|l| l.trim_start().starts_with(['1', '2'])).position(|l| l.contains("精深加工提升工程")).expect("a rival");
    stage.press(&"j".repeat(down)).press("R");
    assert_eq!(stage.model.ledger().entries()[0].title, "精深加工提升工程");
    assert_eq!(EntryClaim::Title(title).field().to_string(), "title");
    stage.press("uu");
    assert_eq!(stage.bytes(), before);
    assert_eq!(stage.model.book.disputes().count(), 3);
}

//! Who sits here is asked once, and nobody edits without having been asked.

use super::stage::Stage;
use duban::profile::Identity;
use duban::text::Lang;
use duban::tui::Effect;

fn nobody() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    (stage.model.us, stage.model.recorder.by.dept) = (None, None);
    stage.model.identity = Identity::default();
    stage
}

fn kept(stage: &Stage) -> Vec<&Identity> {
    stage.effects.iter().filter_map(|e| if let Effect::KeepIdentity(identity) = e { Some(&**identity) } else { None }).collect()
}

#[test]
fn the_first_edit_asks_who_we_are_and_then_goes_on() {
    let mut stage = nobody();
    stage.press("s");
    assert!(stage.screen(120, 36).contains("我是谁"), "{}", stage.screen(120, 36));
    stage.press("nyncj<enter><c-a><c-k>王五<enter>");
    assert!(stage.screen(120, 36).contains("设置状态"), "{}", stage.screen(120, 36));
    stage.press("b");
    let by = stage.model.current().expect("an entry").updates.last().expect("a record").by.clone();
    assert_eq!((by.dept, by.person.as_str()), (stage.model.us.clone(), "王五"));
    let kept = kept(&stage);
    assert!(kept.len() == 1 && kept[0].asked && kept[0].person == "王五" && kept[0].us.contains("农业农村局"), "{kept:?}");
}

#[test]
fn who_does_not_want_to_say_is_not_asked_again() {
    let mut stage = nobody();
    stage.press("d<esc>");
    assert!(stage.screen(120, 36).contains("调整时限"));
    stage.press("<esc>ss<esc>a");
    assert!(stage.screen(120, 36).contains("填报进展"));
    assert!(kept(&stage).iter().all(|i| i.asked && i.us.is_empty()));
    assert_eq!(kept(&stage).len(), 1);
}

#[test]
fn a_body_without_a_part_is_asked_whether_it_is_the_office_and_else_only_proposes() {
    let name = "鸡西市督查室";
    let more = format!("departments: [\n        (id: \"{name}\", level: City, place: \"鸡西市\"),");
    let ledger = duban::store::parse_text("small.ron", &super::stage::SMALL.replacen("departments: [", &more, 1)).expect("ledger");
    let mut stage = Stage::with(ledger, Lang::Zh);
    stage.press(&format!(":我 {name}<enter>"));
    assert!(stage.screen(120, 36).contains("是专班办公室吗"), "{}", stage.screen(120, 36));
    stage.press("n1d");
    assert!(stage.screen(120, 36).contains("建议（采纳后才算）：调整时限"), "said before: {}", stage.screen(120, 36));
    stage.press("<esc>sb");
    assert!(stage.notice().contains("只记为建议") && stage.notice().contains(":专班办公室"), "{}", stage.notice());
    assert!(stage.model.current().expect("an entry").updates.last().is_some_and(|u| u.about == duban::domain::Voice::Proposed));
    stage.press(&format!(":我 {name}<enter>y"));
    let written: String = stage.bytes().split_whitespace().collect();
    assert!(written.contains(&format!("office:[\"{name}\",]")), "it stands in the ledger: {}", stage.screen(120, 36));
    stage.press("1d");
    assert!(!stage.screen(120, 36).contains("建议（采纳后才算）"));
}

#[test]
fn a_form_that_was_not_handed_in_is_of_the_body_that_typed_it() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1a写到一半<esc>0");
    assert!(stage.screen(120, 36).contains("没写完的表单"));
    stage.press(":我 市工信局<enter>0");
    assert!(!stage.screen(120, 36).contains("没写完的表单"), "{}", stage.screen(120, 36));
    stage.press("1a");
    assert!(!stage.screen(120, 36).contains("写到一半"), "{}", stage.screen(120, 36));
    stage.press("<esc>:我 市农业农村局<enter>1a");
    assert!(stage.screen(120, 36).contains("接着上次没写完的") && stage.screen(120, 36).contains("写到一半"), "{}", stage.screen(120, 36));
}

#[test]
fn looking_asks_nobody_and_the_answer_can_be_changed() {
    let mut stage = nobody();
    stage.press("0123456/农<enter>wF<esc>");
    assert!(!stage.screen(120, 36).contains("我是谁"));
    stage.press(":我 市农业农村局<enter>0");
    assert!(stage.screen(120, 36).contains("我：鸡西市农业农村局"), "{}", stage.screen(120, 36));
    stage.press("U<enter><enter>");
    assert!(stage.model.us.is_none() && stage.screen(120, 36).contains("全部单位"), "{}", stage.screen(120, 36));
}

#[test]
fn a_body_that_was_chosen_is_replaced_by_what_is_typed_when_one_comes_back_to_it() {
    let mut stage = nobody();
    stage.press("snyncj<enter><s-tab>gyhxxhj<enter><enter>");
    let screen = stage.screen(120, 36);
    assert_eq!(stage.model.us.as_ref().map(|us| us.as_str()), Some("鸡西市工业和信息化局"), "{screen}");
}

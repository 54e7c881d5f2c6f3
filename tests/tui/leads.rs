//! Proposed leads on the screen: offered first by the form, taken and dropped in batch; settling goes on to what hangs below.

use super::stage::{SMALL, Stage};
use duban::domain::{Author, EntryId, Fact, ProposedLead, Voice, lead_of};
use duban::store::parse_text;
use duban::text::Lang;

const UNLED: &str = "hulin/三（一）";

fn proposed(lead: &str, ground: &str) -> ProposedLead {
    ProposedLead { lead: lead.into(), ground: ground.into() }
}

/// On an entry that nobody leads, with two proposed, and one below it that nobody leads either.
fn stage() -> Stage {
    let below = "    entries: [\n        Entry(id: \"hulin/三（一）1\", parent: \"hulin/三（一）\", kind: Project, title: \"菌包厂\", lead: Unassigned),\n";
    let mut ledger = parse_text("small.ron", &SMALL.replacen("    entries: [\n", below, 1)).expect("ledger");
    let all = vec![proposed("密山市人民政府", "所在地"), proposed("虎林市农业农村局", "条款相近")];
    ledger.get_mut(&UNLED.into()).expect("there").proposed = all;
    let mut stage = Stage::with(ledger, Lang::Zh);
    (stage.model.us, stage.model.recorder.by) = (None, Author { dept: None, person: "张三".into() });
    stage.press(&format!("1:转到 {UNLED}<enter>"));
    stage
}

fn lead(stage: &Stage, id: &str) -> Option<String> {
    let ledger = stage.model.ledger();
    lead_of(ledger, ledger.get(&EntryId::from(id)).expect("there"), None).map(|lead| lead.to_string())
}

#[test]
fn the_form_offers_who_is_proposed_first_with_the_ground_and_takes_it_over() {
    let mut stage = stage();
    let before = stage.bytes();
    stage.press("L");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("密山市人民政府（依据：所在地）") && screen.contains("虎林市农业农村局（依据：条款相近）"), "{screen}");
    stage.press("<down><enter><c-s>");
    assert_eq!(lead(&stage, UNLED).as_deref(), Some("虎林市农业农村局"), "{}", stage.screen(120, 36));
    assert_eq!(lead(&stage, "hulin/三（一）1"), None);
    let entry = stage.model.ledger().get(&UNLED.into()).expect("there").clone();
    assert!(entry.proposed.is_empty());
    assert!(matches!(&entry.updates[0].says[0], Fact::Lead { reason, .. } if reason == "条款相近"));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn who_settles_a_parent_settles_what_nobody_leads_below_where_he_says_so() {
    let mut stage = stage();
    let before = stage.bytes();
    stage.press("L<enter>会议定<tab><right><c-s>");
    assert!(stage.screen(120, 36).contains("共 2 条"), "{}", stage.screen(120, 36));
    stage.press("y");
    assert_eq!([lead(&stage, UNLED), lead(&stage, "hulin/三（一）1")], [(); 2].map(|()| Some("密山市人民政府".to_owned())));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn proposed_leads_of_marked_entries_are_taken_or_dropped_after_one_question() {
    let mut stage = stage();
    let before = stage.bytes();
    stage.press("?拟牵头");
    assert!(stage.screen(120, 36).contains("采用拟牵头"), "{}", stage.screen(120, 36));
    stage.press("<esc><esc>/拟牵头:密山<enter><c-a>:采用拟牵头<enter>");
    assert!(stage.screen(120, 36).contains("采用拟牵头：三（一）"), "{}", stage.screen(120, 36));
    stage.press("y");
    assert_eq!(lead(&stage, UNLED).as_deref(), Some("密山市人民政府"));
    stage.press("u:去掉拟牵头<enter>y");
    assert!(stage.model.ledger().get(&UNLED.into()).expect("there").proposed.is_empty());
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    stage.press("<c-a>:采用拟牵头<enter>yu");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn what_others_propose_for_marked_entries_is_taken_together() {
    let mut stage = stage();
    let mut ledger = stage.model.ledger().clone();
    let mut agrees = super::today::update(
        88,
        "2025-10-14T09:00:00+08:00",
        vec![Fact::Lead { from: None, to: "密山市人民政府".into(), reason: "同意".into() }],
    );
    (agrees.by.dept, agrees.about) = (Some("密山市人民政府".into()), Voice::Proposed);
    ledger.get_mut(&UNLED.into()).expect("there").updates.push(agrees);
    stage = Stage::with(ledger, Lang::Zh);
    (stage.model.us, stage.model.recorder.by) = (None, Author { dept: None, person: "张三".into() });
    stage.press(&format!("1:转到 {UNLED}<enter>:采纳建议<enter>"));
    assert!(stage.screen(120, 36).contains("采纳建议：三（一）"), "{}", stage.screen(120, 36));
    stage.press("y");
    assert_eq!(lead(&stage, UNLED).as_deref(), Some("密山市人民政府"));
}

#[test]
fn a_body_of_another_place_is_offered_and_not_taken_for_one_of_the_plans_own() {
    let ledger = parse_text("tasks.ron", duban::store::BUILT_IN).expect("ledger");
    let mut stage = Stage::with(ledger, Lang::Zh).of_the_office();
    let before = stage.bytes();
    stage.press("1:转到 jixi-agri/二（一）<enter>L市自然资源局<c-s>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("鸡西市没有登记叫 `市自然资源局` 的单位"), "{screen}");
    assert!(screen.contains("虎林市自然资源局") && screen.contains("登记新单位“鸡西市自然资源局”"), "{screen}");
    stage.press("<tab>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("就是选中的就再按一次 Tab"), "{screen}");
    stage.press("<c-s>");
    assert_eq!(stage.bytes(), before, "it is taken by nobody who has not said so");
    stage.press("<tab>会议定<c-s>");
    assert_eq!(lead(&stage, "jixi-agri/二（一）").as_deref(), Some("虎林市自然资源局"), "{}", stage.screen(120, 36));
    stage.press("uL市自然资源局<down><tab>");
    assert!(stage.screen(120, 36).contains("鸡西市自然资源局"), "what was chosen is not asked about: {}", stage.screen(120, 36));
}

//! Entries are put elsewhere, split and joined, and a plan is closed, in forms.

use super::stage::Stage;
use duban::domain::{EntryId, Status, fold};
use duban::text::Lang;

fn stage() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.model.recorder.by.dept = None;
    stage.press("1");
    stage
}

/// Puts the cursor on an entry.
fn reach(stage: &mut Stage, id: &EntryId) {
    stage.press("<home>");
    for _ in 0..20 {
        if stage.model.current().is_some_and(|e| e.id == *id) {
            return;
        }
        stage.press("j");
    }
    panic!("{id} is not in the list");
}

fn titles(stage: &Stage) -> Vec<String> {
    stage.model.ledger().entries().iter().map(|e| e.title.clone()).collect()
}

#[test]
fn an_entry_is_split_by_lines_and_one_step_takes_it_back() {
    let mut stage = stage();
    let (before, old) = (stage.bytes(), stage.model.current().expect("an entry").id.clone());
    stage.press(":分解<enter>一期<c-s>");
    assert!(stage.screen(100, 40).contains("至少两行"), "{}", stage.screen(100, 40));
    stage.press("<enter>二期<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(100, 40));
    let ledger = stage.model.ledger();
    assert_eq!(titles(&stage).iter().filter(|title| title.ends_with('期')).count(), 2);
    let state = fold(ledger, ledger.get(&old).unwrap(), None);
    assert_eq!(state.status.value, Some(Status::CarriedOver));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn an_entry_is_put_at_the_top_with_its_lead_or_joined_in_another() {
    let mut stage = stage();
    let below = EntryId::from("jixi/一@万头牧场");
    let lead = |stage: &Stage| {
        let ledger = stage.model.ledger();
        duban::domain::lead_of(ledger, ledger.get(&below).unwrap(), None)
    };
    let led = lead(&stage);
    let before = stage.bytes();
    reach(&mut stage, &below);
    stage.press(":移动<enter>");
    assert!(stage.screen(100, 40).contains("放到方案的最上一级"), "{}", stage.screen(100, 40));
    stage.press("<c-s>");
    assert!(!stage.bytes().contains("parent:"), "it stands at the top");
    assert_eq!(lead(&stage), led);
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    reach(&mut stage, &below);
    stage.press(":合并<enter>jixi/二<c-s>");
    assert!(stage.screen(100, 40).contains("`jixi/二` 已办结"), "the form stays and says why: {}", stage.screen(100, 40));
    stage.press("<esc>");
    reach(&mut stage, &below);
    stage.press(":合并<enter><bs>一<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(100, 40));
    assert_eq!(fold(stage.model.ledger(), stage.model.ledger().get(&below).unwrap(), None).status.value, Some(Status::CarriedOver));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn a_plan_is_closed_after_a_question_and_leaves_the_list() {
    let mut stage = stage();
    let plan = stage.model.current().expect("an entry").id.plan().to_owned();
    let (before, all) = (stage.bytes(), stage.model.list.rows.len());
    stage.press(":方案办结归档<enter>");
    assert!(stage.screen(100, 40).contains("终止要写明理由"), "{}", stage.screen(100, 40));
    stage.press("<tab><tab>期满<c-s>");
    let asked = stage.screen(100, 40);
    assert!(asked.contains("归档") && asked.contains("终止") && asked.contains("确定吗"), "{asked}");
    stage.press("<enter>");
    assert!(stage.model.list.rows.len() < all, "the plan has left the list");
    stage.press("/是:归档<enter>");
    assert!(stage.model.current().is_some_and(|e| e.id.plan() == plan), "{}", stage.screen(100, 40));
    stage.press("<esc>u");
    assert_eq!(stage.bytes(), before);
}

//! The steps of an entry on the screen: added, reported on, changed, withdrawn, each taken back in one step.

use super::stage::Stage;
use duban::text::Lang;

fn stage() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1");
    stage
}

#[test]
fn a_step_is_added_reported_on_changed_and_withdrawn_from_its_entry() {
    let mut stage = stage();
    let before = stage.bytes();
    stage.press("b");
    assert!(stage.screen(100, 40).contains("新步骤"), "{}", stage.screen(100, 40));
    stage.press("n完成选址<tab>2025年四季度<tab>30%<c-s>");
    let step = stage.model.ledger().steps.last().expect("a step").clone();
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(100, 40));
    let (due, percent) = (step.due.map(|due| due.to_string()), step.percent);
    assert_eq!((step.what.as_str(), due.as_deref(), percent), ("完成选址", Some("2025Q4"), Some(30)));
    let screen = stage.screen(160, 60);
    assert!(screen.contains("1. 完成选址"), "the entry's page has it: {screen}");
    stage.press("b<enter>a选址已批复<c-s>");
    assert_eq!(stage.model.ledger().steps[0].updates.len(), 1, "{}", stage.screen(100, 40));
    stage.press("b<del>");
    assert!(stage.screen(100, 40).contains("应予保留"), "{}", stage.screen(100, 40));
    stage.press("<esc>u").press("b1e完成选址及批复<c-s>");
    assert!(stage.model.ledger().steps[0].what.contains("批复"), "{}", stage.screen(100, 40));
    stage.press("b<del>");
    assert!(stage.model.ledger().steps.is_empty());
    stage.press("uuu");
    assert_eq!(stage.bytes(), before);
}

use super::desk::{Desk, LEDGER};
use std::fs;

#[test]
fn canonical_spelling_is_left_alone() {
    let desk = Desk::new();
    let before = desk.everything();
    desk.run(&["fmt"]).fine().warns("写法已经规范");
    assert_eq!(desk.everything(), before);
}

#[test]
fn check_names_the_files_and_changes_none() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard,"));
    let before = desk.everything();
    let said = desk.run(&["fmt", "--check", "tasks.ron"]);
    assert_eq!((said.code, said.out.as_str()), (1, "tasks.ron\n"));
    assert_eq!(desk.everything(), before);
}

#[test]
fn formatting_keeps_comments_and_comes_to_rest() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard, // 保障\n"));
    desk.run(&["fmt"]).fine();
    for comment in ["// 台账由推进专班办公室维护", "// 这一条要请示领导", "// 保障"] {
        assert!(desk.text().contains(comment), "{comment}\n{}", desk.text());
    }
    desk.run(&["fmt", "--check"]).fine();
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let desk = Desk::with(&LEDGER.replace("kind: Safeguard,\n", "  kind:Safeguard,\n"));
    fs::write(desk.path("torn.ron"), &LEDGER[..LEDGER.find("indicators").unwrap()]).unwrap();
    let said = desk.run(&["fmt", "torn.ron", "tasks.ron"]);
    assert_eq!(said.code, 2);
    said.shows("tasks.ron").warns("torn.ron:");
    assert_eq!(desk.text(), LEDGER);
}

use super::desk::{Desk, LEDGER};

#[test]
fn a_made_up_ledger_says_so_and_the_same_seed_gives_the_same_bytes() {
    let desk = Desk::empty();
    desk.run(&["demo", "--entries", "50", "--seed", "7", "-o", "tasks.ron"]).fine().warns("50 条");
    assert!(desk.text().contains("演示数据"));
    assert_eq!(desk.run(&["demo", "--entries", "50", "--seed", "7", "-o", "-"]).fine().out, desk.text());
    desk.run(&["check"]).fine();
    desk.run(&["fmt", "--check"]).fine();
    assert_eq!(desk.run(&["list", "--json"]).json("list")["counts"]["total"], 50);
}

#[test]
fn a_file_that_is_there_is_overwritten_only_by_force() {
    let desk = Desk::new();
    desk.run(&["demo", "-o", "tasks.ron"]).refused("已有文件").warns("--force");
    assert_eq!(desk.text(), LEDGER);
    desk.run(&["demo", "--entries", "5", "-o", "tasks.ron", "--force"]).fine();
    assert!(desk.text().contains("演示数据"));
    desk.run(&["demo", "--entries", "lots", "-o", "x.ron"]).refused("--entries");
    desk.run(&["demo"]).refused("缺少 --output <文件>");
}

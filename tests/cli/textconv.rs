use super::desk::{Desk, LEDGER};
use super::git_desk::GitDesk;

#[test]
fn git_diff_speaks_in_sentences() {
    let git = GitDesk::new();
    git.run(&["setup", "git"]).fine();
    git.commit("登记");
    git.run(&["set", "hulin/五（一）1", "--percent", "40"]).fine();
    let diff = git.git(&["diff"]).fine().shows("+  2025-11-20 李四：完成 20% → 40%").shows("+  完成：40%").hides("Percent");
    assert!(diff.out.contains("hulin/五（一）1 万头牧场"), "{}", diff.out);
}

#[test]
fn what_is_no_ledger_is_shown_as_it_is() {
    let desk = Desk::with(&LEDGER[..199]);
    assert_eq!(desk.run(&["textconv", "tasks.ron"]).fine().out, &LEDGER[..199]);
}

use super::desk::Desk;

const ENTRY: &str = "hulin/五（一）";

/// A body that shares in the entry would move its deadline: with the id of what it proposes.
fn proposed() -> (Desk, String) {
    let desk = Desk::new();
    let words = ["set", ENTRY, "--deadline", "2025-12-20", "--reason", "设备到货晚", "--as", "虎林市工信科技局"];
    desk.run(&words).fine().shows("建议（由牵头单位或专班办公室采纳后才算）");
    let listed = desk.run(&["proposals", "--json"]).fine().json("proposals");
    let id = listed["proposals"][0]["update"].as_str().expect("an id").to_owned();
    assert_eq!(listed["proposals"][0]["entry"], ENTRY);
    (desk, id)
}

#[test]
fn a_proposal_counts_once_the_lead_has_taken_it() {
    let (desk, id) = proposed();
    desk.run(&["proposals"]).fine().shows(&id).shows("虎林市工信科技局 李四").shows("时限 2025-12-31 → 2025-12-20，理由：设备到货晚");
    desk.run(&["list", "--filter", "是:有建议"]).fine().shows(ENTRY);
    desk.run(&["list", ENTRY]).fine().shows("2025-12-31");
    desk.run(&["proposals", "--accept", &id, "--as", "虎林市农业农村局"]).fine().shows("采纳建议");
    desk.run(&["list", ENTRY]).fine().shows("2025-12-20");
    desk.run(&["proposals"]).fine().warns("没有等待答复的建议");
}

#[test]
fn a_proposal_that_is_declined_changes_nothing_and_says_why() {
    let (desk, id) = proposed();
    let before = desk.text();
    desk.run(&["proposals", "--decline", &id, "--reason", "以纪要为准", "--as", "虎林市农业农村局", "--dry-run"]).fine();
    assert_eq!(desk.text(), before);
    desk.run(&["proposals", "--decline", &id, "--reason", "以纪要为准", "--as", "虎林市农业农村局"]).fine().shows("理由：以纪要为准");
    desk.run(&["list", ENTRY]).fine().shows("2025-12-31").hides("2025-12-20");
    desk.run(&["proposals"]).fine().warns("没有等待答复的建议");
    desk.run(&["proposals", "--accept", &id]).refused(&id);
}

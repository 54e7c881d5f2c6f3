use super::desk::{Desk, LEDGER};

const DONE: &str = "jixi/五（一）";

fn done() -> Desk {
    let desk =
        Desk::with(&LEDGER.replacen("    title: \"试验台账\",\n", "    title: \"试验台账\",\n    settings: (confirmation: true),\n", 1));
    desk.run(&["set", DONE, "--status", "已完成"]).fine();
    desk
}

#[test]
fn what_is_done_waits_until_somebody_confirms_it_with_his_ground() {
    let desk = done();
    desk.run(&["list", "--filter", "是:待核实"]).fine().shows(DONE);
    let before = desk.text();
    desk.run(&["confirm", DONE, "--basis", "现场核查记录", "--dry-run"]).fine().shows("销号：现场核查记录");
    assert_eq!(desk.text(), before, "a trial saves nothing");
    desk.run(&["confirm", "--filter", "是:待核实", "--basis", "现场核查记录"]).fine().shows(DONE);
    desk.run(&["list", "--filter", "是:待核实"]).fine().hides(DONE);
    desk.run(&["show", DONE]).fine().shows("销号：现场核查记录");
}

#[test]
fn what_cannot_be_confirmed_is_returned_with_the_reason() {
    let desk = done();
    desk.run(&["return", DONE]).refused("--reason");
    desk.run(&["return", DONE, "--reason", "没有竣工验收材料"]).fine().shows("状态 已完成 → 推进中").shows("退回，理由：没有竣工验收材料");
    desk.run(&["list", "--filter", "是:退回"]).fine().shows(DONE);
    desk.run(&["show", DONE]).fine().shows("没有竣工验收材料").shows("推进中");
}

#[test]
fn a_body_that_has_the_lead_cannot_confirm_its_own_work() {
    let desk = done();
    desk.run(&["confirm", DONE, "--as", "鸡西市农业农村局"]).fine().shows("建议");
    desk.run(&["list", "--filter", "是:待核实"]).fine().shows(DONE);
}

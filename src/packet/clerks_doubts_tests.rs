//! What clerks write that looks like something else than they mean: it is asked about, or says nothing.

use super::clerks_tests::*;
use super::*;
use crate::domain::{Fact, Status, Step};
use crate::text::{Lang, Say};

fn with(head: &str, cell: Cell) -> Outcome {
    let mut grid = Grid::of_form();
    grid.set(FIRST, head, cell);
    outcome(&grid.xlsx())
}

fn asked(outcome: &Outcome) -> Vec<String> {
    let doubts = outcome.proposals.iter().flat_map(|p| &p.cautions).filter(|caution| caution.is_doubt());
    doubts.map(|caution| caution.say(Lang::Zh)).collect()
}

#[test]
fn a_day_is_read_as_far_as_it_goes_and_one_that_is_over_is_asked_about() {
    for (text, day, reason) in [
        ("2026 年 6 月 30 日 设备交货推迟", "2026-06-30", "设备交货推迟"),
        ("延期至2026年6月底（设备交货推迟）", "2026-06-30", "设备交货推迟"),
        ("2026. 6. 30 设备交货推迟", "2026-06-30", "设备交货推迟"),
    ] {
        let outcome = with("建议时限及理由", text.into());
        let says = outcome.proposals.iter().map(|p| p.update.says.clone()).collect::<Vec<_>>();
        assert_eq!(says, [[Fact::Deadline { from: None, to: day.parse().unwrap(), reason: reason.into() }]], "{text}");
        assert_eq!((asked(&outcome), misfits(&outcome)), (vec![], vec![]));
    }
    let over = with("建议时限及理由", "6月30日 设备交货推迟".into());
    assert_eq!(asked(&over), ["时限 2025-06-30 已过"]);
    for text in ["2026 6 30 设备交货推迟", "2026年 30台设备未到"] {
        let outcome = with("建议时限及理由", text.into());
        assert_eq!((outcome.proposals.len(), outcome.misfits.len()), (0, 1), "{text}");
    }
    for text in ["无", "不需要", "不调整。", "/"] {
        let outcome = with("建议时限及理由", text.into());
        assert_eq!((outcome.proposals.len(), misfits(&outcome)), (0, vec![]), "{text}");
    }
}

#[test]
fn strokes_say_nothing_and_words_that_point_elsewhere_are_asked_about() {
    for text in ["/", "——", "－", " / "] {
        for head in ["本期状态", "完成比例（%）", "本期进展", "存在问题", "需协调事项", "填报人"] {
            let outcome = with(head, text.into());
            assert_eq!((outcome.proposals.len(), misfits(&outcome)), (0, vec![]), "{head} {text}");
        }
    }
    for text in ["同上", "同上。", "同前一项", "同第3项", "同上期", "〃", "见附件"] {
        let outcome = with("本期进展", text.into());
        assert_eq!(outcome.proposals.len(), 0, "{text}");
        assert!(misfits(&outcome)[0].contains(&format!("J4：只写了 `{text}`")), "{:?}", misfits(&outcome));
    }
    for text in ["同上级部门对接", "同前进农场签约", "同步推进"] {
        assert_eq!(with("本期进展", text.into()).proposals.len(), 1, "{text}");
    }
}

#[test]
fn a_letter_is_no_status_and_nothing_is_carried_over_in_the_middle_of_a_plan() {
    for text in ["o", "C", "d", "已结转"] {
        let mut grid = Grid::filled();
        grid.set(FIRST, "本期状态", text.into());
        let outcome = outcome(&grid.xlsx());
        assert_eq!(set_of(&outcome, 0).0, None, "{text}");
        let told = misfits(&outcome);
        assert!(told[0].contains(&format!("状态 `{text}` 不认得")) && !told[0].contains("、已结转"), "{told:?}");
    }
}

#[test]
fn a_bare_one_and_what_contradicts_itself_wait_for_a_person() {
    let one = with("完成比例（%）", Cell::Number(1.0));
    assert!(one.proposals[0].is_doubtful() && asked(&one)[0].contains("I4 的完成比例是 1"), "{:?}", asked(&one));
    assert!(asked(&with("完成比例（%）", "1%".into())).is_empty());
    for (status, percent, told) in [("已完成", 60.0, "状态已完成，所报比例却是 60%"), ("未启动", 50.0, "状态未启动，所报比例却是 50%")]
    {
        let mut grid = Grid::filled();
        grid.set(FIRST, "本期状态", status.into());
        grid.set(FIRST, "完成比例（%）", Cell::Number(percent));
        let outcome = outcome(&grid.xlsx());
        assert_eq!(asked(&outcome), [told]);
        let doubtful: Vec<bool> = outcome.proposals.iter().map(Proposal::is_doubtful).collect();
        assert_eq!(doubtful, [true, false, false, false, false]);
    }
    let mut done = Grid::of_form();
    done.set(FIRST, "本期状态", "已完成".into());
    let outcome = outcome(&done.xlsx());
    assert_eq!((set_of(&outcome, 0).0, asked(&outcome)), (Some(Status::Done), vec![]));
}

#[test]
fn what_is_written_over_the_part_in_an_entry_or_its_steps_is_told_of() {
    let mut ledger = ledger();
    let step = |n: u64, what: &str| Step { what: what.into(), due: "2025Q3".parse().ok(), ..Step::new(id(0).as_str().into(), n) };
    [step(1, "选址"), step(2, "立项")].into_iter().for_each(|one| ledger.steps.push(one));
    let told = |role: &str, steps: &str| {
        let mut grid = Grid::filled();
        grid.set(FIRST, "职责", role.into());
        grid.set(FIRST, "本期应完成", steps.into());
        let outcome = propose(&mut ledger.clone(), &read(&grid.xlsx()).unwrap(), "2026-01-05T09:00:00+08:00".parse().unwrap(), false);
        misfits(&outcome).join("\n")
    };
    assert_eq!(told("牵头", "选址（2025年第三季度）\n立项（2025年第三季度）"), "");
    assert!(told("配合", "").contains("C4：“职责”一栏不填"));
    assert!(told("牵头", "选址（2025年第三季度）已办").contains("G4：“本期应完成”一栏不填"));
}

#[test]
fn what_is_no_workbook_says_what_to_do() {
    for (bytes, told) in [
        (&b""[..], "空文件"),
        (b"\x89PNG\r\n\x1a\n", "另存为 .xlsx"),
        (b"<html><table><tr><td>1</td></tr></table>", "另存为 .xlsx"),
        (b"PK\x03\x04 half of it", "另存为 .xlsx"),
    ] {
        let error = read(bytes).unwrap_err().say(Lang::Zh);
        assert!(error.contains(told), "{error}");
    }
}

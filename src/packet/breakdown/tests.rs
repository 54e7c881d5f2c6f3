use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::io::Cursor;

use super::*;
use crate::domain::{Change, Entry, Fact, Kind, Ledger, Level, Plan, Record, Register, Step, sample};
use crate::packet::PacketError;
use crate::text::{Lang, Say};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let plan =
        |code: &str| Plan { title: format!("方案{code}"), short: format!("方案{code}"), end: day("2026-12-31"), ..sample::plan(code) };
    ledger.plans = vec![plan("p"), plan("q")].into();
    ledger.departments = Register::from(["甲局", "乙局"].map(|id| sample::body(id, Level::City)).to_vec());
    for id in ["p/一", "p/二@=1+1", "q/一"] {
        ledger.insert(9, Entry::new(id.into(), Kind::Task, id));
    }
    ledger.steps.push(step("p/一", 1, "2025Q4", "选址"));
    ledger
}

fn step(entry: &str, n: u64, due: &str, what: &str) -> Step {
    let (percent, bodies) = (Some(30), vec!["甲局".into()]);
    Step { what: what.into(), due: due.parse().ok(), percent, bodies, person: "张三".into(), ..Step::new(entry.into(), n) }
}

fn out(ledger: &Ledger) -> Vec<u8> {
    Breakdown::build(ledger, &ledger.plans[0], (day("2025-03-01"), &[])).to_xlsx().unwrap()
}

/// The sheet again, with cells written by whoever fills it in: row from 1 as the entries stand, head, text.
fn filled(bytes: Vec<u8>, typed: &[(u32, &str, &str)]) -> Vec<u8> {
    let mut from: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells = from.worksheet_range("分解表").unwrap();
    let heads: Vec<String> = cells.rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, values) in cells.rows().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let at = (row as u32, column as u16);
            if typed.iter().any(|(line, head, _)| line + 2 == at.0 && *head == heads[column]) {
                continue;
            }
            match value {
                Data::Float(n) => page.write_number(at.0, at.1, *n).unwrap(),
                Data::Empty => page,
                other => page.write_string(at.0, at.1, other.to_string()).unwrap(),
            };
        }
    }
    for (row, head, text) in typed {
        let column = heads.iter().position(|one| one == head).unwrap_or_else(|| panic!("no {head} in {heads:?}")) as u16;
        page.write_string(row + 2, column, *text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn back(ledger: &Ledger, typed: &[(u32, &str, &str)]) -> Decomposed {
    read_breakdown(&filled(out(ledger), typed), ledger, &ledger.plans[0]).unwrap()
}

fn taken(ledger: &Ledger, typed: &[(u32, &str, &str)]) -> Ledger {
    let read = back(ledger, typed);
    assert!(read.misfits.is_empty(), "{:?}", read.misfits);
    let mut after = ledger.clone();
    read.change.apply(&mut after).unwrap();
    after
}

fn refused(ledger: &Ledger, typed: &[(u32, &str, &str)]) -> Vec<String> {
    back(ledger, typed).misfits.iter().map(|misfit| misfit.say(Lang::Zh)).collect()
}

const WHAT: &str = "2025年第四季度·内容";

#[test]
fn what_is_filled_in_becomes_steps_and_only_what_a_cell_says_is_changed() {
    let ledger = ledger();
    let after = taken(
        &ledger,
        &[
            (1, "2025年第四季度·累计进度（%）", "40%"),
            (2, "2026年·内容", "建成投产"),
            (2, "2026年·累计进度（%）", "100"),
            (2, "2026年·责任", "乙局、甲食品公司、李四"),
        ],
    );
    let changed = after.steps.by_id(&ledger.steps[0].id).unwrap();
    assert_eq!(**changed, Step { percent: Some(40), ..ledger.steps[0].as_ref().clone() });
    let new = after.steps_of(&"p/二@=1+1".into()).next().unwrap();
    assert_eq!((new.what.as_str(), new.due.unwrap().to_string().as_str(), new.percent), ("建成投产", "2026", Some(100)));
    assert_eq!((new.bodies[0].as_str(), new.enterprises[0].as_str(), new.person.as_str()), ("乙局", "甲食品公司", "李四"));
}

#[test]
fn a_table_that_comes_back_twice_changes_nothing_the_second_time() {
    let ledger = ledger();
    let typed = [(2, WHAT, "开工"), (1, WHAT, "选址及批复")];
    let bytes = filled(out(&ledger), &typed);
    let mut after = ledger.clone();
    read_breakdown(&bytes, &ledger, &ledger.plans[0]).unwrap().change.apply(&mut after).unwrap();
    let again = read_breakdown(&bytes, &after, &after.plans[0]).unwrap();
    assert_eq!((again.change, again.misfits.len()), (Change::All(Vec::new()), 0));
}

#[test]
fn a_step_whose_cells_are_emptied_is_withdrawn_unless_somebody_reported_on_it() {
    let ledger = ledger();
    let empty = [(1, WHAT, ""), (1, "2025年第四季度·累计进度（%）", ""), (1, "2025年第四季度·责任", "")];
    assert!(taken(&ledger, &empty).steps.is_empty());
    let mut told = ledger.clone();
    let report = ron::from_str("(id: \"a\", at: \"2025-02-01T08:00:00+08:00\", says: [Progress(\"在办\")])").unwrap();
    Change::record(ledger.steps[0].id.clone(), report).apply(&mut told).unwrap();
    assert!(refused(&told, &empty)[0].contains("已有 1 次记录"));
    assert!(refused(&ledger, &empty[..1])[0].contains("没有写内容"));
    assert!(told.steps[0].log().iter().any(|u| matches!(u.says[0], Fact::Progress(_))));
}

#[test]
fn what_cannot_be_read_is_told_with_its_cell_and_does_not_take_the_rest_with_it() {
    let ledger = ledger();
    let typed = [(2, WHAT, "开工"), (2, "2025年第四季度·累计进度（%）", "大半"), (1, WHAT, "选址及批复"), (2, "2026年·内容", "投产")];
    let read = back(&ledger, &typed);
    assert_eq!((read.added, read.changed, read.misfits.len()), (1, 1, 1));
    let said = read.misfits[0].say(Lang::Zh);
    assert!(said.starts_with("Sheet1!") && said.contains('5') && said.contains("`大半`"), "{said}");
    assert!(refused(&ledger, &[(1, "2025年第四季度·责任", "丙局")])[0].contains("丙局"));
    assert!(refused(&ledger, &[(2, "2026年·累计进度（%）", "100")])[0].contains("没有写内容"));
    assert!(refused(&ledger, &[(1, "条目", "p/二@=1+1"), (1, WHAT, "别的")])[0].contains("隐藏"));
}

#[test]
fn what_the_ledger_has_changed_meanwhile_is_not_overwritten() {
    let before = ledger();
    let mut now = before.clone();
    Change::amend(Step { what: "选址论证".into(), ..before.steps[0].as_ref().clone() }).apply(&mut now).unwrap();
    let bytes = filled(out(&before), &[(1, WHAT, "选址及批复"), (1, "2025年第四季度·累计进度（%）", "35")]);
    let read = read_breakdown(&bytes, &now, &now.plans[0]).unwrap();
    assert!(read.misfits[0].say(Lang::Zh).contains("选址论证"));
    let only = filled(out(&before), &[(1, "2025年第四季度·累计进度（%）", "35")]);
    let mut after = now.clone();
    read_breakdown(&only, &now, &now.plans[0]).unwrap().change.apply(&mut after).unwrap();
    assert_eq!((after.steps[0].what.as_str(), after.steps[0].percent), ("选址论证", Some(35)));
    let mut gone = before.clone();
    Change::take(before.steps[0].id.clone()).apply(&mut gone).unwrap();
    assert!(read_breakdown(&bytes, &gone, &gone.plans[0]).unwrap().misfits[0].say(Lang::Zh).contains("已不在"));
}

#[test]
fn the_table_of_another_plan_ledger_or_kind_is_refused() {
    let ledger = ledger();
    let bytes = filled(out(&ledger), &[(2, WHAT, "开工")]);
    let other = read_breakdown(&bytes, &ledger, &ledger.plans[1]).unwrap();
    assert!(other.misfits.iter().all(|m| m.say(Lang::Zh).contains("`p`")) && !other.misfits.is_empty());
    let mut elsewhere = ledger.clone();
    Change::amend(Plan { title: "别的方案".into(), ..ledger.plans[0].as_ref().clone() }).apply(&mut elsewhere).unwrap();
    let read = read_breakdown(&bytes, &elsewhere, &elsewhere.plans[0]).unwrap();
    assert_eq!(read.misfits.len(), 1, "it is said once");
    let mut book = Workbook::new();
    book.add_worksheet();
    let empty = book.save_to_buffer().unwrap();
    assert!(matches!(read_breakdown(&empty, &ledger, &ledger.plans[0]), Err(PacketError::NoForm)));
    assert!(read_breakdown(b"no workbook", &ledger, &ledger.plans[0]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn out_and_in_again_without_an_edit_changes_nothing(
        steps in proptest::collection::vec((0usize..2, "202[4-7](Q[1-4]|H[12]|-0[1-9]-1[0-9])?", "\\PC{1,12}", proptest::option::of(0u8..=100), 0usize..4), 0..9)
    ) {
        let mut ledger = ledger();
        for (n, (entry, due, what, percent, who)) in steps.into_iter().enumerate() {
            let entry = ["p/一", "p/二@=1+1"][entry];
            let (bodies, enterprises) = ([vec![], vec!["乙局".into()]][who % 2].clone(), [vec![], vec!["甲公司".to_owned()]][who / 2].clone());
            ledger.steps.push(Step { what, percent, bodies, enterprises, ..step(entry, n as u64 + 50, &due, "") });
        }
        let read = read_breakdown(&out(&ledger), &ledger, &ledger.plans[0]).unwrap();
        prop_assert_eq!((read.change, read.misfits), (Change::All(Vec::new()), Vec::new()));
    }
}

#[test]
fn a_table_sorted_by_what_is_seen_or_with_merged_rows_gives_nobody_anothers_steps() {
    let ledger = ledger();
    let bytes = filled(out(&ledger), &[(1, "2026年第一季度·内容", "动工"), (1, "事项", "p/二@=1+1")]);
    let read = read_breakdown(&bytes, &ledger, &ledger.plans[0]).unwrap();
    let told: Vec<String> = read.misfits.iter().map(|misfit| misfit.say(Lang::Zh)).collect();
    assert!(told.len() == 1 && told[0].contains("隐藏编号却是 p/一") && read.added + read.changed + read.withdrawn == 0, "{told:?}");

    let mut from: Xlsx<_> = Xlsx::new(Cursor::new(out(&ledger))).unwrap();
    let cells = from.worksheet_range("分解表").unwrap();
    let column =
        cells.rows().nth(2).unwrap().iter().position(|cell| *cell == calamine::Data::String("2025年第四季度·内容".to_owned())).unwrap()
            as u16;
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.merge_range(3, column, 4, column, "", &rust_xlsxwriter::Format::new()).unwrap();
    for (row, values) in cells.rows().enumerate() {
        for (at, value) in values.iter().enumerate().filter(|(_, value)| **value != Data::Empty) {
            page.write_string(row as u32, at as u16, value.to_string()).unwrap();
        }
    }
    let read = read_breakdown(&book.save_to_buffer().unwrap(), &ledger, &ledger.plans[0]).unwrap();
    assert_eq!((read.misfits.len(), read.added + read.changed + read.withdrawn), (2, 0), "{:?}", read.misfits);
}

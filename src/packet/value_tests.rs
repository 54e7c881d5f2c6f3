//! The sheet of values as clerks give it back.

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;

use super::clerks_tests::{self, Q4, misfits};
use super::seal::{Basis, ledger_mark};
use super::values::{ValueLine, sealed_as, shown_of};
use super::*;
use crate::domain::{Fact, Indicator, Ledger};

const FIRST: usize = 3;
const VALUE: usize = 4;
const GOALS: [(&str, &str); 3] = [("粮食产值", "亿元"), ("加工转化率", "%"), ("企业数", "家")];

fn ledger() -> Ledger {
    let mut ledger = clerks_tests::ledger();
    let goal = |(name, unit): (&str, &str)| Indicator { unit: unit.into(), ..Indicator::new("p".into(), "一", name, "甲市") };
    ledger.indicators = GOALS.map(goal).to_vec().into();
    ledger
}

/// The rows as they went out.
fn sheet() -> Vec<Vec<String>> {
    let ledger = ledger();
    let line = |of: &Indicator| {
        let entry = sealed_as(of);
        let basis = Basis { ledger: ledger_mark(&ledger, &entry).unwrap(), entry, body: "甲局".into(), period: Q4, after: vec![] };
        ValueLine { shown: shown_of(of, Q4), basis }
    };
    let values = ledger.indicators.iter().map(|of| line(of)).collect();
    let form = Form { lines: Vec::new(), values, ..Form::build(&ledger, &"甲局".into(), Q4) };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form.to_xlsx().unwrap())).unwrap();
    let text = |cell: &Data| cell.to_string();
    book.worksheet_range("指标实测值").unwrap().rows().map(|row| row.iter().map(text).collect()).collect()
}

fn saved(rows: &[Vec<String>], merged: Option<(u32, u32)>, percent: Option<f64>) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    if let Some((first, last)) = merged {
        page.merge_range(first, VALUE as u16, last, VALUE as u16, "", &Format::new()).unwrap();
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            page.write_string(row as u32, column as u16, text).unwrap();
        }
    }
    if let Some(part) = percent {
        page.write_number_with_format(FIRST as u32 + 1, VALUE as u16, part, &Format::new().set_num_format("0.0%")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn outcome(bytes: &[u8]) -> Outcome {
    propose(&mut ledger(), &read(bytes).unwrap(), "2026-01-05T09:00:00+08:00".parse().unwrap(), false)
}

/// Of each value whether a person has to look at it, and what it is.
fn measured(outcome: &Outcome) -> Vec<(bool, f64)> {
    let value = |one: &ValueProposal| match one.update.says.as_slice() {
        [Fact::Measured { to, .. }] => *to,
        other => panic!("{other:?}"),
    };
    outcome.values.iter().map(|one| (one.is_doubtful(), value(one))).collect()
}

#[test]
fn a_value_is_a_number_in_its_unit_and_strokes_are_none() {
    let mut rows = sheet();
    for (row, text) in ["3.5亿元", "62.5％", "／"].into_iter().enumerate() {
        rows[FIRST + row][VALUE] = text.to_owned();
    }
    let read = outcome(&saved(&rows, None, None));
    assert_eq!((measured(&read), misfits(&read)), (vec![(false, 3.5), (false, 62.5)], vec![]));
    let shown = outcome(&saved(&sheet(), None, Some(0.625)));
    assert_eq!((measured(&shown), misfits(&shown)), (vec![(false, 62.5)], vec![]));
    rows[FIRST][VALUE] = "3.5万元".into();
    rows[FIRST + 1][VALUE] = "同上".into();
    let told = misfits(&outcome(&saved(&rows, None, None)));
    assert!(told[0].contains("`3.5万元` 不是数") && told[1].contains("只写了 `同上`"), "{told:?}");
}

#[test]
fn a_sheet_of_values_sorted_by_what_is_seen_is_taken_as_it_is_seen_and_only_when_a_person_says_so() {
    let mut rows = sheet();
    let (a, b) = (rows[FIRST].clone(), rows[FIRST + 2].clone());
    rows[FIRST][..VALUE].clone_from_slice(&b[..VALUE]);
    rows[FIRST + 2][..VALUE].clone_from_slice(&a[..VALUE]);
    (rows[FIRST][VALUE], rows[FIRST + 2][VALUE]) = ("7".into(), "3.5".into());
    let read = outcome(&saved(&rows, None, None));
    let ledger = ledger();
    let ids: Vec<_> = ledger.indicators.iter().map(|of| of.id()).collect();
    let found: Vec<_> = read.values.iter().map(|one| (one.indicator.clone(), one.is_doubtful())).collect();
    assert_eq!(found, [(ids[2].clone(), true), (ids[0].clone(), true)]);
    assert_eq!(measured(&read), [(true, 7.0), (true, 3.5)]);
    rows[FIRST][0] = "别的指标".into();
    let other = outcome(&saved(&rows, None, None));
    assert!(matches!(other.values[0].cautions.as_slice(), [Caution::Otherwise(..), ..]), "{:?}", other.values[0].cautions);
}

#[test]
fn merged_doubled_and_added_rows_of_values_and_notes_beside_are_told_of() {
    let mut rows = sheet();
    rows[FIRST][VALUE] = "5".into();
    let merged = outcome(&saved(&rows, Some((FIRST as u32, FIRST as u32 + 1)), None));
    assert_eq!(measured(&merged), [(false, 5.0), (false, 5.0)]);
    assert!(merged.values.iter().all(|one| one.cautions == [Caution::Merged("E4:E5".into(), 2)]));
    let mut twice = rows[FIRST].clone();
    twice[VALUE] = "6".into();
    rows.push(twice);
    rows.push([vec!["新指标".to_owned()], vec![String::new(); 3], vec!["9".to_owned()]].concat());
    rows[FIRST + 1].push("口径有调整".into());
    rows[0] = vec!["乙局 指标实测值".into()];
    let read = outcome(&saved(&rows, None, None));
    assert_eq!(measured(&read), [(true, 5.0), (true, 6.0)]);
    let cautions = &read.values[0].cautions;
    assert!(cautions.contains(&Caution::Twice) && cautions.contains(&Caution::OtherBody("乙局".into(), "甲局".into())), "{cautions:?}");
    let told = misfits(&read).join("\n");
    assert!(told.contains("E8：这一行不在发出的表里") && told.contains("M5：写在表外，没有采用：`口径有调整`"), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
}

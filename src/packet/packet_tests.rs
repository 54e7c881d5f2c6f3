use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use std::io::Cursor;

use super::column::FormColumn;
use super::form::Purpose;
use super::*;
use crate::domain::sample;
use crate::domain::{Change, Cooperation, Entry, Kind, Lead, Ledger, Level, Period, Plan, Register, Status, fold};

const Q4: Period = Period::Quarter(2025, 4);

/// 甲局 leads 一, helped by 乙局; 乙局 leads 二, whose id and title are those of a hostile plan.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.title = "试验".into();
    ledger.plans = vec![Plan { title: "方案".into(), short: "方案".into(), ..sample::plan("p") }].into();
    ledger.departments = Register::from(["甲局", "乙局"].map(|id| sample::body(id, Level::City)).to_vec());
    let mut one = Entry::new("p/一".into(), Kind::Task, "一");
    one.lead = Lead::Stated("甲局".into());
    one.cooperating = vec![Cooperation::Cooperates("乙局".into())];
    let mut two = Entry::new("p/=二@_x000D_".into(), Kind::Task, "=1+1");
    two.lead = Lead::Stated("乙局".into());
    ledger.set_entries(vec![one.into(), two.into()]);
    ledger
}

fn form(body: &str) -> Form {
    Form::build(&ledger(), &body.into(), Q4)
}

/// Copies the cells of forms below one another into one sheet, some columns further to the right, types a status into
/// every row that is the lead's and words into all, and leaves a stray value at the far end.
fn pasted(forms: &[Form]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let (mut row, shift) = (2, 3);
    for form in forms {
        let mut from: Xlsx<_> = Xlsx::new(Cursor::new(form.to_xlsx().unwrap())).unwrap();
        let cells = from.worksheet_range("填报").unwrap();
        for (i, values) in cells.rows().enumerate() {
            for (col, value) in (shift..).zip(values) {
                page.write_string(row, col, value.to_string()).unwrap();
            }
            if i > 2 {
                page.write_string(row, shift + FormColumn::Progress.place(Purpose::Progress), "已开工").unwrap();
                if values[usize::from(FormColumn::Role.place(Purpose::Progress))].to_string().trim() == "牵头" {
                    page.write_string(row, shift + FormColumn::Status.place(Purpose::Progress), "推进中").unwrap();
                }
            }
            row += 1;
        }
    }
    page.write_string(1_048_575, 16_383, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn forms_pasted_into_one_sheet_read_as_if_they_came_alone() {
    let said = read(&pasted(&[form("甲局"), form("乙局")])).unwrap();
    assert_eq!(said.blank(), 0);
    let authors: Vec<(&str, &str)> = said.rows.iter().map(|r| (r.basis.body.as_str(), r.basis.entry.as_str())).collect();
    assert_eq!(authors, [("甲局", "p/一"), ("乙局", "p/=二@_x000D_"), ("乙局", "p/一")]);
    let mut ledger = ledger();
    let outcome = propose(&mut ledger, &said, "2026-01-05T09:00:00+08:00".parse().unwrap(), false);
    let beside: Vec<&str> = outcome.misfits.iter().map(|misfit| misfit.cell.as_str()).collect();
    assert_eq!(beside, ["XFD1048576"], "what stands beside the forms is told of, and nothing else");
    let state = |id: &str| fold(&ledger, ledger.get(&id.into()).unwrap(), None);
    assert_eq!(state("p/一").status.value, Some(Status::Underway));
    assert!(!state("p/一").is_contested());
    assert_eq!(outcome.proposals[2].update.by.dept, Some("乙局".into()));
}

#[test]
fn a_form_without_its_hidden_columns_is_refused_by_their_name() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (at, column) in (0..).zip(FormColumn::of(Purpose::Progress).filter(|c| !c.is_hidden())) {
        page.write_string(0, at, column.head()).unwrap();
    }
    let gone = read(&book.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(gone, PacketError::NoColumn("条目（勿改）", "Sheet1".into()));
}

#[test]
fn damaged_files_are_refused_and_bring_nothing_down() {
    let whole = form("乙局").to_xlsx().unwrap();
    for cut in (0..whole.len()).step_by(97) {
        assert!(read(&whole[..cut]).is_err());
    }
    for at in (0..whole.len()).step_by(31) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read(&bytes);
    }
}

#[test]
fn what_is_closed_is_asked_for_no_more_once_its_period_is_over() {
    let mut ledger = ledger();
    let update = crate::domain::Update {
        id: "u".into(),
        at: "2025-11-01T09:00:00+08:00".parse().unwrap(),
        by: Default::default(),
        period: Some(Q4),
        after: vec![],
        about: Default::default(),
        says: vec![crate::domain::Fact::status(None, Status::Done)],
    };
    Change::record(crate::domain::EntryId::from("p/一"), update).apply(&mut ledger).unwrap();
    let asked = |period| Form::build(&ledger, &"甲局".into(), period).lines.len();
    assert_eq!((asked(Q4), asked(Q4.next())), (1, 0));
}

#[test]
fn a_plan_that_is_archived_is_asked_for_no_more() {
    let mut ledger = ledger();
    let plan = ledger.plans.iter().next().unwrap().as_ref().clone();
    let archived = crate::domain::Plan { archived: Some("2026-01-01".parse().unwrap()), ..plan };
    Change::amend(archived).apply(&mut ledger).unwrap();
    let asked = |day: &str| {
        let mut ledger = ledger.clone();
        ledger.call_on(day.parse().unwrap());
        Form::build(&ledger, &"甲局".into(), Q4).lines.len()
    };
    assert_eq!((asked("2025-12-31"), asked("2026-01-01")), (1, 0));
}

#[test]
fn what_waits_for_a_ruling_is_marked_in_a_form_and_the_form_comes_back_as_it_went() {
    let mut ledger = ledger();
    for (id, to) in [("u", Status::Done), ("v", Status::Blocked)] {
        let update = crate::domain::Update {
            id: id.into(),
            at: "2025-11-01T09:00:00+08:00".parse().unwrap(),
            by: Default::default(),
            period: Some(Q4),
            after: vec![],
            about: Default::default(),
            says: vec![crate::domain::Fact::status(None, to)],
        };
        Change::record(crate::domain::EntryId::from("p/一"), update).apply(&mut ledger).unwrap();
    }
    let form = Form::build(&ledger, &"甲局".into(), Q4);
    let shown = form.lines[0].text(FormColumn::LastStatus);
    assert!(shown.contains("；待裁定：状态（") && shown.contains("已完成") && shown.contains("受阻"), "{shown}");
    let said = read(&pasted(&[form])).unwrap();
    let outcome = propose(&mut ledger, &said, "2026-01-05T09:00:00+08:00".parse().unwrap(), false);
    let why: Vec<&str> = outcome.misfits.iter().map(|misfit| misfit.cell.as_str()).collect();
    assert_eq!(why, ["XFD1048576"]);
}

//! Forms that came back are gone through on the screen, row by row, and come in as one step.

use super::stage::{SMALL, Stage};
use calamine::{Data, Reader, Xlsx};
use duban::domain::{DeptId, Period};
use duban::packet::Form;
use duban::store::parse_text;
use duban::text::Lang;
use duban::tui::{Back, Brought, Effect, Job, Message, View};
use rust_xlsxwriter::Workbook;
use std::io::Cursor;

/// The row of the heads in a form, counted from 0.
const HEAD: usize = 2;

/// The form of the lead, filled in: row from 1 as the entries stand, head, text.
fn form(typed: &[(usize, &str, &str)]) -> Vec<u8> {
    let ledger = parse_text("small.ron", SMALL).unwrap();
    let bytes = Form::build(&ledger, &DeptId::from("鸡西市农业农村局"), Period::Quarter(2025, 3)).to_xlsx().unwrap();
    let mut from: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells = from.worksheet_range("填报").unwrap();
    let heads: Vec<String> = cells.rows().nth(HEAD).unwrap().iter().map(ToString::to_string).collect();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("填报").unwrap();
    for (row, values) in cells.rows().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let text = match value {
                Data::DateTime(at) => at.as_datetime().unwrap().date().to_string(),
                other => other.to_string(),
            };
            page.write_string(row as u32, column as u16, text).unwrap();
        }
    }
    for (row, head, text) in typed {
        let column = heads.iter().position(|one| one == head).unwrap_or_else(|| panic!("no {head}"));
        page.write_string((HEAD + row) as u32, column as u16, *text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn came_back(typed: &[(usize, &str, &str)]) -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("9");
    let mut back = Back::default();
    back.take("甲.xlsx", &form(typed), Lang::Zh);
    back.take("空.xlsx", b"", Lang::Zh);
    stage.send(Message::Import(Brought::Back(back)));
    stage
}

fn updates(stage: &Stage, id: &str) -> usize {
    stage.model.ledger().get(&id.into()).unwrap().updates.len()
}

#[test]
fn rows_are_accepted_or_not_and_come_in_as_one_step() {
    let mut stage =
        came_back(&[(1, "本期进展", "又走访企业8家"), (2, "本期状态", "已完成"), (2, "完成比例（%）", "60"), (3, "完成比例（%）", "八成")]);
    let screen = stage.screen(140, 40);
    assert!(screen.contains("交回 1 份、2 行：待定 2（有疑问 1）") && screen.contains("没有采用 2 处"), "{screen}");
    assert!(screen.contains("空.xlsx：空文件") && screen.contains("`八成`"), "{screen}");
    stage.press("t");
    assert!(stage.notice().contains("还没有接受的行"), "{}", stage.notice());
    stage.press("A");
    assert!(stage.screen(140, 40).contains("接受 1"), "{}", stage.screen(140, 40));
    assert!(stage.screen(140, 40).contains("状态已完成，所报比例却是 60%"), "the row in doubt is under the cursor");
    stage.press("x");
    let before = [updates(&stage, "jixi/一"), updates(&stage, "jixi/一@万头牧场")];
    stage.press("t");
    assert_eq!([updates(&stage, "jixi/一"), updates(&stage, "jixi/一@万头牧场")], [before[0] + 1, before[1]]);
    assert!(stage.screen(140, 40).contains("已记入 1"), "{}", stage.screen(140, 40));
    stage.press("u");
    assert_eq!(updates(&stage, "jixi/一"), before[0], "one step takes all of it back");
    stage.press("<esc>");
    assert!(!stage.screen(140, 40).contains("交回 1 份"));
}

#[test]
fn a_row_is_amended_before_it_comes_in_and_says_who_did_so() {
    let mut stage = came_back(&[(1, "完成比例（%）", "55"), (1, "本期进展", "又走访企业8家"), (1, "填报人", "李四")]);
    stage.press("e<tab><bs><bs>58<c-s>");
    assert!(stage.screen(140, 40).contains("接受 1"), "{}", stage.screen(140, 40));
    stage.press("t");
    let entry = stage.model.ledger().get(&"jixi/一".into()).unwrap().clone();
    let told = entry.updates.last().unwrap();
    let says = format!("{:?}", told.says);
    assert!(says.contains("58") && says.contains("又走访企业8家") && !says.contains("55"), "{says}");
    assert!(told.by.person.starts_with("李四（") && told.by.person.contains("张三"), "{}", told.by.person);
    assert_eq!(told.by.dept, Some("鸡西市农业农村局".into()));
}

#[test]
fn forms_are_read_by_their_name() {
    for line in [":交回 收到/*.xlsx<enter>", ":packet in 收到/*.xlsx<enter>"] {
        let mut stage = Stage::new(Lang::Zh);
        stage.press(line);
        assert_eq!(stage.model.view, View::Import);
        let read = |effect: &Effect| matches!(effect, Effect::Import(Job::TakeBack(name, _)) if name == "收到/*.xlsx");
        assert!(stage.effects.iter().any(read), "{line}");
    }
}

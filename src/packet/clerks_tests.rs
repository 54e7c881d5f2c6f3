//! Forms as clerks give them back: sorted, pasted, merged, saved by other programs.

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;

use super::caution::Caution;
use super::*;
use crate::domain::{Change, Entry, Fact, Kind, Lead, Ledger, Level, Period, Plan, Register, Status, Update, sample};
use crate::text::{Lang, Say};

pub(super) const Q4: Period = Period::Quarter(2025, 4);
pub(super) const ENTRIES: usize = 5;
/// The row of the heads, from 0, and the first of the entries.
pub(super) const HEAD: usize = 2;
pub(super) const FIRST: usize = 3;

pub(super) fn id(n: usize) -> String {
    format!("p/{}", ["一", "二", "三", "四", "五"][n])
}

/// 甲局 leads five entries, of which the first has been reported on.
pub(super) fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.title = "试验".into();
    ledger.plans = vec![Plan { title: "方案".into(), short: "方案".into(), ..sample::plan("p") }].into();
    ledger.departments = Register::from(["甲局", "乙局"].map(|id| sample::body(id, Level::City)).to_vec());
    let entry =
        |n| Entry { lead: Lead::Stated("甲局".into()), ..Entry::new(id(n).as_str().into(), Kind::Task, &format!("事项{n}号")) };
    ledger.set_entries((0..ENTRIES).map(|n| entry(n).into()).collect());
    let update = Update {
        id: "u".into(),
        at: "2025-09-01T09:00:00+08:00".parse().unwrap(),
        by: Default::default(),
        period: Some(Period::Quarter(2025, 3)),
        after: vec![],
        about: Default::default(),
        says: vec![Fact::Progress("完成选址".into())],
    };
    Change::record(crate::domain::EntryId::from(id(0).as_str()), update).apply(&mut ledger).unwrap();
    ledger
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// A number in a cell that shows percents.
    Percent(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// A sheet as a clerk has it on his screen.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) merges: Vec<(usize, usize, usize)>,
}

impl Grid {
    pub(super) fn of_form() -> Grid {
        let form = Form::build(&ledger(), &"甲局".into(), Q4);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form.to_xlsx().unwrap())).unwrap();
        let cell = |data: &Data| match data {
            Data::Empty => Cell::Empty,
            Data::DateTime(at) => Cell::Text(at.as_datetime().unwrap().date().to_string()),
            other => Cell::Text(other.to_string()),
        };
        let rows = book.worksheet_range("填报").unwrap().rows().map(|row| row.iter().map(cell).collect()).collect();
        Grid { rows, merges: Vec::new() }
    }

    /// Each entry reported on, in words that say which it is.
    pub(super) fn filled() -> Grid {
        let mut grid = Grid::of_form();
        (0..ENTRIES).for_each(|n| grid.set(FIRST + n, "本期进展", Cell::Text(words(n))));
        grid
    }

    pub(super) fn column(&self, head: &str) -> usize {
        self.rows[HEAD].iter().position(|cell| *cell == head.into()).unwrap_or_else(|| panic!("no {head}"))
    }

    pub(super) fn set(&mut self, row: usize, head: &str, cell: Cell) {
        let column = self.column(head);
        self.rows[row][column] = cell;
    }

    pub(super) fn put(&mut self, row: usize, column: usize, cell: Cell) {
        if self.rows[row].len() <= column {
            self.rows[row].resize(column + 1, Cell::Empty);
        }
        self.rows[row][column] = cell;
    }

    pub(super) fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name("填报").unwrap();
        let percent = Format::new().set_num_format("0%");
        for (column, first, last) in &self.merges {
            page.merge_range(*first as u32, *column as u16, *last as u32, *column as u16, "", &Format::new()).unwrap();
        }
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let at = (row as u32, column as u16);
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => drop(page.write_string(at.0, at.1, text).unwrap()),
                    Cell::Number(n) => drop(page.write_number(at.0, at.1, *n).unwrap()),
                    Cell::Percent(n) => drop(page.write_number_with_format(at.0, at.1, *n, &percent).unwrap()),
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    /// As csv, as WPS saves it: what is shown, in GB18030.
    pub(super) fn csv(&self) -> Vec<u8> {
        let shown = |cell: &Cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
            Cell::Number(n) => n.to_string(),
            Cell::Percent(n) => format!("{}%", (n * 1e5).round() / 1e3),
        };
        let line = |row: &Vec<Cell>| row.iter().map(shown).collect::<Vec<_>>().join(",");
        let text = self.rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
        encoding_rs::GB18030.encode(&text).0.into_owned()
    }

    /// As LibreOffice saves it.
    pub(super) fn ods(&self) -> Vec<u8> {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let paragraphs = |text: &str| escaped(text).split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect::<String>();
        let cell = |cell: &Cell, spans: &str| match cell {
            Cell::Empty => format!("<table:table-cell {spans}/>"),
            Cell::Text(text) => format!("<table:table-cell office:value-type=\"string\" {spans}>{}</table:table-cell>", paragraphs(text)),
            Cell::Number(n) => format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{n}\" {spans}><text:p>{n}</text:p></table:table-cell>"
            ),
            Cell::Percent(n) => {
                format!(
                    "<table:table-cell office:value-type=\"percentage\" office:value=\"{n}\" {spans}><text:p>{}%</text:p></table:table-cell>",
                    n * 100.0
                )
            }
        };
        let mut xml = String::from(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"填报\">",
        );
        for (row, cells) in self.rows.iter().enumerate() {
            xml.push_str("<table:table-row>");
            for (column, one) in cells.iter().enumerate() {
                let merge = self.merges.iter().find(|(at, first, _)| (*at, *first) == (column, row));
                let spans = merge.map(|(_, first, last)| format!("table:number-rows-spanned=\"{}\"", last - first + 1)).unwrap_or_default();
                xml.push_str(&cell(one, &spans));
            }
            xml.push_str("</table:table-row>");
        }
        xml.push_str("</table:table></office:document-content>");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml.as_str())] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

pub(super) fn words(n: usize) -> String {
    format!("〈{}〉已开工", id(n))
}

pub(super) fn outcome(bytes: &[u8]) -> Outcome {
    propose(&mut ledger(), &read(bytes).unwrap(), "2026-01-05T09:00:00+08:00".parse().unwrap(), false)
}

pub(super) fn misfits(outcome: &Outcome) -> Vec<String> {
    outcome.misfits.iter().map(|misfit| misfit.say(Lang::Zh)).collect()
}

pub(super) fn said(proposal: &Proposal) -> String {
    proposal.update.sentences(&ledger(), Lang::Zh).join("；")
}

/// What a proposal of an entry sets: status and percent.
pub(super) fn set_of(outcome: &Outcome, n: usize) -> (Option<Status>, Option<u8>) {
    let mut found = (None, None);
    for fact in outcome.proposals.iter().filter(|p| p.entry.as_str() == id(n)).flat_map(|p| &p.update.says) {
        match fact {
            Fact::Status { to, .. } => found.0 = Some(*to),
            Fact::Percent { to, .. } => found.1 = Some(*to),
            _ => {}
        }
    }
    found
}

#[test]
fn a_form_that_is_only_filled_in_reads_alike_from_every_program() {
    for bytes in [Grid::filled().xlsx(), Grid::filled().csv(), Grid::filled().ods()] {
        let outcome = outcome(&bytes);
        assert_eq!(misfits(&outcome), Vec::<String>::new());
        let all: Vec<(&str, String)> = outcome.proposals.iter().map(|p| (p.entry.as_str(), said(p))).collect();
        assert_eq!(all.len(), ENTRIES);
        assert!(all.iter().enumerate().all(|(n, (entry, text))| *entry == id(n) && text.contains(&words(n))), "{all:?}");
        assert!(outcome.proposals.iter().all(|p| p.cautions.is_empty()));
    }
}

#[test]
fn a_form_that_another_body_has_put_its_name_on_is_asked_about() {
    let mut grid = Grid::filled();
    grid.put(0, 0, "乙局 2025年第四季度填报表".into());
    let outcome = outcome(&grid.xlsx());
    assert!(outcome.proposals.iter().all(Proposal::is_doubtful));
    let told = outcome.proposals[0].cautions[0].say(Lang::Zh);
    assert!(told.contains("`乙局`") && told.contains("`甲局`"), "{told}");
}

#[test]
fn a_cell_that_shows_percents_says_a_hundred_times_as_much_and_a_plain_one_what_it_says() {
    for (cell, percent) in [
        (Cell::Percent(1.0), Some(100)),
        (Cell::Percent(0.35), Some(35)),
        (Cell::Percent(0.29), Some(29)),
        (Cell::Percent(0.0), Some(0)),
        (Cell::Number(1.0), Some(1)),
        (Cell::Number(100.0), Some(100)),
        ("100%".into(), Some(100)),
        ("35 %".into(), Some(35)),
        ("35％".into(), Some(35)),
        (Cell::Percent(35.0), None),
        (Cell::Percent(0.355), None),
        (Cell::Number(0.35), None),
        ("大半".into(), None),
    ] {
        let mut grid = Grid::filled();
        grid.set(FIRST + 1, "完成比例（%）", cell.clone());
        for bytes in [grid.xlsx(), grid.ods(), grid.csv()] {
            let outcome = outcome(&bytes);
            assert_eq!(set_of(&outcome, 1).1, percent, "{cell:?}");
            assert_eq!(outcome.misfits.len(), usize::from(percent.is_none()), "{cell:?} {:?}", misfits(&outcome));
            assert_eq!(outcome.proposals.len(), ENTRIES, "the words of the row are taken all the same");
        }
    }
}

#[test]
fn words_for_a_status_are_read_where_they_are_known_and_asked_about_where_not() {
    for (text, status, percent) in [
        ("办结", Some(Status::Done), None),
        ("已 完成", Some(Status::Done), None),
        ("正在推进", Some(Status::Underway), None),
        ("已开工", Some(Status::Underway), None),
        ("推进中，已完成60%", Some(Status::Underway), Some(60)),
        ("√", None, None),
        ("滞后", None, None),
    ] {
        let mut grid = Grid::filled();
        grid.set(FIRST, "本期状态", text.into());
        let outcome = outcome(&grid.xlsx());
        assert_eq!(set_of(&outcome, 0), (status, percent), "{text}");
        assert_eq!(misfits(&outcome).len(), usize::from(status.is_none()), "{text}");
        assert!(said(&outcome.proposals[0]).contains(&words(0)));
    }
}

#[test]
fn words_merged_over_three_rows_are_those_of_all_three_and_that_is_said() {
    let mut grid = Grid::of_form();
    let column = grid.column("本期进展");
    grid.put(FIRST + 1, column, "三项一并推进".into());
    grid.merges.push((column, FIRST + 1, FIRST + 3));
    for bytes in [grid.xlsx(), grid.ods()] {
        let outcome = outcome(&bytes);
        let all: Vec<&str> = outcome.proposals.iter().map(|p| p.entry.as_str()).collect();
        assert_eq!(all, ["p/二", "p/三", "p/四"]);
        assert!(outcome.proposals.iter().all(|p| said(p).contains("三项一并推进")));
        assert!(
            outcome.proposals.iter().all(|p| p.cautions == [Caution::Merged("J5:J7".into(), 3)]),
            "{:?}",
            outcome.proposals[0].cautions
        );
        assert_eq!(misfits(&outcome), Vec::<String>::new());
    }
}

#[test]
fn nothing_stands_beside_the_form_or_over_what_it_shows_without_being_told_of() {
    let mut grid = Grid::filled();
    grid.put(FIRST, 25, "请领导支持".into());
    grid.rows.push(vec!["填报单位盖章".into()]);
    grid.set(FIRST, "上次填报", "又开了一次会".into());
    grid.set(FIRST + 1, "时限", "请延到明年".into());
    for bytes in [grid.xlsx(), grid.csv(), grid.ods()] {
        let told = misfits(&outcome(&bytes)).join("\n");
        for wanted in [
            "Z4：写在表外，没有采用：`请领导支持`",
            "A9：写在表外，没有采用：`填报单位盖章`",
            "F4：“上次填报”一栏不填",
            "D5：“时限”一栏不填",
        ] {
            assert!(told.contains(wanted), "{wanted} is not in {told}");
        }
        assert_eq!(told.lines().count(), 4, "{told}");
    }
}

#[test]
fn a_body_says_all_that_it_could_say_with_the_program_itself() {
    let mut grid = Grid::filled();
    grid.set(FIRST, "存在问题", "缺资金".into());
    grid.set(FIRST, "问题类别", "资金".into());
    grid.set(FIRST + 1, "需协调事项", "请乙局办理用地手续".into());
    grid.set(FIRST + 2, "建议时限及理由", "延至2026年6月30日，设备交货推迟".into());
    grid.set(FIRST + 3, "建议时限及理由", "2026-06-30".into());
    grid.set(FIRST + 4, "问题类别", "天气".into());
    let outcome = outcome(&grid.xlsx());
    let says: Vec<String> = outcome.proposals.iter().map(said).collect();
    assert_eq!(says.len(), ENTRIES + 1);
    assert!(says[0].contains("缺资金") && says[0].contains("资金"), "{says:?}");
    assert!(says[1].contains("需协调：请乙局办理用地手续") && says[1].contains("机制"), "{says:?}");
    let wished = &outcome.proposals[3];
    assert_eq!((wished.entry.as_str(), wished.update.about.clone()), ("p/三", crate::domain::Voice::Proposed));
    let day = "2026-06-30".parse().unwrap();
    assert_eq!(wished.update.says, [Fact::Deadline { from: None, to: day, reason: "设备交货推迟".into() }]);
    let told = misfits(&outcome).join("\n");
    assert!(told.contains("O7：建议时限 2026-06-30 没有写理由") && told.contains("L8：问题类别 `天气` 不认得"), "{told}");
}

#[test]
fn what_is_proposed_comes_twice_and_is_recorded_once_and_moves_nothing() {
    let mut grid = Grid::of_form();
    grid.set(FIRST, "建议时限及理由", "2026-06-30 设备交货推迟".into());
    let said = read(&grid.xlsx()).unwrap();
    let mut ledger = ledger();
    let at = "2026-01-05T09:00:00+08:00".parse().unwrap();
    let first = propose(&mut ledger, &said, at, false);
    assert_eq!((first.proposals.len(), first.misfits.len()), (1, 0));
    assert!(first.proposals[0].cautions.is_empty(), "{:?}", first.proposals[0].cautions);
    let state = crate::domain::fold(&ledger, ledger.get(&crate::domain::EntryId::from("p/一")).unwrap(), None);
    assert_eq!(state.deadline.value, None);
    assert_eq!(propose(&mut ledger, &said, at, false).proposals[0].fate, Fate::Already);
}

#[test]
fn what_came_from_a_row_and_was_taken_back_is_recorded_anew_and_that_is_told() {
    let mut grid = Grid::of_form();
    grid.set(FIRST, "本期进展", "主体完工".into());
    let (said, at) = (read(&grid.xlsx()).unwrap(), "2026-01-05T09:00:00+08:00".parse().unwrap());
    let (mut ledger, id) = (ledger(), crate::domain::EntryId::from("p/一"));
    let first = propose(&mut ledger, &said, at, false).proposals.remove(0);
    let progress = |ledger: &Ledger| crate::domain::fold(ledger, ledger.get(&id).unwrap(), None).progress.map(|(words, _)| words);
    for _ in 0..2 {
        assert_eq!(progress(&ledger).as_deref(), Some("主体完工"));
        let last = ledger.get(&id).unwrap().updates.last().unwrap().id.clone();
        let back = crate::domain::sample::recorder().correct(&ledger, &crate::domain::Subject::Entry(id.clone()), &last, "撤销").unwrap();
        back.apply(&mut ledger).unwrap();
        assert_ne!(progress(&ledger).as_deref(), Some("主体完工"));
        let again = propose(&mut ledger.clone(), &said, at, false).proposals.remove(0);
        assert_eq!(propose(&mut ledger, &said, at, false).proposals.remove(0).update.id, again.update.id, "the same in every clone");
        assert_eq!((again.fate, again.cautions.as_slice()), (Fate::New, &[Caution::TakenBack][..]));
        assert_ne!(again.update.id, first.update.id);
    }
    assert_eq!(propose(&mut ledger, &said, at, false).proposals[0].fate, Fate::Already);
}

#[test]
fn steps_that_are_due_stand_beside() {
    let mut ledger = ledger();
    let step = |n: u64, due: &str| crate::domain::Step {
        what: format!("第{n}步"),
        due: due.parse().ok(),
        bodies: vec![if n == 3 { "乙局".into() } else { "甲局".into() }],
        ..crate::domain::Step::new(id(0).as_str().into(), n)
    };
    [step(1, "2025Q3"), step(2, "2026Q2"), step(3, "2025Q4")].into_iter().for_each(|one| ledger.steps.push(one));
    let line = |n: usize| Form::build(&ledger, &"甲局".into(), Q4).lines[n].steps.clone();
    assert_eq!((line(0).as_str(), line(1).as_str()), ("第1步（2025年第三季度）", ""));
}

#[test]
fn an_encrypted_file_says_what_to_do() {
    let bytes = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    assert_eq!(read(&bytes).unwrap_err(), PacketError::OldOrLocked);
    assert_eq!(PacketError::OldOrLocked.say(Lang::Zh), "旧版 .xls 或加密，请另存为 .xlsx");
}

//! What clerks do to a form one after another, in any order: nothing goes to another entry than was meant without a word, and nothing that
//! was typed is lost without one.

use proptest::prelude::*;

use super::clerks_tests::*;
use super::error::Why;
use super::*;
use crate::text::{Lang, Say};

/// What a clerk does to a sheet.
#[derive(Clone, Debug)]
enum Act {
    /// Sorts the columns that he sees, and leaves the hidden ones.
    SortShown(Vec<usize>),
    SortAll(Vec<usize>),
    InsertColumn(usize),
    MoveColumn(usize, usize),
    AddRow(usize),
    CopyRow(usize, usize),
    DropRow(usize),
    NoteBeside(usize, usize),
    NoteBelow,
    Overwrite(usize, &'static str),
    Retitle(usize),
    BadStatus(usize),
    BadPercent(usize),
    EmptyHidden(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let order = || Just((0..ENTRIES).collect::<Vec<usize>>()).prop_shuffle();
    let row = || 0..ENTRIES;
    let act = prop_oneof![
        order().prop_map(Act::SortShown),
        order().prop_map(Act::SortAll),
        (0_usize..24).prop_map(Act::InsertColumn),
        (0_usize..24, 0_usize..24).prop_map(|(from, to)| Act::MoveColumn(from, to)),
        row().prop_map(Act::AddRow),
        (row(), row()).prop_map(|(from, to)| Act::CopyRow(from, to)),
        row().prop_map(Act::DropRow),
        (row(), 20_usize..30).prop_map(|(row, column)| Act::NoteBeside(row, column)),
        Just(Act::NoteBelow),
        (row(), prop_oneof![Just("上次状态"), Just("上次填报"), Just("时限")]).prop_map(|(row, head)| Act::Overwrite(row, head)),
        row().prop_map(Act::Retitle),
        row().prop_map(Act::BadStatus),
        row().prop_map(Act::BadPercent),
        row().prop_map(Act::EmptyHidden),
    ];
    prop::collection::vec(act, 0..5)
}

/// Does it; `typed` gathers all that was typed, with the entry that it is about where it is about one.
fn act(grid: &mut Grid, act: &Act, (n, typed): (usize, &mut Vec<(Option<String>, String)>)) {
    let note = format!("另记{n}");
    let hidden = |grid: &Grid, column: usize| matches!(&grid.rows[HEAD].get(column), Some(Cell::Text(head)) if head.ends_with("（勿改）"));
    let row = |row: &usize, grid: &Grid| (FIRST + row).min(grid.rows.len() - 1);
    match act {
        Act::SortShown(order) | Act::SortAll(order) => {
            let before = grid.rows.clone();
            let all = FIRST..FIRST + order.len().min(grid.rows.len() - FIRST);
            if all.len() < order.len() {
                return;
            }
            for (to, from) in all.zip(order) {
                grid.rows[to] = before[FIRST + from].clone();
                if matches!(act, Act::SortShown(_)) {
                    let columns: Vec<usize> = (0..before[HEAD].len()).filter(|column| hidden(grid, *column)).collect();
                    for column in columns {
                        grid.put(to, column, before[to].get(column).cloned().unwrap_or(Cell::Empty));
                    }
                }
            }
        }
        Act::InsertColumn(at) => grid.rows.iter_mut().filter(|row| row.len() > *at).for_each(|row| row.insert(*at, Cell::Empty)),
        Act::MoveColumn(from, to) => {
            for row in grid.rows.iter_mut().skip(HEAD) {
                row.resize(row.len().max(24), Cell::Empty);
                let cell = row.remove(*from);
                row.insert(*to, cell);
            }
        }
        Act::AddRow(at) => {
            let at = row(at, grid);
            grid.rows.insert(at, vec![Cell::Empty; 24]);
            grid.set(at, "事项", "新增的事".into());
            grid.set(at, "本期进展", Cell::Text(note.clone()));
            typed.push((None, note));
        }
        Act::CopyRow(from, to) => {
            let (from, to) = (row(from, grid), row(to, grid));
            let copy = grid.rows[from].clone();
            grid.rows.insert(to, copy);
            grid.set(to, "本期进展", Cell::Text(note.clone()));
            typed.push((None, note));
        }
        Act::DropRow(at) => {
            let at = row(at, grid);
            if grid.rows.len() > FIRST + 1 {
                let gone: Vec<Cell> = grid.rows.remove(at);
                typed.retain(|(_, words)| !gone.contains(&Cell::Text(words.clone())));
            }
        }
        _ => write(grid, act, &row, (note, typed)),
    }
}

/// What is written into cells, and beside the form.
fn write(grid: &mut Grid, act: &Act, row: &impl Fn(&usize, &Grid) -> usize, (note, typed): (String, &mut Vec<(Option<String>, String)>)) {
    match act {
        Act::NoteBeside(at, column) => {
            let at = row(at, grid);
            let column = grid.rows[HEAD].len() + column;
            grid.put(at, column, Cell::Text(note.clone()));
            typed.push((None, note));
        }
        Act::NoteBelow => {
            grid.rows.push(vec![Cell::Text(note.clone())]);
            typed.push((None, note));
        }
        Act::Overwrite(at, head) => {
            let at = row(at, grid);
            let column = grid.column(head);
            let was = grid.rows[at].get(column).cloned();
            // What was overwritten twice was lost by whoever did so.
            if let Some(Cell::Text(was)) = was {
                typed.retain(|(_, words)| *words != was);
            }
            grid.put(at, column, Cell::Text(note.clone()));
            typed.push((None, note));
        }
        Act::Retitle(at) => {
            let at = row(at, grid);
            let column = grid.column("事项");
            grid.put(at, column, "事项改名".into());
        }
        Act::BadStatus(at) => {
            let at = row(at, grid);
            let column = grid.column("本期状态");
            grid.put(at, column, "快了".into());
        }
        Act::BadPercent(at) => {
            let at = row(at, grid);
            let column = grid.column("完成比例（%）");
            grid.put(at, column, Cell::Number(0.45));
        }
        Act::EmptyHidden(at) => {
            let at = row(at, grid);
            let column = grid.column("条目（勿改）");
            grid.put(at, column, Cell::Empty);
        }
        _ => {}
    }
}

/// Of which entry the words say that they are.
fn meant(text: &str) -> Option<&str> {
    text.split_once('〈')?.1.split_once('〉').map(|(id, _)| id)
}

fn holds(grid: &Grid, typed: &[(Option<String>, String)], bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = match read(bytes) {
        Ok(read) => read,
        // A form of which a whole column is lost is refused as a whole, and says so.
        Err(refused) => {
            return {
                prop_assert!(!refused.say(Lang::Zh).is_empty());
                Ok(())
            };
        }
    };
    let outcome = propose(&mut ledger(), &read, "2026-01-05T09:00:00+08:00".parse().unwrap(), false);
    let told = misfits(&outcome).join("\n");
    for proposal in &outcome.proposals {
        let text = said(proposal);
        if !proposal.is_doubtful() {
            prop_assert!(meant(&text).is_none_or(|id| id == proposal.entry.as_str()), "{text} on {}\n{grid:?}", proposal.entry);
        }
    }
    for (_, words) in typed {
        let is_proposed = outcome.proposals.iter().any(|p| said(p).contains(words.as_str()));
        let column = |row: &Vec<Cell>| row.iter().position(|cell| *cell == Cell::Text(words.clone()));
        let cell = grid.rows.iter().enumerate().find_map(|(row, cells)| Some((row, column(cells)?)));
        // A row whose hidden cells were emptied is told of by them.
        let is_told = told.contains(words.as_str())
            || cell
                .is_some_and(|(row, _)| outcome.misfits.iter().any(|m| m.why == Why::Altered && m.cell.ends_with(&(row + 1).to_string())))
            || outcome.misfits.iter().any(|m| matches!(m.why, Why::MoreBeside(_)));
        prop_assert!(is_proposed || is_told, "{words} is lost\n{told}\n{grid:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_goes_to_another_entry_and_nothing_is_lost_without_a_word(all in acts()) {
        let mut grid = Grid::filled();
        let mut typed: Vec<(Option<String>, String)> = (0..ENTRIES).map(|n| (Some(id(n)), words(n))).collect();
        for (n, one) in all.iter().enumerate() {
            act(&mut grid, one, (n, &mut typed));
        }
        for bytes in [grid.xlsx(), grid.csv(), grid.ods()] {
            holds(&grid, &typed, &bytes)?;
        }
    }
}

#[test]
fn a_sheet_sorted_by_what_is_seen_is_taken_as_it_is_seen_and_only_when_a_person_says_so() {
    let mut grid = Grid::filled();
    act(&mut grid, &Act::SortShown(vec![1, 0, 2, 3, 4]), (0, &mut Vec::new()));
    for bytes in [grid.xlsx(), grid.csv(), grid.ods()] {
        let outcome = outcome(&bytes);
        let moved: Vec<(&str, bool)> = outcome.proposals.iter().map(|p| (p.entry.as_str(), p.is_doubtful())).collect();
        assert_eq!(moved, [("p/二", true), ("p/一", true), ("p/三", false), ("p/四", false), ("p/五", false)]);
        assert!(outcome.proposals.iter().all(|p| said(p).contains(p.entry.as_str())));
        assert!(outcome.proposals[0].cautions.contains(&Caution::Moved("p/一".into())));
    }
}

#[test]
fn what_is_seen_and_is_none_of_the_entries_is_asked_about_and_so_are_two_rows_of_one() {
    let mut grid = Grid::filled();
    act(&mut grid, &Act::Retitle(2), (0, &mut Vec::new()));
    act(&mut grid, &Act::CopyRow(3, 4), (1, &mut Vec::new()));
    let outcome = outcome(&grid.xlsx());
    let doubts: Vec<(&str, bool)> = outcome.proposals.iter().map(|p| (p.entry.as_str(), p.is_doubtful())).collect();
    assert_eq!(doubts, [("p/一", false), ("p/二", false), ("p/三", true), ("p/四", true), ("p/四", true), ("p/五", false)]);
    let told = outcome.proposals[2].cautions[0].say(Lang::Zh);
    assert!(told.contains("事项改名") && told.contains("事项2号"), "{told}");
}

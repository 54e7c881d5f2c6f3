//! What a row of a table is: a task, a category, a total, a note, a head that is printed again.

use super::column::{Holds, is_numeral};
use super::header::Header;
use crate::import::mark::{MarkKind, mark};
use crate::import::source::{Grid, Source};
use crate::import::wash::wash;
use crate::import::words::{Words, begins};

/// A row that was looked at.
pub(super) enum Row {
    /// Something to be done: its cells, washed, with the numbers of their units.
    Task(Vec<Option<(usize, Words)>>),
    /// A heading between rows.
    Category(Vec<usize>, Words),
    /// Something without a task: to be looked at.
    Odd,
    /// A sum, a note, an empty row, the head once more.
    Noise(Vec<usize>),
}

/// Looks at a row.
pub(super) fn row(grid: &Grid, at: usize, header: &Header, source: &Source) -> Row {
    let cells: Vec<Option<(usize, Words)>> = grid.rows[at].cells.iter().map(|c| c.map(|unit| (unit, lines(source, unit)))).collect();
    let mut units: Vec<usize> = cells.iter().flatten().filter(|(_, w)| !w.is_empty()).map(|(u, _)| *u).collect();
    units.dedup();
    let all: Vec<usize> = cells.iter().flatten().map(|(u, _)| *u).collect();
    let texts: Vec<&Words> = units.iter().filter_map(|u| cells.iter().flatten().find(|(unit, _)| unit == u)).map(|(_, w)| w).collect();
    let Some(first) = texts.first() else { return Row::Noise(all) };
    let head = cells.iter().enumerate().filter(|(n, c)| {
        c.as_ref().is_some_and(|(_, w)| {
            !w.is_empty()
                && header.columns.get(*n).is_some_and(|(_, h)| h.to_string().replace('\n', "").contains(&w.to_string().replace('\n', "")))
        })
    });
    if texts.len() > 1 && head.count() * 2 > texts.len() + 1 {
        return Row::Noise(all);
    }
    if is_total(first) || texts.get(1).is_some_and(|w| is_total(w)) || is_note(first, texts.len()) {
        return Row::Noise(all);
    }
    if texts.len() == 1 && is_heading(&cells, units[0], first, header) {
        return Row::Category(units, (*first).clone());
    }
    if let Some((numeral, name)) = category(&cells, header).filter(|_| header.han_is_category) {
        let mut words = numeral;
        words.push('、', name.start().unwrap_or_default());
        words.extend(&name);
        return Row::Category(units, words);
    }
    let says = |holds: fn(Holds) -> bool| {
        cells.iter().enumerate().any(|(n, c)| {
            header.columns.get(n).is_some_and(|(h, _)| h.is_some_and(holds)) && c.as_ref().is_some_and(|(_, w)| !w.is_empty())
        })
    };
    if says(|h| matches!(h, Holds::Task | Holds::Content)) { Row::Task(cells) } else { Row::Odd }
}

/// Whether the only text of a row heads those below it: it goes over several columns, is numbered as headings are, or stands where numbers do.
fn is_heading(cells: &[Option<(usize, Words)>], unit: usize, text: &Words, header: &Header) -> bool {
    let columns: Vec<usize> =
        cells.iter().enumerate().filter(|(_, c)| c.as_ref().is_some_and(|(u, _)| *u == unit)).map(|(n, _)| n).collect();
    let numbered = mark(&text.chars).is_some_and(|m| matches!(m.kind, MarkKind::Han | MarkKind::ParHan | MarkKind::Chapter));
    let of_tasks =
        columns.first().is_some_and(|n| header.columns.get(*n).is_some_and(|(h, _)| matches!(h, Some(Holds::Task | Holds::Content))));
    text.len() <= 60 && (columns.len() > 1 || numbered || (!of_tasks && columns.first() == Some(&0)))
}

/// A row numbered `一`, `二` in a table whose tasks are numbered 1, 2: what it is called.
fn category(cells: &[Option<(usize, Words)>], header: &Header) -> Option<(Words, Words)> {
    let number = header.columns.iter().position(|(h, _)| *h == Some(Holds::Number))?;
    let numeral = cells.get(number)?.as_ref().map(|(_, w)| w.clone()).filter(is_numeral)?;
    let name = cells.iter().skip(number + 1).flatten().find(|(_, w)| !w.is_empty() && *w != numeral)?;
    Some((numeral, name.1.clone()))
}

/// A cell with its line breaks.
fn lines(source: &Source, unit: usize) -> Words {
    wash(&source.units[unit])
}

/// `合计`, `小计`, `共 12 项`, `一、产业发展小计 28 个`.
pub(super) fn is_total(words: &Words) -> bool {
    let text: String = words.to_string().chars().filter(|c| !c.is_whitespace()).collect();
    let chars: Vec<char> = text.chars().collect();
    (chars.len() <= 30 && ["合计", "小计", "总计", "累计"].iter().any(|w| text.contains(w)))
        || (begins(&chars, "共") && chars.len() <= 14 && chars.iter().any(char::is_ascii_digit))
}

fn is_note(words: &Words, texts: usize) -> bool {
    ["注：", "注:", "备注：", "说明：", "填表人", "填报人", "填报单位", "审核人", "联系人：", "制表", "单位：", "填表说明"]
        .iter()
        .any(|w| words.starts_with(w))
        && texts <= 3
}

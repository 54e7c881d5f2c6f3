//! A table as somebody sees it, on the screen or on the command line: written as a spreadsheet, as comma-separated values, or as
//! a document for paper.

use chrono::NaiveDate;
use ecow::EcoString;

use super::document::{Block, Column, Document, Run, Table};
use super::grid::{Cell, Grid, Head};
use crate::domain::{Attribute, Flag, Held, Holds, Judged, Ledger, Standings};
use crate::text::{Lang, sanitize, width};

/// A table of more columns than this lies on its side.
const UPRIGHT: usize = 6;

/// A table with what it is called and what it shows of all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) title: String,
    /// Filter, order and day, in words.
    pub(crate) terms: String,
    pub(crate) day: NaiveDate,
    pub(crate) lang: Lang,
    pub(crate) grid: Grid,
}

/// What stands under an attribute in a list that is read; a status says whether something of the entry waits for a ruling.
pub(crate) fn written(attribute: Attribute, (ledger, standings): (&Ledger, &Standings), at: usize, lang: Lang) -> String {
    let text = attribute.text(ledger, standings, at, lang);
    let is_contested = || standings.all().get(at).is_some_and(|standing| Flag::Contested.holds(standing));
    if attribute == Attribute::Status && is_contested() { format!("{text}{}", lang.pick(" 待裁定", " contested")) } else { text }
}

impl Shown {
    /// Entries of some places of the ledger under some attributes.
    pub(crate) fn of_entries((ledger, standings): (&Ledger, &Standings), columns: &[Attribute], (places, lang): (&[usize], Lang)) -> Grid {
        let head = |c: &Attribute| {
            let most = match c.holds() {
                Holds::Text if *c == Attribute::Title => 40,
                Holds::Body | Holds::Bodies => 36,
                Holds::Text | Holds::List | Holds::Entries => 24,
                _ => 12,
            };
            let title = if *c == Attribute::Percent { c.label(lang) } else { c.head(lang) };
            Head { sum: c.holds() == Holds::Money, ..Head::new(title, most) }
        };
        let judged = |at: usize| Some(Judged { ledger, entry: ledger.entries().get(at)?, standing: standings.all().get(at)? });
        let mut once = ledger.once();
        let counted: Vec<bool> = places.iter().map(|at| ledger.entries().get(*at).is_none_or(|e| once.counts(&e.id))).collect();
        let cell = |c: Attribute, at: usize, counts: bool| match judged(at).map_or(Held::None, |judged| c.value(judged)) {
            Held::Day(day) => Cell::Day(day),
            Held::Percent(percent) => Cell::Percent(percent),
            Held::Money(wan) => Cell::once(wan, counts),
            _ => Cell::text(&written(c, (ledger, standings), at, lang)),
        };
        let rows = places.iter().zip(counted).map(|(at, counts)| columns.iter().map(|c| cell(*c, *at, counts)).collect()).collect();
        Grid::of(lang.pick("清单", "List"), "shown", (columns.iter().map(head).collect(), rows))
    }

    /// As a document: the title, the terms, the table with its sums.
    pub(super) fn document(&self) -> Document {
        let heads = &self.grid.columns;
        let cells = |row: &Vec<Cell>| row.iter().map(|c| EcoString::from(c.words(self.lang))).collect::<Vec<_>>();
        let mut rows: Vec<Vec<EcoString>> = self.grid.rows.iter().map(cells).collect();
        let sums = self.grid.sums();
        if sums.iter().any(Option::is_some) {
            let first = EcoString::from(self.lang.pick("合计", "total"));
            let sum = |(i, sum): (usize, &Option<Cell>)| match sum {
                Some(sum) => sum.words(self.lang).into(),
                None if i == 0 => first.clone(),
                None => EcoString::new(),
            };
            rows.push(sums.iter().enumerate().map(sum).collect());
        }
        let column = |(i, head): (usize, &Head)| {
            let widest = rows.iter().filter_map(|r| r.get(i)).map(|t| width(t)).max().unwrap_or(0);
            let cells = widest.max(width(head.title)).min(usize::from(head.most)).div_ceil(2);
            let numeric = self.grid.rows.iter().any(|r| r.get(i).is_some_and(Cell::is_number));
            Column { head: head.title, width: u8::try_from(cells).unwrap_or(u8::MAX).max(2), numeric }
        };
        let columns: Vec<Column> = heads.iter().enumerate().map(column).collect();
        let lies = columns.len() > UPRIGHT;
        let terms = Block::Paragraph(vec![Run::Plain(self.terms.clone())]);
        Document { lies, ..Document::new(self.title.clone(), vec![terms, Block::Table(Table { columns, rows })]) }.clean()
    }

    /// As lines for the clipboard: a spreadsheet takes each value into its own cell.
    pub(crate) fn lines(&self) -> String {
        let clean = |s: &str| crate::text::no_formula(&sanitize(s, false));
        let heads = self.grid.columns.iter().map(|h| clean(h.title)).collect::<Vec<_>>().join("\t");
        let row = |row: &Vec<Cell>| row.iter().map(|c| clean(&c.words(self.lang))).collect::<Vec<_>>().join("\t");
        std::iter::once(heads).chain(self.grid.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::report::LISTED;

    fn shown() -> Shown {
        let heads = vec![Head::new("单位", 30), Head::sum("逾期"), Head::new("最近反馈", 12)];
        let row = |name: &str, n: usize| vec![Cell::text(name), Cell::count(n), Cell::Empty];
        let grid = Grid::of("部门", "shown", (heads, vec![row("甲局", 3), row("=乙局", 4)]));
        Shown { title: "部门".into(), terms: "按逾期降序".into(), day: "2025-12-20".parse().unwrap(), lang: Lang::Zh, grid }
    }

    #[test]
    fn what_is_shown_is_written_in_every_format_with_its_terms_and_sums() {
        for (format, write) in LISTED.formats() {
            let bytes = write(&shown(), &Progress::default()).unwrap();
            assert_eq!(bytes, write(&shown(), &Progress::default()).unwrap(), "{}", format.word);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            match format.word {
                "md" | "html" => assert!(text.contains("按逾期降序") && text.contains("合计") && text.contains('7'), "{text}"),
                "csv" => assert_eq!(text, "\u{feff}单位,逾期,最近反馈\r\n甲局,3,\r\n'=乙局,4,\r\n"),
                _ => assert!(bytes.starts_with(b"PK")),
            }
        }
    }

    #[test]
    fn what_is_copied_has_its_heads_and_no_formula() {
        assert_eq!(shown().lines(), "单位\t逾期\t最近反馈\n甲局\t3\t\n'=乙局\t4\t");
    }
}

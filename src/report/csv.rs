use super::error::Rendered;
use super::export::Extract;
use super::grid::{Cell, Grid, ledger};
use super::summary::Summary;
use crate::domain::number;
use crate::progress::{Progress, Step};
use crate::text::{Lang, no_formula};

/// Without it Excel reads UTF-8 as the system's old encoding.
const BOM: &str = "\u{feff}";

/// The full ledger of a bulletin as comma-separated values that Excel and WPS open by a double click: UTF-8 with its
/// mark, lines that end in CRLF, no cell that would be taken for a formula.
pub(super) fn csv(summary: &Summary, progress: &Progress) -> Rendered {
    table(&ledger(summary, None), progress)
}

pub(super) fn ledger_csv(extract: &Extract, progress: &Progress) -> Rendered {
    table(&ledger(&extract.summary(progress)?, extract.ids().as_ref()), progress)
}

pub(super) fn table(grid: &Grid, progress: &Progress) -> Rendered {
    let mut out = BOM.to_owned();
    progress.begin(Step::Setting, grid.rows.len());
    line(&mut out, grid.columns.iter().map(|c| c.title.to_owned()));
    for row in progress.each(&grid.rows) {
        line(&mut out, row.iter().map(value));
    }
    progress.check()?;
    Ok(out.into_bytes())
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r', ';', '\t']) || cell.starts_with(' ') {
            out.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => no_formula(words),
        // Programs reckon by themselves.
        Cell::Again(n) => number(*n),
        other => other.words(Lang::Zh),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::audience::Audience;
    use crate::report::samples::{Q4, ledger, progress, tell};
    use std::sync::Arc;

    fn written(words: &str) -> String {
        let mut ledger = ledger();
        let mut entries: Vec<_> = ledger.entries().to_vec();
        tell(Arc::make_mut(&mut entries[0]), "2025-12-30", Q4, vec![progress(words)]);
        ledger.set_entries(entries);
        let summary = Summary::of(&ledger, Q4, "2026-01-10".parse().unwrap(), Audience::Ledger);
        String::from_utf8(csv(&summary, &Progress::default()).unwrap()).unwrap()
    }

    #[test]
    fn it_begins_with_its_mark_and_has_a_line_an_entry() {
        let text = written("完成");
        assert!(text.starts_with("\u{feff}序号,方案,出处,"), "{text}");
        assert_eq!(text.matches("\r\n").count(), 8);
        assert!(text.contains(",2026-12-31,推进中,"), "{text}");
    }

    #[test]
    fn words_are_never_a_formula_nor_a_new_column() {
        for words in ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+1", "@SUM(A1)", "＝1+1"] {
            let text = written(words);
            assert!(text.contains(&format!("'{}", words.replace('"', "\"\""))), "{text}");
        }
        assert!(written("一\n二,\"三\"").contains(",\"一\n二,\"\"三\"\"\","));
    }
}

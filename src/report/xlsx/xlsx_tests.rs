use calamine::{Data, Range, Reader, Xlsx};
use std::io::Cursor;
use std::sync::Arc;

use super::*;
use crate::domain::{Ledger, Light};
use crate::report::audience::Audience;
use crate::report::bucket::Bucket;
use crate::report::samples::{Q4, date, ledger as sample, progress, tell};
use crate::text::Lang;

fn summary_of(ledger: &Ledger) -> Summary {
    Summary::of(ledger, Q4, date("2026-01-10"), Audience::Ledger)
}

fn xlsx(summary: &Summary) -> Vec<u8> {
    super::xlsx(summary, &Progress::default()).unwrap()
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.worksheets()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    sheets(bytes).into_iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no sheet {name}")).1
}

/// The cells below a head, the sum at the end left out.
fn under(range: &Range<Data>, head: &str) -> Vec<Data> {
    let at = range.rows().next().unwrap().iter().position(|c| *c == *head).unwrap_or_else(|| panic!("no {head}"));
    range.rows().skip(1).filter(|r| r[0] != *"合计").map(|r| r[at].clone()).collect()
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(n) => *n,
        Data::Int(n) => *n as f64,
        Data::Empty => 0.0,
        other => panic!("no number: {other:?}"),
    }
}

fn part(bytes: &[u8], path: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    std::io::read_to_string(zip.by_name(path).unwrap()).unwrap()
}

#[test]
fn another_library_reads_the_sheets_and_their_sums_are_the_summarys() {
    let summary = summary_of(&sample());
    let bytes = xlsx(&summary);
    let names: Vec<String> = sheets(&bytes).into_iter().map(|(n, _)| n).collect();
    assert_eq!(names, ["总览", "台账", "未达序时和逾期", "单位", "指标"]);
    let all = sheet(&bytes, "台账");
    assert_eq!(under(&all, "事项").len(), summary.tally.total());
    for bucket in Bucket::ALL {
        let label = bucket.label(Lang::Zh);
        let listed = under(&all, "类别").iter().filter(|c| **c == *label).count();
        let led: f64 = under(&sheet(&bytes, "单位"), label).iter().map(number).sum();
        assert_eq!((listed, led as usize), (summary.tally.count(bucket), summary.tally.count(bucket)), "{label}");
    }
    assert_eq!(under(&sheet(&bytes, "未达序时和逾期"), "事项").len(), summary.late.len());
    let invested: f64 = under(&all, "投资（万元）").iter().map(number).sum();
    assert_eq!(invested, summary.projects.investment_wan);
}

#[test]
fn the_sums_below_a_table_are_formulas_that_carry_their_result() {
    let summary = summary_of(&sample());
    let bytes = xlsx(&summary);
    let bodies = sheet(&bytes, "单位");
    let last = bodies.rows().next_back().unwrap();
    assert_eq!((last[0].to_string().as_str(), number(&last[2]) as usize), ("合计", summary.tally.total()));
    assert!(part(&bytes, "xl/worksheets/sheet4.xml").contains("SUBTOTAL(109,[牵头])"));
    let overview = sheet(&bytes, "总览");
    let totals: Vec<usize> = overview.rows().filter(|r| r[0] == *"合计").map(|r| number(&r[1]) as usize).collect();
    assert_eq!(totals, [summary.tally.total(); 5], "buckets, plans, kinds, levels, places");
}

#[test]
fn dates_are_dates_percents_percents_and_a_light_is_a_word() {
    let summary = summary_of(&sample());
    let bytes = xlsx(&summary);
    let all = sheet(&bytes, "台账");
    for (cell, row) in under(&all, "时限").iter().zip(&summary.rows) {
        let Data::DateTime(day) = cell else { panic!("no date: {cell:?}") };
        assert_eq!(day.as_datetime().map(|d| d.date()), row.deadline);
    }
    let percents: Vec<f64> = under(&all, "完成").iter().map(number).collect();
    let wanted: Vec<f64> = summary.rows.iter().map(|r| f64::from(r.percent_done().unwrap_or(0)) / 100.0).collect();
    assert_eq!(percents, wanted);
    let words = Light::ALL.map(|l| l.label(Lang::Zh).to_owned());
    assert!(under(&all, "灯").iter().all(|c| words.contains(&c.to_string())));
    let styles = part(&bytes, "xl/styles.xml");
    for wanted in ["formatCode=\"yyyy-mm-dd\"", "numFmtId=\"9\"", "rgb=\"FFFFC7CE\"", "formatCode=\"0.0%\""] {
        assert!(styles.contains(wanted), "{wanted}: {styles}");
    }
}

#[test]
fn every_list_is_a_table_with_a_filter_a_frozen_head_bars_and_its_pages() {
    let bytes = xlsx(&summary_of(&sample()));
    for n in 2..=5 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{n}.xml"));
        for wanted in ["<tablePart ", "state=\"frozen\"", "orientation=\"landscape\"", "paperSize=\"9\"", "fitToHeight=\"0\"", "dataBar"] {
            assert!(xml.contains(wanted), "{wanted} in sheet {n}: {xml}");
        }
        assert!(part(&bytes, &format!("xl/tables/table{}.xml", n + 4)).contains("<autoFilter "));
    }
    let book = part(&bytes, "xl/workbook.xml");
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), 5, "{book}");
}

#[test]
fn words_that_look_like_formulas_are_words() {
    let mut ledger = sample();
    let mut entries = ledger.entries().to_vec();
    let evil = ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"];
    for (entry, words) in entries.iter_mut().zip(evil) {
        tell(Arc::make_mut(entry), "2025-12-30", Q4, vec![progress(words)]);
    }
    ledger.set_entries(entries);
    let bytes = xlsx(&summary_of(&ledger));
    let cells = under(&sheet(&bytes, "台账"), "最近进展");
    for words in &evil[..4] {
        assert!(cells.contains(&Data::String((*words).into())), "{words}: {cells:?}");
    }
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    assert_eq!(xml.matches("<f>").count(), 1, "only the sum of the investments");
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn the_same_summary_gives_the_same_bytes_whenever_it_is_written() {
    let summary = summary_of(&sample());
    let first = xlsx(&summary);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(first, xlsx(&summary));
}

#[test]
fn an_empty_ledger_gives_tables_that_say_so() {
    let bytes = xlsx(&summary_of(&Ledger::default()));
    assert!(!bytes.is_empty());
    assert_eq!(under(&sheet(&bytes, "台账"), "序号"), [Data::String("（无）".into())]);
}

use super::escape::esc;
use crate::domain::Light;
use crate::progress::Progress;
use crate::report::bucket::Bucket;
use crate::report::document::{Column, Table};
use crate::text::Lang;

/// From so many rows a table can be sorted and filtered.
const RICH: usize = 6;

/// Columns whose few values are offered as a choice.
const CHOICES: [&str; 6] = ["类别", "类型", "牵头单位", "状态", "灯", "角色"];

const LAMP: Column = Column::words("灯", 2);

/// A table; with lights, a column of them comes second. In an annex it can be filtered, and without a sum in its last
/// row, sorted.
pub(super) fn table(table: &Table, annex: bool, lamps: Option<&[Light]>, progress: &Progress) -> String {
    let mut columns: Vec<Column> = table.columns.clone();
    let at = 1.min(columns.len());
    if lamps.is_some() {
        columns.insert(at, LAMP);
    }
    let summed = table.rows.last().and_then(|r| r.first()).is_some_and(|cell| cell == "合计");
    let rich = match (table.rows.len() >= RICH && !summed, annex) {
        (false, _) => "",
        (true, false) => " class=\"rich\"",
        (true, true) => " class=\"rich long\"",
    };
    let mut out = format!("<div class=\"scroll\"><table{rich}>\n{}<thead><tr>", widths(&columns));
    for column in &columns {
        let choice = if CHOICES.contains(&column.head) { " data-choice" } else { "" };
        out.push_str(&format!("<th scope=\"col\"{}{choice}>{}</th>", class_of(column), esc(column.head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (i, row) in progress.each(&table.rows).enumerate() {
        out.push_str("<tr>");
        for (j, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            if j == at {
                out.push_str(&lamp(lamps, i));
            }
            let class = if is_date(cell) { " class=\"d\"" } else { class_of(column) };
            out.push_str(&format!("<td{class}>{}</td>", content(cell, column)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    out
}

/// The colour of a bucket as a class of the style sheet.
pub(super) fn bucket_class(bucket: Bucket) -> String {
    format!("b-{}", bucket.word())
}

pub(super) fn lamp_word(light: Light) -> String {
    format!("<span class=\"chip l-{}\">{}</span>", light.word(), light.label(Lang::Zh))
}

pub(super) fn bucket_word(bucket: Bucket) -> String {
    format!("<span class=\"chip {}\">{}</span>", bucket_class(bucket), bucket.label(Lang::Zh))
}

fn lamp(lamps: Option<&[Light]>, row: usize) -> String {
    lamps.and_then(|l| l.get(row)).map_or_else(String::new, |light| format!("<td>{}</td>", lamp_word(*light)))
}

fn class_of(column: &Column) -> &'static str {
    if column.numeric { " class=\"n\"" } else { "" }
}

/// A date is not broken between lines.
fn is_date(cell: &str) -> bool {
    cell.ends_with('日') && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'))
}

fn content(cell: &str, column: &Column) -> String {
    let bucket = Bucket::ALL.into_iter().find(|b| column.head == "类别" && cell == b.label(Lang::Zh));
    bucket.map_or_else(|| esc(cell), bucket_word)
}

/// The hints of width as shares of the page.
fn widths(columns: &[Column]) -> String {
    let whole: u32 = columns.iter().map(|c| u32::from(c.width) + 2).sum::<u32>().max(1);
    let col = |c: &Column| format!("<col width=\"{}%\">", (u32::from(c.width) + 2) * 100 / whole);
    format!("<colgroup>{}</colgroup>\n", columns.iter().map(col).collect::<String>())
}

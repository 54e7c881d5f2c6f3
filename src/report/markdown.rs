use super::document::{Block, Document, Part, Run, Table};
use super::error::Rendered;
use crate::progress::{Progress, Step};

/// Writes a document as Markdown (CommonMark with the tables of GFM). No text of the document can begin a heading, a
/// list, a link or HTML.
/// It counts the rows of tables.
pub(crate) fn markdown(document: &Document, progress: &Progress) -> Rendered {
    progress.begin(Step::Setting, document.rows());
    let mut out = format!("# {}\n", inline(&document.title));
    for block in document.blocks.iter().filter(|b| !matches!(b, Block::Line(Part::RedHead, _))) {
        out.push('\n');
        match block {
            Block::Heading(level, text) => out.push_str(&format!("{} {}\n", "#".repeat(usize::from(*level) + 1), inline(text))),
            Block::Paragraph(runs) => out.push_str(&paragraph(runs)),
            Block::Line(part, runs) => out.push_str(&format!("{}{}", part.label(), paragraph(runs))),
            Block::Table(t) => table(t, &mut out, progress),
            Block::Blank(blank) => {
                let lines = blank.lines().iter().map(|line| format!("{}\n", guard_start(&inline(line)))).collect::<Vec<_>>();
                out.push_str(&lines.join("\n"));
            }
            Block::Annex { label, title, .. } => out.push_str(&format!("## {label} {}\n", inline(title))),
        }
    }
    progress.check()?;
    Ok(out.into_bytes())
}

/// A document as text, for tests.
#[cfg(test)]
pub(super) fn text(document: &Document) -> String {
    String::from_utf8(markdown(document, &Progress::default()).unwrap()).unwrap()
}

fn paragraph(runs: &[Run]) -> String {
    let mut line = String::new();
    for run in runs {
        match run {
            Run::Strong(s) if !s.trim().is_empty() => line.push_str(&format!("**{}**", inline(s.trim()))),
            _ => line.push_str(&inline(&run.text())),
        }
    }
    format!("{}\n", guard_start(line.trim()))
}

fn table(table: &Table, out: &mut String, progress: &Progress) {
    let heads: Vec<String> = table.columns.iter().map(|c| inline(c.head)).collect();
    let rules: Vec<&str> = table.columns.iter().map(|c| if c.numeric { "---:" } else { "---" }).collect();
    out.push_str(&format!("| {} |\n| {} |\n", heads.join(" | "), rules.join(" | ")));
    for row in progress.each(&table.rows) {
        let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// Escapes what has a meaning anywhere in a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes what has a meaning at the beginning of a line: marks of lists and rules, an ordinal with its dot.
fn guard_start(line: &str) -> String {
    if line.starts_with(['-', '+', '=']) {
        return format!("\\{line}");
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    let ordinal = digits > 0 && rest.starts_with(['.', ')']) && rest[1..].chars().next().is_none_or(char::is_whitespace);
    if ordinal { format!("{}\\{rest}", &line[..digits]) } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn words(text: &str) -> String {
        let document = Document::new("题", vec![Block::Paragraph(vec![Run::Plain(text.into())])]);
        super::text(&document).split_once("\n\n").unwrap().1.to_owned()
    }

    #[test]
    fn text_from_others_cannot_begin_a_heading_a_list_or_html() {
        assert_eq!(words("# 题"), "\\# 题\n");
        assert_eq!(words("---"), "\\---\n");
        assert_eq!(words("===="), "\\====\n");
        assert_eq!(words("1. 甲"), "1\\. 甲\n");
        assert_eq!(words("2025.9亿元"), "2025.9亿元\n");
        assert_eq!(words("<script>&amp;"), "&lt;script&gt;&amp;amp;\n");
        assert_eq!(words("[甲](javascript:x)"), "\\[甲\\](javascript:x)\n");
        assert_eq!(words("    代码"), "代码\n");
    }

    #[test]
    fn a_cell_cannot_break_its_table() {
        let table = Table::new(&[Column::words("甲", 4), Column::number("乙", 4)], vec![vec!["a|b\nc".into(), "1".into()]]);
        let document = Document::new("题", vec![Block::Table(table)]);
        assert_eq!(text(&document), "# 题\n\n| 甲 | 乙 |\n| --- | ---: |\n| a\\|b c | 1 |\n");
    }

    #[test]
    fn a_blank_is_marked_where_it_stands() {
        let runs = vec![Run::Plain("原因：".into()), Run::Blank("原因".into()), Run::Strong("待裁定".into())];
        let blocks = vec![Block::Paragraph(runs), Block::Blank("总体评价".into())];
        assert_eq!(text(&Document::new("题", blocks)), "# 题\n\n原因：【待填：原因】**待裁定**\n\n【待填：总体评价】\n");
    }
}

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::width::width;

/// Breaks a text into lines of at most `cells` cells by UAX 14 (no line begins with `，。；）`);
/// a piece too long for a line is broken between graphemes. Line feeds stay breaks.
pub fn wrap(s: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    for paragraph in s.split('\n') {
        wrap_paragraph(paragraph, cells, &mut lines);
    }
    lines
}

fn wrap_paragraph(s: &str, cells: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut from = 0;
    for (at, kind) in linebreaks(s) {
        let piece = &s[from..at];
        from = at;
        if width(&line) + width(piece.trim_end()) > cells && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        if width(piece.trim_end()) > cells {
            break_long(piece, cells, &mut line, lines);
        } else {
            line.push_str(piece);
        }
        if kind == BreakOpportunity::Mandatory && at < s.len() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
    }
    lines.push(line.trim_end().to_owned());
}

fn break_long(piece: &str, cells: usize, line: &mut String, lines: &mut Vec<String>) {
    for g in piece.graphemes(true) {
        if width(line) + width(g) > cells {
            lines.push(std::mem::take(line));
        }
        line.push_str(g);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_closing_punctuation() {
        for cells in 4..30 {
            for line in wrap("建设密山、虎林、鸡东稻米豆提质增产增效绿色产业带，推广水肥一体化；（到2025年）达到规模。", cells)
            {
                assert!(width_ok(&line, cells), "{line:?} at {cells}");
                assert!(!line.starts_with(['，', '。', '；', '）', '、']), "{line:?} at {cells}");
            }
        }
    }

    fn width_ok(line: &str, cells: usize) -> bool {
        width(line) <= cells
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(wrap("", 10), vec![String::new()]);
        assert_eq!(wrap("a\n\nb", 10), vec!["a", "", "b"]);
    }
}

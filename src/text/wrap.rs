use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::width::width;

/// Breaks a text into lines of at most `cells` cells by UAX 14 (no line begins with `，。；）`);
/// a piece too long for a line is broken between graphemes. Line feeds stay breaks.
pub(crate) fn wrap(s: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    let mut lines = Vec::new();
    for paragraph in s.split('\n') {
        wrap_paragraph(paragraph, cells, &mut lines);
    }
    lines
}

/// Whether a character ends a line wherever it stands (UAX 14: BK, CR, LF, NL).
fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn wrap_paragraph(s: &str, cells: usize, lines: &mut Vec<String>) {
    if width(s) <= cells && !s.contains(breaks) {
        lines.push(s.trim_end().to_owned());
        return;
    }
    // The line that is being filled goes from `start` to `from`, and is `used` cells wide.
    let (mut start, mut from, mut used) = (0, 0, 0);
    for (at, kind) in linebreaks(s) {
        let piece = &s[from..at];
        let words = piece.trim_end();
        let tight = width(words);
        if used + tight > cells && from > start {
            lines.push(s[start..from].trim_end().to_owned());
            (start, used) = (from, 0);
        }
        if tight > cells {
            (start, used) = break_long(s, (start, from, used), at, (cells, lines));
        } else {
            used += if words.len() == piece.len() { tight } else { width(piece) };
        }
        from = at;
        if kind == BreakOpportunity::Mandatory && at < s.len() {
            lines.push(s[start..at].trim_end().to_owned());
            (start, used) = (at, 0);
        }
    }
    lines.push(s[start..].trim_end().to_owned());
}

/// Breaks the piece that ends before `to`; gives where the last line begins and how wide it is.
fn break_long(
    s: &str,
    (mut start, from, mut used): (usize, usize, usize),
    to: usize,
    (cells, lines): (usize, &mut Vec<String>),
) -> (usize, usize) {
    for (at, g) in s[from..to].grapheme_indices(true) {
        if used + width(g) > cells {
            lines.push(s[start..from + at].to_owned());
            (start, used) = (from + at, 0);
        }
        used += width(g);
    }
    (start, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    /// Piece by piece, measuring the whole line each time.
    fn plainly(s: &str, cells: usize) -> Vec<String> {
        let (mut lines, mut line, mut from) = (Vec::new(), String::new(), 0);
        for (at, kind) in linebreaks(s) {
            let piece = &s[from..at];
            from = at;
            let tight = width(piece.trim_end());
            if width(&line) + tight > cells && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            for g in piece.graphemes(true) {
                if tight > cells && width(&line) + width(g) > cells {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(g);
            }
            if kind == BreakOpportunity::Mandatory && at < s.len() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
        }
        lines.push(line.trim_end().to_owned());
        lines
    }

    proptest! {
        #[test]
        fn lines_are_filled_as_far_as_they_go(s in "[建设，。（） a-z0-9é👨‍👩‍👧ｶﾞ\u{2028}]{0,60}", cells in 2_usize..20) {
            prop_assert_eq!(wrap(&s, cells), plainly(&s, cells));
        }
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(wrap("", 10), vec![String::new()]);
        assert_eq!(wrap("a\n\nb", 10), vec!["a", "", "b"]);
    }
}

use std::cell::Cell;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

thread_local! {
    static WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Says how this thread measures characters of ambiguous width (`①`, `“`, `…`, `α`, `─`) from now on: as two cells
/// where the terminal draws them wide, else as one. It is the terminal's property and so the same for all texts on it.
pub(crate) fn set_ambiguous_wide(wide: bool) {
    WIDE.set(wide);
}

/// How many terminal cells a text takes.
pub fn width(s: &str) -> usize {
    if WIDE.get() { s.width_cjk() + s.chars().filter(|c| is_ambiguous_letter(*c)).count() } else { s.width() }
}

/// Letters of ambiguous width: Greek, Cyrillic, those of pinyin and a few more. `width_cjk` counts them as one cell, but
/// terminals that draw ambiguous characters wide, and fonts of code page 936, take two.
fn is_ambiguous_letter(c: char) -> bool {
    let listed = matches!(c,
        '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3a9}' | '\u{3b1}'..='\u{3c1}' | '\u{3c3}'..='\u{3c9}'
        | '\u{401}' | '\u{410}'..='\u{44f}' | '\u{451}'
        | 'ª' | 'º' | 'Æ' | 'Ð' | 'Ø' | 'Þ'..='á' | 'æ' | 'è'..='ê' | 'ì' | 'í' | 'ð' | 'ò' | 'ó' | 'ø'..='ú' | 'ü' | 'þ'
        | 'ā' | 'đ' | 'ē' | 'ě' | 'Ħ' | 'ħ' | 'ī' | 'ı'..='ĳ' | 'ĸ' | 'Ŀ'..='ł' | 'ń' | 'ň'..='ŋ' | 'ō' | 'Œ' | 'œ' | 'Ŧ' | 'ŧ' | 'ū'
        | 'ǎ' | 'ǐ' | 'ǒ' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ɑ' | 'ɡ'
        | '\u{2c7}' | '\u{2c9}'..='\u{2cb}' | '\u{2cd}' | '\u{2d0}' | '\u{207f}' | '\u{2113}' | '\u{2126}' | '\u{212b}');
    listed && c.width_cjk() == Some(1)
}

/// The graphemes of a text that take cells, with how many each takes.
pub(crate) fn cells(s: &str) -> impl Iterator<Item = (&str, usize)> {
    s.graphemes(true).map(|g| (g, width(g))).filter(|(_, cells)| *cells > 0)
}

/// Whether a character is one cell wide on some terminals and two on others.
pub(crate) fn is_ambiguous(s: &str) -> bool {
    !s.is_ascii() && s.width() == 1 && (s.width_cjk() == 2 || s.chars().any(is_ambiguous_letter))
}

/// What stands for what was cut away: one cell, as `~` where `…` takes two.
pub(crate) fn ellipsis() -> char {
    if WIDE.get() { '~' } else { '…' }
}

/// Cuts a text to at most `cells` cells; what is cut ends in `…`, in `~` where that would be wide. Never splits a grapheme.
pub(crate) fn cut(s: &str, cells: usize) -> String {
    if width(s) <= cells {
        return s.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for g in s.graphemes(true) {
        let w = width(g);
        if used + w > cells - 1 {
            break;
        }
        out.push_str(g);
        used += w;
    }
    out.push(ellipsis());
    out
}

/// Cuts from the middle, so that both ends stay legible: for paths.
pub(crate) fn cut_middle(s: &str, cells: usize) -> String {
    if width(s) <= cells || cells < 5 {
        return cut(s, cells);
    }
    let tail_cells = (cells - 1) / 2;
    let mut tail: Vec<&str> = Vec::new();
    let mut used = 0;
    for g in s.graphemes(true).rev() {
        let w = width(g);
        if used + w > tail_cells {
            break;
        }
        tail.push(g);
        used += w;
    }
    tail.reverse();
    let head = cut(s, cells - used);
    format!("{head}{}", tail.concat())
}

/// Cuts or fills with spaces on the right to exactly `cells` cells.
pub(crate) fn pad(s: &str, cells: usize) -> String {
    let mut out = cut(s, cells);
    let w = width(&out);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(w)));
    out
}

/// Cuts or fills with spaces on the left to exactly `cells` cells: for numbers.
pub(crate) fn pad_left(s: &str, cells: usize) -> String {
    let cut = cut(s, cells);
    let fill = cells.saturating_sub(width(&cut));
    format!("{}{cut}", " ".repeat(fill))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_is_never_halved() {
        assert_eq!(cut("数字政府", 8), "数字政府");
        assert_eq!(cut("数字政府", 7), "数字政…");
        assert_eq!(cut("数字政府", 6), "数字…");
        assert_eq!(cut("数字政府", 1), "…");
        assert_eq!(cut("数字政府", 0), "");
    }

    #[test]
    fn padding_gives_the_exact_width() {
        for cells in 0..12 {
            assert_eq!(width(&pad("数字政府a", cells)), cells);
            assert_eq!(width(&pad_left("数字政府a", cells)), cells);
            assert!(width(&cut_middle("/home/用户/tasks.ron", cells)) <= cells);
        }
    }

    #[test]
    fn ambiguous_characters_are_measured_as_the_terminal_draws_them() {
        assert_eq!(width("①“α”"), 4);
        assert!(is_ambiguous("①") && is_ambiguous("…") && !is_ambiguous("数") && !is_ambiguous("a"));
        set_ambiguous_wide(true);
        assert_eq!(width("①“α”a数"), 11);
        assert_eq!(["Ⅱ", "℃", "×", "—", "Я", "ǎ", "ß", "·", "±"].map(width), [2; 9]);
        assert_eq!(["é", "ñ", "粮", "e\u{301}", "K"].map(width), [2, 1, 2, 1, 1]);
        assert_eq!(cut("①②③④", 7), "①②③~");
        for cells in 0..12 {
            assert_eq!(width(&pad("一（二）①·“粮”", cells)), cells);
            assert_eq!(width(&pad_left("3.5℃", cells)), cells);
            assert!(width(&cut_middle("/home/“用户”/tasks.ron", cells)) <= cells);
            for line in super::super::wrap("①“粮食”产能Ⅱ期——到2025年", cells + 2) {
                assert!(width(&line) <= cells + 2, "{line}");
            }
        }
        set_ambiguous_wide(false);
    }
}

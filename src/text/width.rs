use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many terminal cells a text takes; ambiguous-width characters count one.
pub fn width(s: &str) -> usize {
    s.width()
}

/// Cuts a text to at most `cells` cells; what is cut ends in `…`. Never splits a grapheme.
pub fn cut(s: &str, cells: usize) -> String {
    if s.width() <= cells {
        return s.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for g in s.graphemes(true) {
        let w = g.width();
        if used + w > cells - 1 {
            break;
        }
        out.push_str(g);
        used += w;
    }
    out.push('…');
    out
}

/// Cuts from the middle, so that both ends stay legible: for paths.
pub fn cut_middle(s: &str, cells: usize) -> String {
    if s.width() <= cells || cells < 5 {
        return cut(s, cells);
    }
    let tail_cells = (cells - 1) / 2;
    let mut tail: Vec<&str> = Vec::new();
    let mut used = 0;
    for g in s.graphemes(true).rev() {
        let w = g.width();
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
pub fn pad(s: &str, cells: usize) -> String {
    let mut out = cut(s, cells);
    let w = out.width();
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(w)));
    out
}

/// Cuts or fills with spaces on the left to exactly `cells` cells: for numbers.
pub fn pad_left(s: &str, cells: usize) -> String {
    let cut = cut(s, cells);
    let fill = cells.saturating_sub(cut.width());
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
}

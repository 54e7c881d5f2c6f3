use ecow::EcoString;

use super::flow::text_xml;
use super::page::Page;
use super::style::{CELL, CELL_HEAD, CELL_NUMBER, Style};
use crate::progress::Progress;
use crate::report::document::Table;
use crate::text::width;

/// Room at the left and at the right of a cell's text, in twips.
const PADDING: usize = 57;
/// A row with more lines than this may be parted between two pages; every other stays whole.
const WHOLE_LINES: usize = 20;

#[derive(Clone, Copy, Debug)]
struct Scale {
    /// In half points.
    size: u16,
    /// The height of a line, in twips.
    line: u16,
}

impl Scale {
    /// 五号 on upright pages, 小五 on pages that lie on their side for the many columns and on close ones.
    fn of(small: bool) -> Scale {
        if small { Scale { size: 18, line: 250 } } else { Scale { size: 21, line: 310 } }
    }

    /// The width of half a character in twips.
    fn half(self) -> usize {
        usize::from(self.size) * 5
    }
}

/// A table with borders over the whole width of the text, its head repeated on every page.
pub(super) fn table(table: &Table, page: Page, progress: &Progress) -> String {
    let (scale, widths) = layout(table, page.room(), page != Page::Upright);
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>{}<w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:top w:w=\"20\" w:type=\"dxa\"/><w:left w:w=\"{PADDING}\" w:type=\"dxa\"/><w:bottom w:w=\"20\" w:type=\"dxa\"/>\
         <w:right w:w=\"{PADDING}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
        widths.iter().sum::<usize>(),
        borders()
    );
    widths.iter().for_each(|w| out.push_str(&format!("<w:gridCol w:w=\"{w}\"/>")));
    out.push_str("</w:tblGrid>");
    let opening: Vec<String> = widths.iter().map(|w| cell_opening(*w)).collect();
    let looks: Vec<Look> = table.columns.iter().map(|c| Look::new(if c.numeric { CELL_NUMBER } else { CELL }, scale)).collect();
    let head = vec![Look::new(CELL_HEAD, scale); looks.len()];
    let heads: Vec<EcoString> = table.columns.iter().map(|c| c.head.into()).collect();
    row(&mut out, "<w:cantSplit/><w:tblHeader/>", &opening, head.iter().zip(&heads));
    for cells in progress.each(&table.rows) {
        let whole = if lines(cells, &widths, scale) > WHOLE_LINES { "" } else { "<w:cantSplit/>" };
        row(&mut out, whole, &opening, looks.iter().zip(cells));
    }
    out.push_str("</w:tbl>");
    out
}

fn borders() -> String {
    let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    format!("<w:tblBorders>{}</w:tblBorders>", ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat())
}

fn cell_opening(width: usize) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>")
}

/// How the cells of a column begin and look.
#[derive(Clone, Debug)]
struct Look {
    style: Style,
    opening: String,
}

impl Look {
    fn new(style: Style, scale: Scale) -> Look {
        let opening = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:wordWrap w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>\
             <w:spacing w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr>",
            style.id, scale.line
        );
        Look { style: style.sized(scale.size), opening }
    }
}

fn row<'a>(out: &mut String, kept: &str, opening: &[String], cells: impl Iterator<Item = (&'a Look, &'a EcoString)>) {
    out.push_str("<w:tr>");
    if !kept.is_empty() {
        out.push_str(&format!("<w:trPr>{kept}</w:trPr>"));
    }
    for (opening, (look, text)) in opening.iter().zip(cells) {
        out.push_str(opening);
        out.push_str(&look.opening);
        out.push_str(&text_xml(&look.style, "", text));
        out.push_str("</w:p></w:tc>");
    }
    out.push_str("</w:tr>");
}

/// How many lines the highest cell of a row takes, roughly.
fn lines(cells: &[EcoString], widths: &[usize], scale: Scale) -> usize {
    let of = |(text, width): (&EcoString, &usize)| {
        let room = width.saturating_sub(2 * PADDING) / scale.half();
        self::width(text).div_ceil(room.max(2))
    };
    cells.iter().zip(widths).map(of).max().unwrap_or(0)
}

/// The size of the text and the widths of the columns in twips; together the columns fill the room. Columns of numbers,
/// dates and other short texts get what they need on one line; the others share the rest by their hints. When the room
/// is too small, first the heads are folded, then the text is made smaller, then the columns of words are narrowed.
fn layout(table: &Table, room: usize, small: bool) -> (Scale, Vec<usize>) {
    let tries = [(Scale::of(small), false), (Scale::of(small), true), (Scale::of(true), true)];
    let wishes = |folded| -> Vec<Wish> { (0..table.columns.len()).map(|i| Wish::of(table, i, folded)).collect() };
    let fits = |(scale, folded): &(Scale, bool)| wishes(*folded).iter().map(|w| w.twips(*scale)).sum::<usize>() <= room;
    let (scale, folded) = tries.into_iter().find(fits).unwrap_or((Scale::of(true), true));
    (scale, fill(&wishes(folded), room, scale))
}

fn fill(wishes: &[Wish], room: usize, scale: Scale) -> Vec<usize> {
    let mut widths: Vec<usize> = wishes.iter().map(|w| w.twips(scale)).collect();
    let taken: usize = widths.iter().sum();
    if taken > room {
        narrow(&mut widths, wishes, room, taken);
    } else {
        let weighted = wishes.iter().any(|w| w.weight > 0);
        let weight = |w: &Wish| if weighted { w.weight } else { w.least.max(1) };
        let all = wishes.iter().map(weight).sum::<usize>().max(1);
        widths.iter_mut().zip(wishes).for_each(|(width, wish)| *width += (room - taken) * weight(wish) / all);
    }
    let missing = room.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += missing;
    }
    widths
}

/// Takes what is too much from the columns of words, as far as they have it; then from all.
fn narrow(widths: &mut [usize], wishes: &[Wish], room: usize, taken: usize) {
    let words: usize = widths.iter().zip(wishes).filter(|(_, w)| !w.numeric).map(|(width, _)| *width).sum();
    let left = room.saturating_sub(taken - words);
    if words > 0 && left * 2 >= words {
        widths.iter_mut().zip(wishes).filter(|(_, w)| !w.numeric).for_each(|(width, _)| *width = *width * left / words);
    } else {
        widths.iter_mut().for_each(|width| *width = *width * room / taken);
    }
}

/// What a column wants, in half characters.
#[derive(Clone, Copy, Debug)]
struct Wish {
    least: usize,
    weight: usize,
    numeric: bool,
}

/// A text of at most this many half characters stays on one line: `2025年12月31日`.
const SHORT: usize = 14;

impl Wish {
    fn of(table: &Table, at: usize, folded: bool) -> Wish {
        let column = table.columns[at];
        let longest = table.rows.iter().filter_map(|r| r.get(at)).map(|t| width(t)).max().unwrap_or(0);
        let head = width(column.head);
        let head = if folded && head > 4 { (head / 2).div_ceil(2) * 2 } else { head };
        let (hint, numeric) = (usize::from(column.width) * 2, column.numeric);
        if numeric || longest <= SHORT.min(hint + 4) {
            // A stand-in for the face may have wider digits.
            let least = (longest + 2 + longest / 4).min(SHORT * 2).max(head);
            return Wish { least, weight: 0, numeric };
        }
        let weight = longest.min(hint * 3 / 2).max(1);
        Wish { least: head.max(weight / 2), weight, numeric }
    }

    /// With the room at both sides of the text.
    fn twips(self, scale: Scale) -> usize {
        self.least * scale.half() + 2 * PADDING + 10
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn columns() -> [Column; 4] {
        [Column::number("序号", 2), Column::words("事项", 12), Column::words("时限", 6), Column::words("反馈原因", 14)]
    }

    #[test]
    fn columns_fill_the_room_and_dates_stay_whole() {
        let row = ["128", "建设万头奶牛牧场及配套设施", "2025年12月31日", &"资金未到位".repeat(30)].map(EcoString::from).to_vec();
        let t = Table::new(&columns(), vec![row]);
        for wide in [false, true] {
            let room = if wide { 12756 } else { 8844 };
            let (scale, w) = layout(&t, room, wide);
            assert_eq!(w.iter().sum::<usize>(), room);
            assert!(w[2] >= 14 * scale.half() + 2 * PADDING, "{w:?}");
            assert!(w[3] > w[1] && w[1] > w[0], "{w:?}");
        }
    }

    #[test]
    fn more_than_fits_is_narrowed_and_a_giant_row_may_be_parted() {
        let many = [Column::number("很长的数字", 9); 40];
        let t = Table::new(&many, vec![vec!["1234567890".into(); 40]]);
        assert_eq!(layout(&t, 8844, false).1.iter().sum::<usize>(), 8844);
        let t = Table::new(&[Column::words("字", 4)], vec![vec!["字".repeat(5000).into()], vec!["短".into()]]);
        assert_eq!(table(&t, Page::Upright, &Progress::default()).matches("<w:cantSplit/>").count(), 2);
        assert!(table(&Table::new(&[], Vec::new()), Page::Wide, &Progress::default()).ends_with("</w:tbl>"));
    }
}

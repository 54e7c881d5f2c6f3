//! A tab of the bulletin laid out in lines of a width, as far as somebody has looked at it.

use super::{BulletinTab, Pages};
use crate::report::{Block, Part, Run};
use crate::text::{Lang, width, wrap};

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As it is read.
    Plain,
    /// A heading of the second level, or of a table.
    Head,
    /// A title, or a heading of the first level.
    Title,
    /// To be filled in by a person.
    Blank,
    /// Something is wrong.
    Error,
}

/// A line of the tab. The rows of tables are set only when they are in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Words(String, Tone),
    /// The heads of the table that is this block of the document.
    Heads(usize),
    Row(usize, usize),
}

/// For what a layout holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub(crate) tab: BulletinTab,
    pub(crate) lang: Lang,
    /// Cells of a line.
    pub(crate) cells: usize,
}

/// The lines of a tab from its beginning, as far as somebody has looked at it.
#[derive(Debug, Default)]
pub(crate) struct LayoutCache {
    /// The draft and the setting of which it is.
    of: Option<(u64, Setting)>,
    lines: Vec<Line>,
    /// How many pieces are set: of the text its blocks, else bodies or notes.
    set: usize,
}

impl LayoutCache {
    /// The lines in sight from a line on, or from as near to it as the end allows; gives the first of them, all
    /// that are in sight, and whether others follow. Lines that were set for the same pages and setting are not set again.
    pub(crate) fn in_sight(&mut self, pages: &Pages, setting: Setting, (from, height): (usize, usize)) -> (usize, &[Line], bool) {
        let of = Some((pages.number, setting));
        if self.of != of {
            *self = LayoutCache { of, ..LayoutCache::default() };
        }
        let wanted = from.saturating_add(height);
        while self.lines.len() <= wanted && self.set < pieces(pages, setting.tab) {
            set(&mut self.lines, pages, setting, self.set);
            self.set += 1;
        }
        let first = from.min(self.lines.len().saturating_sub(height));
        let last = (first + height).min(self.lines.len());
        (first, &self.lines[first..last], last < self.lines.len())
    }
}

/// How many pieces a tab has; an empty one has the one that says so.
fn pieces(pages: &Pages, tab: BulletinTab) -> usize {
    match tab {
        BulletinTab::Text => pages.document.blocks.len() + 1,
        BulletinTab::Missing | BulletinTab::Findings => 0,
    }
}

fn set(lines: &mut Vec<Line>, pages: &Pages, setting: Setting, piece: usize) {
    match setting.tab {
        BulletinTab::Text if piece == 0 => title(lines, pages, setting),
        BulletinTab::Text => block(lines, &pages.document.blocks[piece - 1], piece - 1, setting.cells),
        BulletinTab::Missing | BulletinTab::Findings => {}
    }
}

fn wrapped(lines: &mut Vec<Line>, text: &str, cells: usize, tone: Tone) {
    lines.extend(wrap(text, cells).into_iter().map(|line| Line::Words(line, tone)));
}

fn title(lines: &mut Vec<Line>, pages: &Pages, Setting { lang, cells, .. }: Setting) {
    if let Some(warning) = &pages.warning {
        let warned = lang.pick("通报模板读不了，这里按内置模板显示：", "the template cannot be read; the built-in one is shown: ");
        wrapped(lines, &format!("{warned}{warning}"), cells, Tone::Error);
    }
    let title = &pages.document.title;
    let centred = format!("{}{title}", " ".repeat(cells.saturating_sub(width(title)) / 2));
    lines.extend([Line::Words(centred, Tone::Title), Line::Words(String::new(), Tone::Plain)]);
}

fn block(lines: &mut Vec<Line>, block: &Block, at: usize, cells: usize) {
    let joined = |runs: &[Run]| -> String { runs.iter().map(Run::text).collect() };
    let blank = || Line::Words(String::new(), Tone::Plain);
    match block {
        Block::Heading(level, text) => {
            lines.extend([blank(), Line::Words(text.clone(), if *level == 1 { Tone::Title } else { Tone::Head })]);
        }
        Block::Paragraph(runs) => wrapped(lines, &format!("　　{}", joined(runs)), cells, Tone::Plain),
        Block::Line(Part::RedHead, _) => {}
        Block::Line(part, runs) => wrapped(lines, &format!("　　{}{}", part.label(), joined(runs)), cells, Tone::Plain),
        Block::Blank(blank) if blank.is_filled() => {
            blank.lines().iter().for_each(|line| wrapped(lines, &format!("　　{line}"), cells, Tone::Plain));
        }
        Block::Blank(blank) => lines.push(Line::Words(blank.mark(), Tone::Blank)),
        Block::Annex { label, title, .. } => lines.extend([blank(), Line::Words(format!("{label}  {title}"), Tone::Title)]),
        Block::Table(table) => {
            lines.push(Line::Heads(at));
            lines.extend((0..table.rows.len()).map(|row| Line::Row(at, row)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::report::{Document, markdown};

    fn pages(number: u64, paragraphs: usize) -> Pages {
        let said = (0..paragraphs).map(|n| Block::Paragraph(vec![Run::Plain(format!("第{n}段{}", "报送材料、".repeat(9)))]));
        let blocks = std::iter::once(Block::Heading(1, "一、总体".into())).chain(said).collect();
        Pages::of(number, Document::new("通报", blocks))
    }

    fn setting(tab: BulletinTab, cells: usize) -> Setting {
        Setting { tab, lang: Lang::Zh, cells }
    }

    fn words(layout: &mut LayoutCache, pages: &Pages, setting: Setting) -> String {
        let (_, lines, _) = layout.in_sight(pages, setting, (0, 12));
        let words = lines.iter().map(|l| if let Line::Words(text, _) = l { text.as_str() } else { "|" });
        words.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn another_document_or_width_is_set_anew() {
        let (mut layout, first, second) = (LayoutCache::default(), pages(1, 3), pages(2, 0));
        let narrow = words(&mut layout, &first, setting(BulletinTab::Text, 20));
        assert_eq!(narrow, words(&mut LayoutCache::default(), &first, setting(BulletinTab::Text, 20)));
        assert_ne!(narrow, words(&mut layout, &first, setting(BulletinTab::Text, 60)));
        assert!(words(&mut layout, &first, setting(BulletinTab::Text, 60)).contains("第0段"));
        assert!(!words(&mut layout, &second, setting(BulletinTab::Text, 60)).contains("第0段"));
    }

    #[test]
    fn annexes_are_called_on_the_screen_what_every_file_calls_them() {
        for titles in [&["甲表"][..], &["甲表", "乙表"]] {
            let pages = Pages::of(1, Document::new("通报", titles.iter().map(|t| Block::annex(t, true)).collect()));
            let screen = words(&mut LayoutCache::default(), &pages, setting(BulletinTab::Text, 60));
            let file = String::from_utf8(markdown(&pages.document, &Progress::default()).unwrap()).unwrap();
            let headings: Vec<String> = file.lines().filter_map(|l| l.strip_prefix("## ")).map(|l| l.replacen(' ', "  ", 1)).collect();
            assert_eq!(headings.len(), titles.len());
            assert!(headings.iter().all(|h| screen.lines().any(|l| l == h)), "{headings:?}\n{screen}");
        }
    }

    #[test]
    fn no_more_is_set_than_somebody_looks_at_and_the_end_is_the_end() {
        let (mut layout, pages) = (LayoutCache::default(), pages(1, 100));
        let setting = setting(BulletinTab::Text, 40);
        layout.in_sight(&pages, setting, (0, 5));
        assert!(layout.set < 10);
        let all: Vec<Line> = LayoutCache::default().in_sight(&pages, setting, (0, usize::MAX)).1.to_vec();
        let (first, end, _) = layout.in_sight(&pages, setting, (usize::MAX / 2, 5));
        assert_eq!((first, end), (all.len() - 5, &all[all.len() - 5..]));
        let (first, middle, _) = layout.in_sight(&pages, setting, (7, 5));
        assert_eq!((first, middle), (7, &all[7..12]));
    }
}

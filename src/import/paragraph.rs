//! Paragraphs out of lines: breaks that only the page made are taken back, and what belongs to the page is left out.

use unicode_width::UnicodeWidthStr;

use super::annex::annex;
use super::label::label;
use super::mark::mark;
use super::noise::{is_noise, is_page_number};
use super::source::{Part, Source};
use super::wash::wash;
use super::words::{Words, is_close, is_hanzi, is_open, is_stop};

/// A paragraph, and whether it is the document's next after an empty line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    pub words: Words,
    /// Set off from what stands before it.
    pub apart: bool,
}

/// What the lines of a document are: paragraphs and tables, in its order.
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(usize),
}

struct Line {
    words: Words,
    width: usize,
    blanks_before: usize,
    /// A page ended before it.
    page_before: bool,
    /// A table stands before it.
    cut_before: bool,
}

/// How the lines of a document are broken.
struct Breaks {
    /// The width at which the page broke its lines; none where each line is a paragraph.
    full: Option<usize>,
}

/// The blocks of a document, and the units that are noise.
pub(super) fn blocks(source: &Source) -> (Vec<Block>, Vec<usize>) {
    let (mut blocks, mut noise, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    let mut gap = (0, false);
    for (at, part) in source.parts.iter().enumerate() {
        match part {
            Part::Table(_) => {
                paragraphs(&mut lines, &mut blocks);
                blocks.push(Block::Table(at));
                gap = (0, false);
            }
            Part::Line(unit) => {
                let words = wash(&source.units[*unit]);
                if is_noise(&words) {
                    noise.push(*unit);
                    gap = (gap.0 + usize::from(words.is_empty()), gap.1 || is_page_number(&words.chars));
                } else {
                    let width = UnicodeWidthStr::width(words.to_string().as_str());
                    lines.push(Line { words, width, blanks_before: gap.0, page_before: gap.1, cut_before: false });
                    gap = (0, false);
                }
            }
        }
    }
    paragraphs(&mut lines, &mut blocks);
    (blocks, noise)
}

fn paragraphs(lines: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    let breaks = Breaks::of(lines);
    let mut open: Option<(Paragraph, usize)> = None;
    for line in lines.drain(..) {
        match open.as_mut().filter(|(paragraph, last)| breaks.join(paragraph, *last, &line)) {
            Some((paragraph, last)) => {
                glue(&mut paragraph.words, &line.words);
                *last = line.width;
            }
            None => {
                blocks.extend(open.take().map(|(p, _)| Block::Paragraph(p)));
                open = Some((Paragraph { apart: line.blanks_before > 0, words: line.words }, line.width));
            }
        }
    }
    blocks.extend(open.map(|(p, _)| Block::Paragraph(p)));
}

/// Puts a line behind another; Latin words stay apart.
fn glue(words: &mut Words, next: &Words) {
    if let (Some(a), Some(b)) = (words.chars.last(), next.chars.first())
        && a.is_ascii_alphabetic()
        && b.is_ascii_alphabetic()
    {
        let from = words.from.last().copied().unwrap_or_default();
        words.push(' ', from);
    }
    words.extend(next);
}

impl Breaks {
    /// Lines are broken by the page where most long ones end at about the same width.
    fn of(lines: &[Line]) -> Breaks {
        let mut long: Vec<usize> = lines.iter().map(|l| l.width).filter(|w| *w >= 30).collect();
        long.sort_unstable();
        let Some(&typical) = long.get(long.len() * 3 / 4) else { return Breaks { full: None } };
        let near = long.iter().filter(|w| **w + 6 >= typical && **w <= typical + 4).count();
        let full = (long.len() >= 6 && typical <= 160 && near * 2 >= long.len()).then_some(typical.saturating_sub(6));
        Breaks { full }
    }

    fn join(&self, paragraph: &Paragraph, last_width: usize, line: &Line) -> bool {
        let (before, after) = (&paragraph.words.chars, &line.words.chars);
        let (Some(&last), Some(&first)) = (before.last(), after.first()) else { return false };
        if line.cut_before || line.blanks_before > 6 {
            return false;
        }
        if starts_anew(after) {
            return false;
        }
        let finished = is_stop(last) || matches!(last, '：' | ':' | '；' | ';') || (is_close(last) && opens(before) == 0);
        if closes_first(first) || (opens(before) > 0 && before.len() - last_open(before) < 300) {
            return true;
        }
        match self.full {
            Some(full) if last_width >= full => !(line.blanks_before > 0 && !line.page_before && finished),
            Some(_) => matches!(last, '、' | '，') && line.blanks_before == 0,
            None => {
                !finished && before.len() >= 40 && !is_title_like(before) && line.page_before | matches!(last, '、' | '，') | is_hanzi(last)
            }
        }
    }
}

/// A heading that stands alone is not continued.
fn is_title_like(chars: &[char]) -> bool {
    mark(chars).is_some() && chars.len() < 40
}

fn closes_first(c: char) -> bool {
    is_close(c) || matches!(c, '、' | '，' | '。' | '；' | '：' | '”' | '》' | '’' | '％' | '%' | '！' | '？')
}

/// Whether something new begins with a line.
fn starts_anew(chars: &[char]) -> bool {
    mark(chars).is_some_and(|m| !m.weak) || label(chars).is_some() || box_or_annex(chars)
}

/// `附件1`, `专栏3`, `附表`.
fn box_or_annex(chars: &[char]) -> bool {
    annex(chars).is_some()
}

/// How many brackets are open at the end.
fn opens(chars: &[char]) -> usize {
    let tail = &chars[chars.len().saturating_sub(400)..];
    tail.iter().fold(0usize, |n, c| {
        if is_open(*c) {
            n + 1
        } else if is_close(*c) {
            n.saturating_sub(1)
        } else {
            n
        }
    })
}

fn last_open(chars: &[char]) -> usize {
    chars.iter().rposition(|c| is_open(*c)).unwrap_or_default()
}

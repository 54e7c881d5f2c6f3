//! The outline of a plan: which number opens which heading. A number must follow the last of its kind, or be 1; it runs
//! on across parents, and begins again at an annex.

use std::collections::HashMap;

use super::annex::annex;
use super::clause::{clauses, ends_clause};
use super::doubt::{Doubt, DoubtKind, Of};
use super::mark::{Mark, MarkKind, mark, written};
use super::paragraph::{Block, Paragraph};
use super::words::{Words, depths, is_open, is_stop};

/// A heading with what stands beneath it, up to the next.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub parent: Option<usize>,
    pub kind: NodeKind,
    /// Where it stands: all marks from the top, joined.
    pub reference: String,
    /// The paragraph that it opens, without its mark.
    pub head: Words,
    /// The characters of its mark.
    pub mark: Words,
    /// The paragraphs beneath it, before the next heading.
    pub text: Vec<Paragraph>,
    /// Tables beneath it.
    pub tables: Vec<usize>,
    pub children: Vec<usize>,
    pub doubts: Vec<Doubt>,
}

/// What opens a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// What stands before the first heading.
    Front,
    Annex,
    /// 专栏.
    Box,
    Mark(MarkKind),
}

/// The outline that is being made.
struct Making {
    nodes: Vec<Node>,
    /// The open nodes from the top: their kinds and numbers.
    path: Vec<usize>,
    /// The last number of each kind.
    last: [Option<u32>; MarkKind::COUNT],
    /// The last numbers of the outline around a box.
    around: Option<[Option<u32>; MarkKind::COUNT]>,
    /// References that are taken, and how often each was wanted.
    taken: HashMap<String, usize>,
    /// Something said who does what.
    begun: bool,
    /// The whole plan came in a few lines, without its breaks.
    lost: bool,
}

/// The outline of blocks.
pub(super) fn outline(blocks: Vec<Block>) -> Vec<Node> {
    let sizes: Vec<usize> = blocks.iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(p.words.len()) } else { None }).collect();
    let lost = sizes.iter().any(|n| *n > 1500) && sizes.iter().filter(|n| **n > 20).count() < 12;
    let mut making = Making {
        nodes: Vec::new(),
        path: Vec::new(),
        last: [None; MarkKind::COUNT],
        around: None,
        taken: HashMap::new(),
        begun: false,
        lost,
    };
    making.open(NodeKind::Front, String::new(), Words::default(), &Words::default());
    for block in blocks {
        match block {
            Block::Table(at) => {
                if let Some(node) = making.current() {
                    node.tables.push(at);
                }
                making.begun = true;
            }
            Block::Paragraph(paragraph) => making.take(&paragraph),
        }
    }
    making.nodes
}

impl Making {
    fn current(&mut self) -> Option<&mut Node> {
        let at = self.path.last().copied().unwrap_or_default();
        self.nodes.get_mut(at)
    }

    fn take(&mut self, paragraph: &Paragraph) {
        let words = &paragraph.words;
        // A heading within begins where no bracket is open: what is open behind it is the same as of the whole.
        let depths = depths(&words.chars);
        let (mut start, mut apart) = (0, paragraph.apart);
        loop {
            let head = self.heading(&words.chars[start..]);
            let cut = self.next_inside(&words.chars[start..], &depths[start..], head).map(|at| start + at);
            let own = words.slice(start..cut.unwrap_or(words.len()));
            self.put(Paragraph { words: own.trimmed(), apart }, head);
            let Some(at) = cut else { return };
            (start, apart) = (at, false);
        }
    }

    fn put(&mut self, paragraph: Paragraph, head: Option<Mark>) {
        if let Some((is_box, number, len)) = annex(&paragraph.words.chars) {
            if !is_box && !self.has_begun() {
                return self.begin_again(paragraph);
            }
            self.open_annex(is_box, &number, &paragraph.words, len);
        } else if let Some(mark) = head {
            self.open_mark(mark, &paragraph.words);
        } else {
            self.hear(&paragraph.words);
            if let Some(node) = self.current() {
                node.text.push(paragraph);
            }
        }
    }

    /// Whether the plan has begun: something said who does what, or there were many headings.
    fn has_begun(&self) -> bool {
        self.begun || self.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Mark(_))).count() > 12
    }

    fn hear(&mut self, words: &Words) {
        self.begun = self.begun || !clauses(words).is_empty();
    }

    /// What stood before was the letter that brings the plan: it all comes to the front.
    fn begin_again(&mut self, paragraph: Paragraph) {
        let mut nodes = std::mem::take(&mut self.nodes).into_iter();
        let mut front = nodes.next().map(|front| front.text).unwrap_or_default();
        for node in nodes {
            let mut head = node.mark;
            head.extend(&node.head);
            front.extend(Some(Paragraph { words: head, apart: true }).filter(|p| !p.words.is_empty()));
            front.extend(node.text);
        }
        self.hear(&paragraph.words);
        front.push(paragraph);
        self.path.clear();
        self.taken.clear();
        self.last = [None; MarkKind::COUNT];
        self.around = None;
        self.open(NodeKind::Front, String::new(), Words::default(), &Words::default());
        if let Some(node) = self.current() {
            node.text = front;
        }
    }

    /// The mark of a paragraph, where it fits.
    fn heading(&self, chars: &[char]) -> Option<Mark> {
        let mark = mark(chars)?;
        self.fits(mark).then_some(mark)
    }

    fn last_of(&self, kind: MarkKind) -> Option<u32> {
        self.last[kind as usize]
    }

    fn follows(&self, mark: Mark) -> bool {
        self.last_of(mark.kind).is_some_and(|last| mark.number == last + 1)
    }

    fn fits(&self, mark: Mark) -> bool {
        let last = self.last_of(mark.kind);
        let follows = self.follows(mark) || mark.number == 1;
        if mark.weak {
            return mark.number > 1 && self.follows(mark);
        }
        follows
            || self.around.is_some_and(|around| around[mark.kind as usize].is_some_and(|last| mark.number == last + 1))
            || match (mark.kind, last) {
                (MarkKind::Circle | MarkKind::ParArab, _) => last.is_some_and(|last| mark.number > last && mark.number <= last + 3),
                (_, None) => true,
                (_, Some(last)) => mark.number + 3 >= last && mark.number <= last + 40,
            }
    }

    /// Where behind the mark of a paragraph, if it has one, the next heading begins, its line break having been lost.
    fn next_inside(&self, chars: &[char], depths: &[usize], head: Option<Mark>) -> Option<usize> {
        let mut last = self.last;
        if let Some(head) = head {
            last[head.kind as usize] = Some(head.number);
            reset_below(&mut last, head.kind);
        }
        let clause_end = |at: usize| ends_clause(&chars[..=at], depths);
        (1..chars.len()).find(|&at| {
            let before = chars[at - 1];
            let Some(found) = mark(&chars[at..]).filter(|m| !m.weak && depths[at] == 0) else { return false };
            if is_open(before) || before.is_ascii_digit() || "一二三四五六七八九十第".contains(before) {
                return false;
            }
            let next =
                last[found.kind as usize].map_or(found.number == 1, |last| found.number == last + 1 || (found.number == 1 && self.lost));
            let after_clause = || clause_end(at - 1) || (is_stop(before) && at >= 2 && clause_end(at - 2));
            // `二、发展外贸（一）稳定规模。`: a title without a stop.
            let under_title = found.kind == MarkKind::ParHan
                && head.is_some_and(|h| h.kind == MarkKind::Han && at <= h.len + 32)
                && !chars[..at].iter().any(|c| is_stop(*c));
            (next || (under_title && found.number == 1))
                && match found.kind {
                    _ if under_title => chars.len() > at + 20,
                    MarkKind::Han | MarkKind::ParHan => {
                        after_clause() || (self.lost && (is_stop(before) || found.kind == MarkKind::ParHan))
                    }
                    MarkKind::Arab => after_clause() || (self.lost && is_stop(before)),
                    _ => false,
                }
        })
    }

    fn open_annex(&mut self, is_box: bool, number: &str, words: &Words, len: usize) {
        if is_box {
            self.around.get_or_insert(self.last);
        } else {
            self.around = None;
            self.path.clear();
        }
        while self.path.last().is_some_and(|&at| self.nodes[at].kind == NodeKind::Box) {
            self.path.pop();
        }
        self.last = [None; MarkKind::COUNT];
        let word: String = words.chars.iter().take(2).collect();
        let kind = if is_box { NodeKind::Box } else { NodeKind::Annex };
        self.open(kind, format!("{word}{number}"), words.slice(0..len), &words.slice(len..words.len()));
    }

    fn open_mark(&mut self, mark: Mark, words: &Words) {
        let mut doubts = Vec::new();
        if let Some(around) = self.around
            && !self.follows(mark)
            && around[mark.kind as usize].is_some_and(|last| mark.number == last + 1)
        {
            self.last = around;
            self.around = None;
            while self.path.iter().any(|&at| self.nodes[at].kind == NodeKind::Box) {
                self.path.pop();
            }
        }
        let last = self.last_of(mark.kind);
        if mark.number != 1 && last.is_some_and(|last| mark.number != last + 1) {
            doubts.push(Doubt::new(Of::Reference, DoubtKind::Number));
        }
        self.close_to(mark.kind);
        self.last[mark.kind as usize] = Some(mark.number);
        let above = self.path.last().map(|&at| self.nodes[at].reference.clone()).unwrap_or_default();
        let boxed = self.path.last().is_some_and(|&at| matches!(self.nodes[at].kind, NodeKind::Box | NodeKind::Annex));
        let own = written(mark.kind, mark.number);
        let reference = if boxed { format!("{above}#{own}") } else { joined(&above, &own) };
        self.open(NodeKind::Mark(mark.kind), reference, words.slice(0..mark.len), &words.slice(mark.len..words.len()));
        if let Some(node) = self.current() {
            node.doubts.extend(doubts);
        }
    }

    /// Closes what is not above a heading of this kind.
    fn close_to(&mut self, kind: MarkKind) {
        while let Some(&at) = self.path.last() {
            match self.nodes[at].kind {
                NodeKind::Mark(open) if open < kind => return,
                NodeKind::Annex | NodeKind::Box => return,
                _ => self.path.pop(),
            };
        }
    }

    fn open(&mut self, kind: NodeKind, reference: String, mark: Words, head: &Words) {
        let parent = self.path.last().copied();
        let at = self.nodes.len();
        let reference = self.unique(reference);
        self.hear(head);
        let node =
            Node { parent, kind, reference, head: head.trimmed(), mark, text: vec![], tables: vec![], children: vec![], doubts: vec![] };
        self.nodes.push(node);
        if let Some(parent) = parent {
            self.nodes[parent].children.push(at);
        }
        self.path.push(at);
    }

    fn unique(&mut self, reference: String) -> String {
        if reference.is_empty() {
            return reference;
        }
        let mut own = reference.clone();
        while self.taken.contains_key(&own) {
            let wanted = self.taken.entry(reference.clone()).or_insert(1);
            *wanted += 1;
            own = format!("{reference}·{wanted}");
        }
        self.taken.insert(own.clone(), 1);
        own
    }
}

/// Two marks that would run into one another have a point between them.
fn joined(above: &str, own: &str) -> String {
    let touch = above.ends_with(|c: char| c.is_ascii_digit()) && own.starts_with(|c: char| c.is_ascii_digit());
    format!("{above}{}{own}", if touch { "." } else { "" })
}

fn reset_below(last: &mut [Option<u32>; MarkKind::COUNT], kind: MarkKind) {
    last.iter_mut().skip(kind as usize + 1).filter(|n| n.is_some()).for_each(|n| *n = n.map(|_| 0));
}

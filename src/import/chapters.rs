//! Drafts out of an outline: which headings are entries, which are only headings, which chapters are no work.

use super::chapter::{is_aspect, is_closing, is_no_work, is_safeguards};
use super::clause::{Clause, Form};
use super::clerk::Clerk;
use super::coverage::{Coverage, Use};
use super::doubt::{Doubt, DoubtKind, Of};
use super::draft::{Confidence, Draft};
use super::mark::MarkKind;
use super::outline::{Node, NodeKind};
use super::sentence;
use super::stretch::{Stretch, stretches};
use super::title::title;
use super::words::Words;
use crate::domain::Kind;

/// What is handed down from a heading to those beneath it.
#[derive(Clone, Default)]
struct Above {
    /// The entry above.
    entry: Option<String>,
    /// It has a clause, or inherits one.
    clause: bool,
    safeguards: bool,
    no_work: bool,
}

/// Makes the drafts of an outline.
pub(crate) struct Chapters<'a> {
    pub nodes: &'a [Node],
    pub clerk: Clerk<'a>,
    pub coverage: &'a mut Coverage,
    pub drafts: Vec<Draft>,
    /// Of each node the stretches of its own text.
    stretches: Vec<Vec<Stretch>>,
}

impl<'a> Chapters<'a> {
    pub fn new(nodes: &'a [Node], clerk: Clerk<'a>, coverage: &'a mut Coverage) -> Chapters<'a> {
        let mut stretches: Vec<Vec<Stretch>> = nodes.iter().map(stretches).collect();
        lift_covering(nodes, &mut stretches);
        Chapters { nodes, clerk, coverage, drafts: Vec::new(), stretches }
    }

    /// All drafts.
    pub fn read(mut self) -> Vec<Draft> {
        let roots: Vec<usize> = (0..self.nodes.len()).filter(|&at| self.nodes[at].parent.is_none()).collect();
        for root in roots {
            self.visit(root, &Above::default());
        }
        self.drafts
    }

    fn has_clause(&self, at: usize) -> bool {
        self.stretches[at].iter().any(|s| s.clause.is_some()) || self.nodes[at].children.iter().any(|&c| self.has_clause(c))
    }

    fn mark_node(&mut self, at: usize, of: Use) {
        let node = &self.nodes[at];
        self.coverage.mark(&node.mark, of);
        self.coverage.mark(&node.head, of);
        node.text.iter().for_each(|p| self.coverage.mark(&p.words, of));
    }

    fn visit(&mut self, at: usize, above: &Above) {
        let node = &self.nodes[at];
        let (front, annex) = (node.kind == NodeKind::Front, node.kind == NodeKind::Annex);
        let name = self.name(at);
        let no_work = above.no_work || is_no_work(&name);
        let bare_annex = annex && node.children.is_empty();
        if !self.has_clause(at) && (front || no_work || bare_annex) {
            return self.skip(at, if front { Use::Front } else { Use::Skipped });
        }
        if is_spilled(node) {
            // Cells of a table in no order: nothing that could be believed is to be had from them.
            self.mark_node(at, Use::Unread);
            return;
        }
        let safeguards = above.safeguards || is_safeguards(&name);
        let own = self.stretches[at].clone();
        let clauses = own.iter().filter(|s| s.clause.is_some()).count();
        let children = node.children.clone();
        let mut below = Above { entry: above.entry.clone(), clause: above.clause, safeguards, no_work };
        if clauses > 0 {
            let of_whole = self.take_stretches(at, &own, above, safeguards);
            (below.entry, below.clause) = (of_whole.or(below.entry), true);
        } else if self.is_industry(at) {
            return self.take_industry(at, &below);
        } else if children.is_empty() && !front && !annex && !no_work {
            self.take_leaf(at, above, safeguards);
        } else {
            self.mark_node(
                at,
                if front {
                    Use::Front
                } else if no_work {
                    Use::Skipped
                } else {
                    Use::Heading
                },
            );
            self.leave_intro(at, front || no_work);
        }
        for child in children {
            self.visit(child, &below);
        }
    }

    /// A heading whose parts are the sides of one thing: where, in which direction, how far.
    fn is_industry(&self, at: usize) -> bool {
        let children = &self.nodes[at].children;
        let side = |child: &&usize| is_aspect(&self.name(**child)) || is_no_work(&self.name(**child));
        let aspects = children.iter().filter(|c| is_aspect(&self.name(**c))).count();
        aspects > 0 && children.iter().filter(side).count() * 2 > children.len()
    }

    /// One entry for the whole, and one for each numbered point of its directions.
    fn take_industry(&mut self, at: usize, above: &Above) {
        self.mark_node(at, Use::Part);
        let node = &self.nodes[at];
        let text = node.head.clone();
        let mut below = Above { entry: Some(node.reference.clone()), ..above.clone() };
        let mut draft = self.clerk.draft(node.reference.clone(), &text);
        draft.kind = Kind::Programme;
        draft.parent.clone_from(&above.entry);
        draft.place = node.mark.start().map(|p| self.clerk.source.place_at(p)).unwrap_or_default();
        if !above.clause {
            draft.doubts.push(Doubt::new(Of::Lead, DoubtKind::NoClause));
        }
        draft.inherits = above.clause;
        self.begin(&text, 0, at);
        self.drafts.push(draft);
        below.no_work = false;
        for &child in &self.nodes[at].children.clone() {
            if self.has_clause(child) || !(is_aspect(&self.name(child)) || is_no_work(&self.name(child))) {
                self.visit(child, &below);
            } else {
                self.mark_node(child, Use::Part);
                self.append(&below, child);
                self.nodes[child].children.clone().into_iter().for_each(|point| self.visit(point, &below));
            }
        }
    }

    /// The title of a heading.
    fn name(&self, at: usize) -> Words {
        let head = &self.nodes[at].head;
        let (title, _) = title(head);
        head.slice(0..title.value.chars().count())
    }

    fn skip(&mut self, at: usize, of: Use) {
        self.mark_node(at, of);
        for child in self.nodes[at].children.clone() {
            self.skip(child, of);
        }
    }

    /// Text between a heading and its first child belongs to no entry; what is long is to be looked at.
    fn leave_intro(&mut self, at: usize, known: bool) {
        let node = &self.nodes[at];
        let length: usize = node.text.iter().map(|p| p.words.len()).sum();
        if !known && length > 120 {
            node.text.iter().for_each(|p| self.coverage.mark(&p.words, Use::Unread));
        }
    }

    /// The entries of a heading that has clauses. Gives the reference of the one that stands for all of it.
    fn take_stretches(&mut self, at: usize, own: &[Stretch], above: &Above, safeguards: bool) -> Option<String> {
        self.mark_node(at, Use::Part);
        let node = &self.nodes[at];
        let with: Vec<&Stretch> = own.iter().filter(|s| s.clause.is_some()).collect();
        let several = with.len() > 1;
        let trailing = own.last().filter(|s| s.clause.is_none());
        let mut whole = None;
        for (n, stretch) in with.iter().enumerate() {
            let letter = if several { letter(n) } else { String::new() };
            let mut text = stretch.text.clone();
            let covers_head = !several && heading_only(node, stretch);
            if let Some(trailing) = trailing.filter(|_| n + 1 == with.len()) {
                text.extend(&trailing.text);
            }
            let base = if node.reference.is_empty() { "§".to_owned() } else { node.reference.clone() };
            let mut draft = self.clerk.draft(format!("{base}{letter}"), &text);
            if n == 0 {
                draft.doubts.extend(node.doubts.iter().cloned());
                draft.place = node.mark.start().or(text.start()).map(|p| self.clerk.source.place_at(p)).unwrap_or_default();
            }
            if trailing.is_some() && n + 1 == with.len() && !covers_head && node.children.is_empty() {
                draft.doubts.push(Doubt::new(Of::Bodies, DoubtKind::After));
            }
            if let Some(clause) = &stretch.clause {
                self.clerk.take_clause(&mut draft, clause);
            }
            draft.parent.clone_from(&above.entry);
            draft.kind = kind(&draft, safeguards, !node.children.is_empty());
            self.begin(&text, n, at);
            whole.get_or_insert(draft.reference.clone());
            self.drafts.push(draft);
        }
        whole.filter(|_| !several)
    }

    /// Marks where an entry begins.
    fn begin(&mut self, text: &Words, n: usize, at: usize) {
        if n == 0 {
            self.coverage.mark(&self.nodes[at].mark, Use::Entry);
        }
        self.coverage.mark(&text.slice(0..1), Use::Entry);
    }

    /// A lowest heading without a clause of its own.
    fn take_leaf(&mut self, at: usize, above: &Above, safeguards: bool) {
        let node = &self.nodes[at];
        self.mark_node(at, Use::Part);
        let parts_of_above = above.clause && matches!(node.kind, NodeKind::Mark(MarkKind::Circle));
        if parts_of_above {
            return self.append(above, at);
        }
        if !above.clause
            && let Some(paragraphs) = lead_phrases(node)
        {
            return self.take_paragraphs(at, &paragraphs, above, safeguards);
        }
        let mut text = Words::default();
        self.stretches[at].iter().for_each(|s| text.extend(&s.text));
        if is_closing(&text) {
            return self.mark_node(at, Use::Skipped);
        }
        let mut draft = self.clerk.draft(node.reference.clone(), &text);
        draft.place = node.mark.start().map(|p| self.clerk.source.place_at(p)).unwrap_or_default();
        draft.doubts.extend(node.doubts.iter().cloned());
        draft.parent.clone_from(&above.entry);
        draft.inherits = above.clause;
        draft.kind = kind(&draft, safeguards, false);
        if !above.clause {
            self.lead_in_words(&mut draft, &text);
        }
        self.begin(&text, 0, at);
        self.drafts.push(draft);
    }

    /// Puts the text of a heading that is no entry behind that of the entry above.
    fn append(&mut self, above: &Above, at: usize) {
        let node = &self.nodes[at];
        let mut text = format!("{}{}", node.mark, node.head);
        node.text.iter().for_each(|p| text.push_str(&format!("\n{}", p.words)));
        match self.drafts.iter_mut().rev().find(|d| above.entry.as_ref() == Some(&d.reference)) {
            Some(draft) => draft.text = format!("{}\n{text}", draft.text),
            None => self.mark_node(at, Use::Unread),
        }
    }

    /// Who is responsible, where only the sentence says it. Among safeguards such words are of the whole plan: they are only proposed.
    fn lead_in_words(&self, draft: &mut Draft, text: &Words) {
        let by_body = sentence::by_body(text);
        let found = by_body.clone().or_else(|| sentence::responsible(text));
        let Some(words) = found else {
            draft.doubts.push(Doubt::new(Of::Lead, DoubtKind::NoClause));
            return;
        };
        if draft.kind == Kind::Safeguard {
            let named = super::role::duties(&words, false).bodies.into_iter().map(|(b, _)| b.name).collect();
            draft.doubts.push(Doubt::new(Of::Lead, DoubtKind::InSentence).about(words.to_string()).choices(named));
            return;
        }
        let clause = Clause { start: 0, end: words.len(), words, form: Form::Verbal, unclosed: false };
        self.clerk.take_clause(draft, &clause);
        let reason = if by_body.is_some() { DoubtKind::ByBody } else { DoubtKind::InSentence };
        draft.doubts.push(Doubt::new(Of::Lead, reason).about(clause.words.to_string()));
        if let Some(clause) = &mut draft.clause {
            clause.confidence = Confidence::Unclear;
        }
    }

    /// Each paragraph that opens with a phrase of its own is an entry.
    fn take_paragraphs(&mut self, at: usize, paragraphs: &[Words], above: &Above, safeguards: bool) {
        let node = &self.nodes[at];
        self.coverage.mark(&node.mark, Use::Heading);
        self.coverage.mark(&node.head, Use::Heading);
        for words in paragraphs {
            let mut draft = self.clerk.draft(String::new(), words);
            draft.reference = format!("{}§{}", node.reference, draft.title.value);
            draft.parent.clone_from(&above.entry);
            draft.kind = kind(&draft, safeguards, false);
            self.lead_in_words(&mut draft, words);
            self.coverage.mark(&words.slice(0..1), Use::Entry);
            self.drafts.push(draft);
        }
    }
}

/// A clause on a line of its own behind the last of several headings, none of which has one, covers them all.
fn lift_covering(nodes: &[Node], stretches: &mut [Vec<Stretch>]) {
    for at in (0..nodes.len()).rev() {
        let children = &nodes[at].children;
        let (Some(&last), true) = (children.last(), children.len() > 1) else { continue };
        let small = matches!(nodes[last].kind, NodeKind::Mark(MarkKind::ParArab | MarkKind::Circle));
        let has = |child: usize, stretches: &[Vec<Stretch>]| stretches[child].iter().any(|s| s.clause.is_some());
        let others = children[..children.len() - 1].iter().any(|&c| has(c, stretches)) || has(at, stretches);
        let own_line = stretches[last].iter().filter(|s| s.clause.is_some()).count() == 1 && stretches[last].iter().any(|s| s.own_line);
        if others || !own_line || !small {
            continue;
        }
        let taken = stretches[last].iter_mut().find_map(|s| s.clause.take());
        let mut text = stretches[at].first().map(|s| s.text.clone()).unwrap_or_default();
        if text.is_empty() {
            text = nodes[at].head.clone();
        }
        stretches[at] = vec![Stretch { text, clause: taken, own_line: true, ..Stretch::default() }];
    }
}

/// Whether the text of a heading is a table whose cells came apart: many short pieces, with the heads of columns among them.
fn is_spilled(node: &Node) -> bool {
    let mut sizes: Vec<usize> = node.text.iter().map(|p| p.words.len()).collect();
    sizes.sort_unstable();
    let heads = ["责任单位", "责任", "单位", "序号", "序", "牵头单位", "完成时限", "领域", "任务", "配合单位", "建设主体", "重点任务"];
    let named = node.text.iter().filter(|p| heads.iter().any(|h| p.words.to_string() == *h)).count();
    sizes.len() >= 12 && sizes[sizes.len() / 2] <= 14 && named >= 3
}

/// Whether the clause stands right behind the title of a heading.
fn heading_only(node: &Node, stretch: &Stretch) -> bool {
    stretch.text.len() <= node.head.len() && stretch.text.len() <= 45
}

fn letter(n: usize) -> String {
    char::from_u32('a' as u32 + n as u32).filter(char::is_ascii_lowercase).map_or_else(|| format!("·{}", n + 1), String::from)
}

fn kind(draft: &Draft, safeguards: bool, has_parts: bool) -> Kind {
    let title = &draft.title.value;
    if safeguards {
        Kind::Safeguard
    } else if ["工程", "行动", "计划"].iter().any(|w| title.ends_with(w)) && has_parts {
        Kind::Programme
    } else if title.ends_with("项目") {
        Kind::Project
    } else {
        Kind::Task
    }
}

/// Paragraphs of a heading without a text of its own, each of which opens with a short phrase closed by a full stop.
fn lead_phrases(node: &Node) -> Option<Vec<Words>> {
    let opens = |words: &Words| {
        words.find("。").is_some_and(|at| (3..=20).contains(&at) && at + 10 < words.len() && !words.slice(0..at).contains("，"))
    };
    let paragraphs: Vec<Words> = node.text.iter().map(|p| p.words.clone()).collect();
    let alone = node.head.len() <= 45 && !node.head.contains("。");
    (alone && paragraphs.len() >= 2 && paragraphs.iter().all(opens)).then_some(paragraphs)
}

//! Who has which part, by a clause.

use super::body_list::{Bodies, Named, read};
use super::body_name::{Likeness, is_post};
use super::doubt::{Doubt, DoubtKind, Of};
use super::duty::{Duty, groups};
use super::label::{Label, label_or_clipped, label_word};
use super::words::{Words, begins, depths, find, is_close, is_hanzi, is_open};

/// What the clause says of the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ground {
    /// It leads.
    Stated,
    /// It is named first.
    First,
    /// Nobody is said to lead.
    #[default]
    None,
}

/// The duties of a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Duties {
    /// All bodies in the clause's order, the lead among them.
    pub bodies: Vec<(Named, Duty)>,
    /// Which of them leads.
    pub lead: Option<usize>,
    pub ground: Ground,
    pub open: bool,
    /// The words of duty.
    pub operative: String,
    /// Persons, in the clause's words.
    pub people: Vec<Words>,
    /// What it says of the time.
    pub time: Option<Words>,
    pub doubts: Vec<Doubt>,
}

struct Segment {
    label: Option<Label>,
    words: Words,
}

/// Reads a clause. `first_leads`: by a rule of the plan who is named first leads.
pub(crate) fn duties(clause: &Words, first_leads: bool) -> Duties {
    let clause = without_rules(clause);
    let segments = segments(&clause);
    let mut duties = Duties::default();
    let labels: Vec<Label> = segments.iter().filter_map(|s| s.label).collect();
    for segment in &segments {
        duties.take(segment, &labels);
    }
    duties.settle(&labels, first_leads);
    duties
}

/// The parts of a clause, each with the label before it.
fn segments(clause: &Words) -> Vec<Segment> {
    let depths = depths(&clause.chars);
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    let mut at = 0;
    while at < clause.len() {
        match label_or_clipped(&clause.chars[at..]).filter(|_| depths[at] == 0) {
            Some((label, len)) => {
                found.push((at, len, label));
                at += len;
            }
            None => at += 1,
        }
    }
    if found.is_empty()
        && let Some((label, len)) = label_word(&clause.chars).filter(|(l, len)| l.names_bodies() && clause.len() > len + 2)
    {
        found.push((0, len, label));
    }
    let mut segments = Vec::new();
    let before = found.first().map_or(clause.len(), |f| f.0);
    segments.push(Segment { label: None, words: clause.slice(0..before) });
    for (n, (at, len, label)) in found.iter().enumerate() {
        let end = found.get(n + 1).map_or(clause.len(), |next| next.0);
        segments.push(Segment { label: Some(*label), words: clause.slice(at + len..end) });
    }
    segments
        .iter_mut()
        .for_each(|s| s.words = s.words.trimmed_of(|c| matches!(c, ' ' | '\n' | '，' | '；' | '。' | ',' | ';' | '、' | '/' | '.')));
    segments.retain(|s| !s.words.is_empty());
    segments
}

impl Duties {
    fn take(&mut self, segment: &Segment, labels: &[Label]) {
        let given = match segment.label {
            Some(Label::Deadline) => return self.time = Some(segment.words.clone()),
            Some(Label::Person) => return self.people.push(segment.words.clone()),
            Some(Label::Other) => return,
            Some(Label::Lead | Label::Main) => Some(Duty::Leads),
            Some(Label::Responsible) => Some(Duty::Shares),
            Some(Label::Cooperates) => Some(Duty::Cooperates),
            Some(Label::Implements) => Some(Duty::Implements),
            None if labels.iter().any(|l| l.names_bodies()) => return,
            None => None,
        };
        for group in groups(&segment.words) {
            // Under a label the word of duty of the label holds, but for those that another word is said of.
            let duty = match (given, group.duty) {
                (Some(Duty::Leads), Some(Duty::Shares)) | (Some(_), None) => given,
                (Some(Duty::Shares), Some(Duty::Implements)) if self.bodies.is_empty() => given,
                (_, own) => own,
            };
            if !group.operative.is_empty() {
                let comma = if self.operative.is_empty() { "" } else { "，" };
                self.operative.push_str(&format!("{comma}{}", group.operative));
            }
            self.take_names(read(&group.names), duty.unwrap_or(Duty::Shares));
        }
    }

    fn take_names(&mut self, bodies: Bodies, duty: Duty) {
        self.open |= bodies.open;
        self.doubts.extend(bodies.doubts);
        for named in bodies.names {
            if named.likeness == Likeness::No && is_time(&named.words.chars) {
                self.time.get_or_insert(named.words);
            } else if is_post(&named.words.chars) || (named.likeness == Likeness::No && is_person(&named.words.chars)) {
                self.people.push(named.words);
            } else if self.bodies.iter().any(|(other, _)| other.name == named.name) {
                self.doubts.push(Doubt::new(Of::Bodies, DoubtKind::Twice).about(named.name));
            } else {
                if named.likeness == Likeness::No {
                    self.doubts.push(Doubt::new(Of::Bodies, DoubtKind::NoBody).about(named.name.clone()));
                }
                self.bodies.push((named, duty));
            }
        }
    }

    /// Who leads of those that are named.
    fn settle(&mut self, labels: &[Label], first_leads: bool) {
        for (named, duty) in &mut self.bodies {
            if named.leads {
                *duty = Duty::Leads;
            }
        }
        let all = |duty: Duty| self.bodies.iter().enumerate().filter(move |(_, b)| b.1 == duty).map(|(at, _)| at).collect::<Vec<usize>>();
        let leads = all(Duty::Leads);
        let shares = all(Duty::Shares);
        (self.lead, self.ground) = match (leads.as_slice(), shares.as_slice()) {
            ([first, ..], _) => (Some(*first), Ground::Stated),
            ([], [first, rest @ ..]) => {
                let beside = labels.contains(&Label::Responsible) && labels.contains(&Label::Cooperates) && rest.is_empty();
                (Some(*first), if first_leads || beside { Ground::Stated } else { Ground::First })
            }
            // Only 配合, or only 落实: who carries out alone is responsible.
            ([], []) => all(Duty::Implements).first().map_or((None, Ground::None), |at| (Some(*at), Ground::First)),
        };
        if leads.len() > 1 {
            let names: Vec<String> = leads.iter().map(|&at| self.bodies[at].0.name.clone()).collect();
            self.doubts.push(Doubt::new(Of::Lead, DoubtKind::JointLeads).about(names.join("、")).choices(names));
        }
    }
}

fn is_time(chars: &[char]) -> bool {
    ["年", "月", "季度", "长期", "持续", "立即", "常态化", "即时"].iter().any(|w| find(chars, w).is_some()) && chars.len() <= 16
}

/// Two to four characters that end like no body.
fn is_person(chars: &[char]) -> bool {
    (2..=4).contains(&chars.len()) && chars.iter().all(|c| is_hanzi(*c))
}

/// Where a rule for the whole plan stands in words: `列第一位的为牵头单位，下同`.
pub(crate) fn first_leads_at(chars: &[char]) -> Option<(usize, usize)> {
    let word = ["第一位", "首位", "第一的", "列第一", "排名第一", "排第一", "排序第一"].iter().filter_map(|w| find(chars, w)).min()?;
    let starts = |c: char| matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '：') || is_open(c) || is_close(c);
    let start = (0..word).rev().find(|&at| starts(chars[at])).map_or(0, |at| at + 1);
    let reach = &chars[word..chars.len().min(word + 24)];
    let leads = ["牵头单位", "牵头部门", "牵头责任单位", "牵头的", "牵头", "主要责任单位", "主责单位", "责任单位"]
        .iter()
        .filter_map(|w| find(reach, w).map(|at| (at, w.chars().count())))
        .min_by_key(|(at, len)| (*at, usize::MAX - len))?;
    let mut end = word + leads.0 + leads.1;
    let tail = &chars[end..];
    for same in ["，下同", ",下同", "、下同", "。下同", "(下同)", "（下同）", " 下同", "下同"] {
        if begins(tail, same) {
            end += same.chars().count();
            break;
        }
    }
    Some((start, end))
}

/// Where it is said of a body that it has a part in every task: the whole, and the body.
pub(crate) fn everywhere_at(chars: &[char]) -> Option<((usize, usize), (usize, usize))> {
    const NOT_AGAIN: [&str; 11] = [
        "不再列出",
        "不再单独列出",
        "不再分工",
        "不再做分工",
        "不再作分工",
        "不再一一列出",
        "不再逐一列出",
        "不再另列",
        "不再重复列出",
        "不再逐项列出",
        "不再一一列举",
    ];
    let (at, len) = NOT_AGAIN.iter().filter_map(|w| find(chars, w).map(|p| (p, w.chars().count()))).min()?;
    let reach = chars[..at].iter().rposition(|c| matches!(c, '。' | '；' | ';')).map_or(0, |p| p + 1).max(at.saturating_sub(60));
    let (need, from) = ["均需", "均涉及", "均由", "都需", "需由", "涉及", "需"]
        .iter()
        .find_map(|w| find(&chars[reach..at], w).map(|p| (reach + p, reach + p + w.chars().count())))?;
    let before = need.saturating_sub(14).max(reach);
    let start = ["以下", "以上", "上述", "具体任务", "各项任务", "各项工作", "各项"]
        .iter()
        .filter_map(|w| find(&chars[before..need], w))
        .min()
        .map_or(need, |p| before + p);
    let depths = depths(&chars[from..at]);
    let said = &chars[from..at];
    let ends_name = |p: usize| {
        depths[p] == 0
            && (["落实", "推进", "负责", "配合", "参与", "实施"].iter().any(|w| begins(&said[p..], w))
                || matches!(said[p], '的' | '，' | ',' | '。'))
    };
    let until = (0..said.len()).find(|&p| ends_name(p)).unwrap_or(said.len());
    let mut end = at + len;
    for same in ["，下同", ",下同", "下同"] {
        if begins(&chars[end..], same) {
            end += same.chars().count();
            break;
        }
    }
    Some(((start, end), (from, from + until)))
}

/// A clause without what it says of the whole plan.
fn without_rules(clause: &Words) -> Words {
    let mut words = clause.clone();
    for _ in 0..3 {
        let found = first_leads_at(&words.chars).or_else(|| everywhere_at(&words.chars).map(|(whole, _)| whole));
        let Some((mut start, mut end)) = found else { break };
        let enclosed = start > 0 && is_open(words.chars[start - 1]) && words.chars.get(end).is_some_and(|c| is_close(*c));
        if enclosed {
            (start, end) = (start - 1, end + 1);
        }
        let mut rest = words.slice(0..start);
        rest.extend(&words.slice(end..words.len()));
        words = rest;
    }
    if let Some(at) = words.find("下同") {
        let mut rest = words.slice(0..at);
        rest.extend(&words.slice(at + 2..words.len()));
        words = rest;
    }
    words.trimmed_of(|c| matches!(c, ' ' | '，' | '。' | '；' | ',' | ';' | '、' | '.'))
}

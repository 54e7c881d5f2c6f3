//! Lists of bodies: split outside brackets, collectives kept whole, shared beginnings and endings completed, `等` taken off.

use super::body_name::{Likeness, core, is_collective, lead_mark, level, likeness, of_every_level};
use super::doubt::{Doubt, DoubtKind, Of};
use super::words::{Words, begins, depths, ends, is_close};

/// A name as a list has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The name, completed where the list says a part of it once for several.
    pub name: String,
    /// As it stands in the document.
    pub words: Words,
    /// A mark behind it says that it leads.
    pub leads: bool,
    pub likeness: Likeness,
}

/// What a list names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bodies {
    pub names: Vec<Named>,
    /// It ends with 等.
    pub open: bool,
    pub doubts: Vec<Doubt>,
}

const SEPARATORS: [char; 12] = ['、', '，', ',', ';', '；', '/', '|', '\n', '﹑', '､', '｜', '／'];

/// Reads a list of bodies.
pub(crate) fn read(words: &Words) -> Bodies {
    let mut bodies = Bodies::default();
    let mut pieces = Vec::new();
    for piece in glued(split(words)) {
        pieces.extend(parted(piece, &mut bodies.open));
    }
    for piece in pieces {
        bodies.push(&piece);
    }
    bodies.complete_endings();
    bodies.complete_beginnings();
    if bodies.open {
        bodies.doubts.push(Doubt::new(Of::Bodies, DoubtKind::OpenList));
    }
    bodies
}

/// The pieces between separators outside brackets. A blank parts only names.
fn split(words: &Words) -> Vec<Words> {
    let depths = depths(&words.chars);
    let marks: Vec<usize> = (0..words.len()).filter(|&at| depths[at] == 0 && SEPARATORS.contains(&words.chars[at])).collect();
    let mut pieces = Vec::new();
    for piece in unbroken(words, &marks) {
        let blanks: Vec<usize> = (0..piece.len()).filter(|&at| piece.chars[at] == ' ').collect();
        let parts = piece.cut_at(&blanks);
        let all_names = parts.len() > 1 && parts.iter().all(|p| likeness(&p.chars) != Likeness::No);
        if all_names { pieces.extend(parts) } else { pieces.push(piece) }
    }
    pieces.into_iter().map(|p| p.trimmed_of(|c| matches!(c, ' ' | '。' | '.' | '：' | ':'))).filter(|p| !p.is_empty()).collect()
}

/// The pieces; a name that goes over two lines of its cell is one.
fn unbroken(words: &Words, marks: &[usize]) -> Vec<Words> {
    let mut out: Vec<(Words, bool)> = Vec::new();
    let mut ends = marks.iter();
    for piece in words.cut_at(marks) {
        let line_ends = ends.next().is_some_and(|at| words.chars[*at] == '\n');
        match out.last_mut() {
            Some((last, true)) if likeness(&last.chars) == Likeness::No && !last.is_empty() && joined_is_name(last, &piece) => {
                last.extend(&piece);
                out.last_mut().into_iter().for_each(|o| o.1 = line_ends);
            }
            _ => out.push((piece, line_ends)),
        }
    }
    out.into_iter().map(|(piece, _)| piece).collect()
}

fn joined_is_name(last: &Words, next: &Words) -> bool {
    let mut whole = last.clone();
    whole.extend(next);
    likeness(&whole.chars) == Likeness::Strong
}

/// Puts together what a `、` inside of a collective name has parted: `各市、县（市、区）政府`.
fn glued(pieces: Vec<Words>) -> Vec<Words> {
    let mut out: Vec<Words> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if hangs(&last.chars, &piece.chars) => {
                last.push('、', piece.start().unwrap_or_default().saturating_sub(1));
                last.extend(&piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

fn hangs(last: &[char], next: &[char]) -> bool {
    let conjunction = last.iter().rposition(|c| matches!(c, '及' | '和' | '与')).map_or(0, |at| at + 1);
    let last = &last[conjunction..];
    const BEFORE: [&str; 16] =
        ["各市", "各区", "各县", "各乡", "各镇", "市", "县", "区", "省", "各省", "各州", "各设区市", "乡", "各地市", "各级", "相关市"];
    const AFTER: [&str; 8] = ["县", "区", "市", "乡", "镇", "街道", "州", "旗"];
    let short = |c: &&str| last.iter().collect::<String>() == **c;
    let tail = |len: usize| next.get(len).is_none_or(|c| super::words::is_open(*c)) || TAILS.iter().any(|t| begins(&next[len..], t));
    const TAILS: [&str; 12] = ["人民政府", "政府", "有关", "相关", "级", "、", "各", "两级", "三级", "区", "政务", "委"];
    let place = AFTER.iter().any(|a| begins(next, a) && tail(a.chars().count()));
    let committee = begins(next, "管委会") && next.len() <= 4 && ends(core(last), "区") && begins(last, "各");
    let ends_open = last.last().is_some_and(|c| matches!(c, '市' | '县' | '区' | '州')) && last.len() <= 3 && begins(last, "各");
    ((BEFORE.iter().any(short) || ends_open) && place) || committee
}

/// The parts of a piece: around `及`, `和`, without what follows `等`.
fn parted(piece: Words, open: &mut bool) -> Vec<Words> {
    let piece = without_note(piece);
    let depths = depths(&piece.chars);
    for (at, depth) in depths.iter().enumerate().skip(1) {
        if *depth != 0 || piece.chars[at] != '等' {
            continue;
        }
        let before = piece.slice(0..at);
        let rest = &piece.chars[at + 1..];
        let tail = list_tail(rest);
        if let Some(taken) = tail
            && (likeness(&before.chars) != Likeness::No || before.chars.iter().any(|c| matches!(c, '及' | '和')))
        {
            *open = true;
            let mut all = parted(before, open);
            let after = piece.slice(at + 1 + taken..piece.len()).trimmed_of(|c| matches!(c, '及' | '和' | '与' | '以' | ' '));
            if !after.is_empty() {
                all.extend(parted(after, open));
            }
            return all;
        }
    }
    for conjunction in ["以及", "及", "和", "与", "会同"] {
        let len = conjunction.chars().count();
        for (at, depth) in depths.iter().enumerate().take(piece.len().saturating_sub(len)).skip(1) {
            if *depth == 0 && begins(&piece.chars[at..], conjunction) {
                let (left, right) = (piece.slice(0..at).trimmed(), piece.slice(at + len..piece.len()).trimmed());
                if splits(&left.chars, &right.chars) {
                    return [parted(left, open), parted(right, open)].concat();
                }
            }
        }
    }
    vec![piece]
}

/// Whether both sides of a conjunction are names.
fn splits(left: &[char], right: &[char]) -> bool {
    let whole = |side: &[char]| likeness(side) == Likeness::Strong || (likeness(side) == Likeness::Loose && side.len() >= 3);
    whole(left) && whole(right)
}

/// How much of what follows `等` belongs to it, where `等` ends a list.
fn list_tail(rest: &[char]) -> Option<usize> {
    const TAILS: [&str; 22] = [
        "部门",
        "单位",
        "有关部门",
        "有关单位",
        "相关部门",
        "相关单位",
        "省级有关单位",
        "省级有关部门",
        "省直有关部门",
        "省直有关单位",
        "市级有关部门",
        "市级有关单位",
        "市直有关部门",
        "市直有关单位",
        "县直有关部门",
        "省有关部门",
        "市有关部门",
        "各有关单位",
        "省级部门",
        "有关省级部门",
        "各相关单位",
        "各部门",
    ];
    let tail = super::words::longest(rest, &TAILS).map_or(0, |w| w.chars().count());
    let next = rest.get(tail).copied();
    let ends_here = next.is_none_or(|c| matches!(c, '及' | '和' | '与' | '以' | ' ' | '；') || is_close(c));
    ends_here.then_some(tail)
}

/// Leaves out a note behind a name that is none of it: `（按职责分工）`.
fn without_note(piece: Words) -> Words {
    for note in ["（按职责分工）", "（负责）", "（配合）", "（排名第一）"] {
        if piece.ends_with(note) {
            return piece.slice(0..piece.len() - note.chars().count());
        }
    }
    piece
}

impl Bodies {
    fn push(&mut self, piece: &Words) {
        let mark = lead_mark(&piece.chars);
        let words = piece.slice(0..piece.len() - mark.unwrap_or(0)).trimmed();
        if words.is_empty() || ["无", "／", "—", "-", "×", "同上"].iter().any(|w| words.to_string() == *w) {
            return;
        }
        let likeness = likeness(&words.chars);
        self.names.push(Named { name: words.to_string().replace(' ', ""), words, leads: mark.is_some(), likeness });
    }

    /// `甲市、乙市、丙市人民政府`: three governments.
    fn complete_endings(&mut self) {
        for ending in ["人民政府", "政府", "管委会"] {
            let Some(last) = self.names.iter().rposition(|n| n.words.ends_with(ending)) else { continue };
            let bare = &self.names[last].words;
            let place = bare.slice(0..bare.len() - ending.chars().count());
            if !is_place(&place.chars) {
                continue;
            }
            let from = (0..last).rev().take_while(|&at| is_place(&self.names[at].words.chars)).last();
            for at in from.unwrap_or(last)..last {
                let named = &mut self.names[at];
                named.name.push_str(ending);
                named.likeness = Likeness::Strong;
                self.doubts.push(
                    Doubt::new(Of::Bodies, DoubtKind::Completed)
                        .about(named.name.clone())
                        .choices(vec![named.name.clone(), named.words.to_string()]),
                );
            }
        }
    }

    /// `省科技厅、商务厅`: both are the province's.
    fn complete_beginnings(&mut self) {
        let mut before: Option<char> = None;
        for named in &mut self.names {
            if let Some(own) = level(&named.words.chars).filter(|_| !is_collective(&named.words.chars)) {
                before = Some(own);
            } else if let Some(own) = before.filter(|own| of_every_level(&named.words.chars) && fits_level(*own, &named.words.chars)) {
                named.name = format!("{own}{}", named.name);
                self.doubts.push(
                    Doubt::new(Of::Bodies, DoubtKind::NoLevel)
                        .about(named.words.to_string())
                        .choices(vec![named.name.clone(), named.words.to_string()]),
                );
            }
        }
    }
}

/// Provinces have no 局 of what they have a 厅 of, and cities have no 厅.
fn fits_level(level: char, name: &[char]) -> bool {
    level == '省' || !ends(core(name), "厅")
}

fn is_place(chars: &[char]) -> bool {
    (2..=7).contains(&chars.len())
        && chars.last().is_some_and(|c| matches!(c, '市' | '县' | '区' | '州' | '旗' | '镇' | '乡'))
        && !begins(chars, "各")
        && !chars.contains(&'、')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut words = Words::default();
        text.chars().for_each(|c| words.push(c, 0));
        read(&words).names.into_iter().map(|n| n.name).collect()
    }

    #[test]
    fn lists_are_split_outside_of_collectives() {
        assert_eq!(names("市发改委、各市、县〔市、区〕政府"), ["市发改委", "各市、县〔市、区〕政府"]);
        assert_eq!(names("各区、县级市"), ["各区、县级市"]);
        assert_eq!(names("省乡村振兴局等单位及市、县有关部门"), ["省乡村振兴局", "市、县有关部门"]);
        assert_eq!(names("甲局，乙局;各县（市、区）政府"), ["甲局", "乙局", "各县（市、区）政府"]);
        assert_eq!(names("省市监局（省知识产权局）、市委组织部（人才办）"), ["省市监局（省知识产权局）", "市委组织部（人才办）"]);
        assert_eq!(names("两园三区（甲区政府、乙区政府）"), ["两园三区（甲区政府、乙区政府）"]);
    }

    #[test]
    fn conjunctions_part_names_and_not_the_words_in_them() {
        assert_eq!(names("市水利局及各县政府"), ["市水利局", "各县政府"]);
        assert_eq!(names("市发展和改革委员会、省文化广电和旅游厅和市教育局"), ["市发展和改革委员会", "省文化广电和旅游厅", "市教育局"]);
        assert_eq!(names("市人力资源和社会保障局"), ["市人力资源和社会保障局"]);
        assert_eq!(names("省经信厅、省发展改革委及相关省级部门"), ["省经信厅", "省发展改革委", "相关省级部门"]);
    }

    #[test]
    fn what_is_said_once_for_several_is_said_of_each() {
        assert_eq!(names("甲市、乙市、丙市人民政府"), ["甲市人民政府", "乙市人民政府", "丙市人民政府"]);
        assert_eq!(names("省科技厅、工业和信息化厅、税务局"), ["省科技厅", "省工业和信息化厅", "税务局"]);
        assert_eq!(names("省法院、检察院"), ["省法院", "省检察院"]);
        assert_eq!(names("商务局、宣传部"), ["商务局", "宣传部"]);
    }

    #[test]
    fn a_list_that_ends_with_others_stays_open() {
        let mut words = Words::default();
        "甲局、乙局等部门".chars().for_each(|c| words.push(c, 0));
        let read = read(&words);
        assert!(read.open && read.names.len() == 2 && read.names[1].name == "乙局");
        assert_eq!(names("省数据局、省市场监管局等省级有关单位"), ["省数据局", "省市场监管局"]);
    }
}

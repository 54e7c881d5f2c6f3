//! A finished bulletin that comes back (Word, WPS): which of its numbers the ledger does not bear out any more.

use chrono::NaiveDate;
use std::collections::HashMap;

use super::blank::mark_of;
use super::document::{Block, Document, Run};
use crate::text::fold_width;

/// A paragraph of a finished file, or a row of one of its tables with its cells behind tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Where it stands, for readers.
    pub(crate) place: String,
    pub(crate) text: String,
}

/// What was found of a line that has numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It has other numbers than the ledger gives: each as it stands there, and as it would be now, where one stands for it.
    Differs { line: Printed, now: String, numbers: Vec<(String, Option<String>)> },
    /// The ledger gives no such sentence, so that nothing bears out its numbers.
    Unknown(Printed),
}

/// A finished bulletin held against what the ledger gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proofs {
    /// How many lines with numbers agree.
    pub(crate) agreed: usize,
    pub(crate) found: Vec<Proof>,
}

/// So much of a line must stand in another for both to be the same sentence, edited.
const ALIKE: f64 = 0.5;

/// Holds the lines of a file against a document that the ledger gives.
pub(crate) fn proofread(document: &Document, lines: Vec<Printed>) -> Proofs {
    let wanted: Vec<Wanted> = texts(document).into_iter().map(|text| Wanted::of(&text)).collect();
    let index = Index::of(&wanted);
    let mut proofs = Proofs::default();
    for line in lines {
        let own = Wanted::of(&line.text);
        if own.numbers.is_empty() || index.exact.contains_key(own.plain.as_str()) {
            proofs.agreed += usize::from(!own.numbers.is_empty());
            continue;
        }
        let Some(now) = index.nearest(&own, &wanted) else {
            proofs.found.push(Proof::Unknown(line));
            continue;
        };
        match differing(&own, now) {
            numbers if numbers.is_empty() => proofs.agreed += 1,
            numbers => proofs.found.push(Proof::Differs { line, now: now.text.clone(), numbers }),
        }
    }
    proofs
}

/// Whether a file of Word is the bulletin of that mark (period and audience), by the tags of its blanks.
pub(crate) fn is_of(document_xml: &str, paper: &str) -> bool {
    let mark = mark_of(paper);
    document_xml.contains(&format!("duban:{mark}:")) || document_xml.contains(&format!("_db{}_", &mark[..8]))
}

/// The cut-off that a bulletin states: `截至2026年1月15日记录的反馈`.
pub(crate) fn stated_cutoff<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<NaiveDate> {
    lines.into_iter().find_map(|line| {
        let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let (before, _) = plain.split_once("记录的反馈")?;
        let day = before.rsplit_once("截至")?.1;
        crate::domain::parse_date(day, NaiveDate::default()).ok()
    })
}

/// A line as it is compared.
struct Wanted {
    text: String,
    /// Without blanks, in one width.
    plain: String,
    /// The same with its numbers left out.
    words: String,
    numbers: Vec<String>,
}

impl Wanted {
    fn of(text: &str) -> Wanted {
        let plain: String = fold_width(text).chars().filter(|c| !c.is_whitespace() || *c == '\t').collect();
        let (mut words, mut numbers, mut number) = (String::new(), Vec::new(), String::new());
        for c in plain.chars().chain(['\n']) {
            let goes_on = c.is_ascii_digit() || (!number.is_empty() && matches!(c, '.' | '%'));
            if goes_on {
                number.push(c);
                continue;
            }
            if !number.is_empty() {
                words.push('#');
                numbers.push(std::mem::take(&mut number).trim_end_matches('.').to_owned());
            }
            if c != '\n' && c != '\t' {
                words.push(c);
            }
        }
        Wanted { text: text.replace('\t', " | "), plain, words, numbers }
    }

    fn pairs(&self) -> Vec<(char, char)> {
        let chars: Vec<char> = self.words.chars().collect();
        let mut all: Vec<(char, char)> = chars.windows(2).map(|two| (two[0], two[1])).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The lines that the ledger gives, by what is said in them.
struct Index<'a> {
    exact: HashMap<&'a str, usize>,
    words: HashMap<&'a str, Vec<usize>>,
    pairs: HashMap<(char, char), Vec<usize>>,
    lengths: Vec<usize>,
}

impl<'a> Index<'a> {
    fn of(wanted: &'a [Wanted]) -> Index<'a> {
        let mut index = Index { exact: HashMap::new(), words: HashMap::new(), pairs: HashMap::new(), lengths: Vec::new() };
        for (at, one) in wanted.iter().enumerate() {
            index.exact.entry(&one.plain).or_insert(at);
            index.words.entry(&one.words).or_default().push(at);
            let pairs = one.pairs();
            index.lengths.push(pairs.len());
            pairs.into_iter().for_each(|pair| index.pairs.entry(pair).or_default().push(at));
        }
        index
    }

    /// The line that says the same with other numbers, or the one that is most alike.
    fn nearest<'w>(&self, own: &Wanted, wanted: &'w [Wanted]) -> Option<&'w Wanted> {
        let same = self.words.get(own.words.as_str()).map(Vec::as_slice).unwrap_or_default();
        if let Some(best) = same.iter().max_by_key(|at| shared(&own.numbers, &wanted[**at].numbers)) {
            return wanted.get(*best);
        }
        let pairs = own.pairs();
        let mut counts: HashMap<usize, usize> = HashMap::new();
        pairs.iter().filter_map(|pair| self.pairs.get(pair)).flatten().for_each(|at| *counts.entry(*at).or_default() += 1);
        let likeness = |(at, count): (usize, usize)| {
            let share = 2.0 * count as f64 / (pairs.len() + self.lengths[at]).max(1) as f64;
            (share >= ALIKE).then_some((at, share))
        };
        let best = counts.into_iter().filter_map(likeness).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.and_then(|(at, _)| wanted.get(at))
    }
}

fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a == b).count()
}

/// The numbers of a line that do not stand in the other: by their places where both say the same words, else each wherever it stands.
fn differing(own: &Wanted, now: &Wanted) -> Vec<(String, Option<String>)> {
    if own.words == now.words {
        let pairs = own.numbers.iter().zip(&now.numbers).filter(|(a, b)| a != b);
        return pairs.map(|(a, b)| (a.clone(), Some(b.clone()))).collect();
    }
    let mut left: Vec<&String> = now.numbers.iter().collect();
    let mut missing = Vec::new();
    for number in &own.numbers {
        match left.iter().position(|other| *other == number) {
            Some(at) => drop(left.remove(at)),
            None => missing.push((number.clone(), None)),
        }
    }
    missing
}

/// All texts of a document, line by line.
fn texts(document: &Document) -> Vec<String> {
    let runs = |runs: &[Run]| runs.iter().map(Run::text).collect::<String>();
    let mut all = vec![document.title.clone()];
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) => all.push(text.clone()),
            Block::Paragraph(words) | Block::Line(_, words) => all.push(runs(words)),
            Block::Blank(blank) => all.push(blank.words()),
            Block::Annex { label, title, .. } => all.extend([label.clone(), title.clone(), format!("{label}{title}")]),
            Block::Table(table) => {
                all.push(table.columns.iter().map(|c| c.head).collect::<Vec<_>>().join("\t"));
                all.extend(table.rows.iter().map(|row| row.iter().map(|cell| cell.as_str()).collect::<Vec<_>>().join("\t")));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Printed {
        Printed { place: String::new(), text: text.to_owned() }
    }

    #[test]
    fn a_number_that_the_ledger_does_not_give_is_found_and_edited_words_are_not() {
        let paragraph = |text: &str| Block::Paragraph(vec![Run::Plain(text.to_owned())]);
        let document = Document::new(
            "通报",
            vec![paragraph("全市12项任务中，已完成5项，占41.7%。"), paragraph("截至2026年1月15日记录的反馈计入本期。")],
        );
        let proofs = proofread(
            &document,
            vec![
                printed("全市12项任务中， 已完成 6 项，占50%。"),
                printed("全市12项任务里已完成5项，占41.7%，进展较快。"),
                printed("全市12项任务里已完成7项，占41.7%，进展较快。"),
                printed("另据统计，粮食加工量达到880万吨。"),
                printed("没有数字的一句。"),
            ],
        );
        let numbers = |proof: &Proof| match proof {
            Proof::Differs { numbers, .. } => numbers.iter().map(|(a, b)| (a.clone(), b.clone().unwrap_or_default())).collect(),
            Proof::Unknown(line) => vec![("?".to_owned(), line.text.clone())],
        };
        let found: Vec<Vec<(String, String)>> = proofs.found.iter().map(numbers).collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            found,
            [vec![pair("6", "5"), pair("50%", "41.7%")], vec![pair("7", "")], vec![pair("?", "另据统计，粮食加工量达到880万吨。")]]
        );
        assert_eq!(proofs.agreed, 1);
        assert_eq!(stated_cutoff(["各单位截至2026年1月15日记录的反馈计入本期"]), "2026-01-15".parse().ok());
    }
}

//! What words narrow a table to: such as stand anywhere in a row, and `单位:市工信局` for what stands under one head.

use std::cmp::Ordering;

use crate::domain::parse_amount;
use crate::query::Matcher;
use crate::report::{Cell, Head};
use crate::text::{Lang, fold_width};

enum Condition {
    /// Somewhere in a row.
    Anywhere(Matcher),
    /// Somewhere in the cell of a column.
    Within(usize, Matcher),
    /// The cell of a column says this and no more.
    Is(usize, String),
    /// The number in a column is more than this, less, or as much.
    Compares(usize, &'static [Ordering], f64),
    /// What follows `!` does not hold.
    Not(Box<Condition>),
}

/// All that must hold of a row.
pub(crate) struct Conditions(Vec<Condition>);

impl Conditions {
    pub(crate) fn read(text: &str, heads: &[Head]) -> Conditions {
        Conditions(pieces(text).into_iter().map(|piece| condition(piece, heads)).collect())
    }

    /// Whether each holds of one of the rows that stand for a thing, or of other texts by which it is known.
    pub(crate) fn hold(&self, rows: &[&[Cell]], others: &[&str], lang: Lang) -> bool {
        self.0.iter().all(|condition| condition.holds(rows, others, lang))
    }
}

impl Condition {
    fn holds(&self, rows: &[&[Cell]], others: &[&str], lang: Lang) -> bool {
        let says = |row: &[Cell], at: usize| row.get(at).map(|cell| cell.words(lang)).unwrap_or_default();
        match self {
            Condition::Not(other) => !other.holds(rows, others, lang),
            Condition::Anywhere(word) => {
                others.iter().any(|text| word.finds(text)) || rows.iter().any(|row| row.iter().any(|cell| word.finds(&cell.words(lang))))
            }
            Condition::Within(at, word) => rows.iter().any(|row| word.finds(&says(row, *at))),
            Condition::Compares(at, ways, bound) => {
                let compared = |cell: &Cell| number(cell).map(|value| value.total_cmp(bound));
                rows.iter().filter_map(|row| compared(row.get(*at)?)).any(|order| ways.contains(&order))
            }
            Condition::Is(at, value) => rows.iter().any(|row| plain(&says(row, *at)) == *value),
        }
    }
}

/// The words that narrow a table to a value of a column.
pub(crate) fn term(head: &Head, value: &str) -> String {
    format!("{}:\"{}\"", name(head), plain(value))
}

/// A head without blanks: so it is written before a colon.
fn name(head: &Head) -> String {
    head.title.split_whitespace().collect()
}

/// A value as it is compared: quotes cannot be written in quotes, and lines end where they may.
fn plain(value: &str) -> String {
    value.replace('"', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between blanks that are in no quotes.
fn pieces(text: &str) -> Vec<&str> {
    let (mut all, mut begin, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        quoted ^= matches!(c, '"' | '“' | '”');
        if c.is_whitespace() && !quoted {
            all.push(&text[begin..at]);
            begin = at + c.len_utf8();
        }
    }
    all.push(&text[begin..]);
    all.retain(|piece| !piece.is_empty());
    all
}

/// The signs between a head and a number, the longer ones first.
const SIGNS: [(&str, &[Ordering]); 6] = [
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("<=", &[Ordering::Less, Ordering::Equal]),
    ("≥", &[Ordering::Greater, Ordering::Equal]),
    ("≤", &[Ordering::Less, Ordering::Equal]),
    (">", &[Ordering::Greater]),
    ("<", &[Ordering::Less]),
];

/// A number as a person reads it: of a percent its hundredths.
fn number(cell: &Cell) -> Option<f64> {
    let share = matches!(cell, Cell::Percent(_) | Cell::Share(_));
    cell.value().map(|value| if share { value * 100.0 } else { value })
}

/// `投资>5000`, `年度完成率<50%`.
fn comparison(piece: &str, heads: &[Head]) -> Option<Condition> {
    let piece = fold_width(piece);
    let (sign, ways) = SIGNS.iter().find(|(sign, _)| piece.contains(sign))?;
    let (before, value) = piece.split_once(sign)?;
    let at = heads.iter().position(|head| fold_width(&name(head)).eq_ignore_ascii_case(before))?;
    let bound = parse_amount(value.trim_end_matches('%'))?;
    Some(Condition::Compares(at, ways, bound))
}

fn condition(piece: &str, heads: &[Head]) -> Condition {
    if let Some(other) = piece.strip_prefix(['!', '！']).filter(|other| !other.is_empty()) {
        return Condition::Not(Box::new(condition(other, heads)));
    }
    if let Some(compares) = comparison(piece, heads) {
        return compares;
    }
    let divided = piece.split_once([':', '：']);
    let found = divided.and_then(|(before, value)| {
        let at = heads.iter().position(|head| fold_width(&name(head)) == fold_width(before))?;
        Some((at, value))
    });
    let Some((at, value)) = found else { return Condition::Anywhere(Matcher::new(piece)) };
    let inner = value.strip_prefix(['"', '“']);
    match inner.map(|inner| inner.strip_suffix(['"', '”']).unwrap_or(inner)) {
        Some(whole) => Condition::Is(at, plain(whole)),
        None => Condition::Within(at, Matcher::new(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_anywhere_and_a_value_under_its_head() {
        let heads = [Head::new("单位", 20), Head::new("In use", 8), Head::new("逾期", 8)];
        let row = [Cell::text("市 工信局"), Cell::text("现用"), Cell::count(3)];
        let holds = |text: &str| Conditions::read(text, &heads).hold(&[&row], &["方案一"], Lang::Zh);
        for text in [
            "",
            "gxj",
            "单位:工信",
            "单位：\"市 工信局\" 逾期:\"3\"",
            "inuse:“现用”",
            "方案",
            "逾期>2",
            "逾期＞＝３",
            "逾期≤3",
            "!农业 ！逾期>3",
            "!单位:\"工信局\"",
            &term(&heads[0], "市 工信局"),
        ] {
            assert!(holds(text), "{text}");
        }
        for text in ["逾期:\"\"", "单位:\"工信局\"", "逾期:4", "!逾期>2", "农业", "10:30", "逾期>3", "逾期<3", "单位>3", "逾期>很多"]
        {
            assert!(!holds(text), "{text}");
        }
    }
}

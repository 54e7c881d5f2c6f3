//! References of formulas (`$B$7`, `'一季度'!C3:C9`, `5:8`) where rows come into a sheet.

/// Rows that come into a sheet: copies of one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Growth {
    /// The row that is copied, counted from 1: what ends with it goes on over the copies.
    pub(super) row: u32,
    pub(super) by: u32,
}

impl Growth {
    /// Where a row stands then.
    pub(super) fn moved(self, row: u32) -> u32 {
        if row > self.row { row.saturating_add(self.by) } else { row }
    }

    /// Where the last row of a range stands then.
    fn end(self, row: u32) -> u32 {
        if row >= self.row { row.saturating_add(self.by) } else { row }
    }

    /// A range (`B5:C9`, or one cell) as it is then; several stand with blanks between them.
    pub(super) fn area(self, area: &str) -> String {
        area.split(' ').map(|one| self.formula(one, true)).collect::<Vec<_>>().join(" ")
    }

    /// A formula as it is then. `is_here`: it stands in the sheet that grows; `sheet` in names of it is asked of the caller.
    pub(super) fn formula(self, formula: &str, is_here: bool) -> String {
        self.formula_of(formula, is_here, "")
    }

    /// The same where the sheet that grows has a name, by which formulas of others mean it.
    pub(super) fn formula_of(self, formula: &str, is_here: bool, sheet: &str) -> String {
        let tokens = tokens(formula);
        let is_end = |at: usize| at >= 2 && tokens[at - 1].text == ":" && tokens[at - 2].row.is_some();
        let is_start = |at: usize| tokens.get(at + 1).is_some_and(|t| t.text == ":") && tokens.get(at + 2).is_some_and(|t| t.row.is_some());
        let mut means = is_here;
        let mut out = String::with_capacity(formula.len());
        for (at, token) in tokens.iter().enumerate() {
            if let Some(name) = &token.sheet {
                means = if sheet.is_empty() { false } else { name.eq_ignore_ascii_case(sheet) };
                out.push_str(token.text);
                continue;
            }
            match token.row {
                Some(row) if means => {
                    let row = if is_end(at) { self.end(row) } else { self.moved(row) };
                    out.push_str(token.head);
                    out.push_str(&row.to_string());
                }
                _ => out.push_str(token.text),
            }
            // What is said of a sheet holds for its range and no further.
            if token.row.is_some() && !is_start(at) || (token.row.is_none() && token.text != ":") {
                means = is_here;
            }
        }
        out
    }
}

/// A formula as it stands so many rows further down: what is not pinned goes with it.
pub(super) fn copied(formula: &str, down: u32) -> String {
    let one = |token: Token<'_>| match token.row {
        Some(row) if !token.head.ends_with('$') => format!("{}{}", token.head, row.saturating_add(down)),
        _ => token.text.to_owned(),
    };
    tokens(formula).into_iter().map(one).collect()
}

/// A piece of a formula.
struct Token<'a> {
    text: &'a str,
    /// What stands before the number of the row.
    head: &'a str,
    /// The row to which it refers.
    row: Option<u32>,
    /// The sheet of which the next reference is.
    sheet: Option<String>,
}

fn tokens(formula: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' | '\'' => quoted(rest, first),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (mut text, mut after) = rest.split_at(len);
        let mut sheet = None;
        if first != '"' && after.starts_with('!') {
            (text, after) = rest.split_at(len + 1);
            sheet = Some(text[..len].trim_matches('\'').replace("''", "'"));
        }
        let is_call = after.trim_start().starts_with('(');
        let (head, row) = if sheet.is_none() && !is_call { refers(text) } else { (text, None) };
        let whole_rows = head.trim_matches('$').is_empty();
        let is_range = after.starts_with(':') || all.last().is_some_and(|t: &Token<'_>| t.text == ":");
        let row = row.filter(|_| !whole_rows || is_range);
        all.push(Token { text, head, row, sheet });
        rest = after;
    }
    all
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.' | '\\')
}

/// How long a text in quotes is; a quote that is written twice stands for itself.
fn quoted(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(next) = text[at..].find(quote) {
        at += next + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// `$B$7` → `$B$` and 7; a word that refers to no row is all head.
fn refers(word: &str) -> (&str, Option<u32>) {
    let digits = word.len() - word.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, number) = word.split_at(digits);
    let column = head.strip_prefix('$').unwrap_or(head);
    let column = column.strip_suffix('$').unwrap_or(column);
    let is_column = column.len() <= 3 && column.bytes().all(|b| b.is_ascii_alphabetic());
    match number.parse::<u32>() {
        Ok(row) if is_column && (1..=1_048_576).contains(&row) => (head, Some(row)),
        _ => (word, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_moves_and_what_ends_with_the_row_grows() {
        let growth = Growth { row: 7, by: 3 };
        for (before, after) in [
            ("SUM(E5:E7)", "SUM(E5:E10)"),
            ("SUM($E$5:$E$7)/E8", "SUM($E$5:$E$10)/E11"),
            ("E7+E5", "E7+E5"),
            ("LOG10(A9)", "LOG10(A12)"),
            ("\"E9\"&E9", "\"E9\"&E12"),
            ("SUM(5:7)", "SUM(5:10)"),
            ("E9*100", "E12*100"),
            ("另表!E9+E9", "另表!E9+E12"),
            ("SUM('二 表'!E5:E9)", "SUM('二 表'!E5:E9)"),
        ] {
            assert_eq!(growth.formula(before, true), after, "{before}");
        }
        assert_eq!(growth.formula_of("SUM('二''表'!E5:E9)+E9", false, "二'表"), "SUM('二''表'!E5:E12)+E9");
        assert_eq!(growth.area("B7 B8:C9 A1:A7"), "B7 B11:C12 A1:A10");
    }

    #[test]
    fn a_copied_formula_goes_with_its_row() {
        assert_eq!(copied("D5-E$5+$F5&\"G5\"", 2), "D7-E$5+$F7&\"G5\"");
        assert_eq!(copied("IF(D5=0,\"\",ROUND(E5/D5,2))", 1), "IF(D6=0,\"\",ROUND(E6/D6,2))");
    }
}

use super::comparison::Comparison;
use super::field::Field;
use super::matcher::folded;

/// One term of a filter as it is written, not yet understood.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) negated: bool,
    pub(crate) field: Option<Name>,
    pub(crate) comparison: Comparison,
    pub(crate) values: Vec<Value>,
}

/// A field's name, and its column from 1.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) column: usize,
}

/// A value as it is written, without its quotes.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) quoted: bool,
    pub(crate) column: usize,
}

/// Cuts a filter into its terms.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = Reader { chars: text.chars().collect(), at: 0 };
    let mut pieces = Vec::new();
    loop {
        reader.skip(char::is_whitespace);
        if reader.peek().is_none() {
            return pieces;
        }
        pieces.push(reader.piece());
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

/// `:<=>` in any width, and the book marks that their keys give with a Chinese input method on.
fn is_operator(c: char) -> bool {
    matches!(folded(c), ':' | '<' | '>' | '=') || matches!(c, '≤' | '≥')
}

fn is_comma(c: char) -> bool {
    matches!(folded(c), ',' | '|')
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip(&mut self, test: impl Fn(char) -> bool) -> usize {
        let from = self.at;
        while self.peek().is_some_and(&test) {
            self.at += 1;
        }
        self.at - from
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().collect()
    }

    fn piece(&mut self) -> Piece {
        let negated = self.skip(|c| folded(c) == '!') % 2 == 1;
        let field = self.name();
        let comparison = if field.is_some() { self.comparison() } else { Comparison::Is };
        let values = self.values(field.is_some());
        Piece { negated, field, comparison, values }
    }

    /// The name before an operator, if the term begins with one; the reader then stands at the operator. A name that
    /// no field has counts only before a `:`, `<` or `>` proper: `黑龙江省《规划》` and `12:30` are words.
    fn name(&mut self) -> Option<Name> {
        let from = self.at;
        self.skip(|c| !(is_operator(c) || is_quote(c) || is_comma(c) || c.is_whitespace()));
        let text = self.text(from, self.at);
        let operator = self.peek().filter(|c| is_operator(*c));
        let wanted = operator.is_some_and(|c| {
            let proper = matches!(c, ':' | '：' | '<' | '＜' | '>' | '＞') && !text.starts_with(|c: char| folded(c).is_ascii_digit());
            Field::from_name(&text).is_some() || proper
        });
        if text.is_empty() || !wanted {
            self.at = from;
            return None;
        }
        Some(Name { text, column: from + 1 })
    }

    fn comparison(&mut self) -> Comparison {
        let from = self.at;
        self.skip(is_operator);
        let signs = &self.chars[from..self.at];
        let has = |sign| signs.iter().any(|c| folded(*c) == sign);
        let or_equal = has('=') || has('≤') || has('≥');
        match (has('<') || has('≤'), has('>') || has('≥')) {
            (true, false) if or_equal => Comparison::AtMost,
            (true, false) => Comparison::Less,
            (false, true) if or_equal => Comparison::AtLeast,
            (false, true) => Comparison::More,
            _ => Comparison::Is,
        }
    }

    fn values(&mut self, of_field: bool) -> Vec<Value> {
        let divides = |c| is_comma(c) || (of_field && c == '、');
        let mut values = Vec::new();
        loop {
            values.push(self.value(divides));
            if !self.peek().is_some_and(divides) {
                return values;
            }
            self.at += 1;
        }
    }

    fn value(&mut self, divides: impl Fn(char) -> bool) -> Value {
        let column = self.at + 1;
        let quoted = self.peek().is_some_and(is_quote);
        self.at += usize::from(quoted);
        let from = self.at;
        if quoted {
            self.skip(|c| !is_quote(c));
        } else {
            self.skip(|c| !(divides(c) || c.is_whitespace()));
        }
        let text = self.text(from, self.at);
        self.at += usize::from(quoted && self.peek().is_some());
        Value { text, quoted, column }
    }
}

use super::comparison::Comparison;
use super::error::{Fault, FilterError};
use super::field::field;
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

impl Value {
    /// The error that it is.
    pub(crate) fn is(&self, fault: Fault) -> FilterError {
        FilterError { column: self.column, word: self.text.clone(), fault }
    }
}

/// Cuts a filter into its terms.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece>, FilterError> {
    let mut reader = Reader { chars: text.chars().collect(), at: 0 };
    let mut pieces = Vec::new();
    loop {
        reader.skip(char::is_whitespace);
        if reader.peek().is_none() {
            return Ok(pieces);
        }
        pieces.push(reader.piece()?);
    }
}

/// What the signs between a field and its value ask: how to compare, and whether for the opposite.
fn comparison(signs: &[char]) -> Option<(Comparison, bool)> {
    let plain = signs.iter().filter_map(|c| match c {
        '≤' => Some("<="),
        '≥' => Some(">="),
        '≠' => Some("!="),
        c => match folded(*c) {
            '<' => Some("<"),
            '>' => Some(">"),
            '=' => Some("="),
            '!' => Some("!"),
            _ => None,
        },
    });
    Some(match plain.collect::<String>().as_str() {
        "" | "=" | "==" => (Comparison::Is, false),
        "!" | "!=" | "=!" | "!==" | "<>" => (Comparison::Is, true),
        "<" => (Comparison::Less, false),
        "<=" | "=<" => (Comparison::AtMost, false),
        ">" => (Comparison::More, false),
        ">=" | "=>" => (Comparison::AtLeast, false),
        _ => return None,
    })
}

/// Where the signs behind a field's name begin in a term, and where its value does; none when it has no signs.
pub(crate) fn operator(term: &[char]) -> Option<(usize, usize)> {
    let begins = |i: usize| is_operator(term[i]) || (folded(term[i]) == '!' && term.get(i + 1).is_some_and(|c| folded(*c) == '='));
    let start = (0..term.len()).find(|i| begins(*i))?;
    let signs = term[start..].iter().take_while(|c| is_operator(**c) || folded(**c) == '!').count();
    Some((start, start + signs))
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

fn is_straight(c: char) -> bool {
    matches!(c, '"' | '＂')
}

pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

/// `:<=>` in any width, and the book marks that their keys give with a Chinese input method on.
pub(crate) fn is_operator(c: char) -> bool {
    matches!(folded(c), ':' | '<' | '>' | '=') || matches!(c, '≤' | '≥' | '≠')
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

    fn piece(&mut self) -> Result<Piece, FilterError> {
        let negated = self.skip(|c| folded(c) == '!') % 2 == 1;
        let field = self.name();
        let (comparison, otherwise) = if field.is_some() { self.comparison()? } else { (Comparison::Is, false) };
        let values = self.values(field.is_some());
        Ok(Piece { negated: negated != otherwise, field, comparison, values })
    }

    /// The name before an operator, if the term begins with one; the reader then stands at the operator. A name that
    /// no field has counts only before a `:`, `<`, `>` or `!=` proper: `黑龙江省《规划》` and `12:30` are words.
    fn name(&mut self) -> Option<Name> {
        let from = self.at;
        let word = self.chars[from..].iter().take_while(|c| !(is_quote(**c) || is_comma(**c) || c.is_whitespace()));
        let (start, _) = operator(&self.chars[from..from + word.count()])?;
        let text = self.text(from, from + start);
        let proper = matches!(self.chars[from + start], ':' | '：' | '<' | '＜' | '>' | '＞' | '!' | '！' | '≠')
            && !text.starts_with(|c: char| folded(c).is_ascii_digit());
        if text.is_empty() || !(proper || field(&text).is_some()) {
            return None;
        }
        self.at = from + start;
        Some(Name { text, column: from + 1 })
    }

    fn comparison(&mut self) -> Result<(Comparison, bool), FilterError> {
        let from = self.at;
        self.skip(|c| is_operator(c) || folded(c) == '!');
        let wrong = || FilterError { column: from + 1, word: self.text(from, self.at), fault: Fault::UnknownOperator };
        comparison(&self.chars[from..self.at]).ok_or_else(wrong)
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
            // Straight marks hold curly ones, as a name may have them.
            let straight = is_straight(self.chars[self.at - 1]) && self.chars[self.at..].iter().copied().any(is_straight);
            self.skip(|c| if straight { !is_straight(c) } else { !is_quote(c) });
        } else {
            self.skip(|c| !(divides(c) || c.is_whitespace()));
        }
        let text = self.text(from, self.at);
        self.at += usize::from(quoted && self.peek().is_some());
        Value { text, quoted, column }
    }
}

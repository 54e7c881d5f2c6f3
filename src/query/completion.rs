use super::field::field;
use super::index::Index;
use super::lexer::{is_operator, is_quote, operator};
use super::matcher::{Matcher, folded};
use crate::domain::{Attribute, Holds, Ledger};
use crate::text::Lang;

const MOST: usize = 8;

/// What could stand at the caret of a filter that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Completion {
    /// Which characters an offer replaces: from this one …
    pub(crate) from: usize,
    /// … to before this one.
    pub(crate) to: usize,
    /// What could stand there, the likeliest first.
    pub(crate) offers: Vec<Offer>,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The text that comes in the place.
    pub(crate) text: String,
    /// A word beside it: the name in the other language.
    pub(crate) note: String,
}

impl Completion {
    /// What fits before the caret, which stands before the character of a number; no offers when nothing does.
    pub(crate) fn at(text: &str, caret: usize, (ledger, index, lang): (&Ledger, &Index, Lang)) -> Completion {
        let chars: Vec<char> = text.chars().take(caret).collect();
        let start = token_start(&chars);
        let start = start + chars[start..].iter().take_while(|c| folded(**c) == '!').count();
        let token = &chars[start..];
        let (from, offers) = match operator(token) {
            None => (start, fields(token, lang)),
            Some((at, behind)) => {
                let name: String = token[..at].iter().collect();
                let Some(field) = field(&name) else { return Completion::default() };
                let value = value_start(token, behind);
                let typed: String = token[value..].iter().filter(|c| !is_quote(**c)).collect();
                (start + value, values(field, &typed, (ledger, index, lang)))
            }
        };
        let typed: String = chars[from..].iter().collect();
        let done = offers.len() == 1 && offers[0].text == typed;
        Completion { from, to: caret, offers: if done { Vec::new() } else { offers } }
    }

    /// The text with an offer taken, and where the caret stands then.
    pub(crate) fn take(&self, text: &str, offer: usize) -> Option<(String, usize)> {
        let offer = self.offers.get(offer)?;
        let before = text.chars().take(self.from);
        let after: String = text.chars().skip(self.to).collect();
        let whole = offer.text.ends_with(':');
        let blank = if whole || after.starts_with(' ') { "" } else { " " };
        let head: String = before.chain(offer.text.chars()).chain(blank.chars()).collect();
        let caret = head.chars().count();
        Some((head + &after, caret))
    }
}

/// Where the term at the end begins; blanks between quotation marks do not end one.
fn token_start(chars: &[char]) -> usize {
    let mut quoted = false;
    let mut start = 0;
    for (i, c) in chars.iter().enumerate() {
        if is_quote(*c) {
            quoted = !quoted;
        } else if c.is_whitespace() && !quoted {
            start = i + 1;
        }
    }
    start
}

/// Where the last value of a term begins, whose first one begins at `first`.
fn value_start(token: &[char], first: usize) -> usize {
    let divides = |c: &char| is_operator(*c) || matches!(folded(*c), ',' | '|') || *c == '、';
    token.iter().rposition(divides).map_or(first, |at| first.max(at + 1))
}

fn fields(token: &[char], lang: Lang) -> Vec<Offer> {
    let typed: String = token.iter().collect();
    let enough = token.len() > 1 || token.iter().any(|c| !c.is_ascii());
    if !enough || token.iter().any(|c| is_quote(*c)) {
        return Vec::new();
    }
    let matcher = Matcher::new(&typed);
    let lower: String = token.iter().map(|c| folded(*c)).collect();
    let fits = |f: &Attribute| f.names().iter().any(|n| n.starts_with(&lower)) || matcher.finds(f.name(Lang::Zh));
    let other = |f: Attribute| f.name(lang.pick(Lang::En, Lang::Zh)).to_owned();
    let offer = |f: Attribute| Offer { text: format!("{}:", f.name(lang)), note: other(f) };
    Attribute::fields().filter(fits).map(offer).take(MOST).collect()
}

fn values(field: Attribute, typed: &str, (ledger, index, lang): (&Ledger, &Index, Lang)) -> Vec<Offer> {
    let known = |all: Vec<(String, String)>| narrow(typed, all);
    match field.holds() {
        Holds::Body | Holds::Bodies => bodies(typed, ledger),
        Holds::Choice(terms) | Holds::ChoiceOrNone(terms) | Holds::Flags(terms) => {
            let other = lang.pick(Lang::En, Lang::Zh);
            known(terms.iter().map(|t| (t.written(lang).to_owned(), t.written(other).to_owned())).collect())
        }
        Holds::Day => {
            let words = lang.pick(["本月", "下月", "本季度", "下季度", "今年", "无"].as_slice(), ["+7d", "+30d", "none"].as_slice());
            known(words.iter().map(|w| ((*w).to_owned(), String::new())).collect())
        }
        _ if field == Attribute::Plan => known(ledger.plans.iter().map(|p| (quote(p.short_name()), p.code.to_string())).collect()),
        Holds::Text | Holds::List | Holds::Entries => {
            let names = index.names(field).into_iter().flat_map(|names| names.iter());
            known(names.map(|name| (quote(name), String::new())).collect())
        }
        Holds::Percent | Holds::Money | Holds::Year => Vec::new(),
    }
}

fn quote(name: &str) -> String {
    format!("\"{name}\"")
}

/// Those that what is typed fits: first those that begin with it.
fn narrow(typed: &str, all: Vec<(String, String)>) -> Vec<Offer> {
    let matcher = Matcher::new(typed);
    let fits = |(text, note): (String, String)| {
        let best = best(&matcher, [text.trim_matches('"'), &note].into_iter().filter(|name| !name.is_empty()))?;
        Some((best, Offer { text, note }))
    };
    likeliest(all.into_iter().filter_map(fits))
}

/// Bodies are found by all their names, and offered by the full one.
fn bodies(typed: &str, ledger: &Ledger) -> Vec<Offer> {
    let matcher = Matcher::new(typed);
    let offer = |name: &str| Offer { text: quote(name), note: String::new() };
    likeliest(ledger.departments.iter().filter_map(|d| Some((best(&matcher, d.names())?, offer(ledger.departments.name(&d.id))))))
}

/// How well the best of some names answers what is typed; all do as long as nothing is.
fn best<'a>(matcher: &Matcher, names: impl Iterator<Item = &'a str>) -> Option<u8> {
    if matcher.is_empty() { Some(0) } else { names.filter_map(|name| matcher.rank(name)).min() }
}

fn likeliest(found: impl Iterator<Item = (u8, Offer)>) -> Vec<Offer> {
    let mut found: Vec<(u8, Offer)> = found.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, offer)| offer).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Filter;
    use crate::query::sample::sample;

    fn offers(text: &str) -> Vec<String> {
        let ledger = sample();
        let index = Index::new(&ledger);
        let completion = Completion::at(text, text.chars().count(), (&ledger, &index, Lang::Zh));
        completion.offers.iter().map(|o| o.text.clone()).collect()
    }

    #[test]
    fn fields_are_offered_by_hanzi_pinyin_and_english() {
        assert_eq!(offers("牵"), ["牵头:", "拟牵头:", "牵头依据:"]);
        assert_eq!(offers("农业 qt"), ["牵头:", "拟牵头:", "牵头依据:"]);
        assert_eq!(offers("!stat"), ["状态:"]);
        assert!(offers("q").is_empty() && offers("\"牵").is_empty() && offers("").is_empty());
    }

    #[test]
    fn values_of_a_field_are_offered_by_pinyin() {
        for text in ["状态:tjz", "状态!=tjz", "状态≠tjz", "状态<>tjz", "状态：！tjz", "状态!=已完成、tjz"] {
            assert_eq!(offers(text), ["推进中"], "{text}");
        }
        assert_eq!(offers("灯:红,h")[0], "红");
        assert_eq!(offers("牵头:nyncj"), ["\"鸡西市农业农村局\""]);
        assert_eq!(offers("灯:").len(), 6);
        assert!(offers("地区:").contains(&"\"密山市\"".to_owned()));
        assert!(offers("天气:").is_empty() && offers("完成<5").is_empty());
    }

    #[test]
    fn an_offer_taken_is_understood_by_the_filter() {
        let ledger = sample();
        let index = Index::new(&ledger);
        for text in ["农业 灯:", "牵头:ny", "计划:", "是:yq", "类型:xm", "状态:已完成,tj", "级别:"] {
            let completion = Completion::at(text, text.chars().count(), (&ledger, &index, Lang::Zh));
            assert!(!completion.offers.is_empty(), "{text}");
            for i in 0..completion.offers.len() {
                let (whole, caret) = completion.take(text, i).unwrap();
                assert_eq!(caret, whole.chars().count());
                assert!(Filter::parse(&whole).is_ok_and(|f| !f.is_empty()), "{whole}");
            }
        }
    }
}

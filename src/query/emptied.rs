//! Why a filter finds nothing: which condition finds nothing by itself, or which of them never hold together.

use super::comparison::Comparison;
use super::filter::{Ask, Bound, Condition, Filter, Word};
use super::snapshot::Snapshot;
use crate::domain::{Attribute, Ledger, Term, means_none};
use crate::text::Lang;

/// Says why a filter finds nothing; nothing where it finds something, or asks for nothing.
pub(crate) fn emptied(filter: &Filter, stock: &Snapshot<'_>, lang: Lang) -> Option<String> {
    let count = |terms: &[&Condition]| {
        let filter = Filter { terms: terms.iter().map(|t| (*t).clone()).collect(), ..filter.clone() };
        filter.compile(stock.ledger, stock.index, stock.standings.day()).select(stock.index, stock.ledger, stock.standings).len()
    };
    let all: Vec<&Condition> = filter.terms.iter().collect();
    if all.is_empty() || count(&all) > 0 {
        return None;
    }
    if let Some(term) = all.iter().find(|term| count(&[term]) == 0) {
        return Some(alone(term, &count, lang) + &elsewhere(term, stock.ledger, lang));
    }
    let pair = (0..all.len()).flat_map(|i| (i + 1..all.len()).map(move |j| (i, j))).find(|(i, j)| count(&[all[*i], all[*j]]) == 0);
    let told = |term: &Condition| {
        let n = count(&[term]);
        lang.pick(format!("{}（{n} 条）", written(term, lang)), format!("{} ({n})", written(term, lang)))
    };
    Some(match pair {
        Some((i, j)) => lang.pick(
            format!("{}和{}单独都有，没有同时符合的", told(all[i]), told(all[j])),
            format!("{} and {} never hold together", told(all[i]), told(all[j])),
        ),
        None => {
            let each = all.iter().map(|t| told(t)).collect::<Vec<_>>().join(lang.pick("、", ", "));
            lang.pick(format!("{each}，每两个都有同时符合的，合在一起没有"), format!("{each}: no entry fulfils them all"))
        }
    })
}

/// What is said of a condition that finds nothing by itself, with the one that would find what may be meant.
fn alone(term: &Condition, count: &impl Fn(&[&Condition]) -> usize, lang: Lang) -> String {
    let other = |attribute: Attribute| match &term.asks {
        Ask::Names(_, words) if !term.negated && !words.iter().any(|w| means_none(&w.text)) => {
            Some(Condition { negated: false, asks: Ask::Names(attribute, words.clone()) })
        }
        _ => None,
    };
    let known = |attribute: Attribute| other(attribute).map(|term| (count(&[&term]), written(&term, lang))).filter(|(n, _)| *n > 0);
    let name = |words: &[Word]| words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(lang.pick("、", ", "));
    match &term.asks {
        Ask::Names(Attribute::Lead, words) => {
            if let Some((n, _)) = known(Attribute::With) {
                let better = known(Attribute::Dept).map(|(_, term)| term).unwrap_or_default();
                return lang.pick(
                    format!("{}不牵头任何事项；它配合 {n} 项，试试 {better}", name(words)),
                    format!("{} leads nothing; it shares in {n}: try {better}", name(words)),
                );
            }
        }
        Ask::Names(Attribute::With, words) => {
            if let Some((n, better)) = known(Attribute::Lead) {
                return lang.pick(
                    format!("{}不配合任何事项；它牵头 {n} 项，试试 {better}", name(words)),
                    format!("{} shares in nothing; it leads {n}: try {better}", name(words)),
                );
            }
        }
        Ask::Words(words) => {
            if let Some((n, better)) = words.iter().find_map(|word| meant(word, count, lang)) {
                let word = written(term, lang);
                return lang.pick(format!("{word} 一条也没有；{better} 有 {n} 条"), format!("{word} finds nothing; {better} finds {n}"));
            }
        }
        _ => {}
    }
    let term = written(term, lang);
    lang.pick(format!("{term} 一条也没有"), format!("{term} finds nothing"))
}

/// Where else in the ledger the words of a condition stand, with in how many; nothing where they are nowhere.
fn elsewhere(term: &Condition, ledger: &Ledger, lang: Lang) -> String {
    let Ask::Words(words) = &term.asks else { return String::new() };
    let has = |text: &str| !term.negated && words.iter().any(|word| text.contains(&word.text));
    let counts = [
        (("会商事项", "matters"), ledger.matters.iter().filter(|matter| has(&matter.problem)).count()),
        (("整改问题", "findings"), ledger.rectifications.iter().filter(|finding| has(&finding.problem)).count()),
        (("指标", "indicators"), ledger.indicators.iter().filter(|goal| has(&goal.name)).count()),
    ];
    let found = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = found.map(|((zh, en), n)| lang.pick(format!("{zh}里有 {n} 项"), format!("{n} of the {en} have it"))).collect();
    if told.is_empty() { String::new() } else { format!("{}{}", lang.pick("；", "; "), told.join(lang.pick("，", ", "))) }
}

/// The condition that a plain word may mean which is a value of a field (未反馈, 红), with how many it finds.
fn meant(word: &Word, count: &impl Fn(&[&Condition]) -> usize, lang: Lang) -> Option<(usize, String)> {
    let fields = [Attribute::Is, Attribute::Status, Attribute::Light];
    let found = fields.into_iter().filter_map(|field| Some((field, Term::find(field.holds().terms(), &word.text)?)));
    let terms = found.map(|(field, rank)| Condition { negated: false, asks: Ask::Choice(field, vec![rank]) });
    let mut counted = terms.map(|term| (count(&[&term]), written(&term, lang)));
    counted.find(|(n, _)| *n > 0)
}

/// A condition as one would type it.
fn written(term: &Condition, lang: Lang) -> String {
    let (field, sign, values) = match &term.asks {
        Ask::Words(words) => (String::new(), "", words.iter().map(quoted).collect::<Vec<_>>()),
        Ask::Names(attribute, words) => (attribute.name(lang).to_owned(), ":", words.iter().map(quoted).collect()),
        Ask::Choice(attribute, ranks) => {
            let terms = attribute.holds().terms();
            let words = ranks.iter().filter_map(|rank| terms.get(*rank)).map(|t| t.written(lang).to_owned());
            (attribute.name(lang).to_owned(), ":", words.collect())
        }
        Ask::Days(attribute, comparison, words) => (attribute.name(lang).to_owned(), sign(*comparison), words.clone()),
        Ask::Number(attribute, comparison, bounds) => {
            let bound = |b: &Bound| match b {
                Bound::Number(n) => crate::domain::number(*n),
                Bound::None => lang.pick("无", "none").to_owned(),
                Bound::Scheduled => Attribute::Scheduled.name(lang).to_owned(),
            };
            (attribute.name(lang).to_owned(), sign(*comparison), bounds.iter().map(bound).collect())
        }
    };
    let not = if term.negated { "!" } else { "" };
    format!("{not}{field}{sign}{}", values.join(","))
}

fn quoted(word: &Word) -> String {
    if word.quoted { format!("\"{}\"", word.text) } else { word.text.clone() }
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is => ":",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::More => ">",
        Comparison::AtLeast => ">=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Matter};
    use crate::query::book::Book;
    use crate::query::sample::{book, today};

    fn why(text: &str) -> Option<String> {
        emptied(&Filter::parse(text).unwrap(), &book().snapshot(), Lang::Zh)
    }

    #[test]
    fn a_word_that_is_a_value_of_a_field_is_said_to_be_one() {
        let found = ["未反馈", "推进中"].map(|word| why(word).unwrap());
        assert!(found[0].contains("未反馈 一条也没有；是:未反馈 有"), "{found:?}");
        assert!(found[1].contains("；状态:推进中 有"), "{found:?}");
        assert_eq!(why("没有这个词").unwrap(), "没有这个词 一条也没有");
    }

    #[test]
    fn words_that_stand_in_what_is_no_entry_are_told_of() {
        let matter = |id: &str, problem: &str| Matter { id: id.into(), problem: problem.into(), ..Matter::default() };
        let mut ledger = book().ledger().clone();
        for one in [matter("m-aaaaaaaa", "征地补偿谈不拢"), matter("m-bbbbbbbb", "征地没有指标"), matter("m-cccccccc", "缺水")]
        {
            Change::put(usize::MAX, one).apply(&mut ledger).unwrap();
        }
        let book = Book::new(ledger, today());
        let why = |text: &str| emptied(&Filter::parse(text).unwrap(), &book.snapshot(), Lang::Zh).unwrap();
        assert_eq!(why("征地"), "征地 一条也没有；会商事项里有 2 项");
        assert_eq!(why("征地补 "), "征地补 一条也没有；会商事项里有 1 项");
        assert_eq!(why("没有这个词"), "没有这个词 一条也没有");
    }

    #[test]
    fn a_condition_that_finds_nothing_by_itself_is_named() {
        assert_eq!(why(""), None);
        assert_eq!(why("没有这样的事"), Some("没有这样的事 一条也没有".into()));
        assert_eq!(why("!没有这样的事 完成>100"), Some("完成>100 一条也没有".into()));
        assert_eq!(why("企业:无 完成>100"), Some("完成>100 一条也没有".into()));
    }

    #[test]
    fn conditions_that_never_hold_together_are_named_with_their_counts() {
        let text = why("灯:红 灯:绿").or_else(|| why("类型:任务 类型:项目")).unwrap_or_default();
        assert!(text.contains("单独都有，没有同时符合的") || text.contains("一条也没有"), "{text}");
    }
}

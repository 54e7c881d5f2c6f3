use super::choice::choose;
use super::comparison::Comparison;
use super::error::{Fault, FilterError};
use super::field::{field, nearest};
use super::lexer::{Piece, Value, pieces};
use crate::domain::{Attribute, Flag, Holds, Term, means_none, parse_amount, parse_days};
use crate::text::{Lang, fold_width};

/// A filter as it was understood: every term must hold, in whatever order they stand.
///
/// Words are divided by blanks; `"…"` is a phrase to be taken literally; `!` before a term negates it; `field:value`
/// and `field<value` ask for one thing, and `field!=value` for all that `field:value` does not find; `,` or `|` between
/// values means any of them. A field without a value, as while it is being typed, asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub(crate) terms: Vec<Condition>,
    pub(crate) taken: Vec<Taken>,
    /// Whether archived plans count.
    pub(crate) archived: Archived,
}

/// Whether the entries of archived plans are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Archived {
    /// Where a plan, or what is archived, is asked for.
    #[default]
    Asked,
    /// As all others.
    Always,
}

/// A word that means something else by now, and for what it was taken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    field: Attribute,
    word: String,
    rank: usize,
}

impl Taken {
    /// What a person is told who wrote it, with what to write for its other meaning.
    fn sentence(&self, lang: Lang) -> String {
        let Taken { field, word, rank } = self;
        let now = self.field.holds().terms().get(*rank).map_or("", |term| term.label(lang));
        let other = choose(word, &Flag::TERMS).first().map(|flag| Flag::TERMS[*flag].written(lang));
        let name = field.name(lang);
        let asks = other.map(|flag| format!("{}:{flag}", Attribute::Is.name(lang)));
        let (zh, en) = (format!("“{name}:{word}”按“{now}”查"), format!("`{name}:{word}` was taken for `{now}`"));
        match asks {
            Some(asks) => {
                lang.pick(format!("{zh}；查本期没有反馈的用 {asks}"), format!("{en}; for what has no report this period use {asks}"))
            }
            None => lang.pick(zh, en),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) negated: bool,
    pub(crate) asks: Ask,
}

/// A word, or a phrase that was quoted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

/// With what a number is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound {
    Number(f64),
    /// The entry's own scheduled percent.
    Scheduled,
    /// No value: it is equal to none, and no more or less than anything.
    None,
}

/// What a term asks; of several values any may hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ask {
    Words(Vec<Word>),
    Names(Attribute, Vec<Word>),
    /// By the places of the values among the attribute's terms.
    Choice(Attribute, Vec<usize>),
    Days(Attribute, Comparison, Vec<String>),
    Number(Attribute, Comparison, Vec<Bound>),
}

impl Filter {
    /// Understands a filter as a person types it.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let (mut terms, mut taken) = (Vec::new(), Vec::new());
        for piece in pieces(text)? {
            let negated = piece.negated;
            taken.extend(once(&piece));
            if let Some(asks) = understand(piece)? {
                terms.push(Condition { negated, asks });
            }
        }
        Ok(Filter { terms, taken, ..Filter::default() })
    }

    /// Understands several filters as one: all must hold.
    pub(crate) fn all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Filter, FilterError> {
        let each = texts.into_iter().map(Filter::parse).collect::<Result<Vec<_>, _>>()?;
        let mut all = Filter::default();
        for filter in each {
            all.terms.extend(filter.terms);
            all.taken.extend(filter.taken);
        }
        Ok(all)
    }

    /// What was taken for something else than it says by now, each in a sentence.
    pub(crate) fn remarks(&self, lang: Lang) -> Vec<String> {
        self.taken.iter().map(|taken| taken.sentence(lang)).collect()
    }

    /// Whether it finds the entries of archived plans.
    pub(super) fn finds_archived(&self) -> bool {
        let asks = |term: &Condition| match &term.asks {
            Ask::Names(Attribute::Plan, _) => true,
            Ask::Choice(Attribute::Is, ranks) => ranks.contains(&Flag::Archived.rank()),
            _ => false,
        };
        self.archived == Archived::Always || self.terms.iter().any(|term| !term.negated && asks(term))
    }

    /// Whether it asks for nothing, so that every entry passes.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Its words that are only what values were called before.
fn once(piece: &Piece) -> Vec<Taken> {
    let Some(field) = piece.field.as_ref().and_then(|name| field(&name.text)) else { return Vec::new() };
    let rank = |word: &str| field.holds().terms().iter().position(|term| term.was_called(word));
    let taken = |value: &Value| Some(Taken { field, rank: rank(&value.text)?, word: value.text.trim().to_owned() });
    piece.values.iter().filter_map(taken).collect()
}

/// What a piece asks; nothing when it is not finished.
fn understand(piece: Piece) -> Result<Option<Ask>, FilterError> {
    let Some(name) = &piece.field else {
        return Ok(words(piece.values).map(Ask::Words));
    };
    let Some(field) = field(&name.text) else {
        let fault = Fault::UnknownField(nearest(&name.text));
        return Err(FilterError { column: name.column, word: name.text.clone(), fault });
    };
    if piece.comparison != Comparison::Is && !field.holds().is_ordered() {
        return Err(FilterError { column: name.column, word: name.text.clone(), fault: Fault::NotOrdered });
    }
    let values: Vec<Value> = piece.values.into_iter().filter(|v| !v.text.trim().is_empty()).collect();
    if values.is_empty() {
        return Ok(None);
    }
    ask(field, piece.comparison, values).map(Some)
}

fn ask(field: Attribute, comparison: Comparison, values: Vec<Value>) -> Result<Ask, FilterError> {
    Ok(match field.holds() {
        Holds::Text | Holds::List | Holds::Entries | Holds::Body | Holds::Bodies => Ask::Names(field, words(values).unwrap_or_default()),
        Holds::Choice(terms) | Holds::ChoiceOrNone(terms) | Holds::Flags(terms) => Ask::Choice(field, chosen(field, &values, terms)?),
        Holds::Day => Ask::Days(field, comparison, dates(values)?),
        Holds::Percent | Holds::Money | Holds::Year => Ask::Number(field, comparison, bounds(&values)?),
    })
}

fn words(values: Vec<Value>) -> Option<Vec<Word>> {
    let words: Vec<Word> = values.into_iter().filter(|v| !v.text.is_empty()).map(|v| Word { text: v.text, quoted: v.quoted }).collect();
    (!words.is_empty()).then_some(words)
}

fn chosen(field: Attribute, values: &[Value], terms: &'static [Term]) -> Result<Vec<usize>, FilterError> {
    let mut picked = Vec::new();
    for value in values {
        let hits = choose(&value.text, terms);
        if hits.is_empty() {
            return Err(value.is(Fault::UnknownValue(field)));
        }
        picked.extend(hits);
    }
    Ok(picked)
}

/// Dates stay words until the filter is compiled for a day; here they are only tried, on a day in a leap year.
fn dates(values: Vec<Value>) -> Result<Vec<String>, FilterError> {
    let some_day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let try_one = |v: Value| {
        let good = means_none(&v.text) || parse_days(&v.text, some_day).is_some();
        if good { Ok(v.text) } else { Err(v.is(Fault::BadDate)) }
    };
    values.into_iter().map(try_one).collect()
}

fn bounds(values: &[Value]) -> Result<Vec<Bound>, FilterError> {
    values.iter().map(|v| bound(&v.text).ok_or_else(|| v.is(Fault::BadNumber))).collect()
}

fn bound(text: &str) -> Option<Bound> {
    let text = fold_width(text.trim());
    let scheduled = Attribute::Scheduled;
    if text == scheduled.name(Lang::Zh) || text == scheduled.name(Lang::En) {
        return Some(Bound::Scheduled);
    }
    if means_none(&text) {
        return Some(Bound::None);
    }
    parse_amount(text.trim_end_matches('%')).map(Bound::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Light, Status};
    use crate::text::Say;

    fn asks(text: &str) -> Vec<Ask> {
        Filter::parse(text).unwrap().terms.into_iter().map(|t| t.asks).collect()
    }

    fn word(text: &str) -> Word {
        Word { text: text.to_owned(), quoted: false }
    }

    #[test]
    fn a_field_has_chinese_and_english_names_and_any_width() {
        for text in ["牵头:农业", "lead:农业", "牵头：农业", "Ｌｅａｄ：农业", "牵头=农业", "牵头单位:农业"] {
            assert_eq!(asks(text), [Ask::Names(Attribute::Lead, vec![word("农业")])], "{text}");
        }
    }

    #[test]
    fn a_filter_being_typed_asks_for_nothing_yet() {
        for text in ["", "  ", "dept:", "!dept:", "!", "！", "\"", "“”", "时限<", "完成>=", "状态:,", "部门: ", "is:|", "状态!=", "状态≠ "]
        {
            assert!(Filter::parse(text).unwrap().is_empty(), "{text}");
        }
    }

    #[test]
    fn several_values_mean_any_of_them() {
        assert_eq!(asks("状态:受阻,暂缓"), [Ask::Choice(Attribute::Status, vec![Status::Blocked.rank(), Status::Suspended.rank()])]);
        assert_eq!(
            asks("灯:红、黄｜蓝"),
            [Ask::Choice(Attribute::Light, vec![Light::Red.rank(), Light::Yellow.rank(), Light::Blue.rank()])]
        );
        assert_eq!(asks("农业|粮食"), [Ask::Words(vec![word("农业"), word("粮食")])]);
    }

    #[test]
    fn comparisons_are_read_in_any_width() {
        let due = |c| [Ask::Days(Attribute::Deadline, c, vec!["2025-12-31".to_owned()])];
        assert_eq!(asks("时限<2025-12-31"), due(Comparison::Less));
        assert_eq!(asks("时限《2025-12-31"), due(Comparison::Less));
        assert_eq!(asks("due＞＝2025-12-31"), due(Comparison::AtLeast));
        assert_eq!(asks("时限≤2025-12-31"), due(Comparison::AtMost));
        assert_eq!(asks("时限：<2025-12-31"), due(Comparison::Less));
        assert_eq!(asks("percent<50%"), [Ask::Number(Attribute::Percent, Comparison::Less, vec![Bound::Number(50.0)])]);
        assert_eq!(asks("完成<序时"), [Ask::Number(Attribute::Percent, Comparison::Less, vec![Bound::Scheduled])]);
        assert_eq!(asks("投资>=1.5亿元"), [Ask::Number(Attribute::Investment, Comparison::AtLeast, vec![Bound::Number(15_000.0)])]);
    }

    #[test]
    fn unequal_is_written_as_people_write_it() {
        let terms = |text: &str| Filter::parse(text).unwrap().terms;
        for text in ["状态!=已完成", "状态！＝已完成", "状态≠已完成", "状态<>已完成", "状态《》已完成", "状态:!已完成", "!状态:已完成"]
        {
            let wanted = Condition { negated: true, asks: Ask::Choice(Attribute::Status, vec![Status::Done.rank()]) };
            assert_eq!(terms(text), [wanted], "{text}");
        }
        assert_eq!(terms("!状态!=已完成"), terms("状态:已完成"));
        assert_eq!(terms("地区!=密山、虎林"), terms("!地区:密山,虎林"));
        assert!(matches!(Filter::parse("地点域!=密山"), Err(FilterError { column: 1, fault: Fault::UnknownField(_), .. })));
        assert!(
            matches!(Filter::parse("农业 时限><9月"), Err(FilterError { column: 6, fault: Fault::UnknownOperator, ref word }) if word == "><")
        );
    }

    #[test]
    fn book_marks_colons_after_numbers_and_quotes_inside_words_are_text() {
        for text in ["《黑龙江省规划》", "黑龙江省《规划》", "12:30", "省级“两化”融合", "a=b"] {
            assert!(matches!(asks(text).as_slice(), [Ask::Words(w)] if w.len() == 1), "{text}");
        }
        let name = "鸡西市“两头两尾”成员单位";
        assert_eq!(asks(&format!("牵头:\"{name}\"")), [Ask::Names(Attribute::Lead, vec![Word { text: name.into(), quoted: true }])]);
        assert_eq!(asks("“建设：高标准 农田”"), [Ask::Words(vec![Word { text: "建设：高标准 农田".into(), quoted: true }])]);
    }

    #[test]
    fn an_error_names_the_word_its_column_and_what_to_do() {
        let error = |text: &str| Filter::parse(text).unwrap_err();
        let e = error("农业 satus:done");
        assert_eq!((e.column, e.word.as_str()), (4, "satus"));
        assert_eq!(e.say(Lang::En), "filter, column 4: no field `satus`; did you mean `status:`? (quote it to look for the text)");
        let e = error("状态:完成,飞了");
        assert_eq!((e.column, e.word.as_str()), (7, "飞了"));
        assert!(e.to_string().starts_with("筛选第 7 字：`状态` 没有 `飞了`，可写 未启动、推进中、受阻、"), "{e}");
        assert!(matches!(error("时限<尽快"), FilterError { column: 4, fault: Fault::BadDate, .. }));
        assert!(matches!(error("percent<half"), FilterError { column: 9, fault: Fault::BadNumber, .. }));
        assert!(matches!(error("!地区<密山"), FilterError { column: 2, fault: Fault::NotOrdered, .. }));
    }
}

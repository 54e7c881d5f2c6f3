use crate::domain::Attribute;
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a filter cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// Where the word stands, in characters from 1.
    pub(crate) column: usize,
    /// As it was typed: a field's name, the signs behind it or a value.
    pub(crate) word: String,
    pub(crate) fault: Fault,
}

/// What is wrong with a word of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No field has such a name; with the name most like it.
    UnknownField(Option<&'static str>),
    /// The signs between a field and its value mean nothing together.
    UnknownOperator,
    /// A field that has no order was compared.
    NotOrdered,
    /// The value is none of the few that the field can have.
    UnknownValue(Attribute),
    BadDate,
    BadNumber,
}

says_as_error!(FilterError);

impl Say for FilterError {
    fn say(&self, lang: Lang) -> String {
        let FilterError { column, word, fault } = self;
        let names = || Attribute::fields().map(|f| f.name(lang)).collect::<Vec<_>>().join(" ");
        let (zh, en) = match fault {
            Fault::UnknownField(Some(name)) => (
                format!("没有字段 `{word}`，是不是 `{name}:`？（要找原文请加引号）"),
                format!("no field `{word}`; did you mean `{name}:`? (quote it to look for the text)"),
            ),
            Fault::UnknownField(None) => (
                format!("没有字段 `{word}`，可用 {}（要找原文请加引号）", names()),
                format!("no field `{word}`; there are {} (quote it to look for the text)", names()),
            ),
            Fault::UnknownOperator => {
                (format!("`{word}` 不是比较符号，可写 : = != < <= > >="), format!("`{word}` compares nothing; use : = != < <= > >="))
            }
            Fault::NotOrdered => (
                format!("`{word}` 不能比大小，请用 `{word}:` 或 `{word}!=`"),
                format!("`{word}` has no order; use `{word}:` or `{word}!=`"),
            ),
            Fault::UnknownValue(field) => {
                let (name, choices) = (field.name(lang), field.holds().terms().iter().map(|c| c.written(lang)));
                let choices = choices.collect::<Vec<_>>().join(lang.pick("、", ", "));
                (format!("`{name}` 没有 `{word}`，可写 {choices}"), format!("`{word}` is no value of `{name}`; try {choices}"))
            }
            Fault::BadDate => (
                format!("`{word}` 不是日期，可写 2025-09-30、9月底、2025Q4、本季度、+30d、无"),
                format!("`{word}` is no date; try 2025-09-30, 2025Q4, 2025-09, +30d, none"),
            ),
            Fault::BadNumber => (
                format!("`{word}` 不是数，可写 50、50%、序时、5000万、1亿"),
                format!("`{word}` is no number; try 50, 50%, scheduled, 5000万, 1亿"),
            ),
        };
        lang.pick(format!("筛选第 {column} 字：{zh}"), format!("filter, column {column}: {en}"))
    }
}

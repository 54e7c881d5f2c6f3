use crate::domain::{Attribute, Term};
use crate::says_as_error;
use crate::text::{Lang, Say};

/// Why a filter cannot be understood, with the word and the column (in characters, from 1) at which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterError {
    /// No field has such a name.
    UnknownField {
        /// Where.
        column: usize,
        /// The name as it was typed.
        word: String,
        /// The name most like it.
        nearest: Option<&'static str>,
    },
    /// The signs between a field and its value mean nothing together.
    UnknownOperator {
        /// Where.
        column: usize,
        /// The signs as they were typed.
        word: String,
    },
    /// A field that has no order was compared.
    NotOrdered {
        /// Where.
        column: usize,
        /// The field's name as it was typed.
        word: String,
    },
    /// The value is none of the few that the field can have.
    UnknownValue {
        /// Where.
        column: usize,
        /// The value as it was typed.
        word: String,
        /// The field.
        field: Attribute,
        /// The values that it can have.
        choices: &'static [Term],
    },
    /// The value is no date.
    BadDate {
        /// Where.
        column: usize,
        /// The value as it was typed.
        word: String,
    },
    /// The value is no number.
    BadNumber {
        /// Where.
        column: usize,
        /// The value as it was typed.
        word: String,
    },
}

says_as_error!(FilterError);

impl FilterError {
    /// The column, in characters from 1.
    pub(crate) fn column(&self) -> usize {
        match self {
            FilterError::UnknownField { column, .. }
            | FilterError::UnknownOperator { column, .. }
            | FilterError::NotOrdered { column, .. }
            | FilterError::UnknownValue { column, .. }
            | FilterError::BadDate { column, .. }
            | FilterError::BadNumber { column, .. } => *column,
        }
    }

    /// The word that is not understood.
    #[cfg(test)]
    pub(crate) fn word(&self) -> &str {
        match self {
            FilterError::UnknownField { word, .. }
            | FilterError::UnknownOperator { word, .. }
            | FilterError::NotOrdered { word, .. }
            | FilterError::UnknownValue { word, .. }
            | FilterError::BadDate { word, .. }
            | FilterError::BadNumber { word, .. } => word,
        }
    }

    fn zh(&self) -> String {
        match self {
            FilterError::UnknownField { word, nearest: Some(name), .. } => {
                format!("没有字段 `{word}`，是不是 `{name}:`？（要找原文请加引号）")
            }
            FilterError::UnknownField { word, nearest: None, .. } => {
                format!("没有字段 `{word}`，可用 {}（要找原文请加引号）", names(Lang::Zh))
            }
            FilterError::UnknownOperator { word, .. } => format!("`{word}` 不是比较符号，可写 : = != < <= > >="),
            FilterError::NotOrdered { word, .. } => format!("`{word}` 不能比大小，请用 `{word}:` 或 `{word}!=`"),
            FilterError::UnknownValue { word, field, choices, .. } => {
                let choices: Vec<_> = choices.iter().map(|c| c.written(Lang::Zh)).collect();
                format!("`{word}` 不是{}，可写 {}", field.name(Lang::Zh), choices.join("、"))
            }
            FilterError::BadDate { word, .. } => format!("`{word}` 不是日期，可写 2025-09-30、9月底、2025Q4、本季度、+30d、无"),
            FilterError::BadNumber { word, .. } => format!("`{word}` 不是数，可写 50、50%、序时、5000万、1亿"),
        }
    }

    fn en(&self) -> String {
        match self {
            FilterError::UnknownField { word, nearest: Some(name), .. } => {
                format!("no field `{word}`; did you mean `{name}:`? (quote it to look for the text)")
            }
            FilterError::UnknownField { word, nearest: None, .. } => {
                format!("no field `{word}`; there are {} (quote it to look for the text)", names(Lang::En))
            }
            FilterError::UnknownOperator { word, .. } => format!("`{word}` compares nothing; use : = != < <= > >="),
            FilterError::NotOrdered { word, .. } => format!("`{word}` has no order; use `{word}:` or `{word}!=`"),
            FilterError::UnknownValue { word, field, choices, .. } => {
                let choices: Vec<_> = choices.iter().map(|c| c.written(Lang::En)).collect();
                format!("`{word}` is no value of `{}`; try {}", field.name(Lang::En), choices.join(", "))
            }
            FilterError::BadDate { word, .. } => format!("`{word}` is no date; try 2025-09-30, 2025Q4, 2025-09, +30d, none"),
            FilterError::BadNumber { word, .. } => format!("`{word}` is no number; try 50, 50%, scheduled, 5000万, 1亿"),
        }
    }
}

impl Say for FilterError {
    fn say(&self, lang: Lang) -> String {
        let column = self.column();
        lang.pick(format!("筛选第 {column} 字：{}", self.zh()), format!("filter, column {column}: {}", self.en()))
    }
}

fn names(lang: Lang) -> String {
    Attribute::fields().map(|f| f.name(lang)).collect::<Vec<_>>().join(" ")
}

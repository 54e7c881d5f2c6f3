//! What is to be asked of a person before a draft is believed.

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Say};

/// What a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Of {
    /// The number of the heading.
    Reference,
    /// The title.
    Title,
    /// Who leads.
    Lead,
    /// All other bodies.
    Bodies,
    /// By when.
    Deadline,
    /// What is invested.
    Investment,
    /// The entry itself.
    Entry,
}

impl Of {
    /// All, in the order of a form.
    pub const ALL: [Of; 7] = [Of::Reference, Of::Title, Of::Lead, Of::Bodies, Of::Deadline, Of::Investment, Of::Entry];

    /// For machines.
    pub fn key(self) -> &'static str {
        match self {
            Of::Reference => "reference",
            Of::Title => "title",
            Of::Lead => "lead",
            Of::Bodies => "cooperating",
            Of::Deadline => "deadline",
            Of::Investment => "investment_wan",
            Of::Entry => "entry",
        }
    }

    /// For people.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Of::Reference => lang.pick("编号", "reference"),
            Of::Title => lang.pick("事项", "title"),
            Of::Lead => lang.pick("牵头", "lead"),
            Of::Bodies => lang.pick("其他单位", "others"),
            Of::Deadline => lang.pick("时限", "deadline"),
            Of::Investment => lang.pick("投资", "investment"),
            Of::Entry => lang.pick("内容", "text"),
        }
    }
}

macro_rules! doubts {
    ($($(#[$doc:meta])* $name:ident = $zh:literal, $en:literal;)*) => {
        /// Why something is doubted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DoubtKind {
            $($(#[$doc])* $name,)*
        }

        impl Say for DoubtKind {
            fn say(&self, lang: Lang) -> String {
                match self {
                    $(DoubtKind::$name => lang.pick($zh.to_owned(), $en.to_owned()),)*
                }
            }
        }
    };
}

doubts! {
    /// The number does not follow the last.
    Number = "编号不连续", "the number does not follow the one before";
    /// The title is made from its words.
    OwnTitle = "标题为自拟", "the title is made from its words";
    /// Several bodies are said to lead.
    JointLeads = "并列牵头", "several bodies are said to lead";
    /// The list ends with 等.
    OpenList = "等：名单未尽", "the list ends with “and others”";
    /// The beginning or ending of a name is taken from its neighbours.
    Completed = "名称据前后补全", "the name is completed from its neighbours";
    /// A name without the level that its neighbours have.
    NoLevel = "名称未写层级", "the name does not say of which level";
    /// A name that looks like none of a body.
    NoBody = "不像单位名称", "this does not look like the name of a body";
    /// A body is named twice.
    Twice = "同一单位出现两次", "one body is named twice";
    /// Several dates.
    Dates = "多个时限", "several dates";
    /// It is due every year, quarter or month.
    Recurs = "时限逐年（季、月）重复，请分解为步骤", "it is due again and again: plan steps for it";
    /// A month or a quarter without a year.
    NoYear = "时限未写年份", "the date does not say of which year";
    /// Who is responsible stands in the sentence, not in a clause.
    InSentence = "责任单位见于句中", "who is responsible is said in the sentence";
    /// Names in brackets without a word of duty.
    NoRole = "括号内只列单位，未写责任", "names in brackets without a word of duty";
    /// Words stand behind the clause.
    After = "责任分工之后还有文字", "words stand behind the clause";
    /// The clause covers several paragraphs.
    Covers = "责任分工在末段，按覆盖全部分项处理", "the clause stands at the end and is taken for all parts";
    /// A letter seems to be missing.
    MissingLetter = "疑缺字", "a letter seems to be missing";
    /// Several numbered tasks in one cell.
    SeveralTasks = "一格内有多项任务", "several tasks in one cell";
    /// The same task stands elsewhere in the document.
    Repeats = "与正文重复", "it repeats the text";
    /// A cell is empty where those around it are not.
    EmptyCell = "单元格空白，上下行有值", "the cell is empty and those around it are not";
    /// The unit of money is not said.
    NoUnit = "金额未写单位", "the unit of money is not said";
    /// A bracket is never closed.
    Unclosed = "括号未闭合", "a bracket is not closed";
    /// A clause by body and not by task.
    ByBody = "按单位列，没有对应条目", "listed by body, not by task";
    /// A table was laid out as text, and it is not said which lines are a row.
    RowGuessed = "表格由文字还原，行的分界未定", "the table was put together from text, and where this row ends is not sure";
    /// Nobody is named.
    NoClause = "未写责任单位", "nobody is said to be responsible";
}

/// A doubt with the answers that may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it is about.
    pub of: Of,
    /// Why.
    pub kind: DoubtKind,
    /// The words in question; may be empty.
    pub words: String,
    /// What may be chosen, the likeliest first.
    pub choices: Vec<String>,
}

impl Doubt {
    pub(super) fn new(of: Of, kind: DoubtKind) -> Doubt {
        Doubt { of, kind, words: String::new(), choices: Vec::new() }
    }

    pub(super) fn about(self, words: impl Into<String>) -> Doubt {
        Doubt { words: words.into(), ..self }
    }

    pub(super) fn choices(self, choices: Vec<String>) -> Doubt {
        Doubt { choices, ..self }
    }

    /// It with what may be chosen.
    pub fn with_choices(&self, lang: Lang) -> String {
        let choices = if self.choices.is_empty() { String::new() } else { lang.bracketed(&self.choices.join(" / ")) };
        format!("？{}{choices}", self.say(lang))
    }
}

impl Say for Doubt {
    fn say(&self, lang: Lang) -> String {
        let reason = self.kind.say(lang);
        if self.words.is_empty() { reason } else { lang.pick(format!("{reason}：{}", self.words), format!("{reason}: {}", self.words)) }
    }
}

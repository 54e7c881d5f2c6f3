//! What stands before a view: forms, menus, the finder of help and palette, pages of text, questions.

use chrono::NaiveDate;

use super::action::Action;
use super::contested::Ruling;
use super::field::Editor;
use super::indicators::IndicatorOrder;
use super::orders::Prompt;
use super::sharing::Round;
use crate::domain::{Attribute, BadPeriod, Change, DeptId, EntryId, Period, Status, parse_period};
use crate::query::GroupBy;

/// What stands before a view.
#[derive(Debug)]
pub enum Dialog {
    /// Fields to fill in.
    Form(Box<Form>),
    /// One of a few.
    Menu(Menu),
    /// Help.
    Finder(Finder),
    /// The command line.
    Prompt(Prompt),
    /// Something to read.
    Page(Page),
    /// Yes or no.
    Question(Question),
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Progress, problems, next steps, percent, period.
    Report,
    /// A new deadline with its reason.
    Deadline,
    /// The body that leads.
    Lead,
    /// Who we are.
    Us,
    /// What the ledger says of the plan.
    Amend,
    /// A measured value of an indicator.
    Measure,
    /// The name of a view.
    View,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words.
    Words,
    /// A whole number from 0 to 100.
    Percent,
    /// A period such as `2025Q4`.
    Period,
    /// A date in any words.
    Date,
    /// A number, perhaps with its unit.
    Number,
    /// A name in one line.
    Name,
    /// Bodies, with those that fit the one at the caret, and the one chosen of them.
    Departments {
        /// Bodies that fit.
        fits: Vec<DeptId>,
        /// Which of them.
        chosen: usize,
    },
    /// A body, with those that fit what is typed, and the one chosen of them.
    Department {
        /// Bodies that fit.
        fits: Vec<DeptId>,
        /// Which of them.
        chosen: usize,
    },
}

/// One field of a form.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub label: &'static str,
    /// The text.
    pub editor: Editor,
    /// What it takes.
    pub takes: Takes,
    /// What the text means, or what is wrong with it, shown beside it.
    pub remark: Result<String, String>,
    /// How many lines it wants on the screen.
    pub lines: u16,
}

/// Fields to fill in.
#[derive(Debug)]
pub struct Form {
    /// What for.
    pub purpose: Purpose,
    /// The title.
    pub title: String,
    /// The entries it is about.
    pub targets: Vec<EntryId>,
    /// The indicator it is about.
    pub indicator: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// The field with the caret.
    pub focus: usize,
    /// Why it could not be taken.
    pub error: Option<String>,
}

impl Form {
    /// The text of a field.
    pub fn text(&self, field: usize) -> String {
        self.fields.get(field).map(|f| f.editor.text()).unwrap_or_default()
    }

    /// Takes over what was typed into one that was put aside; the words around it stay those of today's language.
    pub fn resume(&mut self, draft: Form) {
        self.focus = draft.focus.min(self.fields.len().saturating_sub(1));
        for (field, old) in self.fields.iter_mut().zip(draft.fields) {
            (field.editor, field.takes) = (old.editor, old.takes);
        }
    }

    /// Whether anything has been typed into a field of words.
    pub fn has_words(&self) -> bool {
        self.fields.iter().any(|f| f.takes == Takes::Words && !f.editor.text().trim().is_empty())
    }
}

/// What a menu's choice does.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Sets the status of the targets.
    Status(Status),
    /// Sorts by this column.
    Sort(Attribute),
    /// Groups by this.
    Group(GroupBy),
    /// Puts indicators into this order.
    Indicators(IndicatorOrder),
    /// Rules for this value.
    Rule(Ruling),
    /// Shows or hides a column; the menu stays.
    Column(Attribute),
    /// Adds a term to the filter, when there is one.
    Narrow(Option<String>),
    /// Takes the view of this name.
    View(String),
    /// Keeps the list as it is under a name.
    KeepView,
    /// Undoes, or does again, so many steps.
    Steps {
        /// Undo, not redo.
        back: bool,
        /// How many.
        count: usize,
    },
    /// Writes the bulletin in this format, by its word.
    Export(&'static str),
    /// Call the exports off that are under way.
    CallOffExports,
}

/// One of a few.
#[derive(Debug)]
pub struct Menu {
    /// The title.
    pub title: String,
    /// A letter, a word, and what it does.
    pub items: Vec<(char, String, Choice)>,
    /// The item under the cursor.
    pub cursor: usize,
}

/// A list of actions that narrows as one types.
#[derive(Debug)]
pub struct Finder {
    /// What is typed.
    pub input: Editor,
    /// The actions that fit, with the table row of each.
    pub fits: Vec<Action>,
    /// The one under the cursor.
    pub cursor: usize,
}

/// Something to read.
#[derive(Debug)]
pub struct Page {
    /// The title.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// The first line in sight, where there are more than fit.
    pub scroll: usize,
    /// Whether the key that closes it also does what it means: nobody has asked for this page.
    pub passes: bool,
}

impl Page {
    /// A page at its beginning.
    pub fn new(title: String, text: Vec<String>) -> Page {
        Page { title, text, scroll: 0, passes: false }
    }

    /// Turns it by lines.
    pub fn turn(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by).min(self.text.len() * 4);
    }
}

/// What happens after a yes.
#[derive(Debug)]
pub enum Yes {
    /// Apply the change, under this label.
    Apply(Box<Change>, String),
    /// Leave although something is unsaved.
    Quit,
    /// Forget the view of this name.
    ForgetView(String),
    /// Begin a round of sharing.
    Share(Round),
}

/// Yes or no.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub text: Vec<String>,
    /// What happens after a yes.
    pub yes: Yes,
}

/// A period as a field shows it, and as it is meant when the field is empty.
pub fn period_or(text: &str, otherwise: Period, today: NaiveDate) -> Result<Period, BadPeriod> {
    if text.trim().is_empty() { Ok(otherwise) } else { parse_period(text, today) }
}

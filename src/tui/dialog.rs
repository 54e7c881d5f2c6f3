//! What stands before a view: forms, menus, the finder of help and palette, pages of text, questions.

use super::action::Action;
use super::contested::Ruling;
use super::field::Editor;
use super::form::Form;
use super::indicators::IndicatorOrder;
use super::orders::Prompt;
use super::sharing::Round;
use crate::domain::{Change, Status};
use crate::query::{Column, GroupBy, SortKey};

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

/// What a menu's choice does.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Sets the status of the targets.
    Status(Status),
    /// Sorts by this column.
    Sort(SortKey),
    /// Groups by this.
    Group(GroupBy),
    /// Puts indicators into this order.
    Indicators(IndicatorOrder),
    /// Rules for this value.
    Rule(Ruling),
    /// Shows or hides a column; the menu stays.
    Column(Column),
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

//! What stands before a view: forms, menus, the finder of help and palette, pages of text, questions.

use super::command::{Binding, Command};
use super::field::Editor;
use super::form::Form;
use super::orders::{Order, Prompt};
use crate::text::Lang;

/// What stands before a view.
#[derive(Debug)]
pub enum Dialog {
    Form(Box<Form>),
    Menu(Menu),
    Finder(Finder),
    Prompt(Prompt),
    Page(Page),
    Question(Question),
}

#[derive(Debug)]
pub struct Menu {
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
    pub(crate) cursor: usize,
}

/// What can be chosen from a menu.
#[derive(Debug)]
pub struct Item {
    /// Its key; a blank is none.
    pub(crate) key: char,
    pub(crate) label: String,
    /// Further keys.
    pub(crate) others: &'static str,
    pub(crate) enter: Command,
    /// What the blank does, where several can be chosen; the menu stays.
    pub(crate) space: Option<Command>,
    pub(crate) delete: Option<Command>,
}

impl Item {
    pub(crate) fn new(key: char, label: impl Into<String>, enter: impl Into<Command>) -> Item {
        Item { key, label: label.into(), others: "", enter: enter.into(), space: None, delete: None }
    }

    /// Other keys choose it too; they are shown behind it.
    pub(crate) fn or_by(self, others: &'static str) -> Item {
        let shown = others.chars().map(String::from).collect::<Vec<_>>().join(" ");
        Item { label: format!("{}  ({shown})", self.label), others, ..self }
    }

    /// Whether a key chooses it.
    pub(crate) fn is_by(&self, key: char) -> bool {
        self.key == key || self.others.contains(key)
    }

    pub(crate) fn with_space(self, command: impl Into<Command>) -> Item {
        Item { space: Some(command.into()), ..self }
    }

    pub(crate) fn with_delete(self, command: impl Into<Command>) -> Item {
        Item { delete: Some(command.into()), ..self }
    }
}

/// The keys of a menu's items, from the first.
pub(crate) fn item_keys() -> impl Iterator<Item = char> {
    ('1'..='9').chain('a'..='z')
}

/// A command of the list: one that is done as it stands, or one that wants an argument.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fit {
    Whole(&'static Binding),
    Order(Order),
}

/// A list of commands that narrows as one types.
#[derive(Debug)]
pub struct Finder {
    pub(crate) input: Editor,
    pub(crate) fits: Vec<Fit>,
    pub(crate) cursor: usize,
}

#[derive(Debug)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
    /// The first line in sight, where there are more than fit.
    pub(crate) scroll: usize,
    /// Whether the key that closes it also does what it means: nobody has asked for this page.
    pub(crate) passes: bool,
}

impl Page {
    pub(crate) fn new(title: String, text: Vec<String>) -> Page {
        Page { title, text, scroll: 0, passes: false }
    }

    pub(crate) fn turn(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by).min(self.text.len() * 4);
    }
}

#[derive(Debug)]
pub struct Question {
    pub(crate) text: Vec<String>,
    pub(crate) yes: Box<Command>,
    pub(crate) enter: Enter,
    /// What no does besides closing the question, with what the two answers are called; closing it is then the answer that Enter gives.
    pub(crate) no: Option<Box<(Command, [&'static str; 2])>>,
}

/// What Enter answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enter {
    Yes,
    /// Much would be changed or lost: yes must be said.
    No,
}

impl Question {
    pub(crate) fn new(text: Vec<String>, yes: impl Into<Command>) -> Question {
        Question { text, yes: Box::new(yes.into()), enter: Enter::Yes, no: None }
    }

    /// What its answers are called.
    pub(crate) fn names(&self, lang: Lang) -> [&'static str; 2] {
        self.no.as_ref().map_or(lang.pick(["是", "否"], ["yes", "no"]), |no| no.1)
    }

    /// Has two answers that each do something.
    pub(crate) fn or(self, no: impl Into<Command>, names: [&'static str; 2]) -> Question {
        Question { no: Some(Box::new((no.into(), names))), ..self }
    }

    /// Enter is no.
    pub(crate) fn careful(self) -> Question {
        Question { enter: Enter::No, ..self }
    }
}

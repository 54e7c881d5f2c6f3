//! Changing what a record states: a wrong name, a body left out, a figure.

use std::fmt::Debug;

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::Field;
use super::stating::Stating;
use crate::domain::{Attribute, Department, Entry, FieldRow, Indicator, Kept, LedgerReader, Plan};
use crate::text::Say;
use crate::tui::edit::Edit;

/// A kind whose records are changed in a form.
pub(crate) trait Amendable: Kept {
    const TITLE: Words;

    /// What can be changed, in its order.
    fn rows() -> Vec<FieldRow> {
        Self::fields()
    }
}

impl Amendable for Entry {
    const TITLE: Words = ("修改台账所载", "Amend the ledger's facts");

    fn rows() -> Vec<FieldRow> {
        Attribute::amendable().filter_map(Attribute::field).collect()
    }
}

impl Amendable for Department {
    const TITLE: Words = ("修改单位", "Change the body");
}

impl Amendable for Indicator {
    const TITLE: Words = ("修改指标", "Change the indicator");
}

impl Amendable for Plan {
    const TITLE: Words = ("修改方案", "Change the plan");
}

/// The record as it was, and its fields.
#[derive(Debug)]
pub(crate) struct Amended<R>(Option<R>, Stating);

pub(crate) type Amend = Amended<Entry>;
pub(crate) type AmendBody = Amended<Department>;
pub(crate) type AmendIndicator = Amended<Indicator>;
pub(crate) type AmendPlan = Amended<Plan>;

impl<R: Amendable> Amended<R> {
    pub(crate) fn new(at: &Context<'_>) -> Amended<R> {
        let old = at.stated::<R>().cloned();
        let mut stating = Stating::new(R::rows());
        stating.give(|word| old.as_ref().map(|old| old.written(word, at.ledger, at.lang)).unwrap_or_default());
        Amended(old, stating)
    }

    fn reader<'a>(&'a self, at: &Context<'a>) -> LedgerReader<'a> {
        let plan = self.0.as_ref().map_or("", |old| old.stands().0);
        LedgerReader { plan, ..at.reader() }
    }
}

impl<R: Amendable> Fields for Amended<R> {
    fn title(&self) -> Words {
        R::TITLE
    }

    fn fields(&self) -> Vec<&Field> {
        self.1.fields().collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.1.fields_mut().collect()
    }
}

impl<R: Amendable> Ask for Amended<R> {
    fn check(&mut self, at: &Context<'_>) {
        let Some(old) = self.0.clone() else { return };
        let reader = LedgerReader { plan: old.stands().0, ..at.reader() };
        self.1.check(&old, at, &reader);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("已不在台账里", "it is gone").to_owned();
        let old = at.stated::<R>().ok_or_else(gone)?;
        let mut new = old.clone();
        self.1.fill(&mut new, at, &self.reader(at))?;
        at.ledger.sound(Some(old), &new).map_err(|why| why.say(at.lang))?;
        Ok(Edit::Amend(new.into()))
    }
}

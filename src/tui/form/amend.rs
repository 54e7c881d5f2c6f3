//! Changing what a record states: a wrong name, a body left out, a figure.

use std::marker::PhantomData;

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::Field;
use super::stating::{Stating, Titled};
use crate::domain::{Department, Entry, Indicator, Inspection, Liaison, Matter, Plan, Rectification, Step};
use crate::text::Say;
use crate::tui::edit::Edit;

/// The fields of a record of a kind.
#[derive(Debug)]
pub(crate) struct Amended<R>(Stating, PhantomData<R>);

pub(crate) type Amend = Amended<Entry>;
pub(crate) type AmendBody = Amended<Department>;
pub(crate) type AmendIndicator = Amended<Indicator>;
pub(crate) type AmendPlan = Amended<Plan>;
pub(crate) type AmendStep = Amended<Step>;
pub(crate) type AmendMatter = Amended<Matter>;
pub(crate) type AmendLiaison = Amended<Liaison>;
pub(crate) type AmendInspection = Amended<Inspection>;
pub(crate) type AmendFinding = Amended<Rectification>;

impl<R: Titled> Amended<R> {
    pub(crate) fn new(at: &Context<'_>) -> Amended<R> {
        let old = at.stated::<R>();
        let mut stating = Stating::new(R::amendable());
        stating.give(|word| old.map(|old| old.written(word, at.ledger, at.lang)).unwrap_or_default());
        Amended(stating, PhantomData)
    }
}

impl<R: Titled> Fields for Amended<R> {
    fn title(&self) -> Words {
        R::AMENDED
    }

    fn fields(&self) -> Vec<&Field> {
        self.0.fields().collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.0.fields_mut().collect()
    }
}

impl<R: Titled> Ask for Amended<R> {
    fn check(&mut self, at: &Context<'_>) {
        if let Some(old) = at.stated::<R>() {
            self.0.check(old, at);
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("已不在台账里", "it is gone").to_owned();
        let old = at.stated::<R>().ok_or_else(gone)?;
        let mut new = old.clone();
        self.0.fill(&mut new, at)?;
        at.ledger.sound(Some(old), &new).map_err(|why| why.say(at.lang))?;
        Ok(Edit::Amend(new.into()))
    }
}

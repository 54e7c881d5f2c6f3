//! A new entry: what was laid down at a meeting, or a line that the ledger lacks.

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::Field;
use super::kind::Kind;
use super::stating::{Stating, Titled, meaning};
use crate::domain::{self, Asks, Deadline, Entry, EntryId, Facts, FieldRow, Misread, Reader};
use crate::text::Say;
use crate::tui::edit::Edit;

/// What is asked for behind the plan, in its order.
const BEHIND: [&str; 10] =
    ["parent", "planned_lead", "cooperating", "planned_deadline", "source", "kind", "regions", "investment_wan", "summary", "remark"];

/// The title, the plan, and what else the entry states.
#[derive(Debug)]
pub(crate) struct NewEntry {
    title: Stating,
    plan: Field,
    stating: Stating,
}

fn row(word: &str) -> Option<FieldRow> {
    Entry::fields().into_iter().find(|row| row.word == word)
}

/// Under what a new entry stands that is begun at another one: under that; beside it where it is itself one that was entered
/// later and has nothing below it, so that several are entered one after another.
fn proposed_parent<'a>(at: &Context<'a>) -> Option<&'a EntryId> {
    let here = at.beside()?;
    let has_parts = || at.ledger.entries().iter().any(|e| e.parent.as_ref() == Some(&here.id));
    if here.id.is_minted() && !has_parts() { here.parent.as_ref() } else { Some(&here.id) }
}

impl NewEntry {
    pub(crate) fn new(at: &Context<'_>) -> NewEntry {
        let plan = Field::new(("方案", "Plan"), Kind::of(Asks::Plan)).with(at.plan().unwrap_or_default());
        let mut stating = Stating::new(BEHIND.into_iter().filter_map(row));
        let parent = proposed_parent(at).filter(|parent| Some(parent.plan()) == at.plan());
        let kind = domain::Kind::Task.label(at.lang);
        stating.propose("parent", parent.map_or("", |parent| parent.as_str()));
        stating.propose("kind", kind);
        NewEntry { title: Stating::new(row("title")).wanting(&["title"]), plan, stating }
    }

    /// A bare one in the plan that is named, under an id of these random bits.
    fn bare(&self, at: &Context<'_>, entropy: u64) -> Result<Entry, Misread> {
        let plan = self.plan.text();
        let code = at.reader().plan(&plan).ok_or(if plan.trim().is_empty() { Misread::Empty } else { Misread::Not(Asks::Plan, plan) })?;
        Ok(Entry::new(EntryId::mint(&code, entropy), domain::Kind::Task, ""))
    }
}

impl Fields for NewEntry {
    fn title(&self) -> Words {
        Entry::ENTERED
    }

    fn fields(&self) -> Vec<&Field> {
        self.title.fields().chain([&self.plan]).chain(self.stating.fields()).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.title.fields_mut().chain([&mut self.plan]).chain(self.stating.fields_mut()).collect()
    }
}

impl Ask for NewEntry {
    fn check(&mut self, at: &Context<'_>) {
        let lang = at.lang;
        let bare = match self.bare(at, 0) {
            Ok(bare) => bare,
            Err(misread) => {
                self.plan.remark = Err(misread.say(lang));
                return;
            }
        };
        self.plan.remark = Ok(meaning(Asks::Plan, &self.plan.text(), at, &at.reader()));
        self.title.check(&bare, at);
        self.stating.check(&bare, at);
        let says = |word: &str| self.stating.fields().zip(BEHIND).any(|(field, name)| name == word && !field.text().trim().is_empty());
        let left_out = match (says("cooperating"), says("parent")) {
            (true, _) => lang.pick("有配合单位就要写牵头单位", "wanted, where others cooperate"),
            (false, true) => lang.pick("不写：随上级条目", "left out: as the entry above"),
            (false, false) => lang.pick("不写：未明确", "left out: nobody"),
        };
        self.stating.remark("planned_lead", |text| text.trim().is_empty().then(|| left_out.to_owned()));
        let end = at.ledger.plan(bare.id.plan()).map(|plan| plan.end);
        let by_plan =
            |end| format!("{}{end}{}", lang.pick("不写：", "left out: "), lang.bracketed(Deadline::PLAN_PERIOD.basis_label(lang)));
        self.stating.remark("planned_deadline", |text| end.filter(|_| text.trim().is_empty()).map(by_plan));
        let minutes = lang.pick("会议纪要号、来文号，可不填", "the number of the minutes or the letter; may be left out");
        self.stating.remark("source", |_| Some(minutes.to_owned()));
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let mut new = self.bare(at, (at.entropy)()).map_err(|misread| misread.say(at.lang))?;
        new.added = Some(at.today);
        self.title.fill(&mut new, at)?;
        self.stating.fill(&mut new, at)?;
        let label = format!("{}{}", at.lang.pick("新条目：", "new entry: "), new.title);
        let change = at.ledger.entering(new).map_err(|why| why.say(at.lang))?;
        Ok(Edit::Enter(Box::new(change), label))
    }
}

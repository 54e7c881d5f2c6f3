//! Entering a plan, a body, a place, a person, an indicator, a step.

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::Field;
use super::kind::Kind;
use super::known::Known;
use super::stating::{Stating, Titled, meaning};
use crate::domain::{
    Asks, Born, Change, Department, Enterprise, FieldRow, Indicator, Inspection, Liaison, Matter, Misread, Person, Place, Plan, Reader,
    Rectification, Step,
};
use crate::text::{Lang, Say};
use crate::tui::edit::Edit;

/// What it is known by, and what it states.
#[derive(Debug)]
pub(crate) struct Birth<R> {
    known_by: Vec<(FieldRow, Field)>,
    stating: Stating,
    /// One of which nothing is known but what its name tells.
    bare: Option<R>,
}

pub(crate) type NewPlan = Birth<Plan>;
pub(crate) type NewBody = Birth<Department>;
pub(crate) type NewPlace = Birth<Place>;
pub(crate) type NewEnterprise = Birth<Enterprise>;
pub(crate) type NewPerson = Birth<Person>;
pub(crate) type NewIndicator = Birth<Indicator>;
pub(crate) type NewStep = Birth<Step>;
pub(crate) type NewMatter = Birth<Matter>;
pub(crate) type NewLiaison = Birth<Liaison>;
pub(crate) type NewInspection = Birth<Inspection>;
pub(crate) type NewFinding = Birth<Rectification>;

impl<R: Born + Titled> Birth<R> {
    pub(crate) fn new(at: &Context<'_>) -> Birth<R> {
        let field = |row: &FieldRow| {
            Field::new(row.label, Kind::of(row.asks)).with(&R::proposed(row.asks, at).unwrap_or_else(|| proposed(row.asks, at)))
        };
        let mut rows: Vec<FieldRow> = R::fields().into_iter().filter(|row| !R::LATER.contains(&row.word)).collect();
        rows.sort_by_key(|row| !R::WANTED.contains(&row.word));
        let known_by = R::KNOWN_BY.iter().map(|row| (*row, field(row))).collect();
        let mut new = Birth { known_by, stating: Stating::new(rows).wanting(R::WANTED), bare: None };
        new.give(at);
        new
    }

    fn born(&self, at: &Context<'_>) -> Result<R, Misread> {
        let known_by: Vec<String> = self.known_by.iter().map(|(_, field)| field.text()).collect();
        R::born(&known_by, &at.reader()).map(|new| new.begun(at))
    }

    /// What is known of it without more being typed: by its name, or by where it is begun, whatever it will be called.
    fn known(&self, at: &Context<'_>) -> Option<R> {
        match self.born(at) {
            Ok(new) => new.guessed(at.ledger).or_else(|| R::BEGINS_FULL.then_some(new)),
            Err(_) if R::BEGINS_FULL => {
                let nameless = vec![NAMELESS.to_owned(); self.known_by.len()];
                R::born(&nameless, &at.reader()).map(|new| new.begun(at)).ok()
            }
            Err(_) => None,
        }
    }

    /// Fills in what is known.
    fn give(&mut self, at: &Context<'_>) {
        let known = self.known(at);
        self.stating.give(|word| known.as_ref().map(|new| new.written(word, at.ledger, at.lang)).unwrap_or_default());
        self.bare = known.or_else(|| self.born(at).ok());
    }
}

/// Stands for a name as long as none is typed.
const NAMELESS: &str = "–";

/// What a part of the identity most likely is, by what the form is begun at.
fn proposed(asks: Asks, at: &Context<'_>) -> String {
    match asks {
        Asks::Plan => at.plan().unwrap_or_default().to_owned(),
        Asks::Body => at.body().map(|id| at.ledger.departments.name(id).to_owned()).unwrap_or_default(),
        Asks::Entry => at.beside().map(|entry| entry.id.to_string()).unwrap_or_default(),
        Asks::Choice(terms) => terms.first().map(|term| term.label(at.lang).to_owned()).unwrap_or_default(),
        _ => String::new(),
    }
}

impl<R: Born + Titled> Fields for Birth<R> {
    fn title(&self) -> Words {
        R::ENTERED
    }

    fn fields(&self) -> Vec<&Field> {
        self.known_by.iter().map(|(_, field)| field).chain(self.stating.fields()).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.known_by.iter_mut().map(|(_, field)| field).chain(self.stating.fields_mut()).collect()
    }
}

impl<R: Born + Titled> Ask for Birth<R> {
    /// What is known already need not be typed.
    fn first(&self) -> usize {
        self.fields().iter().position(|field| field.text().is_empty()).unwrap_or(0)
    }

    fn take(&mut self, known: &Known, _: Lang) {
        if let (Known::NewBody(name), Some((_, field))) = (known, self.known_by.first_mut()) {
            field.fill(name);
        }
    }

    fn check(&mut self, at: &Context<'_>) {
        let (lang, reader) = (at.lang, at.reader());
        let born = self.born(at);
        let is_there = born.as_ref().is_ok_and(|new| R::records(at.ledger).by_id(&new.id()).is_some());
        let needs_entry = matches!(&born, Err(Misread::Not(Asks::Entry, _)));
        for (n, (row, field)) in self.known_by.iter_mut().enumerate() {
            let text = field.text();
            field.remark = match row.asks {
                Asks::Name | Asks::Body | Asks::Inspection | Asks::Plan if text.trim().is_empty() => Err(Misread::Empty.say(lang)),
                Asks::Body if reader.body(&text).is_err() => Err(Misread::Not(Asks::Body, text).say(lang)),
                Asks::Entry if reader.entry(&text).is_none() && (needs_entry || !text.trim().is_empty()) => {
                    Err(Misread::Not(Asks::Entry, text).say(lang))
                }
                Asks::Inspection if reader.inspection(&text).is_none() => Err(Misread::Not(Asks::Inspection, text).say(lang)),
                Asks::Plan if reader.plan(&text).is_none() => Err(Misread::Not(Asks::Plan, text).say(lang)),
                _ if n == 0 && is_there => Err(lang.pick("台账里已有", "the ledger has it already").to_owned()),
                asks => Ok(meaning(asks, &text, at, &reader)),
            };
        }
        self.give(at);
        if let Some(bare) = &self.bare {
            self.stating.check(bare, at);
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let bare = self.born(at).map_err(|misread| misread.say(at.lang))?;
        let mut new = bare.guessed(at.ledger).unwrap_or(bare);
        self.stating.fill(&mut new, at)?;
        let new = new.entered((at.entropy)());
        at.ledger.sound(None, &new).map_err(|why| why.say(at.lang))?;
        let label = format!("{}{}{}", at.lang.pick(R::ENTERED.0, R::ENTERED.1), at.lang.pick("：", ": "), new.name());
        Ok(Edit::Enter(Box::new(Change::put(usize::MAX, new)), label))
    }
}

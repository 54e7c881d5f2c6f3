//! Amending what the ledger says of the plan: a wrong name, a body left out, a figure.

use super::ask::Ask;
use super::context::{About, Context, Words};
use super::field::{Field, Kind, amount};
use crate::domain::{Entry, EntryId, Register, number};
use crate::tui::bodies;
use crate::tui::edit::Edit;

/// A fact of an entry: how it is written into its field, and taken from it.
struct Fact {
    label: Words,
    kind: Kind,
    shown: fn(&Entry, &Register) -> String,
    take: fn(&mut Entry, &str, &Context<'_>) -> Result<(), String>,
}

/// A fact that may be any text.
macro_rules! text {
    ($label:expr, $kind:expr, $name:ident) => {
        Fact {
            label: $label,
            kind: $kind,
            shown: |e, _| e.$name.clone(),
            take: |e, text, _| {
                e.$name = text.trim().to_owned();
                Ok(())
            },
        }
    };
}

/// A fact that is a list of names.
macro_rules! list {
    ($label:expr, $name:ident) => {
        Fact {
            label: $label,
            kind: Kind::List,
            shown: |e, _| e.$name.join("、"),
            take: |e, text, _| {
                e.$name = bodies::parts(text);
                Ok(())
            },
        }
    };
}

/// All that can be amended, in the order of the form.
const FACTS: [Fact; 7] = [
    text!(("事项", "Title"), Kind::Required, title),
    text!(("内容", "Summary"), Kind::Text, summary),
    Fact {
        label: ("配合单位", "Cooperating"),
        kind: Kind::Bodies,
        shown: |e, register| bodies::written(&e.cooperating, register),
        take: |e, text, at| {
            e.cooperating = bodies::read(text, &at.ledger.departments, at.plan, at.lang)?;
            Ok(())
        },
    },
    list!(("地区", "Regions"), regions),
    list!(("企业", "Enterprises"), enterprises),
    Fact {
        label: ("投资 万元", "Invest. 万元"),
        kind: Kind::Amount,
        shown: |e, _| e.investment_wan.map(number).unwrap_or_default(),
        take: |e, text, at| {
            e.investment_wan = amount(text, at.lang)?;
            Ok(())
        },
    },
    text!(("备注", "Remark"), Kind::Text, remark),
];

#[derive(Debug)]
pub(crate) struct Amend {
    entry: EntryId,
    /// In the order of `FACTS`.
    facts: Vec<Field>,
}

impl Amend {
    pub(crate) fn new(entry: &Entry, at: &Context<'_>) -> Amend {
        let field = |f: &Fact| Field::new(f.label, f.kind, &(f.shown)(entry, &at.ledger.departments));
        Amend { entry: entry.id.clone(), facts: FACTS.iter().map(field).collect() }
    }
}

impl Ask for Amend {
    fn title(&self) -> Words {
        ("修改台账所载", "Amend the ledger's facts")
    }

    fn about(&self) -> About<'_> {
        About::Facts(&self.entry)
    }

    fn fields(&self) -> Vec<&Field> {
        self.facts.iter().collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.facts.iter_mut().collect()
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let old = at.ledger.get(&self.entry).ok_or_else(|| at.lang.pick("条目已不在台账里", "the entry is gone").to_owned())?;
        let mut entry = old.as_ref().clone();
        for (fact, field) in FACTS.iter().zip(&self.facts) {
            (fact.take)(&mut entry, &field.text(), at)?;
        }
        Ok(Edit::Amend(Box::new(entry)))
    }
}

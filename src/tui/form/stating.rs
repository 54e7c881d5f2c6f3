//! The fields of a record, made from the rows of its kind: what stands in them, what that means, and what the record then states.

use super::context::{Context, Words};
use super::field::Field;
use super::finding::known_of;
use super::kind::Kind;
use super::matter::{problem_of, raised_at};
use crate::domain::{
    Asks, Attribute, Department, Enterprise, Entry, Facts, FieldRow, Indicator, Inspection, Kept, LedgerReader, Liaison, Matter, Misread,
    Person, Place, Plan, Reader, Rectification, Step, long_date,
};
use crate::text::Say;

/// What the forms of a kind are called: that in which a record is entered, and that in which it is changed.
pub(crate) trait Titled: Kept {
    const ENTERED: Words;
    const AMENDED: Words;

    /// Whether one says something already when it is begun.
    const BEGINS_FULL: bool = false;

    /// A new one as it is begun somewhere.
    fn begun(self, _at: &Context<'_>) -> Self {
        self
    }

    /// What a part of its identity most likely is, where it knows better than its form.
    fn proposed(_asks: Asks, _at: &Context<'_>) -> Option<String> {
        None
    }

    /// What can be changed, in its order.
    fn amendable() -> Vec<FieldRow> {
        Self::fields()
    }
}

macro_rules! titles {
    ($($Kind:ident $new:literal / $new_en:literal, $old:literal / $old_en:literal $(, $rows:expr)?;)*) => {$(
        impl Titled for $Kind {
            const ENTERED: Words = ($new, $new_en);
            const AMENDED: Words = ($old, $old_en);
            $(fn amendable() -> Vec<FieldRow> { $rows })?
        }
    )*};
}

titles! {
    Entry "新条目" / "New entry", "修改台账所载" / "Amend the ledger's facts", amendable();
    Plan "新方案" / "New plan", "修改方案" / "Change the plan";
    Department "新单位" / "New body", "修改单位" / "Change the body", lasting();
    Person "新人员" / "New person", "修改人员" / "Change the person";
    Enterprise "新企业" / "New enterprise", "修改企业" / "Change the enterprise";
    Place "新地区" / "New place", "修改地区" / "Change the place";
    Indicator "新指标" / "New indicator", "修改指标" / "Change the indicator";
    Step "新步骤" / "New step", "修改步骤" / "Change the step", of_steps();
}

/// What a step states, and last whose it is: to write another entry puts it there.
fn of_steps() -> Vec<FieldRow> {
    let (entry, mut rows): (Vec<FieldRow>, Vec<FieldRow>) = Step::fields().into_iter().partition(|row| row.word == "entry");
    rows.extend(entry);
    rows
}

/// What an entry states whatever it is; what is said of projects alone has a form of its own.
fn amendable() -> Vec<FieldRow> {
    let of_all = Attribute::amendable().filter(|attribute| Attribute::of_projects().all(|other| other != *attribute));
    of_all.filter_map(Attribute::field).collect()
}

impl Titled for Matter {
    const ENTERED: Words = ("提出会商", "Raise a matter");
    const AMENDED: Words = ("修改会商事项", "Change the matter");
    const BEGINS_FULL: bool = true;

    fn begun(self, at: &Context<'_>) -> Matter {
        raised_at(self, at)
    }

    fn proposed(asks: Asks, at: &Context<'_>) -> Option<String> {
        problem_of(asks, at)
    }
}

impl Titled for Liaison {
    const ENTERED: Words = ("新包联", "New liaison");
    const AMENDED: Words = ("修改包联", "Change the liaison");
    const BEGINS_FULL: bool = true;

    fn begun(self, at: &Context<'_>) -> Liaison {
        Liaison { body: at.us.cloned(), entries: at.beside().map(|entry| entry.id.clone()).into_iter().collect(), ..self }
    }
}

impl Titled for Inspection {
    const ENTERED: Words = ("新督导检查", "New inspection");
    const AMENDED: Words = ("修改督导检查", "Change the inspection");
    const BEGINS_FULL: bool = true;

    fn begun(self, at: &Context<'_>) -> Inspection {
        let inspectors = at.us.cloned().into_iter().collect();
        Inspection { inspectors, entries: at.beside().map(|entry| entry.id.clone()).into_iter().collect(), ..self }
    }
}

impl Titled for Rectification {
    const ENTERED: Words = ("新整改问题", "New finding");
    const AMENDED: Words = ("修改整改问题", "Change the finding");

    fn proposed(asks: Asks, at: &Context<'_>) -> Option<String> {
        known_of(asks, at)
    }

    fn amendable() -> Vec<FieldRow> {
        Rectification::fields().into_iter().filter(|row| !["inspection", "body"].contains(&row.word)).collect()
    }
}

/// What a body states whatever the day; its name and its end hold from a day on, and have forms of their own.
fn lasting() -> Vec<FieldRow> {
    let dated = ["name", "successor", "until", "basis"];
    Department::fields().into_iter().filter(|row| !dated.contains(&row.word)).collect()
}

/// A field of a record with its row.
#[derive(Debug)]
struct Stated {
    row: FieldRow,
    field: Field,
    /// What stood in it before anybody typed.
    given: String,
    /// Whether it must say something.
    wanted: bool,
}

/// Fields of a record.
#[derive(Debug, Default)]
pub(super) struct Stating(Vec<Stated>);

impl Stating {
    pub(super) fn new(rows: impl IntoIterator<Item = FieldRow>) -> Stating {
        let stated = |row: FieldRow| Stated { row, field: Field::new(row.label, Kind::of(row.asks)), given: String::new(), wanted: false };
        Stating(rows.into_iter().map(stated).collect())
    }

    /// Fields without which nothing is taken.
    pub(super) fn wanting(mut self, words: &[&str]) -> Stating {
        self.0.iter_mut().for_each(|one| one.wanted = words.contains(&one.row.word));
        self
    }

    /// What stands in a field at first, and says so unless it is changed.
    pub(super) fn propose(&mut self, word: &str, text: &str) {
        self.0.iter_mut().filter(|one| one.row.word == word).for_each(|one| one.field.editor.set(text));
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().map(|one| &one.field)
    }

    pub(super) fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        self.0.iter_mut().map(|one| &mut one.field)
    }

    /// Lets the fields in which nobody has typed say what is known without him.
    pub(super) fn give(&mut self, says: impl Fn(&str) -> String) {
        for one in &mut self.0 {
            let text = says(one.row.word);
            if one.field.text() == one.given && text != one.given {
                one.field.editor.set(&text);
                one.given = text;
            }
        }
    }

    /// Says beside a field what nobody but the form knows of it, where nothing is wrong with it.
    pub(super) fn remark(&mut self, word: &str, says: impl FnOnce(&str) -> Option<String>) {
        let Some(one) = self.0.iter_mut().find(|one| one.row.word == word && one.field.remark.is_ok()) else { return };
        if let Some(words) = says(&one.field.text()) {
            one.field.remark = Ok(words);
        }
    }

    /// Says beside each field what its text means to a record, or why it states no such thing.
    pub(super) fn check<R: Kept>(&mut self, base: &R, at: &Context<'_>) {
        let reader = LedgerReader { plan: base.stands().0, ..at.reader() };
        for one in &mut self.0 {
            let (text, mut trial) = (one.field.text(), base.clone());
            let is_empty = text.trim().is_empty();
            one.field.remark = match trial.fill(&one.row, &text, &reader) {
                _ if is_empty && one.wanted => Err(Misread::Empty.say(at.lang)),
                Err(_) if text == one.given => Ok(meaning(one.row.asks, &text, at, &reader)),
                Err(misread) => Err(misread.say(at.lang)),
                Ok(()) => Ok(meaning(one.row.asks, &text, at, &reader)),
            };
        }
    }

    /// Makes a record state what was typed; what nobody touched says nothing.
    pub(super) fn fill<R: Kept>(&self, record: &mut R, at: &Context<'_>) -> Result<(), String> {
        let plan = record.stands().0.to_owned();
        let reader = LedgerReader { plan: &plan, ..at.reader() };
        let mut typed = self.0.iter().filter(|one| one.field.text() != one.given);
        typed.try_for_each(|one| record.fill(&one.row, &one.field.text(), &reader).map_err(|misread| misread.say(at.lang)))
    }
}

/// What a text means, or what is asked for where there is none.
pub(super) fn meaning(asks: Asks, text: &str, at: &Context<'_>, reader: &LedgerReader<'_>) -> String {
    let (lang, is_empty) = (at.lang, text.trim().is_empty());
    let found = match asks {
        Asks::Line | Asks::Name | Asks::Text => return String::new(),
        Asks::Day if !is_empty => at.date(text).ok().map(|day| lang.pick(long_date(day), day.to_string())),
        Asks::Due if !is_empty => reader.due(text).ok().map(|due| due.label(lang)),
        Asks::Body if !is_empty => reader.body(text).ok().map(|id| at.ledger.departments.name(&id).to_owned()).filter(|name| name != text),
        Asks::Place if !is_empty => reader.place(text).map(|id| id.to_string()).filter(|name| name != text),
        Asks::Plan if !is_empty => reader.plan(text).map(|code| at.ledger.plan_name(&code).to_owned()),
        Asks::Inspection if !is_empty => {
            let one = reader.inspection(text).and_then(|id| at.ledger.inspections.by_id(&id));
            one.map(|one| format!("{} {}", one.on, if one.what == text.trim() { "" } else { &one.what }).trim().to_owned())
        }
        Asks::Entry if !is_empty => reader.entry(text).and_then(|id| at.ledger.get(&id)).map(|e| e.title.clone()),
        _ => None,
    };
    found.unwrap_or_else(|| if is_empty || !is_one_thing(asks) { asks.wanted(lang) } else { String::new() })
}

/// Whether a value that is written down needs no more words.
fn is_one_thing(asks: Asks) -> bool {
    matches!(asks, Asks::Body | Asks::Place | Asks::Plan | Asks::Entry | Asks::Inspection | Asks::Day | Asks::Due | Asks::Number)
}

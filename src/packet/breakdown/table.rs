//! What stands in the table: its rows, its columns, and what is sealed in each row.

use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

use crate::domain::{Entry, EntryId, Ledger, Period, Plan, Rhythm, Step, fold};
use crate::packet::seal::{ledger_mark, mark};
use crate::text::Lang;

/// What a period of an entry is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    What,
    Percent,
    Who,
}

impl Asked {
    pub(super) const ALL: [Asked; 3] = [Asked::What, Asked::Percent, Asked::Who];

    /// What stands behind the period in the head of its column.
    fn word(self) -> &'static str {
        match self {
            Asked::What => "内容",
            Asked::Percent => "累计进度（%）",
            Asked::Who => "责任",
        }
    }
}

/// What is shown of an entry: the head of each column with its width.
pub(super) const SHOWN: [(&str, u8); 4] = [("编号", 14), ("事项", 28), ("牵头单位", 16), ("时限", 12)];

/// Hidden columns behind the periods: which entry, which ledger, what stood in the row, and the seal over these.
pub(super) const HIDDEN: [&str; 4] = ["条目", "台账", "原值", "校验"];

/// A plan as it goes out.
#[derive(Clone, Debug)]
pub(crate) struct Breakdown {
    pub(super) title: String,
    pub(super) ledger: String,
    pub(super) made: NaiveDate,
    pub(super) slots: Vec<Period>,
    pub(super) lines: Vec<Line>,
}

/// A row: an entry, and at most one step a period.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) shown: [String; 3],
    pub(super) deadline: Option<NaiveDate>,
    pub(super) cells: Vec<Option<[String; 3]>>,
    pub(super) basis: Basis,
}

/// What a row is about, and what stood in it when it went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) entry: EntryId,
    pub(super) ledger: String,
    pub(super) steps: Vec<Was>,
}

/// A step as it stood in the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Was {
    pub(super) slot: Period,
    /// By what it is told from other steps of the entry.
    pub(super) step: String,
    /// A mark of each of its texts.
    pub(super) texts: [String; 3],
}

pub(super) fn text_mark(text: &str) -> String {
    format!("{:08x}", mark([text]) & 0xffff_ffff)
}

impl Was {
    fn written(&self) -> String {
        format!("{}={}:{}", self.slot, self.step, self.texts.join(":"))
    }

    pub(super) fn read(text: &str) -> Option<Was> {
        let (slot, rest) = text.split_once('=')?;
        let mut parts = rest.split(':').map(str::to_owned);
        let step = parts.next()?;
        Some(Was { slot: slot.parse().ok()?, step, texts: [parts.next()?, parts.next()?, parts.next()?] })
    }
}

impl Basis {
    /// What stood in the row, in one text.
    pub(super) fn steps_written(&self) -> String {
        self.steps.iter().map(Was::written).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn seal(&self) -> String {
        format!("{:016x}", mark(["duban breakdown 1", self.entry.as_str(), &self.ledger, &self.steps_written()]))
    }
}

/// The period under which a step stands: its year or quarter, or that in which its day lies; none of what comes again, or is due on no day.
fn slot_of(step: &Step) -> Option<Period> {
    let due = step.due.filter(|_| step.every.is_none())?;
    Some(match due.period() {
        Some(Period::Year(year)) => Period::Year(year),
        _ => Period::quarter_of(due.day()),
    })
}

/// A step's texts as they stand in its cells.
pub(super) fn texts_of(ledger: &Ledger, step: &Step) -> [String; 3] {
    let percent = step.percent.map(|percent| percent.to_string()).unwrap_or_default();
    [step.what.clone(), percent, crate::report::step_who(ledger, step, Lang::Zh)].map(|text| crate::packet::writer::words(&text))
}

/// The years and quarters that somebody asks for, in their order; each once.
fn asked_slots(asked: &[Period]) -> Vec<Period> {
    let all: BTreeSet<_> = asked.iter().map(|slot| (place(*slot), *slot)).collect();
    all.into_iter().map(|(_, slot)| slot).collect()
}

/// Where a period stands: a year before its quarters.
fn place(slot: Period) -> (i32, bool, NaiveDate) {
    (slot.start().year(), matches!(slot, Period::Quarter(..)), slot.start())
}

/// A year and its quarters.
pub(crate) fn year_and_quarters(year: i32) -> impl Iterator<Item = Period> {
    std::iter::once(Period::Year(year)).chain((1..=4).map(move |quarter| Period::Quarter(year, quarter)))
}

/// The years of a plan from that of a day on, each by itself and by quarters, and earlier ones in which a step stands.
fn slots(ledger: &Ledger, plan: &Plan, day: NaiveDate) -> Vec<Period> {
    let first = Some(day.year()).filter(|year| *year <= plan.end.year()).unwrap_or(plan.start.year()).max(plan.start.year());
    let planned = (first..=plan.end.year()).flat_map(year_and_quarters);
    let of_plan = ledger.steps.iter().filter(|step| step.entry.plan() == plan.code.as_str());
    let held = of_plan.filter_map(|step| slot_of(step));
    let all: BTreeSet<_> = planned.chain(held).map(|slot| (place(slot), slot)).collect();
    all.into_iter().map(|(_, slot)| slot).collect()
}

impl Breakdown {
    /// All entries of a plan, in the ledger's order, by the years and quarters that are asked for; by those of the plan from a day on
    /// where none is.
    pub(crate) fn build(ledger: &Ledger, plan: &Plan, (day, asked): (NaiveDate, &[Period])) -> Breakdown {
        let slots = if asked.is_empty() { slots(ledger, plan, day) } else { asked_slots(asked) };
        let of_plan = ledger.entries().iter().filter(|entry| plan.code == entry.id.plan());
        let lines = of_plan.flat_map(|entry| lines(ledger, entry, &slots)).collect();
        Breakdown {
            title: format!("{}分年度分季度分解表", plan.short_name()),
            ledger: ledger.title.clone(),
            made: plan.start,
            slots,
            lines,
        }
    }

    /// How many rows it has.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }
}

/// Where an entry stands in its plan, as the table shows it.
pub(super) fn shown_reference(id: &EntryId) -> &str {
    if id.is_minted() { EntryId::ADDED } else { id.reference() }
}

/// The rows of an entry: as many as the fullest period has steps.
fn lines(ledger: &Ledger, entry: &Entry, slots: &[Period]) -> Vec<Line> {
    let in_slot = |slot: Period| ledger.steps_of(&entry.id).filter(move |step| slot_of(step) == Some(slot));
    let count = slots.iter().map(|slot| in_slot(*slot).count()).max().unwrap_or(0).max(1);
    let state = fold(ledger, entry, None);
    let lead = state.lead.value.as_ref().map_or("", |lead| ledger.departments.short_name(lead, entry.id.plan()));
    let reference = shown_reference(&entry.id);
    let again = |step: &Step| step.every.is_some_and(|every| every != Rhythm::Lasting);
    let repeated = ledger.steps_of(&entry.id).filter(|step| again(step)).count();
    let title = if repeated > 0 { format!("{}（另有重复性工作 {repeated} 项）", entry.title) } else { entry.title.clone() };
    let line = |nth: usize| {
        let steps: Vec<Option<&Step>> = slots.iter().map(|slot| in_slot(*slot).nth(nth)).collect();
        let was = |(slot, step): (&Period, &Option<&Step>)| {
            let step = (*step)?;
            let texts = texts_of(ledger, step).map(|text| text_mark(&text));
            Some(Was { slot: *slot, step: step.id.mark().to_owned(), texts })
        };
        let basis = Basis {
            entry: entry.id.clone(),
            ledger: ledger_mark(ledger, &entry.id).unwrap_or_default(),
            steps: slots.iter().zip(&steps).filter_map(was).collect(),
        };
        Line {
            shown: [reference.to_owned(), title.clone(), lead.to_owned()],
            deadline: state.deadline.value,
            cells: steps.into_iter().map(|step| step.map(|step| texts_of(ledger, step))).collect(),
            basis,
        }
    };
    (0..count).map(line).collect()
}

/// The head of a column.
pub(super) fn head(slot: Period, asked: Asked) -> String {
    format!("{}·{}", slot.label(Lang::Zh), asked.word())
}

/// The column of which this is the head.
pub(super) fn column_of(text: &str) -> Option<(Period, Asked)> {
    let (label, word) = text.trim().split_once('·')?;
    let asked = Asked::ALL.into_iter().find(|asked| asked.word() == word)?;
    Some((label.parse().ok()?, asked))
}

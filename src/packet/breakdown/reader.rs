use calamine::Data;
use std::collections::BTreeMap;

use super::table::{Asked, Basis, HIDDEN, SHOWN, Was, column_of, shown_reference, text_mark, texts_of};
use crate::domain::{Change, Due, Entry, EntryId, Ledger, LedgerReader, Misread, Period, Plan, Reader, Step, StepId, Subject};
use crate::packet::column::address;
use crate::packet::error::{Misfit, PacketError, Why};
use crate::packet::reader::percent;
use crate::packet::seal::{ledger_mark, mark};
use crate::packet::sheet::{SEARCHED, bare};
use crate::packet::workbook::{Merges, RawSheet, guarded, sheets};
use crate::packet::writer::words;
use crate::text::{Lang, Say};

/// What marks a name as an enterprise's.
const ENTERPRISES: [&str; 7] = ["公司", "集团", "合作社", "厂", "农场", "企业", "联合体"];

/// What a table that came back comes to.
#[derive(Debug)]
pub(crate) struct Decomposed {
    /// All that its cells change, as one.
    pub(crate) change: Change,
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) withdrawn: usize,
    /// The cells that cannot be taken.
    pub(crate) misfits: Vec<Misfit>,
}

/// Reads a table that came back, for a plan. Only what a cell says otherwise than when the table went out is changed.
pub(crate) fn read_breakdown(bytes: &[u8], ledger: &Ledger, plan: &Plan) -> Result<Decomposed, PacketError> {
    guarded(|| read_workbook(bytes, ledger, plan))
}

fn read_workbook(bytes: &[u8], ledger: &Ledger, plan: &Plan) -> Result<Decomposed, PacketError> {
    let mut reading = Reading { trial: ledger.clone(), plan, changes: Vec::new(), counts: [0; 3], misfits: Vec::new() };
    let mut forms = 0;
    for raw in &sheets(bytes)? {
        if let Some(sheet) = Sheet::find(raw)? {
            forms += 1;
            sheet.rows().for_each(|row| reading.row(&sheet, row));
        }
    }
    if forms == 0 {
        return Err(PacketError::NoForm);
    }
    let [added, changed, withdrawn] = reading.counts;
    Ok(Decomposed { change: Change::All(reading.changes), added, changed, withdrawn, misfits: reading.misfits })
}

/// A sheet with the heads of the table.
struct Sheet<'a> {
    raw: &'a RawSheet,
    head: u32,
    /// The columns of each period, in the order of [`Asked::ALL`].
    slots: BTreeMap<Period, [Option<u32>; 3]>,
    hidden: [u32; 4],
    /// Where whoever fills it in sees the reference and the title.
    shown: [Option<u32>; 2],
    merges: Merges,
}

impl<'a> Sheet<'a> {
    fn find(raw: &'a RawSheet) -> Result<Option<Sheet<'a>>, PacketError> {
        let heads = |at: u32, row: &BTreeMap<u32, Data>| {
            let mut slots: BTreeMap<Period, [Option<u32>; 3]> = BTreeMap::new();
            let mut hidden = [None; 4];
            let mut twice = None;
            for column in row.keys() {
                let text = raw.text(at, *column);
                if let Some((slot, asked)) = column_of(&text) {
                    let place = &mut slots.entry(slot).or_default()[asked as usize];
                    twice = twice.take().or_else(|| place.map(|_| text.clone()));
                    *place = Some(*column);
                } else if let Some(which) = HIDDEN.iter().position(|head| *head == text) {
                    hidden[which] = Some(*column);
                }
            }
            (slots, hidden, twice)
        };
        let found = raw.rows.iter().take(SEARCHED).map(|(at, row)| (*at, heads(*at, row))).find(|(_, (slots, ..))| !slots.is_empty());
        let Some((head, (slots, hidden, twice))) = found else { return Ok(None) };
        if let Some(title) = twice {
            return Err(PacketError::ColumnTwice(title, raw.name.clone()));
        }
        let mut places = [0; 4];
        for ((place, at), name) in places.iter_mut().zip(hidden).zip(HIDDEN) {
            *place = at.ok_or_else(|| PacketError::NoColumn(name, raw.name.clone()))?;
        }
        let at = |(name, _): (&str, u8)| raw.rows.get(&head)?.keys().copied().find(|column| bare(&raw.text(head, *column)) == name);
        let shown = [SHOWN[0], SHOWN[1]].map(at);
        Ok(Some(Sheet { raw, head, slots, hidden: places, shown, merges: Merges::below(raw, head) }))
    }

    /// What is seen of a row, where that is not the entry that its hidden cells name.
    fn seen_otherwise(&self, row: u32, entry: &Entry) -> Option<String> {
        let seen = self.shown.map(|at| at.map(|column| self.text(row, column)));
        let [reference, title] = &seen;
        let is_reference = reference.as_ref().is_none_or(|text| bare(text) == bare(shown_reference(&entry.id)));
        let is_title = title.as_ref().is_none_or(|text| bare(text).starts_with(&bare(&words(&entry.title))));
        (!is_reference || !is_title).then(|| seen.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    fn rows(&self) -> impl Iterator<Item = u32> {
        self.raw.rows.range(self.head + 1..).map(|(row, _)| *row)
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.raw.text(row, column)
    }

    fn misfit(&self, row: u32, column: u32, why: Why) -> Misfit {
        Misfit { sheet: self.raw.name.clone(), cell: address(row, u16::try_from(column).map_or(u32::MAX, u32::from)), why }
    }

    /// What the row is about, when its seal holds.
    fn basis(&self, row: u32) -> Option<Basis> {
        let [entry, ledger, steps, seal] = self.hidden.map(|column| self.text(row, column));
        let steps: Option<Vec<Was>> = steps.split_whitespace().map(Was::read).collect();
        let basis = Basis { entry: EntryId::from(entry), ledger, steps: steps? };
        (basis.seal() == seal).then_some(basis)
    }

    /// A cell that is asked for; none where its column is gone.
    fn asked(&self, slot: Period, asked: Asked) -> Option<u32> {
        self.slots.get(&slot)?[asked as usize]
    }
}

/// What has been read so far.
struct Reading<'a> {
    /// The ledger with all that was read already.
    trial: Ledger,
    plan: &'a Plan,
    changes: Vec<Change>,
    counts: [usize; 3],
    misfits: Vec<Misfit>,
}

/// The cells of one period in one row.
struct Cells<'a> {
    sheet: &'a Sheet<'a>,
    row: u32,
    slot: Period,
    entry: &'a EntryId,
    /// What stands in them; none of a column that is gone.
    texts: [Option<String>; 3],
}

impl Cells<'_> {
    fn misfit(&self, asked: Asked, why: Why) -> Misfit {
        let column =
            self.sheet.asked(self.slot, asked).or_else(|| self.sheet.asked(self.slot, Asked::What)).unwrap_or(self.sheet.hidden[0]);
        self.sheet.misfit(self.row, column, why)
    }

    fn cannot(&self, asked: Asked, why: &impl Say) -> Misfit {
        self.misfit(asked, Why::Cannot(why.say(Lang::Zh), why.say(Lang::En)))
    }

    fn text(&self, asked: Asked) -> &str {
        self.texts[asked as usize].as_deref().unwrap_or_default()
    }
}

impl Reading<'_> {
    fn row(&mut self, sheet: &Sheet<'_>, row: u32) {
        let is_head = sheet.text(row, sheet.hidden[0]) == HIDDEN[0];
        let columns = || sheet.slots.values().flatten().flatten();
        let is_merged = columns().any(|column| sheet.merges.at((row, *column)).is_some_and(|merge| merge.rows() > 1));
        let is_blank = !is_merged && columns().all(|column| sheet.text(row, *column).is_empty() && !sheet.raw.is_unreckoned(row, *column));
        let basis = sheet.basis(row);
        if is_head || is_blank && basis.as_ref().is_none_or(|basis| basis.steps.is_empty()) {
            return;
        }
        let Some(basis) = basis else { return self.misfits.push(sheet.misfit(row, sheet.hidden[0], Why::Altered)) };
        if basis.entry.plan() != self.plan.code.as_str() {
            return self.misfits.push(sheet.misfit(row, sheet.hidden[0], Why::OtherPlan(basis.entry.plan().to_owned())));
        }
        let Some(entry) = self.trial.get(&basis.entry) else {
            return self.misfits.push(sheet.misfit(row, sheet.hidden[0], Why::UnknownEntry(basis.entry.to_string())));
        };
        if let Some(seen) = sheet.seen_otherwise(row, entry) {
            let column = sheet.shown.into_iter().flatten().next().unwrap_or(sheet.hidden[0]);
            return self.misfits.push(sheet.misfit(row, column, Why::SeenOtherwise(seen, basis.entry.to_string())));
        }
        if ledger_mark(&self.trial, &basis.entry).as_ref() != Some(&basis.ledger) {
            if self.misfits.iter().all(|misfit| misfit.why != Why::OtherLedger) {
                self.misfits.push(sheet.misfit(row, sheet.hidden[1], Why::OtherLedger));
            }
            return;
        }
        for slot in sheet.slots.keys() {
            if let Err(misfit) = self.slot(sheet, (row, *slot), &basis) {
                self.misfits.push(misfit);
            }
        }
    }

    fn slot(&mut self, sheet: &Sheet<'_>, (row, slot): (u32, Period), basis: &Basis) -> Result<(), Misfit> {
        for column in Asked::ALL.into_iter().filter_map(|asked| sheet.asked(slot, asked)) {
            let merged = sheet.merges.at((row, column)).filter(|merge| merge.rows() > 1).map(|merge| Why::Merged(merge.range()));
            if let Some(why) = sheet.raw.unsaid(row, column).or(merged) {
                return Err(sheet.misfit(row, column, why));
            }
        }
        let texts = Asked::ALL.map(|asked| sheet.asked(slot, asked).map(|column| sheet.text(row, column)));
        let cells = Cells { sheet, row, slot, entry: &basis.entry, texts };
        match basis.steps.iter().find(|was| was.slot == slot) {
            Some(was) => self.changed(&cells, was),
            None if cells.texts.iter().flatten().all(String::is_empty) => Ok(()),
            None => self.added(&cells),
        }
    }

    /// A step that the row did not have. One that is there already, because the table came back twice, is left as it is.
    fn added(&mut self, cells: &Cells<'_>) -> Result<(), Misfit> {
        let what = cells.text(Asked::What);
        if what.is_empty() {
            return Err(cells.misfit(Asked::What, Why::NoWords));
        }
        let due = Due::by(cells.slot);
        let entropy = mark([cells.entry.as_str(), &due.to_string(), what]);
        let mut step = Step { id: StepId::mint(cells.entry, entropy), due: Some(due), ..Step::new(cells.entry.clone(), entropy) };
        for asked in Asked::ALL {
            self.say(&mut step, asked, cells)?;
        }
        let is_it = |one: &Step| one.id == step.id || one.due == step.due && one.what == step.what;
        if self.trial.steps_of(cells.entry).any(is_it) {
            return Ok(());
        }
        self.sound(None, &step, cells)?;
        self.make(Change::put(usize::MAX, step), 0, cells)
    }

    /// A step that stood in the row: what its cells say otherwise than when it went out.
    fn changed(&mut self, cells: &Cells<'_>, was: &Was) -> Result<(), Misfit> {
        let differs =
            |asked: &Asked| cells.texts[*asked as usize].as_ref().is_some_and(|text| text_mark(text) != was.texts[*asked as usize]);
        let other: Vec<Asked> = Asked::ALL.into_iter().filter(differs).collect();
        let Some(first) = other.first().copied() else { return Ok(()) };
        let found = self.trial.steps_of(cells.entry).find(|step| step.id.mark() == was.step).cloned();
        let gone = cells.texts.iter().all(|text| text.as_ref().is_some_and(String::is_empty));
        let Some(before) = found else {
            return if gone { Ok(()) } else { Err(cells.misfit(first, Why::StepGone)) };
        };
        if gone {
            let subject = Subject::Step(before.id);
            let out = self.trial.taking_out(&subject).map_err(|why| cells.cannot(first, &why))?;
            return self.make(out, 2, cells);
        }
        let now = texts_of(&self.trial, &before);
        let mut after = before.clone();
        for asked in other {
            let (text, now) = (cells.text(asked), &now[asked as usize]);
            if asked == Asked::What && text.is_empty() {
                return Err(cells.misfit(asked, Why::NoWords));
            }
            if text_mark(now) != was.texts[asked as usize] && text != now {
                return Err(cells.misfit(asked, Why::ChangedSince(now.clone())));
            }
            self.say(&mut after, asked, cells)?;
        }
        if after == before {
            return Ok(());
        }
        self.sound(Some(&before), &after, cells)?;
        self.make(Change::amend(after), 1, cells)
    }

    /// Makes a step say what stands in one of its cells.
    fn say(&self, step: &mut Step, asked: Asked, cells: &Cells<'_>) -> Result<(), Misfit> {
        let text = cells.text(asked);
        match asked {
            Asked::What => step.what = text.to_owned(),
            Asked::Percent => {
                let column = cells.sheet.asked(cells.slot, asked);
                let cell = column.and_then(|at| Some((cells.sheet.raw.value(cells.row, at)?, cells.sheet.raw.shows(cells.row, at))));
                let read = cell.map_or(Ok(None), |(value, shows)| percent(value, shows));
                step.percent = read.map_err(|why| cells.misfit(asked, why))?;
            }
            Asked::Who => self.who(step, text).map_err(|(zh, en)| cells.misfit(asked, Why::Cannot(zh, en)))?,
        }
        Ok(())
    }

    /// Bodies by their names, enterprises by what they are called, and persons.
    fn who(&self, step: &mut Step, text: &str) -> Result<(), (String, String)> {
        let plan = step.entry.plan().to_owned();
        let reader = LedgerReader { ledger: &self.trial, plan: &plan, today: self.plan.start };
        let (mut bodies, mut enterprises, mut persons) = (Vec::new(), Vec::new(), Vec::new());
        for part in reader.parts(text) {
            let is_enterprise = step.enterprises.iter().any(|one| one == part) || ENTERPRISES.iter().any(|mark| part.contains(mark));
            match reader.body(part) {
                Ok(body) => bodies.push(body),
                Err(Misread::Body(_, said)) if looks_like_a_body(part) => return Err(said),
                Err(_) if is_enterprise => enterprises.push(part.to_owned()),
                Err(_) => persons.push(part),
            }
        }
        (step.bodies, step.enterprises, step.person) = (bodies, enterprises, persons.join("、"));
        Ok(())
    }

    fn sound(&self, before: Option<&Step>, after: &Step, cells: &Cells<'_>) -> Result<(), Misfit> {
        self.trial.sound(before, after).map_err(|why| cells.cannot(Asked::What, &why))
    }

    fn make(&mut self, change: Change, counted: usize, cells: &Cells<'_>) -> Result<(), Misfit> {
        change.clone().apply(&mut self.trial).map_err(|why| cells.cannot(Asked::What, &why))?;
        self.changes.push(change);
        self.counts[counted] += 1;
        Ok(())
    }
}

/// Whether a name that the register does not hold is one of a body all the same: no person is called so.
fn looks_like_a_body(name: &str) -> bool {
    ["局", "委", "政府", "办公室", "部门", "管委会", "中心", "委员会"].iter().any(|end| name.ends_with(end)) && name.chars().count() > 1
}

//! The rows of a table as drafts.

use super::column::{BodiesOf, Holds, unit_in};
use super::header::{Header, header};
use super::row::{Row, row};
use crate::domain::Kind;
use crate::import::clause::{Clause, Form, clauses};
use crate::import::clerk::Clerk;
use crate::import::coverage::{Coverage, Use};
use crate::import::doubt::{Doubt, DoubtKind, Of};
use crate::import::draft::{Confidence, Draft, Field, Rule};
use crate::import::mark::mark;
use crate::import::money;
use crate::import::source::Grid;
use crate::import::title::span;
use crate::import::wash::wash;
use crate::import::words::Words;

/// What a table gave.
#[derive(Default)]
pub(crate) struct OfTable {
    /// Its title.
    pub title: Words,
    pub drafts: Vec<Draft>,
}

type Cells = Vec<Option<(usize, Words)>>;

/// A table that is being read.
struct Table<'a> {
    header: &'a Header,
    clerk: &'a Clerk<'a>,
    /// The factor to 万元, where title or head say the unit.
    unit: Option<f64>,
    /// What stands before the number of a row in its reference.
    above: String,
    category: String,
    /// Number of the category, as it is printed.
    category_mark: String,
    /// Rows of which it is not said where they end.
    guessed: &'a [u32],
}

/// Reads a table that stands under a heading.
pub(crate) fn read(grid: &Grid, reference: &str, clerk: &Clerk<'_>, coverage: &mut Coverage) -> OfTable {
    let source = clerk.source;
    let mut of = OfTable::default();
    let Some(header) = header(grid, source) else { return of };
    let mut unit = header.columns.iter().find_map(|(h, words)| (*h == Some(Holds::Investment)).then(|| unit_in(words)).flatten());
    for row in &grid.rows[..header.first] {
        for unit_number in row.cells.iter().flatten() {
            let words = wash(&source.units[*unit_number]);
            unit = unit.or_else(|| unit_in(&words));
            if of.title.is_empty() && words.len() >= 5 && !words.contains("单位：") && !words.starts_with("附件") {
                of.title = words;
            }
            coverage.mark_unit(source, *unit_number, Use::Front);
        }
    }
    for row in &grid.rows[header.first..=header.last] {
        row.cells.iter().flatten().for_each(|u| coverage.mark_unit(source, *u, Use::Heading));
    }
    let above = match (reference.is_empty(), &grid.sheet) {
        (false, _) => format!("{reference}#"),
        (true, _) => "表#".to_owned(),
    };
    grid.noise.iter().for_each(|u| coverage.mark_unit(source, *u, Use::Noise));
    let mut table =
        Table { header: &header, clerk, unit, above, category: String::new(), category_mark: String::new(), guessed: &grid.guessed };
    table.rows(grid, coverage, &mut of.drafts);
    of
}

impl Table<'_> {
    fn rows(&mut self, grid: &Grid, coverage: &mut Coverage, drafts: &mut Vec<Draft>) {
        let source = self.clerk.source;
        let mut taken = std::collections::HashSet::new();
        let mut last_task: Option<usize> = None;
        let mut above: Cells = Vec::new();
        for at in self.header.last + 1..grid.rows.len() {
            match row(grid, at, self.header, source) {
                Row::Noise(units) => units.iter().for_each(|u| {
                    if let Some((mark, words)) = category_of_total(&wash(&source.units[*u])) {
                        (self.category_mark, self.category) = (mark, words);
                    }
                    coverage.mark_unit(source, *u, Use::Noise);
                }),
                Row::Category(units, words) => {
                    self.take_category(&words);
                    units.iter().for_each(|u| coverage.mark_unit(source, *u, Use::Heading));
                }
                Row::Odd => {}
                Row::Task(mut cells) => {
                    as_above(&mut cells, &mut above);
                    for (unit, _) in cells.iter().flatten() {
                        coverage.mark_unit(source, *unit, Use::Part);
                    }
                    let task = self.task_unit(&cells);
                    if let Some(unit) = task {
                        coverage.mark_unit(source, unit, Use::Entry);
                    }
                    // A task over several rows is one.
                    if task.is_some()
                        && task == last_task
                        && let Some(draft) = drafts.last_mut()
                    {
                        self.join(draft, &cells);
                        continue;
                    }
                    last_task = task;
                    drafts.extend(self.draft(grid.rows[at].number, &cells, &mut taken));
                }
            }
        }
    }

    fn take_category(&mut self, words: &Words) {
        let len = mark(&words.chars).map_or(0, |m| m.len);
        self.category_mark = words.slice(0..len).to_string().trim_end_matches(['、', '.', ' ']).to_owned();
        self.category = words.slice(len..words.len()).to_string();
    }

    fn columns(&self, test: impl Fn(Holds) -> bool) -> Vec<usize> {
        let columns = self.header.columns.iter().enumerate();
        columns.filter(|(_, (h, _))| h.is_some_and(&test)).map(|(n, _)| n).collect()
    }

    fn cell<'a>(&self, cells: &'a Cells, column: usize) -> Option<&'a (usize, Words)> {
        cells.get(column)?.as_ref().filter(|(_, w)| !w.is_empty())
    }

    /// The cell that says the task: the last of such columns that says something, else its content.
    fn task_cell<'a>(&self, cells: &'a Cells) -> Option<&'a (usize, Words)> {
        let tasks = self.columns(|h| h == Holds::Task);
        let said = tasks.iter().rev().find_map(|&n| self.cell(cells, n));
        said.or_else(|| self.columns(|h| h == Holds::Content).iter().find_map(|&n| self.cell(cells, n)))
    }

    fn task_unit(&self, cells: &Cells) -> Option<usize> {
        self.task_cell(cells).map(|(unit, _)| *unit)
    }

    fn draft(&mut self, number: u32, cells: &Cells, taken: &mut std::collections::HashSet<String>) -> Option<Draft> {
        let (_, task) = self.task_cell(cells)?;
        let text = without_number(&task.trimmed());
        let mut draft = self.clerk.draft(String::new(), &text);
        draft.title.rule = Rule::Column;
        let numbered = task.cut_at(&task.chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(at, _)| at).collect::<Vec<_>>());
        if numbered.iter().filter(|line| mark(&line.chars).is_some()).count() > 1 {
            draft.doubts.push(Doubt::new(Of::Entry, DoubtKind::SeveralTasks));
        }
        if self.guessed.contains(&number) {
            draft.doubts.push(Doubt::new(Of::Entry, DoubtKind::RowGuessed));
        }
        draft.reference = self.reference(number, cells, taken);
        let tasks = self.columns(|h| matches!(h, Holds::Task | Holds::Category));
        let mut sector: Vec<String> = Vec::new();
        for (_, words) in tasks.iter().filter_map(|&n| self.cell(cells, n)).filter(|(_, w)| w != task) {
            sector.push(words.to_string());
        }
        draft.sector = if sector.is_empty() { self.category.clone() } else { sector.join("／") };
        for (_, words) in self.columns(|h| h == Holds::Content).iter().filter_map(|&n| self.cell(cells, n)).filter(|(_, w)| w != task) {
            draft.text = format!("{}。{}", draft.text.trim_end_matches('。'), words.to_string().replace('\n', ""));
        }
        let project = self.header.columns.iter().any(|(h, w)| *h == Some(Holds::Task) && w.contains("项目"))
            && !self.columns(|h| h == Holds::Investment || h == Holds::Owner).is_empty();
        if project {
            draft.kind = Kind::Project;
        }
        self.take_money(&mut draft, cells);
        self.take_bodies(&mut draft, cells);
        for (_, words) in self
            .columns(|h| matches!(h, Holds::Deadline | Holds::Span))
            .iter()
            .filter_map(|&n| self.cell(cells, n))
            .filter(|(_, w)| !is_none(w))
        {
            self.clerk.take_time(&mut draft, words, Rule::Column);
        }
        draft.people = self
            .columns(|h| h == Holds::Person)
            .iter()
            .filter_map(|&n| self.cell(cells, n))
            .map(|(_, w)| w.to_string().replace('\n', " "))
            .collect();
        Some(draft)
    }

    fn reference(&self, number: u32, cells: &Cells, taken: &mut std::collections::HashSet<String>) -> String {
        let printed = self.columns(|h| h == Holds::Number).iter().find_map(|&n| self.cell(cells, n)).map(|(_, w)| w.to_string());
        let printed =
            printed.filter(|p| p.chars().count() <= 8 && p.chars().any(char::is_alphanumeric)).map(|p| p.trim_end_matches(".0").to_owned());
        let above = if self.category_mark.is_empty() { self.above.clone() } else { format!("{}#", self.category_mark) };
        let reference = format!("{above}{}", printed.unwrap_or_else(|| number.to_string()));
        if taken.insert(reference.clone()) {
            return reference;
        }
        let other = format!("{reference}·行{number}");
        taken.insert(other.clone());
        other
    }

    fn take_money(&self, draft: &mut Draft, cells: &Cells) {
        let Some((_, words)) = self.columns(|h| h == Holds::Investment).iter().find_map(|&n| self.cell(cells, n)) else { return };
        let skip = words.chars.iter().position(char::is_ascii_digit).unwrap_or_default();
        let Some((amount, len)) = money::number(&words.chars[skip..]) else { return };
        let own = money::unit(&words.chars[skip + len..]).map(|(factor, _)| factor);
        match own.or(self.unit) {
            Some(factor) => {
                let wan = (amount * factor * 10_000.0).round() / 10_000.0;
                draft.investment = Some(Field {
                    value: wan,
                    words: words.to_string(),
                    span: span(words),
                    rule: Rule::Column,
                    confidence: Confidence::Sure,
                });
            }
            None => draft.doubts.push(Doubt::new(Of::Investment, DoubtKind::NoUnit).about(words.to_string())),
        }
    }

    /// The columns of bodies as a clause with their labels.
    fn take_bodies(&self, draft: &mut Draft, cells: &Cells) {
        let mut words = Words::default();
        let columns = self.columns(|h| matches!(h, Holds::Bodies(_)));
        let mut empty = false;
        // `医疗健康（牵头单位：甲局）`: who leads all rows of a category.
        let leads = self.columns(|h| h == Holds::Bodies(BodiesOf::Lead)).iter().any(|&n| self.cell(cells, n).is_some());
        let above = self.columns(|h| h == Holds::Category && !leads).into_iter().filter_map(|n| self.cell(cells, n));
        if let Some(clause) = above.flat_map(|(_, words)| clauses(words)).find(|clause| clause.form == Form::Labelled) {
            words.extend(&clause.words);
        }
        for &column in &columns {
            let Some((Some(Holds::Bodies(of)), _)) = self.header.columns.get(column) else { continue };
            let Some((_, cell)) = self.cell(cells, column) else {
                empty |= *of != BodiesOf::Cooperates;
                continue;
            };
            if is_none(cell) {
                continue;
            }
            let from = cell.start().unwrap_or_default();
            if !words.is_empty() {
                words.push('；', from);
            }
            of.label().chars().for_each(|c| words.push(c, from));
            words.extend(cell);
        }
        if words.is_empty() {
            if !columns.is_empty() {
                let reason = if empty { DoubtKind::EmptyCell } else { DoubtKind::NoClause };
                draft.doubts.push(Doubt::new(Of::Lead, reason));
            }
            return;
        }
        let clause = Clause { start: 0, end: words.len(), words, form: Form::Labelled, unclosed: false };
        self.clerk.take_clause(draft, &clause);
        if draft.lead.is_none() && empty {
            draft.doubts.push(Doubt::new(Of::Lead, DoubtKind::EmptyCell));
        }
        if let Some(clause) = &mut draft.clause {
            clause.rule = Rule::Column;
        }
    }

    /// A further row of the same task: its bodies come to those that are there.
    fn join(&self, draft: &mut Draft, cells: &Cells) {
        let mut other = self.clerk.draft(String::new(), &Words::default());
        other.doubts.clear();
        self.take_bodies(&mut other, cells);
        for body in std::mem::take(&mut other.bodies) {
            if draft.bodies.iter().all(|b| b.name != body.name) {
                draft.bodies.push(body);
            }
        }
        if draft.lead.is_none() && !draft.bodies.is_empty() {
            (draft.lead, draft.ground) = (other.lead, other.ground);
        }
        for (_, words) in self.columns(|h| matches!(h, Holds::Deadline | Holds::Span)).iter().filter_map(|&n| self.cell(cells, n)) {
            self.clerk.take_time(&mut other, words, Rule::Column);
        }
        if other.deadline.as_ref().map(|f| f.value) > draft.deadline.as_ref().map(|f| f.value) {
            draft.deadline = other.deadline;
            draft.doubts.push(Doubt::new(Of::Deadline, DoubtKind::Dates));
        }
    }
}

/// `同上`, `″`: what stands in the row above.
fn as_above(cells: &mut Cells, above: &mut Cells) {
    for (column, cell) in cells.iter_mut().enumerate() {
        let same = cell.as_ref().is_some_and(|(_, w)| matches!(w.to_string().as_str(), "同上" | "″" | "〃" | "\"" | "”" | "同前"));
        if let Some((_, words)) = above.get(column).cloned().flatten().filter(|_| same)
            && let Some(cell) = cell
        {
            cell.1 = words;
        }
    }
    above.clone_from(cells);
}

/// `无`, `/`, `—`: nobody.
fn is_none(words: &Words) -> bool {
    let text: String = words.to_string().chars().filter(|c| !c.is_whitespace()).collect();
    matches!(text.as_str(), "无" | "/" | "—" | "——" | "-" | "×" | "／" | "–")
}

/// A task without the number before it.
fn without_number(words: &Words) -> Words {
    let len = mark(&words.chars).map_or(0, |m| m.len);
    words.slice(len..words.len())
}

/// The category that a subtotal row names: `一、算力基础小计（28 个）`.
fn category_of_total(words: &Words) -> Option<(String, String)> {
    let mark = mark(&words.chars)?;
    let name = words.slice(mark.len..words.len()).to_string();
    Some((words.slice(0..mark.len).to_string().trim_end_matches(['、', '.', ' ']).to_owned(), name))
}

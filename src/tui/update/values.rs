//! What the cells of the list hold: the same value elsewhere, how often each occurs, and copies of them.

use super::filter;
use crate::domain::Attribute;
use crate::query::{Tally, facets, tally};
use crate::text::{Lang, no_formula, pad, pad_left, sanitize, width};
use crate::tui::command::{Command, Rows};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::model::Model;
use crate::tui::views::list::Row;

/// The widest bar of the counts.
const BAR: usize = 20;
/// A value is cut to this in the counts.
const VALUE: usize = 36;
/// No more values than this are listed, as in the filter lists of spreadsheets.
const LISTED: usize = 10_000;

/// Only entries with the value under the cursor; of several values of one cell, one is chosen.
pub(crate) fn same(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let column = model.list.columns.at;
    let mut facets = facets(column, model.ledger(), model.book.standings(), index, model.lang);
    if facets.len() > 1 {
        let title = model.lang.pick("哪一个值", "Which value").to_owned();
        let items = item_keys().zip(facets).map(|(key, f)| Item::new(key, f.label, Rows::Narrow(f.term))).collect();
        model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
        return;
    }
    let term = facets.pop().and_then(|f| f.term);
    narrow(model, term.as_deref());
}

pub(crate) fn narrow(model: &mut Model, term: Option<&str>) {
    let Some(term) = term else {
        let text = model.lang.pick("这一格的值不能用来筛选", "the filter cannot ask for the value of this cell");
        return model.notify(text);
    };
    let here = model.list.current();
    let before = model.list.input.value().trim().to_owned();
    if !before.contains(term) {
        let text = if before.is_empty() { term.to_owned() } else { format!("{before} {term}") };
        filter::set(model, &text);
        filter::remember(model);
    }
    if let Some(index) = here {
        model.list.go_to(index);
    }
}

/// How often each value of the column under the cursor occurs among the entries shown.
pub(crate) fn count(model: &mut Model) {
    let column = model.list.columns.at;
    let Tally { values: found, count: values } = tally(column, &model.book.snapshot(), entries(model), (model.lang, LISTED));
    if found.is_empty() {
        return model.notify_of_nothing();
    }
    let rest = match values.saturating_sub(LISTED) {
        0 => String::new(),
        _ => model.lang.pick(format!("，列出最多的 {LISTED} 个"), format!(", the {LISTED} most frequent listed")),
    };
    let found = found.into_iter().map(|(facet, n)| Counted { label: facet.label, count: n, enter: Rows::Narrow(facet.term).into() });
    let title = format!("{}{}", column.head(model.lang), counted(values, &rest, model.lang));
    menu(model, title, found.collect());
}

/// A value with how often it occurs, and what choosing it does.
pub(super) struct Counted {
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) enter: Command,
}

/// How many values there are, for the title of their menu.
pub(super) fn counted(values: usize, rest: &str, lang: Lang) -> String {
    lang.pick(format!("：{values} 个值{rest}（回车只看它）"), format!(": {values} values{rest} (Enter shows only it)"))
}

/// Values with their counts, and bars that compare them.
pub(super) fn menu(model: &mut Model, title: String, found: Vec<Counted>) {
    let lang = model.lang;
    let most = found.iter().map(|f| f.count).max().unwrap_or(1);
    let shown = |label: &str| if label.is_empty() { lang.pick("（空）", "(none)").to_owned() } else { sanitize(label, false) };
    let cells = found.iter().map(|f| width(&shown(&f.label))).max().unwrap_or(0).min(VALUE);
    let bar = if model.ascii { "#" } else { "━" };
    let keys = ('1'..='9').chain(std::iter::repeat(' '));
    let item = |(key, Counted { label, count, enter }): (char, Counted)| {
        let bar = bar.repeat((count * BAR).div_ceil(most));
        let count = pad_left(&count.to_string(), most.to_string().len());
        Item::new(key, format!("{} {count}  {bar}", pad(&shown(&label), cells)), enter)
    };
    let items = keys.zip(found).map(item).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// The entries shown, each once: by region one may stand under several headings.
fn entries(model: &Model) -> impl Iterator<Item = usize> {
    let mut seen = vec![false; model.ledger().entries().len()];
    let rows = model.list.rows.iter().filter_map(Row::place);
    rows.filter(move |i| seen.get_mut(*i).is_some_and(|s| !std::mem::replace(s, true)))
}

/// Copies the marked entries, else the one under the cursor, so that a spreadsheet takes each value in its own cell.
pub(crate) fn copy_rows(model: &mut Model) {
    let chosen: Vec<usize> = model.targets().iter().filter_map(|id| model.ledger().index_of(id)).collect();
    if chosen.is_empty() {
        return;
    }
    let count = chosen.len();
    let heads = columns(model).map(|column| column.head(model.lang).to_owned());
    let heads = std::iter::once(Attribute::Reference.label(model.lang).to_owned()).chain(heads).collect::<Vec<_>>().join("\t");
    let lines: Vec<String> = std::iter::once(heads).chain(chosen.iter().map(|i| line(model, *i))).collect();
    model.notify(model.lang.pick(format!("已复制 {count} 条"), format!("copied {count}")));
    model.copy(lines.join("\n"));
}

/// The columns of the list besides the one that names its rows.
fn columns(model: &Model) -> impl Iterator<Item = Attribute> + '_ {
    model.list.columns.shown.iter().map(|s| s.column).filter(|c| *c != Attribute::Reference)
}

fn line(model: &Model, index: usize) -> String {
    let entry = &model.ledger().entries()[index];
    let text = |c: Attribute| match c {
        Attribute::Lead => {
            model.standing(index).state.lead.value.as_ref().map(|d| model.ledger().departments.name(d).to_owned()).unwrap_or_default()
        }
        other => other.text(model.ledger(), model.book.standings(), index, model.lang),
    };
    let values = std::iter::once(entry.id.as_str().to_owned()).chain(columns(model).map(text));
    values.map(|v| no_formula(&sanitize(&v, false))).collect::<Vec<_>>().join("\t")
}

pub(crate) fn copy_cell(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let column = model.list.columns.at;
    let text = no_formula(&sanitize(&column.text(model.ledger(), model.book.standings(), index, model.lang), false));
    model.notify(format!("{}{text}", model.lang.pick("已复制：", "copied: ")));
    model.copy(text);
}

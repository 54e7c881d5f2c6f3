//! What is common to the tables of all views: their order, copies, and files of what they show.

use std::collections::HashMap;

use super::exports;
use super::values::{self, Counted, counted};
use crate::domain::Attribute;
use crate::report::{Cell, Format, Grid, Head, LISTED, Shown, file_word};
use crate::tui::command::Tables;
use crate::tui::condition::term;
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::listing::{Arrangement, Fold};
use crate::tui::model::Model;
use crate::tui::views::dispatch::{Content, Then};
use crate::tui::views::list::Row;

pub(crate) fn run(model: &mut Model, what: Tables) {
    match what {
        Tables::SortBy(column) => sort_by(model, column),
        Tables::Reverse => reverse(model),
        Tables::Frequency => frequency(model),
        Tables::CountBy(column) => count_by(model, column),
        Tables::SameValue => same_value(model),
        Tables::Narrow(term) => narrow(model, &term),
        Tables::Fold(how) => fold(model, how),
        Tables::Copy => copy(model),
        Tables::Export => choose_format(model),
        Tables::ExportAs(word) => export(model, word, Then::Stays),
        Tables::CopyPath => exports::copy_path(model),
    }
}

/// Says that there is no table where the person is.
fn none(model: &mut Model) {
    model.notify(model.lang.pick("这一页不是表格", "this page is no table"));
}

/// The menu of columns, with the one in force.
pub(crate) fn sort_menu(model: &mut Model) {
    let lang = model.lang;
    let Some(listing) = model.tab().listing() else { return none(model) };
    let order = listing.arrangement().order;
    let sign = |at: usize| match order {
        Some((column, down)) if column == at && down => lang.pick("  降", "  down"),
        Some((column, _)) if column == at => lang.pick("  升", "  up"),
        _ => "",
    };
    let item = |(key, (at, head)): (char, (usize, Head))| Item::new(key, format!("{}{}", head.title, sign(at)), Tables::SortBy(at));
    let items: Vec<Item> = item_keys().zip(listing.heads(lang).into_iter().enumerate()).map(item).collect();
    let cursor = order.map_or(0, |(column, _)| column).min(items.len().saturating_sub(1));
    let title = lang.pick("排序（再选一次反过来）", "Sort by (again: the other way)").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

fn sort_by(model: &mut Model, column: usize) {
    let greatest_first = model.tab().listing().is_some_and(|listing| {
        let first = (0..listing.len()).filter_map(|row| listing.cells(row)?.into_iter().nth(column)).find(|c| *c != Cell::Empty);
        matches!(first, Some(Cell::Day(_))) || first.is_some_and(|c| c.is_number())
    });
    order(model, |arrangement| arrangement.order_by(column, greatest_first));
}

/// By the column under the cursor, upwards or downwards; where there is no such cursor, the column is asked for.
pub(crate) fn sort_here(model: &mut Model, descending: bool) {
    match model.tab().listing().and_then(|listing| listing.column()) {
        Some(column) => order(model, |arrangement| arrangement.order = Some((column, descending))),
        None => sort_menu(model),
    }
}

/// Orders the table anew; the first row is the one that one looks for.
fn order(model: &mut Model, anew: impl FnOnce(&mut Arrangement)) {
    let (tab, book) = model.tab_mut();
    let Some(arrangement) = tab.arrangement() else { return none(model) };
    anew(arrangement);
    tab.refit(book);
    if let Some(cursor) = tab.cursor() {
        *cursor = 0;
    }
    tab.move_by(0, &crate::tui::tab::Seen::default());
}

fn reverse(model: &mut Model) {
    let (tab, book) = model.tab_mut();
    let Some(arrangement) = tab.arrangement() else { return none(model) };
    arrangement.order = arrangement.order.map(|(column, down)| (column, !down));
    tab.refit(book);
}

/// How often each value of the column under the cursor occurs; where there is no such cursor, the column is asked for.
fn frequency(model: &mut Model) {
    let lang = model.lang;
    let Some(listing) = model.tab().listing() else { return none(model) };
    if let Some(column) = listing.column() {
        return count_by(model, column);
    }
    let item = |(key, (at, head)): (char, (usize, Head))| Item::new(key, head.title, Tables::CountBy(at));
    let items = item_keys().zip(listing.heads(lang).into_iter().enumerate()).map(item).collect();
    let title = lang.pick("统计哪一列", "Count the values of which column").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// The values of a column among the rows shown, the most frequent first.
fn count_by(model: &mut Model, column: usize) {
    let lang = model.lang;
    let Some(listing) = model.tab().listing() else { return none(model) };
    let Some(head) = listing.heads(lang).into_iter().nth(column) else { return };
    let mut counts: HashMap<String, (Cell, usize)> = HashMap::new();
    for cell in (0..listing.len()).filter_map(|row| listing.cells(row)?.into_iter().nth(column)) {
        counts.entry(cell.words(lang)).or_insert((cell, 0)).1 += 1;
    }
    if counts.is_empty() {
        return model.notify(lang.pick("这里没有行", "there is no row here"));
    }
    let mut found: Vec<(String, (Cell, usize))> = counts.into_iter().collect();
    found.sort_by(|(_, (a, n)), (_, (b, m))| m.cmp(n).then_with(|| a.compare(b)));
    let title = format!("{}{}", head.title, counted(found.len(), "", lang));
    let value = |(label, (_, count)): (String, (Cell, usize))| {
        let enter = Tables::Narrow(term(&head, &label)).into();
        Counted { label, count, enter }
    };
    let found = found.into_iter().map(value).collect();
    values::menu(model, title, found);
}

/// The values of the row under the cursor, to see only rows with one of them.
fn same_value(model: &mut Model) {
    let lang = model.lang;
    let Some(listing) = model.tab().listing() else { return none(model) };
    let Some(cells) = listing.cells(model.tab().at()) else {
        return model.notify(lang.pick("这里没有行", "there is no row here"));
    };
    let terms =
        listing.heads(lang).into_iter().zip(cells).map(|(head, cell)| (head.title, term(&head, &cell.words(lang)), cell.words(lang)));
    if let Some(column) = listing.column() {
        let chosen = terms.into_iter().nth(column).map(|(_, term, _)| term);
        return chosen.into_iter().for_each(|term| narrow(model, &term));
    }
    let item =
        |(key, (head, term, value)): (char, (&str, String, String))| Item::new(key, format!("{head}  {value}"), Tables::Narrow(term));
    let items = item_keys().zip(terms).map(item).collect();
    let title = lang.pick("只看哪一列同值的行", "Only rows with the same value of which column").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// Adds words to the filter, unless they are there.
fn narrow(model: &mut Model, term: &str) {
    let (tab, book) = model.tab_mut();
    let Some(arrangement) = tab.arrangement() else { return none(model) };
    let before = arrangement.filter.input.value().trim().to_owned();
    if !before.contains(term) {
        arrangement.filter.input.set(format!("{before} {term}").trim());
    }
    tab.refit(book);
}

/// Folds or unfolds; the cursor stays with the heading.
fn fold(model: &mut Model, how: Fold) {
    let at = model.tab().at();
    let Some(listing) = model.tab().listing() else { return none(model) };
    let all: Vec<String> = (0..listing.len()).filter_map(|row| listing.heading(row)).collect();
    let here = (0..=at).rev().find_map(|row| listing.heading(row));
    if all.is_empty() || (how == Fold::Here && here.is_none()) {
        return model.notify(model.lang.pick("这里没有可以收起的", "nothing folds here"));
    }
    let (tab, book) = model.tab_mut();
    if let Some(arrangement) = tab.arrangement() {
        arrangement.fold(how, here.clone(), all);
    }
    tab.refit(book);
    let place = tab.listing().and_then(|listing| (0..listing.len()).find(|row| here.is_some() && listing.heading(*row) == here));
    if let Some((place, cursor)) = place.zip(tab.cursor()) {
        *cursor = place;
    }
    tab.move_by(0, &crate::tui::tab::Seen::default());
}

/// The columns of the list as they are shown, and its entries, for a file.
fn list_grid(model: &Model) -> Grid {
    let lang = model.lang;
    let mut seen = std::collections::HashSet::new();
    let places = model.list.rows.iter().filter_map(Row::place).filter(|place| seen.insert(*place));
    let marks = &model.list.marks;
    let places: Vec<usize> = places.filter(|place| marks.is_empty() || marks.contains(*place)).collect();
    let columns: Vec<Attribute> = model.list.columns.shown.iter().map(|s| s.column).collect();
    Shown::of_entries((model.ledger(), model.book.standings()), &columns, (&places, lang))
}

/// What is shown, with its terms; none where there is no table.
fn shown(model: &Model) -> Option<Shown> {
    let lang = model.lang;
    let comma = lang.pick("，", ", ");
    let mut terms = Vec::new();
    let (grid, marked) = match model.tab().listing() {
        Some(listing) => {
            let arrangement = listing.arrangement();
            let marked = arrangement.marks.len();
            let grid = listing.grid(lang, marked > 0);
            terms.extend(listing.about(lang));
            let filter = arrangement.filter.input.value().trim();
            if !filter.is_empty() {
                terms.push(format!("{}{filter}", lang.pick("筛选：", "filter: ")));
            }
            if let Some((column, down)) = arrangement.order {
                let way = if down { lang.pick("降序", " downwards") } else { lang.pick("升序", " upwards") };
                let head = grid.columns.get(column).map_or("", |h| h.title);
                terms.push(format!("{}{head}{way}", lang.pick("按", "by ")));
            }
            (grid, marked)
        }
        None if model.view.has_rows_of_list() => {
            terms.extend(terms_of_list(model));
            (list_grid(model), model.list.marks.len())
        }
        None => (model.tab().sheet(lang)?, 0),
    };
    if marked > 0 {
        terms.push(lang.pick(format!("只有所标的 {marked} 行"), format!("only the {marked} marked")));
    }
    let rows = grid.rows.len();
    terms.push(lang.pick(format!("共 {rows} 行"), format!("{rows} rows")));
    terms.push(model.today.to_string());
    let title = format!("{}{}", lang.pick("督办台账·", "duban: "), grid.title);
    Some(Shown { title, terms: terms.join(comma), day: model.today, lang, grid })
}

fn terms_of_list(model: &Model) -> Vec<String> {
    let (list, lang) = (&model.list, model.lang);
    let mut terms = Vec::new();
    if list.scope != crate::query::Scope::default() {
        terms.push(format!("{}{}", lang.pick("范围：", "scope: "), list.scope.label(lang)));
    }
    let filter = list.input.value().trim();
    if !filter.is_empty() {
        terms.push(format!("{}{filter}", lang.pick("筛选：", "filter: ")));
    }
    let keys = list.order.0.iter().map(|(key, down)| {
        let way = if *down { lang.pick("降序", " downwards") } else { lang.pick("升序", " upwards") };
        format!("{}{way}", key.name(lang))
    });
    let keys = keys.collect::<Vec<_>>().join(lang.pick("、", ", "));
    if !keys.is_empty() {
        terms.push(format!("{}{keys}", lang.pick("按", "by ")));
    }
    terms
}

/// The marked rows, else the one under the cursor, with the heads.
fn copy(model: &mut Model) {
    let lang = model.lang;
    let Some(listing) = model.tab().listing() else { return none(model) };
    let mut grid = listing.grid(lang, true);
    if grid.rows.is_empty() {
        let cursor = model.tab().at();
        grid.rows.extend(listing.cells(cursor));
    }
    let count = grid.rows.len();
    let text = Shown { title: String::new(), terms: String::new(), day: model.today, lang, grid }.lines();
    model.notify(lang.pick(format!("已复制 {count} 行"), format!("copied {count}")));
    model.copy(text);
}

fn choose_format(model: &mut Model) {
    let lang = model.lang;
    if shown(model).is_none() {
        return none(model);
    }
    let paper = |word| if matches!(word, "docx" | "html") { lang.pick("（可打印）", " (for paper)") } else { "" };
    let formats = || LISTED.formats().map(|(f, _)| f);
    let label = |f: &Format| format!("{}{}", f.label_of_table(lang), paper(f.word));
    let items = exports::items(formats(), label, |word| Tables::ExportAs(word).into(), lang);
    let last = exports::last_format(model, |e| &e.table, exports::TABLES);
    let cursor = formats().position(|f| f.word == last).unwrap_or(0);
    let title = lang.pick("把这张表导出为", "Export this table as").to_owned();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// Has the table printed as it is shown.
pub(crate) fn print(model: &mut Model) {
    export(model, exports::PAPER, Then::Printed);
}

/// Has the table written, under a name that does not exist yet.
fn export(model: &mut Model, word: &str, then: Then) {
    let (Some((format, write)), Some(shown)) = (LISTED.format(word), shown(model)) else { return none(model) };
    let about = model.tab().listing().and_then(|listing| listing.about(model.lang)).map(|about| format!("-{}", file_word(&about)));
    let stem = format!("{}{}-{}", shown.grid.title, about.unwrap_or_default(), model.today);
    exports::begin(model, (&stem, format.word), Content::Table { write, shown: Box::new(shown) }, then);
}

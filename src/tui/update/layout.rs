//! How the tables are set out: kept whenever that changes, restored at the next start, and taken back to how they are shipped.

use std::collections::BTreeMap;

use crate::domain::Attribute;
use crate::profile::{KeptLayout, KeptTable};
use crate::query::GroupBy;
use crate::tui::Model;
use crate::tui::columns::Columns;
use crate::tui::message::Effect;
use crate::tui::views::each_view;
use crate::tui::views::timeline::Zoom;

macro_rules! tables {
    ($($(#[$doc:meta])* $View:ident $tab:tt $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        fn tables(model: &Model) -> BTreeMap<String, KeptTable> {
            use crate::tui::tab::Tab;
            let all = [$(model.$rows.kept()),*].into_iter().flatten();
            all.map(|(name, table)| (name.to_owned(), table)).collect()
        }

        fn set_out(model: &mut Model, name: &str, table: &KeptTable) {
            use crate::tui::tab::Tab;
            $(model.$rows.set_out(name, table);)*
        }
    };
}

each_view!(tables);

/// By what the timeline is kept, whose rows are the list's.
const TIMELINE: &str = "timeline";
/// Its shapes beside the usual one.
const SHAPES: [(&str, Zoom); 2] = [("years", Zoom::Year), ("months", Zoom::Month)];

/// Sets the tables out as they were kept, and from now on keeps what changes.
pub(crate) fn restore(model: &mut Model, kept: Option<&KeptLayout>) {
    if let Some(kept) = kept {
        take(model, kept);
    }
    model.kept_layout = Some(present(model));
}

/// As they are shipped.
pub(crate) fn reset(model: &mut Model) {
    let group = GroupBy(Some(Attribute::Plan)).word().to_owned();
    let tables = tables(model).into_keys().map(|name| (name, KeptTable::default())).collect();
    take(model, &KeptLayout { group, tree: true, detail: true, tables, ..KeptLayout::default() });
    model.notify(model.lang.pick("版面已复原", "the tables are set out as they are shipped"));
}

/// Keeps how they are set out, where that has changed.
pub(crate) fn keep(model: &mut Model) {
    let Some(before) = &model.kept_layout else { return };
    let now = present(model);
    if *before != now {
        let person = model.recorder.by.person.clone();
        model.effects.push(Effect::KeepLayout(person, Box::new(now.clone())));
        model.kept_layout = Some(now);
    }
}

fn present(model: &Model) -> KeptLayout {
    let list = &model.list;
    let shape = SHAPES.iter().find(|(_, zoom)| *zoom == model.timeline.zoom).map_or("", |(word, _)| word).to_owned();
    let mut tables = tables(model);
    tables.insert(TIMELINE.to_owned(), KeptTable { shape, ..KeptTable::default() });
    KeptLayout {
        columns: list.columns.words(),
        sort: list.order.words(),
        group: if list.group == GroupBy::NONE { String::new() } else { list.group.word().to_owned() },
        tree: list.tree,
        wrap: list.columns.wrap,
        detail: list.detail,
        beside: list.pane.beside,
        below: list.pane.below,
        folds: list.folds.iter().cloned().collect(),
        tables,
    }
}

/// What the file says wrongly counts as not said.
fn take(model: &mut Model, kept: &KeptLayout) {
    let list = &mut model.list;
    list.columns = Columns { wrap: kept.wrap, ..Columns::from_words(&kept.columns) };
    list.order = kept.sort.parse().unwrap_or_default();
    list.group = GroupBy::from_word(&kept.group).unwrap_or_default();
    (list.tree, list.detail) = (kept.tree, kept.detail);
    (list.pane.beside, list.pane.below) = (kept.beside, kept.below);
    list.folds = kept.folds.iter().cloned().collect();
    let shape = kept.tables.get(TIMELINE).map_or("", |table| table.shape.as_str());
    model.timeline.zoom = SHAPES.iter().find(|(word, _)| *word == shape).map_or(Zoom::Quarter, |(_, zoom)| *zoom);
    for (name, table) in &kept.tables {
        set_out(model, name, table);
    }
    model.refresh_list();
    model.renew_views();
}

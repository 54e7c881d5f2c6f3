//! How wide the columns of the list are, and which of them are in sight.

use crate::query::Column;
use crate::text::Lang;
use crate::tui::columns::{Columns, Shown};

/// A column in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) column: Column,
    /// Cells from the left edge of the table.
    pub(super) x: u16,
    pub(super) cells: u16,
}

/// The columns in sight, and whether more lie to the left and to the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) placed: Vec<Placed>,
    pub(super) more_left: bool,
    pub(super) more_right: bool,
}

/// Cells of marks before the first column.
const GUTTER: u16 = 2;
/// The title is not squeezed below this; rather the other columns scroll.
const TITLE: u16 = 14;

/// The cells of a column that was not set by hand, in a table of a width; the title takes what is left.
pub(super) fn usual(column: Column, total: u16, lang: Lang) -> u16 {
    match column {
        Column::Light => lang.pick(2, 3),
        Column::Reference => 12,
        Column::Title => (total / 3).clamp(8, 30),
        Column::Lead => {
            if total < 90 {
                12
            } else {
                20
            }
        }
        Column::With => 22,
        Column::Deadline | Column::Report => 10,
        Column::Status => lang.pick(6, 11),
        Column::Percent => 4,
        Column::Scheduled => lang.pick(4, 5),
        Column::Plan => 14,
        Column::Region => 10,
        Column::Kind => lang.pick(4, 10),
        Column::Investment => 12,
    }
}

/// From which width of the table a column is shown that is not always shown.
fn from(column: Column) -> u16 {
    match column {
        Column::With => 130,
        Column::Report => 112,
        Column::Reference | Column::Status | Column::Percent => 76,
        Column::Lead => 44,
        _ => 0,
    }
}

impl Layout {
    /// Lays the columns out in a width; `first` is the first column in sight of those that scroll, and moves as little
    /// as can be to bring the column under the cursor into sight.
    pub(super) fn new(columns: &Columns, total: u16, lang: Lang, first: &mut usize) -> Layout {
        let room = total.saturating_sub(GUTTER);
        let free = |s: &Shown| s.column == Column::Title && s.cells.is_none();
        let cells = |s: &Shown| s.cells.unwrap_or_else(|| usual(s.column, total, lang));
        let fits = |s: &Shown| s.always || total >= from(s.column) || s.column == columns.at;
        // Where no title takes what is left, the columns that would wait for a wider table do.
        let taken: u16 = columns.shown.iter().filter(|s| fits(s)).map(|s| cells(s) + 1).fold(0, u16::saturating_add);
        let mut spare = if columns.shown.iter().any(free) { 0 } else { room.saturating_sub(taken.saturating_add(1)) };
        let mut waiting: Vec<&Shown> = columns.shown.iter().filter(|s| !fits(s)).collect();
        waiting.sort_by_key(|s| from(s.column));
        waiting.retain(|s| {
            let wanted = cells(s) + 1;
            let has_room = wanted <= spare;
            spare -= if has_room { wanted } else { 0 };
            has_room
        });
        let spared = |s: &Shown| waiting.iter().any(|w| w.column == s.column);
        let chosen: Vec<(Shown, u16)> = columns.shown.iter().filter(|s| fits(s) || spared(s)).map(|s| (*s, cells(s))).collect();
        let fixed: u16 = chosen.iter().filter(|(s, _)| !free(s)).map(|(_, c)| c + 1).fold(0, u16::saturating_add);
        let titled = chosen.iter().any(|(s, _)| free(s));
        let least = if titled { TITLE.min(room / 3) } else { 0 };
        // The cell behind the last column stays empty, as between columns.
        if fixed.saturating_add(least + 1) <= room {
            *first = 0;
            let title = room.saturating_sub(fixed + 1).max(4);
            return Layout {
                placed: put(chosen.iter().map(|(s, c)| (s.column, if free(s) { title } else { *c })), total),
                ..Layout::default()
            };
        }
        scrolled(&chosen, total, (columns.at, first))
    }
}

fn put(columns: impl Iterator<Item = (Column, u16)>, total: u16) -> Vec<Placed> {
    let mut x = GUTTER;
    let mut placed = Vec::new();
    for (column, cells) in columns {
        if x < total {
            placed.push(Placed { column, x, cells: cells.min(total - x) });
        }
        x = x.saturating_add(cells).saturating_add(1);
    }
    placed
}

/// More columns than there is room for: pinned ones stay, the others scroll.
fn scrolled(chosen: &[(Shown, u16)], total: u16, (at, first): (Column, &mut usize)) -> Layout {
    let cells = |c: Column| chosen.iter().find(|(s, _)| s.column == c).map_or(0, |(_, cells)| cells + 1);
    let all = total.saturating_sub(GUTTER);
    let pinned: u16 = chosen.iter().filter(|(s, _)| s.pinned).map(|(_, c)| c + 1).fold(0, u16::saturating_add);
    // Where the pinned ones leave no room for the column under the cursor, they scroll too.
    let pinning = pinned.saturating_add(cells(at)) <= all;
    let stays = |s: &Shown| s.pinned && pinning;
    let loose: Vec<Column> = chosen.iter().filter(|(s, _)| !stays(s)).map(|(s, _)| s.column).collect();
    let room = all.saturating_sub(if pinning { pinned } else { 0 });
    let end_of = |from: usize| {
        let mut used = 0_u16;
        let fitting = loose[from..].iter().take_while(|c| {
            used = used.saturating_add(cells(**c));
            used <= room + 1
        });
        (from + fitting.count()).max((from + 1).min(loose.len()))
    };
    *first = (*first).min(loose.len().saturating_sub(1));
    if let Some(wanted) = loose.iter().position(|c| *c == at) {
        *first = (*first).min(wanted);
        while wanted >= end_of(*first) && *first < wanted {
            *first += 1;
        }
    }
    let end = end_of(*first);
    while *first > 0 && end_of(*first - 1) >= end && end == loose.len() {
        *first -= 1;
    }
    let in_sight = &loose[(*first).min(loose.len())..end];
    let kept = chosen.iter().filter(|(s, _)| stays(s) || in_sight.contains(&s.column)).map(|(s, c)| (s.column, *c));
    Layout { placed: put(kept, total), more_left: *first > 0, more_right: end < loose.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(columns: &Columns, total: u16, first: &mut usize) -> Vec<Column> {
        let layout = Layout::new(columns, total, Lang::Zh, first);
        let mut end = 0;
        for p in &layout.placed {
            assert!(p.x >= end && p.x + p.cells <= total, "{layout:?}");
            end = p.x + p.cells + 1;
        }
        layout.placed.iter().map(|p| p.column).collect()
    }

    #[test]
    fn a_narrow_table_leaves_out_what_matters_less() {
        let columns = Columns::default();
        let count = |total| row(&columns, total, &mut 0).len();
        assert_eq!([40, 60, 80, 120, 200].map(count), [3, 4, 7, 8, 9]);
    }

    #[test]
    fn without_the_title_its_room_is_for_the_others() {
        let mut columns = Columns::default();
        columns.toggle(Column::Title);
        columns.at = Column::Lead;
        let shown = row(&columns, 71, &mut 0);
        let wanted = [Column::Light, Column::Reference, Column::Lead, Column::Deadline, Column::Status, Column::Percent];
        assert!(wanted.iter().all(|c| shown.contains(c)), "{shown:?}");
    }

    #[test]
    fn the_column_under_the_cursor_is_in_sight_at_any_width() {
        let mut columns = Columns::default();
        for column in Column::ALL {
            if !columns.holds(column) {
                columns.toggle(column);
            }
        }
        columns.at = columns.shown[0].column;
        for total in [24, 30, 44, 62, 80, 131, 200] {
            let mut first = 0;
            for right in [true, false] {
                loop {
                    assert!(row(&columns, total, &mut first).contains(&columns.at), "{:?} at {total}", columns.at);
                    if !columns.turn(right) {
                        break;
                    }
                }
            }
        }
    }

    #[test]
    fn pinned_columns_stay_and_edges_tell_of_more() {
        let mut columns = Columns::default();
        columns.shown.iter_mut().for_each(|s| s.always = true);
        let mut first = 0;
        assert!(Layout::new(&columns, 80, Lang::Zh, &mut first).more_right);
        columns.at = Column::Report;
        let layout = Layout::new(&columns, 80, Lang::Zh, &mut first);
        assert!(layout.more_left && !layout.more_right);
        let holds = |c: Column| layout.placed.iter().any(|p| p.column == c);
        assert!(holds(Column::Light) && holds(Column::Title) && !holds(Column::Reference));
    }
}

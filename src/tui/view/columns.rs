//! How wide the columns of the list are, and which of them are in sight.

use crate::domain::{Attribute, Holds};
use crate::text::{Lang, width};
use crate::tui::columns::{Columns, Shown};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) column: Attribute,
    /// Cells from the left edge of the table.
    pub(crate) x: u16,
    pub(crate) cells: u16,
}

/// The columns in sight, and whether more lie to the left and to the right, or wait for a wider table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) placed: Vec<Placed>,
    pub(crate) more_left: bool,
    pub(crate) more_right: bool,
}

/// Cells of marks before the first column.
const GUTTER: u16 = 2;
/// The title is not squeezed below this; rather the other columns scroll.
const TITLE: u16 = 14;

/// The cells of a column that was not set by hand, in a table of a width; the title takes what is left.
pub(crate) fn usual(column: Attribute, total: u16, lang: Lang) -> u16 {
    match column {
        Attribute::Title => return (total / 3).clamp(8, 30),
        Attribute::Reference => return 12,
        Attribute::Light => return lang.pick(2, 3),
        _ => {}
    }
    let absent = usize::from(column.holds().none().is_some());
    let terms = column.holds().terms().iter().rev().skip(absent).map(|term| width(term.label(lang)));
    let values = match column.holds() {
        // Six hanzi, and the mark of who is only named first.
        Holds::Body if total < 90 => 13,
        Holds::Body => 20,
        Holds::Bodies => 22,
        Holds::Text | Holds::Entries => 14,
        Holds::Money => 12,
        Holds::List | Holds::Day => 10,
        Holds::Percent | Holds::Year => 4,
        Holds::Choice(_) | Holds::ChoiceOrNone(_) | Holds::Flags(_) => terms.max().unwrap_or(0),
    };
    values.max(width(column.head(lang))) as u16
}

/// From which width of the table a column is shown that is not always shown.
fn from(column: Attribute) -> u16 {
    match column {
        Attribute::With => 130,
        Attribute::Report => 112,
        Attribute::Reference | Attribute::Status | Attribute::Percent => 76,
        Attribute::Lead => 44,
        _ => 0,
    }
}

impl Layout {
    /// Lays the columns out in a width; `first` is the first column in sight of those that scroll, and moves as little
    /// as can be to bring the column under the cursor into sight.
    pub(crate) fn new(columns: &Columns, total: u16, lang: Lang, first: &mut usize) -> Layout {
        let room = total.saturating_sub(GUTTER);
        let free = |s: &Shown| s.column == Attribute::Title && s.cells.is_none();
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
        let hides = columns.shown.iter().any(|s| !fits(s) && !spared(s));
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
                more_left: false,
                more_right: hides,
            };
        }
        let layout = scrolled(&chosen, total, (columns.at, first));
        Layout { more_right: layout.more_right || hides, ..layout }
    }
}

fn put(columns: impl Iterator<Item = (Attribute, u16)>, total: u16) -> Vec<Placed> {
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
fn scrolled(chosen: &[(Shown, u16)], total: u16, (at, first): (Attribute, &mut usize)) -> Layout {
    let cells = |c: Attribute| chosen.iter().find(|(s, _)| s.column == c).map_or(0, |(_, cells)| cells + 1);
    let all = total.saturating_sub(GUTTER);
    let pinned: u16 = chosen.iter().filter(|(s, _)| s.pinned).map(|(_, c)| c + 1).fold(0, u16::saturating_add);
    // Where the pinned ones leave no room for the column under the cursor, they scroll too.
    let pinning = pinned.saturating_add(cells(at)) <= all;
    let stays = |s: &Shown| s.pinned && pinning;
    let loose: Vec<Attribute> = chosen.iter().filter(|(s, _)| !stays(s)).map(|(s, _)| s.column).collect();
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

    fn row(columns: &Columns, total: u16, first: &mut usize) -> Vec<Attribute> {
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
        columns.toggle(Attribute::Title);
        columns.at = Attribute::Lead;
        let shown = row(&columns, 71, &mut 0);
        let wanted = [Attribute::Light, Attribute::Reference, Attribute::Lead, Attribute::Deadline, Attribute::Status, Attribute::Percent];
        assert!(wanted.iter().all(|c| shown.contains(c)), "{shown:?}");
    }

    #[test]
    fn the_column_under_the_cursor_is_in_sight_at_any_width() {
        let mut columns = Columns::default();
        for column in Attribute::columns() {
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
        columns.at = Attribute::Report;
        let layout = Layout::new(&columns, 80, Lang::Zh, &mut first);
        assert!(layout.more_left && !layout.more_right);
        let holds = |c: Attribute| layout.placed.iter().any(|p| p.column == c);
        assert!(holds(Attribute::Light) && holds(Attribute::Title) && !holds(Attribute::Reference));
    }
}

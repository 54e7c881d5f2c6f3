//! Which columns the list shows, how wide, and which of them stay in sight.

use crate::domain::Attribute;

const NARROWEST: u16 = 2;
const WIDEST: u16 = 120;

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) column: Attribute,
    /// Its cells, when they were set by hand.
    pub(crate) cells: Option<u16>,
    /// Whether it stays in sight when the others scroll.
    pub(crate) pinned: bool,
    /// Whether it is shown even where there is little room.
    pub(crate) always: bool,
}

/// The columns of the list from the left, with the one under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// All that are not hidden.
    pub(crate) shown: Vec<Shown>,
    /// The column under the cursor.
    pub at: Attribute,
    pub(crate) wrap: bool,
}

impl Default for Columns {
    fn default() -> Self {
        let first = Attribute::columns().take_while(|c| *c != Attribute::Scheduled);
        let pinned = |c| matches!(c, Attribute::Light | Attribute::Title);
        let shown = first.map(|column| Shown { column, cells: None, pinned: pinned(column), always: false }).collect();
        Columns { shown, at: Attribute::Title, wrap: false }
    }
}

impl Columns {
    pub(crate) fn place(&self) -> usize {
        self.place_of(self.at).unwrap_or(0)
    }

    fn place_of(&self, column: Attribute) -> Option<usize> {
        self.shown.iter().position(|s| s.column == column)
    }

    pub(crate) fn holds(&self, column: Attribute) -> bool {
        self.place_of(column).is_some()
    }

    /// To the next column; false at the end.
    pub(crate) fn turn(&mut self, right: bool) -> bool {
        let to = if right { self.place() + 1 } else { self.place().wrapping_sub(1) };
        let found = self.shown.get(to).map(|s| s.column);
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Hides the column under the cursor; the last one stays.
    pub(crate) fn hide(&mut self) -> bool {
        if self.shown.len() < 2 {
            return false;
        }
        let place = self.place();
        self.shown.remove(place);
        self.at = self.shown[place.min(self.shown.len() - 1)].column;
        true
    }

    /// Shows a column behind the one under the cursor, or hides it.
    pub(crate) fn toggle(&mut self, column: Attribute) {
        match self.place_of(column) {
            Some(place) if self.shown.len() > 1 => {
                self.shown.remove(place);
                if self.at == column {
                    self.at = self.shown[place.min(self.shown.len() - 1)].column;
                }
            }
            Some(_) => {}
            None => {
                let behind = self.place() + 1;
                self.shown.insert(behind, Shown { column, cells: None, pinned: false, always: true });
                self.at = column;
            }
        }
    }

    /// Shows a column even where there is little room.
    pub(crate) fn show_always(&mut self, column: Attribute) {
        if let Some(place) = self.place_of(column) {
            self.shown[place].always = true;
            self.at = column;
        }
    }

    /// Moves the column under the cursor by one place; false at the end.
    pub(crate) fn shift(&mut self, right: bool) -> bool {
        let place = self.place();
        let to = if right { place + 1 } else { place.wrapping_sub(1) };
        let can = to < self.shown.len();
        if can {
            self.shown.swap(place, to);
        }
        can
    }

    /// Pins the column under the cursor, or lets it go; true when it is pinned now.
    pub(crate) fn pin(&mut self) -> bool {
        let place = self.place();
        let shown = &mut self.shown[place];
        shown.pinned = !shown.pinned;
        shown.pinned
    }

    /// Makes the column under the cursor wider or narrower, from the cells that it has.
    pub(crate) fn resize(&mut self, by: i16, usual: u16) {
        let place = self.place();
        let shown = &mut self.shown[place];
        let cells = shown.cells.unwrap_or(usual).saturating_add_signed(by);
        shown.cells = Some(cells.clamp(NARROWEST, WIDEST));
    }

    pub(crate) fn set_width(&mut self, column: Attribute, cells: u16) {
        if let Some(place) = self.place_of(column) {
            self.shown[place].cells = Some(cells.clamp(NARROWEST, WIDEST));
        }
    }

    /// As words for a file: `title!:30` is pinned and 30 cells wide, `with?` is shown where there is room.
    pub fn words(&self) -> Vec<String> {
        let word = |s: &Shown| {
            let pin = if s.pinned { "!" } else { "" };
            let room = if s.always { "" } else { "?" };
            let cells = s.cells.map(|c| format!(":{c}")).unwrap_or_default();
            format!("{}{pin}{room}{cells}", s.column.word())
        };
        self.shown.iter().map(word).collect()
    }

    /// From words of a file; those that name no column are passed over.
    pub(crate) fn from_words(words: &[String]) -> Columns {
        let read = |word: &String| {
            let (name, cells) = word.split_once(':').map_or((word.as_str(), None), |(n, c)| (n, c.trim().parse::<u16>().ok()));
            let column = Attribute::named(name.trim_end_matches(['!', '?']), Attribute::columns())?;
            let cells = cells.map(|c| c.clamp(NARROWEST, WIDEST));
            Some(Shown { column, cells, pinned: name.contains('!'), always: !name.contains('?') })
        };
        let mut columns = Columns { shown: Vec::new(), ..Columns::default() };
        for shown in words.iter().filter_map(read) {
            if !columns.holds(shown.column) {
                columns.shown.push(shown);
            }
        }
        match columns.shown.first() {
            None => Columns::default(),
            Some(first) => {
                columns.at = if columns.holds(Attribute::Title) { Attribute::Title } else { first.column };
                columns
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_hidden_shown_moved_pinned_and_kept_as_words() {
        let mut columns = Columns::default();
        assert!(columns.turn(true) && columns.turn(true));
        assert_eq!(columns.at, Attribute::With);
        assert!(columns.hide());
        assert_eq!(columns.at, Attribute::Deadline);
        columns.toggle(Attribute::Region);
        assert_eq!((columns.at, columns.place()), (Attribute::Region, 5));
        assert!(columns.shift(false) && columns.pin());
        columns.resize(-3, 12);
        let words = columns.words();
        assert_eq!(words[4], "region!:9");
        assert_eq!(Columns::from_words(&words).words(), words);
    }

    #[test]
    fn one_column_always_remains() {
        let mut columns = Columns::default();
        while columns.hide() {}
        columns.toggle(columns.at);
        assert_eq!(columns.shown.len(), 1);
        assert!(!columns.turn(true) && !columns.turn(false) && !columns.shift(true));
        assert_eq!(Columns::from_words(&["nonsense".to_owned()]), Columns::default());
    }
}

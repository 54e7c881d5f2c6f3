use super::trail::View;

/// Something a person can ask of the screen; keys, the palette and help all name these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// One page down.
    PageDown,
    /// One page up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Scroll the detail pane down.
    DetailDown,
    /// Scroll the detail pane up.
    DetailUp,
    /// Open what is under the cursor.
    Open,
    /// One step back: close, clear, return.
    Back,
    /// Type a filter.
    Filter,
    /// Next scope (全部 → 我牵头 → …).
    NextScope,
    /// Previous scope.
    PreviousScope,
    /// Mark or unmark the entry.
    Mark,
    /// Mark everything between here and where the cursor goes.
    MarkRange,
    /// Mark all rows of the filter, or none when all are.
    MarkAll,
    /// Set the status.
    SetStatus,
    /// Report progress.
    Report,
    /// Move the deadline.
    MoveDeadline,
    /// Name the body that leads.
    AssignLead,
    /// Amend what the ledger says of the plan.
    Amend,
    /// Say why the light is what it is.
    Why,
    /// Choose the order.
    Sort,
    /// Turn the order round.
    Reverse,
    /// Choose the grouping.
    Group,
    /// Tree or flat.
    Tree,
    /// Show or hide the detail pane.
    Detail,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Copy the entry's line.
    Copy,
    /// Read the filter anew: rows that no longer match go.
    Refresh,
    /// Help that can be searched and runs what it finds.
    Help,
    /// The command line.
    Palette,
    /// How the program works, on one screen.
    Tour,
    /// The list.
    ListView,
    /// Departments against statuses.
    DepartmentView,
    /// The list's entries in time.
    TimelineView,
    /// Goals against measured values.
    IndicatorView,
    /// Values that wait for a ruling.
    ContestedView,
    /// The bulletin as it stands.
    DispatchView,
    /// Forward again to the place that was left by going back.
    Forward,
    /// The entry that the row is about, in the list.
    ShowEntry,
    /// A column of the timeline stands for less time.
    ZoomIn,
    /// A column of the timeline stands for more time.
    ZoomOut,
    /// Earlier time into sight.
    TimeEarlier,
    /// Later time into sight.
    TimeLater,
    /// Today into sight.
    Today,
    /// Enter a measured value.
    Measure,
    /// Rule for the value under the cursor.
    Rule,
    /// Choose among the rival values by number.
    RuleMenu,
    /// The period before.
    EarlierPeriod,
    /// The period after.
    LaterPeriod,
    /// The next tab of the bulletin: its text, who has not reported, what the editor should ask.
    NextLeaf,
    /// Write the bulletin to a file.
    Export,
    /// Choose who “we” are.
    ChooseUs,
    /// The cursor one column to the left.
    ColumnLeft,
    /// The cursor one column to the right.
    ColumnRight,
    /// The column one place to the left.
    MoveColumnLeft,
    /// The column one place to the right.
    MoveColumnRight,
    /// The column narrower.
    Narrower,
    /// The column wider.
    Wider,
    /// Hide the column.
    HideColumn,
    /// Show and hide columns.
    ChooseColumns,
    /// The column stays in sight when others scroll, or not.
    PinColumn,
    /// Long texts wrap, or are cut.
    Wrap,
    /// Sort by the column, the least first.
    SortUp,
    /// Sort by the column, the greatest first.
    SortDown,
    /// Only entries with the same value in the column.
    SameValue,
    /// How often each value of the column occurs.
    Frequency,
    /// Copy the cell under the cursor.
    CopyCell,
    /// Named views.
    Views,
    /// What was done and undone.
    Steps,
    /// The list of all that a body leads or shares in.
    ListOfBody,
    /// Save now what could not be saved; say that all is saved otherwise.
    Save,
    /// Commit the ledger.
    Commit,
    /// Commit, fetch, merge, push; again: call it off.
    Sync,
    /// Leave.
    Quit,
}

impl Action {
    /// The view that it goes to, when that is what it does.
    pub fn view(self) -> Option<View> {
        Some(match self {
            Action::ListView => View::List,
            Action::DepartmentView => View::Departments,
            Action::TimelineView => View::Timeline,
            Action::IndicatorView => View::Indicators,
            Action::ContestedView => View::Contested,
            Action::DispatchView => View::Dispatch,
            _ => return None,
        })
    }
}

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
    /// The same list, as a command line.
    Palette,
    /// The list.
    ListView,
    /// Departments against statuses.
    DepartmentView,
    /// The bulletin as it stands.
    DispatchView,
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
    /// Leave.
    Quit,
}

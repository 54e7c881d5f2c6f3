//! What each body has to do, as a table: the screen's and that of the command line.

use super::grid::{Cell, Head};
use crate::domain::{Flag, Status, Workload, status_term};
use crate::text::Lang;

/// What is counted of a body: a column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// The body.
    #[default]
    Name,
    /// Entries that it leads.
    Leads,
    /// Entries in which it cooperates.
    Shares,
    /// Led entries that are past their deadline.
    Late,
    /// Led entries with a red light.
    Red,
    /// Entries on which it has not reported for the period: on what it leads, and on its parts.
    Owed,
    /// Led entries of plans that are over and on which nobody ever reported: they are not owed, and named beside.
    Unverified,
    /// The share of the missing in what it owes.
    OwedShare,
    /// The day of the last report on an entry that it leads.
    Last,
    /// Led entries of a status, or without any.
    Status(Option<Status>),
}

impl Count {
    /// All columns from the left.
    pub fn all() -> impl Iterator<Item = Count> {
        let before = [
            Count::Name,
            Count::Leads,
            Count::Shares,
            Count::Late,
            Count::Red,
            Count::Owed,
            Count::OwedShare,
            Count::Last,
            Count::Unverified,
        ];
        before.into_iter().chain(std::iter::once(Count::Status(None))).chain(Status::ALL.map(|s| Count::Status(Some(s))))
    }

    pub(crate) fn head(self, lang: Lang) -> &'static str {
        match self {
            Count::Name => lang.pick("单位", "Body"),
            Count::Leads => lang.pick("牵头", "leads"),
            Count::Shares => lang.pick("配合", "shares"),
            Count::Late => lang.pick("逾期", "late"),
            Count::Red => lang.pick("红灯", "red"),
            Count::Owed => lang.pick("未反馈", "owes"),
            Count::Unverified => Flag::Unverified.label(lang),
            Count::OwedShare => lang.pick("未反馈率", "owes %"),
            Count::Last => lang.pick("最近反馈", "reported"),
            Count::Status(status) => status_term(status).label(lang),
        }
    }

    /// Whether the bodies' numbers add up to all there is where each entry has one lead: of what they share in they never do.
    fn adds_up(self) -> bool {
        !matches!(self, Count::Name | Count::Shares | Count::Owed | Count::OwedShare | Count::Last)
    }

    /// The count of a row, of which a cell opens the list; none for the name and the day.
    pub fn count(self, row: &Workload) -> Option<usize> {
        Some(match self {
            Count::Name | Count::Last => return None,
            Count::Leads => row.leads,
            Count::Shares => row.cooperates,
            Count::Late => row.late,
            Count::Red => row.red,
            Count::Owed | Count::OwedShare => row.owed,
            Count::Unverified => row.unverified,
            Count::Status(status) => row.of_status(status),
        })
    }

    /// What stands in a row under it.
    pub(crate) fn cell(self, row: &Workload) -> Cell {
        match self {
            Count::Name => Cell::text(&row.name),
            Count::Last => Cell::day(row.last),
            Count::OwedShare => match row.owes {
                0 => Cell::Empty,
                all => Cell::percent(u8::try_from(row.owed * 100 / all).ok()),
            },
            count => count.count(row).map_or(Cell::Empty, Cell::count),
        }
    }

    /// The columns with their heads; nothing is summed where some entry counts for several bodies that lead it.
    pub(crate) fn heads(overlaps: bool, lang: Lang) -> Vec<Head> {
        let head = |c: Count| match c {
            Count::Name => Head::new(c.head(lang), 40),
            _ if !overlaps && c.adds_up() => Head::sum(c.head(lang)),
            _ => Head::new(c.head(lang), 12),
        };
        Count::all().map(head).collect()
    }

    /// Why nothing is summed, where that must be said.
    pub(crate) fn unsummed(overlaps: bool, lang: Lang) -> &'static str {
        match overlaps {
            true => lang.pick("不合计：集体牵头的计入每个成员", "no totals: what a group leads counts for each member"),
            false => "",
        }
    }

    pub(crate) fn cells(row: &Workload) -> Vec<Cell> {
        Count::all().map(|c| c.cell(row)).collect()
    }
}

mod axis;
pub(in crate::tui) mod commands;
pub(in crate::tui) mod draw;

use chrono::{Datelike, NaiveDate};
use crossterm::event::KeyCode;

use crate::domain::{Entry, Fact, Ledger, corrected};
use crate::tui::command::own;
use crate::tui::key::{ch, key};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Time {
    ZoomIn,
    ZoomOut,
    Earlier,
    Later,
    Today,
}

own! {
    Timeline Time:
    "zoom-in", [ch('+'), ch('=')], Nothing, ZoomIn, "放大" / "zoom in", "放大时间：年、季、月" / "zoom in: years, quarters, months";
    "zoom-out", [ch('-'), ch('_')], Nothing, ZoomOut, "缩小" / "zoom out", "缩小时间：月、季、年" / "zoom out: months, quarters, years";
    "time-earlier", [ch('h'), key(KeyCode::Left)], Nothing, Earlier, "往前" / "earlier", "看更早的时间" / "earlier time";
    "time-later", [ch('l'), key(KeyCode::Right)], Nothing, Later, "往后" / "later", "看更晚的时间" / "later time";
    "today", [ch('.')], Nothing, Today, "" / "", "回到今天" / "back to today";
}

/// How much time a column of the timeline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zoom {
    Year,
    Quarter,
    Month,
}

impl Zoom {
    pub(crate) fn months(self) -> i32 {
        match self {
            Zoom::Year => 12,
            Zoom::Quarter => 3,
            Zoom::Month => 1,
        }
    }

    /// The next finer or coarser one; none beyond the last.
    pub(crate) fn step(self, finer: bool) -> Option<Zoom> {
        match (self, finer) {
            (Zoom::Year, true) | (Zoom::Month, false) => Some(Zoom::Quarter),
            (Zoom::Quarter, true) => Some(Zoom::Month),
            (Zoom::Quarter, false) => Some(Zoom::Year),
            _ => None,
        }
    }
}

/// The state of the timeline; its rows and its cursor are the list's.
#[derive(Debug)]
pub struct Timeline {
    pub(crate) zoom: Zoom,
    /// The month, counted from the year 0, that stays in sight, a third of the way across.
    pub(crate) focus: i32,
}

impl Timeline {
    /// At the day, by quarters.
    pub(crate) fn new(today: NaiveDate) -> Timeline {
        Timeline { zoom: Zoom::Quarter, focus: month(today) }
    }

    /// Zooms by one step; false when that is the end.
    pub(crate) fn zoom_by(&mut self, finer: bool) -> bool {
        let zoom = self.zoom.step(finer);
        self.zoom = zoom.unwrap_or(self.zoom);
        zoom.is_some()
    }

    /// Goes by one column, within the years of the ledger's plans and the day; false when that is the end.
    pub(crate) fn scroll(&mut self, later: bool, ledger: &Ledger, today: NaiveDate) -> bool {
        let first = ledger.plans.iter().map(|p| p.start).min().unwrap_or(today).min(today);
        let last = ledger.plans.iter().map(|p| p.end).max().unwrap_or(today).max(today);
        let to = self.focus + if later { self.zoom.months() } else { -self.zoom.months() };
        let within = (month(first) - MARGIN..=month(last) + MARGIN).contains(&to);
        if within {
            self.focus = to;
        }
        within
    }
}

/// How many months one can scroll beyond the years of the plans.
const MARGIN: i32 = 36;

/// The month of a day, counted from the year 0.
pub(crate) fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// The deadlines that an entry had before the one in force: the plan's, then those it was moved to.
pub(crate) fn former_deadlines(ledger: &Ledger, entry: &Entry, in_force: Option<NaiveDate>) -> Vec<NaiveDate> {
    let dead = corrected(entry.updates.iter());
    let live = entry.updates.iter().filter(|u| !dead.contains(&u.id)).flat_map(|u| &u.says);
    let moved = live.filter_map(|f| if let Fact::Deadline { to, .. } = f { Some(*to) } else { None });
    let mut all: Vec<NaiveDate> = Vec::new();
    for day in ledger.planned_deadline(entry).into_iter().chain(moved) {
        if Some(day) != in_force && !all.contains(&day) {
            all.push(day);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cannot_scroll_out_of_time() {
        let today = "2025-10-15".parse().unwrap();
        let mut timeline = Timeline::new(today);
        let steps = (0..1000).filter(|_| timeline.scroll(true, &Ledger::default(), today)).count();
        assert_eq!(steps, 12);
        assert!(timeline.scroll(false, &Ledger::default(), today));
    }
}

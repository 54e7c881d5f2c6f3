use chrono::{Datelike, NaiveDate};

use crate::text::Lang;
use crate::tui::views::timeline::{Timeline, Zoom, month};

/// Cells of a column of a quarter or a month.
const CELLS: u16 = 6;

/// How days lie on the cells of the chart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    zoom: Zoom,
    /// The month at the left edge, counted from the year 0; the first of its column.
    first: i32,
    /// Cells of a column.
    cells: u16,
    /// Cells of the chart.
    pub(crate) width: u16,
}

/// A label of the head: at which cell, over how many, which months, and the words.
pub(crate) struct Label {
    pub(crate) at: u16,
    pub(crate) cells: u16,
    pub(crate) first: i32,
    pub(crate) months: i32,
    pub(crate) text: String,
}

impl Label {
    /// Whether it stands over a day.
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        (self.first..self.first + self.months).contains(&month(day))
    }
}

impl Axis {
    /// The axis of a chart; what the timeline looks at lies a third of the way across.
    pub(crate) fn new(timeline: &Timeline, width: u16) -> Axis {
        let zoom = timeline.zoom;
        let cells = match zoom {
            Zoom::Year => (width / 6 / 4 * 4).clamp(8, 24),
            Zoom::Quarter | Zoom::Month => CELLS,
        };
        let months = zoom.months();
        let before = i32::from(width / cells) / 3;
        Axis { zoom, first: (timeline.focus.div_euclid(months) - before) * months, cells, width }
    }

    /// The cell of a day; outside the chart when it is negative or beyond its width.
    pub(crate) fn cell(&self, day: NaiveDate) -> i32 {
        let gone = (month(day) - self.first) * 31 + day.day0() as i32;
        (gone * i32::from(self.cells)).div_euclid(self.zoom.months() * 31)
    }

    /// The cell of a day, when it is in the chart.
    pub(crate) fn inside(&self, day: NaiveDate) -> Option<u16> {
        u16::try_from(self.cell(day)).ok().filter(|c| *c < self.width)
    }

    /// The first days of the years in sight.
    pub(crate) fn years(&self) -> impl Iterator<Item = NaiveDate> {
        let first = self.first.div_euclid(12);
        (first..first + 40).filter_map(|y| NaiveDate::from_ymd_opt(y, 1, 1))
    }

    /// The upper line of the head: years, or quarters over months.
    pub(crate) fn upper(&self, lang: Lang) -> Vec<Label> {
        let (months, word): (i32, fn(i32, Lang) -> String) = match self.zoom {
            Zoom::Month => (3, |m, lang| {
                let (y, q) = (m.div_euclid(12), m.rem_euclid(12) / 3 + 1);
                lang.pick(format!("{y}年{q}季度"), format!("{y} Q{q}"))
            }),
            _ => (12, |m, _| m.div_euclid(12).to_string()),
        };
        self.labels(months, |m| word(m, lang))
    }

    /// The lower line: quarters, or months.
    pub(crate) fn lower(&self, lang: Lang) -> Vec<Label> {
        let quarter = |m: i32| m.rem_euclid(12) / 3 + 1;
        match self.zoom {
            Zoom::Month => self.labels(1, |m| month_name(m.rem_euclid(12), lang)),
            Zoom::Quarter => self.labels(3, |m| lang.pick(format!("{}季度", quarter(m)), format!("Q{}", quarter(m)))),
            Zoom::Year if self.cells >= 16 => self.labels(3, |m| lang.pick(format!("{}季", quarter(m)), format!("Q{}", quarter(m)))),
            Zoom::Year => self.labels(3, |m| quarter(m).to_string()),
        }
    }

    /// Labels of so many months each; the first may be cut by the left edge.
    fn labels(&self, months: i32, word: impl Fn(i32) -> String) -> Vec<Label> {
        let to_cells = |m: i32| (m - self.first) * i32::from(self.cells) / self.zoom.months();
        let mut labels = Vec::new();
        let mut at = self.first.div_euclid(months) * months;
        while to_cells(at) < i32::from(self.width) {
            let from = to_cells(at).max(0) as u16;
            let to = to_cells(at + months).clamp(0, i32::from(self.width)) as u16;
            labels.push(Label { at: from, cells: to.saturating_sub(from), first: at, months, text: word(at) });
            at += months;
        }
        labels
    }
}

fn month_name(month0: i32, lang: Lang) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    lang.pick(format!("{}月", month0 + 1), names.get(month0 as usize).copied().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn a_day_lies_under_the_label_of_its_time_at_every_zoom() {
        for zoom in [Zoom::Year, Zoom::Quarter, Zoom::Month] {
            for width in [8, 30, 52, 133] {
                let mut timeline = Timeline::new(day("2025-10-15"));
                timeline.zoom = zoom;
                let axis = Axis::new(&timeline, width);
                for date in day("2024-01-01").iter_days().take(1200) {
                    let Some(cell) = axis.inside(date) else { continue };
                    for labels in [axis.upper(Lang::Zh), axis.lower(Lang::Zh)] {
                        let over = labels.iter().find(|l| l.holds(date)).unwrap();
                        assert!((over.at..over.at + over.cells).contains(&cell), "{date} {zoom:?} {width}");
                    }
                }
                assert!(axis.inside(day("2025-10-15")).is_some(), "{zoom:?} {width}");
            }
        }
    }
}

//! The columns of the indicators, a row each: in files and for their order, on the screen, or both.

use chrono::{Datelike, NaiveDate};

use crate::domain::{Indicator, Ledger, Pace, number};
use crate::report::Cell;
use crate::text::{Lang, width};
use crate::tui::view::gauge::{gauge, sparkline};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Light,
    Name,
    Scope,
    Unit,
    Baseline,
    Target,
    Measured,
    Period,
    Share,
    Gauge,
    Scheduled,
    Spark,
    Keeping,
    Gap,
    Plan,
    Missing,
    Answering,
}

#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) what: What,
    pub(super) head: (&'static str, &'static str),
    pub(super) numeric: bool,
    /// How wide it may become in a file, in characters; none of what is only drawn.
    file: Option<u16>,
    /// How many cells it has on the screen, and from which width of the screen it is shown; none of what is only in files.
    drawn: Option<(Cells, u16)>,
}

#[derive(Clone, Copy)]
enum Cells {
    /// In Chinese and in English.
    By(u16, u16),
    /// Where there is little room, and where there is much.
    Room(u16, u16),
}

use Cells::{By, Room};

/// From this width columns are wider than they need be.
const ROOMY: u16 = 150;

const fn column(what: What, zh: &'static str, en: &'static str) -> Column {
    Column { what, head: (zh, en), numeric: false, file: None, drawn: None }
}

impl Column {
    const fn file(self, most: u16) -> Column {
        Column { file: Some(most), ..self }
    }

    const fn drawn(self, cells: Cells, from: u16) -> Column {
        Column { drawn: Some((cells, from)), ..self }
    }

    const fn number(self) -> Column {
        Column { numeric: true, ..self }
    }
}

/// Under which heads stand whether a value is asked for and not there, and who answers for it.
pub(in crate::tui) const MISSING: (&str, &str) = ("待填", "Missing");
pub(in crate::tui) const ANSWERING: (&str, &str) = ("责任单位", "Answers");

const COLUMNS: [Column; 17] = [
    column(What::Light, "灯", "lt").file(4).drawn(By(2, 3), 50),
    column(What::Name, "指标", "Indicator").file(40).drawn(By(0, 0), 0),
    column(What::Scope, "范围", "Scope").file(24).drawn(Room(8, 14), 76),
    column(What::Unit, "单位", "Unit").file(12).drawn(Room(6, 14), 64),
    column(What::Baseline, "基数", "Baseline").number().file(12).drawn(Room(8, 10), 106),
    column(What::Target, "目标", "Goal").number().file(14).drawn(By(9, 9), 0),
    column(What::Measured, "实测", "Measured").number().file(12).drawn(By(8, 8), 34),
    column(What::Period, "期间", "Period").file(12).drawn(Room(6, 8), 118),
    column(What::Share, "完成率", "Share").number().file(10).drawn(By(6, 6), 58),
    column(What::Gauge, "进程", "Progress").drawn(Room(8, 20), 100),
    column(What::Scheduled, "序时", "Sched").number().file(10).drawn(By(5, 5), 92),
    column(What::Spark, "走势", "Trend").drawn(Room(6, 12), 112),
    column(What::Keeping, "进度", "Pace").file(12).drawn(By(8, 11), 44),
    column(What::Gap, "差距", "Gap").number().file(10),
    column(What::Plan, "方案", "Plan").file(30),
    column(What::Missing, MISSING.0, MISSING.1).file(6),
    column(What::Answering, ANSWERING.0, ANSWERING.1).file(24),
];

/// Those by which they are sorted and written, with how wide each may become.
pub(super) fn listed() -> impl Iterator<Item = (&'static Column, u16)> {
    COLUMNS.iter().filter_map(|c| Some((c, c.file?)))
}

/// Where a drawn column stands among those.
pub(super) fn place(column: &Column) -> Option<usize> {
    listed().position(|(c, _)| c.what == column.what)
}

/// The columns that a width allows, with their cells, and whether others have no room; the name takes what is left.
pub(super) fn fitting(total: u16, lang: Lang) -> (Vec<(&'static Column, u16)>, bool) {
    let cells = |cells: Cells| match cells {
        By(zh, en) => lang.pick(zh, en),
        Room(_, roomy) if total >= ROOMY => roomy,
        Room(tight, _) => tight,
    };
    let all = || COLUMNS.iter().filter_map(|c| Some((c, c.drawn?)));
    let mut shown: Vec<_> = all().filter(|(_, (_, from))| total >= *from).map(|(c, (wanted, _))| (c, cells(wanted))).collect();
    let fixed: u16 = shown.iter().map(|(_, cells)| cells + 1).sum();
    for (_, cells) in shown.iter_mut().filter(|(column, _)| column.what == What::Name) {
        *cells = total.saturating_sub(fixed + 1).max(4);
    }
    let hidden = shown.len() < all().count();
    (shown, hidden)
}

/// An indicator with how it stands.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) indicator: &'a Indicator,
    pub(super) pace: &'a Pace,
    pub(super) lang: Lang,
    /// The day on which it is looked at.
    pub(super) day: NaiveDate,
}

impl Subject<'_> {
    /// What stands in a column of a file.
    pub(super) fn listed(self, what: What) -> Cell {
        let Subject { ledger, indicator, pace, lang, .. } = self;
        let tenths = |value: f64| (value * 10.0).round() / 10.0;
        match what {
            What::Light => Cell::Light(pace.light()),
            What::Name => Cell::text(&indicator.name),
            What::Scope => Cell::text(&indicator.scope),
            What::Unit => Cell::text(&indicator.unit),
            What::Baseline => Cell::number(indicator.baseline.map(|b| b.value)),
            What::Target => pace.target.map_or(Cell::Empty, |(_, target)| Cell::text(&target.label(lang))),
            What::Measured => Cell::number(pace.measured.map(|(_, value)| value)),
            What::Period => pace.measured.map_or(Cell::Empty, |(period, _)| Cell::Day(period.end())),
            What::Share => Cell::number(pace.share.map(tenths)),
            What::Scheduled => Cell::percent(pace.scheduled),
            What::Keeping if pace.contested => Cell::text(&pace.keeping_words(lang)),
            What::Keeping => Cell::Term(pace.keeping as usize, pace.keeping.label(lang)),
            What::Gap => Cell::number(pace.gap().map(tenths)),
            What::Plan => Cell::text(ledger.plan_name(&indicator.plan)),
            What::Missing => Cell::only(self.is_missing(), lang),
            What::Answering => {
                let bodies = ledger.answering_for(indicator, None);
                Cell::text(&bodies.iter().map(|body| ledger.departments.name(body)).collect::<Vec<_>>().join("、"))
            }
            What::Gauge | What::Spark => Cell::Empty,
        }
    }

    /// The same on the screen, in so many cells.
    pub(super) fn drawn(self, what: What, (cells, ascii): (usize, bool), today: NaiveDate) -> String {
        let Subject { ledger, indicator, pace, lang, .. } = self;
        match what {
            What::Light => pace.light().label(lang).to_owned(),
            What::Name if pace.contested => format!("! {}", indicator.name),
            What::Name => indicator.name.clone(),
            What::Scope => indicator.scope.clone(),
            What::Unit => indicator.unit.clone(),
            What::Baseline => indicator.baseline.map(|b| number(b.value)).unwrap_or_default(),
            What::Target => goal(pace, cells, today, lang),
            What::Measured => pace.measured.map_or_else(|| "-".to_owned(), |(_, v)| number(v)),
            What::Period => pace.measured.map(|(p, _)| p.to_string()).unwrap_or_default(),
            What::Share => pace.share.map(|s| format!("{s:.0}%")).unwrap_or_default(),
            What::Gauge => pace.progress.map(|p| gauge(p, pace.scheduled, cells, ascii)).unwrap_or_default(),
            What::Scheduled => pace.scheduled.map(|s| format!("{s}%")).unwrap_or_default(),
            What::Spark => sparkline(&indicator.measured().into_values().collect::<Vec<_>>(), cells, ascii),
            What::Keeping => pace.keeping.label(lang).to_owned(),
            What::Gap => pace.gap().map(number).unwrap_or_default(),
            What::Plan => ledger.plan_name(&indicator.plan).to_owned(),
            What::Missing | What::Answering => String::new(),
        }
    }

    /// Whether a value of it is asked for with the period being collected, and not there.
    fn is_missing(self) -> bool {
        let owed = self.ledger.values_of(self.indicator, self.ledger.collecting(self.day), None);
        owed.iter().any(|one| !one.said)
    }
}

/// The goal with its sense; a goal of another year says which. Dashes that may be two cells wide stay out.
fn goal(pace: &Pace, cells: usize, today: NaiveDate, lang: Lang) -> String {
    let Some((year, target)) = pace.target else { return String::new() };
    let label = target.label(lang).replace('–', "-");
    let dated = format!("{:02}:{label}", year.rem_euclid(100));
    if year != today.year() && width(&dated) <= cells { dated } else { label }
}

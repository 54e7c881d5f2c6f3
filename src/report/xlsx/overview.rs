use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, Color, Worksheet, XlsxError};

use super::sheet::{Sheet, column, width_of, widths};
use super::styles::Styles;
use crate::domain::long_date;
use crate::progress::Progress;
use crate::report::bucket::Bucket;
use crate::report::grid::{Cell, Grid, buckets, groups};
use crate::report::summary::Summary;
use crate::text::Lang;

const NAME: &str = "总览";
/// The row of the first fact below the title.
const FACTS: u32 = 2;
/// Rows between two tables, the second's title among them.
const GAP: u32 = 1;
/// The column at which the chart begins, beside the facts.
const CHART: u16 = 4;
/// So many rows still read well on one page.
const ONE_PAGE: u32 = 56;

/// The sheet of figures: basis, counts by bucket, plan, kind, level and region, and a chart of the plans.
pub(super) fn write(page: &mut Worksheet, styles: &Styles, summary: &Summary) -> Result<(), XlsxError> {
    let mut sheet = Sheet::new(page, styles);
    let title = summary.title();
    sheet.begin(NAME, &title, summary)?;
    let report = if summary.is_yearly() { "年终通报" } else { "调度通报" };
    let Cell::Text(heading) = Cell::text(&format!("{title} {}{report}", summary.period.label(Lang::Zh))) else { return Ok(()) };
    sheet.page.write_string_with_format(0, 0, heading, &styles.title)?.set_row_height(0, 28)?;
    let facts = facts(summary);
    for (row, (name, cell)) in (FACTS..).zip(&facts) {
        fact(&mut sheet, row, name, cell)?;
    }
    let mut row = FACTS + u32::try_from(facts.len()).unwrap_or_default() + GAP;
    let grids: Vec<Grid> = [buckets(summary)].into_iter().chain(groups(summary)).collect();
    let widths = widths_of(&grids);
    let mut plans = None;
    for grid in &grids {
        let end = sheet.table(row, grid, &widths, &Progress::default())?;
        if grid.name == "by_plan" && !grid.rows.is_empty() {
            plans = Some((row, end - 2));
        }
        row = end + GAP;
    }
    if let Some((top, last)) = plans {
        sheet.page.insert_chart_with_offset(FACTS, CHART, &chart(top, last), 12, 0)?;
    }
    for (i, cells) in widths.iter().enumerate() {
        sheet.page.set_column_width(column(i), width_of(*cells))?;
    }
    sheet.page.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    if row <= ONE_PAGE {
        sheet.page.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// The tables stand below one another, in the same columns.
fn widths_of(grids: &[Grid]) -> Vec<usize> {
    let mut widest = Vec::new();
    for grid in grids {
        let own = widths(grid);
        widest.resize(own.len().max(widest.len()), 0);
        widest.iter_mut().zip(own).for_each(|(w, o)| *w = o.max(*w));
    }
    widest
}

fn fact(sheet: &mut Sheet<'_>, row: u32, name: &str, cell: &Cell) -> Result<(), XlsxError> {
    let [label, value, day] = &sheet.styles.fact;
    sheet.page.set_row_height(row, 20)?.write_string_with_format(row, 0, name, label)?;
    sheet.page.merge_range(row, 1, row, CHART - 1, "", value)?;
    match cell {
        Cell::Day(on) => sheet.page.write_datetime_with_format(row, 1, on, day)?,
        Cell::Count(n) => sheet.page.write_number_with_format(row, 1, *n as f64, value)?,
        Cell::Text(words) => sheet.page.write_string_with_format(row, 1, words, value)?,
        _ => return Ok(()),
    };
    Ok(())
}

fn facts(summary: &Summary) -> Vec<(&'static str, Cell)> {
    vec![
        ("期间", Cell::text(&format!("{} 至 {}", long_date(summary.period.start()), long_date(summary.period.end())))),
        ("截止日（此日及以前的记录算数）", Cell::Day(summary.cutoff)),
        ("判断日", Cell::Day(summary.day)),
        ("台账校验码", Cell::text(&summary.fingerprint)),
        ("事项总数", Cell::count(summary.tally.total())),
        ("未达序时和逾期", Cell::count(summary.late.len())),
        ("上期未达或逾期", Cell::count(summary.change.late)),
        ("下期到期", Cell::count(summary.due_next.len())),
        ("待裁定", Cell::count(summary.contested.len())),
        ("未明确牵头单位", Cell::count(summary.unassigned.len())),
    ]
}

/// The buckets of every plan as one bar.
fn chart(top: u32, last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (i, bucket) in Bucket::ALL.into_iter().enumerate() {
        let col = column(i) + 2;
        chart
            .add_series()
            .set_name((NAME, top, col))
            .set_categories((NAME, top + 1, 0, last, 0))
            .set_values((NAME, top + 1, col, last, col))
            .set_format(ChartFormat::new().set_solid_fill(&fill(bucket)))
            .set_gap(60);
    }
    let mut font = ChartFont::new();
    font.set_size(11);
    chart.title().set_name("分方案进展（事项数）").set_font(&font);
    chart.y_axis().set_reverse();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(620).set_height(270).set_alt_text("各方案事项按类别的数量，数据见“方案”表");
    chart
}

fn fill(bucket: Bucket) -> ChartSolidFill {
    let colour = match bucket {
        Bucket::Done => 0x2F75B5,
        Bucket::Ahead => 0x548235,
        Bucket::OnSchedule => 0xA9D08E,
        Bucket::Behind => 0xE06666,
        Bucket::Unreported => 0xBFBFBF,
        Bucket::SetAside => 0x7F7F7F,
        Bucket::Unverified => 0xD9D9D9,
        Bucket::CarriedOver => 0xA6A6A6,
    };
    ChartSolidFill::new().set_color(Color::RGB(colour)).clone()
}

use super::{Cell, Grid, Head};
use crate::report::bucket::{Bucket, Tally};
use crate::report::group::Group;
use crate::report::summary::Summary;
use crate::report::trend::Point;
use crate::text::Lang;

/// How many are in each bucket, with shares that add up, and the period before.
pub(in crate::report) fn buckets(summary: &Summary) -> Grid {
    let columns = vec![
        Head::new("类别", 20),
        Head::sum("数量"),
        Head { sum: true, ..Head::new("占比", 12) },
        Head::sum("上期数量"),
        Head::sum("比上期增减"),
    ];
    let line = |bucket: Bucket| {
        vec![
            Cell::text(bucket.label(Lang::Zh)),
            Cell::count(summary.tally.count(bucket)),
            Cell::Share(summary.tally.share(bucket)),
            Cell::count(summary.change.tally.count(bucket)),
            Cell::Count(summary.change.change(&summary.tally, bucket)),
        ]
    };
    Grid { title: "按类别", name: "by_bucket", printed: columns.len(), columns, kept: 1, rows: Bucket::ALL.map(line).to_vec() }
}

/// By plan under its short name, by kind, by the level of the lead, by region. Sums stand below where no entry is in
/// two groups.
pub(in crate::report) fn groups(summary: &Summary) -> Vec<Grid> {
    let short = |g: &Group| {
        let plan = summary.plans.iter().find(|p| p.code == g.key);
        Group { name: plan.map_or(&g.name, |p| &p.short).clone(), ..g.clone() }
    };
    let by_plan: Vec<Group> = summary.by_plan.iter().map(short).collect();
    let mut all = vec![
        group_grid(("方案", "by_plan"), &by_plan, true),
        group_grid(("类型", "by_kind"), &summary.by_kind, true),
        group_grid(("牵头单位层级", "by_level"), &summary.by_level, true),
    ];
    if !summary.by_region.is_empty() {
        all.push(group_grid(("地区（涉及多个地区的分别计入，不合计）", "by_region"), &summary.by_region, false));
    }
    if summary.trend.len() > 1 {
        all.push(trend(summary));
    }
    all
}

/// The last quarters as their own bulletins counted them.
fn trend(summary: &Summary) -> Grid {
    let mut columns = vec![Head::new("季度", 40), Head::new("事项数", 10)];
    columns.extend(Bucket::ALL.map(|b| Head::new(b.label(Lang::Zh), 10)));
    columns.extend([Head::new("未达或逾期", 12), Head::new("扭转", 10)]);
    let line = |point: &Point| {
        let mut cells = vec![Cell::text(&point.period.label(Lang::Zh)), Cell::count(point.tally.total())];
        cells.extend(counts(&point.tally));
        cells.extend([Cell::count(point.late), Cell::count(point.recovered)]);
        cells
    };
    let rows = summary.trend.iter().map(line).collect();
    Grid { title: "各季度（按当季通报的截止日计数）", name: "trend", printed: columns.len(), columns, kept: 1, rows }
}

fn group_grid((title, name): (&'static str, &'static str), groups: &[Group], disjoint: bool) -> Grid {
    let count = |title| Head { sum: disjoint, ..Head::sum(title) };
    let mut columns = vec![Head::new(title, 40), count("事项数")];
    columns.extend(Bucket::ALL.map(|b| count(b.label(Lang::Zh))));
    columns.extend([count("未达或逾期"), Head::bar("完成率")]);
    Grid { title, name, printed: columns.len(), columns, kept: 1, rows: groups.iter().map(line).collect() }
}

fn line(group: &Group) -> Vec<Cell> {
    let mut cells = vec![Cell::text(&group.name), Cell::count(group.tally.total())];
    cells.extend(counts(&group.tally));
    cells.extend([Cell::count(group.late), Cell::Share(group.tally.share(Bucket::Done))]);
    cells
}

/// The counts of all buckets, one a cell.
pub(super) fn counts(tally: &Tally) -> Vec<Cell> {
    Bucket::ALL.iter().map(|b| Cell::count(tally.count(*b))).collect()
}

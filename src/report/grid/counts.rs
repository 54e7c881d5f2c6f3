use super::{Cell, Grid, Head};
use crate::report::bucket::Bucket;
use crate::report::columns::Columns;
use crate::report::group::Group;
use crate::report::summary::Summary;
use crate::report::trend::Point;
use crate::text::Lang;

/// How many are in each bucket, with shares that add up, and the period before.
pub(in crate::report) fn buckets(summary: &Summary) -> Grid {
    let columns = Columns::<Bucket, _, _>::new()
        .with(Head::new("类别", 20), |b| Cell::text(b.label(Lang::Zh)))
        .with(Head::sum("数量"), |b| Cell::count(summary.tally.count(*b)))
        .with(Head { sum: true, ..Head::new("占比", 12) }, |b| Cell::Share(summary.tally.share(*b)))
        .with(Head::sum("上期数量"), |b| Cell::count(summary.change.tally.count(*b)))
        .with(Head::sum("比上期增减"), |b| Cell::Count(summary.change.change(&summary.tally, *b)));
    Grid::of("按类别", "by_bucket", columns.filled(&Bucket::ALL))
}

/// By plan under its short name, by kind, by the level of the lead, by region: every entry is in one group of each.
pub(in crate::report) fn groups(summary: &Summary) -> Vec<Grid> {
    let short = |g: &Group| {
        let plan = summary.plans.iter().find(|p| *p.code == g.key);
        Group { name: plan.map_or(g.name.as_str(), |p| p.short_name()).to_owned(), ..g.clone() }
    };
    let by_plan: Vec<Group> = summary.by_plan.iter().map(short).collect();
    let mut all = vec![
        group_grid(("方案", "by_plan"), &by_plan),
        group_grid(("类型", "by_kind"), &summary.by_kind),
        group_grid(("牵头单位层级", "by_level"), &summary.by_level),
    ];
    if !summary.by_region.is_empty() {
        all.push(group_grid(("地区（涉及多个县的计入上级地区）", "by_region"), &summary.by_region));
    }
    if summary.trend.len() > 1 {
        all.push(trend(summary));
    }
    all
}

/// The last quarters as their own bulletins counted them.
fn trend(summary: &Summary) -> Grid {
    let columns = Columns::<Point, _, _>::new()
        .with(Head::new("季度", 40), |p| Cell::text(&p.period.label(Lang::Zh)))
        .with(Head::new("事项数", 10), |p| Cell::count(p.tally.total()))
        .each(Bucket::ALL, |b| Head::new(b.label(Lang::Zh), 10), |b, p| Cell::count(p.tally.count(b)))
        .with(Head::new("未达或逾期", 12), |p| Cell::count(p.late))
        .with(Head::new("扭转", 10), |p| Cell::count(p.recovered));
    Grid::of("各季度（按当季通报的截止日计数）", "trend", columns.filled(&summary.trend))
}

fn group_grid((title, name): (&'static str, &'static str), groups: &[Group]) -> Grid {
    let columns = Columns::<Group, _, _>::new()
        .with(Head::new(title, 40), |g| Cell::text(&g.name))
        .with(Head::sum("事项数"), |g| Cell::count(g.tally.total()))
        .each(Bucket::ALL, |b| Head::sum(b.label(Lang::Zh)), |b, g| Cell::count(g.tally.count(b)))
        .with(Head::sum("未达或逾期"), |g| Cell::count(g.late))
        .with(Head::bar("完成率"), |g| Cell::Share(g.tally.share(Bucket::Done)));
    Grid::of(title, name, columns.filled(groups))
}

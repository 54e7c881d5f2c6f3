use std::collections::HashSet;

use super::{Cell, Grid, Head};
use crate::domain::{Attribute, EntryId, Held, Holds, status_label};
use crate::report::body::Body;
use crate::report::bucket::Bucket;
use crate::report::columns::Columns;
use crate::report::goal::Goal;
use crate::report::reading::place as paragraph;
use crate::report::row::{Row, Said};
use crate::report::summary::Summary;
use crate::text::Lang;

/// All entries, or those of some ids.
pub(in crate::report) fn ledger(summary: &Summary, only: Option<&HashSet<EntryId>>) -> Grid {
    let columns = placed(summary)
        .with(Head::new("时限", 11), |r| Cell::day(r.deadline))
        .with(Head::new("状态", 8), |r| Cell::text(status_label(r.status, Lang::Zh)))
        .with(Head::new("灯", 4), |r| Cell::Light(r.light))
        .with(Head::bar("完成"), |r| Cell::percent(r.percent_done()))
        .with(Head::bar("序时"), |r| Cell::percent(r.scheduled))
        .with(Head::new("类别", 10), |r| Cell::text(r.bucket.label(Lang::Zh)))
        .with(Head::new("最近进展", 34), |r| said(r.progress.as_deref(), summary))
        .with(Head::new("存在问题", 26), |r| said(r.problems.as_deref(), summary))
        .with(Head::new("下一步", 26), |r| said(r.next.as_deref(), summary))
        .with(Head::new("类型", 6), |r| Cell::text(r.kind.label(Lang::Zh)))
        .each(Attribute::in_sheets(), stated_head, |attribute, r| stated(r, attribute))
        .with(Head::new("最近反馈", 11), |r| Cell::day(r.last_report))
        .with(Head::new("待裁定", 40), rivals)
        .with(Head::new("条目编号", 36), |r| Cell::text(r.id.as_str()));
    let wanted = summary.rows.iter().filter(|r| only.is_none_or(|only| only.contains(&r.id)));
    Grid { printed: 14, kept: 4, ..Grid::of("台账", "ledger", columns.filled(wanted)) }
}

fn stated_head(attribute: Attribute) -> Head {
    let most = match attribute.holds() {
        Holds::Bodies => 64,
        Holds::Text => 40,
        Holds::List => 24,
        Holds::Money => 14,
        _ => 12,
    };
    Head { sum: attribute.holds() == Holds::Money, ..Head::new(attribute.label(Lang::Zh), most) }
}

fn stated(row: &Row, attribute: Attribute) -> Cell {
    match row.stated.value(attribute) {
        // A part that names none has those of the whole.
        Held::Bodies(_) => Cell::text(&row.cooperating.join("、")),
        Held::Proposed(_) => Cell::text(&row.proposed.join("、")),
        Held::None => Cell::Empty,
        Held::Money(wan) => Cell::once(wan, !row.again),
        Held::Percent(percent) => Cell::Percent(percent),
        Held::Day(day) => Cell::Day(day),
        Held::Year(year) => Cell::Count(year.into()),
        value => Cell::text(&attribute.in_words(value, Lang::Zh)),
    }
}

/// What is behind schedule or past its deadline, the gravest first.
pub(in crate::report) fn late(summary: &Summary) -> Grid {
    let columns = placed(summary)
        .with(Head::new("时限", 11), |r| Cell::day(r.deadline))
        .with(Head::new("逾期天数", 8), |r| r.late.and_then(|l| l.days).map_or(Cell::Empty, Cell::Count))
        .with(Head::new("灯", 4), |r| Cell::Light(r.light))
        .with(Head::bar("完成"), |r| Cell::percent(r.percent))
        .with(Head::bar("序时"), |r| Cell::percent(r.scheduled))
        .with(Head::new("差距（百分点）", 8), |r| r.late.and_then(|l| l.gap).map_or(Cell::Empty, |g| Cell::Count(g.into())))
        .with(Head::new("类别", 10), |r| Cell::text(r.bucket.label(Lang::Zh)))
        .with(Head::new("反馈原因", 36), |r| said(r.problems.as_deref(), summary))
        .with(Head::new("下一步", 28), |r| said(r.next.as_deref(), summary))
        .with(Head::new("待裁定", 20), rivals);
    let rows = summary.late.iter().map(|i| summary.row(*i));
    Grid { kept: 4, ..Grid::of("未达序时和逾期", "late", columns.filled(rows)) }
}

/// All bodies with what they lead; sums stand below where no entry counts for two of them.
pub(in crate::report) fn bodies(summary: &Summary) -> Grid {
    let count = |title| Head { sum: !summary.leads_overlap(), ..Head::sum(title) };
    let share = |b: &Body| if b.leads.total() == 0 { Cell::Empty } else { Cell::Share(b.leads.share(Bucket::Done)) };
    let columns = Columns::<Body, _, _>::new()
        .with(Head::new("单位", 44), |b| Cell::text(&b.name))
        .with(Head::new("层级", 8), |b| Cell::text(b.level.map_or("", |l| l.label(Lang::Zh))))
        .with(count("牵头"), |b| Cell::count(b.leads.total()))
        .each(Bucket::ALL, |bucket| count(bucket.label(Lang::Zh)), |bucket, b| Cell::count(b.leads.count(bucket)))
        .with(count("未达或逾期"), |b| Cell::count(b.late))
        .with(Head::bar("完成率"), share)
        .with(Head::new("配合", 8), |b| Cell::count(b.cooperates))
        .with(Head::new("应报", 8), |b| Cell::count(b.owes))
        .with(Head::new("未报", 8), |b| Cell::count(b.missing()))
        .with(Head::new("最近反馈", 12), |b| Cell::day(b.last_report));
    Grid::of("单位", "bodies", columns.filled(&summary.bodies))
}

pub(in crate::report) fn goals(summary: &Summary) -> Grid {
    let columns = Columns::<Goal, _, _>::new()
        .with(Head::new("方案", 16), |g| Cell::text(plan(summary, &g.plan)))
        .with(Head::new("指标", 40), |g| Cell::text(&g.name))
        .with(Head::new("范围", 24), |g| Cell::text(&g.scope))
        .with(Head::new("计量单位", 12), |g| Cell::text(&g.unit))
        .with(Head::new("目标年", 8), |g| g.target.map_or(Cell::Empty, |(year, _)| Cell::Count(year.into())))
        .with(Head::new("目标", 14), |g| g.target.map_or(Cell::Empty, |(_, target)| Cell::text(&target.label(Lang::Zh))))
        .with(Head::new("实测期间", 18), |g| g.measured.map_or(Cell::Empty, |(period, _)| Cell::text(&period.label(Lang::Zh))))
        .with(Head::new("实测值", 12), |g| Cell::number(g.measured.map(|(_, value)| value)))
        .with(Head::bar("完成目标"), |g| g.share.map_or(Cell::Empty, Cell::Share))
        .with(Head::bar("序时"), |g| Cell::percent(g.scheduled))
        .with(Head::new("达标", 8), |g| g.met.map_or(Cell::Empty, |met| Cell::text(if met { "达到" } else { "未达到" })));
    Grid { kept: 2, ..Grid::of("指标", "indicators", columns.filled(&summary.goals)) }
}

/// The columns that say which entry it is: number, the plan's short name and the place in it, name, lead.
fn placed(summary: &Summary) -> Columns<'_, Row, Head, Cell> {
    Columns::new()
        .numbered(Head::new("序号", 6), Cell::count)
        .with(Head::new("方案", 14), |r: &Row| Cell::text(plan(summary, r.plan())))
        .with(Head::new("出处", 16), |r| Cell::text(if r.id.is_minted() { "新增" } else { paragraph(r.id.reference()) }))
        .with(Head::new("事项", 28), |r| Cell::text(&r.title))
        .with(Head::new("牵头单位", 20), |r| Cell::text(&r.lead_name))
}

fn plan<'a>(summary: &'a Summary, code: &'a str) -> &'a str {
    summary.plans.iter().find(|p| p.code == code).map_or(code, |p| p.short_name())
}

/// Words, with their period when they are not of this one.
fn said(words: Option<&Said>, summary: &Summary) -> Cell {
    let Some(said) = words else { return Cell::Empty };
    match said.of_another(summary.period) {
        None => Cell::text(&said.text),
        Some(other) => Cell::text(&format!("（{}）{}", other.label(Lang::Zh), said.text)),
    }
}

fn rivals(row: &Row) -> Cell {
    let all = row.contested.iter().map(|r| format!("{}：{}", r.label, r.values.join(" / ")));
    Cell::text(&all.collect::<Vec<_>>().join("；"))
}

use ecow::{EcoString, eco_format};

use super::late::upcoming;
use super::words::{
    blank, buckets, cell, dash, heading, label, lead, lead_in_words, leading, named_first, percent, running, said, say, short_day,
};
use super::{coordination, steps, supervision};
use crate::domain::{DeptId, Duty, LeadBasis, Share, long_date, status_label};
use crate::report::audience::Audience;
use crate::report::bucket::{Bucket, Tally};
use crate::report::columns::Columns;
use crate::report::document::{Block, Column, Document, Table};
use crate::report::row::Row;
use crate::report::summary::Summary;
use crate::text::Lang;

/// How many late and how many due entries stand on the page; with more, an annex holds all.
const LATE: usize = 5;
const DUE: usize = 4;
/// How many characters of a cause stand on the page.
const CAUSE: usize = 40;
const NAMED: usize = 5;
const ALL: &str = "牵头和参与事项清单";

/// What one body is told of itself, on one page: what it leads and shares in, its figures, what is late and why, what
/// it has not reported, what falls due. When the page cannot name everything, an annex lists all.
pub(super) fn sheet(summary: &Summary) -> Document {
    let led = |places: &[usize]| -> Vec<usize> { places.iter().copied().filter(|i| summary.row(*i).led()).collect() };
    let everything: Vec<usize> = (0..summary.rows.len()).collect();
    let own = Own { leads: led(&everything), late: led(&summary.late), due: led(&summary.due_next) };
    let mut blocks = vec![say(basis(summary))];
    blocks.extend(running(summary).map(say));
    if !summary.persons.is_empty() {
        blocks.push(say(format!("{}。", summary.persons.join("，"))));
    }
    blocks.extend(overview(summary, &own));
    blocks.extend(late(summary, &own));
    blocks.extend(steps::wanting(summary));
    blocks.extend(unreported(summary, &own));
    blocks.extend(due(summary, &own));
    blocks.extend(shared(summary));
    if !summary.coordination.is_empty() {
        blocks.push(say(coordination::counts(summary)));
    }
    if !summary.supervision.is_empty() {
        blocks.push(say(supervision::counts(summary)));
    }
    blocks.push(blank("notes", "需要说明或者提请协调的事项"));
    if own.late.len() > LATE || own.due.len() > DUE || summary.rows.len() > NAMED || own.late.iter().any(|i| is_long(summary, *i)) {
        blocks.push(say(format!("附件：{ALL}")));
        blocks.push(Block::annex(ALL, true));
        blocks.push(Block::Table(all(summary)));
        blocks.extend(named_first(&summary.rows));
    }
    let title = format!("{}{}督办事项情况单", summary.audience_names.concat(), summary.period.label(Lang::Zh));
    Document { one_page: true, ..Document::new(title, blocks) }.clean()
}

/// The places of what the body itself leads.
struct Own {
    leads: Vec<usize>,
    late: Vec<usize>,
    due: Vec<usize>,
}

/// A line of the table of figures.
struct Counted {
    name: &'static str,
    tally: Tally,
    late: usize,
}

fn basis(summary: &Summary) -> String {
    format!(
        "截至{}记录的反馈计入{}，按{}的进度要求评判。台账校验码：{}。",
        long_date(summary.cutoff),
        summary.period.label(Lang::Zh),
        long_date(summary.day),
        summary.fingerprint
    )
}

fn overview(summary: &Summary, own: &Own) -> Vec<Block> {
    let mut blocks = vec![heading("一、总体情况")];
    let leads: Tally = own.leads.iter().map(|i| summary.row(*i).bucket).collect();
    let before: Tally = own.leads.iter().filter_map(|i| summary.row(*i).past.as_ref()).map(|p| p.bucket).collect();
    let shares: Tally = summary.rows.iter().filter(|r| !r.led()).map(|r| r.bucket).collect();
    if summary.rows.is_empty() {
        blocks.push(say("台账中没有你单位牵头或者参与的事项。"));
        return blocks;
    }
    let all = match leads.total() {
        0 => "没有牵头事项".to_owned(),
        n => {
            let first = own.leads.iter().filter(|i| summary.row(**i).named_first()).count();
            format!("{}，其中{}", leading("", n, first), buckets(&leads, true))
        }
    };
    blocks.push(say(format!("{all}；配合、分工或落实{}项。", shares.total())));
    let then = own.leads.iter().filter(|i| summary.row(**i).past.as_ref().is_some_and(|p| p.late)).count();
    let lines = [
        Counted { name: "本期牵头", tally: leads, late: own.late.len() },
        Counted { name: "其中上期", tally: before, late: then },
        Counted { name: "配合、分工或落实", tally: shares, late: summary.late.len() - own.late.len() },
    ];
    let columns = Columns::<Counted, _, _>::new()
        .with(Column::words("", 6), |c| c.name.into())
        .with(Column::number("合计", 3), |c| cell(c.tally.total()))
        .each(summary.buckets(), |b| Column::number(label(b), 4), |b, c| cell(c.tally.count(b)))
        .with(Column::number("未达或逾期", 5), |c| cell(c.late));
    blocks.push(Block::Table(columns.table(&lines)));
    blocks
}

fn late(summary: &Summary, own: &Own) -> Vec<Block> {
    let mut blocks = vec![heading("二、牵头事项中未达序时和逾期的")];
    let explained = own.late.iter().filter(|i| summary.row(**i).problems.is_some()).count();
    if own.late.is_empty() {
        blocks.push(say("没有未达序时或者逾期的事项。"));
        return blocks;
    }
    blocks.push(say(format!("共{}项，报告了原因的{explained}项。{}", own.late.len(), rest(own.late.len(), LATE))));
    let cause = |r: &Row| {
        let cause = r.problems.as_deref().map_or_else(|| "未反馈原因".into(), |words| said(Some(words), summary));
        let contested = if r.contested.is_empty() { String::new() } else { format!("；待裁定：{}", r.rivals()) };
        eco_format!("{}{contested}", shortened(cause))
    };
    let columns = Columns::<Row, _, _>::new()
        .with(Column::words("事项", 11), |r| r.title.clone())
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::number("完成", 3), |r| percent(r.percent))
        .with(Column::number("序时", 3), |r| percent(r.scheduled))
        .with(Column::number("逾期天数", 4), |r| r.late.and_then(|l| l.days).filter(|days| *days > 0).map_or_else(dash, cell))
        .with(Column::words("反馈原因", 12), cause);
    blocks.push(Block::Table(columns.table(own.late.iter().take(LATE).map(|i| summary.row(*i)))));
    blocks
}

/// Whether the page does not hold the whole cause.
fn is_long(summary: &Summary, place: usize) -> bool {
    summary.row(place).problems.as_ref().is_some_and(|words| said(Some(words), summary).chars().count() > CAUSE)
}

fn shortened(cause: EcoString) -> EcoString {
    if cause.chars().count() <= CAUSE {
        cause
    } else {
        eco_format!("{}……（详见附件）", cause.chars().take(CAUSE - 6).collect::<String>())
    }
}

fn unreported(summary: &Summary, own: &Own) -> Vec<Block> {
    let all = [whole(summary, own), parts(summary)].concat();
    let text = if all.is_empty() { "没有要你单位反馈的事项。".to_owned() } else { all };
    vec![heading("三、未反馈事项"), say(text)]
}

/// What is missing of what the body leads; nothing where it leads nothing.
fn whole(summary: &Summary, own: &Own) -> String {
    let Audience::Department(body) = &summary.audience else { return String::new() };
    let leads = || own.leads.iter().map(|i| summary.row(*i));
    let missing: Vec<&Row> = leads().filter(|r| r.bucket == Bucket::Unreported && r.is_owed_by(body)).collect();
    let unverified = leads().filter(|r| r.bucket == Bucket::Unverified).count();
    let besides = if unverified > 0 { format!("；另有{unverified}项期满待核，不计在内") } else { String::new() };
    match (own.leads.len(), missing.len()) {
        (0, _) => String::new(),
        (_, 0) if leads().all(|r| r.owing_of(body).is_none()) => format!("牵头事项本期都不需要反馈{besides}。"),
        (_, 0) if unverified == 0 => "牵头事项本期都有反馈。".to_owned(),
        (_, 0) => format!("牵头事项没有欠报本期反馈的{besides}。"),
        (all, count) => format!("牵头的{all}项中，本期未反馈{count}项：{}{besides}。", titles(&missing)),
    }
}

/// What is missing of the body's own parts in what others lead, or it leads with others.
fn parts(summary: &Summary) -> String {
    let Audience::Department(body) = &summary.audience else { return String::new() };
    let owed = |r: &&Row| r.owing.iter().any(|o| o.body == *body && o.share == Share::Part);
    let owed: Vec<&Row> = summary.rows.iter().filter(owed).collect();
    let counted = |r: &Row| r.led() && r.bucket == Bucket::Unreported;
    let missing: Vec<&Row> = owed.iter().copied().filter(|r| r.is_owed_by(body) && !counted(r)).collect();
    match (owed.len(), missing.len()) {
        (0, _) => String::new(),
        (_, 0) if owed.iter().any(|r| counted(r)) => String::new(),
        (all, 0) => format!("本单位承担部分的{all}项，本期都有反馈。"),
        (all, n) => format!("本单位承担部分的{all}项中，本期未反馈{n}项：{}。", titles(&missing)),
    }
}

/// How a body stands with its own part: `推进中40%（2025.12.28）`; one that has told nothing has not reported where it was asked to.
fn own(row: &Row, body: Option<&DeptId>) -> EcoString {
    let Some(own) = &row.own else { return dash() };
    let Some(day) = own.last_report else {
        return if body.is_some_and(|body| row.is_owed_by(body)) { "未反馈".into() } else { dash() };
    };
    let percent = own.percent.map(|p| format!("{p}%")).unwrap_or_default();
    eco_format!("{}{percent}（{}）", status_label(own.status, Lang::Zh), short_day(Some(day)))
}

fn due(summary: &Summary, own: &Own) -> Vec<Block> {
    let next = upcoming(summary);
    let mut blocks = vec![heading("四、下期到期事项")];
    if own.due.is_empty() {
        blocks.push(say(format!("{next}没有牵头事项到期。")));
        return blocks;
    }
    blocks.push(say(format!("{next}到期、尚未完成的牵头事项{}项：{}", own.due.len(), rest(own.due.len(), DUE))));
    let columns = Columns::<Row, _, _>::new()
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::words("事项", 20), |r| r.title.clone())
        .with(Column::words("类别", 5), |r| label(r.bucket).into())
        .with(Column::number("完成", 3), |r| percent(r.percent_done()));
    blocks.push(Block::Table(columns.table(own.due.iter().take(DUE).map(|i| summary.row(*i)))));
    blocks
}

fn shared(summary: &Summary) -> Vec<Block> {
    let all: Vec<&Row> = summary.rows.iter().filter(|r| !r.led()).collect();
    let mut blocks = vec![heading("五、配合、分工或落实事项")];
    if all.is_empty() {
        blocks.push(say("没有配合、分工或落实的事项。"));
        return blocks;
    }
    let late: Vec<&Row> = all.iter().copied().filter(|r| r.late.is_some()).collect();
    let mut leads: Vec<(EcoString, usize)> = Vec::new();
    for name in all.iter().map(|row| lead_in_words(row)) {
        match leads.iter_mut().find(|(one, _)| *one == name) {
            Some((_, count)) => *count += 1,
            None => leads.push((name, 1)),
        }
    }
    leads.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = leads.iter().take(NAMED).map(|(name, n)| format!("{name}{n}项")).collect();
    let more = if leads.len() > NAMED { "等" } else { "" };
    let mut text = format!("共{}项，牵头单位为{}{more}。", all.len(), named.join("、"));
    if !late.is_empty() {
        text.push_str(&format!("其中未达序时或者逾期{}项：{}。", late.len(), titles(&late)));
    }
    blocks.push(say(text));
    blocks
}

/// `其余3项见附件。`, when there are more than the page shows.
fn rest(all: usize, shown: usize) -> String {
    if all > shown { format!("列出前{shown}项，其余{}项见附件。", all - shown) } else { String::new() }
}

fn titles(rows: &[&Row]) -> String {
    let named: Vec<&str> = rows.iter().take(NAMED).map(|r| r.title.as_str()).collect();
    let more = if rows.len() > NAMED { "等" } else { "" };
    format!("{}{more}", named.join("、"))
}

/// What the body has to do with an entry.
fn role(row: &Row) -> &'static str {
    match row.duty {
        Duty::Leads if row.named_first() => LeadBasis::FirstNamed.label(Lang::Zh),
        Duty::Leads => "牵头",
        Duty::Shares(role) => role.label(Lang::Zh),
    }
}

fn all(summary: &Summary) -> Table {
    let body = if let Audience::Department(body) = &summary.audience { Some(body) } else { None };
    let mut rows: Vec<&Row> = summary.rows.iter().collect();
    rows.sort_by_key(|r| !r.led());
    Columns::<Row, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("编号", 6), |r| r.reference.clone())
        .with(Column::words("事项", 12), |r| r.title.clone())
        .with(Column::words("角色", 4), |r| role(r).into())
        .with(Column::words("牵头单位", 7), lead)
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::words("状态", 4), Row::status_words)
        .with(Column::number("完成", 3), |r| percent(r.percent_done()))
        .with(Column::number("序时", 3), |r| percent(r.scheduled))
        .with(Column::words("类别", 4), |r| label(r.bucket).into())
        .with(Column::words("本单位部分", 6), |r| own(r, body))
        .with(Column::words("反馈原因", 11), |r| said(r.problems.as_deref(), summary))
        .with(Column::words("最近进展", 13), |r| said(r.progress.as_deref(), summary))
        .table(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::markdown::text;
    use crate::report::samples::{Q4, date, ledger};

    fn page(body: &str) -> String {
        let summary = Summary::of(&ledger(), Q4, date("2026-01-10"), Audience::Department(body.into()));
        text(&crate::report::bulletin(&summary))
    }

    #[test]
    fn a_body_is_told_what_it_leads_shares_owes_and_must_do_next() {
        insta::assert_snapshot!("sheet", page("乙县人民政府"));
    }

    #[test]
    fn what_fits_the_page_needs_no_annex() {
        assert!(!page("乙县人民政府").contains("附件"));
    }

    #[test]
    fn a_long_cause_is_cut_and_the_annex_holds_all_of_it() {
        let mut l = ledger();
        let cause = "配套资金缺口较大".repeat(9);
        let e = l.get_mut(&crate::domain::EntryId::from("yi/一")).unwrap();
        crate::report::samples::tell(e, "2025-12-30", Q4, vec![crate::domain::Fact::Problems(cause.as_str().into())]);
        let summary = Summary::of(&l, Q4, date("2026-01-10"), Audience::Department("乙县人民政府".into()));
        let text = text(&sheet(&summary));
        let (page, annex) = text.split_once("## 附件 ").unwrap();
        assert!(page.contains("……（详见附件）") && !page.contains(&cause) && annex.contains(&cause), "{text}");
    }

    #[test]
    fn a_body_without_duties_is_told_so() {
        let text = page("丙局");
        assert!(text.contains("没有你单位牵头或者参与的事项") && text.contains("没有牵头事项到期"), "{text}");
    }

    #[test]
    fn who_owes_nothing_is_not_told_that_it_has_not_reported_nor_that_all_is_reported() {
        let mut l = ledger();
        for id in ["jia/一", "jia/一@甲加工厂", "jia/二"] {
            l.get_mut(&crate::domain::EntryId::from(id)).unwrap().updates.clear();
        }
        let summary = Summary::of(&l, Q4, date("2026-01-10"), Audience::Department("甲市财政局".into()));
        let text = text(&sheet(&summary));
        assert!(text.contains("没有要你单位反馈的事项。") && !text.contains("本期都有反馈"), "{text}");
        let own = |summary: &Summary| super::all(summary).rows.iter().map(|row| row[10].to_string()).collect::<Vec<_>>();
        assert_eq!(own(&summary), ["—", "—"]);
        // Once the plan is taken up it is asked for its part.
        let summary = Summary::of(&ledger(), Q4, date("2026-01-10"), Audience::Department("甲市财政局".into()));
        assert_eq!(own(&summary), ["未反馈", "未反馈"]);
    }

    #[test]
    fn a_body_that_only_shares_is_told_with_whom() {
        assert!(page("甲市财政局").contains("没有牵头事项；配合、分工或落实2项。"));
        assert!(page("甲市财政局").contains("牵头单位为甲市工业和信息化局（列名首位）2项。其中未达序时或者逾期1项：甲加工厂建设。"));
    }

    #[test]
    fn with_more_than_the_page_holds_an_annex_lists_everything() {
        let mut l = ledger();
        for n in 0..9 {
            let mut one = l.entries()[5].as_ref().clone();
            one.id = crate::domain::EntryId::of("yi", &format!("三（{n}）"));
            one.updates.clear();
            l.insert(99, one);
        }
        let summary = Summary::of(&l, Q4, date("2026-01-10"), Audience::Department("乙县人民政府".into()));
        let text = text(&sheet(&summary));
        assert!(text.contains("列出前5项，其余5项见附件。") && text.contains("## 附件 牵头和参与事项清单"), "{text}");
        assert!(text.contains("| 14 | 甲市 一 | 甲加工厂"), "{text}");
    }
}

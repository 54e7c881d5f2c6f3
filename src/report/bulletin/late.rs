use super::prompts::Prompts;
use super::words::{LISTED, blank, full_stop, heading, lead, named_first, names, say, short_day, titles};
use crate::domain::{Cause, LeadBasis, Missing, long_date};
use crate::report::blank::Blank;
use crate::report::bucket::Bucket;
use crate::report::columns::Columns;
use crate::report::document::{Block, Column, Run, Table};
use crate::report::row::{Late, Row};
use crate::report::summary::Summary;
use crate::text::Lang;

/// 五、未达序时和逾期事项: the gravest one by one, then who has not reported and what waits for a ruling.
pub(super) fn late(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let mut blocks = vec![heading("五、未达序时和逾期事项"), say(counts(summary))];
    let silent = |i: &&usize| summary.row(**i).bucket == Bucket::Unreported;
    let told: Vec<usize> = summary.late.iter().filter(|i| !silent(i)).copied().collect();
    for (i, place) in told.iter().take(LISTED).enumerate() {
        blocks.push(item(i + 1, summary.row(*place), summary, prompts));
    }
    if told.len() > LISTED {
        blocks.push(say(format!("其余{}项见附件1。", told.len() - LISTED)));
    }
    let silent: Vec<usize> = summary.late.iter().filter(silent).copied().collect();
    if !silent.is_empty() {
        let rest = if silent.len() > LISTED { "，详见附件1" } else { "" };
        blocks.push(say(format!("到期未完成、本期又未反馈的{}项：{}{rest}。", silent.len(), names(summary, &silent))));
    }
    if !summary.unreported.is_empty() {
        blocks.push(say(unreported(summary)));
    }
    blocks.extend(parts_missing(summary).map(say));
    let unverified = summary.tally.count(Bucket::Unverified);
    if unverified > 0 {
        blocks
            .push(say(format!("期满待核{unverified}项：所属方案期满前没有启用，本项从未反馈，不计入未达序时、逾期和未反馈，需逐项核实。")));
    }
    blocks.extend(troubles(summary).map(say));
    if !summary.contested.is_empty() {
        blocks.push(say(contested(summary)));
    }
    if !summary.late.is_empty() {
        blocks.push(blank("late", &prompts.late));
    }
    blocks
}

fn counts(summary: &Summary) -> String {
    let late = || summary.late.iter().map(|i| summary.row(*i));
    if summary.late.is_empty() {
        return "没有未达序时或逾期的事项。".to_owned();
    }
    let due = late().filter(|r| r.late.is_some_and(|l| l.days.is_some())).count();
    let silent = late().filter(|r| r.bucket == Bucket::Unreported).count();
    let mut text = format!("未达序时或逾期的事项共{}项，其中到期未完成{due}项", summary.late.len());
    if silent > 0 {
        text.push_str(&format!("（本期未反馈的{silent}项）"));
    }
    let change = &summary.change;
    text.push_str(&format!(
        "，未到期但未达序时{}项。上期{}项，本期新增{}项、扭转{}项。报告了原因的{}项。",
        summary.late.len() - due,
        change.late,
        change.newly_late.len(),
        change.recovered.len(),
        late().filter(|r| r.problems.is_some()).count()
    ));
    text
}

fn item(number: usize, row: &Row, summary: &Summary, prompts: &Prompts) -> Block {
    let mut runs = vec![Run::Plain(format!("{number}.{}（{}）：{}。", row.title, lead_phrase(row), standing(row)))];
    match &row.problems {
        Some(said) => {
            let of = said.of_another(summary.period).map(|p| format!("（{}）", p.label(Lang::Zh))).unwrap_or_default();
            runs.push(Run::Plain(format!("反馈原因{of}：{}", full_stop(&said.text))));
        }
        None => runs
            .extend([Run::Plain("未反馈原因：".into()), Run::Blank(Blank::new("cause", &prompts.cause).of((row.id.as_str(), &row.title)))]),
    }
    if !row.contested.is_empty() {
        runs.push(Run::Strong(format!("待裁定：{}", row.rivals())));
        runs.push(Run::Plain("。".into()));
    }
    Block::Paragraph(runs)
}

fn lead_phrase(row: &Row) -> String {
    match row.lead_basis {
        None => "未明确牵头单位".to_owned(),
        Some(LeadBasis::FirstNamed) => format!("{}列名首位", row.lead_name),
        Some(_) => format!("{}牵头", row.lead_name),
    }
}

/// The numbers that make it late: `完成35%，序时75%，差40个百分点；时限2025年9月30日，逾期92天`.
fn standing(row: &Row) -> String {
    let mut parts = Vec::new();
    match (row.percent, row.scheduled, row.late.and_then(|l| l.gap)) {
        (Some(p), Some(s), Some(gap)) => parts.push(format!("完成{p}%，序时{s}%，差{gap}个百分点")),
        (Some(p), Some(s), None) => parts.push(format!("完成{p}%，序时{s}%")),
        (Some(p), None, _) => parts.push(format!("完成{p}%")),
        (None, ..) => parts.extend(row.status.map(|s| format!("状态为{}，未报完成比例", s.label(Lang::Zh)))),
    }
    parts.push(match (row.deadline, row.late) {
        (Some(d), Some(Late { days: Some(0), .. })) => format!("时限{}，到期未完成", long_date(d)),
        (Some(d), Some(Late { days: Some(n), .. })) => format!("时限{}，逾期{n}天", long_date(d)),
        (Some(d), _) => format!("时限{}", long_date(d)),
        (None, _) => "没有时限".to_owned(),
    });
    parts.join("；")
}

fn unreported(summary: &Summary) -> String {
    let total = summary.tally.count(Bucket::Unreported);
    let mut bodies: Vec<(&str, usize)> = summary.unreported.iter().map(|(name, p)| (name.as_str(), p.len())).collect();
    bodies.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = bodies.iter().take(LISTED).map(|(name, count)| format!("{name}{count}项")).collect();
    let rest: usize = bodies.iter().skip(LISTED).map(|(_, count)| count).sum();
    let rest = match bodies.len().saturating_sub(LISTED) {
        0 => String::new(),
        more if summary.leads_overlap() => format!("；其余{more}个单位见附件3"),
        more => format!("；其余{more}个单位共{rest}项，见附件3"),
    };
    let note = if summary.leads_overlap() { "（由几个单位承担的分别计入）" } else { "" };
    format!("本期未反馈{total}项，按牵头单位分{note}：{}{rest}。", named.join("、"))
}

/// So many of those who owe a part are named in the text: a leader reads who lags most, and annex 3 has all.
const HELPERS: usize = 6;

/// Who cooperates, or leads as one of a group, and has not told of its own part.
fn parts_missing(summary: &Summary) -> Option<String> {
    let mut bodies: Vec<(&str, usize)> = summary.parts_missing().map(|b| (b.name.as_str(), b.parts_missing.len())).collect();
    bodies.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = bodies.iter().take(HELPERS).map(|(name, count)| format!("{name}{count}项")).collect();
    let rest = match bodies.len().saturating_sub(HELPERS) {
        0 => String::new(),
        more => format!("；其余{more}个单位见附件3"),
    };
    let Missing { bodies: all, reports, .. } = bodies.iter().map(|(_, count)| *count).collect();
    let head = format!("配合单位和成员单位本期未反馈本单位承担部分的{all}家单位、{reports}项次");
    (!named.is_empty()).then(|| format!("{head}：{}{rest}。", named.join("、")))
}

/// How many are held up, by the kind of what holds them up; one with problems of several kinds counts for each.
fn troubles(summary: &Summary) -> Option<String> {
    let troubled = summary.rows.iter().filter(|r| !r.causes.is_empty()).count();
    let of = |cause: Option<Cause>| summary.rows.iter().filter(|r| r.causes.contains(&cause)).count();
    let kinds = Cause::ALL.into_iter().map(|cause| (cause.label(Lang::Zh), of(Some(cause))));
    let kinds: Vec<(&str, usize)> = kinds.chain([(Cause::NONE.label(Lang::Zh), of(None))]).filter(|(_, n)| *n > 0).collect();
    let told: Vec<String> = kinds.iter().map(|(kind, n)| format!("{kind}{n}项")).collect();
    let twice = if kinds.iter().map(|(_, n)| n).sum::<usize>() > troubled { "（有几类问题的分别计入）" } else { "" };
    let some_kind = summary.rows.iter().any(|r| r.causes.iter().any(Option::is_some));
    some_kind.then(|| format!("反映了问题、尚未解决的{troubled}项，按原因类别分{twice}：{}。", told.join("、")))
}

fn contested(summary: &Summary) -> String {
    let said = summary.contested.iter().take(LISTED).map(|i| {
        let row = summary.row(*i);
        format!("{}：{}", row.title, row.rivals())
    });
    let more = if summary.contested.len() > LISTED { "；等" } else { "" };
    format!("填报不一致、待裁定{}项：{}{more}。", summary.contested.len(), said.collect::<Vec<_>>().join("；"))
}

/// 六、下一步: what falls due, what must be settled, and a blank for what is asked.
pub(super) fn next_steps(summary: &Summary, prompts: &Prompts) -> Vec<Block> {
    let next = upcoming(summary);
    let mut blocks = vec![heading("六、下一步")];
    if summary.due_next.is_empty() {
        blocks.push(say(format!("{next}没有到期的事项。")));
    } else {
        blocks.push(say(format!("{next}到期、尚未完成的事项共{}项：", summary.due_next.len())));
        blocks.push(Block::Table(due(summary)));
        blocks.extend(named_first(due_rows(summary)));
        if summary.due_next.len() > LISTED {
            blocks.push(say(format!("其余{}项见附件2。", summary.due_next.len() - LISTED)));
        }
    }
    if !summary.unassigned.is_empty() {
        let (all, proposed) = (titles(summary, &summary.unassigned), summary.proposed());
        let proposed = if proposed > 0 { format!("，其中{proposed}项有拟牵头单位") } else { String::new() };
        blocks.push(say(format!("尚未明确牵头单位、需要研究确定的事项共{}项{proposed}：{all}。", summary.unassigned.len())));
    }
    blocks.push(blank("demands", &prompts.demands));
    blocks
}

/// When what comes next falls due: in the next period, and in what is left of one that is not over.
pub(super) fn upcoming(summary: &Summary) -> String {
    let next = summary.period.next().label(Lang::Zh);
    if summary.is_running() { format!("本期余下时间和{next}") } else { next }
}

fn due(summary: &Summary) -> Table {
    Columns::<Row, _, _>::new()
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::words("事项", 16), |r| r.title.clone())
        .with(Column::words("牵头单位", 9), lead)
        .with(Column::words("类别", 5), |r| r.bucket.label(Lang::Zh).into())
        .table(due_rows(summary))
}

/// Those of what falls due next that are listed.
fn due_rows(summary: &Summary) -> impl Iterator<Item = &Row> {
    summary.due_next.iter().take(LISTED).map(|i| summary.row(*i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Fact, Flag, Standings};
    use crate::report::Audience;
    use crate::report::samples::{Q4, date, ledger, tell};

    #[test]
    fn what_is_left_of_a_period_that_goes_on_is_said_where_it_falls_due() {
        let l = ledger();
        let said = |day: &str| upcoming(&Summary::of(&l, Q4, date(day), Audience::Ledger));
        assert_eq!(said("2026-01-10"), "2026年第一季度");
        assert_eq!(said("2025-12-20"), "本期余下时间和2026年第一季度");
    }

    #[test]
    fn open_problems_are_counted_by_kind_and_are_those_that_the_filter_finds() {
        let mut l = ledger();
        let mut told = |id: &str, says: Vec<Fact>| tell(l.get_mut(&EntryId::from(id)).unwrap(), "2026-01-06", Q4, says);
        told("jia/一", vec![Fact::Problems("资金未到位".into()), Fact::Cause(Cause::Funds)]);
        told("jia/一", vec![Fact::Problems("环评未批".into()), Fact::Cause(Cause::Approval)]);
        told("yi/一", vec![Fact::Problems("缺人".into())]);
        told("jia/二", vec![Fact::Problems("已无问题".into())]);
        let summary = Summary::of(&l, Q4, date("2026-01-10"), Audience::Ledger);
        let standings = Standings::new(&l, date("2026-01-10"));
        let found = standings.all().iter().filter(|s| Flag::Troubled.holds(s)).count();
        assert_eq!(
            (troubles(&summary).unwrap().as_str(), found),
            ("反映了问题、尚未解决的2项，按原因类别分（有几类问题的分别计入）：资金1项、审批1项、未注明类别1项。", 2)
        );
    }
}

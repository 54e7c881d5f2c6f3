use ecow::{EcoString, eco_format};

use super::bucket::Bucket;
use super::bulletin::words::{cell, full_stop, leading, percent, say, short_day};
use super::columns::Columns;
use super::document::{Block, Column, Document, Part, Run, Table};
use super::row::Row;
use super::template::Template;
use super::urging::{Urging, WantedValue};
use crate::domain::{ReminderLevel, long_date};
use crate::text::Lang;

/// A table with more rows than this is no longer part of the letter but its annex.
const INLINE: usize = 5;
const ANNEX: &str = "督办事项清单";
const NAMED: usize = 5;

/// Words a reminder letter (催办函): what is owed, with its numbers; until when is left blank, and who asks where the
/// office has no template of its own.
pub(crate) fn letter(urging: &Urging, template: &Template) -> Document {
    let signed = match &template.organisation {
        Some(name) => Run::Plain(name.clone()),
        None => Run::Blank("发函单位署名".into()),
    };
    let plain = |text: &str| vec![Run::Plain(text.to_owned())];
    let [title, before, behind, closing] = tone(urging.level);
    let mut blocks = vec![Block::Line(Part::Number, plain(&urging.number)), Block::Line(Part::Recipients, plain(&urging.to_name))];
    if !urging.rows.is_empty() {
        blocks.push(say(standing(urging)));
    }
    if !urging.earlier.is_empty() {
        blocks.push(say(earlier(urging)));
    }
    let apart = urging.rows.len() > INLINE;
    if !apart && !urging.rows.is_empty() {
        blocks.push(Block::Table(table(urging)));
    }
    if !urging.values.is_empty() {
        blocks.push(say(values(urging)));
        blocks.push(Block::Table(value_table(urging)));
    }
    blocks.push(Block::Paragraph(vec![Run::Plain(before.into()), Run::Blank("反馈期限".into()), Run::Plain(behind.into())]));
    let [theirs, ours] = &urging.contacts;
    if !theirs.is_empty() {
        blocks.push(say(format!("你单位登记的联系人：{theirs}；有变动的请一并告知。")));
    }
    blocks.push(say(closing));
    if apart {
        blocks.push(Block::Line(Part::AnnexList, plain(&format!("附件：{ANNEX}"))));
    }
    blocks.push(Block::Line(Part::Issuer, vec![signed]));
    blocks.push(Block::Line(Part::Date, plain(&long_date(urging.day))));
    let asked = if ours.is_empty() { Run::Blank("".into()) } else { Run::Plain(ours.clone()) };
    blocks.push(Block::Paragraph(vec![Run::Plain("（联系人及电话：".into()), asked, Run::Plain("）".into())]));
    if apart {
        blocks.push(Block::annex(ANNEX, true));
        blocks.push(Block::Table(table(urging)));
    }
    Document::new(title, blocks).clean()
}

/// In what tone a level asks: title, what is asked before and behind the day, and the last words.
fn tone(level: ReminderLevel) -> [&'static str; 4] {
    match level {
        ReminderLevel::Remind => [
            "关于督办事项进展情况的提醒函",
            "请你单位对照时限要求抓紧推进，于",
            "前将上述事项的进展情况、存在问题和下一步打算反馈我单位。已经完成的，请一并报送完成情况。",
            "特此提醒。",
        ],
        ReminderLevel::Urge => [
            "关于加快推进督办事项的催办函",
            "请你单位逐项分析原因，采取措施加快推进，明确责任人和完成时间，于",
            "前书面反馈进展情况、滞后原因和推进措施。确因客观情况需要调整时限的，请一并说明理由。",
            "特此函告。",
        ],
        ReminderLevel::Oversee => [
            "关于限期落实督办事项的督办函",
            "现予督办。请你单位负责同志牵头研究，逐项制定落实措施，明确责任人和完成时间，于",
            "前书面报告落实情况。确需调整时限的，请按程序报批并说明依据；需要其他单位协调解决的，请列明事项和建议。",
            "请认真办理，按期报告。",
        ],
    }
}

fn standing(urging: &Urging) -> String {
    let plans: String = urging.plans.iter().map(|p| format!("《{p}》")).collect();
    let unverified = ("方案期满、从未反馈需要核实的", urging.unverified());
    let counted = [("已过时限尚未完成", urging.overdue()), ("未达到序时进度", urging.behind()), unverified];
    let mut parts: Vec<String> = counted.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what}{n}项")).collect();
    if urging.unreported() > 0 {
        parts.push(format!("未反馈{}进展{}项", urging.period.label(Lang::Zh), urging.unreported()));
    }
    if urging.parts_missing() > 0 {
        parts.push(format!("未反馈本单位承担部分{}进展{}项", urging.period.label(Lang::Zh), urging.parts_missing()));
    }
    let counted_twice = urging.overdue() + urging.behind() + urging.unreported() + urging.unverified() + urging.parts_missing();
    let both = if counted_twice > urging.rows.len() { "（有的事项兼有）" } else { "" };
    format!(
        "根据{plans}督办台账，截至{}，你单位{}事项中，需要{}的共{}项，其中{}{both}。具体情况见{}。",
        long_date(urging.day),
        duties(urging),
        urging.level.label(Lang::Zh),
        urging.rows.len(),
        parts.join("、"),
        if urging.rows.len() > INLINE { "附件" } else { "下表" }
    )
}

/// How many values of indicators are missing.
fn values(urging: &Urging) -> String {
    let n = urging.values.len();
    let period = urging.period.label(Lang::Zh);
    match urging.rows.is_empty() {
        true => format!("根据督办台账，截至{}，你单位有{period}应填报的指标实测值{n}个未填报，具体见下表。", long_date(urging.day)),
        false => format!("你单位另有{period}应填报的指标实测值{n}个未填报，请一并填报，具体见下表。"),
    }
}

fn value_table(urging: &Urging) -> Table {
    Columns::<WantedValue, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("指标", 14), |one| one.name.as_str().into())
        .with(Column::words("范围", 6), |one| one.scope.as_str().into())
        .with(Column::words("计量单位", 4), |one| one.unit.as_str().into())
        .with(Column::words("期间", 8), |one| one.period.label(Lang::Zh).into())
        .with(Column::words("实测值", 6), |_| EcoString::new())
        .table(&urging.values)
}

/// In what it has a part: `牵头的3项、承担部分的2项`; of parts only where it is asked for one.
fn duties(urging: &Urging) -> String {
    let asked = urging.rows.iter().any(|r| !r.led());
    let shares = format!("承担部分工作的{}项", urging.shares);
    match (urging.leads, asked) {
        (0, true) => shares,
        (leads, true) => format!("{}、{shares}", leading("的", leads, urging.named_first)),
        (leads, false) => leading("的", leads, urging.named_first),
    }
}

fn earlier(urging: &Urging) -> String {
    let all = &urging.earlier;
    let newest = all.iter().skip(all.len().saturating_sub(NAMED));
    let said: Vec<String> = newest.map(|u| format!("{}{}（{}）", long_date(u.on), u.level.label(Lang::Zh), u.number)).collect();
    let more = if all.len() > NAMED { format!("，最近{NAMED}次") } else { String::new() };
    format!("上述事项中，此前已发函{}次{more}：{}。", all.len(), said.join("、"))
}

fn table(urging: &Urging) -> Table {
    Columns::<Row, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("事项", 10), |r| r.title.clone())
        .with(Column::words("编号", 5), |r| r.reference.clone())
        .with(Column::words("时限", 5), |r| short_day(r.deadline))
        .with(Column::number("完成", 3), |r| percent(r.percent))
        .with(Column::number("序时", 3), |r| percent(r.scheduled))
        .with(Column::words("情形", 6), |r| case(urging, r).into())
        .with(Column::words("最近反馈", 14), last)
        .table(&urging.rows)
}

/// Why it is asked for, and what of it waits for a ruling: `逾期20天、未反馈、待裁定：状态（已完成、受阻）`.
fn case(urging: &Urging, row: &Row) -> String {
    let late = row.late.filter(|_| row.led()).map(|l| match l.days {
        Some(0) => "到期".to_owned(),
        Some(days) => format!("逾期{days}天"),
        None => "未达序时".to_owned(),
    });
    let silent =
        (urging.asks_for_whole(row) || row.led() && row.bucket == Bucket::Unverified).then(|| row.bucket.label(Lang::Zh).to_owned());
    let part = urging.asks_for_part(row).then(|| "本单位部分未反馈".to_owned());
    let contested = (!row.contested.is_empty()).then(|| format!("待裁定：{}", row.rivals()));
    late.into_iter().chain(silent).chain(part).chain(contested).collect::<Vec<_>>().join("、")
}

/// The day of the last report and its words on progress and problems.
fn last(row: &Row) -> EcoString {
    if let Some(own) = row.own.as_ref().filter(|_| !row.led()) {
        return own.last_report.map_or_else(|| "本单位从未反馈".into(), |on| short_day(Some(on)));
    }
    let Some(on) = row.last_report else { return "从未反馈".into() };
    let words = [("", &row.progress), ("问题：", &row.problems)];
    let said: String = words.iter().filter_map(|(head, s)| s.as_ref().map(|s| format!("{head}{}", full_stop(&s.text)))).collect();
    let on = short_day(Some(on));
    if said.is_empty() { on } else { eco_format!("{on}：{said}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Fact, Period};
    use crate::report::markdown::text;
    use crate::report::samples::{Q4, date, ledger, tell};
    use crate::report::urging::UrgeWish;

    fn wish(to: &str, level: ReminderLevel) -> UrgeWish {
        UrgeWish { to: to.into(), level, period: Some(Q4), only: None }
    }

    fn built(level: ReminderLevel) -> Urging {
        Urging::build(&ledger(), &wish("甲市工业和信息化局", level), date("2026-01-20"))
    }

    #[test]
    fn a_letter_names_what_is_owed_and_leaves_the_day_to_its_office() {
        insta::assert_snapshot!("letter", text(&letter(&built(ReminderLevel::Urge), &Template::default())));
    }

    #[test]
    fn the_three_levels_ask_in_three_tones() {
        let of = |level| text(&letter(&built(level), &Template::default()));
        assert!(of(ReminderLevel::Remind).contains("提醒函") && of(ReminderLevel::Remind).contains("特此提醒。"));
        assert!(of(ReminderLevel::Oversee).contains("督办函") && of(ReminderLevel::Oversee).contains("现予督办。"));
        assert!(!of(ReminderLevel::Remind).contains("现予督办"));
        for level in ReminderLevel::ALL {
            assert_eq!(letter(&built(level), &Template::default()).blanks().next().unwrap().prompt, "反馈期限");
        }
    }

    #[test]
    fn lateness_is_counted_to_the_day_of_the_letter() {
        let urging = built(ReminderLevel::Urge);
        let days: Vec<Option<i64>> = urging.rows.iter().map(|r| r.late.and_then(|l| l.days)).collect();
        assert_eq!(days, [Some(204)]);
        assert_eq!((urging.leads, urging.overdue(), urging.behind(), urging.unreported()), (2, 1, 0, 0));
    }

    #[test]
    fn a_letter_says_what_waits_for_a_ruling() {
        let urging = Urging::build(&ledger(), &wish("乙县人民政府", ReminderLevel::Urge), date("2026-04-20"));
        let text = text(&letter(&urging, &Template::default()));
        assert!(text.contains("待裁定：状态（受阻、未启动）"), "{text}");
    }

    #[test]
    fn who_is_only_named_first_is_not_told_that_it_leads() {
        let mut l = ledger();
        let of = |l: &crate::domain::Ledger| {
            text(&letter(&Urging::build(l, &wish("甲市工业和信息化局", ReminderLevel::Urge), date("2026-01-20")), &Template::default()))
        };
        assert!(of(&l).contains("你单位列名首位的2项事项中"), "{}", of(&l));
        let led: Vec<EntryId> = l
            .entries()
            .iter()
            .filter(|e| e.lead.named().is_some_and(|b| b.as_str() == "甲市工业和信息化局"))
            .map(|e| e.id.clone())
            .collect();
        l.get_mut(&led[0]).unwrap().lead = crate::domain::Lead::Stated("甲市工业和信息化局".into());
        assert!(of(&l).contains("你单位牵头的2项"), "{}", of(&l));
    }

    #[test]
    fn silence_on_the_quarter_being_collected_is_enough_to_be_asked() {
        let mut l = ledger();
        let wish = UrgeWish { period: None, ..wish("乙县人民政府", ReminderLevel::Remind) };
        let urging = Urging::build(&l, &wish, date("2026-04-09"));
        assert_eq!(urging.period, Period::Quarter(2026, 1));
        for day in ["2025-12-20", "2026-01-09", "2026-01-11", "2026-04-11"] {
            assert_eq!(Urging::build(&l, &wish, date(day)).period, l.collecting(date(day)));
        }
        assert_eq!(urging.rows.len(), 2, "{:?}", urging.rows);
        assert_eq!(urging.unreported(), 2);
        tell(l.get_mut(&EntryId::from("yi/一")).unwrap(), "2026-04-01", Period::Quarter(2026, 1), vec![Fact::Progress("已复工".into())]);
        assert_eq!(Urging::build(&l, &wish, date("2026-04-09")).unreported(), 1);
    }

    #[test]
    fn an_earlier_letter_to_the_same_body_is_named_once() {
        let mut l = ledger();
        let said = |to: &str| Fact::Urged { level: ReminderLevel::Remind, number: "〔2025〕催7号".into(), to: to.into() };
        tell(l.get_mut(&EntryId::from("jia/一@甲加工厂")).unwrap(), "2025-12-01", Q4, vec![said("甲市工业和信息化局")]);
        let text =
            text(&letter(&Urging::build(&l, &wish("甲市工业和信息化局", ReminderLevel::Urge), date("2026-01-20")), &Template::default()));
        assert!(text.contains("此前已发函1次：2025年12月1日提醒（〔2025〕催7号）。"), "{text}");
        assert!(text.contains("〔2026〕催1号"));
    }

    #[test]
    fn who_does_not_lead_is_asked_for_its_own_part_and_not_for_the_whole() {
        let mut l = ledger();
        let build = |l: &crate::domain::Ledger| Urging::build(l, &wish("甲市财政局", ReminderLevel::Urge), date("2026-01-20"));
        let urging = build(&l);
        assert_eq!((urging.rows.len(), urging.parts_missing(), urging.overdue()), (2, 2, 0), "the plant is late, and not by its doing");
        let text = text(&letter(&urging, &Template::default()));
        assert!(text.contains("你单位承担部分工作的2项事项中，需要催办的共2项，其中未反馈本单位承担部分2025年第四季度进展2项。"), "{text}");
        assert!(text.contains("本单位部分未反馈") && !text.contains("逾期"), "{text}");
        let (id, about) = (urging.rows[0].id.clone(), urging.about(&urging.rows[0]));
        let e = l.get_mut(&id).unwrap();
        tell(e, "2026-01-05", Q4, vec![Fact::Progress("已拨付".into())]);
        e.updates.last_mut().unwrap().about = about;
        assert_eq!(build(&l).rows.len(), 1, "who told of its part is not asked for it again");
        assert!(Urging::build(&l, &wish("甲市农业农村局", ReminderLevel::Urge), date("2026-01-20")).rows.is_empty());
    }
}

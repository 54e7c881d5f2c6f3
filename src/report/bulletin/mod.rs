//! The wording of the dispatch bulletin: numbers and lists as the summary has them, judgement left as marked blanks.
//! Always Chinese, whatever the language of the interface: it is an official document of its office.

mod annexes;
mod coordination;
mod late;
mod overview;
mod pool;
mod progress;
mod prompts;
mod sheet;
mod steps;
mod supervision;
pub(super) mod words;

pub(super) use annexes::{ALL, LATE};
pub(crate) use prompts::Prompts;

use super::audience::Audience;
use super::blank::mark_of;
use super::bucket::Bucket;
use super::document::{Block, Document, Part, Run};
use super::summary::Summary;
use super::template::{Names, Template};
use crate::domain::{Period, long_date};
use crate::text::Lang;
use words::{label, say};

/// Lays out the bulletin by the built-in template; for a department its one-page sheet.
pub fn bulletin(summary: &Summary) -> Document {
    bulletin_with(summary, &Template::default())
}

/// Lays out the bulletin by an office's own template; for a department its one-page sheet.
pub fn bulletin_with(summary: &Summary, template: &Template) -> Document {
    let paper = mark_of(&summary.paper());
    if matches!(summary.audience, Audience::Department(_)) {
        return sheet::sheet(summary).filled(&paper, &template.filled);
    }
    let (prompts, names) = (&template.blanks, names(summary, template));
    let mut blocks = template.opening(&names);
    blocks.extend(basis(summary));
    blocks.extend(overview::overview(summary, prompts));
    blocks.extend(progress::plans(summary, prompts));
    blocks.extend(progress::projects(summary, prompts));
    blocks.extend(progress::goals(summary, prompts));
    blocks.extend(late::late(summary, prompts));
    blocks.extend(steps::wanting(summary));
    blocks.extend(coordination::coordination(summary));
    blocks.extend(supervision::supervision(summary));
    blocks.extend(late::next_steps(summary, prompts));
    blocks.extend(annex_list());
    blocks.extend(template.closing(&names));
    blocks.extend(annexes::annexes(summary));
    // An office that empties a prompt wants no such blank.
    blocks.retain(|b| !matches!(b, Block::Blank(blank) if blank.prompt.trim().is_empty()));
    let title = template.title(&names).unwrap_or_else(|| title(summary));
    Document::new(title, blocks).clean().filled(&paper, &template.filled)
}

fn period(summary: &Summary) -> (String, &'static str) {
    match summary.period {
        Period::Year(year) => (format!("{year}年度"), "年终通报"),
        other => (other.label(Lang::Zh), "通报"),
    }
}

fn names<'a>(summary: &Summary, template: &'a Template) -> Names<'a> {
    let (period, kind) = period(summary);
    Names { template, period, kind, subject: subject(summary), cutoff: summary.cutoff }
}

/// The titles of the plans (no comma stands between them: GB/T 15834-2011, 4.5.3.5), or the body's name.
fn subject(summary: &Summary) -> String {
    match summary.audience {
        Audience::Plans(_) => summary.audience_names.iter().map(|title| format!("《{title}》")).collect(),
        Audience::Ledger | Audience::Department(_) | Audience::Chosen(_) => summary.audience_names.concat(),
    }
}

fn title(summary: &Summary) -> String {
    let (period, kind) = period(summary);
    match &summary.audience {
        Audience::Ledger | Audience::Department(_) => format!("{period}重点任务和工程项目推进情况{kind}"),
        Audience::Plans(_) => format!("{}{period}推进情况{kind}", subject(summary)),
        Audience::Chosen(chosen) => format!("{}{period}重点任务和工程项目推进情况{kind}", chosen.name),
    }
}

/// On what ground, from when to when, and by which rules.
fn basis(summary: &Summary) -> Vec<Block> {
    let (period, gap) = (summary.period, summary.rules.on_schedule_gap);
    let plans: Vec<String> = summary.plans.iter().map(|p| format!("《{}》", p.title)).collect();
    let basis = match plans.as_slice() {
        [] => "台账".to_owned(),
        [one] => format!("{one}督办台账"),
        many => format!("{}{}个文件的督办台账", many.concat(), many.len()),
    };
    let dates = format!(
        "本通报依据{basis}编制，反映{}（{}至{}）的推进情况。各单位截至{}记录的反馈计入本期，按{}的进度要求评判。",
        period.label(Lang::Zh),
        long_date(period.start()),
        long_date(period.end()),
        long_date(summary.cutoff),
        long_date(summary.day)
    );
    let (on, behind) = (label(Bucket::OnSchedule), label(Bucket::Behind));
    let rules = format!(
        "序时进度按起止时间平均计算，所报完成比例与序时进度相差不超过{gap}个百分点的为{on}，低于的为{behind}，高于的为{}。到期未完成的，\
         以及未报完成比例、报告受阻或者应启动未启动的，计入{behind}；其余未报完成比例的，计入{on}；本期没有反馈的，计入{}。",
        label(Bucket::Ahead),
        label(Bucket::Unreported)
    );
    let (rules, running) = (format!("{rules}{}{}", steps::rule(summary), words::unverified(summary)), words::running(summary));
    let running = running.map(say);
    [say(dates)].into_iter().chain(running).chain([say(rules), say(format!("台账校验码：{}。", summary.fingerprint))]).collect()
}

fn annex_list() -> [Block; 3] {
    let lines = [format!("附件：1.{}", annexes::LATE), format!("2.{}", annexes::ALL), format!("3.{}", annexes::BODIES)];
    lines.map(|line| Block::Line(Part::AnnexList, vec![Run::Plain(line)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Fact, Lead, LeadBasis};
    use crate::report::Table;
    use crate::report::markdown::text;
    use crate::report::samples::{Q4, date, ledger, tell};

    fn build(audience: Audience) -> Summary {
        Summary::of(&ledger(), Q4, date("2026-01-10"), audience)
    }

    #[test]
    fn the_quarters_bulletin_reads_as_its_office_writes_it() {
        insta::assert_snapshot!("quarter", text(&bulletin(&build(Audience::Ledger))));
    }

    #[test]
    fn a_body_gets_its_sheet_instead_and_a_plan_its_own_title() {
        assert_eq!(bulletin(&build(Audience::Department("乙县人民政府".into()))).title, "乙县人民政府2025年第四季度督办事项情况单");
        assert_eq!(bulletin(&build(Audience::Plans(vec!["yi".into()]))).title, "《乙县特色产业工作方案》2025年第四季度推进情况通报");
    }

    #[test]
    fn every_table_is_as_wide_as_its_head() {
        let is_straight = |t: &Table| t.rows.iter().all(|r| r.len() == t.columns.len());
        for block in bulletin(&build(Audience::Ledger)).blocks {
            assert!(!matches!(&block, Block::Table(t) if !is_straight(t)), "{block:?}");
        }
    }

    #[test]
    fn what_the_mark_behind_a_name_means_is_said_below_every_table_that_has_one() {
        let mut l = ledger();
        let ids: Vec<EntryId> = l.entries().iter().map(|e| e.id.clone()).collect();
        for id in &ids {
            let e = l.get_mut(id).unwrap();
            if let Lead::Stated(dept) = &e.lead {
                e.lead = Lead::FirstNamed(dept.clone());
            }
        }
        let (from, to) = (None, date("2026-03-31"));
        tell(l.get_mut(&ids[0]).unwrap(), "2025-12-30", Q4, vec![Fact::Deadline { from, to, reason: "延期".into() }]);
        let summary = Summary::of(&l, Q4, date("2026-01-10"), Audience::Ledger);
        assert!(!summary.change.deadlines.is_empty() && !summary.due_next.is_empty());
        for document in
            [bulletin(&summary), bulletin(&Summary::of(&l, Q4, date("2026-01-10"), Audience::Department("乙县人民政府".into())))]
        {
            let is_marked = |t: &Table| t.rows.iter().flatten().any(|cell| cell.ends_with(LeadBasis::FirstNamed.mark()));
            let marked = document.blocks.windows(2).filter(|two| matches!(&two[0], Block::Table(t) if is_marked(t)));
            let unsaid: Vec<_> = marked.filter(|two| !text(&Document::new("", vec![two[1].clone()])).contains("按列名首位计")).collect();
            assert!(unsaid.is_empty(), "{unsaid:?}");
        }
    }

    #[test]
    fn every_name_in_the_body_stands_in_an_annex_and_is_counted_there() {
        let summary = build(Audience::Ledger);
        let document = bulletin(&summary);
        let first = document.blocks.iter().position(|b| matches!(b, Block::Annex { .. })).unwrap();
        let (body, annexes) = document.blocks.split_at(first);
        let body = text(&Document::new("", body.to_vec()));
        let table = |title: &str| {
            let at = annexes.iter().position(|b| matches!(b, Block::Annex { title: t, .. } if t == title)).unwrap();
            let Block::Table(table) = &annexes[at + 1] else { panic!("no table below {title}") };
            table.rows.iter().map(|r| r[2].clone()).collect::<Vec<_>>()
        };
        let (late, all) = (table(LATE), table(ALL));
        let named: Vec<&str> = summary.rows.iter().map(|r| r.title.as_str()).filter(|t| body.contains(t)).collect();
        assert!(named.len() > 4 && named.iter().all(|t| all.iter().any(|a| a == t)), "{named:?}");
        assert!(body.contains(&format!("纳入通报的事项共{}项", all.len())));
        assert!(body.contains(&format!("未达序时或逾期的事项共{}项", late.len())));
        assert!(late.iter().all(|t| body.contains(t.as_str()) && all.contains(t)));
    }

    #[test]
    fn judgement_is_left_blank_for_a_person() {
        let document = bulletin(&build(Audience::Ledger));
        let blanks: Vec<&str> = document.blanks().map(|b| b.prompt.as_str()).collect();
        let prompts = Prompts::default();
        assert_eq!(blanks.iter().filter(|b| **b == prompts.practice).count(), 2);
        assert_eq!(blanks.iter().filter(|b| **b == prompts.cause).count(), 2);
        for one in [&prompts.number, &prompts.recipients, &prompts.overall, &prompts.demands, &prompts.issuer, &prompts.date] {
            assert!(blanks.contains(&one.as_str()), "{one}");
        }
    }

    #[test]
    fn words_from_others_cannot_drive_anything() {
        let mut l = ledger();
        let e = l.get_mut(&EntryId::from("yi/一")).unwrap();
        tell(e, "2025-12-30", Q4, vec![Fact::Problems("\u{1b}[2J\n# 假标题\n<b>|\u{202e}".into())]);
        let text = text(&bulletin(&Summary::of(&l, Q4, date("2026-01-10"), Audience::Ledger)));
        assert!(!text.contains(['\u{1b}', '\u{202e}']));
        assert!(text.contains("反馈原因：␛\\[2J \\# 假标题 &lt;b&gt;\\|⟨202e⟩。"));
        assert!(!text.lines().any(|l| l.starts_with("# 假")));
    }
}

//! The letter of an inspection to a body (督查整改通知): what was found, what must be mended by when.

use chrono::{Datelike, NaiveDate};

use super::bulletin::words::{cell, dash, say, short_day};
use super::columns::Columns;
use super::document::{Block, Column, Document, Part, Run, Table};
use super::template::Template;
use crate::domain::{DeptId, Fact, Inspection, Ledger, MendingStanding, Moment, ReminderLevel, Series, long_date, next_letter};
use crate::text::Lang;

/// What a letter asks of one body: what an inspection found that it has to mend, and has not.
#[derive(Clone, Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) number: String,
    pub(crate) to: DeptId,
    to_name: String,
    inspection: &'a Inspection,
    pub(crate) findings: Vec<MendingStanding<'a>>,
    day: NaiveDate,
    ledger: &'a Ledger,
}

impl<'a> Notice<'a> {
    pub(crate) fn build(ledger: &'a Ledger, inspection: &'a Inspection, to: &DeptId, day: NaiveDate) -> Notice<'a> {
        let all = ledger.findings_in(&inspection.id).filter(|finding| ledger.mends(to, finding));
        let findings =
            all.map(|finding| ledger.judge_finding(finding, Moment::During(day), None)).filter(MendingStanding::is_open).collect();
        let number = next_letter(ledger, Series::Notices, day.year());
        let to_name = ledger.departments.name(to).to_owned();
        Notice { number, to: to.clone(), to_name, inspection, findings, day, ledger }
    }

    /// What the log of each finding says of the letter.
    pub(crate) fn asked(&self) -> Fact {
        Fact::Urged { level: ReminderLevel::Oversee, number: self.number.clone(), to: self.to.clone() }
    }
}

/// Words the letter; who sends it is left blank where the office has no template of its own.
pub(crate) fn notice(notice: &Notice<'_>, template: &Template) -> Document {
    let signed = template.organisation.as_ref().map_or_else(|| Run::Blank("发函单位署名".into()), |name| Run::Plain(name.clone()));
    let plain = |text: &str| vec![Run::Plain(text.to_owned())];
    let inspection = notice.inspection;
    let source = if inspection.source.is_empty() { String::new() } else { format!("根据{}，", inspection.source) };
    let by: Vec<&str> = inspection.inspectors.iter().map(|body| notice.ledger.departments.name(body)).collect();
    let by = if by.is_empty() { String::new() } else { format!("{}组织", by.join("、")) };
    let late = notice.findings.iter().filter(|one| one.late.is_some()).count();
    let over = if late > 0 { format!("，其中{late}个已过整改时限") } else { String::new() };
    let (on, count) = (long_date(inspection.on), notice.findings.len());
    let basis = format!("{source}{on}{by}开展了{}。督导发现你单位尚未整改到位的问题{count}个{over}，具体见下表。", inspection.what);
    let asks = "请你单位逐项制定整改措施，明确责任人和完成时间，按期整改到位，并将整改情况和佐证材料书面报送我单位。整改完成后将组织复查；逾期未整改的，予以通报并计入考核。";
    let blocks = vec![
        Block::Line(Part::Number, plain(&notice.number)),
        Block::Line(Part::Recipients, plain(&notice.to_name)),
        say(basis),
        Block::Table(table(notice)),
        say(asks),
        Block::Line(Part::Issuer, vec![signed]),
        Block::Line(Part::Date, plain(&long_date(notice.day))),
    ];
    Document::new("督查整改通知", blocks).clean()
}

fn table(notice: &Notice<'_>) -> Table {
    let title = |one: &MendingStanding<'_>| {
        one.finding.entry.as_ref().and_then(|id| notice.ledger.get(id)).map(|entry| entry.title.as_str().into())
    };
    Columns::<MendingStanding<'_>, _, _>::new()
        .numbered(Column::number("序号", 2), cell)
        .with(Column::words("发现的问题", 14), |one| one.finding.problem.as_str().into())
        .with(Column::words("涉及事项", 10), move |one| title(one).unwrap_or_else(dash))
        .with(Column::words("整改要求", 14), |one| if one.finding.wanted.is_empty() { dash() } else { one.finding.wanted.as_str().into() })
        .with(Column::words("整改时限", 6), |one| short_day(one.state.deadline.value))
        .with(Column::words("整改情况", 8), |one| one.stage.label(Lang::Zh).into())
        .table(&notice.findings)
}
